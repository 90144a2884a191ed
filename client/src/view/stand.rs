//! A hog on a stand, far from any match, for whoever chooses one: turned by hand or slowly by itself. It stands in the same
//! light and under the same sky as the match does, out of whose sight it is.

use std::f32::consts::TAU;

use bevy::asset::RenderAssetUsages;
use bevy::camera::primitives::Aabb;
use bevy::camera::visibility::NoAutoAabb;
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;
use hogs_shared::ids::{Chassis, Coat, HogId, Weapon};

use super::camera::{CameraView, Lens};
use super::craft::{MatchAir, SHINE, assemble};
use super::material::{CraftMaterial, Paint};
use super::models::Models;
use super::sprite::{Shape, Sprites, light, veil};
use super::stage::WorldCamera;
use crate::palette::{self, linear};
use crate::weapon::look;

/// Where the stand is, metres: farther from every arena than the eye sees.
const PLACE: Vec3 = Vec3::new(4000.0, 0.0, 4000.0);
/// Height of the stand, and of the hog's middle over it, metres.
const STAND_M: f32 = 0.42;
const HOVER_M: f32 = 0.95;
/// How far the eye is from it, metres, and how high over its middle.
const AWAY_M: f32 = 15.0;
const OVER_M: f32 = 1.95;
/// Field of view, radians.
const FOV: f32 = 0.58;
/// How fast it turns by itself, radians a second, and how long after it was turned by hand, seconds.
const TURN_RPS: f32 = 0.35;
const LEFT_ALONE_S: f32 = 2.5;
/// How far the eye can be lowered and raised from where it usually is, radians.
const TILT: (f32, f32) = (-0.08, 0.55);
/// Facets of what is round.
const FACETS: usize = 48;
/// Places of paints in the shader's table.
const LACQUER: f32 = 0.0;
const TEAM: f32 = 1.0;
const DARK: f32 = 2.0;
const GLOW: f32 = 3.0;

/// What stands there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exhibit {
    /// What it is.
    pub chassis: Chassis,
    /// How it is painted.
    pub coat: Coat,
    /// The weapon on its turret.
    pub weapon: Weapon,
    /// Half its width and length, metres.
    pub half_m: Vec2,
}

/// The stand. Written in [`crate::phase::FramePhase::Input`].
#[derive(Resource, Clone, Copy, Debug)]
pub struct Stand {
    /// What stands there; while there is something, the eye is there and nowhere else.
    pub exhibit: Option<Exhibit>,
    /// How much of the screen on the left is somebody else's, as a share of its height.
    pub covered: f32,
    /// Heading of the hog and height of the eye, radians.
    turn: f32,
    tilt: f32,
    alone_s: f32,
}

impl Default for Stand {
    fn default() -> Self {
        Self {
            exhibit: None,
            covered: 0.0,
            turn: 0.7,
            tilt: 0.0,
            alone_s: LEFT_ALONE_S,
        }
    }
}

impl Stand {
    /// Turns the hog by hand, radians to the right and upward.
    pub fn turn_by(&mut self, turn: Vec2) {
        self.turn = (self.turn + turn.x).rem_euclid(TAU);
        self.tilt = (self.tilt + turn.y).clamp(TILT.0, TILT.1);
        self.alone_s = 0.0;
    }

    /// How the hog is turned, radians: heading and how far the eye is over its usual height.
    #[must_use]
    pub const fn turned(&self) -> Vec2 {
        Vec2::new(self.turn, self.tilt)
    }

    /// Where the eye is.
    fn eye(&self) -> Transform {
        let middle = PLACE + Vec3::Y * (STAND_M + HOVER_M);
        let tilt = (OVER_M / AWAY_M).asin() + self.tilt;
        let from = middle + Quat::from_rotation_x(-tilt) * Vec3::Z * AWAY_M;
        let mut eye = Transform::from_translation(from).looking_at(middle - Vec3::Y * 0.25, Vec3::Y);
        // The hog is in the middle of what is left of the screen.
        eye.translation += eye.left() * self.covered * (FOV * 0.5).tan() * AWAY_M;
        eye
    }
}

/// What stands and turns: the hog.
#[derive(Component)]
pub(super) struct Turned(Exhibit);

/// Everything else there.
#[derive(Component)]
pub(super) struct Around;

/// Puts the hog on the stand, and takes all of it away again.
pub(super) fn set_up(
    mut commands: Commands,
    stand: Res<Stand>,
    air: Res<MatchAir>,
    tint: Res<palette::Tint>,
    models: Res<Models>,
    hogs: Query<(Entity, &Turned)>,
    around: Query<Entity, With<Around>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<CraftMaterial>>,
) {
    let anew = air.is_changed() || tint.is_changed();
    let same = |hog: &Turned| stand.exhibit == Some(hog.0);
    let stands = hogs.iter().any(|(_, hog)| same(hog));
    if stands && !anew {
        return;
    }
    let parts = hogs.iter().map(|(hog, _)| hog).chain(&around);
    let Some(exhibit) = stand.exhibit else {
        parts.for_each(|part| commands.entity(part).despawn());
        return;
    };
    let Some(model) = models.get(exhibit.chassis.name()) else {
        return;
    };
    let head = look(exhibit.weapon).head();
    if head.is_some_and(|head| models.get(head).is_none()) && !models.are_loaded() {
        return;
    }
    parts.for_each(|part| commands.entity(part).despawn());
    let own = HogId(0);
    let colours = (palette::livery(own, None, true), palette::glow(own, None, true));
    let lacquer = palette::lacquer(exhibit.chassis, exhibit.coat);
    let paint = Paint::new(lacquer, colours.0, colours.1, SHINE);
    let material = materials.add(CraftMaterial::new(air.air, air.depth, paint));
    let hog = commands
        .spawn((
            Turned(exhibit),
            Transform::from_translation(PLACE),
            Visibility::Inherited,
        ))
        .id();
    let parts = assemble(&mut commands, model, hog, &material);
    let barrel = parts.iter().find(|(name, _)| name == "barrel");
    let head = head.and_then(|head| models.get(head)?.only_mesh());
    if let (Some((_, barrel)), Some(mesh)) = (barrel, head) {
        let reach = model.place("muzzle").zip(model.place("barrel"));
        let size = reach.map_or(1.0, |(muzzle, barrel)| muzzle.distance(barrel));
        let at = model.parts.iter().find(|part| part.name == "barrel");
        let at = at.map_or(Vec3::ZERO, |part| part.at);
        let placed = Transform::from_translation(at).with_scale(Vec3::splat(size));
        let mut barrel = commands.entity(*barrel);
        // To be measured anew.
        barrel
            .remove::<(Aabb, NoAutoAabb)>()
            .insert((Mesh3d(mesh), placed));
    }
    let mut below = Paint::new(linear(0x0058_3A50), linear(0x0046_3244), colours.1, 1.3);
    below.colours[2] = linear(0x0030_2236).extend(0.0);
    commands.spawn((
        Around,
        Mesh3d(meshes.add(platform())),
        MeshMaterial3d(materials.add(CraftMaterial::new(air.air, air.depth, below))),
        Transform::from_translation(PLACE),
    ));
}

/// Turns the hog, and has the eye look at it.
pub(super) fn show(
    mut stand: ResMut<Stand>,
    lens: Res<Lens>,
    time: Res<Time<Real>>,
    mut sprites: ResMut<Sprites>,
    mut view: ResMut<CameraView>,
    mut hogs: Query<(&Turned, &mut Transform), Without<WorldCamera>>,
    mut camera: Query<(&mut Transform, &mut Projection), With<WorldCamera>>,
) {
    if stand.exhibit.is_none() {
        return;
    }
    let dt = time.delta_secs().min(0.1);
    let stand = stand.bypass_change_detection();
    stand.alone_s += dt;
    if stand.alone_s >= LEFT_ALONE_S && !lens.calm {
        stand.turn = (stand.turn + TURN_RPS * dt).rem_euclid(TAU);
    }
    let bob = if lens.calm {
        0.0
    } else {
        (time.elapsed_secs() * 1.9).sin() * 0.035
    };
    for (hog, mut transform) in &mut hogs {
        transform.translation = PLACE + Vec3::Y * (STAND_M + HOVER_M + bob);
        transform.rotation = Quat::from_rotation_y(stand.turn);
        cushion(hog.0.half_m, &transform, &mut sprites);
    }
    let eye = stand.eye();
    view.look_from(eye, FOV);
    if let Ok((mut transform, mut projection)) = camera.single_mut() {
        *transform = eye;
        if let Projection::Perspective(perspective) = &mut *projection {
            perspective.fov = FOV;
        }
    }
}

/// The shadow and the ring of glow below a hog.
fn cushion(half: Vec2, hog: &Transform, sprites: &mut Sprites) {
    let at = hog.translation.with_y(PLACE.y + STAND_M + 0.03);
    let (aside, ahead) = (*hog.right() * half.x, *hog.forward() * half.y);
    let shadow = veil(Vec3::new(0.02, 0.008, 0.03), 0.62);
    sprites.flat(at, aside * 1.4, ahead * 1.4, shadow, Shape::Shadow);
    let glow = light(palette::glow(HogId(0), None, true), 0.8);
    sprites.flat(at + Vec3::Y * 0.02, aside * 1.75, ahead * 1.6, glow, Shape::Halo);
}

/// The stand and the plain around it: rings of a profile of distance from the middle and height, each strip of a paint.
fn platform() -> Mesh {
    let profile = [
        (0.0, STAND_M, DARK),
        (2.6, STAND_M, GLOW),
        (2.66, STAND_M, LACQUER),
        (3.1, STAND_M, TEAM),
        (3.22, STAND_M - 0.1, DARK),
        (3.32, 0.07, GLOW),
        (3.37, 0.02, TEAM),
        (6.0, 0.0, TEAM),
        (60.0, 0.0, TEAM),
        (900.0, -6.0, TEAM),
    ];
    let (mut positions, mut normals, mut paints, mut indices) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let around = |facet: usize, radius: f32, height: f32| {
        let angle = facet as f32 / FACETS as f32 * TAU;
        Vec3::new(angle.cos() * radius, height, -angle.sin() * radius)
    };
    for (inner, outer) in profile.iter().zip(&profile[1..]) {
        for facet in 0..FACETS {
            let corners = [
                around(facet, inner.0, inner.1),
                around(facet, outer.0, outer.1),
                around(facet + 1, outer.0, outer.1),
                around(facet + 1, inner.0, inner.1),
            ];
            let normal = (corners[1] - corners[2]).cross(corners[3] - corners[2]);
            let normal = normal.normalize_or(Vec3::Y);
            let normal = if normal.y < 0.0 { -normal } else { normal };
            let first = positions.len() as u32;
            positions.extend(corners.map(|corner| corner.to_array()));
            normals.extend([normal.to_array(); 4]);
            paints.extend([[inner.2, 0.0]; 4]);
            indices.extend([0, 1, 2, 0, 2, 3].map(|corner| first + corner));
        }
    }
    let mut mesh = Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default());
    mesh.insert_attribute(Mesh::ATTRIBUTE_POSITION, positions);
    mesh.insert_attribute(Mesh::ATTRIBUTE_NORMAL, normals);
    mesh.insert_attribute(Mesh::ATTRIBUTE_UV_0, paints);
    mesh.insert_indices(Indices::U32(indices));
    mesh
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the stand is seen, across the screen from -1 to 1.
    fn across(stand: &Stand, aspect: f32) -> f32 {
        let projection = PerspectiveProjection {
            fov: FOV,
            aspect_ratio: aspect,
            ..default()
        };
        use bevy::camera::CameraProjection;
        let clip = projection.get_clip_from_view() * stand.eye().to_matrix().inverse();
        let seen = clip * (PLACE + Vec3::Y * (STAND_M + HOVER_M)).extend(1.0);
        seen.x / seen.w
    }

    #[test]
    fn the_hog_is_in_the_middle_of_what_is_left_of_the_screen() {
        let covered = 0.93;
        let stand = Stand { covered, ..default() };
        for aspect in [4.0 / 3.0, 16.0 / 9.0, 21.0 / 9.0] {
            let wanted = covered / aspect;
            let found = across(&stand, aspect);
            assert!((found - wanted).abs() < 0.02, "{aspect}: {found} for {wanted}");
        }
        assert!(across(&Stand::default(), 1.5).abs() < 1e-3);
    }

    #[test]
    fn it_is_turned_all_round_but_never_looked_at_from_below() {
        let mut stand = Stand::default();
        let before = stand.turned().x;
        stand.turn_by(Vec2::new(TAU * 3.0, -9.0));
        assert!((stand.turned().x - before).abs() < 1e-3);
        assert!(stand.eye().translation.y > PLACE.y + STAND_M);
        stand.turn_by(Vec2::new(0.0, 9.0));
        assert!(stand.eye().forward().y > -0.9, "nor straight from above");
    }
}
