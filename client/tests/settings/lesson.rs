//! The driving lesson in the whole game: it is offered once, taken with keys alone, passed over and left.

use bevy::input::ButtonState;
use bevy::prelude::*;
use hogs_client::feed::MatchFeed;
use hogs_client::hud::HudInput;
use hogs_client::input::phrases::PhraseList;
use hogs_client::lesson::{Board, STEPS};
use hogs_client::menu::Page;
use hogs_client::options::Options;
use hogs_client::phase::Screen;
use hogs_client::settings::speech::Tongue;

use crate::game::{Game, folder};

fn screen(game: &Game) -> Screen {
    *game.app.world().resource::<State<Screen>>().get()
}

fn step(game: &Game) -> Option<usize> {
    game.app.world().get_resource::<Board>().map(|board| board.step)
}

/// Into the lesson, in English.
fn begin(game: &mut Game) {
    game.settings(|settings| settings.language.tongue = Tongue::English);
    game.frames(4);
    assert_eq!(
        (game.page(), game.focused().as_str()),
        (Page::LessonOffer, "Learn to drive")
    );
    game.press(&[KeyCode::Enter]);
    game.frames(6);
    assert_eq!((screen(game), game.page()), (Screen::Match, Page::Closed));
    assert_eq!(step(game), Some(0));
}

#[test]
fn the_lesson_is_offered_once() {
    let home = folder("offer");
    let mut game = Game::at(home.clone(), Options::default());
    assert_eq!(game.page(), Page::LessonOffer);
    game.press(&[KeyCode::Escape]);
    assert_eq!(game.page(), Page::Front);
    game.frames(60);
    drop(game);
    let game = Game::at(home, Options::default());
    assert_eq!(game.page(), Page::Front);
}

#[test]
fn keys_drive_to_the_light_and_the_teacher_sees_it() {
    let mut game = Game::at(folder("lesson"), Options::default());
    begin(&mut game);
    // Nobody gets there by doing nothing.
    game.frames(120);
    assert_eq!(step(&game), Some(0));
    game.send(KeyCode::KeyW, ButtonState::Pressed);
    game.frames(240);
    game.send(KeyCode::KeyW, ButtonState::Released);
    game.frames(2);
    assert_eq!(step(&game), Some(1));
    let feed = game.app.world().resource::<MatchFeed>();
    assert!(!feed.backdrop && feed.scene.hogs.len() == 2);
}

#[test]
fn every_step_can_be_passed_over_and_the_end_leads_on() {
    let mut game = Game::at(folder("skip"), Options::default());
    begin(&mut game);
    for wanted in 1..STEPS.len() {
        game.press(&[KeyCode::F5]);
        assert_eq!(step(&game), Some(wanted));
    }
    // From the match menu, too; and from the beginning.
    game.press(&[KeyCode::Escape]);
    assert_eq!(game.page(), Page::Pause);
    game.go_to("Next step");
    game.press(&[KeyCode::Enter]);
    game.frames(4);
    assert_eq!((game.page(), step(&game)), (Page::Lesson, None));
    game.go_to("From the beginning");
    game.press(&[KeyCode::Enter]);
    game.frames(4);
    assert_eq!((game.page(), step(&game)), (Page::Closed, Some(0)));
    game.press(&[KeyCode::Escape]);
    game.go_to("To the first page");
    game.press(&[KeyCode::Enter]);
    game.frames(6);
    assert_eq!((screen(&game), game.page()), (Screen::Menu, Page::Front));
    assert_eq!(step(&game), None);
    let feed = game.app.world().get_resource::<MatchFeed>();
    assert!(feed.is_none_or(|feed| feed.backdrop), "the yard is gone");
}

#[test]
fn nothing_is_written_or_said_where_nobody_hears_it() {
    let mut game = Game::at(folder("alone"), Options::default());
    begin(&mut game);
    for key in [KeyCode::Enter, KeyCode::KeyT, KeyCode::KeyY, KeyCode::KeyB] {
        game.press(&[key]);
        let world = game.app.world();
        assert_eq!(world.resource::<HudInput>().chat, None, "{key:?}");
        assert!(!world.resource::<PhraseList>().is_open(), "{key:?}");
    }
    // So that what drives goes on driving.
    game.press(&[KeyCode::F5]);
    assert_eq!(step(&game), Some(1));
}
