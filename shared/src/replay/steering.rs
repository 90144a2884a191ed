//! How one hog's controls are coded against those of the tick before: what stays costs next to nothing, and so does an
//! aim that goes on turning as it did.

use crate::arena::controls::{Angle, Buttons, Controls};
use crate::ids::Weapon;
use crate::protocol::Malformed;
use crate::protocol::coder::{Coder, Flag, Residual, Symbol};

/// Sizes that the last turn of an aim can have, as far as they say how large the next will be.
const PACES: usize = 10;
/// Values of a stick that most sticks are at.
const STOPS: [i8; 3] = [-127, 0, 127];
/// A stick that stays, one at a stop, or anything else.
const STICKS: usize = STOPS.len() + 2;
const ELSEWHERE: u32 = STICKS as u32 - 1;

/// What is remembered of a hog's controls from tick to tick.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hand {
    /// The last that were given.
    pub(super) controls: Controls,
    /// Whether all but the aim changed with them.
    moved: bool,
    /// By how much the aim turned with them, and by how much that was more or less than expected: yaw, then pitch.
    turn: [i16; 2],
    surprise: [u16; 2],
}

impl Hand {
    pub(super) fn note(&mut self, now: Controls) {
        let (before, turn) = (self.controls, turns(self.controls, now));
        self.surprise = [0, 1].map(|axis| off(turn[axis], self.turn[axis]).unsigned_abs());
        self.moved = unaimed(now) != unaimed(before);
        self.turn = turn;
        self.controls = now;
    }
}

fn turns(before: Controls, now: Controls) -> [i16; 2] {
    [
        off(now.aim_yaw.0, before.aim_yaw.0),
        off(now.aim_pitch.0, before.aim_pitch.0),
    ]
}

fn off(now: i16, expected: i16) -> i16 {
    now.wrapping_sub(expected)
}

fn unaimed(controls: Controls) -> Controls {
    Controls {
        aim_yaw: Angle(0),
        aim_pitch: Angle(0),
        ..controls
    }
}

/// What is learnt of controls, of all hogs together.
#[derive(Clone, Debug)]
pub(super) struct SteeringModel {
    moves: [Flag; 2],
    /// By axis, by where it was, by whether it stayed there last.
    sticks: Vec<Symbol<8>>,
    elsewhere: [Residual; 3],
    /// By those held before.
    buttons: Vec<Symbol<16>>,
    odd_buttons: Flag,
    same_weapon: Flag,
    weapon: Symbol<8>,
    /// By yaw and pitch, and by how surprising its last turn was.
    turns: Vec<Residual>,
}

impl SteeringModel {
    pub(super) fn new() -> Self {
        Self {
            moves: [Flag::likely(0.1), Flag::likely(0.5)],
            sticks: vec![Symbol::default(); 3 * STICKS * 2],
            elsewhere: ["throttle", "steer", "strafe"].map(Residual::of),
            buttons: vec![Symbol::default(); 16],
            odd_buttons: Flag::likely(0.01),
            same_weapon: Flag::likely(0.9),
            weapon: Symbol::default(),
            turns: ["yaw", "pitch"]
                .into_iter()
                .flat_map(|axis| vec![Residual::of(axis); PACES])
                .collect(),
        }
    }

    /// Codes the controls `now` of a hand. A reader gives anything for `now`.
    pub(super) fn code<C: Coder>(
        &mut self,
        coder: &mut C,
        hand: &Hand,
        now: Controls,
    ) -> Result<Controls, Malformed> {
        let before = hand.controls;
        let mut read = before;
        let moves = &mut self.moves[usize::from(hand.moved)];
        if coder.bit(moves, unaimed(now) != unaimed(before)) {
            read.throttle = self.stick(coder, 0, hand.moved, before.throttle, now.throttle)?;
            read.steer = self.stick(coder, 1, hand.moved, before.steer, now.steer)?;
            read.strafe = self.stick(coder, 2, hand.moved, before.strafe, now.strafe)?;
            read.buttons = self.buttons(coder, before.buttons, now.buttons);
            if !coder.bit(&mut self.same_weapon, now.weapon == before.weapon) {
                let index = self.weapon.code(coder, now.weapon.index() as u32);
                read.weapon = Weapon::from_index(index as usize).ok_or(Malformed::Value)?;
            }
        }
        let turned = turns(before, now);
        let mut turn = [0; 2];
        for axis in 0..2 {
            // It goes on turning as it did; how well that was right last time says how well it will be.
            let expected = hand.turn[axis];
            let pace = (16 - hand.surprise[axis].leading_zeros() as usize).min(PACES - 1);
            let residual = i32::from(off(turned[axis], expected));
            let residual = self.turns[axis * PACES + pace].code(coder, residual);
            turn[axis] = expected.wrapping_add(i16::try_from(residual).map_err(|_| Malformed::Value)?);
        }
        read.aim_yaw = Angle(before.aim_yaw.0.wrapping_add(turn[0]));
        read.aim_pitch = Angle(before.aim_pitch.0.wrapping_add(turn[1]));
        Ok(read)
    }

    fn stick<C: Coder>(
        &mut self,
        coder: &mut C,
        axis: usize,
        moved: bool,
        before: i8,
        now: i8,
    ) -> Result<i8, Malformed> {
        let stop = |at: i8| STOPS.iter().position(|&stop| stop == at);
        let was = stop(before).unwrap_or(STOPS.len());
        let place = match stop(now) {
            _ if now == before => 0,
            Some(stop) => 1 + stop as u32,
            None => ELSEWHERE,
        };
        let symbol = &mut self.sticks[(axis * STICKS + was) * 2 + usize::from(moved)];
        match symbol.code(coder, place) {
            0 => Ok(before),
            ELSEWHERE => {
                let by = i32::from(now) - i32::from(before);
                let by = self.elsewhere[axis].code(coder, by);
                i8::try_from(i32::from(before) + by).map_err(|_| Malformed::Value)
            }
            place => STOPS.get(place as usize - 1).copied().ok_or(Malformed::Value),
        }
    }

    fn buttons<C: Coder>(&mut self, coder: &mut C, before: Buttons, now: Buttons) -> Buttons {
        let symbol = &mut self.buttons[usize::from(before.0 & Buttons::MASK)];
        let held = symbol.code(coder, u32::from(now.0 & Buttons::MASK)) as u8;
        // No button has these bits, but whatever the match was given is what is recorded.
        let odd = now.0 & !Buttons::MASK;
        if coder.bit(&mut self.odd_buttons, odd != 0) {
            return Buttons(held | coder.raw(u32::from(odd >> 4), 4) as u8 * 16);
        }
        Buttons(held)
    }
}
