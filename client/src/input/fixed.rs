//! Keys and buttons that do one thing in one place, whatever is bound to them in a match: read here, and named like those
//! that are bound.

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;

use super::in_use::Pads;
use super::labels::Labels;
use super::names;
use crate::bindings::{Device, Trigger};
use crate::words::Words;

/// A key and a button that do the same; one of them may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fixed {
    key: Option<KeyCode>,
    button: Option<GamepadButton>,
}

impl Fixed {
    /// Chooses what has the focus.
    pub const ACCEPT: Self = Self::new(KeyCode::Enter, GamepadButton::South);
    /// Goes back a page.
    pub const BACK: Self = Self::new(KeyCode::Escape, GamepadButton::East);
    /// Gives up, and opens the menu of a match: no match has it for anything else.
    pub const LEAVE: Self = Self::new(KeyCode::Escape, GamepadButton::Start);
    /// Takes the last letter away.
    pub const DELETE: Self = Self::new(KeyCode::Backspace, GamepadButton::West);
    /// Keeps a game as a favourite.
    pub const KEEP: Self = Self::new(KeyCode::KeyF, GamepadButton::West);
    /// Looks at all games again.
    pub const LOOK_AGAIN: Self = Self::new(KeyCode::KeyR, GamepadButton::North);
    /// Turns what stands beside the page to the left; pads have a stick for it.
    pub const TURN_LEFT: Self = Self::key(KeyCode::KeyQ);
    /// Turns it to the right.
    pub const TURN_RIGHT: Self = Self::key(KeyCode::KeyE);

    /// A key and a button.
    #[must_use]
    pub const fn new(key: KeyCode, button: GamepadButton) -> Self {
        Self {
            key: Some(key),
            button: Some(button),
        }
    }

    /// A key alone.
    #[must_use]
    pub const fn key(key: KeyCode) -> Self {
        Self {
            key: Some(key),
            button: None,
        }
    }

    /// A button alone.
    #[must_use]
    pub const fn button(button: GamepadButton) -> Self {
        Self {
            key: None,
            button: Some(button),
        }
    }

    /// What it is as something to be bound: what is bound to the same is to be known.
    pub fn triggers(self) -> impl Iterator<Item = Trigger> {
        let key = self.key.map(Trigger::Key);
        key.into_iter().chain(self.button.map(Trigger::Pad))
    }

    /// What it is called on a device; empty where that has nothing for it.
    #[must_use]
    pub fn name(self, device: Device, labels: &Labels, words: &Words) -> String {
        let mut there = self.triggers().filter(|trigger| trigger.device() == device);
        let named = there.next().map(|trigger| names::trigger(trigger, labels, words));
        named.unwrap_or_default()
    }
}

/// Fingers on keys and buttons.
#[derive(SystemParam)]
pub struct Fingers<'w, 's> {
    keys: Res<'w, ButtonInput<KeyCode>>,
    pads: Pads<'w, 's>,
}

impl Fingers<'_, '_> {
    /// Whether it went down in this frame.
    #[must_use]
    pub fn began(&self, fixed: Fixed) -> bool {
        let on_pad = |button| self.pads.iter().any(|pad| pad.just_pressed(button));
        fixed.key.is_some_and(|key| self.keys.just_pressed(key)) || fixed.button.is_some_and(on_pad)
    }

    /// Whether it is down.
    #[must_use]
    pub fn hold(&self, fixed: Fixed) -> bool {
        let on_pad = |button| self.pads.iter().any(|pad| pad.pressed(button));
        fixed.key.is_some_and(|key| self.keys.pressed(key)) || fixed.button.is_some_and(on_pad)
    }
}
