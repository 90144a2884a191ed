//! A replay that is shown: where it stands, where it is to go, and what there is to see of it now. Knows no frames and no
//! clock: whoever shows it says how many ticks pass.

use std::collections::BTreeMap;

use bevy::prelude::Resource;
use hogs_shared::ids::HogId;
use hogs_shared::mode::Score;
use hogs_shared::netplay::scene::{self, Scene, SceneEvent};
use hogs_shared::netplay::stats::{NetPulse, NetStats};
use hogs_shared::replay::{Head, Player};
use hogs_shared::tick::{TICKS_PER_SECOND, Tick};

use crate::feed::{Council, MatchFeed, Source};
use crate::tween::Tween;

/// Most ticks that pass in one frame; beyond it the match is simply slower.
const MOST_TICKS: f64 = 60.0;

/// A replay as it is shown.
#[derive(Resource)]
pub struct Showing {
    player: Player,
    tween: Tween,
    /// How much of the newest tick is shown, above 0 and up to 1: all of it.
    lead: f64,
    events: Vec<SceneEvent>,
    /// Whether it leapt since it was last shown.
    cut: bool,
    /// Where it goes as soon as the way there is known.
    goal: Option<Tick>,
}

impl Showing {
    /// At the beginning of a replay.
    #[must_use]
    pub fn new(player: Player) -> Self {
        let tween = Tween::at(Scene::of(player.arena(), HogId(0)));
        let mut showing = Self {
            player,
            tween,
            lead: 1.0,
            events: Vec::new(),
            cut: true,
            goal: None,
        };
        // Before its first tick nobody has a seat yet, or at least no name.
        showing.step();
        showing
    }

    /// What it says of itself.
    #[must_use]
    pub const fn head(&self) -> &Head {
        self.player.head()
    }

    /// Ticks from its beginning to its end, or to where it is no longer sound.
    #[must_use]
    pub fn length(&self) -> u32 {
        self.offset(self.player.sound_until())
    }

    /// Ticks from its beginning to where it stands.
    #[must_use]
    pub fn stands(&self) -> u32 {
        self.offset(self.player.arena().tick())
    }

    /// Ticks from its beginning to where it stands or is on its way to.
    #[must_use]
    pub fn heads_for(&self) -> u32 {
        self.goal.map_or_else(|| self.stands(), |goal| self.offset(goal))
    }

    /// Ticks from its beginning to where it can go at once.
    #[must_use]
    pub fn known(&self) -> u32 {
        self.offset(self.player.known_until())
    }

    /// Whether there is nothing after this.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.stands() >= self.length()
    }

    /// Whether it is on its way elsewhere.
    #[must_use]
    pub const fn seeks(&self) -> bool {
        self.goal.is_some()
    }

    /// Why it does not go on to its end, for people.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.player.damage().map(|damage| damage.to_string())
    }

    fn offset(&self, tick: Tick) -> u32 {
        tick.since(self.player.begins()).max(0).unsigned_abs()
    }

    /// Plays one tick. False if there is none.
    pub fn step(&mut self) -> bool {
        let before = self.player.arena().tick();
        match self.player.step() {
            Ok(Some(outcomes)) => {
                let outcomes = outcomes.into_iter();
                self.events.extend(outcomes.map(SceneEvent::Outcome));
                self.tween.advance(Scene::of(self.player.arena(), HogId(0)));
                true
            }
            Ok(None) | Err(_) => {
                // Where it turns out not to be sound it goes back to where it was.
                if self.player.arena().tick() != before {
                    self.arrive();
                }
                false
            }
        }
    }

    /// Lets so many ticks pass.
    pub fn pass(&mut self, ticks: f64) {
        self.lead += ticks.clamp(0.0, MOST_TICKS);
        while self.lead > 1.0 {
            if !self.step() {
                self.lead = 1.0;
                return;
            }
            self.lead -= 1.0;
        }
    }

    /// A tick on, all of it.
    pub fn step_on(&mut self) {
        self.step();
        self.lead = 1.0;
    }

    /// Has it go to so many ticks after its beginning: at once, or as soon as the way there is known.
    pub fn seek(&mut self, offset: u32) {
        let goal = self.player.begins().after(offset.min(self.length()));
        self.goal = Some(goal);
        self.go();
    }

    /// Goes where it is to go, if that is not far from where it has been.
    fn go(&mut self) {
        let Some(goal) = self.goal else { return };
        let near = self.offset(goal).saturating_sub(self.known()) <= TICKS_PER_SECOND / 2;
        if near {
            self.goal = None;
            // What goes wrong on the way is told by the player from then on; it stands at the last sound tick.
            let _ = self.player.seek(goal);
            self.arrive();
        }
    }

    /// Goes there whatever it takes.
    pub fn seek_at_once(&mut self, offset: u32) {
        let _ = self.player.seek(self.player.begins().after(offset));
        self.arrive();
    }

    fn arrive(&mut self) {
        self.tween = Tween::at(Scene::of(self.player.arena(), HogId(0)));
        self.events.clear();
        (self.lead, self.cut) = (1.0, true);
    }

    /// Finds out what comes later, so many ticks of it. True once all is known.
    pub fn scout(&mut self, ticks: u32) -> bool {
        let all = self.player.scout(ticks);
        self.go();
        all
    }

    /// What there is to see.
    pub fn feed(&mut self) -> MatchFeed {
        MatchFeed {
            rules: self.player.arena().rules().clone(),
            scene: self.tween.scene(self.lead as f32),
            events: std::mem::take(&mut self.events),
            players: self.players(),
            net: NetStats::default(),
            pulse: NetPulse::default(),
            council: Council {
                // Whoever looks on is not waited for.
                ready: true,
                ..Council::default()
            },
            backdrop: false,
            watch: Some(Source::Replay),
            cut: std::mem::take(&mut self.cut),
            recall: None,
        }
    }

    fn players(&self) -> BTreeMap<HogId, scene::Player> {
        let arena = self.player.arena();
        let scores = &arena.game().scores;
        let player = |hog: &hogs_shared::arena::hog::Hog| {
            let sitter = self.player.sitter(hog.id);
            let unnamed = || format!("Hog {}", u16::from(hog.id.0) + 1);
            let score: Option<Score> = scores.get(hog.id.index()).copied().flatten();
            let player = scene::Player {
                name: sitter.map_or_else(unnamed, |sitter| sitter.name.clone()),
                chassis: hog.chassis,
                team: hog.team,
                bot: sitter.is_none_or(|sitter| sitter.bot),
                score: score.unwrap_or_default(),
                ping_ms: 0,
                ready: true,
                looks_on: hog.looks_on(),
            };
            (hog.id, player)
        };
        arena.hogs().map(player).collect()
    }
}
