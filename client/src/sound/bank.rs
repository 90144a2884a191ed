//! Every sound: its file, how far it carries, how soon it may sound again, how much it matters. The levels are in the files
//! themselves (`assets/sounds/build_sounds.py` sets them by ear's weighting), so there are no gains here.

use bevy::prelude::*;

use hogs_shared::ids::Chassis;

use super::bus::Bus;
use super::clip::Clip;
use super::music::Track;

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
    FlagTaken,
    FlagDropped,
    FlagReturned,
    FlagCaptured,
    PigGrab,
    PigSqueal,
    PigSqueal2,
    PigSqueal3,
    CountdownTick,
    CountdownGo,
    Overtime,
    LastLap,
    Award,
    Vote,
    Ping,
    Chat,
    Ready,
    UiMove,
    UiAccept,
    UiBack,
    UiError,
}

/// How much it matters that a sound is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// One does without it.
    Slight,
    /// Most of what happens.
    Usual,
    /// Whoever misses it plays worse.
    Vital,
}

impl Rank {
    /// All of them, in the order of the enum.
    pub const ALL: [Self; 3] = [Self::Slight, Self::Usual, Self::Vital];

    /// What its loudness counts for where voices are few. What is vital and can be heard at all comes before all else.
    pub(super) const fn weight(self) -> f32 {
        match self {
            Self::Slight => 0.5,
            Self::Usual => 1.0,
            Self::Vital => 1.0e3,
        }
    }
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

impl Manner {
    const fn new(file: &'static str, reach_m: f32, cooldown_s: f32, vary: f32) -> Self {
        Self {
            file,
            reach_m,
            cooldown_s,
            vary,
        }
    }
}

impl Sound {
    /// All of them, in order.
    pub(super) const ALL: [Self; 75] = [
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
        Self::FlagTaken,
        Self::FlagDropped,
        Self::FlagReturned,
        Self::FlagCaptured,
        Self::PigGrab,
        Self::PigSqueal,
        Self::PigSqueal2,
        Self::PigSqueal3,
        Self::CountdownTick,
        Self::CountdownGo,
        Self::Overtime,
        Self::LastLap,
        Self::Award,
        Self::Vote,
        Self::Ping,
        Self::Chat,
        Self::Ready,
        Self::UiMove,
        Self::UiAccept,
        Self::UiBack,
        Self::UiError,
    ];

    /// How it behaves.
    pub(super) const fn manner(self) -> Manner {
        match self {
            Self::Autocannon => Manner::new("autocannon", 180.0, 0.03, 0.04),
            Self::RocketFire => Manner::new("rocket_fire", 180.0, 0.05, 0.04),
            Self::RocketExplode => Manner::new("rocket_explode", 260.0, 0.04, 0.04),
            Self::MineLay => Manner::new("mine_lay", 60.0, 0.1, 0.04),
            Self::MineArm => Manner::new("mine_arm", 45.0, 0.1, 0.03),
            Self::MineExplode => Manner::new("mine_explode", 260.0, 0.04, 0.04),
            Self::Empty => Manner::new("empty", 30.0, 0.35, 0.02),
            Self::HitHull => Manner::new("hit_hull", 130.0, 0.05, 0.04),
            Self::HitShield => Manner::new("hit_shield", 110.0, 0.05, 0.04),
            // A slug on the ground: the slug on plate, slower and nearer.
            Self::HitGround => Manner::new("hit_hull", 70.0, 0.06, 0.08),
            Self::HitConfirm => Manner::new("hit_confirm", 1.0, 0.05, 0.03),
            Self::ShieldDown => Manner::new("shield_down", 90.0, 0.3, 0.02),
            Self::ShieldUp => Manner::new("shield_up", 60.0, 1.0, 0.0),
            Self::Ram => Manner::new("ram", 180.0, 0.12, 0.04),
            Self::Wreck => Manner::new("wreck", 320.0, 0.06, 0.04),
            Self::Kill => Manner::new("kill", 1.0, 0.2, 0.0),
            Self::Spawn => Manner::new("spawn", 90.0, 0.15, 0.02),
            Self::Boost => Manner::new("boost", 90.0, 0.25, 0.04),
            Self::Crouch => Manner::new("crouch", 60.0, 0.15, 0.04),
            Self::Jump => Manner::new("jump", 80.0, 0.08, 0.04),
            Self::Land => Manner::new("land", 80.0, 0.08, 0.04),
            Self::PadBoost => Manner::new("pad_boost", 90.0, 0.12, 0.02),
            Self::PadJump => Manner::new("pad_jump", 90.0, 0.12, 0.02),
            Self::PickupRepair => Manner::new("pickup_repair", 50.0, 0.1, 0.0),
            Self::PickupAmmo => Manner::new("pickup_ammo", 50.0, 0.1, 0.0),
            Self::PickupBoost => Manner::new("pickup_boost", 50.0, 0.1, 0.0),
            Self::LowHealth => Manner::new("low_health", 1.0, 1.5, 0.0),
            Self::MatchStart => Manner::new("match_start", 1.0, 1.0, 0.0),
            Self::MatchEnd => Manner::new("match_end", 1.0, 1.0, 0.0),
            Self::MissileFire => Manner::new("missile_fire", 180.0, 0.05, 0.04),
            Self::MissileExplode => Manner::new("missile_explode", 240.0, 0.04, 0.04),
            Self::LockSearch => Manner::new("lock_search", 1.0, 0.05, 0.0),
            Self::LockOn => Manner::new("lock_on", 1.0, 0.1, 0.0),
            Self::MissileWarning => Manner::new("missile_warning", 1.0, 0.46, 0.0),
            Self::LanceCharge => Manner::new("lance_charge", 90.0, 0.2, 0.02),
            Self::LanceFire => Manner::new("lance_fire", 260.0, 0.05, 0.03),
            Self::MortarFire => Manner::new("mortar_fire", 180.0, 0.05, 0.04),
            Self::MortarExplode => Manner::new("mortar_explode", 320.0, 0.04, 0.04),
            Self::ArcZap => Manner::new("arc_zap", 110.0, 0.04, 0.05),
            Self::ArcZap2 => Manner::new("arc_zap_2", 110.0, 0.04, 0.05),
            Self::ArcZap3 => Manner::new("arc_zap_3", 110.0, 0.04, 0.05),
            Self::TractorHold => Manner::new("tractor_hold", 90.0, 0.1, 0.0),
            Self::TractorThrow => Manner::new("tractor_throw", 110.0, 0.1, 0.03),
            Self::Dash => Manner::new("dash", 120.0, 0.1, 0.03),
            Self::BubbleUp => Manner::new("bubble_up", 110.0, 0.1, 0.02),
            Self::BubbleHit => Manner::new("bubble_hit", 120.0, 0.05, 0.05),
            Self::BubbleDown => Manner::new("bubble_down", 90.0, 0.1, 0.02),
            Self::PlateUp => Manner::new("plate_up", 110.0, 0.1, 0.02),
            Self::PlateHit => Manner::new("plate_hit", 180.0, 0.1, 0.04),
            Self::PickupShield => Manner::new("pickup_shield", 50.0, 0.1, 0.0),
            Self::PickupOverdrive => Manner::new("pickup_overdrive", 60.0, 0.1, 0.0),
            Self::PickupCloak => Manner::new("pickup_cloak", 50.0, 0.1, 0.0),
            Self::PickupWeapon => Manner::new("pickup_weapon", 50.0, 0.1, 0.0),
            Self::CloakOff => Manner::new("cloak_off", 60.0, 0.1, 0.02),
            Self::FlagTaken => Manner::new("flag_taken", 140.0, 0.1, 0.0),
            Self::FlagDropped => Manner::new("flag_dropped", 140.0, 0.1, 0.0),
            Self::FlagReturned => Manner::new("flag_returned", 1.0, 0.1, 0.0),
            Self::FlagCaptured => Manner::new("flag_captured", 1.0, 0.1, 0.0),
            Self::PigGrab => Manner::new("pig_grab", 140.0, 0.1, 0.0),
            Self::PigSqueal => Manner::new("pig_squeal", 160.0, 0.2, 0.0),
            Self::PigSqueal2 => Manner::new("pig_squeal_2", 160.0, 0.2, 0.0),
            Self::PigSqueal3 => Manner::new("pig_squeal_3", 160.0, 0.2, 0.0),
            Self::CountdownTick => Manner::new("countdown_tick", 1.0, 0.2, 0.0),
            Self::CountdownGo => Manner::new("countdown_go", 1.0, 0.5, 0.0),
            Self::Overtime => Manner::new("overtime", 1.0, 1.0, 0.0),
            Self::LastLap => Manner::new("last_lap", 1.0, 1.0, 0.0),
            Self::Award => Manner::new("award", 1.0, 1.0, 0.0),
            Self::Vote => Manner::new("vote", 1.0, 0.2, 0.0),
            Self::Ping => Manner::new("ping", 1.0, 0.15, 0.0),
            Self::Chat => Manner::new("chat", 1.0, 0.15, 0.0),
            Self::Ready => Manner::new("ready", 1.0, 0.2, 0.0),
            Self::UiMove => Manner::new("ui_move", 1.0, 0.04, 0.02),
            Self::UiAccept => Manner::new("ui_accept", 1.0, 0.05, 0.0),
            Self::UiBack => Manner::new("ui_back", 1.0, 0.05, 0.0),
            Self::UiError => Manner::new("ui_error", 1.0, 0.1, 0.0),
        }
    }

    /// What it is part of.
    pub(super) const fn bus(self) -> Bus {
        match self {
            Self::UiMove | Self::UiAccept | Self::UiBack | Self::UiError => Bus::Interface,
            _ if self.is_announcer() => Bus::Voice,
            _ => Bus::Effects,
        }
    }

    /// How much it matters that it is heard.
    pub(super) const fn rank(self) -> Rank {
        match self {
            Self::LowHealth
            | Self::MissileWarning
            | Self::LockOn
            | Self::ShieldDown
            | Self::HitConfirm
            | Self::Kill
            | Self::Wreck
            | Self::LanceCharge
            | Self::MineArm
            | Self::CloakOff
            | Self::FlagTaken
            | Self::FlagDropped
            | Self::PigGrab => Rank::Vital,
            Self::HitGround
            | Self::MineLay
            | Self::Crouch
            | Self::Jump
            | Self::Land
            | Self::Boost
            | Self::PadBoost
            | Self::PadJump
            | Self::BubbleDown => Rank::Slight,
            _ if self.is_announcer() || matches!(self.bus(), Bus::Interface) => Rank::Vital,
            _ => Rank::Usual,
        }
    }

    /// Whether it is the announcer who speaks: music steps back for it.
    pub(super) const fn is_announcer(self) -> bool {
        matches!(
            self,
            Self::MatchStart
                | Self::MatchEnd
                | Self::CountdownTick
                | Self::CountdownGo
                | Self::Overtime
                | Self::LastLap
                | Self::Award
                | Self::FlagReturned
                | Self::FlagCaptured
        )
    }
}

/// The files, loaded once.
#[derive(Resource)]
pub(super) struct SoundBank {
    sounds: Vec<Handle<Clip>>,
    engines: Vec<Handle<Clip>>,
    music: [Handle<Clip>; Track::ALL.len()],
    /// The loop of a skirt dragged sideways.
    pub skid: Handle<Clip>,
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
            music: Track::ALL.map(|track| file(track.file())),
            skid: file("skid"),
        }
    }

    /// The handle of a sound's clip.
    pub(super) fn sound(&self, sound: Sound) -> Option<&Handle<Clip>> {
        self.sounds.get(sound as usize)
    }

    pub(super) const fn music(&self, track: Track) -> &Handle<Clip> {
        &self.music[track as usize]
    }

    pub(super) fn engine(&self, chassis: Chassis) -> Option<&Handle<Clip>> {
        self.engines.get(chassis.index())
    }

    /// Whether every file is there, or never will be.
    pub(super) fn is_loaded(&self, assets: &AssetServer) -> bool {
        let all = self.sounds.iter().chain(&self.engines).chain(&self.music);
        all.chain([&self.skid]).all(|clip| {
            let state = assets.load_state(clip);
            state.is_loaded() || state.is_failed()
        })
    }
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
            let clip = Clip::read(&bytes).expect("the file is a sound");
            assert!(!clip.is_stereo(), "{sound:?} is mono");
            assert_eq!(clip.rate_hz(), 32_000, "{sound:?}");
            assert!((0.03..3.0).contains(&clip.seconds()), "{sound:?}");
        }
    }

    #[test]
    fn what_the_announcer_says_is_vital_and_a_category_of_its_own() {
        for sound in Sound::ALL {
            if sound.is_announcer() {
                assert_eq!(
                    (sound.bus(), sound.rank()),
                    (Bus::Voice, Rank::Vital),
                    "{sound:?}"
                );
            }
        }
        assert_eq!(Sound::UiMove.bus(), Bus::Interface);
        assert_eq!(Sound::Autocannon.bus(), Bus::Effects);
        assert!(Rank::Vital.weight() > Rank::Usual.weight() * 100.0);
    }
}
