//! The rocket's rule: a straight, slower missile whose blast hurts and pushes everything near, its owner included.

use super::Muzzle;
use crate::arena::hog::Hog;
use crate::arena::shot::{Shot, Struck};
use crate::tick::Tick;
use crate::tuning::{Impact, WeaponTuning};
use crate::weapon::Weapon;

/// A rocket from the barrel. It keeps only the craft's forward motion: a sideways drift would make it miss its mark.
pub(super) fn launch(hog: &Hog, muzzle: Muzzle, tuning: &WeaponTuning, tick: Tick) -> Shot {
    let along = hog.velocity.dot(muzzle.direction).max(0.0);
    Shot::new(
        Weapon::Rocket,
        hog,
        muzzle.position,
        muzzle.direction * (tuning.speed_mps + along),
        tuning,
        tick,
    )
}

/// It bursts at the end of its flight too, so that it can be used as flak.
pub(super) fn impact(struck: Struck, tuning: &WeaponTuning) -> Impact {
    let direct_damage = if matches!(struck, Struck::Hog(_)) {
        tuning.damage
    } else {
        0.0
    };
    Impact {
        direct_damage,
        ..tuning.blast()
    }
}
