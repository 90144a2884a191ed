//! Which language the game speaks.

use super::entry::{choice, section};
use crate::words::Language;

choice! {
    /// A language, or the system's.
    Tongue {
        /// As the system.
        System = "system",
        /// English.
        English = "en",
        /// German.
        German = "de",
        /// Spanish.
        Spanish = "es",
        /// French.
        French = "fr",
        /// Portuguese as in Brazil.
        Portuguese = "pt-br",
        /// Polish.
        Polish = "pl",
    }
}

impl Tongue {
    /// The language it comes to.
    #[must_use]
    pub fn language(self) -> Language {
        match self {
            Self::System => Language::of_system(),
            Self::English => Language::English,
            Self::German => Language::German,
            Self::Spanish => Language::Spanish,
            Self::French => Language::French,
            Self::Portuguese => Language::Portuguese,
            Self::Polish => Language::Polish,
        }
    }
}

section! {
    /// Which language the game speaks.
    Speech at language {
        /// The one that was chosen.
        tongue: Tongue = Tongue::System, Tongue::KIND;
    }
}
