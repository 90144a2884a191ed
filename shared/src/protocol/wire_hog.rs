//! A hog as integers of the wire: in full for its driver, as far as one can see and predict it for everyone else.

use xxhash_rust::xxh3::Xxh3;

use super::Malformed;
use super::forecast::Motion;
use crate::arena::controls::{Angle, Buttons, Controls};
use crate::arena::hog::{ABILITY_TIMER, CROUCH_TIMER, Hog, Points, TIMERS};
use crate::ids::{Chassis, HogId, Team, Weapon};
use crate::quantize::{
    Grid, POSITION, RotationIndex, SPIN, VELOCITY, coarse, rotation_index, rotation_max_index, rotation_value,
};

/// What is left of another's protection, overdrive or cloak is not told; each snapshot renews this much, more than any
/// replay spans.
const SHOWN_TICKS: u16 = 60;

/// Timers of others that are told: what they are about to do, or are at.
pub(super) const SHOWN_TIMERS: [usize; 2] = [CROUCH_TIMER, ABILITY_TIMER];

/// How many of the lowest bits of a quantity are left out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grain {
    pub(super) position: u32,
    pub(super) velocity: u32,
    pub(super) spin: u32,
    pub(super) rotation: u32,
    pub(super) turret: u32,
    pub(super) axis: u32,
    /// Of health, shield and energy.
    pub(super) points: [u32; 3],
}

/// One's own hog: everything, because prediction goes on from it.
const OWN: Grain = Grain {
    position: 0,
    velocity: 0,
    spin: 0,
    rotation: 0,
    turret: 0,
    axis: 0,
    points: [0; 3],
};
/// Others: what one can see and simulate. 8 mm, 1/32 m/s, 1/32 rad/s, 0.16°, turrets to 0.7°, health
/// and shield to about two points, energy to eight.
const OTHER: Grain = Grain {
    position: 2,
    velocity: 2,
    spin: 3,
    rotation: 3,
    turret: 7,
    axis: 4,
    points: [7, 7, 9],
};

/// A hog as integers of the wire: one's own in full, another as far as it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WireHog {
    pub(super) own: bool,
    pub(super) chassis: u8,
    /// As [`Team::code`].
    pub(super) team: u8,
    pub(super) alive: bool,
    pub(super) protected: bool,
    pub(super) overdriven: bool,
    pub(super) cloaked: bool,
    pub(super) airborne: bool,
    /// One more than the seat of whom its weapon has marked; 0 for nobody.
    pub(super) mark: u16,
    /// Ticks for which it has, or has been charging.
    pub(super) charge: i32,
    pub(super) position: [i32; 3],
    pub(super) velocity: [i32; 3],
    pub(super) spin: [i32; 3],
    pub(super) largest: u8,
    pub(super) rest: [i32; 3],
    pub(super) turret: [i32; 2],
    /// Throttle, steer, strafe.
    pub(super) axes: [i32; 3],
    pub(super) buttons: u8,
    pub(super) weapon: u8,
    /// Health, shield, energy.
    pub(super) points: [i32; 3],
    /// Only of one's own: yaw and pitch of the aim.
    pub(super) aim: [i32; 2],
    /// Only of one's own.
    pub(super) ammo: [i32; Weapon::COUNT],
    /// Of others only [`SHOWN_TIMERS`].
    pub(super) timers: [i32; TIMERS],
}

/// Rounds up, so that what is not quite gone is never shown as gone.
const fn coarse_up(value: i32, bits: u32) -> i32 {
    (value + (1 << bits) - 1) >> bits
}

impl WireHog {
    /// What is left out, of one's own or of others.
    pub(super) const fn grain(own: bool) -> Grain {
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
        let points = |which: usize| coarse_up(i32::from(points[which].0), grain.points[which]);
        let mut wire = Self {
            own,
            chassis: hog.chassis.index() as u8,
            alive: hog.alive(),
            team: Team::code(hog.team),
            protected: hog.protected_ticks > 0,
            overdriven: hog.overdrive_ticks > 0,
            cloaked: hog.cloak_ticks > 0,
            airborne: hog.airborne,
            mark: hog.mark.map_or(0, |mark| 1 + u16::from(mark.0)),
            charge: i32::from(hog.charge_ticks),
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
            points: [0, 1, 2].map(points),
            ..Self::default()
        };
        for timer in SHOWN_TIMERS {
            wire.timers[timer] = i32::from(hog.timers()[timer]);
        }
        if !own && (hog.airborne || hog.jump_wait_ticks > 0 || hog.crouch_ticks > 0) {
            // How long until another can leap again is not told; that it cannot now, is.
            wire.buttons &= !Buttons::JUMP.0;
        }
        if !own {
            // Nobody looks ahead to another's use of it.
            wire.buttons &= !Buttons::ABILITY.0;
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
                mark: 0,
                charge: 0,
                overdriven: false,
                cloaked: false,
                timers: if own { wire.timers } else { [0; TIMERS] },
                ..wire
            }
        }
    }

    /// A hog as those are told of it from whom it is hidden: like a wreck, and nowhere.
    #[must_use]
    pub fn hidden(hog: &Hog) -> Self {
        Self {
            chassis: hog.chassis.index() as u8,
            team: Team::code(hog.team),
            ..Self::nothing(false)
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
        let flags = [
            self.own,
            self.alive,
            self.protected,
            self.overdriven,
            self.cloaked,
            self.airborne,
        ];
        sum.update(&flags.map(u8::from));
        sum.update(&[self.chassis, self.team, self.largest, self.buttons, self.weapon]);
        sum.update(&self.mark.to_le_bytes());
        sum.update(&self.charge.to_le_bytes());
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

    /// How it moves.
    #[must_use]
    pub const fn motion(&self) -> Motion {
        Motion {
            velocity: self.velocity,
            spin: self.spin,
        }
    }

    /// What its driver does to move it.
    #[must_use]
    pub fn driving(&self) -> Controls {
        let grain = Self::grain(self.own);
        let axis = |axis: i32| axis.wrapping_shl(grain.axis).clamp(-127, 127) as i8;
        Controls {
            throttle: axis(self.axes[0]),
            steer: axis(self.axes[1]),
            strafe: axis(self.axes[2]),
            buttons: Buttons(self.buttons),
            ..Controls::default()
        }
    }

    fn marked(&self) -> Result<Option<HogId>, Malformed> {
        match self.mark {
            0 => Ok(None),
            seat => u8::try_from(seat - 1).map_or(Err(Malformed::Value), |seat| Ok(Some(HogId(seat)))),
        }
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
        let points = |which: usize| {
            u16::try_from(i64::from(self.points[which]) << grain.points[which])
                .map_or(Err(Malformed::Value), |points| Ok(Points(points)))
        };
        let shown = |is: bool| if is { SHOWN_TICKS } else { 0 };
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
            health: points(0)?,
            shield: points(1)?,
            energy: points(2)?,
            protected_ticks: shown(self.protected),
            overdrive_ticks: shown(self.overdriven),
            cloak_ticks: shown(self.cloaked),
            mark: self.marked()?,
            charge_ticks: small(self.charge)?,
            respawn_ticks: u16::from(!self.alive),
            ..Hog::waiting(
                id,
                Chassis::from_index(usize::from(self.chassis)).ok_or(Malformed::Value)?,
                Team::from_code(self.team).ok_or(Malformed::Value)?,
                false,
            )
        };
        hog.controls = Controls {
            weapon: Weapon::from_index(usize::from(self.weapon)).ok_or(Malformed::Value)?,
            ..self.driving()
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
            for timer in SHOWN_TIMERS {
                *hog.timers_mut()[timer] = small(self.timers[timer])?;
            }
            let (yaw, pitch) = hog.aim();
            hog.controls.aim_yaw = Angle::from_radians(yaw);
            hog.controls.aim_pitch = Angle::from_radians(pitch);
        }
        Ok(hog)
    }
}
