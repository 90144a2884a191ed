//! Every match on record, one replay each: from the tick in which it begins to the one in which the next does, or nobody
//! is left. The match's thread only codes; what comes of it waits in a bounded queue for whoever writes it down.

use std::sync::mpsc::{SyncSender, TrySendError};

use hogs_shared::arena::outcome::Outcome;
use hogs_shared::arena::{Arena, Inputs};
use hogs_shared::protocol::messages::RosterEntry;
use hogs_shared::replay::Recorder;

pub mod shelf;

/// Sheets that may wait to be written: about a minute's.
pub const MAX_SHEETS: usize = 64;

/// A piece of a replay, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// A replay begins.
    Begin {
        /// Its arena.
        map: String,
        /// Its mode.
        mode: &'static str,
        /// Its first bytes.
        bytes: Vec<u8>,
    },
    /// It goes on.
    More(Vec<u8>),
    /// It is complete.
    End(Vec<u8>),
}

/// Records what a match is given.
#[derive(Debug)]
pub struct Recording {
    sheets: SyncSender<Sheet>,
    recorder: Option<Recorder>,
    was_empty: bool,
}

impl Recording {
    /// Nothing yet; replays go into `sheets`.
    #[must_use]
    pub const fn new(sheets: SyncSender<Sheet>) -> Self {
        Self {
            sheets,
            recorder: None,
            was_empty: true,
        }
    }

    /// To be told of every tick right before the match is given `inputs`.
    pub fn before<'a>(
        &mut self,
        arena: &Arena,
        inputs: &Inputs,
        roster: impl Iterator<Item = &'a RosterEntry>,
    ) {
        self.was_empty = arena.hogs().next().is_none();
        // Whoever comes first has the match begin with them.
        if self.was_empty && !inputs.joins.is_empty() {
            self.begin(arena);
        }
        if let Some(recorder) = &mut self.recorder {
            for entry in roster {
                recorder.introduce(entry.seat, &entry.name, entry.bot);
            }
        }
    }

    /// To be told of every tick right after it.
    pub fn after(&mut self, arena: &Arena, inputs: &Inputs, outcomes: &[Outcome]) {
        if let Some(recorder) = &mut self.recorder
            && let Some(page) = recorder.tick(inputs, arena.checksum())
        {
            self.put(Sheet::More(page));
        }
        if arena.hogs().next().is_none() {
            self.end();
        } else if !self.was_empty && outcomes.contains(&Outcome::MatchStarted) {
            self.begin(arena);
        }
    }

    /// Begins a replay with a match that begins.
    fn begin(&mut self, arena: &Arena) {
        self.end();
        let rules = arena.rules();
        match Recorder::begin(rules, arena.opening()) {
            Ok((recorder, bytes)) => {
                self.recorder = Some(recorder);
                self.put(Sheet::Begin {
                    map: rules.map.clone(),
                    mode: rules.mode.mode.name(),
                    bytes,
                });
            }
            Err(error) => tracing::warn!(%error, "this match is not recorded"),
        }
    }

    /// Ends what is being recorded: what comes is another match.
    pub fn end(&mut self) {
        if let Some(recorder) = self.recorder.take() {
            self.put(Sheet::End(recorder.finish()));
        }
    }

    /// Never waits: what cannot be written in time is not, and the match goes on.
    fn put(&mut self, sheet: Sheet) {
        if let Err(error) = self.sheets.try_send(sheet) {
            self.recorder = None;
            if matches!(error, TrySendError::Full(_)) {
                tracing::warn!("the disk is too slow: the replay of this match ends here");
            }
        }
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        self.end();
    }
}
