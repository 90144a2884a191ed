//! What is solid and moves: lifts, crushers, barges. Where a mover is follows from the tick alone, so there is nothing to
//! tell anyone and nothing that could go astray: whoever restores a match at a tick has every mover in its place.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::heights::smooth;
use super::{Form, Level, Region, Surface, vector};
use crate::math::{Pose, Vec3, yaw_pitch};
use crate::tick::{TICKS_PER_SECOND, Tick, ticks_from_seconds};

/// From one box of what is swept over to the next, metres.
const SWEPT_M: f32 = 0.5;

/// A solid that goes round a closed path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mover {
    /// What errors and other movers call it.
    pub name: String,
    /// Its form and size.
    pub form: Form,
    /// Where its middle is when it is at (0, 0, 0) of its path, metres; on a carrier, from the carrier's middle.
    pub at: (f32, f32, f32),
    /// Turned left about the vertical, degrees.
    #[serde(default)]
    pub yaw_deg: f32,
    /// What it is made of.
    #[serde(default = "metal")]
    pub surface: Surface,
    /// Where it goes, one stop after the other and back to the first, metres from `at`.
    pub path: Vec<(f32, f32, f32)>,
    /// How long once round takes, seconds.
    pub period_s: f32,
    /// How long it waits at every stop, seconds; part of the above.
    #[serde(default)]
    pub wait_s: f32,
    /// How far round it is when the match begins, 0 to 1.
    #[serde(default)]
    pub phase: f32,
    /// How much it hurts whoever it squeezes, points a second.
    #[serde(default)]
    pub crush_per_s: f32,
    /// Name of the mover that carries it, if one does.
    #[serde(default)]
    pub on: String,
}

const fn metal() -> Surface {
    Surface::Metal
}

impl Mover {
    /// Ticks that once round takes.
    #[must_use]
    pub fn period_ticks(&self) -> u32 {
        ticks_from_seconds(self.period_s).max(1)
    }

    /// Ticks of a round that it is under way.
    pub(super) fn moving_ticks(&self) -> i64 {
        i64::from(self.period_ticks()) - self.path.len() as i64 * i64::from(ticks_from_seconds(self.wait_s))
    }

    /// Lengths of the ways from stop to stop, the one back to the first last, metres.
    pub(super) fn legs(&self) -> impl Iterator<Item = (Vec3, Vec3)> {
        let next = self.path.iter().cycle().skip(1);
        self.path
            .iter()
            .zip(next)
            .map(|(&from, &to)| (vector(from), vector(to)))
    }

    /// Length of the whole path, metres.
    pub(super) fn length_m(&self) -> f32 {
        self.legs().map(|(from, to)| (to - from).length()).sum()
    }

    /// The most it moves, m/s: in the middle of a way it is half as fast again as on the mean.
    pub(super) fn top_speed_mps(&self) -> f32 {
        1.5 * self.length_m() * TICKS_PER_SECOND as f32 / self.moving_ticks().max(1) as f32
    }

    /// Where on its own path it is at a tick, metres from `at`.
    #[must_use]
    pub fn offset(&self, tick: Tick) -> Vec3 {
        let period = self.period_ticks();
        let start = (self.phase * period as f32) as u32;
        let mut left = (u64::from(tick.0) + u64::from(start)).rem_euclid(u64::from(period)) as f32;
        let wait = ticks_from_seconds(self.wait_s) as f32;
        let (length_m, moving) = (self.length_m().max(1e-3), self.moving_ticks() as f32);
        for (from, to) in self.legs() {
            if left <= wait {
                return from;
            }
            left -= wait;
            let ticks = (to - from).length() / length_m * moving;
            if left < ticks {
                return from + (to - from) * smooth(left / ticks);
            }
            left -= ticks;
        }
        self.path.first().map_or(Vec3::ZERO, |&first| vector(first))
    }
}

/// A mover at one tick.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Where and how it stands.
    pub pose: Pose,
    /// How it moves on to the next tick, m/s.
    pub velocity: Vec3,
}

impl Level {
    /// Where every mover is at a tick, in their order.
    #[must_use]
    pub fn movers_at(&self, tick: Tick) -> Vec<Placed> {
        let place = |mover: &Mover| {
            let here = self.mover_middle(mover, tick);
            let next = self.mover_middle(mover, tick.after(1));
            Placed {
                pose: Pose::from_parts(here, yaw_pitch(mover.yaw_deg.to_radians(), 0.0)),
                velocity: (next - here) * TICKS_PER_SECOND as f32,
            }
        };
        self.movers.iter().map(place).collect()
    }

    /// The middle of a mover between two ticks, metres: for what is drawn.
    #[must_use]
    pub fn mover_between(&self, mover: &Mover, at_tick: f64) -> Vec3 {
        let whole = libm::floor(at_tick.max(0.0));
        let tick = Tick(whole as u32);
        let (here, next) = (
            self.mover_middle(mover, tick),
            self.mover_middle(mover, tick.after(1)),
        );
        here + (next - here) * (at_tick.max(0.0) - whole) as f32
    }

    /// The middle of a mover at a tick, metres. Nothing carries itself: [`Level::parse`] sees to that.
    #[must_use]
    pub fn mover_middle(&self, mover: &Mover, tick: Tick) -> Vec3 {
        let parts = self.carriers(mover);
        parts.fold(Vec3::ZERO, |middle, part| {
            middle + vector(part.at) + part.offset(tick)
        })
    }

    /// A mover, what carries it, what carries that, and so on.
    pub(super) fn carriers<'a>(&'a self, mover: &'a Mover) -> impl Iterator<Item = &'a Mover> {
        let upward = std::iter::successors(Some(mover), |carried| self.mover(&carried.on));
        upward.take(self.movers.len())
    }

    /// What a mover sweeps over on its way, as boxes close to each other.
    #[must_use]
    pub fn swept(&self, mover: &Mover) -> Vec<Region> {
        let (width, height, length) = mover.form.size();
        // What carries it may take another time to come round.
        let carriers = self
            .carriers(mover)
            .skip(1)
            .map(|carrier| carrier.period_ticks() * 2);
        let ticks = carriers.fold(mover.period_ticks(), u32::max);
        let top_mps: f32 = self.carriers(mover).map(Mover::top_speed_mps).sum();
        let step = (SWEPT_M * TICKS_PER_SECOND as f32 / top_mps.max(1e-3)).clamp(1.0, ticks as f32);
        let mut seen = BTreeSet::new();
        let mut regions: Vec<Region> = Vec::new();
        for tick in (0..ticks).step_by(step as usize) {
            let middle = self.mover_middle(mover, Tick(tick));
            let cell = middle.to_array().map(|part| libm::roundf(part / SWEPT_M) as i32);
            if seen.insert(cell) {
                regions.push(Region {
                    at: middle - Vec3::new(0.0, height * 0.5, 0.0),
                    yaw: mover.yaw_deg.to_radians(),
                    size: Vec3::new(width, height, length),
                });
            }
        }
        regions
    }

    /// The mover of that name.
    #[must_use]
    pub fn mover(&self, name: &str) -> Option<&Mover> {
        self.movers
            .iter()
            .find(|mover| !name.is_empty() && mover.name == name)
    }
}
