//! The match itself, as a plain value: [`Arena::step`] is the only way time passes in it. No clock, no socket, no
//! thread, no file. Server, client prediction, bots, replays, tools and tests all run this one function.

use std::sync::Arc;

use thiserror::Error;

use crate::assets::MatchData;
use crate::ids::HogId;
use crate::level::{Homes, Level, Placed, Surroundings, Terrain};
use crate::math::Vec3;
use crate::mode::{Game, Mode, ModeRules};
use crate::rng::Rng;
use crate::tick::{Tick, ticks_from_seconds};
use crate::tuning::Tuning;

mod ability;
mod capture;
pub mod checksum;
mod cloak;
pub mod controls;
mod damage;
mod fire;
mod grounds;
pub mod hog;
pub mod hover;
mod match_flow;
mod opening;
pub mod outcome;
mod physics;
pub mod pickup;
mod seats;
pub mod shot;

pub use capture::ArenaState;
use controls::{Buttons, Controls};
use damage::Harm;
use hog::Hog;
pub use hover::GRAVITY_MPS2;
pub use opening::{Opening, Seated};
use outcome::{Cause, Outcome, Outcomes};
use physics::Physics;
pub use seats::Join;
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
    /// Where what the modes are about belongs.
    pub homes: Homes,
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
            homes: Homes::of(&level, &terrain),
            level,
            terrain,
            mode: ModeRules { mode, tuning: limits },
            hash,
        })
    }
}

impl Rules {
    /// What is solid, with movers where they are.
    #[must_use]
    pub const fn surroundings<'a>(&'a self, movers: &'a [Placed]) -> Surroundings<'a> {
        Surroundings {
            terrain: &self.terrain,
            movers,
        }
    }
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
    /// Whether a match that begins now begins with a warm-up and a countdown; else it is on at once.
    pub warm_up: bool,
    /// Ends a warm-up: everyone is ready.
    pub kick_off: bool,
    /// Has a scoreboard stand for longer than its time: what is to be played next is not ready yet.
    pub hold: bool,
}

/// A match. A clone of it is the same match, down to what rapier remembers: stepped alike, both stay alike bit for bit.
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
        Self::open(rules, &Opening::of_seed(seed))
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
        self.seat(inputs, &mut outcomes);
        self.revive(&mut outcomes);
        for (hog, controls) in &inputs.controls {
            if let Some(hog) = &mut self.hogs[hog.index()] {
                hog.take(*controls);
            }
        }
        let rules = self.rules.clone();
        let began = rules.level.movers_at(self.tick.before(1));
        let before = self.drive(&began, &mut outcomes);
        // Before the physics too, which would quietly put a body at rest that has no speed to speak of.
        self.catch_nonsense(&mut outcomes);
        self.physics.write(&self.hogs, &self.rules.tuning.chassis);
        self.physics.place_movers(&began);
        self.physics.step();
        self.physics.read(&mut self.hogs);
        self.catch_nonsense(&mut outcomes);
        self.ram(&before, &mut outcomes);
        let movers = rules.level.movers_at(self.tick);
        self.fly(&movers, &mut outcomes);
        self.turn_shots(&movers, &mut outcomes);
        self.fire(&movers, &mut outcomes);
        self.pick_up(&mut outcomes);
        self.keep_inside(&mut outcomes);
        self.burn(&mut outcomes);
        self.crush(&movers, &mut outcomes);
        self.regain();
        self.carry();
        for hog in self.hogs.iter_mut().flatten() {
            hog.snap();
        }
        self.judge(inputs, &mut outcomes);
        outcomes
    }

    /// Turns controls into velocities. Returns the velocities all hulls go into the step with.
    fn drive(&mut self, movers: &[Placed], outcomes: &mut Outcomes) -> Vec<Vec3> {
        let rules = self.rules.clone();
        let surroundings = rules.surroundings(movers);
        let halted = !self.game.phase.is_free();
        let limits = &rules.mode.tuning;
        let mut velocities = vec![Vec3::ZERO; self.hogs.len()];
        for (hog, velocity) in self.hogs.iter_mut().zip(&mut velocities) {
            let Some(hog) = hog.as_mut().filter(|hog| hog.alive()) else {
                continue;
            };
            if halted {
                hog.controls = Controls {
                    buttons: Buttons::default(),
                    ..hog.controls.decayed(0.0)
                };
            }
            let guessed = self.foresight.is_some_and(|own| own != hog.id);
            let chassis = rules.tuning.chassis(hog.chassis);
            let carries = self
                .game
                .objectives
                .iter()
                .any(|thing| thing.holder == Some(hog.id));
            let thrust = if carries { limits.carrier_thrust } else { 1.0 };
            hover::drive(hog, chassis, surroundings, thrust, outcomes);
            ability::apply(hog, chassis, (&rules.level, surroundings), guessed, outcomes);
            grounds::push(hog, &rules.level);
            pickup::throw(hog, &rules.level, guessed, outcomes);
            grounds::pass(hog, &rules.level, outcomes);
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
            let (id, chassis, team) = (hog.id, hog.chassis, hog.team);
            outcomes.push(Outcome::Unphysical { hog: id });
            self.hogs[index] = Some(Hog::waiting(id, chassis, team, false));
            self.physics.forget(index);
        }
    }

    /// Moves every shot and bursts those that end.
    fn fly(&mut self, movers: &[Placed], outcomes: &mut Outcomes) {
        let rules = self.rules.clone();
        let surroundings = rules.surroundings(movers);
        let mut ended = Vec::new();
        let (hogs, tick) = (&self.hogs, self.tick);
        self.shots.retain(
            |shot| match shot::fly(shot, hogs, surroundings, &rules.tuning, tick) {
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
                guided: shot.target.is_some(),
            });
            self.burst(&shot, (ending.at, ending.struck), movers, outcomes);
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
}
