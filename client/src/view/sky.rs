//! The dome of the sky with its mesas, carried along with the eye.

use std::f32::consts::TAU;

use bevy::asset::RenderAssetUsages;
use bevy::camera::visibility::NoFrustumCulling;
use bevy::light::{NotShadowCaster, NotShadowReceiver};
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;
use hogs_shared::rng::Rng;

use super::camera::CameraView;
use super::material::{Air, Depth, SkyColours, SkyMaterial};
use crate::palette::linear;

/// Radius of the dome, metres.
const RADIUS_M: f32 = 2400.0;

/// The sky.
#[derive(Component)]
pub(super) struct Sky;

struct Dome {
    positions: Vec<[f32; 3]>,
    /// Colour; a is 1 for mesas.
    colours: Vec<[f32; 4]>,
    indices: Vec<u32>,
}

impl Dome {
    fn quad(&mut self, corners: [(Vec3, Vec3, f32); 4]) {
        let first = self.positions.len() as u32;
        for (at, colour, mesa) in corners {
            self.positions.push(at.to_array());
            self.colours.push(colour.extend(mesa).to_array());
        }
        self.indices
            .extend([0, 1, 2, 0, 2, 3].map(|offset| first + offset));
    }

    fn shell(&mut self) {
        let (rings, sides) = (8, 24);
        let at = |ring: usize, side: usize| {
            let height = (-0.5 + 1.5 * ring as f32 / rings as f32) * TAU * 0.25;
            let around = TAU * side as f32 / sides as f32;
            Vec3::new(
                height.cos() * around.sin(),
                height.sin(),
                height.cos() * around.cos(),
            ) * RADIUS_M
        };
        for ring in 0..rings {
            for side in 0..sides {
                let corners = [(0, 0), (0, 1), (1, 1), (1, 0)];
                self.quad(corners.map(|(up, on)| (at(ring + up, side + on), Vec3::ZERO, 0.0)));
            }
        }
    }

    /// One row of flat-topped hills: `heights` in radians over the horizon.
    fn mesas(&mut self, seed: u64, distance_m: f32, heights: [f32; 2], colour: Vec3) {
        let mut rng = Rng::new(seed);
        let at = |around: f32, height: f32| Vec3::new(around.sin(), height.tan(), around.cos()) * distance_m;
        let mut around = 0.0;
        let mut low = heights[0] * 0.45;
        while around < TAU {
            // Foot slope up, flat top, slope down, then a gap of low ground.
            let (top, slope) = (rng.range(heights[0], heights[1]), rng.range(0.012, 0.05));
            let (wide, gap) = (rng.range(0.07, 0.24), rng.range(0.03, 0.16));
            let next_low = heights[0] * rng.range(0.25, 0.6);
            let step = top * rng.range(0.55, 0.8);
            let profile = [
                (0.0, low),
                (slope * 1.6, step * 0.55),
                (slope * 1.9, step),
                (slope * 2.4, step * 1.02),
                (slope * 2.6, top),
                (slope * 2.6 + wide, top * rng.range(0.96, 1.02)),
                (slope * 2.9 + wide, step * 0.8),
                (slope * 4.6 + wide, next_low),
                (slope * 4.6 + wide + gap, next_low),
            ];
            for pair in profile.windows(2) {
                let ((a, a_height), (b, b_height)) = (pair[0], pair[1]);
                self.quad([
                    (at(around + a, -0.2), colour, 1.0),
                    (at(around + b, -0.2), colour, 1.0),
                    (at(around + b, b_height), colour, 1.0),
                    (at(around + a, a_height), colour, 1.0),
                ]);
            }
            around += slope * 4.6 + wide + gap;
            low = next_low;
        }
    }

    fn into_mesh(self) -> Mesh {
        let mut mesh = Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::RENDER_WORLD);
        mesh.insert_attribute(Mesh::ATTRIBUTE_POSITION, self.positions);
        mesh.insert_attribute(Mesh::ATTRIBUTE_COLOR, self.colours);
        mesh.insert_indices(Indices::U32(self.indices));
        mesh
    }
}

fn spawn(
    mut commands: Commands,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<SkyMaterial>>,
) {
    let mut dome = Dome {
        positions: Vec::new(),
        colours: Vec::new(),
        indices: Vec::new(),
    };
    dome.shell();
    dome.mesas(11, RADIUS_M * 0.92, [0.17, 0.30], linear(0x00B0_5A78));
    dome.mesas(23, RADIUS_M * 0.84, [0.12, 0.235], linear(0x007E_3F68));
    dome.mesas(5, RADIUS_M * 0.76, [0.07, 0.17], linear(0x0052_2B57));
    commands.spawn((
        Sky,
        Mesh3d(meshes.add(dome.into_mesh())),
        MeshMaterial3d(materials.add(SkyMaterial::new(
            Air::dusk(),
            Depth::default(),
            SkyColours::dusk(),
        ))),
        NoFrustumCulling,
        NotShadowCaster,
        NotShadowReceiver,
    ));
}

/// Carries the dome along.
pub(super) fn follow(view: Res<CameraView>, mut sky: Query<&mut Transform, With<Sky>>) {
    for mut transform in &mut sky {
        transform.translation = view
            .transform
            .translation
            .with_y(view.transform.translation.y * 0.6);
    }
}

/// Puts the sky up.
pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, spawn);
}
