//! The replays of an evening: each match goes into a file as soon as it is over, and all are verified afterwards.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use hogs_server::recording::Sheet;
use hogs_shared::assets::AssetFolder;
use hogs_shared::replay::{FILE_ENDING, Replay, verify};

use crate::client::Problem;

/// Sheets that wait at most: they are taken after every tick.
const MOST_SHEETS: usize = 64;

/// A folder of replays.
pub struct Archive {
    folder: PathBuf,
    sheets: Receiver<Sheet>,
    writing: Vec<u8>,
    /// Replays that are complete.
    pub files: usize,
    /// Bytes of those.
    pub bytes: u64,
}

/// What playing all replays of a folder has shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Replays.
    pub files: usize,
    /// Ticks that are as they were recorded.
    pub ticks: u64,
    /// Replays that are not, and why.
    pub broken: Vec<String>,
}

impl Archive {
    /// An empty one, and where its sheets go in.
    ///
    /// # Errors
    /// If the folder cannot be made.
    pub fn open(folder: &Path) -> Result<(Self, SyncSender<Sheet>), Problem> {
        fs::create_dir_all(folder)?;
        let (sender, sheets) = sync_channel(MOST_SHEETS);
        let archive = Self {
            folder: folder.to_owned(),
            sheets,
            writing: Vec::new(),
            files: 0,
            bytes: 0,
        };
        Ok((archive, sender))
    }

    /// Takes what has come in.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn take(&mut self) -> Result<(), Problem> {
        while let Ok(sheet) = self.sheets.try_recv() {
            match sheet {
                Sheet::Begin { bytes, .. } => self.writing = bytes,
                Sheet::More(bytes) => self.writing.extend(bytes),
                Sheet::End(bytes) => {
                    self.writing.extend(bytes);
                    let file = std::mem::take(&mut self.writing);
                    let path = self.folder.join(format!("{:03}.{FILE_ENDING}", self.files));
                    fs::write(path, &file)?;
                    self.files += 1;
                    self.bytes += file.len() as u64;
                }
            }
        }
        Ok(())
    }
}

/// Plays every replay in a folder and holds every checksum against the recorded one.
///
/// # Errors
/// If the folder cannot be read.
pub fn check(folder: &Path) -> Result<Checked, Problem> {
    let tuning = AssetFolder::find()?.tuning()?;
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut paths: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == FILE_ENDING));
    paths.sort();
    let mut checked = Checked::default();
    for path in paths {
        checked.files += 1;
        let verified = Replay::open(fs::read(&path)?).and_then(|replay| verify(&replay, tuning.clone()));
        let problem = match verified {
            Ok(verified) => {
                checked.ticks += u64::from(verified.ticks);
                verified.damage.map(|damage| damage.to_string())
            }
            Err(error) => Some(error.to_string()),
        };
        checked
            .broken
            .extend(problem.map(|problem| format!("{}: {problem}", path.display())));
    }
    Ok(checked)
}
