//! What people call keys, buttons and sticks.

use bevy::input::gamepad::{GamepadAxis, GamepadButton};
use bevy::prelude::*;

use super::Action;
use crate::bindings::{Bindings, Device, Trigger};
use crate::words::Words;

/// What a trigger is called.
#[must_use]
pub fn trigger(trigger: Trigger, words: &Words) -> String {
    match trigger {
        Trigger::Key(code) => key(code, words),
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
        Trigger::Pad(button) => pad_button(button, words),
        Trigger::Stick { axis, positive } => stick(axis, positive, words),
    }
}

/// What does something on the device that is in use, else on the other; empty where nothing does.
#[must_use]
pub fn bound(bindings: &Bindings, action: Action, device: Device, words: &Words) -> String {
    let on = |device| bindings.slots(action, device).into_iter().flatten().next();
    let other = Device::ALL.into_iter().find(|other| *other != device);
    let bound = on(device).or_else(|| other.and_then(on));
    let always = match device {
        Device::Keys => Trigger::Key(KeyCode::Escape),
        Device::Pad => Trigger::Pad(GamepadButton::Start),
    };
    let bound = bound.or_else(|| (action == Action::Menu).then_some(always));
    bound.map(|bound| trigger(bound, words)).unwrap_or_default()
}

/// What turns the aim freely.
#[must_use]
pub fn aim(bindings: &Bindings, device: Device, words: &Words) -> String {
    let up = bindings.slots(Action::AimUp, device).into_iter().flatten().next();
    match (device, up) {
        (Device::Pad, Some(Trigger::Stick { axis, .. })) => match axis {
            GamepadAxis::RightStickX | GamepadAxis::RightStickY => words.say("pad-right-stick"),
            _ => words.say("pad-left-stick"),
        },
        (Device::Pad, Some(other)) => trigger(other, words),
        (Device::Pad, None) => bound(bindings, Action::NudgeLeft, device, words),
        (Device::Keys, _) => words.say("mouse-moved"),
    }
}

fn stick(axis: GamepadAxis, positive: bool, words: &Words) -> String {
    let (left, upright) = match axis {
        GamepadAxis::LeftStickX => (true, false),
        GamepadAxis::LeftStickY => (true, true),
        GamepadAxis::RightStickX => (false, false),
        GamepadAxis::RightStickY => (false, true),
        other => return format!("{other:?} {}", if positive { '+' } else { '−' }),
    };
    let sign = match (upright, positive) {
        (true, true) => "↑",
        (true, false) => "↓",
        (false, true) => "→",
        (false, false) => "←",
    };
    let name = if left {
        words.say("pad-left-stick")
    } else {
        words.say("pad-right-stick")
    };
    format!("{name} {sign}")
}

fn key(code: KeyCode, words: &Words) -> String {
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
        _ => return printed(code, words),
    };
    words.say(named)
}

/// A key that is called by what is printed on it.
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

/// By the letters most pads have.
fn pad_button(button: GamepadButton, words: &Words) -> String {
    let letters = match button {
        GamepadButton::South => "A",
        GamepadButton::East => "B",
        GamepadButton::West => "X",
        GamepadButton::North => "Y",
        GamepadButton::LeftTrigger => "LB",
        GamepadButton::RightTrigger => "RB",
        GamepadButton::LeftTrigger2 => "LT",
        GamepadButton::RightTrigger2 => "RT",
        GamepadButton::LeftThumb => return words.say("pad-left-thumb"),
        GamepadButton::RightThumb => return words.say("pad-right-thumb"),
        GamepadButton::DPadUp => return words.tell("pad-cross", [("way", "↑".into())]),
        GamepadButton::DPadDown => return words.tell("pad-cross", [("way", "↓".into())]),
        GamepadButton::DPadLeft => return words.tell("pad-cross", [("way", "←".into())]),
        GamepadButton::DPadRight => return words.tell("pad-cross", [("way", "→".into())]),
        GamepadButton::Select => return words.say("pad-select"),
        GamepadButton::Start => return words.say("pad-start"),
        other => return format!("{other:?}"),
    };
    letters.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_on_the_keys() {
        let words = Words::default();
        let named = |text: &str| Trigger::parse(text).map(|bound| trigger(bound, &words));
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
        let called = |bindings: &Bindings, action, device| bound(bindings, action, device, &words);
        let usual = Bindings::default();
        assert_eq!(called(&usual, Action::Ability, Device::Keys), "V");
        assert_eq!(called(&usual, Action::Ability, Device::Pad), "Left stick pressed");
        // What the pad has nothing for is told as the keyboard has it.
        assert_eq!(called(&usual, Action::Choice1, Device::Pad), "F5");
        assert_eq!(called(&usual, Action::Menu, Device::Pad), "Start");
        assert_eq!(called(&Bindings::none(), Action::Ability, Device::Keys), "");
        assert_eq!(aim(&usual, Device::Keys, &words), "Mouse");
        assert_eq!(aim(&usual, Device::Pad, &words), "Right stick");
    }
}
