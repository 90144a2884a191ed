//! Listens for the key, button or direction that is to do something from now on, and binds it. What it did before, it
//! does no more, and that is said.

use bevy::input::ButtonState;
use bevy::input::gamepad::GamepadAxis;
use bevy::input::keyboard::KeyboardInput;
use bevy::input::mouse::MouseWheel;
use bevy::prelude::*;

use super::{Page, UiCue};
use crate::bindings::{Action, Device, Place, Trigger};
use crate::input::in_use::Pads;
use crate::settings::Settings;

/// Seconds until listening is given up: with the mouse alone nothing else could.
pub const PATIENCE_S: f32 = 6.0;
/// How far a stick must be pushed to be meant.
const PUSHED: f32 = 0.7;
/// The axes of sticks.
const AXES: [GamepadAxis; 4] = [
    GamepadAxis::LeftStickX,
    GamepadAxis::LeftStickY,
    GamepadAxis::RightStickX,
    GamepadAxis::RightStickY,
];

/// What is being listened for.
#[derive(Resource, Debug, Default)]
pub struct Capture {
    wanted: Option<Place>,
    waited_s: f32,
    /// Set in the frame in which listening began or ended: what did that is nothing else.
    turned: bool,
    /// What the last binding took from another action.
    pub taken: Option<Taken>,
}

/// A trigger that went from one action to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What was bound.
    pub trigger: Trigger,
    /// What it does now.
    pub to: Action,
    /// What it did before.
    pub from: Action,
}

impl Capture {
    /// Listens for what is to be bound to a place.
    pub fn begin(&mut self, place: Place) {
        *self = Self {
            wanted: Some(place),
            turned: true,
            ..default()
        };
    }

    /// The place that is listened for.
    #[must_use]
    pub const fn wanted(&self) -> Option<Place> {
        self.wanted
    }

    /// Whether input means a binding now, or just did.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        self.wanted.is_some() || self.turned
    }

    fn end(&mut self) {
        self.wanted = None;
        self.turned = true;
    }
}

/// What was done, of the device that is listened to. An error is the wish to leave things as they are.
fn heard(
    device: Device,
    keys: &mut MessageReader<KeyboardInput>,
    wheel: &mut MessageReader<MouseWheel>,
    mouse: &ButtonInput<MouseButton>,
    pads: &Pads,
) -> Result<Option<Trigger>, ()> {
    let mut found = None;
    for key in keys
        .read()
        .filter(|key| key.state == ButtonState::Pressed && !key.repeat)
    {
        if key.key_code == KeyCode::Escape {
            return Err(());
        }
        found = found.or(Some(Trigger::Key(key.key_code)));
    }
    // A key the game has no name for could not be kept.
    found = found.filter(|found| Trigger::parse(&found.to_string()).is_some());
    let notch = wheel.read().map(|wheel| wheel.y).find(|y| *y != 0.0);
    if pads.iter().any(|pad| pad.just_pressed(GamepadButton::Start)) {
        return Err(());
    }
    if device == Device::Keys {
        // At its release: otherwise that would be a click on something.
        let button = mouse.get_just_released().next().copied();
        let button = button.filter(|button| !matches!(button, MouseButton::Other(_)));
        return Ok(found
            .or(button.map(Trigger::Mouse))
            .or(notch.map(|y| Trigger::Wheel { up: y > 0.0 })));
    }
    let buttons = pads.iter().flat_map(|pad| pad.get_just_pressed().copied());
    let mut sticks = pads.iter().flat_map(|pad| {
        AXES.into_iter().filter_map(|axis| {
            let value = pad.get(axis).filter(|value| value.abs() > PUSHED)?;
            Some(Trigger::Stick {
                axis,
                positive: value > 0.0,
            })
        })
    });
    let known = |button: &GamepadButton| Trigger::parse(&Trigger::Pad(*button).to_string()).is_some();
    Ok(buttons.filter(known).map(Trigger::Pad).next().or(sticks.next()))
}

/// Listens, binds, and lays the page out anew.
pub(super) fn listen(
    mut capture: ResMut<Capture>,
    mut keys: MessageReader<KeyboardInput>,
    mut wheel: MessageReader<MouseWheel>,
    mouse: Option<Res<ButtonInput<MouseButton>>>,
    pads: Pads,
    time: Res<Time<Real>>,
    page: Res<State<Page>>,
    mut settings: ResMut<Settings>,
    mut cues: MessageWriter<UiCue>,
) {
    let begun = std::mem::take(&mut capture.bypass_change_detection().turned);
    let Some(place) = capture.wanted.filter(|_| *page.get() == Page::Bindings) else {
        keys.clear();
        wheel.clear();
        if capture.wanted.is_some() {
            capture.end();
        }
        return;
    };
    if begun {
        keys.clear();
        wheel.clear();
        return;
    }
    capture.bypass_change_detection().waited_s += time.delta_secs();
    let Some(mouse) = mouse else { return };
    match heard(place.device, &mut keys, &mut wheel, &mouse, &pads) {
        Ok(None) if capture.waited_s < PATIENCE_S => {}
        Ok(Some(trigger)) => {
            let loser = settings.bindings.bind(place, Some(trigger));
            capture.taken = loser.map(|from| Taken {
                trigger,
                to: place.action,
                from,
            });
            capture.end();
            cues.write(if loser.is_some() {
                UiCue::Error
            } else {
                UiCue::Accept
            });
        }
        Ok(None) | Err(()) => {
            capture.end();
            cues.write(UiCue::Back);
        }
    }
}
