//! Plays a replay from end to end and holds every checksum against the recorded one.

use std::fmt;

use super::cursor::Cursor;
use super::{Damage, Replay, ReplayError, clock};
use crate::ids::{HogId, MAX_HOGS};
use crate::tick::Tick;
use crate::tuning::Tuning;

/// What playing a replay has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Ticks that are as they were recorded, from the beginning on.
    pub ticks: u32,
    /// The last of them.
    pub sound_until: Tick,
    /// Seats that were ever taken.
    pub seats: usize,
    /// Why that is not all of it.
    pub damage: Option<Damage>,
}

impl fmt::Display for Verified {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (length, seats, ticks) = (clock(self.ticks), self.seats, self.ticks);
        match self.damage {
            None => write!(
                out,
                "The replay is sound: {length}, {seats} hogs, and all {ticks} checksums are as recorded."
            ),
            Some(damage) => write!(out, "{damage}"),
        }
    }
}

/// Plays all of a replay with this game's `tuning`.
///
/// # Errors
/// [`ReplayError`] if nothing of it can be played.
pub fn verify(replay: &Replay, tuning: Tuning) -> Result<Verified, ReplayError> {
    let rules = replay.head().rules(tuning)?;
    let mut cursor = Cursor::new(replay, rules);
    let mut seats = [false; MAX_HOGS];
    let note = |cursor: &Cursor, seats: &mut [bool; MAX_HOGS]| {
        for (seat, taken) in seats.iter_mut().enumerate() {
            *taken |= cursor.arena.hog(HogId(seat as u8)).is_some();
        }
    };
    note(&cursor, &mut seats);
    let (sound_until, damage) = loop {
        match cursor.step(replay) {
            Ok(Some(_)) => note(&cursor, &mut seats),
            Ok(None) => break (cursor.arena.tick(), replay.damage()),
            Err(fault) => break (fault.sound_until, Some(fault.damage)),
        }
    };
    Ok(Verified {
        ticks: sound_until.since(replay.head().opening.tick).unsigned_abs(),
        sound_until,
        seats: seats.iter().filter(|&&taken| taken).count(),
        damage,
    })
}
