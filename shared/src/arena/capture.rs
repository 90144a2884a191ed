//! What can be told of a match, and going on from it.

use super::Arena;
use super::hog::Hog;
use super::shot::Shot;
use crate::mode::Game;
use crate::tick::Tick;

/// What a client can be told of a match: enough to look ahead from, not the whole of it.
///
/// Carried exactly: tick, hogs, shots, phase, clock, scores. Of pickups, which are there, not when the others come back.
/// Not carried: the state of chance, who hurt whom last, and what rapier remembers of contacts. For the whole match,
/// clone the [`Arena`].
#[derive(Clone, Debug, PartialEq)]
pub struct ArenaState {
    /// When.
    pub tick: Tick,
    /// Every hog.
    pub hogs: Vec<Hog>,
    /// Every shot in flight.
    pub shots: Vec<Shot>,
    /// Bit per pickup spot: there to be taken.
    pub pickups: u64,
    /// Phase, clock and scores.
    pub game: Game,
}

impl Arena {
    /// What can be told of this match as it stands; [`ArenaState`] says what that leaves out.
    #[must_use]
    pub fn capture(&self) -> ArenaState {
        ArenaState {
            tick: self.tick,
            hogs: self.hogs().cloned().collect(),
            shots: self.shots.clone(),
            pickups: self.pickup_bits(),
            game: self.game.clone(),
        }
    }

    /// Goes on from a captured state. What the state does not carry stays as it was in this arena: its chance, who hurt
    /// whom last, its bodies' contacts; only poses and velocities of bodies are written, at the next step. A pickup
    /// that is not there stays away until a later state has it again.
    pub fn restore(&mut self, state: &ArenaState) {
        self.tick = state.tick;
        self.hogs.fill(None);
        for hog in &state.hogs {
            self.hogs[hog.id.index()] = Some(hog.clone());
        }
        self.shots.clone_from(&state.shots);
        for (spot, back) in self.pickup_back.iter_mut().enumerate() {
            let there = state.pickups >> spot & 1 == 1;
            *back = if there {
                state.tick
            } else {
                state.tick.after(u32::MAX / 4)
            };
        }
        self.game.clone_from(&state.game);
    }
}
