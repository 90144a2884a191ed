//! An arena as RON describes it (`assets/arenas/<name>.ron`): solids, pads, spawns, pickups. Physics and view build
//! from this one value, so what one sees is what one hits. Everything in it is bounded and checked: arenas come from
//! strangers.

use rapier3d::parry::query::Ray;
use rapier3d::parry::shape::{CompositeShapeRef, Compound, SharedShape};
use serde::{Deserialize, Serialize};

use crate::ids::MAX_HOGS;
use crate::math::{Pose, Quat, Vec3, cos, sin};
use crate::tuning::{Check, DataError, PickupKind, parse_ron};

/// Farthest anything may lie from the middle of an arena, metres: half of what positions on the wire reach.
pub const MAX_EXTENT_M: f32 = 500.0;
/// Most solids in one arena.
pub const MAX_SOLIDS: usize = 2000;
/// Most pickups in one arena: one 64-bit word tells which are there.
pub const MAX_PICKUPS: usize = 64;
/// Most pads in one arena.
pub const MAX_PADS: usize = 64;

/// What a solid is made of; the view dresses it, dust and impact sounds follow it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Surface {
    /// Open ground.
    #[default]
    Earth,
    /// Natural stone: mesas, boulders.
    Rock,
    /// Built: walls, ramps, platforms.
    Concrete,
    /// Machinery: containers, towers, pipes.
    Metal,
}

/// The form of a solid, before it is turned and put in place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Form {
    /// A box of this full width (x), height (y) and length (z), metres.
    Box(f32, f32, f32),
    /// A wedge of this full width, height and length: its slope rises from nothing at +z to full height at -z, so a
    /// hog that drives along its own nose at yaw 0 goes up.
    Ramp(f32, f32, f32),
    /// An upright cylinder of this radius and height, metres.
    Cylinder(f32, f32),
}

/// One fixed, solid part of an arena.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Solid {
    /// Its form and size.
    pub form: Form,
    /// Where the middle of its form's bounding box is, metres.
    pub at: (f32, f32, f32),
    /// Turned left about the vertical, degrees.
    #[serde(default)]
    pub yaw_deg: f32,
    /// Then its far end (-z) tilted up, degrees.
    #[serde(default)]
    pub pitch_deg: f32,
    /// Then rolled about its length, degrees.
    #[serde(default)]
    pub roll_deg: f32,
    /// What it is made of.
    #[serde(default)]
    pub surface: Surface,
}

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

/// An arena.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// What people read.
    pub title: String,
    /// One line on its idea.
    #[serde(default)]
    pub about: String,
    /// Half the width (x) and half the length (z) that one may be in, metres.
    pub half_size: (f32, f32),
    /// Height above which one is out of bounds, metres.
    pub ceiling: f32,
    /// Height below which a hog is lost, metres.
    pub floor: f32,
    /// All that is solid.
    pub solids: Vec<Solid>,
    /// Pads.
    #[serde(default)]
    pub pads: Vec<Pad>,
    /// Spawns.
    pub spawns: Vec<Spawn>,
    /// Pickups.
    #[serde(default)]
    pub pickups: Vec<PickupSpot>,
}

/// A triple from RON as a vector.
#[must_use]
pub fn vector(at: (f32, f32, f32)) -> Vec3 {
    Vec3::new(at.0, at.1, at.2)
}

impl Solid {
    /// Where and how it stands.
    #[must_use]
    pub fn pose(&self) -> Pose {
        let half = |degrees: f32| degrees.to_radians() * 0.5;
        let yaw = Quat::from_xyzw(0.0, sin(half(self.yaw_deg)), 0.0, cos(half(self.yaw_deg)));
        let pitch = Quat::from_xyzw(sin(half(self.pitch_deg)), 0.0, 0.0, cos(half(self.pitch_deg)));
        let roll = Quat::from_xyzw(0.0, 0.0, sin(half(self.roll_deg)), cos(half(self.roll_deg)));
        Pose::from_parts(vector(self.at), yaw * pitch * roll)
    }

    /// Corners of its form around its middle, for forms that have some: the wedge's six or the box's eight.
    #[must_use]
    pub fn corners(&self) -> Vec<Vec3> {
        let (width, height, length, wedge) = match self.form {
            Form::Box(width, height, length) => (width, height, length, false),
            Form::Ramp(width, height, length) => (width, height, length, true),
            Form::Cylinder(radius, height) => (radius * 2.0, height, radius * 2.0, false),
        };
        let mut corners = Vec::with_capacity(8);
        for x in [-0.5, 0.5] {
            for y in [-0.5, 0.5] {
                for z in [-0.5, 0.5] {
                    let cut_away = wedge && y > 0.0 && z > 0.0;
                    if !cut_away {
                        corners.push(Vec3::new(x * width, y * height, z * length));
                    }
                }
            }
        }
        corners
    }

    fn validate(&self, check: &Check<'_>, number: usize) -> Result<(), DataError> {
        within_reach(check, "solid", number, self.at)?;
        let sizes = match self.form {
            Form::Box(a, b, c) | Form::Ramp(a, b, c) => [a, b, c],
            Form::Cylinder(radius, height) => [radius, height, height],
        };
        for size in sizes {
            check.range(&format!("size of solid {number}"), size, 0.05, 2.0 * MAX_EXTENT_M)?;
        }
        for angle in [self.yaw_deg, self.pitch_deg, self.roll_deg] {
            check.range(&format!("angle of solid {number}"), angle, -360.0, 360.0)?;
        }
        Ok(())
    }

    fn shape(&self) -> Option<SharedShape> {
        match self.form {
            Form::Box(width, height, length) => {
                Some(SharedShape::cuboid(width * 0.5, height * 0.5, length * 0.5))
            }
            Form::Ramp(..) => SharedShape::convex_hull(&self.corners()),
            Form::Cylinder(radius, height) => Some(SharedShape::cylinder(height * 0.5, radius)),
        }
    }
}

impl Pad {
    fn validate(&self, check: &Check<'_>, number: usize) -> Result<(), DataError> {
        within_reach(check, "pad", number, self.at)?;
        check.range(&format!("width of pad {number}"), self.size.0, 0.5, 50.0)?;
        check.range(&format!("length of pad {number}"), self.size.1, 0.5, 50.0)?;
        check.range(&format!("yaw_deg of pad {number}"), self.yaw_deg, -360.0, 360.0)?;
        let (up, along) = match self.kind {
            PadKind::Boost(along) => (0.0, along),
            PadKind::Jump(up, along) => (up, along),
        };
        check.range(&format!("speed of pad {number}"), up, 0.0, 40.0)?;
        check.range(&format!("speed of pad {number}"), along, 0.0, 100.0)
    }
}

/// Nothing may lie beyond what positions on the wire reach.
fn within_reach(check: &Check<'_>, what: &str, number: usize, at: (f32, f32, f32)) -> Result<(), DataError> {
    let inside = [at.0, at.1, at.2].iter().all(|part| part.abs() <= MAX_EXTENT_M);
    check.ensure(
        inside,
        format!("{what} {number} lies more than {MAX_EXTENT_M} m from the middle"),
    )
}

impl Level {
    /// Reads and checks one arena; `file` names it in errors.
    ///
    /// # Errors
    /// [`DataError`] that names the file and what is wrong with it.
    pub fn parse(file: &str, text: &str) -> Result<Self, DataError> {
        let level: Self = parse_ron(file, text)?;
        level.validate(file)?;
        Ok(level)
    }

    fn validate(&self, file: &str) -> Result<(), DataError> {
        let check = Check::of(file);
        check.ensure(
            !self.title.is_empty() && self.title.len() <= 40,
            "title must have 1 to 40 letters",
        )?;
        check.ensure(self.about.len() <= 200, "about must have at most 200 letters")?;
        check.range("half_size (x)", self.half_size.0, 10.0, MAX_EXTENT_M)?;
        check.range("half_size (z)", self.half_size.1, 10.0, MAX_EXTENT_M)?;
        check.range("ceiling", self.ceiling, 10.0, MAX_EXTENT_M)?;
        check.range("floor", self.floor, -MAX_EXTENT_M, self.ceiling)?;
        check.ensure(
            !self.solids.is_empty(),
            "an arena needs at least one solid to stand on",
        )?;
        check.ensure(
            self.solids.len() <= MAX_SOLIDS,
            format!("has more than {MAX_SOLIDS} solids"),
        )?;
        check.ensure(
            self.pads.len() <= MAX_PADS,
            format!("has more than {MAX_PADS} pads"),
        )?;
        check.ensure(
            self.pickups.len() <= MAX_PICKUPS,
            format!("has more than {MAX_PICKUPS} pickups"),
        )?;
        check.ensure(
            (1..=MAX_HOGS).contains(&self.spawns.len()),
            format!("an arena needs 1 to {MAX_HOGS} spawns"),
        )?;
        for (index, solid) in self.solids.iter().enumerate() {
            solid.validate(&check, index + 1)?;
        }
        for (index, pad) in self.pads.iter().enumerate() {
            pad.validate(&check, index + 1)?;
        }
        for (index, pickup) in self.pickups.iter().enumerate() {
            within_reach(&check, "pickup", index + 1, pickup.at)?;
        }
        self.validate_spawns(&check)
    }

    /// Every spawn must have ground under it and room above it.
    fn validate_spawns(&self, check: &Check<'_>) -> Result<(), DataError> {
        let Some(terrain) = Terrain::build(self) else {
            return check.fail("a ramp is too flat or too thin to be solid");
        };
        for (index, spawn) in self.spawns.iter().enumerate() {
            let number = index + 1;
            check.range(
                &format!("yaw_deg of spawn {number}"),
                spawn.yaw_deg,
                -360.0,
                360.0,
            )?;
            let at = vector(spawn.at);
            let inside = at.x.abs() <= self.half_size.0
                && at.z.abs() <= self.half_size.1
                && at.y >= self.floor
                && at.y <= self.ceiling;
            check.ensure(inside, format!("spawn {number} lies outside the arena"))?;
            let probe = at + Vec3::new(0.0, 1.5, 0.0);
            let ground = terrain.cast(probe, Vec3::new(0.0, -1.0, 0.0), 4.0);
            let in_solid = ground.is_some_and(|hit| hit.distance_m <= 0.0);
            check.ensure(!in_solid, format!("spawn {number} is inside a solid"))?;
            check.ensure(
                ground.is_some(),
                format!("spawn {number} has no ground within 2.5 m below it"),
            )?;
        }
        Ok(())
    }
}

/// Where a ray met solid ground.
#[derive(Clone, Copy, Debug)]
pub struct TerrainHit {
    /// Along the ray, metres.
    pub distance_m: f32,
    /// Unit length, out of the solid.
    pub normal: Vec3,
    /// Index of the solid in [`Level::solids`].
    pub solid: usize,
}

/// The solids of a level in a form to cast rays at; the physics uses the same shape.
#[derive(Clone)]
pub struct Terrain {
    compound: SharedShape,
}

impl Terrain {
    /// Builds it; none if a form is degenerate.
    #[must_use]
    pub fn build(level: &Level) -> Option<Self> {
        let parts: Option<Vec<_>> = level
            .solids
            .iter()
            .map(|solid| Some((solid.pose(), solid.shape()?)))
            .collect();
        let parts = parts.filter(|parts| !parts.is_empty())?;
        Some(Self {
            compound: SharedShape::new(Compound::new(parts)),
        })
    }

    /// The shape, for the physics.
    #[must_use]
    pub fn shape(&self) -> SharedShape {
        self.compound.clone()
    }

    /// First solid met from `origin` along `direction` (unit length) within `reach_m`.
    #[must_use]
    pub fn cast(&self, origin: Vec3, direction: Vec3, reach_m: f32) -> Option<TerrainHit> {
        let ray = Ray::new(origin, direction);
        let compound = self.compound.as_compound()?;
        let (part, hit) = CompositeShapeRef(compound).cast_local_ray_and_get_normal(&ray, reach_m, true)?;
        Some(TerrainHit {
            distance_m: hit.time_of_impact,
            normal: hit.normal,
            solid: part as usize,
        })
    }

    /// How far one gets from `from` on the straight way to `to`: there, or to `off_m` off the face of the first solid.
    #[must_use]
    pub fn reach(&self, from: Vec3, to: Vec3, off_m: f32) -> Vec3 {
        let span = to - from;
        let distance_m = span.length();
        if distance_m < 1e-3 {
            return to;
        }
        let along = span / distance_m;
        match self.cast(from, along, distance_m) {
            Some(hit) => from + along * hit.distance_m + hit.normal * off_m,
            None => to,
        }
    }

    /// Whether nothing solid stands between two points.
    #[must_use]
    pub fn sees(&self, from: Vec3, to: Vec3) -> bool {
        let span = to - from;
        let distance = span.length();
        distance < 1e-3 || self.cast(from, span / distance, distance).is_none()
    }
}

impl core::fmt::Debug for Terrain {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str("Terrain")
    }
}
