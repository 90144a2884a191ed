//! The files about what broke: `crash-20260314-201500.txt`, by UTC, in the player's folder, and which of them is news.

use std::io::{self, ErrorKind};
use std::path::PathBuf;

use crate::home::{Home, write_atomically, write_new};
use crate::host;

/// Most that are kept.
const KEPT_MOST: usize = 10;
/// Most of one second.
const NAMESAKES_MOST: usize = 9;
/// Names the file of a run that ended so, until the player was told.
const NEWS: &str = "crash-news";

/// Whether a file is one of these, by its name.
fn is_ours(name: &str) -> bool {
    let middle = name
        .strip_prefix("crash-")
        .and_then(|rest| rest.strip_suffix(".txt"));
    middle.is_some_and(|middle| {
        middle.len() < 24
            && middle
                .bytes()
                .all(|letter| letter.is_ascii_digit() || letter == b'-')
    })
}

/// Writes one, which makes the oldest go where there are too many; `is_news` if the player is to be told at the next
/// start.
pub(super) fn write(home: &Home, text: &str, is_news: bool) -> io::Result<PathBuf> {
    let stamp = host::date();
    let mut namesake = 1;
    let name = loop {
        let name = match namesake {
            1 => format!("crash-{stamp}.txt"),
            _ => format!("crash-{stamp}-{namesake}.txt"),
        };
        match write_new(&home.file(&name), text.as_bytes(), true) {
            Ok(()) => break name,
            Err(error) if error.kind() == ErrorKind::AlreadyExists && namesake < NAMESAKES_MOST => {
                namesake += 1;
            }
            Err(error) => return Err(error),
        }
    };
    thin_out(home, &name);
    if is_news {
        // Without it the next start says nothing of this one.
        let _ = write_atomically(&home.file(NEWS), name.as_bytes(), true);
    }
    Ok(home.file(&name))
}

/// Leaves as many as are kept, and `newest` for certain, whatever the clock said when the others were written.
fn thin_out(home: &Home, newest: &str) {
    let files = std::fs::read_dir(home.file("")).into_iter().flatten().flatten();
    let names = files.filter_map(|file| file.file_name().into_string().ok());
    let mut others: Vec<String> = names.filter(|name| is_ours(name) && name != newest).collect();
    others.sort();
    let surplus = (others.len() + 1).saturating_sub(KEPT_MOST);
    for name in &others[..surplus.min(others.len())] {
        let _ = std::fs::remove_file(home.file(name));
    }
}

/// The file about the last run, if it broke and nobody was told yet. Says so once.
#[must_use]
pub fn news(home: &Home) -> Option<PathBuf> {
    let path = home.file(NEWS);
    let name = std::fs::read_to_string(&path).ok()?;
    std::fs::remove_file(&path).ok()?;
    let file = home.file(Some(name.trim()).filter(|name| is_ours(name))?);
    file.is_file().then_some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(name: &str) -> Home {
        let folder = std::env::temp_dir().join(format!("hogs-crash-{}-{name}", std::process::id()));
        drop(std::fs::remove_dir_all(&folder));
        Home::at(&folder)
    }

    #[test]
    fn ten_are_kept_the_newest_among_them_and_what_is_not_ours_stays() {
        let home = home("kept");
        write_new(&home.file("crash-notes.txt"), b"mine", false).unwrap();
        // Of a clock that was ahead.
        for day in 10..22 {
            let name = format!("crash-999901{day}-120000.txt");
            write_new(&home.file(&name), b"old", true).unwrap();
        }
        let newest = write(&home, "new", false).unwrap();
        let names = std::fs::read_dir(home.file("")).unwrap().flatten();
        let mut names: Vec<String> = names
            .map(|file| file.file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names.len(), KEPT_MOST + 1, "{names:?}");
        assert!(newest.is_file() && home.file("crash-notes.txt").is_file());
        assert!(
            names.contains(&"crash-99990121-120000.txt".to_owned()),
            "{names:?}"
        );
        drop(std::fs::remove_dir_all(home.file("")));
    }

    #[test]
    fn news_are_told_once_and_never_of_another_file() {
        let home = home("news");
        assert_eq!(news(&home), None);
        let path = write(&home, "text", true).unwrap();
        let other = write(&home, "text", false).unwrap();
        assert_ne!(path, other);
        assert_eq!(news(&home), Some(path));
        assert_eq!(news(&home), None);
        write_new(&home.file(NEWS), b"../../etc/passwd", true).unwrap();
        assert_eq!(news(&home), None);
        drop(std::fs::remove_dir_all(home.file("")));
    }
}
