//! Reads the figures again that change on disk while a match goes on: for those who tune them. What is read is checked,
//! and taken for the next match; what is broken is said, and the figures there are stay.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use hogs_shared::assets::AssetFolder;

use crate::config::Config;
use crate::match_loop::Status;
use crate::stage::{self, Stage};

/// What the log calls it.
pub const LOG: &str = "hogs_server::reload";
/// How often the files are looked at.
const LOOK_EVERY: Duration = Duration::from_millis(400);
/// Folders of figures, beside the rules that all share.
const FOLDERS: [&str; 3] = ["chassis", "weapons", "modes"];
/// Most files looked at; there are about twenty.
const MOST_FILES: usize = 500;

/// Whether this is a build for development that runs on the data of its own source.
#[must_use]
pub fn in_development() -> bool {
    let is_source = |folder: &AssetFolder| {
        let root = folder.path().parent();
        root.is_some_and(|root| root.join("Cargo.toml").is_file() && root.join("shared/src").is_dir())
    };
    cfg!(debug_assertions) && AssetFolder::find().is_ok_and(|folder| is_source(&folder))
}

/// Which files of figures there are, and when each was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Stamps(Vec<(PathBuf, Option<SystemTime>, u64)>);

impl Stamps {
    fn of(assets: &Path) -> Self {
        let folders = FOLDERS
            .iter()
            .filter_map(|name| std::fs::read_dir(assets.join(name)).ok());
        let files = folders.flatten().flatten().map(|entry| entry.path());
        let figures = files.filter(|path| path.extension().is_some_and(|ending| ending == "ron"));
        let mut stamps: Vec<_> = figures
            .chain([assets.join("rules.ron")])
            .take(MOST_FILES)
            .map(|path| {
                let about = std::fs::metadata(&path).ok();
                let written = about.as_ref().and_then(|about| about.modified().ok());
                let bytes = about.map_or(0, |about| about.len());
                (path, written, bytes)
            })
            .collect();
        stamps.sort();
        Self(stamps)
    }
}

/// Notices when files have changed and then been left alone for a look: an editor writes more than once.
#[derive(Debug)]
struct Attention {
    taken: Stamps,
    seen: Stamps,
}

impl Attention {
    /// Knows of `taken` already.
    fn begin(taken: Stamps) -> Self {
        Self {
            seen: taken.clone(),
            taken,
        }
    }

    /// Whether what is there now is to be read.
    fn look(&mut self, now: Stamps) -> bool {
        let settled = now == self.seen;
        let news = settled && now != self.taken;
        if news {
            self.taken.clone_from(&now);
        }
        self.seen = now;
        news
    }
}

/// Watches the figures, on a thread of its own.
#[derive(Debug)]
pub struct Watch(Receiver<Result<Stage, String>>);

impl Watch {
    /// Begins to watch for a match that is played by rules of some hash, and whose state says what is played; it ends
    /// with `stop`.
    #[must_use]
    pub fn start(
        config: &Config,
        mut hash: u64,
        status: &Arc<Mutex<Status>>,
        stop: &Arc<AtomicBool>,
    ) -> Option<Self> {
        let folder = AssetFolder::find().ok()?;
        let (config, status, stop) = (config.clone(), status.clone(), stop.clone());
        let (report, news) = channel();
        let plan = move || {
            let status = status.lock().unwrap_or_else(PoisonError::into_inner);
            status.plan.clone()
        };
        // What changed since the match was made ready is news, too: so all is at first.
        let mut attention = Attention::begin(Stamps::default());
        let work = move || {
            while !stop.load(Ordering::Relaxed) {
                std::thread::sleep(LOOK_EVERY);
                if !attention.look(Stamps::of(folder.path())) {
                    continue;
                }
                let plan = plan();
                let checked = stage::check(&config, &plan);
                if checked.as_ref().is_ok_and(|(rules, _)| rules.hash == hash) {
                    // Written again as it was, or only its comments are other.
                    continue;
                }
                let stage = checked
                    .map(|(rules, bill)| Stage::of(&config, rules, bill))
                    .map_err(|problem| problem.to_string());
                if let Ok(stage) = &stage {
                    hash = stage.rules.hash;
                }
                if report.send(stage).is_err() {
                    return;
                }
            }
        };
        let builder = std::thread::Builder::new().name("hogs-reload".to_owned());
        builder.spawn(work).ok()?;
        Some(Self(news))
    }

    /// What was read since this was last asked: a match by other figures, or a sentence on what is wrong with them.
    pub fn news(&self) -> Option<Result<Stage, String>> {
        self.0.try_recv().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_noticed_once_and_only_when_it_has_settled() {
        let folder = std::env::temp_dir().join(format!("hogs-reload-{}", std::process::id()));
        drop(std::fs::remove_dir_all(&folder));
        std::fs::create_dir_all(folder.join("weapons")).unwrap();
        let write = |file: &str, text: &str| std::fs::write(folder.join(file), text).unwrap();
        write("weapons/mine.ron", "(a: 1)");
        let mut attention = Attention::begin(Stamps::of(&folder));
        let mut look = || attention.look(Stamps::of(&folder));
        assert!(!look());
        write("weapons/mine.ron", "(a: 12)");
        assert_eq!([look(), look(), look()], [false, true, false]);
        // Half of it is not there yet at the first look.
        write("weapons/mine.ron", "(a: 1");
        assert!(!look());
        write("weapons/mine.ron", "(a: 1234)");
        assert_eq!([look(), look(), look()], [false, true, false]);
        // What is no file of figures is nobody's business; a new one is.
        write("weapons/notes.txt", "faster!");
        assert_eq!([look(), look()], [false, false]);
        write("weapons/new.ron", "()");
        assert_eq!([look(), look()], [false, true]);
        std::fs::remove_file(folder.join("weapons/new.ron")).unwrap();
        assert_eq!([look(), look()], [false, true]);
        drop(std::fs::remove_dir_all(folder));
    }
}
