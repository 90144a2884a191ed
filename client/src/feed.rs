//! What the running match shows this frame. The link (or, behind the menu, the attract match) writes it; view, HUD and
//! sound read it. Present only while there is a match to show.

use std::collections::BTreeMap;
use std::sync::Arc;

use bevy::prelude::*;
use hogs_shared::arena::Rules;
use hogs_shared::awards::Award;
use hogs_shared::ids::{Coat, HogId, Team};
use hogs_shared::level::Placed;
use hogs_shared::mode::Phase;
use hogs_shared::netplay::scene::{Player, Scene, SceneEvent, SceneHog};
use hogs_shared::netplay::session::Session;
use hogs_shared::netplay::stats::{NetPulse, NetStats};
use hogs_shared::protocol::ballot::{Ballot, Plan};
use hogs_shared::tick::Tick;

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

/// What one watches who does not drive: then `own` of the scene is the hog that is followed, or a seat nobody sits on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A match that is being played.
    Live,
    /// A recorded one.
    Replay,
}

/// The last seconds of one's hog, shown again while one waits to come back: then scene and events are of the past.
#[derive(Clone, Debug, PartialEq)]
pub struct Recall {
    /// Who wrecked it.
    pub killer: HogId,
    /// Seconds until one is back.
    pub left_s: f32,
    /// What has happened meanwhile in the match itself.
    pub news: Vec<SceneEvent>,
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
    pub players: Arc<BTreeMap<HogId, Player>>,
    /// How the link does.
    pub net: NetStats,
    /// What passed over the link since the last frame.
    pub pulse: NetPulse,
    /// What is decided together.
    pub council: Council,
    /// Whether this is a backdrop without a player: no HUD, no chase camera.
    pub backdrop: bool,
    /// What is watched, where nobody here drives.
    pub watch: Option<Source>,
    /// Whether what is shown leaps to another time with this frame: what was remembered for looks is of no use then.
    pub cut: bool,
    /// What of the past is shown, if any is.
    pub recall: Option<Recall>,
}

impl MatchFeed {
    /// Shows this instead of what was shown: at once where something was, else from the next commands on.
    pub(crate) fn take_place_of(self, shown: Option<ResMut<Self>>, commands: &mut Commands) {
        match shown {
            Some(mut shown) => *shown = self,
            None => commands.insert_resource(self),
        }
    }

    /// What has happened in the match since the last frame, to be told in words, whatever is shown.
    #[must_use]
    pub fn news(&self) -> &[SceneEvent] {
        self.recall.as_ref().map_or(&self.events, |recall| &recall.news)
    }

    /// Whether a hog is the player's.
    #[must_use]
    pub fn is_own(&self, hog: HogId) -> bool {
        hog == self.scene.own && !self.backdrop
    }

    /// Whether the player drives a hog. One that is only followed has the colours it always has.
    fn drives(&self, hog: HogId) -> bool {
        self.is_own(hog) && self.watch.is_none()
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

    /// Whether a wreck does not come back in this match: its lives are used up, or its player only looks on.
    #[must_use]
    pub fn is_out(&self, hog: &SceneHog) -> bool {
        let counts = self.rules.mode.tuning.lives > 0 && self.scene.phase.is_on();
        let player = self.players.get(&hog.id);
        let out = |player: &Player| player.looks_on || counts && player.score.points <= 0;
        let over = matches!(self.scene.phase, Phase::Over { .. });
        !hog.alive && (over || player.is_some_and(out))
    }

    /// Whether the player can see a hog, if nothing is in the way: it is in play, and no foe under a cloak far off.
    #[must_use]
    pub fn sees(&self, hog: &SceneHog) -> bool {
        if !hog.alive || !hog.cloaked || self.backdrop || !self.is_foe(hog.id) {
            return hog.alive;
        }
        // From nobody's seat a replay shows all there is.
        let Some(own) = self.scene.hog(self.scene.own) else {
            return self.watch == Some(Source::Replay);
        };
        (own.position - hog.position).length() < self.rules.tuning.rules.cloak_m
    }

    /// Where what moves by itself is, as of the last whole tick: for rays.
    #[must_use]
    pub fn movers(&self) -> Vec<Placed> {
        self.rules.level.movers_at(Tick(self.scene.at_tick as u32))
    }

    /// The coat of paint a hog wears. Where there are sides, all wear that of the works: nothing is to look like a side.
    #[must_use]
    pub fn coat(&self, hog: HogId) -> Coat {
        let player = self.players.get(&hog).filter(|_| self.side(hog).is_none());
        player.map_or(Coat::Works, |player| player.coat)
    }

    /// The colour of a hog's team areas.
    #[must_use]
    pub fn livery(&self, hog: HogId) -> Vec3 {
        palette::livery(hog, self.side(hog), self.drives(hog))
    }

    /// The colour of a hog's lights and shots.
    #[must_use]
    pub fn glow(&self, hog: HogId) -> Vec3 {
        palette::glow(hog, self.side(hog), self.drives(hog))
    }
}
