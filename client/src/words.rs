//! The game's texts in the player's language, by Fluent: each text is a message in `assets/locales`, found by its key. The
//! messages are part of the program, so there is no run without them; that every language has all of them is tested.

use std::fmt;
use std::sync::LazyLock;

use bevy::prelude::*;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// A language the game speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English; what is spoken where the system speaks none of these.
    #[default]
    English,
    /// German.
    German,
    /// Spanish.
    Spanish,
    /// French.
    French,
    /// Portuguese as in Brazil.
    Portuguese,
    /// Polish.
    Polish,
}

/// The messages of a language.
macro_rules! messages {
    ($code:literal) => {
        [
            include_str!(concat!("../../assets/locales/", $code, "/menu.ftl")),
            include_str!(concat!("../../assets/locales/", $code, "/settings.ftl")),
            include_str!(concat!("../../assets/locales/", $code, "/controls.ftl")),
            include_str!(concat!("../../assets/locales/", $code, "/trouble.ftl")),
            include_str!(concat!("../../assets/locales/", $code, "/hud.ftl")),
            include_str!(concat!("../../assets/locales/", $code, "/lesson.ftl")),
            include_str!(concat!("../../assets/locales/", $code, "/pages.ftl")),
        ]
    };
}

impl Language {
    /// All of them, English first.
    pub const ALL: [Self; 6] = [
        Self::English,
        Self::German,
        Self::Spanish,
        Self::French,
        Self::Portuguese,
        Self::Polish,
    ];

    /// Its tag, as its folder is called.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::Portuguese => "pt-BR",
            Self::Polish => "pl",
        }
    }

    /// The files with its messages.
    #[must_use]
    pub const fn sources(self) -> [&'static str; 7] {
        match self {
            Self::English => messages!("en"),
            Self::German => messages!("de"),
            Self::Spanish => messages!("es"),
            Self::French => messages!("fr"),
            Self::Portuguese => messages!("pt-BR"),
            Self::Polish => messages!("pl"),
        }
    }

    /// The language of a locale such as `de_AT.UTF-8` or `pt-PT`: by its first part, since something near is better than
    /// English.
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Self> {
        let first = locale.split(['-', '_', '.', '@']).next()?;
        Self::ALL.into_iter().find(|language| {
            let code = language.code();
            code.get(..2).is_some_and(|code| first.eq_ignore_ascii_case(code))
        })
    }

    /// The first of the system's languages that the game speaks, else English.
    #[must_use]
    pub fn of_system() -> Self {
        sys_locale::get_locales()
            .find_map(|locale| Self::of_locale(&locale))
            .unwrap_or_default()
    }
}

/// What a message is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Something to put in as it is.
    Text(String),
    /// A number that words may have to agree with.
    Count(i64),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Argument {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Argument {
    fn from(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl Argument {
    fn value(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(text.as_str()),
            Self::Count(count) => FluentValue::from(*count),
        }
    }
}

/// A text that is yet to be said in whatever language the player has by then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    key: &'static str,
    arguments: Vec<(&'static str, Argument)>,
}

impl Telling {
    /// A message without arguments.
    #[must_use]
    pub const fn say(key: &'static str) -> Self {
        Self {
            key,
            arguments: Vec::new(),
        }
    }

    /// A message and what it is told of.
    #[must_use]
    pub fn tell<const N: usize>(key: &'static str, arguments: [(&'static str, Argument); N]) -> Self {
        Self {
            key,
            arguments: arguments.into(),
        }
    }

    /// A text that came in words already: from a server, or from the system.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self::tell("plain", [("text", Argument::Text(text.into()))])
    }
}

/// Nothing to say.
impl Default for Telling {
    fn default() -> Self {
        Self::plain("")
    }
}

/// In English, for terminals and logs.
impl fmt::Display for Telling {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        static ENGLISH: LazyLock<Words> = LazyLock::new(Words::default);
        out.write_str(&ENGLISH.telling(self))
    }
}

/// All texts in one language.
#[derive(Resource)]
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Default for Words {
    fn default() -> Self {
        Self::of(Language::default())
    }
}

impl Words {
    /// The texts of a language. What is wrong with a message, a test finds; here it is passed over.
    #[must_use]
    pub fn of(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.code().parse().unwrap_or_default()]);
        // Marks of direction are for scripts that these languages do not have; the font would show them as boxes.
        bundle.set_use_isolating(false);
        for source in language.sources() {
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(rest, _)| rest);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// The language they are in.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The text of a key. One that there is not shows as its key in double brackets.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The text of a key that is told of something.
    #[must_use]
    pub fn tell<const N: usize>(&self, key: &str, arguments: [(&'static str, Argument); N]) -> String {
        let values = arguments.iter().map(|(name, argument)| (*name, argument.value()));
        self.format(key, Some(&values.collect()))
    }

    /// What was put aside to be told.
    #[must_use]
    pub fn telling(&self, telling: &Telling) -> String {
        let values = telling
            .arguments
            .iter()
            .map(|(name, argument)| (*name, argument.value()));
        self.format(telling.key, Some(&values.collect()))
    }

    /// Whether there is such a key.
    #[must_use]
    pub fn knows(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// A number with so many digits after the sign that the language has for it.
    #[must_use]
    pub fn decimal(&self, value: f32, digits: usize) -> String {
        format!("{value:.digits$}").replace('.', &self.say("decimal-sign"))
    }

    fn format(&self, key: &str, arguments: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("[[{key}]]");
        };
        self.bundle
            .format_pattern(pattern, arguments, &mut Vec::new())
            .into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_leads_to_its_language() {
        for (locale, language) in [
            ("de_AT.UTF-8", Some(Language::German)),
            ("pt-PT", Some(Language::Portuguese)),
            ("PL", Some(Language::Polish)),
            ("en-GB", Some(Language::English)),
            ("ja-JP", None),
            ("C", None),
            ("", None),
        ] {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
    }

    #[test]
    fn words_agree_with_their_numbers() {
        let shown = |language, count: i64| Words::of(language).tell("fill-hogs", [("count", count.into())]);
        assert_eq!(shown(Language::English, 1), "1 hog");
        assert_eq!(shown(Language::English, 2), "2 hogs");
        // Polish has three forms: one, few, many.
        let polish = [1, 2, 5, 12, 22].map(|count| shown(Language::Polish, count));
        assert_eq!(polish, ["1 świnia", "2 świnie", "5 świń", "12 świń", "22 świnie"]);
    }

    #[test]
    fn what_is_not_there_is_seen_to_be() {
        let words = Words::default();
        assert_eq!(words.say("no-such-text"), "[[no-such-text]]");
        assert!(!words.knows("no-such-text") && words.knows("plain"));
        assert_eq!(Telling::plain("As it is.").to_string(), "As it is.");
    }
}
