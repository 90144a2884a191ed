//! Shade that never changes, found once with rays: how much of the sky a point sees, and how much of the sun.

use bevy::prelude::*;
use hogs_shared::level::Terrain;

use crate::view::convert::match_vec3;

/// How far something may be and still shade, metres.
const REACH_M: f32 = 11.0;
/// How far the sun looks for what is in its way, metres.
const SUN_REACH_M: f32 = 260.0;
/// Off the surface, so that a ray does not meet where it starts, metres.
const LIFT_M: f32 = 0.08;

/// Directions around +Y, spread by the cosine.
const AROUND: [Vec3; 9] = [
    Vec3::new(0.0, 1.0, 0.0),
    Vec3::new(0.55, 0.83, 0.0),
    Vec3::new(-0.27, 0.83, 0.48),
    Vec3::new(-0.27, 0.83, -0.48),
    Vec3::new(0.47, 0.42, 0.78),
    Vec3::new(0.47, 0.42, -0.78),
    Vec3::new(-0.91, 0.42, 0.0),
    Vec3::new(0.95, 0.3, 0.05),
    Vec3::new(-0.4, 0.25, 0.88),
];

/// Shade at a point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shade {
    /// Share of the sky, 0 to 1.
    pub openness: f32,
    /// Share of the sun, 0 to 1.
    pub sun: f32,
}

/// Whether a point just off a surface lies inside something solid.
pub(super) fn buried(terrain: &Terrain, at: Vec3, normal: Vec3) -> bool {
    let probe = at + normal * LIFT_M;
    terrain
        .cast(match_vec3(probe), match_vec3(normal), 0.01)
        .is_some_and(|hit| hit.distance_m <= 1e-4)
}

/// Looks around from a point of a surface.
pub(super) fn shade(terrain: &Terrain, at: Vec3, normal: Vec3, to_sun: Vec3) -> Shade {
    let turn = Quat::from_rotation_arc(Vec3::Y, normal);
    let from = at + normal * LIFT_M;
    let mut open = 0.0;
    for direction in AROUND {
        let hit = terrain.cast(
            match_vec3(from),
            match_vec3((turn * direction).normalize()),
            REACH_M,
        );
        open += hit.map_or(1.0, |hit| (hit.distance_m / REACH_M).sqrt());
    }
    let openness = open / AROUND.len() as f32;
    let sun = if normal.dot(to_sun) <= 0.0 {
        0.0
    } else {
        sunlight(terrain, from, to_sun)
    };
    Shade {
        openness: 0.25 + 0.75 * openness,
        sun,
    }
}

/// A wide sun, so that the edge of a shade is soft.
fn sunlight(terrain: &Terrain, from: Vec3, to_sun: Vec3) -> f32 {
    let right = to_sun.cross(Vec3::Y).normalize_or(Vec3::X);
    let up = right.cross(to_sun);
    let rays = [
        Vec2::new(0.0, 0.02),
        Vec2::new(0.018, -0.01),
        Vec2::new(-0.018, -0.01),
    ];
    let free = rays.iter().filter(|offset| {
        let direction = (to_sun + right * offset.x + up * offset.y).normalize();
        terrain
            .cast(match_vec3(from), match_vec3(direction), SUN_REACH_M)
            .is_none()
    });
    free.count() as f32 / rays.len() as f32
}
