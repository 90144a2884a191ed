//! What one hears: an engine for each near hog, one-shots for everything that happens, music, and the interface's clicks. A
//! consumer of [`MatchFeed`] like the HUD; without an audio device everything runs and nothing sounds.

use bevy::prelude::*;

use crate::feed::MatchFeed;
use crate::phase::FramePhase;

mod bank;
mod captions;
mod clock;
mod ears;
mod engine;
mod events;
mod held;
mod music;
mod state;
mod voices;

pub use bank::Sound;
use bank::SoundBank;
pub use captions::Heard;
use ears::Ears;
use voices::{Cue, Voices};

/// How loud the player wants things, 0 to 1 each.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct Volumes {
    /// Everything.
    pub master: f32,
    /// What happens in the match.
    pub effects: f32,
    /// Music.
    pub music: f32,
    /// Menus.
    pub interface: f32,
}

impl Default for Volumes {
    fn default() -> Self {
        Self {
            master: 0.8,
            effects: 1.0,
            music: 0.6,
            interface: 1.0,
        }
    }
}

impl Volumes {
    /// Loudness of the match, as ears judge it: half the slider is about half as loud.
    fn of_match(self, backdrop: bool) -> f32 {
        let quiet = if backdrop { 0.18 } else { 1.0 };
        self.of_everything() * self.effects.clamp(0.0, 1.0).powf(1.6) * quiet
    }

    fn of_music(self) -> f32 {
        self.of_interface() * self.music.clamp(0.0, 1.0).powf(1.6)
    }

    fn of_interface(self) -> f32 {
        self.of_everything() * self.interface.clamp(0.0, 1.0).powf(1.6)
    }

    fn of_everything(self) -> f32 {
        self.master.clamp(0.0, 1.0).powf(1.6)
    }
}

/// A sound of the interface: menus write these.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UiSound {
    /// The focus moved.
    Move,
    /// Something was chosen.
    Accept,
    /// One went back.
    Back,
    /// It cannot be done.
    Error,
    /// Something was learnt.
    Done,
}

/// The order within sound.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum SoundPhase {
    /// Where one hears from.
    Listen,
    /// What is to be heard.
    Cue,
    /// Which of it sounds.
    Play,
}

/// Puts sound into the app.
pub fn plugin(app: &mut App) {
    app.init_resource::<Volumes>()
        .init_resource::<Ears>()
        .init_resource::<Voices>()
        .add_message::<UiSound>()
        .add_message::<Heard>()
        .configure_sets(
            Update,
            (SoundPhase::Listen, SoundPhase::Cue, SoundPhase::Play)
                .chain()
                .in_set(FramePhase::Present),
        )
        .add_systems(Startup, (load, ears::spawn))
        .add_systems(Update, ears::listen.in_set(SoundPhase::Listen))
        .add_systems(Update, interface.in_set(SoundPhase::Cue))
        .add_systems(
            Update,
            (captions::tell, voices::play).chain().in_set(SoundPhase::Play),
        )
        .add_plugins((
            events::plugin,
            state::plugin,
            clock::plugin,
            engine::plugin,
            held::plugin,
            music::plugin,
        ));
}

fn load(mut commands: Commands, assets: Res<AssetServer>) {
    commands.insert_resource(SoundBank::load(&assets));
}

/// Whether there is a match to be heard.
fn audible(feed: Option<Res<MatchFeed>>) -> bool {
    feed.is_some()
}

fn interface(mut sounds: MessageReader<UiSound>, mut voices: ResMut<Voices>) {
    for sound in sounds.read() {
        voices.cue(Cue::here(match sound {
            UiSound::Move => Sound::UiMove,
            UiSound::Accept => Sound::UiAccept,
            UiSound::Back => Sound::UiBack,
            UiSound::Error => Sound::UiError,
            UiSound::Done => Sound::Award,
        }));
    }
}
