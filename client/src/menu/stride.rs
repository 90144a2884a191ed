//! What pads ask of a page: what is pressed is done once; a direction that is held, on the cross or a stick, is gone in
//! again and again, the faster the longer.

use bevy::prelude::*;

use crate::input::in_use::Pads;

/// Seconds a direction is held until it is gone in again, and from then on at first and at last.
const FIRST_S: f32 = 0.35;
const GAP_S: f32 = 0.15;
const LEAST_GAP_S: f32 = 0.045;
/// By how much the gap shrinks each time.
const FASTER: f32 = 0.85;
/// How far a stick must be pushed to be meant, and how far to go on being.
const PUSHED: f32 = 0.6;
const STILL_PUSHED: f32 = 0.45;

/// Where keys and pads can go, and what they can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
    Accept,
    /// By what opens menus, or by what only goes back.
    Back {
        start: bool,
    },
    Delete,
}

const CROSS: [(GamepadButton, Move); 4] = [
    (GamepadButton::DPadUp, Move::Up),
    (GamepadButton::DPadDown, Move::Down),
    (GamepadButton::DPadLeft, Move::Left),
    (GamepadButton::DPadRight, Move::Right),
];
const OTHERS: [(GamepadButton, Move); 6] = [
    (GamepadButton::LeftTrigger, Move::PageUp),
    (GamepadButton::RightTrigger, Move::PageDown),
    (GamepadButton::South, Move::Accept),
    (GamepadButton::East, Move::Back { start: false }),
    (GamepadButton::Start, Move::Back { start: true }),
    (GamepadButton::West, Move::Delete),
];

/// What was pressed on a pad in this frame.
pub(super) fn begun(pad: &Gamepad) -> impl Iterator<Item = Move> {
    let all = CROSS.into_iter().chain(OTHERS);
    all.filter(|(button, _)| pad.just_pressed(*button))
        .map(|(_, action)| action)
}

/// The direction that is held, and when it is gone in again.
#[derive(Debug, Default)]
pub(super) struct Stride {
    way: Option<Move>,
    wait_s: f32,
    gap_s: f32,
}

/// Where a stick is pushed, if it is so far.
fn pushed(stick: Vec2, far: f32) -> Option<Move> {
    if stick.abs().max_element() < far {
        return None;
    }
    Some(
        match (stick.x.abs() > stick.y.abs(), stick.x > 0.0, stick.y > 0.0) {
            (true, true, _) => Move::Right,
            (true, false, _) => Move::Left,
            (false, _, true) => Move::Up,
            (false, _, false) => Move::Down,
        },
    )
}

impl Stride {
    /// A frame with these directions held, of the cross and of a stick. Returns where to go now; the first step of the cross
    /// is among what was pressed.
    fn pass(&mut self, cross: Option<Move>, stick: Option<Move>, seconds: f32) -> Option<Move> {
        let way = cross.or(stick);
        if way != self.way {
            (self.way, self.wait_s, self.gap_s) = (way, FIRST_S, GAP_S);
            return way.filter(|_| cross.is_none());
        }
        self.wait_s -= seconds;
        if way.is_some() && self.wait_s <= 0.0 {
            self.wait_s = self.gap_s;
            self.gap_s = (self.gap_s * FASTER).max(LEAST_GAP_S);
            return way;
        }
        None
    }

    fn held(&self, pads: &Pads) -> (Option<Move>, Option<Move>) {
        let far = if self.way.is_some() { STILL_PUSHED } else { PUSHED };
        let cross = pads.iter().find_map(|pad| {
            let held = CROSS.into_iter().find(|(button, _)| pad.pressed(*button));
            held.map(|(_, action)| action)
        });
        let stick = pads.iter().find_map(|pad| pushed(pad.left_stick(), far));
        (cross, stick)
    }

    /// A frame. Returns where to go now.
    pub(super) fn go_on(&mut self, pads: &Pads, seconds: f32) -> Option<Move> {
        let (cross, stick) = self.held(pads);
        self.pass(cross, stick, seconds)
    }

    /// What is held now is not meant for the page.
    pub(super) fn hold_back(&mut self, pads: &Pads) {
        let (cross, stick) = self.held(pads);
        (self.way, self.wait_s, self.gap_s) = (cross.or(stick), FIRST_S, GAP_S);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many steps a direction makes within so many hundredths of a second.
    fn steps(stride: &mut Stride, cross: Option<Move>, stick: Option<Move>, frames: usize) -> usize {
        (0..frames)
            .filter(|_| stride.pass(cross, stick, 0.01).is_some())
            .count()
    }

    #[test]
    fn what_is_held_goes_on_and_faster() {
        for (cross, stick, first) in [(Some(Move::Down), None, 0), (None, Some(Move::Down), 1)] {
            let mut stride = Stride::default();
            assert_eq!(steps(&mut stride, cross, stick, 30), first, "not at once");
            let (early, late) = (
                steps(&mut stride, cross, stick, 60),
                steps(&mut stride, cross, stick, 60),
            );
            assert!(early >= 3 && late > early * 3 / 2, "{early}, {late}");
            assert!(late <= 60 * 10 / 45, "{late} can still be followed");
            // Let go, it begins anew.
            assert_eq!(steps(&mut stride, None, None, 5), 0);
            assert_eq!(steps(&mut stride, cross, stick, 30), first);
            // Another way is another step.
            assert_eq!(steps(&mut stride, None, Some(Move::Left), 1), 1);
        }
    }
}
