//! Shots in flight. A shot's path is a closed form of its launch, so whoever knows the launch knows where it is at
//! any tick: one message per shot is enough, and rewinding costs nothing.

use serde::{Deserialize, Serialize};

use super::Rules;
use super::hog::Hog;
use crate::ids::{HogId, ShotId};
use crate::level::Surroundings;
use crate::math::Vec3;
use crate::quantize::{POSITION, VELOCITY};
use crate::tick::{TICK_SECONDS, Tick, ticks_from_seconds};
use crate::tuning::{Tuning, WeaponTuning};
use crate::weapon::Weapon;

/// Most shots in one match; beyond it barrels stay silent.
pub const MAX_SHOTS: usize = 4096;
/// Most mines one hog may have lying about; the oldest goes out for the next.
pub const MAX_MINES_PER_HOG: usize = 6;

/// How far off what is solid a shot ends on it, metres: a blast that began on the very surface would see nothing.
pub(super) const STAND_OFF_M: f32 = 0.05;

/// A shot in flight, or a mine at rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shot {
    /// Its name.
    pub id: ShotId,
    /// Of which weapon.
    pub weapon: Weapon,
    /// Where it was at the end of the tick it was fired in, metres, on the grid.
    pub origin: Vec3,
    /// Metres a second, on the grid.
    pub velocity: Vec3,
    /// The tick at which it ends by itself.
    pub expires: Tick,
}

/// What a shot ended on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Struck {
    /// A hog.
    Hog(HogId),
    /// Something solid.
    Terrain,
    /// Nothing: its time was up.
    Nothing,
    /// Nothing either: it was taken away, because a newer one needs its place or its shooter left.
    Withdrawn,
}

impl Shot {
    /// A shot of `weapon` by `hog`; its launch is put on the grid here, so that every copy flies alike.
    #[must_use]
    pub fn new(
        weapon: Weapon,
        hog: &Hog,
        origin: Vec3,
        velocity: Vec3,
        tuning: &WeaponTuning,
        tick: Tick,
    ) -> Self {
        Self {
            id: ShotId {
                fired: tick,
                shooter: hog.id,
            },
            weapon,
            origin: POSITION.snap3(origin),
            velocity: VELOCITY.snap3(velocity),
            expires: tick.after(ticks_from_seconds(tuning.life_s)),
        }
    }

    /// The same shot from what the wire carries of it; its life follows from the weapon's figures.
    #[must_use]
    pub fn from_launch(id: ShotId, weapon: Weapon, origin: Vec3, velocity: Vec3, tuning: &Tuning) -> Self {
        let life_ticks = ticks_from_seconds(tuning.weapon(weapon).life_s);
        Self {
            id,
            weapon,
            origin,
            velocity,
            expires: id.fired.after(life_ticks),
        }
    }

    /// Where it is at the end of a tick, metres.
    #[must_use]
    pub fn position(&self, tick: Tick) -> Vec3 {
        self.origin + self.velocity * (tick.since(self.id.fired) as f32 * TICK_SECONDS)
    }

    /// The first tick no later than `until` at which it meets a mover, if it does: its path and theirs follow from the
    /// tick alone.
    #[must_use]
    pub fn meets_mover(&self, rules: &Rules, until: Tick) -> Option<Tick> {
        if rules.level.movers.is_empty() {
            return None;
        }
        let ticks = until.since(self.id.fired).max(0) as u32;
        (1..=ticks).map(|later| self.id.fired.after(later)).find(|&tick| {
            let (from, to) = (self.position(tick.before(1)), self.position(tick));
            let span_m = (to - from).length();
            let movers = rules.level.movers_at(tick);
            span_m > 1e-4
                && rules
                    .surroundings(&movers)
                    .cast_movers(from, (to - from) / span_m, span_m)
        })
    }
}

/// How a shot fared in one tick.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ending {
    pub at: Vec3,
    pub struck: Struck,
}

/// Moves a shot through one tick and says whether, where and on what it ended.
pub(super) fn fly(
    shot: &Shot,
    hogs: &[Option<Hog>],
    surroundings: Surroundings<'_>,
    tuning: &Tuning,
    tick: Tick,
) -> Option<Ending> {
    let weapon = tuning.weapon(shot.weapon);
    let from = shot.position(tick.before(1));
    let to = shot.position(tick);
    let span = to - from;
    let distance_m = span.length();
    let mut nearest: Option<(f32, Struck)> = None;
    let mut off = Vec3::ZERO;
    if distance_m > 1e-4
        && let Some((hit, _)) = surroundings.cast(from, span / distance_m, distance_m)
    {
        nearest = Some((hit.distance_m / distance_m, Struck::Terrain));
        off = hit.normal * STAND_OFF_M;
    }
    let trigger_m = shot.weapon.trigger_radius_m(shot, weapon, tick);
    for hog in hogs.iter().flatten() {
        if !hog.alive() || hog.id == shot.id.shooter {
            continue;
        }
        let half = Vec3::from_array(tuning.chassis(hog.chassis).half_extents_m);
        let touch = match trigger_m {
            Some(reach_m) => ((hog.position - to).length_squared() < reach_m * reach_m).then_some(0.0),
            None => pierce(hog, half + Vec3::splat(weapon.radius_m), from, span),
        };
        if let Some(share) = touch
            && nearest.is_none_or(|(best, _)| share < best)
        {
            nearest = Some((share, Struck::Hog(hog.id)));
        }
    }
    if let Some((share, struck)) = nearest {
        let off = if struck == Struck::Terrain {
            off
        } else {
            Vec3::ZERO
        };
        return Some(Ending {
            at: POSITION.snap3(from + span * share + off),
            struck,
        });
    }
    (tick >= shot.expires).then_some(Ending {
        at: POSITION.snap3(to),
        struck: Struck::Nothing,
    })
}

/// Share of `span` after which a segment from `from` enters the hull of a hog (half extents `half`, metres); 0 if it
/// starts inside, none if it misses. The slab test in the hull's frame.
#[must_use]
pub fn pierce(hog: &Hog, half: Vec3, from: Vec3, span: Vec3) -> Option<f32> {
    let middle = from + span * 0.5 - hog.position;
    // Twice the sum of the squares is no less than the square of the sum, and needs no root.
    if middle.length_squared() > 2.0 * (half.length_squared() + span.length_squared() * 0.25) {
        return None;
    }
    let inverse = hog.rotation.inverse();
    let start = (inverse * (from - hog.position)).to_array();
    let along = (inverse * span).to_array();
    let half = half.to_array();
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    for axis in 0..3 {
        if along[axis].abs() < 1e-6 {
            if start[axis].abs() > half[axis] {
                return None;
            }
            continue;
        }
        let near = (-half[axis] - start[axis]) / along[axis];
        let far = (half[axis] - start[axis]) / along[axis];
        enter = enter.max(near.min(far));
        leave = leave.min(near.max(far));
    }
    (enter <= leave).then_some(enter)
}
