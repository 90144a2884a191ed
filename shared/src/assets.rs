//! Finds and reads the data files that both sides share. The only file access in this crate, kept out of everything
//! that simulates.

use std::io::Read;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use crate::level::Level;
use crate::tuning::{DataError, MAX_DATA_BYTES, ModeTuning, Tuning};

/// The folder that holds `chassis/`, `weapons/`, `arenas/` and the rest.
#[derive(Clone, Debug)]
pub struct AssetFolder(PathBuf);

/// The data of one match, read and checked.
#[derive(Debug)]
pub struct MatchData {
    /// Name of the arena's file.
    pub map: String,
    /// Chassis, weapons and the rest.
    pub tuning: Tuning,
    /// The arena.
    pub level: Level,
    /// Limits of the mode.
    pub mode: ModeTuning,
    /// Hash of every value that decides play: server and client must agree on it.
    pub hash: u64,
}

impl MatchData {
    /// Puts the data of a match together, and hashes it.
    #[must_use]
    pub fn new(map: String, tuning: Tuning, level: Level, mode: ModeTuning) -> Self {
        // Debug text names every field and prints floats exactly, so equal text is equal play.
        let hash = xxh3_64(format!("{tuning:?}{level:?}{mode:?}").as_bytes());
        Self {
            map,
            tuning,
            level,
            mode,
            hash,
        }
    }
}

impl AssetFolder {
    /// The folder at a path.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The folder named by `HOGS_ASSETS`, else beside the executable, else in the current folder, else in the source
    /// tree this was built from.
    ///
    /// # Errors
    /// A sentence that says where it was looked for.
    pub fn find() -> Result<Self, DataError> {
        if let Some(named) = std::env::var_os("HOGS_ASSETS") {
            return Self::checked(PathBuf::from(named));
        }
        let beside = std::env::current_exe()
            .ok()
            .and_then(|exe| Some(exe.parent()?.join("assets")));
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets");
        let places = [beside, Some(PathBuf::from("assets")), Some(source)];
        let found = places
            .into_iter()
            .flatten()
            .find(|place| place.join("rules.ron").is_file());
        found.map(Self).ok_or_else(|| DataError::Unreadable {
            file: "assets".to_owned(),
            problem: "the folder with the game's data is neither beside the program nor here; \
                      name it in HOGS_ASSETS"
                .to_owned(),
        })
    }

    fn checked(path: PathBuf) -> Result<Self, DataError> {
        if path.join("rules.ron").is_file() {
            return Ok(Self(path));
        }
        let file = path.display().to_string();
        Err(DataError::Unreadable {
            file,
            problem: "holds no rules.ron, so it is not the game's data".to_owned(),
        })
    }

    /// The folder itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Text of a file below the folder, at most [`MAX_DATA_BYTES`] long.
    ///
    /// # Errors
    /// [`DataError::Unreadable`] if it is not there, too long or not text.
    pub fn read(&self, file: &str) -> Result<String, DataError> {
        let fail = |problem: String| DataError::Unreadable {
            file: file.to_owned(),
            problem,
        };
        let opened = std::fs::File::open(self.0.join(file)).map_err(|error| fail(error.to_string()))?;
        let mut text = String::new();
        let limit = MAX_DATA_BYTES as u64 + 1;
        opened
            .take(limit)
            .read_to_string(&mut text)
            .map_err(|error| fail(error.to_string()))?;
        if text.len() > MAX_DATA_BYTES {
            return Err(fail(format!("is longer than {MAX_DATA_BYTES} bytes")));
        }
        Ok(text)
    }

    /// Names of the arenas there are, in order.
    #[must_use]
    pub fn maps(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.join("arenas"))
            .into_iter()
            .flatten()
            .flatten();
        let mut maps: Vec<String> = entries
            .filter_map(|entry| {
                let name = entry.file_name().into_string().ok()?;
                Some(name.strip_suffix(".ron")?.to_owned())
            })
            .filter(|name| is_plain_name(name))
            .collect();
        maps.sort();
        maps
    }

    /// What belongs to no arena and no mode: chassis, weapons and the rest.
    ///
    /// # Errors
    /// The first [`DataError`] met.
    pub fn tuning(&self) -> Result<Tuning, DataError> {
        Tuning::load(&|file| self.read(file))
    }

    /// Everything a match on `map` in mode `mode` needs.
    ///
    /// # Errors
    /// The first [`DataError`] met; for an unknown name, one that lists the names there are.
    pub fn load(&self, map: &str, mode: &str) -> Result<MatchData, DataError> {
        let maps = self.maps();
        if !maps.iter().any(|known| known == map) {
            let problem = format!("there is no such arena; there is: {}", maps.join(", "));
            return Err(DataError::Invalid {
                file: map.escape_debug().to_string(),
                problem,
            });
        }
        if !is_plain_name(mode) {
            let problem = "is no name of a mode".to_owned();
            return Err(DataError::Invalid {
                file: mode.escape_debug().to_string(),
                problem,
            });
        }
        let tuning = self.tuning()?;
        let level_file = format!("arenas/{map}.ron");
        let level = Level::parse(&level_file, &self.read(&level_file)?)?;
        let mode_file = format!("modes/{mode}.ron");
        let mode = ModeTuning::parse(&mode_file, &self.read(&mode_file)?)?;
        Ok(MatchData::new(map.to_owned(), tuning, level, mode))
    }
}

/// Whether a name from outside can be the name of a data file: no path, nothing hidden.
#[must_use]
pub fn is_plain_name(name: &str) -> bool {
    let plain = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_' || letter == '-'
    };
    !name.is_empty() && name.len() <= 40 && name.chars().all(plain)
}
