//! What can be said with two keys: the phrases that travel as a number, so that everyone reads them in their own words.

use hogs_shared::protocol::messages::PHRASES;

/// Phrases on a page of the list: as many as there are digits on the left of a keyboard.
pub const ON_A_PAGE: u8 = 8;
/// The one that calls for help: where there are sides, it marks the place, too.
pub const HELP: u8 = 2;

/// The key of what each says.
const KEYS: [&str; PHRASES as usize] = [
    "phrase-attack",
    "phrase-defend",
    "phrase-help",
    "phrase-follow",
    "phrase-on-my-way",
    "phrase-wait",
    "phrase-have-it",
    "phrase-look-out",
    "phrase-yes",
    "phrase-no",
    "phrase-thanks",
    "phrase-sorry",
    "phrase-well-done",
    "phrase-hello",
    "phrase-good-game",
    "phrase-oink",
];

/// The key of a phrase in words; none for one that there is not.
#[must_use]
pub fn key(phrase: u8) -> Option<&'static str> {
    KEYS.get(usize::from(phrase)).copied()
}
