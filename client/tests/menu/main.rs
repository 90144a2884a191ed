//! The menus without a screen: every page can be reached, used and left with keys alone, and with a pad.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use bevy::input::ButtonState;
use bevy::input_focus::InputFocus;
use bevy::prelude::*;
use hogs_client::link::{Handicap, LinkCommand, Place};
use hogs_client::menu::{Notice, NoticeText, Page, Remedy};
use hogs_client::phase::Screen;
use hogs_client::replay::ReplayCommand;
use hogs_client::replay::library::Library;
use hogs_client::words::Telling;

use game::Game;

mod browse;
mod council;
mod game;
mod garage;
#[path = "../common/hands.rs"]
mod hands;

#[test]
fn the_first_row_has_the_focus_and_arrows_go_round() {
    let mut game = Game::new();
    assert_eq!(game.page(), Page::Front);
    assert_eq!(game.focused(), "Quick match");
    game.press(&[KeyCode::ArrowUp]);
    assert_eq!(game.focused(), "Quit");
    game.press(&[KeyCode::Tab]);
    assert_eq!(game.focused(), "Quick match");
}

#[test]
fn every_page_is_reached_and_left_by_keys() {
    let mut game = Game::new();
    for (label, page) in [
        ("Find a game", Page::Browse),
        ("Host on LAN", Page::Hosting),
        ("Garage", Page::Garage),
        ("Replays", Page::Replays),
        ("Settings", Page::Preferences),
        ("Credits", Page::Credits),
    ] {
        game.choose(label);
        assert_eq!(game.page(), page);
        assert!(!game.focused().is_empty(), "something has the focus on {page:?}");
        game.press(&[KeyCode::Escape]);
        assert_eq!(game.page(), Page::Front);
        game.choose(label);
        game.choose("Back");
        assert_eq!(game.page(), Page::Front);
    }
}

#[test]
fn a_quick_match_is_one_key_away() {
    let mut game = Game::new();
    game.press(&[KeyCode::Enter]);
    let heard = game.heard();
    assert!(
        matches!(&heard[..], [LinkCommand::Join(Place::Own(plan))] if !plan.lan && plan.fill > 1),
        "{heard:?}"
    );
}

#[test]
fn hosting_takes_what_was_chosen() {
    let mut game = Game::new();
    game.choose("Host on LAN");
    game.go_to("Bots fill up to");
    game.press(&[KeyCode::ArrowLeft; 4]);
    game.go_to("Their skill");
    game.press(&[KeyCode::ArrowRight]);
    game.choose("Start");
    let heard = game.heard();
    let [LinkCommand::Join(Place::Own(plan))] = &heard[..] else {
        panic!("{heard:?}")
    };
    assert!(plan.lan && plan.port == 27500);
    assert_eq!((plan.fill, plan.bot_skill), (0, 3));
}

#[test]
fn keys_of_one_frame_work_in_their_order() {
    let mut game = Game::new();
    for key in [
        KeyCode::ArrowDown,
        KeyCode::ArrowDown,
        KeyCode::Enter,
        KeyCode::ArrowDown,
        KeyCode::ArrowDown,
    ] {
        game.send(key, ButtonState::Pressed);
        game.send(key, ButtonState::Released);
    }
    game.frames(5);
    assert_eq!(game.page(), Page::Hosting);
    assert_eq!(game.focused(), "Mode");
}

#[test]
fn a_pad_does_it_too() {
    let mut game = Game::new();
    let pad = game.plug_in();
    game.push(pad, GamepadButton::DPadDown);
    game.push(pad, GamepadButton::DPadDown);
    assert_eq!(game.focused(), "Host on LAN");
    game.push(pad, GamepadButton::South);
    assert_eq!(game.page(), Page::Hosting);
    game.push(pad, GamepadButton::East);
    assert_eq!(game.page(), Page::Front);
}

#[test]
fn what_fires_and_brakes_in_a_match_does_not_give_up_the_way_back_into_it() {
    let mut game = Game::new();
    let pad = game.plug_in();
    let connect = |game: &mut Game| {
        game.app
            .world_mut()
            .resource_mut::<NextState<Screen>>()
            .set(Screen::Connecting);
        game.frames(3);
        assert_eq!(game.page(), Page::Connecting);
    };
    connect(&mut game);
    game.press(&[KeyCode::Space, KeyCode::Enter, KeyCode::NumpadEnter]);
    game.press(&[KeyCode::ArrowDown, KeyCode::Tab, KeyCode::Space, KeyCode::Enter]);
    for button in [
        GamepadButton::South,
        GamepadButton::East,
        GamepadButton::RightTrigger2,
    ] {
        game.push(pad, button);
    }
    let heard = game.heard();
    assert!(heard.is_empty(), "{heard:?}");
    game.press(&[KeyCode::Escape]);
    assert!(matches!(game.heard()[..], [LinkCommand::Leave]));
    game.push(pad, GamepadButton::Start);
    assert!(matches!(game.heard()[..], [LinkCommand::Leave]));
}

#[test]
fn a_lost_focus_is_found_again() {
    let mut game = Game::new();
    game.press(&[KeyCode::ArrowDown]);
    game.app.world_mut().resource_mut::<InputFocus>().clear();
    game.frames(2);
    assert_eq!(game.focused(), "Quick match");
}

#[test]
fn a_password_is_asked_for_where_it_is_missing() {
    let mut game = Game::new();
    let text = "The server wants a password.".to_owned();
    game.app.world_mut().resource_mut::<Notice>().0 = Some(NoticeText {
        title: Telling::plain("Password"),
        text: vec![Telling::plain(text.clone())],
        remedy: Remedy::Password {
            address: "10.0.0.7:9".to_owned(),
        },
    });
    game.app
        .world_mut()
        .resource_mut::<NextState<Screen>>()
        .set(Screen::Menu);
    game.frames(3);
    assert_eq!(game.page(), Page::Address);
    assert_eq!(game.focused(), "Password");
    let mut texts = game.app.world_mut().query::<&Text>();
    assert!(texts.iter(game.app.world()).any(|shown| shown.0 == text));
    game.press(&[KeyCode::Enter]);
    let heard = game.heard();
    assert!(
        matches!(&heard[..], [LinkCommand::Join(Place::Address { address, .. })] if address == "10.0.0.7:9"),
        "{heard:?}"
    );
    game.press(&[KeyCode::Escape]);
    assert_eq!(game.page(), Page::Browse);
    game.choose("Join by address");
    let mut texts = game.app.world_mut().query::<&Text>();
    assert!(
        !texts.iter(game.app.world()).any(|shown| shown.0 == text),
        "told once"
    );
}

#[test]
fn trouble_is_told_and_can_be_tried_again() {
    let mut game = Game::new();
    let text = "Nobody is at home.".to_owned();
    let told = NoticeText {
        title: Telling::plain("No answer"),
        text: vec![Telling::plain(text.clone())],
        remedy: Remedy::Retry,
    };
    game.app.world_mut().resource_mut::<Notice>().0 = Some(told);
    game.app
        .world_mut()
        .resource_mut::<NextState<Screen>>()
        .set(Screen::Menu);
    game.frames(3);
    assert_eq!(game.page(), Page::Message);
    let mut texts = game.app.world_mut().query::<&Text>();
    assert!(texts.iter(game.app.world()).any(|shown| shown.0 == text));
    game.choose("Try again");
    assert!(matches!(game.heard()[..], [LinkCommand::Retry]));
    game.press(&[KeyCode::Escape]);
    assert_eq!(game.page(), Page::Front);
    assert!(game.app.world().resource::<Notice>().0.is_none());
}

#[test]
fn the_menu_of_a_match_opens_settings_and_comes_back() {
    let mut game = Game::new();
    game.app
        .world_mut()
        .resource_mut::<NextState<Screen>>()
        .set(Screen::Match);
    game.frames(3);
    assert_eq!(game.page(), Page::Closed);
    game.app
        .world_mut()
        .resource_mut::<NextState<Page>>()
        .set(Page::Pause);
    game.frames(3);
    assert_eq!(game.focused(), "Resume");
    for (label, page) in [
        ("Garage", Page::Garage),
        ("Settings", Page::Preferences),
        ("Bad link", Page::BadLink),
    ] {
        game.choose(label);
        assert_eq!(game.page(), page);
        game.press(&[KeyCode::Escape]);
        assert_eq!(game.page(), Page::Pause);
    }
    game.choose("Leave match");
    assert!(matches!(game.heard()[..], [LinkCommand::Leave]));
    game.press(&[KeyCode::Escape]);
    assert_eq!(game.page(), Page::Closed);
}

#[test]
fn the_link_is_made_bad_and_good_again_by_keys() {
    let mut game = Game::new();
    let handicap = |game: &Game| *game.app.world().resource::<Handicap>();
    assert_eq!(handicap(&game), Handicap::default(), "it is off out of the box");
    game.app.world_mut().resource_mut::<Handicap>().jitter_ms = 7.0;
    game.app
        .world_mut()
        .resource_mut::<NextState<Screen>>()
        .set(Screen::Match);
    game.frames(3);
    game.app
        .world_mut()
        .resource_mut::<NextState<Page>>()
        .set(Page::BadLink);
    game.frames(3);
    assert_eq!(game.focused(), "Round trip");
    game.press(&[KeyCode::ArrowRight; 3]);
    assert!((handicap(&game).latency_ms - 100.0).abs() < 1e-6);
    game.go_to("Jitter");
    // What the command line asked for is among the choices.
    game.press(&[KeyCode::ArrowRight]);
    assert!((handicap(&game).jitter_ms - 10.0).abs() < 1e-6);
    game.press(&[KeyCode::ArrowLeft]);
    assert!((handicap(&game).jitter_ms - 7.0).abs() < 1e-6);
    game.go_to("Loss each way");
    game.press(&[KeyCode::ArrowRight; 2]);
    assert!((handicap(&game).loss_percent - 2.0).abs() < 1e-6);
    game.choose("Take it all off");
    game.frames(3);
    assert_eq!(handicap(&game), Handicap::default());
    assert_eq!(
        (game.page(), game.focused().as_str()),
        (Page::BadLink, "Round trip")
    );
    game.choose("Back");
    assert_eq!(game.page(), Page::Pause);
}

/// A home of a test's own with a folder of replays in it: one that is sound, one that is cut short, and one that is none.
fn recorded(name: &str) -> std::path::PathBuf {
    use hogs_shared::arena::{Arena, Inputs, Join, Opening, Rules};
    use hogs_shared::ids::{Chassis, HogId};
    use hogs_shared::mode::Mode;
    use hogs_shared::replay::Recorder;

    let data = hogs_client::data::find()
        .unwrap()
        .load("sty", "deathmatch")
        .unwrap();
    let rules = std::sync::Arc::new(Rules::new(Mode::Deathmatch, data).unwrap());
    let opening = Opening::of_seed(3);
    let mut arena = Arena::open(rules.clone(), &opening);
    let (mut recorder, mut file) = Recorder::begin(&rules, opening).unwrap();
    recorder.introduce(HogId(0), "Ada", false);
    for tick in 0..150 {
        let mut inputs = Inputs::default();
        if tick == 0 {
            inputs.joins.push(Join::new(HogId(0), Chassis::default()));
        }
        arena.step(&inputs);
        file.extend(recorder.tick(&inputs, arena.checksum()).into_iter().flatten());
    }
    file.extend(recorder.finish());
    let home = std::env::temp_dir().join(format!("hogs-menu-{}-{name}", std::process::id()));
    drop(std::fs::remove_dir_all(&home));
    let folder = home.join("replays");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("20260102-030405-sty-deathmatch.hogsreplay"), &file).unwrap();
    let cut = &file[..file.len() - 30];
    std::fs::write(folder.join("20260101-030405-sty-deathmatch.hogsreplay"), cut).unwrap();
    std::fs::write(folder.join("odd.hogsreplay"), b"not a replay").unwrap();
    home
}

/// Waits until the list of replays is there.
fn until_listed(game: &mut Game) {
    for _ in 0..2000 {
        if game
            .app
            .world()
            .resource::<Library>()
            .entries()
            .is_some_and(|entries| !entries.is_empty())
            && game.focused() != "Back"
        {
            game.frames(3);
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        game.frames(1);
    }
    panic!("nothing is listed");
}

#[test]
fn replays_are_listed_watched_and_deleted_by_keys_alone() {
    let mut game = Game::new();
    let home = recorded("replays");
    let folder = home.join("replays");
    game.app
        .world_mut()
        .insert_resource(hogs_client::home::Home::at(&home));
    game.choose("Replays");
    until_listed(&mut game);
    // The newest first: what has no date in its name goes by when it was changed.
    assert_eq!(game.focused(), "odd.hogsreplay");
    game.press(&[KeyCode::ArrowDown]);
    assert_eq!(game.focused(), "Sty, Deathmatch   2 s");
    game.press(&[KeyCode::Enter]);
    assert_eq!(
        (game.page(), game.focused()),
        (Page::ReplayFile, "Watch".to_owned())
    );
    game.press(&[KeyCode::Enter]);
    let asked = game.asked_of_replays();
    let newest = folder.join("20260102-030405-sty-deathmatch.hogsreplay");
    assert!(
        matches!(&asked[..], [ReplayCommand::Open(path)] if *path == newest),
        "{asked:?}"
    );
    // A hasty key keeps it, and Escape does.
    game.choose("Delete");
    assert_eq!(game.focused(), "Keep it");
    game.press(&[KeyCode::Enter]);
    assert_eq!(game.focused(), "Watch");
    game.choose("Delete");
    game.press(&[KeyCode::Escape]);
    assert_eq!(game.page(), Page::Replays);
    assert!(newest.exists());
    game.frames(20);
    assert_eq!(game.focused(), "Sty, Deathmatch   2 s", "one comes back to it");
    game.press(&[KeyCode::Enter]);
    game.choose("Delete");
    game.choose("Delete it");
    assert!(!newest.exists());
    game.frames(20);
    assert_eq!(game.page(), Page::Replays);
    // One that is broken can only be deleted.
    game.go_to("odd.hogsreplay");
    game.press(&[KeyCode::Enter]);
    assert_eq!(
        (game.page(), game.focused()),
        (Page::ReplayFile, "Delete".to_owned())
    );
    game.press(&[KeyCode::Escape, KeyCode::Escape]);
    assert_eq!(game.page(), Page::Front);
    drop(std::fs::remove_dir_all(home));
}
