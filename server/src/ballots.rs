//! The ballot box: one vote at a time, who voted for what, and what came of it. It knows neither the match nor the wire.

use std::collections::BTreeMap;

use hogs_shared::ids::HogId;
use hogs_shared::protocol::ballot::{Ballot, Decision, Motion, NO, Plan, Question, Refusal, YES};
use hogs_shared::protocol::join::PlayerKey;
use hogs_shared::rng::Rng;
use hogs_shared::tick::{TICKS_PER_SECOND, Tick};

/// How long a vote on a motion takes at most.
const MOTION_TICKS: u32 = 20 * TICKS_PER_SECOND;
/// How long after a vote that one called one cannot call another.
const OWN_REST_TICKS: u32 = 90 * TICKS_PER_SECOND;
/// How long after any vote on a motion nobody can call another.
const REST_TICKS: u32 = 15 * TICKS_PER_SECOND;

/// A vote that is held.
#[derive(Debug)]
struct Held {
    question: Question,
    closes: Tick,
    /// By seat: for which choice.
    votes: BTreeMap<HogId, u8>,
}

impl Held {
    fn counts(&self, voters: &[HogId]) -> Vec<u16> {
        let mut counts = vec![0; self.question.choices()];
        for (_, &choice) in self.votes.iter().filter(|(seat, _)| voters.contains(seat)) {
            if let Some(count) = counts.get_mut(usize::from(choice)) {
                *count += 1;
            }
        }
        counts
    }
}

/// The box.
#[derive(Debug, Default)]
pub struct Ballots {
    held: Option<Held>,
    /// When each who called a vote may call another.
    callers: BTreeMap<PlayerKey, Tick>,
    /// When anybody may.
    rested: Option<Tick>,
}

impl Ballots {
    /// Whether a vote is held.
    #[must_use]
    pub const fn any(&self) -> bool {
        self.held.is_some()
    }

    /// Asks everyone what to play next, until a tick; whatever else was asked is withdrawn.
    pub fn ask(&mut self, plans: Vec<Plan>, closes: Tick) {
        self.held = Some(Held {
            question: Question::Next(plans),
            closes,
            votes: BTreeMap::new(),
        });
    }

    /// Someone calls a vote, and is for it.
    ///
    /// # Errors
    /// Why not now.
    pub fn call(&mut self, by: HogId, key: PlayerKey, motion: Motion, now: Tick) -> Result<(), Refusal> {
        if self.any() {
            return Err(Refusal::VoteHeld);
        }
        let waits = [self.callers.get(&key).copied(), self.rested];
        let left = waits.into_iter().flatten().map(|until| until.since(now)).max();
        if let Some(left @ 1..) = left {
            return Err(Refusal::TooSoon(
                left.unsigned_abs().div_ceil(TICKS_PER_SECOND) as u16
            ));
        }
        self.callers.retain(|_, until| until.since(now) > 0);
        self.callers.insert(key, now.after(OWN_REST_TICKS));
        self.held = Some(Held {
            question: Question::Motion { by, motion },
            closes: now.after(MOTION_TICKS),
            votes: BTreeMap::from([(by, YES)]),
        });
        Ok(())
    }

    /// Someone votes.
    ///
    /// # Errors
    /// [`Refusal::NoChoice`] if there is no such choice.
    pub fn vote(&mut self, seat: HogId, choice: u8) -> Result<(), Refusal> {
        let held = self.held.as_mut().ok_or(Refusal::NoChoice)?;
        if usize::from(choice) >= held.question.choices() {
            return Err(Refusal::NoChoice);
        }
        held.votes.insert(seat, choice);
        Ok(())
    }

    /// Someone does not want a vote any more.
    ///
    /// # Errors
    /// [`Refusal`] if it is not theirs to end.
    pub fn cancel(&mut self, seat: HogId, now: Tick) -> Result<Decision, Refusal> {
        match &self.held {
            None => Err(Refusal::NoChoice),
            Some(held) if !matches!(&held.question, Question::Motion { by, .. } if *by == seat) => {
                Err(Refusal::NotYours)
            }
            Some(_) => {
                self.close(now);
                Ok(Decision::Withdrawn)
            }
        }
    }

    /// Someone is gone: their vote does not count, and what they called a vote on is not asked any more.
    pub fn gone(&mut self, seat: HogId, now: Tick) -> Option<Decision> {
        self.held.as_mut()?.votes.remove(&seat);
        self.cancel(seat, now).ok()
    }

    /// Ends whatever is held, without an outcome.
    pub fn close(&mut self, now: Tick) {
        if let Some(Held {
            question: Question::Motion { .. },
            ..
        }) = self.held.take()
        {
            self.rested = Some(now.after(REST_TICKS));
        }
    }

    /// How it stands.
    #[must_use]
    pub fn ballot(&self, voters: &[HogId]) -> Option<Ballot> {
        let held = self.held.as_ref()?;
        Some(Ballot {
            question: held.question.clone(),
            closes: held.closes,
            votes: held.counts(voters),
            voters: voters.len() as u16,
        })
    }

    /// What is decided by now, if anything is: by everyone having voted, by what no more votes can change, or by time.
    /// Equal votes, and none at all, leave it to chance.
    pub fn decide(&mut self, voters: &[HogId], now: Tick, rng: &mut Rng) -> Option<Decision> {
        let held = self.held.as_ref()?;
        let counts = held.counts(voters);
        let due = now >= held.closes;
        let decision = match &held.question {
            Question::Next(plans) => {
                let all = usize::from(counts.iter().sum::<u16>()) >= voters.len() && !voters.is_empty();
                let best = counts.iter().max().copied().unwrap_or_default();
                let leaders = || plans.iter().zip(&counts).filter(|(_, count)| **count == best);
                if !(due || all) {
                    return None;
                }
                let chance = rng.below((leaders().count() as u32).max(1)) as usize;
                leaders()
                    .nth(chance)
                    .map(|(plan, _)| Decision::Next(plan.clone()))
            }
            Question::Motion { motion, .. } => {
                let of = |choice: u8| usize::from(counts.get(usize::from(choice)).copied().unwrap_or(0));
                if of(YES) * 2 > voters.len() {
                    Some(Decision::Carried(motion.clone()))
                } else if due || of(NO) * 2 >= voters.len() {
                    Some(Decision::Rejected(motion.clone()))
                } else {
                    return None;
                }
            }
        };
        self.close(now);
        decision
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEATS: [HogId; 4] = [HogId(0), HogId(1), HogId(2), HogId(3)];

    fn key(seat: HogId) -> PlayerKey {
        [seat.0; 32]
    }

    #[test]
    fn a_motion_takes_more_than_half_of_all() {
        let (mut ballots, mut rng) = (Ballots::default(), Rng::new(1));
        let now = Tick(1000);
        ballots
            .call(SEATS[0], key(SEATS[0]), Motion::Restart, now)
            .unwrap();
        assert_eq!(
            ballots.call(SEATS[1], key(SEATS[1]), Motion::Shuffle, now),
            Err(Refusal::VoteHeld)
        );
        assert_eq!(ballots.vote(SEATS[1], 2), Err(Refusal::NoChoice));
        ballots.vote(SEATS[1], NO).unwrap();
        ballots.vote(SEATS[1], YES).unwrap();
        assert_eq!(
            ballots.decide(&SEATS, now, &mut rng),
            None,
            "two of four are no majority"
        );
        assert_eq!(ballots.ballot(&SEATS).unwrap().votes, [2, 0]);
        ballots.vote(SEATS[2], YES).unwrap();
        let carried = Decision::Carried(Motion::Restart);
        assert_eq!(ballots.decide(&SEATS, now, &mut rng), Some(carried));
        assert!(!ballots.any());
    }

    #[test]
    fn who_called_may_take_it_back_and_then_rests() {
        let (mut ballots, now) = (Ballots::default(), Tick(50));
        ballots
            .call(SEATS[0], key(SEATS[0]), Motion::Restart, now)
            .unwrap();
        assert_eq!(ballots.cancel(SEATS[1], now), Err(Refusal::NotYours));
        assert_eq!(ballots.cancel(SEATS[0], now), Ok(Decision::Withdrawn));
        assert_eq!(
            ballots.call(SEATS[1], key(SEATS[1]), Motion::Restart, now),
            Err(Refusal::TooSoon(15))
        );
        let later = now.after(REST_TICKS);
        assert_eq!(
            ballots.call(SEATS[0], key(SEATS[0]), Motion::Restart, later),
            Err(Refusal::TooSoon(75))
        );
        ballots
            .call(SEATS[1], key(SEATS[1]), Motion::Restart, later)
            .unwrap();
        assert_eq!(ballots.gone(SEATS[1], later), Some(Decision::Withdrawn));
    }

    #[test]
    fn time_and_chance_decide_what_people_do_not() {
        let mut rng = Rng::new(1);
        let plan = |map: &str| Plan {
            map: map.to_owned(),
            mode: String::new(),
        };
        let mut chosen = std::collections::BTreeSet::new();
        for _ in 0..60 {
            let mut ballots = Ballots::default();
            ballots.ask(vec![plan("a"), plan("b"), plan("c")], Tick(10));
            ballots.vote(SEATS[0], 0).unwrap();
            ballots.vote(SEATS[1], 1).unwrap();
            // Who has no vote any more does not count.
            ballots.vote(SEATS[3], 1).unwrap();
            assert_eq!(ballots.decide(&SEATS[..3], Tick(9), &mut rng), None);
            let decision = ballots.decide(&SEATS[..3], Tick(10), &mut rng);
            let Some(Decision::Next(plan)) = decision else {
                unreachable!("{decision:?}")
            };
            chosen.insert(plan.map);
        }
        assert_eq!(Vec::from_iter(chosen), ["a", "b"]);
        let mut ballots = Ballots::default();
        ballots
            .call(SEATS[0], key(SEATS[0]), Motion::Restart, Tick(0))
            .unwrap();
        let late = Tick(0).after(MOTION_TICKS);
        let rejected = Some(Decision::Rejected(Motion::Restart));
        assert_eq!(ballots.decide(&SEATS, late, &mut rng), rejected);
    }
}
