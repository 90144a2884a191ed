//! Turns a wish for a direction and a speed into axes and buttons of a craft that drifts: the nose leads the velocity,
//! strafing corrects what the nose cannot, and nothing is worth sliding into the pit for.

use super::View;
use super::fly;
use super::heading::{Heading, level};
use crate::arena::controls::Buttons;
use crate::math::{PI, Vec3, cos, sin, wrap_angle, yaw_of};
use crate::rng::Rng;
use crate::tick::ticks_from_seconds;

/// Nearer than this to a void a bot thinks of nothing else, metres.
const BRINK_M: f32 = 1.6;
/// Who has moved less than this within [`STUCK_TICKS`] is stuck, metres.
const STUCK_M: f32 = 2.5;
/// See [`STUCK_M`]. Longer than it takes to get going from rest; by a wall every moment more is one too many, so that it is
/// half as long once a try has failed.
const STUCK_TICKS: u32 = 50;
/// How far to each side is looked for room to shake loose into, metres.
const ROOM_M: f32 = 6.0;

/// Axes in [-1, 1] and buttons other than the trigger.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Axes {
    pub throttle: f32,
    pub steer: f32,
    pub strafe: f32,
    pub buttons: Buttons,
}

/// The craft's frame on the level ground.
pub(super) struct Frame {
    pub nose: Vec3,
    pub right: Vec3,
    pub velocity: Vec3,
    yaw_rate: f32,
}

impl Frame {
    pub(super) fn of(view: &View<'_>) -> Self {
        let nose = level(view.me.forward()).normalize_or_zero();
        let right = Vec3::new(-nose.z, 0.0, nose.x);
        Self {
            nose,
            right,
            velocity: level(view.me.velocity),
            yaw_rate: view.me.spin.dot(view.me.up()),
        }
    }

    /// Steering toward a direction; damped by the turn already under way.
    pub(super) fn steer(&self, toward: Vec3) -> f32 {
        let off = wrap_angle(yaw_of(toward) - yaw_of(self.nose));
        (off * 2.4 - self.yaw_rate * 0.28).clamp(-1.0, 1.0)
    }
}

/// Drives along a heading.
pub(super) fn along(view: &View<'_>, heading: &Heading) -> Axes {
    let frame = Frame::of(view);
    let facing = frame.nose.dot(heading.along);
    // Off the nose nobody can go fast without sliding far.
    let speed_mps = heading.speed_mps * (0.35 + 0.65 * facing.max(0.0));
    let wish = heading.along * speed_mps + heading.shy;
    let error = wish - frame.velocity;
    let aside_mps = error - heading.along * error.dot(heading.along);
    // The nose points past the wish, against the drift.
    let lead = heading.along * speed_mps.max(6.0) + aside_mps * 0.5;
    let steer = frame.steer(lead);
    let top = view.chassis.top_speed_mps;
    let hold = (wish.dot(frame.nose) / top).clamp(-1.0, 1.0);
    let throttle = hold * hold.abs() + error.dot(frame.nose) * 0.22;
    let slide = error.dot(frame.right);
    // Small corrections are left to the grip, which gives the speed back to the nose.
    let strafe = if slide.abs() > 3.0 {
        (slide * 0.12).clamp(-1.0, 1.0)
    } else {
        0.0
    };
    let running = frame.velocity.dot(frame.nose);
    let brake = running > speed_mps + 7.0 && facing > 0.5;
    Axes {
        throttle: throttle.clamp(-1.0, 1.0),
        steer,
        strafe,
        buttons: Buttons::default().with(Buttons::BRAKE, brake),
    }
}

/// If the craft is about to slide over an edge: what saves it.
pub(super) fn save(view: &View<'_>) -> Option<Axes> {
    let frame = Frame::of(view);
    let at = view.me.position;
    let here_m = view.nav.void_m(at);
    if view.me.airborne {
        return fly::home(view);
    }
    let threat = [0.15, 0.3, 0.5, 0.75, 1.0].iter().any(|&ahead_s| {
        let there_m = view.nav.void_m(at + frame.velocity * ahead_s);
        there_m < BRINK_M && (there_m < here_m || here_m <= 0.0)
    });
    if !threat {
        return None;
    }
    let safe = safety(view, at);
    let error = safe * 12.0 - frame.velocity;
    let speed = frame.velocity.length();
    let running = frame.velocity.dot(frame.nose);
    // Straight over the nose reverse thrust and brake stop soonest; else turning away does.
    let straight = running > 0.7 * speed && speed > 5.0;
    let steer = if straight { 0.0 } else { frame.steer(safe) };
    Some(Axes {
        throttle: (error.dot(frame.nose) * 0.4).clamp(-1.0, 1.0),
        steer,
        strafe: (error.dot(frame.right) * 0.4).clamp(-1.0, 1.0),
        buttons: Buttons::default().with(Buttons::BRAKE, straight),
    })
}

/// The level direction in which ground is surest.
fn safety(view: &View<'_>, at: Vec3) -> Vec3 {
    let mut sum = Vec3::ZERO;
    for eighth in 0..8 {
        let angle = eighth as f32 * PI / 4.0;
        let along = Vec3::new(sin(angle), 0.0, cos(angle));
        sum += along * (view.nav.void_m(at + along * 4.0) + view.nav.void_m(at + along * 8.0));
    }
    sum.normalize_or_zero()
}

/// Notices when nothing moves, and shakes loose.
#[derive(Clone, Debug, Default)]
pub(super) struct Unstick {
    /// Where the craft was, and when by the bot's clock.
    mark: (Vec3, u32),
    /// Ticks of shaking left.
    shaking_ticks: u32,
    left: bool,
    /// Times in a row it did not help.
    tries: u32,
}

impl Unstick {
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether a fresh start of all plans is due: just when shaking ends.
    pub(super) fn done(&self) -> bool {
        self.shaking_ticks == 1
    }

    /// What to do instead of `axes`, if the craft has been stuck while it wanted to move.
    pub(super) fn watch(&mut self, view: &View<'_>, axes: Axes, rng: &mut Rng) -> Axes {
        if self.shaking_ticks > 0 {
            self.shaking_ticks -= 1;
            return self.shake(view);
        }
        let wants = axes.throttle.abs().max(axes.strafe.abs()) > 0.3;
        let moved_m = (view.me.position - self.mark.0).length();
        if moved_m > STUCK_M || !wants {
            if moved_m > STUCK_M {
                self.tries = 0;
            }
            self.mark = (view.me.position, view.clock);
        } else if view.clock.wrapping_sub(self.mark.1) > STUCK_TICKS >> self.tries.min(1) {
            self.mark.1 = view.clock;
            self.tries = self.tries.saturating_add(1);
            let roomier = roomier(view).unwrap_or_else(|| rng.chance(0.5));
            // What did not help on one side, back and forth, is tried on the other.
            self.left = roomier != matches!(self.tries % 4, 0 | 3);
            self.shaking_ticks = ticks_from_seconds(0.6 + 0.2 * self.tries.min(3) as f32);
        }
        axes
    }

    fn shake(&self, view: &View<'_>) -> Axes {
        let side = if self.left { 1.0 } else { -1.0 };
        // Every other try goes forward, for those with something behind them.
        let back = self.tries % 2 == 1;
        // Over a void one hops only if nothing else has helped: whoever hangs at its brink loses nothing by it.
        let safe = self.tries > 1 || view.nav.void_m(view.me.position) > 5.0;
        let hop = self.shaking_ticks % 30 < 3 && safe;
        Axes {
            throttle: if back { -1.0 } else { 0.8 },
            steer: if back { -side } else { side },
            strafe: 0.7 * side,
            buttons: Buttons::default().with(Buttons::JUMP, hop),
        }
    }
}

/// Whether there is more room to the left than to the right; none if there is as much.
fn roomier(view: &View<'_>) -> Option<bool> {
    let right = Frame::of(view).right;
    let room_m = |along: Vec3| view.nav.walk(view.here, view.me.position, along, ROOM_M).clear_m;
    let (left_m, right_m) = (room_m(-right), room_m(right));
    (left_m != right_m).then_some(left_m > right_m)
}
