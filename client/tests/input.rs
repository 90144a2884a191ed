//! Keys become controls: nothing pressed is lost, nothing counts while a menu is open, and the aim can be led by keys.

use bevy::input::InputPlugin;
use bevy::input::gamepad::{
    GamepadAxis, GamepadConnection, GamepadConnectionEvent, RawGamepadAxisChangedEvent,
    RawGamepadButtonChangedEvent, RawGamepadEvent,
};
use bevy::input::mouse::AccumulatedMouseMotion;
use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use hogs_client::bindings::{Bindings, Scheme};
use hogs_client::input::aim::{Aim, Turn};
use hogs_client::input::phrases::{Gesture, PhraseList};
use hogs_client::input::{self, Pilot, Typing};
use hogs_client::menu::Page;
use hogs_client::phase::{self, Screen};
use hogs_client::settings::Settings;
use hogs_shared::arena::controls::{Buttons, Controls};
use hogs_shared::weapon::Weapon;
use leafwing_input_manager::user_input::Buttonlike;

fn game() -> App {
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, StatesPlugin, InputPlugin))
        .init_state::<Screen>()
        .init_state::<Page>()
        .insert_resource(Settings::default())
        .init_resource::<AccumulatedMouseMotion>()
        .add_plugins((phase::plugin, input::plugin));
    app.finish();
    app.cleanup();
    app.world_mut()
        .resource_mut::<NextState<Screen>>()
        .set(Screen::Match);
    app.update();
    app.update();
    app
}

fn take(app: &mut App) -> Controls {
    app.world_mut().resource_mut::<Pilot>().take()
}

/// A pad that has just been plugged in.
fn plug_in(app: &mut App) -> Entity {
    let gamepad = app.world_mut().spawn_empty().id();
    let connection = GamepadConnection::Connected {
        name: "pad".to_owned(),
        vendor_id: None,
        product_id: None,
    };
    app.world_mut()
        .write_message(GamepadConnectionEvent { gamepad, connection });
    app.update();
    gamepad
}

fn tilt(app: &mut App, gamepad: Entity, axis: GamepadAxis, value: f32) {
    let event = RawGamepadAxisChangedEvent { gamepad, axis, value };
    app.world_mut().write_message(RawGamepadEvent::Axis(event));
    app.update();
}

fn set(app: &mut App, change: impl FnOnce(&mut Settings)) {
    change(&mut app.world_mut().resource_mut::<Settings>());
    app.update();
}

#[test]
fn sticks_drive_by_how_far_they_are_pushed_past_the_dead_zone() {
    let mut app = game();
    let pad = plug_in(&mut app);
    let throttle = |app: &mut App| take(app).throttle;
    tilt(&mut app, pad, GamepadAxis::LeftStickY, 0.1);
    assert_eq!(throttle(&mut app), 0, "within the dead zone");
    tilt(&mut app, pad, GamepadAxis::LeftStickY, 0.575);
    let half = throttle(&mut app);
    assert!((i32::from(half) - 63).abs() <= 2, "{half}");
    set(&mut app, |settings| settings.controls.dead_zone = 0.5);
    assert!(throttle(&mut app) < 25, "a larger dead zone leaves less");
    tilt(&mut app, pad, GamepadAxis::LeftStickY, -1.0);
    assert_eq!(throttle(&mut app), -127);
}

/// How far the aim turns in a frame in which something was done.
fn turned(app: &mut App, act: impl FnOnce(&mut App)) -> Vec2 {
    let at = |app: &App| {
        let aim = app.world().resource::<Aim>();
        Vec2::new(aim.yaw, aim.pitch)
    };
    *app.world_mut().resource_mut::<Aim>() = Aim::default();
    act(app);
    let now = at(app);
    app.world_mut().resource_mut::<AccumulatedMouseMotion>().delta = Vec2::ZERO;
    now
}

#[test]
fn mouse_and_stick_each_have_their_speed_and_direction() {
    let mut app = game();
    app.insert_resource(bevy::time::TimeUpdateStrategy::ManualDuration(
        std::time::Duration::from_millis(16),
    ));
    let pad = plug_in(&mut app);
    let mouse = |app: &mut App| {
        turned(app, |app| {
            let motion = bevy::input::mouse::MouseMotion {
                delta: Vec2::new(10.0, -20.0),
            };
            app.world_mut().write_message(motion);
            app.update();
        })
    };
    let stick = |app: &mut App, push: f32| {
        let turn = turned(app, |app| tilt(app, pad, GamepadAxis::RightStickY, push));
        tilt(app, pad, GamepadAxis::RightStickY, 0.0);
        turn
    };
    let usual = (mouse(&mut app), stick(&mut app, 1.0), stick(&mut app, 0.5));
    assert!(usual.0.x < 0.0 && usual.0.y > 0.0 && usual.1.y > 0.0, "{usual:?}");
    assert!(usual.2.y < usual.1.y * 0.5, "finer near the middle: {usual:?}");
    set(&mut app, |settings| settings.controls.mouse_sensitivity = 2.0);
    assert!((mouse(&mut app).y - usual.0.y * 2.0).abs() < 1e-5);
    assert!(
        (stick(&mut app, 1.0).y - usual.1.y).abs() < 1e-5,
        "the stick has its own"
    );
    set(&mut app, |settings| {
        settings.controls.mouse_sensitivity = 1.0;
        settings.controls.stick_sensitivity = 0.5;
        settings.controls.invert_mouse = true;
    });
    assert!((mouse(&mut app).y + usual.0.y).abs() < 1e-5, "upside down");
    assert!((stick(&mut app, 1.0).y - usual.1.y * 0.5).abs() < 1e-5);
    set(&mut app, |settings| {
        settings.controls.stick_sensitivity = 1.0;
        settings.controls.invert_stick = true;
        settings.controls.stick_curve = 1.0;
    });
    assert!((stick(&mut app, 1.0).y + usual.1.y).abs() < 1e-5);
    assert!(
        -stick(&mut app, 0.5).y > usual.2.y,
        "an even curve turns more half way"
    );
}

#[test]
fn what_is_toggled_stays_until_the_next_press() {
    let mut app = game();
    set(&mut app, |settings| {
        settings.controls.toggle_fire = true;
        settings.controls.toggle_look_back = true;
    });
    let tap = |app: &mut App, key: KeyCode| {
        key.press(app.world_mut());
        app.update();
        key.release(app.world_mut());
        app.update();
    };
    tap(&mut app, KeyCode::ControlLeft);
    for _ in 0..3 {
        app.update();
        assert!(take(&mut app).buttons.holds(Buttons::FIRE), "one press fires on");
    }
    tap(&mut app, KeyCode::ShiftLeft);
    take(&mut app);
    app.update();
    assert!(
        !take(&mut app).buttons.holds(Buttons::BOOST),
        "what is not toggled is held"
    );
    KeyCode::ControlLeft.press(app.world_mut());
    app.update();
    assert!(
        !take(&mut app).buttons.holds(Buttons::FIRE),
        "the next one ends it at once"
    );
    KeyCode::ControlLeft.release(app.world_mut());
    app.update();
    tap(&mut app, KeyCode::KeyR);
    assert!(app.world().resource::<Aim>().look_back);
    tap(&mut app, KeyCode::KeyR);
    app.update();
    assert!(!app.world().resource::<Aim>().look_back);
    // A menu lets go.
    tap(&mut app, KeyCode::ControlLeft);
    app.world_mut().resource_mut::<NextState<Page>>().set(Page::Pause);
    app.update();
    app.world_mut()
        .resource_mut::<NextState<Page>>()
        .set(Page::Closed);
    app.update();
    app.update();
    take(&mut app);
    app.update();
    assert!(!take(&mut app).buttons.holds(Buttons::FIRE));
}

#[test]
fn keys_drive() {
    let mut app = game();
    for key in [KeyCode::KeyW, KeyCode::KeyD, KeyCode::ShiftLeft] {
        key.press(app.world_mut());
    }
    app.update();
    let controls = take(&mut app);
    assert_eq!(
        (controls.throttle, controls.steer),
        (127, -127),
        "right is a negative turn"
    );
    assert!(controls.buttons.holds(Buttons::BOOST) && !controls.buttons.holds(Buttons::FIRE));
    KeyCode::KeyW.release(app.world_mut());
    app.update();
    assert_eq!(take(&mut app).throttle, 0);
}

#[test]
fn a_press_between_two_ticks_reaches_exactly_one() {
    let mut app = game();
    KeyCode::Space.press(app.world_mut());
    app.update();
    KeyCode::Space.release(app.world_mut());
    app.update();
    app.update();
    assert!(
        take(&mut app).buttons.holds(Buttons::JUMP),
        "no tick fell between press and release"
    );
    assert!(!take(&mut app).buttons.holds(Buttons::JUMP));
}

#[test]
fn a_tap_within_one_frame_counts() {
    let mut app = game();
    KeyCode::Digit2.press(app.world_mut());
    KeyCode::Digit2.release(app.world_mut());
    KeyCode::Space.press(app.world_mut());
    KeyCode::Space.release(app.world_mut());
    app.update();
    let controls = take(&mut app);
    assert_eq!(controls.weapon, Weapon::Rocket);
    assert!(controls.buttons.holds(Buttons::JUMP));
    app.update();
    assert!(!take(&mut app).buttons.holds(Buttons::JUMP));
}

#[test]
fn nothing_counts_while_a_menu_is_open_or_a_line_is_typed() {
    let mut app = game();
    KeyCode::KeyW.press(app.world_mut());
    app.world_mut().resource_mut::<NextState<Page>>().set(Page::Pause);
    app.update();
    app.update();
    assert_eq!(take(&mut app).throttle, 0);
    app.world_mut()
        .resource_mut::<NextState<Page>>()
        .set(Page::Closed);
    app.update();
    app.update();
    assert_eq!(take(&mut app).throttle, 127);
    app.world_mut().resource_mut::<Typing>().0 = true;
    app.update();
    assert_eq!(take(&mut app).throttle, 0);
}

#[test]
fn escape_opens_the_menu_of_the_match() {
    let mut app = game();
    KeyCode::Escape.press(app.world_mut());
    app.update();
    app.update();
    assert_eq!(*app.world().resource::<State<Page>>().get(), Page::Pause);
}

#[test]
fn the_aim_follows_the_nose_until_a_hand_takes_it() {
    let frame = 1.0 / 60.0;
    let mut aim = Aim::default();
    let nose = Some(Vec2::new(1.0, 0.1));
    for _ in 0..120 {
        aim.turn(
            &Turn {
                nose,
                ..Turn::default()
            },
            frame,
        );
    }
    assert!(
        (aim.yaw - 1.0).abs() < 0.01 && (aim.pitch - 0.1).abs() < 0.01,
        "{aim:?}"
    );
    // An arrow key turns it aside; after a while it comes back.
    for _ in 0..30 {
        aim.turn(
            &Turn {
                nose,
                arrows: Vec2::new(0.03, 0.0),
                ..Turn::default()
            },
            frame,
        );
    }
    assert!(aim.yaw > 1.5, "{aim:?}");
    for _ in 0..300 {
        aim.turn(
            &Turn {
                nose,
                ..Turn::default()
            },
            frame,
        );
    }
    assert!((aim.yaw - 1.0).abs() < 0.02, "{aim:?}");
    // The mouse puts it somewhere, and there it stays though the hog turns.
    aim.turn(
        &Turn {
            nose,
            hand: Vec2::new(-0.5, 0.0),
            ..Turn::default()
        },
        frame,
    );
    for step in 0..60 {
        let nose = Some(Vec2::new(1.0 + step as f32 * 0.02, 0.0));
        aim.turn(
            &Turn {
                nose,
                ..Turn::default()
            },
            frame,
        );
    }
    assert!((aim.yaw - 0.5).abs() < 0.02, "{aim:?}");
}

/// What was said and shown, kept for the test to look at.
#[derive(Resource, Default)]
struct Said(Vec<Gesture>);

fn speaking(bindings: Bindings) -> App {
    let mut app = game();
    app.init_resource::<Said>().add_systems(
        Last,
        |mut gestures: MessageReader<Gesture>, mut said: ResMut<Said>| said.0.extend(gestures.read()),
    );
    set(&mut app, |settings| settings.bindings = bindings);
    app.update();
    app
}

fn said(app: &mut App) -> Vec<Gesture> {
    std::mem::take(&mut app.world_mut().resource_mut::<Said>().0)
}

/// Holds a key for some frames, and lets it go. What is asked of the hog meanwhile.
fn hold(app: &mut App, key: KeyCode) -> Vec<Controls> {
    key.press(app.world_mut());
    let asked = frames(app);
    key.release(app.world_mut());
    [asked, frames(app)].concat()
}

fn frames(app: &mut App) -> Vec<Controls> {
    let frame = |_| {
        app.update();
        take(app)
    };
    (0..5).map(frame).collect()
}

/// Presses a button of a pad so far. What is asked of the hog in the frames after.
fn press(app: &mut App, gamepad: Entity, button: GamepadButton, value: f32) -> Vec<Controls> {
    let event = RawGamepadButtonChangedEvent {
        gamepad,
        button,
        value,
    };
    app.world_mut().write_message(RawGamepadEvent::Button(event));
    frames(app)
}

fn page(app: &App) -> Page {
    *app.world().resource::<State<Page>>().get()
}

#[test]
fn what_the_list_of_phrases_takes_does_nothing_else_however_long_it_is_held() {
    let mut app = speaking(Bindings::default());
    hold(&mut app, KeyCode::KeyB);
    let asked = hold(&mut app, KeyCode::Digit3);
    assert_eq!(said(&mut app), [Gesture::Say(2)]);
    assert!(
        asked.iter().all(|asked| asked.weapon == Weapon::Autocannon),
        "{asked:?}"
    );
    // The next time it is a weapon again.
    let asked = hold(&mut app, KeyCode::Digit3);
    assert_eq!(asked.last().map(|asked| asked.weapon), Some(Weapon::Mine));
    assert_eq!(said(&mut app), []);
    // The menu key closes the list, and only then opens the menu.
    hold(&mut app, KeyCode::KeyB);
    hold(&mut app, KeyCode::Escape);
    assert_eq!(page(&app), Page::Closed);
    assert!(!app.world().resource::<PhraseList>().is_open());
    hold(&mut app, KeyCode::Escape);
    assert_eq!(page(&app), Page::Pause);
}

#[test]
fn on_a_pad_what_says_a_phrase_takes_no_weapon() {
    let mut app = speaking(Bindings::default());
    let gamepad = plug_in(&mut app);
    let mut push = |button| {
        let mut asked = Vec::new();
        for value in [1.0, 0.0] {
            asked.extend(press(&mut app, gamepad, button, value));
        }
        (asked, said(&mut app))
    };
    push(GamepadButton::DPadDown);
    push(GamepadButton::DPadDown);
    let (asked, said) = push(GamepadButton::DPadRight);
    assert_eq!(said, [Gesture::Say(1)]);
    assert!(
        asked.iter().all(|asked| asked.weapon == Weapon::Autocannon),
        "{asked:?}"
    );
    let (asked, said) = push(GamepadButton::DPadRight);
    assert_eq!(asked.last().map(|asked| asked.weapon), Some(Weapon::Mine));
    assert_eq!(said, []);
}

/// What is asked of the hog with the trigger pulled so far: whether it fires, frame by frame.
fn pull(app: &mut App, gamepad: Entity, value: f32) -> Vec<bool> {
    let asked = press(app, gamepad, GamepadButton::RightTrigger2, value);
    asked
        .iter()
        .map(|asked| asked.buttons.holds(Buttons::FIRE))
        .collect()
}

#[test]
fn a_trigger_fires_as_soon_as_it_gives() {
    let mut app = game();
    let gamepad = plug_in(&mut app);
    for (value, fires) in [(0.3, true), (0.0, false), (0.8, true), (0.2, true), (0.0, false)] {
        let fired = pull(&mut app, gamepad, value);
        assert_eq!(fired.last(), Some(&fires), "at {value}: {fired:?}");
    }
}

#[test]
fn a_trigger_that_is_pulled_a_little_toggles_once() {
    let mut app = game();
    set(&mut app, |settings| settings.controls.toggle_fire = true);
    let gamepad = plug_in(&mut app);
    for (value, fires) in [
        (0.1, true),
        (0.4, true),
        (0.2, true),
        (0.0, true),
        (0.3, false),
        (0.0, false),
    ] {
        let fired = pull(&mut app, gamepad, value);
        assert!(
            fired[1..].iter().all(|fire| *fire == fires),
            "at {value}: {fired:?}"
        );
    }
}

#[test]
fn a_right_hand_says_phrases_on_the_number_pad() {
    let mut app = speaking(Scheme::RightHand.bindings());
    set(&mut app, |settings| settings.controls.toggle_brake = true);
    hold(&mut app, KeyCode::Insert);
    let asked = hold(&mut app, KeyCode::Numpad2);
    assert_eq!(said(&mut app), [Gesture::Say(1)]);
    let brakes = |asked: &Controls| asked.buttons.holds(Buttons::BRAKE);
    assert!(!asked.iter().any(brakes), "it would brake otherwise: {asked:?}");
    let asked = hold(&mut app, KeyCode::Numpad2);
    assert!(asked.iter().all(brakes), "{asked:?}");
}

#[test]
fn nobody_is_told_anything_where_nobody_is() {
    let mut app = speaking(Bindings::default());
    app.world_mut().resource_mut::<PhraseList>().mute = true;
    for key in [KeyCode::KeyB, KeyCode::Digit3, KeyCode::KeyG] {
        hold(&mut app, key);
        assert!(!app.world().resource::<PhraseList>().is_open());
    }
    assert_eq!(said(&mut app), []);
}
