//! In the air over a void only one thing counts: where one will come down. Looks ahead along the flight with little
//! control left, and picks the push that ends on the surest ground.

use super::View;
use super::drive::{Axes, Frame};
use super::heading::level;
use crate::arena::GRAVITY_MPS2;
use crate::arena::controls::Buttons;
use crate::math::{PI, Vec3, cos, sin};
use crate::tuning::ChassisTuning;

/// Share of thrust left in the air, as `arena/hover.rs` has it.
const AIR_CONTROL: f32 = 0.45;
/// A landing this far from any void is good enough, metres.
const SURE_M: f32 = 4.0;
/// A step of looking ahead, seconds.
const STEP_S: f32 = 0.1;
/// Steps of looking ahead.
const STEPS: u32 = 35;

/// What lands a flying craft on ground; none if whatever it does will.
pub(super) fn home(view: &View<'_>) -> Option<Axes> {
    let frame = Frame::of(view);
    let drift = frame.velocity.normalize_or_zero();
    let (landing_m, over_void) = landing(view, drift * 0.3);
    if !over_void {
        return None;
    }
    // On as it goes, if that is sure; else the best of eight ways to push.
    let mut best = (landing_m, drift * 0.3);
    for eighth in 0..8 {
        if best.0 >= SURE_M {
            break;
        }
        let angle = eighth as f32 * PI / 4.0;
        let push = drift * cos(angle) + Vec3::new(-drift.z, 0.0, drift.x) * sin(angle);
        let (landing_m, _) = landing(view, push);
        if landing_m > best.0 {
            best = (landing_m, push);
        }
    }
    let push = best.1;
    Some(Axes {
        throttle: push.dot(frame.nose).clamp(-1.0, 1.0),
        steer: frame.steer(if push == Vec3::ZERO { frame.nose } else { push }),
        strafe: push.dot(frame.right).clamp(-1.0, 1.0),
        // With the boost a flight reaches farther, where that is what saves it.
        buttons: Buttons::default().with(Buttons::BOOST, best.0 < 1.0 && push.dot(frame.nose) > 0.8),
    })
}

/// How far from a void a flight under a push (a share of thrust, level) comes down, 0 if it does not, metres; and
/// whether a void lies under it on the way or near where it ends.
fn landing(view: &View<'_>, push: Vec3) -> (f32, bool) {
    let gravity = GRAVITY_MPS2 * view.chassis.air_gravity;
    let (mut at, mut velocity) = (view.me.position, view.me.velocity);
    let mut over_void = false;
    for _ in 0..STEPS {
        let slowed = slowed(view.chassis, velocity, push, STEP_S);
        velocity = Vec3::new(slowed.x, velocity.y - gravity * STEP_S, slowed.z);
        at += velocity * STEP_S;
        let floor = view.nav.floor_near(at);
        over_void |= floor.is_none() && view.nav.void_m(at) <= 0.0;
        let Some(floor) = floor else { continue };
        let node = view.nav.node(floor);
        if at.y <= node.at.y + view.chassis.hover_m + 0.3 && velocity.y < 0.0 {
            return (node.void_m, over_void || node.void_m < SURE_M);
        }
    }
    (0.0, over_void)
}

/// Level velocity after a step of flight: quadratic drag, and what a push (a share of thrust) gives.
pub(super) fn slowed(chassis: &ChassisTuning, velocity: Vec3, push: Vec3, step_s: f32) -> Vec3 {
    let flat = level(velocity);
    let share = flat.length() / chassis.top_speed_mps;
    let drag = flat.normalize_or_zero() * (chassis.forward_mps2 * share * share);
    flat + (push * (chassis.forward_mps2 * AIR_CONTROL) - drag) * step_s
}
