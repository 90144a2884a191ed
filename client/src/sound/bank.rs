//! Every sound: its file, how far it carries, how soon it may sound again. The levels are in the files themselves
//! (`assets/sounds/build_sounds.py` sets them by ear's weighting), so there are no gains here.

use bevy::audio::AudioSource;
use bevy::prelude::*;

use hogs_shared::ids::Chassis;

/// One sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is named as its file, which says what it is")]
pub enum Sound {
    Autocannon,
    RocketFire,
    RocketExplode,
    MineLay,
    MineArm,
    MineExplode,
    Empty,
    HitHull,
    HitShield,
    HitGround,
    HitConfirm,
    ShieldDown,
    ShieldUp,
    Ram,
    Wreck,
    Kill,
    Spawn,
    Boost,
    Crouch,
    Jump,
    Land,
    PadBoost,
    PadJump,
    PickupRepair,
    PickupAmmo,
    PickupBoost,
    LowHealth,
    MatchStart,
    MatchEnd,
    MissileFire,
    MissileExplode,
    LockSearch,
    LockOn,
    MissileWarning,
    LanceCharge,
    LanceFire,
    MortarFire,
    MortarExplode,
    ArcZap,
    ArcZap2,
    ArcZap3,
    TractorHold,
    TractorThrow,
    Dash,
    BubbleUp,
    BubbleHit,
    BubbleDown,
    PlateUp,
    PlateHit,
    PickupShield,
    PickupOverdrive,
    PickupCloak,
    PickupWeapon,
    CloakOff,
    UiMove,
    UiAccept,
    UiBack,
    UiError,
}

/// How a sound behaves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// Name of its file.
    pub file: &'static str,
    /// Distance at which nothing of it is left, metres.
    pub reach_m: f32,
    /// Least time between two of it, seconds.
    pub cooldown_s: f32,
    /// How much its speed varies from time to time, as a share.
    pub vary: f32,
}

impl Sound {
    /// All of them, in order.
    pub(super) const ALL: [Self; 58] = [
        Self::Autocannon,
        Self::RocketFire,
        Self::RocketExplode,
        Self::MineLay,
        Self::MineArm,
        Self::MineExplode,
        Self::Empty,
        Self::HitHull,
        Self::HitShield,
        Self::HitGround,
        Self::HitConfirm,
        Self::ShieldDown,
        Self::ShieldUp,
        Self::Ram,
        Self::Wreck,
        Self::Kill,
        Self::Spawn,
        Self::Boost,
        Self::Crouch,
        Self::Jump,
        Self::Land,
        Self::PadBoost,
        Self::PadJump,
        Self::PickupRepair,
        Self::PickupAmmo,
        Self::PickupBoost,
        Self::LowHealth,
        Self::MatchStart,
        Self::MatchEnd,
        Self::MissileFire,
        Self::MissileExplode,
        Self::LockSearch,
        Self::LockOn,
        Self::MissileWarning,
        Self::LanceCharge,
        Self::LanceFire,
        Self::MortarFire,
        Self::MortarExplode,
        Self::ArcZap,
        Self::ArcZap2,
        Self::ArcZap3,
        Self::TractorHold,
        Self::TractorThrow,
        Self::Dash,
        Self::BubbleUp,
        Self::BubbleHit,
        Self::BubbleDown,
        Self::PlateUp,
        Self::PlateHit,
        Self::PickupShield,
        Self::PickupOverdrive,
        Self::PickupCloak,
        Self::PickupWeapon,
        Self::CloakOff,
        Self::UiMove,
        Self::UiAccept,
        Self::UiBack,
        Self::UiError,
    ];

    /// How it behaves.
    pub(super) const fn manner(self) -> Manner {
        const fn new(file: &'static str, reach_m: f32, cooldown_s: f32, vary: f32) -> Manner {
            Manner {
                file,
                reach_m,
                cooldown_s,
                vary,
            }
        }
        match self {
            Self::Autocannon => new("autocannon", 180.0, 0.03, 0.04),
            Self::RocketFire => new("rocket_fire", 180.0, 0.05, 0.04),
            Self::RocketExplode => new("rocket_explode", 260.0, 0.04, 0.04),
            Self::MineLay => new("mine_lay", 60.0, 0.1, 0.04),
            Self::MineArm => new("mine_arm", 45.0, 0.1, 0.03),
            Self::MineExplode => new("mine_explode", 260.0, 0.04, 0.04),
            Self::Empty => new("empty", 30.0, 0.35, 0.02),
            Self::HitHull => new("hit_hull", 130.0, 0.05, 0.04),
            Self::HitShield => new("hit_shield", 110.0, 0.05, 0.04),
            // A slug on the ground: the slug on plate, slower and nearer.
            Self::HitGround => new("hit_hull", 70.0, 0.06, 0.08),
            Self::HitConfirm => new("hit_confirm", 1.0, 0.05, 0.03),
            Self::ShieldDown => new("shield_down", 90.0, 0.3, 0.02),
            Self::ShieldUp => new("shield_up", 60.0, 1.0, 0.0),
            Self::Ram => new("ram", 180.0, 0.12, 0.04),
            Self::Wreck => new("wreck", 320.0, 0.06, 0.04),
            Self::Kill => new("kill", 1.0, 0.2, 0.0),
            Self::Spawn => new("spawn", 90.0, 0.15, 0.02),
            Self::Boost => new("boost", 90.0, 0.25, 0.04),
            Self::Crouch => new("crouch", 60.0, 0.15, 0.04),
            Self::Jump => new("jump", 80.0, 0.08, 0.04),
            Self::Land => new("land", 80.0, 0.08, 0.04),
            Self::PadBoost => new("pad_boost", 90.0, 0.12, 0.02),
            Self::PadJump => new("pad_jump", 90.0, 0.12, 0.02),
            Self::PickupRepair => new("pickup_repair", 50.0, 0.1, 0.0),
            Self::PickupAmmo => new("pickup_ammo", 50.0, 0.1, 0.0),
            Self::PickupBoost => new("pickup_boost", 50.0, 0.1, 0.0),
            Self::LowHealth => new("low_health", 1.0, 1.5, 0.0),
            Self::MatchStart => new("match_start", 1.0, 1.0, 0.0),
            Self::MatchEnd => new("match_end", 1.0, 1.0, 0.0),
            Self::MissileFire => new("missile_fire", 180.0, 0.05, 0.04),
            Self::MissileExplode => new("missile_explode", 240.0, 0.04, 0.04),
            Self::LockSearch => new("lock_search", 1.0, 0.05, 0.0),
            Self::LockOn => new("lock_on", 1.0, 0.1, 0.0),
            Self::MissileWarning => new("missile_warning", 1.0, 0.46, 0.0),
            Self::LanceCharge => new("lance_charge", 90.0, 0.2, 0.02),
            Self::LanceFire => new("lance_fire", 260.0, 0.05, 0.03),
            Self::MortarFire => new("mortar_fire", 180.0, 0.05, 0.04),
            Self::MortarExplode => new("mortar_explode", 320.0, 0.04, 0.04),
            Self::ArcZap => new("arc_zap", 110.0, 0.04, 0.05),
            Self::ArcZap2 => new("arc_zap_2", 110.0, 0.04, 0.05),
            Self::ArcZap3 => new("arc_zap_3", 110.0, 0.04, 0.05),
            Self::TractorHold => new("tractor_hold", 90.0, 0.1, 0.0),
            Self::TractorThrow => new("tractor_throw", 110.0, 0.1, 0.03),
            Self::Dash => new("dash", 120.0, 0.1, 0.03),
            Self::BubbleUp => new("bubble_up", 110.0, 0.1, 0.02),
            Self::BubbleHit => new("bubble_hit", 120.0, 0.05, 0.05),
            Self::BubbleDown => new("bubble_down", 90.0, 0.1, 0.02),
            Self::PlateUp => new("plate_up", 110.0, 0.1, 0.02),
            Self::PlateHit => new("plate_hit", 180.0, 0.1, 0.04),
            Self::PickupShield => new("pickup_shield", 50.0, 0.1, 0.0),
            Self::PickupOverdrive => new("pickup_overdrive", 60.0, 0.1, 0.0),
            Self::PickupCloak => new("pickup_cloak", 50.0, 0.1, 0.0),
            Self::PickupWeapon => new("pickup_weapon", 50.0, 0.1, 0.0),
            Self::CloakOff => new("cloak_off", 60.0, 0.1, 0.02),
            Self::UiMove => new("ui_move", 1.0, 0.04, 0.02),
            Self::UiAccept => new("ui_accept", 1.0, 0.05, 0.0),
            Self::UiBack => new("ui_back", 1.0, 0.05, 0.0),
            Self::UiError => new("ui_error", 1.0, 0.1, 0.0),
        }
    }

    /// Whether it belongs to the interface, which effects' volume does not rule.
    pub(super) const fn is_interface(self) -> bool {
        matches!(self, Self::UiMove | Self::UiAccept | Self::UiBack | Self::UiError)
    }
}

/// The files, loaded once.
#[derive(Resource)]
pub(super) struct SoundBank {
    sounds: Vec<Handle<AudioSource>>,
    engines: Vec<Handle<AudioSource>>,
    /// The loop of a skirt dragged sideways.
    pub skid: Handle<AudioSource>,
}

impl SoundBank {
    pub(super) fn load(assets: &AssetServer) -> Self {
        let file = |name: &str| assets.load(format!("sounds/{name}.wav"));
        Self {
            sounds: Sound::ALL.iter().map(|sound| file(sound.manner().file)).collect(),
            engines: Chassis::ALL
                .iter()
                .map(|chassis| file(&format!("engine_{}", chassis.name())))
                .collect(),
            skid: file("skid"),
        }
    }

    pub(super) fn sound(&self, sound: Sound) -> Handle<AudioSource> {
        self.sounds.get(sound as usize).cloned().unwrap_or_default()
    }

    pub(super) fn engine(&self, chassis: Chassis) -> Handle<AudioSource> {
        self.engines.get(chassis.index()).cloned().unwrap_or_default()
    }
}

/// Seconds a file lasts, from its bytes: 16-bit mono at 32 kHz, as `build_sounds.py` writes them.
pub(super) fn seconds(source: &AudioSource) -> f32 {
    source.bytes.len() as f32 / 64_000.0
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn every_sound_has_its_place_and_its_file() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/sounds");
        for (index, sound) in Sound::ALL.into_iter().enumerate() {
            assert_eq!(sound as usize, index);
            let path = folder.join(format!("{}.wav", sound.manner().file));
            let bytes = std::fs::read(&path).expect("the file is there");
            assert_eq!(&bytes[22..24], [1, 0], "{sound:?} is mono");
            assert_eq!(&bytes[24..28], 32_000_u32.to_le_bytes(), "{sound:?} is at 32 kHz");
            assert_eq!(&bytes[34..36], [16, 0], "{sound:?} has 16 bits");
        }
    }
}
