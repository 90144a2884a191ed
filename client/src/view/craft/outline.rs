//! One's own hog behind something solid: its hull shows through as an outline, so that one never loses it.

use bevy::light::{NotShadowCaster, NotShadowReceiver};
use bevy::prelude::*;
use hogs_shared::level::Surroundings;

use super::{Craft, MatchAir};
use crate::feed::MatchFeed;
use crate::view::camera::{CameraView, Vantage};
use crate::view::convert::match_vec3;
use crate::view::material::{Outline, OutlineMaterial};

/// What is looked for of a hull, in half extents from its middle.
const PLACES: [Vec3; 3] = [Vec3::ZERO, Vec3::new(0.0, 0.4, 0.8), Vec3::new(0.0, 0.4, -0.8)];

/// The outline of a hull.
#[derive(Component)]
pub(in crate::view) struct Behind;

/// Whether something solid stands between an eye and any of these places.
fn hidden(solid: &Surroundings<'_>, eye: Vec3, mut places: impl Iterator<Item = Vec3>) -> bool {
    places.any(|place| !solid.sees(match_vec3(eye), match_vec3(place)))
}

/// Shows it while it is wanted; where the hull is seen itself, the depth of the picture hides it.
pub(in crate::view) fn show(
    mut commands: Commands,
    feed: Res<MatchFeed>,
    (view, vantage, air): (Res<CameraView>, Res<Vantage>, Res<MatchAir>),
    craft: Query<&Craft>,
    meshes: Query<&Mesh3d>,
    mut outlines: Query<(Entity, &ChildOf, &mut Visibility), With<Behind>>,
    mut materials: ResMut<Assets<OutlineMaterial>>,
) {
    let own = super::own_in_sight(&feed, &vantage, &craft);
    let hull = own.and_then(|craft| craft.part("hull"));
    let movers = feed.movers();
    let solid = feed.rules.surroundings(&movers);
    let mut there = false;
    for (entity, parent, mut visibility) in &mut outlines {
        if Some(parent.parent()) != hull {
            commands.entity(entity).despawn();
            continue;
        }
        there = true;
        let lost = own.is_some_and(|craft| {
            let half = Vec3::from_array(feed.rules.tuning.chassis(craft.chassis).half_extents_m);
            let places = PLACES.map(|place| craft.pose.transform_point(place * half));
            hidden(&solid, view.transform.translation, places.into_iter())
        });
        visibility.set_if_neq(if lost {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
    }
    if there || feed.backdrop {
        return;
    }
    if let Some((craft, hull)) = own.zip(hull)
        && let Ok(mesh) = meshes.get(hull)
    {
        let look = Outline::new(feed.glow(craft.id));
        let material = materials.add(OutlineMaterial::new(air.air, air.depth, look));
        commands.spawn((
            Behind,
            Mesh3d(mesh.0.clone()),
            MeshMaterial3d(material),
            NotShadowCaster,
            NotShadowReceiver,
            Visibility::Hidden,
            Transform::default(),
            ChildOf(hull),
        ));
    }
}
