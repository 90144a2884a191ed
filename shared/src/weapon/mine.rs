//! The mine's rule: it drops to the ground behind its layer, arms, and bursts when anyone else's hog comes near.

use crate::arena::hog::Hog;
use crate::arena::shot::{Shot, Struck};
use crate::level::Terrain;
use crate::math::Vec3;
use crate::tick::{Tick, ticks_from_seconds};
use crate::tuning::{Impact, WeaponTuning};
use crate::weapon::Weapon;

/// How far behind the middle of the craft it is let go.
const BEHIND_M: f32 = 3.2;
/// How far below the craft ground is looked for; a mine laid higher up than this hangs where it was laid.
const DROP_M: f32 = 12.0;

pub(super) fn launch(hog: &Hog, terrain: &Terrain, tuning: &WeaponTuning, tick: Tick) -> Shot {
    let behind = hog.position + hog.rotation * Vec3::new(0.0, 0.0, BEHIND_M);
    // With its back to a wall a craft lays the mine before the wall, under itself if need be.
    let behind = terrain.reach(hog.position, behind, tuning.radius_m);
    let drop = terrain
        .cast(behind, Vec3::new(0.0, -1.0, 0.0), DROP_M)
        .map_or(0.0, |hit| hit.distance_m);
    let rest = behind - Vec3::new(0.0, (drop - tuning.radius_m).max(0.0), 0.0);
    Shot::new(Weapon::Mine, hog, rest, Vec3::ZERO, tuning, tick)
}

/// A mine that outlives its time goes out quietly.
pub(super) fn impact(struck: Struck, tuning: &WeaponTuning) -> Impact {
    match struck {
        Struck::Hog(_) | Struck::Terrain => tuning.blast(),
        Struck::Nothing | Struck::Withdrawn => Impact::NOTHING,
    }
}

pub(super) fn trigger_radius_m(shot: &Shot, tuning: &WeaponTuning, tick: Tick) -> f32 {
    let armed = shot.id.fired.after(ticks_from_seconds(tuning.arm_s));
    if tick >= armed {
        tuning.trigger_radius_m
    } else {
        0.0
    }
}
