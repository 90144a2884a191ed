//! Pickups: their model turning over a circle of light, a thin column that is seen from afar, or a dim circle where
//! one will come back.

use bevy::prelude::*;
use hogs_shared::level::vector;
use hogs_shared::tuning::PickupKind;

use super::MatchPart;
use super::convert::vec3;
use super::craft::MatchAir;
use super::material::{CraftMaterial, Paint};
use super::models::Models;
use super::sprite::{Shape, Sprites, light};
use crate::feed::MatchFeed;
use crate::palette::{self, linear};
use crate::weapon::look;

/// Height of the model over its spot, metres.
const HEIGHT_M: f32 = 1.5;
/// How much larger than in its file it is shown.
const SIZE: f32 = 1.45;

/// The model of a spot.
#[derive(Component)]
pub(super) struct PickupModel {
    spot: usize,
}

const fn model_name(kind: PickupKind) -> &'static str {
    match kind {
        PickupKind::Repair => "pickup_repair",
        PickupKind::Ammo => "pickup_ammo",
        PickupKind::Boost => "pickup_boost",
        PickupKind::Shield => "pickup_shield",
        PickupKind::Overdrive => "pickup_overdrive",
        PickupKind::Cloak => "pickup_cloak",
        PickupKind::Weapon(_) => "pickup_weapon",
    }
}

/// What lies on a crate: the head of its weapon, if that has one. None while that is loading.
fn cargo(kind: PickupKind, models: &Models) -> Option<Option<Handle<Mesh>>> {
    let head = match kind {
        PickupKind::Weapon(weapon) => look(weapon).head(),
        _ => None,
    };
    let Some(head) = head else { return Some(None) };
    models.get(head).map(super::models::Model::only_mesh)
}

/// Shows the pickups, and puts their models up once these are loaded.
pub(super) fn show(
    mut commands: Commands,
    feed: Res<MatchFeed>,
    air: Res<MatchAir>,
    models: Res<Models>,
    time: Res<Time>,
    mut there: Query<(&PickupModel, &mut Transform, &mut Visibility)>,
    mut materials: ResMut<Assets<CraftMaterial>>,
    mut sprites: ResMut<Sprites>,
) {
    let now_s = time.elapsed_secs();
    let mut have = 0_u64;
    for (model, mut transform, mut visibility) in &mut there {
        have |= 1 << model.spot;
        let ready = feed.scene.pickups >> model.spot & 1 == 1;
        visibility.set_if_neq(if ready {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
        if let Some(spot) = feed.rules.level.pickups.get(model.spot).filter(|_| ready) {
            *transform = pose(vec3(vector(spot.at)), model.spot, now_s);
        }
    }
    for (index, spot) in feed.rules.level.pickups.iter().enumerate().take(64) {
        let at = vec3(vector(spot.at));
        let colour = palette::pickup(spot.kind);
        glow(
            at,
            colour,
            feed.scene.pickups >> index & 1 == 1,
            now_s + index as f32,
            &mut sprites,
        );
        if have >> index & 1 == 1 {
            continue;
        }
        let (Some(model), Some(cargo)) = (models.get(model_name(spot.kind)), cargo(spot.kind, &models))
        else {
            continue;
        };
        let Some(mesh) = model.only_mesh() else {
            continue;
        };
        let paint = Paint::new(linear(palette::OWN), colour, colour, 1.7);
        let material = materials.add(CraftMaterial::new(air.air, air.depth, paint));
        let pose = pose(at, index, now_s);
        let whole = (
            MatchPart,
            PickupModel { spot: index },
            Mesh3d(mesh),
            MeshMaterial3d(material.clone()),
            pose,
        );
        let cradle = Transform::from_translation(model.place("cradle").unwrap_or_default());
        let whole = commands.spawn(whole).id();
        if let Some(head) = cargo {
            let part = (Mesh3d(head), MeshMaterial3d(material), cradle, ChildOf(whole));
            commands.spawn(part);
        }
    }
}

fn pose(at: Vec3, spot: usize, now_s: f32) -> Transform {
    let phase = now_s + spot as f32 * 0.7;
    Transform {
        translation: at + Vec3::Y * (HEIGHT_M + 0.16 * (phase * 1.7).sin()),
        rotation: Quat::from_rotation_y(phase * 1.4),
        scale: Vec3::splat(SIZE),
    }
}

fn glow(at: Vec3, colour: Vec3, ready: bool, phase: f32, sprites: &mut Sprites) {
    let ground = at + Vec3::Y * 0.07;
    if !ready {
        sprites.flat(
            ground,
            Vec3::X * 1.6,
            Vec3::Z * 1.6,
            light(colour, 0.18),
            Shape::Halo,
        );
        return;
    }
    let pulse = 0.85 + 0.15 * (phase * 3.0).sin();
    sprites.flat(
        ground,
        Vec3::X * 2.3,
        Vec3::Z * 2.3,
        light(colour, 0.8 * pulse),
        Shape::Halo,
    );
    let middle = at + Vec3::Y * HEIGHT_M;
    sprites.dot(middle, 2.3, light(colour, 0.30 * pulse));
    sprites.beam(
        ground,
        ground + Vec3::Y * 9.0,
        0.5,
        light(colour, 0.35),
        Shape::Flame,
        0.0,
    );
}
