//! A bad link, the same for the same seed: delay, jitter, loss, duplicates, disorder. It has no clock of its own, so the
//! game and the tools run it on real time and the tests on virtual time.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::rng::Rng;

/// Datagrams on their way at most; a link drops what comes on top, as links do.
const MAX_IN_FLIGHT: usize = 4096;
/// How much later than its turn a datagram comes that is out of order.
const DISORDER: Duration = Duration::from_millis(40);

/// How bad a link is, in each direction.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Conditions {
    /// Delay, one way.
    pub delay: Duration,
    /// Standard deviation of the delay, one way.
    pub jitter: Duration,
    /// Share of datagrams lost.
    pub loss: f32,
    /// Share of datagrams that come twice.
    pub duplicate: f32,
    /// Share of datagrams that come after later ones.
    pub reorder: f32,
}

impl Conditions {
    /// Both directions together take `rtt_ms`, and vary by `jitter_ms` (standard deviation of the round trip).
    #[must_use]
    pub fn of_round_trip(rtt_ms: f32, jitter_ms: f32) -> Self {
        let half = |ms: f32, share: f32| Duration::from_secs_f32((ms * share / 1000.0).max(0.0));
        Self {
            delay: half(rtt_ms, 0.5),
            jitter: half(jitter_ms, std::f32::consts::FRAC_1_SQRT_2),
            ..Self::default()
        }
    }
}

/// One direction of a link.
#[derive(Debug)]
pub struct BadLink {
    conditions: Conditions,
    rng: Rng,
    in_flight: BTreeMap<(Duration, u64), Vec<u8>>,
    sequence: u64,
    /// When the last datagram in order arrives: queues do not overtake.
    last: Duration,
}

impl BadLink {
    /// An empty link.
    #[must_use]
    pub fn new(conditions: Conditions, seed: u64) -> Self {
        Self {
            conditions,
            rng: Rng::new(seed),
            in_flight: BTreeMap::new(),
            sequence: 0,
            last: Duration::ZERO,
        }
    }

    /// Other conditions from now on; what is on its way stays so.
    pub const fn set(&mut self, conditions: Conditions) {
        self.conditions = conditions;
    }

    /// A datagram enters at `now`.
    pub fn push(&mut self, now: Duration, datagram: &[u8]) {
        // The dice are thrown in a fixed order whatever they show, so that one change does not shift all the rest.
        let lost = self.rng.chance(self.conditions.loss);
        let twice = self.rng.chance(self.conditions.duplicate);
        let late = self.rng.chance(self.conditions.reorder);
        let swing = self.rng.bell();
        if lost {
            return;
        }
        let jitter_s = swing * self.conditions.jitter.as_secs_f32();
        let delay_s = (self.conditions.delay.as_secs_f32() + jitter_s).max(0.0);
        let mut arrival = now + Duration::from_secs_f32(delay_s);
        if late {
            arrival += DISORDER;
        } else {
            arrival = arrival.max(self.last);
            self.last = arrival;
        }
        for _ in 0..=u32::from(twice) {
            if self.in_flight.len() < MAX_IN_FLIGHT {
                self.sequence += 1;
                self.in_flight.insert((arrival, self.sequence), datagram.to_vec());
            }
        }
    }

    /// The next datagram that has arrived by `now`.
    pub fn pop(&mut self, now: Duration) -> Option<Vec<u8>> {
        let entry = self.in_flight.first_entry()?;
        (entry.key().0 <= now).then(|| entry.remove())
    }

    /// Whether nothing is on its way.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.in_flight.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(conditions: Conditions, seed: u64) -> Vec<(Duration, u32)> {
        let mut link = BadLink::new(conditions, seed);
        let mut arrived = Vec::new();
        for step in 0..4000_u32 {
            let now = Duration::from_millis(u64::from(step) * 5);
            if step < 3000 {
                link.push(now, &step.to_le_bytes());
            }
            while let Some(datagram) = link.pop(now) {
                arrived.push((now, u32::from_le_bytes(datagram.try_into().unwrap())));
            }
        }
        arrived
    }

    #[test]
    fn the_link_is_as_bad_as_asked() {
        let conditions = Conditions {
            loss: 0.1,
            duplicate: 0.05,
            reorder: 0.02,
            ..Conditions::of_round_trip(100.0, 10.0)
        };
        let arrived = run(conditions, 1);
        assert_eq!(arrived, run(conditions, 1), "the same seed gave another link");
        assert_ne!(arrived, run(conditions, 2));
        let share = arrived.len() as f32 / 3000.0;
        assert!((share - 0.9 * 1.05).abs() < 0.02, "{share}");
        let disorder = arrived.windows(2).filter(|pair| pair[1].1 < pair[0].1).count();
        assert!((20..150).contains(&disorder), "{disorder}");
        let delays: f32 = arrived
            .iter()
            .map(|(at, sent)| at.as_secs_f32() - *sent as f32 * 0.005)
            .sum::<f32>()
            / arrived.len() as f32;
        assert!((0.045..0.065).contains(&delays), "{delays}");
        let perfect = run(Conditions::default(), 1);
        assert!(
            perfect
                .iter()
                .enumerate()
                .all(|(index, (_, sent))| index as u32 == *sent)
        );
        assert_eq!(perfect.len(), 3000);
    }

    #[test]
    fn without_jitter_everything_comes_exactly_as_late_as_asked() {
        // 48 ms each way, and somebody looks every 5 ms.
        for (at, sent) in run(Conditions::of_round_trip(96.0, 0.0), 3) {
            assert_eq!(at, Duration::from_millis(u64::from(sent) * 5 + 50));
        }
    }

    #[test]
    fn jitter_alone_turns_nothing_round() {
        let arrived = run(Conditions::of_round_trip(80.0, 60.0), 4);
        assert_eq!(arrived.len(), 3000);
        assert!(arrived.windows(2).all(|pair| pair[0].1 < pair[1].1));
        let late = |(at, sent): &(Duration, u32)| at.as_millis() as u32 - sent * 5;
        let (least, most) = arrived
            .iter()
            .map(late)
            .fold((u32::MAX, 0), |(least, most), late| {
                (least.min(late), most.max(late))
            });
        assert!(least < 30 && most > 90, "{least} to {most} ms");
    }

    #[test]
    fn other_conditions_hold_for_what_enters_after() {
        let mut link = BadLink::new(Conditions::of_round_trip(400.0, 0.0), 5);
        link.push(Duration::ZERO, b"first");
        link.set(Conditions::default());
        link.push(Duration::from_millis(10), b"second");
        // What entered later still comes later.
        assert_eq!(link.pop(Duration::from_millis(199)), None);
        assert_eq!(
            link.pop(Duration::from_millis(201)).as_deref(),
            Some(&b"first"[..])
        );
        assert_eq!(
            link.pop(Duration::from_millis(201)).as_deref(),
            Some(&b"second"[..])
        );
        assert!(link.is_empty());
    }

    #[test]
    fn what_is_on_its_way_is_bounded() {
        let mut link = BadLink::new(Conditions::of_round_trip(1000.0, 0.0), 6);
        for _ in 0..3 * MAX_IN_FLIGHT {
            link.push(Duration::ZERO, &[0; 8]);
        }
        assert_eq!(link.in_flight.len(), MAX_IN_FLIGHT);
    }
}
