//! What is solid and moves, and a warning on the ground under what comes down on it.

use bevy::prelude::*;
use hogs_shared::level::{Mover, Solid};

use super::faces;
use super::mesh::{Part, Piece};
use crate::feed::MatchFeed;
use crate::palette::{self, linear};
use crate::view::convert::vec3;
use crate::view::sprite::{Shape, Sprites, light};

/// Bits of all four edges of a face.
const ALL_EDGES: u8 = 15;
/// How far above its lowest place a crusher is when its warning begins to glow, metres.
const WARNED_M: f32 = 6.0;

/// A mover, by its index in the level.
#[derive(Component)]
pub(in crate::view) struct Moving(pub(super) usize);

/// The mesh of a mover about its middle; what crushes wears stripes.
pub(super) fn mesh(mover: &Mover) -> Piece {
    let solid = Solid {
        form: mover.form,
        at: (0.0, 0.0, 0.0),
        yaw_deg: 0.0,
        pitch_deg: 0.0,
        roll_deg: 0.0,
        surface: mover.surface,
    };
    let edges = if mover.crush_per_s > 0.0 { ALL_EDGES } else { 0 };
    let mut part = Part::default();
    for face in faces::of(&solid) {
        part.face(&face, edges);
    }
    Piece {
        surface: mover.surface,
        drops: edges != 0,
        mesh: part.into_mesh(),
    }
}

/// Where a mover is at the instant that is shown.
pub(super) fn pose(feed: &MatchFeed, mover: &Mover) -> Transform {
    let middle = feed.rules.level.mover_between(mover, feed.scene.at_tick);
    Transform::from_translation(vec3(middle)).with_rotation(Quat::from_rotation_y(mover.yaw_deg.to_radians()))
}

/// Puts every mover where it is, and glows where one is about to come down.
pub(in crate::view) fn show(
    feed: Res<MatchFeed>,
    mut moving: Query<(&Moving, &mut Transform)>,
    mut sprites: ResMut<Sprites>,
) {
    for (Moving(index), mut transform) in &mut moving {
        let Some(mover) = feed.rules.level.movers.get(*index) else {
            continue;
        };
        *transform = pose(&feed, mover);
        if mover.crush_per_s > 0.0 {
            warn(mover, &transform, &mut sprites);
        }
    }
}

fn warn(mover: &Mover, at: &Transform, sprites: &mut Sprites) {
    let offsets = || mover.path.iter().map(|stop| stop.1);
    let (low, high) = offsets().fold((f32::MAX, f32::MIN), |(low, high), y| (low.min(y), high.max(y)));
    if high - low < 1.0 || !mover.on.is_empty() {
        return;
    }
    let (width, height, length) = mover.form.size();
    let foot = mover.at.1 + low - height * 0.5;
    let above_m = at.translation.y - height * 0.5 - foot;
    let near = (1.0 - above_m / WARNED_M).clamp(0.0, 1.0);
    let (aside, ahead) = (at.rotation * Vec3::X, at.rotation * Vec3::NEG_Z);
    sprites.flat(
        at.translation.with_y(foot + 0.12),
        aside * width * 0.5,
        ahead * length * 0.5,
        light(linear(palette::DANGER), 0.35 + 0.9 * near),
        Shape::Plate,
    );
}
