//! The numbers that tune play, as RON says them: chassis, weapons, pickups, modes. Read from text, checked against
//! ranges that keep the simulation sound, and hashed, so that a client with other numbers is told so at the door.

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use crate::ids::Chassis;
use crate::ids::Weapon;

/// What is wrong with a data file, in the words of the person who wrote it.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum DataError {
    /// The file is not there or cannot be read.
    #[error("{file}: {problem}")]
    Unreadable {
        /// Which file.
        file: String,
        /// What the system said.
        problem: String,
    },
    /// The text is not what the game expects there.
    #[error("{file}, line {line}, column {column}: {problem}")]
    Syntax {
        /// Which file.
        file: String,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the parser said.
        problem: String,
    },
    /// A value is outside what the game can bear.
    #[error("{file}: {problem}")]
    Invalid {
        /// Which file.
        file: String,
        /// Which value, and what would be right.
        problem: String,
    },
}

/// Longest crouch before a leap, seconds: a leap has to answer its key.
pub const MAX_CROUCH_S: f32 = 0.2;

/// Most health and shield together, and most energy, points: what sixteen bits hold in sixtieths of a point, less what
/// the ten bits of another's gauge in a snapshot cannot show.
pub const MAX_POINTS: f32 = 1091.0;

/// How much more energy than full a boost pickup leaves one with, as a share of full.
pub const OVERCHARGE: f32 = 0.5;

/// Largest data file the game reads, bytes.
pub const MAX_DATA_BYTES: usize = 1 << 20;

/// Reads one RON text into a value; `file` names it in errors.
///
/// # Errors
/// [`DataError`] for text over [`MAX_DATA_BYTES`] or that is not RON for a `T`.
pub fn parse_ron<T: for<'de> Deserialize<'de>>(file: &str, text: &str) -> Result<T, DataError> {
    if text.len() > MAX_DATA_BYTES {
        let problem = format!("is {} bytes long; {MAX_DATA_BYTES} is the most", text.len());
        return Err(DataError::Invalid {
            file: file.to_owned(),
            problem,
        });
    }
    ron::Options::default()
        .with_recursion_limit(32)
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(text)
        .map_err(|error| DataError::Syntax {
            file: file.to_owned(),
            line: error.span.start.line,
            column: error.span.start.col,
            problem: error.code.to_string(),
        })
}

/// Collects range checks of one file.
pub(crate) struct Check<'a> {
    file: &'a str,
}

impl<'a> Check<'a> {
    pub(crate) const fn of(file: &'a str) -> Self {
        Self { file }
    }

    pub(crate) fn range(&self, what: &str, value: f32, low: f32, high: f32) -> Result<(), DataError> {
        if value >= low && value <= high {
            return Ok(());
        }
        self.fail(format!("{what} is {value}; it must be from {low} to {high}"))
    }

    pub(crate) fn ensure(&self, holds: bool, problem: impl Into<String>) -> Result<(), DataError> {
        if holds { Ok(()) } else { self.fail(problem) }
    }

    pub(crate) fn fail(&self, problem: impl Into<String>) -> Result<(), DataError> {
        Err(DataError::Invalid {
            file: self.file.to_owned(),
            problem: problem.into(),
        })
    }
}

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
}

impl ChassisTuning {
    fn validate(&self, file: &str) -> Result<(), DataError> {
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
        )
    }
}

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
    /// How long it lasts, seconds.
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
}

impl WeaponTuning {
    fn validate(&self, file: &str) -> Result<(), DataError> {
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
        check.range("life_s", self.life_s, 0.05, 120.0)?;
        check.range("radius_m", self.radius_m, 0.0, 2.0)?;
        check.range("damage", self.damage, 0.0, 1000.0)?;
        check.range("splash_damage", self.splash_damage, 0.0, 1000.0)?;
        check.range("splash_radius_m", self.splash_radius_m, 0.0, 50.0)?;
        check.range("knockback_mps", self.knockback_mps, 0.0, 50.0)?;
        check.range("self_damage", self.self_damage, 0.0, 2.0)?;
        check.range("arm_s", self.arm_s, 0.0, 10.0)?;
        check.range("trigger_radius_m", self.trigger_radius_m, 0.0, 20.0)
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

/// What lies about to be picked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PickupKind {
    /// Health.
    Repair,
    /// Ammunition for every weapon.
    Ammo,
    /// Energy, all of it, and more than fits for a while.
    Boost,
}

/// The rules that belong to no chassis and no weapon (`assets/rules.ron`).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesTuning {
    /// Time a wreck waits before it can come back, seconds.
    pub respawn_s: f32,
    /// Time a fresh hog cannot be hurt, seconds; it ends early with its first shot.
    pub protection_s: f32,
    /// Health a repair gives, points.
    pub repair: f32,
    /// Time until a pickup comes back, seconds.
    pub pickup_s: f32,
    /// How near picks it up, metres.
    pub pickup_radius_m: f32,
    /// Closing speed below which ramming does not hurt, m/s.
    pub ram_free_mps: f32,
    /// Ramming damage to a craft rammed by one of equal mass, points per m/s above that.
    pub ram_damage_per_mps: f32,
}

impl RulesTuning {
    fn validate(&self, file: &str) -> Result<(), DataError> {
        let check = Check::of(file);
        check.range("respawn_s", self.respawn_s, 0.0, 60.0)?;
        check.range("protection_s", self.protection_s, 0.0, 30.0)?;
        check.range("repair", self.repair, 0.0, 2000.0)?;
        check.range("pickup_s", self.pickup_s, 1.0, 600.0)?;
        check.range("pickup_radius_m", self.pickup_radius_m, 0.5, 10.0)?;
        check.range("ram_free_mps", self.ram_free_mps, 0.0, 100.0)?;
        check.range("ram_damage_per_mps", self.ram_damage_per_mps, 0.0, 100.0)
    }
}

/// Limits of a match (`assets/modes/<name>.ron`).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModeTuning {
    /// What people read.
    pub title: String,
    /// Points that end the match.
    pub score_limit: u16,
    /// Time that ends the match, seconds.
    pub time_limit_s: f32,
    /// Time the final scoreboard stands before the next match, seconds.
    pub intermission_s: f32,
}

impl ModeTuning {
    /// Reads and checks one mode's file.
    ///
    /// # Errors
    /// [`DataError`] that names the file and what is wrong with it.
    pub fn parse(file: &str, text: &str) -> Result<Self, DataError> {
        let mode: Self = parse_ron(file, text)?;
        let check = Check::of(file);
        check.ensure(
            !mode.title.is_empty() && mode.title.len() <= 40,
            "title must have 1 to 40 letters",
        )?;
        check.range("score_limit", f32::from(mode.score_limit), 1.0, 1000.0)?;
        check.range("time_limit_s", mode.time_limit_s, 10.0, 7200.0)?;
        check.range("intermission_s", mode.intermission_s, 1.0, 120.0)?;
        Ok(mode)
    }
}

/// All that is tuned and belongs to no arena or mode.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Tuning {
    /// By [`Chassis::index`].
    pub chassis: Vec<ChassisTuning>,
    /// By [`Weapon::index`].
    pub weapons: Vec<WeaponTuning>,
    /// The rest.
    pub rules: RulesTuning,
}

impl Tuning {
    /// Reads and checks every file; `read` gives the text of a file by its path below the asset folder.
    ///
    /// # Errors
    /// The first [`DataError`] met.
    pub fn load(read: &dyn Fn(&str) -> Result<String, DataError>) -> Result<Self, DataError> {
        let mut chassis = Vec::with_capacity(Chassis::ALL.len());
        for kind in Chassis::ALL {
            let file = format!("chassis/{}.ron", kind.name());
            let tuning: ChassisTuning = parse_ron(&file, &read(&file)?)?;
            tuning.validate(&file)?;
            chassis.push(tuning);
        }
        let mut weapons = Vec::with_capacity(Weapon::COUNT);
        for kind in Weapon::ALL {
            let file = format!("weapons/{}.ron", kind.name());
            let tuning: WeaponTuning = parse_ron(&file, &read(&file)?)?;
            tuning.validate(&file)?;
            weapons.push(tuning);
        }
        let rules: RulesTuning = parse_ron("rules.ron", &read("rules.ron")?)?;
        rules.validate("rules.ron")?;
        Ok(Self {
            chassis,
            weapons,
            rules,
        })
    }

    /// The figures of a chassis.
    #[must_use]
    pub fn chassis(&self, kind: Chassis) -> &ChassisTuning {
        &self.chassis[kind.index()]
    }

    /// The figures of a weapon.
    #[must_use]
    pub fn weapon(&self, kind: Weapon) -> &WeaponTuning {
        &self.weapons[kind.index()]
    }
}
