//! The mortar's rule: a shell lobbed over walls, which bursts wherever it comes down. It flies for seconds, and whoever
//! fires it at somebody near is in its blast.

use super::{Hand, WeaponRule};
use crate::arena::shot::Shot;
use crate::math::{Vec3, pitch_of, yaw_of, yaw_pitch};
use crate::tuning::WeaponTuning;

/// Steepest it is lobbed, radians.
const STEEPEST: f32 = 1.4;

/// See above.
pub(super) struct Mortar;

impl WeaponRule for Mortar {
    /// A shell that leaves the barrel higher than that points. It keeps nothing of the craft's motion: where it comes down
    /// follows from the barrel alone, so that one can learn it.
    fn shot(&self, hand: &Hand<'_>) -> Shot {
        let muzzle = hand.muzzle();
        let lobbed = lob(muzzle.direction, hand.tuning());
        Shot::of(hand, muzzle.position, lobbed * hand.tuning().speed_mps)
    }
}

/// The way a shell leaves a barrel that points along `direction`; both of unit length.
#[must_use]
pub fn lob(direction: Vec3, tuning: &WeaponTuning) -> Vec3 {
    let pitch = (pitch_of(direction) + tuning.lift_deg.to_radians()).min(STEEPEST);
    yaw_pitch(yaw_of(direction), pitch) * Vec3::new(0.0, 0.0, -1.0)
}
