//! A match that is stepped by the frames that show it, without a server: behind the menu, and in the driving lesson.

use std::collections::BTreeMap;
use std::sync::Arc;

use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::ids::HogId;
use hogs_shared::netplay::scene::{Player, Scene, SceneEvent};
use hogs_shared::netplay::stats::{NetPulse, NetStats};
use hogs_shared::tick::TICK_SECONDS;

use crate::feed::{Council, MatchFeed};
use crate::tween::Tween;

/// Most ticks made up for in one frame; beyond it the match is simply slower.
const MOST_TICKS: u32 = 3;

/// A match without a server.
pub(crate) struct LocalMatch {
    arena: Arena,
    own: HogId,
    tween: Tween,
    events: Vec<SceneEvent>,
    owed_s: f32,
}

impl LocalMatch {
    /// Begins one with these players, seen from the seat `own`.
    pub(crate) fn new(rules: Arc<Rules>, seed: u64, own: HogId, joins: Vec<Join>) -> Self {
        let mut arena = Arena::new(rules, seed);
        arena.step(&Inputs {
            joins,
            ..Inputs::default()
        });
        let tween = Tween::at(Scene::of(&arena, own));
        Self {
            arena,
            own,
            tween,
            events: Vec::new(),
            owed_s: 0.0,
        }
    }

    /// How it stands.
    #[cfg(test)]
    pub(crate) const fn arena(&self) -> &Arena {
        &self.arena
    }

    /// Goes on by a tick.
    pub(crate) fn step(&mut self, inputs: &Inputs) {
        let outcomes = self.arena.step(inputs);
        self.events.extend(outcomes.into_iter().map(SceneEvent::Outcome));
        self.tween.advance(Scene::of(&self.arena, self.own));
    }

    /// Goes on by the ticks that are due after so many seconds, each with what `drive` makes of the one before. What
    /// happened in the frame before is forgotten.
    pub(crate) fn run(&mut self, seconds: f32, mut drive: impl FnMut(&Arena) -> Inputs) {
        self.events.clear();
        self.owed_s = (self.owed_s + seconds).min(TICK_SECONDS * MOST_TICKS as f32);
        while self.owed_s >= TICK_SECONDS {
            self.owed_s -= TICK_SECONDS;
            let inputs = drive(&self.arena);
            self.step(&inputs);
        }
    }

    /// What has happened and was not taken yet.
    pub(crate) fn take_events(&mut self) -> Vec<SceneEvent> {
        std::mem::take(&mut self.events)
    }

    /// As it is to be shown in this frame.
    pub(crate) fn feed(&mut self, players: BTreeMap<HogId, Player>, backdrop: bool) -> MatchFeed {
        MatchFeed {
            rules: self.arena.rules().clone(),
            scene: self.tween.scene(self.owed_s / TICK_SECONDS),
            events: self.take_events(),
            players: Arc::new(players),
            net: NetStats::default(),
            pulse: NetPulse::default(),
            council: Council::default(),
            backdrop,
            watch: None,
            cut: false,
            recall: None,
        }
    }
}
