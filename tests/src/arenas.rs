//! Bots for minutes on an arena, and what went wrong with them: who was stuck, who left, who became nonsense.

use std::collections::BTreeMap;
use std::sync::Arc;

use hogs_shared::arena::outcome::{Cause, Outcome};
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::{Chassis, HogId};
use hogs_shared::tick::TICKS_PER_SECOND;
use serde::Serialize;

use crate::stuck::{Stay, StuckWatch};

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
    /// What became of what the mode is about.
    pub deeds: BTreeMap<String, u32>,
    /// Points that were earned, lost ones not taken off.
    pub points: u32,
}

/// A match under way.
struct Trial {
    arena: Arena,
    bots: Vec<Bot>,
    watch: StuckWatch,
    speed_sum: f64,
    kills: u32,
    /// By seat: points as they stood.
    points: Vec<i16>,
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
        let join = |seat: u8| Join::new(HogId(seat), Chassis::in_turn(usize::from(seat)));
        arena.step(&Inputs {
            joins: (0..bots).map(join).collect(),
            ..Inputs::default()
        });
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
            watch: StuckWatch::new(usize::from(bots)),
            speed_sum: 0.0,
            kills: 0,
            points: Vec::new(),
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
        let playing = self.arena.game().phase.is_on();
        self.count(&outcomes);
        for seat in 0..self.bots.len() {
            let hog = self.arena.hog(HogId(seat as u8));
            let hog = hog.filter(|hog| playing && hog.alive());
            let stay = self.watch.see(seat, hog);
            if let Some(hog) = hog {
                self.speed_sum += f64::from(hog.velocity.length());
                let outside = hog.position.x.abs() > half_x || hog.position.z.abs() > half_z;
                self.conduct.out_of_bounds += u32::from(outside);
            }
            self.note(stay);
        }
    }

    /// Counts the points that were earned in this tick, but not those that one begins with.
    fn count(&mut self, outcomes: &[Outcome]) {
        let now: Vec<i16> = (0..self.bots.len())
            .map(|seat| self.arena.game().score(HogId(seat as u8)).points)
            .collect();
        let begins = outcomes.contains(&Outcome::MatchStarted) || self.points.is_empty();
        for (points, before) in now.iter().zip(&self.points).filter(|_| !begins) {
            let earned = points.saturating_sub(*before);
            self.conduct.points += u32::try_from(earned).unwrap_or(0);
        }
        self.points = now;
    }

    /// Notes a time that somebody was stuck.
    fn note(&mut self, stay: Option<Stay>) {
        if let Some(stay) = stay {
            let seconds = stay.ticks as f32 / TICKS_PER_SECOND as f32;
            self.conduct.longest_stuck_s = self.conduct.longest_stuck_s.max(seconds);
            self.conduct.stuck_at.push((stay.at.to_array(), seconds));
        }
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
            Outcome::Objective { deed, .. } => {
                let name = format!("{deed:?}").to_lowercase();
                *conduct.deeds.entry(name).or_default() += 1;
            }
            Outcome::PadUsed { .. } => *conduct.used.entry("pads".to_owned()).or_default() += 1,
            Outcome::Teleported { .. } => *conduct.used.entry("gates".to_owned()).or_default() += 1,
            Outcome::PickedUp { .. } => *conduct.used.entry("pickups".to_owned()).or_default() += 1,
            _ => {}
        }
    }

    fn finish(mut self, minutes: f32) -> Conduct {
        for seat in 0..self.bots.len() {
            let stay = self.watch.see(seat, None);
            self.note(stay);
        }
        let alive = self.watch.alive_ticks.max(1) as f64;
        let mut conduct = self.conduct;
        conduct.minutes = minutes;
        conduct.stuck_share = self.watch.share();
        conduct.speed_mps = self.speed_sum / alive;
        conduct.kills_per_minute = self.kills as f32 / minutes.max(1e-3);
        conduct.stuck_at.sort_by(|a, b| b.1.total_cmp(&a.1));
        conduct.stuck_at.truncate(MAX_PLACES);
        conduct
    }
}
