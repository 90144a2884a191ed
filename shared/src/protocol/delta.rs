//! A hog on the wire, told against what the other side knows of it: each field is predicted from a baseline some ticks
//! old, and only what the prediction was off by is coded. What its driver does comes first, because it says most of how
//! it will move; then velocity and spin, because with them at both ends of the time the way between is all but known.

use super::coder::{Coder, Flag, Residual, Symbol};
use super::driving::{Driving, DrivingModel};
use super::forecast::{Baseline, Forecast, Quaternion, wrapped};
use super::wire_hog::WireHog;
use crate::arena::hog::{CROUCH_TIMER, TIMERS};
use crate::ids::Weapon;

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
    driving: DrivingModel,
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
            driving: DrivingModel::new(Flag::default()),
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
    /// Codes `hog` against a baseline; with a `driver` model if it is the reader's own, and then the baseline must be too.
    /// `forecast` is what follows from both, if it is known already. A reader gives anything for `hog`.
    pub fn code<C: Coder>(
        &mut self,
        driver: Option<&mut DriverModel>,
        coder: &mut C,
        baseline: &Baseline<'_>,
        forecast: Option<&Forecast>,
        hog: &WireHog,
    ) -> WireHog {
        let before = baseline.hog;
        let unchanged = forecast.map_or_else(|| baseline.led_to(hog), |forecast| forecast.unchanged);
        if coder.bit(&mut self.as_predicted, unchanged) {
            return baseline.unchanged();
        }
        let mut read = *before;
        self.code_kind(coder, before, hog, &mut read);
        self.code_driving(coder, before, hog, &mut read);
        for (index, model) in self.points.iter_mut().enumerate() {
            read.points[index] = residual(coder, model, before.points[index], hog.points[index]);
        }
        self.code_motion(coder, baseline, forecast, hog, &mut read);
        if let Some(driver) = driver {
            driver.code(coder, &baseline.unchanged(), hog, &mut read);
        } else {
            let expected = (before.timers[CROUCH_TIMER].saturating_sub(baseline.ticks)).max(0);
            let now = hog.timers[CROUCH_TIMER];
            read.timers[CROUCH_TIMER] = expected;
            if !coder.bit(&mut self.same_crouch, now == expected) {
                read.timers[CROUCH_TIMER] = residual(coder, &mut self.crouch, expected, now);
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
        baseline: &Baseline<'_>,
        forecast: Option<&Forecast>,
        hog: &WireHog,
        read: &mut WireHog,
    ) {
        let upright = |axis: usize| usize::from(axis == 1);
        let course = forecast.map_or_else(|| Err(baseline.course(read)), Ok);
        let motion = course.map_or_else(|course| course.motion(), |forecast| forecast.motion);
        for axis in 0..3 {
            let model = &mut self.velocity[upright(axis)];
            read.velocity[axis] = residual(coder, model, motion.velocity[axis], hog.velocity[axis]);
        }
        for axis in 0..3 {
            let model = &mut self.spin[upright(axis)];
            read.spin[axis] = residual(coder, model, motion.spin[axis], hog.spin[axis]);
        }
        let pose = course.map_or_else(|course| course.pose(read.motion()), |forecast| forecast.pose);
        for axis in 0..3 {
            let model = &mut self.position[upright(axis)];
            read.position[axis] = residual(coder, model, pose.position[axis], hog.position[axis]);
        }
        let grain = WireHog::grain(read.own);
        (read.largest, read.rest) = (pose.largest, pose.rest);
        if !coder.bit(&mut self.same_largest, hog.largest == pose.largest) {
            read.largest = coder.raw(u32::from(hog.largest), 2) as u8;
            read.rest = Quaternion::of(pose.largest, pose.rest, grain).rest(read.largest, grain);
        }
        for part in 0..3 {
            read.rest[part] = residual(coder, &mut self.rotation, read.rest[part], hog.rest[part]);
        }
        let bits = 16 - grain.turret;
        for part in 0..2 {
            let off = wrapped(hog.turret[part].wrapping_sub(pose.turret[part]), bits);
            let off = self.turret[part].code(coder, off);
            read.turret[part] = wrapped(pose.turret[part].wrapping_add(off), bits);
        }
    }

    fn code_driving<C: Coder>(&mut self, coder: &mut C, before: &WireHog, hog: &WireHog, read: &mut WireHog) {
        let driving = |hog: &WireHog| Driving {
            axes: hog.axes,
            buttons: hog.buttons,
            weapon: hog.weapon,
        };
        let (now, before) = (driving(hog), driving(before));
        if !coder.bit(&mut self.same_driving, now == before) {
            let now = self.driving.code(coder, now, before);
            (read.axes, read.buttons, read.weapon) = (now.axes, now.buttons, now.weapon);
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
