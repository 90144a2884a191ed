//! The list of phrases: one key opens it, a digit says one. A pad goes through it with the directional pad. While it is
//! open, digits and directions choose nothing else.

use bevy::prelude::*;
use hogs_shared::protocol::messages::PHRASES;
use leafwing_input_manager::prelude::*;

use super::Action;
use super::fixed::{Fingers, Fixed};
use crate::phrases::ON_A_PAGE;
use crate::settings::Settings;

/// The keys of the phrases of a page: those above the letters, and those of the number pad for a right hand.
const DIGITS: [[KeyCode; 2]; 8] = [
    [KeyCode::Digit1, KeyCode::Numpad1],
    [KeyCode::Digit2, KeyCode::Numpad2],
    [KeyCode::Digit3, KeyCode::Numpad3],
    [KeyCode::Digit4, KeyCode::Numpad4],
    [KeyCode::Digit5, KeyCode::Numpad5],
    [KeyCode::Digit6, KeyCode::Numpad6],
    [KeyCode::Digit7, KeyCode::Numpad7],
    [KeyCode::Digit8, KeyCode::Numpad8],
];
const UP: Fixed = Fixed::button(GamepadButton::DPadUp);
const DOWN: Fixed = Fixed::button(GamepadButton::DPadDown);
const SAY: Fixed = Fixed::button(GamepadButton::DPadRight);
const MARK: Fixed = Fixed::button(GamepadButton::DPadLeft);

/// Seconds without a key after which it closes.
const PATIENCE_S: f32 = 6.0;

/// Whether the list is open, and what is marked in it.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct PhraseList {
    /// The phrase that is marked while the list is open; its page is shown.
    pub marked: Option<u8>,
    /// Whether nobody is there to hear anything: then it stays closed, and nothing is marked.
    pub mute: bool,
    idle_s: f32,
}

/// The player wants to say or show something.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// A phrase.
    Say(u8),
    /// Where they look.
    Mark,
}

/// What was pressed in a frame, as far as the list cares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pressed {
    /// The key of the list.
    pub list: bool,
    /// The key of the menu.
    pub menu: bool,
    /// A digit, from 0 on.
    pub digit: Option<u8>,
    /// One further (+) or back (-) on a pad.
    pub step: i8,
    /// What is marked is to be said.
    pub say: bool,
    /// Where one looks is to be shown.
    pub mark: bool,
}

impl PhraseList {
    /// Whether it is open.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.marked.is_some()
    }

    /// A frame of so many seconds in which this was pressed. Returns what the player wants.
    pub fn press(&mut self, pressed: Pressed, seconds: f32) -> Option<Gesture> {
        let Some(marked) = self.marked else {
            if pressed.list {
                (self.marked, self.idle_s) = (Some(0), 0.0);
            }
            return None;
        };
        let page = marked / ON_A_PAGE;
        self.idle_s = if pressed == Pressed::default() {
            self.idle_s + seconds
        } else {
            0.0
        };
        let (next, gesture) = match pressed {
            Pressed { menu: true, .. } => (None, None),
            Pressed {
                digit: Some(digit), ..
            } => (None, Some(Gesture::Say(page * ON_A_PAGE + digit))),
            Pressed { say: true, .. } => (None, Some(Gesture::Say(marked))),
            Pressed { mark: true, .. } => (None, Some(Gesture::Mark)),
            Pressed {
                step: 0, list: true, ..
            } => {
                let next = (page + 1) * ON_A_PAGE;
                ((next < PHRASES).then_some(next), None)
            }
            Pressed { step, .. } => {
                let count = i16::from(PHRASES);
                (
                    Some((i16::from(marked) + i16::from(step)).rem_euclid(count) as u8),
                    None,
                )
            }
        };
        self.marked = next.filter(|_| self.idle_s < PATIENCE_S);
        gesture
    }
}

/// Follows the keys, before anything else does: what the list takes, nothing else hears until it was let go.
pub(super) fn follow(
    mut actions: Single<&mut ActionState<Action>>,
    fingers: Fingers,
    settings: Res<Settings>,
    time: Res<Time<Real>>,
    mut list: ResMut<PhraseList>,
    mut gestures: MessageWriter<Gesture>,
) {
    if actions.disabled() || list.mute {
        let closed = PhraseList {
            mute: list.mute,
            ..PhraseList::default()
        };
        list.set_if_neq(closed);
        return;
    }
    let mut pressed = Pressed {
        list: actions.just_pressed(&Action::Phrases),
        ..Pressed::default()
    };
    if list.is_open() {
        let began = |fixed: Fixed| fingers.began(fixed);
        let digit = |keys: &[KeyCode; 2]| keys.iter().any(|key| began(Fixed::key(*key)));
        pressed = Pressed {
            menu: actions.just_pressed(&Action::Menu),
            digit: DIGITS.iter().position(digit).map(|digit| digit as u8),
            step: i8::from(began(DOWN)) - i8::from(began(UP)),
            say: began(SAY),
            mark: began(MARK),
            ..pressed
        };
        if pressed.menu {
            actions.disable_action(&Action::Menu);
        }
        let keys = DIGITS.into_iter().flatten().map(Fixed::key);
        for taken in keys.chain([UP, DOWN, SAY, MARK]).filter(|taken| began(*taken)) {
            let does = settings
                .bindings
                .all()
                .filter(|(_, trigger)| taken.triggers().any(|taken| taken == *trigger));
            for (action, _) in does {
                actions.disable_action(&action);
            }
        }
    }
    if actions.just_pressed(&Action::Ping) {
        gestures.write(Gesture::Mark);
    }
    let mut next = *list;
    if let Some(gesture) = next.press(pressed, time.delta_secs()) {
        gestures.write(gesture);
    }
    list.set_if_neq(next);
}

/// What the list took is heard again once it was let go.
pub(super) fn let_go(mut players: Query<&mut ActionState<Action>>) {
    for mut actions in &mut players {
        for action in Action::ALL {
            let taken = actions.action_data(&action).is_some_and(|data| data.disabled);
            if taken
                && !actions
                    .button_data(&action)
                    .is_some_and(|data| data.state.pressed())
            {
                actions.enable_action(&action);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Pressed = Pressed {
        list: false,
        menu: false,
        digit: None,
        step: 0,
        say: false,
        mark: false,
    };

    fn open() -> PhraseList {
        let mut list = PhraseList::default();
        assert_eq!(list.press(Pressed { list: true, ..NONE }, 0.1), None);
        assert_eq!(list.marked, Some(0));
        list
    }

    #[test]
    fn a_digit_says_the_phrase_of_its_page_and_closes() {
        let digit = Pressed {
            digit: Some(2),
            ..NONE
        };
        let mut list = open();
        assert_eq!(list.press(digit, 0.1), Some(Gesture::Say(2)));
        assert!(!list.is_open());
        assert_eq!(list.press(digit, 0.1), None, "a digit alone takes a weapon");
        let mut list = open();
        list.press(Pressed { list: true, ..NONE }, 0.1);
        assert_eq!(list.press(digit, 0.1), Some(Gesture::Say(ON_A_PAGE + 2)));
        // The key goes through the pages and closes after the last.
        let mut list = open();
        for _ in 0..PHRASES / ON_A_PAGE {
            assert!(list.is_open());
            list.press(Pressed { list: true, ..NONE }, 0.1);
        }
        assert!(!list.is_open());
    }

    #[test]
    fn a_pad_goes_round_says_marks_and_the_menu_key_only_closes() {
        let mut list = open();
        list.press(Pressed { step: -1, ..NONE }, 0.1);
        assert_eq!(list.marked, Some(PHRASES - 1));
        // The pad's own key of the list is the one that goes down.
        let down = Pressed {
            step: 1,
            list: true,
            ..NONE
        };
        list.press(down, 0.1);
        list.press(down, 0.1);
        assert_eq!(list.marked, Some(1));
        assert_eq!(
            list.press(Pressed { say: true, ..NONE }, 0.1),
            Some(Gesture::Say(1))
        );
        let mut list = open();
        assert_eq!(
            list.press(Pressed { mark: true, ..NONE }, 0.1),
            Some(Gesture::Mark)
        );
        let mut list = open();
        assert_eq!(list.press(Pressed { menu: true, ..NONE }, 0.1), None);
        assert!(!list.is_open());
    }

    #[test]
    fn it_closes_by_itself() {
        let mut list = open();
        for _ in 0..50 {
            list.press(NONE, 0.1);
        }
        assert!(list.is_open());
        for _ in 0..15 {
            list.press(NONE, 0.1);
        }
        assert!(!list.is_open());
    }
}
