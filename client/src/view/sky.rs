//! The dome of the sky with what stands on the horizon, carried along with the eye. It outlives matches: between them the
//! last one's stays up.

use bevy::camera::visibility::NoFrustumCulling;
use bevy::light::{NotShadowCaster, NotShadowReceiver};
use bevy::prelude::*;
use hogs_shared::level::Mood;

use super::camera::CameraView;
use super::material::{Depth, SkyMaterial};
use super::mood::climate;
use super::quality::Quality;
use crate::feed::MatchFeed;

mod dome;

/// The sky.
#[derive(Component)]
pub(super) struct Sky;

/// Puts up the sky of the match that is shown, or of dusk before there is one.
pub(super) fn hang(
    mut commands: Commands,
    feed: Option<Res<MatchFeed>>,
    quality: Res<Quality>,
    old: Query<Entity, With<Sky>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<SkyMaterial>>,
    mut hung: Local<Option<(Mood, Quality)>>,
) {
    let last = hung.map_or(Mood::default(), |(mood, _)| mood);
    let mood = feed.map_or(last, |feed| feed.rules.level.mood);
    if *hung == Some((mood, *quality)) {
        return;
    }
    *hung = Some((mood, *quality));
    for entity in &old {
        commands.entity(entity).despawn();
    }
    let climate = climate(mood);
    let depth = Depth::of(&quality.figures());
    commands.spawn((
        Sky,
        Mesh3d(meshes.add(dome::build(&climate))),
        MeshMaterial3d(materials.add(SkyMaterial::new(climate.air, depth, climate.sky))),
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
