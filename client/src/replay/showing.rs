//! A replay that is shown: where it stands, where it is to go, and what there is to see of it now. Knows no frames and no
//! clock: whoever shows it says how many ticks pass.

use std::collections::BTreeMap;
use std::sync::Arc;

use bevy::prelude::Resource;
use hogs_shared::ids::{Coat, HogId};
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
            players: Arc::new(self.players()),
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
                coat: Coat::default(),
                team: hog.team,
                bot: sitter.is_none_or(|sitter| sitter.bot),
                score: score.unwrap_or_default(),
                ping_ms: 0,
                ready: true,
                looks_on: hog.looks_on(),
                who: 0,
            };
            (hog.id, player)
        };
        arena.hogs().map(player).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hogs_shared::arena::controls::Controls;
    use hogs_shared::arena::{Arena, Inputs, Join, Opening, Rules};
    use hogs_shared::ids::Chassis;
    use hogs_shared::mode::Mode;
    use hogs_shared::replay::{Recorder, Replay};

    /// Length of the replay, ticks.
    const TICKS: u32 = 1500;

    /// The replay of two who drive straight on, in bytes, and where they were at each tick.
    fn recorded() -> (Vec<u8>, Vec<f32>) {
        let data = crate::data::find().unwrap().load("sty", "deathmatch").unwrap();
        let rules = Arc::new(Rules::new(Mode::Deathmatch, data).unwrap());
        let opening = Opening::of_seed(9);
        let mut arena = Arena::open(rules.clone(), &opening);
        let (mut recorder, mut file) = Recorder::begin(&rules, opening).unwrap();
        let mut places = vec![0.0];
        for tick in 0..TICKS {
            let mut inputs = Inputs::default();
            for seat in [HogId(0), HogId(1)] {
                if tick == 0 {
                    recorder.introduce(seat, &format!("Ann {}", seat.0), seat.0 == 0);
                    inputs.joins.push(Join::new(seat, Chassis::default()));
                }
                let ahead = Controls {
                    throttle: Controls::axis(1.0),
                    ..Controls::default()
                };
                inputs.controls.push((seat, ahead));
            }
            arena.step(&inputs);
            places.push(arena.hog(HogId(1)).unwrap().position.x);
            file.extend(recorder.tick(&inputs, arena.checksum()).into_iter().flatten());
        }
        file.extend(recorder.finish());
        (file, places)
    }

    fn showing(file: Vec<u8>) -> Showing {
        let tuning = crate::data::find().unwrap().tuning().unwrap();
        Showing::new(Player::new(Replay::open(file).unwrap(), tuning).unwrap())
    }

    fn place(feed: &MatchFeed) -> f32 {
        feed.scene.hog(HogId(1)).unwrap().position.x
    }

    #[test]
    fn what_is_shown_is_what_was_played_wherever_one_goes() {
        let (file, places) = recorded();
        let mut showing = showing(file);
        assert_eq!((showing.stands(), showing.length()), (1, TICKS));
        let feed = showing.feed();
        assert!(feed.cut && feed.watch == Some(Source::Replay) && !feed.backdrop);
        let names: Vec<_> = feed
            .players
            .values()
            .map(|player| (&*player.name, player.bot))
            .collect();
        assert_eq!(names, [("Ann 0", true), ("Ann 1", false)]);
        // As time passes, between ticks and on them.
        showing.pass(99.0);
        assert_eq!(showing.stands(), 61, "so much and no more in one frame");
        showing.pass(39.5);
        let feed = showing.feed();
        assert!(!feed.cut);
        let (low, high) = (places[100].min(places[101]), places[100].max(places[101]));
        assert!(
            (low..=high).contains(&place(&feed)),
            "{} in {low}..{high}",
            place(&feed)
        );
        showing.step_on();
        let feed = showing.feed();
        let newest = places[showing.stands() as usize];
        assert!((place(&feed) - newest).abs() < 1e-5);
        // Where it has not been it goes once the way is known, and says until then where it heads for.
        showing.seek(1400);
        assert!(showing.seeks() && showing.heads_for() == 1400 && showing.stands() < 200);
        let mut frames = 0;
        while showing.seeks() {
            showing.scout(50);
            frames += 1;
        }
        assert!(frames > 10 && showing.stands() == 1400);
        let feed = showing.feed();
        assert!(feed.cut && feed.events.is_empty() && (place(&feed) - places[1400]).abs() < 1e-5);
        assert!(!showing.feed().cut, "once");
        // Back, and within what is known, at once.
        showing.seek(300);
        assert!(!showing.seeks() && (place(&showing.feed()) - places[300]).abs() < 1e-5);
        showing.seek(u32::MAX);
        while showing.seeks() {
            showing.scout(50);
        }
        assert!(showing.is_over() && showing.trouble().is_none());
        showing.pass(10.0);
        assert_eq!(showing.stands(), TICKS);
    }

    #[test]
    fn a_cut_file_plays_to_where_it_is_sound_and_says_so() {
        let (mut file, _) = recorded();
        file.truncate(file.len() - 40);
        let mut showing = showing(file);
        let end = showing.length();
        assert!(end < TICKS && end > TICKS - 200);
        while !showing.is_over() {
            showing.pass(60.0);
        }
        assert_eq!(showing.stands(), end);
        let trouble = showing.trouble().unwrap();
        assert!(trouble.starts_with("The replay ends in the middle"), "{trouble}");
    }
}
