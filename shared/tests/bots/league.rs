//! A match of bots, and what is counted about it.

use std::collections::BTreeMap;
use std::sync::Arc;

use hogs_shared::arena::controls::Buttons;
use hogs_shared::arena::hog::Hog;
use hogs_shared::arena::outcome::{Cause, Outcome};
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::HogId;
use hogs_shared::math::Vec3;
use hogs_shared::mode::{Mode, Score};
use hogs_shared::tuning::Chassis;

/// The rules of a match on the arena that ships, with neither score nor time limit.
pub fn sty() -> Arc<Rules> {
    let mut data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
    data.mode.score_limit = 1000;
    data.mode.time_limit_s = 7200.0;
    Arc::new(Rules::new(Mode::Deathmatch, data).unwrap())
}

/// One player's record.
#[derive(Clone, Debug, Default)]
struct Watched {
    slow_ticks: u32,
    on_back_ticks: u32,
    air: u32,
    last: Vec3,
}

/// Bots in a match, and its statistics.
pub struct League {
    pub arena: Arena,
    pub nav: NavMap,
    pub bots: Vec<Bot>,
    pub counts: Counts,
    watched: Vec<Watched>,
    pub think: std::time::Duration,
}

/// What happened.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub ticks: u32,
    pub alive_ticks: u32,
    pub stuck_ticks: u32,
    pub on_back_ticks: u32,
    pub airborne_ticks: u32,
    pub wrecks: BTreeMap<String, u32>,
    pub falls_unpushed: u32,
    pub fall_places: Vec<Vec3>,
    pub stuck_places: Vec<Vec3>,
    pub damage: BTreeMap<String, f32>,
    pub fired: BTreeMap<String, u32>,
    pub pickups: BTreeMap<String, u32>,
    pub pads: u32,
    pub leaps: u32,
    pub unphysical: u32,
    pub speed_sum: f64,
    pub outside: u32,
    pub boost_ticks: u32,
    pub landed_max: f32,
    pub shells: [(u32, u32); 3],
    pub back_runs: Vec<u32>,
    pub air_runs: [u32; 8],
    pub speeds: [u32; 10],
    pub wall_hits: u32,
}

impl League {
    pub fn new(rules: Arc<Rules>, nav: NavMap, skills: &[Skill], seed: u64) -> Self {
        let mut arena = Arena::new(rules, seed);
        let seat = |index: usize| HogId(index as u8);
        let joins = (0..skills.len()).map(|index| Join {
            hog: seat(index),
            chassis: Chassis::ALL[index % 3],
            score: Score::default(),
        });
        arena.step(&Inputs { joins: joins.collect(), ..Inputs::default() });
        let bots = skills.iter().enumerate().map(|(index, &skill)| Bot::new(seat(index), skill, seed));
        Self {
            arena,
            nav,
            bots: bots.collect(),
            counts: Counts::default(),
            watched: vec![Watched::default(); skills.len()],
            think: std::time::Duration::ZERO,
        }
    }

    pub fn play(&mut self, ticks: u32) {
        for _ in 0..ticks {
            self.step();
        }
    }

    pub fn step(&mut self) {
        #[allow(clippy::disallowed_methods, clippy::disallowed_types)]
        let start = std::time::Instant::now();
        let controls: Vec<_> =
            self.bots.iter_mut().map(|bot| (bot.hog(), bot.think(&self.arena, &self.nav))).collect();
        self.think += start.elapsed();
        let outcomes = self.arena.step(&Inputs { controls, ..Inputs::default() });
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
            if hog.up().y >= 0.2 && watched.on_back_ticks > 0 { counts.back_runs.push(watched.on_back_ticks); }
            if hog.airborne { watched.air += 1 } else { if watched.air > 0 { counts.air_runs[(watched.air / 15).min(7) as usize] += watched.air; } watched.air = 0; }
            counts.speeds[(hog.velocity.length() / 4.0).min(9.0) as usize] += 1;
            let change = hog.velocity - watched.last;
            let flat = (change.x * change.x + change.z * change.z).sqrt();
            let alone = self.arena.hogs().all(|other| other.id == hog.id || (other.position - hog.position).length() > 9.0);
            let blast = outcomes.iter().any(|o| matches!(o, Outcome::ShotEnded { at, .. } if (*at - hog.position).length() < 12.0) || matches!(o, Outcome::PadUsed { hog: h, .. } if *h == hog.id) || matches!(o, Outcome::Spawned { hog: h, .. } if *h == hog.id));
            if flat > 4.0 && alone && !blast && counts.ticks > 5 { counts.wall_hits += 1; if counts.wall_hits < 0 { println!("bump {:?} at {:.0?} before {:.0?} after {:.0?} up {:.1}", hog.id, hog.position, watched.last, hog.velocity, hog.up().y); } }
            watched.last = hog.velocity;
            watched.on_back_ticks = if hog.up().y < 0.2 { watched.on_back_ticks + 1 } else { 0 };
            counts.on_back_ticks += u32::from(hog.up().y < 0.2);
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
            Outcome::Wrecked { cause, killer, at, .. } => {
                *counts.wrecks.entry(name(cause)).or_default() += 1;
                if cause == Cause::Fall {
                    counts.fall_places.push(at);
                    counts.falls_unpushed += u32::from(killer.is_none());
                }
            }
            Outcome::Damaged { cause, amount, attacker, .. } => {
                if cause == Cause::Weapon(hogs_shared::weapon::Weapon::Autocannon) && let Some(a) = attacker { counts.shells[self.bots[a.index()].skill() as usize].1 += 1; }
                *counts.damage.entry(name(cause)).or_default() += amount.points();
            }
            Outcome::Fired(shot) => { if shot.weapon == hogs_shared::weapon::Weapon::Autocannon { counts.shells[self.bots[shot.id.shooter.index()].skill() as usize].0 += 1; } *counts.fired.entry(shot.weapon.name().to_owned()).or_default() += 1}
            Outcome::PickedUp { kind, .. } => *counts.pickups.entry(format!("{kind:?}")).or_default() += 1,
            Outcome::PadUsed { .. } => counts.pads += 1,
            Outcome::Jumped { .. } => counts.leaps += 1,
            Outcome::Unphysical { .. } => counts.unphysical += 1,
            Outcome::Landed { speed_mps, .. } => counts.landed_max = counts.landed_max.max(speed_mps),
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
        let share = |ticks: u32| 100.0 * f64::from(ticks) / f64::from(counts.alive_ticks.max(1));
        writeln!(formatter, "{counts:?}")?;
        writeln!(
            formatter,
            "speed {:.1} m/s, airborne {:.1} %, stuck {:.2} %, on back {:.2} %, boost {:.1} %, think {:.1} us",
            counts.speed_sum / f64::from(counts.alive_ticks.max(1)),
            share(counts.airborne_ticks),
            share(counts.stuck_ticks),
            share(counts.on_back_ticks),
            share(counts.boost_ticks),
            self.think.as_secs_f64() * 1e6 / f64::from(counts.ticks) / self.bots.len() as f64,
        )?;
        for (hog, score) in self.arena.game().ranking() {
            let chassis = self.arena.hog(hog).map(|hog| hog.chassis);
            writeln!(formatter, "{hog:?} {chassis:?} {:?} {score:?}", self.bots[hog.index()].skill())?;
        }
        Ok(())
    }
}
