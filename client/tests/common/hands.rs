//! Hands on keys and pads of a game without a screen, and eyes for the rows of its pages.

use bevy::input::ButtonState;
use bevy::input::gamepad::{
    GamepadConnection, GamepadConnectionEvent, RawGamepadButtonChangedEvent, RawGamepadEvent,
};
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::prelude::*;
use hogs_client::menu::widgets::{Row, RowText};

/// Presses or releases a key before a window.
pub(crate) fn key(world: &mut World, window: Entity, key_code: KeyCode, state: ButtonState) {
    world.write_message(KeyboardInput {
        key_code,
        logical_key: Key::F35,
        state,
        text: None,
        repeat: false,
        window,
    });
}

/// Plugs a pad in.
pub(crate) fn plug_in(world: &mut World) -> Entity {
    let gamepad = world.spawn_empty().id();
    let connection = GamepadConnection::Connected {
        name: "pad".to_owned(),
        vendor_id: None,
        product_id: None,
    };
    world.write_message(GamepadConnectionEvent { gamepad, connection });
    gamepad
}

/// Presses a button of a pad so far.
pub(crate) fn button(world: &mut World, gamepad: Entity, button: GamepadButton, value: f32) {
    let event = RawGamepadButtonChangedEvent {
        gamepad,
        button,
        value,
    };
    world.write_message(RawGamepadEvent::Button(event));
}

/// A part and everything below it, in the order of the page.
pub(crate) fn below(world: &World, root: Entity) -> Vec<Entity> {
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(next) = open.pop() {
        found.push(next);
        if let Some(children) = world.get::<Children>(next) {
            open.extend(children.iter().rev());
        }
    }
    found
}

/// The row a part is in.
pub(crate) fn row_of(world: &World, part: Entity) -> Option<Entity> {
    let mut row = part;
    while world.get::<Row>(row).is_none() {
        row = world.get::<ChildOf>(row)?.parent();
    }
    Some(row)
}

/// The first text of a row.
pub(crate) fn label(world: &World, row: Entity) -> String {
    let label = below(world, row).into_iter().find_map(|part| {
        world.get::<RowText>(part)?;
        world.get::<Text>(part).map(|text| text.0.clone())
    });
    label.unwrap_or_default()
}
