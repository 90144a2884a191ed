//! What a page of settings is made of: for each field one line with its name, type, default and what it goes through.
//! The file, the menu and the tests all go by that line.

use super::Settings;
use super::device::{self, Device};
use crate::words::Words;

/// A setting's value as a figure: a switch is 0 or 1, one of several its place among them.
pub(super) trait Value: Sized {
    /// The figure.
    fn figure(self) -> f32;
    /// The value of a figure that its [`Kind`] allows.
    fn of(figure: f32) -> Self;
}

impl Value for f32 {
    fn figure(self) -> f32 {
        self
    }
    fn of(figure: f32) -> Self {
        figure
    }
}

impl Value for bool {
    fn figure(self) -> f32 {
        f32::from(u8::from(self))
    }
    fn of(figure: f32) -> Self {
        figure > 0.5
    }
}

/// How a figure reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A share, as percent.
    Percent,
    /// Degrees of an angle.
    Degrees,
    /// A factor, with one digit.
    Factor,
    /// Frames a second; 0 is as many as there are.
    Frames,
}

impl Unit {
    /// What people read.
    #[must_use]
    pub fn reads(self, figure: f32, words: &Words) -> String {
        let whole = |figure: f32| figure.round() as i64;
        match self {
            Self::Percent => words.tell("unit-percent", [("count", whole(figure * 100.0).into())]),
            Self::Degrees => words.tell("unit-degrees", [("count", whole(figure).into())]),
            Self::Factor => words.decimal(figure, 1),
            Self::Frames if figure < 0.5 => words.say("unit-no-limit"),
            Self::Frames => words.tell("unit-frames", [("count", whole(figure).into())]),
        }
    }
}

/// What a setting goes through.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// On or off.
    Switch,
    /// Anything from the lowest to the highest.
    Range {
        /// The lowest.
        low: f32,
        /// The highest.
        high: f32,
        /// What one press of a key changes.
        step: f32,
        /// How it reads.
        unit: Unit,
    },
    /// One of these figures.
    Steps(&'static [f32], Unit),
    /// One of these names.
    Choice(&'static [&'static str]),
    /// The system's sound device, or one by its name, of those that are known while the game runs.
    Device,
}

impl Kind {
    /// From the lowest to the highest, by steps.
    #[must_use]
    pub const fn range(low: f32, high: f32, step: f32, unit: Unit) -> Self {
        Self::Range {
            low,
            high,
            step,
            unit,
        }
    }

    /// A share of the whole.
    #[must_use]
    pub const fn share() -> Self {
        Self::range(0.0, 1.0, 0.05, Unit::Percent)
    }
}

/// A line of a page of settings.
#[derive(Debug)]
pub struct Entry {
    /// The page's name in the file.
    pub section: &'static str,
    /// Its own name in the file.
    pub name: &'static str,
    /// What it goes through.
    pub kind: Kind,
    /// Reads it.
    pub get: fn(&Settings) -> f32,
    /// Writes it, and nothing else.
    pub(super) put: fn(&mut Settings, f32),
}

impl Entry {
    /// The key of its text; with `-help` behind it, of what is told about it.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}-{}", self.section, self.name).replace('_', "-")
    }

    /// What there is to choose from, as people read it; nothing for a range.
    #[must_use]
    pub fn options(&self, words: &Words) -> Vec<String> {
        match self.kind {
            Kind::Switch => vec![words.say("switch-off"), words.say("switch-on")],
            Kind::Range { .. } => Vec::new(),
            Kind::Steps(figures, unit) => figures.iter().map(|figure| unit.reads(*figure, words)).collect(),
            Kind::Choice(names) => names.iter().map(|name| self.option(name, words)).collect(),
            Kind::Device => {
                let known = Device::known().into_iter().map(|(name, there)| match there {
                    true => name,
                    false => words.tell("audio-device-gone", [("name", name.into())]),
                });
                [self.option(device::SYSTEM, words)]
                    .into_iter()
                    .chain(known)
                    .collect()
            }
        }
    }

    /// A name as people read it. What begins with a figure reads by itself.
    fn option(&self, name: &str, words: &Words) -> String {
        if name.starts_with(|letter: char| letter.is_ascii_digit()) {
            name.replace('x', " × ")
        } else {
            words.say(&format!("{}-{name}", self.key()))
        }
    }

    /// Which of [`Self::options`] holds.
    #[must_use]
    pub fn chosen(&self, settings: &Settings) -> usize {
        let figure = (self.get)(settings);
        match self.kind {
            Kind::Steps(figures, _) => nearest(figures, figure),
            _ => figure.max(0.0) as usize,
        }
    }

    /// The figure of one of [`Self::options`].
    #[must_use]
    pub fn figure_of(&self, index: usize) -> f32 {
        match self.kind {
            Kind::Steps(figures, _) => figures.get(index).copied().unwrap_or_default(),
            _ => index as f32,
        }
    }

    /// The setting as the file has it.
    #[must_use]
    pub(super) fn write(&self, settings: &Settings) -> toml::Value {
        let figure = (self.get)(settings);
        match self.kind {
            Kind::Switch => toml::Value::Boolean(figure > 0.5),
            // By way of its decimals, so that 0.8 is not 0.800000011920929.
            Kind::Range { .. } | Kind::Steps(..) => {
                toml::Value::Float(figure.to_string().parse().unwrap_or_default())
            }
            Kind::Choice(names) => {
                toml::Value::String(names.get(figure as usize).copied().unwrap_or_default().to_owned())
            }
            Kind::Device => {
                let name = Device::of(figure).name();
                toml::Value::String(name.unwrap_or_else(|| device::SYSTEM.to_owned()))
            }
        }
    }

    /// What the file has as a figure, if it is one that this setting can have.
    #[must_use]
    pub(super) fn read(&self, value: &toml::Value) -> Option<f32> {
        let number = || match value {
            toml::Value::Float(number) => Some(*number as f32),
            toml::Value::Integer(number) => Some(*number as f32),
            _ => None,
        };
        match self.kind {
            Kind::Switch => value.as_bool().map(Value::figure),
            Kind::Range { low, high, .. } => number().filter(|number| (low..=high).contains(number)),
            Kind::Steps(figures, _) => {
                number().filter(|number| figures.iter().any(|step| (step - number).abs() < 1e-4))
            }
            Kind::Choice(names) => {
                let name = value.as_str()?;
                let place = names.iter().position(|known| known.eq_ignore_ascii_case(name))?;
                Some(place as f32)
            }
            Kind::Device => value.as_str().map(|name| Device::named(name).figure()),
        }
    }

    /// What it can be, for a message.
    #[must_use]
    pub(super) fn allowed(&self) -> String {
        match self.kind {
            Kind::Switch => "true, false".to_owned(),
            Kind::Range { low, high, .. } => format!("{low} – {high}"),
            Kind::Steps(figures, _) => figures.iter().map(f32::to_string).collect::<Vec<_>>().join(", "),
            Kind::Choice(names) => names.join(", "),
            Kind::Device => format!("\"{}\", \"…\"", device::SYSTEM),
        }
    }
}

/// The place of the figure nearest to another.
fn nearest(figures: &[f32], wanted: f32) -> usize {
    let apart = |index: &usize| (figures[*index] - wanted).abs();
    (0..figures.len())
        .min_by(|one, other| apart(one).total_cmp(&apart(other)))
        .unwrap_or_default()
}

/// A page of settings: its fields with type, default and what each goes through, one line a field.
macro_rules! section {
    (
        $(#[$about:meta])*
        $name:ident at $place:ident {
            $($(#[$told:meta])* $field:ident: $type:ty = $default:expr, $kind:expr;)*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[$told])* pub $field: $type,)*
        }

        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }

        impl $name {
            /// Its lines, in the order of its page.
            pub const ENTRIES: &'static [$crate::settings::Entry] = &[$($crate::settings::Entry {
                section: stringify!($place),
                name: stringify!($field),
                kind: $kind,
                get: |settings| $crate::settings::entry::Value::figure(settings.$place.$field),
                put: |settings, figure| settings.$place.$field = $crate::settings::entry::Value::of(figure),
            },)*];
        }
    };
}

/// One of several, by their names in the file.
macro_rules! choice {
    ($(#[$about:meta])* $name:ident { $($(#[$told:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$told])* $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// What it goes through.
            pub const KIND: $crate::settings::Kind = $crate::settings::Kind::Choice(&[$($word,)*]);

            /// What the file calls it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl $crate::settings::entry::Value for $name {
            fn figure(self) -> f32 {
                self as u8 as f32
            }
            fn of(figure: f32) -> Self {
                Self::ALL[(figure.max(0.0) as usize).min(Self::ALL.len() - 1)]
            }
        }
    };
}

pub(super) use {choice, section};
