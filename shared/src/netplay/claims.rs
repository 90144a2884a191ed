//! What a client says of its own hog, so that the server need not: see docs/decisions/0004-baselines.md.

use std::collections::VecDeque;

use crate::arena::hog::Hog;
use crate::protocol::input::Claim;
use crate::protocol::wire_hog::WireHog;
use crate::tick::Tick;

/// Claims that are remembered: two seconds of them.
const REMEMBERED: usize = 64;

/// What was said, or is to be said, of the own hog.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// Oldest first.
    words: VecDeque<(Tick, WireHog)>,
    /// The tick of the newest that was said.
    said: Tick,
}

impl Claims {
    /// What the own hog is at a tick. A word once given stands, or the server might hold one to it and the client remember
    /// another.
    pub(super) fn give(&mut self, tick: Tick, hog: &Hog) {
        if self.words.back().is_none_or(|(then, _)| *then < tick) {
            self.words.push_back((tick, WireHog::of(hog, true)));
            if self.words.len() > REMEMBERED {
                self.words.pop_front();
            }
        }
    }

    /// The newest, if it was not said yet; from now on it was.
    pub(super) fn say(&mut self) -> Option<Claim> {
        let (tick, hog) = self.words.back().filter(|(tick, _)| tick.since(self.said) > 0)?;
        self.said = *tick;
        Some(Claim {
            tick: *tick,
            sum: hog.sum(),
        })
    }

    /// What was said of a tick.
    pub(super) fn of(&self, tick: Tick) -> Option<WireHog> {
        let claim = self.words.iter().rev().find(|(then, _)| *then == tick);
        claim.map(|(_, hog)| *hog)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{Chassis, HogId};

    #[test]
    fn a_word_once_given_stands_and_is_said_once() {
        let mut claims = Claims::default();
        let first = Hog::waiting(HogId(3), Chassis::Boar, None, false);
        let second = Hog {
            airborne: true,
            ..first.clone()
        };
        assert_eq!(claims.say(), None);
        claims.give(Tick(8), &first);
        claims.give(Tick(8), &second);
        claims.give(Tick(6), &second);
        let word = WireHog::of(&first, true);
        assert_eq!((claims.of(Tick(8)), claims.of(Tick(6))), (Some(word), None));
        let sum = word.sum();
        assert_eq!(claims.say(), Some(Claim { tick: Tick(8), sum }));
        assert_eq!(claims.say(), None);
        for tick in 9..9 + REMEMBERED as u32 {
            claims.give(Tick(tick), &second);
        }
        assert_eq!((claims.of(Tick(8)), claims.words.len()), (None, REMEMBERED));
    }
}
