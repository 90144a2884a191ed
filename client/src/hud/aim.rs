//! The middle of the screen: the dot one aims with, the mark where the barrel really points, the mark to aim at for the
//! enemy in sight, and ticks for hits.

use bevy::prelude::*;

use hogs_shared::arena::outcome::Outcome;
use hogs_shared::ids::Weapon;
use hogs_shared::netplay::scene::{SceneEvent, SceneHog};
use hogs_shared::tuning::{ChassisTuning, WeaponTuning};

use super::frame::HudFrame;
use super::glyph::Glyph;
use super::style::{DANGER, GOLD, SELF, show};
use super::{HudPhase, Kit, playing};
use crate::feed::MatchFeed;
use crate::view::convert::{match_vec3, quat, vec3};

/// How far from the crosshair an enemy may be to get a lead mark, as a share of the screen's height.
const LEAD_WITHIN: f32 = 0.28;
/// Farthest enemy that gets one, metres.
const LEAD_RANGE_M: f32 = 150.0;
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

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Hit>().add_systems(
        Update,
        (note, display).chain().in_set(HudPhase::Show).run_if(playing),
    );
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

/// Seconds after which a shot of a speed meets something that is `apart` (metres) and moves at `velocity` (m/s) as seen
/// from the barrel: the smaller positive root of |apart + velocity t| = speed t.
fn meeting_time(apart: Vec3, velocity: Vec3, speed: f32) -> Option<f32> {
    let a = velocity.length_squared() - speed * speed;
    let b = 2.0 * apart.dot(velocity);
    let c = apart.length_squared();
    if a.abs() < 1e-3 {
        return (b < 0.0).then(|| -c / b);
    }
    let root = (b * b - 4.0 * a * c).max(-1.0);
    if root < 0.0 {
        return None;
    }
    let (first, second) = ((-b - root.sqrt()) / (2.0 * a), (-b + root.sqrt()) / (2.0 * a));
    let (low, high) = (first.min(second), first.max(second));
    if low > 0.0 {
        Some(low)
    } else {
        (high > 0.0).then_some(high)
    }
}

/// Where to point a barrel at `from` to hit, and none out of reach. An autocannon's shell inherits all of the shooter's
/// motion, a rocket only that along its path (the rules in `hogs_shared::weapon`), a mine goes nowhere.
fn lead(
    weapon: Weapon,
    tuning: &WeaponTuning,
    from: Vec3,
    own: Vec3,
    target: Vec3,
    velocity: Vec3,
) -> Option<Vec3> {
    let apart = target - from;
    let (relative, speed) = match weapon {
        Weapon::Autocannon => (velocity - own, tuning.speed_mps),
        Weapon::Rocket => (
            velocity,
            tuning.speed_mps + own.dot(apart.normalize_or_zero()).max(0.0),
        ),
        Weapon::Mine => return None,
    };
    let time = meeting_time(apart, relative, speed).filter(|time| *time <= tuning.life_s)?;
    Some(target + relative * time)
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
    let enemies = feed
        .scene
        .hogs
        .iter()
        .filter(|hog| hog.alive && hog.id != feed.scene.own);
    let hull_m = enemies
        .filter_map(|hog| {
            let half = Vec3::from_array(feed.rules.tuning.chassis(hog.chassis).half_extents_m) + 0.2;
            hull_distance(hog, half, from, direction)
        })
        .fold(f32::MAX, f32::min);
    (from + direction * ground_m.min(hull_m), hull_m < ground_m)
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
    let enemies = feed
        .scene
        .hogs
        .iter()
        .filter(|hog| hog.alive && hog.id != own.id && !hog.protected);
    let near = enemies.filter(|hog| vec3(hog.position).distance(from) < LEAD_RANGE_M);
    let seen = near.filter_map(|hog| {
        let place = frame.locate(vec3(hog.position))?;
        let off = place.distance(crosshair);
        (off < frame.size.y * LEAD_WITHIN && feed.rules.terrain.sees(eye, hog.position)).then_some((off, hog))
    });
    let (_, target) = seen.min_by(|a, b| a.0.total_cmp(&b.0))?;
    let (position, velocity) = (vec3(target.position), vec3(target.velocity));
    frame.locate(lead(
        own.weapon,
        tuning,
        from,
        vec3(own.velocity),
        position,
        velocity,
    )?)
}

fn note(feed: Res<MatchFeed>, time: Res<Time>, mut hit: ResMut<Hit>) {
    let own = feed.scene.own;
    hit.left_s -= time.delta_secs();
    for event in &feed.events {
        match *event {
            SceneEvent::Outcome(Outcome::Damaged {
                victim,
                attacker: Some(attacker),
                ..
            }) if attacker == own && victim != own => {
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
    mut marks: Query<(&MarkKind, &mut ImageNode, &mut UiTransform, &mut Visibility)>,
) {
    let own = feed.scene.hog(feed.scene.own).filter(|hog| hog.alive);
    let muzzle = own.map(|own| muzzle(own, feed.rules.tuning.chassis(own.chassis)));
    let tuning = own.map(|own| feed.rules.tuning.weapon(own.weapon));
    let aimed = muzzle.zip(tuning).map(|((from, direction), tuning)| {
        // A weapon without a flight still shows where the barrel points.
        let reach = (tuning.speed_mps * tuning.life_s).clamp(60.0, 200.0);
        aimed_at(&feed, from, direction, reach)
    });
    let centre = frame.size * 0.5;
    let barrel = aimed
        .and_then(|(at, _)| frame.locate(at))
        .filter(|at| frame.on_screen(*at, 0.0));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn tuning(speed_mps: f32, life_s: f32) -> WeaponTuning {
        WeaponTuning {
            reload_s: 1.0,
            ammo_max: 1,
            ammo_start: 1,
            ammo_pickup: 1,
            speed_mps,
            life_s,
            radius_m: 0.2,
            damage: 1.0,
            splash_damage: 0.0,
            splash_radius_m: 0.0,
            knockback_mps: 0.0,
            self_damage: 0.0,
            arm_s: 0.0,
            trigger_radius_m: 0.0,
        }
    }

    #[test]
    fn a_shell_aimed_at_its_lead_meets_the_target() {
        let figures = tuning(140.0, 2.0);
        let (from, own) = (Vec3::ZERO, Vec3::new(12.0, 0.0, -20.0));
        let (target, velocity) = (Vec3::new(10.0, 1.0, -70.0), Vec3::new(-25.0, 0.0, 5.0));
        let aim = lead(Weapon::Autocannon, &figures, from, own, target, velocity).unwrap();
        let shell = (aim - from).normalize() * 140.0 + own;
        let nearest = (0..2000)
            .map(|i| i as f32 * 0.001)
            .map(|t| (from + shell * t).distance(target + velocity * t));
        assert!(nearest.fold(f32::MAX, f32::min) < 0.2);
    }

    #[test]
    fn a_rocket_aimed_at_its_lead_passes_close() {
        let figures = tuning(62.0, 3.0);
        let own = Vec3::new(0.0, 0.0, -20.0);
        let (target, velocity) = (Vec3::new(5.0, 0.0, -60.0), Vec3::new(15.0, 0.0, 0.0));
        let aim = lead(Weapon::Rocket, &figures, Vec3::ZERO, own, target, velocity).unwrap();
        let direction = aim.normalize();
        let rocket = direction * (62.0 + own.dot(direction).max(0.0));
        let nearest = (0..3000)
            .map(|i| i as f32 * 0.001)
            .map(|t| (rocket * t).distance(target + velocity * t));
        assert!(nearest.fold(f32::MAX, f32::min) < 1.0);
    }

    #[test]
    fn no_lead_for_mines_and_beyond_reach() {
        let figures = tuning(140.0, 0.2);
        let target = Vec3::new(0.0, 0.0, -70.0);
        assert!(
            lead(
                Weapon::Autocannon,
                &figures,
                Vec3::ZERO,
                Vec3::ZERO,
                target,
                Vec3::ZERO
            )
            .is_none()
        );
        assert!(lead(Weapon::Mine, &figures, Vec3::ZERO, Vec3::ZERO, target, Vec3::ZERO).is_none());
        assert!(
            meeting_time(Vec3::X * 10.0, Vec3::X * 50.0, 40.0).is_none(),
            "it outruns the shot"
        );
    }
}
