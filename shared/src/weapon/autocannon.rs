//! The autocannon's rule: a straight, fast, small shell that hurts only what it touches.

use super::{Hand, WeaponRule};
use crate::arena::shot::Shot;

/// See above.
pub(super) struct Autocannon;

impl WeaponRule for Autocannon {
    /// A shell from the barrel; it inherits the craft's motion, so that what is aimed at is hit from a moving hog too.
    fn shot(&self, hand: &Hand<'_>) -> Shot {
        let muzzle = hand.muzzle();
        let velocity = muzzle.direction * hand.tuning().speed_mps + hand.hog.velocity;
        Shot::of(hand, muzzle.position, velocity)
    }
}
