//! Finds and reads the data files that both sides share. The only file access in this crate, kept out of everything
//! that simulates.

use std::io::Read;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use crate::level::{Level, MAX_HEIGHTS_BYTES, Package};
use crate::tuning::{DataError, MAX_DATA_BYTES, ModeTuning, Tuning, shown};

/// The folder that holds `chassis/`, `weapons/`, `arenas/` and the rest.
#[derive(Clone, Debug)]
pub struct AssetFolder {
    path: PathBuf,
    /// Where else arenas are looked for, and looked for first.
    arenas: Option<PathBuf>,
}

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
        Self {
            path: path.to_owned(),
            arenas: None,
        }
    }

    /// The same, with another folder of arenas; one of a name that is known already takes that one's place.
    #[must_use]
    pub fn with_arenas(self, folder: Option<&Path>) -> Self {
        Self {
            arenas: folder.map(Path::to_owned),
            ..self
        }
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
        found
            .map(|path| Self::at(&path))
            .ok_or_else(|| DataError::Unreadable {
                file: "assets".to_owned(),
                problem: "the folder with the game's data is neither beside the program nor here; \
                      name it in HOGS_ASSETS"
                    .to_owned(),
            })
    }

    fn checked(path: PathBuf) -> Result<Self, DataError> {
        if path.join("rules.ron").is_file() {
            return Ok(Self::at(&path));
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
        &self.path
    }

    /// Text of a file below the folder, at most [`MAX_DATA_BYTES`] long.
    ///
    /// # Errors
    /// [`DataError::Unreadable`] if it is not there, too long or not text.
    pub fn read(&self, file: &str) -> Result<String, DataError> {
        read_text(&self.path.join(file), file, MAX_DATA_BYTES)
    }

    /// Names of the arenas there are, in order.
    #[must_use]
    pub fn maps(&self) -> Vec<String> {
        let folders = self.arenas.iter().cloned().chain([self.path.join("arenas")]);
        let entries = folders
            .filter_map(|folder| std::fs::read_dir(folder).ok())
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
        maps.dedup();
        maps
    }

    /// What belongs to no arena and no mode: chassis, weapons and the rest.
    ///
    /// # Errors
    /// The first [`DataError`] met.
    pub fn tuning(&self) -> Result<Tuning, DataError> {
        Tuning::load(&|file| self.read(file))
    }

    /// The files of an arena.
    ///
    /// # Errors
    /// [`DataError`]; for an unknown name, one that lists the names there are.
    pub fn package(&self, map: &str) -> Result<Package, DataError> {
        let maps = self.maps();
        if !maps.iter().any(|known| known == map) {
            let problem = format!("there is no such arena; there is: {}", maps.join(", "));
            return Err(DataError::Invalid {
                file: shown(map),
                problem,
            });
        }
        let own = self
            .arenas
            .clone()
            .filter(|folder| folder.join(format!("{map}.ron")).is_file());
        let folder = own.unwrap_or_else(|| self.path.join("arenas"));
        let file = format!("arenas/{map}.ron");
        let text = read_text(&folder.join(format!("{map}.ron")), &file, MAX_DATA_BYTES)?;
        let heights = match Level::heights_file(&text) {
            Some(name) => Some(read_heights(&folder, &file, &name)?),
            None => None,
        };
        Ok(Package { text, heights })
    }

    /// Everything a match on `map` in mode `mode` needs.
    ///
    /// # Errors
    /// The first [`DataError`] met; for an unknown name, one that lists the names there are.
    pub fn load(&self, map: &str, mode: &str) -> Result<MatchData, DataError> {
        self.load_with(map, &self.package(map)?, mode)
    }

    /// Whether a match on `map` in mode `mode` with the files here is the one with this hash.
    #[must_use]
    pub fn has(&self, map: &str, mode: &str, hash: u64) -> bool {
        self.load(map, mode).is_ok_and(|data| data.hash == hash)
    }

    /// The same with an arena that is not, or not yet, among the files here: one that a server offered. Nothing of it is
    /// believed.
    ///
    /// # Errors
    /// The first [`DataError`] met.
    pub fn load_with(&self, map: &str, package: &Package, mode: &str) -> Result<MatchData, DataError> {
        if !is_plain_name(map) {
            let problem = "is no name of an arena".to_owned();
            return Err(DataError::Invalid {
                file: shown(map),
                problem,
            });
        }
        if !is_plain_name(mode) {
            let problem = "is no name of a mode".to_owned();
            return Err(DataError::Invalid {
                file: shown(mode),
                problem,
            });
        }
        let tuning = self.tuning()?;
        let level_file = format!("arenas/{map}.ron");
        let level = package.level(&level_file)?;
        let mode_file = format!("modes/{mode}.ron");
        let mode = ModeTuning::parse(&mode_file, &self.read(&mode_file)?)?;
        Ok(MatchData::new(map.to_owned(), tuning, level, mode))
    }
}

/// The file with an arena's heights, which lies beside the arena's.
fn read_heights(folder: &Path, arena: &str, name: &str) -> Result<String, DataError> {
    let plain = name.strip_suffix(".txt").is_some_and(is_plain_name);
    if !plain {
        return Err(DataError::Invalid {
            file: arena.to_owned(),
            problem: format!(
                "wants its heights from \"{}\"; it takes a name of small letters and digits that ends in .txt",
                shown(name)
            ),
        });
    }
    read_text(&folder.join(name), name, MAX_HEIGHTS_BYTES)
}

/// Text of a file, at most so many bytes; `name` is what errors call it.
fn read_text(path: &Path, name: &str, most_bytes: usize) -> Result<String, DataError> {
    let fail = |problem: String| DataError::Unreadable {
        file: name.to_owned(),
        problem,
    };
    let opened = std::fs::File::open(path).map_err(|error| fail(error.to_string()))?;
    let mut text = String::new();
    opened
        .take(most_bytes as u64 + 1)
        .read_to_string(&mut text)
        .map_err(|error| fail(error.to_string()))?;
    if text.len() > most_bytes {
        return Err(fail(format!("is longer than {most_bytes} bytes")));
    }
    Ok(text)
}

/// Whether a name from outside can be the name of a data file: no path, nothing hidden.
#[must_use]
pub fn is_plain_name(name: &str) -> bool {
    let plain = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_' || letter == '-'
    };
    !name.is_empty() && name.len() <= 40 && name.chars().all(plain)
}
