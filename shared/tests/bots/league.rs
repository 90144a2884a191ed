//! A match of bots, and what is counted about it.

#![allow(
    clippy::unwrap_used,
    unreachable_pub,
    reason = "a helper of tests: it may stop at the first surprise"
)]

use std::collections::BTreeMap;
use std::sync::Arc;

use hogs_shared::arena::controls::Buttons;
use hogs_shared::arena::hog::Hog;
use hogs_shared::arena::outcome::{Cause, Outcome};
use hogs_shared::arena::shot::Struck;
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::assets::{AssetFolder, MatchData};
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::HogId;
use hogs_shared::level::Level;
use hogs_shared::math::Vec3;
use hogs_shared::mode::Mode;
use hogs_shared::tuning::Chassis;

/// The data of a match on the arena that ships, with neither score nor time limit.
fn data() -> MatchData {
    let mut data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
    data.mode.score_limit = 1000;
    data.mode.time_limit_s = 7200.0;
    data
}

/// The arena that ships.
pub fn sty() -> Arc<Rules> {
    Arc::new(Rules::new(Mode::Deathmatch, data()).unwrap())
}

/// A floor around a pit with a bridge over it, a platform with a ramp, a wall with a gap, and no fence at all: whoever
/// does not look falls off.
pub fn table() -> Arc<Rules> {
    let level = Level::parse("table.ron", include_str!("table.ron")).unwrap();
    Arc::new(Rules::new(Mode::Deathmatch, MatchData { level, ..data() }).unwrap())
}

/// What must be counted for each player apart.
#[derive(Clone, Debug, Default)]
struct Watched {
    /// For how long it has hardly moved although it wanted to.
    slow_ticks: u32,
    /// For how long it has lain on its side or back.
    spilled_ticks: u32,
}

/// Bots in a match, and its statistics.
pub struct League {
    pub arena: Arena,
    pub nav: NavMap,
    pub bots: Vec<Bot>,
    pub counts: Counts,
    watched: Vec<Watched>,
}

/// What happened.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub ticks: u32,
    pub alive_ticks: u32,
    pub stuck_ticks: u32,
    pub spilled_ticks: u32,
    pub spilled_longest_ticks: u32,
    pub airborne_ticks: u32,
    pub wrecks: BTreeMap<String, u32>,
    pub falls_unpushed: u32,
    pub fall_places: Vec<Vec3>,
    pub stuck_places: Vec<Vec3>,
    pub damage: BTreeMap<String, f32>,
    pub fired: BTreeMap<String, u32>,
    /// Shots that ended on a hog.
    pub hits: BTreeMap<String, u32>,
    pub abilities: BTreeMap<String, u32>,
    pub pickups: BTreeMap<String, u32>,
    pub pads: u32,
    pub leaps: u32,
    pub unphysical: u32,
    pub speed_sum: f64,
    pub outside: u32,
    pub boost_ticks: u32,
}

impl League {
    pub fn new(rules: Arc<Rules>, nav: NavMap, skills: &[Skill], seed: u64) -> Self {
        let mut arena = Arena::new(rules, seed);
        let seat = |index: usize| HogId(index as u8);
        let joins = (0..skills.len()).map(|index| Join::new(seat(index), Chassis::in_turn(index)));
        arena.step(&Inputs {
            joins: joins.collect(),
            ..Inputs::default()
        });
        let bots = skills
            .iter()
            .enumerate()
            .map(|(index, &skill)| Bot::new(seat(index), skill, seed));
        Self {
            arena,
            nav,
            bots: bots.collect(),
            counts: Counts::default(),
            watched: vec![Watched::default(); skills.len()],
        }
    }

    /// Plays for some seconds.
    pub fn play(&mut self, seconds: u32) {
        for _ in 0..seconds * 60 {
            self.step();
        }
    }

    /// Wrecks made and suffered by all bots of a skill.
    pub fn record(&self, skill: Skill) -> (u32, u32) {
        let bots = self.bots.iter().filter(|bot| bot.skill() == skill);
        let scores = bots.map(|bot| self.arena.game().score(bot.hog()));
        scores.fold((0, 0), |sum, score| {
            (sum.0 + u32::from(score.kills), sum.1 + u32::from(score.deaths))
        })
    }

    /// Share of the time in play that something was counted for.
    pub fn share(&self, ticks: u32) -> f64 {
        f64::from(ticks) / f64::from(self.counts.alive_ticks.max(1))
    }

    pub fn step(&mut self) {
        let controls: Vec<_> = self
            .bots
            .iter_mut()
            .map(|bot| (bot.hog(), bot.think(&self.arena, &self.nav)))
            .collect();
        let outcomes = self.arena.step(&Inputs {
            controls,
            ..Inputs::default()
        });
        self.counts.ticks += 1;
        for outcome in &outcomes {
            self.book(outcome);
        }
        let (half_x, half_z) = self.arena.rules().level.half_size;
        for (hog, watched) in self.arena.hogs().zip(&mut self.watched) {
            if !hog.alive() {
                watched.slow_ticks = 0;
                continue;
            }
            let counts = &mut self.counts;
            counts.alive_ticks += 1;
            counts.speed_sum += f64::from(hog.velocity.length());
            counts.airborne_ticks += u32::from(hog.airborne);
            counts.boost_ticks += u32::from(hog.controls.buttons.holds(Buttons::BOOST));
            counts.outside += u32::from(hog.position.x.abs() > half_x || hog.position.z.abs() > half_z);
            watched.spilled_ticks = if hog.up().y < 0.2 {
                watched.spilled_ticks + 1
            } else {
                0
            };
            counts.spilled_ticks += u32::from(hog.up().y < 0.2);
            counts.spilled_longest_ticks = counts.spilled_longest_ticks.max(watched.spilled_ticks);
            let idle = hog.velocity.length() < 1.0 && wants_to_move(hog);
            watched.slow_ticks = if idle { watched.slow_ticks + 1 } else { 0 };
            if watched.slow_ticks == 300 {
                counts.stuck_ticks += 300;
                counts.stuck_places.push(hog.position);
            } else if watched.slow_ticks > 300 {
                counts.stuck_ticks += 1;
            }
        }
    }

    fn book(&mut self, outcome: &Outcome) {
        let counts = &mut self.counts;
        let name = |cause: Cause| match cause {
            Cause::Weapon(weapon) => weapon.name().to_owned(),
            other => format!("{other:?}").to_lowercase(),
        };
        match *outcome {
            Outcome::Wrecked {
                cause, killer, at, ..
            } => {
                *counts.wrecks.entry(name(cause)).or_default() += 1;
                if cause == Cause::Fall {
                    counts.fall_places.push(at);
                    counts.falls_unpushed += u32::from(killer.is_none());
                }
            }
            Outcome::Damaged { cause, amount, .. } => {
                *counts.damage.entry(name(cause)).or_default() += amount.points();
            }
            Outcome::ShotEnded {
                weapon,
                struck: Struck::Hog(_),
                ..
            } => *counts.hits.entry(weapon.name().to_owned()).or_default() += 1,
            Outcome::AbilityUsed { hog } => {
                let chassis = self.arena.hog(hog).map_or("gone", |hog| hog.chassis.name());
                *counts.abilities.entry(chassis.to_owned()).or_default() += 1;
            }
            Outcome::Fired(shot) => *counts.fired.entry(shot.weapon.name().to_owned()).or_default() += 1,
            Outcome::PickedUp { kind, .. } => *counts.pickups.entry(format!("{kind:?}")).or_default() += 1,
            Outcome::PadUsed { .. } => counts.pads += 1,
            Outcome::Jumped { .. } => counts.leaps += 1,
            Outcome::Unphysical { .. } => counts.unphysical += 1,
            _ => {}
        }
    }
}

fn wants_to_move(hog: &Hog) -> bool {
    hog.controls.throttle != 0 || hog.controls.strafe != 0
}

impl std::fmt::Debug for League {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let counts = &self.counts;
        let share = |ticks: u32| 100.0 * self.share(ticks);
        writeln!(formatter, "{counts:?}")?;
        writeln!(
            formatter,
            "speed {:.1} m/s, airborne {:.1} %, stuck {:.2} %, on its back {:.2} %, boost {:.1} %",
            counts.speed_sum / f64::from(counts.alive_ticks.max(1)),
            share(counts.airborne_ticks),
            share(counts.stuck_ticks),
            share(counts.spilled_ticks),
            share(counts.boost_ticks),
        )?;
        for (hog, score) in self.arena.game().ranking() {
            let chassis = self.arena.hog(hog).map(|hog| hog.chassis);
            writeln!(
                formatter,
                "{hog:?} {chassis:?} {:?} {score:?}",
                self.bots[hog.index()].skill()
            )?;
        }
        Ok(())
    }
}
