//! Chunks of wreckage as one mesh, built anew every frame that there are any.

use bevy::asset::RenderAssetUsages;
use bevy::camera::visibility::NoFrustumCulling;
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;

use super::MatchPart;
use super::camera::CameraView;
use super::craft::KeptClear;
use super::effects::{Chunk, Effects};
use super::material::{Air, Chunks, DebrisMaterial, Depth};
use super::redraw::Redraw;

/// The mesh of all chunks.
#[derive(Component)]
pub(super) struct Debris;

/// Corners of a chunk's facets: a box with two corners torn off, so that none looks like a crate.
const CORNERS: [Vec3; 8] = [
    Vec3::new(-1.0, -1.0, -1.0),
    Vec3::new(1.0, -1.0, -0.7),
    Vec3::new(0.8, -1.0, 1.0),
    Vec3::new(-1.0, -0.8, 0.7),
    Vec3::new(-0.5, 1.0, -0.9),
    Vec3::new(1.0, 0.6, -1.0),
    Vec3::new(0.5, 0.9, 0.4),
    Vec3::new(-0.8, 0.7, 1.0),
];
/// Facets, seen from outside counter-clockwise.
const FACETS: [[usize; 4]; 6] = [
    [0, 1, 2, 3],
    [4, 7, 6, 5],
    [0, 4, 5, 1],
    [1, 5, 6, 2],
    [2, 6, 7, 3],
    [3, 7, 4, 0],
];

/// Over how far behind what is kept clear a chunk is whole again, metres; as in `sprite.wgsl`.
const FADE_M: f32 = 2.0;

/// Puts the mesh up.
pub(super) fn spawn(
    commands: &mut Commands,
    air: Air,
    depth: Depth,
    meshes: &mut Assets<Mesh>,
    materials: &mut Assets<DebrisMaterial>,
) {
    commands.spawn((
        MatchPart,
        Debris,
        Mesh3d(meshes.add(build(&[], |_| 1.0))),
        MeshMaterial3d(materials.add(DebrisMaterial::new(air, depth, Chunks::default()))),
        NoFrustumCulling,
        Visibility::Hidden,
    ));
}

/// How much is left of a chunk at a place, 0 to 1: none of one that is before what is kept clear (a place, and how far around
/// it, metres) as seen from the eye.
fn left(at: Vec3, eye: Vec3, (clear, reach_m): (Vec3, f32)) -> f32 {
    let (ahead, away_m) = (clear - eye).normalize_and_length();
    let along_m = (at - eye).dot(ahead);
    if along_m <= 0.0 || away_m <= 0.0 {
        return 1.0;
    }
    // As far beside it as it looks.
    let beside_m = (at - eye - ahead * along_m).length() / (along_m / away_m).max(0.05);
    let aside = ((beside_m / reach_m - 0.8) / 0.5).clamp(0.0, 1.0);
    aside.max(((along_m - away_m) / FADE_M).clamp(0.0, 1.0))
}

fn build(chunks: &[Chunk], share: impl Fn(&Chunk) -> f32) -> Mesh {
    let (mut positions, mut normals, mut colours, mut indices) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for chunk in chunks {
        // Shrinks away at the end instead of blinking out.
        let half = chunk.half * (chunk.left_s / 0.6).clamp(0.0, 1.0) * share(chunk);
        if half.max_element() <= 0.0 {
            continue;
        }
        for facet in FACETS {
            let corners = facet.map(|corner| chunk.at + chunk.rotation * (CORNERS[corner] * half));
            let normal = (corners[1] - corners[0])
                .cross(corners[2] - corners[0])
                .normalize_or(Vec3::Y);
            let first = positions.len() as u32;
            positions.extend(corners.map(|corner| corner.to_array()));
            normals.extend([normal.to_array(); 4]);
            colours.extend([chunk.colour.extend(chunk.heat).to_array(); 4]);
            indices.extend([0, 1, 2, 0, 2, 3].map(|offset| first + offset));
        }
    }
    if positions.is_empty() {
        positions = vec![[0.0; 3]; 3];
        normals = vec![[0.0, 1.0, 0.0]; 3];
        colours = vec![[0.0; 4]; 3];
        indices = vec![0, 1, 2];
    }
    let mut mesh = Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default());
    mesh.insert_attribute(Mesh::ATTRIBUTE_POSITION, positions);
    mesh.insert_attribute(Mesh::ATTRIBUTE_NORMAL, normals);
    mesh.insert_attribute(Mesh::ATTRIBUTE_COLOR, colours);
    mesh.insert_indices(Indices::U32(indices));
    mesh
}

/// Shows the chunks of the frame.
pub(super) fn show(
    (effects, view, clear): (Res<Effects>, Res<CameraView>, Res<KeptClear>),
    mut debris: Query<(&Mesh3d, &mut Visibility), With<Debris>>,
    mut redraw: Redraw,
) {
    let Ok((shown, mut visibility)) = debris.single_mut() else {
        return;
    };
    let chunks = effects.chunks();
    visibility.set_if_neq(if chunks.is_empty() {
        Visibility::Hidden
    } else {
        Visibility::Inherited
    });
    if !chunks.is_empty() {
        let eye = view.transform.translation;
        let share = |chunk: &Chunk| clear.0.map_or(1.0, |clear| left(chunk.at, eye, clear));
        redraw.show(shown, build(chunks, share));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_do_not_fly_before_what_is_kept_clear() {
        let (eye, clear) = (Vec3::ZERO, (Vec3::NEG_Z * 10.0, 2.5));
        assert_eq!(left(Vec3::NEG_Z * 5.0, eye, clear), 0.0);
        assert_eq!(left(Vec3::new(0.5, 0.0, -5.0), eye, clear), 0.0);
        assert_eq!(left(Vec3::new(4.0, 0.0, -5.0), eye, clear), 1.0, "beside it");
        assert_eq!(left(Vec3::NEG_Z * 12.0, eye, clear), 1.0, "behind it");
        assert_eq!(left(Vec3::NEG_Z * 11.0, eye, clear), 0.5, "on the way there");
        assert_eq!(left(Vec3::Z, eye, clear), 1.0, "behind the eye");
    }
}
