//! The weapons: what they have in common. Each weapon's rule is one file in `weapon/`; its figures are in
//! `assets/weapons/<name>.ron`. To add one: a file, a line in [`Weapon`], one here for its module and one in
//! [`Weapon::rule`], a RON.

use crate::arena::hog::Hog;
use crate::arena::shot::{Shot, Struck};
pub use crate::ids::Weapon;
use crate::math::Vec3;
use crate::tick::Tick;
use crate::tuning::{Impact, WeaponTuning};

pub mod arc;
pub mod autocannon;
pub mod hand;
pub mod lance;
pub mod mine;
pub mod missile;
pub mod mortar;
pub mod rocket;
pub mod tractor;

pub use hand::{Hand, Strike};

/// What a weapon does. Everything has a usual way, so that a weapon says only how it differs.
pub(crate) trait WeaponRule: Sync {
    /// One tick with the weapon in hand; asked every tick of everyone who has it, so that it can charge, find its mark or
    /// hold on to it. Usually a shot leaves whenever the trigger is held and one is loaded.
    fn work(&self, hand: &mut Hand<'_>) {
        if hand.ready() {
            let shot = self.shot(hand);
            hand.spend();
            hand.launch(shot);
        }
    }

    /// The shot that leaves the barrel now.
    fn shot(&self, hand: &Hand<'_>) -> Shot;

    /// What a shot does where it ends.
    fn impact(&self, struck: Struck, tuning: &WeaponTuning) -> Impact {
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

    /// Distance within which a hog sets the shot off at `tick`, metres, 0 while nobody can; none if it takes a touch.
    fn trigger_radius_m(&self, _shot: &Shot, _tuning: &WeaponTuning, _tick: Tick) -> Option<f32> {
        None
    }

    /// How fast and whereto a shot flies on from `tick`, metres a second; asked at the end of each of its
    /// [legs](crate::arena::shot::LEG_TICKS). None if it just flies on.
    fn steer(&self, _shot: &Shot, _target: &Hog, _tuning: &WeaponTuning, _tick: Tick) -> Option<Vec3> {
        None
    }

    /// Most of its shots that one hog can have about; the oldest goes out for the next. None for any number.
    fn most(&self) -> Option<usize> {
        None
    }
}

impl Weapon {
    /// What it does.
    pub(crate) fn rule(self) -> &'static dyn WeaponRule {
        match self {
            Self::Autocannon => &autocannon::Autocannon,
            Self::Rocket => &rocket::Rocket,
            Self::Mine => &mine::Mine,
            Self::Missile => &missile::Missile,
            Self::Lance => &lance::Lance,
            Self::Mortar => &mortar::Mortar,
            Self::Arc => &arc::Arc,
            Self::Tractor => &tractor::Tractor,
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
