//! The languages held against each other and against the code: each has every text, told of the same things; no text is
//! left over, and none is missing; and the font has every letter of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;
use hogs_client::bindings::Action;
use hogs_client::host::SKILLS;
use hogs_client::settings::{Kind, Section};
use hogs_client::words::{Language, Words};

/// What a message is made of.
#[derive(Debug, Default, PartialEq)]
struct Made {
    variables: BTreeSet<String>,
    messages: BTreeSet<String>,
}

fn inline(expression: &InlineExpression<&str>, made: &mut Made) {
    match expression {
        InlineExpression::VariableReference { id } => {
            made.variables.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            made.messages.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => look(expression, made),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => panic!("the texts do not use {other:?}"),
    }
}

fn look(expression: &Expression<&str>, made: &mut Made) {
    match expression {
        Expression::Inline(expression) => inline(expression, made),
        Expression::Select { selector, variants } => {
            inline(selector, made);
            for variant in variants {
                read(&variant.value, made);
            }
        }
    }
}

fn read(pattern: &Pattern<&str>, made: &mut Made) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            look(expression, made);
        }
    }
}

/// The messages of a language.
fn messages(language: Language) -> BTreeMap<String, Made> {
    let mut found = BTreeMap::new();
    for source in language.sources() {
        let resource = parse(source).unwrap_or_else(|(_, errors)| panic!("{language:?}: {errors:?}"));
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    let mut made = Made::default();
                    let value = message
                        .value
                        .unwrap_or_else(|| panic!("{} says nothing", message.id.name));
                    read(&value, &mut made);
                    let before = found.insert(message.id.name.to_owned(), made);
                    assert!(before.is_none(), "{language:?} has {} twice", message.id.name);
                }
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
                other => panic!("{language:?}: {other:?}"),
            }
        }
    }
    found
}

#[test]
fn every_language_has_the_same_texts_of_the_same_things() {
    let english = messages(Language::English);
    assert!(english.len() > 250, "only {} texts", english.len());
    for language in Language::ALL {
        let there = messages(language);
        let keys = |messages: &BTreeMap<String, Made>| messages.keys().cloned().collect::<BTreeSet<_>>();
        let (wanted, has) = (keys(&english), keys(&there));
        assert_eq!(
            wanted.difference(&has).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "{language:?} lacks"
        );
        assert_eq!(
            has.difference(&wanted).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "{language:?} has left over"
        );
        for (key, made) in &there {
            assert_eq!(made, &english[key], "{language:?}: {key}");
        }
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../assets/locales")
            .join(language.code());
        let files = std::fs::read_dir(&folder).unwrap().count();
        assert_eq!(
            files,
            language.sources().len(),
            "every file in {} is read",
            folder.display()
        );
    }
}

/// The sources of the client, without their tests.
fn sources(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.split("\n#[cfg(test)]\nmod tests").next().unwrap().to_owned();
            found.push((path, code));
        }
    }
}

/// The string literals of a source that can be keys.
fn literals(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for piece in code.split('"') {
        let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !piece.is_empty() && piece.len() < 60 && piece.chars().all(letters) {
            found.insert(piece.to_owned());
        }
    }
    found
}

/// The literals a source asks a text for.
fn asked(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for call in [".say(", ".tell(", "Telling::say(", "Telling::tell(", "::refused("] {
        for (at, _) in code.match_indices(call) {
            let rest = code[at + call.len()..].trim_start();
            if let Some(key) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                found.insert(key.to_owned());
            }
        }
    }
    found
}

/// The keys that are put together from names: of pages, settings, actions.
fn from_names() -> BTreeSet<String> {
    let mut keys: BTreeSet<String> = SKILLS.iter().map(ToString::to_string).collect();
    for section in Section::ALL {
        keys.insert(format!("section-{}", section.name()));
        keys.insert(format!("section-{}-help", section.name()));
        for entry in section.entries() {
            keys.insert(entry.key());
            keys.insert(format!("{}-help", entry.key()));
            if let Kind::Device = entry.kind {
                keys.insert(format!("{}-system", entry.key()));
            }
            if let Kind::Choice(names) = entry.kind {
                let words = names
                    .iter()
                    .filter(|name| !name.starts_with(|c: char| c.is_ascii_digit()));
                keys.extend(words.map(|name| format!("{}-{name}", entry.key())));
            }
        }
    }
    keys.extend(Action::ALL.map(|action| format!("action-{}", action.name())));
    keys
}

#[test]
fn no_text_is_missing_and_none_is_left_over() {
    let english = messages(Language::English);
    let mut code = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
    assert!(code.len() > 80);
    let mut used = from_names();
    for key in &used {
        assert!(english.contains_key(key), "{key} is put together, and is no text");
    }
    for (path, code) in &code {
        for key in asked(code) {
            assert!(english.contains_key(&key), "{} asks for {key}", path.display());
        }
        used.extend(literals(code));
    }
    for made in english.values() {
        used.extend(made.messages.iter().cloned());
    }
    let left: Vec<&String> = english.keys().filter(|key| !used.contains(*key)).collect();
    assert!(left.is_empty(), "nothing says {left:?}");
}

#[test]
fn texts_are_written_as_their_languages_are() {
    for language in Language::ALL {
        let words = Words::of(language);
        let english = Words::default();
        let mut same = 0;
        let keys = messages(language);
        for (key, made) in &keys {
            let text = words.say(key);
            assert!(!text.contains("[["), "{language:?}: {key}: {text}");
            assert!(
                !text.trim().is_empty() || key == "plain",
                "{language:?}: {key} says nothing"
            );
            same += usize::from(made.variables.is_empty() && text == english.say(key));
            if key.ends_with("-told") || key.ends_with("-help") && key != "accessibility-aim-help" {
                let ends = text.ends_with(['.', '?', '!', ':', ';']);
                assert!(ends, "{language:?}: {key} is a sentence: {text}");
            }
        }
        // Names of languages, keys and devices are alike; a language that was forgotten is alike in everything.
        let share = same * 100 / keys.len();
        assert!(
            language == Language::English || share < 25,
            "{language:?}: {share} % are English"
        );
    }
}

/// Where whatever stands in quotes and reads like words is shown to people.
const SHOWN: [&str; 15] = [
    "hud",
    "hud.rs",
    "kill_cam.rs",
    "lesson",
    "lesson.rs",
    "link/handicap.rs",
    "menu",
    "menu.rs",
    "phrases.rs",
    "replay/bar.rs",
    "replay/library.rs",
    "standing.rs",
    "watch",
    "watch.rs",
    "weapon",
];

/// What a line has that speaks to whoever mends the game.
const FOR_US: [&str; 6] = ["Name::new(", "warn!(", "debug!(", "#[", "reason =", "panic!("];

/// The texts in quotes of a source with the numbers of their lines, without comments.
fn quoted(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in code.lines().enumerate() {
        if FOR_US.iter().any(|mark| line.contains(mark)) {
            continue;
        }
        let mut letters = line.chars().peekable();
        let mut text: Option<String> = None;
        while let Some(letter) = letters.next() {
            match (&mut text, letter) {
                (None, '/') if letters.peek() == Some(&'/') => break,
                // A quote as a letter.
                (None, '\'') if letters.peek() == Some(&'"') => drop(letters.next()),
                (None, '"') => text = Some(String::new()),
                (Some(text), '\\') => text.extend(letters.next().map(|_| '.')),
                (Some(_), '"') => found.extend(text.take().map(|text| (number + 1, text))),
                (Some(text), letter) => text.push(letter),
                (None, _) => {}
            }
        }
    }
    found
}

/// Whether a text is written for people to read: two words beside each other, or one with a capital.
fn reads_like_words(text: &str) -> bool {
    let mut plain = String::new();
    let mut depth = 0;
    for letter in text.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_alphabetic());
    let words: Vec<&str> = plain
        .split(' ')
        .map(|word| word.trim_matches(|letter: char| !letter.is_ascii_alphabetic()))
        .collect();
    let beside = words.windows(2).any(|pair| pair.iter().all(is_word));
    let capital = words.iter().filter(|word| is_word(word)).any(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(|first| first.is_ascii_uppercase())
            && letters.all(|letter| letter.is_ascii_lowercase())
    });
    beside || capital
}

#[test]
fn nothing_is_shown_that_is_written_in_the_code() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut code = Vec::new();
    sources(&folder, &mut code);
    let mut seen = 0;
    let mut found = Vec::new();
    for (path, code) in &code {
        let code = code.split("\n#[cfg(test)]\npub(super) mod tests").next().unwrap();
        let place = path.strip_prefix(&folder).unwrap();
        if !SHOWN.iter().any(|shown| place.starts_with(shown)) {
            continue;
        }
        seen += 1;
        for (line, text) in quoted(code) {
            if reads_like_words(&text) {
                found.push(format!("{}:{line}: {text}", place.display()));
            }
        }
    }
    assert!(seen > 60, "only {seen} files are looked at");
    assert!(
        found.is_empty(),
        "these are for assets/locales:\n{}",
        found.join("\n")
    );
}

#[test]
fn what_is_written_in_code_would_be_found() {
    let code = "let a = words.say(\"front-quick\"); // \"Not This\"\nlet b = '\"';\nlet c = format!(\"{name} has it\");\n";
    let texts = quoted(code);
    assert_eq!(texts.len(), 2, "{texts:?}");
    let found: Vec<bool> = texts.iter().map(|(_, text)| reads_like_words(text)).collect();
    assert_eq!(found, [false, true]);
    for text in ["Protected", "You win!", "F5 when ready", "{} left behind"] {
        assert!(reads_like_words(text), "{text}");
    }
    for text in [
        "HOGS",
        "hud-rates",
        "{} ms",
        "\u{2039}",
        "km/h",
        "embedded://a/b.wgsl",
    ] {
        assert!(!reads_like_words(text), "{text}");
    }
}
