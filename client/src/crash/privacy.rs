//! What is nobody's business: names, addresses, passwords and where somebody keeps their files, taken out of a text.

use std::net::{IpAddr, SocketAddr};
use std::path::Path;

use crate::home::Home;

/// What stands in the place of what was taken out.
const HIDDEN: &str = "(hidden)";

/// What there is to be taken out.
pub(super) struct Private {
    /// Paths, and what is read in their place.
    places: Vec<(String, &'static str)>,
    words: Vec<String>,
}

impl Private {
    /// With the words that the game knows to be private.
    pub(super) fn new(home: &Home, words: &[String]) -> Self {
        let set = |name: &str| std::env::var(name).ok().filter(|value| value.len() > 1);
        let mut places: Vec<(String, &'static str)> = Vec::new();
        let folder = home.file("");
        let mut add = |path: &Path, shown| {
            let path = path.to_string_lossy();
            let path = path.trim_end_matches(['/', '\\']);
            if path.len() > 1 {
                places.push((path.to_owned(), shown));
            }
        };
        add(&folder, "(folder)");
        if let Ok(whole) = folder.canonicalize() {
            add(&whole, "(folder)");
        }
        for name in ["HOME", "USERPROFILE"] {
            if let Some(path) = set(name) {
                add(Path::new(&path), "~");
            }
        }
        // What is inside of another comes before it.
        places.sort_by_key(|(path, _)| std::cmp::Reverse(path.len()));
        let users = ["USER", "USERNAME", "LOGNAME", "HOSTNAME", "COMPUTERNAME"];
        let users = users.into_iter().filter_map(set);
        let words = words.iter().cloned().chain(users);
        Self {
            places,
            words: words.filter(|word| !word.trim().is_empty()).collect(),
        }
    }

    /// A text without any of it.
    pub(super) fn hide(&self, text: &str) -> String {
        let mut text = self.hide_places(text);
        for word in &self.words {
            text = without_word(&text, word);
        }
        without_addresses(&text)
    }

    /// A text without where anything is kept: for what holds none of the rest, and could be mistaken for it.
    pub(super) fn hide_places(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (path, shown) in &self.places {
            text = text.replace(path, shown);
        }
        text
    }
}

/// Takes a word out where it is not part of another.
fn without_word(text: &str, word: &str) -> String {
    let is_part = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric());
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = None;
    while let Some(at) = rest.find(word) {
        let (head, tail) = (&rest[..at], &rest[at + word.len()..]);
        let whole = !is_part(head.chars().last().or(before)) && !is_part(tail.chars().next());
        out.push_str(head);
        out.push_str(if whole { HIDDEN } else { word });
        before = word.chars().last();
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Takes IP addresses out, with their ports.
fn without_addresses(text: &str) -> String {
    let belongs =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | ':' | '[' | ']' | '%' | '_');
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for letter in text.chars().map(Some).chain([None]) {
        if let Some(letter) = letter.filter(|letter| belongs(*letter)) {
            word.push(letter);
            continue;
        }
        let bare = word.trim_end_matches(['.', ':']);
        if is_address(bare) {
            out.push_str(HIDDEN);
            out.push_str(&word[bare.len()..]);
        } else {
            out.push_str(&word);
        }
        word.clear();
        out.extend(letter);
    }
    out
}

/// Whether this is an address and not a part of a path in the source such as `::`.
fn is_address(word: &str) -> bool {
    let bare = word.trim_matches(['[', ']']);
    let figures = bare.bytes().filter(u8::is_ascii_digit).count();
    figures > 0 && (word.parse::<SocketAddr>().is_ok() || bare.parse::<IpAddr>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_private_is_left_and_the_rest_stays() {
        let home = Home::at(Path::new("/srv/players/ada"));
        let private = Private::new(
            &home,
            &["Ann".to_owned(), "play.example.org".to_owned(), "Ö x".to_owned()],
        );
        for (text, left) in [
            ("Ann shot Annette, Ann.", "(hidden) shot Annette, (hidden)."),
            ("to play.example.org:27500", "to (hidden):27500"),
            ("Ö x joined", "(hidden) joined"),
            ("/srv/players/ada/settings.toml", "(folder)/settings.toml"),
            ("from 192.168.1.20:27500, lost", "from (hidden), lost"),
            ("[2001:db8::1]:27500 and fe80::1.", "(hidden) and (hidden)."),
            (
                "core::fmt::a at 1.95.0, 12:30:01",
                "core::fmt::a at 1.95.0, 12:30:01",
            ),
            ("a :: b", "a :: b"),
        ] {
            assert_eq!(private.hide(text), left);
        }
    }
}
