//! The numbers that tune play, as RON says them: chassis, weapons, pickups, modes. Read from text, checked against
//! ranges that keep the simulation sound, and hashed, so that a client with other numbers is told so at the door.

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use crate::ids::Chassis;
use crate::ids::Weapon;

mod chassis;
mod mode;
mod rules;
mod weapon;

pub use chassis::{Ability, AbilityTuning, ChassisTuning};
pub use mode::ModeTuning;
pub use rules::{PickupKind, RulesTuning};
pub use weapon::{Impact, WeaponTuning};

/// What is wrong with a data file, in the words of the person who wrote it.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum DataError {
    /// The file is not there or cannot be read.
    #[error("{file}: {problem}")]
    Unreadable {
        /// Which file.
        file: String,
        /// What the system said.
        problem: String,
    },
    /// The text is not what the game expects there.
    #[error("{file}, line {line}, column {column}: {problem}")]
    Syntax {
        /// Which file.
        file: String,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the parser said.
        problem: String,
    },
    /// A value is outside what the game can bear.
    #[error("{file}: {problem}")]
    Invalid {
        /// Which file.
        file: String,
        /// Which value, and what would be right.
        problem: String,
    },
}

/// Longest crouch before a leap, seconds: a leap has to answer its key.
pub const MAX_CROUCH_S: f32 = 0.2;

/// Most health and shield together, and most energy, points: what sixteen bits hold in sixtieths of a point, less what
/// the ten bits of another's gauge in a snapshot cannot show.
pub const MAX_POINTS: f32 = 1091.0;

/// How much more energy than full a boost pickup leaves one with, as a share of full.
pub const OVERCHARGE: f32 = 0.5;

/// Largest data file the game reads, bytes.
pub const MAX_DATA_BYTES: usize = 1 << 20;
/// Most letters of what somebody wrote that a sentence about it shows.
const MAX_SHOWN: usize = 40;
/// Most letters of what a parser says: it names all that could stand there.
const MAX_PROBLEM: usize = 280;

/// Reads one RON text into a value; `file` names it in errors.
///
/// # Errors
/// [`DataError`] for text over [`MAX_DATA_BYTES`] or that is not RON for a `T`.
pub fn parse_ron<T: for<'de> Deserialize<'de>>(file: &str, text: &str) -> Result<T, DataError> {
    if text.len() > MAX_DATA_BYTES {
        let problem = format!("is {} bytes long; {MAX_DATA_BYTES} is the most", text.len());
        return Err(DataError::Invalid {
            file: file.to_owned(),
            problem,
        });
    }
    ron::Options::default()
        .with_recursion_limit(32)
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(text)
        .map_err(|error| DataError::Syntax {
            file: file.to_owned(),
            line: error.span.start.line,
            column: error.span.start.col,
            problem: cut(&error.code.to_string(), MAX_PROBLEM),
        })
}

/// What somebody wrote, as it is shown in a sentence about it: on one line, and no longer than a name.
pub(crate) fn shown(text: &str) -> String {
    cut(text, MAX_SHOWN)
}

/// At most so many letters of a text, none of which breaks the line.
fn cut(text: &str, most: usize) -> String {
    let escape = |letter: char| -> String {
        if letter.is_control() {
            letter.escape_debug().collect()
        } else {
            letter.into()
        }
    };
    let mut short: String = text.chars().take(most).map(escape).collect();
    if text.chars().nth(most).is_some() {
        short.push('…');
    }
    short
}

/// Collects range checks of one file.
pub(crate) struct Check<'a> {
    file: &'a str,
}

impl<'a> Check<'a> {
    pub(crate) const fn of(file: &'a str) -> Self {
        Self { file }
    }

    pub(crate) fn range(&self, what: &str, value: f32, low: f32, high: f32) -> Result<(), DataError> {
        if value >= low && value <= high {
            return Ok(());
        }
        self.fail(format!("{what} is {value}; it must be from {low} to {high}"))
    }

    pub(crate) fn ensure(&self, holds: bool, problem: impl Into<String>) -> Result<(), DataError> {
        if holds { Ok(()) } else { self.fail(problem) }
    }

    pub(crate) fn fail(&self, problem: impl Into<String>) -> Result<(), DataError> {
        Err(DataError::Invalid {
            file: self.file.to_owned(),
            problem: problem.into(),
        })
    }
}

/// All that is tuned and belongs to no arena or mode.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Tuning {
    /// By [`Chassis::index`].
    pub chassis: Vec<ChassisTuning>,
    /// By [`Weapon::index`].
    pub weapons: Vec<WeaponTuning>,
    /// The rest.
    pub rules: RulesTuning,
}

impl Tuning {
    /// Reads and checks every file; `read` gives the text of a file by its path below the asset folder.
    ///
    /// # Errors
    /// The first [`DataError`] met.
    pub fn load(read: &dyn Fn(&str) -> Result<String, DataError>) -> Result<Self, DataError> {
        let mut chassis = Vec::with_capacity(Chassis::ALL.len());
        for kind in Chassis::ALL {
            let file = format!("chassis/{}.ron", kind.name());
            let tuning: ChassisTuning = parse_ron(&file, &read(&file)?)?;
            tuning.validate(&file)?;
            chassis.push(tuning);
        }
        let mut weapons = Vec::with_capacity(Weapon::COUNT);
        for kind in Weapon::ALL {
            let file = format!("weapons/{}.ron", kind.name());
            let tuning: WeaponTuning = parse_ron(&file, &read(&file)?)?;
            tuning.validate(&file)?;
            weapons.push(tuning);
        }
        let rules: RulesTuning = parse_ron("rules.ron", &read("rules.ron")?)?;
        rules.validate("rules.ron")?;
        Ok(Self {
            chassis,
            weapons,
            rules,
        })
    }

    /// The figures of a chassis.
    #[must_use]
    pub fn chassis(&self, kind: Chassis) -> &ChassisTuning {
        &self.chassis[kind.index()]
    }

    /// The figures of a weapon.
    #[must_use]
    pub fn weapon(&self, kind: Weapon) -> &WeaponTuning {
        &self.weapons[kind.index()]
    }
}
