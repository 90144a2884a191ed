//! One place in a replay that is being played: the match there, and all that is needed to go on from it. A copy of one
//! goes on alike, which is what seeking stands on.

use std::collections::VecDeque;
use std::sync::Arc;

use super::page::follow;
use super::record::{Record, RecordModel, Sitter};
use super::{Damage, Replay};
use crate::arena::outcome::Outcomes;
use crate::arena::{Arena, Rules};
use crate::ids::MAX_HOGS;
use crate::tick::Tick;

/// A place in a replay.
#[derive(Clone)]
pub(super) struct Cursor {
    pub(super) arena: Arena,
    /// By seat: who sits there.
    pub(super) sitters: Vec<Option<Sitter>>,
    model: RecordModel,
    /// The page that is read next, and what is left of the one before.
    next_page: usize,
    left: VecDeque<Record>,
    /// The sum over the page's checksums so far, and what it should come to.
    trail: u64,
    recorded_trail: u64,
    /// The last tick of the page before.
    page_began: Tick,
}

/// Where and why a replay turned out not to be sound.
pub(super) struct Fault {
    pub(super) damage: Damage,
    pub(super) sound_until: Tick,
}

impl Cursor {
    /// At the beginning.
    pub(super) fn new(replay: &Replay, rules: Arc<Rules>) -> Self {
        let opening = &replay.head().opening;
        Self {
            arena: Arena::open(rules, opening),
            sitters: vec![None; MAX_HOGS],
            model: RecordModel::new(&opening.seats),
            next_page: 0,
            left: VecDeque::new(),
            trail: 0,
            recorded_trail: 0,
            page_began: opening.tick,
        }
    }

    /// Whether it is between two pages, where a copy is smallest.
    pub(super) fn between_pages(&self) -> bool {
        self.left.is_empty()
    }

    /// The page that comes next.
    pub(super) const fn next_page(&self) -> usize {
        self.next_page
    }

    /// Plays one tick; none after the last.
    pub(super) fn step(&mut self, replay: &Replay) -> Result<Option<Outcomes>, Fault> {
        let began = replay.head().opening.tick;
        let now = self.arena.tick();
        let after = now.since(began).unsigned_abs();
        if self.left.is_empty() {
            let Some(page) = replay.page(self.next_page, &mut self.model) else {
                return Ok(None);
            };
            let Ok((ticks, trail)) = page else {
                return Err(Fault {
                    damage: Damage::Altered { after },
                    sound_until: now,
                });
            };
            self.next_page += 1;
            (self.left, self.recorded_trail) = (ticks, trail);
            (self.trail, self.page_began) = (0, now);
        }
        let Some(record) = self.left.pop_front() else {
            return Ok(None);
        };
        for hog in &record.leaves {
            self.sitters[hog.index()] = None;
        }
        let outcomes = self.arena.step(&record.inputs());
        let checksum = self.arena.checksum();
        self.trail = follow(self.trail, checksum);
        let diverged = |tick: Tick| Damage::Diverged { tick, after };
        if checksum as u8 != record.sum {
            return Err(Fault {
                damage: diverged(self.arena.tick()),
                sound_until: now,
            });
        }
        if self.left.is_empty() && self.trail != self.recorded_trail {
            // Somewhere on this page; nothing says where.
            return Err(Fault {
                damage: diverged(self.page_began.after(1)),
                sound_until: self.page_began,
            });
        }
        for (hog, sitter) in record.sitters {
            self.sitters[hog.index()] = Some(sitter);
        }
        Ok(Some(outcomes))
    }
}
