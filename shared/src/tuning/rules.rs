//! What belongs to no chassis and no weapon: pickups, rams, coming back.

use serde::{Deserialize, Serialize};

use super::{Check, DataError};
use crate::ids::Weapon;
use crate::tick::ticks_from_seconds;

/// What lies about to be picked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PickupKind {
    /// Health.
    Repair,
    /// Ammunition for every weapon one carries.
    Ammo,
    /// Energy, all of it, and more than fits for a while.
    Boost,
    /// The shield, all of it, and more than it usually has.
    Shield,
    /// Weapons do more for a while.
    Overdrive,
    /// Enemies do not see one for a while.
    Cloak,
    /// A weapon, with ammunition.
    Weapon(Weapon),
}

impl PickupKind {
    /// Those that are no weapon.
    const PLAIN: [Self; 6] = [
        Self::Repair,
        Self::Ammo,
        Self::Boost,
        Self::Shield,
        Self::Overdrive,
        Self::Cloak,
    ];
    /// How many kinds there can be.
    pub const MOST: usize = 32;

    /// As a small number, below [`PickupKind::MOST`].
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Weapon(weapon) => (Self::PLAIN.len() + weapon.index()) as u8,
            plain => Self::PLAIN.iter().position(|kind| *kind == plain).unwrap_or(0) as u8,
        }
    }

    /// What [`PickupKind::code`] made a number, if it did.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        let code = usize::from(code);
        let plain = Self::PLAIN.get(code).copied();
        plain.or_else(|| Weapon::from_index(code.checked_sub(Self::PLAIN.len())?).map(Self::Weapon))
    }
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
    /// How much more shield than full a shield pickup leaves one with, as a share of full.
    pub overshield: f32,
    /// How long an overdrive lasts, seconds.
    pub overdrive_s: f32,
    /// Harm that weapons do meanwhile, as a multiple.
    pub overdrive_damage: f32,
    /// How long a cloak lasts, seconds.
    pub cloak_s: f32,
    /// How near enemies see through it, metres.
    pub cloak_m: f32,
    /// Share of the harm that one's own side does to one.
    pub friendly_fire: f32,
}

impl RulesTuning {
    /// Ticks that a wreck waits before it can come back, at least one.
    #[must_use]
    pub fn respawn_ticks(&self) -> u16 {
        (ticks_from_seconds(self.respawn_s) as u16).max(1)
    }

    pub(super) fn validate(&self, file: &str) -> Result<(), DataError> {
        let check = Check::of(file);
        check.range("respawn_s", self.respawn_s, 0.0, 60.0)?;
        check.range("protection_s", self.protection_s, 0.0, 30.0)?;
        check.range("repair", self.repair, 0.0, 2000.0)?;
        check.range("pickup_s", self.pickup_s, 1.0, 600.0)?;
        check.range("pickup_radius_m", self.pickup_radius_m, 0.5, 10.0)?;
        check.range("ram_free_mps", self.ram_free_mps, 0.0, 100.0)?;
        check.range("ram_damage_per_mps", self.ram_damage_per_mps, 0.0, 100.0)?;
        check.range("overshield", self.overshield, 0.0, 1.0)?;
        check.range("overdrive_s", self.overdrive_s, 0.0, 120.0)?;
        check.range("overdrive_damage", self.overdrive_damage, 1.0, 4.0)?;
        check.range("cloak_s", self.cloak_s, 0.0, 120.0)?;
        check.range("cloak_m", self.cloak_m, 0.0, 200.0)?;
        check.range("friendly_fire", self.friendly_fire, 0.0, 1.0)
    }
}
