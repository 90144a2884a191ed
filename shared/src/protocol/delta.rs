//! A hog on the wire, told against what the other side knows of it: each field is predicted from a baseline some ticks
//! old, and only what the prediction was off by is coded. Velocity and spin come first, because with them at both ends
//! of the time the way between is all but known.

use xxhash_rust::xxh3::Xxh3;

use super::Malformed;
use super::coder::{Coder, Flag, Residual, Symbol};
use crate::arena::controls::{Angle, Buttons, Controls};
use crate::arena::hog::{CROUCH_TIMER, Hog, Points, TIMERS};
use crate::ids::{Chassis, HogId, Weapon};
use crate::quantize::{
    Grid, POSITION, RotationIndex, SPIN, VELOCITY, coarse, rotation_index, rotation_max_index, rotation_value,
};
use crate::tick::TICKS_PER_SECOND;

/// What is left of another's protection is not told; each snapshot renews this much, more than any replay spans.
const SHOWN_PROTECTION_TICKS: u16 = 60;

/// How many of the lowest bits of a quantity are left out.
#[derive(Clone, Copy, Debug)]
struct Grain {
    position: u32,
    velocity: u32,
    spin: u32,
    rotation: u32,
    turret: u32,
    axis: u32,
    points: u32,
}

/// One's own hog: everything, because prediction goes on from it.
const OWN: Grain = Grain {
    position: 0,
    velocity: 0,
    spin: 0,
    rotation: 0,
    turret: 0,
    axis: 0,
    points: 0,
};
/// Others: what one can see and simulate. 8 mm, 1/32 m/s, 1/32 rad/s, 0.16°, turrets to 0.7°, points to about two.
const OTHER: Grain = Grain {
    position: 2,
    velocity: 2,
    spin: 3,
    rotation: 3,
    turret: 7,
    axis: 4,
    points: 7,
};

/// A hog as integers of the wire: one's own in full, another as far as it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WireHog {
    own: bool,
    chassis: u8,
    alive: bool,
    protected: bool,
    airborne: bool,
    position: [i32; 3],
    velocity: [i32; 3],
    spin: [i32; 3],
    largest: u8,
    rest: [i32; 3],
    turret: [i32; 2],
    /// Throttle, steer, strafe.
    axes: [i32; 3],
    buttons: u8,
    weapon: u8,
    /// Health, shield, energy.
    points: [i32; 3],
    /// Only of one's own: yaw and pitch of the aim.
    aim: [i32; 2],
    /// Only of one's own.
    ammo: [i32; Weapon::COUNT],
    /// Of others only the one of the crouch.
    timers: [i32; TIMERS],
}

/// Rounds up, so that what is not quite gone is never shown as gone.
const fn coarse_up(value: i32, bits: u32) -> i32 {
    (value + (1 << bits) - 1) >> bits
}

impl WireHog {
    const fn grain(own: bool) -> Grain {
        if own { OWN } else { OTHER }
    }

    /// A hog as its driver is told of it, or as others are.
    #[must_use]
    pub fn of(hog: &Hog, own: bool) -> Self {
        let grain = Self::grain(own);
        let rotation = rotation_index(hog.rotation);
        let grid = |grid: Grid, value, bits| grid.index3(value).map(|index| coarse(index, bits));
        // A wreck has a place, and what it comes back with.
        let controls = if hog.alive() {
            hog.controls
        } else {
            hog.controls.decayed(0.0)
        };
        let points = [hog.health, hog.shield, hog.energy];
        let mut wire = Self {
            own,
            chassis: hog.chassis.index() as u8,
            alive: hog.alive(),
            protected: hog.protected_ticks > 0,
            airborne: hog.airborne,
            position: grid(POSITION, hog.position, grain.position),
            velocity: grid(VELOCITY, hog.velocity, grain.velocity),
            spin: grid(SPIN, hog.spin, grain.spin),
            largest: rotation.largest,
            rest: rotation.rest.map(|part| coarse(part, grain.rotation)),
            turret: [hog.turret_yaw, hog.turret_pitch].map(|angle| coarse(i32::from(angle.0), grain.turret)),
            axes: [controls.throttle, controls.steer, controls.strafe]
                .map(|axis| coarse(i32::from(axis), grain.axis)),
            buttons: controls.buttons.0 & Buttons::MASK,
            weapon: controls.weapon.index() as u8,
            points: points.map(|points| coarse_up(i32::from(points.0), grain.points)),
            ..Self::default()
        };
        wire.timers[CROUCH_TIMER] = i32::from(hog.crouch_ticks);
        if !own && (hog.airborne || hog.jump_wait_ticks > 0 || hog.crouch_ticks > 0) {
            // How long until another can leap again is not told; that it cannot now, is.
            wire.buttons &= !Buttons::JUMP.0;
        }
        if own {
            wire.aim = [controls.aim_yaw, controls.aim_pitch].map(|angle| i32::from(angle.0));
            wire.ammo = hog.ammo.map(i32::from);
            wire.timers = hog.timers().map(i32::from);
        }
        if hog.alive() {
            wire
        } else {
            Self {
                velocity: [0; 3],
                spin: [0; 3],
                largest: 3,
                rest: [0; 3],
                turret: [0; 2],
                buttons: 0,
                points: [0; 3],
                aim: [0; 2],
                timers: if own { wire.timers } else { [0; TIMERS] },
                ..wire
            }
        }
    }

    /// What a hog is told against of which nothing is known.
    #[must_use]
    pub fn nothing(own: bool) -> Self {
        Self {
            own,
            largest: 3,
            ..Self::default()
        }
    }

    /// A sum of everything in it: equal for equals, and otherwise hardly ever.
    #[must_use]
    pub fn sum(&self) -> u32 {
        let mut sum = Xxh3::new();
        let flags = [self.own, self.alive, self.protected, self.airborne].map(u8::from);
        sum.update(&flags);
        sum.update(&[self.chassis, self.largest, self.buttons, self.weapon]);
        for part in [
            self.position,
            self.velocity,
            self.spin,
            self.rest,
            self.axes,
            self.points,
        ]
        .iter()
        .flatten()
        .chain(self.turret.iter().chain(&self.aim))
        .chain(self.ammo.iter().chain(&self.timers))
        {
            sum.update(&part.to_le_bytes());
        }
        sum.digest() as u32
    }

    /// Whether it is told as its driver is.
    #[must_use]
    pub const fn is_own(&self) -> bool {
        self.own
    }

    /// The hog that these integers describe.
    ///
    /// # Errors
    /// [`Malformed::Value`] for what no hog is.
    pub fn hog(&self, id: HogId) -> Result<Hog, Malformed> {
        let grain = Self::grain(self.own);
        let grid = |grid: Grid, indices: [i32; 3], bits: u32| {
            let fine = indices.map(|index| index.wrapping_shl(bits));
            // Rounding may have gone half a grain past the end.
            let limit = grid.max_index().unsigned_abs() + (1 << bits);
            if fine.iter().any(|index| index.unsigned_abs() > limit) {
                return Err(Malformed::Value);
            }
            Ok(grid.value3(fine.map(|index| index.clamp(-grid.max_index(), grid.max_index()))))
        };
        let angle = |part: i32| Angle(part.wrapping_shl(grain.turret) as i16);
        let axis = |axis: i32| (axis << grain.axis).clamp(-127, 127) as i8;
        let points = |points: i32| {
            u16::try_from(i64::from(points) << grain.points)
                .map_or(Err(Malformed::Value), |points| Ok(Points(points)))
        };
        let small = |value: i32| u16::try_from(value).map_err(|_| Malformed::Value);
        let rest = self.rest.map(|part| part.wrapping_shl(grain.rotation));
        if rest
            .iter()
            .any(|part| part.unsigned_abs() > rotation_max_index().unsigned_abs() + (1 << grain.rotation))
        {
            return Err(Malformed::Value);
        }
        let mut hog = Hog {
            position: grid(POSITION, self.position, grain.position)?,
            velocity: grid(VELOCITY, self.velocity, grain.velocity)?,
            spin: grid(SPIN, self.spin, grain.spin)?,
            rotation: rotation_value(RotationIndex {
                largest: self.largest,
                rest,
            }),
            airborne: self.airborne,
            turret_yaw: angle(self.turret[0]),
            turret_pitch: angle(self.turret[1]),
            health: points(self.points[0])?,
            shield: points(self.points[1])?,
            energy: points(self.points[2])?,
            protected_ticks: if self.protected { SHOWN_PROTECTION_TICKS } else { 0 },
            respawn_ticks: u16::from(!self.alive),
            ..Hog::waiting(
                id,
                Chassis::from_index(usize::from(self.chassis)).ok_or(Malformed::Value)?,
            )
        };
        hog.controls = Controls {
            throttle: axis(self.axes[0]),
            steer: axis(self.axes[1]),
            strafe: axis(self.axes[2]),
            buttons: Buttons(self.buttons),
            weapon: Weapon::from_index(usize::from(self.weapon)).ok_or(Malformed::Value)?,
            ..Controls::default()
        };
        if self.own {
            hog.controls.aim_yaw = Angle(self.aim[0] as i16);
            hog.controls.aim_pitch = Angle(self.aim[1] as i16);
            for (ammo, told) in hog.ammo.iter_mut().zip(self.ammo) {
                *ammo = small(told)?;
            }
            for (timer, told) in hog.timers_mut().into_iter().zip(self.timers) {
                *timer = small(told)?;
            }
            if hog.alive() != self.alive {
                return Err(Malformed::Value);
            }
        } else {
            hog.crouch_ticks = small(self.timers[CROUCH_TIMER])?;
            let (yaw, pitch) = hog.aim();
            hog.controls.aim_yaw = Angle::from_radians(yaw);
            hog.controls.aim_pitch = Angle::from_radians(pitch);
        }
        Ok(hog)
    }

    /// What this one becomes after some ticks if nothing acts on it, given the velocity and the spin that it then has.
    fn carried(&self, ticks: i32, velocity: [i32; 3], spin: [i32; 3]) -> Self {
        let grain = Self::grain(self.own);
        let position = std::array::from_fn(|axis| {
            let (from, to) = (
                i64::from(self.velocity[axis]) << grain.velocity,
                i64::from(velocity[axis]) << grain.velocity,
            );
            // A steady change from one to the other, stepped: the new velocity moves it.
            let moved = (from + to) * i64::from(ticks) + (to - from);
            let units = TICKS_PER_SECOND as i64 * 2 * VELOCITY.per_unit as i64 / POSITION.per_unit as i64;
            let fine =
                (i64::from(self.position[axis]) << grain.position) + (moved + units / 2).div_euclid(units);
            coarse(fine as i32, grain.position)
        });
        // Half the turn, which is what a quaternion holds.
        let half: [f32; 3] = std::array::from_fn(|axis| {
            let mean = (self.spin[axis].wrapping_add(spin[axis]) << grain.spin) as f32 * 0.5 / SPIN.per_unit;
            mean * ticks as f32 / TICKS_PER_SECOND as f32 * 0.5
        });
        let turned = Quaternion::of(self.largest, self.rest, grain).turned(half);
        let (largest, rest) = turned.index(grain);
        let turn = half[1] * 2.0 / core::f32::consts::TAU * 65536.0;
        let yaw = self.turret[0].wrapping_sub(coarse(libm::roundf(turn) as i32, grain.turret));
        Self {
            position,
            velocity,
            spin,
            largest,
            rest,
            // A turret holds its heading in the world while the hull turns under it.
            turret: [wrapped(yaw, 16 - grain.turret), self.turret[1]],
            timers: self.timers.map(|timer| timer.saturating_sub(ticks).max(0)),
            ..*self
        }
    }
}

/// An angle of that many bits, as a signed number.
const fn wrapped(angle: i32, bits: u32) -> i32 {
    angle.wrapping_shl(32 - bits) >> (32 - bits)
}

/// A rotation in plain numbers, x, y, z, w: the order of operations must be the same on every machine.
#[derive(Clone, Copy, Debug)]
struct Quaternion([f32; 4]);

impl Quaternion {
    fn of(largest: u8, rest: [i32; 3], grain: Grain) -> Self {
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
    fn rest(self, largest: u8, grain: Grain) -> [i32; 3] {
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
            *part = coarse(libm::roundf(fine) as i32, grain.rotation);
        }
        rest
    }
}

/// What is learnt of hogs, one's own or others: how far predictions tend to be off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HogModel {
    as_predicted: Flag,
    same_kind: Flag,
    chassis: Symbol<4>,
    alive: [Flag; 2],
    protected: [Flag; 2],
    airborne: [Flag; 2],
    /// Level and upright parts.
    velocity: [Residual; 2],
    position: [Residual; 2],
    spin: [Residual; 2],
    same_largest: Flag,
    rotation: Residual,
    turret: [Residual; 2],
    same_driving: Flag,
    same_axis: [Flag; 3],
    axis: [Residual; 3],
    buttons: [[Flag; 2]; 4],
    same_weapon: Flag,
    weapon: Symbol<8>,
    points: [Residual; 3],
    same_crouch: Flag,
    crouch: Residual,
}

/// What is learnt of what only a driver is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DriverModel {
    aim: [Residual; 2],
    same_ammo: Flag,
    ammo: Residual,
    same_timers: Flag,
    timer: Residual,
}

impl Default for DriverModel {
    fn default() -> Self {
        Self {
            aim: [Residual::of("aim_yaw"), Residual::of("aim_pitch")],
            same_ammo: Flag::likely(0.95),
            ammo: Residual::of("ammo"),
            same_timers: Flag::default(),
            timer: Residual::of("timer"),
        }
    }
}

impl Default for HogModel {
    fn default() -> Self {
        let rare = Flag::likely(0.05);
        let usual = Flag::likely(0.95);
        Self {
            as_predicted: rare,
            same_kind: usual,
            chassis: Symbol::default(),
            alive: [rare, usual],
            protected: [rare, usual],
            airborne: [rare, usual],
            velocity: [Residual::of("velocity"), Residual::of("velocity_up")],
            position: [Residual::of("position"), Residual::of("position_up")],
            spin: [Residual::of("spin"), Residual::of("spin_up")],
            same_largest: usual,
            rotation: Residual::of("rotation"),
            turret: [Residual::of("turret_yaw"), Residual::of("turret_pitch")],
            same_driving: Flag::default(),
            same_axis: [Flag::default(); 3],
            axis: ["throttle", "steer", "strafe"].map(Residual::of),
            buttons: [[rare, usual]; 4],
            same_weapon: usual,
            weapon: Symbol::default(),
            points: ["health", "shield", "energy"].map(Residual::of),
            same_crouch: usual,
            crouch: Residual::of("timer"),
        }
    }
}

/// A value whose prediction is coded too.
fn residual<C: Coder>(coder: &mut C, model: &mut Residual, predicted: i32, value: i32) -> i32 {
    predicted.wrapping_add(model.code(coder, value.wrapping_sub(predicted)))
}

impl HogModel {
    /// Codes `hog` against what it was `ticks` ago; with a `driver` model if it is the reader's own, and then the baseline
    /// must be too. A reader gives anything for `hog`.
    pub fn code<C: Coder>(
        &mut self,
        driver: Option<&mut DriverModel>,
        coder: &mut C,
        baseline: &WireHog,
        ticks: i32,
        hog: &WireHog,
    ) -> WireHog {
        let expected = baseline.carried(ticks, baseline.velocity, baseline.spin);
        if coder.bit(&mut self.as_predicted, *hog == expected) {
            return expected;
        }
        let mut read = *baseline;
        self.code_kind(coder, baseline, hog, &mut read);
        self.code_motion(coder, baseline, ticks, hog, &mut read);
        self.code_driving(coder, baseline, hog, &mut read);
        for (index, model) in self.points.iter_mut().enumerate() {
            read.points[index] = residual(coder, model, baseline.points[index], hog.points[index]);
        }
        match driver {
            Some(driver) => driver.code(coder, &expected, hog, &mut read),
            None => {
                let (before, now) = (expected.timers[CROUCH_TIMER], hog.timers[CROUCH_TIMER]);
                read.timers[CROUCH_TIMER] = before;
                if !coder.bit(&mut self.same_crouch, now == before) {
                    read.timers[CROUCH_TIMER] = residual(coder, &mut self.crouch, before, now);
                }
            }
        }
        read
    }

    fn code_kind<C: Coder>(&mut self, coder: &mut C, before: &WireHog, hog: &WireHog, read: &mut WireHog) {
        let same = hog.chassis == before.chassis;
        if !coder.bit(&mut self.same_kind, same) {
            read.chassis = self.chassis.code(coder, u32::from(hog.chassis)) as u8;
        }
        read.alive = coder.bit(&mut self.alive[usize::from(before.alive)], hog.alive);
        read.protected = coder.bit(&mut self.protected[usize::from(before.protected)], hog.protected);
        read.airborne = coder.bit(&mut self.airborne[usize::from(before.airborne)], hog.airborne);
    }

    fn code_motion<C: Coder>(
        &mut self,
        coder: &mut C,
        before: &WireHog,
        ticks: i32,
        hog: &WireHog,
        read: &mut WireHog,
    ) {
        let upright = |axis: usize| usize::from(axis == 1);
        for axis in 0..3 {
            let model = &mut self.velocity[upright(axis)];
            read.velocity[axis] = residual(coder, model, before.velocity[axis], hog.velocity[axis]);
        }
        for axis in 0..3 {
            let model = &mut self.spin[upright(axis)];
            read.spin[axis] = residual(coder, model, before.spin[axis], hog.spin[axis]);
        }
        let carried = before.carried(ticks, read.velocity, read.spin);
        for axis in 0..3 {
            let model = &mut self.position[upright(axis)];
            read.position[axis] = residual(coder, model, carried.position[axis], hog.position[axis]);
        }
        (read.largest, read.rest) = (carried.largest, carried.rest);
        if !coder.bit(&mut self.same_largest, hog.largest == carried.largest) {
            read.largest = coder.raw(u32::from(hog.largest), 2) as u8;
            let grain = WireHog::grain(before.own);
            read.rest = Quaternion::of(carried.largest, carried.rest, grain).rest(read.largest, grain);
        }
        for part in 0..3 {
            read.rest[part] = residual(coder, &mut self.rotation, read.rest[part], hog.rest[part]);
        }
        let bits = 16 - WireHog::grain(before.own).turret;
        for part in 0..2 {
            let off = wrapped(hog.turret[part].wrapping_sub(carried.turret[part]), bits);
            let off = self.turret[part].code(coder, off);
            read.turret[part] = wrapped(carried.turret[part].wrapping_add(off), bits);
        }
    }

    fn code_driving<C: Coder>(&mut self, coder: &mut C, before: &WireHog, hog: &WireHog, read: &mut WireHog) {
        let driving = |hog: &WireHog| (hog.axes, hog.buttons, hog.weapon);
        if coder.bit(&mut self.same_driving, driving(hog) == driving(before)) {
            return;
        }
        for axis in 0..3 {
            let same = coder.bit(&mut self.same_axis[axis], hog.axes[axis] == before.axes[axis]);
            if !same {
                // Against nothing, because a stick that moves mostly moves to an end or to the middle.
                read.axes[axis] = self.axis[axis].code(coder, hog.axes[axis]);
            }
        }
        read.buttons = 0;
        for (place, flags) in self.buttons.iter_mut().enumerate() {
            let held = |buttons: u8| buttons >> place & 1 == 1;
            let flag = &mut flags[usize::from(held(before.buttons))];
            read.buttons |= u8::from(coder.bit(flag, held(hog.buttons))) << place;
        }
        if !coder.bit(&mut self.same_weapon, hog.weapon == before.weapon) {
            read.weapon = self.weapon.code(coder, u32::from(hog.weapon)) as u8;
        }
    }
}

impl DriverModel {
    fn code<C: Coder>(&mut self, coder: &mut C, expected: &WireHog, hog: &WireHog, read: &mut WireHog) {
        for part in 0..2 {
            let off = wrapped(hog.aim[part].wrapping_sub(expected.aim[part]), 16);
            read.aim[part] = wrapped(
                expected.aim[part].wrapping_add(self.aim[part].code(coder, off)),
                16,
            );
        }
        if !coder.bit(&mut self.same_ammo, hog.ammo == expected.ammo) {
            for index in 0..Weapon::COUNT {
                read.ammo[index] = residual(coder, &mut self.ammo, expected.ammo[index], hog.ammo[index]);
            }
        }
        read.timers = expected.timers;
        if !coder.bit(&mut self.same_timers, hog.timers == expected.timers) {
            for index in 0..TIMERS {
                read.timers[index] =
                    residual(coder, &mut self.timer, expected.timers[index], hog.timers[index]);
            }
        }
    }
}
