//! The folder that replays are kept in, written by a thread of its own. A second goes to the system whole and at once,
//! so that a server that is killed leaves a replay that is sound up to it; the oldest are removed to make room.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::JoinHandle;
use std::time::{SystemTime, UNIX_EPOCH};

use hogs_shared::replay::FILE_ENDING;

use super::{MAX_SHEETS, Recording, Sheet};

/// Names tried for matches that begin within one second.
const MAX_NAMESAKES: u32 = 100;

/// Most that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// In all, bytes.
    pub bytes: u64,
    /// Replays.
    pub replays: usize,
}

/// Starts to keep replays in `folder`, no more of them than `limits` allow.
///
/// # Errors
/// If the folder cannot be made or written to, or no thread be started.
pub fn start(folder: &Path, limits: Limits) -> io::Result<(Recording, JoinHandle<()>)> {
    let shelf = Shelf::open(folder, limits)?;
    let (sender, sheets) = sync_channel(MAX_SHEETS);
    let thread = std::thread::Builder::new().name("hogs-record".to_owned());
    let thread = thread.spawn(move || shelf.run(&sheets))?;
    Ok((Recording::new(sender), thread))
}

/// A replay on the shelf.
#[derive(Debug)]
struct Volume {
    path: PathBuf,
    bytes: u64,
}

/// The folder.
#[derive(Debug)]
struct Shelf {
    folder: PathBuf,
    limits: Limits,
    /// Complete, or as complete as they ever will be; oldest first.
    kept: VecDeque<Volume>,
    /// The last name that was given, and how often: one that is free again is not given to what is newer.
    given: (String, u32),
    writing: Option<(File, Volume)>,
}

impl Shelf {
    fn open(folder: &Path, limits: Limits) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        // Said now rather than when the first match begins.
        let probe = folder.join(format!(".hogs-{}", std::process::id()));
        File::create(&probe)?;
        fs::remove_file(&probe)?;
        let mut kept = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if is_ours(&entry.file_name().to_string_lossy()) && entry.file_type()?.is_file() {
                let bytes = entry.metadata()?.len();
                let path = entry.path();
                kept.push(Volume { path, bytes });
            }
        }
        // Names begin with the date.
        kept.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self {
            folder: folder.to_owned(),
            limits,
            kept: kept.into(),
            given: (String::new(), 0),
            writing: None,
        })
    }

    fn run(mut self, sheets: &Receiver<Sheet>) {
        for sheet in sheets {
            if let Err(error) = self.take(sheet) {
                let folder = self.folder.display();
                tracing::warn!(%error, %folder, "the replay of this match ends here, for it cannot be written");
                self.put_away();
            }
        }
        self.put_away();
    }

    fn take(&mut self, sheet: Sheet) -> io::Result<()> {
        match sheet {
            Sheet::Begin { map, mode, bytes } => {
                self.put_away();
                self.writing = Some(self.create(&format!("{}-{map}-{mode}", date()))?);
                self.write(&bytes)
            }
            Sheet::More(bytes) => self.write(&bytes),
            Sheet::End(bytes) => {
                self.write(&bytes)?;
                self.put_away();
                Ok(())
            }
        }
    }

    /// Writes to the replay under way. There is none after one could not be written, until the next match.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some((file, volume)) = &mut self.writing else {
            return Ok(());
        };
        volume.bytes += bytes.len() as u64;
        let own = volume.bytes;
        if own > self.limits.bytes {
            return Err(io::Error::other("it alone is larger than all replays may be"));
        }
        let mut others: u64 = self.kept.iter().map(|kept| kept.bytes).sum();
        // The one that is written counts, too.
        while own + others > self.limits.bytes || self.kept.len() >= self.limits.replays {
            let Some(oldest) = self.kept.pop_front() else {
                break;
            };
            others -= oldest.bytes;
            if let Err(error) = fs::remove_file(&oldest.path)
                && error.kind() != ErrorKind::NotFound
            {
                return Err(error);
            }
        }
        file.write_all(bytes)
    }

    /// A new file; never one that is there.
    fn create(&mut self, name: &str) -> io::Result<(File, Volume)> {
        let mut namesake = if self.given.0 == name { self.given.1 + 1 } else { 1 };
        loop {
            let suffix = if namesake == 1 {
                String::new()
            } else {
                // Sorts after the name without one.
                format!("_{namesake:02}")
            };
            let path = self.folder.join(format!("{name}{suffix}.{FILE_ENDING}"));
            match File::create_new(&path) {
                Ok(file) => {
                    self.given = (name.to_owned(), namesake);
                    return Ok((file, Volume { path, bytes: 0 }));
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists && namesake < MAX_NAMESAKES => {
                    namesake += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn put_away(&mut self) {
        self.kept.extend(self.writing.take().map(|(_, volume)| volume));
    }
}

/// Whether a file has a name that we give: nothing else is ever removed.
fn is_ours(name: &str) -> bool {
    let dated = |prefix: &[u8]| {
        prefix.iter().enumerate().all(|(place, letter)| match place {
            8 | 15 => *letter == b'-',
            _ => letter.is_ascii_digit(),
        })
    };
    let ending = name
        .strip_suffix(FILE_ENDING)
        .is_some_and(|stem| stem.ends_with('.'));
    ending
        && name
            .as_bytes()
            .first_chunk::<16>()
            .is_some_and(|prefix| dated(prefix))
}

/// The day and time by UTC, so that names in order are in order of time: `20260314-201500`.
#[must_use]
pub fn date() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    date_of(since.as_secs())
}

fn date_of(seconds: u64) -> String {
    let (mut days, second) = (seconds / 86_400, seconds % 86_400);
    let leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    while days >= 365 + u64::from(leap(year)) {
        days -= 365 + u64::from(leap(year));
        year += 1;
    }
    let february = 28 + u64::from(leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!(
        "{year:04}{month:02}{:02}-{hour:02}{minute:02}{second:02}",
        days + 1
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    fn folder(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("hogs-shelf-{}-{name}", std::process::id()));
        drop(fs::remove_dir_all(&path));
        path
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    const fn limits(bytes: u64, replays: usize) -> Limits {
        Limits { bytes, replays }
    }

    fn begin(bytes: usize) -> Sheet {
        Sheet::Begin {
            map: "sty".to_owned(),
            mode: "deathmatch",
            bytes: vec![1; bytes],
        }
    }

    #[test]
    fn days_have_their_names() {
        assert_eq!(date_of(0), "19700101-000000");
        assert_eq!(date_of(951_782_399), "20000228-235959");
        assert_eq!(date_of(951_868_799), "20000229-235959");
        assert_eq!(date_of(1_798_761_599), "20261231-235959");
        assert_eq!(date_of(1_798_761_600), "20270101-000000");
        assert!(is_ours(&format!("{}-sty-deathmatch.{FILE_ENDING}", date())));
        assert!(!is_ours(&format!("mine.{FILE_ENDING}")));
        assert!(!is_ours("20270101-000000-sty-deathmatch.png"));
    }

    #[test]
    fn the_oldest_make_room_and_what_is_not_ours_stays() {
        let folder = folder("room");
        fs::create_dir_all(&folder).unwrap();
        for (name, bytes) in [
            ("20200101-000000-sty-deathmatch.hogsreplay", 400),
            ("20210101-000000-sty-deathmatch.hogsreplay", 400),
            ("a-keepsake.hogsreplay", 5000),
            ("notes.txt", 5000),
        ] {
            fs::write(folder.join(name), vec![0; bytes]).unwrap();
        }
        let mut shelf = Shelf::open(&folder, limits(1000, 100)).unwrap();
        shelf.take(begin(100)).unwrap();
        assert_eq!(names(&folder).len(), 5);
        shelf.take(Sheet::More(vec![2; 200])).unwrap();
        assert!(!folder.join("20200101-000000-sty-deathmatch.hogsreplay").exists());
        assert!(folder.join("20210101-000000-sty-deathmatch.hogsreplay").exists());
        shelf.take(Sheet::End(vec![3; 100])).unwrap();
        shelf.take(begin(100)).unwrap();
        shelf.take(Sheet::More(vec![2; 300])).unwrap();
        assert!(!folder.join("20210101-000000-sty-deathmatch.hogsreplay").exists());
        assert_eq!(shelf.kept.len(), 1, "of the same second, but another file");
        // Larger than all together may be: it ends, and the next one can be.
        assert!(shelf.take(Sheet::More(vec![2; 900])).is_err());
        shelf.put_away();
        shelf.take(Sheet::More(vec![2; 900])).unwrap();
        shelf.take(begin(10)).unwrap();
        assert!(folder.join("a-keepsake.hogsreplay").exists() && folder.join("notes.txt").exists());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn no_more_are_kept_than_may_be() {
        let folder = folder("count");
        let mut shelf = Shelf::open(&folder, limits(1_000_000, 3)).unwrap();
        let mut all = std::collections::BTreeSet::new();
        for _ in 0..5 {
            shelf.take(begin(10)).unwrap();
            shelf.take(Sheet::End(vec![3; 10])).unwrap();
            all.extend(names(&folder));
        }
        let newest: Vec<String> = all.iter().skip(2).cloned().collect();
        assert_eq!((all.len(), names(&folder)), (5, newest));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_was_taken_is_on_the_disk_at_once() {
        let folder = folder("at-once");
        let mut shelf = Shelf::open(&folder, limits(1000, 100)).unwrap();
        shelf.take(begin(10)).unwrap();
        shelf.take(Sheet::More(vec![2; 20])).unwrap();
        let name = names(&folder).pop().unwrap();
        assert_eq!(fs::read(folder.join(name)).unwrap().len(), 30);
        fs::remove_dir_all(&folder).unwrap();
    }
}
