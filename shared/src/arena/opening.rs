//! Where a match can be begun from little: before its first tick, and whenever it begins again. At these moments all
//! that decides how it goes on is the tick, the state of chance and who sits where; a record of a match starts there.

use std::sync::Arc;

use super::hog::Hog;
use super::physics::Physics;
use super::{Arena, Rules};
use crate::ids::{Chassis, HogId, MAX_HOGS, Team};
use crate::mode::{Game, Phase, Score};
use crate::rng::Rng;
use crate::tick::Tick;

/// Who waits to come into play as a match begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seated {
    /// The seat.
    pub hog: HogId,
    /// In what.
    pub chassis: Chassis,
    /// On whose side.
    pub team: Option<Team>,
    /// Whether it only looks on.
    pub looks_on: bool,
}

/// All that decides how a match goes on at the moment it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The tick that was stepped last.
    pub tick: Tick,
    /// The state of chance: the seed, or what has become of it.
    pub chance: u64,
    /// Whether it begins with a warm-up.
    pub warm_up: bool,
    /// Who waits to come into play, in order of seats.
    pub seats: Vec<Seated>,
}

impl Opening {
    /// The first match of a seed, in which nobody is yet.
    #[must_use]
    pub fn of_seed(seed: u64) -> Self {
        Self {
            tick: Tick(0),
            chance: Rng::for_purpose(seed, 1).state(),
            warm_up: false,
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
            game: Game::new(&rules, opening.tick),
            physics: Physics::new(&rules.terrain),
            attackers: vec![None; MAX_HOGS],
            foresight: None,
            rules,
        };
        if opening.warm_up {
            arena.warm_up();
        }
        let entry = arena.game.entry(&arena.rules, Score::default());
        for seat in &opening.seats {
            let hog = Hog::waiting(seat.hog, seat.chassis, seat.team, seat.looks_on);
            arena.hogs[seat.hog.index()] = Some(hog);
            arena.game.scores[seat.hog.index()] = (!seat.looks_on).then_some(entry);
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
            warm_up: self.game.phase == Phase::WarmUp,
            seats: self
                .hogs()
                .map(|hog| Seated {
                    hog: hog.id,
                    chassis: hog.chassis,
                    team: hog.team,
                    looks_on: hog.looks_on(),
                })
                .collect(),
        }
    }
}
