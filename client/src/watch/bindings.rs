//! What one can do who looks on, and by which key, button and stick.

use bevy::prelude::*;
use leafwing_input_manager::prelude::*;

/// Share of a stick's way that counts as hands off.
const DEAD: f32 = 0.15;

/// Everything one can do who looks on. What concerns time is for replays alone.
#[derive(Actionlike, Clone, Copy, Debug, PartialEq, Eq, Hash, Reflect)]
pub enum WatchAction {
    /// Fly forward and back.
    #[actionlike(Axis)]
    Forward,
    /// Fly right (+) and left (-).
    #[actionlike(Axis)]
    Sideways,
    /// Fly up and down.
    #[actionlike(Axis)]
    Upward,
    /// Turn the eye: right stick.
    #[actionlike(DualAxis)]
    Look,
    /// Fly faster.
    Hurry,
    /// Follow the next hog.
    NextHog,
    /// Follow the one before.
    PreviousHog,
    /// Take the next camera.
    Camera,
    /// Behind the hog.
    Chase,
    /// Through its eyes.
    Eyes,
    /// From anywhere.
    Free,
    /// HUD on or off.
    Hud,
    /// Play, or stand still.
    Pause,
    /// Half as fast.
    Slower,
    /// Twice as fast.
    Faster,
    /// Five seconds back.
    Back,
    /// Five seconds on.
    Onward,
    /// A tick back.
    TickBack,
    /// A tick on.
    Tick,
    /// To the beginning.
    Start,
    /// To the end.
    End,
}

/// The bindings.
#[must_use]
pub fn bindings() -> InputMap<WatchAction> {
    use WatchAction as Deed;
    let stick = |axis: GamepadControlAxis| axis.with_deadzone_symmetric(DEAD);
    let mut map = InputMap::default();
    map.insert_axis(Deed::Forward, VirtualAxis::ws())
        .insert_axis(Deed::Sideways, VirtualAxis::ad())
        .insert_axis(Deed::Upward, VirtualAxis::new(KeyCode::KeyQ, KeyCode::KeyE))
        .insert_axis(Deed::Forward, stick(GamepadControlAxis::LEFT_Y))
        .insert_axis(Deed::Sideways, stick(GamepadControlAxis::LEFT_X))
        .insert_axis(
            Deed::Upward,
            VirtualAxis::new(GamepadButton::LeftTrigger2, GamepadButton::RightTrigger2),
        )
        .insert_dual_axis(Deed::Look, GamepadStick::RIGHT.with_circle_deadzone(DEAD));
    let keys = [
        (Deed::Hurry, KeyCode::ShiftLeft),
        (Deed::Hurry, KeyCode::ShiftRight),
        (Deed::NextHog, KeyCode::KeyX),
        (Deed::PreviousHog, KeyCode::KeyZ),
        (Deed::Camera, KeyCode::KeyC),
        (Deed::Chase, KeyCode::Digit1),
        (Deed::Eyes, KeyCode::Digit2),
        (Deed::Free, KeyCode::Digit3),
        (Deed::Hud, KeyCode::KeyH),
        (Deed::Pause, KeyCode::Space),
        (Deed::Slower, KeyCode::ArrowDown),
        (Deed::Faster, KeyCode::ArrowUp),
        (Deed::Back, KeyCode::ArrowLeft),
        (Deed::Onward, KeyCode::ArrowRight),
        (Deed::TickBack, KeyCode::Comma),
        (Deed::Tick, KeyCode::Period),
        (Deed::Start, KeyCode::Home),
        (Deed::End, KeyCode::End),
    ];
    for (deed, key) in keys {
        map.insert(deed, key);
    }
    let pad = [
        (Deed::NextHog, GamepadButton::RightTrigger),
        (Deed::PreviousHog, GamepadButton::LeftTrigger),
        (Deed::Camera, GamepadButton::North),
        (Deed::Hud, GamepadButton::East),
        (Deed::Hurry, GamepadButton::LeftThumb),
        (Deed::Pause, GamepadButton::South),
        (Deed::Tick, GamepadButton::West),
        (Deed::Slower, GamepadButton::DPadDown),
        (Deed::Faster, GamepadButton::DPadUp),
        (Deed::Back, GamepadButton::DPadLeft),
        (Deed::Onward, GamepadButton::DPadRight),
    ];
    for (deed, button) in pad {
        map.insert(deed, button);
    }
    map
}
