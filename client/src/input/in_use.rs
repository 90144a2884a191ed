//! What the player has in their hands just now: whichever device was touched last.

use bevy::input::mouse::AccumulatedMouseMotion;
use bevy::prelude::*;

use crate::bindings::Device;

/// How far a stick is pushed by somebody who means it.
const MEANT: f32 = 0.5;
/// How far a mouse that is only bumped moves in a frame at most, counts.
const BUMP: f32 = 3.0;

/// The device in use.
#[derive(Resource, Clone, Copy, Debug, PartialEq, Eq)]
pub struct InUse(pub Device);

impl Default for InUse {
    fn default() -> Self {
        Self(Device::Keys)
    }
}

/// Sees which it is.
pub(super) fn notice(
    keys: Res<ButtonInput<KeyCode>>,
    mouse: Res<ButtonInput<MouseButton>>,
    motion: Res<AccumulatedMouseMotion>,
    pads: Query<&Gamepad>,
    mut in_use: ResMut<InUse>,
) {
    let pad = pads.iter().any(|pad| {
        let pushed = pad.left_stick().length().max(pad.right_stick().length()) > MEANT;
        pushed || pad.get_just_pressed().next().is_some()
    });
    let moved = motion.delta.length() > BUMP;
    if pad {
        in_use.set_if_neq(InUse(Device::Pad));
    } else if moved || keys.get_just_pressed().next().is_some() || mouse.get_just_pressed().next().is_some() {
        in_use.set_if_neq(InUse(Device::Keys));
    }
}
