//! What is heard, for those who read it: which sounds have a caption, and which of them would be heard just now.

use bevy::prelude::*;

use super::bank::{Rank, Sound};
use super::ears::Ears;
use super::voices::Voices;

/// Below this level nobody would have noticed a sound.
const UNNOTICED: f32 = 0.1;

/// Something with a caption is heard.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub struct Heard {
    /// The key of its text.
    pub key: &'static str,
    /// Where it is, metres; none for what is at one's own hog.
    pub at: Option<Vec3>,
    /// How much it matters.
    pub rank: Rank,
}

/// The key of a sound's caption. What is not vital and told by the picture has none.
const fn caption(sound: Sound) -> Option<&'static str> {
    Some(match sound {
        Sound::Autocannon => "caption-gunfire",
        Sound::RocketFire | Sound::MissileFire | Sound::MortarFire | Sound::LanceFire => "caption-launch",
        Sound::RocketExplode | Sound::MissileExplode | Sound::MortarExplode | Sound::MineExplode => {
            "caption-explosion"
        }
        Sound::Wreck => "caption-wreck",
        Sound::Ram | Sound::PlateHit => "caption-crash",
        Sound::MineArm | Sound::MineLay => "caption-mine",
        Sound::LanceCharge => "caption-charge",
        Sound::ArcZap | Sound::ArcZap2 | Sound::ArcZap3 => "caption-arc",
        Sound::LockSearch | Sound::LockOn => "caption-lock",
        Sound::MissileWarning => "caption-missile",
        Sound::LowHealth => "caption-low-health",
        Sound::ShieldDown => "caption-shield-down",
        Sound::ShieldUp => "caption-shield-up",
        Sound::Empty => "caption-empty",
        Sound::CloakOff => "caption-cloak",
        Sound::HitConfirm => "caption-hit",
        Sound::Kill => "caption-kill",
        Sound::MatchStart
        | Sound::MatchEnd
        | Sound::CountdownTick
        | Sound::CountdownGo
        | Sound::Overtime
        | Sound::LastLap
        | Sound::Award => "caption-signal",
        Sound::FlagTaken | Sound::FlagDropped | Sound::FlagReturned | Sound::FlagCaptured => "caption-flag",
        Sound::PigGrab | Sound::PigSqueal | Sound::PigSqueal2 | Sound::PigSqueal3 => "caption-pig",
        _ => return None,
    })
}

/// Tells of every cue that has a caption and is near enough to be noticed.
pub(super) fn tell(voices: Res<Voices>, ears: Res<Ears>, mut heard: MessageWriter<Heard>) {
    for cue in voices.cues().iter().filter(|cue| cue.delay_s <= 0.0) {
        let Some(key) = caption(cue.sound) else { continue };
        let level = cue
            .at
            .map_or(1.0, |at| ears.level(at, cue.sound.manner().reach_m));
        if level * cue.gain >= UNNOTICED {
            heard.write(Heard {
                key,
                at: cue.at,
                rank: cue.sound.rank(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::Bus;

    #[test]
    fn whatever_is_vital_can_be_read() {
        for sound in Sound::ALL {
            let vital = sound.rank() == Rank::Vital && sound.bus() != Bus::Interface;
            assert!(!vital || caption(sound).is_some(), "{sound:?}");
        }
    }
}
