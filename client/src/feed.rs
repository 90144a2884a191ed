//! What the running match shows this frame. The link (or, behind the menu, the attract match) writes it; view, HUD and
//! sound read it. Present only while there is a match to show.

use std::collections::BTreeMap;
use std::sync::Arc;

use bevy::prelude::*;
use hogs_shared::arena::Rules;
use hogs_shared::awards::Award;
use hogs_shared::ids::{HogId, Team};
use hogs_shared::netplay::scene::{Player, Scene, SceneEvent, SceneHog};
use hogs_shared::netplay::session::Session;
use hogs_shared::netplay::stats::{NetPulse, NetStats};
use hogs_shared::protocol::ballot::{Ballot, Plan};

use crate::palette;

/// What the players decide together: whether the match may begin, and votes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Council {
    /// The vote that is held.
    pub ballot: Option<Ballot>,
    /// Seconds until it ends at the latest.
    pub left_s: f32,
    /// Which of its choices one is for.
    pub voted: Option<u8>,
    /// Whether one is ready for the match to begin oneself.
    pub ready: bool,
    /// How many are to be ready before it begins, and how many are.
    pub readiness: (usize, usize),
    /// What can be played here, to be called a vote on.
    pub offered: Vec<Plan>,
    /// What is played next, once that is decided.
    pub next: Option<Plan>,
    /// Who did something better than everyone else in the match that is over, by name.
    pub awards: Vec<(Award, String)>,
}

impl Council {
    /// As a session knows it.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        Self {
            ballot: session.vote().cloned(),
            left_s: session.vote_left_s().unwrap_or_default(),
            voted: session.voted(),
            ready: session.myself().is_some_and(|me| me.ready),
            readiness: session.readiness(),
            offered: session.offered().to_vec(),
            next: session.next_plan().cloned(),
            awards: session.awards().to_vec(),
        }
    }
}

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
    /// What is decided together.
    pub council: Council,
    /// Whether this is a backdrop without a player: no HUD, no chase camera.
    pub backdrop: bool,
}

impl MatchFeed {
    /// Whether a hog is the player's.
    #[must_use]
    pub fn is_own(&self, hog: HogId) -> bool {
        hog == self.scene.own && !self.backdrop
    }

    /// The side a hog is on, where there are sides.
    #[must_use]
    pub fn side(&self, hog: HogId) -> Option<Team> {
        let player = || self.players.get(&hog).and_then(|player| player.team);
        self.scene.hog(hog).map_or_else(player, |hog| hog.team)
    }

    /// Whether a hog is against the player's.
    #[must_use]
    pub fn is_foe(&self, hog: HogId) -> bool {
        let side = self.side(hog);
        !self.is_own(hog) && (side.is_none() || side != self.side(self.scene.own))
    }

    /// Whether the player can see a hog, if nothing is in the way: it is in play, and no foe under a cloak far off.
    #[must_use]
    pub fn sees(&self, hog: &SceneHog) -> bool {
        let cloak_m = self.rules.tuning.rules.cloak_m;
        let near = |own: &SceneHog| (own.position - hog.position).length() < cloak_m;
        let hidden = hog.cloaked && !self.backdrop && self.is_foe(hog.id);
        hog.alive && (!hidden || self.scene.hog(self.scene.own).is_some_and(near))
    }

    /// The colour of a hog's team areas.
    #[must_use]
    pub fn livery(&self, hog: HogId) -> Vec3 {
        palette::livery(hog, self.side(hog), self.is_own(hog))
    }

    /// The colour of a hog's lights and shots.
    #[must_use]
    pub fn glow(&self, hog: HogId) -> Vec3 {
        palette::glow(hog, self.side(hog), self.is_own(hog))
    }
}
