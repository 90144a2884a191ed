//! Which pictures are taken, in which order, and what is put up for each: pages that stand by themselves before the match
//! behind the menu, the others over a moment of a match that stands still, over a lesson and over a replay.

use std::time::SystemTime;

use bevy::prelude::*;
use hogs_shared::arena::outcome::Cause;
use hogs_shared::ids::HogId;
use hogs_shared::mode::{Phase, Side};
use hogs_shared::netplay::join::JoinError;
use hogs_shared::netplay::scene::SceneEvent;
use hogs_shared::protocol::join::Denial;
use hogs_shared::replay::{Player, Replay};
use hogs_shared::weapon::Weapon;

use super::film::Film;
use super::sample;
use crate::data::Data;
use crate::feed::MatchFeed;
use crate::known_hosts::Fingerprint;
use crate::lesson::LessonCommand;
use crate::link::{Failure, Handicap, Link, Place, Step};
use crate::menu::{ChosenReplay, NextHint, Notice, NoticeText, Page, Remedy};
use crate::muted::Muted;
use crate::phase::Screen;
use crate::replay::Showing;
use crate::replay::library::{Entry, Library, Told};
use crate::settings::{Section, Settings};
use crate::words::Telling;

/// The picture of letters to be picked, as whoever has a pad sees it.
pub(super) const LETTERS: &str = "letters";
/// Frames until a page that was turned to stands as it will, and what is told over the match.
const SETTLE_FRAMES: u32 = 8;
const TOLD_FRAMES: u32 = 24;
/// Frames until the camera has come to rest in a match that has just begun.
const ARRIVE_FRAMES: u32 = 90;
/// How long ago the replay was recorded that a page is about, seconds.
const RECORDED_S: u64 = 3 * 3600;
/// The step of the lesson that is shown: one with several keys.
const STEP: usize = 3;

/// A picture to be taken.
#[derive(Clone, Copy)]
pub(super) struct Picture {
    pub(super) name: &'static str,
    pub(super) screen: Screen,
    pub(super) page: Page,
    /// What is put up for it, before its page is turned to.
    pub(super) set: Option<fn(&mut World)>,
    /// How many frames it stands before it is taken.
    pub(super) frames: u32,
}

/// What is done for the picture that is being taken.
#[derive(Resource, Default)]
pub(super) struct Tableau {
    /// What happens once.
    pub(super) events: Vec<SceneEvent>,
    /// Whether the scoreboard is held open.
    pub(super) scores: bool,
    /// To which step of the lesson to go on.
    pub(super) step: usize,
}

const fn menu(name: &'static str, page: Page) -> Picture {
    Picture {
        name,
        screen: Screen::Menu,
        page,
        set: None,
        frames: SETTLE_FRAMES,
    }
}

const fn set(name: &'static str, (screen, page): (Screen, Page), set: fn(&mut World)) -> Picture {
    Picture {
        name,
        screen,
        page,
        set: Some(set),
        frames: if matches!(page, Page::Closed) {
            TOLD_FRAMES
        } else {
            SETTLE_FRAMES
        },
    }
}

const fn after(frames: u32, picture: Picture) -> Picture {
    Picture { frames, ..picture }
}

/// All of them, the last one first.
pub(super) fn pictures() -> Vec<Picture> {
    let mut pictures = vec![
        menu("front", Page::Front),
        menu("lesson_offer", Page::LessonOffer),
        menu("hosting", Page::Hosting),
        menu("browse", Page::Browse),
        menu("address", Page::Address),
        menu(LETTERS, Page::Address),
        menu("garage", Page::Garage),
        menu("credits", Page::Credits),
        menu("replays", Page::Replays),
        menu("settings", Page::Preferences),
    ];
    pictures.extend(Section::ALL.map(|section| menu(section.name(), Page::Options(section))));
    pictures.push(menu("bindings", Page::Bindings));
    let told = (Screen::Menu, Page::Message);
    pictures.extend([
        set("replay_file", (Screen::Menu, Page::ReplayFile), replay_file),
        set("password", (Screen::Menu, Page::Address), password),
        set("message_lost", told, lost),
        set("message_other_server", told, other_server),
        set("message_note", told, note),
    ]);
    pictures.extend(of_lesson());
    pictures.extend(of_match());
    pictures.extend(of_replay());
    pictures.reverse();
    pictures
}

/// What is seen in a lesson.
fn of_lesson() -> [Picture; 3] {
    let over = |name, page| Picture {
        screen: Screen::Match,
        ..menu(name, page)
    };
    [
        after(
            ARRIVE_FRAMES,
            set("lesson", (Screen::Match, Page::Closed), lesson),
        ),
        over("lesson_pause", Page::Pause),
        over("lesson_over", Page::Lesson),
    ]
}

/// What is seen on the way into a match, and in it.
fn of_match() -> [Picture; 14] {
    let over = |page| (Screen::Match, page);
    let seen = over(Page::Closed);
    [
        set("connecting", (Screen::Connecting, Page::Connecting), connecting),
        after(ARRIVE_FRAMES, set("warm_up", seen, warm_up)),
        set("council", over(Page::Council), warm_up),
        set("countdown", seen, countdown),
        set("pause", over(Page::Pause), on),
        set("people", over(Page::People), people),
        set("bad_link", over(Page::BadLink), bad_link),
        set("ballot_call", over(Page::Ballot), on),
        set("scores", seen, scores),
        set("match", seen, playing),
        set("vote", seen, vote),
        set("ballot", over(Page::Ballot), vote),
        set("over", seen, is_over),
        set("wrecked", seen, wrecked),
    ]
}

/// What is seen of a replay.
fn of_replay() -> [Picture; 2] {
    [
        after(
            ARRIVE_FRAMES,
            set("replay", (Screen::Replay, Page::Closed), replay),
        ),
        Picture {
            screen: Screen::Replay,
            ..menu("replay_menu", Page::ReplayMenu)
        },
    ]
}

/// Puts up what a failure tells.
fn tell(world: &mut World, failure: Failure, remedy: Remedy) {
    world.resource_mut::<Notice>().0 = Some(NoticeText {
        title: failure.title,
        text: vec![failure.text],
        remedy,
    });
}

fn lost(world: &mut World) {
    tell(world, Failure::lost(), Remedy::Retry);
}

fn password(world: &mut World) {
    let address = sample::HOST.to_owned();
    let denied = Failure::at_door(&address, &JoinError::Denied(Denial::Password));
    tell(world, denied, Remedy::Password { address });
}

fn other_server(world: &mut World) {
    let failure = Failure::certificate(sample::HOST, Fingerprint([0xA5; 32]));
    tell(world, failure, Remedy::Trust);
}

fn note(world: &mut World) {
    let settings = [
        ("problem", "expected `=` in line 12".into()),
        ("file", "settings.toml.broken".into()),
    ];
    let crash = [("file", "crashes/crash-20260314-201500.txt".into())];
    world.resource_mut::<Notice>().0 = Some(NoticeText {
        title: Telling::say("trouble-note"),
        text: vec![
            Telling::tell("trouble-settings-aside", settings),
            Telling::tell("trouble-broke-last", crash),
        ],
        remedy: Remedy::None,
    });
}

fn replay_file(world: &mut World) {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let entry = Entry {
        path: "20260314-201500-stacks-capture_the_flag.hogsreplay".into(),
        when_s: now.unwrap_or_default().as_secs().saturating_sub(RECORDED_S),
        bytes: 1_834_000,
        told: Ok(Told {
            map: "stacks".to_owned(),
            mode: "capture_the_flag".to_owned(),
            ticks: 28_800,
            damage: None,
        }),
    };
    let path = entry.path.clone();
    world.insert_resource(ChosenReplay { path, deletes: false });
    world.insert_resource(Library::of(vec![entry]));
}

fn connecting(world: &mut World) {
    world.remove_resource::<Tableau>();
    let place = Place::Address {
        address: sample::HOST.to_owned(),
        password: String::new(),
    };
    world.insert_resource(Link::held_at(place, Step::fetching(212_000, 390_000)));
    // Else it is another one each time.
    world.insert_resource(NextHint::default());
}

/// Puts up a match that is on, with what is changed of it.
fn stage(world: &mut World, change: impl FnOnce(&mut MatchFeed, &str)) {
    world.insert_resource(Handicap::default());
    let own_name = world.resource::<Settings>().name.clone();
    if world.get_resource::<Film>().is_none() {
        match Film::shoot(&world.resource::<Data>().0, &own_name) {
            Ok(film) => world.insert_resource(film),
            Err(problem) => return give_up(world, &problem),
        }
    }
    let mut feed = sample::feed(world.resource::<Film>(), &own_name);
    change(&mut feed, &own_name);
    world.insert_resource(Tableau {
        events: std::mem::take(&mut feed.events),
        ..default()
    });
    world.insert_resource(feed);
}

fn give_up(world: &mut World, problem: &str) {
    error!("{problem}");
    world.write_message(AppExit::error());
}

fn warm_up(world: &mut World) {
    stage(world, |feed, _| {
        (feed.scene.phase, feed.scene.time_left_s) = (Phase::WarmUp, 33.4);
        feed.scene.teams = [0, 0];
        feed.council.readiness = (5, 2);
    });
}

fn countdown(world: &mut World) {
    stage(world, |feed, _| {
        (feed.scene.phase, feed.scene.time_left_s) = (Phase::Countdown, 2.3);
        feed.scene.teams = [0, 0];
    });
}

/// Nothing in particular happens.
fn on(world: &mut World) {
    stage(world, |_, _| {});
}

fn playing(world: &mut World) {
    stage(world, |feed, _| feed.events = sample::news(&feed.scene));
}

fn people(world: &mut World) {
    on(world);
    world
        .resource_mut::<Muted>()
        .set(sample::who(sample::UNHEARD), true);
}

fn bad_link(world: &mut World) {
    on(world);
    world.insert_resource(Handicap {
        latency_ms: 100.0,
        jitter_ms: 10.0,
        loss_percent: 2.0,
    });
}

fn vote(world: &mut World) {
    stage(world, |feed, _| {
        feed.council.ballot = Some(sample::motion());
        feed.council.left_s = 17.6;
    });
}

fn scores(world: &mut World) {
    on(world);
    world.resource_mut::<Tableau>().scores = true;
}

fn wrecked(world: &mut World) {
    stage(world, |feed, _| {
        let by = Cause::Weapon(Weapon::Missile);
        feed.events = vec![sample::wrecked(sample::OWN, HogId(3), by)];
        let own = feed.scene.hogs.iter_mut().find(|hog| hog.id == sample::OWN);
        if let Some(own) = own {
            // Too soon back for a look at how it came about.
            (own.alive, own.respawn_s) = (false, 1.4);
        }
    });
}

fn is_over(world: &mut World) {
    stage(world, |feed, own_name| {
        let winner = feed.side(sample::OWN).map(Side::Team);
        (feed.scene.phase, feed.scene.time_left_s) = (Phase::Over { winner }, 14.2);
        feed.scene.teams = [3, 1];
        feed.council.ballot = Some(sample::next());
        feed.council.left_s = 9.5;
        feed.council.voted = Some(1);
        feed.council.awards = sample::awards(own_name);
    });
}

fn lesson(world: &mut World) {
    world.write_message(LessonCommand::Begin);
    world.insert_resource(Tableau {
        step: STEP,
        ..default()
    });
}

fn replay(world: &mut World) {
    world.remove_resource::<Tableau>();
    let opened = world.get_resource::<Film>().map(|film| {
        let tuning = world.resource::<Data>().0.tuning();
        let tuning = tuning.map_err(|error| error.to_string())?;
        let file = Replay::open(film.file.clone()).map_err(|error| error.to_string())?;
        Player::new(file, tuning).map_err(|error| error.to_string())
    });
    match opened {
        Some(Ok(player)) => {
            let mut showing = Showing::new(player);
            // Otherwise the bar shows how far that is by now.
            while !showing.scout(60) {}
            showing.seek_at_once(showing.length() / 2);
            world.insert_resource(showing);
        }
        Some(Err(problem)) => give_up(world, &problem),
        None => give_up(world, "There is no match to be shown again."),
    }
}
