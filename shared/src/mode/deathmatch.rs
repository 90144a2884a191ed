//! Deathmatch: a point for each wreck of another, a point less for wrecking oneself, until score or time run out.

use super::{ModeRule, Play};
use crate::ids::HogId;

/// See above.
pub(super) struct Deathmatch;

impl ModeRule for Deathmatch {
    fn wrecked(&self, play: &mut Play<'_>, victim: HogId, killer: Option<HogId>) {
        let (seat, points) = killer.map_or((victim, -1), |killer| (killer, 1));
        play.game.award(seat, None, points);
    }
}
