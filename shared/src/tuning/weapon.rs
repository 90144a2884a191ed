//! What one weapon's shots are like, and what they do where they end.

use serde::{Deserialize, Serialize};

use super::{Check, DataError};

/// What one weapon's shots are like (`assets/weapons/<name>.ron`).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeaponTuning {
    /// Time between shots, seconds.
    pub reload_s: f32,
    /// Most ammunition one can carry.
    pub ammo_max: u16,
    /// Ammunition at a spawn.
    pub ammo_start: u16,
    /// Ammunition a pickup gives.
    pub ammo_pickup: u16,
    /// Speed of the shot relative to its shooter, m/s.
    pub speed_mps: f32,
    /// How long it lasts, seconds; 0 for what is where it ends in the tick it is fired.
    pub life_s: f32,
    /// How thick it is, metres.
    pub radius_m: f32,
    /// Damage to what it touches, points.
    pub damage: f32,
    /// Damage at the centre of its blast, points; falls to nothing at the edge.
    #[serde(default)]
    pub splash_damage: f32,
    /// Reach of its blast, metres.
    #[serde(default)]
    pub splash_radius_m: f32,
    /// Speed its blast gives a 1000 kg craft at the centre, m/s.
    #[serde(default)]
    pub knockback_mps: f32,
    /// Share of its blast that its owner suffers.
    #[serde(default)]
    pub self_damage: f32,
    /// Time before it can be set off by coming near, seconds.
    #[serde(default)]
    pub arm_s: f32,
    /// How near sets it off, metres.
    #[serde(default)]
    pub trigger_radius_m: f32,
    /// How hard its shots fall, m/s²; 0 flies straight.
    #[serde(default)]
    pub fall_mps2: f32,
    /// How far it reaches where nothing flies, or within which it finds a mark, metres.
    #[serde(default)]
    pub reach_m: f32,
    /// Half the angle within which it finds a mark, degrees.
    #[serde(default)]
    pub cone_deg: f32,
    /// How long it charges, or has to have its mark in sight, seconds.
    #[serde(default)]
    pub charge_s: f32,
    /// How fast its shots turn toward their mark, rad/s.
    #[serde(default)]
    pub turn_rps: f32,
    /// How far it leaps from one hog to the next, metres.
    #[serde(default)]
    pub link_m: f32,
    /// How hard it pulls, m/s².
    #[serde(default)]
    pub pull_mps2: f32,
    /// The speed with which what it lets go of flies off, m/s, for a craft of 1000 kg.
    #[serde(default)]
    pub throw_mps: f32,
    /// Energy it takes while it is at work, points a second.
    #[serde(default)]
    pub energy_per_s: f32,
    /// How much higher than the barrel points its shots leave it, degrees.
    #[serde(default)]
    pub lift_deg: f32,
}

impl WeaponTuning {
    pub(super) fn validate(&self, file: &str) -> Result<(), DataError> {
        let check = Check::of(file);
        check.range("reload_s", self.reload_s, 1.0 / 60.0, 10.0)?;
        check.range("ammo_max", f32::from(self.ammo_max), 1.0, 1000.0)?;
        check.range(
            "ammo_start",
            f32::from(self.ammo_start),
            0.0,
            f32::from(self.ammo_max),
        )?;
        check.range(
            "ammo_pickup",
            f32::from(self.ammo_pickup),
            0.0,
            f32::from(self.ammo_max),
        )?;
        check.range("speed_mps", self.speed_mps, 0.0, 200.0)?;
        check.range("life_s", self.life_s, 0.0, 120.0)?;
        check.range("radius_m", self.radius_m, 0.0, 2.0)?;
        check.range("damage", self.damage, 0.0, 1000.0)?;
        check.range("splash_damage", self.splash_damage, 0.0, 1000.0)?;
        check.range("splash_radius_m", self.splash_radius_m, 0.0, 50.0)?;
        check.range("knockback_mps", self.knockback_mps, 0.0, 50.0)?;
        check.range("self_damage", self.self_damage, 0.0, 2.0)?;
        check.range("arm_s", self.arm_s, 0.0, 10.0)?;
        check.range("trigger_radius_m", self.trigger_radius_m, 0.0, 20.0)?;
        check.range("fall_mps2", self.fall_mps2, 0.0, 100.0)?;
        check.range("reach_m", self.reach_m, 0.0, 500.0)?;
        check.range("cone_deg", self.cone_deg, 0.0, 90.0)?;
        check.range("charge_s", self.charge_s, 0.0, 10.0)?;
        check.range("turn_rps", self.turn_rps, 0.0, 10.0)?;
        check.range("link_m", self.link_m, 0.0, 50.0)?;
        check.range("pull_mps2", self.pull_mps2, 0.0, 100.0)?;
        check.range("throw_mps", self.throw_mps, 0.0, 60.0)?;
        check.range("energy_per_s", self.energy_per_s, 0.0, 1000.0)?;
        check.range("lift_deg", self.lift_deg, 0.0, 60.0)
    }

    /// The blast alone, without what a direct hit adds.
    #[must_use]
    pub fn blast(&self) -> Impact {
        Impact {
            direct_damage: 0.0,
            splash_damage: self.splash_damage,
            splash_radius_m: self.splash_radius_m,
            knockback_mps: self.knockback_mps,
            self_damage: self.self_damage,
        }
    }
}

/// What the end of a shot does to those near it.
#[derive(Clone, Copy, Debug)]
pub struct Impact {
    /// To the hog it touched, points.
    pub direct_damage: f32,
    /// To everyone near, at the centre, points.
    pub splash_damage: f32,
    /// How far that reaches, metres.
    pub splash_radius_m: f32,
    /// Speed given to a 1000 kg craft at the centre, m/s.
    pub knockback_mps: f32,
    /// Share of the splash that the shooter suffers.
    pub self_damage: f32,
}

impl Impact {
    /// It just ends.
    pub const NOTHING: Self = Self {
        direct_damage: 0.0,
        splash_damage: 0.0,
        splash_radius_m: 0.0,
        knockback_mps: 0.0,
        self_damage: 0.0,
    };
}
