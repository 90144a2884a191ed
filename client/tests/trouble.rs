//! When something is wrong: what breaks is written down and told, pads come and go, windows take any size and monitors
//! vanish, and the game goes on or says why it does not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use bevy::input::ButtonState;
use bevy::input::gamepad::{GamepadAxis, GamepadConnection, GamepadConnectionEvent};
use bevy::prelude::*;
use bevy::window::{
    Monitor, MonitorSelection, OnMonitor, PrimaryWindow, WindowFocused, WindowMode, WindowOccluded,
    WindowResized, WindowScaleFactorChanged,
};
use hogs_client::input::Pilot;
use hogs_client::lesson::LessonCommand;
use hogs_client::menu::widgets::Row;
use hogs_client::menu::{Notice, Page};
use hogs_client::options::Options;
use hogs_client::phase::Screen;
use hogs_client::settings::speech::Tongue;
use hogs_client::settings::video::Mode;
use hogs_client::window::Hidden;
use hogs_shared::arena::controls::Buttons;

#[path = "settings/game.rs"]
#[allow(dead_code, reason = "these tests look at other parts of the game")]
mod game;
#[path = "common/hands.rs"]
#[allow(dead_code, reason = "these tests look at other parts of the game")]
mod hands;

use game::{Game, folder};

/// The game as a process, without a display and with sound that goes nowhere.
fn hogs(home: &Path, arguments: &[&str]) -> Command {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut command = Command::new(env!("CARGO_BIN_EXE_hogs"));
    command
        .args(arguments)
        .env("HOGS_HOME", home)
        .env("HOGS_ASSETS", root.join("assets"))
        .env("BEVY_ASSET_ROOT", &root)
        .env("ALSA_CONFIG_PATH", root.join("scripts/alsa-null.conf"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env_remove("RUST_BACKTRACE")
        .stdin(Stdio::null());
    command
}

fn end(mut command: Command) -> (Output, String) {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output, said)
}

/// The files about what broke.
fn accounts(home: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(home).into_iter().flatten().flatten();
    let ours = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with("crash-") && name.ends_with(".txt")
    };
    files.map(|file| file.path()).filter(ours).collect()
}

const SMALL: [&str; 6] = ["--preset", "low", "--size", "320x180", "--name", "Gwendolyn"];

/// Runs a match that breaks, and returns the file about it and what was said.
fn broken(home: &Path, what: &str, more: &[&str]) -> (Output, String, String) {
    let pictures = home.join("pictures");
    let pictures = pictures.to_string_lossy();
    let mut arguments = vec!["--offscreen", &pictures, "--break-on-purpose", what];
    arguments.extend(SMALL);
    arguments.extend(more);
    let (output, said) = end(hogs(home, &arguments));
    let files = accounts(home);
    assert_eq!(files.len(), 1, "{said}");
    let text = std::fs::read_to_string(&files[0]).unwrap();
    let shown = files[0].to_string_lossy();
    assert!(said.contains(&*shown), "its place is told:\n{said}");
    (output, said, text)
}

#[test]
fn a_frame_that_breaks_leaves_a_file_a_sentence_and_a_whole_replay() {
    let home = folder("broken-frame");
    let (output, said, text) = broken(&home, "frame", &["--quick-match"]);
    assert!(!output.status.success());
    assert_eq!(
        said.matches("hogs: Hogs broke and ends itself.").count(),
        1,
        "{said}"
    );
    assert!(!said.contains("panicked"), "{said}");
    for part in [
        "What happened: The game was broken on purpose.",
        "Where: client/src/crash/rehearsal.rs:",
        "Version: 0.1.0, protocol ",
        "System: ",
        "Graphics: ",
        "screen Match, page Closed, arena ",
        ", mode deathmatch, tick ",
        "Recording: 2",
        "How it came there:",
        "rehearsal",
    ] {
        assert!(text.contains(part), "{part} is missing in:\n{text}");
    }
    let home_shown = home.to_string_lossy();
    for private in [&*home_shown, "Gwendolyn", "127.0.0.1"] {
        assert!(!text.contains(private), "{private} is in:\n{text}");
    }
    // The replay ends in good order: the server was let go to its end.
    let replays: Vec<PathBuf> = std::fs::read_dir(home.join("replays"))
        .unwrap()
        .flatten()
        .map(|file| file.path())
        .collect();
    assert_eq!(replays.len(), 1);
    let checked = end(hogs(
        &home,
        &["replay", &replays[0].to_string_lossy(), "--verify"],
    ));
    assert!(checked.0.status.success(), "{}", checked.1);
    // The menu of the next start says so, and the one after that does not.
    let said_of = |game: &Game| {
        let notice = game.app.world().resource::<Notice>();
        notice.0.as_ref().map(|notice| notice.text.clone())
    };
    let next = Game::at(home.clone(), Options::default());
    assert_eq!(next.page(), Page::Message);
    let told = format!("{:?}", said_of(&next));
    assert!(
        told.contains("trouble-broke-last") && told.contains("crash-2"),
        "{told}"
    );
    drop(next);
    let after = Game::at(home.clone(), Options::default());
    assert_eq!(said_of(&after), None);
    drop(after);
    drop(std::fs::remove_dir_all(home));
}

#[test]
fn drawing_and_tasks_that_break_end_the_game_likewise() {
    for what in ["drawing", "task"] {
        let home = folder(&format!("broken-{what}"));
        let (output, said, text) = broken(&home, what, &["--pages"]);
        assert!(!output.status.success(), "{said}");
        assert!(
            text.contains("What happened: The game was broken on purpose."),
            "{text}"
        );
        drop(std::fs::remove_dir_all(home));
    }
}

#[test]
fn a_server_in_this_process_that_breaks_ends_the_match_and_not_the_game() {
    let home = folder("broken-server");
    let (output, said, text) = broken(&home, "server", &["--quick-match"]);
    assert!(
        said.contains("hogs: The match broke, and the game goes on."),
        "{said}"
    );
    assert!(text.contains("Thread: hogs-match"), "{text}");
    // A script that wanted a match hears what the menu says.
    assert!(!output.status.success());
    assert!(
        said.contains("hogs: The match broke by a mistake in the game."),
        "{said}"
    );
    assert!(!home.join("crash-news").exists(), "it was told already");
    drop(std::fs::remove_dir_all(home));
}

#[test]
fn where_no_file_can_be_written_the_sentence_says_it_all() {
    let home = folder("broken-nowhere");
    std::fs::create_dir_all(home.parent().unwrap()).unwrap();
    // Nothing can be in a folder that is a file.
    std::fs::write(&home, "not a folder").unwrap();
    let pictures = folder("broken-nowhere-pictures");
    let shown = pictures.to_string_lossy();
    let mut arguments = vec!["--offscreen", &shown, "--pages", "--break-on-purpose", "frame"];
    arguments.extend(SMALL);
    let (output, said) = end(hogs(&home, &arguments));
    assert!(!output.status.success());
    assert!(
        said.contains("No file about it could be written")
            && said.contains("it was: The game was broken on purpose."),
        "{said}"
    );
    drop(std::fs::remove_file(home));
    drop(std::fs::remove_dir_all(pictures));
}

#[test]
fn a_lost_graphics_device_is_replaced_and_the_match_goes_on() {
    let home = folder("lost-device");
    let pictures = home.join("pictures");
    let pictures = pictures.to_string_lossy();
    let mut arguments = vec!["--offscreen", &pictures, "--quick-match", "--seconds", "4"];
    arguments.extend(["--break-on-purpose", "device"]);
    arguments.extend(SMALL);
    let (output, said) = end(hogs(&home, &arguments));
    assert!(output.status.success(), "{said}");
    assert!(said.contains("the graphics device was lost"), "{said}");
    assert!(accounts(&home).is_empty(), "{said}");
    drop(std::fs::remove_dir_all(home));
}

#[test]
fn where_nothing_can_be_kept_the_game_is_played_all_the_same() {
    let file = folder("no-folder");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, "not a folder").unwrap();
    let game = Game::at(file.join("home"), Options::default());
    assert_eq!(game.page(), Page::Message);
    let notice = game.app.world().resource::<Notice>().0.clone().unwrap();
    assert!(
        format!("{:?}", notice.text).contains("trouble-folder"),
        "{notice:?}"
    );
    drop(game);
    drop(std::fs::remove_file(file));
}

#[test]
fn without_anything_to_draw_with_a_sentence_says_what_to_do() {
    let home = folder("no-graphics");
    let pictures = home.join("pictures");
    let mut command = hogs(&home, &["--offscreen", &pictures.to_string_lossy()]);
    // No driver is where these say.
    for name in ["VK_ICD_FILENAMES", "VK_DRIVER_FILES", "VK_ADD_DRIVER_FILES"] {
        command.env(name, "/nowhere");
    }
    let (output, said) = end(command);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("hogs: There is no graphics card with a "), "{said}");
    assert!(!said.contains("panicked") && accounts(&home).is_empty(), "{said}");
    drop(std::fs::remove_dir_all(home));
}

/// A game in the driving lesson, where hogs answer without a server.
fn driving(name: &str) -> Game {
    let mut game = Game::new(name);
    game.settings(|settings| settings.language.tongue = Tongue::English);
    game.app.world_mut().write_message(LessonCommand::Begin);
    game.frames(10);
    assert_eq!(*game.app.world().resource::<State<Screen>>().get(), Screen::Match);
    assert_eq!(game.page(), Page::Closed);
    game
}

fn throttle(game: &Game) -> i8 {
    game.app.world().resource::<Pilot>().controls.throttle
}

fn unplug(game: &mut Game, gamepad: Entity) {
    let connection = GamepadConnection::Disconnected;
    game.app
        .world_mut()
        .write_message(GamepadConnectionEvent { gamepad, connection });
    game.frames(3);
}

fn plug_in_again(game: &mut Game, gamepad: Entity) {
    let connection = GamepadConnection::Connected {
        name: "pad".to_owned(),
        vendor_id: None,
        product_id: None,
    };
    game.app
        .world_mut()
        .write_message(GamepadConnectionEvent { gamepad, connection });
    game.frames(3);
}

/// Whether a text is to be seen.
fn reads(game: &mut Game, text: &str) -> bool {
    let world = game.app.world_mut();
    let mut texts = world.query::<(&Text, &InheritedVisibility)>();
    texts
        .iter(world)
        .any(|(shown, visible)| shown.0 == text && visible.get())
}

const GONE: &str = "Your gamepad is gone";

#[test]
fn a_pad_that_goes_lets_go_of_everything_and_takes_over_again_when_it_is_back() {
    let mut game = driving("pad-gone");
    let pad = game.plug_in();
    game.tilt(pad, GamepadAxis::LeftStickY, 1.0);
    game.set_button(pad, GamepadButton::RightTrigger2, 1.0);
    game.frames(2);
    let fires = |game: &Game| {
        let controls = game.app.world().resource::<Pilot>().controls;
        controls.buttons.holds(Buttons::FIRE)
    };
    assert!(throttle(&game) == 127 && fires(&game));
    unplug(&mut game, pad);
    assert!(throttle(&game) == 0 && !fires(&game));
    assert_eq!(game.page(), Page::Pause, "one does not drive on alone");
    assert!(reads(&mut game, GONE));
    plug_in_again(&mut game, pad);
    assert!(!reads(&mut game, GONE));
    game.push(pad, GamepadButton::Start);
    assert_eq!(game.page(), Page::Closed);
    game.tilt(pad, GamepadAxis::LeftStickY, 1.0);
    game.frames(2);
    assert_eq!(throttle(&game), 127);
    // Whoever goes on by keys is left alone.
    unplug(&mut game, pad);
    assert!(reads(&mut game, GONE));
    game.press(&[KeyCode::Escape]);
    assert_eq!(game.page(), Page::Closed);
    assert!(!reads(&mut game, GONE));
}

#[test]
fn of_several_pads_the_one_that_is_touched_is_used_and_a_worn_stick_takes_nothing_over() {
    let mut game = driving("pads");
    let (first, second) = (game.plug_in(), game.plug_in());
    game.tilt(first, GamepadAxis::LeftStickY, 1.0);
    game.frames(2);
    assert_eq!(throttle(&game), 127);
    game.tilt(first, GamepadAxis::LeftStickY, 0.0);
    // It is worn, and creeps.
    for push in [0.2, 0.4, 0.48] {
        game.tilt(second, GamepadAxis::LeftStickY, -push);
        game.frames(1);
        assert_eq!(throttle(&game), 0, "{push}");
    }
    game.tilt(second, GamepadAxis::LeftStickY, -0.9);
    game.frames(2);
    assert!(throttle(&game) < -50, "now somebody pushes it");
    // It stays where it is, and the other one is taken up again.
    game.push(first, GamepadButton::South);
    game.frames(4);
    assert_eq!(throttle(&game), 0);
    game.tilt(first, GamepadAxis::LeftStickY, 1.0);
    game.frames(2);
    assert_eq!(throttle(&game), 127);
}

#[test]
fn what_is_held_while_the_window_loses_the_keyboard_is_let_go_of() {
    let mut game = driving("focus");
    let window = window(&mut game);
    game.send(KeyCode::KeyW, ButtonState::Pressed);
    let button = bevy::input::mouse::MouseButtonInput {
        button: MouseButton::Left,
        state: ButtonState::Pressed,
        window,
    };
    game.app.world_mut().write_message(button);
    game.frames(2);
    let fires = |game: &Game| {
        let controls = game.app.world().resource::<Pilot>().controls;
        controls.buttons.holds(Buttons::FIRE)
    };
    assert!(throttle(&game) == 127 && fires(&game));
    game.app.world_mut().write_message(WindowFocused {
        window,
        focused: false,
    });
    game.frames(2);
    assert!(throttle(&game) == 0 && !fires(&game));
}

fn window(game: &mut Game) -> Entity {
    let world = game.app.world_mut();
    world
        .query_filtered::<Entity, With<PrimaryWindow>>()
        .single(world)
        .unwrap()
}

fn resize(game: &mut Game, width: u32, height: u32) {
    let window = window(game);
    let world = game.app.world_mut();
    let mut shown = world.get_mut::<Window>(window).unwrap();
    shown.resolution.set_physical_resolution(width, height);
    world.write_message(WindowResized {
        window,
        width: width as f32,
        height: height as f32,
    });
    game.frames(4);
}

/// Every row of the open page is within the window, or in a list that scrolls.
fn fits(game: &mut Game, width: u32, height: u32) {
    let world = game.app.world_mut();
    let mut rows = world.query_filtered::<Entity, With<Row>>();
    let rows: Vec<Entity> = rows.iter(world).collect();
    assert!(!rows.is_empty());
    for row in rows {
        let place = game.place(row);
        let label = game.label(row);
        assert!(
            place.min.x >= 0.0 && place.max.x <= width as f32 + 1.0 && place.min.y >= 0.0,
            "{label} is at {place:?} in {width}x{height}"
        );
    }
}

#[test]
fn a_window_may_have_any_size() {
    let mut game = driving("sizes");
    for (width, height) in [(1, 1), (16, 4000), (9000, 120), (0, 0), (3000, 1), (1280, 720)] {
        resize(&mut game, width, height);
        game.turn_to(Page::Pause);
        game.turn_to(Page::Closed);
    }
    for (width, height) in [(640, 360), (640, 480), (640, 1136), (2560, 700), (3840, 2160)] {
        resize(&mut game, width, height);
        for page in [Page::Pause, Page::Preferences, Page::Bindings, Page::Garage] {
            game.turn_to(page);
            fits(&mut game, width, height);
        }
        game.turn_to(Page::Closed);
    }
    let window = window(&mut game);
    for scale_factor in [2.0, 0.5, 1.0] {
        let world = game.app.world_mut();
        let mut shown = world.get_mut::<Window>(window).unwrap();
        shown.resolution.set_scale_factor(scale_factor as f32);
        world.write_message(WindowScaleFactorChanged { window, scale_factor });
        game.frames(4);
    }
}

fn drawing(game: &mut Game) -> usize {
    let world = game.app.world_mut();
    let mut cameras = world.query::<&Camera>();
    cameras.iter(world).filter(|camera| camera.is_active).count()
}

#[test]
fn nothing_is_drawn_for_nobody() {
    let mut game = driving("hidden");
    let window = window(&mut game);
    let usual = drawing(&mut game);
    assert!(usual > 0);
    for occluded in [true, false] {
        game.app
            .world_mut()
            .write_message(WindowOccluded { window, occluded });
        game.frames(3);
        assert_eq!(game.app.world().resource::<Hidden>().0, occluded);
        assert_eq!(drawing(&mut game), if occluded { 0 } else { usual });
    }
    // As Windows tells of one that is minimised.
    resize(&mut game, 0, 0);
    assert_eq!(drawing(&mut game), 0);
    resize(&mut game, 1280, 720);
    assert_eq!(drawing(&mut game), usual);
}

fn monitor(game: &mut Game) -> Entity {
    let monitor = Monitor {
        name: None,
        physical_height: 1080,
        physical_width: 1920,
        physical_position: IVec2::ZERO,
        refresh_rate_millihertz: None,
        scale_factor: 1.0,
        video_modes: Vec::new(),
    };
    game.app.world_mut().spawn(monitor).id()
}

#[test]
fn a_monitor_that_goes_does_not_take_the_window_along() {
    let mut game = driving("monitor");
    let window = window(&mut game);
    let (first, second) = (monitor(&mut game), monitor(&mut game));
    let mode = |game: &Game| {
        game.app
            .world()
            .get::<Window>(window)
            .expect("the window is gone")
            .mode
    };
    let current = WindowMode::BorderlessFullscreen(MonitorSelection::Current);
    game.settings(|settings| settings.video.mode = Mode::Borderless);
    game.app.world_mut().entity_mut(window).insert(OnMonitor(first));
    game.frames(3);
    assert_eq!(mode(&game), current);
    game.app.world_mut().despawn(second);
    game.frames(3);
    assert_eq!(mode(&game), current, "it was not there");
    game.app.world_mut().despawn(first);
    game.frames(3);
    assert_eq!(
        mode(&game),
        WindowMode::BorderlessFullscreen(MonitorSelection::Primary)
    );
}
