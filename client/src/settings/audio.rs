//! How loud what is.

use super::device::Device;
use super::entry::{Kind, section};

section! {
    /// Loudness.
    Audio at audio {
        /// Of everything.
        master: f32 = 0.8, Kind::share();
        /// Of what happens in the match.
        effects: f32 = 1.0, Kind::share();
        /// Of music.
        music: f32 = 0.6, Kind::share();
        /// Of the announcer.
        voice: f32 = 1.0, Kind::share();
        /// Of menus.
        interface: f32 = 1.0, Kind::share();
        /// Whether the game is heard while another window is in front.
        in_background: bool = true, Kind::Switch;
        /// What it comes out of.
        device: Device = Device::SYSTEM, Kind::Device;
    }
}
