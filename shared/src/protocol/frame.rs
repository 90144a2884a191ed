//! The match at one tick as integers of the wire: made once, told to everyone, kept as long as it is anyone's baseline.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::delta::Change;
use super::wire_hog::WireHog;
use super::world::World;
use crate::arena::controls::Controls;
use crate::arena::hog::Hog;
use crate::arena::{Arena, Rules};
use crate::ids::{HogId, MAX_HOGS};
use crate::tick::Tick;

/// Whether a seat is in a set of seats.
#[must_use]
pub const fn seated(seats: &[u32; 8], hog: HogId) -> bool {
    seats[hog.index() / 32] >> (hog.index() % 32) & 1 == 1
}

/// Puts a seat into a set of seats.
pub const fn seat(seats: &mut [u32; 8], hog: HogId) {
    seats[hog.index() / 32] |= 1 << (hog.index() % 32);
}

/// A set of seats.
#[must_use]
pub fn seat_set(hogs: impl Iterator<Item = HogId>) -> [u32; 8] {
    let mut seats = [0; 8];
    for hog in hogs {
        seat(&mut seats, hog);
    }
    seats
}

/// The seats of a set, lowest first.
pub(super) fn seats_of(mut seats: [u32; 8]) -> impl Iterator<Item = HogId> {
    let mut word = 0;
    std::iter::from_fn(move || {
        while *seats.get(word)? == 0 {
            word += 1;
        }
        let lowest = seats[word].trailing_zeros();
        seats[word] &= seats[word] - 1;
        Some(HogId((word as u32 * 32 + lowest) as u8))
    })
}

/// The match at one tick as integers of the wire: made once, told to everyone, kept as long as it is anyone's baseline.
#[derive(Debug)]
pub struct Frame {
    rules: Arc<Rules>,
    tick: Tick,
    world: World,
    /// By seat, as their drivers are told of them.
    own: Vec<Option<WireHog>>,
    /// By seat, as everyone else is.
    others: Vec<Option<WireHog>>,
    /// Those that are hidden from somebody.
    hidden: Vec<Hidden>,
    changes: Mutex<Changes>,
}

/// A hog that is hidden from somebody.
#[derive(Debug)]
struct Hidden {
    id: HogId,
    /// As those are told of it from whom it is.
    as_told: WireHog,
    /// The seats from which it is not.
    seen_from: [u32; 8],
}

/// How much of a hog one is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Everything: one drives it.
    Own,
    /// What can be seen of it.
    Seen,
    /// That it is there.
    Hidden,
}

/// What is told of the hogs in a frame to those who know an older one, by when that is of. Those who have the same
/// baseline are told the same, so it is worked out for the first of them only.
#[derive(Debug, Default)]
pub struct Changes {
    /// By seat: where the first change of a hog is.
    first: Vec<Option<u32>>,
    all: Vec<KnownChange>,
}

/// What somebody knows of a hog: of when, and how it was told.
pub type Known = (Tick, Sight);

/// What is told to those who know a hog as it was at a tick, if they do.
#[derive(Debug)]
struct KnownChange {
    then: Option<Known>,
    /// How it is told now.
    now: Sight,
    change: Change,
    /// Where the next of the same hog is.
    next: Option<u32>,
}

impl Changes {
    /// What is told of another hog, as it can be seen `now`, to one who knows what it was `then`, if anything; `work_out`
    /// is asked at most once for each.
    pub fn of(
        &mut self,
        then: Option<Known>,
        (id, now): (HogId, Sight),
        work_out: impl FnOnce() -> Change,
    ) -> &Change {
        if self.first.is_empty() {
            self.first.resize(MAX_HOGS, None);
        }
        let first = self.first[id.index()];
        let mut next = first;
        while let Some(place) = next {
            if (self.all[place as usize].then, self.all[place as usize].now) == (then, now) {
                return &self.all[place as usize].change;
            }
            next = self.all[place as usize].next;
        }
        let place = self.all.len();
        self.first[id.index()] = Some(place as u32);
        self.all.push(KnownChange {
            then,
            now,
            change: work_out(),
            next: first,
        });
        &self.all[place].change
    }

    fn clear(&mut self) {
        self.first.clear();
        self.all.clear();
    }
}

impl Frame {
    /// The match as it stands. `next` says what a hog's driver is known to be about to do: others are told that instead
    /// of what was done last, because they look ahead from here.
    #[must_use]
    pub fn of(arena: &Arena, next: &dyn Fn(HogId) -> Option<Controls>) -> Self {
        let seats = arena.hogs().last().map_or(0, |hog| hog.id.index() + 1);
        let (mut own, mut others) = (vec![None; seats], vec![None; seats]);
        for hog in arena.hogs() {
            let ahead = Hog {
                controls: next(hog.id).unwrap_or(hog.controls),
                ..hog.clone()
            };
            own[hog.id.index()] = Some(WireHog::of(hog, true));
            others[hog.id.index()] = Some(WireHog::of(&ahead, false));
        }
        let cloaked = arena.hogs().filter(|hog| hog.is_cloaked());
        let hidden = cloaked.map(|hog| {
            let eyes = arena.hogs().map(|eye| eye.id);
            Hidden {
                id: hog.id,
                as_told: WireHog::hidden(hog),
                seen_from: seat_set(eyes.filter(|&eye| !arena.is_hidden(hog.id, eye))),
            }
        });
        Self {
            rules: arena.rules().clone(),
            tick: arena.tick(),
            world: World::of(arena),
            own,
            others,
            hidden: hidden.collect(),
            changes: Mutex::default(),
        }
    }

    /// What the match is played by.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// What everyone is told alike, hogs apart.
    pub(super) const fn world(&self) -> World {
        self.world
    }

    /// It went to everyone: what was worked out for them is not needed any more, the frame itself may be for long. Gives
    /// the memory, for the next.
    pub fn told(&self) -> Changes {
        let mut changes = std::mem::take(&mut *self.changes());
        changes.clear();
        changes
    }

    /// With memory that an older one does not need any more.
    #[must_use]
    pub fn with_memory(self, changes: Changes) -> Self {
        Self {
            changes: Mutex::new(changes),
            ..self
        }
    }

    /// What was worked out for others who were told of it.
    pub(super) fn changes(&self) -> MutexGuard<'_, Changes> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When.
    #[must_use]
    pub const fn tick(&self) -> Tick {
        self.tick
    }

    /// A hog as its driver is told of it, or as others are who see it, or from whom it is hidden.
    #[must_use]
    pub fn hog(&self, id: HogId, sight: Sight) -> Option<&WireHog> {
        let hogs = match sight {
            Sight::Own => &self.own,
            Sight::Seen => &self.others,
            Sight::Hidden => {
                let hidden = self.hidden.iter().find(|hidden| hidden.id == id)?;
                return Some(&hidden.as_told);
            }
        };
        hogs.get(id.index())?.as_ref()
    }

    /// How a hog is told to whoever is on a seat.
    #[must_use]
    pub fn sight(&self, id: HogId, from: HogId) -> Sight {
        if id == from {
            return Sight::Own;
        }
        let hidden = |hidden: &Hidden| hidden.id == id && !seated(&hidden.seen_from, from);
        if self.hidden.iter().any(hidden) {
            Sight::Hidden
        } else {
            Sight::Seen
        }
    }
}
