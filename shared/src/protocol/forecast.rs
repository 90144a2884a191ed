//! What a hog is expected to become from one snapshot to a later one, as both ends of the wire work it out alike: first
//! how fast, from what its driver does and a rough copy of the handling on even ground; then, once the velocity and the
//! spin that it really had are known, where.
//!
//! Plain scalar arithmetic in a fixed order, because the two ends may be different machines.

use super::wire_hog::{Grain, WireHog};
use crate::arena::controls::Buttons;
use crate::arena::hover::{Engines, GRAVITY_MPS2};
use crate::ids::Chassis;
use crate::math::Vec3;
use crate::quantize::{POSITION, SPIN, VELOCITY, coarse, rotation_max_index};
use crate::tick::TICK_SECONDS;
use crate::tuning::Tuning;

/// Ticks that a stride of the rough copy takes.
const STRIDE_TICKS: i32 = 4;
/// Most strides; those of an older baseline are longer, it says little of the velocity.
const MAX_STRIDES: i32 = 4;
/// How fast roll and pitch are calmed on the ground, 1/s. Fitted to bots in a fight.
const TILT_PER_S: f32 = 6.0;

/// What is known of a hog at both ends, and how long ago that was.
#[derive(Clone, Copy, Debug)]
pub struct Baseline<'a> {
    /// What it was.
    pub hog: &'a WireHog,
    /// Ticks since.
    pub ticks: i32,
    /// How chassis drive.
    pub tuning: &'a Tuning,
}

/// Velocity and spin as integers of the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Motion {
    /// By axis.
    pub velocity: [i32; 3],
    /// By axis.
    pub spin: [i32; 3],
}

/// Where a hog is and points, as integers of the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pose {
    /// By axis.
    pub position: [i32; 3],
    /// Which part of the rotation is left out.
    pub largest: u8,
    /// The other three.
    pub rest: [i32; 3],
    /// Yaw and pitch of the turret.
    pub turret: [i32; 2],
}

impl<'a> Baseline<'a> {
    /// What the hog becomes if nothing acts on it.
    #[must_use]
    pub fn unchanged(&self) -> WireHog {
        let Pose {
            position,
            largest,
            rest,
            turret,
        } = Course::straight(self.hog, self.ticks).pose(self.hog.motion());
        WireHog {
            position,
            largest,
            rest,
            turret,
            timers: self
                .hog
                .timers
                .map(|timer| timer.saturating_sub(self.ticks).max(0)),
            charge: if self.hog.charge > 0 {
                self.hog.charge.saturating_add(self.ticks)
            } else {
                0
            },
            ..*self.hog
        }
    }

    /// Whether it became `hog` without anything acting on it.
    #[must_use]
    pub fn led_to(&self, hog: &WireHog) -> bool {
        self.hog.motion() == hog.motion() && self.unchanged() == *hog
    }

    /// How a hog comes to move which by now is driven, and has ground under it or not, as `now` says: as it was driven for
    /// the first half of the time, and as it is driven now for the second.
    #[must_use]
    pub fn course(&self, now: &WireHog) -> Course<'a> {
        let (Some(chassis), true) = (Chassis::from_index(usize::from(now.chassis)), now.alive) else {
            return Course::straight(self.hog, self.ticks);
        };
        let mut course = Course::start(self.hog, self.ticks);
        let strides = (self.ticks / STRIDE_TICKS).clamp(1, MAX_STRIDES);
        let engines = |hog: &WireHog| {
            let controls = hog.driving();
            Engines {
                controls,
                boosting: controls.buttons.holds(Buttons::BOOST) && hog.points[2] > 0,
                grounded: !now.airborne,
                grip: 1.0,
                thrust: 1.0,
                tuning: self.tuning.chassis(chassis),
            }
        };
        let (before, after) = (engines(self.hog), engines(now));
        for stride in 0..strides {
            let engines = if stride * 2 < strides { &before } else { &after };
            course.stride(engines, course.seconds / strides as f32);
        }
        course
    }
}

/// How a hog moves, m/s and rad/s, where its nose and its roof point, and how far it got.
#[derive(Clone, Copy, Debug)]
pub struct Course<'a> {
    from: &'a WireHog,
    seconds: f32,
    velocity: Vec3,
    spin: Vec3,
    nose: Vec3,
    up: Vec3,
    /// Metres.
    moved: Vec3,
    /// Radians about each axis of the world.
    turned: Vec3,
}

impl<'a> Course<'a> {
    fn start(from: &'a WireHog, ticks: i32) -> Self {
        let (velocity, spin) = speeds(from.own, from.motion());
        let rotation = Quaternion::of(from.largest, from.rest, WireHog::grain(from.own));
        Self {
            from,
            seconds: ticks as f32 * TICK_SECONDS,
            velocity,
            spin,
            nose: rotation.nose(),
            up: rotation.up(),
            moved: Vec3::ZERO,
            turned: Vec3::ZERO,
        }
    }

    /// Straight on, and turning on.
    fn straight(from: &'a WireHog, ticks: i32) -> Self {
        let start = Self::start(from, ticks);
        Self {
            moved: start.velocity * start.seconds,
            turned: start.spin * start.seconds,
            ..start
        }
    }

    /// What `arena/hover.rs` does on even ground, over a few ticks at once.
    fn stride(&mut self, engines: &Engines<'_>, seconds: f32) {
        let (velocity, spin) = (self.velocity, self.spin);
        let right = self.nose.cross(self.up);
        self.velocity = engines.push(self.velocity, self.nose, right, seconds);
        if !engines.grounded {
            self.velocity.y -= engines.tuning.air_gravity * GRAVITY_MPS2 * seconds;
        }
        let yaw = self.spin.dot(self.up);
        let tilt = self.spin - self.up * yaw;
        let yaw = engines.steer(yaw, self.velocity.length(), seconds);
        self.spin = self.up * yaw + tilt * (1.0 - (TILT_PER_S * seconds).min(1.0));
        let turned = self.nose + self.up.cross(self.nose) * (yaw * seconds);
        self.nose = turned / turned.length().max(0.1);
        self.moved += covered(velocity, self.velocity, seconds);
        self.turned += covered(spin, self.spin, seconds);
    }

    /// How the hog is expected to move in the end.
    #[must_use]
    pub fn motion(&self) -> Motion {
        let grain = WireHog::grain(self.from.own);
        let index = |value: Vec3, per_unit: f32, bits| {
            value
                .to_array()
                .map(|part| coarse(nearest(part * per_unit), bits))
        };
        Motion {
            velocity: index(self.velocity, VELOCITY.per_unit, grain.velocity),
            spin: index(self.spin, SPIN.per_unit, grain.spin),
        }
    }

    /// Where the hog is expected to be, given the velocity and the spin that it really had in the end: what they are off by
    /// is taken to have come evenly.
    #[must_use]
    pub fn pose(&self, then: Motion) -> Pose {
        let grain = WireHog::grain(self.from.own);
        let (velocity, spin) = speeds(self.from.own, then);
        let moved = self.moved + covered(Vec3::ZERO, velocity - self.velocity, self.seconds);
        let turned = self.turned + covered(Vec3::ZERO, spin - self.spin, self.seconds);
        let [x, y, z] = moved.to_array().map(|way| nearest(way * POSITION.per_unit));
        let place = |axis: usize, moved: i32| {
            let fine = self.from.position[axis].wrapping_shl(grain.position);
            coarse(fine.wrapping_add(moved), grain.position)
        };
        let rotation = Quaternion::of(self.from.largest, self.from.rest, grain);
        let (largest, rest) = rotation.turned((turned * 0.5).to_array()).index(grain);
        let turn = nearest(turned.y / core::f32::consts::TAU * 65536.0);
        let yaw = self.from.turret[0].wrapping_sub(coarse(turn, grain.turret));
        Pose {
            position: [place(0, x), place(1, y), place(2, z)],
            largest,
            rest,
            // A turret holds its heading in the world while the hull turns under it.
            turret: [wrapped(yaw, 16 - grain.turret), self.from.turret[1]],
        }
    }
}

/// Velocity, m/s, and spin, rad/s.
fn speeds(own: bool, motion: Motion) -> (Vec3, Vec3) {
    let grain = WireHog::grain(own);
    let float = |parts: [i32; 3], per_unit: f32, bits: u32| {
        Vec3::from_array(parts.map(|part| part.wrapping_shl(bits) as f32 / per_unit))
    };
    (
        float(motion.velocity, VELOCITY.per_unit, grain.velocity),
        float(motion.spin, SPIN.per_unit, grain.spin),
    )
}

/// The way at a speed that changes evenly, in ticks, each of which goes at its new speed.
fn covered(from: Vec3, to: Vec3, seconds: f32) -> Vec3 {
    (from + to) * (0.5 * seconds) + (to - from) * (0.5 * TICK_SECONDS)
}

/// The nearest integer; halves away from zero.
fn nearest(value: f32) -> i32 {
    (value + 0.5_f32.copysign(value)) as i32
}

/// An angle of that many bits, as a signed number.
pub(super) const fn wrapped(angle: i32, bits: u32) -> i32 {
    angle.wrapping_shl(32 - bits) >> (32 - bits)
}

/// A rotation in plain numbers, x, y, z, w: the order of operations must be the same on every machine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quaternion([f32; 4]);

impl Quaternion {
    pub(super) fn of(largest: u8, rest: [i32; 3], grain: Grain) -> Self {
        let scale = rotation_max_index() as f32 * core::f32::consts::SQRT_2;
        let rest = rest.map(|part| part.wrapping_shl(grain.rotation) as f32 / scale);
        let missing = (1.0 - (rest[0] * rest[0] + rest[1] * rest[1] + rest[2] * rest[2]))
            .max(0.0)
            .sqrt();
        let mut parts = [0.0; 4];
        let mut slot = 0;
        for (index, part) in parts.iter_mut().enumerate() {
            if index == usize::from(largest) {
                *part = missing;
            } else {
                *part = rest[slot];
                slot += 1;
            }
        }
        Self(parts)
    }

    /// Where -z points.
    fn nose(self) -> Vec3 {
        let [x, y, z, w] = self.0;
        Vec3::new(
            -2.0 * (x * z + w * y),
            -2.0 * (y * z - w * x),
            2.0 * (x * x + y * y) - 1.0,
        )
    }

    /// Where y points.
    fn up(self) -> Vec3 {
        let [x, y, z, w] = self.0;
        Vec3::new(
            2.0 * (x * y - w * z),
            1.0 - 2.0 * (x * x + z * z),
            2.0 * (y * z + w * x),
        )
    }

    /// Turned about an axis of the world: `half` is the axis times half the angle, radians.
    fn turned(self, half: [f32; 3]) -> Self {
        let square = half[0] * half[0] + half[1] * half[1] + half[2] * half[2];
        // sin(x)/x and cos(x), as far as a tenth of a second of spinning needs them.
        let sine = 1.0 - square / 6.0 + square * square / 120.0;
        let w = 1.0 - square / 2.0 + square * square / 24.0;
        let [x, y, z] = half.map(|part| part * sine);
        let [qx, qy, qz, qw] = self.0;
        Self([
            w * qx + x * qw + y * qz - z * qy,
            w * qy - x * qz + y * qw + z * qx,
            w * qz + x * qy - y * qx + z * qw,
            w * qw - x * qx - y * qy - z * qz,
        ])
    }

    fn index(self, grain: Grain) -> (u8, [i32; 3]) {
        let mut largest = 0;
        for index in 1..4 {
            if self.0[index].abs() > self.0[largest].abs() {
                largest = index;
            }
        }
        (largest as u8, self.rest(largest as u8, grain))
    }

    /// The three other parts, the sign chosen so that the one left out is positive.
    pub(super) fn rest(self, largest: u8, grain: Grain) -> [i32; 3] {
        let sign = if self.0[usize::from(largest)] < 0.0 {
            -1.0
        } else {
            1.0
        };
        let scale = rotation_max_index() as f32 * core::f32::consts::SQRT_2;
        let limit = rotation_max_index() as f32;
        let mut rest = [0; 3];
        let others = (0..4).filter(|index| *index != usize::from(largest));
        for (part, index) in rest.iter_mut().zip(others) {
            let fine = (self.0[index] * sign * scale).clamp(-limit, limit);
            *part = coarse(nearest(fine), grain.rotation);
        }
        rest
    }
}
