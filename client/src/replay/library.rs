//! The matches that were recorded on this machine: what there is, newest first, and what each says of itself.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bevy::prelude::*;
use bevy::tasks::{AsyncComputeTaskPool, Task, block_on, poll_once};
use hogs_shared::replay::FILE_ENDING;

use super::read;
use crate::home::Home;
use crate::words::{Telling, Words};

/// Most that are listed.
const MOST: usize = 200;
/// Days of a month, near enough for how long ago something was.
const MONTH_DAYS: u64 = 30;

/// A replay in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where.
    pub path: PathBuf,
    /// When it was recorded, as seconds since 1970.
    pub when_s: u64,
    /// Length of the file.
    pub bytes: u64,
    /// What it says of itself; a sentence if nothing of it can be played.
    pub told: Result<Told, String>,
}

/// What a replay says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Arena.
    pub map: String,
    /// Mode.
    pub mode: String,
    /// How long it is, or is sound, ticks.
    pub ticks: u32,
    /// Why it does not go on to its end; a sentence.
    pub damage: Option<String>,
}

impl Entry {
    fn of(path: &Path, when_s: u64, bytes: u64) -> Self {
        let told = read(path).map(|replay| Told {
            map: replay.head().map.clone(),
            mode: replay.head().mode.clone(),
            ticks: replay
                .sound_until()
                .since(replay.head().opening.tick)
                .max(0)
                .unsigned_abs(),
            damage: replay.damage().map(|damage| damage.to_string()),
        });
        Self {
            path: path.to_owned(),
            when_s,
            bytes,
            told,
        }
    }
}

/// The folder that matches of one's own are recorded into.
#[must_use]
pub fn folder(home: &Home) -> PathBuf {
    home.file("replays")
}

/// What is in a folder, newest first. Looks at every byte of each: not for a frame.
#[must_use]
pub fn list(folder: &Path) -> Vec<Entry> {
    let mut files: Vec<(u64, PathBuf, u64)> = Vec::new();
    for file in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = file.path();
        let Ok(about) = file.metadata() else { continue };
        if !about.is_file() || path.extension().is_none_or(|ending| ending != FILE_ENDING) {
            continue;
        }
        let named = dated(&file.file_name().to_string_lossy());
        let changed = || {
            let since = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
            Some(since.as_secs())
        };
        files.push((named.or_else(changed).unwrap_or_default(), path, about.len()));
    }
    files.sort_by(|one, other| (other.0, &other.1).cmp(&(one.0, &one.1)));
    files.truncate(MOST);
    let entries = files.iter();
    entries
        .map(|(when_s, path, bytes)| Entry::of(path, *when_s, *bytes))
        .collect()
}

/// The time that a name begins with, `20260314-201500` by UTC, as seconds since 1970.
fn dated(name: &str) -> Option<u64> {
    let (day, rest) = name.split_once('-')?;
    let time = rest.split('-').next()?;
    let time = time.split('.').next()?;
    let figures = |text: &str, length: usize| {
        (text.len() == length && text.bytes().all(|letter| letter.is_ascii_digit())).then_some(())
    };
    figures(day, 8)?;
    figures(time, 6)?;
    let number = |text: &str| text.parse::<i64>().ok();
    let (year, month, day) = (number(&day[..4])?, number(&day[4..6])?, number(&day[6..])?);
    let (hour, minute, second) = (number(&time[..2])?, number(&time[2..4])?, number(&time[4..])?);
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Days since 1970 by counting years from March: a leap day is then the last of its year.
    let (years, months) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let days =
        years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day - 1 - 719_468;
    u64::try_from(days * 86_400 + hour * 3600 + minute * 60 + second).ok()
}

/// How long ago something was, for people.
#[must_use]
pub fn ago(when_s: u64, now: SystemTime, words: &Words) -> String {
    let now_s = now.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs();
    let seconds = now_s.saturating_sub(when_s);
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    let many = |key: &str, count: u64| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        words.tell(key, [("count", count.into())])
    };
    if minutes == 0 {
        words.say("ago-now")
    } else if hours == 0 {
        many("ago-minutes", minutes)
    } else if days == 0 {
        many("ago-hours", hours)
    } else if days < MONTH_DAYS {
        many("ago-days", days)
    } else {
        many("ago-months", days / MONTH_DAYS)
    }
}

/// The list as it was found last, and what looks for it.
#[derive(Resource, Default)]
pub struct Library {
    entries: Option<Vec<Entry>>,
    looking: Option<Task<Vec<Entry>>>,
    changed: bool,
}

impl Library {
    /// What is known already.
    #[must_use]
    pub const fn of(entries: Vec<Entry>) -> Self {
        Self {
            entries: Some(entries),
            looking: None,
            changed: false,
        }
    }

    /// Looks into a folder anew, away from the frame.
    pub fn look(&mut self, folder: PathBuf) {
        self.looking = Some(AsyncComputeTaskPool::get().spawn(async move { list(&folder) }));
    }

    /// Whether it is still being looked for.
    #[must_use]
    pub const fn is_looking(&self) -> bool {
        self.looking.is_some()
    }

    /// What there is, once it is known.
    #[must_use]
    pub fn entries(&self) -> Option<&[Entry]> {
        self.entries.as_deref()
    }

    /// Deletes one.
    ///
    /// # Errors
    /// A sentence.
    pub fn delete(&mut self, path: &Path) -> Result<(), Telling> {
        std::fs::remove_file(path).map_err(|error| {
            let told = [
                ("name", path.display().to_string().into()),
                ("error", error.to_string().into()),
            ];
            Telling::tell("replay-not-deleted-told", told)
        })?;
        if let Some(entries) = &mut self.entries {
            entries.retain(|entry| entry.path != path);
        }
        Ok(())
    }

    /// Takes note of what was found. True once after it is another.
    pub fn take_change(&mut self) -> bool {
        let found = self
            .looking
            .as_mut()
            .and_then(|looking| block_on(poll_once(looking)));
        if let Some(found) = found {
            self.looking = None;
            self.changed |= self.entries.as_ref() != Some(&found);
            self.entries = Some(found);
        }
        std::mem::take(&mut self.changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_when_it_was() {
        assert_eq!(dated("19700101-000000-sty-deathmatch.hogsreplay"), Some(0));
        assert_eq!(
            dated("20000228-235959-sty-deathmatch_02.hogsreplay"),
            Some(951_782_399)
        );
        assert_eq!(dated("20261231-235959.hogsreplay"), Some(1_798_761_599));
        for odd in [
            "mine.hogsreplay",
            "2026-1231",
            "20261331-000000-x",
            "2026123é-000000-x",
        ] {
            assert_eq!(dated(odd), None, "{odd}");
        }
    }

    #[test]
    fn how_long_ago_reads_well() {
        let now = UNIX_EPOCH + Duration::from_secs(100_000_000);
        let words = Words::default();
        let told = |seconds: u64| ago(100_000_000 - seconds, now, &words);
        assert_eq!(told(5), "just now");
        assert_eq!(
            (told(60), told(179)),
            ("1 minute ago".to_owned(), "2 minutes ago".to_owned())
        );
        assert_eq!(
            (told(7200), told(86_400)),
            ("2 hours ago".to_owned(), "1 day ago".to_owned())
        );
        assert_eq!(told(86_400 * 70), "2 months ago");
        assert_eq!(ago(u64::MAX, now, &words), "just now", "a clock that was wrong");
    }
}
