//! The arena as seen: every solid of the level as faces that know their size, with baked shade, in a few meshes.

use bevy::prelude::*;
use hogs_shared::arena::Rules;

use super::material::{Air, Dress, GroundMaterial};
use super::MatchPart;

mod bake;
mod faces;
mod mesh;

/// Builds the arena of a match.
pub(super) fn spawn(
    commands: &mut Commands,
    rules: &Rules,
    air: Air,
    meshes: &mut Assets<Mesh>,
    materials: &mut Assets<GroundMaterial>,
) {
    let material = materials.add(GroundMaterial { air, dress: Dress::desert() });
    let to_sun = air.to_sun.truncate();
    for mesh in mesh::build(rules, to_sun) {
        commands.spawn((MatchPart, Mesh3d(meshes.add(mesh)), MeshMaterial3d(material.clone()), Transform::IDENTITY));
    }
}
