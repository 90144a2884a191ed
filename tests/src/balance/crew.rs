//! Plays matches on several threads, each match on one. Which thread plays which is chance, and changes nothing: records
//! are put where their matches are.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::Ground;
use super::fixture::Fixture;
use super::record::{Record, play_out};

/// After so many matches it says how far it is.
const NEWS: usize = 50;

/// Plays all of them on so many threads, on as many as there are cores if that is 0; records are in the matches' order.
pub(super) fn play(grounds: &[Ground], fixtures: &[Fixture], threads: usize) -> Vec<Record> {
    let cores = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads = if threads == 0 { cores() } else { threads }.min(fixtures.len());
    let next = AtomicUsize::new(0);
    let records: Mutex<Vec<Option<Record>>> = Mutex::new(vec![None; fixtures.len()]);
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(fixture) = fixtures.get(index) else { break };
            let record = play_out(&grounds[fixture.ground], fixture);
            records.lock().unwrap_or_else(PoisonError::into_inner)[index] = Some(record);
            if (index + 1).is_multiple_of(NEWS) {
                eprintln!("balance: {} of {} matches …", index + 1, fixtures.len());
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    let records = records.into_inner().unwrap_or_else(PoisonError::into_inner);
    records.into_iter().flatten().collect()
}
