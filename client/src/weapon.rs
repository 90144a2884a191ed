//! What each weapon looks like, one file a weapon; its rule is the file of the same name in shared.

use bevy::prelude::*;
use hogs_shared::arena::shot::{Shot, Struck};
use hogs_shared::ids::Weapon;
use hogs_shared::netplay::scene::SceneShot;

use crate::view::effects::Effects;
use crate::view::sprite::Sprites;

mod autocannon;
mod mine;
mod rocket;

/// A shot as its look needs it.
pub struct Flight<'a> {
    /// As the scene has it.
    pub shot: &'a SceneShot,
    /// Where it is, metres.
    pub at: Vec3,
    /// Metres a second.
    pub velocity: Vec3,
    /// Colour of whoever fired it.
    pub colour: Vec3,
    /// Seconds since the frame before.
    pub dt: f32,
    /// Time before it can be set off by coming near, seconds.
    pub arm_s: f32,
}

/// The model that shows a shot, if it has one.
#[must_use]
pub const fn model(weapon: Weapon) -> Option<&'static str> {
    match weapon {
        Weapon::Autocannon => None,
        Weapon::Rocket => Some("rocket"),
        Weapon::Mine => Some("mine"),
    }
}

/// Shows a shot in flight, beyond its model.
pub fn fly(flight: &Flight<'_>, sprites: &mut Sprites, effects: &mut Effects) {
    match flight.shot.weapon {
        Weapon::Autocannon => autocannon::fly(flight, sprites),
        Weapon::Rocket => rocket::fly(flight, sprites, effects),
        Weapon::Mine => mine::lie(flight, sprites),
    }
}

/// Shows the muzzle some moments after a shot.
pub fn muzzle(weapon: Weapon, at: Vec3, along: Vec3, since_s: f32, sprites: &mut Sprites) {
    match weapon {
        Weapon::Autocannon => autocannon::muzzle(at, along, since_s, sprites),
        Weapon::Rocket => rocket::muzzle(at, along, since_s, sprites),
        Weapon::Mine => {}
    }
}

/// Once, when a shot is fired.
pub fn fired(shot: &Shot, own: bool, effects: &mut Effects) {
    match shot.weapon {
        Weapon::Autocannon => autocannon::fired(shot, own, effects),
        Weapon::Rocket => rocket::fired(shot, own, effects),
        Weapon::Mine => mine::laid(shot, effects),
    }
}

/// Once, when a shot ends: where, on what, the normal there, and how far its blast reaches, metres.
pub fn ended(weapon: Weapon, at: Vec3, struck: Struck, normal: Vec3, blast_m: f32, effects: &mut Effects) {
    match weapon {
        Weapon::Autocannon => autocannon::ended(at, struck, normal, effects),
        Weapon::Rocket => rocket::ended(at, blast_m, effects),
        Weapon::Mine => mine::ended(at, blast_m, effects),
    }
}
