//! The menus without a screen, with a keyboard and pads before them.

use bevy::input::{ButtonState, InputPlugin};
use bevy::input_focus::{InputDispatchPlugin, InputFocus, InputFocusPlugin};
use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use bevy::ui_widgets::SliderPlugin;
use bevy::window::PrimaryWindow;
use hogs_client::data::Data;
use hogs_client::discovery::Discovery;
use hogs_client::home::Home;
use hogs_client::identity::Identity;
use hogs_client::known_hosts::KnownHosts;
use hogs_client::link::{Handicap, Link, LinkCommand};
use hogs_client::menu::{self, Page};
use hogs_client::options::Options;
use hogs_client::phase::{self, Screen};
use hogs_client::replay::ReplayCommand;
use hogs_client::server_book::ServerBook;
use hogs_client::settings::SettingsFile;
use hogs_client::settings::speech::Tongue;
use hogs_client::{data, discovery, lookout};

use crate::hands;

/// Commands to the link, kept for the test to look at.
#[derive(Resource, Default)]
struct Heard(Vec<LinkCommand>);

/// Commands to replays, kept likewise.
#[derive(Resource, Default)]
struct Asked(Vec<ReplayCommand>);

fn hear_replays(mut commands: MessageReader<ReplayCommand>, mut asked: ResMut<Asked>) {
    asked.0.extend(commands.read().cloned());
}

fn hear(mut commands: MessageReader<LinkCommand>, mut heard: ResMut<Heard>) {
    heard.0.extend(commands.read().cloned());
}

pub(crate) struct Game {
    pub(crate) app: App,
    window: Entity,
}

impl Game {
    pub(crate) fn new() -> Self {
        let mut app = App::new();
        let home = Home::at(&std::env::temp_dir().join(format!("hogs-menu-{}", std::process::id())));
        let (file, mut settings) = SettingsFile::load(&home, &Options::default());
        settings.language.tongue = Tongue::English;
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
        .init_resource::<Handicap>()
        .init_resource::<Heard>()
        .init_resource::<Asked>()
        .add_message::<LinkCommand>()
        .insert_resource(KnownHosts::load(&home))
        .insert_resource(ServerBook::load(&home))
        .insert_resource(Discovery::deaf())
        .insert_resource(Identity::fleeting().unwrap())
        .insert_resource(Data(data::find().unwrap()))
        .insert_resource(Options::default())
        .insert_resource(home)
        .insert_resource(file)
        .insert_resource(settings)
        .add_plugins((phase::plugin, discovery::plugin, lookout::plugin, menu::plugin))
        .add_systems(Last, (hear, hear_replays));
        let window = app.world_mut().spawn((Window::default(), PrimaryWindow)).id();
        app.finish();
        app.cleanup();
        let mut game = Self { app, window };
        game.frames(3);
        game
    }

    pub(crate) fn frames(&mut self, count: usize) {
        for _ in 0..count {
            self.app.update();
        }
    }

    pub(crate) fn send(&mut self, key_code: KeyCode, state: ButtonState) {
        hands::key(self.app.world_mut(), self.window, key_code, state);
    }

    /// Presses and releases keys, one after the other.
    pub(crate) fn press(&mut self, keys: &[KeyCode]) {
        for &key in keys {
            for state in [ButtonState::Pressed, ButtonState::Released] {
                self.send(key, state);
                self.frames(1);
            }
            self.frames(2);
        }
    }

    pub(crate) fn page(&self) -> Page {
        *self.app.world().resource::<State<Page>>().get()
    }

    /// The label of the row with the focus.
    pub(crate) fn focused(&self) -> String {
        let world = self.app.world();
        let focus = world.resource::<InputFocus>().get();
        let row = focus.and_then(|part| hands::row_of(world, part));
        row.map(|row| hands::label(world, row)).unwrap_or_default()
    }

    /// Goes down to the row of a label and accepts it.
    pub(crate) fn choose(&mut self, label: &str) {
        self.go_to(label);
        self.press(&[KeyCode::Enter]);
    }

    pub(crate) fn go_to(&mut self, label: &str) {
        for _ in 0..80 {
            if self.focused() == label {
                return;
            }
            self.press(&[KeyCode::ArrowDown]);
        }
        panic!("no row is called {label}");
    }

    pub(crate) fn heard(&mut self) -> Vec<LinkCommand> {
        std::mem::take(&mut self.app.world_mut().resource_mut::<Heard>().0)
    }

    pub(crate) fn asked_of_replays(&mut self) -> Vec<ReplayCommand> {
        std::mem::take(&mut self.app.world_mut().resource_mut::<Asked>().0)
    }

    /// A pad that has just been plugged in.
    pub(crate) fn plug_in(&mut self) -> Entity {
        let gamepad = hands::plug_in(self.app.world_mut());
        self.frames(2);
        gamepad
    }

    /// Whether a text is to be read anywhere.
    pub(crate) fn reads(&mut self, text: &str) -> bool {
        let world = self.app.world_mut();
        let mut texts = world.query::<&Text>();
        texts.iter(world).any(|shown| shown.0 == text)
    }

    pub(crate) fn push(&mut self, gamepad: Entity, button: GamepadButton) {
        for value in [1.0, 0.0] {
            hands::button(self.app.world_mut(), gamepad, button, value);
            self.frames(2);
        }
    }
}
