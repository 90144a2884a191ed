//! Names for things that both sides of the wire speak of: small integers, never engine handles.

use serde::{Deserialize, Serialize};

use crate::tick::Tick;

/// Most hogs one match can hold: every id fits a byte.
pub const MAX_HOGS: usize = 256;

/// A seat in a match, and the hog on it. Stable from join to leave; free seats are used again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct HogId(pub u8);

impl HogId {
    /// The seat as an index into a table of [`MAX_HOGS`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A shot, a mine included. A hog fires at most once a tick, so these two name it for everyone, before anyone
/// was told of it: the shooter's prediction and the server's ruling agree on the name without a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ShotId {
    /// When it was fired.
    pub fired: Tick,
    /// Who fired it.
    pub shooter: HogId,
}

/// The craft one can drive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Chassis {
    /// Light: quick, slippery, thin.
    Shoat,
    /// Medium: does everything, excels at nothing.
    #[default]
    Boar,
    /// Heavy: slow to turn, hard to stop, hard to kill.
    Razorback,
}

impl Chassis {
    /// All of them, lightest first.
    pub const ALL: [Self; 3] = [Self::Shoat, Self::Boar, Self::Razorback];

    /// Position in [`Chassis::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The chassis at a position, if there is one.
    #[must_use]
    pub fn from_index(index: usize) -> Option<Self> {
        Self::ALL.get(index).copied()
    }

    /// Name of its files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shoat => "shoat",
            Self::Boar => "boar",
            Self::Razorback => "razorback",
        }
    }
}

/// Every weapon, in the order of the number keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Weapon {
    /// Fast, straight, small damage at a high rate; loses to distance and patience.
    #[default]
    Autocannon,
    /// Slow to arrive, splashes and pushes; loses to those who keep moving.
    Rocket,
    /// Lies in wait behind you; loses to those who look.
    Mine,
}

impl Weapon {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Autocannon, Self::Rocket, Self::Mine];
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    /// Position in [`Weapon::ALL`] and in every table by weapon.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The weapon at a position, if there is one.
    #[must_use]
    pub fn from_index(index: usize) -> Option<Self> {
        Self::ALL.get(index).copied()
    }

    /// Name of its files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Autocannon => "autocannon",
            Self::Rocket => "rocket",
            Self::Mine => "mine",
        }
    }
}
