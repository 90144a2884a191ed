//! Quads of light and smoke. Whoever wants something to glow this frame pushes a [`Sprite`]; at the end of the frame
//! all of them become one mesh, sorted from far to near, drawn at once. Nothing is spawned, so nothing can leak.

use bevy::asset::RenderAssetUsages;
use bevy::camera::visibility::NoFrustumCulling;
use bevy::light::{NotShadowCaster, NotShadowReceiver};
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;

use super::camera::CameraView;
use super::craft::KeptClear;
use super::material::{Air, Depth, Glowing, SpriteMaterial};
use super::redraw::Redraw;

/// Most sprites in a frame; more are dropped.
const MAX_SPRITES: usize = 6000;
/// What is added to the number of a shape that parts before one's own hog; as in `sprite.wgsl`.
const PARTS: f32 = 32.0;

/// What a sprite looks like; numbers as in `sprite.wgsl`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// A soft light.
    #[default]
    Dot = 0,
    /// A flash of a few points.
    Star = 1,
    /// A shock, thinning with its phase.
    Ring = 2,
    /// Smoke and dust, eaten away with its phase.
    Puff = 3,
    /// A tracer or spark, bright at its head.
    Streak = 4,
    /// The shield where it was struck.
    Hexes = 5,
    /// A flame from root to tip.
    Flame = 6,
    /// Two strokes that point along up.
    Chevron = 7,
    /// Soft and round, for shadows.
    Shadow = 8,
    /// A filled frame.
    Plate = 9,
    /// A circle of light.
    Halo = 10,
    /// A beam, alike from root to tip, brightest along its middle.
    Ray = 11,
    /// Two strokes across up.
    Bars = 12,
}

/// How a sprite stands in the world.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// Toward the eye: half size in metres, turn in radians.
    Facing(f32, f32),
    /// From its place to this point, turned about that line toward the eye; half width in metres.
    Beam(Vec3, f32),
    /// Fixed: its half extents right and up.
    Flat(Vec3, Vec3),
}

/// One quad for one frame.
#[derive(Clone, Copy, Debug)]
pub struct Sprite {
    /// Centre, or for a beam its root, metres.
    pub at: Vec3,
    /// How it stands.
    pub form: Form,
    /// Light (rgb, already times cover) and cover (a).
    pub colour: Vec4,
    /// What it looks like.
    pub shape: Shape,
    /// 0 to 1: makes it unlike its neighbours.
    pub seed: f32,
    /// 0 to 1: where in its life it is.
    pub phase: f32,
    /// Whether it parts before one's own hog: smoke and fire do, and not what glows on hulls.
    pub parts: bool,
}

/// Pure light of a colour.
#[must_use]
pub fn light(colour: Vec3, strength: f32) -> Vec4 {
    (colour * strength).extend(0.0)
}

/// A veil of a colour that covers what is behind it.
#[must_use]
pub fn veil(colour: Vec3, cover: f32) -> Vec4 {
    (colour * cover).extend(cover)
}

/// The sprites of this frame.
#[derive(Resource, Default)]
pub struct Sprites {
    list: Vec<Sprite>,
}

impl Sprites {
    /// Shows a sprite for this frame.
    pub fn push(&mut self, sprite: Sprite) {
        if self.list.len() < MAX_SPRITES {
            self.list.push(sprite);
        }
    }

    /// A soft light.
    pub fn dot(&mut self, at: Vec3, half_size_m: f32, colour: Vec4) {
        let form = Form::Facing(half_size_m, 0.0);
        self.push(Sprite {
            parts: false,
            at,
            form,
            colour,
            shape: Shape::Dot,
            seed: 0.0,
            phase: 0.0,
        });
    }

    /// A shape along a line.
    pub fn beam(&mut self, root: Vec3, tip: Vec3, half_width_m: f32, colour: Vec4, shape: Shape, phase: f32) {
        let form = Form::Beam(tip, half_width_m);
        self.push(Sprite {
            parts: false,
            at: root,
            form,
            colour,
            shape,
            seed: 0.37,
            phase,
        });
    }

    /// A shape that lies or stands fixed.
    pub fn flat(&mut self, at: Vec3, right: Vec3, up: Vec3, colour: Vec4, shape: Shape) {
        let form = Form::Flat(right, up);
        self.push(Sprite {
            parts: false,
            at,
            form,
            colour,
            shape,
            seed: 0.0,
            phase: 0.0,
        });
    }

    /// Whether anything is to be shown.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing is to be shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// The one mesh that shows all sprites.
#[derive(Component)]
pub(super) struct SpriteSheet;

fn spawn(
    mut commands: Commands,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<SpriteMaterial>>,
) {
    let mesh = Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default());
    let mut quads = Quads::with_capacity(1);
    quads.push([Vec3::ZERO; 4], Vec4::ZERO, 0.0, 0.0);
    commands.spawn((
        SpriteSheet,
        Mesh3d(meshes.add(quads.into_mesh(mesh))),
        MeshMaterial3d(materials.add(SpriteMaterial::new(
            Air::dusk(),
            Depth::default(),
            Glowing::default(),
        ))),
        NoFrustumCulling,
        NotShadowCaster,
        NotShadowReceiver,
    ));
}

/// Where in a sprite its corners are, in the order in which they are drawn.
const CORNERS: [[f32; 2]; 4] = [[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]];

/// Vertex data of many quads.
struct Quads {
    positions: Vec<[f32; 3]>,
    corners: Vec<[f32; 2]>,
    kinds: Vec<[f32; 2]>,
    colours: Vec<[f32; 4]>,
    indices: Vec<u32>,
}

impl Quads {
    fn with_capacity(quads: usize) -> Self {
        Self {
            positions: Vec::with_capacity(quads * 4),
            corners: Vec::with_capacity(quads * 4),
            kinds: Vec::with_capacity(quads * 4),
            colours: Vec::with_capacity(quads * 4),
            indices: Vec::with_capacity(quads * 6),
        }
    }

    fn push(&mut self, corners: [Vec3; 4], colour: Vec4, kind: f32, phase: f32) {
        let first = self.positions.len() as u32;
        self.positions.extend_from_slice(&corners.map(Vec3::into));
        self.corners.extend_from_slice(&CORNERS);
        self.kinds.extend_from_slice(&[[kind, phase]; 4]);
        self.colours.extend_from_slice(&[colour.to_array(); 4]);
        self.indices
            .extend_from_slice(&[0, 1, 2, 0, 2, 3].map(|offset| first + offset));
    }

    fn into_mesh(self, mut mesh: Mesh) -> Mesh {
        mesh.insert_attribute(Mesh::ATTRIBUTE_POSITION, self.positions);
        mesh.insert_attribute(Mesh::ATTRIBUTE_UV_0, self.corners);
        mesh.insert_attribute(Mesh::ATTRIBUTE_UV_1, self.kinds);
        mesh.insert_attribute(Mesh::ATTRIBUTE_COLOR, self.colours);
        mesh.insert_indices(Indices::U32(self.indices));
        mesh
    }
}

fn corners(sprite: &Sprite, eye: &Transform) -> [Vec3; 4] {
    let around = |at: Vec3, right: Vec3, up: Vec3| {
        [at - right - up, at + right - up, at + right + up, at - right + up]
    };
    match sprite.form {
        Form::Facing(half, turn) => {
            let (sin, cos) = turn.sin_cos();
            let (right, up) = (eye.right() * half, eye.up() * half);
            around(sprite.at, right * cos + up * sin, up * cos - right * sin)
        }
        Form::Beam(tip, half_width) => {
            let along = (tip - sprite.at) * 0.5;
            let middle = sprite.at + along;
            let side = along.cross(eye.translation - middle).normalize_or(*eye.right()) * half_width;
            around(middle, side, along)
        }
        Form::Flat(right, up) => around(sprite.at, right, up),
    }
}

/// What faces the eye fades where the eye would be in it: a veil before the lens hides the match.
fn nearness(sprite: &Sprite, eye: &Transform) -> f32 {
    match sprite.form {
        Form::Facing(half, _) => {
            let distance = (sprite.at - eye.translation).dot(*eye.forward());
            ((distance - 1.2 - half * 0.4) / (2.5 + half)).clamp(0.0, 1.0)
        }
        _ => 1.0,
    }
}

/// Whether all of a sprite lies behind the eye.
fn is_behind(sprite: &Sprite, eye: &Transform) -> bool {
    let ahead_m = |at: Vec3| (at - eye.translation).dot(*eye.forward());
    match sprite.form {
        Form::Facing(half, _) => ahead_m(sprite.at) < -half,
        Form::Beam(tip, half_width) => ahead_m(sprite.at).max(ahead_m(tip)) < -half_width,
        Form::Flat(right, up) => ahead_m(sprite.at) < -right.length() - up.length(),
    }
}

/// Has smoke and fire part before one's own hog: in a blast right around it one would lose it.
pub(super) fn part(
    clear: Res<KeptClear>,
    sheet: Query<&MeshMaterial3d<SpriteMaterial>, With<SpriteSheet>>,
    mut materials: ResMut<Assets<SpriteMaterial>>,
) {
    let Ok(sheet) = sheet.single() else { return };
    let clear = clear.0.map_or(Vec4::ZERO, |(own, reach_m)| own.extend(reach_m));
    // Only one that is written to is sent to the GPU anew.
    if let Some(mut material) = materials.get_mut(&sheet.0)
        && material.look.clear != clear
    {
        material.look.clear = clear;
    }
}

/// Turns the frame's sprites into the mesh.
pub(super) fn upload(
    mut sprites: ResMut<Sprites>,
    view: Res<CameraView>,
    sheet: Query<&Mesh3d, With<SpriteSheet>>,
    mut redraw: Redraw,
    mut was_empty: Local<bool>,
) {
    let empty = sprites.list.is_empty();
    if empty && *was_empty {
        return;
    }
    *was_empty = empty;
    let eye = view.transform;
    let list = &mut sprites.list;
    // Far ones first; numbers that are not negative are in the order of their bits. Shadows lie under everything, so they go
    // before all others.
    let depth = |sprite: &Sprite| {
        let distance = sprite.at.distance_squared(eye.translation);
        (sprite.shape != Shape::Shadow, !distance.to_bits())
    };
    let seen = list
        .iter()
        .zip(0..)
        .filter(|(sprite, _)| !is_behind(sprite, &eye));
    let mut order: Vec<_> = seen.map(|(sprite, index)| (depth(sprite), index)).collect();
    order.sort_unstable();
    let mut quads = Quads::with_capacity(order.len().max(1));
    for sprite in order.iter().map(|&(_, index): &(_, usize)| &list[index]) {
        // Never on a whole number, which interpolation could fall short of.
        let kind = sprite.shape as u8 as f32
            + 0.02
            + 0.96 * sprite.seed.clamp(0.0, 1.0)
            + if sprite.parts { PARTS } else { 0.0 };
        quads.push(
            corners(sprite, &eye),
            sprite.colour * nearness(sprite, &eye),
            kind,
            sprite.phase,
        );
    }
    if order.is_empty() {
        quads.push([Vec3::ZERO; 4], Vec4::ZERO, 0.0, 0.0);
    }
    list.clear();
    if let Ok(sheet) = sheet.single() {
        let fresh = Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default());
        redraw.show(sheet, quads.into_mesh(fresh));
    }
}

/// Shows sprites.
pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Sprites>().add_systems(Startup, spawn);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_behind_the_eye_as_a_whole_is_left_out() {
        let eye = Transform::IDENTITY;
        let behind = |show: &dyn Fn(&mut Sprites)| {
            let mut sprites = Sprites::default();
            show(&mut sprites);
            is_behind(&sprites.list[0], &eye)
        };
        let dot = |at: Vec3, half_m: f32| behind(&|sprites| sprites.dot(at, half_m, Vec4::ONE));
        let beam = |root: Vec3, tip: Vec3| {
            behind(&|sprites| sprites.beam(root, tip, 0.1, Vec4::ONE, Shape::Ray, 0.0))
        };
        let flat =
            |at: Vec3, up: Vec3| behind(&|sprites| sprites.flat(at, Vec3::X, up, Vec4::ONE, Shape::Plate));
        let (before, after) = (Vec3::NEG_Z * 5.0, Vec3::Z * 5.0);
        assert!(!dot(before, 1.0) && dot(after, 1.0));
        assert!(!dot(after, 6.0), "it reaches past the eye");
        assert!(!beam(after, before) && !beam(before, after));
        assert!(beam(after, after * 2.0));
        assert!(flat(after, Vec3::Z));
        assert!(!flat(after, Vec3::Z * 5.0));
    }
}
