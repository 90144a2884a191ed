//! What each mood of an arena looks like: its light and haze, the colours of its surfaces and of its sky, and what stands
//! on the horizon. The rest of the view asks here and knows no place by name.

use bevy::prelude::*;
use hogs_shared::level::{Mood, Surface};

use super::material::{Air, Dress, FLASHES, SkyColours};
use crate::palette::{self, linear};

/// What stands on the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Skyline {
    /// Flat-topped hills, with one great butte in the north.
    Mesas,
    /// Round hills, with a windmill in the north.
    Hills,
    /// White peaks, with the highest in the north.
    Peaks,
    /// Halls and chimneys, with the highest in the north.
    Works,
    /// Towers with lit windows, with the highest in the north.
    Towers,
}

/// The look of a mood.
#[derive(Clone, Debug)]
pub(super) struct Climate {
    /// Light and haze.
    pub(super) air: Air,
    /// Colours of surfaces.
    pub(super) dress: Dress,
    /// Colours of the sky.
    pub(super) sky: SkyColours,
    /// Colour of dust in the sun.
    pub(super) dust: Vec3,
    /// What stands on the horizon.
    pub(super) skyline: Skyline,
    /// Its colours, far to near.
    pub(super) ridges: [Vec3; 3],
    /// Light of windows and furnaces there.
    pub(super) lamps: Vec3,
}

/// Light as one writes it down.
struct Light {
    /// To the light, need not be of unit length.
    to_sun: (f32, f32, f32),
    /// To the disc; and its angular radius, radians.
    to_disc: (f32, f32, f32, f32),
    sun: (f32, f32, f32),
    sky: (f32, f32, f32),
    bounce: (f32, f32, f32),
    fog_warm: u32,
    fog_cool: u32,
    /// Density per metre at height 0, its fall per metre upward, most of it.
    fog: (f32, f32, f32),
}

impl Light {
    fn air(&self) -> Air {
        let light = |colour: (f32, f32, f32)| Vec3::from(colour).extend(0.0);
        let (x, y, z, radius) = self.to_disc;
        Air {
            to_sun: Vec3::from(self.to_sun).normalize().extend(0.0),
            to_disc: Vec3::new(x, y, z).normalize().extend(radius),
            sun: light(self.sun),
            sky: light(self.sky),
            bounce: light(self.bounce),
            fog_warm: linear(self.fog_warm).extend(0.0),
            fog_cool: linear(self.fog_cool).extend(0.0),
            fog: Vec3::from(self.fog).extend(0.0),
            flash_at: [Vec4::ZERO; FLASHES],
            flash_colour: [Vec4::ZERO; FLASHES],
        }
    }
}

/// Colours of the sky as one writes them down: zenith, middle, horizon; the disc as linear light; and how much there is of
/// clouds, stars and northern lights, 0 to 1.
fn sky([zenith, middle, horizon]: [u32; 3], disc: (f32, f32, f32), extras: (f32, f32, f32)) -> SkyColours {
    SkyColours {
        zenith: linear(zenith).extend(0.0),
        middle: linear(middle).extend(0.0),
        horizon: linear(horizon).extend(0.0),
        disc: Vec3::from(disc).extend(0.0),
        extras: Vec3::from(extras).extend(0.0),
    }
}

/// The look of a mood.
pub(super) fn climate(mood: Mood) -> Climate {
    match mood {
        Mood::Dusk => dusk(),
        Mood::Canyon => canyon(),
        Mood::Meadow => meadow(),
        Mood::Frost => frost(),
        Mood::Forge => forge(),
        Mood::Night => night(),
    }
}

/// The dusk of the art direction.
fn dusk() -> Climate {
    Climate {
        air: Air::dusk(),
        dress: Dress::desert(),
        sky: sky(palette::SKY, (1.25, 0.98, 0.66), (1.0, 0.0, 0.0)),
        dust: linear(0x00DC_9C7C),
        skyline: Skyline::Mesas,
        ridges: [0x00B0_5A78, 0x007E_3F68, 0x0052_2B57].map(linear),
        lamps: linear(0x00FF_C27A),
    }
}

fn canyon() -> Climate {
    let light = Light {
        to_sun: (0.55, 0.78, -0.32),
        to_disc: (0.6, 0.62, -0.4, 0.07),
        sun: (2.05, 1.78, 1.32),
        sky: (0.27, 0.34, 0.46),
        bounce: (0.32, 0.19, 0.13),
        fog_warm: 0x00FF_E3B8,
        fog_cool: 0x00A9_C4C9,
        fog: (0.0017, 0.016, 0.8),
    };
    Climate {
        air: light.air(),
        dress: Dress::desert()
            .surface(Surface::Earth, 0x00D0_9460, 0x00A4_6444)
            .surface(Surface::Rock, 0x00C9_6240, 0x008C_3B30)
            .surface(Surface::Concrete, 0x00D2_BC9C, 0x00A8_8C76),
        sky: sky(
            [0x002C_6FB0, 0x007F_BCD2, 0x00FF_E2B4],
            (1.3, 1.22, 1.0),
            (0.55, 0.0, 0.0),
        ),
        dust: linear(0x00E6_B488),
        skyline: Skyline::Mesas,
        ridges: [0x00C7_8A72, 0x00B2_5F49, 0x008A_3F38].map(linear),
        lamps: linear(0x00FF_E0A0),
    }
}

fn meadow() -> Climate {
    let light = Light {
        to_sun: (-0.62, 0.62, 0.42),
        to_disc: (-0.66, 0.42, 0.5, 0.075),
        sun: (2.1, 1.82, 1.28),
        sky: (0.26, 0.33, 0.47),
        bounce: (0.16, 0.2, 0.1),
        fog_warm: 0x00FF_EEC4,
        fog_cool: 0x00A8_CBE0,
        fog: (0.0011, 0.012, 0.78),
    };
    Climate {
        air: light.air(),
        dress: Dress::desert()
            .surface(Surface::Earth, 0x009C_7A4C, 0x0074_5638)
            .surface(Surface::Rock, 0x00A7_A096, 0x0079_7570)
            .surface(Surface::Concrete, 0x00DD_D2BC, 0x00B4_A892)
            .surface(Surface::Metal, 0x00A8_4438, 0x0078_3430)
            .surface(Surface::Grass, 0x0084_AC42, 0x0048_7A3C),
        sky: sky(
            [0x0028_68B8, 0x0076_B6E0, 0x00FF_F2CC],
            (1.3, 1.2, 0.95),
            (0.8, 0.0, 0.0),
        ),
        dust: linear(0x00BE_B07C),
        skyline: Skyline::Hills,
        ridges: [0x0086_A9B4, 0x0064_9080, 0x0046_7A54].map(linear),
        lamps: linear(0x00FF_F0C0),
    }
}

fn frost() -> Climate {
    let light = Light {
        to_sun: (0.66, 0.42, -0.5),
        to_disc: (0.7, 0.2, -0.6, 0.085),
        sun: (1.62, 1.3, 1.12),
        sky: (0.27, 0.36, 0.56),
        bounce: (0.24, 0.28, 0.38),
        fog_warm: 0x00FF_D9C8,
        fog_cool: 0x0088_ADD2,
        fog: (0.0022, 0.018, 0.84),
    };
    Climate {
        air: light.air(),
        dress: Dress::desert()
            .surface(Surface::Earth, 0x00DC_E4F0, 0x00AC_BCD6)
            .surface(Surface::Rock, 0x006E_7488, 0x0046_4C62)
            .surface(Surface::Concrete, 0x00A4_AEBC, 0x007C_8698)
            .surface(Surface::Metal, 0x0066_7890, 0x0048_586E)
            .surface(Surface::Snow, 0x00E2_EAF4, 0x00AE_C4E0)
            .surface(Surface::Ice, 0x006E_B4DC, 0x002C_6A9E)
            .markings(0x00FF_7A4A),
        sky: sky(
            [0x0017_2C5C, 0x0050_86B8, 0x00FF_CFC0],
            (1.25, 1.02, 0.86),
            (0.35, 0.35, 0.8),
        ),
        dust: linear(0x00EE_F3FA),
        skyline: Skyline::Peaks,
        ridges: [0x0092_AACC, 0x006E_8AB4, 0x004A_6694].map(linear),
        lamps: linear(0x00FF_DCC8),
    }
}

fn forge() -> Climate {
    let light = Light {
        to_sun: (-0.45, 0.8, 0.4),
        to_disc: (-0.7, 0.1, -0.7, 0.0),
        sun: (1.42, 1.02, 0.74),
        sky: (0.27, 0.2, 0.24),
        bounce: (0.44, 0.17, 0.07),
        fog_warm: 0x00E8_6A2C,
        fog_cool: 0x0054_2A34,
        fog: (0.0030, 0.02, 0.85),
    };
    Climate {
        air: light.air(),
        dress: Dress::desert()
            .surface(Surface::Concrete, 0x008C_7A72, 0x0062_5350)
            .surface(Surface::Metal, 0x0066_6270, 0x0042_3A44)
            .markings(0x00FF_B020),
        sky: sky(
            [0x0012_0A14, 0x004C_1A1E, 0x00F0_6A24],
            (0.0, 0.0, 0.0),
            (1.0, 0.0, 0.0),
        ),
        dust: linear(0x0094_786C),
        skyline: Skyline::Works,
        ridges: [0x0074_2A22, 0x004A_1C1E, 0x0028_1218].map(linear),
        lamps: linear(0x00FF_7A2A) * 1.4,
    }
}

fn night() -> Climate {
    let light = Light {
        to_sun: (0.5, 0.72, 0.48),
        to_disc: (0.5, 0.5, 0.7, 0.05),
        sun: (0.92, 1.0, 1.5),
        sky: (0.33, 0.32, 0.62),
        bounce: (0.36, 0.18, 0.36),
        fog_warm: 0x007A_6CC0,
        fog_cool: 0x0046_2C74,
        fog: (0.0024, 0.018, 0.84),
    };
    Climate {
        air: light.air(),
        dress: Dress::desert()
            .surface(Surface::Concrete, 0x0080_84A0, 0x005A_5C7C)
            .surface(Surface::Metal, 0x004E_5A78, 0x0036_3E5A)
            .markings(0x003C_E6FF)
            .neon(0x00C8_4CFF, 0.55),
        sky: sky(
            [0x0009_0B28, 0x0028_2A6A, 0x00B4_4C9C],
            (1.1, 1.15, 1.3),
            (0.5, 1.0, 0.0),
        ),
        dust: linear(0x008E_8CB0),
        skyline: Skyline::Towers,
        ridges: [0x0052_3A86, 0x0034_2A68, 0x001C_1A44].map(linear),
        lamps: linear(0x00FF_C878),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mood_can_be_told_from_every_other() {
        for (index, a) in Mood::ALL.into_iter().enumerate() {
            for b in &Mood::ALL[index + 1..] {
                let (one, other) = (climate(a), climate(*b));
                let apart = (one.sky.horizon - other.sky.horizon).length()
                    + (one.sky.zenith - other.sky.zenith).length()
                    + (one.air.fog_cool - other.air.fog_cool).length();
                assert!(apart > 0.25, "{a:?} and {b:?}: {apart}");
            }
        }
    }

    #[test]
    fn what_stands_in_the_light_is_never_brighter_than_energy() {
        for mood in Mood::ALL {
            let Climate { air, dress, .. } = climate(mood);
            for colour in dress.colours.iter().chain(&dress.seconds) {
                assert!(colour.truncate().max_element() <= 1.0, "{mood:?}");
            }
            assert!((air.to_sun.truncate().length() - 1.0).abs() < 1e-3);
            assert!(air.to_sun.y > 0.2, "{mood:?}: the ground is lit");
        }
    }
}
