//! The arena as seen: every solid of the level as faces that know their size, with baked shade, in a few meshes.

use bevy::platform::collections::HashMap;
use bevy::prelude::*;
use hogs_shared::arena::Rules;

use super::MatchPart;
use super::material::{Air, Depth, Dress, GroundKey, GroundMaterial};

mod bake;
mod faces;
mod mesh;

/// Builds the arena of a match.
pub(super) fn spawn(
    commands: &mut Commands,
    rules: &Rules,
    air: Air,
    depth: Depth,
    meshes: &mut Assets<Mesh>,
    materials: &mut Assets<GroundMaterial>,
) {
    let mut made: HashMap<GroundKey, Handle<GroundMaterial>> = HashMap::default();
    for piece in mesh::build(rules, air.to_sun.truncate()) {
        let key = GroundKey {
            depth,
            surface: piece.surface,
            drops: piece.drops,
        };
        let material = made
            .entry(key)
            .or_insert_with(|| {
                materials.add(GroundMaterial {
                    air,
                    dress: Dress::desert(),
                    key,
                })
            })
            .clone();
        commands.spawn((
            MatchPart,
            Mesh3d(meshes.add(piece.mesh)),
            MeshMaterial3d(material),
            Transform::IDENTITY,
        ));
    }
}
