//! Engines: a growl for one's own hog and for each of the nearest others, whose pitch follows effort and speed, and the
//! squeal of a skirt dragged sideways for one's own.

use bevy::audio::{AudioSink, AudioSinkPlayback, SpatialAudioSink, Volume};
use bevy::prelude::*;

use hogs_shared::arena::controls::Buttons;
use hogs_shared::ids::{Chassis, HogId};
use hogs_shared::netplay::scene::SceneHog;

use super::bank::SoundBank;
use super::ears::{Ears, spatial};
use super::{SoundPhase, Volumes};
use crate::feed::MatchFeed;
use crate::view::convert::vec3;

/// Others whose engines sound.
const OTHERS: usize = 6;
/// Where an engine is not heard any more, metres.
const REACH_M: f32 = 110.0;
/// How fast pitch and level follow, 1/s.
const FOLLOW_PER_S: f32 = 9.0;
/// Level of one's own engine and of others', of what the files have.
const OWN_LEVEL: f32 = 0.62;
const OTHER_LEVEL: f32 = 0.95;

/// A sounding engine.
#[derive(Component)]
struct Engine {
    hog: HogId,
    chassis: Chassis,
    own: bool,
    speed: f32,
    level: f32,
}

/// The squeal of one's own skirt.
#[derive(Component, Default)]
struct Skid {
    level: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (choose, follow, skid).chain().in_set(SoundPhase::Play));
}

/// Speed (pitch) and level of an engine, from what a hog does.
fn growl(hog: &SceneHog, top_speed_mps: f32) -> (f32, f32) {
    let speed = (vec3(hog.velocity).length() / top_speed_mps.max(1.0)).clamp(0.0, 1.6);
    let effort = hog.throttle.abs().max(hog.strafe.abs() * 0.6).clamp(0.0, 1.0);
    let boost = if hog.buttons.holds(Buttons::BOOST) && hog.energy.points > 1.0 {
        1.0
    } else {
        0.0
    };
    let air = if hog.airborne { 0.08 } else { 0.0 };
    let pitch = 0.72 + 0.22 * effort + 0.34 * speed + 0.2 * boost + air;
    let level = 0.5 + 0.28 * effort + 0.22 * speed + 0.2 * boost;
    (pitch.clamp(0.5, 1.9), level.min(1.2))
}

/// Seats whose engines are to sound: one's own and the nearest others within reach.
fn audible_hogs(feed: &MatchFeed, ears: &Ears) -> Vec<HogId> {
    let others = feed.scene.hogs.iter().filter(|hog| hog.alive);
    let mut near: Vec<(f32, HogId)> = others
        .map(|hog| {
            let own = hog.id == feed.scene.own && !feed.backdrop;
            (
                if own {
                    -1.0
                } else {
                    vec3(hog.position).distance(ears.position)
                },
                hog.id,
            )
        })
        .filter(|(distance, _)| *distance < REACH_M)
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    near.into_iter().take(OTHERS + 1).map(|(_, hog)| hog).collect()
}

/// Starts and ends engines.
fn choose(
    mut commands: Commands,
    feed: Option<Res<MatchFeed>>,
    ears: Res<Ears>,
    bank: Res<SoundBank>,
    engines: Query<(Entity, &Engine)>,
    skids: Query<Entity, With<Skid>>,
) {
    let wanted = feed
        .as_ref()
        .map(|feed| audible_hogs(feed, &ears))
        .unwrap_or_default();
    let is_own = |hog: HogId| {
        feed.as_ref()
            .is_some_and(|feed| hog == feed.scene.own && !feed.backdrop)
    };
    let chassis_of = |hog: HogId| {
        feed.as_ref()
            .and_then(|feed| feed.scene.hog(hog))
            .map(|hog| hog.chassis)
    };
    let mut running = Vec::new();
    for (entity, engine) in &engines {
        let same = chassis_of(engine.hog) == Some(engine.chassis) && is_own(engine.hog) == engine.own;
        if same && wanted.contains(&engine.hog) {
            running.push(engine.hog);
        } else {
            commands.entity(entity).despawn();
        }
    }
    for hog in wanted.iter().copied().filter(|hog| !running.contains(hog)) {
        let Some(chassis) = chassis_of(hog) else { continue };
        let own = is_own(hog);
        let settings = PlaybackSettings::LOOP.with_volume(Volume::Linear(0.0));
        let engine = Engine {
            hog,
            chassis,
            own,
            speed: 0.8,
            level: 0.0,
        };
        let player = AudioPlayer::new(bank.engine(chassis));
        if own {
            commands.spawn((engine, player, settings));
        } else {
            commands.spawn((engine, player, spatial(settings), Transform::default()));
        }
    }
    let skidding = wanted.iter().any(|hog| is_own(*hog));
    if skidding && skids.is_empty() {
        let settings = PlaybackSettings::LOOP.with_volume(Volume::Linear(0.0));
        commands.spawn((Skid::default(), AudioPlayer::new(bank.skid.clone()), settings));
    } else if !skidding {
        for entity in &skids {
            commands.entity(entity).despawn();
        }
    }
}

/// Pitch, level and place of every engine.
fn follow(
    feed: Option<Res<MatchFeed>>,
    time: Res<Time>,
    ears: Res<Ears>,
    volumes: Res<Volumes>,
    mut engines: Query<(
        &mut Engine,
        Option<&mut Transform>,
        Option<&mut AudioSink>,
        Option<&mut SpatialAudioSink>,
    )>,
) {
    let Some(feed) = feed else { return };
    let share = 1.0 - (-FOLLOW_PER_S * time.delta_secs()).exp();
    let volume = volumes.of_match(feed.backdrop);
    for (mut engine, transform, sink, spatial_sink) in &mut engines {
        let Some(hog) = feed.scene.hog(engine.hog) else {
            continue;
        };
        let at = vec3(hog.position);
        let (mut speed, mut level) = growl(hog, feed.rules.tuning.chassis(hog.chassis).top_speed_mps);
        if engine.own {
            level *= OWN_LEVEL;
        } else {
            speed *= ears.doppler(at, vec3(hog.velocity));
            level *= OTHER_LEVEL * ears.level(at, REACH_M);
        }
        if !hog.alive {
            level = 0.0;
        }
        engine.speed += (speed - engine.speed) * share;
        engine.level += (level - engine.level) * share;
        if let Some(mut transform) = transform {
            transform.translation = at;
        }
        if let Some(mut sink) = sink {
            sink.set_speed(engine.speed);
            sink.set_volume(Volume::Linear(engine.level * volume));
        }
        if let Some(mut sink) = spatial_sink {
            sink.set_speed(engine.speed);
            sink.set_volume(Volume::Linear(engine.level * volume));
        }
    }
}

/// How hard the skirt is dragged sideways, 0 to 1: by the slip across the nose, on the ground.
fn slip(hog: &SceneHog) -> f32 {
    if hog.airborne || !hog.alive {
        return 0.0;
    }
    let across = hog.rotation * hogs_shared::math::Vec3::new(1.0, 0.0, 0.0);
    let sideways = hog.velocity.dot(across).abs();
    let braking = if hog.buttons.holds(Buttons::BRAKE) {
        0.25
    } else {
        0.0
    };
    let hard = ((sideways - 7.0) / 18.0).clamp(0.0, 1.0);
    (hard + braking * (hog.velocity.length() / 25.0).min(1.0)).min(1.0)
}

fn skid(
    feed: Option<Res<MatchFeed>>,
    time: Res<Time>,
    volumes: Res<Volumes>,
    mut skids: Query<(&mut Skid, Option<&mut AudioSink>)>,
) {
    let Some(feed) = feed else { return };
    let Some(own) = feed.scene.hog(feed.scene.own) else {
        return;
    };
    let wanted = slip(own);
    for (mut skid, sink) in &mut skids {
        skid.level += (wanted - skid.level) * (1.0 - (-12.0 * time.delta_secs()).exp());
        if let Some(mut sink) = sink {
            sink.set_speed(0.9 + 0.3 * skid.level);
            sink.set_volume(Volume::Linear(skid.level * 0.8 * volumes.of_match(feed.backdrop)));
        }
    }
}
