//! Where a match can be begun from little: before its first tick, and whenever it begins again. At these moments all
//! that decides how it goes on is the tick, the state of chance and who sits where; a record of a match starts there.

use std::sync::Arc;

use super::hog::Hog;
use super::physics::Physics;
use super::{Arena, Rules};
use crate::ids::{Chassis, HogId, MAX_HOGS};
use crate::mode::{Game, Score};
use crate::rng::Rng;
use crate::tick::Tick;

/// All that decides how a match goes on at the moment it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The tick that was stepped last.
    pub tick: Tick,
    /// The state of chance: the seed, or what has become of it.
    pub chance: u64,
    /// Who waits to come into play, and in what; in order of seats.
    pub seats: Vec<(HogId, Chassis)>,
}

impl Opening {
    /// The first match of a seed, in which nobody is yet.
    #[must_use]
    pub fn of_seed(seed: u64) -> Self {
        Self {
            tick: Tick(0),
            chance: Rng::for_purpose(seed, 1).state(),
            seats: Vec::new(),
        }
    }
}

impl Arena {
    /// A match as it begins.
    #[must_use]
    pub fn open(rules: Arc<Rules>, opening: &Opening) -> Self {
        let mut arena = Self {
            tick: opening.tick,
            rng: Rng::from_state(opening.chance),
            hogs: vec![None; MAX_HOGS],
            shots: Vec::new(),
            pickup_back: vec![opening.tick; rules.level.pickups.len()],
            game: Game::new(&rules.mode, opening.tick),
            physics: Physics::new(&rules.terrain),
            attackers: vec![None; MAX_HOGS],
            foresight: None,
            rules,
        };
        for &(hog, chassis) in &opening.seats {
            arena.hogs[hog.index()] = Some(Hog::waiting(hog, chassis));
            arena.game.scores[hog.index()] = Some(Score::default());
        }
        arena
    }

    /// What [`Arena::open`] needs to go on as this match will. True to it only at the end of a tick in which the match
    /// began again, and while nobody is in it: whoever then comes first has it begin again.
    #[must_use]
    pub fn opening(&self) -> Opening {
        Opening {
            tick: self.tick,
            chance: self.rng.state(),
            seats: self.hogs().map(|hog| (hog.id, hog.chassis)).collect(),
        }
    }
}
