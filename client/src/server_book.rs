//! The servers a player comes back to: favourites, those they were on lately, and a list of addresses that a community hands
//! round. All of it is read like a stranger's word: bounded, cleaned, and never a reason not to start.

use std::io::Read;
use std::path::{Path, PathBuf};

use bevy::prelude::*;
use hogs_shared::netplay::join::MAX_SERVER_NAME;
use hogs_shared::protocol::text::clean;
use serde::{Deserialize, Serialize};

use crate::home::{Home, set_aside, write_atomically};
use crate::link::USUAL_PORT;
use crate::options::Address;
use crate::words::Telling;

/// Most favourites, servers of before, and servers of a list.
pub const FAVOURITES_MAX: usize = 64;
/// As [`FAVOURITES_MAX`].
pub const RECENT_MAX: usize = 12;
/// As [`FAVOURITES_MAX`].
pub const SHARED_MAX: usize = 128;
/// Most bytes read of a file.
const FILE_BYTES: u64 = 128 * 1024;
/// The file of a community's list, in the folder of the player's own files.
pub const SHARED_FILE: &str = "servers.txt";

/// A server by its address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// As [`Address`] writes it.
    pub address: String,
    /// What it was called last; empty if nobody knows.
    #[serde(default)]
    pub name: String,
}

impl Known {
    /// What a file or a player says, if that is an address.
    fn read(address: &str, name: &str) -> Option<Self> {
        let address = Address::parse(address, USUAL_PORT).ok()?;
        Some(Self {
            address: address.to_string(),
            name: clean(name, MAX_SERVER_NAME),
        })
    }
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct File {
    favourites: Vec<Known>,
    recent: Vec<Known>,
}

/// The servers a player knows.
#[derive(Resource, Debug)]
pub struct ServerBook {
    path: PathBuf,
    favourites: Vec<Known>,
    recent: Vec<Known>,
    shared: Vec<Known>,
    /// What the player should know about the files; shown once.
    pub notes: Vec<Telling>,
}

impl ServerBook {
    /// Reads what is known; nothing where a file is missing or broken (a broken one is put aside).
    #[must_use]
    pub fn load(home: &Home) -> Self {
        let path = home.file("servers.toml");
        let mut book = Self {
            favourites: Vec::new(),
            recent: Vec::new(),
            shared: Vec::new(),
            notes: Vec::new(),
            path,
        };
        match read_text(&book.path) {
            Ok(Some(text)) => match toml::from_str::<File>(&text) {
                Ok(file) => {
                    book.favourites = sound(file.favourites, FAVOURITES_MAX);
                    book.recent = sound(file.recent, RECENT_MAX);
                }
                Err(problem) => book.put_aside(problem.message()),
            },
            Ok(None) => book.take_from_settings(home),
            Err(problem) => book.put_aside(&problem),
        }
        book.read_shared(home);
        book
    }

    /// Those the player keeps, by their place in the file.
    #[must_use]
    pub fn favourites(&self) -> &[Known] {
        &self.favourites
    }

    /// Those the player was on, newest first.
    #[must_use]
    pub fn recent(&self) -> &[Known] {
        &self.recent
    }

    /// Those of the list that a community hands round.
    #[must_use]
    pub fn shared(&self) -> &[Known] {
        &self.shared
    }

    /// Whether a server is kept.
    #[must_use]
    pub fn is_favourite(&self, address: &str) -> bool {
        self.favourites.iter().any(|known| known.address == address)
    }

    /// Keeps a server, or keeps it no longer. Beyond the most that are kept, the oldest goes.
    ///
    /// # Errors
    /// A sentence; it is remembered for this run all the same.
    pub fn toggle(&mut self, address: &str, name: &str) -> Result<(), String> {
        let Some(known) = Known::read(address, name) else {
            return Ok(());
        };
        let before = self.favourites.len();
        self.favourites.retain(|kept| kept.address != known.address);
        if self.favourites.len() == before {
            self.favourites.push(known);
            let over = self.favourites.len().saturating_sub(FAVOURITES_MAX);
            self.favourites.drain(..over);
        }
        self.save()
    }

    /// The player was let in by a server.
    ///
    /// # Errors
    /// A sentence; it is remembered for this run all the same.
    pub fn visited(&mut self, address: &str, name: &str) -> Result<(), String> {
        let Some(known) = Known::read(address, name) else {
            return Ok(());
        };
        for kept in self.favourites.iter_mut().chain(&mut self.shared) {
            if kept.address == known.address && !known.name.is_empty() {
                kept.name.clone_from(&known.name);
            }
        }
        self.recent.retain(|kept| kept.address != known.address);
        self.recent.insert(0, known);
        self.recent.truncate(RECENT_MAX);
        self.save()
    }

    fn save(&self) -> Result<(), String> {
        let file = File {
            favourites: self.favourites.clone(),
            recent: self.recent.clone(),
        };
        let shown = self.path.display();
        let text = toml::to_string(&file).map_err(|error| error.to_string())?;
        write_atomically(&self.path, text.as_bytes(), false)
            .map_err(|error| format!("Your servers could not be saved to {shown}: {error}."))
    }

    /// Puts a file aside that cannot be used, and notes it.
    fn put_aside(&mut self, problem: &str) {
        let aside = set_aside(&self.path).unwrap_or_else(|_| self.path.clone());
        self.notes.push(Telling::tell(
            "trouble-servers-aside",
            [
                ("problem", problem.trim_end_matches('.').into()),
                ("file", aside.display().to_string().into()),
            ],
        ));
    }

    /// Servers of before were among the settings once.
    fn take_from_settings(&mut self, home: &Home) {
        let text = read_text(&home.file("settings.toml")).ok().flatten();
        let table: toml::Table = text
            .and_then(|text| toml::from_str(&text).ok())
            .unwrap_or_default();
        let servers = table.get("recent_servers").and_then(toml::Value::as_array);
        let named = servers.into_iter().flatten().filter_map(toml::Value::as_str);
        let known: Vec<Known> = named.filter_map(|address| Known::read(address, "")).collect();
        self.recent = sound(known, RECENT_MAX);
        if !self.recent.is_empty()
            && let Err(problem) = self.save()
        {
            warn!("{problem}");
        }
    }

    /// A line each: an address, and after a space what it is called. What begins with # is for people.
    fn read_shared(&mut self, home: &Home) {
        let text = match read_text(&home.file(SHARED_FILE)) {
            Ok(text) => text.unwrap_or_default(),
            Err(problem) => {
                let told = [("problem", problem.into()), ("file", SHARED_FILE.into())];
                self.notes.push(Telling::tell("trouble-servers-list", told));
                return;
            }
        };
        let lines = text.lines().map(str::trim);
        let known = lines
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .filter_map(|line| {
                let (address, name) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
                Known::read(address, name)
            });
        self.shared = sound(known, SHARED_MAX);
    }
}

/// Those with an address, each once, at most so many.
fn sound(known: impl IntoIterator<Item = Known>, most: usize) -> Vec<Known> {
    let mut kept: Vec<Known> = Vec::new();
    for known in known {
        let Some(known) = Known::read(&known.address, &known.name) else {
            continue;
        };
        if kept.len() < most && kept.iter().all(|other| other.address != known.address) {
            kept.push(known);
        }
    }
    kept
}

/// Text of a file; none if there is no such file.
fn read_text(path: &Path) -> Result<Option<String>, String> {
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    let mut bytes = Vec::new();
    file.take(FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())?;
    if bytes.len() as u64 > FILE_BYTES {
        return Err("too long".to_owned());
    }
    String::from_utf8(bytes)
        .map(Some)
        .map_err(|_| "no text".to_owned())
}
