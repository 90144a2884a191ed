//! The place a lesson sends one to: a ring on the ground under a column of light that is seen from afar.

use bevy::prelude::*;

use super::convert::vec3;
use super::sprite::{Shape, Sprites, light};
use crate::lesson::Board;
use crate::palette::{self, linear};

/// Radius of the ring, metres.
const RING_M: f32 = 5.0;
/// Height of the column, metres.
const HEIGHT_M: f32 = 30.0;

/// Shows it, while there is somewhere to go.
pub(super) fn show(board: Option<Res<Board>>, time: Res<Time>, mut sprites: ResMut<Sprites>) {
    let Some(at) = board.and_then(|board| board.place).map(vec3) else {
        return;
    };
    let colour = linear(palette::ENERGY);
    let ground = at.with_y(at.y.min(0.0).max(at.y - 1.0) + 0.12);
    for ring in 0..2 {
        let phase = (time.elapsed_secs() * 0.5 + ring as f32 * 0.5).fract();
        let size = RING_M * (1.0 - 0.45 * phase);
        let glow = light(colour, 1.3 * (phase * std::f32::consts::PI).sin());
        sprites.flat(ground, Vec3::X * size, Vec3::Z * size, glow, Shape::Halo);
    }
    let glow = light(colour, 0.75);
    sprites.flat(ground, Vec3::X * RING_M, Vec3::Z * RING_M, glow, Shape::Halo);
    sprites.beam(
        ground,
        ground + Vec3::Y * HEIGHT_M,
        1.5,
        light(colour, 0.6),
        Shape::Flame,
        0.0,
    );
}
