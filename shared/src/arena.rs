//! The match itself, as a plain value: [`Arena::step`] is the only way time passes in it. No clock, no socket, no
//! thread, no file. Server, client prediction, bots, replays, tools and tests all run this one function.

use std::sync::Arc;

use thiserror::Error;

use crate::assets::MatchData;
use crate::ids::{HogId, MAX_HOGS};
use crate::level::{Level, Terrain, vector};
use crate::math::Vec3;
use crate::mode::{Game, Mode, ModeRules, Phase, Score};
use crate::rng::Rng;
use crate::tick::{Tick, ticks_from_seconds};
use crate::tuning::{Chassis, Tuning};

pub mod checksum;
pub mod controls;
mod damage;
pub mod hog;
mod hover;
pub mod outcome;
mod physics;
pub mod pickup;
pub mod shot;

use controls::{Buttons, Controls};
use damage::Harm;
use hog::Hog;
pub use hover::GRAVITY_MPS2;
use outcome::{Cause, Outcome, Outcomes};
use physics::Physics;
use shot::Shot;

/// Everything that does not change during a match.
#[derive(Debug)]
pub struct Rules {
    /// Name of the arena's file.
    pub map: String,
    /// Chassis, weapons and the rest.
    pub tuning: Tuning,
    /// The arena.
    pub level: Level,
    /// Its solids, ready for rays.
    pub terrain: Terrain,
    /// The mode.
    pub mode: ModeRules,
    /// Hash of all of this: server and client must agree on it.
    pub hash: u64,
}

/// Why a match cannot be set up from its data.
#[derive(Debug, Error)]
pub enum RulesError {
    /// A solid that encloses no volume.
    #[error("arena {0}: a ramp is too flat or too thin to be solid")]
    Degenerate(String),
}

impl Rules {
    /// Puts a match's data together.
    ///
    /// # Errors
    /// [`RulesError`] if the arena's solids cannot be built.
    pub fn new(mode: Mode, data: MatchData) -> Result<Self, RulesError> {
        let MatchData {
            map,
            tuning,
            level,
            mode: limits,
            hash,
        } = data;
        let terrain = Terrain::build(&level).ok_or_else(|| RulesError::Degenerate(map.clone()))?;
        Ok(Self {
            map,
            tuning,
            level,
            terrain,
            mode: ModeRules { mode, tuning: limits },
            hash,
        })
    }
}

/// A player's entry into a match.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Join {
    /// The seat, free until now; a wreck on it comes back as `chassis`, and keeps its score.
    pub hog: HogId,
    /// What is driven.
    pub chassis: Chassis,
    /// What the player already has, when they come back into the same match.
    pub score: Score,
}

/// All that reaches a match from outside in one tick. A match is its seed and these.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inputs {
    /// Who leaves, before anyone joins.
    pub leaves: Vec<HogId>,
    /// Who joins.
    pub joins: Vec<Join>,
    /// Controls of hogs; whoever is not named keeps the last ones.
    pub controls: Vec<(HogId, Controls)>,
}

/// What a snapshot holds: enough to go on from.
#[derive(Clone, Debug, PartialEq)]
pub struct ArenaState {
    /// When.
    pub tick: Tick,
    /// Every hog.
    pub hogs: Vec<Hog>,
    /// Every shot in flight.
    pub shots: Vec<Shot>,
    /// Bit per pickup spot: there to be taken.
    pub pickups: u64,
    /// Phase, clock and scores.
    pub game: Game,
}

/// A match.
#[derive(Clone)]
pub struct Arena {
    rules: Arc<Rules>,
    tick: Tick,
    rng: Rng,
    hogs: Vec<Option<Hog>>,
    shots: Vec<Shot>,
    /// By pickup spot: when it is there (again).
    pickup_back: Vec<Tick>,
    game: Game,
    physics: Physics,
    /// By seat: who hurt it last, and when, for the credit when it then falls.
    attackers: Vec<Option<(HogId, Tick)>>,
    /// Set in a client's prediction: nobody is wrecked or comes back, and only this hog fires, because only the server
    /// can know the rest.
    foresight: Option<HogId>,
}

/// How long a push counts as the cause of a fall, seconds.
const FALL_CREDIT_S: f32 = 5.0;

impl Arena {
    /// A match that begins now.
    #[must_use]
    pub fn new(rules: Arc<Rules>, seed: u64) -> Self {
        Self {
            tick: Tick(0),
            rng: Rng::for_purpose(seed, 1),
            hogs: vec![None; MAX_HOGS],
            shots: Vec::new(),
            pickup_back: vec![Tick(0); rules.level.pickups.len()],
            game: Game::new(&rules.mode, Tick(0)),
            physics: Physics::new(&rules.terrain),
            attackers: vec![None; MAX_HOGS],
            foresight: None,
            rules,
        }
    }

    /// A copy of a match for one client to look ahead in; see [`Arena::restore`].
    #[must_use]
    pub fn prediction(rules: Arc<Rules>, own: HogId) -> Self {
        Self {
            foresight: Some(own),
            ..Self::new(rules, 0)
        }
    }

    /// Everything that does not change.
    #[must_use]
    pub const fn rules(&self) -> &Arc<Rules> {
        &self.rules
    }

    /// The tick that was stepped last.
    #[must_use]
    pub const fn tick(&self) -> Tick {
        self.tick
    }

    /// The hog on a seat.
    #[must_use]
    pub fn hog(&self, id: HogId) -> Option<&Hog> {
        self.hogs[id.index()].as_ref()
    }

    /// Every hog, by seat.
    pub fn hogs(&self) -> impl Iterator<Item = &Hog> {
        self.hogs.iter().flatten()
    }

    /// Shots in flight and mines, oldest first.
    #[must_use]
    pub fn shots(&self) -> &[Shot] {
        &self.shots
    }

    /// Phase, clock and scores.
    #[must_use]
    pub const fn game(&self) -> &Game {
        &self.game
    }

    /// Whether a pickup is there to be taken.
    #[must_use]
    pub fn pickup_there(&self, spot: usize) -> bool {
        self.pickup_back.get(spot).is_some_and(|&back| self.tick >= back)
    }

    /// Bit per pickup spot of the level (there are at most 64): there to be taken.
    #[must_use]
    pub fn pickup_bits(&self) -> u64 {
        let there = (0..self.pickup_back.len()).filter(|&spot| self.pickup_there(spot));
        there.fold(0, |bits, spot| bits | 1 << spot)
    }

    fn alive(&self, seat: usize) -> bool {
        self.hogs[seat].as_ref().is_some_and(Hog::alive)
    }

    fn last_attacker(&self, victim: HogId) -> Option<HogId> {
        let (attacker, when) = self.attackers[victim.index()]?;
        let recent = self.tick.since(when) <= ticks_from_seconds(FALL_CREDIT_S) as i32;
        recent.then_some(attacker)
    }

    /// Passes one tick: comings and goings, then controls, then motion, then what meets what, then the score.
    pub fn step(&mut self, inputs: &Inputs) -> Outcomes {
        let mut outcomes = Outcomes::new();
        self.tick = self.tick.after(1);
        self.seat(inputs);
        self.revive(&mut outcomes);
        for (hog, controls) in &inputs.controls {
            if let Some(hog) = &mut self.hogs[hog.index()] {
                hog.controls = *controls;
            }
        }
        let before = self.drive(&mut outcomes);
        // Before the physics too, which would quietly put a body at rest that has no speed to speak of.
        self.catch_nonsense(&mut outcomes);
        self.physics.write(&self.hogs, &self.rules.tuning.chassis);
        self.physics.step();
        self.physics.read(&mut self.hogs);
        self.catch_nonsense(&mut outcomes);
        self.ram(&before, &mut outcomes);
        self.fly(&mut outcomes);
        self.fire(&mut outcomes);
        self.pick_up(&mut outcomes);
        self.keep_inside(&mut outcomes);
        self.regain();
        for hog in self.hogs.iter_mut().flatten() {
            hog.snap();
        }
        self.remember_attackers(&outcomes);
        self.judge(&mut outcomes);
        outcomes
    }

    fn seat(&mut self, inputs: &Inputs) {
        for &hog in &inputs.leaves {
            self.hogs[hog.index()] = None;
            self.game.scores[hog.index()] = None;
            self.attackers[hog.index()] = None;
            for attacker in &mut self.attackers {
                // Whoever gets the seat next did not push anybody.
                attacker.take_if(|(by, _)| *by == hog);
            }
            self.shots.retain(|shot| shot.id.shooter != hog);
        }
        for join in &inputs.joins {
            match &mut self.hogs[join.hog.index()] {
                free @ None => {
                    *free = Some(Hog::waiting(join.hog, join.chassis));
                    self.game.scores[join.hog.index()] = Some(join.score);
                }
                Some(wreck) if !wreck.alive() => wreck.chassis = join.chassis,
                Some(_) => {}
            }
        }
    }

    /// Counts wrecks toward their return and puts them back where enemies are far.
    fn revive(&mut self, outcomes: &mut Outcomes) {
        for index in 0..self.hogs.len() {
            let Some(hog) = &mut self.hogs[index] else {
                continue;
            };
            if hog.alive() {
                hog.count_down();
                continue;
            }
            if self.foresight.is_some() || self.game.phase != Phase::Playing {
                continue;
            }
            hog.respawn_ticks -= 1;
            if hog.respawn_ticks == 0 {
                hog.respawn_ticks = 1;
                self.spawn(index, outcomes);
            }
        }
    }

    /// Puts a hog into play at one of the three spawns that are farthest from everybody else.
    fn spawn(&mut self, index: usize, outcomes: &mut Outcomes) {
        let rules = self.rules.clone();
        let mut spawns: Vec<(f32, usize)> = rules
            .level
            .spawns
            .iter()
            .enumerate()
            .map(|(spawn, place)| {
                let at = vector(place.at);
                let others = self.hogs.iter().enumerate().filter(|(seat, _)| *seat != index);
                let others = others
                    .filter_map(|(_, hog)| hog.as_ref())
                    .filter(|hog| hog.alive());
                let nearest = others
                    .map(|hog| (hog.position - at).length_squared())
                    .fold(1.0e6, f32::min);
                (nearest, spawn)
            })
            .collect();
        spawns.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let choice = self.rng.below(spawns.len().min(3) as u32) as usize;
        let Some(&(_, spawn)) = spawns.get(choice) else {
            return;
        };
        let place = rules.level.spawns[spawn];
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

    /// Turns controls into velocities. Returns the velocities all hulls go into the step with.
    fn drive(&mut self, outcomes: &mut Outcomes) -> Vec<Vec3> {
        let rules = self.rules.clone();
        let over = self.game.phase != Phase::Playing;
        let mut velocities = vec![Vec3::ZERO; self.hogs.len()];
        for (hog, velocity) in self.hogs.iter_mut().zip(&mut velocities) {
            let Some(hog) = hog.as_mut().filter(|hog| hog.alive()) else {
                continue;
            };
            if over {
                hog.controls = Controls {
                    buttons: Buttons::default(),
                    ..hog.controls.decayed(0.0)
                };
            }
            hover::drive(hog, rules.tuning.chassis(hog.chassis), &rules.terrain, outcomes);
            let guessed = self.foresight.is_some_and(|own| own != hog.id);
            pickup::throw(hog, &rules.level, guessed, outcomes);
            *velocity = hog.velocity;
        }
        velocities
    }

    /// Whatever the physics made of a hog, NaN and infinity never spread: such a hog starts anew.
    fn catch_nonsense(&mut self, outcomes: &mut Outcomes) {
        for index in 0..self.hogs.len() {
            let Some(hog) = &self.hogs[index] else { continue };
            if hog.is_physical() {
                continue;
            }
            let (id, chassis) = (hog.id, hog.chassis);
            outcomes.push(Outcome::Unphysical { hog: id });
            self.hogs[index] = Some(Hog::waiting(id, chassis));
            self.physics.forget(index);
        }
    }

    /// Moves every shot and bursts those that end.
    fn fly(&mut self, outcomes: &mut Outcomes) {
        let rules = self.rules.clone();
        let mut ended = Vec::new();
        let (hogs, tick) = (&self.hogs, self.tick);
        self.shots.retain(
            |shot| match shot::fly(shot, hogs, &rules.terrain, &rules.tuning, tick) {
                Some(ending) => {
                    ended.push((*shot, ending));
                    false
                }
                None => true,
            },
        );
        for (shot, ending) in ended {
            let (id, weapon) = (shot.id, shot.weapon);
            outcomes.push(Outcome::ShotEnded {
                shot: id,
                weapon,
                at: ending.at,
                struck: ending.struck,
            });
            self.burst(&shot, ending.at, ending.struck, outcomes);
        }
    }

    /// The pit, and whatever is beyond the arena, is deadly.
    fn keep_inside(&mut self, outcomes: &mut Outcomes) {
        let level = &self.rules.level;
        let (half_x, half_z) = level.half_size;
        let outside = |at: Vec3| {
            at.y < level.floor || at.y > level.ceiling || at.x.abs() > half_x || at.z.abs() > half_z
        };
        let lost: Vec<_> = self
            .hogs()
            .filter(|hog| hog.alive() && outside(hog.position))
            .cloned()
            .collect();
        for hog in lost {
            let points = hog.health.points() + hog.shield.points();
            let harm = Harm {
                victim: hog.id,
                attacker: None,
                cause: Cause::Fall,
                points,
                from: hog.position,
            };
            self.hurt(harm, outcomes);
        }
    }

    fn remember_attackers(&mut self, outcomes: &Outcomes) {
        for outcome in outcomes {
            match *outcome {
                Outcome::Damaged {
                    victim,
                    attacker: Some(attacker),
                    ..
                } if attacker != victim => {
                    self.attackers[victim.index()] = Some((attacker, self.tick));
                }
                Outcome::Spawned { hog, .. } => self.attackers[hog.index()] = None,
                _ => {}
            }
        }
    }

    /// Ends a match that is decided, and begins the next when the scoreboard has stood long enough.
    fn judge(&mut self, outcomes: &mut Outcomes) {
        if self.foresight.is_some() {
            return;
        }
        let rules = self.rules.clone();
        if let Some(winner) = self.game.decided(&rules.mode, self.tick) {
            self.game.phase = Phase::Over { winner };
            self.game.phase_ends = self
                .tick
                .after(ticks_from_seconds(rules.mode.tuning.intermission_s));
            outcomes.push(Outcome::MatchEnded { winner });
        } else if self.game.phase != Phase::Playing && self.tick >= self.game.phase_ends {
            self.begin_again(outcomes);
        }
    }

    /// A new match with the same players: fresh hogs, no shots, no scores.
    fn begin_again(&mut self, outcomes: &mut Outcomes) {
        let scores: Vec<_> = self
            .game
            .scores
            .iter()
            .map(|score| score.map(|_| Score::default()))
            .collect();
        self.game = Game {
            scores,
            ..Game::new(&self.rules.mode, self.tick)
        };
        self.shots.clear();
        self.pickup_back.fill(self.tick);
        for hog in self.hogs.iter_mut().flatten() {
            *hog = Hog::waiting(hog.id, hog.chassis);
        }
        outcomes.push(Outcome::MatchStarted);
    }

    /// The state a snapshot is made of.
    #[must_use]
    pub fn capture(&self) -> ArenaState {
        ArenaState {
            tick: self.tick,
            hogs: self.hogs().cloned().collect(),
            shots: self.shots.clone(),
            pickups: self.pickup_bits(),
            game: self.game.clone(),
        }
    }

    /// Goes on from a captured state. The physics keeps its bodies; only poses and velocities are written.
    pub fn restore(&mut self, state: &ArenaState) {
        self.tick = state.tick;
        self.hogs.fill(None);
        for hog in &state.hogs {
            self.hogs[hog.id.index()] = Some(hog.clone());
        }
        self.shots.clone_from(&state.shots);
        for (spot, back) in self.pickup_back.iter_mut().enumerate() {
            let there = state.pickups >> spot & 1 == 1;
            // When a taken one comes back is not known here; until told, not soon.
            *back = if there {
                state.tick
            } else {
                state.tick.after(u32::MAX / 4)
            };
        }
        self.game.clone_from(&state.game);
    }
}
