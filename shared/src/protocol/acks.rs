//! Which datagrams arrived. Every datagram of either side has a number and names the newest number that its sender has
//! seen, with a bit for each of the 32 before it; so each side knows within a round trip what the other has, and nothing
//! else on the wire needs an acknowledgement of its own.

use std::collections::VecDeque;

use super::Malformed;
use super::coder::{Coder, Flag};
use super::residual::Residual;

/// Datagrams that can be on their way unanswered: a second of controls. Nothing is told against older ones.
const IN_FLIGHT: usize = 64;
/// Datagrams after which one is too old to tell another against; less than a receiver remembers.
pub const MAX_AGE: i16 = 56;
/// Bits of such an age on the wire; 0 stands for none.
pub const AGE_BITS: u32 = 6;
/// Datagrams that a receiver remembers.
const REMEMBERED: i16 = MAX_AGE + 7;
/// Weight of a new figure of how many datagrams a round trip holds.
const BLEND: f32 = 0.1;

/// The number of a datagram; counts up and wraps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sequence(pub u16);

impl Sequence {
    /// The next one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }

    /// Datagrams from `earlier` to this; negative if this one is the older.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i16 {
        self.0.wrapping_sub(earlier.0) as i16
    }
}

/// What has been seen of the other side's datagrams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ack {
    /// The newest.
    pub newest: Sequence,
    /// Bit `n`: the one `n + 1` before the newest was seen too.
    pub before: u32,
}

impl Ack {
    /// Whether it names a datagram.
    #[must_use]
    pub const fn names(self, sequence: Sequence) -> bool {
        match self.newest.since(sequence) {
            0 => true,
            back @ 1..=32 => self.before >> (back - 1) & 1 == 1,
            _ => false,
        }
    }
}

/// What is learnt of acknowledgements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AckModel {
    any: Flag,
    newest: Residual,
    all: Flag,
}

impl Default for AckModel {
    fn default() -> Self {
        Self {
            any: Flag::likely(0.95),
            newest: Residual::of("ack"),
            // On a good link none is missing.
            all: Flag::likely(0.9),
        }
    }
}

impl AckModel {
    /// Codes what there is to acknowledge against what an older datagram acknowledged.
    pub fn code<C: Coder>(&mut self, coder: &mut C, ack: Option<Ack>, before: Option<Ack>) -> Option<Ack> {
        let known = before.map_or(Sequence(0), |ack| ack.newest);
        let any = coder.bit(&mut self.any, ack.is_some());
        any.then(|| {
            let (newest, mask) = ack.map_or((Sequence(0), 0), |ack| (ack.newest, ack.before));
            let ahead = self.newest.code(coder, i32::from(newest.since(known)));
            let all = coder.bit(&mut self.all, mask == u32::MAX);
            Ack {
                newest: Sequence(known.0.wrapping_add(ahead as u16)),
                before: if all { u32::MAX } else { coder.raw(mask, 32) },
            }
        })
    }
}

/// What a receiver keeps of the datagrams that later ones may be told against.
#[derive(Debug)]
pub struct Memory<T>(VecDeque<(Sequence, T)>);

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self(VecDeque::new())
    }
}

impl<T> Memory<T> {
    /// What is kept of the datagram that is `age` older than `sequence`.
    #[must_use]
    pub fn recall(&self, sequence: Sequence, age: i16) -> Option<&T> {
        let number = Sequence(sequence.0.wrapping_sub(age as u16));
        let mut known = self.0.iter();
        known.find(|(known, _)| *known == number).map(|(_, what)| what)
    }

    /// Keeps something of a datagram, and lets go what nothing will be told against any more.
    pub fn remember(&mut self, sequence: Sequence, what: T) {
        // Mostly the oldest is what goes, and nothing has to move.
        while self
            .0
            .front()
            .is_some_and(|(known, _)| sequence.since(*known) >= REMEMBERED)
        {
            self.0.pop_front();
        }
        if let Some(place) = self.0.iter().position(|(known, _)| *known == sequence) {
            self.0.remove(place);
        }
        self.0.push_back((sequence, what));
        // A sender that jumps about in its numbers costs no more memory than one that counts.
        while self.0.len() > 2 * REMEMBERED as usize {
            self.0.pop_front();
        }
    }
}

/// The receiving end: remembers what came.
#[derive(Clone, Copy, Debug, Default)]
pub struct Arrivals {
    seen: Option<Ack>,
}

/// What a datagram was to [`Arrivals`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Whether it was not seen before, and is not too old to tell.
    pub fresh: bool,
    /// Datagrams that are given up for lost, now that this one came.
    pub lost: u32,
}

impl Arrivals {
    /// A datagram came.
    pub fn note(&mut self, sequence: Sequence) -> Noted {
        // Numbers begin at 0, so what is missing before the first to come is known to be missing.
        let seen = match &mut self.seen {
            Some(seen) => seen,
            none @ None => none.insert(Ack {
                newest: Sequence(u16::MAX),
                before: u32::MAX,
            }),
        };
        let ahead = sequence.since(seen.newest);
        if ahead > 0 {
            let moved = ahead as u32;
            let (before, lost) = if moved <= 32 {
                let window = ((seen.before as u64) << 1 | 1) << (moved - 1);
                // Each place that leaves the window without a bit is a loss.
                (window as u32, moved - ((window >> 32) as u32).count_ones())
            } else {
                (0, seen.before.count_zeros() + moved - 33)
            };
            *seen = Ack {
                newest: sequence,
                before,
            };
            return Noted { fresh: true, lost };
        }
        let back = -(ahead as i32);
        if back == 0 || back > 32 || seen.before >> (back - 1) & 1 == 1 {
            return Noted {
                fresh: false,
                lost: 0,
            };
        }
        seen.before |= 1 << (back - 1);
        Noted { fresh: true, lost: 0 }
    }

    /// What to acknowledge.
    #[must_use]
    pub const fn ack(&self) -> Option<Ack> {
        self.seen
    }
}

/// The sending end: remembers what went, as a `T` for each datagram, until the other side says that it came.
#[derive(Debug)]
pub struct Departures<T> {
    next: Sequence,
    in_flight: VecDeque<(Sequence, T)>,
    newest: Option<Sequence>,
    /// Datagrams that go while one is on its way and its acknowledgement on the way back.
    round_trip: f32,
}

impl<T> Default for Departures<T> {
    fn default() -> Self {
        Self {
            next: Sequence(0),
            in_flight: VecDeque::new(),
            newest: None,
            round_trip: 8.0,
        }
    }
}

impl<T> Departures<T> {
    /// The number of the next datagram.
    #[must_use]
    pub const fn next(&self) -> Sequence {
        self.next
    }

    /// The next datagram goes.
    pub fn depart(&mut self, what: T) {
        self.in_flight.push_back((self.next, what));
        if self.in_flight.len() > IN_FLIGHT {
            self.in_flight.pop_front();
        }
        self.next = self.next.next();
    }

    /// The other side says what came. Returns what it had not said before, oldest first.
    ///
    /// # Errors
    /// [`Malformed::Value`] for a datagram that was never sent. An old acknowledgement is not an error.
    pub fn acknowledge(&mut self, ack: Ack) -> Result<Vec<(Sequence, T)>, Malformed> {
        let flight = self.next.since(ack.newest);
        if flight <= 0 {
            return Err(Malformed::Value);
        }
        if self.newest.is_none_or(|newest| ack.newest.since(newest) > 0) {
            self.newest = Some(ack.newest);
            self.round_trip += (f32::from(flight) - self.round_trip) * BLEND;
        }
        let (mut came, mut place) = (Vec::new(), 0);
        while let Some((sequence, _)) = self.in_flight.get(place) {
            if ack.names(*sequence) {
                came.extend(self.in_flight.remove(place));
            } else {
                place += 1;
            }
        }
        Ok(came)
    }

    /// Whether a datagram that was not acknowledged may be taken for lost: a later one came, or it is overdue.
    #[must_use]
    pub fn lost(&self, sequence: Sequence) -> bool {
        let overtaken = self.newest.is_some_and(|newest| newest.since(sequence) > 0);
        overtaken || f32::from(self.next.since(sequence)) > self.round_trip * 1.5 + 4.0
    }

    /// Datagrams on their way.
    #[must_use]
    pub fn in_flight(&self) -> usize {
        self.in_flight.len()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::rng::Rng;

    #[test]
    fn both_ends_agree_on_what_came_over_a_bad_link() {
        // The last one goes past the wrap.
        for seed in 0..50 {
            let steps = if seed == 49 { 70_000 } else { 600 };
            let mut rng = Rng::new(seed);
            let (mut departures, mut arrivals) = (Departures::default(), Arrivals::default());
            let (mut on_the_way, mut came, mut told) = (Vec::new(), BTreeSet::new(), Vec::new());
            let (mut fresh, mut lost) = (0, 0);
            for step in 0..steps {
                on_the_way.push((departures.next(), step));
                departures.depart(step);
                // Some are lost, some late, some come twice.
                if rng.chance(0.1) {
                    on_the_way.pop();
                }
                if rng.chance(0.8) && !on_the_way.is_empty() {
                    let pick = rng.below(on_the_way.len().min(4) as u32) as usize;
                    let (sequence, step) = on_the_way[pick];
                    if !rng.chance(0.1) {
                        on_the_way.remove(pick);
                    }
                    let noted = arrivals.note(sequence);
                    lost += noted.lost;
                    if noted.fresh {
                        assert!(came.insert(step), "seed {seed}");
                        fresh += 1;
                    }
                }
                while on_the_way.len() > 6 {
                    on_the_way.remove(0);
                }
                if let (true, Some(ack)) = (rng.chance(0.7), arrivals.ack()) {
                    told.extend(
                        departures
                            .acknowledge(ack)
                            .unwrap()
                            .into_iter()
                            .map(|(_, step)| step),
                    );
                }
            }
            assert!(told.len() > steps as usize / 3, "seed {seed}: {}", told.len());
            // Nothing is said to have come that did not, nor twice.
            let mut once = told.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), told.len(), "seed {seed}");
            assert!(told.iter().all(|step| came.contains(step)), "seed {seed}");
            // What did not come is noticed, but for the window at the end.
            let missing = steps - fresh;
            assert!(
                lost <= missing && lost + 45 >= missing,
                "seed {seed}: {lost} of {missing}"
            );
        }
    }

    #[test]
    fn acknowledgements_of_what_was_never_sent_are_refused() {
        let mut departures = Departures::default();
        let ack = |newest| Ack {
            newest: Sequence(newest),
            before: 0,
        };
        assert_eq!(departures.acknowledge(ack(0)), Err(Malformed::Value));
        departures.depart(());
        assert_eq!(departures.acknowledge(ack(1)), Err(Malformed::Value));
        assert_eq!(departures.acknowledge(ack(0)), Ok(vec![(Sequence(0), ())]));
        assert_eq!(departures.acknowledge(ack(0)), Ok(vec![]));
        for _ in 0..1000 {
            departures.depart(());
        }
        assert_eq!(departures.in_flight(), IN_FLIGHT);
        assert_eq!(departures.acknowledge(ack(3)), Ok(vec![]));
    }

    #[test]
    fn what_was_overtaken_or_is_overdue_is_lost() {
        let mut departures = Departures::default();
        for _ in 0..4 {
            departures.depart(());
        }
        assert!(!departures.lost(Sequence(0)));
        let ack = Ack {
            newest: Sequence(2),
            before: 0b10,
        };
        assert_eq!(departures.acknowledge(ack).unwrap().len(), 2);
        assert!(departures.lost(Sequence(1)) && !departures.lost(Sequence(3)));
        for _ in 0..40 {
            departures.depart(());
        }
        assert!(departures.lost(Sequence(3)));
    }
}
