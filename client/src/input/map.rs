//! The player's bindings as leafwing's map, and what is pressed of it.

use bevy::prelude::*;
use leafwing_input_manager::prelude::updating::CentralInputStore;
use leafwing_input_manager::prelude::*;

use super::Action;
use super::in_use::PadInHand;
use crate::bindings::{Bindings, Trigger};

/// How far a stick must go to count as pressed, for what knows no more or less.
const PRESSED: f32 = 0.5;

/// What is bound. It is inside of a component of ours, for whoever has leafwing's own has it look, twice a frame, for
/// actions whose keys are a part of another one's: here none can be, and it was a seventh of all that a frame cost
/// (docs/decisions/0012-frame-time.md).
#[derive(Component, Deref)]
pub(super) struct Bound(InputMap<Action>);

impl Bound {
    pub(super) fn of(bindings: &Bindings) -> Self {
        Self(map(bindings))
    }
}

/// Reads what is pressed, on the pad in hand if on any.
pub(super) fn read(
    store: Res<CentralInputStore>,
    hand: Res<PadInHand>,
    mut players: Query<(&Bound, &mut ActionState<Action>)>,
) {
    // No pad is called so: where none is in hand, none counts.
    let pad = hand.pad.unwrap_or(Entity::PLACEHOLDER);
    for (bound, mut actions) in &mut players {
        for action in &Action::ALL {
            // What nothing is bound to any more comes up.
            let inputs = bound.get_buttonlike(action).map_or(&[][..], Vec::as_slice);
            // Its value alone says whether it is pressed, too: else a trigger that is pulled a little would begin anew every frame.
            let values = inputs.iter().map(|input| input.value(&store, pad));
            actions.set_button_value(action, values.fold(0.0, f32::max));
        }
    }
}

/// Directions of sticks that are read for how far they go are not among it: leafwing would know them only as pressed or
/// not.
fn map(bindings: &Bindings) -> InputMap<Action> {
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
