//! The arena as seen: every solid of the level as faces that know their size, its hills, what moves in it, and what acts on
//! hogs there. All that stays in its place has its shade baked in.

use bevy::ecs::system::SystemParam;
use bevy::platform::collections::HashMap;
use bevy::prelude::*;
use hogs_shared::arena::Rules;

use super::MatchPart;
use super::material::{Air, Depth, Dress, FlowMaterial, GateMaterial, Ground, GroundMaterial, Key};
use super::mood::Climate;
use mesh::Piece;

mod bake;
mod faces;
mod flows;
mod hills;
mod mesh;
mod movers;

pub(super) use flows::sparks;
pub(super) use movers::show as move_movers;

/// What the arena is made with.
#[derive(SystemParam)]
pub(super) struct Workshop<'w> {
    pub(super) meshes: ResMut<'w, Assets<Mesh>>,
    ground: ResMut<'w, Assets<GroundMaterial>>,
    flows: ResMut<'w, Assets<FlowMaterial>>,
    gates: ResMut<'w, Assets<GateMaterial>>,
}

/// The materials of one arena's ground, each made once.
struct Grounds {
    air: Air,
    dress: Dress,
    depth: Depth,
    made: HashMap<Key, Handle<GroundMaterial>>,
}

impl Grounds {
    fn of(&mut self, piece: &Piece, moves: bool, workshop: &mut Workshop) -> Handle<GroundMaterial> {
        let ground = Ground {
            surface: piece.surface,
            drops: piece.drops,
            moves,
        };
        let key = Key {
            depth: self.depth,
            ground: Some(ground),
        };
        let make = || {
            workshop
                .ground
                .add(GroundMaterial::new(self.air, key, self.dress))
        };
        self.made.entry(key).or_insert_with(make).clone()
    }
}

/// Builds the arena of a match.
pub(super) fn spawn(
    commands: &mut Commands,
    rules: &Rules,
    climate: &Climate,
    depth: Depth,
    workshop: &mut Workshop,
) {
    let (air, dress) = (climate.air, climate.dress);
    let mut grounds = Grounds {
        air,
        dress,
        depth,
        made: HashMap::default(),
    };
    let to_sun = air.to_sun.truncate();
    let arches = rules.level.gates.iter().map(flows::arch);
    let still = mesh::build(rules, to_sun)
        .into_iter()
        .chain(hills::build(rules, to_sun))
        .chain(arches);
    for piece in still {
        let material = grounds.of(&piece, false, workshop);
        let mesh = workshop.meshes.add(piece.mesh);
        commands.spawn((MatchPart, Mesh3d(mesh), MeshMaterial3d(material)));
    }
    for (index, mover) in rules.level.movers.iter().enumerate() {
        let piece = movers::mesh(mover);
        let material = grounds.of(&piece, true, workshop);
        let mesh = workshop.meshes.add(piece.mesh);
        commands.spawn((
            MatchPart,
            movers::Moving(index),
            Mesh3d(mesh),
            MeshMaterial3d(material),
        ));
    }
    for current in &rules.level.currents {
        let (mesh, look) = flows::river(rules, current);
        let material = workshop.flows.add(FlowMaterial::new(air, depth, look));
        let mesh = workshop.meshes.add(mesh);
        commands.spawn((MatchPart, Mesh3d(mesh), MeshMaterial3d(material)));
    }
    for gate in &rules.level.gates {
        let (mesh, look) = flows::curtain(gate);
        let material = workshop.gates.add(GateMaterial::new(air, depth, look));
        let mesh = workshop.meshes.add(mesh);
        commands.spawn((MatchPart, Mesh3d(mesh), MeshMaterial3d(material)));
    }
}
