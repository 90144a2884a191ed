//! Engines: a growl for one's own hog and for each of the nearest others, whose pitch follows effort and speed, and the
//! squeal of a skirt dragged sideways for one's own.

use bevy::prelude::*;

use hogs_shared::arena::controls::Buttons;
use hogs_shared::ids::{Chassis, HogId};
use hogs_shared::netplay::scene::SceneHog;

use super::SoundPhase;
use super::bank::SoundBank;
use super::bus::Bus;
use super::channel::Fader;
use super::clip::Clip;
use super::desk::Desk;
use super::ears::Ears;
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
/// The same of the skirt.
const SKID_LEVEL: f32 = 0.8;

/// A sounding engine.
struct Engine {
    hog: HogId,
    chassis: Chassis,
    own: bool,
    speed: f32,
    level: f32,
    fader: Fader,
}

/// All that sound, and the squeal of one's own skirt.
#[derive(Resource, Default)]
struct Engines {
    running: Vec<Engine>,
    skid: Option<(f32, Fader)>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Engines>()
        .add_systems(Update, (choose, follow, skid).chain().in_set(SoundPhase::Play));
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
    feed: Option<Res<MatchFeed>>,
    ears: Res<Ears>,
    bank: Res<SoundBank>,
    clips: Res<Assets<Clip>>,
    mut desk: ResMut<Desk>,
    mut engines: ResMut<Engines>,
) {
    let Some(feed) = feed else {
        *engines = Engines::default();
        return;
    };
    let wanted = audible_hogs(&feed, &ears);
    let chassis_of = |hog: HogId| feed.scene.hog(hog).map(|hog| hog.chassis);
    engines.running.retain(|engine| {
        let same = chassis_of(engine.hog) == Some(engine.chassis) && feed.is_own(engine.hog) == engine.own;
        same && wanted.contains(&engine.hog)
    });
    for &hog in &wanted {
        if engines.running.iter().any(|engine| engine.hog == hog) {
            continue;
        }
        let Some(chassis) = chassis_of(hog) else { continue };
        let clip = bank.engine(chassis).and_then(|clip| clips.get(clip));
        let Some(clip) = clip else { continue };
        engines.running.push(Engine {
            hog,
            chassis,
            own: feed.is_own(hog),
            speed: 0.8,
            level: 0.0,
            fader: desk.start(clip, Bus::Engines, true, 0.0),
        });
    }
    if !wanted.iter().any(|hog| feed.is_own(*hog)) {
        engines.skid = None;
    } else if engines.skid.is_none()
        && let Some(clip) = clips.get(&bank.skid)
    {
        engines.skid = Some((0.0, desk.start(clip, Bus::Engines, true, 0.0)));
    }
}

/// Pitch, level and place of every engine.
fn follow(feed: Option<Res<MatchFeed>>, time: Res<Time>, ears: Res<Ears>, mut engines: ResMut<Engines>) {
    let Some(feed) = feed else { return };
    let share = 1.0 - (-FOLLOW_PER_S * time.delta_secs()).exp();
    for engine in &mut engines.running {
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
        let sides = ears.sides((!engine.own).then_some(at));
        engine
            .fader
            .set(sides.map(|side| side * engine.level), engine.speed);
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

fn skid(feed: Option<Res<MatchFeed>>, time: Res<Time>, mut engines: ResMut<Engines>) {
    let own = feed.as_ref().and_then(|feed| feed.scene.hog(feed.scene.own));
    let (Some((level, fader)), Some(own)) = (&mut engines.skid, own) else {
        return;
    };
    *level += (slip(own) - *level) * (1.0 - (-12.0 * time.delta_secs()).exp());
    fader.set([SKID_LEVEL * *level; 2], 0.9 + 0.3 * *level);
}
