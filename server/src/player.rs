//! One connected player: what comes in from them, what is on its way to them, and how well they are doing on the wire.

use std::sync::Arc;
use std::time::Duration;

use hogs_shared::ids::{Chassis, HogId};
use hogs_shared::protocol::Malformed;
use hogs_shared::protocol::input::Uplink;
use hogs_shared::protocol::join::PlayerKey;
use hogs_shared::protocol::messages::ClientRequest;
use hogs_shared::protocol::stream::{StreamReceiver, StreamSender};
use hogs_shared::tick::{TICKS_PER_SECOND, Tick};

use crate::budget::{Bucket, Rate};
use crate::inputs::InputQueue;
use crate::snapshots::Interest;
use crate::tickets::ClientId;

/// Chat lines a second.
const CHAT: Rate = Rate {
    per_second: 0.5,
    burst: 4.0,
};
/// Misdeeds forgiven a second, and at once. An honest client commits none.
const MISDEEDS: Rate = Rate {
    per_second: 2.0,
    burst: 60.0,
};
/// What nonsense counts.
const NONSENSE: f64 = 10.0;
/// What a datagram too many counts.
const EXCESS: f64 = 1.0;
/// Snapshots whose time of sending is remembered: two seconds of them.
const REMEMBERED_SENDS: usize = 64;

/// When snapshots were sent, for round trips.
#[derive(Debug)]
pub struct SendTimes([Option<(Tick, Duration)>; REMEMBERED_SENDS]);

impl Default for SendTimes {
    fn default() -> Self {
        Self([None; REMEMBERED_SENDS])
    }
}

impl SendTimes {
    /// The snapshot of `tick` is sent now; `every` ticks there is one.
    pub fn note(&mut self, tick: Tick, every: u32, now: Duration) {
        self.0[Self::slot(tick, every)] = Some((tick, now));
    }

    /// When the snapshot of `tick` was sent.
    #[must_use]
    pub fn of(&self, tick: Tick, every: u32) -> Option<Duration> {
        self.0[Self::slot(tick, every)]
            .filter(|(held, _)| *held == tick)
            .map(|(_, at)| at)
    }

    const fn slot(tick: Tick, every: u32) -> usize {
        (tick.0 / every) as usize % REMEMBERED_SENDS
    }
}

/// What a datagram is judged by when it arrives.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// Now.
    pub now: Duration,
    /// The tick to be stepped next.
    pub next: Tick,
    /// Until that step begins.
    pub until_next: Duration,
    /// When snapshots were sent.
    pub sent: &'a SendTimes,
    /// Ticks from one snapshot to the next.
    pub snapshot_ticks: u32,
}

/// A player.
#[derive(Debug)]
pub struct Player {
    /// Their connection.
    pub client: ClientId,
    /// Their seat.
    pub seat: HogId,
    /// Who they are.
    pub key: PlayerKey,
    /// Their controls.
    pub inputs: InputQueue,
    /// What they are to be told.
    pub events: StreamSender,
    /// What they ask for.
    pub requests: StreamReceiver,
    /// Which hogs they have not been shown for how long.
    pub interest: Interest,
    /// What they want to drive from the next spawn on.
    pub chassis_wish: Option<Chassis>,
    /// When they last said anything.
    pub heard: Duration,
    /// Whether too much waits for them to acknowledge.
    pub overflowed: bool,
    margin_quarters: i8,
    acknowledged: Tick,
    round_trip: Option<Duration>,
    chat: Bucket,
    misdeeds: Bucket,
}

impl Player {
    /// A player who has just been given a seat.
    #[must_use]
    pub fn new(
        client: ClientId,
        seat: HogId,
        key: PlayerKey,
        requests: StreamReceiver,
        now: Duration,
    ) -> Self {
        Self {
            client,
            seat,
            key,
            inputs: InputQueue::default(),
            events: StreamSender::default(),
            requests,
            interest: Interest::default(),
            chassis_wish: None,
            heard: now,
            overflowed: false,
            margin_quarters: 0,
            acknowledged: Tick(0),
            round_trip: None,
            chat: Bucket::full(CHAT, now),
            misdeeds: Bucket::full(MISDEEDS, now),
        }
    }

    /// Takes in a datagram's payload. Returns what is asked for in it.
    ///
    /// # Errors
    /// [`Malformed`] for what no honest client sends.
    pub fn receive(&mut self, bytes: &[u8], moment: &Moment<'_>) -> Result<Vec<ClientRequest>, Malformed> {
        let (uplink, items) = Uplink::decode(bytes, &mut self.requests)?;
        self.take_in(&uplink, moment)?;
        items.iter().map(|item| ClientRequest::decode(item)).collect()
    }

    /// Takes in what a datagram says apart from its requests.
    ///
    /// # Errors
    /// [`Malformed`] for an acknowledgement of what was never sent.
    pub fn take_in(&mut self, uplink: &Uplink, moment: &Moment<'_>) -> Result<(), Malformed> {
        self.heard = moment.now;
        self.events.acknowledge(uplink.events_next)?;
        self.measure_round_trip(uplink.snapshot, moment);
        if uplink.controls.is_empty() {
            return Ok(());
        }
        // Of every datagram, not only of those with the newest controls: a client whose clock jumps back, because this
        // side lost time, would else be told of its past and jump on and on.
        self.margin_quarters = margin_quarters(uplink.newest, moment);
        let count = uplink.controls.len() as u32;
        for (index, &controls) in uplink.controls.iter().enumerate() {
            let tick = Tick(uplink.newest.0.wrapping_sub(count - 1 - index as u32));
            self.inputs.offer(moment.next, tick, controls);
        }
        Ok(())
    }

    fn measure_round_trip(&mut self, snapshot: Tick, moment: &Moment<'_>) {
        if snapshot.since(self.acknowledged) <= 0 {
            return;
        }
        let Some(sent) = moment.sent.of(snapshot, moment.snapshot_ticks) else {
            return;
        };
        self.acknowledged = snapshot;
        let measured = moment.now.saturating_sub(sent);
        self.round_trip = Some(
            self.round_trip
                .map_or(measured, |known| known.mul_f64(0.9) + measured.mul_f64(0.1)),
        );
    }

    /// The round trip, milliseconds; 0 until there is one.
    #[must_use]
    pub fn ping_ms(&self) -> u16 {
        u16::try_from(self.round_trip.unwrap_or_default().as_millis()).unwrap_or(u16::MAX)
    }

    /// How early the newest controls were, quarters of a tick; negative: late.
    #[must_use]
    pub const fn margin_quarters(&self) -> i8 {
        self.margin_quarters
    }

    /// Adds an item to what they are told.
    pub fn tell(&mut self, item: &Arc<[u8]>) {
        if self.events.push(item.clone()).is_err() {
            self.overflowed = true;
        }
    }

    /// Whether they may say another line now.
    pub fn may_chat(&mut self, now: Duration) -> bool {
        self.chat.take(now, 1.0)
    }

    /// They sent nonsense. False when it is too much of it.
    pub fn forgive_nonsense(&mut self, now: Duration) -> bool {
        self.misdeeds.take(now, NONSENSE)
    }

    /// They sent more than they may. False when it goes on and on.
    pub fn forgive_excess(&mut self, now: Duration) -> bool {
        self.misdeeds.take(now, EXCESS)
    }
}

/// How early controls for `newest` are: whole ticks, and the part of one until the next step.
fn margin_quarters(newest: Tick, moment: &Moment<'_>) -> i8 {
    let ticks = newest.since(moment.next).clamp(-64, 64) * 4;
    let part = (moment.until_next.as_secs_f64() * f64::from(TICKS_PER_SECOND * 4))
        .round()
        .min(3.0) as i32;
    (ticks + part).clamp(-127, 127) as i8
}

#[cfg(test)]
mod tests {
    use hogs_shared::arena::controls::Controls;

    use super::*;

    fn player() -> Player {
        Player::new(1, HogId(0), [0; 32], StreamReceiver::default(), Duration::ZERO)
    }

    fn uplink(newest: u32, count: usize) -> Uplink {
        Uplink {
            newest: Tick(newest),
            controls: vec![Controls::default(); count],
            ..Uplink::default()
        }
    }

    #[test]
    fn the_margin_is_told_in_quarters_of_a_tick() {
        let sent = SendTimes::default();
        let mut player = player();
        let half = Duration::from_secs(1) / (TICKS_PER_SECOND * 2);
        let moment = Moment {
            now: Duration::ZERO,
            next: Tick(100),
            until_next: half,
            sent: &sent,
            snapshot_ticks: 2,
        };
        player.take_in(&uplink(102, 3), &moment).unwrap();
        assert_eq!(player.margin_quarters(), 10);
        // A clock that jumps back is told so.
        player.take_in(&uplink(101, 3), &moment).unwrap();
        assert_eq!(player.margin_quarters(), 6);
        let later = Moment {
            next: Tick(106),
            ..moment
        };
        player.take_in(&uplink(103, 3), &later).unwrap();
        assert_eq!(player.margin_quarters(), -10);
        player.take_in(&uplink(100_000, 1), &later).unwrap();
        assert_eq!(player.margin_quarters(), 127);
    }

    #[test]
    fn round_trips_come_from_what_was_really_sent() {
        let mut sent = SendTimes::default();
        sent.note(Tick(10), 2, Duration::from_millis(500));
        let mut player = player();
        let moment = Moment {
            now: Duration::from_millis(580),
            next: Tick(15),
            until_next: Duration::ZERO,
            sent: &sent,
            snapshot_ticks: 2,
        };
        player
            .take_in(
                &Uplink {
                    snapshot: Tick(12),
                    ..Uplink::default()
                },
                &moment,
            )
            .unwrap();
        assert_eq!(player.ping_ms(), 0);
        player
            .take_in(
                &Uplink {
                    snapshot: Tick(10),
                    ..Uplink::default()
                },
                &moment,
            )
            .unwrap();
        assert_eq!(player.ping_ms(), 80);
        let lie = Uplink {
            events_next: 1,
            ..Uplink::default()
        };
        assert_eq!(player.take_in(&lie, &moment), Err(Malformed::Value));
    }

    #[test]
    fn patience_with_nonsense_ends() {
        let mut player = player();
        let forgiven = (0..100)
            .filter(|_| player.forgive_nonsense(Duration::ZERO))
            .count();
        assert_eq!(forgiven, 6);
        assert!(player.forgive_nonsense(Duration::from_secs(5)));
    }
}
