//! The rocket's rule: a straight, slower missile whose blast hurts and pushes everything near, its owner included.

use super::{Hand, WeaponRule};
use crate::arena::shot::Shot;

/// See above.
pub(super) struct Rocket;

impl WeaponRule for Rocket {
    /// A rocket from the barrel. It keeps only the craft's forward motion: a sideways drift would make it miss its mark.
    fn shot(&self, hand: &Hand<'_>) -> Shot {
        let muzzle = hand.muzzle();
        let along = hand.hog.velocity.dot(muzzle.direction).max(0.0);
        Shot::of(
            hand,
            muzzle.position,
            muzzle.direction * (hand.tuning().speed_mps + along),
        )
    }
}
