//! Surveys of arenas, kept from one start to the next in the folder of the server's state. Whatever is wrong with what is
//! kept, or with keeping it, the survey is made anew: it only takes longer.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use hogs_shared::arena::Rules;
use hogs_shared::bot::{MAX_SURVEY_BYTES, NavMap};

/// Surveys that are kept; the oldest makes room.
const MAX_KEPT: usize = 32;

/// The survey of a match's arena: the kept one, or a new one, which is then kept.
#[must_use]
pub fn navigation(rules: &Rules, state: Option<&Path>) -> NavMap {
    let Some(folder) = state.map(|state| state.join("surveys")) else {
        return NavMap::build(rules);
    };
    let file = folder.join(format!("{:016x}.nav", rules.hash));
    if let Some(nav) = read(&file).and_then(|bytes| NavMap::from_bytes(&bytes, rules.hash)) {
        return nav;
    }
    let nav = NavMap::build(rules);
    if let Err(error) = keep(&folder, &file, &nav.to_bytes(rules.hash)) {
        tracing::debug!(%error, "the survey of the arena is not kept");
    }
    nav
}

fn read(file: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file).ok()?;
    opened.take(MAX_SURVEY_BYTES + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= MAX_SURVEY_BYTES).then_some(bytes)
}

/// Written under another name first, so that nobody reads half of it.
fn keep(folder: &Path, file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    make_room(folder)?;
    let draft = file.with_extension(format!("{}.draft", std::process::id()));
    std::fs::write(&draft, bytes)?;
    std::fs::rename(&draft, file)
}

fn make_room(folder: &Path) -> std::io::Result<()> {
    let mut kept: Vec<(SystemTime, PathBuf)> = std::fs::read_dir(folder)?
        .flatten()
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .filter(|(_, path)| {
            path.extension()
                .is_some_and(|kind| kind == "nav" || kind == "draft")
        })
        .collect();
    kept.sort();
    let surplus = (kept.len() + 1).saturating_sub(MAX_KEPT);
    for (_, path) in kept.into_iter().take(surplus) {
        std::fs::remove_file(path)?;
    }
    Ok(())
}
