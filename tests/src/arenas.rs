//! Bots for minutes on an arena, and what went wrong with them: who was stuck, who left, who became nonsense.

use std::collections::BTreeMap;
use std::sync::Arc;

use hogs_shared::arena::hog::Hog;
use hogs_shared::arena::outcome::{Cause, Outcome};
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::{Chassis, HogId};
use hogs_shared::math::Vec3;
use hogs_shared::mode::{Phase, Score};
use hogs_shared::tick::TICKS_PER_SECOND;
use serde::Serialize;

/// Who wants to move and keeps within this is stuck, metres ...
const STUCK_M: f32 = 2.0;
/// ... once it has lasted so long.
const STUCK_TICKS: u32 = 2 * TICKS_PER_SECOND;
/// Places that are named at most.
const MAX_PLACES: usize = 12;

/// How a match of bots went.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Conduct {
    /// Simulated minutes.
    pub minutes: f32,
    /// Matches that came to their end.
    pub matches: u32,
    /// Share of the time in play that hogs were stuck.
    pub stuck_share: f64,
    /// The longest that one was, seconds.
    pub longest_stuck_s: f32,
    /// Where hogs were stuck, metres, and for how long, seconds: the longest first.
    pub stuck_at: Vec<([f32; 3], f32)>,
    /// Ticks that hogs in play were beyond the bounds.
    pub out_of_bounds: u32,
    /// Hogs whose physics came to nonsense.
    pub unphysical: u32,
    /// Wrecks a minute that somebody gets credit for.
    pub kills_per_minute: f32,
    /// Wrecks by what caused them.
    pub wrecks: BTreeMap<String, u32>,
    /// Falls, burns and crushes that nobody is to blame for.
    pub own_fault: u32,
    /// Where those were, metres.
    pub own_fault_at: Vec<[f32; 3]>,
    /// Mean speed, m/s.
    pub speed_mps: f64,
    /// Pads and gates used, pickups taken.
    pub used: BTreeMap<String, u32>,
}

/// How long one hog has been in one place.
#[derive(Clone, Copy, Debug)]
struct Watch {
    at: Vec3,
    ticks: u32,
    wanted_ticks: u32,
}

/// A match under way.
struct Trial {
    arena: Arena,
    bots: Vec<Bot>,
    watches: Vec<Watch>,
    alive_ticks: u64,
    stuck_ticks: u64,
    speed_sum: f64,
    kills: u32,
    conduct: Conduct,
}

/// Plays bots against each other for so many simulated minutes.
#[must_use]
pub fn play(rules: &Arc<Rules>, nav: &NavMap, bots: u8, minutes: f32, seed: u64) -> Conduct {
    let mut trial = Trial::new(rules, bots, seed);
    let ticks = (minutes * 60.0 * TICKS_PER_SECOND as f32) as u32;
    for _ in 0..ticks {
        trial.step(nav);
    }
    trial.finish(minutes)
}

impl Trial {
    fn new(rules: &Arc<Rules>, bots: u8, seed: u64) -> Self {
        let mut arena = Arena::new(rules.clone(), seed);
        let join = |seat: u8| Join {
            hog: HogId(seat),
            team: None,
            looks_on: false,
            chassis: Chassis::ALL[usize::from(seat) % Chassis::ALL.len()],
            score: Score::default(),
        };
        arena.step(&Inputs {
            joins: (0..bots).map(join).collect(),
            ..Inputs::default()
        });
        let fresh = Watch {
            at: Vec3::ZERO,
            ticks: 0,
            wanted_ticks: 0,
        };
        Self {
            arena,
            bots: (0..bots)
                .map(|seat| {
                    Bot::new(
                        HogId(seat),
                        Skill::from_level(seat % 5),
                        seed ^ u64::from(seat) << 8,
                    )
                })
                .collect(),
            watches: vec![fresh; usize::from(bots)],
            alive_ticks: 0,
            stuck_ticks: 0,
            speed_sum: 0.0,
            kills: 0,
            conduct: Conduct::default(),
        }
    }

    fn step(&mut self, nav: &NavMap) {
        let arena = &self.arena;
        let controls = self
            .bots
            .iter_mut()
            .map(|bot| (bot.hog(), bot.think(arena, nav)))
            .collect();
        let outcomes = self.arena.step(&Inputs {
            controls,
            ..Inputs::default()
        });
        for outcome in &outcomes {
            self.book(outcome);
        }
        let (half_x, half_z) = self.arena.rules().level.half_size;
        let playing = self.arena.game().phase == Phase::Playing;
        for seat in 0..self.watches.len() {
            let hog = self.arena.hog(HogId(seat as u8)).filter(|hog| hog.alive());
            let Some(hog) = hog.filter(|_| playing).cloned() else {
                self.release(seat, None);
                continue;
            };
            self.alive_ticks += 1;
            self.speed_sum += f64::from(hog.velocity.length());
            let outside = hog.position.x.abs() > half_x || hog.position.z.abs() > half_z;
            self.conduct.out_of_bounds += u32::from(outside);
            self.watch(seat, &hog);
        }
    }

    fn watch(&mut self, seat: usize, hog: &Hog) {
        let watch = &mut self.watches[seat];
        let wants = hog.controls.throttle.unsigned_abs() > 12 || hog.controls.strafe.unsigned_abs() > 12;
        watch.ticks += 1;
        watch.wanted_ticks += u32::from(wants);
        if (hog.position - watch.at).length() > STUCK_M {
            self.release(seat, Some(hog.position));
        }
    }

    /// A hog has moved on, or is out of play.
    fn release(&mut self, seat: usize, to: Option<Vec3>) {
        let watch = self.watches[seat];
        // Whoever stays of its own will is not stuck.
        if watch.ticks > STUCK_TICKS && watch.wanted_ticks * 2 > watch.ticks {
            let seconds = watch.ticks as f32 / TICKS_PER_SECOND as f32;
            self.stuck_ticks += u64::from(watch.ticks);
            self.conduct.longest_stuck_s = self.conduct.longest_stuck_s.max(seconds);
            self.conduct.stuck_at.push((watch.at.to_array(), seconds));
        }
        self.watches[seat] = Watch {
            at: to.unwrap_or(Vec3::MAX),
            ticks: 0,
            wanted_ticks: 0,
        };
    }

    fn book(&mut self, outcome: &Outcome) {
        let conduct = &mut self.conduct;
        match *outcome {
            Outcome::Wrecked {
                cause, killer, at, ..
            } => {
                let name = match cause {
                    Cause::Weapon(weapon) => weapon.name().to_owned(),
                    other => format!("{other:?}").to_lowercase(),
                };
                *conduct.wrecks.entry(name).or_default() += 1;
                self.kills += u32::from(killer.is_some());
                if killer.is_none() && !matches!(cause, Cause::Weapon(_)) {
                    conduct.own_fault += 1;
                    if conduct.own_fault_at.len() < MAX_PLACES {
                        conduct.own_fault_at.push(at.to_array());
                    }
                }
            }
            Outcome::Unphysical { .. } => conduct.unphysical += 1,
            Outcome::MatchEnded { .. } => conduct.matches += 1,
            Outcome::PadUsed { .. } => *conduct.used.entry("pads".to_owned()).or_default() += 1,
            Outcome::Teleported { .. } => *conduct.used.entry("gates".to_owned()).or_default() += 1,
            Outcome::PickedUp { .. } => *conduct.used.entry("pickups".to_owned()).or_default() += 1,
            _ => {}
        }
    }

    fn finish(mut self, minutes: f32) -> Conduct {
        for seat in 0..self.watches.len() {
            self.release(seat, None);
        }
        let alive = self.alive_ticks.max(1) as f64;
        let mut conduct = self.conduct;
        conduct.minutes = minutes;
        conduct.stuck_share = self.stuck_ticks as f64 / alive;
        conduct.speed_mps = self.speed_sum / alive;
        conduct.kills_per_minute = self.kills as f32 / minutes.max(1e-3);
        conduct.stuck_at.sort_by(|a, b| b.1.total_cmp(&a.1));
        conduct.stuck_at.truncate(MAX_PLACES);
        conduct
    }
}
