//! The menus without a screen: every page can be reached, used and left with keys alone, and with a pad.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use bevy::input::gamepad::{
    GamepadConnection, GamepadConnectionEvent, RawGamepadButtonChangedEvent, RawGamepadEvent,
};
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::input::{ButtonState, InputPlugin};
use bevy::input_focus::{InputDispatchPlugin, InputFocus, InputFocusPlugin};
use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use bevy::ui_widgets::SliderPlugin;
use bevy::window::PrimaryWindow;
use hogs_client::data::Data;
use hogs_client::home::Home;
use hogs_client::identity::Identity;
use hogs_client::known_hosts::KnownHosts;
use hogs_client::link::{Link, LinkCommand, Place};
use hogs_client::menu::widgets::{Choice, Row, RowText};
use hogs_client::menu::{self, Notice, NoticeText, Page};
use hogs_client::options::Options;
use hogs_client::phase::{self, Screen};
use hogs_client::settings::{Settings, SettingsFile};
use hogs_client::{data, discovery};

/// Commands to the link, kept for the test to look at.
#[derive(Resource, Default)]
struct Heard(Vec<LinkCommand>);

fn hear(mut commands: MessageReader<LinkCommand>, mut heard: ResMut<Heard>) {
    heard.0.extend(commands.read().cloned());
}

struct Game {
    app: App,
    window: Entity,
}

impl Game {
    fn new() -> Self {
        let mut app = App::new();
        let home = Home::at(&std::env::temp_dir().join(format!("hogs-menu-{}", std::process::id())));
        let (file, settings) = SettingsFile::load(&home, &Options::default());
        app.add_plugins((
            MinimalPlugins,
            TransformPlugin,
            StatesPlugin,
            InputPlugin,
            AssetPlugin::default(),
            InputFocusPlugin,
            InputDispatchPlugin,
            SliderPlugin,
        ))
        .init_asset::<Font>()
        .init_state::<Screen>()
        .init_resource::<Link>()
        .init_resource::<Heard>()
        .add_message::<LinkCommand>()
        .insert_resource(KnownHosts::load(&home))
        .insert_resource(Identity::fleeting().unwrap())
        .insert_resource(Data(data::find().unwrap()))
        .insert_resource(Options::default())
        .insert_resource(home)
        .insert_resource(file)
        .insert_resource(settings)
        .add_plugins((phase::plugin, discovery::plugin, menu::plugin))
        .add_systems(Last, hear);
        let window = app.world_mut().spawn((Window::default(), PrimaryWindow)).id();
        app.finish();
        app.cleanup();
        let mut game = Self { app, window };
        game.frames(3);
        game
    }

    fn frames(&mut self, count: usize) {
        for _ in 0..count {
            self.app.update();
        }
    }

    fn send(&mut self, key_code: KeyCode, state: ButtonState) {
        let window = self.window;
        let logical_key = Key::F35;
        let key = KeyboardInput {
            key_code,
            logical_key,
            state,
            text: None,
            repeat: false,
            window,
        };
        self.app.world_mut().write_message(key);
    }

    /// Presses and releases keys, one after the other.
    fn press(&mut self, keys: &[KeyCode]) {
        for &key in keys {
            for state in [ButtonState::Pressed, ButtonState::Released] {
                self.send(key, state);
                self.frames(1);
            }
            self.frames(2);
        }
    }

    fn page(&self) -> Page {
        *self.app.world().resource::<State<Page>>().get()
    }

    /// The label of the row with the focus.
    fn focused(&mut self) -> String {
        let world = self.app.world_mut();
        let Some(focus) = world.resource::<InputFocus>().get() else {
            return String::new();
        };
        let mut row = focus;
        while world.get::<Row>(row).is_none() {
            let Some(parent) = world.get::<ChildOf>(row) else {
                return String::new();
            };
            row = parent.parent();
        }
        let label = descendants(world, row).into_iter().find_map(|part| {
            world.get::<RowText>(part)?;
            world.get::<Text>(part).map(|text| text.0.clone())
        });
        label.unwrap_or_default()
    }

    /// Goes down to the row of a label and accepts it.
    fn choose(&mut self, label: &str) {
        self.go_to(label);
        self.press(&[KeyCode::Enter]);
    }

    fn go_to(&mut self, label: &str) {
        for _ in 0..20 {
            if self.focused() == label {
                return;
            }
            self.press(&[KeyCode::ArrowDown]);
        }
        panic!("no row is called {label}");
    }

    fn heard(&mut self) -> Vec<LinkCommand> {
        std::mem::take(&mut self.app.world_mut().resource_mut::<Heard>().0)
    }
}

fn descendants(world: &World, entity: Entity) -> Vec<Entity> {
    let mut found = Vec::new();
    let mut open = vec![entity];
    while let Some(next) = open.pop() {
        found.push(next);
        if let Some(children) = world.get::<Children>(next) {
            open.extend(children.iter().rev());
        }
    }
    found
}

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
        ("Host on LAN", Page::Hosting),
        ("Join by address", Page::Address),
        ("Settings", Page::Preferences),
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
    assert_eq!((plan.fill, plan.bot_skill), (0, 2));
}

#[test]
fn choices_and_sliders_change_settings() {
    let mut game = Game::new();
    game.choose("Settings");
    game.go_to("Volume");
    let before = game.app.world().resource::<Settings>().volume_master;
    game.press(&[KeyCode::ArrowLeft, KeyCode::ArrowLeft]);
    let after = game.app.world().resource::<Settings>().volume_master;
    assert!((before - after - 0.1).abs() < 1e-4, "{before} {after}");
    game.go_to("Picture quality");
    let mut choices = game.app.world_mut().query::<&Choice>();
    let shown: Vec<usize> = choices
        .iter(game.app.world())
        .map(|choice| choice.index)
        .collect();
    game.press(&[KeyCode::ArrowRight]);
    let then: Vec<usize> = choices
        .iter(game.app.world())
        .map(|choice| choice.index)
        .collect();
    assert_ne!(shown, then);
}

#[test]
fn keys_of_one_frame_work_in_their_order() {
    let mut game = Game::new();
    for key in [
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
    assert_eq!(game.focused(), "Bots fill up to");
}

#[test]
fn a_pad_does_it_too() {
    let mut game = Game::new();
    let pad = game.app.world_mut().spawn_empty().id();
    let connection = GamepadConnection::Connected {
        name: "pad".to_owned(),
        vendor_id: None,
        product_id: None,
    };
    game.app.world_mut().write_message(GamepadConnectionEvent {
        gamepad: pad,
        connection,
    });
    game.frames(2);
    let push = |game: &mut Game, button: GamepadButton| {
        for value in [1.0, 0.0] {
            let event = RawGamepadButtonChangedEvent {
                gamepad: pad,
                button,
                value,
            };
            game.app.world_mut().write_message(RawGamepadEvent::Button(event));
            game.frames(2);
        }
    };
    push(&mut game, GamepadButton::DPadDown);
    assert_eq!(game.focused(), "Host on LAN");
    push(&mut game, GamepadButton::South);
    assert_eq!(game.page(), Page::Hosting);
    push(&mut game, GamepadButton::East);
    assert_eq!(game.page(), Page::Front);
}

#[test]
fn trouble_is_told_and_can_be_tried_again() {
    let mut game = Game::new();
    let text = "Nobody is at home.".to_owned();
    let told = NoticeText {
        title: "No answer".to_owned(),
        text: text.clone(),
        retry: true,
        trust: false,
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
    game.choose("Settings");
    game.press(&[KeyCode::Escape]);
    assert_eq!(game.page(), Page::Pause);
    game.choose("Leave match");
    assert!(matches!(game.heard()[..], [LinkCommand::Leave]));
    game.press(&[KeyCode::Escape]);
    assert_eq!(game.page(), Page::Closed);
}
