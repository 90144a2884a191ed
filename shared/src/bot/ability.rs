//! When a bot uses what its chassis can do: to leap aside or away, behind a bubble, with its plate before a ram. It notices a
//! chance as late as it notices everything, and misses some.

use super::View;
use super::arms::{Arms, Kind};
use super::choose::Goal;
use super::heading::{Hazards, level};
use super::look::Eyes;
use crate::arena::hog::Points;
use crate::math::Vec3;
use crate::rng::Rng;
use crate::tick::ticks_from_seconds;
use crate::tuning::Ability;

/// Room that a dash needs ahead, metres.
const DASH_ROOM_M: f32 = 13.0;
/// How far from a void it must end, metres.
const DASH_VOID_M: f32 = 4.0;
/// A ram is worth the plate within this, metres.
const RAM_M: f32 = 16.0;
/// Hurt so short a while ago one is under fire, ticks.
const FIRE_TICKS: u16 = 30;

/// Chances, and whether they are taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Knack {
    /// For how long there has been a chance, ticks.
    since_ticks: usize,
    /// Whether this one is taken.
    takes: bool,
}

impl Knack {
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether to press the key in this tick.
    pub(super) fn uses(
        &mut self,
        view: &View<'_>,
        (eyes, hazards, arms): (&Eyes, &Hazards, &Arms),
        (goal, rams): (Goal, bool),
        rng: &mut Rng,
    ) -> bool {
        let cost = Points::from_points(view.chassis.ability.energy);
        let ready = view.me.ability_wait_ticks == 0 && view.me.energy >= cost;
        let chance = ready
            && match view.chassis.ability.kind {
                Ability::Dash { .. } => dashes(view, eyes, hazards, arms, goal),
                Ability::Bubble { .. } => hides(view, hazards, arms),
                Ability::Plate { .. } => rams && charges(view, eyes),
            };
        if !chance {
            self.since_ticks = 0;
            return false;
        }
        if self.since_ticks == 0 {
            self.takes = rng.chance(view.traits.tricks);
        }
        self.since_ticks += 1;
        // What comes flying was noticed late already.
        let late_ticks = if hazards.strikes_within(view, 0.45) {
            3
        } else {
            view.traits.delay_ticks
        };
        self.takes && self.since_ticks > late_ticks
    }
}

/// Aside out of the way of what comes, away, or near with a weapon that is good there.
fn dashes(view: &View<'_>, eyes: &Eyes, hazards: &Hazards, arms: &Arms, goal: Goal) -> bool {
    let velocity = level(view.me.velocity);
    let (speed_mps, along) = (velocity.length(), velocity.normalize_or_zero());
    if speed_mps < 6.0 || view.me.airborne {
        return false;
    }
    let aside = hazards.dodge().is_some_and(|aside| along.dot(aside) > 0.5);
    let away = matches!(goal, Goal::Flee(_)) && speed_mps > 12.0;
    let span = eyes
        .target()
        .and_then(|target| eyes.sighting(target))
        .map_or(Vec3::ZERO, |target| level(target.at - view.me.position));
    let distance_m = span.length();
    let near = arms.kind(view) == Kind::Sparks
        && (16.0..32.0).contains(&distance_m)
        && along.dot(span / distance_m.max(0.1)) > 0.8;
    let wanted = (aside && hazards.strikes_within(view, 0.45)) || away || near;
    wanted && {
        let walk = view.nav.walk(view.here, view.me.position, along, DASH_ROOM_M);
        walk.clear_m + 1.0 >= DASH_ROOM_M && walk.void_m > DASH_VOID_M
    }
}

/// Under fire without a shield, or when something is about to strike; not while a weapon is being charged.
fn hides(view: &View<'_>, hazards: &Hazards, arms: &Arms) -> bool {
    let (me, chassis) = (view.me, view.chassis);
    let whole = ticks_from_seconds(chassis.shield_delay_s) as u16;
    let hurt = me.shield_wait_ticks + FIRE_TICKS > whole && me.shield_wait_ticks > 0;
    let bare = me.shield.points() < 0.15 * chassis.shield;
    let weak = me.health.points() < 0.75 * chassis.health;
    (hurt && bare && weak && !arms.is_busy(view)) || hazards.strikes_within(view, 0.3)
}

/// With the target close ahead.
fn charges(view: &View<'_>, eyes: &Eyes) -> bool {
    let target = eyes.target().and_then(|target| eyes.sighting(target));
    target.is_some_and(|target| {
        let span = target.at - view.me.position;
        span.length() < RAM_M && view.me.forward().dot(span.normalize_or_zero()) > 0.85
    })
}
