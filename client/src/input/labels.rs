//! What stands on the keys and buttons the player has. Keys are known by their places, and what is printed on a place
//! differs from country to country, as the signs of pads do from maker to maker.

use std::collections::HashMap;

use bevy::input::ButtonState;
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::prelude::*;

use super::in_use::PadInHand;

/// Signs from here on are of scripts that the font does not have.
const BEYOND_FONT: char = '\u{530}';
/// The keys beside the letters that write something else elsewhere. Digits are not among them: they stand on their keys
/// in every country, be it above another sign.
const SIGNS: [KeyCode; 12] = [
    KeyCode::Minus,
    KeyCode::Equal,
    KeyCode::BracketLeft,
    KeyCode::BracketRight,
    KeyCode::Semicolon,
    KeyCode::Quote,
    KeyCode::Backquote,
    KeyCode::Backslash,
    KeyCode::IntlBackslash,
    KeyCode::Comma,
    KeyCode::Period,
    KeyCode::Slash,
];
/// With one of these held, a key writes what does not stand first on it.
const TURNS: [KeyCode; 8] = [
    KeyCode::ShiftLeft,
    KeyCode::ShiftRight,
    KeyCode::ControlLeft,
    KeyCode::ControlRight,
    KeyCode::AltLeft,
    KeyCode::AltRight,
    KeyCode::SuperLeft,
    KeyCode::SuperRight,
];

/// What stands on keys and buttons: what keys were seen to write, and until then what they write where the player lives.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// What a keyboard is taken for as long as a key was not seen.
    pub layout: Layout,
    /// Who made the pad in use.
    pub make: Make,
    seen: HashMap<KeyCode, char>,
}

/// Where the letters are, by the first of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// As in America, and most countries.
    #[default]
    Qwerty,
    /// As in France.
    Azerty,
    /// As in Germany.
    Qwertz,
}

/// What signs a pad has, by who made it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Make {
    /// A below, B to the right, X to the left, Y above, as most have.
    #[default]
    Usual,
    /// Cross, circle, square and triangle.
    Sony,
    /// B below, A to the right, Y to the left, X above.
    Nintendo,
}

impl Make {
    /// Of a pad with this USB vendor.
    #[must_use]
    pub const fn of_vendor(vendor: Option<u16>) -> Self {
        match vendor {
            Some(0x054C) => Self::Sony,
            Some(0x057E) => Self::Nintendo,
            _ => Self::Usual,
        }
    }
}

impl Layout {
    const ALL: [Self; 3] = [Self::Qwerty, Self::Azerty, Self::Qwertz];

    /// What most have where a locale such as `fr_CH.UTF-8` is spoken.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        let mut parts = locale.split(['-', '_', '.', '@']);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let country = parts.next().unwrap_or_default().to_ascii_uppercase();
        match (language.as_str(), country.as_str()) {
            ("fr", "CA") => Self::Qwerty,
            ("fr", "CH") => Self::Qwertz,
            ("fr", _) | ("nl", "BE") => Self::Azerty,
            ("de" | "cs" | "sk" | "hu" | "sl" | "hr", _) => Self::Qwertz,
            _ => Self::Qwerty,
        }
    }

    /// What stands on a key, where that is not what an American has there.
    const fn sign(self, code: KeyCode) -> Option<char> {
        Some(match (self, code) {
            (Self::Azerty, KeyCode::KeyQ) => 'A',
            (Self::Azerty, KeyCode::KeyW) => 'Z',
            (Self::Azerty, KeyCode::KeyA) => 'Q',
            (Self::Azerty, KeyCode::KeyZ) => 'W',
            (Self::Azerty, KeyCode::Semicolon) => 'M',
            (Self::Azerty, KeyCode::KeyM) => ',',
            (Self::Azerty, KeyCode::Comma) => ';',
            (Self::Azerty, KeyCode::Period) => ':',
            (Self::Azerty, KeyCode::Slash) => '!',
            (Self::Azerty, KeyCode::Quote) => 'Ù',
            (Self::Azerty, KeyCode::Backquote) => '²',
            (Self::Azerty, KeyCode::Minus) => ')',
            (Self::Azerty, KeyCode::BracketLeft) => '^',
            (Self::Azerty, KeyCode::BracketRight) => '$',
            (Self::Azerty, KeyCode::Backslash) => '*',
            (Self::Qwertz, KeyCode::KeyY) => 'Z',
            (Self::Qwertz, KeyCode::KeyZ) => 'Y',
            (Self::Qwertz, KeyCode::Semicolon) => 'Ö',
            (Self::Qwertz, KeyCode::Quote) => 'Ä',
            (Self::Qwertz, KeyCode::BracketLeft) => 'Ü',
            (Self::Qwertz, KeyCode::BracketRight) => '+',
            (Self::Qwertz, KeyCode::Backquote) => '^',
            (Self::Qwertz, KeyCode::Minus) => 'ß',
            (Self::Qwertz, KeyCode::Equal) => '´',
            (Self::Qwertz, KeyCode::Backslash) => '#',
            (Self::Qwertz, KeyCode::Slash) => '-',
            (Self::Azerty | Self::Qwertz, KeyCode::IntlBackslash) => '<',
            _ => return None,
        })
    }
}

/// The letter an American has on a key.
fn letter(code: KeyCode) -> Option<char> {
    let name = format!("{code:?}");
    let mut letters = name.strip_prefix("Key")?.chars();
    letters.next().filter(|_| letters.next().is_none())
}

impl Labels {
    /// As most have them where the system's language is spoken.
    #[must_use]
    pub fn of_system() -> Self {
        let locale = sys_locale::get_locale().unwrap_or_default();
        Self {
            layout: Layout::of_locale(&locale),
            ..Self::default()
        }
    }

    /// What stands on a key, where that is not what an American has there or was seen.
    #[must_use]
    pub fn of_key(&self, code: KeyCode) -> Option<char> {
        let seen = self.seen.get(&code).copied();
        seen.or_else(|| self.layout.sign(code))
    }

    /// A key wrote this with nothing else held.
    pub fn see(&mut self, code: KeyCode, wrote: &Key) {
        let usual = letter(code);
        if usual.is_none() && !SIGNS.contains(&code) {
            return;
        }
        let sign = match wrote {
            Key::Character(text) => {
                let mut letters = text.chars();
                letters.next().filter(|_| letters.next().is_none())
            }
            Key::Dead(sign) => *sign,
            _ => None,
        };
        let fits = |sign: &char| !sign.is_control() && !sign.is_whitespace() && *sign < BEYOND_FONT;
        let Some(sign) = sign.filter(fits) else { return };
        let mut large = sign.to_uppercase();
        let sign = large.next().filter(|_| large.next().is_none()).unwrap_or(sign);
        // One letter in another place says where the others are that were not seen.
        if let Some(usual) = usual {
            let has = |layout: Layout| layout.sign(code).unwrap_or(usual) == sign;
            if !has(self.layout)
                && let Some(layout) = Layout::ALL.into_iter().find(|layout| has(*layout))
            {
                self.layout = layout;
            }
        }
        self.seen.insert(code, sign);
    }
}

/// Sees what keys write.
pub(super) fn learn(
    mut written: MessageReader<KeyboardInput>,
    keys: Res<ButtonInput<KeyCode>>,
    mut labels: ResMut<Labels>,
) {
    let turned = keys.any_pressed(TURNS);
    let pressed = written
        .read()
        .filter(|key| !turned && key.state == ButtonState::Pressed && !key.repeat);
    let mut next = None;
    for key in pressed {
        next.get_or_insert_with(|| labels.clone())
            .see(key.key_code, &key.logical_key);
    }
    if let Some(next) = next {
        labels.set_if_neq(next);
    }
}

/// Calls buttons as the maker of the pad in hand does.
pub(super) fn notice_pad(pads: Query<&Gamepad>, hand: Res<PadInHand>, mut labels: ResMut<Labels>) {
    let Some(pad) = hand.pad.and_then(|pad| pads.get(pad).ok()) else {
        return;
    };
    let make = Make::of_vendor(pad.vendor_id());
    if labels.make != make {
        labels.make = make;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrote(text: &str) -> Key {
        Key::Character(text.into())
    }

    #[test]
    fn a_country_has_its_keyboard() {
        for (locale, layout) in [
            ("fr_FR.UTF-8", Layout::Azerty),
            ("fr", Layout::Azerty),
            ("fr-CA", Layout::Qwerty),
            ("fr-CH", Layout::Qwertz),
            ("de_AT", Layout::Qwertz),
            ("pl-PL", Layout::Qwerty),
            ("pt-BR", Layout::Qwerty),
            ("C", Layout::Qwerty),
            ("", Layout::Qwerty),
        ] {
            assert_eq!(Layout::of_locale(locale), layout, "{locale}");
        }
    }

    #[test]
    fn what_a_key_writes_stands_on_it_and_tells_of_the_others() {
        let mut labels = Labels::default();
        assert_eq!(labels.of_key(KeyCode::KeyW), None);
        labels.see(KeyCode::KeyQ, &wrote("a"));
        assert_eq!(labels.of_key(KeyCode::KeyQ), Some('A'));
        assert_eq!(labels.of_key(KeyCode::KeyW), Some('Z'), "where Q is A, W is Z");
        labels.see(KeyCode::KeyW, &wrote("w"));
        assert_eq!(labels.layout, Layout::Qwerty, "the keyboard was changed");
        labels.see(KeyCode::Backquote, &Key::Dead(Some('^')));
        labels.see(KeyCode::Minus, &wrote("ß"));
        labels.see(KeyCode::Semicolon, &wrote("ñ"));
        let seen = [KeyCode::Backquote, KeyCode::Minus, KeyCode::Semicolon].map(|code| labels.of_key(code));
        assert_eq!(seen, [Some('^'), Some('ß'), Some('Ñ')]);
        // What the font has no sign for, what is no sign, and digits, stay what they are called.
        let before = labels.clone();
        labels.see(KeyCode::KeyE, &wrote("\u{5d0}"));
        labels.see(KeyCode::KeyE, &Key::F35);
        labels.see(KeyCode::KeyE, &wrote(" "));
        labels.see(KeyCode::Digit1, &wrote("&"));
        assert_eq!(labels, before);
    }
}
