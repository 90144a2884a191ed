//! The player's bindings as leafwing reads them.

use bevy::prelude::*;
use leafwing_input_manager::prelude::*;

use super::Action;
use crate::bindings::{Bindings, Trigger};

/// How far a stick must go to count as pressed, for what knows no more or less.
const PRESSED: f32 = 0.5;

/// What leafwing is to read. Directions of sticks that are read for how far they go are not among it: it would know them
/// only as pressed or not.
pub(super) fn of(bindings: &Bindings) -> InputMap<Action> {
    let mut map = InputMap::default();
    for (action, trigger) in bindings.all() {
        match trigger {
            Trigger::Key(key) => map.insert(action, key),
            Trigger::Mouse(button) => map.insert(action, button),
            Trigger::Wheel { up: true } => map.insert(action, MouseScrollDirection::UP),
            Trigger::Wheel { up: false } => map.insert(action, MouseScrollDirection::DOWN),
            Trigger::Pad(button) => map.insert(action, button),
            Trigger::Stick { .. } if action.is_gradual() => &mut map,
            Trigger::Stick { axis, positive: true } => {
                map.insert(action, GamepadControlDirection::positive(axis).threshold(PRESSED))
            }
            Trigger::Stick {
                axis,
                positive: false,
            } => map.insert(action, GamepadControlDirection::negative(axis).threshold(PRESSED)),
        };
    }
    // However everything is bound, the menu can be reached, and there bound anew.
    map.insert(Action::Menu, KeyCode::Escape)
        .insert(Action::Menu, GamepadButton::Start);
    map
}
