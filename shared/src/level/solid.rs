//! What is solid in an arena and stays where it is: boxes, ramps and cylinders, and what they are made of.

use rapier3d::parry::shape::SharedShape;
use serde::{Deserialize, Serialize};

use super::vector;
use crate::math::{Pose, Quat, Vec3, cos, sin};

/// What a solid is made of; the view dresses it, dust and impact sounds follow it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// Meadow.
    Grass,
    /// Trodden snow: loose, so that craft slide a little.
    Snow,
    /// Bare ice: hardly any grip.
    Ice,
    /// Molten; it only looks hot, a hazard over it is what burns.
    Lava,
}

impl Surface {
    /// What is left of a craft's grip, of its engines' as of its keel's, as a share; 1 on ground that is like any other.
    #[must_use]
    pub const fn grip(self) -> f32 {
        match self {
            Self::Earth | Self::Rock | Self::Concrete | Self::Metal | Self::Grass | Self::Lava => 1.0,
            Self::Snow => 0.65,
            Self::Ice => 0.3,
        }
    }
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
        self.form.corners()
    }

    /// As the physics has it, around its middle; none if it encloses nothing.
    pub(super) fn shape(&self) -> Option<SharedShape> {
        self.form.shape()
    }
}

impl Form {
    /// Full width, height and length of what encloses it, metres.
    #[must_use]
    pub const fn size(&self) -> (f32, f32, f32) {
        match *self {
            Self::Box(width, height, length) | Self::Ramp(width, height, length) => (width, height, length),
            Self::Cylinder(radius, height) => (radius * 2.0, height, radius * 2.0),
        }
    }

    /// As the physics has it, around its middle; none if it encloses nothing.
    pub(super) fn shape(&self) -> Option<SharedShape> {
        match *self {
            Self::Box(width, height, length) => {
                Some(SharedShape::cuboid(width * 0.5, height * 0.5, length * 0.5))
            }
            Self::Ramp(..) => SharedShape::convex_hull(&self.corners()),
            Self::Cylinder(radius, height) => Some(SharedShape::cylinder(height * 0.5, radius)),
        }
    }

    /// Corners of it around its middle, for forms that have some: the wedge's six or the box's eight.
    #[must_use]
    pub fn corners(&self) -> Vec<Vec3> {
        let (width, height, length) = self.size();
        let wedge = matches!(self, Self::Ramp(..));
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
}
