//! Around something: one's own wreck and whoever made it one, or, behind the menu, whoever is closest to a fight.

use std::f32::consts::TAU;

use bevy::prelude::*;
use hogs_shared::ids::HogId;
use hogs_shared::level::Terrain;
use hogs_shared::netplay::scene::Scene;

use super::room::{above_ground, free, toward_free};
use super::{Rig, toward};
use crate::view::convert::{match_vec3, vec3};

/// How far over the middle of a hull the circling eye looks, metres.
const EYE_LINE_M: f32 = 1.6;

/// Slowly around the wreck, later around whoever did it.
pub(super) fn mourn(rig: &mut Rig, scene: &Scene, terrain: &Terrain, dt: f32) -> Transform {
    rig.wreck_s += dt;
    rig.follows = None;
    let killer = rig
        .killer
        .and_then(|id| scene.hog(id))
        .filter(|hog| hog.alive && rig.wreck_s > 1.6);
    // The way there must be free, or the eye would go through what is between.
    if let Some(killer) = killer
        && terrain.sees(match_vec3(rig.focus), killer.position)
    {
        rig.focus = rig.focus.lerp(vec3(killer.position), toward(dt, 0.7));
    }
    let middle = toward_free(terrain, rig.focus, rig.focus + Vec3::Y * EYE_LINE_M);
    let round = Round {
        radius: 12.0,
        height: 5.5,
        turn_rps: 0.3,
    };
    circle(rig, terrain, middle, &round, dt)
}

/// Around whoever is closest to a fight.
pub(super) fn follow_action(rig: &mut Rig, scene: &Scene, terrain: &Terrain, dt: f32) -> Transform {
    rig.star_s -= dt;
    let lost = rig.star.and_then(|id| scene.hog(id)).is_none_or(|hog| !hog.alive);
    if lost || rig.star_s <= 0.0 {
        let before = rig.star;
        rig.star = closest_pair(scene).or_else(|| scene.hogs.iter().find(|hog| hog.alive).map(|hog| hog.id));
        rig.star_s = 9.0;
        if before.is_none()
            && let Some(hog) = rig.star.and_then(|id| scene.hog(id))
        {
            rig.focus = vec3(hog.position);
        }
    }
    let mut middle = rig.focus + Vec3::Y * EYE_LINE_M;
    if let Some(hog) = rig.star.and_then(|id| scene.hog(id)) {
        let ahead = vec3(hog.position) + vec3(hog.velocity) * 0.35;
        rig.focus = rig.focus.lerp(ahead, toward(dt, 0.5));
        middle = toward_free(terrain, vec3(hog.position), rig.focus + Vec3::Y * EYE_LINE_M);
    }
    let round = Round {
        radius: 15.0,
        height: 4.6,
        turn_rps: 0.11,
    };
    circle(rig, terrain, middle, &round, dt)
}

/// One of the two hogs in play that are nearest to each other.
fn closest_pair(scene: &Scene) -> Option<HogId> {
    let alive: Vec<_> = scene.hogs.iter().filter(|hog| hog.alive).collect();
    let mut best: Option<(f32, HogId)> = None;
    for (index, one) in alive.iter().enumerate() {
        for other in &alive[index + 1..] {
            let apart = (one.position - other.position).length_squared();
            if best.is_none_or(|(least, _)| apart < least) {
                best = Some((apart, one.id));
            }
        }
    }
    best.map(|(_, id)| id)
}

/// A way around something.
struct Round {
    /// Metres to its side.
    radius: f32,
    /// Metres over it.
    height: f32,
    /// Radians a second.
    turn_rps: f32,
}

/// Around a free place, drawn in where something solid is in the way.
fn circle(rig: &mut Rig, terrain: &Terrain, middle: Vec3, round: &Round, dt: f32) -> Transform {
    if !rig.lens.calm {
        rig.circle = (rig.circle + round.turn_rps * dt) % TAU;
    }
    rig.fov += (rig.rest - rig.fov) * toward(dt, 0.4);
    let level = Vec3::new(rig.circle.sin(), 0.0, rig.circle.cos());
    let away = level * round.radius + Vec3::Y * round.height;
    let (direction, length) = away.normalize_and_length();
    let reach = free(terrain, middle, direction, length);
    rig.boom = if reach < rig.boom {
        reach
    } else {
        rig.boom + (reach - rig.boom) * toward(dt, 0.8)
    };
    let eye = above_ground(terrain, middle + direction * rig.boom);
    // With no room at all the eye is where it would look at: then along where it would look.
    Transform::from_translation(eye).looking_to(middle - direction - eye, Vec3::Y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::camera::chase::{HEIGHT_M, boom};
    use hogs_shared::arena::Rules;
    use hogs_shared::mode::Mode;
    use hogs_shared::rng::Rng;

    /// Places where a hog can be: over some floor, ceilings or none above.
    fn places(terrain: &Terrain, count: usize) -> Vec<Vec3> {
        let mut rng = Rng::new(7);
        let mut places = Vec::new();
        while places.len() < count {
            let from = Vec3::new(
                rng.range(-75.0, 75.0),
                rng.range(-12.0, 14.0),
                rng.range(-75.0, 75.0),
            );
            let floor = terrain.cast(match_vec3(from), match_vec3(Vec3::NEG_Y), 40.0);
            let place = floor.map(|floor| from + Vec3::Y * (1.0 - floor.distance_m));
            let outside = |place: &Vec3| !inside(terrain, *place) && !inside(terrain, from);
            places.extend(place.filter(outside));
        }
        places
    }

    fn inside(terrain: &Terrain, place: Vec3) -> bool {
        let hit = terrain.cast(match_vec3(place), match_vec3(Vec3::Y), 0.01);
        hit.is_some_and(|hit| hit.distance_m <= 0.0)
    }

    #[test]
    fn nothing_solid_comes_between_the_eye_and_the_hog_or_its_wreck() {
        let data = crate::data::find()
            .unwrap()
            .load("sty", Mode::Deathmatch.name())
            .unwrap();
        let rules = Rules::new(Mode::Deathmatch, data).unwrap();
        let terrain = &rules.terrain;
        let mut rng = Rng::new(8);
        let mut roofed = 0;
        for place in places(terrain, 1500) {
            roofed += u32::from(free(terrain, place, Vec3::Y, 9.0) < 9.0);
            let mut rig = Rig {
                focus: place,
                circle: rng.range(0.0, TAU),
                ..default()
            };
            let hogs = Scene {
                own: HogId(0),
                at_tick: 0.0,
                hogs: Vec::new(),
                ghosts: Vec::new(),
                shots: Vec::new(),
                pickups: 0,
                phase: hogs_shared::mode::Phase::Playing,
                time_left_s: 0.0,
                teams: [0; 2],
                objectives: Vec::new(),
            };
            let middle = toward_free(terrain, place, place + Vec3::Y * EYE_LINE_M);
            for _ in 0..30 {
                let seen = mourn(&mut rig, &hogs, terrain, 0.1);
                assert!(seen.is_finite(), "{place}: {seen:?}");
                let eye = seen.translation;
                assert!(
                    terrain.sees(match_vec3(middle), match_vec3(eye)),
                    "the wreck at {place} is hidden from {eye}"
                );
            }
            // The pivot of one that moves lags, mostly below or above.
            rig.pivot = place + Vec3::new(rng.range(-1.0, 1.0), rng.range(-2.0, 2.0), rng.range(-1.0, 1.0));
            for _ in 0..10 {
                let yaw = rng.range(0.0, TAU);
                let swing = Quat::from_euler(EulerRot::YXZ, yaw, rng.range(-0.7, 0.25), 0.0);
                let eye = boom(&mut rig, terrain, place, swing * Vec3::Z, HEIGHT_M, 0.1);
                assert!(
                    !inside(terrain, eye),
                    "the eye at {eye}, behind {place}, is in something"
                );
            }
        }
        assert!(roofed > 20, "only {roofed} places under something");
    }
}
