//! The colours of the game, in one place: of the world, and of menus and HUD, which name them by their roles. Arenas
//! share this dusk until one brings its own.

use bevy::prelude::*;
use hogs_shared::ids::{Chassis, HogId, Team};
use hogs_shared::tuning::PickupKind;

use crate::weapon::look;

/// A colour of sRGB bytes (0xRRGGBB) as linear light.
#[must_use]
pub fn linear(rgb: u32) -> Vec3 {
    let byte = |shift: u32| ((rgb >> shift) & 0xFF) as u8;
    let colour = Color::srgb_u8(byte(16), byte(8), byte(0)).to_linear();
    Vec3::new(colour.red, colour.green, colour.blue)
}

/// A colour of sRGB bytes (0xRRGGBB) for the screen.
#[must_use]
pub const fn color(rgb: u32) -> Color {
    veil(rgb, 1.0)
}

/// The same, letting so much of what is behind it through: 0 is nothing, 1 is solid.
#[must_use]
pub const fn veil(rgb: u32, alpha: f32) -> Color {
    const fn share(rgb: u32, shift: u32) -> f32 {
        ((rgb >> shift) & 0xFF) as f32 / 255.0
    }
    Color::srgba(share(rgb, 16), share(rgb, 8), share(rgb, 0), alpha)
}

/// Energy, boost, shield.
pub const ENERGY: u32 = 0x003C_E6FF;
/// Danger, damage, lock.
pub const DANGER: u32 = 0x00FF_3D6E;
/// One's own hog, text.
pub const OWN: u32 = 0x00FF_F4E6;
/// Hot metal, fire at its rim.
pub const FIRE: u32 = 0x00FF_8A2A;
/// Fire at its heart.
pub const FIRE_HEART: u32 = 0x00FF_E2A0;
/// Fire that is going out.
pub const FIRE_DEEP: u32 = 0x00C2_3A22;
/// Smoke of burning machines.
pub const SMOKE: u32 = 0x0033_2436;
/// Sky: top, middle, horizon.
pub const SKY: [u32; 3] = [0x002B_1B4D, 0x00C2_517A, 0x00FF_B469];
/// Ground in shade.
pub const SHADE: u32 = 0x003E_2A4F;
/// What has the focus.
pub const AMBER: u32 = 0x00FF_B020;
/// A team's colour; sides are also told apart by shape: bars and chevrons.
#[must_use]
pub const fn side(team: Team) -> u32 {
    match team {
        Team::Amber => 0x00FF_B020,
        Team::Azure => 0x002E_9BFF,
    }
}

/// What people call a team.
#[must_use]
pub const fn side_name(team: Team) -> &'static str {
    match team {
        Team::Amber => "Amber",
        Team::Azure => "Azure",
    }
}

/// Text of second rank.
pub const MUTED: u32 = 0x00CC_BAC7;
/// Behind panels.
pub const NIGHT: u32 = 0x0014_0B22;
/// Text on amber, and the ground of what is typed.
pub const INK: u32 = 0x001C_0F31;
/// Edges and shadows of text.
pub const BLACK: u32 = 0x000A_0412;

/// Colours of others' hogs by seat: apart from each other under the common colour blindnesses (after Okabe and Ito,
/// "Color Universal Design", 2008), brightened to stand out from the ground.
const OTHERS: [u32; 8] = [
    0x002E_9BFF, // azure
    AMBER,
    0x0014_C98C, // green
    0x00F2_5BB0, // pink
    0x00F7_EC4A, // yellow
    0x008C_6BFF, // violet
    0x0063_D8F2, // sky
    0x00FF_5A2E, // vermilion
];

/// Colours of the sides, by their index: apart under the common colour blindnesses.
pub const TEAMS: [u32; 2] = [AMBER, 0x002E_9BFF];

/// The colour of a hog's haunches, tusks and stripe: its side's, where there are sides.
#[must_use]
pub fn livery(hog: HogId, side: Option<Team>, own: bool) -> Vec3 {
    linear(match side {
        Some(side) => TEAMS[side.index()],
        None if own => OWN,
        None => OTHERS[hog.index() % OTHERS.len()],
    })
}

/// The colour of a hog's engines and eyes: a lighter shade of its own.
#[must_use]
pub fn glow(hog: HogId, side: Option<Team>, own: bool) -> Vec3 {
    if own && side.is_none() {
        linear(ENERGY)
    } else {
        livery(hog, side, false).lerp(Vec3::ONE, 0.12)
    }
}

/// The lacquer of a chassis.
#[must_use]
pub fn paint(chassis: Chassis) -> Vec3 {
    linear(match chassis {
        Chassis::Shoat => 0x00EB_D3A6,
        Chassis::Boar => 0x00A8_3A28,
        Chassis::Razorback => 0x0070_7A55,
    })
}

/// The light of a pickup.
#[must_use]
pub fn pickup(kind: PickupKind) -> Vec3 {
    linear(match kind {
        PickupKind::Repair => 0x0062_FF9E,
        PickupKind::Ammo => 0x00FF_B347,
        PickupKind::Boost => ENERGY,
        PickupKind::Shield => 0x006E_A8FF,
        PickupKind::Overdrive => 0x00FF_3D6E,
        PickupKind::Cloak => 0x00B9_8CFF,
        PickupKind::Weapon(weapon) => look(weapon).colour(),
    })
}
