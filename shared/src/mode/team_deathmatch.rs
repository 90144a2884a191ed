//! Team deathmatch: a wreck of the other side is a point for one's own, a wreck of a friend or of oneself a point less,
//! until score or time run out.

use super::{ModeRule, Play};
use crate::ids::HogId;

/// See above.
pub(super) struct TeamDeathmatch;

impl ModeRule for TeamDeathmatch {
    fn has_teams(&self) -> bool {
        true
    }

    fn wrecked(&self, play: &mut Play<'_>, victim: HogId, killer: Option<HogId>) {
        let killer = killer.unwrap_or(victim);
        let team = play.team(killer);
        let points = if team == play.team(victim) { -1 } else { 1 };
        play.game.award(killer, team, points);
    }
}
