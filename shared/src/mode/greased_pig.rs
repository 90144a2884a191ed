//! Greased pig: whoever holds the pig scores for as long as they do. It slows them, a hard ram knocks it loose, and held
//! for too long it slips away by itself; then the hands that had it are too slippery for it for a while.

use super::{ModeRule, Objective, Play, Thing};
use crate::arena::Rules;
use crate::arena::outcome::Outcome;
use crate::ids::HogId;
use crate::math::{TAU, Vec3, cos, sin};
use crate::tick::{TICK_SECONDS, ticks_from_seconds};

/// The pig among the objectives: it is the only one.
const PIG: usize = 0;
/// How fast it flies off when it slips away, level and up, m/s.
const SLIP_MPS: (f32, f32) = (9.0, 7.0);
/// How fast it flies off when it is knocked loose: up, and level as a share of the ram's speed, but at least so fast, m/s.
const KNOCK_UP_MPS: f32 = 8.0;
/// See [`KNOCK_UP_MPS`].
const KNOCK_SHARE: f32 = 0.8;
/// See [`KNOCK_UP_MPS`].
const KNOCK_MPS: f32 = 12.0;

/// See above.
pub(super) struct GreasedPig;

impl ModeRule for GreasedPig {
    fn set_out(&self, rules: &Rules) -> Vec<Objective> {
        vec![Objective::at_home(Thing::Pig, rules)]
    }

    /// Only holding the pig counts.
    fn wrecked(&self, _play: &mut Play<'_>, _victim: HogId, _killer: Option<HogId>) {}

    fn tick(&self, play: &mut Play<'_>) {
        play.mind(PIG);
        if let Some(holder) = play.game.objectives[PIG].holder {
            hold(play, holder);
        } else {
            grab(play);
        }
    }
}

/// The pig is with somebody: they score, until it comes loose.
fn hold(play: &mut Play<'_>, holder: HogId) {
    let limits = &play.rules.mode.tuning;
    let pig = &mut play.game.objectives[PIG];
    let held_ticks = pig.wait_ticks.saturating_add(1);
    pig.wait_ticks = held_ticks;
    let points = |ticks: u16| (f32::from(ticks) * TICK_SECONDS * limits.hold_points_per_s) as i16;
    let earned = points(held_ticks) - points(held_ticks - 1);
    play.game.award(holder, None, earned);
    let knocked = play
        .outcomes
        .iter()
        .find_map(|outcome| knock(play, outcome, holder));
    let slips = limits.grip_s > 0.0 && u32::from(held_ticks) >= ticks_from_seconds(limits.grip_s);
    let slip = slips.then(|| {
        let (level_mps, up_mps) = SLIP_MPS;
        let yaw = play.rng.range(0.0, TAU);
        Vec3::new(sin(yaw) * level_mps, up_mps, cos(yaw) * level_mps)
    });
    if let Some(velocity) = knocked.or(slip) {
        play.let_go(PIG, velocity);
    }
}

/// The velocity that an outcome knocks the pig out of somebody's hands with, if it does, m/s: on the way that the other
/// hull came.
fn knock(play: &Play<'_>, outcome: &Outcome, holder: HogId) -> Option<Vec3> {
    let Outcome::Rammed {
        first,
        second,
        speed_mps,
        ..
    } = *outcome
    else {
        return None;
    };
    let other = match holder {
        holder if holder == first => second,
        holder if holder == second => first,
        _ => return None,
    };
    if speed_mps < play.rules.mode.tuning.knock_mps {
        return None;
    }
    let place = |hog: HogId| {
        let hog = play.hogs.get(hog.index()).and_then(Option::as_ref);
        hog.map_or(Vec3::ZERO, |hog| hog.position)
    };
    let away = place(holder) - place(other);
    let away = Vec3::new(away.x, 0.0, away.z).normalize_or_zero();
    Some(away * (speed_mps * KNOCK_SHARE).max(KNOCK_MPS) + Vec3::new(0.0, KNOCK_UP_MPS, 0.0))
}

/// The pig is loose: whoever touches it has it, but not at once who lost it.
fn grab(play: &mut Play<'_>) {
    let limits = &play.rules.mode.tuning;
    let pig = play.game.objectives[PIG];
    let loose_ticks = ticks_from_seconds(limits.return_s).saturating_sub(pig.wait_ticks.into());
    let slippery = loose_ticks < ticks_from_seconds(limits.slippery_s);
    let touched = pig.touched_by(play.hogs, |hog| !slippery || pig.last != Some(hog.id));
    if let Some(hog) = touched {
        play.take(PIG, hog);
    }
}
