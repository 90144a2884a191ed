//! One-shots: a bounded number of voices. What is to sound is cued; each frame the loudest cues get voices, and the
//! quietest voice gives way to a louder cue.

use std::time::Duration;

use bevy::audio::{AudioSource, PlaybackMode, Volume};
use bevy::prelude::*;

use hogs_shared::rng::Rng;

use super::bank::{Sound, SoundBank, seconds};
use super::ears::{Ears, spatial};
use super::{SoundPhase, Volumes};
use crate::feed::MatchFeed;

/// Most one-shots at a time.
const VOICES: usize = 32;
/// Most cues in a frame: a burst of events is cut, not queued.
const CUES: usize = 64;
/// Below this level a sound is not worth a voice.
const INAUDIBLE: f32 = 0.012;

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

/// The one-shots that wait, and those that sounded lately.
#[derive(Resource)]
pub(super) struct Voices {
    cues: Vec<Cue>,
    /// By sound: when it sounded last, seconds.
    last: [f32; Sound::ALL.len()],
    /// Until when the announcer speaks, seconds.
    announced_s: f32,
    rng: Rng,
}

impl Default for Voices {
    fn default() -> Self {
        Self {
            cues: Vec::new(),
            last: [-1.0e3; Sound::ALL.len()],
            announced_s: -1.0e3,
            rng: Rng::for_purpose(1, 77),
        }
    }
}

/// A sounding one-shot. The audio library despawns it when it is over, but only where there is a device; so it has an
/// end of its own as well.
#[derive(Component)]
pub(super) struct Voice {
    level: f32,
    ends_s: f32,
}

/// What becomes of a cue.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Room<T> {
    /// There is a free voice.
    Free,
    /// This one gives way.
    Instead(T),
    /// Everything that sounds is louder.
    None,
}

/// Finds a voice for a sound of a level among those that sound.
fn room<T: Copy>(sounding: &[(T, f32)], level: f32, most: usize) -> Room<T> {
    if sounding.len() < most {
        return Room::Free;
    }
    let quietest = sounding.iter().min_by(|a, b| a.1.total_cmp(&b.1));
    match quietest {
        Some(&(voice, quiet)) if quiet < level => Room::Instead(voice),
        _ => Room::None,
    }
}

impl Voices {
    /// Asks for a sound.
    pub(super) fn cue(&mut self, cue: Cue) {
        if self.cues.len() < CUES {
            self.cues.push(cue);
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

    /// Whether a sound is rested; if so, it is spent.
    fn rested(&mut self, sound: Sound, now_s: f32) -> bool {
        let last = &mut self.last[sound as usize];
        if now_s - *last < sound.manner().cooldown_s {
            return false;
        }
        *last = now_s;
        true
    }

    /// A factor around 1 by at most a share, other every time.
    fn varied(&mut self, share: f32) -> f32 {
        1.0 + share * (self.rng.below(2001) as f32 / 1000.0 - 1.0)
    }
}

/// Gives voices to what was cued, and ends what is over.
pub(super) fn play(
    mut commands: Commands,
    time: Res<Time<Real>>,
    bank: Res<SoundBank>,
    sources: Res<Assets<AudioSource>>,
    ears: Res<Ears>,
    volumes: Res<Volumes>,
    feed: Option<Res<MatchFeed>>,
    mut voices: ResMut<Voices>,
    sounding: Query<(Entity, &Voice)>,
) {
    let now_s = time.elapsed_secs();
    let mut live = Vec::with_capacity(VOICES);
    for (entity, voice) in &sounding {
        if now_s > voice.ends_s {
            commands.entity(entity).try_despawn();
        } else {
            live.push((entity, voice.level));
        }
    }
    let match_volume = volumes.of_match(feed.is_some_and(|feed| feed.backdrop));
    for (cue, level) in due(&mut voices, &ears, time.delta_secs()) {
        let volume = if cue.sound.is_interface() {
            volumes.of_interface()
        } else {
            match_volume
        };
        if level * volume < INAUDIBLE || !voices.rested(cue.sound, now_s) {
            continue;
        }
        match room(&live, level, VOICES) {
            Room::None => continue,
            Room::Free => {}
            Room::Instead(entity) => {
                commands.entity(entity).try_despawn();
                live.retain(|(other, _)| *other != entity);
            }
        }
        let speed = cue.speed * voices.varied(cue.sound.manner().vary);
        let handle = bank.sound(cue.sound);
        let lasts_s = sources.get(&handle).map_or(3.0, seconds) / speed.max(0.1) + 0.25;
        if cue.sound.is_announcer() {
            voices.announced_s = voices.announced_s.max(now_s + lasts_s);
        }
        let entity = start(&mut commands, handle, &cue, level * volume, speed);
        commands.entity(entity).insert(Voice {
            level,
            ends_s: now_s + lasts_s,
        });
        live.push((entity, level));
    }
}

/// Takes the cues whose time has come, loudest first, with their levels here.
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
    due.sort_by(|a, b| b.1.total_cmp(&a.1));
    due
}

fn start(commands: &mut Commands, handle: Handle<AudioSource>, cue: &Cue, volume: f32, speed: f32) -> Entity {
    let mut settings = PlaybackSettings {
        mode: PlaybackMode::Despawn,
        volume: Volume::Linear(volume),
        speed,
        ..PlaybackSettings::DESPAWN
    };
    if cue.skip_s > 0.0 {
        settings = settings.with_start_position(Duration::from_secs_f32(cue.skip_s));
    }
    match cue.at {
        Some(at) => {
            let place = Transform::from_translation(at);
            // The audio library reads the global place before it is first derived from this one.
            commands
                .spawn((
                    AudioPlayer::new(handle),
                    spatial(settings),
                    place,
                    GlobalTransform::from(place),
                ))
                .id()
        }
        None => commands.spawn((AudioPlayer::new(handle), settings)).id(),
    }
}

/// The set in which cues are made.
pub(super) const CUE: SoundPhase = SoundPhase::Cue;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quietest_voice_gives_way_only_to_a_louder_sound() {
        let sounding = [(1, 0.5), (2, 0.1), (3, 0.9)];
        assert_eq!(room(&sounding, 0.2, 4), Room::Free);
        assert_eq!(room(&sounding, 0.2, 3), Room::Instead(2));
        assert_eq!(room(&sounding, 0.05, 3), Room::None);
        assert_eq!(room::<u8>(&[], 0.2, 0), Room::None);
    }

    #[test]
    fn a_sound_rests_between_two_of_it() {
        let mut voices = Voices::default();
        assert!(voices.rested(Sound::LowHealth, 10.0));
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
