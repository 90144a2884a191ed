//! The order of a frame. Every system of the game belongs to one of these sets; they run in this order, in `Update`.

use bevy::prelude::*;

/// What happens in a frame, first to last.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FramePhase {
    /// Keys, mouse and pads become controls and menu actions. Nothing here knows the network.
    Input,
    /// The link takes datagrams in, predicts, sends, and fills the feed; a replay or the match behind the menu fill it in
    /// its place.
    Link,
    /// Who looks on has the feed shown as they want it. After this phase nothing changes the feed.
    Watch,
    /// World entities follow the feed: craft, shots, pickups, effects.
    View,
    /// The camera, after what it follows.
    Camera,
    /// HUD, scoreboard, sound: what is told about the world.
    Present,
}

/// Puts the phases in order.
pub fn plugin(app: &mut App) {
    use FramePhase::{Camera, Input, Link, Present, View, Watch};
    app.configure_sets(Update, (Input, Link, Watch, View, Camera, Present).chain());
}

/// Which screen the game shows.
#[derive(States, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// The menus, before a bot match as a backdrop.
    #[default]
    Menu,
    /// On the way into a match.
    Connecting,
    /// In a match.
    Match,
    /// Before a recorded match.
    Replay,
}
