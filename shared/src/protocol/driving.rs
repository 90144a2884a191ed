//! What a driver does, against what was done before: of one's own hog on the way up, of all hogs on the way down.

use super::coder::Coder;
use super::residual::Residual;
use super::symbol::Symbol;
use crate::arena::controls::Buttons;
use crate::ids::MAX_WEAPONS;

/// What a driver does, as integers of the wire: all but where the turret aims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Driving {
    /// Throttle, steer, strafe.
    pub(super) axes: [i32; 3],
    pub(super) buttons: u8,
    pub(super) weapon: u8,
}

/// Sets of buttons.
const BUTTONS: usize = Buttons::MASK as usize + 1;
/// What of it can change: each axis, buttons, weapon.
const PARTS: usize = 5;
/// The bits of buttons and weapon in a set of what changed.
const BUTTONS_CHANGED: u32 = 1 << 3;
const WEAPON_CHANGED: u32 = 1 << 4;

/// What is learnt of driving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DrivingModel {
    changed: Symbol<{ 1 << PARTS }>,
    axis: [Residual; 3],
    /// Which buttons change, by whether the trigger was held.
    buttons: [Symbol<BUTTONS>; 2],
    weapon: Symbol<MAX_WEAPONS>,
}

impl Default for DrivingModel {
    fn default() -> Self {
        Self {
            changed: Symbol::default(),
            axis: ["throttle", "steer", "strafe"].map(Residual::of),
            buttons: [Symbol::default(), Symbol::default()],
            weapon: Symbol::default(),
        }
    }
}

impl DrivingModel {
    /// Codes what is done `now`, which is not the same as `before`. A reader gives anything for `now`.
    pub(super) fn code<C: Coder>(&mut self, coder: &mut C, now: Driving, before: Driving) -> Driving {
        let mut changed = 0;
        for axis in 0..3 {
            changed |= u32::from(now.axes[axis] != before.axes[axis]) << axis;
        }
        changed |= u32::from(now.buttons != before.buttons) * BUTTONS_CHANGED;
        changed |= u32::from(now.weapon != before.weapon) * WEAPON_CHANGED;
        let changed = self.changed.code(coder, changed);
        let mut read = before;
        for axis in 0..3 {
            if changed >> axis & 1 == 1 {
                // Against nothing, because a stick that moves mostly moves to an end or to the middle.
                read.axes[axis] = self.axis[axis].code(coder, now.axes[axis]);
            }
        }
        if changed & BUTTONS_CHANGED != 0 {
            let fired = usize::from(Buttons(before.buttons).holds(Buttons::FIRE));
            let turned = u32::from((now.buttons ^ before.buttons) & Buttons::MASK);
            read.buttons ^= self.buttons[fired].code(coder, turned) as u8;
        }
        if changed & WEAPON_CHANGED != 0 {
            read.weapon = self.weapon.code(coder, now.weapon.into()) as u8;
        }
        read
    }
}
