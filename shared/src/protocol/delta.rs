//! A hog on the wire, told against what the other side knows of it: each field is predicted from a baseline some ticks
//! old, and only what the prediction was off by is coded. What its driver does comes first, because it says most of how
//! it will move; then velocity and spin, because with them at both ends of the time the way between is all but known.

use super::coder::{Coder, Flag};
use super::driving::{Driving, DrivingModel};
use super::forecast::{Baseline, Quaternion, wrapped};
use super::residual::{Residual, Residuals};
use super::symbol::Symbol;
use super::wire_hog::{SHOWN_TIMERS, WireHog};
use crate::arena::hog::TIMERS;
use crate::ids::Weapon;

/// Numbers that say how a hog moves and where it is: three of velocity, spin, position and rotation, two of the turret.
const MOVES: usize = 14;
/// Which model each of them has: what goes level and what goes up are of different kinds.
const FIELDS: [usize; MOVES] = [0, 1, 0, 2, 3, 2, 4, 5, 4, 6, 6, 6, 7, 8];
/// Those models.
const MODELS: [&str; 9] = [
    "velocity",
    "velocity_up",
    "spin",
    "spin_up",
    "position",
    "position_up",
    "rotation",
    "turret_yaw",
    "turret_pitch",
];

/// Hogs from which everything is learnt.
const ALL_LEARNT: u16 = 256;

/// Ways in which a hog can differ from what was expected, as bits: it flies or not, is driven otherwise, its points
/// are others, or something seldom.
const AIRBORNE: u32 = 1;
const DRIVEN: u32 = 2;
const HARMED: u32 = 4;
const SELDOM: u32 = 8;
/// The kind of what is as expected; the others are one more than their bits.
const AS_EXPECTED: u32 = 0;

/// What is told of a hog: how it differs from its baseline and from what was expected of it. The same for everyone who
/// has the same baseline, and all that a writer needs: it does not look back at the baseline itself.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// [`AS_EXPECTED`], or one more than a set of the bits above.
    kind: u32,
    /// Whether it flew.
    flew: bool,
    before: Told,
    now: Told,
    moves: Residuals<MOVES>,
}

/// What is told of a hog apart from how it moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Told {
    driving: Driving,
    points: [i32; 3],
    seldom: Seldom,
}

/// What of a hog seldom changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Seldom {
    chassis: u8,
    team: u8,
    alive: bool,
    protected: bool,
    overdriven: bool,
    cloaked: bool,
    /// How many parts of the rotation further the largest is than expected.
    largest: u8,
    /// Ticks of [`SHOWN_TIMERS`]; 0 of the reader's own hog, whose driver is told apart.
    shown: [i32; SHOWN_TIMERS.len()],
    mark: u16,
    charge: i32,
}

impl Seldom {
    /// Of a hog, with the largest part of its rotation as far on as given.
    fn of(hog: &WireHog, largest: u8) -> Self {
        Self {
            chassis: hog.chassis,
            team: hog.team,
            alive: hog.alive,
            protected: hog.protected,
            overdriven: hog.overdriven,
            cloaked: hog.cloaked,
            largest,
            shown: SHOWN_TIMERS.map(|timer| if hog.own { 0 } else { hog.timers[timer] }),
            mark: hog.mark,
            charge: hog.charge,
        }
    }

    /// What is expected of it later: timers go on, and so does what is being charged.
    fn later(self, ticks: i32) -> Self {
        Self {
            shown: self.shown.map(|left| left.saturating_sub(ticks).max(0)),
            charge: if self.charge > 0 {
                self.charge.saturating_add(ticks)
            } else {
                0
            },
            ..self
        }
    }
}

impl Told {
    /// What is expected: what was.
    fn expected(baseline: &Baseline<'_>) -> Self {
        let before = baseline.hog;
        Self {
            driving: driving(before),
            points: before.points,
            seldom: Seldom::of(before, 0).later(baseline.ticks),
        }
    }
}

fn driving(hog: &WireHog) -> Driving {
    Driving {
        axes: hog.axes,
        buttons: hog.buttons,
        weapon: hog.weapon,
    }
}

impl Change {
    /// Nothing changed.
    fn none(baseline: &Baseline<'_>) -> Self {
        let expected = Told::expected(baseline);
        Self {
            kind: AS_EXPECTED,
            flew: baseline.hog.airborne,
            before: expected,
            now: expected,
            moves: Residuals::of([0; MOVES]),
        }
    }

    /// What is to be told of a hog that became `hog`.
    #[must_use]
    pub fn of(baseline: &Baseline<'_>, hog: &WireHog) -> Self {
        let none = Self::none(baseline);
        if baseline.led_to(hog) {
            return none;
        }
        let own = hog.own;
        let course = baseline.course(hog);
        let motion = course.motion();
        let pose = course.pose(hog.motion());
        let grain = WireHog::grain(own);
        let largest = hog.largest.wrapping_sub(pose.largest) & 3;
        let rest = if largest == 0 {
            pose.rest
        } else {
            Quaternion::of(pose.largest, pose.rest, grain).rest(hog.largest, grain)
        };
        let mut off = [0; MOVES];
        for axis in 0..3 {
            off[axis] = hog.velocity[axis].wrapping_sub(motion.velocity[axis]);
            off[3 + axis] = hog.spin[axis].wrapping_sub(motion.spin[axis]);
            off[6 + axis] = hog.position[axis].wrapping_sub(pose.position[axis]);
            off[9 + axis] = hog.rest[axis].wrapping_sub(rest[axis]);
        }
        for part in 0..2 {
            let turned = hog.turret[part].wrapping_sub(pose.turret[part]);
            off[12 + part] = wrapped(turned, 16 - grain.turret);
        }
        let now = Told {
            driving: driving(hog),
            points: hog.points,
            seldom: Seldom::of(hog, largest),
        };
        let bit = |is: bool, bit: u32| u32::from(is) * bit;
        let ways = bit(hog.airborne, AIRBORNE)
            | bit(now.driving != none.before.driving, DRIVEN)
            | bit(now.points != none.before.points, HARMED)
            | bit(now.seldom != none.before.seldom, SELDOM);
        Self {
            kind: 1 + ways,
            now,
            moves: Residuals::of(off),
            ..none
        }
    }

    /// Whether nothing changed.
    #[must_use]
    pub const fn as_expected(&self) -> bool {
        self.kind == AS_EXPECTED
    }

    /// What the hog became of which this is told: what [`Change::of`] was given, but for what only its driver is told.
    #[must_use]
    pub fn applied(&self, baseline: &Baseline<'_>) -> WireHog {
        if self.as_expected() {
            return baseline.unchanged();
        }
        let Told {
            driving,
            points,
            seldom,
        } = self.now;
        let mut hog = WireHog {
            chassis: seldom.chassis,
            team: seldom.team,
            alive: seldom.alive,
            protected: seldom.protected,
            overdriven: seldom.overdriven,
            cloaked: seldom.cloaked,
            mark: seldom.mark,
            charge: seldom.charge,
            airborne: (self.kind - 1) & AIRBORNE != 0,
            axes: driving.axes,
            buttons: driving.buttons,
            weapon: driving.weapon,
            points,
            ..*baseline.hog
        };
        if !hog.own {
            for (timer, left) in SHOWN_TIMERS.into_iter().zip(seldom.shown) {
                hog.timers[timer] = left;
            }
        }
        let off = self.moves.residuals();
        let course = baseline.course(&hog);
        let motion = course.motion();
        for axis in 0..3 {
            hog.velocity[axis] = motion.velocity[axis].wrapping_add(off[axis]);
            hog.spin[axis] = motion.spin[axis].wrapping_add(off[3 + axis]);
        }
        let pose = course.pose(hog.motion());
        let grain = WireHog::grain(hog.own);
        (hog.largest, hog.rest) = (pose.largest, pose.rest);
        if seldom.largest != 0 {
            hog.largest = (pose.largest + seldom.largest) & 3;
            hog.rest = Quaternion::of(pose.largest, pose.rest, grain).rest(hog.largest, grain);
        }
        for axis in 0..3 {
            hog.position[axis] = pose.position[axis].wrapping_add(off[6 + axis]);
            hog.rest[axis] = hog.rest[axis].wrapping_add(off[9 + axis]);
        }
        for part in 0..2 {
            let turned = pose.turret[part].wrapping_add(off[12 + part]);
            hog.turret[part] = wrapped(turned, 16 - grain.turret);
        }
        hog
    }
}

/// What is learnt of hogs, one's own or others: how far predictions tend to be off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HogModel {
    /// By whether it flew.
    kind: [Symbol<32>; 2],
    moves: [Residual; MODELS.len()],
    /// How many were coded, until it makes no difference: then by turns [`ALL_LEARNT`] and one more.
    coded: u16,
    driving: DrivingModel,
    same_points: [Flag; 3],
    points: [Residual; 3],
    seldom: SeldomModel,
}

impl Default for HogModel {
    fn default() -> Self {
        Self {
            kind: Default::default(),
            moves: MODELS.map(Residual::of),
            coded: 0,
            driving: DrivingModel::default(),
            same_points: [Flag::default(); 3],
            points: ["health", "shield", "energy"].map(Residual::of),
            seldom: SeldomModel::default(),
        }
    }
}

impl HogModel {
    /// Writes a change.
    pub fn write<C: Coder>(&mut self, coder: &mut C, change: &Change) {
        self.code(coder, change);
    }

    /// Reads a change that was written against the same baseline.
    pub fn read<C: Coder>(&mut self, coder: &mut C, baseline: &Baseline<'_>) -> Change {
        self.code(coder, &Change::none(baseline))
    }

    /// Codes a change. A reader gives none.
    fn code<C: Coder>(&mut self, coder: &mut C, change: &Change) -> Change {
        let (before, now) = (&change.before, &change.now);
        let mut read = *change;
        read.kind = self.kind[usize::from(change.flew)].code(coder, change.kind);
        if read.as_expected() {
            return read;
        }
        let ways = read.kind - 1;
        if ways & SELDOM != 0 {
            read.now.seldom = self.seldom.code(coder, now.seldom, before.seldom);
        }
        if ways & DRIVEN != 0 {
            read.now.driving = self.driving.code(coder, now.driving, before.driving);
        }
        if ways & HARMED != 0 {
            for index in 0..3 {
                let (now, before) = (now.points[index], before.points[index]);
                if !coder.bit(&mut self.same_points[index], now == before) {
                    read.now.points[index] = residual(coder, &mut self.points[index], before, now);
                }
            }
        }
        // Of how hogs move everything is learnt at first, and then from every other one: that is as good, and half the work.
        self.coded = if self.coded > ALL_LEARNT {
            ALL_LEARNT
        } else {
            self.coded + 1
        };
        let learn = self.coded <= ALL_LEARNT;
        read.moves = change.moves.code(coder, &mut self.moves, &FIELDS, learn);
        read
    }
}

/// What is learnt of what seldom changes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SeldomModel {
    /// Whether chassis and side are as they were.
    same_kind: Flag,
    chassis: Symbol<4>,
    team: Symbol<4>,
    alive: [Flag; 2],
    protected: [Flag; 2],
    overdriven: [Flag; 2],
    cloaked: [Flag; 2],
    largest: Symbol<4>,
    shown: Residual,
    /// Whether mark and charge are as expected, by whether anything was charged.
    same_charge: [Flag; 2],
    charge: Residual,
}

impl Default for SeldomModel {
    fn default() -> Self {
        Self {
            same_kind: Flag::likely(0.95),
            chassis: Symbol::default(),
            team: Symbol::default(),
            alive: [Flag::default(); 2],
            protected: [Flag::default(); 2],
            overdriven: [Flag::likely(0.05), Flag::likely(0.95)],
            cloaked: [Flag::likely(0.05), Flag::likely(0.95)],
            largest: Symbol::default(),
            shown: Residual::of("timer"),
            same_charge: [Flag::likely(0.95), Flag::default()],
            charge: Residual::of("timer"),
        }
    }
}

impl SeldomModel {
    fn code<C: Coder>(&mut self, coder: &mut C, now: Seldom, expected: Seldom) -> Seldom {
        let mut read = expected;
        let kind = |seldom: Seldom| (seldom.chassis, seldom.team);
        if !coder.bit(&mut self.same_kind, kind(now) == kind(expected)) {
            read.chassis = self.chassis.code(coder, now.chassis.into()) as u8;
            read.team = self.team.code(coder, now.team.into()) as u8;
        }
        read.alive = coder.bit(&mut self.alive[usize::from(expected.alive)], now.alive);
        read.protected = coder.bit(
            &mut self.protected[usize::from(expected.protected)],
            now.protected,
        );
        read.largest = self.largest.code(coder, now.largest.into()) as u8;
        for (read, now) in read.shown.iter_mut().zip(now.shown) {
            *read = residual(coder, &mut self.shown, *read, now);
        }
        read.overdriven = coder.bit(
            &mut self.overdriven[usize::from(expected.overdriven)],
            now.overdriven,
        );
        read.cloaked = coder.bit(&mut self.cloaked[usize::from(expected.cloaked)], now.cloaked);
        let charge = |seldom: Seldom| (seldom.mark, seldom.charge);
        let charged = &mut self.same_charge[usize::from(expected.charge > 0)];
        if !coder.bit(charged, charge(now) == charge(expected)) {
            read.mark = coder.raw(now.mark.into(), 9) as u16;
            read.charge = residual(coder, &mut self.charge, expected.charge, now.charge);
        }
        read
    }
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
            aim: ["aim_yaw", "aim_pitch"].map(Residual::of),
            same_ammo: Flag::likely(0.95),
            ammo: Residual::of("ammo"),
            same_timers: Flag::default(),
            timer: Residual::of("timer"),
        }
    }
}

impl DriverModel {
    /// Writes of a hog that became `hog` what only its driver is told.
    pub fn write<C: Coder>(&mut self, coder: &mut C, baseline: &Baseline<'_>, hog: &WireHog) {
        self.code(coder, &baseline.unchanged(), hog, &mut hog.clone());
    }

    /// Reads what was written against the same baseline into `hog`.
    pub fn read<C: Coder>(&mut self, coder: &mut C, baseline: &Baseline<'_>, hog: &mut WireHog) {
        self.code(coder, &baseline.unchanged(), baseline.hog, hog);
    }

    fn code<C: Coder>(&mut self, coder: &mut C, expected: &WireHog, hog: &WireHog, read: &mut WireHog) {
        for part in 0..2 {
            let off = wrapped(hog.aim[part].wrapping_sub(expected.aim[part]), 16);
            read.aim[part] = wrapped(
                expected.aim[part].wrapping_add(self.aim[part].code(coder, off)),
                16,
            );
        }
        read.ammo = expected.ammo;
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

/// A value whose prediction is coded too.
fn residual<C: Coder>(coder: &mut C, model: &mut Residual, predicted: i32, value: i32) -> i32 {
    predicted.wrapping_add(model.code(coder, value.wrapping_sub(predicted)))
}
