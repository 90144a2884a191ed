//! What people call keys, buttons and sticks.

use bevy::input::gamepad::{GamepadAxis, GamepadButton};
use bevy::prelude::*;

use super::Action;
use super::fixed::Fixed;
use super::labels::{Labels, Make};
use crate::bindings::{Bindings, Device, Trigger};
use crate::words::Words;

/// What a trigger is called.
#[must_use]
pub fn trigger(trigger: Trigger, labels: &Labels, words: &Words) -> String {
    match trigger {
        Trigger::Key(code) => key(code, labels, words),
        Trigger::Mouse(button) => match button {
            MouseButton::Left => words.say("mouse-left"),
            MouseButton::Right => words.say("mouse-right"),
            MouseButton::Middle => words.say("mouse-middle"),
            MouseButton::Back => words.say("mouse-back"),
            MouseButton::Forward => words.say("mouse-forward"),
            MouseButton::Other(number) => words.tell("mouse-other", [("count", i64::from(number).into())]),
        },
        Trigger::Wheel { up: true } => words.say("wheel-up"),
        Trigger::Wheel { up: false } => words.say("wheel-down"),
        Trigger::Pad(button) => pad_button(button, labels.make, words),
        Trigger::Stick { axis, positive } => stick(axis, positive, words),
    }
}

/// What does something on a device; empty where nothing does.
#[must_use]
pub fn bound(bindings: &Bindings, action: Action, device: Device, labels: &Labels, words: &Words) -> String {
    let bound = bindings.slots(action, device).into_iter().flatten().next();
    let bound = bound.map(|bound| trigger(bound, labels, words));
    let always = || Fixed::LEAVE.name(device, labels, words);
    bound
        .or_else(|| (action == Action::Menu).then(always))
        .unwrap_or_default()
}

/// What turns the aim on a device: the mouse, else what turns it freely, else what turns it beside the nose, else what
/// turns the nose, which it follows.
#[must_use]
pub fn aim(bindings: &Bindings, device: Device, labels: &Labels, words: &Words) -> String {
    use Action::{
        AimDown, AimLeft, AimRight, AimUp, NudgeDown, NudgeLeft, NudgeRight, NudgeUp, TurnLeft, TurnRight,
    };
    // Whoever has nothing on a button of the mouse has no hand on it.
    let by_mouse = bindings
        .all()
        .any(|(_, bound)| matches!(bound, Trigger::Mouse(_)));
    if device == Device::Keys && by_mouse {
        return words.say("mouse-moved");
    }
    let ways: [&[Action]; 3] = [
        &[AimUp, AimDown, AimLeft, AimRight],
        &[NudgeUp, NudgeDown, NudgeLeft, NudgeRight],
        &[TurnLeft, TurnRight],
    ];
    let names = |actions: &[Action]| {
        let mut names: Vec<String> = Vec::new();
        for action in actions {
            let first = bindings.slots(*action, device).into_iter().flatten().next();
            let name = match first {
                Some(Trigger::Stick { axis, .. }) => stick_name(axis, words),
                Some(other) => trigger(other, labels, words),
                None => continue,
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(" ")
    };
    let mut named = ways.into_iter().map(names).filter(|names| !names.is_empty());
    named.next().unwrap_or_default()
}

/// The stick of an axis.
fn stick_name(axis: GamepadAxis, words: &Words) -> String {
    match axis {
        GamepadAxis::RightStickX | GamepadAxis::RightStickY => words.say("pad-right-stick"),
        _ => words.say("pad-left-stick"),
    }
}

fn stick(axis: GamepadAxis, positive: bool, words: &Words) -> String {
    let upright = match axis {
        GamepadAxis::LeftStickX | GamepadAxis::RightStickX => false,
        GamepadAxis::LeftStickY | GamepadAxis::RightStickY => true,
        other => return format!("{other:?} {}", if positive { '+' } else { '−' }),
    };
    let sign = match (upright, positive) {
        (true, true) => "↑",
        (true, false) => "↓",
        (false, true) => "→",
        (false, false) => "←",
    };
    format!("{} {sign}", stick_name(axis, words))
}

fn key(code: KeyCode, labels: &Labels, words: &Words) -> String {
    let named = match code {
        KeyCode::Space => "key-space",
        KeyCode::Enter => "key-enter",
        KeyCode::Tab => "key-tab",
        KeyCode::Backspace => "key-backspace",
        KeyCode::CapsLock => "key-caps-lock",
        KeyCode::Insert => "key-insert",
        KeyCode::Delete => "key-delete",
        KeyCode::Home => "key-home",
        KeyCode::End => "key-end",
        KeyCode::PageUp => "key-page-up",
        KeyCode::PageDown => "key-page-down",
        KeyCode::ControlLeft => "key-control-left",
        KeyCode::ControlRight => "key-control-right",
        KeyCode::ShiftLeft => "key-shift-left",
        KeyCode::ShiftRight => "key-shift-right",
        KeyCode::AltLeft => "key-alt-left",
        KeyCode::AltRight => "key-alt-right",
        KeyCode::Escape => "key-escape",
        _ => {
            let seen = labels.of_key(code).map(String::from);
            return seen.unwrap_or_else(|| printed(code, words));
        }
    };
    words.say(named)
}

/// A key that is called by what is printed on it in America.
fn printed(code: KeyCode, words: &Words) -> String {
    let sign = match code {
        KeyCode::ArrowUp => "↑",
        KeyCode::ArrowDown => "↓",
        KeyCode::ArrowLeft => "←",
        KeyCode::ArrowRight => "→",
        KeyCode::Minus => "-",
        KeyCode::Equal => "=",
        KeyCode::BracketLeft => "[",
        KeyCode::BracketRight => "]",
        KeyCode::Semicolon => ";",
        KeyCode::Quote => "'",
        KeyCode::Backquote => "`",
        KeyCode::Backslash => "\\",
        KeyCode::Comma => ",",
        KeyCode::Period => ".",
        KeyCode::Slash => "/",
        KeyCode::NumpadAdd => return numpad("+", words),
        KeyCode::NumpadSubtract => return numpad("-", words),
        KeyCode::NumpadMultiply => return numpad("*", words),
        KeyCode::NumpadDivide => return numpad("/", words),
        KeyCode::NumpadDecimal => return numpad(".", words),
        KeyCode::NumpadEnter => return numpad(&words.say("key-enter"), words),
        other => {
            let name = format!("{other:?}");
            if let Some(rest) = name.strip_prefix("Numpad") {
                return numpad(rest, words);
            }
            let plain = ["Key", "Digit"]
                .iter()
                .find_map(|prefix| name.strip_prefix(prefix));
            return plain.unwrap_or(&name).to_owned();
        }
    };
    sign.to_owned()
}

fn numpad(sign: &str, words: &Words) -> String {
    words.tell("key-numpad", [("key", sign.into())])
}

/// By what its maker has on it.
fn pad_button(button: GamepadButton, make: Make, words: &Words) -> String {
    let signs = match (button, make) {
        (GamepadButton::South, Make::Usual) | (GamepadButton::East, Make::Nintendo) => "A",
        (GamepadButton::East, Make::Usual) | (GamepadButton::South, Make::Nintendo) => "B",
        (GamepadButton::West, Make::Usual) | (GamepadButton::North, Make::Nintendo) => "X",
        (GamepadButton::North, Make::Usual) | (GamepadButton::West, Make::Nintendo) => "Y",
        (GamepadButton::South, Make::Sony) => return words.say("pad-sony-south"),
        (GamepadButton::East, Make::Sony) => return words.say("pad-sony-east"),
        (GamepadButton::West, Make::Sony) => return words.say("pad-sony-west"),
        (GamepadButton::North, Make::Sony) => return words.say("pad-sony-north"),
        (GamepadButton::LeftTrigger, Make::Usual) => "LB",
        (GamepadButton::RightTrigger, Make::Usual) => "RB",
        (GamepadButton::LeftTrigger2, Make::Usual) => "LT",
        (GamepadButton::RightTrigger2, Make::Usual) => "RT",
        (GamepadButton::LeftTrigger, Make::Sony) => "L1",
        (GamepadButton::RightTrigger, Make::Sony) => "R1",
        (GamepadButton::LeftTrigger2, Make::Sony) => "L2",
        (GamepadButton::RightTrigger2, Make::Sony) => "R2",
        (GamepadButton::LeftTrigger, Make::Nintendo) => "L",
        (GamepadButton::RightTrigger, Make::Nintendo) => "R",
        (GamepadButton::LeftTrigger2, Make::Nintendo) => "ZL",
        (GamepadButton::RightTrigger2, Make::Nintendo) => "ZR",
        (GamepadButton::Select, Make::Sony) => "Share",
        (GamepadButton::Start, Make::Sony) => "Options",
        (GamepadButton::Select, Make::Nintendo) => "−",
        (GamepadButton::Start, Make::Nintendo) => "+",
        (GamepadButton::Select, Make::Usual) => return words.say("pad-select"),
        (GamepadButton::Start, Make::Usual) => return words.say("pad-start"),
        (GamepadButton::LeftThumb, _) => return words.say("pad-left-thumb"),
        (GamepadButton::RightThumb, _) => return words.say("pad-right-thumb"),
        (GamepadButton::DPadUp, _) => return words.tell("pad-cross", [("way", "↑".into())]),
        (GamepadButton::DPadDown, _) => return words.tell("pad-cross", [("way", "↓".into())]),
        (GamepadButton::DPadLeft, _) => return words.tell("pad-cross", [("way", "←".into())]),
        (GamepadButton::DPadRight, _) => return words.tell("pad-cross", [("way", "→".into())]),
        (other, _) => return format!("{other:?}"),
    };
    signs.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bindings::Scheme;
    use crate::input::labels::Layout;

    #[test]
    fn names_are_those_on_the_keys() {
        let (labels, words) = (Labels::default(), Words::default());
        let named = |text: &str| Trigger::parse(text).map(|bound| trigger(bound, &labels, &words));
        for (text, name) in [
            ("KeyW", "W"),
            ("Digit3", "3"),
            ("Space", "Space"),
            ("ShiftLeft", "Left Shift"),
            ("ArrowUp", "↑"),
            ("Numpad4", "Num 4"),
            ("NumpadEnter", "Num Enter"),
            ("F7", "F7"),
            ("Mouse Left", "Left mouse button"),
            ("Wheel Down", "Wheel down"),
            ("Pad South", "A"),
            ("Pad DPadLeft", "D-pad ←"),
            ("Stick LeftStickY-", "Left stick ↓"),
        ] {
            assert_eq!(named(text).as_deref(), Some(name), "{text}");
        }
        let called = |bindings: &Bindings, action, device| bound(bindings, action, device, &labels, &words);
        let usual = Bindings::default();
        assert_eq!(called(&usual, Action::Ability, Device::Keys), "V");
        assert_eq!(called(&usual, Action::Ability, Device::Pad), "Left stick pressed");
        // What the pad has nothing for is not told as the keyboard has it.
        assert_eq!(called(&usual, Action::Choice1, Device::Pad), "");
        assert_eq!(called(&usual, Action::Menu, Device::Pad), "Start");
        assert_eq!(called(&usual, Action::Menu, Device::Keys), "Esc");
        assert_eq!(called(&Bindings::none(), Action::Ability, Device::Keys), "");
    }

    #[test]
    fn the_aim_is_turned_by_what_the_hands_have() {
        let (labels, words) = (Labels::default(), Words::default());
        let turns =
            |scheme: Scheme| Device::ALL.map(|device| aim(&scheme.bindings(), device, &labels, &words));
        assert_eq!(turns(Scheme::Usual), ["Mouse", "Right stick"]);
        // One hand on the keys is none on the mouse; half a pad turns the nose, and the aim follows it.
        assert_eq!(turns(Scheme::LeftHand), ["T G", "Left stick"]);
        assert_eq!(
            turns(Scheme::RightHand),
            ["Num 8 Num 5 Num 4 Num 6", "Right stick"]
        );
        assert_eq!(aim(&Bindings::none(), Device::Pad, &labels, &words), "");
    }

    #[test]
    fn names_are_those_of_the_country_and_of_the_maker() {
        let words = Words::default();
        let mut labels = Labels::default();
        labels.layout = Layout::Azerty;
        let named = |text: &str, labels: &Labels| {
            let bound = Trigger::parse(text);
            bound
                .map(|bound| trigger(bound, labels, &words))
                .unwrap_or_default()
        };
        let drive = ["KeyW", "KeyA", "KeyS", "KeyD", "Digit1", "Space"];
        assert_eq!(
            drive.map(|key| named(key, &labels)),
            ["Z", "Q", "S", "D", "1", "Space"]
        );
        let buttons = [
            "Pad South",
            "Pad East",
            "Pad West",
            "Pad North",
            "Pad RightTrigger2",
        ];
        for (make, names) in [
            (Make::Usual, ["A", "B", "X", "Y", "RT"]),
            (Make::Sony, ["Cross", "Circle", "Square", "Triangle", "R2"]),
            (Make::Nintendo, ["B", "A", "Y", "X", "ZR"]),
        ] {
            labels.make = make;
            assert_eq!(buttons.map(|button| named(button, &labels)), names);
        }
        assert_eq!(Make::of_vendor(Some(0x054C)), Make::Sony);
        labels.make = Make::Sony;
        assert_eq!(Fixed::LEAVE.name(Device::Pad, &labels, &words), "Options");
    }
}
