//! Solids taken apart into flat faces, each with axes along its edges, so that a point of it has coordinates in metres.

use std::f32::consts::TAU;

use bevy::prelude::*;
use hogs_shared::level::{Form, Solid, Surface};

use crate::view::convert::{quat, vec3};

/// Added to coordinates along which a face has no edge (around a cylinder).
pub(super) const ENDLESS_M: f32 = 1000.0;

/// A rectangle, or a corner of one, in the world.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face {
    /// Corner from which coordinates count, metres.
    pub origin: Vec3,
    /// Edges from there: unit vectors.
    pub axes: [Vec3; 2],
    /// Lengths of the edges, metres.
    pub size: Vec2,
    /// Coordinates at the origin, metres.
    pub start: Vec2,
    /// Coordinates at which the far edges lie, metres.
    pub end: Vec2,
    /// What is filled.
    pub cut: Cut,
    /// What it is made of.
    pub surface: Surface,
}

/// What of a rectangle is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cut {
    /// All.
    Whole,
    /// The corners at (0, 0), (1, 0) and (1, 1).
    LowRight,
    /// The corners at (0, 0), (1, 0) and (0, 1).
    LowLeft,
    /// A slice of a disc: tip at the origin's side; coordinates count from the rim.
    Slice,
}

impl Face {
    /// Out of the solid, unit length.
    pub(super) fn normal(&self) -> Vec3 {
        self.axes[0].cross(self.axes[1]).normalize_or(Vec3::Y)
    }

    /// The point at shares of the edges.
    pub(super) fn point(&self, share: Vec2) -> Vec3 {
        let along = share * self.size;
        self.origin + self.axes[0] * along.x + self.axes[1] * along.y
    }
}

/// The faces of a solid.
pub(super) fn of(solid: &Solid) -> Vec<Face> {
    let pose = solid.pose();
    let (turn, at) = (quat(pose.rotation), vec3(pose.translation));
    let flat = |corner: Vec3, u: Vec3, v: Vec3, cut: Cut| {
        let size = Vec2::new(u.length(), v.length());
        let axes = [turn * (u / size.x), turn * (v / size.y)];
        let origin = at + turn * corner;
        Face {
            origin,
            axes,
            size,
            start: Vec2::ZERO,
            end: size,
            cut,
            surface: solid.surface,
        }
    };
    match solid.form {
        Form::Box(w, h, l) => {
            let half = Vec3::new(w, h, l) * 0.5;
            let c = |x: f32, y: f32, z: f32| half * Vec3::new(x, y, z);
            let (x, y, z) = (Vec3::X * w, Vec3::Y * h, Vec3::Z * l);
            vec![
                flat(c(-1.0, 1.0, 1.0), x, -z, Cut::Whole),
                flat(c(-1.0, -1.0, -1.0), x, z, Cut::Whole),
                flat(c(1.0, -1.0, 1.0), -z, y, Cut::Whole),
                flat(c(-1.0, -1.0, -1.0), z, y, Cut::Whole),
                flat(c(-1.0, -1.0, 1.0), x, y, Cut::Whole),
                flat(c(1.0, -1.0, -1.0), -x, y, Cut::Whole),
            ]
        }
        Form::Ramp(w, h, l) => {
            let half = Vec3::new(w, h, l) * 0.5;
            let c = |x: f32, y: f32, z: f32| half * Vec3::new(x, y, z);
            let (x, y, z) = (Vec3::X * w, Vec3::Y * h, Vec3::Z * l);
            vec![
                flat(c(-1.0, -1.0, 1.0), x, y - z, Cut::Whole),
                flat(c(-1.0, -1.0, -1.0), x, z, Cut::Whole),
                flat(c(1.0, -1.0, -1.0), -x, y, Cut::Whole),
                flat(c(1.0, -1.0, 1.0), -z, y, Cut::LowRight),
                flat(c(-1.0, -1.0, -1.0), z, y, Cut::LowLeft),
            ]
        }
        Form::Cylinder(radius, height) => cylinder(radius, height, turn, at, solid.surface),
    }
}

fn cylinder(radius: f32, height: f32, turn: Quat, at: Vec3, surface: Surface) -> Vec<Face> {
    let sides = ((TAU * radius / 2.6) as usize).clamp(12, 40);
    let mut faces = Vec::with_capacity(sides * 3);
    let rim = |k: usize| {
        let angle = TAU * k as f32 / sides as f32;
        Vec3::new(angle.sin() * radius, 0.0, angle.cos() * radius)
    };
    for k in 0..sides {
        let (a, b) = (rim(k), rim(k + 1));
        let width = a.distance(b);
        let axes = [turn * ((b - a) / width), turn * Vec3::Y];
        let start = Vec2::new(ENDLESS_M + width * k as f32, 0.0);
        faces.push(Face {
            origin: at + turn * (a - Vec3::Y * height * 0.5),
            axes,
            size: Vec2::new(width, height),
            start,
            end: Vec2::new(ENDLESS_M * 3.0, height),
            cut: Cut::Whole,
            surface,
        });
        for (up, first, second) in [(0.5, a, b), (-0.5, b, a)] {
            let middle = (first + second) * 0.5;
            let reach = middle.length();
            let outward = middle / reach;
            faces.push(Face {
                origin: at + turn * (Vec3::Y * height * up),
                axes: [turn * outward, turn * ((second - first) / width)],
                size: Vec2::new(reach, width),
                start: Vec2::new(ENDLESS_M, ENDLESS_M),
                end: Vec2::new(ENDLESS_M + reach, ENDLESS_M * 3.0),
                cut: Cut::Slice,
                surface,
            });
        }
    }
    faces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faces_look_outward() {
        for form in [
            Form::Box(4.0, 2.0, 6.0),
            Form::Ramp(4.0, 2.0, 6.0),
            Form::Cylinder(3.0, 5.0),
        ] {
            let solid = Solid {
                form,
                at: (10.0, 20.0, 30.0),
                yaw_deg: 30.0,
                pitch_deg: 10.0,
                roll_deg: 5.0,
                surface: Surface::Metal,
            };
            let middle = vec3(solid.pose().translation);
            for face in of(&solid) {
                let share = if face.cut == Cut::Slice {
                    Vec2::new(0.6, 0.0)
                } else {
                    Vec2::splat(0.45)
                };
                let out = face.point(share) - middle;
                assert!(out.dot(face.normal()) > 0.0, "{form:?}: {face:?}");
            }
        }
    }
}
