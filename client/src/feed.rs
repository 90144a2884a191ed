//! What the running match shows this frame. The link (or, behind the menu, the attract match) writes it; view, HUD and
//! sound read it. Present only while there is a match to show.

use std::collections::BTreeMap;
use std::sync::Arc;

use bevy::prelude::*;
use hogs_shared::arena::Rules;
use hogs_shared::ids::HogId;
use hogs_shared::netplay::scene::{Player, Scene, SceneEvent};
use hogs_shared::netplay::stats::{NetPulse, NetStats};

/// The match as it is to be shown in this frame.
#[derive(Resource)]
pub struct MatchFeed {
    /// Arena, chassis, weapons and mode.
    pub rules: Arc<Rules>,
    /// Where everything is.
    pub scene: Scene,
    /// What happened since the last frame, each once.
    pub events: Vec<SceneEvent>,
    /// Who plays.
    pub players: BTreeMap<HogId, Player>,
    /// How the link does.
    pub net: NetStats,
    /// What passed over the link since the last frame.
    pub pulse: NetPulse,
    /// Whether this is a backdrop without a player: no HUD, no chase camera.
    pub backdrop: bool,
}
