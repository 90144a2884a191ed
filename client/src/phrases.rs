//! What can be said with two keys: the phrases that travel as a number, so that everyone reads them in their own words.

use hogs_shared::protocol::messages::PHRASES;

/// Phrases on a page of the list: as many as there are digits on the left of a keyboard.
pub const ON_A_PAGE: u8 = 8;
/// The one that calls for help: where there are sides, it marks the place, too.
pub const HELP: u8 = 2;

/// What each says.
const WORDS: [&str; PHRASES as usize] = [
    "Attack!",
    "Defend!",
    "Help me!",
    "Follow me!",
    "On my way",
    "Wait",
    "I have it",
    "Look out!",
    "Yes",
    "No",
    "Thanks",
    "Sorry",
    "Well done",
    "Hello",
    "Good game",
    "Oink!",
];

/// A phrase in words; nothing for one that there is not.
#[must_use]
pub fn words(phrase: u8) -> &'static str {
    WORDS.get(usize::from(phrase)).copied().unwrap_or_default()
}
