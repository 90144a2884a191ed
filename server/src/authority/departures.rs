//! How clients go: because they are silent or slow, because they are told to, or by themselves.

use std::time::Duration;

use hogs_shared::protocol::messages::{Farewell, Notice};

use super::{Authority, SILENCE};
use crate::link::Item;
use crate::parting::Parting;
use crate::player::Player;
use crate::tickets::ClientId;

impl Authority {
    /// Ends sessions that timed out, and those that are kept alive without a word.
    pub(super) fn drop_the_silent(&mut self, now: Duration) {
        for client in self.sessions.keep_alive(now, &mut self.outbox) {
            self.sessions.drops.count("timed_out_clients");
            self.lose(client);
        }
        let silent = |since: Duration| now > since + SILENCE;
        let guests = self
            .guests
            .iter()
            .filter(|(_, guest)| silent(guest.since))
            .map(|(&client, _)| client);
        let players = self
            .players
            .values()
            .filter(|player| silent(player.heard) || player.link.unheard_for(now) > SILENCE)
            .map(|player| player.client);
        for client in guests.chain(players).collect::<Vec<_>>() {
            self.sessions.drops.count("silent_clients");
            self.end(client, None);
        }
    }

    pub(super) fn drop_the_slow(&mut self) {
        let slow = self
            .players
            .values()
            .filter(|player| player.link.overflowed())
            .map(|player| player.client);
        for client in slow.collect::<Vec<_>>() {
            self.sessions.drops.count("slow_clients");
            self.end(client, None);
        }
    }

    /// Ends a client's session: after telling it why, or at once.
    pub(super) fn end(&mut self, client: ClientId, why: Option<Farewell>) {
        match why.zip(self.players.get(&client).map(|player| (player.key, player.seat))) {
            Some((why, (key, seat))) => {
                self.part(client, why);
                self.forget_voter(seat);
                self.lobby.free(&key, &self.arena);
                self.office().leave(&key, client);
            }
            None => {
                self.sessions.disconnect(client, &mut self.outbox);
                self.lose(client);
            }
        }
    }

    /// A client's session is over: its seat is free, and its score is kept for when it comes back.
    pub(super) fn lose(&mut self, client: ClientId) {
        self.partings.retain(|parting| parting.client != client);
        if let Some(guest) = self.guests.remove(&client) {
            let key = guest.person.key;
            // If the guest's was the name the office had, it is the seated one's again.
            let seated = self.players.values().find(|player| player.key == key);
            let seated = seated.map(|player| player.client);
            if self.office().leave(&key, client)
                && let Some(seated) = seated
            {
                self.office().enter(key, seated);
            }
        }
        let Some(player) = self.players.remove(&client) else {
            return;
        };
        self.count(&player);
        self.forget_voter(player.seat);
        self.lobby.free(&player.key, &self.arena);
        self.office().leave(&player.key, client);
        tracing::info!(seat = player.seat.0, "left");
    }

    /// Takes a client out of the match, but not off the wire before it has heard why. Its seat is left as it is.
    pub(super) fn part(&mut self, client: ClientId, why: Farewell) {
        let Some(mut player) = self.players.remove(&client) else {
            return;
        };
        self.count(&player);
        let goodbye = Notice::Goodbye(why);
        player.link.tell(&Item::from(&goodbye));
        self.partings.push(Parting::new(player, self.snapshot_ticks));
    }

    fn count(&mut self, player: &Player) {
        self.tally.fed += player.inputs.fed;
        self.tally.starved += player.inputs.starved;
    }

    /// Tells everyone that the server stops. It goes on as long as [`Authority::parted`] says it should.
    pub fn stop(&mut self) {
        self.office().drain();
        for client in self.guests.keys().copied().collect::<Vec<_>>() {
            self.end(client, None);
        }
        for client in self.players.keys().copied().collect::<Vec<_>>() {
            self.part(client, Farewell::Stopping);
        }
    }

    /// Whether nobody is left who has to be told goodbye.
    #[must_use]
    pub fn parted(&self) -> bool {
        self.partings.is_empty() && self.sessions.parted()
    }
}
