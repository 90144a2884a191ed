//! The folder where a player's own files live: settings, identity, known servers. `HOGS_HOME` names another one, so
//! that several clients on one machine, and tests, do not share theirs.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bevy::prelude::*;

/// The folder itself. It need not exist before something is written.
#[derive(Resource, Clone, Debug, PartialEq, Eq)]
pub struct Home(PathBuf);

impl Home {
    /// The folder at a path.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The folder named by `HOGS_HOME`, else the platform's folder for settings, else `.hogs` here.
    #[must_use]
    pub fn find() -> Self {
        let named = std::env::var_os("HOGS_HOME")
            .filter(|name| !name.is_empty())
            .map(PathBuf::from);
        let usual = || {
            Some(
                directories::ProjectDirs::from("", "", "hogs")?
                    .config_dir()
                    .to_owned(),
            )
        };
        Self(named.or_else(usual).unwrap_or_else(|| PathBuf::from(".hogs")))
    }

    /// The folder of that name in it, as a home of its own.
    #[must_use]
    pub fn within(&self, name: &str) -> Self {
        Self(self.0.join(name))
    }

    /// Path of a file in it.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

/// Writes a whole file or leaves the old one: a temporary file beside it, renamed over it. `private` files can be
/// read by their owner alone.
///
/// # Errors
/// What the system said, with nothing changed.
pub fn write_atomically(path: &Path, contents: &[u8], private: bool) -> io::Result<()> {
    let temporary = write_beside(path, contents, private)?;
    std::fs::rename(&temporary, path).inspect_err(|_| drop(std::fs::remove_file(&temporary)))
}

/// Writes a file that must not exist yet, all of it or nothing.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] if it does; else what the system said.
pub fn write_new(path: &Path, contents: &[u8], private: bool) -> io::Result<()> {
    let temporary = write_beside(path, contents, private)?;
    // A hard link fails where the name is taken, which a rename would not; some file systems know no links.
    let linked = std::fs::hard_link(&temporary, path);
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !path.exists() => {
            std::fs::rename(&temporary, path)
        }
        other => {
            drop(std::fs::remove_file(&temporary));
            other
        }
    }
}

/// Puts a file that cannot be used out of the way, as `NAME.broken`. Returns where it is now.
///
/// # Errors
/// What the system said.
pub fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let mut name = path.as_os_str().to_owned();
    name.push(".broken");
    let aside = PathBuf::from(name);
    std::fs::rename(path, &aside)?;
    Ok(aside)
}

fn write_beside(path: &Path, contents: &[u8], private: bool) -> io::Result<PathBuf> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let temporary = PathBuf::from(name);
    let write = || {
        let mut file = open(&temporary, private)?;
        file.write_all(contents)?;
        file.sync_all()
    };
    write().inspect_err(|_| drop(std::fs::remove_file(&temporary)))?;
    Ok(temporary)
}

#[cfg(unix)]
fn open(path: &Path, private: bool) -> io::Result<std::fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    // Left behind by a process of the same number that died while writing.
    drop(std::fs::remove_file(path));
    let mode = if private { 0o600 } else { 0o644 };
    std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(path)
}

#[cfg(not(unix))]
fn open(path: &Path, _private: bool) -> io::Result<std::fs::File> {
    std::fs::File::create(path)
}
