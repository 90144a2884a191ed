//! How a hovercraft drives: four rays carry it, thrust pushes it, grip turns its velocity toward its nose, and the
//! turret turns on its own. Works on velocities only; `physics.rs` integrates them. Where the figures come from:
//! docs/handling.md.

use super::controls::{Angle, Buttons, Controls};
use super::hog::{Hog, Points};
use super::outcome::{Outcome, Outcomes};
use crate::level::Surroundings;
use crate::math::{PI, TAU, Vec3, approach, pitch_of, wrap_angle, yaw_of, yaw_pitch};
use crate::tick::{TICK_SECONDS, ticks_from_seconds};
use crate::tuning::ChassisTuning;

/// Standard gravity, m/s².
pub const GRAVITY_MPS2: f32 = 9.81;
/// How far beyond its rest height the cushion still feels the ground, metres.
const CUSHION_REACH_M: f32 = 0.9;
/// Most the cushion pulls down, in multiples of the weight, so that crests hold.
const PULL_DOWN_G: f32 = 0.3;
/// Where the corner rays stand, as a share of the hull's half width and length.
const CORNER: f32 = 0.85;
/// Share of thrust and steering left in the air.
const AIR_CONTROL: f32 = 0.45;
/// Loss of speed while coasting, 1/s.
const COAST_DRAG_PER_S: f32 = 0.18;
/// Least deceleration while coasting, m/s². Anything below a grid line of the velocity a tick (1/128 m/s, 0.47 m/s²)
/// would be rounded away, and the craft would drift at walking pace for ever.
const COAST_STOP_MPS2: f32 = 0.6;
/// Share of the energy of a slide that turns into forward speed as the craft finds its nose again.
const CARRY: f32 = 0.75;
/// Sideways speed that strafing reaches, as a share of the top speed.
const STRAFE_SPEED: f32 = 0.55;
/// Roll and pitch are calmed at this rate on top of what the springs do, 1/s.
const TILT_DAMPING_PER_S: f32 = 2.5;

/// Steering against a spin that no steering gave it but a wall or a hull, as a multiple of the yaw acceleration.
const SPUN_COUNTER: f32 = 5.0;

/// A craft whose roof points less upward than this has spilled over, and rolls back once it neither rises nor falls.
const SPILLED_UP_Y: f32 = 0.3;
/// Slower than this it neither rises nor falls, m/s.
const SPILLED_MPS: f32 = 2.5;
/// How hard it rolls, rad/s²: enough to tip the widest hull over its edge.
const ROLL_OVER_RPS2: f32 = 24.0;
/// Share of its weight it lifts meanwhile.
const ROLL_OVER_LIFT: f32 = 0.8;

/// The ground as four corners feel it.
struct Footing {
    /// Corners with ground under them, 0 to 4.
    corners: u32,
    /// Its mean normal, unit length; straight up in the air.
    normal: Vec3,
    /// Acceleration of the cushion, m/s².
    lift: Vec3,
    /// Angular acceleration of the cushion, rad/s².
    twist: Vec3,
    /// How the ground moves, m/s; the mean of the corners.
    carried: Vec3,
    /// What the ground leaves of grip and thrust, as a share; the mean of the corners, 1 in the air.
    grip: f32,
}

/// Applies one tick of the cushion, gravity, the engines (as far as `thrust_share` leaves their thrust) and the turret to
/// a hog's velocities.
pub(super) fn drive(
    hog: &mut Hog,
    tuning: &ChassisTuning,
    surroundings: Surroundings<'_>,
    thrust_share: f32,
    outcomes: &mut Outcomes,
) {
    let footing = feel(hog, tuning, surroundings);
    let grounded = footing.corners > 0;
    let falling_mps = -hog.velocity.y;
    if hog.airborne && grounded && falling_mps > 2.0 {
        outcomes.push(Outcome::Landed {
            hog: hog.id,
            speed_mps: falling_mps,
        });
    }
    hog.airborne = !grounded;
    let gravity = if grounded { 1.0 } else { tuning.air_gravity };
    hog.velocity += (footing.lift - Vec3::new(0.0, gravity * GRAVITY_MPS2, 0.0)) * TICK_SECONDS;
    hog.spin += footing.twist * TICK_SECONDS;
    level(hog, tuning, grounded);
    if footing.carried == Vec3::ZERO {
        thrust(hog, tuning, &footing, thrust_share);
    } else {
        // On what moves one drives as on ground that stands still.
        hog.velocity -= footing.carried;
        thrust(hog, tuning, &footing, thrust_share);
        hog.velocity += footing.carried;
    }
    turn(hog, tuning, grounded);
    leap(hog, tuning, grounded, outcomes);
    slew(hog, tuning);
}

/// Casts the corner rays and adds up what they carry. Springs are mass-normalised: acceleration = g + ω²·compression −
/// 2ζω·speed, with ω = 2π·`spring_hz`, damped harder on rebound.
fn feel(hog: &Hog, tuning: &ChassisTuning, surroundings: Surroundings<'_>) -> Footing {
    let up = hog.up();
    let [half_x, half_y, half_z] = tuning.half_extents_m;
    let omega = TAU * tuning.spring_hz;
    let reach = tuning.hover_m + CUSHION_REACH_M;
    // Squared radii of gyration of a box, for pitch and roll alike: a common value keeps the craft from wobbling.
    let gyration = (half_z * half_z + half_x * half_x) / 4.0 + half_y * half_y / 3.0;
    let mut footing = Footing {
        corners: 0,
        normal: Vec3::ZERO,
        lift: Vec3::ZERO,
        twist: Vec3::ZERO,
        carried: Vec3::ZERO,
        grip: 0.0,
    };
    for (side, end) in [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)] {
        let arm = hog.rotation * Vec3::new(side * half_x * CORNER, 0.0, end * half_z * CORNER);
        let Some((hit, moving)) = surroundings.cast(hog.position + arm, -up, reach) else {
            continue;
        };
        if hit.normal.dot(up) < 0.35 {
            continue;
        }
        footing.corners += 1;
        footing.normal += hit.normal;
        footing.carried += moving;
        footing.grip += hit.surface.grip();
        let compression = tuning.hover_m - hit.distance_m;
        let rising = (hog.velocity - moving + hog.spin.cross(arm)).dot(hit.normal);
        let damping = if rising > 0.0 {
            tuning.damping_ratio * tuning.rebound
        } else {
            tuning.damping_ratio
        };
        let hold = if compression >= 0.0 {
            1.0
        } else {
            1.0 + compression / CUSHION_REACH_M
        };
        let carry = hold * GRAVITY_MPS2 + omega * omega * compression - 2.0 * damping * omega * rising * hold;
        let carry = carry.clamp(
            -PULL_DOWN_G * hold * GRAVITY_MPS2,
            tuning.lift_max_g * GRAVITY_MPS2,
        ) * 0.25;
        footing.lift += hit.normal * carry;
        footing.twist += arm.cross(up * carry) / gyration;
    }
    if footing.corners > 0 {
        footing.normal = footing.normal.normalize_or_zero();
        footing.carried /= footing.corners as f32;
        footing.grip /= footing.corners as f32;
    } else {
        footing.normal = Vec3::new(0.0, 1.0, 0.0);
        footing.grip = 1.0;
    }
    footing
}

/// Calms roll and pitch; in the air also turns the roof up again, critically damped at `level_per_s`.
fn level(hog: &mut Hog, tuning: &ChassisTuning, grounded: bool) {
    let up = hog.up();
    let yaw_spin = up * hog.spin.dot(up);
    let mut tilt = hog.spin - yaw_spin;
    if grounded {
        tilt -= tilt * (TILT_DAMPING_PER_S * TICK_SECONDS);
    } else {
        let rate = tuning.level_per_s;
        let axis = up.cross(Vec3::new(0.0, 1.0, 0.0));
        tilt += (axis * (rate * rate) - tilt * (2.0 * rate)) * TICK_SECONDS;
    }
    if up.y < SPILLED_UP_Y && hog.velocity.y.abs() < SPILLED_MPS {
        // On its side or back a craft has no cushion to right it: it rolls itself over, about its nose if it lies
        // exactly on its back, and takes most of its weight off the ground meanwhile.
        let axis = up.cross(Vec3::new(0.0, 1.0, 0.0));
        let axis = if axis.length_squared() > 0.01 {
            axis.normalize()
        } else {
            hog.forward()
        };
        tilt += axis * (ROLL_OVER_RPS2 * TICK_SECONDS);
        hog.velocity.y += ROLL_OVER_LIFT * GRAVITY_MPS2 * tuning.air_gravity * TICK_SECONDS;
    }
    hog.spin = yaw_spin + tilt;
}

/// Engines, drag and grip, and what boosting takes.
fn thrust(hog: &mut Hog, tuning: &ChassisTuning, footing: &Footing, thrust: f32) {
    let boosting = hog.controls.buttons.holds(Buttons::BOOST) && hog.energy > Points::NONE;
    if boosting {
        hog.energy = hog.energy.minus(Points::per_tick(tuning.boost_energy_per_s));
        hog.energy_wait_ticks = ticks_from_seconds(tuning.energy_delay_s) as u16;
    }
    let normal = footing.normal;
    let nose = hog.forward();
    let ahead = (nose - normal * nose.dot(normal)).normalize_or_zero();
    let engines = Engines {
        controls: hog.controls,
        boosting,
        grounded: footing.corners > 0,
        grip: footing.grip,
        thrust,
        tuning,
    };
    hog.velocity = engines.push(hog.velocity, ahead, ahead.cross(normal), TICK_SECONDS);
}

/// What drives a craft: the share of the handling that follows from its driver alone.
#[derive(Clone, Copy, Debug)]
pub struct Engines<'a> {
    /// What the driver does.
    pub controls: Controls,
    /// Whether the boost burns.
    pub boosting: bool,
    /// Whether there is ground under it.
    pub grounded: bool,
    /// What the ground leaves of grip, as a share: it slides on for longer, and what pushes it aside or stops it has less
    /// to push against. The engine blows against the air, and loses nothing.
    pub grip: f32,
    /// What a burden leaves of the engine's thrust, as a share.
    pub thrust: f32,
    /// What it is.
    pub tuning: &'a ChassisTuning,
}

impl Engines<'_> {
    /// The velocity after engines, drag and grip acted for a while, in the plane of the ground: `ahead` and `right` lie in
    /// it, of unit length.
    #[must_use]
    pub fn push(&self, velocity: Vec3, ahead: Vec3, right: Vec3, seconds: f32) -> Vec3 {
        let (controls, tuning) = (self.controls, self.tuning);
        let authority = if self.grounded { 1.0 } else { AIR_CONTROL };
        let (forward_mps, slide_mps) = (velocity.dot(ahead), velocity.dot(right));
        let braking = controls.buttons.holds(Buttons::BRAKE);
        let footing = 0.4 + 0.6 * self.grip;

        let throttle = Controls::fraction(controls.throttle);
        let engine = throttle
            * if throttle >= 0.0 {
                tuning.forward_mps2
            } else {
                tuning.reverse_mps2 * footing
            };
        let mut push = engine * authority * self.thrust;
        if self.boosting {
            push += tuning.boost_mps2 * self.thrust;
        }
        // Quadratic, so that thrust and drag balance exactly at the top speed.
        let share = forward_mps / tuning.top_speed_mps;
        push -= tuning.forward_mps2 * share * share.abs();
        if self.grounded && controls.throttle == 0 {
            let drag = (forward_mps.abs() * COAST_DRAG_PER_S)
                .max(COAST_STOP_MPS2)
                .min(forward_mps.abs() / seconds);
            push -= drag.copysign(forward_mps);
        }
        if braking {
            push -= forward_mps * tuning.brake_drag_per_s * self.grip * authority;
        }
        let mut new_forward = forward_mps + push * seconds;

        let strafe = Controls::fraction(controls.strafe);
        let grip_s = if !self.grounded {
            tuning.air_grip_s
        } else if braking {
            tuning.brake_grip_s / self.grip
        } else {
            tuning.grip_s / self.grip
        };
        let strafe_mps2 = tuning.strafe_mps2 * footing;
        let wanted = strafe * tuning.top_speed_mps * STRAFE_SPEED;
        let mut pull = (wanted - slide_mps) / grip_s;
        if pull * slide_mps >= 0.0 || slide_mps.abs() < 0.5 {
            pull = pull.clamp(-strafe_mps2, strafe_mps2) * authority;
        }
        let new_slide = slide_mps + pull * seconds;
        let spent = slide_mps * slide_mps - new_slide * new_slide;
        if self.grounded && spent > 0.0 && controls.strafe == 0 && forward_mps.abs() > 4.0 {
            let carried = (new_forward * new_forward + CARRY * spent).sqrt();
            new_forward = if new_forward < 0.0 { -carried } else { carried };
        }
        velocity + (ahead * (new_forward - forward_mps) + right * (new_slide - slide_mps))
    }

    /// The yaw rate after steering acted for a while, rad/s: it follows the stick with a bounded acceleration, twice that
    /// when it steers against the turn.
    #[must_use]
    pub fn steer(&self, yaw_rps: f32, speed_mps: f32, seconds: f32) -> f32 {
        let (controls, tuning) = (self.controls, self.tuning);
        let speed_share = (speed_mps / tuning.top_speed_mps).min(1.0);
        let at_speed = 1.0 + (tuning.yaw_at_speed - 1.0) * speed_share;
        let braking = if controls.buttons.holds(Buttons::BRAKE) {
            1.25
        } else {
            1.0
        };
        let wanted = Controls::fraction(controls.steer) * tuning.yaw_rps * at_speed * braking;
        let counter = if yaw_rps.abs() > tuning.yaw_rps * 1.25 {
            SPUN_COUNTER
        } else if wanted * yaw_rps < 0.0 || controls.steer == 0 {
            2.0
        } else {
            1.0
        };
        let authority = if self.grounded { 1.0 } else { AIR_CONTROL + 0.2 };
        approach(yaw_rps, wanted, tuning.yaw_rps2 * counter * authority * seconds)
    }
}

fn turn(hog: &mut Hog, tuning: &ChassisTuning, grounded: bool) {
    let up = hog.up();
    let current = hog.spin.dot(up);
    let engines = Engines {
        controls: hog.controls,
        boosting: false,
        grounded,
        grip: 1.0,
        thrust: 1.0,
        tuning,
    };
    hog.spin += up * (engines.steer(current, hog.velocity.length(), TICK_SECONDS) - current);
}

/// A press of the button begins a crouch, and its end is the leap. What is shown of others is a round trip old; without
/// the crouch every leap would be shown late, and then as a jerk.
fn leap(hog: &mut Hog, tuning: &ChassisTuning, grounded: bool, outcomes: &mut Outcomes) {
    let cost = Points::from_points(tuning.jump_energy);
    let wants = hog.controls.buttons.holds(Buttons::JUMP) && hog.energy >= cost && tuning.jump_mps > 0.0;
    if wants && grounded && hog.jump_wait_ticks == 0 && hog.crouch_ticks == 0 {
        hog.energy = hog.energy.minus(cost);
        hog.energy_wait_ticks = ticks_from_seconds(tuning.energy_delay_s) as u16;
        hog.crouch_ticks = ticks_from_seconds(tuning.crouch_s) as u16 + 1;
        hog.velocity.y -= tuning.crouch_mps;
    }
    // Whoever has left the ground meanwhile, over an edge or a crest, leaps all the same.
    if hog.crouch_ticks != 1 {
        return;
    }
    hog.crouch_ticks = 0;
    hog.jump_wait_ticks = ticks_from_seconds(tuning.jump_s) as u16;
    hog.velocity.y = hog.velocity.y.max(0.0) + tuning.jump_mps;
    outcomes.push(Outcome::Jumped { hog: hog.id });
}

/// Turns the turret toward the aim, which is a direction in the world, within its limits on the hull.
fn slew(hog: &mut Hog, tuning: &ChassisTuning) {
    let aim = yaw_pitch(hog.controls.aim_yaw.radians(), hog.controls.aim_pitch.radians());
    let aim = hog.rotation.inverse() * (aim * Vec3::new(0.0, 0.0, -1.0));
    let yaw_limit = tuning.turret_yaw_deg.to_radians();
    let [low, high] = tuning.turret_pitch_deg;
    let wanted_yaw = yaw_of(aim).clamp(-yaw_limit, yaw_limit);
    let wanted_pitch = pitch_of(aim).clamp(low.to_radians(), high.to_radians());
    let step = tuning.turret_rps * TICK_SECONDS;
    let current = hog.turret_yaw.radians();
    // A turret that turns all the way round takes the short way; one with a stop must not turn through it.
    let turn = if yaw_limit >= PI - 1e-3 {
        wrap_angle(wanted_yaw - current)
    } else {
        wanted_yaw - current
    };
    hog.turret_yaw = Angle::from_radians(current + turn.clamp(-step, step));
    hog.turret_pitch = Angle::from_radians(approach(hog.turret_pitch.radians(), wanted_pitch, step));
}
