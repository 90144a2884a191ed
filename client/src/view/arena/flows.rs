//! Places that act on whoever is in them: rivers that carry along, gates, and the sparks over what burns.

use std::f32::consts::TAU;

use bevy::asset::RenderAssetUsages;
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;
use hogs_shared::arena::Rules;
use hogs_shared::level::{Current, Gate, HazardKind, Region, Surface};
use hogs_shared::rng::Rng;

use super::faces;
use super::mesh::{Part, Piece};
use crate::feed::MatchFeed;
use crate::palette::{self, linear};
use crate::view::camera::CameraView;
use crate::view::convert::{match_vec3, vec3};
use crate::view::material::{Curtain, Flow};
use crate::view::sprite::{Sprites, light};

/// Distance between two points of a river's sheet along it, metres, so that it lies on whatever ground there is.
const DRAPE_M: f32 = 4.0;
/// Strips of a river side by side.
const STRIPS: usize = 4;
/// How far over the ground a river lies, metres.
const LIFT_M: f32 = 0.14;
/// Thickness of a gate's frame, metres.
const FRAME_M: f32 = 0.7;
/// Light of gates that one enters, and of those that one only leaves.
const GATE: u32 = 0x00B0_7CFF;
/// Sparks over a square metre of what burns.
const SPARKS_PER_M2: f32 = 0.05;
/// Most sparks over one place.
const MOST_SPARKS: usize = 40;
/// Farther away nobody sees sparks, metres.
const SPARKS_SEEN_M: f32 = 130.0;

/// Whatever is flat and lies or stands in the arena.
struct Sheet {
    positions: Vec<[f32; 3]>,
    coordinates: Vec<[f32; 2]>,
    indices: Vec<u32>,
}

impl Sheet {
    fn into_mesh(self) -> Mesh {
        let normals = vec![[0.0, 1.0, 0.0]; self.positions.len()];
        // Kept here, too, for a graphics device that takes the place of a lost one.
        Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default())
            .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, self.positions)
            .with_inserted_attribute(Mesh::ATTRIBUTE_NORMAL, normals)
            .with_inserted_attribute(Mesh::ATTRIBUTE_UV_0, self.coordinates)
            .with_inserted_indices(Indices::U32(self.indices))
    }
}

/// The frame of a region: its foot, to the right, up and along its heading.
fn frame(region: &Region) -> (Vec3, Vec3, Vec3) {
    let turn = Quat::from_rotation_y(region.yaw);
    (vec3(region.at), turn * Vec3::X, turn * Vec3::NEG_Z)
}

/// The sheet of a river, draped over the ground, and its look.
pub(super) fn river(rules: &Rules, current: &Current) -> (Mesh, Flow) {
    let region = current.region();
    let (foot, aside, ahead) = frame(&region);
    let (wide, long, high) = (region.size.x, region.size.z, region.size.y);
    let steps = (long / DRAPE_M).ceil().max(1.0) as usize;
    let mut sheet = Sheet {
        positions: Vec::new(),
        coordinates: Vec::new(),
        indices: Vec::new(),
    };
    for step in 0..=steps {
        let along = long * step as f32 / steps as f32;
        for strip in 0..=STRIPS {
            let across = strip as f32 / STRIPS as f32 * 2.0 - 1.0;
            let flat = foot + aside * (across * wide * 0.5 * 0.98) + ahead * (along - long * 0.5);
            let top = flat + Vec3::Y * high;
            let hit = rules
                .terrain
                .cast(match_vec3(top), match_vec3(Vec3::NEG_Y), high + 1.0);
            let ground = hit.map_or(flat.y, |hit| top.y - hit.distance_m);
            sheet
                .positions
                .push(flat.with_y(ground.min(foot.y + 1.0) + LIFT_M).to_array());
            sheet.coordinates.push([across, along]);
        }
    }
    let row = STRIPS as u32 + 1;
    for step in 0..steps as u32 {
        for strip in 0..STRIPS as u32 {
            let first = step * row + strip;
            let corners = [
                first,
                first + 1,
                first + row + 1,
                first,
                first + row + 1,
                first + row,
            ];
            sheet.indices.extend(corners);
        }
    }
    let look = Flow {
        colour: linear(palette::ENERGY).extend(current.speed_mps),
    };
    (sheet.into_mesh(), look)
}

/// The curtain of a gate, and its look.
pub(super) fn curtain(gate: &Gate) -> (Mesh, Curtain) {
    let (foot, aside, _) = frame(&gate.region());
    let (wide, high) = gate.size;
    let corners = [(-1.0, 0.0), (1.0, 0.0), (1.0, 1.0), (-1.0, 1.0)];
    let coordinates = corners.map(|(across, up)| [across * wide * 0.5, up * high]);
    let positions = coordinates.map(|[across, up]| (foot + aside * across + Vec3::Y * up).to_array());
    let sheet = Sheet {
        positions: positions.to_vec(),
        coordinates: coordinates.to_vec(),
        indices: vec![0, 1, 2, 0, 2, 3],
    };
    let enters = if gate.to.is_empty() { 0.0 } else { 1.0 };
    let look = Curtain {
        colour: linear(GATE).extend(enters),
        size: Vec4::new(wide * 0.5, high, 0.0, 0.0),
    };
    (sheet.into_mesh(), look)
}

/// The posts and the lintel of a gate: around its opening, so that nobody meets them.
pub(super) fn arch(gate: &Gate) -> Piece {
    use hogs_shared::level::{Form, Solid};
    let (foot, aside, _) = frame(&gate.region());
    let (wide, high) = gate.size;
    let off = (wide + FRAME_M) * 0.5;
    let beams = [
        (foot + aside * off + Vec3::Y * high * 0.5, FRAME_M, high),
        (foot - aside * off + Vec3::Y * high * 0.5, FRAME_M, high),
        (
            foot + Vec3::Y * (high + FRAME_M * 0.5),
            wide + FRAME_M * 2.0,
            FRAME_M,
        ),
    ];
    let mut part = Part::default();
    for (middle, width, height) in beams {
        let solid = Solid {
            form: Form::Box(width, height, FRAME_M * 1.4),
            at: middle.into(),
            yaw_deg: gate.yaw_deg,
            pitch_deg: 0.0,
            roll_deg: 0.0,
            surface: Surface::Metal,
        };
        for face in faces::of(&solid) {
            part.face(&face, 0);
        }
    }
    Piece {
        surface: Surface::Metal,
        drops: false,
        mesh: part.into_mesh(),
    }
}

/// Sparks that rise over whatever burns. Where each is follows from the time alone.
pub(in crate::view) fn sparks(
    feed: Res<MatchFeed>,
    view: Res<CameraView>,
    time: Res<Time>,
    mut sprites: ResMut<Sprites>,
) {
    for (index, hazard) in feed.rules.level.hazards.iter().enumerate() {
        let region = hazard.region();
        let (foot, aside, ahead) = frame(&region);
        if foot.distance(view.transform.translation) > SPARKS_SEEN_M + region.size.length() * 0.5 {
            continue;
        }
        let colour = match hazard.kind {
            HazardKind::Lava => linear(palette::FIRE),
        };
        let count = ((region.size.x * region.size.z * SPARKS_PER_M2) as usize).clamp(4, MOST_SPARKS);
        for spark in 0..count {
            let mut rng = Rng::for_purpose(spark as u64, index as u64);
            let (across, along) = (rng.range(-0.48, 0.48), rng.range(-0.48, 0.48));
            let (pace, start, sway) = (rng.range(0.16, 0.34), rng.unit(), rng.unit() * TAU);
            let life = (time.elapsed_secs() * pace + start).fract();
            let drift = (life * 7.0 + sway).sin() * 0.5 * life;
            let at = foot
                + aside * (across * region.size.x + drift)
                + ahead * (along * region.size.z)
                + Vec3::Y * (0.6 + 6.5 * life);
            let fade = (1.0 - life) * (life * 8.0).min(1.0);
            sprites.dot(at, 0.10 + 0.10 * (1.0 - life), light(colour, 1.8 * fade));
        }
    }
}
