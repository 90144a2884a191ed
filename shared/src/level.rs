//! An arena as RON describes it (`assets/arenas/<name>.ron`): what is solid, what moves, what happens where, where one
//! comes into play. Physics and view build from this one value, so what one sees is what one hits. Everything in it is
//! bounded and checked: arenas come from strangers. How to make one: docs/modding.md

use serde::{Deserialize, Serialize};

use crate::math::Vec3;
use crate::tuning::{DataError, parse_ron};

mod check;
mod heights;
mod homes;
mod mirror;
mod mood;
mod mover;
mod package;
mod places;
mod solid;
mod terrain;
mod ways;

pub use heights::{Flat, Grid, Heights, MAX_HEIGHTS_BYTES, MAX_SIDE, Relief};
pub use homes::{Home, Homes};
pub use mood::Mood;
pub use mover::{Mover, Placed};
pub use package::Package;
pub use places::{
    Base, Current, Gate, Hazard, HazardKind, Hint, HintKind, Pad, PadKind, PickupSpot, Region, Spawn,
};
pub use solid::{Form, Solid, Surface};
pub use terrain::{Surroundings, Terrain, TerrainHit};

/// Farthest anything may lie from the middle of an arena, metres: half of what positions on the wire reach.
pub const MAX_EXTENT_M: f32 = 500.0;
/// Most solids in one arena.
pub const MAX_SOLIDS: usize = 2000;
/// Most pickups in one arena: one 64-bit word tells which are there.
pub const MAX_PICKUPS: usize = 64;
/// Most pads in one arena.
pub const MAX_PADS: usize = 64;
/// Most movers in one arena.
pub const MAX_MOVERS: usize = 32;
/// Most currents, hazards and hints in one arena, of each.
pub const MAX_REGIONS: usize = 64;
/// Most gates in one arena.
pub const MAX_GATES: usize = 32;

/// An arena.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// What people read.
    pub title: String,
    /// One line on its idea.
    #[serde(default)]
    pub about: String,
    /// What light it stands in.
    #[serde(default)]
    pub mood: Mood,
    /// Only its west is written, and its east is the image of that.
    #[serde(default)]
    pub mirrored: bool,
    /// Half the width (x) and half the length (z) that one may be in, metres.
    pub half_size: (f32, f32),
    /// Height above which one is out of bounds, metres.
    pub ceiling: f32,
    /// Height below which a hog is lost, metres.
    pub floor: f32,
    /// All that is solid and stays in its place.
    #[serde(default)]
    pub solids: Vec<Solid>,
    /// Ground that rises and falls.
    #[serde(default)]
    pub heights: Option<Heights>,
    /// All that is solid and moves.
    #[serde(default)]
    pub movers: Vec<Mover>,
    /// Pads.
    #[serde(default)]
    pub pads: Vec<Pad>,
    /// Places that carry hogs along.
    #[serde(default)]
    pub currents: Vec<Current>,
    /// Doorways to each other.
    #[serde(default)]
    pub gates: Vec<Gate>,
    /// Places that hurt.
    #[serde(default)]
    pub hazards: Vec<Hazard>,
    /// Spawns.
    pub spawns: Vec<Spawn>,
    /// Where sides are at home, one each; what is not said follows from the rest.
    #[serde(default)]
    pub bases: Vec<Base>,
    /// Where the pig is at home, a point on the ground, metres; if it is not said, it follows from the rest.
    #[serde(default)]
    pub pig: Option<(f32, f32, f32)>,
    /// Pickups.
    #[serde(default)]
    pub pickups: Vec<PickupSpot>,
    /// What bots are told.
    #[serde(default)]
    pub hints: Vec<Hint>,
}

/// A triple from RON as a vector.
#[must_use]
pub fn vector(at: (f32, f32, f32)) -> Vec3 {
    Vec3::new(at.0, at.1, at.2)
}

/// Reads a file that lies beside an arena's, by its plain name, at most [`MAX_HEIGHTS_BYTES`] of it.
pub type ReadBeside<'a> = &'a dyn Fn(&str) -> Result<String, DataError>;

impl Level {
    /// Reads and checks one arena that needs no other file; `file` names it in errors.
    ///
    /// # Errors
    /// [`DataError`] that names the file and what is wrong with it.
    pub fn parse(file: &str, text: &str) -> Result<Self, DataError> {
        let alone = Package {
            text: text.to_owned(),
            heights: None,
        };
        alone.level(file)
    }

    /// Reads and checks one arena, and the file with its heights if it names one.
    ///
    /// # Errors
    /// [`DataError`] that names the file and what is wrong with it.
    pub fn parse_with(file: &str, text: &str, beside: ReadBeside<'_>) -> Result<Self, DataError> {
        let mut level: Self = parse_ron(file, text)?;
        if let Some(heights) = &mut level.heights
            && let Relief::File(name) = &heights.relief
        {
            heights.relief = Relief::Rows(heights::read_rows(name, &beside(name)?)?);
        }
        level.mirror(file)?;
        level.validate(file)?;
        Ok(level)
    }

    /// Name of the file that an arena's text wants its heights from, if it is an arena's text and wants one.
    #[must_use]
    pub fn heights_file(text: &str) -> Option<String> {
        match parse_ron::<Self>("", text).ok()?.heights?.relief {
            Relief::File(name) => Some(name),
            Relief::Rows(_) | Relief::Hills { .. } => None,
        }
    }
}
