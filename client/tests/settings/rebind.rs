//! Every key, button and stick can be made to do something else, from the menu, and does so: at once, and at the next start.

use bevy::input::ButtonState;
use bevy::input::gamepad::GamepadAxis;
use bevy::prelude::*;
use hogs_client::bindings::{Action, Bindings, Device, Place, Scheme, Trigger};
use hogs_client::menu::Page;
use hogs_client::options::Options;
use hogs_client::phase::Screen;
use hogs_client::settings::Section;
use hogs_client::settings::speech::Tongue;
use hogs_client::words::Words;
use leafwing_input_manager::prelude::ActionState;

use crate::game::{Game, folder};

/// As many keys as there are actions, none of which moves about in menus.
const KEYS: [KeyCode; Action::ALL.len()] = [
    KeyCode::F1,
    KeyCode::F2,
    KeyCode::F3,
    KeyCode::F4,
    KeyCode::F5,
    KeyCode::F6,
    KeyCode::F7,
    KeyCode::F8,
    KeyCode::F9,
    KeyCode::F10,
    KeyCode::F11,
    KeyCode::F12,
    KeyCode::KeyA,
    KeyCode::KeyB,
    KeyCode::KeyC,
    KeyCode::KeyD,
    KeyCode::KeyE,
    KeyCode::KeyF,
    KeyCode::KeyG,
    KeyCode::KeyH,
    KeyCode::KeyI,
    KeyCode::KeyJ,
    KeyCode::KeyK,
    KeyCode::KeyL,
    KeyCode::KeyM,
    KeyCode::KeyN,
    KeyCode::KeyO,
    KeyCode::KeyP,
    KeyCode::KeyQ,
    KeyCode::KeyR,
    KeyCode::KeyS,
    KeyCode::KeyT,
    KeyCode::KeyU,
    KeyCode::KeyV,
    KeyCode::KeyW,
    KeyCode::KeyX,
    KeyCode::KeyY,
    KeyCode::KeyZ,
    KeyCode::Numpad1,
    KeyCode::Numpad2,
    KeyCode::Numpad3,
    KeyCode::Numpad4,
    KeyCode::Numpad5,
    KeyCode::Numpad6,
    KeyCode::Numpad7,
    KeyCode::Numpad8,
    KeyCode::Numpad9,
    KeyCode::Numpad0,
    KeyCode::Digit0,
    KeyCode::Digit1,
    KeyCode::Digit2,
    KeyCode::Digit3,
    KeyCode::Digit4,
    KeyCode::Digit5,
    KeyCode::Digit6,
    KeyCode::Digit7,
    KeyCode::Digit8,
    KeyCode::Digit9,
    KeyCode::Minus,
    KeyCode::Equal,
    KeyCode::BracketLeft,
    KeyCode::BracketRight,
    KeyCode::Semicolon,
    KeyCode::Quote,
    KeyCode::Backquote,
    KeyCode::Backslash,
    KeyCode::Comma,
    KeyCode::Period,
];

fn english(game: &mut Game) {
    game.settings(|settings| settings.language.tongue = Tongue::English);
    game.frames(4);
}

fn title(action: Action) -> String {
    Words::default().say(&format!("action-{}", action.name()))
}

/// Into a match, in which nothing happens.
fn play(game: &mut Game) {
    game.app
        .world_mut()
        .resource_mut::<NextState<Screen>>()
        .set(Screen::Match);
    game.frames(4);
    assert_eq!(game.page(), Page::Closed);
}

fn pressed(game: &mut Game) -> Vec<Action> {
    let world = game.app.world_mut();
    let mut players = world.query::<&ActionState<Action>>();
    let actions = players.single(world).unwrap();
    Action::ALL
        .into_iter()
        .filter(|action| actions.pressed(action))
        .collect()
}

#[test]
fn every_action_gets_another_key_and_keeps_it() {
    let home = folder("rebind");
    let mut game = Game::at(home.clone(), Options::default());
    english(&mut game);
    game.turn_to(Page::Bindings);
    for (action, key) in Action::ALL.into_iter().zip(KEYS) {
        game.go_to(&title(action));
        game.press(&[KeyCode::Enter, key]);
        game.frames(4);
        let bound = game.chosen().bindings;
        assert_eq!(
            bound.slots(action, Device::Keys)[0],
            Some(Trigger::Key(key)),
            "{action:?}"
        );
        assert_eq!(bound.action_of(Trigger::Key(key)), Some(action));
        assert_eq!(game.focused(), title(action), "the focus stays where it was");
    }
    game.press(&[KeyCode::Escape, KeyCode::Escape, KeyCode::Escape]);
    game.frames(60);
    let wanted = game.chosen().bindings;
    drop(game);
    let mut game = Game::at(home, Options::default());
    assert_eq!(game.chosen().bindings, wanted);
    play(&mut game);
    for (action, key) in Action::ALL.into_iter().zip(KEYS) {
        // These open something, in which keys are no actions.
        if matches!(
            action,
            Action::Menu | Action::Chat | Action::TeamChat | Action::Phrases
        ) {
            continue;
        }
        game.send(key, ButtonState::Pressed);
        game.frames(1);
        assert_eq!(pressed(&mut game), [action], "{key:?}");
        game.send(key, ButtonState::Released);
        game.frames(2);
    }
    // Escape opens the menu however all is bound, and so does what was bound to it.
    for key in [KEYS[Action::Menu.index()], KeyCode::Escape] {
        game.press(&[key]);
        assert_eq!(game.page(), Page::Pause);
        game.press(&[KeyCode::Escape]);
        game.frames(2);
        assert_eq!(game.page(), Page::Closed);
    }
}

#[test]
fn every_action_gets_another_button_of_the_pad() {
    let mut game = Game::new("rebind-pad");
    english(&mut game);
    let pad = game.plug_in();
    game.turn_to(Page::Bindings);
    game.go_to("Device");
    game.push(pad, GamepadButton::DPadRight);
    game.frames(4);
    for action in Action::ALL {
        for _ in 0..60 {
            if game.focused() == title(action) {
                break;
            }
            game.push(pad, GamepadButton::DPadDown);
        }
        game.push(pad, GamepadButton::South);
        game.push(pad, GamepadButton::North);
        game.frames(4);
        let bound = game.chosen().bindings;
        let north = Trigger::Pad(GamepadButton::North);
        assert_eq!(bound.slots(action, Device::Pad)[0], Some(north), "{action:?}");
        let others = Action::ALL
            .into_iter()
            .filter(|other| *other != action && other.meets(action));
        for other in others {
            assert!(bound.triggers(other).all(|bound| bound != north), "{other:?}");
        }
    }
    // A direction of a stick, too.
    game.push(pad, GamepadButton::South);
    game.tilt(pad, GamepadAxis::RightStickY, -0.9);
    game.frames(2);
    game.tilt(pad, GamepadAxis::RightStickY, 0.0);
    game.frames(4);
    let down = Trigger::Stick {
        axis: GamepadAxis::RightStickY,
        positive: false,
    };
    let last = Action::ALL[Action::ALL.len() - 1];
    assert_eq!(game.chosen().bindings.slots(last, Device::Pad)[0], Some(down));
}

#[test]
fn what_loses_its_key_is_told_and_can_be_given_it_back() {
    let mut game = Game::new("conflict");
    english(&mut game);
    game.turn_to(Page::Bindings);
    game.go_to("Fire");
    game.press(&[KeyCode::ArrowRight, KeyCode::Enter, KeyCode::Space]);
    game.frames(4);
    let bound = game.chosen().bindings;
    assert_eq!(bound.action_of(Trigger::Key(KeyCode::Space)), Some(Action::Fire));
    assert_eq!(bound.slots(Action::Jump, Device::Keys), [None, None]);
    let told = |game: &mut Game| {
        let world = game.app.world_mut();
        let texts: Vec<String> = world
            .query::<&Text>()
            .iter(world)
            .map(|text| text.0.clone())
            .collect();
        texts.into_iter().find(|text| text.contains("has lost it"))
    };
    assert_eq!(
        told(&mut game).as_deref(),
        Some("Space now does “Fire”, and “Jump” has lost it.")
    );
    // The last cell of a row gives it back what is usual.
    game.go_to("Jump");
    game.press(&[
        KeyCode::ArrowRight,
        KeyCode::ArrowRight,
        KeyCode::ArrowRight,
        KeyCode::Enter,
    ]);
    game.frames(4);
    assert_eq!(
        game.chosen().bindings.action_of(Trigger::Key(KeyCode::Space)),
        Some(Action::Jump)
    );
    assert!(told(&mut game).is_some_and(|text| text.contains("“Fire” has lost it")));
    // The one before it takes both away.
    game.press(&[KeyCode::ArrowLeft, KeyCode::Enter]);
    game.frames(4);
    assert_eq!(
        game.chosen().bindings.slots(Action::Jump, Device::Keys),
        [None, None]
    );
    game.go_to("Take the ready-made ones");
    game.press(&[KeyCode::Enter]);
    assert_eq!(game.chosen().bindings, Bindings::default());
}

#[test]
fn listening_is_given_up_by_escape_and_by_patience() {
    let mut game = Game::new("given-up");
    english(&mut game);
    game.turn_to(Page::Bindings);
    game.go_to("Jump");
    let before = game.chosen().bindings;
    game.press(&[KeyCode::Enter, KeyCode::Escape]);
    assert_eq!(
        (game.page(), game.chosen().bindings),
        (Page::Bindings, before.clone())
    );
    game.press(&[KeyCode::Enter]);
    // Longer than anybody waits: 16 ms a frame.
    game.frames(450);
    game.press(&[KeyCode::ArrowDown]);
    assert_eq!(game.chosen().bindings, before, "an arrow moves the focus again");
    assert_ne!(game.focused(), "Jump");
}

#[test]
fn a_mouse_alone_binds_its_own_buttons() {
    let mut game = Game::new("mouse-binds");
    english(&mut game);
    game.turn_to(Page::Bindings);
    let world = game.app.world_mut();
    let mut cells = world.query::<(Entity, &hogs_client::menu::widgets::Cell)>();
    let first = cells
        .iter(world)
        .find(|(_, cell)| cell.row == Action::Forward.index() && cell.column == 1)
        .map(|(cell, _)| cell)
        .unwrap();
    let at = game.place(first).center();
    game.click(at);
    game.click(at);
    game.frames(4);
    let left = Trigger::Mouse(MouseButton::Left);
    assert_eq!(game.chosen().bindings.action_of(left), Some(Action::Forward));
    assert_eq!(game.page(), Page::Bindings);
}

#[test]
fn ready_made_bindings_for_one_hand_are_taken_over() {
    let mut game = Game::new("one-hand");
    english(&mut game);
    game.turn_to(Page::Bindings);
    game.go_to("Ready-made");
    game.press(&[KeyCode::ArrowRight]);
    game.go_to("Take the ready-made ones");
    game.press(&[KeyCode::Enter]);
    game.frames(4);
    let bound = game.chosen().bindings;
    let wanted = Scheme::LeftHand.bindings();
    for action in Action::ALL {
        assert_eq!(
            bound.slots(action, Device::Keys),
            wanted.slots(action, Device::Keys)
        );
        assert_eq!(
            bound.slots(action, Device::Pad),
            Bindings::default().slots(action, Device::Pad)
        );
    }
    play(&mut game);
    game.send(KeyCode::Space, ButtonState::Pressed);
    game.frames(1);
    // Whoever looks on has other things on the same keys.
    let mut driving = pressed(&mut game);
    driving.retain(|action| action.meets(Action::Fire));
    assert_eq!(driving, [Action::Fire]);
}

#[test]
fn what_is_bound_to_the_menu_opens_that_of_a_replay() {
    let mut game = Game::new("replay-menu");
    let place = Place {
        action: Action::Menu,
        device: Device::Keys,
        slot: 0,
    };
    game.settings(|settings| {
        settings.bindings.bind(place, Some(Trigger::Key(KeyCode::KeyM)));
    });
    game.app
        .world_mut()
        .resource_mut::<NextState<Screen>>()
        .set(Screen::Replay);
    game.frames(6);
    for key in [KeyCode::KeyM, KeyCode::Escape] {
        assert_eq!(game.page(), Page::Closed);
        // However long it is held, it opens the menu and does not close it.
        game.send(key, ButtonState::Pressed);
        game.frames(5);
        game.send(key, ButtonState::Released);
        game.frames(2);
        assert_eq!(game.page(), Page::ReplayMenu, "{key:?}");
        game.send(KeyCode::Escape, ButtonState::Pressed);
        game.frames(5);
        game.send(KeyCode::Escape, ButtonState::Released);
        game.frames(2);
    }
    assert_eq!(game.page(), Page::Closed);
}

#[test]
fn bindings_lead_back_to_where_they_were_opened() {
    let mut game = Game::new("back-to");
    english(&mut game);
    for section in [Section::Accessibility, Section::Controls] {
        game.turn_to(Page::Options(section));
        game.go_to("Keys and buttons");
        game.press(&[KeyCode::Enter]);
        assert_eq!(game.page(), Page::Bindings);
        game.press(&[KeyCode::Escape]);
        assert_eq!(game.page(), Page::Options(section));
        assert_eq!(game.focused(), "Keys and buttons");
    }
}
