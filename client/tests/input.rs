//! Keys become controls: nothing pressed is lost, nothing counts while a menu is open, and the aim can be led by keys.

use bevy::input::InputPlugin;
use bevy::input::mouse::AccumulatedMouseMotion;
use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use hogs_client::input::aim::{Aim, Turn};
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
