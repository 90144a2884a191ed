//! How one chassis drives, what it bears and what it can do.

use serde::{Deserialize, Serialize};

use super::{Check, DataError, MAX_CROUCH_S, MAX_POINTS, OVERCHARGE};
use crate::ids::Weapon;

/// How one chassis drives and what it bears (`assets/chassis/<name>.ron`). Where the figures come from:
/// docs/handling.md.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChassisTuning {
    /// Half the hull's width, height and length, metres.
    pub half_extents_m: [f32; 3],
    /// Mass, kilograms.
    pub mass_kg: f32,
    /// Height of the hull's centre over level ground at rest, metres.
    pub hover_m: f32,
    /// Natural frequency of the suspension, hertz.
    pub spring_hz: f32,
    /// Damping ratio in compression.
    pub damping_ratio: f32,
    /// Damping on rebound, as a multiple of that in compression.
    pub rebound: f32,
    /// Most force of all corners together, in multiples of the weight.
    pub lift_max_g: f32,
    /// Forward thrust, m/s².
    pub forward_mps2: f32,
    /// Reverse thrust, m/s².
    pub reverse_mps2: f32,
    /// Sideways thrust, m/s².
    pub strafe_mps2: f32,
    /// Speed at which drag equals forward thrust, m/s.
    pub top_speed_mps: f32,
    /// Time constant with which velocity turns toward the nose, seconds.
    pub grip_s: f32,
    /// The same with the air-brake open.
    pub brake_grip_s: f32,
    /// The same in the air.
    pub air_grip_s: f32,
    /// Deceleration of the open air-brake along the nose, 1/s.
    pub brake_drag_per_s: f32,
    /// Most yaw rate, rad/s.
    pub yaw_rps: f32,
    /// Yaw acceleration, rad/s²; doubled when counter-steering.
    pub yaw_rps2: f32,
    /// Share of the yaw rate left at top speed.
    pub yaw_at_speed: f32,
    /// Extra thrust of the boost, m/s².
    pub boost_mps2: f32,
    /// Energy the boost takes, points a second.
    pub boost_energy_per_s: f32,
    /// Vertical speed of a leap, m/s.
    pub jump_mps: f32,
    /// How long it crouches before it leaps, seconds; others see it coming, also over a slow link.
    pub crouch_s: f32,
    /// How fast it goes down to crouch, m/s.
    pub crouch_mps: f32,
    /// Energy a leap takes, points.
    pub jump_energy: f32,
    /// Least time between leaps, seconds.
    pub jump_s: f32,
    /// Rate at which the craft levels, 1/s.
    pub level_per_s: f32,
    /// Gravity in the air, in multiples of 9.81 m/s².
    pub air_gravity: f32,
    /// Full health, points.
    pub health: f32,
    /// Full shield, points.
    pub shield: f32,
    /// Shield regained, points a second.
    pub shield_per_s: f32,
    /// Time without damage before the shield regains, seconds.
    pub shield_delay_s: f32,
    /// Full energy, points.
    pub energy: f32,
    /// Energy regained, points a second.
    pub energy_per_s: f32,
    /// Time without use before energy regains, seconds.
    pub energy_delay_s: f32,
    /// Damage taken, as a share of what is dealt.
    pub armour: f32,
    /// Damage dealt by ramming, as a multiple.
    pub ram: f32,
    /// Turret's slew rate, rad/s.
    pub turret_rps: f32,
    /// Turret's limits left and right of the nose, degrees.
    pub turret_yaw_deg: f32,
    /// Turret's lowest and highest elevation, degrees.
    pub turret_pitch_deg: [f32; 2],
    /// Where the turret turns, in the hull's frame, metres.
    pub turret_m: [f32; 3],
    /// Length of the barrel from there, metres.
    pub barrel_m: f32,
    /// The weapons it comes into play with, the one in hand first.
    pub loadout: Vec<Weapon>,
    /// What it can do.
    pub ability: AbilityTuning,
}

impl ChassisTuning {
    pub(super) fn validate(&self, file: &str) -> Result<(), DataError> {
        let check = Check::of(file);
        for extent in self.half_extents_m {
            check.range("half_extents_m", extent, 0.2, 5.0)?;
        }
        check.range("mass_kg", self.mass_kg, 50.0, 20_000.0)?;
        check.range("hover_m", self.hover_m, self.half_extents_m[1] + 0.1, 4.0)?;
        check.range("spring_hz", self.spring_hz, 0.5, 5.0)?;
        check.range("damping_ratio", self.damping_ratio, 0.1, 2.0)?;
        check.range("rebound", self.rebound, 0.5, 3.0)?;
        check.range("lift_max_g", self.lift_max_g, 1.5, 10.0)?;
        check.range("forward_mps2", self.forward_mps2, 1.0, 80.0)?;
        check.range("reverse_mps2", self.reverse_mps2, 0.0, 80.0)?;
        check.range("strafe_mps2", self.strafe_mps2, 0.0, 80.0)?;
        check.range("top_speed_mps", self.top_speed_mps, 5.0, 100.0)?;
        check.range("grip_s", self.grip_s, 0.05, 5.0)?;
        check.range("brake_grip_s", self.brake_grip_s, 0.05, 10.0)?;
        check.range("air_grip_s", self.air_grip_s, 0.05, 10.0)?;
        check.range("brake_drag_per_s", self.brake_drag_per_s, 0.0, 5.0)?;
        check.range("yaw_rps", self.yaw_rps, 0.2, 6.0)?;
        check.range("yaw_rps2", self.yaw_rps2, 0.5, 30.0)?;
        check.range("yaw_at_speed", self.yaw_at_speed, 0.1, 1.0)?;
        check.range("boost_mps2", self.boost_mps2, 0.0, 80.0)?;
        check.range("boost_energy_per_s", self.boost_energy_per_s, 0.0, 1000.0)?;
        check.range("jump_mps", self.jump_mps, 0.0, 30.0)?;
        check.range("crouch_s", self.crouch_s, 0.0, MAX_CROUCH_S)?;
        check.range("crouch_mps", self.crouch_mps, 0.0, 10.0)?;
        check.range("jump_energy", self.jump_energy, 0.0, 1000.0)?;
        check.range("jump_s", self.jump_s, 0.1, 4.0)?;
        check.range("level_per_s", self.level_per_s, 0.0, 20.0)?;
        check.range("air_gravity", self.air_gravity, 0.5, 4.0)?;
        check.range("health", self.health, 1.0, MAX_POINTS)?;
        check.range("shield", self.shield, 0.0, MAX_POINTS)?;
        check.ensure(
            self.health + self.shield <= MAX_POINTS,
            format!(
                "health and shield are {} together; {MAX_POINTS} is the most",
                self.health + self.shield
            ),
        )?;
        check.range("shield_per_s", self.shield_per_s, 0.0, 1000.0)?;
        check.range("shield_delay_s", self.shield_delay_s, 0.0, 60.0)?;
        check.range("energy", self.energy, 1.0, MAX_POINTS)?;
        check.ensure(
            self.energy * (1.0 + OVERCHARGE) <= MAX_POINTS,
            format!(
                "energy is {}; a boost pickup makes that {}, and {MAX_POINTS} is the most",
                self.energy,
                self.energy * (1.0 + OVERCHARGE)
            ),
        )?;
        check.range("energy_per_s", self.energy_per_s, 0.0, 1000.0)?;
        check.range("energy_delay_s", self.energy_delay_s, 0.0, 4.0)?;
        check.range("armour", self.armour, 0.05, 4.0)?;
        check.range("ram", self.ram, 0.0, 4.0)?;
        check.range("turret_rps", self.turret_rps, 0.2, 30.0)?;
        check.range("turret_yaw_deg", self.turret_yaw_deg, 5.0, 180.0)?;
        check.range("turret_pitch_deg (lowest)", self.turret_pitch_deg[0], -60.0, 0.0)?;
        check.range("turret_pitch_deg (highest)", self.turret_pitch_deg[1], 0.0, 80.0)?;
        check.range("barrel_m", self.barrel_m, 0.1, 5.0)?;
        check.ensure(
            self.turret_m.iter().all(|part| part.abs() <= 5.0),
            "turret_m must lie within 5 metres of the hull's centre",
        )?;
        let twice = |(place, weapon)| self.loadout[..place].contains(weapon);
        check.ensure(
            !self.loadout.is_empty() && !self.loadout.iter().enumerate().any(twice),
            "loadout must name at least one weapon, and none twice",
        )?;
        self.ability.validate(&check)
    }
}

/// What a chassis can do, and what it costs (`arena/ability.rs` is the rule).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AbilityTuning {
    /// Energy it takes, points.
    pub energy: f32,
    /// Time from one use to the next, seconds.
    pub wait_s: f32,
    /// How long it goes on, seconds.
    pub lasts_s: f32,
    /// What it is.
    pub kind: Ability,
}

/// The kinds of what a chassis can do.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ability {
    /// Is elsewhere at once: so far along the way it drives, metres, if nothing is in the way; and so much faster, m/s.
    Dash {
        /// Metres.
        distance_m: f32,
        /// Metres a second.
        speed_mps: f32,
    },
    /// A bubble that takes this share of all harm; from within nothing is fired.
    Bubble {
        /// 0 to 1.
        share: f32,
    },
    /// A plate before the snout: rams hurt others so many times as much and oneself not at all; and it pushes, m/s².
    Plate {
        /// Multiple.
        ram: f32,
        /// Metres a second squared.
        thrust_mps2: f32,
    },
}

impl AbilityTuning {
    fn validate(&self, check: &Check<'_>) -> Result<(), DataError> {
        check.range("ability energy", self.energy, 0.0, MAX_POINTS)?;
        check.range("ability wait_s", self.wait_s, 0.1, 60.0)?;
        check.range("ability lasts_s", self.lasts_s, 0.05, self.wait_s)?;
        match self.kind {
            Ability::Dash {
                distance_m,
                speed_mps,
            } => {
                check.range("ability distance_m", distance_m, 0.0, 40.0)?;
                check.range("ability speed_mps", speed_mps, 0.0, 60.0)
            }
            Ability::Bubble { share } => check.range("ability share", share, 0.0, 1.0),
            Ability::Plate { ram, thrust_mps2 } => {
                check.range("ability ram", ram, 0.0, 10.0)?;
                check.range("ability thrust_mps2", thrust_mps2, 0.0, 80.0)
            }
        }
    }
}
