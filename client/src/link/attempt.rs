//! How often one tries to get into a match again, and how long one waits each time.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use hogs_shared::rng::Rng;

use super::FailureKind;
use crate::words::Telling;

/// How often a lost connection is sought again.
const TRIES: u32 = 5;
/// Seconds before each of these tries.
const BACK_OFF_S: [f32; TRIES as usize] = [0.5, 1.0, 2.0, 4.0, 8.0];
/// How often the next match is sought after the one before said to come to it.
pub(super) const NEXT_TRIES: u32 = 6;
/// Seconds before each of these tries: a seat is kept for 25 s.
const NEXT_BACK_OFF_S: [f32; NEXT_TRIES as usize] = [0.0, 1.0, 2.0, 3.0, 5.0, 7.0];
/// Seconds that each of these takes longer at most, by chance: all who were in the match come to the door at once.
const JITTER_S: f32 = 0.8;

/// Which try it is to get in, and what for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Attempt {
    /// Counts tries after a loss, or after the match that said to come to the next.
    pub again: u32,
    /// Whether it is the next match that is sought.
    pub next: bool,
}

impl Attempt {
    /// What there is to be said of it; nothing of a first try.
    pub(super) fn words(self) -> Option<Telling> {
        let told = |key, most: u32| {
            let tries = [
                ("try", i64::from(self.again).into()),
                ("most", i64::from(most).into()),
            ];
            Telling::tell(key, tries)
        };
        match self {
            Self { again: 0, .. } => None,
            Self { next: true, .. } => Some(told("step-next-again", NEXT_TRIES - 1)),
            Self { .. } => Some(told("step-again", TRIES)),
        }
    }
}

/// Says whether to try again, and how soon.
pub(super) struct Patience {
    /// By which everybody waits for another while.
    chance: Rng,
}

impl Default for Patience {
    fn default() -> Self {
        // Two games that start together must not wait alike; which of them waits longer is nobody's business.
        let seed = RandomState::new().hash_one(0_u8);
        Self {
            chance: Rng::for_purpose(seed, 0x11_4C),
        }
    }
}

impl Patience {
    /// How long to wait until one tries again, seconds, and which try that is; none if it would not help.
    pub(super) fn after(&mut self, kind: FailureKind, attempt: Attempt) -> Option<(f32, Attempt)> {
        let Attempt { again, next } = attempt;
        let called = kind == FailureKind::Next;
        if called || next {
            // The door of the next match may not be open yet, or have too many before it.
            let passes = matches!(
                kind,
                FailureKind::Lost | FailureKind::Unreachable | FailureKind::Busy
            );
            let again = if next { again + 1 } else { 0 };
            let wait_s = NEXT_BACK_OFF_S.get(again as usize).filter(|_| called || passes)?;
            let jitter_s = self.chance.below(1000) as f32 / 1000.0 * JITTER_S;
            return Some((wait_s + jitter_s, Attempt { again, next: true }));
        }
        let lost = kind == FailureKind::Lost || (again > 0 && kind == FailureKind::Unreachable);
        let wait_s = BACK_OFF_S.get(again as usize).filter(|_| lost)?;
        let again = again + 1;
        Some((*wait_s, Attempt { again, next }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How long one waits before each try, until one gives up.
    fn waits(patience: &mut Patience, first: FailureKind, then: FailureKind) -> Vec<f32> {
        let (mut waits, mut kind, mut attempt) = (Vec::new(), first, Attempt::default());
        while let Some((wait_s, next)) = patience.after(kind, attempt) {
            waits.push(wait_s);
            (kind, attempt) = (then, next);
        }
        waits
    }

    #[test]
    fn the_next_match_is_sought_several_times_each_at_another_moment_while_the_seat_is_kept() {
        let (mut one, mut other) = (Patience::default(), Patience::default());
        for reason in [
            FailureKind::Unreachable,
            FailureKind::Busy,
            FailureKind::Lost,
            FailureKind::Next,
        ] {
            let one = waits(&mut one, FailureKind::Next, reason);
            let other = waits(&mut other, FailureKind::Next, reason);
            assert_eq!((one.len(), other.len()), (6, 6), "{reason:?}");
            assert!(one[0] < 1.0 && one.iter().sum::<f32>() < 25.0, "{one:?}");
            let apart = |(one, other): (&f32, &f32)| (one - other).abs() > 0.01;
            assert!(one.iter().zip(&other).any(apart), "all at once: {one:?}");
        }
        // What will not change is not tried again.
        assert_eq!(waits(&mut one, FailureKind::Next, FailureKind::Refused).len(), 1);
        assert_eq!(waits(&mut one, FailureKind::Next, FailureKind::Password).len(), 1);
        assert_eq!(
            waits(&mut one, FailureKind::Lost, FailureKind::Unreachable),
            BACK_OFF_S
        );
        assert!(waits(&mut one, FailureKind::Unreachable, FailureKind::Lost).is_empty());
        assert!(waits(&mut one, FailureKind::Busy, FailureKind::Lost).is_empty());
    }
}
