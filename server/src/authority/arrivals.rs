//! What comes in at the authority: sessions that begin and end, what clients say, and how one of them gets a seat.

use std::net::SocketAddr;
use std::time::Duration;

use hogs_shared::arena::outcome::Outcome;
use hogs_shared::arena::shot::Shot;
use hogs_shared::ids::HogId;
use hogs_shared::protocol::Malformed;
use hogs_shared::protocol::messages::{Farewell, Notice};
use hogs_shared::protocol::outcome::Told;

use super::{Authority, Guest, MAX_TOLD_SHOTS, WORTH_TELLING_TICKS};
use crate::link::{Item, Link};
use crate::player::{Asked, Moment, Player};
use crate::sessions::Arrival;
use crate::tickets::{ClientId, Holder, PROOF_BYTES, Person};

impl Authority {
    /// Takes in one datagram, of which everything is possible.
    pub fn receive(&mut self, now: Duration, from: SocketAddr, datagram: &mut [u8]) {
        match self.sessions.receive(now, from, datagram, &mut self.outbox) {
            Arrival::Nothing => {}
            Arrival::Connected { client, proof } => self.welcome(now, client, &proof),
            Arrival::Payload { client, bytes } => self.hear(now, client, bytes),
            Arrival::Excess { client } => {
                let forgiven = self
                    .players
                    .get_mut(&client)
                    .is_some_and(|player| player.forgive_excess(now));
                if !forgiven {
                    self.end(client, Some(Farewell::Misbehaved));
                }
            }
            Arrival::Disconnected { client } => self.lose(client),
        }
    }

    /// A session began: it stays if its ticket is good.
    fn welcome(&mut self, now: Duration, client: ClientId, proof: &[u8; PROOF_BYTES]) {
        let holder = self.office().redeem(now, client, proof);
        match holder {
            Some(Holder { person, current }) => {
                // Whoever asks twice means the second time: the first, if it has not said anything yet, is not to come in
                // after it and take its seat.
                let first = |guest: &Guest| guest.person.key == person.key;
                let before = self.guests.iter().find(|(_, guest)| first(guest));
                if let Some(before) = before.map(|(&before, _)| before) {
                    self.end(before, None);
                }
                let guest = Guest {
                    person,
                    since: now,
                    current,
                };
                self.guests.insert(client, guest);
            }
            None => {
                self.sessions.drops.count("ticket");
                self.sessions.disconnect(client, &mut self.outbox);
            }
        }
    }

    /// A client says something.
    fn hear(&mut self, now: Duration, client: ClientId, bytes: &[u8]) {
        if let Some(guest) = self.guests.remove(&client) {
            // The first message.
            if !guest.current {
                self.send_on(now, client, &guest.person);
            } else if !self.admit(now, client, &guest.person) {
                return;
            }
        }
        let moment = Moment {
            now,
            next: self.arena.tick().after(1),
            until_next: self.next_step_at.saturating_sub(now),
        };
        if let Some(player) = self.players.get_mut(&client) {
            let asked = match player.receive(bytes, &moment) {
                Ok(asked) => asked,
                Err(Malformed::Stale) => {
                    self.sessions.drops.count("stale");
                    return;
                }
                Err(_) => Asked {
                    requests: Vec::new(),
                    nonsense: 1,
                },
            };
            let mut forgiven = true;
            for _ in 0..asked.nonsense {
                self.sessions.drops.count("malformed");
                forgiven &= player.forgive_nonsense(now);
            }
            if forgiven {
                self.grant(now, client, asked.requests);
            } else {
                self.end(client, Some(Farewell::Misbehaved));
            }
        } else if let Some(parting) = self.partings.iter_mut().find(|parting| parting.client == client) {
            parting.hear(bytes, now);
        } else {
            self.sessions.drops.count("ticket");
            self.sessions.disconnect(client, &mut self.outbox);
        }
    }

    /// Sends a client to the door again whose ticket was for the match before: it knows nothing of this one.
    fn send_on(&mut self, now: Duration, client: ClientId, person: &Person) {
        let nowhere = self.lobby.roster().free().unwrap_or(HogId(u8::MAX));
        let player = Player::new(client, nowhere, person.key, Link::new(self.snapshot_ticks), now);
        self.players.insert(client, player);
        self.part(client, Farewell::NextMatch);
        self.expect(person.key, client, now);
    }

    /// Seats a client that was heard for the first time, and tells it all that went before. False if there is no seat.
    fn admit(&mut self, now: Duration, client: ClientId, person: &Person) -> bool {
        let before = self
            .players
            .values()
            .find(|player| player.key == person.key)
            .map(|player| player.client);
        if let Some(before) = before {
            self.part(before, Farewell::Replaced);
        }
        let Some(seat) = self.lobby.seat(person, &self.arena) else {
            // The office holds a seat for every ticket, so this is only for a host's change of mind.
            self.office().leave(&person.key, client);
            self.sessions.disconnect(client, &mut self.outbox);
            return false;
        };
        self.away.remove(&person.key);
        self.office().enter(person.key, client);
        let link = Link::new(self.snapshot_ticks);
        let mut player = Player::new(client, seat, person.key, link, now);
        // Who comes back to a hog in play may have come to drive another.
        player.chassis_wish = Some(person.chassis);
        for entry in self.lobby.roster().entries() {
            player.link.tell(&Item::from(&Notice::Player(entry.clone())));
        }
        for notice in self.brief() {
            player.link.tell(&Item::from(&notice));
        }
        let shots = self.arena.shots();
        let now_tick = self.arena.tick();
        let lasting = |shot: &&Shot| shot.expires.since(now_tick) > WORTH_TELLING_TICKS;
        for shot in shots.iter().filter(lasting).rev().take(MAX_TOLD_SHOTS) {
            player.link.tell(&Item::from(Told {
                tick: shot.id.fired,
                outcome: Outcome::Fired(*shot),
            }));
        }
        self.players.insert(client, player);
        self.tally.joins += 1;
        self.tally.clients_peak = self.tally.clients_peak.max(self.players.len());
        tracing::info!(name = person.name, seat = seat.0, "joined");
        true
    }
}
