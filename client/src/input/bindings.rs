//! Which key, button and stick does what, out of the box. Everything can be done with keys alone.

use bevy::prelude::*;
use leafwing_input_manager::prelude::*;

use super::Action;

/// Share of a stick's way that counts as hands off.
const DEAD: f32 = 0.15;

/// The keys of the weapons.
pub(super) const DIGITS: [KeyCode; 8] = [
    KeyCode::Digit1,
    KeyCode::Digit2,
    KeyCode::Digit3,
    KeyCode::Digit4,
    KeyCode::Digit5,
    KeyCode::Digit6,
    KeyCode::Digit7,
    KeyCode::Digit8,
];

/// The usual bindings.
#[must_use]
pub fn bindings() -> InputMap<Action> {
    let stick = |axis: GamepadControlAxis| axis.with_deadzone_symmetric(DEAD);
    let mut map = InputMap::default();
    map.insert_axis(Action::Throttle, VirtualAxis::ws())
        .insert_axis(Action::Steer, VirtualAxis::ad())
        .insert_axis(Action::Strafe, VirtualAxis::new(KeyCode::KeyQ, KeyCode::KeyE))
        .insert_dual_axis(Action::Nudge, VirtualDPad::arrow_keys())
        .insert_axis(Action::Throttle, stick(GamepadControlAxis::LEFT_Y))
        .insert_axis(Action::Steer, stick(GamepadControlAxis::LEFT_X))
        .insert_axis(
            Action::Strafe,
            VirtualAxis::new(GamepadButton::LeftTrigger, GamepadButton::RightTrigger),
        )
        .insert_dual_axis(Action::Look, GamepadStick::RIGHT.with_circle_deadzone(DEAD));
    let keys = [
        (Action::Fire, KeyCode::ControlLeft),
        (Action::Fire, KeyCode::ControlRight),
        (Action::Fire, KeyCode::KeyF),
        (Action::Boost, KeyCode::ShiftLeft),
        (Action::Boost, KeyCode::ShiftRight),
        (Action::Jump, KeyCode::Space),
        (Action::Brake, KeyCode::KeyC),
        (Action::Brake, KeyCode::AltLeft),
        (Action::Ability, KeyCode::KeyV),
        (Action::NextWeapon, KeyCode::KeyX),
        (Action::PreviousWeapon, KeyCode::KeyZ),
        (Action::LookBack, KeyCode::KeyR),
        (Action::Scoreboard, KeyCode::Tab),
        (Action::Chat, KeyCode::Enter),
        (Action::Chat, KeyCode::KeyT),
        (Action::TeamChat, KeyCode::KeyY),
        (Action::Phrases, KeyCode::KeyB),
        (Action::Ping, KeyCode::KeyG),
        (Action::Choice1, KeyCode::F5),
        (Action::Choice2, KeyCode::F6),
        (Action::Choice3, KeyCode::F7),
        (Action::NetGraph, KeyCode::F3),
        (Action::Ghosts, KeyCode::F4),
        (Action::Menu, KeyCode::Escape),
    ];
    for (action, key) in keys.into_iter().chain(Action::WEAPONS.into_iter().zip(DIGITS)) {
        map.insert(action, key);
    }
    map.insert(Action::Fire, MouseButton::Left)
        .insert(Action::Boost, MouseButton::Right)
        .insert(Action::Ability, MouseButton::Back)
        .insert(Action::Ping, MouseButton::Forward)
        .insert(Action::LookBack, MouseButton::Middle)
        .insert(Action::NextWeapon, MouseScrollDirection::DOWN)
        .insert(Action::PreviousWeapon, MouseScrollDirection::UP);
    let pad = [
        (Action::Fire, GamepadButton::RightTrigger2),
        (Action::Boost, GamepadButton::LeftTrigger2),
        (Action::Jump, GamepadButton::South),
        (Action::Brake, GamepadButton::East),
        (Action::Ability, GamepadButton::LeftThumb),
        (Action::NextWeapon, GamepadButton::North),
        (Action::PreviousWeapon, GamepadButton::West),
        (Action::Weapon1, GamepadButton::DPadLeft),
        (Action::Weapon2, GamepadButton::DPadUp),
        (Action::Weapon3, GamepadButton::DPadRight),
        (Action::Phrases, GamepadButton::DPadDown),
        (Action::LookBack, GamepadButton::RightThumb),
        (Action::Scoreboard, GamepadButton::Select),
        (Action::Menu, GamepadButton::Start),
    ];
    for (action, button) in pad {
        map.insert(action, button);
    }
    map
}
