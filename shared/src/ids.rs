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

    /// That of somebody in a row in which each follows on the last: the first one again after the last.
    #[must_use]
    pub const fn in_turn(index: usize) -> Self {
        Self::ALL[index % Self::ALL.len()]
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

/// The coat of paint that a player wants on their hog. What it looks like is the client's affair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Coat {
    /// As the chassis comes from its works.
    #[default]
    Works,
    /// Pale.
    Bone,
    /// Brown.
    Rust,
    /// Dark green.
    Moss,
    /// Dark violet.
    Plum,
    /// Grey with a little blue.
    Slate,
    /// Nearly black.
    Tar,
}

impl Coat {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Works,
        Self::Bone,
        Self::Rust,
        Self::Moss,
        Self::Plum,
        Self::Slate,
        Self::Tar,
    ];

    /// Position in [`Coat::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The coat at a position, if there is one.
    #[must_use]
    pub fn from_index(index: usize) -> Option<Self> {
        Self::ALL.get(index).copied()
    }

    /// What files call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Bone => "bone",
            Self::Rust => "rust",
            Self::Moss => "moss",
            Self::Plum => "plum",
            Self::Slate => "slate",
            Self::Tar => "tar",
        }
    }
}

/// A side in the modes that have sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Team {
    /// Marked by bars.
    Amber,
    /// Marked by chevrons.
    Azure,
}

impl Team {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Amber, Self::Azure];

    /// Position in [`Team::ALL`] and in every table by team.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The other side.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Amber => Self::Azure,
            Self::Azure => Self::Amber,
        }
    }

    /// A team or none as a small number: 0 for none.
    #[must_use]
    pub const fn code(team: Option<Self>) -> u8 {
        match team {
            None => 0,
            Some(team) => 1 + team as u8,
        }
    }

    /// What [`Team::code`] made a number; none if it was not that.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Option<Self>> {
        match code {
            0 => Some(None),
            code => Self::ALL.get(usize::from(code) - 1).copied().map(Some),
        }
    }
}

/// Makes the enum of the weapons from one line for each, so that a new one is one more line.
macro_rules! weapons {
    ($($(#[$what:meta])* $variant:ident = $name:literal,)*) => {
        /// Every weapon, in the order of the number keys.
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum Weapon {
            $($(#[$what])* $variant,)*
        }

        impl Weapon {
            /// All of them, in order.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// Name of its files.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

weapons! {
    /// Fast, straight, small damage at a high rate; loses to distance and patience.
    #[default]
    Autocannon = "autocannon",
    /// Slow to arrive, splashes and pushes; loses to those who keep moving.
    Rocket = "rocket",
    /// Lies in wait behind you; loses to those who look.
    Mine = "mine",
    /// Flies after whom it was kept on; loses to cover and to those who leap aside late.
    Missile = "missile",
    /// Held, let go of, there at once, through everybody; loses to those who see it glow.
    Lance = "lance",
    /// Lobbed over walls with a large blast; loses to those who come near.
    Mortar = "mortar",
    /// Strikes who is near, and leaps on; loses to distance.
    Arc = "arc",
    /// Draws somebody near, throws them, fetches pickups; loses to walls and weight.
    Tractor = "tractor",
}

/// Most weapons that there is room for on the wire.
pub const MAX_WEAPONS: usize = 16;

impl Weapon {
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

    /// The weapon of that name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|weapon| weapon.name() == name)
    }
}

const _: () = assert!(
    Weapon::COUNT <= MAX_WEAPONS,
    "more weapons than the wire can tell apart"
);
