//! What a player, or a bot, can ask of a hog in one tick. Integers from the source on, so that what a client
//! predicts with is exactly what the server steps with.

use serde::{Deserialize, Serialize};

use crate::math::{TAU, wrap_angle};
use crate::weapon::Weapon;

/// Full deflection of an axis.
pub const AXIS_MAX: i8 = 127;

/// One tick's controls of one hog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Controls {
    /// Forward (+) and reverse (-), ±127.
    pub throttle: i8,
    /// Turn left (+) and right (-), ±127: the sign of a positive yaw.
    pub steer: i8,
    /// Slide right (+) and left (-), ±127.
    pub strafe: i8,
    /// Heading the turret should look along, in the world, as [`Angle`].
    pub aim_yaw: Angle,
    /// Elevation the turret should have, in the world, as [`Angle`].
    pub aim_pitch: Angle,
    /// The weapon in hand.
    pub weapon: Weapon,
    /// What is held down.
    pub buttons: Buttons,
}

/// An angle as a fraction of a turn: 65536 to the full circle, so that it wraps by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Angle(pub i16);

impl Angle {
    /// The nearest to an angle in radians; 0 for what is not a number.
    #[must_use]
    pub fn from_radians(radians: f32) -> Self {
        let turns = wrap_angle(radians) / TAU;
        Self(libm::roundf(turns * 65536.0) as i32 as i16)
    }

    /// Radians in [-π, π).
    #[must_use]
    pub fn radians(self) -> f32 {
        f32::from(self.0) / 65536.0 * TAU
    }
}

/// Buttons held down, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Buttons(pub u8);

impl Buttons {
    /// Fire the weapon in hand.
    pub const FIRE: Self = Self(1);
    /// Burn energy for thrust.
    pub const BOOST: Self = Self(2);
    /// Open the air-brake: slower, and free to drift.
    pub const BRAKE: Self = Self(4);
    /// Leap.
    pub const JUMP: Self = Self(8);
    /// Use what the chassis can do.
    pub const ABILITY: Self = Self(16);
    /// How many bits mean something.
    pub const BITS: u32 = 5;
    /// Those bits.
    pub const MASK: u8 = (1 << Self::BITS) - 1;
    /// What is pressed once, not held: never guessed to go on.
    const ONCE: u8 = Self::FIRE.0 | Self::JUMP.0 | Self::ABILITY.0;

    /// Whether all of `other` are held.
    #[must_use]
    pub const fn holds(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// These and `other`, if `held`.
    #[must_use]
    pub const fn with(self, other: Self, held: bool) -> Self {
        if held { Self(self.0 | other.0) } else { self }
    }

    /// These without `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl Controls {
    /// A fraction in [-1, 1] as an axis; 0 for what is not a number.
    #[must_use]
    pub fn axis(fraction: f32) -> i8 {
        libm::roundf(fraction.clamp(-1.0, 1.0) * f32::from(AXIS_MAX)) as i8
    }

    /// An axis as a fraction in [-1, 1].
    #[must_use]
    pub fn fraction(axis: i8) -> f32 {
        (f32::from(axis) / f32::from(AXIS_MAX)).clamp(-1.0, 1.0)
    }

    /// What is left of these controls when nothing new arrives: hands off the trigger and the one-shot buttons, axes
    /// scaled by `keep` (0 to 1). Used where inputs are late on the server and for others' hogs in prediction.
    #[must_use]
    pub fn decayed(self, keep: f32) -> Self {
        let fade = |axis: i8| (f32::from(axis) * keep) as i8;
        Self {
            throttle: fade(self.throttle),
            steer: fade(self.steer),
            strafe: fade(self.strafe),
            buttons: self.buttons.without(Buttons(Buttons::ONCE)),
            ..self
        }
    }
}
