//! How much room the eye has, so that it enters nothing solid.

use bevy::prelude::*;
use hogs_shared::level::Terrain;

use crate::view::convert::match_vec3;

/// Room the eye keeps to anything solid, metres.
const ROOM_M: f32 = 0.45;

/// How far one can go along a direction and keep room, metres.
pub(super) fn free(terrain: &Terrain, from: Vec3, direction: Vec3, reach: f32) -> f32 {
    let hit = terrain.cast(match_vec3(from), match_vec3(direction), reach + ROOM_M);
    hit.map_or(reach, |hit| (hit.distance_m - ROOM_M).clamp(0.0, reach))
}

/// As far as one gets from a free place toward another and keeps room.
pub(super) fn toward_free(terrain: &Terrain, from: Vec3, to: Vec3) -> Vec3 {
    let (direction, length) = (to - from).normalize_and_length();
    if length < 1e-3 {
        return from;
    }
    from + direction * free(terrain, from, direction, length)
}

/// The eye raised where the ground is close below it, as far as there is room above: what lies over it is a ceiling, and
/// beyond that one sees nothing but its top.
pub(super) fn above_ground(terrain: &Terrain, eye: Vec3) -> Vec3 {
    let hit = terrain.cast(match_vec3(eye), match_vec3(Vec3::NEG_Y), ROOM_M);
    let lack = hit.map_or(0.0, |hit| ROOM_M - hit.distance_m);
    eye + Vec3::Y * free(terrain, eye, Vec3::Y, lack)
}
