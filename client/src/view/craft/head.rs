//! The weapon in hand as it shows: its head takes the place of the barrel, and its look adds what it does there.

use bevy::camera::primitives::Aabb;
use bevy::camera::visibility::NoAutoAabb;
use bevy::prelude::*;

use super::{Craft, Places};
use crate::feed::MatchFeed;
use crate::view::convert::vec3;
use crate::view::effects::Effects;
use crate::view::models::{Model, Models};
use crate::view::sprite::Sprites;
use crate::weapon::{Grip, look};

/// How long the muzzle shows a shot, seconds.
const MUZZLE_S: f32 = 0.07;

/// Puts the head of the weapon in hand in the place of every barrel.
pub(in crate::view) fn change(
    mut commands: Commands,
    feed: Res<MatchFeed>,
    models: Res<Models>,
    mut craft: Query<&mut Craft>,
    mut barrels: Query<(&mut Mesh3d, &mut Transform), Without<Craft>>,
) {
    for mut craft in &mut craft {
        let Some(hog) = feed.scene.hog(craft.id) else {
            continue;
        };
        if craft.in_hand == Some(hog.weapon) {
            continue;
        }
        let head = look(hog.weapon).head();
        let head = head.map(|name| models.get(name));
        if head.is_some_and(|model| model.is_none()) {
            // Its file is still loading.
            continue;
        }
        let fitted = fit(head.flatten(), &craft);
        let barrel = craft
            .part("barrel")
            .and_then(|part| Some((part, barrels.get_mut(part).ok()?)));
        if let (Some((mesh, muzzle, size)), Some((part, (mut shown, mut transform)))) = (fitted, barrel) {
            shown.0 = mesh;
            // To be measured anew.
            commands.entity(part).remove::<(Aabb, NoAutoAabb)>();
            transform.scale = Vec3::splat(size);
            craft.places = Places {
                muzzle,
                ..craft.places
            };
        }
        craft.in_hand = Some(hog.weapon);
    }
}

/// The mesh at a craft's barrel, where it ends in the craft's frame, and how much larger than in its file it is: heads
/// are as long as they are, barrels a metre.
fn fit(head: Option<&Model>, craft: &Craft) -> Option<(Handle<Mesh>, Vec3, f32)> {
    let (barrel, reach_m) = (craft.places.barrel, craft.reach_m);
    let Some(head) = head else {
        let muzzle = barrel + Vec3::NEG_Z * reach_m;
        return Some((craft.barrel_mesh.clone()?, muzzle, 1.0));
    };
    let muzzle = head.place("muzzle").unwrap_or(Vec3::NEG_Z);
    Some((head.only_mesh()?, barrel + muzzle * reach_m, reach_m))
}

/// Shows what the weapons in hand do.
pub(in crate::view) fn show(
    feed: Res<MatchFeed>,
    time: Res<Time>,
    craft: Query<&Craft>,
    mut effects: ResMut<Effects>,
    mut sprites: ResMut<Sprites>,
) {
    for craft in &craft {
        let Some(hog) = feed.scene.hog(craft.id).filter(|_| craft.shown) else {
            continue;
        };
        let weapon = look(hog.weapon);
        if craft.since_shot_s < MUZZLE_S {
            weapon.muzzle(craft.muzzle, craft.barrel, craft.since_shot_s, &mut sprites);
        }
        let mark = hog.mark.and_then(|mark| feed.scene.hog(mark));
        let grip = Grip {
            hog,
            muzzle: craft.muzzle,
            along: craft.barrel,
            mark: mark.filter(|mark| mark.alive).map(|mark| vec3(mark.position)),
            reach_m: feed.rules.tuning.weapon(hog.weapon).reach_m,
            now_s: time.elapsed_secs(),
            dt: time.delta_secs().min(0.1),
        };
        weapon.held(&grip, &mut sprites, &mut effects);
    }
}
