//! Games to join: the list keeps its focus, and is sorted, thinned out and kept by keys alone and by a pad alone.

use std::time::Duration;

use bevy::prelude::*;
use hogs_client::discovery::{Discovery, Found};
use hogs_client::home::Home;
use hogs_client::link::{LinkCommand, Place};
use hogs_client::lookout::{Look, Lookout};
use hogs_client::menu::Page;
use hogs_client::server_book::ServerBook;
use hogs_shared::protocol::join::Sight;

use crate::game::Game;

/// A game on the network as it is announced.
fn announced(id: &str) -> Found {
    Found {
        id: id.to_owned(),
        name: format!("Game {id}"),
        map: "sty".to_owned(),
        mode: "deathmatch".to_owned(),
        players: 1,
        seats: 16,
        addresses: vec!["10.0.0.7:27500".parse().unwrap()],
        fingerprint: None,
        same_version: true,
    }
}

/// A home of a test's own.
fn home(name: &str) -> Home {
    let folder = std::env::temp_dir().join(format!("hogs-browse-{}-{name}", std::process::id()));
    drop(std::fs::remove_dir_all(&folder));
    Home::at(&folder)
}

/// The list of one who keeps three games, of which all is known.
fn keeper(name: &str) -> (Game, Home) {
    let home = home(name);
    let mut game = Game::new();
    let mut book = ServerBook::load(&home);
    for (address, players, ping) in [("a:1", 3, 80), ("b:1", 16, 20), ("c:1", 0, 5)] {
        book.toggle(address, "").unwrap();
        let sight = Sight {
            server: format!("Server {}", &address[..1]),
            map: "sty".to_owned(),
            mode: "deathmatch".to_owned(),
            players,
            seats: 16,
            locked: players == 3,
        };
        let seen = Look::Seen(sight, Duration::from_millis(ping));
        game.app
            .world_mut()
            .resource_mut::<Lookout>()
            .take_in(address, seen);
    }
    game.app.world_mut().insert_resource(book);
    game.choose("Find a game");
    assert_eq!(game.page(), Page::Browse);
    (game, home)
}

#[test]
fn the_list_of_games_keeps_the_focus_where_it_is() {
    let mut game = Game::new();
    game.choose("Find a game");
    assert_eq!(game.page(), Page::Browse);
    assert_eq!(game.focused(), "Show");
    let take_in = |game: &mut Game, id: &str, players: u16| {
        let found = Found {
            players,
            ..announced(id)
        };
        let mut discovery = game.app.world_mut().resource_mut::<Discovery>();
        discovery.take_in(id, found);
        game.frames(3);
    };
    let forget = |game: &mut Game, id: &str| {
        game.app.world_mut().resource_mut::<Discovery>().forget(id);
        game.frames(3);
    };
    take_in(&mut game, "c", 1);
    assert_eq!(game.focused(), "Game c", "the first game has the focus at once");
    take_in(&mut game, "a", 1);
    take_in(&mut game, "d", 1);
    assert_eq!(game.focused(), "Game c");
    take_in(&mut game, "c", 2);
    assert_eq!(game.focused(), "Game c");
    assert!(game.reads("2/16"));
    forget(&mut game, "c");
    assert_eq!(game.focused(), "Game d", "the one that took its place");
    forget(&mut game, "d");
    assert_eq!(game.focused(), "Game a");
    game.go_to("Back");
    take_in(&mut game, "b", 1);
    assert_eq!(game.focused(), "Back");
    game.press(&[KeyCode::ArrowUp, KeyCode::ArrowUp, KeyCode::Enter]);
    let heard = game.heard();
    assert!(
        matches!(&heard[..], [LinkCommand::Join(Place::Found(found))] if found.id == "b"),
        "{heard:?}"
    );
}

#[test]
fn games_are_chosen_sorted_and_left_out_by_keys_alone() {
    let (mut game, home) = keeper("keys");
    // From the network to those that are kept.
    game.press(&[KeyCode::ArrowRight, KeyCode::Enter]);
    assert_eq!(game.focused(), "Show", "the focus stays where it was");
    for text in ["Server a", "3/16", "80 ms", "Password"] {
        assert!(game.reads(text), "{text}");
    }
    let order = |game: &mut Game| -> Vec<String> {
        game.go_to("Sort by");
        let mut order = Vec::new();
        for _ in 0..8 {
            game.press(&[KeyCode::ArrowDown]);
            let label = game.focused();
            if label.starts_with("Server") && !order.contains(&label) {
                order.push(label);
            }
        }
        order
    };
    assert_eq!(order(&mut game), ["Server a", "Server b", "Server c"]);
    // By players, the second field: from the first, once to the right.
    game.go_to("Sort by");
    game.press(&[KeyCode::ArrowLeft; 4]);
    game.press(&[KeyCode::ArrowRight, KeyCode::Enter]);
    assert!(game.reads("Players ↓"));
    assert_eq!(order(&mut game), ["Server b", "Server a", "Server c"]);
    // Without those that are full, and without those that are empty.
    game.go_to("Show");
    game.press(&[KeyCode::ArrowRight; 5]);
    game.press(&[KeyCode::Enter, KeyCode::ArrowLeft, KeyCode::Enter]);
    assert_eq!(order(&mut game), ["Server a"]);
    game.go_to("Server a");
    game.press(&[KeyCode::Enter]);
    let heard = game.heard();
    assert!(
        matches!(&heard[..], [LinkCommand::Join(Place::Address { address, .. })] if address == "a:1"),
        "{heard:?}"
    );
    drop(std::fs::remove_dir_all(home.file("")));
}

#[test]
fn games_are_kept_and_let_go_by_a_key_and_by_a_pad() {
    let (mut game, home) = keeper("kept");
    let mut discovery = game.app.world_mut().resource_mut::<Discovery>();
    discovery.take_in("x", announced("x"));
    game.frames(3);
    assert_eq!(game.focused(), "Game x");
    let kept = |game: &Game| {
        let book = game.app.world().resource::<ServerBook>();
        book.is_favourite("10.0.0.7:27500")
    };
    assert!(!kept(&game));
    game.press(&[KeyCode::KeyF]);
    assert!(kept(&game));
    assert_eq!(game.focused(), "Game x", "the focus stays on it");
    assert_eq!(ServerBook::load(&home).favourites().len(), 4, "it is on disk");
    let pad = game.plug_in();
    game.push(pad, GamepadButton::West);
    assert!(!kept(&game));
    assert_eq!(ServerBook::load(&home).favourites().len(), 3);
    // With R everything is looked at again.
    let of = |game: &Game| game.app.world().resource::<Lookout>().of("a:1").cloned();
    assert!(matches!(of(&game), Some(Look::Seen(..))));
    game.press(&[KeyCode::KeyR]);
    assert!(!matches!(of(&game), Some(Look::Seen(..))));
    game.push(pad, GamepadButton::East);
    assert_eq!(game.page(), Page::Front);
    drop(std::fs::remove_dir_all(home.file("")));
}
