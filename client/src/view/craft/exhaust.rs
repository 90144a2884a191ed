//! What a hog does to the air and the ground around it: flames, the glow under its skirt, its shadow, dust, smoke and
//! sparks when it is hurt, and the star at its muzzle.

use bevy::prelude::*;
use hogs_shared::arena::controls::Buttons;
use hogs_shared::level::Surface;
use hogs_shared::netplay::scene::SceneHog;

use super::{Craft, MatchAir};
use crate::feed::MatchFeed;
use crate::palette::{self, linear};
use crate::view::convert::{match_vec3, vec3};
use crate::view::effects::{Effects, Particle};
use crate::view::sprite::{Shape, Sprites, light, veil};

/// How high over the ground dust still rises and the shadow shows, metres.
const GROUND_REACH_M: f32 = 9.0;

/// How far the sun is looked for behind solids, metres.
const SUN_REACH_M: f32 = 200.0;

/// The ground below a hog.
struct Ground {
    at: Vec3,
    normal: Vec3,
    height_m: f32,
    surface: Surface,
}

fn ground_below(feed: &MatchFeed, from: Vec3) -> Option<Ground> {
    let down = match_vec3(Vec3::NEG_Y);
    let hit = feed.rules.terrain.cast(match_vec3(from), down, GROUND_REACH_M)?;
    let at = from + Vec3::NEG_Y * hit.distance_m;
    Some(Ground {
        at,
        normal: vec3(hit.normal),
        height_m: hit.distance_m,
        surface: hit.surface,
    })
}

/// Whether the sun reaches a place.
fn is_sunlit(feed: &MatchFeed, at: Vec3, to_sun: Vec3) -> bool {
    let sun = feed
        .rules
        .terrain
        .cast(match_vec3(at), match_vec3(to_sun), SUN_REACH_M);
    sun.is_none()
}

/// Shows all of it for every hog in play.
pub(in crate::view) fn show(
    feed: Res<MatchFeed>,
    air: Res<MatchAir>,
    time: Res<Time>,
    craft: Query<&Craft>,
    mut effects: ResMut<Effects>,
    mut sprites: ResMut<Sprites>,
) {
    let dt = time.delta_secs().min(0.1);
    for craft in &craft {
        let Some(hog) = feed.scene.hog(craft.id).filter(|_| craft.shown) else {
            continue;
        };
        if hog.cloaked {
            continue;
        }
        let glow = feed.glow(craft.id);
        let half = Vec3::from_array(feed.rules.tuning.chassis(craft.chassis).half_extents_m);
        let ground = ground_below(&feed, craft.pose.translation);
        flames(craft, hog, glow, half, time.elapsed_secs(), &mut sprites);
        skirt(craft, glow, half, ground.as_ref(), &mut sprites);
        if let Some(ground) = &ground {
            let sunlit = || is_sunlit(&feed, craft.pose.translation, air.air.to_sun.truncate());
            dust(craft, hog, half, (ground, sunlit), dt, &mut effects);
        }
        hurt(craft, hog, half, dt, &mut effects);
    }
}

/// Two long cones, longer with throttle and longest with boost.
fn flames(craft: &Craft, hog: &SceneHog, glow: Vec3, half: Vec3, now_s: f32, sprites: &mut Sprites) {
    let boosts = hog.buttons.holds(Buttons::BOOST) && hog.energy.share > 0.02 && hog.throttle > 0.0;
    let push = hog.throttle.max(0.0);
    let flicker = 0.9 + 0.1 * (now_s * 47.0 + f32::from(craft.id.0) * 2.0).sin();
    let length = (0.35 + 1.0 * push + if boosts { 2.6 } else { 0.0 }) * flicker;
    let back = craft.pose.rotation * Vec3::Z;
    let width = half.x * if boosts { 0.24 } else { 0.17 };
    let seed = now_s.fract();
    for nozzle in craft.nozzles {
        let heat = linear(palette::FIRE_HEART).lerp(glow, 0.85);
        let power = 0.8 + 0.6 * push + if boosts { 0.9 } else { 0.0 };
        sprites.beam(
            nozzle,
            nozzle + back * length,
            width,
            light(heat, power),
            Shape::Flame,
            seed,
        );
        sprites.dot(
            nozzle + back * 0.1,
            width * 2.0 + 0.12 * push,
            light(glow, 0.35 + 0.4 * push),
        );
        if boosts {
            sprites.beam(
                nozzle,
                nozzle + back * length * 0.55,
                width * 0.45,
                light(Vec3::ONE, 0.9),
                Shape::Flame,
                seed,
            );
            sprites.dot(nozzle + back * 0.3, width * 4.0, light(glow, 0.5));
        }
    }
}

/// The ring of glow under the skirt, thrown onto the ground, and the shadow that keeps the craft on it.
fn skirt(craft: &Craft, glow: Vec3, half: Vec3, ground: Option<&Ground>, sprites: &mut Sprites) {
    let Some(ground) = ground else { return };
    let near = (1.0 - ground.height_m / GROUND_REACH_M).clamp(0.0, 1.0);
    let forward = craft.pose.rotation * Vec3::NEG_Z;
    let ahead = (forward - ground.normal * forward.dot(ground.normal)).normalize_or(Vec3::NEG_Z);
    let aside = ahead.cross(ground.normal);
    let at = ground.at + ground.normal * 0.05;
    let spread = 1.15 + 0.08 * ground.height_m;
    let shadow = veil(Vec3::new(0.02, 0.008, 0.03), 0.62 * near);
    sprites.flat(
        at,
        aside * half.x * 1.35 * spread,
        ahead * half.z * 1.35 * spread,
        shadow,
        Shape::Shadow,
    );
    // What the cushion loses in height for a leap, it gains in width.
    let squeeze = craft.motion.squeeze().max(0.0);
    let strength = (0.85 + 0.7 * squeeze) * near * near;
    let wide = spread * (1.0 + 0.22 * squeeze);
    let lifted = at + ground.normal * 0.03;
    sprites.flat(
        lifted,
        aside * half.x * 1.7 * wide,
        ahead * half.z * 1.55 * wide,
        light(glow, strength),
        Shape::Halo,
    );
}

/// Fans of dust behind and to the outside, by speed and slip over the ground.
fn dust(
    craft: &Craft,
    hog: &SceneHog,
    half: Vec3,
    (ground, sunlit): (&Ground, impl Fn() -> bool),
    dt: f32,
    effects: &mut Effects,
) {
    let velocity = vec3(hog.velocity);
    let speed = velocity.with_y(0.0).length();
    let close = (1.0 - (ground.height_m - 1.0) / 3.0).clamp(0.0, 1.0);
    let loose = match ground.surface {
        Surface::Earth | Surface::Snow => 1.0,
        Surface::Rock | Surface::Grass => 0.55,
        Surface::Concrete => 0.35,
        Surface::Metal | Surface::Ice | Surface::Lava => 0.12,
    };
    let right = craft.pose.rotation * Vec3::X;
    let slip = velocity.dot(right);
    let rate = (speed * 1.1 + slip.abs() * 2.4).min(75.0) * close * loose;
    if speed < 4.0 && slip.abs() < 2.0 {
        return;
    }
    // In the shade dust is plum like the ground it comes from.
    let grains = effects.trickle(rate, dt);
    let shade = if grains == 0 || sunlit() {
        Vec3::ONE
    } else {
        Vec3::new(0.30, 0.32, 0.52)
    };
    let colour = effects.dust * shade;
    for _ in 0..grains {
        let side = if effects.rng.chance(0.5) { 1.0 } else { -1.0 };
        let behind = craft.pose.rotation * Vec3::Z * half.z * effects.rng.range(0.5, 1.0);
        let outward = right * side * (1.6 + slip.abs() * 0.12) - right * slip * 0.18;
        let (rise, spread, life) = (
            effects.rng.range(0.6, 1.9),
            effects.rng.range(0.5, 1.4),
            effects.rng.range(0.7, 1.5),
        );
        effects.emit(Particle {
            at: ground.at + behind + right * side * half.x * 0.8 + Vec3::Y * 0.25,
            velocity: velocity * 0.28 + outward * spread + Vec3::Y * rise,
            life_s: life,
            size: [0.3, 1.05 + speed * 0.022],
            colour: [veil(colour * 0.9, 0.36), veil(colour * 0.8, 0.0)],
            shape: Shape::Puff,
            drag: 1.7,
            spin: side * 0.7,
            ..default()
        });
    }
}

/// Smoke from half health, sparks from a quarter.
fn hurt(craft: &Craft, hog: &SceneHog, half: Vec3, dt: f32, effects: &mut Effects) {
    let share = hog.health.share;
    if share >= 0.5 {
        return;
    }
    let bad = 1.0 - share / 0.5;
    let vent = craft
        .pose
        .transform_point(Vec3::new(0.3 * half.x, half.y * 0.8, half.z * 0.45));
    let smoke = linear(palette::SMOKE).lerp(linear(0x0085_7078), 1.0 - bad);
    for _ in 0..effects.trickle(7.0 + 20.0 * bad, dt) {
        let (rise, life) = (effects.rng.range(1.4, 2.8), effects.rng.range(0.8, 1.5));
        let aside = effects.any_direction() * 0.25;
        effects.emit(Particle {
            at: vent + aside,
            velocity: vec3(hog.velocity) * 0.45 + Vec3::Y * rise,
            life_s: life,
            size: [0.22, 0.75 + 0.7 * bad],
            colour: [veil(smoke, 0.75), veil(smoke, 0.0)],
            shape: Shape::Puff,
            drag: 1.2,
            spin: 0.8,
            ..default()
        });
    }
    if share >= 0.25 {
        return;
    }
    if effects.trickle(9.0, dt) > 0 {
        for _ in 0..effects.portion(4) {
            let way = effects.any_direction();
            effects.emit(Particle {
                at: vent,
                velocity: vec3(hog.velocity) * 0.8 + way * 5.0 + Vec3::Y * 3.0,
                life_s: 0.4,
                size: [0.045, 0.02],
                colour: [
                    light(linear(palette::FIRE_HEART), 3.0),
                    light(linear(palette::FIRE), 0.5),
                ],
                shape: Shape::Streak,
                stretch_s: 0.05,
                lift: -12.0,
                ..default()
            });
        }
        let flicker = Particle {
            at: vent,
            velocity: vec3(hog.velocity) * 0.7 + Vec3::Y * 1.5,
            life_s: 0.35,
            size: [0.4, 0.1],
            colour: [light(linear(palette::FIRE), 1.6), Vec4::ZERO],
            shape: Shape::Puff,
            ..default()
        };
        effects.emit(flicker);
    }
}
