//! Ready-made bindings: the usual ones, and some for one hand. Everything can be done with keys alone. None has Alt: with
//! other keys that is the system's, which would take the window away in the middle of a match.

use bevy::input::gamepad::{GamepadAxis, GamepadButton};
use bevy::prelude::*;

use super::{Action, Bindings, Device, SLOTS, Trigger};

/// Ready-made bindings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Both hands on keyboard and mouse, or on a pad.
    Usual,
    /// The left hand alone, on the left of the keyboard or of the pad. The aim follows the nose.
    LeftHand,
    /// The right hand alone, on arrows and number pad or on the right of the pad.
    RightHand,
}

use Trigger::{Key, Mouse, Pad};

const fn stick(axis: GamepadAxis, positive: bool) -> Trigger {
    Trigger::Stick { axis, positive }
}

const LEFT: [Trigger; 4] = directions(GamepadAxis::LeftStickX, GamepadAxis::LeftStickY);
const RIGHT: [Trigger; 4] = directions(GamepadAxis::RightStickX, GamepadAxis::RightStickY);

/// Up, down, left and right of a stick.
const fn directions(x: GamepadAxis, y: GamepadAxis) -> [Trigger; 4] {
    [stick(y, true), stick(y, false), stick(x, false), stick(x, true)]
}

const WHEEL: [Trigger; 2] = [Trigger::Wheel { up: true }, Trigger::Wheel { up: false }];

/// The usual keys.
const KEYS: &[(Action, Trigger)] = &[
    (Action::Forward, Key(KeyCode::KeyW)),
    (Action::Reverse, Key(KeyCode::KeyS)),
    (Action::TurnLeft, Key(KeyCode::KeyA)),
    (Action::TurnRight, Key(KeyCode::KeyD)),
    (Action::SlideLeft, Key(KeyCode::KeyQ)),
    (Action::SlideRight, Key(KeyCode::KeyE)),
    (Action::NudgeUp, Key(KeyCode::ArrowUp)),
    (Action::NudgeDown, Key(KeyCode::ArrowDown)),
    (Action::NudgeLeft, Key(KeyCode::ArrowLeft)),
    (Action::NudgeRight, Key(KeyCode::ArrowRight)),
    (Action::Fire, Mouse(MouseButton::Left)),
    (Action::Fire, Key(KeyCode::ControlLeft)),
    (Action::Boost, Key(KeyCode::ShiftLeft)),
    (Action::Boost, Mouse(MouseButton::Right)),
    (Action::Jump, Key(KeyCode::Space)),
    (Action::Brake, Key(KeyCode::KeyC)),
    (Action::Ability, Key(KeyCode::KeyV)),
    (Action::Ability, Mouse(MouseButton::Back)),
    (Action::Weapon1, Key(KeyCode::Digit1)),
    (Action::Weapon2, Key(KeyCode::Digit2)),
    (Action::Weapon3, Key(KeyCode::Digit3)),
    (Action::Weapon4, Key(KeyCode::Digit4)),
    (Action::Weapon5, Key(KeyCode::Digit5)),
    (Action::Weapon6, Key(KeyCode::Digit6)),
    (Action::Weapon7, Key(KeyCode::Digit7)),
    (Action::Weapon8, Key(KeyCode::Digit8)),
    (Action::NextWeapon, Key(KeyCode::KeyX)),
    (Action::NextWeapon, WHEEL[1]),
    (Action::PreviousWeapon, Key(KeyCode::KeyZ)),
    (Action::PreviousWeapon, WHEEL[0]),
    (Action::LookBack, Key(KeyCode::KeyR)),
    (Action::LookBack, Mouse(MouseButton::Middle)),
    (Action::Scoreboard, Key(KeyCode::Tab)),
    (Action::Chat, Key(KeyCode::Enter)),
    (Action::Chat, Key(KeyCode::KeyT)),
    (Action::TeamChat, Key(KeyCode::KeyY)),
    (Action::Phrases, Key(KeyCode::KeyB)),
    (Action::Ping, Key(KeyCode::KeyG)),
    (Action::Ping, Mouse(MouseButton::Forward)),
    (Action::Choice1, Key(KeyCode::F5)),
    (Action::Choice2, Key(KeyCode::F6)),
    (Action::Choice3, Key(KeyCode::F7)),
    (Action::NetGraph, Key(KeyCode::F3)),
    (Action::Ghosts, Key(KeyCode::F4)),
];

/// The usual buttons.
const PAD: &[(Action, Trigger)] = &[
    (Action::Forward, LEFT[0]),
    (Action::Reverse, LEFT[1]),
    (Action::TurnLeft, LEFT[2]),
    (Action::TurnRight, LEFT[3]),
    (Action::SlideLeft, Pad(GamepadButton::LeftTrigger)),
    (Action::SlideRight, Pad(GamepadButton::RightTrigger)),
    (Action::AimUp, RIGHT[0]),
    (Action::AimDown, RIGHT[1]),
    (Action::AimLeft, RIGHT[2]),
    (Action::AimRight, RIGHT[3]),
    (Action::Fire, Pad(GamepadButton::RightTrigger2)),
    (Action::Boost, Pad(GamepadButton::LeftTrigger2)),
    (Action::Jump, Pad(GamepadButton::South)),
    (Action::Brake, Pad(GamepadButton::East)),
    (Action::Ability, Pad(GamepadButton::LeftThumb)),
    (Action::NextWeapon, Pad(GamepadButton::North)),
    (Action::PreviousWeapon, Pad(GamepadButton::West)),
    (Action::Weapon1, Pad(GamepadButton::DPadLeft)),
    (Action::Weapon2, Pad(GamepadButton::DPadUp)),
    (Action::Weapon3, Pad(GamepadButton::DPadRight)),
    (Action::Phrases, Pad(GamepadButton::DPadDown)),
    (Action::LookBack, Pad(GamepadButton::RightThumb)),
    (Action::Scoreboard, Pad(GamepadButton::Select)),
];

/// What whoever looks on has on the keyboard, whatever they drive with.
const WATCH_KEYS: &[(Action, Trigger)] = &[
    (Action::WatchForward, Key(KeyCode::KeyW)),
    (Action::WatchBack, Key(KeyCode::KeyS)),
    (Action::WatchLeft, Key(KeyCode::KeyA)),
    (Action::WatchRight, Key(KeyCode::KeyD)),
    (Action::WatchUp, Key(KeyCode::KeyE)),
    (Action::WatchDown, Key(KeyCode::KeyQ)),
    (Action::WatchHurry, Key(KeyCode::ShiftLeft)),
    (Action::WatchHurry, Key(KeyCode::ShiftRight)),
    (Action::NextHog, Key(KeyCode::KeyX)),
    (Action::PreviousHog, Key(KeyCode::KeyZ)),
    (Action::NextCamera, Key(KeyCode::KeyC)),
    (Action::ChaseCamera, Key(KeyCode::Digit1)),
    (Action::EyesCamera, Key(KeyCode::Digit2)),
    (Action::FreeCamera, Key(KeyCode::Digit3)),
    (Action::HideHud, Key(KeyCode::KeyH)),
    (Action::ReplayPause, Key(KeyCode::Space)),
    (Action::ReplaySlower, Key(KeyCode::ArrowDown)),
    (Action::ReplayFaster, Key(KeyCode::ArrowUp)),
    (Action::ReplayBack, Key(KeyCode::ArrowLeft)),
    (Action::ReplayOnward, Key(KeyCode::ArrowRight)),
    (Action::ReplayTickBack, Key(KeyCode::Comma)),
    (Action::ReplayTick, Key(KeyCode::Period)),
    (Action::ReplayStart, Key(KeyCode::Home)),
    (Action::ReplayEnd, Key(KeyCode::End)),
];

/// The same on a pad.
const WATCH_PAD: &[(Action, Trigger)] = &[
    (Action::WatchForward, LEFT[0]),
    (Action::WatchBack, LEFT[1]),
    (Action::WatchLeft, LEFT[2]),
    (Action::WatchRight, LEFT[3]),
    (Action::WatchUp, Pad(GamepadButton::RightTrigger2)),
    (Action::WatchDown, Pad(GamepadButton::LeftTrigger2)),
    (Action::LookUp, RIGHT[0]),
    (Action::LookDown, RIGHT[1]),
    (Action::LookLeft, RIGHT[2]),
    (Action::LookRight, RIGHT[3]),
    (Action::WatchHurry, Pad(GamepadButton::LeftThumb)),
    (Action::NextHog, Pad(GamepadButton::RightTrigger)),
    (Action::PreviousHog, Pad(GamepadButton::LeftTrigger)),
    (Action::NextCamera, Pad(GamepadButton::North)),
    (Action::HideHud, Pad(GamepadButton::East)),
    (Action::ReplayPause, Pad(GamepadButton::South)),
    (Action::ReplayTick, Pad(GamepadButton::West)),
    (Action::ReplaySlower, Pad(GamepadButton::DPadDown)),
    (Action::ReplayFaster, Pad(GamepadButton::DPadUp)),
    (Action::ReplayBack, Pad(GamepadButton::DPadLeft)),
    (Action::ReplayOnward, Pad(GamepadButton::DPadRight)),
];

/// Around the left hand's home: thumb on the space bar fires, the small finger boosts.
const LEFT_KEYS: &[(Action, Trigger)] = &[
    (Action::Forward, Key(KeyCode::KeyW)),
    (Action::Reverse, Key(KeyCode::KeyS)),
    (Action::TurnLeft, Key(KeyCode::KeyA)),
    (Action::TurnRight, Key(KeyCode::KeyD)),
    (Action::SlideLeft, Key(KeyCode::KeyQ)),
    (Action::SlideRight, Key(KeyCode::KeyE)),
    (Action::NudgeUp, Key(KeyCode::KeyT)),
    (Action::NudgeDown, Key(KeyCode::KeyG)),
    (Action::Fire, Key(KeyCode::Space)),
    (Action::Boost, Key(KeyCode::ShiftLeft)),
    (Action::Jump, Key(KeyCode::KeyF)),
    (Action::Brake, Key(KeyCode::KeyC)),
    (Action::Ability, Key(KeyCode::KeyV)),
    (Action::Weapon1, Key(KeyCode::Digit1)),
    (Action::Weapon2, Key(KeyCode::Digit2)),
    (Action::Weapon3, Key(KeyCode::Digit3)),
    (Action::Weapon4, Key(KeyCode::Digit4)),
    (Action::Weapon5, Key(KeyCode::Digit5)),
    (Action::NextWeapon, Key(KeyCode::KeyX)),
    (Action::PreviousWeapon, Key(KeyCode::KeyZ)),
    (Action::LookBack, Key(KeyCode::KeyR)),
    (Action::Scoreboard, Key(KeyCode::Tab)),
    (Action::Chat, Key(KeyCode::Backquote)),
    (Action::Phrases, Key(KeyCode::KeyB)),
    (Action::Ping, Key(KeyCode::KeyH)),
    (Action::Choice1, Key(KeyCode::F1)),
    (Action::Choice2, Key(KeyCode::F2)),
    (Action::Choice3, Key(KeyCode::F3)),
    (Action::NetGraph, Key(KeyCode::F4)),
    (Action::Ghosts, Key(KeyCode::F5)),
];

/// Arrows drive, the number pad and what lies around it does the rest.
const RIGHT_KEYS: &[(Action, Trigger)] = &[
    (Action::Forward, Key(KeyCode::ArrowUp)),
    (Action::Reverse, Key(KeyCode::ArrowDown)),
    (Action::TurnLeft, Key(KeyCode::ArrowLeft)),
    (Action::TurnRight, Key(KeyCode::ArrowRight)),
    (Action::SlideLeft, Key(KeyCode::Delete)),
    (Action::SlideRight, Key(KeyCode::PageDown)),
    (Action::NudgeUp, Key(KeyCode::Numpad8)),
    (Action::NudgeDown, Key(KeyCode::Numpad5)),
    (Action::NudgeLeft, Key(KeyCode::Numpad4)),
    (Action::NudgeRight, Key(KeyCode::Numpad6)),
    (Action::Fire, Key(KeyCode::ControlRight)),
    (Action::Fire, Key(KeyCode::Numpad0)),
    (Action::Boost, Key(KeyCode::ShiftRight)),
    (Action::Boost, Key(KeyCode::NumpadDecimal)),
    (Action::Jump, Key(KeyCode::Enter)),
    (Action::Jump, Key(KeyCode::NumpadEnter)),
    (Action::Brake, Key(KeyCode::End)),
    (Action::Brake, Key(KeyCode::Numpad2)),
    (Action::Ability, Key(KeyCode::Numpad1)),
    (Action::NextWeapon, Key(KeyCode::Numpad9)),
    (Action::NextWeapon, WHEEL[1]),
    (Action::PreviousWeapon, Key(KeyCode::Numpad7)),
    (Action::PreviousWeapon, WHEEL[0]),
    (Action::LookBack, Key(KeyCode::Numpad3)),
    (Action::Scoreboard, Key(KeyCode::NumpadAdd)),
    (Action::Chat, Key(KeyCode::Backspace)),
    (Action::Phrases, Key(KeyCode::Insert)),
    (Action::Ping, Key(KeyCode::Home)),
    (Action::Choice1, Key(KeyCode::F9)),
    (Action::Choice2, Key(KeyCode::F10)),
    (Action::Choice3, Key(KeyCode::F11)),
    (Action::NetGraph, Key(KeyCode::NumpadMultiply)),
    (Action::Ghosts, Key(KeyCode::NumpadDivide)),
];

/// The left half of a pad.
const LEFT_PAD: &[(Action, Trigger)] = &[
    (Action::Forward, LEFT[0]),
    (Action::Reverse, LEFT[1]),
    (Action::TurnLeft, LEFT[2]),
    (Action::TurnRight, LEFT[3]),
    (Action::Fire, Pad(GamepadButton::LeftTrigger2)),
    (Action::Boost, Pad(GamepadButton::LeftTrigger)),
    (Action::Jump, Pad(GamepadButton::LeftThumb)),
    (Action::Brake, Pad(GamepadButton::DPadDown)),
    (Action::Ability, Pad(GamepadButton::DPadUp)),
    (Action::PreviousWeapon, Pad(GamepadButton::DPadLeft)),
    (Action::NextWeapon, Pad(GamepadButton::DPadRight)),
    (Action::Scoreboard, Pad(GamepadButton::Select)),
];

/// The right half of a pad.
const RIGHT_PAD: &[(Action, Trigger)] = &[
    (Action::Forward, RIGHT[0]),
    (Action::Reverse, RIGHT[1]),
    (Action::TurnLeft, RIGHT[2]),
    (Action::TurnRight, RIGHT[3]),
    (Action::Fire, Pad(GamepadButton::RightTrigger2)),
    (Action::Boost, Pad(GamepadButton::RightTrigger)),
    (Action::Jump, Pad(GamepadButton::RightThumb)),
    (Action::Brake, Pad(GamepadButton::South)),
    (Action::Ability, Pad(GamepadButton::East)),
    (Action::PreviousWeapon, Pad(GamepadButton::West)),
    (Action::NextWeapon, Pad(GamepadButton::North)),
];

impl Scheme {
    /// All of them, the usual ones first.
    pub const ALL: [Self; 3] = [Self::Usual, Self::LeftHand, Self::RightHand];

    /// The triggers it gives a device's actions.
    const fn rows(self, device: Device) -> &'static [(Action, Trigger)] {
        match (self, device) {
            (Self::Usual, Device::Keys) => KEYS,
            (Self::Usual, Device::Pad) => PAD,
            (Self::LeftHand, Device::Keys) => LEFT_KEYS,
            (Self::LeftHand, Device::Pad) => LEFT_PAD,
            (Self::RightHand, Device::Keys) => RIGHT_KEYS,
            (Self::RightHand, Device::Pad) => RIGHT_PAD,
        }
    }

    /// The bindings it comes to.
    #[must_use]
    pub fn bindings(self) -> Bindings {
        let mut bindings = Bindings::none();
        for device in Device::ALL {
            let watching = match device {
                Device::Keys => WATCH_KEYS,
                Device::Pad => WATCH_PAD,
            };
            for &(action, trigger) in self.rows(device).iter().chain(watching) {
                let slots = &mut bindings.side_mut(device)[action.index()];
                let free = (0..SLOTS).find(|&slot| slots[slot].is_none());
                if let Some(slot) = free {
                    slots[slot] = Some(trigger);
                }
            }
        }
        bindings
    }
}
