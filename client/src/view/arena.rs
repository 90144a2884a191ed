//! The arena as seen: every solid of the level as faces that know their size, with baked shade, in a few meshes.

use bevy::platform::collections::HashMap;
use bevy::prelude::*;
use hogs_shared::arena::Rules;

use super::MatchPart;
use super::material::{Air, Depth, Dress, Ground, GroundMaterial, Key};

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
    let mut made: HashMap<Key, Handle<GroundMaterial>> = HashMap::default();
    for piece in mesh::build(rules, air.to_sun.truncate()) {
        let ground = Ground {
            surface: piece.surface,
            drops: piece.drops,
        };
        let key = Key {
            depth,
            ground: Some(ground),
        };
        let material = made
            .entry(key)
            .or_insert_with(|| materials.add(GroundMaterial::new(air, key, Dress::desert())))
            .clone();
        commands.spawn((
            MatchPart,
            Mesh3d(meshes.add(piece.mesh)),
            MeshMaterial3d(material),
            Transform::IDENTITY,
        ));
    }
}
