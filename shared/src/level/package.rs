//! All the files that make up one arena, as text: what is kept, hashed and sent.

use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};

use super::Level;
use crate::tuning::{DataError, shown};

/// The files of one arena.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Package {
    /// The arena itself, RON.
    pub text: String,
    /// The file with its heights, if it names one.
    pub heights: Option<String>,
}

impl Package {
    /// What it is known by: SHA-256 over both files, the first one's length before them.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let mut bytes = (self.text.len() as u64).to_le_bytes().to_vec();
        bytes.extend(self.text.as_bytes());
        if let Some(heights) = &self.heights {
            bytes.push(1);
            bytes.extend(heights.as_bytes());
        }
        let mut sum = [0; 32];
        sum.copy_from_slice(digest(&SHA256, &bytes).as_ref());
        sum
    }

    /// The arena, read and checked; `file` names it in errors.
    ///
    /// # Errors
    /// [`DataError`] that names the file and what is wrong with it.
    pub fn level(&self, file: &str) -> Result<Level, DataError> {
        let beside = |name: &str| {
            self.heights.clone().ok_or_else(|| DataError::Invalid {
                file: file.to_owned(),
                problem: format!(
                    "asks for the heights in \"{}\", and no file came with it",
                    shown(name)
                ),
            })
        };
        Level::parse_with(file, &self.text, &beside)
    }
}
