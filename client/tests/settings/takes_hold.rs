//! Each setting does what it says as soon as its row is changed.

use bevy::prelude::*;
use bevy::window::{PresentMode, PrimaryWindow, WindowMode};
use hogs_client::hud::HudWishes;
use hogs_client::menu::Page;
use hogs_client::menu::style::UiFont;
use hogs_client::options::Options;
use hogs_client::palette::Tint;
use hogs_client::settings::device::Device;
use hogs_client::settings::video::{Preset, Resolution};
use hogs_client::settings::{Entry, Kind, Section, Settings};
use hogs_client::sound::Volumes;
use hogs_client::sound::outlet::{Source, Supply, Wish};
use hogs_client::view::camera::Lens;
use hogs_client::view::quality::Quality;
use hogs_client::words::Words;

use crate::game::{Game, folder};

/// The entries of a page whose values differ between two settings.
fn changed(before: &Settings, after: &Settings) -> Vec<&'static str> {
    let all = Section::ALL.into_iter().flat_map(|section| section.entries());
    all.filter(|entry| (entry.get)(before).to_bits() != (entry.get)(after).to_bits())
        .map(|entry| entry.name)
        .collect()
}

#[test]
fn every_row_changes_its_setting_by_a_key_and_back() {
    let mut game = Game::new("rows");
    game.settings(|settings| *settings = Settings::default());
    game.settings(|settings| settings.language.tongue = hogs_client::settings::speech::Tongue::English);
    game.frames(4);
    for section in Section::ALL
        .into_iter()
        .filter(|section| *section != Section::Language)
    {
        game.turn_to(Page::Options(section));
        for entry in section.entries() {
            let label = game.app.world().resource::<Words>().say(&entry.key());
            game.go_to(&label);
            let before = game.chosen();
            let at_end = matches!(entry.kind, Kind::Range { high, .. } if (entry.get)(&before) >= high);
            let (there, back) = if at_end {
                (KeyCode::ArrowLeft, KeyCode::ArrowRight)
            } else {
                (KeyCode::ArrowRight, KeyCode::ArrowLeft)
            };
            game.press(&[there]);
            let after = game.chosen();
            let moved = changed(&before, &after);
            assert!(moved.contains(&entry.name), "{} does not move", entry.key());
            let alone = moved.len() == 1 || section == Section::Video;
            assert!(alone, "{} moves {moved:?}", entry.key());
            game.press(&[back]);
            let again = game.chosen();
            if entry.name != "preset" {
                assert_eq!(
                    changed(&before, &again),
                    Vec::<&str>::new(),
                    "{} and back",
                    entry.key()
                );
            }
            game.settings(|settings| *settings = before);
            game.frames(2);
        }
    }
}

/// What the game makes of its settings, for all to see.
fn effect(game: &mut Game) -> String {
    let world = game.app.world_mut();
    let window = world
        .query_filtered::<&Window, With<PrimaryWindow>>()
        .single(world)
        .unwrap();
    let window = format!(
        "{:?} {:?} {}x{}",
        window.mode,
        window.present_mode,
        window.physical_width(),
        window.physical_height()
    );
    let font = world.resource::<UiFont>();
    format!(
        "{window} {:?} {:?} {:?} {:?} {:?} {:?} {} {} {:?}",
        world.resource::<Quality>(),
        world.resource::<Lens>(),
        world.resource::<Volumes>(),
        world.resource::<Wish>(),
        world.resource::<HudWishes>(),
        world.resource::<Tint>(),
        font.scale,
        font.solid,
        world.resource::<Words>().language(),
    )
}

/// Settings that are asked for where they are needed, each frame: their effect has a test of its own.
const READ_IN_PLACE: [&str; 18] = [
    "split_screen",
    "kill_cam",
    "record_replays",
    "frame_cap",
    "in_background",
    "mouse_sensitivity",
    "invert_mouse",
    "stick_sensitivity",
    "invert_stick",
    "dead_zone",
    "stick_curve",
    "toggle_fire",
    "toggle_boost",
    "toggle_brake",
    "toggle_look_back",
    "toggle_scoreboard",
    "shake",
    "aim_help",
];

fn other_figure(entry: &Entry, settings: &Settings) -> f32 {
    let now = (entry.get)(settings);
    match entry.kind {
        Kind::Switch => 1.0 - now,
        Kind::Range { low, high, .. } => {
            if now > (low + high) / 2.0 {
                low
            } else {
                high
            }
        }
        Kind::Steps(figures, _) => *figures
            .iter()
            .find(|figure| (**figure - now).abs() > 0.01)
            .unwrap(),
        Kind::Choice(names) => (now as usize + 1).rem_euclid(names.len()) as f32,
        Kind::Device => 1.0 - now.min(1.0),
    }
}

#[test]
fn every_setting_has_an_effect_at_once() {
    let mut game = Game::new("effects");
    game.settings(|settings| *settings = Settings::default());
    game.frames(3);
    for section in Section::ALL {
        for entry in section.entries() {
            if READ_IN_PLACE.contains(&entry.name) || entry.name == "show_graph" {
                continue;
            }
            // From German, so that whatever the system speaks, the next language is another one.
            game.settings(|settings| {
                settings.language.tongue = hogs_client::settings::speech::Tongue::German
            });
            game.frames(2);
            let before = effect(&mut game);
            let usual = game.chosen();
            let figure = other_figure(entry, &usual);
            game.settings(|settings| settings.set(entry, figure));
            game.frames(2);
            assert_ne!(effect(&mut game), before, "{} does nothing", entry.key());
            game.settings(|settings| *settings = usual);
            game.frames(2);
            assert_eq!(effect(&mut game), before, "{} cannot be undone", entry.key());
        }
    }
}

#[test]
fn the_window_is_what_was_chosen() {
    let mut game = Game::new("window");
    let window = |game: &mut Game| {
        let world = game.app.world_mut();
        world
            .query_filtered::<&Window, With<PrimaryWindow>>()
            .single(world)
            .unwrap()
            .clone()
    };
    game.settings(|settings| {
        settings.video.resolution = Resolution::W1920;
        settings.video.vsync = false;
    });
    game.frames(2);
    let shown = window(&mut game);
    assert_eq!((shown.physical_width(), shown.physical_height()), (1920, 1080));
    assert_eq!(shown.present_mode, PresentMode::AutoNoVsync);
    game.settings(|settings| settings.video.mode = hogs_client::settings::video::Mode::Borderless);
    game.frames(2);
    assert!(matches!(
        window(&mut game).mode,
        WindowMode::BorderlessFullscreen(_)
    ));
    // What somebody does to the window by hand stays.
    let world = game.app.world_mut();
    let mut windows = world.query_filtered::<&mut Window, With<PrimaryWindow>>();
    windows
        .single_mut(world)
        .unwrap()
        .resolution
        .set_physical_resolution(900, 500);
    game.settings(|settings| settings.audio.master = 0.3);
    game.frames(2);
    assert_eq!(window(&mut game).physical_width(), 900);
}

#[test]
fn in_the_background_it_can_be_silent() {
    let mut game = Game::new("background");
    let master = |game: &Game| game.app.world().resource::<Volumes>().master;
    game.settings(|settings| settings.audio.master = 0.5);
    game.frames(2);
    let loud = master(&game);
    assert!((loud - 0.5).abs() < 1e-6);
    let world = game.app.world_mut();
    let mut windows = world.query_filtered::<&mut Window, With<PrimaryWindow>>();
    windows.single_mut(world).unwrap().focused = false;
    game.frames(2);
    assert!((master(&game) - 0.5).abs() < 1e-6);
    game.settings(|settings| settings.audio.in_background = false);
    game.frames(2);
    assert!(master(&game) < 1e-6);
}

/// Frames until it sounds from somewhere, or so many.
fn until_it_sounds_from(game: &mut Game, wanted: &Source) -> bool {
    for _ in 0..2000 {
        game.frames(1);
        if game.app.world().resource::<Supply>().source == *wanted {
            return true;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    false
}

#[test]
fn the_sound_comes_out_of_the_device_that_was_chosen_if_it_is_there() {
    let mut game = Game::new("device");
    assert!(until_it_sounds_from(&mut game, &Source::System));
    game.turn_to(Page::Options(Section::Audio));
    game.settings(|settings| settings.audio.device = Device::named("Headset"));
    let chosen = Source::Chosen("Headset".to_owned());
    assert!(until_it_sounds_from(&mut game, &chosen));
    game.settings(|settings| settings.audio.device = Device::named("Never plugged in"));
    assert!(until_it_sounds_from(&mut game, &Source::System));
    let texts = |game: &mut Game| {
        let world = game.app.world_mut();
        let mut texts = world.query::<&Text>();
        texts.iter(world).map(|text| text.0.clone()).collect::<Vec<_>>()
    };
    game.frames(2);
    let told = texts(&mut game);
    let toast = |text: &String| text.contains("Never plugged in") && text.len() > 40;
    assert!(told.iter().any(toast), "{told:?}");
    // It goes by itself.
    game.frames(600);
    assert!(!texts(&mut game).iter().any(toast));
}

#[test]
fn a_page_is_brought_back_to_its_defaults() {
    let mut game = Game::new("defaults");
    game.settings(|settings| {
        settings.audio.master = 0.1;
        settings.video.take_preset(Preset::Ultra);
        settings.language.tongue = hogs_client::settings::speech::Tongue::English;
    });
    game.frames(4);
    game.turn_to(Page::Options(Section::Audio));
    game.go_to("Back to defaults");
    game.press(&[KeyCode::Enter]);
    let chosen = game.chosen();
    assert!((chosen.audio.master - 0.8).abs() < 1e-6);
    assert_eq!(
        chosen.video.preset,
        Preset::Ultra,
        "the other pages are left alone"
    );
}

#[test]
fn what_is_chosen_is_there_at_the_next_start() {
    let home = folder("kept");
    let mut game = Game::at(home.clone(), Options::default());
    game.settings(|settings| {
        settings.video.take_preset(Preset::Medium);
        settings.accessibility.captions = true;
        settings.gameplay.hud_scale = 1.15;
    });
    // Saved a moment after the last change.
    game.frames(60);
    let wanted = game.chosen();
    drop(game);
    let game = Game::at(home, Options::default());
    assert_eq!(game.chosen(), wanted);
}
