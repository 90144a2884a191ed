//! Seats: who comes, who goes and what they leave behind, and where a hog comes (back) into play.

use super::hog::{BENCHED, Hog};
use super::outcome::{Cause, Outcome, Outcomes};
use super::shot::Struck;
use super::{Arena, Inputs};
use crate::ids::{HogId, Team};
use crate::level::vector;
use crate::math::Vec3;
use crate::mode::{Phase, Score};
use crate::tuning::Chassis;

/// Farther than this friends do not mind whoever comes into play, metres.
const FRIEND_M: f32 = 8.0;
/// Square of a distance that no arena has, square metres.
const FAR_M2: f32 = 1.0e6;

/// A player's entry into a match.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Join {
    /// The seat, free until now; a wreck on it comes back as `chassis`, and keeps its score.
    pub hog: HogId,
    /// What is driven.
    pub chassis: Chassis,
    /// Whose side it wants to be on; none for where fewer are. Nobody's where everyone is on their own.
    pub team: Option<Team>,
    /// Whether it only looks on: no hog comes into play.
    pub looks_on: bool,
    /// What the player already has, when they come back into the same match; counts for nothing in a match nobody was in.
    pub score: Score,
}

impl Join {
    /// Of somebody new, on whose side fewer are.
    #[must_use]
    pub fn new(hog: HogId, chassis: Chassis) -> Self {
        Self {
            hog,
            chassis,
            team: None,
            looks_on: false,
            score: Score::default(),
        }
    }

    /// The hog that waits to come into play, or does not.
    fn waiting(&self) -> Hog {
        Hog::waiting(self.hog, self.chassis, self.team, self.looks_on)
    }
}

impl Arena {
    /// Empties seats, then fills them. A match that nobody is in has no end, for there is nobody to win it; whoever
    /// comes first finds one that begins with them.
    pub(super) fn seat(&mut self, inputs: &Inputs, outcomes: &mut Outcomes) {
        let was_empty = self.hogs().next().is_none();
        for &hog in &inputs.leaves {
            self.vacate(hog, outcomes);
        }
        for join in &inputs.joins {
            let join = &Join {
                team: self.side(join),
                ..*join
            };
            let score = self.game.scores[join.hog.index()];
            let score = score.unwrap_or_else(|| self.game.entry(&self.rules, join.score));
            // Who goes and comes back, or looks on for a while, is not mended at once by it.
            let waits = join.score != Score::default() && self.game.phase.is_on() && !join.looks_on;
            match &mut self.hogs[join.hog.index()] {
                free @ None => {
                    let hog = free.insert(join.waiting());
                    if waits {
                        hog.respawn_ticks = self.rules.tuning.rules.respawn_ticks();
                    }
                    self.game.scores[join.hog.index()] = (!join.looks_on).then_some(score);
                }
                Some(wreck) if !wreck.alive() => {
                    let waits = wreck.respawn_ticks;
                    *wreck = join.waiting();
                    if waits != BENCHED && !join.looks_on {
                        wreck.respawn_ticks = waits;
                    }
                    self.game.scores[join.hog.index()] = (!join.looks_on).then_some(score);
                }
                Some(_) => {}
            }
        }
        if was_empty && self.hogs().next().is_some() {
            self.begin_again(inputs, outcomes);
        }
    }

    /// Whose side a player is on: as they ask or were before, else where fewer are; nobody's where there are no sides.
    fn side(&self, join: &Join) -> Option<Team> {
        if !self.rules.mode.mode.has_teams() {
            return None;
        }
        let before = self.hog(join.hog).and_then(|hog| hog.team);
        let fewer = || {
            let others = self.hogs().filter(|hog| hog.id != join.hog);
            let players = others.filter(|hog| hog.respawn_ticks != BENCHED);
            let balance: i32 = players
                .filter_map(|hog| hog.team)
                .map(|team| if team == Team::Amber { 1 } else { -1 })
                .sum();
            if balance > 0 { Team::Azure } else { Team::Amber }
        };
        let asked = join.team.or(before);
        asked.or_else(|| (!join.looks_on).then(fewer))
    }

    /// Whoever goes while somebody is at them has lost to them, as if pushed over an edge.
    fn flee(&mut self, victim: HogId, outcomes: &mut Outcomes) {
        let at = self.hog(victim).filter(|hog| hog.alive()).map(|hog| hog.position);
        let Some((at, killer)) = at.zip(self.last_attacker(victim)) else {
            return;
        };
        outcomes.push(Outcome::Wrecked {
            victim,
            killer: Some(killer),
            cause: Cause::Fall,
            at,
        });
        self.wrecked(victim, Some(killer), outcomes);
    }

    /// Takes a hog out of the match, and its shots with it: whoever gets the seat next neither earns nor suffers for
    /// what the last one did.
    fn vacate(&mut self, hog: HogId, outcomes: &mut Outcomes) {
        if self.game.phase.is_on() && self.foresight.is_none() {
            self.flee(hog, outcomes);
        }
        self.leave_behind(hog, outcomes);
        self.hogs[hog.index()] = None;
        self.game.scores[hog.index()] = None;
        self.attackers[hog.index()] = None;
        for attacker in &mut self.attackers {
            attacker.take_if(|(by, _)| *by == hog);
        }
        let last = self.tick.before(1);
        let gone = self.shots.extract_if(.., |shot| shot.id.shooter == hog);
        outcomes.extend(gone.map(|shot| Outcome::ShotEnded {
            shot: shot.id,
            weapon: shot.weapon,
            at: shot.position(last),
            struck: Struck::Withdrawn,
            guided: shot.target.is_some(),
        }));
    }

    /// Counts wrecks toward their return and puts them back where enemies are far.
    pub(super) fn revive(&mut self, outcomes: &mut Outcomes) {
        for index in 0..self.hogs.len() {
            let Some(hog) = &mut self.hogs[index] else {
                continue;
            };
            if hog.alive() {
                hog.count_down();
                continue;
            }
            let over = matches!(self.game.phase, Phase::Over { .. });
            if self.foresight.is_some() || over || hog.looks_on() {
                continue;
            }
            let (rule, id) = (self.rules.mode.mode.rule(), hog.id);
            if hog.respawn_ticks == 1 && !rule.returns(&self.game, &self.rules.mode.tuning, id) {
                continue;
            }
            hog.respawn_ticks -= 1;
            if hog.respawn_ticks == 0 {
                hog.respawn_ticks = 1;
                self.spawn(index, outcomes);
            }
        }
    }

    /// Puts a hog into play at one of the three spawns of its side that are farthest from everybody else.
    fn spawn(&mut self, index: usize, outcomes: &mut Outcomes) {
        let rules = self.rules.clone();
        let team = self.hogs[index].as_ref().and_then(|hog| hog.team);
        let spawns = 0..rules.level.spawns.len();
        let mut spawns: Vec<(f32, usize)> = spawns
            .filter(|&spawn| rules.homes.has_spawn(team, spawn))
            .map(|spawn| {
                let at = vector(rules.level.spawns[spawn].at);
                let others = self.hogs.iter().enumerate().filter(|(seat, _)| *seat != index);
                let others = others
                    .filter_map(|(_, hog)| hog.as_ref())
                    .filter(|hog| hog.alive());
                let near = |hog: &Hog| {
                    let apart = (hog.position - at).length_squared();
                    // Of friends one only keeps out of the way.
                    let friend = team.is_some() && hog.team == team;
                    if friend && apart > FRIEND_M * FRIEND_M {
                        FAR_M2
                    } else {
                        apart
                    }
                };
                let nearest = others.map(near).fold(FAR_M2, f32::min);
                (nearest, spawn)
            })
            .collect();
        spawns.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let choice = self.rng.below(spawns.len().min(3) as u32) as usize;
        let Some(&(_, spawn)) = spawns.get(choice) else {
            return;
        };
        let place = rules.level.spawns[spawn];
        self.attackers[index] = None;
        if let Some(hog) = &mut self.hogs[index] {
            let hover_m = rules.tuning.chassis(hog.chassis).hover_m;
            let at = vector(place.at) + Vec3::new(0.0, hover_m + 0.1, 0.0);
            hog.spawn(at, place.yaw_deg.to_radians(), &rules.tuning);
            outcomes.push(Outcome::Spawned {
                hog: hog.id,
                at: hog.position,
            });
        }
    }
}
