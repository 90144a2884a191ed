//! What a session makes of what the server says: datagrams, acknowledgements, outcomes and notices.

use std::sync::Arc;
use std::time::Duration;

use super::{EndReason, Session, SessionState};
use crate::arena::outcome::Outcome;
use crate::ids::HogId;
use crate::mode::Phase;
use crate::netplay::prediction::Prediction;
use crate::netplay::scene::{Player, SceneEvent};
use crate::protocol::acks::Ack;
use crate::protocol::downlink::Echo;
use crate::protocol::messages::{Farewell, Notice, RosterEntry};
use crate::protocol::snapshot::Snapshot;
use crate::protocol::{Malformed, guard};
use crate::tick::Tick;
use crate::tuning::Ability;

/// Hogs in a match beyond which a client says something every other tick only: to take in what everybody says is a
/// quarter of the work of a server of 256.
const CROWD: u32 = 128;
/// Ticks after the first snapshot in which comings and goings are not news.
const SETTLED_TICKS: i32 = 60;

impl Session {
    /// A datagram came from the server's address at `now`.
    pub fn receive(&mut self, datagram: &mut [u8], now: Duration) {
        self.meter.received(datagram.len(), now);
        if guard::inspect(datagram).is_err() {
            return;
        }
        let Some(payload) = self.netcode.process_packet(datagram) else {
            return;
        };
        let payload = payload.to_vec();
        if self.take(&payload, now).is_err() {
            self.malformed += 1;
        }
    }

    fn take(&mut self, payload: &[u8], now: Duration) -> Result<(), Malformed> {
        let claims = &self.claims;
        let downlink = self.receiver.decode(payload, &|tick| claims.of(tick))?;
        // Its items are taken: with the acknowledgement they will not come again. So it cannot be refused as a whole any
        // more, and whatever in it makes no sense is passed over, counted, and takes nothing else with it.
        let mut sound = Ok(());
        let noted = self.arrivals.note(downlink.head.sequence);
        self.meter.lost(noted.lost);
        self.meter.spent_down(&downlink.spent);
        self.meter.snapshot(downlink.snapshot.tick, payload.len(), now);
        if let Some(ack) = downlink.head.ack {
            sound = sound.and(self.acknowledged(ack, downlink.head.echo, now));
        }
        sound = sound.and(self.see(downlink.snapshot));
        for item in downlink.notices {
            sound = sound.and(Notice::decode(&item).map(|notice| self.notice(notice)));
        }
        for told in downlink.outcomes {
            self.rule(told.tick, told.outcome);
        }
        sound
    }

    /// A snapshot came: the newest is to be looked at.
    fn see(&mut self, snapshot: Snapshot) -> Result<(), Malformed> {
        match self.own() {
            None => self.begin(&snapshot),
            Some(own) if own != snapshot.own => return Err(Malformed::Value),
            Some(_) => {}
        }
        if self
            .newest
            .as_ref()
            .is_some_and(|newest| snapshot.tick <= newest.tick)
        {
            return Ok(());
        }
        let hogs: u32 = snapshot.seats.iter().map(|seats| seats.count_ones()).sum();
        self.clock.send_every(if hogs > CROWD { 2 } else { 1 });
        self.clock.fed(snapshot.input_used != Some(snapshot.tick));
        if let Some(before) = &self.newest
            && is_new_match(before, &snapshot)
        {
            // Everybody starts somewhere else: nothing to hide, and nothing to be seen as a jump.
            self.smoothing.clear();
            self.anew = true;
        }
        if !matches!(snapshot.game.phase, Phase::Over { .. }) {
            self.council.begins();
        }
        self.newest = Some(snapshot);
        self.fresh = true;
        Ok(())
    }

    /// The first snapshot: from now on there is a match to play.
    fn begin(&mut self, snapshot: &Snapshot) {
        self.prediction = Some(Prediction::new(self.rules.clone(), snapshot.own, self.simulate));
        self.clock.begin(snapshot.tick, self.meter.rtt_s());
        self.began = snapshot.tick;
        self.state = SessionState::Playing;
    }

    /// The server says which datagrams came, and how the newest of them fared.
    fn acknowledged(&mut self, ack: Ack, echo: Echo, now: Duration) -> Result<(), Malformed> {
        let came = self.departures.acknowledge(ack)?;
        self.meter.answered(ack);
        for (sequence, departure) in came {
            let at = departure.at;
            self.sender.arrived(departure.sent);
            // Each datagram's fate is news once: the older ones' is not told, and a repeated one would count double.
            if sequence != ack.newest {
                continue;
            }
            if let Some(held_s) = echo.held_s() {
                let round_s = now.saturating_sub(at).as_secs_f32();
                self.meter.round_trip((round_s - held_s).max(0.0));
            }
            if self.prediction.is_some() {
                self.clock
                    .feedback(f32::from(echo.margin_quarters) / 4.0, self.meter.rtt_s());
            }
        }
        Ok(())
    }

    /// The server says that something happened.
    fn rule(&mut self, tick: Tick, outcome: Outcome) {
        let own = self.own();
        match &outcome {
            Outcome::Fired(shot) => {
                if let Some(prediction) = &mut self.prediction {
                    prediction.learn_shot(*shot);
                }
                if Some(shot.id.shooter) == own {
                    self.verdicts.fired(shot, true);
                }
            }
            Outcome::ShotTurned(shot) => {
                if let Some(prediction) = &mut self.prediction {
                    prediction.turn_shot(*shot);
                }
            }
            Outcome::ShotEnded { shot, struck, .. } => {
                if let Some(prediction) = &mut self.prediction {
                    prediction.end_shot(*shot, tick);
                }
                self.verdicts.ruled(*shot, *struck);
            }
            Outcome::MatchStarted => {
                if let Some(prediction) = &mut self.prediction {
                    prediction.clear_shots(tick);
                }
            }
            Outcome::Damaged { victim, .. } if Some(*victim) == own => self.measuring.disturb(tick),
            Outcome::AbilityUsed { hog } if Some(*hog) != own && self.dashes(*hog) => {
                self.elsewhere(*hog, tick)
            }
            Outcome::Spawned { hog, .. } => {
                self.elsewhere(*hog, tick);
                if Some(*hog) == own {
                    self.measuring.disturb(tick);
                }
            }
            _ => {}
        }
        let now = self.tick();
        self.chronicle.happened(tick, now, outcome);
    }

    /// A hog is elsewhere at once: nothing leads there from where it was, so it is not shown to glide.
    fn elsewhere(&mut self, hog: HogId, tick: Tick) {
        if let Some(prediction) = &mut self.prediction
            && prediction.reborn(hog, tick)
        {
            self.smoothing.remove(&hog);
        }
    }

    /// Whether what a hog's chassis can do is to be elsewhere.
    fn dashes(&self, hog: HogId) -> bool {
        let chassis = self.players.get(&hog).map(|player| player.chassis);
        let told = self.newest.iter().flat_map(|newest| &newest.hogs);
        let chassis = told
            .filter(|told| told.id == hog)
            .map(|told| told.chassis)
            .next_back()
            .or(chassis);
        chassis.is_some_and(|chassis| {
            matches!(
                self.rules.tuning.chassis(chassis).ability.kind,
                Ability::Dash { .. }
            )
        })
    }

    fn notice(&mut self, notice: Notice) {
        match notice {
            Notice::Player(RosterEntry {
                seat,
                name,
                chassis,
                coat,
                team,
                bot,
                score,
                ping_ms,
                ready,
                looks_on,
                who,
            }) => {
                let player = Player {
                    name,
                    chassis,
                    coat,
                    team,
                    bot,
                    score,
                    ping_ms,
                    ready,
                    looks_on,
                    who,
                };
                if Arc::make_mut(&mut self.players).insert(seat, player).is_none() && self.settled() {
                    self.chronicle.add(SceneEvent::Joined(seat));
                }
            }
            Notice::Left(seat) => {
                if let Some(player) = Arc::make_mut(&mut self.players).remove(&seat)
                    && self.settled()
                {
                    self.chronicle.add(SceneEvent::Left(player.name));
                }
            }
            Notice::Chat { from, text } => self.chronicle.add(SceneEvent::Chat { from, text }),
            Notice::TeamChat { from, text } => self.chronicle.add(SceneEvent::TeamChat { from, text }),
            Notice::Ping { from, at, kind } => {
                let at = at.place();
                self.chronicle.add(SceneEvent::Ping { from, at, kind });
            }
            Notice::Phrase { from, phrase } => self.chronicle.add(SceneEvent::Phrase { from, phrase }),
            Notice::Offered(plan) => self.council.offered(plan),
            Notice::Ballot(ballot) => {
                if self.council.stands(ballot) {
                    self.chronicle.add(SceneEvent::VoteCalled);
                }
            }
            Notice::Decided(decision) => {
                self.council.decided(&decision);
                self.chronicle.add(SceneEvent::Decided(decision));
            }
            Notice::Refused(refusal) => {
                self.council.refused(refusal);
                self.chronicle.add(SceneEvent::Refused(refusal));
            }
            Notice::Awards(awards) => self.award(&awards),
            Notice::Goodbye(Farewell::NextMatch) => self.state = SessionState::Ended(EndReason::NextMatch),
            Notice::Goodbye(reason) => self.state = SessionState::Ended(EndReason::Farewell(reason)),
        }
    }

    /// Whether the first second is over, in which the roster is told: those who were there before did not just come.
    fn settled(&self) -> bool {
        let newest = self.newest.as_ref().map_or(self.began, |snapshot| snapshot.tick);
        self.prediction.is_some() && newest.since(self.began) > SETTLED_TICKS
    }
}

/// Whether a match ended and another began from one snapshot to a later one.
fn is_new_match(before: &Snapshot, after: &Snapshot) -> bool {
    let (before, after) = (&before.game, &after.game);
    let same = before.phase == after.phase && before.phase_ends == after.phase_ends;
    let began = matches!(after.phase, Phase::WarmUp | Phase::Countdown | Phase::Playing);
    // Of all that can lead to a beginning only this is the same match.
    let goes_on = before.phase == Phase::Countdown && after.phase == Phase::Playing;
    began && !same && !goes_on
}

#[cfg(test)]
mod tests;
