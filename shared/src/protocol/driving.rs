//! What a driver does, against what was done before: of one's own hog on the way up, of all hogs on the way down.

use super::coder::{Coder, Flag, Residual, Symbol};

/// What a driver does, as integers of the wire: all but where the turret aims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Driving {
    /// Throttle, steer, strafe.
    pub(super) axes: [i32; 3],
    pub(super) buttons: u8,
    pub(super) weapon: u8,
}

/// What is learnt of driving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DrivingModel {
    same_axis: [Flag; 3],
    axis: [Residual; 3],
    buttons: [[Flag; 2]; 4],
    same_weapon: Flag,
    weapon: Symbol<8>,
}

impl DrivingModel {
    /// Nothing learnt yet; `same_axis` is how likely an axis is to stay.
    pub(super) fn new(same_axis: Flag) -> Self {
        let (rare, usual) = (Flag::likely(0.05), Flag::likely(0.95));
        Self {
            same_axis: [same_axis; 3],
            axis: ["throttle", "steer", "strafe"].map(Residual::of),
            buttons: [[rare, usual]; 4],
            same_weapon: usual,
            weapon: Symbol::default(),
        }
    }

    /// Codes what is done `now`, which is not the same as `before`. A reader gives anything for `now`.
    pub(super) fn code<C: Coder>(&mut self, coder: &mut C, now: Driving, before: Driving) -> Driving {
        let mut read = Driving { buttons: 0, ..before };
        for axis in 0..3 {
            if !coder.bit(&mut self.same_axis[axis], now.axes[axis] == before.axes[axis]) {
                // Against nothing, because a stick that moves mostly moves to an end or to the middle.
                read.axes[axis] = self.axis[axis].code(coder, now.axes[axis]);
            }
        }
        for (place, flags) in self.buttons.iter_mut().enumerate() {
            let held = |buttons: u8| buttons >> place & 1 == 1;
            let flag = &mut flags[usize::from(held(before.buttons))];
            read.buttons |= u8::from(coder.bit(flag, held(now.buttons))) << place;
        }
        if !coder.bit(&mut self.same_weapon, now.weapon == before.weapon) {
            read.weapon = self.weapon.code(coder, now.weapon.into()) as u8;
        }
        read
    }
}
