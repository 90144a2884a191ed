//! What one has one's say in during a match: readiness, sides, looking on, votes, and whom to hear; by keys and by pad.

use std::collections::BTreeMap;
use std::sync::Arc;

use bevy::prelude::*;
use hogs_client::feed::{Council, MatchFeed};
use hogs_client::link::LinkCommand;
use hogs_client::menu::Page;
use hogs_client::menu::widgets::Choice;
use hogs_client::muted::Muted;
use hogs_client::phase::Screen;
use hogs_shared::arena::{Arena, Rules};
use hogs_shared::assets::AssetFolder;
use hogs_shared::ids::{Chassis, Coat, HogId, Team};
use hogs_shared::mode::{Mode, Phase, Score};
use hogs_shared::netplay::scene::{Player, Scene, SceneEvent};
use hogs_shared::netplay::stats::{NetPulse, NetStats};
use hogs_shared::protocol::ballot::{Ballot, Motion, Plan, Question, Refusal};
use hogs_shared::protocol::messages::ClientRequest;
use hogs_shared::tick::Tick;

use crate::game::Game;

fn player(name: &str, who: u32, team: Option<Team>) -> Player {
    Player {
        name: name.to_owned(),
        chassis: Chassis::Boar,
        coat: Coat::default(),
        team,
        bot: who == 0,
        score: Score::default(),
        ping_ms: 20,
        ready: false,
        looks_on: false,
        who,
    }
}

fn plan(map: &str, mode: &str) -> Plan {
    Plan {
        map: map.to_owned(),
        mode: mode.to_owned(),
    }
}

/// A match of sides in its warm-up, with one other person and a bot, and its menu open.
fn in_a_match() -> Game {
    let mut game = Game::new();
    let data = AssetFolder::find()
        .unwrap()
        .load("sty", "team_deathmatch")
        .unwrap();
    let rules = Arc::new(Rules::new(Mode::TeamDeathmatch, data).unwrap());
    let mut scene = Scene::of(&Arena::new(rules.clone(), 1), HogId(0));
    scene.phase = Phase::WarmUp;
    let (amber, azure) = (Some(Team::Amber), Some(Team::Azure));
    game.app.world_mut().insert_resource(MatchFeed {
        rules,
        scene,
        events: Vec::new(),
        players: Arc::new(BTreeMap::from([
            (HogId(0), player("Ada", 7, amber)),
            (HogId(1), player("Grace", 8, azure)),
            (HogId(2), player("Bot", 0, azure)),
        ])),
        net: NetStats::default(),
        pulse: NetPulse::default(),
        council: Council {
            offered: vec![plan("sty", "team_deathmatch"), plan("rime", "greased_pig")],
            ..Council::default()
        },
        backdrop: false,
        watch: None,
        cut: false,
        recall: None,
    });
    game.app
        .world_mut()
        .resource_mut::<NextState<Screen>>()
        .set(Screen::Match);
    game.frames(3);
    open(&mut game, Page::Pause);
    game
}

fn open(game: &mut Game, page: Page) {
    game.app.world_mut().resource_mut::<NextState<Page>>().set(page);
    game.frames(3);
}

fn asked(game: &mut Game) -> Vec<ClientRequest> {
    let heard = game.heard().into_iter();
    heard
        .filter_map(|command| match command {
            LinkCommand::Ask(request) => Some(request),
            _ => None,
        })
        .collect()
}

fn feed(game: &mut Game) -> Mut<'_, MatchFeed> {
    game.app.world_mut().resource_mut::<MatchFeed>()
}

/// What the choices of the page stand at.
fn values(game: &mut Game) -> Vec<String> {
    let world = game.app.world_mut();
    let mut choices = world.query::<&Choice>();
    let mut values: Vec<String> = choices
        .iter(world)
        .map(|choice| choice.options[choice.index].clone())
        .collect();
    values.sort();
    values
}

#[test]
fn one_is_ready_changes_sides_and_looks_on_and_a_refusal_puts_the_row_back() {
    let mut game = in_a_match();
    game.choose("This match");
    assert_eq!(game.page(), Page::Council);
    game.go_to("Ready");
    game.press(&[KeyCode::ArrowRight]);
    game.go_to("Side");
    game.press(&[KeyCode::ArrowRight]);
    game.go_to("Take part");
    game.press(&[KeyCode::ArrowRight]);
    assert_eq!(
        asked(&mut game),
        [
            ClientRequest::Ready(true),
            ClientRequest::Team(Team::Azure),
            ClientRequest::LookOn(true)
        ]
    );
    assert_eq!(values(&mut game), ["Azure", "Look on", "Ready"]);
    // The server grants the first and refuses the rest.
    let mut told = feed(&mut game);
    Arc::make_mut(&mut told.players).get_mut(&HogId(0)).unwrap().ready = true;
    told.events = vec![SceneEvent::Refused(Refusal::Uneven)];
    game.frames(2);
    assert_eq!(values(&mut game), ["Amber", "Play", "Ready"]);
    // Back where one came from.
    game.press(&[KeyCode::Escape]);
    assert_eq!(game.page(), Page::Pause);
}

#[test]
fn a_vote_is_called_on_what_is_offered_and_only_on_that() {
    let mut game = in_a_match();
    open(&mut game, Page::Ballot);
    game.choose("Rime");
    assert_eq!(
        asked(&mut game),
        [ClientRequest::CallVote(Motion::Play(plan("rime", "greased_pig")))]
    );
    assert_eq!(game.page(), Page::Closed, "one looks what comes of it");
    open(&mut game, Page::Ballot);
    game.choose("Deal the sides anew");
    open(&mut game, Page::Ballot);
    game.choose("Begin this match again");
    assert_eq!(
        asked(&mut game),
        [
            ClientRequest::CallVote(Motion::Shuffle),
            ClientRequest::CallVote(Motion::Restart)
        ]
    );
}

#[test]
fn a_vote_that_comes_up_takes_the_page_and_is_answered_by_pad() {
    let mut game = in_a_match();
    open(&mut game, Page::Ballot);
    feed(&mut game).council.ballot = Some(Ballot {
        question: Question::Motion {
            by: HogId(1),
            motion: Motion::Restart,
        },
        closes: Tick(9),
        votes: vec![1, 0],
        voters: 2,
    });
    game.frames(4);
    assert_eq!(game.focused(), "Yes");
    let pad = game.plug_in();
    game.push(pad, GamepadButton::DPadDown);
    assert_eq!(game.focused(), "No");
    game.push(pad, GamepadButton::South);
    let heard = game.heard();
    assert!(matches!(&heard[..], [LinkCommand::Choose(1)]), "{heard:?}");
}

#[test]
fn people_are_muted_and_heard_again_and_bots_are_not_listed() {
    let mut game = in_a_match();
    open(&mut game, Page::People);
    assert_eq!(game.focused(), "Grace");
    let muted = |game: &Game| {
        let feed = game.app.world().resource::<MatchFeed>();
        let muted = game.app.world().resource::<Muted>();
        feed.players
            .values()
            .map(|player| muted.is(player))
            .collect::<Vec<_>>()
    };
    game.press(&[KeyCode::ArrowRight]);
    assert_eq!(muted(&game), [false, true, false]);
    // The page remembers, and so does the session.
    game.press(&[KeyCode::Escape]);
    assert_eq!(game.page(), Page::Council);
    open(&mut game, Page::People);
    assert_eq!(values(&mut game), ["Muted"]);
    game.press(&[KeyCode::ArrowLeft]);
    assert_eq!(muted(&game), [false; 3]);
}
