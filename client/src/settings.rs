//! What the player chose. Each page of settings is a module of its own, in which one line makes a field, its default, its
//! line in the file and its row in the menu: to add a setting, add a line there, its texts in `assets/locales`, and what
//! it does.

use bevy::prelude::*;
use hogs_shared::ids::{Chassis, Coat};
use hogs_shared::protocol::text::{MAX_NAME, clean};

use crate::bindings::Bindings;

pub mod accessibility;
pub mod audio;
pub mod controls;
pub mod device;
mod entry;
mod file;
pub mod gameplay;
mod migrations;
pub mod network;
pub mod speech;
pub mod video;

use accessibility::Accessibility;
use audio::Audio;
use controls::Controls;
pub use entry::{Entry, Kind, Unit};
pub use file::{SettingsFile, VERSION, plugin};
use gameplay::Gameplay;
use network::Network;
use speech::Speech;
use video::Video;

/// Everything a player can choose.
#[derive(Resource, Clone, Debug, PartialEq)]
pub struct Settings {
    /// What others read.
    pub name: String,
    /// What is driven from the next match on.
    pub chassis: Chassis,
    /// How that is painted where there are no sides.
    pub coat: Coat,
    /// The picture.
    pub video: Video,
    /// Loudness.
    pub audio: Audio,
    /// How the hands are heard.
    pub controls: Controls,
    /// How the match is shown.
    pub gameplay: Gameplay,
    /// What makes the game playable for more people.
    pub accessibility: Accessibility,
    /// What is told of the link.
    pub network: Network,
    /// Which language the game speaks.
    pub language: Speech,
    /// Which key does what.
    pub bindings: Bindings,
    /// Whether the player has been asked if they want to be taught to drive.
    pub lesson_offered: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: default_name(),
            chassis: Chassis::default(),
            coat: Coat::default(),
            video: Video::default(),
            audio: Audio::default(),
            controls: Controls::default(),
            gameplay: Gameplay::default(),
            accessibility: Accessibility::default(),
            network: Network::default(),
            language: Speech::default(),
            bindings: Bindings::default(),
            lesson_offered: false,
        }
    }
}

/// A page of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// The picture.
    Video,
    /// Loudness.
    Audio,
    /// How the hands are heard.
    Controls,
    /// How the match is shown.
    Gameplay,
    /// What makes the game playable for more people.
    Accessibility,
    /// What is told of the link.
    Network,
    /// Which language the game speaks.
    Language,
}

impl Section {
    /// All of them, in the menu's order.
    pub const ALL: [Self; 7] = [
        Self::Video,
        Self::Audio,
        Self::Controls,
        Self::Gameplay,
        Self::Accessibility,
        Self::Network,
        Self::Language,
    ];

    /// What it is called in the file, and in the keys of texts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Controls => "controls",
            Self::Gameplay => "gameplay",
            Self::Accessibility => "accessibility",
            Self::Network => "network",
            Self::Language => "language",
        }
    }

    /// Its lines.
    #[must_use]
    pub const fn entries(self) -> &'static [Entry] {
        match self {
            Self::Video => Video::ENTRIES,
            Self::Audio => Audio::ENTRIES,
            Self::Controls => Controls::ENTRIES,
            Self::Gameplay => Gameplay::ENTRIES,
            Self::Accessibility => Accessibility::ENTRIES,
            Self::Network => Network::ENTRIES,
            Self::Language => Speech::ENTRIES,
        }
    }
}

/// That somebody else's settings hold for the picture, the sound and the language, as this game is drawn into theirs.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Borrowed {
    /// Whether their window is not the one that is worked with.
    pub away: bool,
}

impl Borrowed {
    /// Whether somebody else chooses what is on a page.
    #[must_use]
    pub const fn has(section: Section) -> bool {
        matches!(section, Section::Video | Section::Audio | Section::Language)
    }

    /// Whether somebody else chooses what is in a row.
    #[must_use]
    pub fn has_row(entry: &Entry) -> bool {
        (entry.section, entry.name) == (Section::Gameplay.name(), "split_screen")
    }
}

/// The name a player starts with: that of the account, if it can be shown.
fn default_name() -> String {
    let account = std::env::var("USER")
        .or_else(|_| std::env::var("USERNAME"))
        .unwrap_or_default();
    let name = clean(&account, MAX_NAME);
    if name.is_empty() || name == "root" {
        "Piglet".to_owned()
    } else {
        name
    }
}

impl Settings {
    /// Sets one of them by its figure, and what goes with it.
    pub fn set(&mut self, entry: &Entry, figure: f32) {
        (entry.put)(self, figure);
        if entry.section == Section::Video.name() {
            self.video.heed(entry.name);
        }
    }

    /// Brings a page back to its defaults.
    pub fn reset(&mut self, section: Section) {
        let usual = Self::default();
        for entry in section.entries() {
            (entry.put)(self, (entry.get)(&usual));
        }
    }
}
