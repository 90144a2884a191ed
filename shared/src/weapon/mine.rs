//! The mine's rule: it drops to the ground behind its layer, arms, and bursts when anyone else's hog comes near.

use super::{Hand, WeaponRule};
use crate::arena::shot::{Shot, Struck};
use crate::math::Vec3;
use crate::tick::{Tick, ticks_from_seconds};
use crate::tuning::{Impact, WeaponTuning};

/// How far behind the middle of the craft it is let go.
const BEHIND_M: f32 = 3.2;
/// How far below the craft ground is looked for; a mine laid higher up than this hangs where it was laid.
const DROP_M: f32 = 12.0;
/// Most that one hog may have lying about.
pub const MAX_MINES_PER_HOG: usize = 6;

/// See above.
pub(super) struct Mine;

impl WeaponRule for Mine {
    fn shot(&self, hand: &Hand<'_>) -> Shot {
        let (around, radius_m) = (hand.surroundings, hand.tuning().radius_m);
        let behind = hand.hog.position + hand.hog.rotation * Vec3::new(0.0, 0.0, BEHIND_M);
        // With its back to a wall a craft lays the mine before the wall, under itself if need be.
        let behind = around.reach(hand.hog.position, behind, radius_m);
        let drop = around
            .cast(behind, Vec3::new(0.0, -1.0, 0.0), DROP_M)
            .map_or(0.0, |(hit, _)| hit.distance_m);
        let rest = behind - Vec3::new(0.0, (drop - radius_m).max(0.0), 0.0);
        Shot::of(hand, rest, Vec3::ZERO)
    }

    /// A mine that outlives its time goes out quietly.
    fn impact(&self, struck: Struck, tuning: &WeaponTuning) -> Impact {
        match struck {
            Struck::Hog(_) | Struck::Terrain => tuning.blast(),
            Struck::Nothing | Struck::Withdrawn => Impact::NOTHING,
        }
    }

    fn trigger_radius_m(&self, shot: &Shot, tuning: &WeaponTuning, tick: Tick) -> Option<f32> {
        let armed = shot.id.fired.after(ticks_from_seconds(tuning.arm_s));
        Some(if tick >= armed {
            tuning.trigger_radius_m
        } else {
            0.0
        })
    }

    fn most(&self) -> Option<usize> {
        Some(MAX_MINES_PER_HOG)
    }
}
