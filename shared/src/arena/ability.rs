//! What a chassis can do beside driving: one key, energy, a time to wait. The figures are in the chassis' file.

use super::controls::Buttons;
use super::hog::{Hog, Points};
use super::outcome::{Cause, Outcome, Outcomes};
use super::shot::STAND_OFF_M;
use crate::level::Surroundings;
use crate::math::Vec3;
use crate::tick::{TICK_SECONDS, ticks_from_seconds};
use crate::tuning::{Ability, ChassisTuning};

/// Uses what is asked for and can be paid, and goes on with what lasts.
pub(super) fn apply(
    hog: &mut Hog,
    tuning: &ChassisTuning,
    surroundings: Surroundings<'_>,
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
            dash(hog, tuning, surroundings, distance_m, speed_mps);
        }
    }
    if hog.ability_ticks > 0
        && let Ability::Plate { thrust_mps2, .. } = tuning.ability.kind
    {
        let forward = hog.forward();
        hog.velocity += forward * (thrust_mps2 * TICK_SECONDS);
    }
}

/// Elsewhere at once, along the way it drives or, at rest, along its nose; before whatever is in the way.
fn dash(
    hog: &mut Hog,
    tuning: &ChassisTuning,
    surroundings: Surroundings<'_>,
    distance_m: f32,
    speed_mps: f32,
) {
    let level = Vec3::new(hog.velocity.x, 0.0, hog.velocity.z);
    let along = if level.length() > 3.0 {
        hog.velocity.normalize_or_zero()
    } else {
        hog.forward()
    };
    let hull_m = tuning.half_extents_m[2] + STAND_OFF_M;
    let hit = surroundings.cast(hog.position, along, distance_m + hull_m);
    let clear_m = hit.map_or(distance_m, |(hit, _)| hit.distance_m - hull_m);
    hog.position += along * clear_m.clamp(0.0, distance_m);
    hog.velocity += along * speed_mps;
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
