//! Who and what the game is made by: our own words, then everything that is built into it by its licence, as
//! `scripts/licences.py` lists it.

use std::collections::BTreeMap;

use bevy::prelude::*;

use super::{Page, Sheet};

/// A line each: the licence, a tab, name and version.
const LIST: &str = include_str!("../../../assets/credits/dependencies.txt");
/// Most names in a passage: more would not fit the page at once.
const NAMES: usize = 24;

/// What there is to say of the game itself: a heading and a text each.
const OWN: [(&str, &str); 5] = [
    ("credits-game", "credits-game-told"),
    ("credits-engine", "credits-engine-told"),
    ("credits-art", "credits-art-told"),
    ("credits-letters", "credits-letters-told"),
    ("credits-libraries", "credits-libraries-told"),
];

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Credits), open);
}

/// Names and versions by licence, each licence that most have first.
fn by_licence(list: &str) -> Vec<(&str, Vec<&str>)> {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (licence, name) in list.lines().filter_map(|line| line.split_once('\t')) {
        found.entry(licence).or_default().push(name);
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(_, names)| std::cmp::Reverse(names.len()));
    found
}

fn open(mut sheet: Sheet) {
    sheet.lay_wide(Page::Credits, |column| {
        let words = column.words;
        column.heading(&words.say("credits-title"));
        column.list(|list| {
            for (title, told) in OWN {
                list.passage(words.say(title), words.say(told));
            }
            for (licence, names) in by_licence(LIST) {
                for names in names.chunks(NAMES) {
                    list.passage(licence, names.join(", "));
                }
            }
        });
        column.back();
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_listed_once_below_its_licence() {
        let found = by_licence(LIST);
        let names: usize = found.iter().map(|(_, names)| names.len()).sum();
        assert!(names > 300 && names == LIST.lines().count(), "{names}");
        assert!(found.windows(2).all(|pair| pair[0].1.len() >= pair[1].1.len()));
        let bevy = found
            .iter()
            .find(|(_, names)| names.iter().any(|name| name.starts_with("bevy ")));
        assert_eq!(bevy.map(|(licence, _)| *licence), Some("Apache-2.0 OR MIT"));
    }
}
