//! Triggers: every hog's weapon in hand gets its tick, and what comes of it enters the match.

use super::damage::Harm;
use super::hog::Hog;
use super::outcome::{Cause, Outcome, Outcomes};
use super::shot::{MAX_SHOTS, Shot, Struck};
use super::{Arena, ability};
use crate::ids::HogId;
use crate::level::Placed;
use crate::math::Vec3;
use crate::weapon::{Hand, Strike, Weapon};

/// What came of a tick with a weapon in hand.
struct Wielded {
    launched: Vec<Shot>,
    flashes: Vec<(Shot, Vec3, Struck)>,
    strikes: Vec<Strike>,
    fetched: Option<usize>,
}

impl Arena {
    /// One tick of every weapon in hand.
    pub(super) fn fire(&mut self, movers: &[Placed], outcomes: &mut Outcomes) {
        for index in 0..self.hogs.len() {
            let Some(mut hog) = self.hogs[index].take_if(|hog| hog.alive()) else {
                continue;
            };
            let (shooter, weapon) = (hog.id, hog.controls.weapon);
            let wielded = self.wield(&mut hog, movers);
            self.hogs[index] = Some(hog);
            self.settle(shooter, weapon, wielded, outcomes);
        }
    }

    /// One tick of the weapon in a hog's hand; nobody is on its seat meanwhile.
    fn wield(&mut self, hog: &mut Hog, movers: &[Placed]) -> Wielded {
        let rules = self.rules.clone();
        let guessed = self.foresight.is_some_and(|own| own != hog.id);
        let weapon = hog.controls.weapon;
        let silent = guessed
            || self.shots.len() >= MAX_SHOTS
            || ability::silences(hog, rules.tuning.chassis(hog.chassis));
        let mut hand = Hand {
            hog,
            pickups: self.pickup_bits(),
            others: &mut self.hogs,
            rules: &rules,
            surroundings: rules.surroundings(movers),
            tick: self.tick,
            silent,
            guessed,
            launched: Vec::new(),
            flashes: Vec::new(),
            strikes: Vec::new(),
            fetched: None,
        };
        weapon.rule().work(&mut hand);
        Wielded {
            launched: hand.launched,
            flashes: hand.flashes,
            strikes: hand.strikes,
            fetched: hand.fetched,
        }
    }

    /// What came of it enters the match.
    fn settle(&mut self, shooter: HogId, weapon: Weapon, wielded: Wielded, outcomes: &mut Outcomes) {
        if let Some(spot) = wielded.fetched {
            self.take(spot, shooter, outcomes);
        }
        for shot in wielded.launched {
            self.shots.push(shot);
            outcomes.push(Outcome::Fired(shot));
            self.drop_oldest(shooter, weapon, outcomes);
        }
        outcomes.extend(wielded.flashes.iter().map(|(shot, ..)| Outcome::Fired(*shot)));
        for strike in &wielded.strikes {
            self.strike(shooter, weapon, strike, outcomes);
        }
        outcomes.extend(
            wielded
                .flashes
                .iter()
                .map(|&(shot, at, struck)| Outcome::ShotEnded {
                    shot: shot.id,
                    weapon,
                    at,
                    struck,
                    guided: false,
                }),
        );
    }

    fn strike(&mut self, shooter: HogId, weapon: Weapon, strike: &Strike, outcomes: &mut Outcomes) {
        let tuning = &self.rules.tuning;
        let by = self.hogs.get(shooter.index()).and_then(Option::as_ref);
        let victim = self.hogs.get(strike.victim.index()).and_then(Option::as_ref);
        let friend = by.zip(victim).is_some_and(|(by, victim)| by.friend_of(victim));
        let Some(hog) = self.hogs.get_mut(strike.victim.index()).and_then(Option::as_mut) else {
            return;
        };
        let protected = hog.protected_ticks > 0;
        if !protected {
            hog.velocity += strike.push_mps * (1000.0 / tuning.chassis(hog.chassis).mass_kg);
        }
        if !friend && !protected {
            // A push alone is an attack as well: whoever falls next was pushed.
            self.attackers[strike.victim.index()] = Some((shooter, self.tick));
        }
        self.hurt(
            Harm {
                victim: strike.victim,
                attacker: Some(shooter),
                cause: Cause::Weapon(weapon),
                points: strike.points,
                from: strike.from,
            },
            outcomes,
        );
    }

    /// Of some weapons one hog can only have so many about.
    fn drop_oldest(&mut self, shooter: HogId, weapon: Weapon, outcomes: &mut Outcomes) {
        let Some(most) = weapon.rule().most() else { return };
        let theirs = |shot: &Shot| shot.weapon == weapon && shot.id.shooter == shooter;
        if self.shots.iter().filter(|shot| theirs(shot)).count() <= most {
            return;
        }
        if let Some(oldest) = self.shots.iter().position(theirs) {
            let shot = self.shots.remove(oldest);
            let (id, weapon, at) = (shot.id, shot.weapon, shot.origin);
            outcomes.push(Outcome::ShotEnded {
                shot: id,
                weapon,
                at,
                struck: Struck::Withdrawn,
                guided: shot.target.is_some(),
            });
        }
    }
}
