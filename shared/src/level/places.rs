//! Places of an arena that are not solid: where hogs come into play, where things lie, and what happens to whoever is
//! there. None of them has a state: what a place does follows from where a hog is and how it moves, so that a client
//! foresees it as the server rules it.

use serde::{Deserialize, Serialize};

use super::vector;
use crate::math::{Vec3, yaw_pitch};
use crate::tuning::PickupKind;

/// What a pad does to a hog that drives over it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum PadKind {
    /// Brings it up to this speed along the pad's heading, m/s.
    Boost(f32),
    /// Throws it up at this speed, and along the heading at the second, m/s.
    Jump(f32, f32),
}

/// A plate on the ground that throws hogs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pad {
    /// What it does.
    pub kind: PadKind,
    /// Centre of the plate, on the ground, metres.
    pub at: (f32, f32, f32),
    /// Heading, degrees left of -z.
    #[serde(default)]
    pub yaw_deg: f32,
    /// Full width and length, metres.
    pub size: (f32, f32),
}

/// Where hogs come into play.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spawn {
    /// A point on the ground, metres.
    pub at: (f32, f32, f32),
    /// Heading, degrees left of -z.
    #[serde(default)]
    pub yaw_deg: f32,
    /// Whose it is, in modes with sides: 1 for amber, 2 for azure, 0 for whoever's base is nearer.
    #[serde(default)]
    pub side: u8,
}

/// Where a side is at home, in modes with sides: its flag stands there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Base {
    /// Whose it is: 1 for amber, 2 for azure.
    pub side: u8,
    /// A point on the ground, metres.
    pub at: (f32, f32, f32),
    /// Heading, degrees left of -z.
    #[serde(default)]
    pub yaw_deg: f32,
}

/// Where a pickup lies.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PickupSpot {
    /// What it is.
    pub kind: PickupKind,
    /// A point on the ground, metres.
    pub at: (f32, f32, f32),
}

/// Part of the room that stands on the ground: a box that is turned about the vertical only.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Region {
    /// Middle of its foot, metres.
    pub at: Vec3,
    /// Heading, radians left of -z.
    pub yaw: f32,
    /// Full width, height and length, metres.
    pub size: Vec3,
}

impl Region {
    fn of(at: (f32, f32, f32), yaw_deg: f32, size: (f32, f32, f32)) -> Self {
        Self {
            at: vector(at),
            yaw: yaw_deg.to_radians(),
            size: vector(size),
        }
    }

    /// A point as seen from its foot, looking along its heading: x right, y up, z back.
    #[must_use]
    pub fn local(&self, point: Vec3) -> Vec3 {
        yaw_pitch(self.yaw, 0.0).inverse() * (point - self.at)
    }

    /// Whether a point is in it, or at most `margin_m` beside it.
    #[must_use]
    pub fn holds(&self, point: Vec3, margin_m: f32) -> bool {
        let local = self.local(point);
        local.x.abs() <= self.size.x * 0.5 + margin_m
            && local.z.abs() <= self.size.z * 0.5 + margin_m
            && (0.0..=self.size.y).contains(&local.y)
    }

    /// Unit vector along its heading.
    #[must_use]
    pub fn heading(&self) -> Vec3 {
        yaw_pitch(self.yaw, 0.0) * Vec3::new(0.0, 0.0, -1.0)
    }
}

/// Part of the arena that carries along whoever is in it: a river of boost, a conveyor, a wind.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Current {
    /// Middle of its foot, on the ground, metres.
    pub at: (f32, f32, f32),
    /// Where it flows to, degrees left of -z.
    #[serde(default)]
    pub yaw_deg: f32,
    /// Full width, height and length, metres.
    pub size: (f32, f32, f32),
    /// Speed it brings hogs up to along its heading, m/s.
    pub speed_mps: f32,
    /// How hard it pushes, m/s².
    pub push_mps2: f32,
}

impl Current {
    /// Where it is.
    #[must_use]
    pub fn region(&self) -> Region {
        Region::of(self.at, self.yaw_deg, self.size)
    }
}

/// A doorway to another gate. One enters against its heading and comes out of the other along that one's heading, so
/// whoever comes out does not go in again, and no gate needs to remember anything.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// What other gates call it.
    pub name: String,
    /// Middle of its threshold, on the ground, metres.
    pub at: (f32, f32, f32),
    /// Where one looks who comes out, degrees left of -z.
    #[serde(default)]
    pub yaw_deg: f32,
    /// Full width and height, metres.
    pub size: (f32, f32),
    /// Name of the gate that one comes out of; none for one that is only a way out.
    #[serde(default)]
    pub to: String,
}

impl Gate {
    /// How deep a gate is, metres: more than the fastest hog drives in a tick.
    pub const DEPTH_M: f32 = 2.4;

    /// Where it is.
    #[must_use]
    pub fn region(&self) -> Region {
        let (width, height) = self.size;
        Region::of(self.at, self.yaw_deg, (width, height, Self::DEPTH_M))
    }
}

/// What a hazard is, for eyes and ears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HazardKind {
    /// Molten stone or metal.
    Lava,
}

/// Part of the arena that hurts whoever is in it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hazard {
    /// What it is.
    pub kind: HazardKind,
    /// Middle of its foot, on the ground, metres.
    pub at: (f32, f32, f32),
    /// Heading, degrees left of -z.
    #[serde(default)]
    pub yaw_deg: f32,
    /// Full width, height and length, metres.
    pub size: (f32, f32, f32),
    /// How much it hurts, points a second.
    pub harm_per_s: f32,
}

impl Hazard {
    /// Where it is.
    #[must_use]
    pub fn region(&self) -> Region {
        Region::of(self.at, self.yaw_deg, self.size)
    }
}

/// What bots are told of a place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum HintKind {
    /// Worth a visit.
    Visit,
    /// A way over it costs this many times its length; 1 to 50.
    Costs(f32),
    /// Nothing leads over it.
    Shun,
}

/// What an author knows of the arena that its survey cannot.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hint {
    /// What to make of it.
    pub kind: HintKind,
    /// Middle of its foot, on the ground, metres.
    pub at: (f32, f32, f32),
    /// Heading, degrees left of -z.
    #[serde(default)]
    pub yaw_deg: f32,
    /// Full width, height and length, metres.
    #[serde(default = "Hint::usual_size")]
    pub size: (f32, f32, f32),
}

impl Hint {
    const fn usual_size() -> (f32, f32, f32) {
        (6.0, 4.0, 6.0)
    }

    /// Where it is.
    #[must_use]
    pub fn region(&self) -> Region {
        Region::of(self.at, self.yaw_deg, self.size)
    }
}
