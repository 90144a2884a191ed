//! Where the server's newest word has the hogs: translucent shapes that trail what is predicted. They are told apart
//! from nothing else in the game, because they are no part of it: one looks at them to see how prediction does.

use bevy::platform::collections::HashMap;
use bevy::prelude::*;
use hogs_shared::ids::{Chassis, HogId};

use super::MatchPart;
use super::convert::{quat, vec3};
use super::craft::{MatchAir, assemble};
use super::material::{GhostMaterial, Shroud};
use super::models::Models;
use crate::feed::MatchFeed;

/// Whether they are shown.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShowGhosts(pub bool);

/// The ghost of a hog.
#[derive(Component)]
pub(super) struct Ghost {
    id: HogId,
    chassis: Chassis,
}

/// Puts a ghost where the server has each hog, and takes away those that are no longer told of.
pub(super) fn haunt(
    mut commands: Commands,
    feed: Res<MatchFeed>,
    shown: Res<ShowGhosts>,
    air: Res<MatchAir>,
    models: Res<Models>,
    mut ghosts: Query<(Entity, &Ghost, &mut Transform)>,
    mut materials: ResMut<Assets<GhostMaterial>>,
) {
    let mut told: HashMap<HogId, (Chassis, Transform)> = HashMap::new();
    if shown.0 && !feed.backdrop {
        for &(id, position, rotation) in &feed.scene.ghosts {
            let pose = Transform::from_translation(vec3(position)).with_rotation(quat(rotation));
            told.extend(feed.scene.hog(id).map(|hog| (id, (hog.chassis, pose))));
        }
    }
    for (entity, ghost, mut transform) in &mut ghosts {
        match told.get(&ghost.id) {
            Some((chassis, pose)) if *chassis == ghost.chassis => {
                *transform = *pose;
                told.remove(&ghost.id);
            }
            _ => commands.entity(entity).despawn(),
        }
    }
    for (id, (chassis, pose)) in told {
        let Some(model) = models.get(chassis.name()) else {
            continue;
        };
        let shroud = Shroud::new(id == feed.scene.own);
        let material = materials.add(GhostMaterial::new(air.air, air.depth, shroud));
        let part = (MatchPart, Ghost { id, chassis }, pose, Visibility::Inherited);
        let body = commands.spawn(part).id();
        assemble(&mut commands, model, body, &material);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::material::Air;
    use hogs_shared::math::{Quat as MatchQuat, Vec3 as MatchVec3};

    /// A feed whose server has two hogs, and the ghosts in an app without a screen.
    fn app() -> App {
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, AssetPlugin::default()))
            .init_asset::<GhostMaterial>()
            .insert_resource(Models::bare())
            .insert_resource(ShowGhosts(true))
            .insert_resource(MatchAir {
                air: Air::dusk(),
                depth: default(),
            })
            .insert_resource(crate::attract::some_feed())
            .add_systems(Update, haunt);
        let mut feed = app.world_mut().resource_mut::<MatchFeed>();
        feed.backdrop = false;
        feed.scene.own = HogId(0);
        feed.scene.ghosts = vec![
            (HogId(0), MatchVec3::new(1.0, 2.0, 3.0), MatchQuat::IDENTITY),
            (HogId(1), MatchVec3::new(4.0, 5.0, 6.0), MatchQuat::IDENTITY),
        ];
        app
    }

    fn places(app: &mut App) -> Vec<(HogId, Vec3)> {
        app.update();
        let world = app.world_mut();
        let mut ghosts = world.query::<(&Ghost, &Transform)>();
        let mut places: Vec<_> = ghosts
            .iter(world)
            .map(|(ghost, at)| (ghost.id, at.translation))
            .collect();
        places.sort_by_key(|(id, _)| id.0);
        places
    }

    #[test]
    fn ghosts_stand_where_the_server_has_them_and_only_while_asked_for() {
        let mut app = app();
        let (first, second) = (Vec3::new(1.0, 2.0, 3.0), Vec3::new(4.0, 5.0, 6.0));
        assert_eq!(places(&mut app), [(HogId(0), first), (HogId(1), second)]);
        let mut feed = app.world_mut().resource_mut::<MatchFeed>();
        feed.scene.ghosts.pop();
        feed.scene.ghosts[0].1.x = 9.0;
        assert_eq!(places(&mut app), [(HogId(0), Vec3::new(9.0, 2.0, 3.0))]);
        app.world_mut().resource_mut::<ShowGhosts>().0 = false;
        assert_eq!(places(&mut app), []);
    }
}
