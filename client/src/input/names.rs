//! What people call the keys, buttons and sticks that actions are bound to.

use bevy::input::gamepad::{GamepadAxis, GamepadButton};
use bevy::prelude::*;
use leafwing_input_manager::prelude::*;
use leafwing_input_manager::user_input::{Axislike, Buttonlike, DualAxislike};

use super::Action;

/// What an action is bound to, by device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// On the keyboard.
    pub keys: Vec<String>,
    /// On the mouse.
    pub mouse: Vec<String>,
    /// On a pad.
    pub pad: Vec<String>,
}

/// Where a button is and what it is called there.
enum Named {
    Key(String),
    Mouse(String),
    Pad(String),
}

impl Inputs {
    /// Adds a name, once: the left and the right of two like keys have the same.
    fn add(&mut self, named: Named) {
        let (names, name) = match named {
            Named::Key(name) => (&mut self.keys, name),
            Named::Mouse(name) => (&mut self.mouse, name),
            Named::Pad(name) => (&mut self.pad, name),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
}

/// All that an action is bound to.
#[must_use]
pub fn inputs(map: &InputMap<Action>, action: Action) -> Inputs {
    let mut inputs = Inputs::default();
    let buttons = map.get_buttonlike(&action).into_iter().flatten();
    let axes = map.get_axislike(&action).into_iter().flatten();
    let pairs = map.get_dual_axislike(&action).into_iter().flatten();
    let named = buttons
        .filter_map(|input| button(input.as_ref()))
        .chain(axes.filter_map(|input| axis(input.as_ref(), action)))
        .chain(pairs.filter_map(|input| pair(input.as_ref())));
    for named in named {
        inputs.add(named);
    }
    if action == Action::Look {
        // The mouse is read as it comes and bound to nothing.
        inputs.add(Named::Mouse("Move".to_owned()));
    }
    inputs
}

fn button(input: &dyn Buttonlike) -> Option<Named> {
    let input = Reflect::as_any(input);
    if let Some(code) = input.downcast_ref::<KeyCode>() {
        return Some(Named::Key(key(*code)));
    }
    if let Some(button) = input.downcast_ref::<GamepadButton>() {
        return Some(Named::Pad(pad_button(*button)));
    }
    if let Some(wheel) = input.downcast_ref::<MouseScrollDirection>() {
        let up = *wheel == MouseScrollDirection::UP;
        return Some(Named::Mouse(
            if up { "Wheel up" } else { "Wheel down" }.to_owned(),
        ));
    }
    let button = input.downcast_ref::<MouseButton>()?;
    Some(Named::Mouse(match button {
        MouseButton::Middle => "Wheel pressed".to_owned(),
        other => format!("{other:?} button"),
    }))
}

fn axis(input: &dyn Axislike, action: Action) -> Option<Named> {
    let input = Reflect::as_any(input);
    if let Some(axis) = input.downcast_ref::<GamepadControlAxis>() {
        return Some(Named::Pad(stick(axis.axis)));
    }
    let axis = input.downcast_ref::<VirtualAxis>()?;
    // As the title of the action says it: forward is named before reverse, left before right.
    let both = [button(axis.negative.as_ref())?, button(axis.positive.as_ref())?];
    Some(match (both, action) {
        ([Named::Key(reverse), Named::Key(forward)], Action::Throttle) => {
            Named::Key(format!("{forward} / {reverse}"))
        }
        ([Named::Key(left), Named::Key(right)], _) => Named::Key(format!("{left} / {right}")),
        ([Named::Pad(left), Named::Pad(right)], _) => Named::Pad(format!("{left} / {right}")),
        _ => return None,
    })
}

fn pair(input: &dyn DualAxislike) -> Option<Named> {
    let input = Reflect::as_any(input);
    if let Some(both) = input.downcast_ref::<GamepadStick>() {
        return Some(Named::Pad(stick(both.x)));
    }
    let pad = input.downcast_ref::<VirtualDPad>()?;
    if *pad == VirtualDPad::arrow_keys() {
        return Some(Named::Key("Arrows".to_owned()));
    }
    let names = [&pad.up, &pad.left, &pad.down, &pad.right].map(|input| match button(input.as_ref()) {
        Some(Named::Key(name)) => name,
        _ => String::new(),
    });
    Some(Named::Key(names.join(" ")))
}

fn stick(axis: GamepadAxis) -> String {
    match axis {
        GamepadAxis::LeftStickX | GamepadAxis::LeftStickY => "Left stick".to_owned(),
        GamepadAxis::RightStickX | GamepadAxis::RightStickY => "Right stick".to_owned(),
        other => format!("{other:?}"),
    }
}

fn key(code: KeyCode) -> String {
    let name = match code {
        KeyCode::ControlLeft | KeyCode::ControlRight => "Ctrl",
        KeyCode::ShiftLeft | KeyCode::ShiftRight => "Shift",
        KeyCode::AltLeft => "Left Alt",
        KeyCode::AltRight => "Right Alt",
        KeyCode::Escape => "Esc",
        other => {
            let name = format!("{other:?}");
            let plain = ["Key", "Digit", "Arrow"]
                .iter()
                .find_map(|prefix| name.strip_prefix(prefix));
            return plain.unwrap_or(&name).to_owned();
        }
    };
    name.to_owned()
}

/// By the letters most pads have.
fn pad_button(button: GamepadButton) -> String {
    let name = match button {
        GamepadButton::South => "A",
        GamepadButton::East => "B",
        GamepadButton::West => "X",
        GamepadButton::North => "Y",
        GamepadButton::LeftTrigger => "LB",
        GamepadButton::RightTrigger => "RB",
        GamepadButton::LeftTrigger2 => "LT",
        GamepadButton::RightTrigger2 => "RT",
        GamepadButton::RightThumb => "Right stick pressed",
        GamepadButton::LeftThumb => "Left stick pressed",
        GamepadButton::DPadUp => "D-pad up",
        GamepadButton::DPadDown => "D-pad down",
        GamepadButton::DPadLeft => "D-pad left",
        GamepadButton::DPadRight => "D-pad right",
        other => return format!("{other:?}"),
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::bindings;

    #[test]
    fn names_are_those_on_the_keys() {
        let map = bindings();
        let of = |action| inputs(&map, action);
        assert_eq!(of(Action::Throttle).keys, ["W / S"]);
        assert_eq!(of(Action::Throttle).pad, ["Left stick"]);
        assert_eq!(of(Action::Steer).keys, ["A / D"]);
        assert_eq!(of(Action::Strafe).pad, ["LB / RB"]);
        assert_eq!(of(Action::Fire).keys, ["Ctrl", "F"]);
        assert_eq!(of(Action::Fire).mouse, ["Left button"]);
        assert_eq!(of(Action::Look).mouse, ["Move"]);
        assert_eq!(of(Action::Nudge).keys, ["Arrows"]);
        assert_eq!(of(Action::NextWeapon).mouse, ["Wheel down"]);
        assert_eq!(of(Action::Menu).keys, ["Esc"]);
    }

    #[test]
    fn every_input_of_every_action_is_listed() {
        let map = bindings();
        let count = |action: &Action| {
            let both = map.get_buttonlike(action).map_or(0, Vec::len)
                + map.get_axislike(action).map_or(0, Vec::len)
                + map.get_dual_axislike(action).map_or(0, Vec::len);
            both + usize::from(*action == Action::Look)
        };
        for action in Action::ALL {
            let Inputs { keys, mouse, pad } = inputs(&map, action);
            // The left and the right of two like keys are one name.
            let twice = usize::from(matches!(action, Action::Fire | Action::Boost));
            assert_eq!(
                keys.len() + mouse.len() + pad.len() + twice,
                count(&action),
                "{action:?}"
            );
            assert!(!action.title().is_empty());
            // With keys alone one aims beside the nose.
            assert!(
                !keys.is_empty() || action == Action::Look,
                "{action:?} has no key"
            );
        }
    }
}
