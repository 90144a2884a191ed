//! What happens is shown once, whether it was foreseen, told, or both, and however often a stretch of time is simulated
//! again.

use std::collections::{BTreeMap, BTreeSet};

use super::scene::SceneEvent;
use crate::arena::outcome::Outcome;
use crate::ids::{HogId, ShotId};
use crate::tick::Tick;

/// Events kept for a view that does not collect them.
const MAX_EVENTS: usize = 4096;
/// Ticks for which shots already shown are remembered: longer than any of them lasts.
const REMEMBER_TICKS: u32 = 4200;
/// Shots remembered at most: a server that invents them costs nobody memory.
const MAX_SEEN: usize = 1 << 16;
/// Two leaps, landings or throws of a hog within this many ticks are one, simulated or told twice.
const SAME_TICKS: u32 = 15;
/// What is found out later than this many ticks after it happened is not shown any more.
const STALE_TICKS: i32 = 30;

/// Things a hog does that have no name of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    Leap,
    Landing,
    Throw,
    Ability,
}

/// The book of what was shown.
#[derive(Debug, Default)]
pub(super) struct Chronicle {
    fired: BTreeSet<ShotId>,
    ended: BTreeSet<ShotId>,
    deeds: BTreeMap<(HogId, Deed), Tick>,
    events: Vec<SceneEvent>,
}

impl Chronicle {
    /// Something happened at `tick`, as the prediction or the server says while the client is at `now`. Shown unless it
    /// was before.
    pub(super) fn happened(&mut self, tick: Tick, now: Tick, outcome: Outcome) {
        let stale = now.since(tick) > STALE_TICKS;
        let mut deed = |hog: HogId, deed: Deed| {
            let before = self.deeds.get(&(hog, deed)).copied();
            if before.is_some_and(|before| tick.since(before).unsigned_abs() <= SAME_TICKS) {
                return false;
            }
            self.deeds.insert((hog, deed), tick);
            !stale
        };
        let fresh = match &outcome {
            Outcome::Fired(shot) => self.fired.insert(shot.id),
            Outcome::ShotEnded { shot, .. } => self.ended.insert(*shot),
            Outcome::Jumped { hog } => deed(*hog, Deed::Leap),
            Outcome::Landed { hog, .. } => deed(*hog, Deed::Landing),
            Outcome::PadUsed { hog, .. } => deed(*hog, Deed::Throw),
            Outcome::AbilityUsed { hog } => deed(*hog, Deed::Ability),
            Outcome::ShotTurned(_) => false,
            _ => true,
        };
        if fresh {
            self.add(SceneEvent::Outcome(outcome));
        }
    }

    /// Something that is told once.
    pub(super) fn add(&mut self, event: SceneEvent) {
        if self.events.len() < MAX_EVENTS {
            self.events.push(event);
        }
    }

    /// What is to be shown since this was last asked.
    pub(super) fn take(&mut self) -> Vec<SceneEvent> {
        std::mem::take(&mut self.events)
    }

    /// Drops memories that nothing can refer to any more.
    pub(super) fn forget(&mut self, now: Tick) {
        let old = ShotId {
            fired: now.before(REMEMBER_TICKS),
            shooter: HogId(0),
        };
        for seen in [&mut self.fired, &mut self.ended] {
            while seen.first().is_some_and(|first| *first < old) {
                seen.pop_first();
            }
            if seen.len() > MAX_SEEN {
                seen.clear();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn landed(seat: u8) -> Outcome {
        Outcome::Landed {
            hog: HogId(seat),
            speed_mps: 3.0,
        }
    }

    #[test]
    fn a_landing_that_moves_in_a_replay_is_one_landing() {
        let mut chronicle = Chronicle::default();
        chronicle.happened(Tick(100), Tick(100), landed(1));
        for now in 102..110 {
            chronicle.happened(Tick(now - 3), Tick(now), landed(1));
        }
        chronicle.happened(Tick(104), Tick(110), landed(2));
        assert_eq!(chronicle.take().len(), 2);
        // The next one is another one, also when only a replay finds it.
        chronicle.happened(Tick(150), Tick(154), landed(1));
        assert_eq!(chronicle.take().len(), 1);
        // What is long past is not news.
        chronicle.happened(Tick(200), Tick(300), landed(1));
        assert!(chronicle.take().is_empty());
    }

    #[test]
    fn a_server_that_is_half_of_all_time_away_is_no_panic() {
        let mut chronicle = Chronicle::default();
        for tick in [Tick(7), Tick(7 + (1 << 31)), Tick(7)] {
            chronicle.happened(tick, tick, landed(1));
        }
        assert_eq!(chronicle.take().len(), 3);
    }

    #[test]
    fn a_view_that_collects_nothing_costs_no_more_and_more() {
        let mut chronicle = Chronicle::default();
        for tick in 0..10_000 {
            let shot = ShotId {
                fired: Tick(tick),
                shooter: HogId(0),
            };
            chronicle.fired.insert(shot);
            chronicle.happened(Tick(tick), Tick(tick), Outcome::MatchStarted);
            chronicle.forget(Tick(tick));
        }
        assert_eq!(chronicle.events.len(), MAX_EVENTS);
        assert_eq!(chronicle.fired.len(), REMEMBER_TICKS as usize + 1);
    }
}
