//! One-shots: a bounded number of voices. What is to sound is cued; each frame the cues that matter most get voices, and the
//! voice that matters least gives way to a cue that matters more.

use bevy::prelude::*;

use hogs_shared::rng::Rng;

use super::SoundPhase;
use super::bank::{Rank, Sound, SoundBank};
use super::channel::Fader;
use super::clip::Clip;
use super::desk::Desk;
use super::ears::Ears;

/// Most one-shots at a time.
const VOICES: usize = 32;
/// Most cues in a frame: a burst of events is cut, not queued. Of vital ones there can be twice as many.
const CUES: usize = 256;
/// Below this level a sound is not worth a voice.
const INAUDIBLE: f32 = 0.012;
/// How long a voice is kept after its sound, and music stays back after the announcer, seconds.
const SILENCE_S: f32 = 0.25;

/// A sound that is to be heard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cue {
    pub sound: Sound,
    /// Where, metres; none for what is heard everywhere alike.
    pub at: Option<Vec3>,
    /// Level, 1 for as it is.
    pub gain: f32,
    /// Speed, 1 for as it is.
    pub speed: f32,
    /// Seconds until it begins.
    pub delay_s: f32,
    /// Seconds of its beginning that are left out.
    pub skip_s: f32,
}

impl Cue {
    /// A sound at a place.
    pub(super) const fn at(sound: Sound, at: Vec3) -> Self {
        Self {
            at: Some(at),
            ..Self::here(sound)
        }
    }

    /// A sound that has no place.
    pub(super) const fn here(sound: Sound) -> Self {
        Self {
            sound,
            at: None,
            gain: 1.0,
            speed: 1.0,
            delay_s: 0.0,
            skip_s: 0.0,
        }
    }

    pub(super) const fn gain(self, gain: f32) -> Self {
        Self { gain, ..self }
    }

    pub(super) const fn speed(self, speed: f32) -> Self {
        Self { speed, ..self }
    }
}

/// How many sounds were to be heard, and how many of them found no voice or lost it, by rank.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that were to be heard.
    pub wanted: [u32; Rank::ALL.len()],
    /// Those that found no voice.
    pub starved: [u32; Rank::ALL.len()],
    /// Those that had to give their voice away.
    pub displaced: [u32; Rank::ALL.len()],
    /// Most voices at a time.
    pub most: usize,
}

/// The one-shots that wait, those that sound, and when each sounded last.
#[derive(Resource)]
pub(super) struct Voices {
    cues: Vec<Cue>,
    sounding: Vec<Voice>,
    /// By sound: when it sounded last, seconds.
    last: [f32; Sound::ALL.len()],
    /// Until when the announcer speaks, seconds.
    announced_s: f32,
    rng: Rng,
    tally: Tally,
}

impl Default for Voices {
    fn default() -> Self {
        Self {
            cues: Vec::new(),
            sounding: Vec::new(),
            last: [-1.0e3; Sound::ALL.len()],
            announced_s: -1.0e3,
            rng: Rng::for_purpose(1, 77),
            tally: Tally::default(),
        }
    }
}

/// A sounding one-shot.
struct Voice {
    rank: Rank,
    /// What it counts for beside others.
    worth: f32,
    level: f32,
    speed: f32,
    at: Option<Vec3>,
    ends_s: f32,
    fader: Fader,
}

/// What becomes of a cue.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Room {
    /// There is a free voice.
    Free,
    /// This one gives way.
    Instead(usize),
    /// Everything that sounds matters more.
    None,
}

/// Finds a voice for a sound of a worth beside those that sound.
fn room(sounding: impl ExactSizeIterator<Item = f32>, worth: f32, most: usize) -> Room {
    if sounding.len() < most {
        return Room::Free;
    }
    match sounding.enumerate().min_by(|a, b| a.1.total_cmp(&b.1)) {
        Some((voice, least)) if least < worth => Room::Instead(voice),
        _ => Room::None,
    }
}

impl Voices {
    /// Asks for a sound.
    pub(super) fn cue(&mut self, cue: Cue) {
        let rank = cue.sound.rank();
        let most = if rank == Rank::Vital { 2 * CUES } else { CUES };
        if self.cues.len() < most {
            self.cues.push(cue);
        } else {
            self.tally.wanted[rank as usize] += 1;
            self.tally.starved[rank as usize] += 1;
        }
    }

    /// Whether the announcer speaks at a time, seconds.
    pub(super) fn announces(&self, now_s: f32) -> bool {
        now_s < self.announced_s
    }

    /// What was asked for in this frame.
    pub(super) fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// Whether a sound is rested.
    fn rested(&self, sound: Sound, now_s: f32) -> bool {
        now_s - self.last[sound as usize] >= sound.manner().cooldown_s
    }

    /// Makes room for a sound that matters so much. False if there is none.
    fn make_room(&mut self, rank: Rank, worth: f32) -> bool {
        self.tally.wanted[rank as usize] += 1;
        match room(self.sounding.iter().map(|voice| voice.worth), worth, VOICES) {
            Room::Free => true,
            Room::Instead(place) => {
                let given = self.sounding.swap_remove(place).rank;
                self.tally.displaced[given as usize] += 1;
                true
            }
            Room::None => {
                self.tally.starved[rank as usize] += 1;
                false
            }
        }
    }

    /// A factor around 1 by at most a share, other every time.
    fn varied(&mut self, share: f32) -> f32 {
        1.0 + share * (self.rng.below(2001) as f32 / 1000.0 - 1.0)
    }
}

/// Gives voices to what was cued, and ends what is over.
pub(super) fn play(
    time: Res<Time<Real>>,
    bank: Res<SoundBank>,
    clips: Res<Assets<Clip>>,
    ears: Res<Ears>,
    mut desk: ResMut<Desk>,
    mut voices: ResMut<Voices>,
) {
    let now_s = time.elapsed_secs();
    let voices = &mut *voices;
    voices.sounding.retain(|voice| now_s <= voice.ends_s);
    for (cue, level) in due(voices, &ears, time.delta_secs()) {
        let (bus, rank) = (cue.sound.bus(), cue.sound.rank());
        let clip = bank.sound(cue.sound).and_then(|clip| clips.get(clip));
        let Some(clip) = clip else { continue };
        let worth = level * rank.weight();
        if level * desk.gain(bus) < INAUDIBLE
            || !voices.rested(cue.sound, now_s)
            || !voices.make_room(rank, worth)
        {
            continue;
        }
        voices.last[cue.sound as usize] = now_s;
        let speed = cue.speed * voices.varied(cue.sound.manner().vary);
        let lasts_s = (clip.seconds() - cue.skip_s).max(0.0) / speed.max(0.1);
        if cue.sound.is_announcer() {
            voices.announced_s = voices.announced_s.max(now_s + lasts_s + SILENCE_S);
        }
        voices.sounding.push(Voice {
            rank,
            worth,
            level,
            speed,
            at: cue.at,
            // A device may be a little late.
            ends_s: now_s + lasts_s + SILENCE_S,
            fader: desk.start(clip, bus, false, cue.skip_s),
        });
    }
    voices.tally.most = voices.tally.most.max(voices.sounding.len());
    for voice in &voices.sounding {
        let sides = ears.sides(voice.at).map(|side| side * voice.level);
        voice.fader.set(sides, voice.speed);
    }
}

/// Lets others know how voices sufficed.
pub(super) fn tell(voices: Res<Voices>, mut tally: ResMut<Tally>) {
    tally.set_if_neq(voices.tally);
}

/// Takes the cues whose time has come, what matters most first, with their levels here.
fn due(voices: &mut Voices, ears: &Ears, seconds: f32) -> Vec<(Cue, f32)> {
    let mut due = Vec::new();
    voices.cues.retain_mut(|cue| {
        cue.delay_s -= seconds;
        if cue.delay_s > 0.0 {
            return true;
        }
        let level = cue
            .at
            .map_or(1.0, |at| ears.level(at, cue.sound.manner().reach_m))
            * cue.gain;
        due.push((*cue, level));
        false
    });
    let worth = |(cue, level): &(Cue, f32)| level * cue.sound.rank().weight();
    due.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
    due
}

/// The set in which cues are made.
pub(super) const CUE: SoundPhase = SoundPhase::Cue;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_voice_that_matters_least_gives_way_only_to_what_matters_more() {
        let room = |worth: f32, most: usize| room([0.5, 0.1, 0.9].into_iter(), worth, most);
        assert_eq!(room(0.2, 4), Room::Free);
        assert_eq!(room(0.2, 3), Room::Instead(1));
        assert_eq!(room(0.05, 3), Room::None);
        assert_eq!(super::room([].into_iter(), 0.2, 0), Room::None);
    }

    #[test]
    fn a_sound_rests_between_two_of_it() {
        let mut voices = Voices::default();
        assert!(voices.rested(Sound::LowHealth, 10.0));
        voices.last[Sound::LowHealth as usize] = 10.0;
        assert!(!voices.rested(Sound::LowHealth, 11.4));
        assert!(voices.rested(Sound::LowHealth, 11.6));
    }

    #[test]
    fn cues_are_bounded_sorted_and_wait_their_time() {
        let mut voices = Voices::default();
        for _ in 0..1000 {
            voices.cue(Cue::at(Sound::HitHull, Vec3::X * 90.0));
        }
        assert_eq!(voices.cues.len(), CUES);
        voices.cue(Cue::here(Sound::MissileWarning));
        assert_eq!(voices.cues.len(), CUES + 1, "there is always room for a warning");
        assert_eq!(voices.tally.starved, [0, 1000 - CUES as u32, 0]);
        voices.cues.truncate(1);
        voices.cue(Cue::here(Sound::Kill));
        voices.cue(Cue {
            delay_s: 0.5,
            ..Cue::here(Sound::MineArm)
        });
        let first = due(&mut voices, &Ears::default(), 0.1);
        assert_eq!(
            first.iter().map(|(cue, _)| cue.sound).collect::<Vec<_>>(),
            [Sound::Kill, Sound::HitHull]
        );
        assert!(due(&mut voices, &Ears::default(), 0.1).is_empty());
        assert_eq!(due(&mut voices, &Ears::default(), 0.4).len(), 1);
    }

    #[test]
    fn speeds_vary_by_no_more_than_asked() {
        let mut voices = Voices::default();
        let speeds: Vec<f32> = (0..200).map(|_| voices.varied(0.04)).collect();
        assert!(speeds.iter().all(|speed| (speed - 1.0).abs() <= 0.0401));
        assert!(speeds.iter().any(|speed| (speed - speeds[0]).abs() > 0.01));
    }
}
