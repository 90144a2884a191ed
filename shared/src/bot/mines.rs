//! When a bot lays a mine: for whoever is at its heels, and now and then where others will pass, which is at pickups
//! and in narrow places.

use super::View;
use super::choose::Goal;
use super::look::Eyes;
use crate::level::vector;
use crate::rng::Rng;
use crate::tick::ticks_from_seconds;
use crate::weapon::Weapon;

/// A pursuer at this distance may well drive over what is laid, metres.
const PURSUIT_M: core::ops::Range<f32> = 5.0..38.0;

/// Intentions about mines.
#[derive(Clone, Debug, Default)]
pub(super) struct MineLayer {
    /// While laying: how many there were before, and when to give it up.
    laying: Option<(u16, u32)>,
    /// No other before this, by the bot's clock.
    next: u32,
}

impl MineLayer {
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether to have a mine in hand and the trigger down in this tick.
    pub(super) fn lays(&mut self, view: &View<'_>, eyes: &Eyes, goal: Goal, rng: &mut Rng) -> bool {
        let left = view.me.ammo[Weapon::Mine.index()];
        if let Some((before, until)) = self.laying {
            if left >= before && left > 0 && view.clock < until {
                return true;
            }
            self.laying = None;
            return false;
        }
        if left == 0 || view.clock < self.next || view.me.airborne || !view.turn(6) {
            return false;
        }
        let chased = pursued(view, eyes);
        let trap = !chased && left > 1 && !eyes.target_visible() && worth_a_trap(view, goal);
        if !chased && !trap {
            return false;
        }
        let wait_s = if chased {
            rng.range(1.5, 4.0)
        } else {
            rng.range(8.0, 20.0)
        };
        self.next = view.clock + ticks_from_seconds(wait_s);
        self.laying = Some((left, view.clock + 60));
        true
    }
}

/// Whether somebody follows close behind.
fn pursued(view: &View<'_>, eyes: &Eyes) -> bool {
    let moving = view.me.velocity.length() > 8.0;
    moving
        && eyes.sightings().iter().any(|sighting| {
            let span = sighting.at - view.me.position;
            let distance_m = span.length();
            let fresh = view.clock.wrapping_sub(sighting.seen) < 60;
            let behind = view
                .me
                .velocity
                .normalize_or_zero()
                .dot(span / distance_m.max(0.1))
                < -0.75;
            fresh && behind && PURSUIT_M.contains(&distance_m) && span.y.abs() < 4.0
        })
}

/// Whether others will come by here.
fn worth_a_trap(view: &View<'_>, goal: Goal) -> bool {
    let narrow = view.nav.node(view.here).room_m < 2.6;
    let leaving = !matches!(goal, Goal::Fetch(_));
    let pickups = view.arena.rules().level.pickups.iter();
    let at_pickup = pickups
        .map(|spot| vector(spot.at))
        .any(|at| (at - view.me.position).length_squared() < 36.0);
    leaving && (narrow || at_pickup)
}
