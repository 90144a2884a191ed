//! The colours of the game, in one place: of the world, and of menus and HUD, which name them by their roles. Arenas
//! share this dusk until one brings its own. Who does not see all colours can have the roles that must be told apart in
//! others.

use std::sync::atomic::{AtomicU8, Ordering};

use bevy::prelude::*;
use hogs_shared::ids::{Chassis, Coat, HogId, Team};
use hogs_shared::tuning::PickupKind;

use crate::weapon::look;

/// For whose eyes the roles are coloured.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Tint {
    /// Those that see all colours.
    #[default]
    Usual,
    /// Those that see no red.
    Protanopia,
    /// Those that see no green.
    Deuteranopia,
    /// Those that see no blue.
    Tritanopia,
}

/// The tint that is worn. Not only a resource, because colours are asked for where there is no world at hand.
static WORN: AtomicU8 = AtomicU8::new(0);

impl Tint {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Usual,
        Self::Protanopia,
        Self::Deuteranopia,
        Self::Tritanopia,
    ];

    /// Colours everything that is asked for from now on this way.
    pub fn wear(self) {
        WORN.store(self as u8, Ordering::Relaxed);
    }

    fn worn() -> Self {
        let worn = WORN.load(Ordering::Relaxed);
        Self::ALL.get(usize::from(worn)).copied().unwrap_or_default()
    }

    /// What the colour of a role is for these eyes. Chosen so that the two of all roles that are most alike to them are as far
    /// apart as can be, and still bright; the test below says how far.
    #[must_use]
    pub const fn of(self, rgb: u32) -> u32 {
        match (self, rgb) {
            (Self::Protanopia, DANGER) => 0x00F0_1530,
            (Self::Protanopia, ENERGY) => 0x006B_A1EC,
            (Self::Protanopia, AMBER) => 0x00F4_A50D,
            (Self::Protanopia, AZURE) => 0x003A_48F0,
            (Self::Deuteranopia, DANGER) => 0x00D8_3A4C,
            (Self::Deuteranopia, ENERGY) => 0x0046_A4F5,
            (Self::Deuteranopia, AMBER) => 0x00FF_B010,
            (Self::Deuteranopia, AZURE) => 0x0034_40EA,
            (Self::Tritanopia, DANGER) => 0x00E8_1420,
            (Self::Tritanopia, ENERGY) => 0x0020_D4F0,
            (Self::Tritanopia, AMBER) => 0x00F0_B040,
            (Self::Tritanopia, AZURE) => 0x008A_68DA,
            _ => rgb,
        }
    }
}

/// A role's colour for the eyes of the player.
#[must_use]
pub fn seen(rgb: u32) -> Color {
    color(Tint::worn().of(rgb))
}

/// A colour as it is for the eyes of the player, should it be that of a role; what it lets through stays.
#[must_use]
pub fn retinted(colour: Color) -> Color {
    let tint = Tint::worn();
    if tint == Tint::Usual {
        return colour;
    }
    let [red, green, blue, alpha] = colour.to_srgba().to_u8_array();
    let rgb = u32::from_be_bytes([0, red, green, blue]);
    let wanted = tint.of(rgb);
    if wanted == rgb {
        colour
    } else {
        veil(wanted, f32::from(alpha) / 255.0)
    }
}

/// A colour of sRGB bytes (0xRRGGBB) as linear light, for the eyes of the player.
#[must_use]
pub fn linear(rgb: u32) -> Vec3 {
    let rgb = Tint::worn().of(rgb);
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
/// The other side's colour.
pub const AZURE: u32 = 0x002E_9BFF;
/// A team's colour for the eyes of the player; sides are also told apart by shape: bars and chevrons.
#[must_use]
pub fn side(team: Team) -> u32 {
    Tint::worn().of(TEAMS[team.index()])
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
    AZURE,
    AMBER,
    0x0014_C98C, // green
    0x00F2_5BB0, // pink
    0x00F7_EC4A, // yellow
    0x008C_6BFF, // violet
    0x0063_D8F2, // sky
    0x00FF_5A2E, // vermilion
];

/// Colours of the sides, by their index: apart under the common colour blindnesses.
const TEAMS: [u32; 2] = [AMBER, AZURE];

/// The colour of a hog's haunches, tusks and stripe: its side's, where there are sides.
#[must_use]
pub fn livery(hog: HogId, side: Option<Team>, own: bool) -> Vec3 {
    linear(match side {
        Some(team) => TEAMS[team.index()],
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

/// The lacquer of a hog: in the coat its player wants, or as its chassis comes from its works. No coat is like a side or energy.
#[must_use]
pub fn lacquer(chassis: Chassis, coat: Coat) -> Vec3 {
    linear(match (coat, chassis) {
        (Coat::Works, Chassis::Shoat) => 0x00EB_D3A6,
        (Coat::Works, Chassis::Boar) => 0x00A8_3A28,
        (Coat::Works, Chassis::Razorback) => 0x0070_7A55,
        (coat, _) => COATS[coat.index()],
    })
}

/// The coats by their index; the first, the works', is another for each chassis.
const COATS: [u32; Coat::ALL.len()] = [
    0x00A8_3A28,
    0x00DD_D8D4, // bone
    0x007C_4630, // rust
    0x002E_6036, // moss
    0x005C_3468, // plum
    0x0052_5E6E, // slate
    0x0022_2229, // tar
];

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

#[cfg(test)]
mod tests {
    use super::*;

    /// What eyes without one kind of cone make of linear light (Machado, Oliveira and Fernandes, "A Physiologically-based
    /// Model for Simulation of Color Vision Deficiency", 2009, severity 1).
    fn without(tint: Tint, light: Vec3) -> Vec3 {
        let rows = match tint {
            Tint::Usual => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Tint::Protanopia => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Tint::Deuteranopia => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_82, 0.042_94, 0.968_881],
            ],
            Tint::Tritanopia => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_9],
            ],
        };
        Vec3::from_array(rows.map(|row| Vec3::from_array(row).dot(light))).clamp(Vec3::ZERO, Vec3::ONE)
    }

    /// How far apart the two of these colours are that are most alike to look at: in Oklab, where a just noticeable
    /// difference is about 0.02.
    fn apart(eyes: Tint, colours: &[u32]) -> f32 {
        let seen = |rgb: &u32| {
            let light = without(eyes, color(*rgb).to_linear().to_vec3());
            let lab = Oklaba::from(LinearRgba::rgb(light.x, light.y, light.z));
            Vec3::new(lab.lightness, lab.a, lab.b)
        };
        let seen: Vec<Vec3> = colours.iter().map(seen).collect();
        let pairs = seen.iter().enumerate().flat_map(|(index, one)| {
            let others = &seen[index + 1..];
            others.iter().map(|other| one.distance(*other))
        });
        pairs.fold(f32::INFINITY, f32::min)
    }

    #[test]
    fn coats_are_told_apart_and_from_the_roles_by_all_eyes() {
        let own = &COATS[1..];
        assert!(apart(Tint::Usual, own) > 0.09, "{}", apart(Tint::Usual, own));
        for tint in Tint::ALL {
            for coat in own {
                for role in [ENERGY, AMBER, AZURE] {
                    let apart = apart(tint, &[*coat, tint.of(role)]);
                    assert!(apart > 0.12, "{tint:?}: {coat:06X} and {role:06X}: {apart}");
                }
            }
        }
    }

    #[test]
    fn roles_are_told_apart_by_all_eyes_and_better_with_their_tint() {
        let roles = [DANGER, ENERGY, AMBER, AZURE, OWN];
        for tint in Tint::ALL {
            let tinted = apart(tint, &roles.map(|role| tint.of(role)));
            assert!(tinted > 0.15, "{tint:?}: {tinted}");
            if tint != Tint::Usual {
                let plain = apart(tint, &roles);
                assert!(tinted > plain + 0.02, "{tint:?}: {plain} without, {tinted} with");
            }
        }
    }
}
