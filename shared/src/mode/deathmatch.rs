//! Deathmatch: a point for each wreck of another, a point less for wrecking oneself, until score or time run out.

use super::{Game, ModeRules};
use crate::ids::HogId;
use crate::tick::Tick;

/// Moves points for a wreck.
pub(super) fn wrecked(game: &mut Game, victim: HogId, killer: Option<HogId>) {
    let (seat, points) = killer.map_or((victim, -1), |killer| (killer, 1));
    if let Some(score) = &mut game.scores[seat.index()] {
        score.points = score.points.saturating_add(points);
    }
}

/// Over when someone has the points, or at the end of time; equal leaders draw.
pub(super) fn decided(game: &Game, rules: &ModeRules, tick: Tick) -> Option<Option<HogId>> {
    let ranking = game.ranking();
    let (leader, best) = *ranking.first()?;
    let limit_reached = i32::from(best.points) >= i32::from(rules.tuning.score_limit);
    if !limit_reached && tick < game.phase_ends {
        return None;
    }
    let shared = ranking
        .get(1)
        .is_some_and(|(_, second)| second.points == best.points);
    Some((!shared).then_some(leader))
}
