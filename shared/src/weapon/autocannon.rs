//! The autocannon's rule: a straight, fast, small shell that hurts only what it touches.

use super::Muzzle;
use crate::arena::hog::Hog;
use crate::arena::shot::{Shot, Struck};
use crate::tick::Tick;
use crate::tuning::{Impact, WeaponTuning};
use crate::weapon::Weapon;

/// A shell from the barrel; it inherits the craft's motion, so that what is aimed at is hit from a moving hog too.
pub(super) fn launch(hog: &Hog, muzzle: Muzzle, tuning: &WeaponTuning, tick: Tick) -> Shot {
    Shot::new(
        Weapon::Autocannon,
        hog,
        muzzle.position,
        muzzle.direction * tuning.speed_mps + hog.velocity,
        tuning,
        tick,
    )
}

pub(super) fn impact(struck: Struck, tuning: &WeaponTuning) -> Impact {
    match struck {
        Struck::Hog(_) => Impact {
            direct_damage: tuning.damage,
            ..Impact::NOTHING
        },
        Struck::Terrain | Struck::Nothing | Struck::Withdrawn => Impact::NOTHING,
    }
}
