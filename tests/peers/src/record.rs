//! The recorded match: 64 hard bots in Hogs' own arena, tick for tick, what the stacks are given to tell and what they
//! are judged by.

use std::collections::VecDeque;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use hogs_shared::arena::controls::Controls;
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::{Chassis, HogId};
use hogs_shared::math::Vec3;
use hogs_shared::mode::Mode;
use hogs_shared::tick::TICKS_PER_SECOND;
use hogs_tests::client::Problem;
use serde::{Deserialize, Serialize};

use crate::told::{Drive, Told};

/// How long it is. No run takes longer; one that did would see it begin again.
const TICKS: u32 = 75 * TICKS_PER_SECOND;
/// When runs measure, roughly: the part of the match that its liveliness is judged by.
const MEASURED_TICKS: std::ops::Range<u64> = 6 * TICKS_PER_SECOND as u64..22 * TICKS_PER_SECOND as u64;
/// Ticks, besides the round trip, from what the bot of a client sees to the tick that its controls are used at: a frame,
/// half the time between snapshots, and what a client is early.
const CLIENT_TICKS: usize = 4;
/// For how long a hog must have been in play for what is shown of it to be judged: where a wreck comes back, it jumps,
/// and what a stack makes of a jump is not its prediction. Half a second.
const SETTLED_TICKS: usize = 30;

/// One hog at one tick.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Moment {
    /// What is told of it.
    pub told: Told,
    /// What its driver asked for.
    pub controls: Controls,
}

/// A match.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// How many hogs there are.
    pub hogs: usize,
    /// By tick and then by hog.
    moments: Vec<Moment>,
}

/// What a seat drives: all chassis, evenly.
#[must_use]
pub fn chassis(seat: usize) -> Chassis {
    Chassis::in_turn(seat)
}

/// The seed of the bot on a seat.
#[must_use]
pub const fn bot_seed(seed: u64, seat: usize) -> u64 {
    seed.wrapping_mul(1000) + seat as u64
}

/// How lively a match is, to tell whether two are of a kind.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Liveliness {
    /// Mean speed of hogs in play, m/s.
    pub speed_mps: f64,
    /// Share of the hogs that are in play.
    pub in_play: f64,
    /// How often what a driver does changes, as far as others are told, a second.
    pub changes_per_s: f64,
}

/// Adds up liveliness.
#[derive(Clone, Debug, Default)]
pub struct Watching {
    hogs: u64,
    in_play: u64,
    speed_mps: f64,
    changes: u64,
    drives: Vec<Option<Drive>>,
}

impl Watching {
    /// A hog as it was at one tick; to be called for each tick in turn.
    pub fn see(&mut self, seat: usize, told: &Told) {
        self.hogs += 1;
        if self.drives.len() <= seat {
            self.drives.resize(seat + 1, None);
        }
        let before = self.drives[seat].replace(told.drive);
        if !told.in_play() {
            return;
        }
        self.in_play += 1;
        self.speed_mps += f64::from(Vec3::from_array(told.velocity).length());
        // To compare matches that are seen through different wires, axes count as those that Hogs' tells.
        let coarse = |drive: Drive| {
            let axes = drive
                .axes
                .map(|axis| hogs_shared::quantize::coarse(i32::from(axis), 4));
            (axes, drive.buttons, drive.weapon)
        };
        self.changes += u64::from(before.is_some_and(|before| coarse(before) != coarse(told.drive)));
    }

    /// What came of it, with one look at each hog `looks_per_s` times a second.
    #[must_use]
    pub fn sum(&self, looks_per_s: f64) -> Liveliness {
        let in_play = self.in_play.max(1) as f64;
        Liveliness {
            speed_mps: self.speed_mps / in_play,
            in_play: self.in_play as f64 / self.hogs.max(1) as f64,
            changes_per_s: self.changes as f64 / in_play * looks_per_s,
        }
    }
}

impl Record {
    /// Plays a match of so many hard bots that react as late as those behind a wire with that round trip.
    ///
    /// # Errors
    /// If the game's data is not there.
    pub fn play(hogs: usize, seed: u64, round_trip_ticks: u32) -> Result<Self, Problem> {
        let mut moments = Vec::with_capacity(TICKS as usize * hogs);
        let lineup = Lineup {
            hogs,
            seed,
            reaction_ticks: round_trip_ticks as usize + CLIENT_TICKS,
        };
        lineup.play(TICKS, &mut |arena, controls| {
            moments.extend((0..hogs).map(|seat| {
                let hog = HogId(seat as u8);
                let controls = controls.iter().find(|(of, _)| *of == hog);
                Moment {
                    told: arena.hog(hog).map(Told::of).unwrap_or_default(),
                    controls: controls.map_or_else(Controls::default, |(_, controls)| *controls),
                }
            }));
        })?;
        Ok(Self { hogs, moments })
    }

    /// Reads one that was written.
    ///
    /// # Errors
    /// If there is none, or it makes no sense.
    pub fn read(path: &Path) -> Result<Self, Problem> {
        let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let (record, _): (Self, usize) =
            bincode::serde::decode_from_slice(&bytes, bincode::config::standard())?;
        if record.hogs == 0 || record.moments.is_empty() || record.moments.len() % record.hogs != 0 {
            return Err(format!("{} is no recorded match", path.display()).into());
        }
        Ok(record)
    }

    /// Writes it, for the processes of a run.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), Problem> {
        let bytes = bincode::serde::encode_to_vec(self, bincode::config::standard())?;
        let draft = path.with_extension("draft");
        fs::write(&draft, bytes)?;
        Ok(fs::rename(&draft, path)?)
    }

    fn ticks(&self) -> usize {
        self.moments.len() / self.hogs
    }

    /// A hog at a tick.
    #[must_use]
    pub fn at(&self, tick: u64, hog: usize) -> &Moment {
        let tick = (tick % self.ticks() as u64) as usize;
        &self.moments[tick * self.hogs + hog]
    }

    /// Where a hog was between two ticks; none if it was not in play, or had only just come.
    #[must_use]
    pub fn position(&self, ticks: f64, hog: usize) -> Option<Vec3> {
        let tick = ticks as u64;
        let settled = (0..=SETTLED_TICKS as u64).all(|ago| {
            let then = tick.saturating_sub(ago);
            self.at(then, hog).told.in_play()
        });
        let next = self.at(tick + 1, hog).told;
        if !settled || !next.in_play() {
            return None;
        }
        let here = Vec3::from_array(self.at(tick, hog).told.position);
        Some(here.lerp(Vec3::from_array(next.position), ticks.fract() as f32))
    }

    /// At which tick up to `tick`, and not long before, a hog was nearest to a position, as (tick, velocity then).
    #[must_use]
    pub fn when(&self, tick: u64, hog: usize, position: Vec3) -> (u64, Vec3) {
        let mut best = (f32::INFINITY, tick, Vec3::ZERO);
        for ago in 0..=SETTLED_TICKS as u64 {
            let then = tick.saturating_sub(ago);
            let told = &self.at(then, hog).told;
            let far = (Vec3::from_array(told.position) - position).length_squared();
            if far < best.0 {
                best = (far, then, Vec3::from_array(told.velocity));
            }
        }
        (best.1, best.2)
    }

    /// How lively it is.
    #[must_use]
    pub fn liveliness(&self) -> Liveliness {
        let mut watching = Watching::default();
        // At the rate at which snapshots go.
        for tick in MEASURED_TICKS.step_by(2) {
            for hog in 0..self.hogs {
                watching.see(hog, &self.at(tick, hog).told);
            }
        }
        watching.sum(f64::from(TICKS_PER_SECOND) / 2.0)
    }
}

/// The game's data of the source tree that this was built from, wherever it is run.
#[must_use]
pub fn assets() -> AssetFolder {
    AssetFolder::at(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets")))
}

/// Who plays.
#[derive(Clone, Copy, Debug)]
pub struct Lineup {
    /// How many hard bots.
    pub hogs: usize,
    /// Of the match, and of the bots.
    pub seed: u64,
    /// Ticks from what a bot sees to what it does.
    pub reaction_ticks: usize,
}

impl Lineup {
    /// Plays so many ticks; `each` gets to see every tick, and the controls that led to it.
    ///
    /// # Errors
    /// If the game's data is not there.
    pub fn play(self, ticks: u32, each: &mut dyn FnMut(&Arena, &[(HogId, Controls)])) -> Result<(), Problem> {
        let mut data = assets().load("sty", Mode::Deathmatch.name())?;
        // It is to go on for as long as it is replayed.
        data.mode.score_limit = 1000;
        let rules = Arc::new(Rules::new(Mode::Deathmatch, data)?);
        let nav = NavMap::build(&rules);
        let mut arena = Arena::new(rules, self.seed);
        let seats = || (0..self.hogs).map(|seat| (HogId(seat as u8), seat));
        let mut bots: Vec<Bot> = seats()
            .map(|(hog, seat)| Bot::new(hog, Skill::Hard, bot_seed(self.seed, seat)))
            .collect();
        let joins = seats().map(|(hog, seat)| Join::new(hog, chassis(seat)));
        arena.step(&Inputs {
            joins: joins.collect(),
            ..Inputs::default()
        });
        let mut decided = VecDeque::new();
        for _ in 0..ticks {
            let thought: Vec<(HogId, Controls)> = bots
                .iter_mut()
                .map(|bot| (bot.hog(), bot.think(&arena, &nav)))
                .collect();
            decided.push_back(thought);
            let ripe = decided.len() > self.reaction_ticks;
            let controls = decided.pop_front_if(|_| ripe).unwrap_or_default();
            let inputs = Inputs {
                controls,
                ..Inputs::default()
            };
            arena.step(&inputs);
            each(&arena, &inputs.controls);
        }
        Ok(())
    }
}
