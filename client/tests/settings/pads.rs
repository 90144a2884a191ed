//! Pads in the menus: what they are called, what goes on while it is held, and letters for whoever has no keyboard.

use bevy::input::ButtonState;
use bevy::input::gamepad::{GamepadAxis, GamepadConnection, GamepadConnectionEvent};
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::prelude::*;
use bevy::window::PrimaryWindow;
use hogs_client::hud::KeyNames;
use hogs_client::input::Action;
use hogs_client::menu::Page;
use hogs_client::settings::Section;
use hogs_client::settings::speech::Tongue;

use crate::game::Game;

fn english(name: &str) -> Game {
    let mut game = Game::new(name);
    game.settings(|settings| settings.language.tongue = Tongue::English);
    game.frames(4);
    game
}

/// A pad of a maker that has just been plugged in.
fn plug_in(game: &mut Game, vendor_id: Option<u16>) -> Entity {
    let gamepad = game.app.world_mut().spawn_empty().id();
    let connection = GamepadConnection::Connected {
        name: "pad".to_owned(),
        vendor_id,
        product_id: None,
    };
    game.app
        .world_mut()
        .write_message(GamepadConnectionEvent { gamepad, connection });
    game.frames(2);
    gamepad
}

/// Whether a text is to be read anywhere.
fn reads(game: &mut Game, text: &str) -> bool {
    let world = game.app.world_mut();
    world
        .query::<&Text>()
        .iter(world)
        .any(|shown| shown.0.contains(text))
}

#[test]
fn hints_are_of_the_device_in_use_as_soon_as_it_is() {
    let mut game = english("hints");
    game.turn_to(Page::Browse);
    assert!(reads(
        &mut game,
        "Enter: join     F: keep a game     R: look again     Esc: back"
    ));
    let dual_sense = plug_in(&mut game, Some(0x054C));
    assert!(reads(&mut game, "Enter: join"), "nobody touched it yet");
    game.push(dual_sense, GamepadButton::DPadRight);
    let sony = "Cross: join     Square: keep a game     Triangle: look again     Circle: back";
    assert!(reads(&mut game, sony));
    let other = plug_in(&mut game, Some(0x057E));
    game.push(other, GamepadButton::DPadRight);
    assert!(reads(
        &mut game,
        "B: join     Y: keep a game     X: look again     A: back"
    ));
    game.press(&[KeyCode::ArrowRight]);
    assert!(reads(&mut game, "Enter: join"));
}

#[test]
fn keys_are_called_by_what_they_write() {
    let mut game = english("labels");
    let called = |game: &Game, action| game.app.world().resource::<KeyNames>().of(action).to_owned();
    let world = game.app.world_mut();
    let window = world
        .query_filtered::<Entity, With<PrimaryWindow>>()
        .single(world)
        .unwrap();
    for (key_code, wrote) in [(KeyCode::KeyW, "z"), (KeyCode::KeyQ, "a"), (KeyCode::KeyA, "q")] {
        game.app.world_mut().write_message(KeyboardInput {
            key_code,
            logical_key: Key::Character(wrote.into()),
            state: ButtonState::Pressed,
            text: None,
            repeat: false,
            window,
        });
        game.frames(1);
        game.send(key_code, ButtonState::Released);
        game.frames(2);
    }
    let driving = [Action::Forward, Action::TurnLeft, Action::SlideLeft];
    assert_eq!(driving.map(|action| called(&game, action)), ["Z", "Q", "A"]);
    game.turn_to(Page::Garage);
    assert!(reads(&mut game, "A, E or the mouse: turn the hog"));
    game.turn_to(Page::Bindings);
    assert!(reads(&mut game, "Z"));
}

#[test]
fn what_is_held_goes_on_and_pages_are_leapt() {
    let mut game = english("held");
    let pad = game.plug_in();
    let row = |game: &Game| game.focused();
    game.turn_to(Page::Bindings);
    game.press(&[KeyCode::Home]);
    assert_eq!(row(&game), "Device");
    game.press(&[KeyCode::PageDown]);
    // Device, ready-made, take, and seven actions.
    assert_eq!(row(&game), "Aim down");
    game.press(&[KeyCode::PageUp, KeyCode::PageUp]);
    assert_eq!(row(&game), "Device", "no further than the end");
    game.press(&[KeyCode::End]);
    assert_eq!(row(&game), "Back");
    game.press(&[KeyCode::PageDown]);
    assert_eq!(row(&game), "Back");
    for (button, label) in [
        (GamepadButton::LeftTrigger, "Display on or off"),
        (GamepadButton::RightTrigger, "Back"),
    ] {
        game.push(pad, button);
        assert_eq!(row(&game), label);
    }
    // A cross that is held goes through all of it, as a stick does.
    for held in [true, false] {
        game.press(&[KeyCode::Home]);
        let hold = |game: &mut Game, value| {
            if held {
                game.set_button(pad, GamepadButton::DPadDown, value);
            } else {
                game.tilt(pad, GamepadAxis::LeftStickY, -value);
            }
        };
        hold(&mut game, 1.0);
        assert_eq!(row(&game), "Ready-made", "one step at once");
        game.frames(15);
        assert_eq!(row(&game), "Ready-made");
        game.frames(60);
        let after = row(&game);
        assert!(
            after != "Ready-made" && after != "Take the ready-made ones",
            "{after}"
        );
        hold(&mut game, 0.0);
        game.frames(30);
        assert_eq!(row(&game), after);
    }
}

#[test]
fn a_name_is_written_by_a_pad_alone() {
    let mut game = english("letters");
    game.settings(|settings| settings.name = "Ann".to_owned());
    let pad = game.plug_in();
    game.turn_to(Page::Garage);
    let push = |game: &mut Game, buttons: &[GamepadButton]| {
        for &button in buttons {
            game.push(pad, button);
            game.frames(2);
        }
    };
    use GamepadButton::{DPadDown, DPadRight, DPadUp, East, LeftTrigger, South, Start, West};
    for _ in 0..20 {
        if game.focused() != "Your name" {
            push(&mut game, &[DPadDown]);
        }
    }
    assert_eq!(game.focused(), "Your name");
    push(&mut game, &[South]);
    for _ in 0..3 {
        push(&mut game, &[West]);
    }
    // The first letter stands under the mark; the shoulders make letters large and small.
    push(
        &mut game,
        &[LeftTrigger, DPadRight, South, LeftTrigger, DPadUp, South],
    );
    assert!(reads(&mut game, "B2|"));
    assert_eq!(game.chosen().name, "B2");
    push(&mut game, &[Start]);
    assert!(!reads(&mut game, "B2|"), "the board is put away");
    assert_eq!(
        (game.page(), game.focused().as_str()),
        (Page::Garage, "Your name")
    );
    // A key puts it away, too, and writes on.
    push(&mut game, &[South]);
    assert!(reads(&mut game, "B2|"));
    game.press(&[KeyCode::Escape]);
    assert!(!reads(&mut game, "B2|"));
    assert_eq!(game.page(), Page::Garage, "it is all that is put away");
    push(&mut game, &[East]);
    assert_eq!(game.page(), Page::Front);
    // Of an address as well.
    game.turn_to(Page::Address);
    push(&mut game, &[South]);
    assert!(reads(&mut game, "abc") || reads(&mut game, "ABC"));
    push(&mut game, &[East]);
    assert_eq!(game.page(), Page::Address);
    game.turn_to(Page::Options(Section::Controls));
}
