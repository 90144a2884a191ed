//! How one hog's controls are coded against those of the tick before: what stays costs next to nothing, and so does an
//! aim that goes on turning as it did.

use crate::arena::controls::{Angle, Buttons, Controls};
use crate::ids::{MAX_WEAPONS, Weapon};
use crate::protocol::Malformed;
use crate::protocol::coder::{Coder, Flag};
use crate::protocol::residual::Residual;
use crate::protocol::symbol::Symbol;

/// Sizes that are told apart: each twice the one before.
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
    controls: Controls,
    /// Whether all but the aim changed with them.
    moved: bool,
    /// How far each stick moved when it last did.
    strides: [i16; 3],
    /// By how much the aim turned with them: yaw, then pitch.
    turn: [i16; 2],
    /// By how much that was more or less than expected, with them and with those before.
    surprises: [[u16; 2]; 2],
}

impl Hand {
    pub(super) fn note(&mut self, now: Controls) {
        let (before, turn) = (self.controls, turns(self.controls, now));
        for (axis, surprises) in self.surprises.iter_mut().enumerate() {
            let surprise = off(turn[axis], self.turn[axis]).unsigned_abs();
            *surprises = [surprise, surprises[0]];
        }
        for (axis, stride) in self.strides.iter_mut().enumerate() {
            let moved = i16::from(sticks(now)[axis]) - i16::from(sticks(before)[axis]);
            if moved != 0 {
                *stride = moved;
            }
        }
        self.moved = unaimed(now) != unaimed(before);
        self.turn = turn;
        self.controls = now;
    }
}

const fn sticks(controls: Controls) -> [i8; 3] {
    [controls.throttle, controls.steer, controls.strafe]
}

/// Of a size, as far as it says how large the next will be.
fn pace(size: u16) -> usize {
    (16 - size.leading_zeros() as usize).min(PACES - 1)
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
    /// By axis, and by how far it moved last.
    elsewhere: Vec<Residual>,
    /// By those held before.
    buttons: Vec<Symbol<{ Buttons::MASK as usize + 1 }>>,
    odd_buttons: Flag,
    same_weapon: Flag,
    weapon: Symbol<MAX_WEAPONS>,
    /// By yaw and pitch, and by how surprising its last two turns were.
    turns: Vec<Residual>,
}

/// So many residuals of each field, for as many cases.
fn contexts(fields: &[&'static str], cases: usize) -> Vec<Residual> {
    let each = |&field: &&'static str| vec![Residual::of(field); cases];
    fields.iter().flat_map(each).collect()
}

impl SteeringModel {
    pub(super) fn new() -> Self {
        Self {
            moves: [Flag::likely(0.1), Flag::likely(0.5)],
            sticks: vec![Symbol::default(); 3 * STICKS * 2],
            elsewhere: contexts(&["throttle", "steer", "strafe"], PACES),
            buttons: vec![Symbol::default(); Buttons::MASK as usize + 1],
            odd_buttons: Flag::likely(0.01),
            same_weapon: Flag::likely(0.9),
            weapon: Symbol::default(),
            turns: contexts(&["yaw", "pitch"], PACES * PACES),
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
            let (was, is, mut read_sticks) = (sticks(before), sticks(now), [0; 3]);
            for (axis, read) in read_sticks.iter_mut().enumerate() {
                *read = self.stick(coder, (axis, hand), was[axis], is[axis])?;
            }
            [read.throttle, read.steer, read.strafe] = read_sticks;
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
            let [last, before] = hand.surprises[axis].map(pace);
            let residual = i32::from(off(turned[axis], expected));
            let residual = self.turns[(axis * PACES + last) * PACES + before].code(coder, residual);
            turn[axis] = expected.wrapping_add(i16::try_from(residual).map_err(|_| Malformed::Value)?);
        }
        read.aim_yaw = Angle(before.aim_yaw.0.wrapping_add(turn[0]));
        read.aim_pitch = Angle(before.aim_pitch.0.wrapping_add(turn[1]));
        Ok(read)
    }

    fn stick<C: Coder>(
        &mut self,
        coder: &mut C,
        (axis, hand): (usize, &Hand),
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
        let symbol = &mut self.sticks[(axis * STICKS + was) * 2 + usize::from(hand.moved)];
        match symbol.code(coder, place) {
            0 => Ok(before),
            ELSEWHERE => {
                let by = i32::from(now) - i32::from(before);
                let stride = pace(hand.strides[axis].unsigned_abs());
                let by = self.elsewhere[axis * PACES + stride].code(coder, by);
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
            let odd = coder.raw(u32::from(odd >> Buttons::BITS), 8 - Buttons::BITS) as u8;
            return Buttons(held | odd << Buttons::BITS);
        }
        Buttons(held)
    }
}
