//! Recorded matches in the game: played again in place of the link, so that view, HUD and sound cannot tell the
//! difference; and what can be done with one without a window. What a replay is, `hogs_shared::replay` knows.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use hogs_shared::replay::{MAX_REPLAY_BYTES, Player, Replay, moments, verify};
use hogs_shared::tuning::Tuning;

use crate::data;
use options::ReplayOptions;

mod bar;
pub mod export;
pub mod library;
pub mod options;
pub mod screening;
mod showing;

pub use bar::HEIGHT_PX as BAR_PX;
pub use screening::ReplayCommand;
pub use showing::Showing;

/// Reads a replay.
///
/// # Errors
/// A sentence that says why nothing of it can be played.
pub fn read(path: &Path) -> Result<Replay, String> {
    let unreadable = |error: std::io::Error| format!("{} cannot be read: {error}.", path.display());
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MAX_REPLAY_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    Replay::open(bytes).map_err(|error| error.to_string())
}

/// Opens a replay at its beginning.
///
/// # Errors
/// A sentence that says why nothing of it can be played.
pub fn open(path: &Path) -> Result<Player, String> {
    Player::new(read(path)?, tuning()?).map_err(|error| error.to_string())
}

fn tuning() -> Result<Tuning, String> {
    let tuning = data::find().and_then(|folder| folder.tuning());
    tuning.map_err(|error| format!("The game's data is not in order: {error}."))
}

/// Does what needs no window. True if that is what was asked for.
///
/// # Errors
/// A sentence: what is wrong with the replay, or why it cannot be read.
pub fn run(options: &ReplayOptions) -> Result<bool, String> {
    if options.verify {
        let verified = verify(&read(&options.file)?, tuning()?).map_err(|error| error.to_string())?;
        if let Some(damage) = verified.damage {
            return Err(damage.to_string());
        }
        say(&verified.to_string());
    } else if options.moments {
        let told = moments(read(&options.file)?, tuning()?);
        let (moments, damage) = told.map_err(|error| error.to_string())?;
        let text = serde_json::to_string_pretty(&moments);
        say(&text.map_err(|error| format!("What was found cannot be written down: {error}."))?);
        if let Some(damage) = damage {
            return Err(damage.to_string());
        }
    }
    Ok(options.verify || options.moments)
}

/// A line to whoever reads our output. (`println!` would panic if nobody does any more.)
fn say(line: &str) {
    let mut out = std::io::stdout();
    drop(writeln!(out, "{line}").and_then(|()| out.flush()));
}

/// What a file of a replay is called, without where it is.
fn called(path: &Path) -> String {
    let stem = path.file_stem().map(PathBuf::from).unwrap_or_default();
    stem.to_string_lossy().into_owned()
}
