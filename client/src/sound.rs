//! What one hears: an engine for each near hog, one-shots for everything that happens, music, and the interface's clicks. A
//! consumer of [`MatchFeed`] like the HUD.
//!
//! What is to be heard is cued (`events`, `state`, `clock`), finds a voice (`voices`) or goes on for a while (`engine`, `held`,
//! `music`); each is a channel put on the `desk`. The `mix` adds channels up by bus, and a limiter keeps it from clipping. It
//! comes out of a device (`outlet`), or is written down (`capture`); without either everything runs and nothing sounds.

use bevy::prelude::*;

use crate::feed::MatchFeed;
use crate::phase::FramePhase;

mod bank;
mod bus;
mod captions;
pub mod capture;
mod channel;
mod clip;
mod clock;
#[cfg(test)]
mod cost;
mod desk;
mod ears;
mod engine;
mod events;
mod held;
mod limiter;
mod mix;
mod music;
pub mod outlet;
mod state;
mod voices;

use bank::SoundBank;
pub use bank::{Rank, Sound};
pub use bus::Bus;
pub use captions::Heard;
use clip::{Clip, ClipLoader};
pub use desk::Desk;
use ears::Ears;
pub use mix::RATE_HZ;
pub use voices::Tally;
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
    /// The announcer.
    pub voice: f32,
    /// Menus.
    pub interface: f32,
}

impl Default for Volumes {
    fn default() -> Self {
        Self {
            master: 0.8,
            effects: 1.0,
            music: 0.6,
            voice: 1.0,
            interface: 1.0,
        }
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
    /// It is handed over to be mixed.
    Mix,
}

/// Puts sound into the app.
pub fn plugin(app: &mut App) {
    app.init_asset::<Clip>()
        .init_asset_loader::<ClipLoader>()
        .init_resource::<Volumes>()
        .init_resource::<Ears>()
        .init_resource::<Voices>()
        .init_resource::<Tally>()
        .init_resource::<Desk>()
        .add_message::<UiSound>()
        .add_message::<Heard>()
        .configure_sets(
            Update,
            (
                SoundPhase::Listen,
                SoundPhase::Cue,
                SoundPhase::Play,
                SoundPhase::Mix,
            )
                .chain()
                .in_set(FramePhase::Present),
        )
        .add_systems(Startup, load)
        .add_systems(Update, (ears::listen, desk::balance).in_set(SoundPhase::Listen))
        .add_systems(Update, interface.in_set(SoundPhase::Cue))
        .add_systems(
            Update,
            (captions::tell, voices::play, voices::tell)
                .chain()
                .in_set(SoundPhase::Play),
        )
        .add_systems(Update, desk::hand_over.in_set(SoundPhase::Mix))
        .add_plugins((
            events::plugin,
            state::plugin,
            clock::plugin,
            engine::plugin,
            held::plugin,
            music::plugin,
            outlet::plugin,
        ));
}

fn load(mut commands: Commands, assets: Res<AssetServer>) {
    commands.insert_resource(SoundBank::load(&assets));
}

/// Whether every sound has been read. Without sound there is nothing to wait for.
#[derive(bevy::ecs::system::SystemParam)]
pub struct SoundReady<'w> {
    bank: Option<Res<'w, SoundBank>>,
    assets: Res<'w, AssetServer>,
}

impl SoundReady<'_> {
    /// Whether it is.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.bank.as_ref().is_none_or(|bank| bank.is_loaded(&self.assets))
    }
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
