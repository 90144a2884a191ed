//! What clients ask for, and what comes of it. Who asks too much is not heard, and who asks for what cannot be is told
//! why.

use std::time::Duration;

use hogs_shared::ids::HogId;
use hogs_shared::protocol::ballot::Refusal;
use hogs_shared::protocol::messages::{ClientRequest, Notice};

use super::Authority;
use crate::link::Item;
use crate::player::Talk;
use crate::tickets::ClientId;

impl Authority {
    pub(super) fn grant(&mut self, now: Duration, client: ClientId, requests: Vec<ClientRequest>) {
        for request in requests {
            let Some(player) = self.players.get_mut(&client) else {
                return;
            };
            let seat = player.seat;
            let talk = match &request {
                ClientRequest::Chat(_) | ClientRequest::TeamChat(_) | ClientRequest::Phrase(_) => Talk::Chat,
                ClientRequest::Ping { .. } => Talk::Ping,
                // They cost nobody anything.
                ClientRequest::Chassis(_) | ClientRequest::Leave => Talk::Free,
                ClientRequest::Ready(_)
                | ClientRequest::LookOn(_)
                | ClientRequest::Coat(_)
                | ClientRequest::Team(_)
                | ClientRequest::Vote(_)
                | ClientRequest::CallVote(_)
                | ClientRequest::CancelVote => Talk::Wish,
            };
            if !player.may_talk(now, talk) {
                self.sessions.drops.count(talk.excess());
                continue;
            }
            match request {
                ClientRequest::Chat(text) if !text.is_empty() => {
                    let from = Some(seat);
                    self.broadcast(&Notice::Chat { from, text });
                }
                ClientRequest::TeamChat(text) if !text.is_empty() => {
                    let told = self.tell_side(seat, &Notice::TeamChat { from: seat, text });
                    self.answer(client, told);
                }
                ClientRequest::Chat(_) | ClientRequest::TeamChat(_) => {}
                ClientRequest::Ping { at, kind } => {
                    let told = self.tell_side(seat, &Notice::Ping { from: seat, at, kind });
                    self.answer(client, told);
                }
                ClientRequest::Phrase(phrase) => self.broadcast(&Notice::Phrase { from: seat, phrase }),
                ClientRequest::Chassis(chassis) => player.chassis_wish = Some(chassis),
                ClientRequest::Leave => {
                    self.end(client, None);
                    return;
                }
                wish => {
                    let granted = self.wish(client, seat, wish);
                    self.answer(client, granted);
                }
            }
        }
    }

    /// What someone wants of the lobby or the council.
    fn wish(&mut self, client: ClientId, seat: HogId, wish: ClientRequest) -> Result<(), Refusal> {
        match wish {
            ClientRequest::Ready(ready) => {
                let phase = self.arena.game().phase;
                self.lobby.be_ready(seat, ready, phase);
                Ok(())
            }
            ClientRequest::LookOn(looks_on) => self.lobby.look_on(seat, looks_on, &self.arena),
            ClientRequest::Coat(coat) => {
                self.lobby.wear(seat, coat);
                Ok(())
            }
            ClientRequest::Team(side) => self.lobby.wish_side(seat, side),
            ClientRequest::Vote(choice) => self.vote(seat, choice),
            ClientRequest::CallVote(motion) => self.call_vote(client, motion),
            ClientRequest::CancelVote => self.cancel_vote(seat),
            _ => Ok(()),
        }
    }

    fn answer(&mut self, client: ClientId, granted: Result<(), Refusal>) {
        if let Err(refusal) = granted {
            self.refuse(client, refusal);
        }
    }

    /// Tells something to those on the side of a seat alone.
    fn tell_side(&mut self, seat: HogId, notice: &Notice) -> Result<(), Refusal> {
        let side = |seat| self.lobby.roster().entry(seat).and_then(|entry| entry.team);
        let own = side(seat).ok_or(Refusal::NoSides)?;
        let members: Vec<ClientId> = self
            .players
            .values()
            .filter(|player| side(player.seat) == Some(own))
            .map(|player| player.client)
            .collect();
        let item = Item::from(notice);
        for client in members {
            if let Some(player) = self.players.get_mut(&client) {
                player.link.tell(&item);
            }
        }
        Ok(())
    }
}
