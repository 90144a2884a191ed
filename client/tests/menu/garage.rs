//! The garage: what is looked at stands on the stand, what is chosen is driven and worn.

use bevy::input::ButtonState;
use bevy::input::gamepad::{RawGamepadAxisChangedEvent, RawGamepadEvent};
use bevy::prelude::*;
use hogs_client::link::LinkCommand;
use hogs_client::menu::Page;
use hogs_client::settings::Settings;
use hogs_client::view::stand::{Exhibit, Stand};
use hogs_shared::ids::{Chassis, Coat};
use hogs_shared::protocol::messages::ClientRequest;

use crate::game::Game;

fn stands(game: &Game) -> Option<Exhibit> {
    game.app.world().resource::<Stand>().exhibit
}

fn chosen(game: &Game) -> (Chassis, Coat) {
    let settings = game.app.world().resource::<Settings>();
    (settings.chassis, settings.coat)
}

/// The garage of somebody who drives a Boar.
fn garage() -> Game {
    let mut game = Game::new();
    {
        let mut settings = game.app.world_mut().resource_mut::<Settings>();
        (settings.chassis, settings.coat) = (Chassis::Boar, Coat::Works);
    }
    game.choose("Garage");
    assert_eq!(game.page(), Page::Garage);
    game
}

#[test]
fn what_is_looked_at_stands_there_and_what_is_chosen_is_driven() {
    let mut game = garage();
    assert_eq!(game.focused(), "Hog");
    let boar = stands(&game).unwrap();
    assert_eq!(boar.chassis, Chassis::Boar, "the own hog is looked at first");
    game.press(&[KeyCode::ArrowRight]);
    let other = stands(&game).unwrap();
    assert_eq!(other.chassis, Chassis::Razorback);
    assert!(other.half_m.y > boar.half_m.y, "as large as its figures say");
    assert_eq!(chosen(&game).0, Chassis::Boar, "to look is not to choose");
    game.press(&[KeyCode::Enter]);
    assert_eq!(chosen(&game).0, Chassis::Razorback);
    assert!(matches!(
        game.heard()[..],
        [LinkCommand::Ask(ClientRequest::Chassis(Chassis::Razorback))]
    ));
    assert_eq!((game.page(), game.focused().as_str()), (Page::Garage, "Hog"));
    // The figures are those of the data.
    for text in ["122 km/h", "1000 kg", "Bubble"] {
        assert!(game.reads(text), "{text}");
    }
    game.press(&[KeyCode::Escape]);
    assert_eq!(game.page(), Page::Front);
    assert_eq!(stands(&game), None, "the stand is cleared away");
}

#[test]
fn a_coat_is_put_on_at_once_by_a_pad() {
    let mut game = garage();
    let pad = game.plug_in();
    game.push(pad, GamepadButton::DPadDown);
    assert_eq!(game.focused(), "Paint");
    game.push(pad, GamepadButton::DPadLeft);
    assert_eq!(chosen(&game).1, Coat::Tar, "round the end");
    game.push(pad, GamepadButton::DPadLeft);
    assert_eq!(chosen(&game).1, Coat::Slate);
    assert_eq!(stands(&game).unwrap().coat, Coat::Slate);
    game.push(pad, GamepadButton::East);
    assert_eq!(game.page(), Page::Front);
    let heard = game.heard();
    assert!(heard.is_empty(), "there is no match to tell: {heard:?}");
}

#[test]
fn the_hog_is_turned_by_keys_and_by_the_right_stick() {
    let mut game = garage();
    let turned = |game: &Game| game.app.world().resource::<Stand>().turned();
    let before = turned(&game);
    game.send(KeyCode::KeyE, ButtonState::Pressed);
    game.frames(20);
    game.send(KeyCode::KeyE, ButtonState::Released);
    game.frames(2);
    let by_keys = turned(&game);
    assert!(by_keys.x != before.x, "{before}, {by_keys}");
    game.frames(5);
    assert_eq!(turned(&game), by_keys, "let go, it stays");
    // While a name is typed, letters are letters.
    game.go_to("Your name");
    game.send(KeyCode::KeyE, ButtonState::Pressed);
    game.frames(5);
    game.send(KeyCode::KeyE, ButtonState::Released);
    assert_eq!(turned(&game), by_keys);
    let gamepad = game.plug_in();
    for (axis, value) in [(GamepadAxis::RightStickX, 1.0), (GamepadAxis::RightStickY, -1.0)] {
        let event = RawGamepadAxisChangedEvent { gamepad, axis, value };
        game.app.world_mut().write_message(RawGamepadEvent::Axis(event));
    }
    game.frames(20);
    let by_stick = turned(&game);
    assert!(
        by_stick.x != by_keys.x && by_stick.y > by_keys.y,
        "{by_keys}, {by_stick}"
    );
}
