//! Last hog standing: everyone has so many lives, and points are what is left of them. Who has none looks on until the
//! end; the last one has won. When time runs out, lives decide, then wrecks of others.

use super::{Game, ModeRule, Play, Score, Side};
use crate::ids::HogId;
use crate::tuning::ModeTuning;

/// See above.
pub(super) struct LastHogStanding;

impl ModeRule for LastHogStanding {
    /// Who comes late, or back, has as many lives as those who have fewest, and who comes back no more than they left
    /// with: lives are not saved by looking on.
    fn entry(&self, game: &Game, limits: &ModeTuning, brought: Score) -> Score {
        let standing = game.scores.iter().flatten().map(|score| score.points);
        let fewest = standing.filter(|&lives| lives > 0).min();
        let all = i16::try_from(limits.lives.max(1)).unwrap_or(i16::MAX);
        let most = if brought == Score::default() {
            all
        } else {
            brought.points
        };
        Score {
            points: fewest.unwrap_or(all).min(most),
            ..brought
        }
    }

    fn wrecked(&self, play: &mut Play<'_>, victim: HogId, _killer: Option<HogId>) {
        play.game.award(victim, None, -1);
    }

    fn returns(&self, game: &Game, _limits: &ModeTuning, hog: HogId) -> bool {
        !game.phase.is_on() || game.score(hog).points > 0
    }

    fn standing(&self, game: &Game) -> Vec<(Side, i32)> {
        let worth = |score: Score| i32::from(score.points) << 16 | i32::from(score.kills);
        let ranks = game.ranking().into_iter();
        ranks.map(|(hog, score)| (Side::Hog(hog), worth(score))).collect()
    }

    /// Whoever is alone from the first has nobody to outlast.
    fn decided(&self, play: &Play<'_>) -> bool {
        let players = play.game.scores.iter().flatten();
        let (all, standing) = players.fold((0, 0), |(all, standing), score| {
            (all + 1, standing + i32::from(score.points > 0))
        });
        standing == 0 || (standing == 1 && all > 1)
    }
}
