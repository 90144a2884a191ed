//! What the player has in their hands just now: whichever device was touched last, and of several pads the one that was.

use bevy::ecs::entity::EntityHashSet;
use bevy::ecs::system::SystemParam;
use bevy::input::mouse::AccumulatedMouseMotion;
use bevy::prelude::*;

use crate::bindings::Device;

/// How far a stick is pushed by somebody who means it.
const MEANT: f32 = 0.5;
/// How far a stick is off its middle at most that nobody holds, worn as it may be.
const AT_REST: f32 = 0.35;
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

/// The pad in use.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PadInHand {
    /// The only one there is, or the one that was touched last.
    pub pad: Option<Entity>,
    /// The one that was in hand and has gone, until it is back or something else is taken.
    pub lost: Option<Entity>,
    /// Whether it was touched in this frame.
    pub touched: bool,
}

/// The pads that count.
#[derive(SystemParam)]
pub struct Pads<'w, 's> {
    pads: Query<'w, 's, (Entity, &'static Gamepad)>,
    hand: Option<Res<'w, PadInHand>>,
}

impl Pads<'_, '_> {
    /// The one in hand; all of them where nobody minds which it is.
    pub fn iter(&self) -> impl Iterator<Item = &Gamepad> {
        let counts = |pad| self.hand.as_ref().is_none_or(|hand| hand.pad == Some(pad));
        let counting = self.pads.iter().filter(move |(pad, _)| counts(*pad));
        counting.map(|(_, pad)| pad)
    }
}

/// How far a pad's sticks are pushed.
fn push(pad: &Gamepad) -> f32 {
    pad.left_stick().length().max(pad.right_stick().length())
}

/// Sees which pad it is. A stick that is worn, or lies on something, takes nothing over: only one that was at rest before
/// it was pushed.
pub(crate) fn take_up(
    pads: Query<(Entity, &Gamepad)>,
    plugged_in: Query<Entity, Added<Gamepad>>,
    mut resting: Local<EntityHashSet>,
    mut hand: ResMut<PadInHand>,
    mut in_use: ResMut<InUse>,
) {
    let mut touched = None;
    for (entity, pad) in &pads {
        let pushed = push(pad);
        let meant = pushed > MEANT && resting.remove(&entity);
        if pushed < AT_REST {
            resting.insert(entity);
        }
        if meant || pad.get_just_pressed().next().is_some() {
            touched = Some(entity);
        }
    }
    resting.retain(|pad| pads.contains(*pad));
    let mut next = *hand;
    if let Some(pad) = next.pad.filter(|pad| !pads.contains(*pad)) {
        next.pad = None;
        next.lost = Some(pad).filter(|_| in_use.0 == Device::Pad);
    }
    let heir = if next.lost.is_some() {
        // Some systems take one that is plugged in again for another one.
        plugged_in.iter().next()
    } else {
        pads.single().ok().map(|(pad, _)| pad)
    };
    next.pad = touched.or(next.pad).or(heir);
    next.touched = touched.is_some();
    if next.pad.is_some() && next.lost.take().is_some() {
        in_use.set_if_neq(InUse(Device::Pad));
    }
    hand.set_if_neq(next);
}

/// Sees which device it is.
pub(super) fn notice(
    keys: Res<ButtonInput<KeyCode>>,
    mouse: Res<ButtonInput<MouseButton>>,
    motion: Res<AccumulatedMouseMotion>,
    mut hand: ResMut<PadInHand>,
    mut in_use: ResMut<InUse>,
) {
    let pressed = keys.get_just_pressed().next().is_some() || mouse.get_just_pressed().next().is_some();
    if hand.touched {
        in_use.set_if_neq(InUse(Device::Pad));
    } else if pressed || motion.delta.length() > BUMP {
        in_use.set_if_neq(InUse(Device::Keys));
        // Whoever goes on by keys needs no reminder.
        if pressed && hand.lost.is_some() {
            hand.lost = None;
        }
    }
}
