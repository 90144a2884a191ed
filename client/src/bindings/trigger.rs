//! A key, a button, a turn of the wheel or a direction of a stick: what an action can be bound to, and how that is
//! written in the settings.

use std::fmt;

use bevy::input::gamepad::{GamepadAxis, GamepadButton};
use bevy::prelude::*;
use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};

/// What a trigger is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Device {
    /// Keyboard and mouse: they lie side by side.
    Keys,
    /// A gamepad.
    Pad,
}

impl Device {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Keys, Self::Pad];

    /// What it is called in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Keys => "keys",
            Self::Pad => "pad",
        }
    }
}

/// What an action can be bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trigger {
    /// A key, by its place on the keyboard.
    Key(KeyCode),
    /// A button of the mouse.
    Mouse(MouseButton),
    /// The wheel, a notch up or down.
    Wheel {
        /// Away from the player.
        up: bool,
    },
    /// A button of a pad.
    Pad(GamepadButton),
    /// A stick, pushed one way.
    Stick {
        /// Along which axis.
        axis: GamepadAxis,
        /// To the right, or up.
        positive: bool,
    },
}

impl Trigger {
    /// What it is on.
    #[must_use]
    pub const fn device(self) -> Device {
        match self {
            Self::Key(_) | Self::Mouse(_) | Self::Wheel { .. } => Device::Keys,
            Self::Pad(_) | Self::Stick { .. } => Device::Pad,
        }
    }

    /// Whether an action may have it: what leaves menus and captures must always do that.
    #[must_use]
    pub const fn is_free(self) -> bool {
        !matches!(self, Self::Key(KeyCode::Escape) | Self::Pad(GamepadButton::Start))
    }

    /// Reads what [`Display`](fmt::Display) writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let read = StrDeserializer::<Error>::new;
        let trigger = match text.split_once(' ') {
            None => Self::Key(KeyCode::deserialize(read(text)).ok()?),
            Some(("Mouse", name)) => Self::Mouse(MouseButton::deserialize(read(name)).ok()?),
            Some(("Wheel", "Up")) => Self::Wheel { up: true },
            Some(("Wheel", "Down")) => Self::Wheel { up: false },
            Some(("Pad", name)) => Self::Pad(GamepadButton::deserialize(read(name)).ok()?),
            Some(("Stick", name)) => {
                let (name, positive) = match (name.strip_suffix('+'), name.strip_suffix('-')) {
                    (Some(name), _) => (name, true),
                    (_, Some(name)) => (name, false),
                    _ => return None,
                };
                let axis = GamepadAxis::deserialize(read(name)).ok()?;
                Self::Stick { axis, positive }
            }
            Some(_) => return None,
        };
        Some(trigger).filter(|trigger| trigger.is_free())
    }
}

impl fmt::Display for Trigger {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => write!(out, "{key:?}"),
            Self::Mouse(button) => write!(out, "Mouse {button:?}"),
            Self::Wheel { up: true } => out.write_str("Wheel Up"),
            Self::Wheel { up: false } => out.write_str("Wheel Down"),
            Self::Pad(button) => write!(out, "Pad {button:?}"),
            Self::Stick { axis, positive } => {
                write!(out, "Stick {axis:?}{}", if *positive { '+' } else { '-' })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for trigger in [
            Trigger::Key(KeyCode::KeyW),
            Trigger::Key(KeyCode::NumpadEnter),
            Trigger::Mouse(MouseButton::Back),
            Trigger::Wheel { up: false },
            Trigger::Pad(GamepadButton::LeftTrigger2),
            Trigger::Stick {
                axis: GamepadAxis::RightStickY,
                positive: false,
            },
        ] {
            assert_eq!(Trigger::parse(&trigger.to_string()), Some(trigger), "{trigger}");
        }
        for text in [
            "",
            "Q",
            "Mouse",
            "Mouse Nose",
            "Stick LeftStickX",
            "Wheel Sideways",
            "Escape",
            "Pad Start",
        ] {
            assert_eq!(Trigger::parse(text), None, "{text}");
        }
    }
}
