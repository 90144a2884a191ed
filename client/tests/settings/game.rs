//! The whole game without a screen: every plugin it has, with a window that nobody sees, and keyboard, mouse and pad before
//! it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bevy::asset::AssetMetaCheck;
use bevy::input::ButtonState;
use bevy::input::gamepad::{GamepadAxis, RawGamepadAxisChangedEvent, RawGamepadEvent};
use bevy::input::mouse::MouseButtonInput;
use bevy::input_focus::InputFocus;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::settings::{RenderCreation, WgpuSettings};
use bevy::render::sync_world::SyncWorldPlugin;
use bevy::time::TimeUpdateStrategy;
use bevy::ui::{ComputedNode, UiGlobalTransform};
use bevy::window::{CursorMoved, ExitCondition, PrimaryWindow};
use bevy::winit::WinitPlugin;
use hogs_client::discovery::Discovery;
use hogs_client::home::Home;
use hogs_client::menu::Page;
use hogs_client::options::Options;
use hogs_client::settings::Settings;
use hogs_client::sound::outlet::{Feed, Hardware, Line, Outlet};
use hogs_client::{app, data};

use crate::hands;

pub(crate) struct Game {
    pub(crate) app: App,
    window: Entity,
}

/// Sound devices that are there and play into nothing.
struct Sockets;

/// One of them.
struct Socket(Arc<AtomicBool>);

impl Line for Socket {
    fn is_up(&self) -> bool {
        true
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Hardware for Sockets {
    fn names(&self) -> Vec<String> {
        ["Headset", "Screen"].map(str::to_owned).into()
    }

    fn open(&self, name: Option<&str>, mut feed: Feed) -> Result<Box<dyn Line>, String> {
        if name.is_some_and(|name| !self.names().iter().any(|other| other == name)) {
            return Err("it is not there".to_owned());
        }
        let closed = Arc::new(AtomicBool::new(false));
        let socket = Socket(Arc::clone(&closed));
        std::thread::spawn(move || {
            while !closed.load(Ordering::Relaxed) {
                let heard = feed.by_ref().take(9600);
                assert!(heard.last().is_some_and(f32::is_finite));
                std::thread::sleep(Duration::from_millis(100));
            }
        });
        Ok(Box::new(socket))
    }
}

/// A folder of its own for a test, empty.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("hogs-settings-{}-{name}", std::process::id()));
    drop(std::fs::remove_dir_all(&folder));
    folder
}

impl Game {
    /// A game that finds nothing of a player's own.
    pub(crate) fn new(name: &str) -> Self {
        let mut game = Self::at(folder(name), Options::default());
        // As little as there can be going on behind the menu.
        game.settings(|settings| {
            settings
                .video
                .take_preset(hogs_client::settings::video::Preset::Low)
        });
        game.frames(2);
        game
    }

    /// A game whose player's own files are in a folder.
    pub(crate) fn at(home: PathBuf, options: Options) -> Self {
        let data = data::find().unwrap();
        let mut app = App::new();
        let render = RenderPlugin {
            render_creation: RenderCreation::Automatic(Box::new(WgpuSettings {
                backends: None,
                ..default()
            })),
            ..default()
        };
        let window = WindowPlugin {
            primary_window: Some(Window::default()),
            exit_condition: ExitCondition::DontExit,
            ..default()
        };
        let assets = AssetPlugin {
            file_path: data.path().to_string_lossy().into_owned(),
            meta_check: AssetMetaCheck::Never,
            ..default()
        };
        app.add_plugins(
            DefaultPlugins
                .set(render)
                .set(window)
                .set(assets)
                .disable::<LogPlugin>()
                .disable::<WinitPlugin>(),
        );
        // Without a renderer its plugin adds nothing of this, and components that it knows want it.
        app.add_plugins(SyncWorldPlugin);
        app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_millis(16)));
        app.insert_resource(Outlet::of(Sockets));
        app::assemble(&mut app, options, data, Home::at(&home)).unwrap();
        // Whatever games the network has, the pages are the same.
        app.insert_resource(Discovery::deaf());
        app.finish();
        app.cleanup();
        let world = app.world_mut();
        let window = world
            .query_filtered::<Entity, With<PrimaryWindow>>()
            .single(world)
            .unwrap();
        let mut game = Self { app, window };
        game.frames(6);
        game
    }

    pub(crate) fn frames(&mut self, count: usize) {
        for _ in 0..count {
            self.app.update();
        }
    }

    pub(crate) fn settings(&mut self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.app.world_mut().resource_mut::<Settings>());
    }

    pub(crate) fn chosen(&self) -> Settings {
        self.app.world().resource::<Settings>().clone()
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

    /// Moves the mouse to a place of the window and clicks there.
    pub(crate) fn click(&mut self, at: Vec2) {
        let window = self.window;
        self.app
            .world_mut()
            .get_mut::<Window>(window)
            .unwrap()
            .set_physical_cursor_position(Some(at.as_dvec2()));
        self.app
            .world_mut()
            .write_message(bevy::window::WindowEvent::CursorMoved(CursorMoved {
                window,
                position: at,
                delta: None,
            }));
        self.app.world_mut().write_message(CursorMoved {
            window,
            position: at,
            delta: None,
        });
        self.frames(3);
        for state in [ButtonState::Pressed, ButtonState::Released] {
            let button = MouseButtonInput {
                button: MouseButton::Left,
                state,
                window,
            };
            self.app
                .world_mut()
                .write_message(bevy::window::WindowEvent::MouseButtonInput(button));
            self.app.world_mut().write_message(button);
            self.frames(2);
        }
        self.frames(2);
    }

    pub(crate) fn page(&self) -> Page {
        *self.app.world().resource::<State<Page>>().get()
    }

    pub(crate) fn turn_to(&mut self, page: Page) {
        self.app.world_mut().resource_mut::<NextState<Page>>().set(page);
        self.frames(5);
    }

    /// What has the focus.
    pub(crate) fn focus(&self) -> Option<Entity> {
        self.app.world().resource::<InputFocus>().get()
    }

    /// The row a part is in.
    pub(crate) fn row_of(&self, part: Entity) -> Option<Entity> {
        hands::row_of(self.app.world(), part)
    }

    /// The first text of a row.
    pub(crate) fn label(&self, row: Entity) -> String {
        hands::label(self.app.world(), row)
    }

    /// The label of the row with the focus.
    pub(crate) fn focused(&self) -> String {
        let row = self.focus().and_then(|part| self.row_of(part));
        row.map(|row| self.label(row)).unwrap_or_default()
    }

    /// Goes down to the row of a label.
    pub(crate) fn go_to(&mut self, label: &str) {
        for _ in 0..60 {
            if self.focused() == label {
                return;
            }
            self.press(&[KeyCode::ArrowDown]);
        }
        panic!("no row is called {label} on {:?}", self.page());
    }

    /// A part and everything below it, in the order of the page.
    pub(crate) fn below(&self, root: Entity) -> Vec<Entity> {
        hands::below(self.app.world(), root)
    }

    /// Where a node is on the screen, pixels.
    pub(crate) fn place(&self, node: Entity) -> Rect {
        let world = self.app.world();
        let size = world
            .get::<ComputedNode>(node)
            .map(|node| node.size())
            .unwrap_or_default();
        let transform = world.get::<UiGlobalTransform>(node).copied().unwrap_or_default();
        let stretch = Vec2::new(
            transform.matrix2.x_axis.length(),
            transform.matrix2.y_axis.length(),
        );
        Rect::from_center_size(transform.translation, size * stretch)
    }

    /// A pad that has just been plugged in.
    pub(crate) fn plug_in(&mut self) -> Entity {
        let gamepad = hands::plug_in(self.app.world_mut());
        self.frames(2);
        gamepad
    }

    pub(crate) fn set_button(&mut self, gamepad: Entity, button: GamepadButton, value: f32) {
        hands::button(self.app.world_mut(), gamepad, button, value);
        self.frames(1);
    }

    pub(crate) fn push(&mut self, gamepad: Entity, button: GamepadButton) {
        for value in [1.0, 0.0] {
            self.set_button(gamepad, button, value);
            self.frames(1);
        }
    }

    pub(crate) fn tilt(&mut self, gamepad: Entity, axis: GamepadAxis, value: f32) {
        let event = RawGamepadAxisChangedEvent { gamepad, axis, value };
        self.app.world_mut().write_message(RawGamepadEvent::Axis(event));
        self.frames(1);
    }
}
