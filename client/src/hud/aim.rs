//! The middle of the screen: the dot one aims with, the mark where the barrel really points, the mark to aim at for the
//! enemy in sight, and ticks for hits.

use bevy::prelude::*;

use hogs_shared::arena::outcome::Outcome;
use hogs_shared::netplay::scene::{SceneEvent, SceneHog};
use hogs_shared::tuning::{ChassisTuning, WeaponTuning};

use super::frame::HudFrame;
use super::glyph::Glyph;
use super::style::{DANGER, GOLD, SELF, show};
use super::{HudPhase, Kit};
use crate::feed::MatchFeed;
use crate::view::camera::CameraView;
use crate::view::convert::{match_vec3, quat, vec3};
use crate::weapon::{Leading, look};

/// How far from the crosshair an enemy may be to get a lead mark, as a share of the screen's height.
const LEAD_WITHIN: f32 = 0.28;
/// Farthest enemy that gets one, metres.
const LEAD_RANGE_M: f32 = 150.0;
/// Length of the steps in which the path of what is lobbed is followed, seconds.
const LOB_STEP_S: f32 = 0.1;
/// Farthest place that can be marked, metres: across any arena.
const POINT_REACH_M: f32 = 900.0;
/// How long hit ticks stand, seconds.
const TICKS_S: f32 = 0.22;

#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum MarkKind {
    Dot,
    Barrel,
    Lead,
    Ticks,
}

/// The last hit on somebody else.
#[derive(Resource, Default)]
pub(super) struct Hit {
    /// Seconds its ticks still stand.
    left_s: f32,
    /// Whether it wrecked.
    wrecked: bool,
}

/// Where on the screen the barrel points, if it is seen there, logical pixels.
#[derive(Resource, Default)]
pub(super) struct Aimed(pub(super) Option<Vec2>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Aimed>()
        .init_resource::<Hit>()
        .add_systems(Update, (note, display).chain().in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style = kit.style;
    for (kind, glyph, size, colour) in [
        (MarkKind::Lead, Glyph::Lead, 34.0, DANGER),
        (MarkKind::Dot, Glyph::Dot, 14.0, SELF),
        (MarkKind::Barrel, Glyph::Crosshair, 44.0, SELF),
        (MarkKind::Ticks, Glyph::Ticks, 52.0, SELF),
    ] {
        // Around the screen's top left corner; the transform puts the middle where it belongs.
        let node = Node {
            position_type: PositionType::Absolute,
            left: style.px(-size * 0.5),
            top: style.px(-size * 0.5),
            width: style.px(size),
            height: style.px(size),
            ..default()
        };
        root.spawn((
            kind,
            style.glyph_image(glyph, colour),
            node,
            UiTransform::IDENTITY,
            Visibility::Hidden,
        ));
    }
}

/// Where a hog's barrel ends, metres, and the unit vector it points along: what `Hog::muzzle` says, for a drawn hog.
fn muzzle(hog: &SceneHog, tuning: &ChassisTuning) -> (Vec3, Vec3) {
    let rotation = quat(hog.rotation);
    let aim = rotation * Quat::from_rotation_y(hog.turret_yaw) * Quat::from_rotation_x(hog.turret_pitch);
    let direction = aim * Vec3::NEG_Z;
    let pivot = vec3(hog.position) + rotation * Vec3::from_array(tuning.turret_m);
    (pivot + direction * tuning.barrel_m, direction)
}

/// Distance along a ray (unit direction) to the hull of a hog; none if it misses. The slab test in the hull's frame.
fn hull_distance(hog: &SceneHog, half: Vec3, from: Vec3, direction: Vec3) -> Option<f32> {
    let inverse = quat(hog.rotation).inverse();
    let start = inverse * (from - vec3(hog.position));
    let along = (inverse * direction).recip();
    let (one, other) = ((-half - start) * along, (half - start) * along);
    let enter = one.min(other).max_element();
    let leave = one.max(other).min_element();
    (enter <= leave && leave > 0.0).then(|| enter.max(0.0))
}

/// Where a ray from the barrel ends, and whether on an enemy.
fn aimed_at(feed: &MatchFeed, from: Vec3, direction: Vec3, reach: f32) -> (Vec3, bool) {
    let ground = feed
        .rules
        .terrain
        .cast(match_vec3(from), match_vec3(direction), reach);
    let ground_m = ground.map_or(reach, |hit| hit.distance_m);
    let hogs = feed.scene.hogs.iter();
    let hull_m = hogs
        .filter(|hog| feed.sees(hog) && feed.is_foe(hog.id))
        .filter_map(|hog| {
            let half = Vec3::from_array(feed.rules.tuning.chassis(hog.chassis).half_extents_m) + 0.2;
            hull_distance(hog, half, from, direction)
        })
        .fold(f32::MAX, f32::min);
    (from + direction * ground_m.min(hull_m), hull_m < ground_m)
}

/// What the player looks at, metres, and whether it is an enemy; nothing for the sky.
#[must_use]
pub fn pointed(feed: &MatchFeed, view: &CameraView) -> Option<(Vec3, bool)> {
    let (from, along) = (view.transform.translation, view.aim());
    let (at, enemy) = aimed_at(feed, from, along, POINT_REACH_M);
    (enemy || at.distance(from) < POINT_REACH_M - 0.5).then_some((at, enemy))
}

/// Where what is lobbed comes down.
fn lands(feed: &MatchFeed, from: Vec3, velocity: Vec3, tuning: &WeaponTuning) -> Vec3 {
    let place = |step: u16| {
        let time_s = f32::from(step) * LOB_STEP_S;
        from + velocity * time_s - Vec3::Y * (0.5 * tuning.fall_mps2 * time_s * time_s)
    };
    let steps = (tuning.life_s / LOB_STEP_S) as u16;
    for step in 0..steps {
        let (now, next) = (place(step), place(step + 1));
        let span_m = now.distance(next).max(1e-3);
        let way = match_vec3((next - now) / span_m);
        if let Some(hit) = feed.rules.terrain.cast(match_vec3(now), way, span_m) {
            return now + (next - now) * (hit.distance_m / span_m);
        }
    }
    place(steps)
}

/// The lead mark's place on the screen for the visible enemy nearest to the crosshair.
fn lead_mark(
    feed: &MatchFeed,
    frame: &HudFrame,
    own: &SceneHog,
    from: Vec3,
    crosshair: Vec2,
) -> Option<Vec2> {
    let tuning = feed.rules.tuning.weapon(own.weapon);
    let eye = match_vec3(frame.eye);
    let movers = feed.movers();
    let solid = feed.rules.surroundings(&movers);
    let enemies = feed
        .scene
        .hogs
        .iter()
        .filter(|hog| feed.sees(hog) && feed.is_foe(hog.id) && !hog.protected);
    let near = enemies.filter(|hog| vec3(hog.position).distance(from) < LEAD_RANGE_M);
    let seen = near.filter_map(|hog| {
        let place = frame.locate(vec3(hog.position))?;
        let off = place.distance(crosshair);
        (off < frame.size.y * LEAD_WITHIN && solid.sees(eye, hog.position)).then_some((off, hog))
    });
    let (_, target) = seen.min_by(|a, b| a.0.total_cmp(&b.0))?;
    let leading = Leading {
        tuning,
        from,
        own: vec3(own.velocity),
        target: vec3(target.position),
        velocity: vec3(target.velocity),
    };
    frame.locate(look(own.weapon).lead(&leading)?)
}

fn note(feed: Res<MatchFeed>, time: Res<Time>, mut hit: ResMut<Hit>) {
    let own = feed.scene.own;
    hit.left_s -= time.delta_secs();
    for event in &feed.events {
        match *event {
            SceneEvent::Outcome(Outcome::Damaged {
                victim,
                attacker: Some(attacker),
                amount,
                ..
            }) if attacker == own && victim != own && amount.points() > 0.0 => {
                let standing = hit.left_s > 0.0 && hit.wrecked;
                *hit = Hit {
                    left_s: hit.left_s.max(TICKS_S),
                    wrecked: standing,
                };
            }
            SceneEvent::Outcome(Outcome::Wrecked {
                victim,
                killer: Some(killer),
                ..
            }) if killer == own && victim != own => {
                *hit = Hit {
                    left_s: TICKS_S * 2.5,
                    wrecked: true,
                };
            }
            _ => {}
        }
    }
}

fn display(
    feed: Res<MatchFeed>,
    frame: Res<HudFrame>,
    hit: Res<Hit>,
    mut mark_of_barrel: ResMut<Aimed>,
    mut marks: Query<(&MarkKind, &mut ImageNode, &mut UiTransform, &mut Visibility)>,
) {
    let own = feed.scene.hog(feed.scene.own).filter(|hog| hog.alive);
    let muzzle = own.map(|own| muzzle(own, feed.rules.tuning.chassis(own.chassis)));
    let tuning = own.map(|own| feed.rules.tuning.weapon(own.weapon));
    let aimed = muzzle.zip(tuning).map(|((from, direction), tuning)| {
        if let Some(velocity) = own.and_then(|own| look(own.weapon).launch(direction, tuning)) {
            return (lands(&feed, from, velocity, tuning), false);
        }
        // A weapon without a flight still shows where the barrel points.
        let reach = (tuning.speed_mps * tuning.life_s)
            .max(tuning.reach_m)
            .clamp(60.0, 200.0);
        aimed_at(&feed, from, direction, reach)
    });
    let centre = frame.aim();
    let barrel = aimed
        .and_then(|(at, _)| frame.locate(at))
        .filter(|at| frame.on_screen(*at, 0.0));
    mark_of_barrel.0 = barrel;
    let lead = own
        .zip(muzzle)
        .and_then(|(own, (from, _))| lead_mark(&feed, &frame, own, from, barrel.unwrap_or(centre)));
    let on_enemy = aimed.is_some_and(|(_, enemy)| enemy);
    for (kind, mut image, mut transform, mut visibility) in &mut marks {
        let (place, colour, scale) = match kind {
            MarkKind::Dot => (own.map(|_| centre), SELF, 1.0),
            MarkKind::Barrel => (barrel, if on_enemy { DANGER } else { SELF }, 1.0),
            MarkKind::Lead => (lead, DANGER, 1.0),
            MarkKind::Ticks => {
                let shown = (hit.left_s > 0.0).then(|| barrel.unwrap_or(centre));
                let grown = 1.0 - (hit.left_s / (TICKS_S * 2.5)).clamp(0.0, 1.0);
                let scale = if hit.wrecked { 1.7 - 0.5 * grown } else { 1.0 };
                (shown, if hit.wrecked { GOLD } else { SELF }, scale)
            }
        };
        show(&mut visibility, place.is_some());
        let Some(place) = place else { continue };
        if image.color != colour {
            image.color = colour;
        }
        let place = place.round();
        *transform = UiTransform {
            translation: Val2::px(place.x, place.y),
            scale: Vec2::splat(scale),
            rotation: Rot2::IDENTITY,
        };
    }
}
