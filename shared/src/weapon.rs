//! The weapons: what they have in common. Each weapon's rule is one file in `weapon/`; its figures are in
//! `assets/weapons/<name>.ron`. To add one: a file, a line in [`Weapon`] and in each match below, a
//! RON.

use crate::arena::hog::Hog;
use crate::arena::shot::{Shot, Struck};
pub use crate::ids::Weapon;
use crate::level::Terrain;
use crate::math::Vec3;
use crate::tick::Tick;
use crate::tuning::{Impact, WeaponTuning};

pub mod autocannon;
pub mod mine;
pub mod rocket;

impl Weapon {
    /// The shot that leaves `hog` at `tick`.
    #[must_use]
    pub fn launch(
        self,
        hog: &Hog,
        muzzle: Muzzle,
        terrain: &Terrain,
        tuning: &WeaponTuning,
        tick: Tick,
    ) -> Shot {
        match self {
            Self::Autocannon => autocannon::launch(hog, muzzle, tuning, tick),
            Self::Rocket => rocket::launch(hog, muzzle, tuning, tick),
            Self::Mine => mine::launch(hog, terrain, tuning, tick),
        }
    }

    /// What a shot of this weapon does where it ends.
    #[must_use]
    pub fn impact(self, struck: Struck, tuning: &WeaponTuning) -> Impact {
        match self {
            Self::Autocannon => autocannon::impact(struck, tuning),
            Self::Rocket => rocket::impact(struck, tuning),
            Self::Mine => mine::impact(struck, tuning),
        }
    }

    /// Distance within which a hog sets the shot off at `tick`, metres, 0 while nobody can; none if it takes a touch.
    #[must_use]
    pub fn trigger_radius_m(self, shot: &Shot, tuning: &WeaponTuning, tick: Tick) -> Option<f32> {
        match self {
            Self::Autocannon | Self::Rocket => None,
            Self::Mine => Some(mine::trigger_radius_m(shot, tuning, tick)),
        }
    }
}

/// Where a barrel ends and where it points.
#[derive(Clone, Copy, Debug)]
pub struct Muzzle {
    /// Metres, in the world.
    pub position: Vec3,
    /// Unit length.
    pub direction: Vec3,
}
