//! A match on record: its opening, everything that reached [`crate::arena::Arena::step`], and sums that say whether
//! playing it again is the same match. Bytes in, bytes out: no files, no clocks. The layout, and why it is so, is in
//! `docs/replays.md`; files come from strangers and are read like anything else that does.

use thiserror::Error;

use crate::tick::{TICKS_PER_SECOND, Tick};
use crate::tuning::DataError;

mod cursor;
mod file;
mod head;
mod moments;
mod page;
mod player;
mod record;
mod recorder;
mod steering;
mod verify;

pub use file::Replay;
pub use head::Head;
pub use moments::{Moment, moments};
pub use player::Player;
pub use record::Sitter;
pub use recorder::Recorder;
pub use verify::{Verified, verify};

/// Version of the layout and of everything the coder learns with. Raise it with every change to either.
pub const FORMAT_VERSION: u16 = 2;
/// How names of files end.
pub const FILE_ENDING: &str = "hogsreplay";
/// Longest replay that is read, bytes: hours of a full match.
pub const MAX_REPLAY_BYTES: usize = 1 << 28;

/// Why a replay cannot be played at all.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum ReplayError {
    /// Something else.
    #[error("This is no replay of Hogs.")]
    Foreign,
    /// Of another time.
    #[error(
        "This replay has format {found}, and this game plays format {FORMAT_VERSION}: it is from another version of Hogs."
    )]
    Version {
        /// What it has.
        found: u16,
    },
    /// Nothing in it can be trusted.
    #[error("The beginning of this replay is incomplete or was altered, so nothing of it can be played.")]
    Beginning,
    /// Played here it would be another match.
    #[error(
        "This replay was recorded under other rules (arena {map}, Hogs {recorded_by}): with this game's chassis, weapons and limits it would become another match."
    )]
    Rules {
        /// Its arena.
        map: String,
        /// The version that recorded it.
        recorded_by: String,
    },
    /// A mode that there is none of here.
    #[error("This replay is of the mode \"{0}\", which this game does not have.")]
    Mode(String),
    /// Its arena or its limits are not as they should be.
    #[error("The data in this replay is not as it should be: {0}.")]
    Data(#[from] DataError),
    /// Too long to be one.
    #[error("This file is longer than any replay: {MAX_REPLAY_BYTES} bytes is the most.")]
    Size,
}

/// Why a replay does not go on to its end. Everything before is sound.
#[derive(Debug, Error, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// Its end is missing, as when the server was killed.
    #[error("The replay ends in the middle, after {}: its end is missing.", clock(*after))]
    Truncated {
        /// Ticks from its beginning to there.
        after: u32,
    },
    /// Bytes are not those that were recorded.
    #[error("The replay was altered {} after its beginning; up to there it is sound.", clock(*after))]
    Altered {
        /// Ticks from its beginning to there.
        after: u32,
    },
    /// What is played is not what was recorded.
    #[error(
        "At tick {} ({} after its beginning) the match goes another way than it was recorded: it is from another build of Hogs, or was altered.",
        tick.0,
        clock(*after)
    )]
    Diverged {
        /// The first tick that differs.
        tick: Tick,
        /// Ticks from its beginning to there.
        after: u32,
    },
}

/// A span of ticks as people read it.
#[must_use]
pub fn clock(ticks: u32) -> String {
    let seconds = ticks / TICKS_PER_SECOND;
    if seconds < 60 {
        format!("{seconds} s")
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}
