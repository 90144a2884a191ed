//! What a chassis can do beside driving: one key, energy, a time to wait. The figures are in the chassis' file.

use super::controls::Buttons;
use super::hog::{Hog, Points};
use super::outcome::{Cause, Outcome, Outcomes};
use super::shot::STAND_OFF_M;
use crate::level::{Level, Surroundings};
use crate::math::Vec3;
use crate::tick::{TICK_SECONDS, ticks_from_seconds};
use crate::tuning::{Ability, ChassisTuning};

/// Below this over the ground it dashes along its nose, m/s.
const LEAST_SPEED_MPS: f32 = 3.0;

/// Rays to either side of the middle that look ahead of a dash: so close that no post stands between two.
const RAYS: i32 = 4;

/// Uses what is asked for and can be paid, and goes on with what lasts.
pub(super) fn apply(
    hog: &mut Hog,
    tuning: &ChassisTuning,
    (level, surroundings): (&Level, Surroundings<'_>),
    guessed: bool,
    outcomes: &mut Outcomes,
) {
    let energy = Points::from_points(tuning.ability.energy);
    let asked = hog.controls.buttons.holds(Buttons::ABILITY);
    // How long another has to wait is not told; that it began, is.
    if asked && !guessed && hog.ability_wait_ticks == 0 && hog.energy >= energy {
        hog.energy = hog.energy.minus(energy);
        hog.energy_wait_ticks = ticks_from_seconds(tuning.energy_delay_s) as u16;
        hog.ability_wait_ticks = ticks_from_seconds(tuning.ability.wait_s) as u16;
        hog.ability_ticks = ticks_from_seconds(tuning.ability.lasts_s) as u16;
        outcomes.push(Outcome::AbilityUsed { hog: hog.id });
        if let Ability::Dash {
            distance_m,
            speed_mps,
        } = tuning.ability.kind
        {
            let along = dash_way(hog);
            let clear_m = clear_way_m(hog, tuning, (level, surroundings), along, distance_m);
            hog.position += along * clear_m;
            hog.velocity += along * speed_mps;
        }
    }
    if hog.ability_ticks > 0
        && let Ability::Plate { thrust_mps2, .. } = tuning.ability.kind
    {
        let forward = hog.forward();
        hog.velocity += forward * (thrust_mps2 * TICK_SECONDS);
    }
}

/// Which way it dashes: along the way it drives or, at rest, along its nose.
fn dash_way(hog: &Hog) -> Vec3 {
    let level = Vec3::new(hog.velocity.x, 0.0, hog.velocity.z);
    if level.length() > LEAST_SPEED_MPS {
        hog.velocity.normalize_or_zero()
    } else {
        hog.forward()
    }
}

/// How far of `distance_m` is free for the whole width of a hull: before whatever is in the way, and within the arena.
fn clear_way_m(
    hog: &Hog,
    tuning: &ChassisTuning,
    (level, surroundings): (&Level, Surroundings<'_>),
    along: Vec3,
    distance_m: f32,
) -> f32 {
    let hull_m = tuning.half_extents_m[2] + STAND_OFF_M;
    let across = along.cross(Vec3::new(0.0, 1.0, 0.0)).normalize_or_zero() * tuning.half_extents_m[0];
    let mut clear_m = distance_m;
    for ray in -RAYS..=RAYS {
        let from = hog.position + across * (ray as f32 / RAYS as f32);
        if let Some((hit, _)) = surroundings.cast(from, along, clear_m + hull_m) {
            clear_m = clear_m.min(hit.distance_m - hull_m);
        }
    }
    let (half_x, half_z) = level.half_size;
    let edges = [
        (hog.position.x, along.x, -half_x, half_x),
        (hog.position.y, along.y, level.floor, level.ceiling),
        (hog.position.z, along.z, -half_z, half_z),
    ];
    for (at, way, least, most) in edges {
        let edge = if way < 0.0 { least } else { most };
        if way.abs() > 1e-3 {
            clear_m = clear_m.min((edge - at) / way - hull_m);
        }
    }
    clear_m.clamp(0.0, distance_m)
}

/// Share of harm that comes through.
pub(super) fn harm_share(hog: &Hog, tuning: &ChassisTuning, cause: Cause) -> f32 {
    match tuning.ability.kind {
        Ability::Bubble { share } if hog.ability_ticks > 0 => 1.0 - share,
        Ability::Plate { .. } if hog.ability_ticks > 0 && cause == Cause::Ram => 0.0,
        _ => 1.0,
    }
}

/// How many times as much its rams hurt.
pub(super) fn ram_multiple(hog: &Hog, tuning: &ChassisTuning) -> f32 {
    match tuning.ability.kind {
        Ability::Plate { ram, .. } if hog.ability_ticks > 0 => ram,
        _ => 1.0,
    }
}

/// Whether it cannot fire meanwhile.
pub(super) fn silences(hog: &Hog, tuning: &ChassisTuning) -> bool {
    hog.ability_ticks > 0 && matches!(tuning.ability.kind, Ability::Bubble { .. })
}
