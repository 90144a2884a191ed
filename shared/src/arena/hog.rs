//! A hog: all the play state of one craft, as a plain value. What the step reads and writes is here and nowhere
//! else, so a snapshot of it is enough to go on from.

use serde::{Deserialize, Serialize};

use super::controls::{Angle, Controls};
use crate::ids::{HogId, Team};
use crate::math::{Quat, Vec3, pitch_of, yaw_of, yaw_pitch};
use crate::quantize::{POSITION, SPIN, VELOCITY, snap_rotation};
use crate::tuning::{Chassis, ChassisTuning, Tuning};
use crate::weapon::{Muzzle, Weapon};

/// Health, shield or energy in sixtieths of a point: what changes by N points a second changes by N of these a tick,
/// without fractions. [`MAX_POINTS`](crate::tuning::MAX_POINTS) says how many there may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Points(pub u16);

impl Points {
    /// None.
    pub const NONE: Self = Self(0);

    /// Whole and part points, rounded to the nearest sixtieth.
    #[must_use]
    pub fn from_points(points: f32) -> Self {
        Self(libm::roundf(points * 60.0) as u16)
    }

    /// What a rate in points a second gives in one tick.
    #[must_use]
    pub fn per_tick(points_per_s: f32) -> Self {
        Self(libm::roundf(points_per_s) as u16)
    }

    /// As points, for people.
    #[must_use]
    pub fn points(self) -> f32 {
        f32::from(self.0) / 60.0
    }

    /// These and `more`, up to `full`.
    #[must_use]
    pub fn plus(self, more: Self, full: Self) -> Self {
        Self(self.0.saturating_add(more.0).min(full.0.max(self.0)))
    }

    /// These less `fewer`, down to none.
    #[must_use]
    pub const fn minus(self, fewer: Self) -> Self {
        Self(self.0.saturating_sub(fewer.0))
    }
}

/// How many timers a hog has.
pub const TIMERS: usize = 12;
/// The place of [`Hog::crouch_ticks`] among them.
pub const CROUCH_TIMER: usize = 4;
/// The place of [`Hog::ability_ticks`] among them.
pub const ABILITY_TIMER: usize = 8;

/// What [`Hog::respawn_ticks`] says of who looks on and does not come back before being called.
pub const BENCHED: u16 = u16::MAX;

/// One craft in a match.
#[derive(Clone, Debug, PartialEq)]
pub struct Hog {
    /// Its seat.
    pub id: HogId,
    /// What it is.
    pub chassis: Chassis,
    /// Whose side it is on; none where everyone is on their own.
    pub team: Option<Team>,
    /// Centre of the hull, metres, on the grid.
    pub position: Vec3,
    /// Of the hull, on the grid.
    pub rotation: Quat,
    /// Metres a second, on the grid.
    pub velocity: Vec3,
    /// Angular velocity, rad/s, on the grid.
    pub spin: Vec3,
    /// Turret left (+) of the nose.
    pub turret_yaw: Angle,
    /// Barrel above (+) the hull's plane.
    pub turret_pitch: Angle,
    /// The controls it was last stepped with.
    pub controls: Controls,
    /// Dies at none.
    pub health: Points,
    /// Taken before health.
    pub shield: Points,
    /// For boost and leaps.
    pub energy: Points,
    /// By [`Weapon::index`].
    pub ammo: [u16; Weapon::COUNT],
    /// Ticks until it can fire.
    pub reload_ticks: u16,
    /// Ticks until the shield regains.
    pub shield_wait_ticks: u16,
    /// Ticks until energy regains.
    pub energy_wait_ticks: u16,
    /// Ticks until it can leap.
    pub jump_wait_ticks: u16,
    /// Ticks until it leaps, that of the leap included: it crouches meanwhile. 0 if it is not about to.
    pub crouch_ticks: u16,
    /// Ticks until a pad can throw it again.
    pub pad_wait_ticks: u16,
    /// Ticks it cannot be hurt.
    pub protected_ticks: u16,
    /// Ticks until it comes back; a wreck while not 0, and for as long as it is [`BENCHED`].
    pub respawn_ticks: u16,
    /// Ticks for which what its chassis can do still goes on.
    pub ability_ticks: u16,
    /// Ticks until it can do that again.
    pub ability_wait_ticks: u16,
    /// Ticks for which its weapons do more.
    pub overdrive_ticks: u16,
    /// Ticks for which enemies do not see it.
    pub cloak_ticks: u16,
    /// Whom the weapon in hand has in its sights or in its grip.
    pub mark: Option<HogId>,
    /// For how long it has, or how long the weapon has been charging, ticks. Counts on past what is enough, so that
    /// whoever is told of it knows how it goes on.
    pub charge_ticks: u16,
    /// Whether no corner has ground under it.
    pub airborne: bool,
}

impl Hog {
    /// A hog that is not in play yet: a wreck that comes back at the next tick, or never if its player only looks on.
    #[must_use]
    pub fn waiting(id: HogId, chassis: Chassis, team: Option<Team>, looks_on: bool) -> Self {
        Self {
            id,
            chassis,
            team,
            position: Vec3::ZERO,
            rotation: Quat::IDENTITY,
            velocity: Vec3::ZERO,
            spin: Vec3::ZERO,
            turret_yaw: Angle::default(),
            turret_pitch: Angle::default(),
            controls: Controls::default(),
            health: Points::NONE,
            shield: Points::NONE,
            energy: Points::NONE,
            ammo: [0; Weapon::COUNT],
            reload_ticks: 0,
            shield_wait_ticks: 0,
            energy_wait_ticks: 0,
            jump_wait_ticks: 0,
            crouch_ticks: 0,
            pad_wait_ticks: 0,
            protected_ticks: 0,
            respawn_ticks: if looks_on { BENCHED } else { 1 },
            ability_ticks: 0,
            ability_wait_ticks: 0,
            overdrive_ticks: 0,
            cloak_ticks: 0,
            mark: None,
            charge_ticks: 0,
            airborne: false,
        }
    }

    /// Puts it into play, whole, at a place.
    pub(super) fn spawn(&mut self, position: Vec3, yaw: f32, tuning: &Tuning) {
        let chassis = tuning.chassis(self.chassis);
        *self = Self {
            position: POSITION.snap3(position),
            rotation: snap_rotation(yaw_pitch(yaw, 0.0)),
            controls: Controls {
                aim_yaw: Angle::from_radians(yaw),
                ..Controls::default()
            },
            health: Points::from_points(chassis.health),
            shield: Points::from_points(chassis.shield),
            energy: Points::from_points(chassis.energy),
            protected_ticks: crate::tick::ticks_from_seconds(tuning.rules.protection_s) as u16,
            respawn_ticks: 0,
            ..Self::waiting(self.id, self.chassis, self.team, false)
        };
        for &weapon in &chassis.loadout {
            self.ammo[weapon.index()] = tuning.weapon(weapon).ammo_start;
        }
        self.controls.weapon = chassis.loadout.first().copied().unwrap_or_default();
    }

    /// Takes up controls. A weapon that is put away forgets what it was about.
    pub(super) fn take(&mut self, controls: Controls) {
        if controls.weapon != self.controls.weapon {
            (self.mark, self.charge_ticks) = (None, 0);
        }
        self.controls = controls;
    }

    /// Whether it is in play.
    #[must_use]
    pub const fn alive(&self) -> bool {
        self.respawn_ticks == 0
    }

    /// Whether there is nobody to come into play: its player only looks on.
    #[must_use]
    pub const fn looks_on(&self) -> bool {
        self.respawn_ticks == BENCHED
    }

    /// Whether it and another are on the same side: a hog is on its own.
    #[must_use]
    pub fn friend_of(&self, other: &Self) -> bool {
        self.id == other.id || (self.team.is_some() && self.team == other.team)
    }

    /// Unit vector along the nose.
    #[must_use]
    pub fn forward(&self) -> Vec3 {
        self.rotation * Vec3::new(0.0, 0.0, -1.0)
    }

    /// Unit vector out of the roof.
    #[must_use]
    pub fn up(&self) -> Vec3 {
        self.rotation * Vec3::new(0.0, 1.0, 0.0)
    }

    /// Yaw and pitch in the world that the turret points along, radians.
    #[must_use]
    pub fn aim(&self) -> (f32, f32) {
        let direction = self.muzzle_direction();
        (yaw_of(direction), pitch_of(direction))
    }

    /// Unit vector in the world that the turret points along.
    #[must_use]
    pub fn muzzle_direction(&self) -> Vec3 {
        let aim = self.rotation * yaw_pitch(self.turret_yaw.radians(), self.turret_pitch.radians());
        (aim * Vec3::new(0.0, 0.0, -1.0)).normalize()
    }

    /// Where the barrel ends and points.
    #[must_use]
    pub fn muzzle(&self, tuning: &ChassisTuning) -> Muzzle {
        let aim = self.rotation * yaw_pitch(self.turret_yaw.radians(), self.turret_pitch.radians());
        let direction = (aim * Vec3::new(0.0, 0.0, -1.0)).normalize();
        Muzzle {
            position: self.pivot(tuning) + direction * tuning.barrel_m,
            direction,
        }
    }

    /// Where the turret turns, metres, in the world.
    #[must_use]
    pub fn pivot(&self, tuning: &ChassisTuning) -> Vec3 {
        self.position + self.rotation * Vec3::from_array(tuning.turret_m)
    }

    /// Puts physical state on the grid.
    pub(super) fn snap(&mut self) {
        self.position = POSITION.snap3(self.position);
        self.rotation = snap_rotation(self.rotation);
        self.velocity = VELOCITY.snap3(self.velocity);
        self.spin = SPIN.snap3(self.spin);
    }

    /// Whether all of its physical state is a number.
    pub(super) fn is_physical(&self) -> bool {
        self.position.is_finite()
            && self.rotation.is_finite()
            && self.velocity.is_finite()
            && self.spin.is_finite()
    }

    /// Every timer, in the order of the fields.
    #[must_use]
    pub const fn timers(&self) -> [u16; TIMERS] {
        [
            self.reload_ticks,
            self.shield_wait_ticks,
            self.energy_wait_ticks,
            self.jump_wait_ticks,
            self.crouch_ticks,
            self.pad_wait_ticks,
            self.protected_ticks,
            self.respawn_ticks,
            self.ability_ticks,
            self.ability_wait_ticks,
            self.overdrive_ticks,
            self.cloak_ticks,
        ]
    }

    /// The same, to be changed.
    pub const fn timers_mut(&mut self) -> [&mut u16; TIMERS] {
        [
            &mut self.reload_ticks,
            &mut self.shield_wait_ticks,
            &mut self.energy_wait_ticks,
            &mut self.jump_wait_ticks,
            &mut self.crouch_ticks,
            &mut self.pad_wait_ticks,
            &mut self.protected_ticks,
            &mut self.respawn_ticks,
            &mut self.ability_ticks,
            &mut self.ability_wait_ticks,
            &mut self.overdrive_ticks,
            &mut self.cloak_ticks,
        ]
    }

    /// Counts every timer down by a tick.
    pub(super) fn count_down(&mut self) {
        for timer in self.timers_mut() {
            *timer = timer.saturating_sub(1);
        }
    }
}
