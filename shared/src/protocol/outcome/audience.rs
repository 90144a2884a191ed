//! Who is told of an outcome: much of what happens, clients compute themselves, and some of it would give away what is
//! hidden from them.

use crate::arena::outcome::{Cause, Outcome};
use crate::arena::shot::Struck;
use crate::ids::HogId;

/// Whether clients need to be told: true for what depends on things only the server knows.
#[must_use]
pub fn travels(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Fired(_)
        | Outcome::ShotTurned(_)
        | Outcome::Damaged { .. }
        | Outcome::Wrecked { .. }
        | Outcome::Rammed { .. }
        | Outcome::Spawned { .. }
        | Outcome::PickedUp { .. }
        | Outcome::Objective { .. }
        | Outcome::PhaseBegan(_)
        | Outcome::MatchEnded { .. }
        | Outcome::MatchStarted => true,
        // On terrain or of age every client computes the same end, but of what follows a mark.
        Outcome::ShotEnded { struck, guided, .. } => {
            *guided || matches!(struck, Struck::Hog(_) | Struck::Withdrawn)
        }
        // What follows from motion, every client sees in its own simulation. What is pressed does not.
        Outcome::Jumped { .. } | Outcome::AbilityUsed { .. } => true,
        Outcome::PadUsed { .. }
        | Outcome::Teleported { .. }
        | Outcome::Landed { .. }
        | Outcome::Unphysical { .. } => false,
    }
}

/// The hogs whose place an outcome betrays, to whom they are hidden from: such are not told of it. A shot is seen whoever
/// fires it, and firing ends a cloak.
#[must_use]
pub fn betrays(outcome: &Outcome) -> [Option<HogId>; 2] {
    match outcome {
        Outcome::PickedUp { hog, .. }
        | Outcome::PadUsed { hog, .. }
        | Outcome::Teleported { hog, .. }
        | Outcome::AbilityUsed { hog }
        | Outcome::Jumped { hog }
        | Outcome::Landed { hog, .. } => [Some(*hog), None],
        Outcome::Rammed { first, second, .. } => [Some(*first), Some(*second)],
        // A hull is where the other one is, and lava where it burns; what a shot hits, the shot has shown.
        Outcome::Damaged {
            victim,
            attacker,
            cause: Cause::Ram,
            ..
        } => [Some(*victim), *attacker],
        Outcome::Damaged {
            cause: Cause::Weapon(_),
            ..
        } => [None, None],
        Outcome::Damaged { victim, .. } => [Some(*victim), None],
        _ => [None, None],
    }
}
