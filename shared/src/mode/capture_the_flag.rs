//! Capture the flag: touch the other side's flag to take it, and bring it to one's own base; that is the point, whether
//! one's own flag is at home or not: where it had to be, both sides held the other's most of the time and nobody scored.
//! Whoever is wrecked or leaves drops it; its own side returns it by touching it, and in time it goes home by itself.

use super::{ModeRule, Objective, Play, Thing};
use crate::arena::Rules;
use crate::arena::outcome::Deed;
use crate::ids::{HogId, Team};

/// See above.
pub(super) struct CaptureTheFlag;

impl ModeRule for CaptureTheFlag {
    fn has_teams(&self) -> bool {
        true
    }

    /// Each side's flag, in the order of [`Team::ALL`].
    fn set_out(&self, rules: &Rules) -> Vec<Objective> {
        Team::ALL
            .map(|team| Objective::at_home(Thing::Flag(team), rules))
            .to_vec()
    }

    /// Only captures count.
    fn wrecked(&self, _play: &mut Play<'_>, _victim: HogId, _killer: Option<HogId>) {}

    fn tick(&self, play: &mut Play<'_>) {
        for team in Team::ALL {
            play.mind(team.index());
            touch(play, team);
        }
        // Only now, so that neither side's turn comes first.
        for team in Team::ALL {
            capture(play, team);
        }
    }
}

/// A side's flag is taken by the others and returned by its own.
fn touch(play: &mut Play<'_>, team: Team) {
    let flag = play.game.objectives[team.index()];
    if flag.holder.is_some() {
        return;
    }
    let touched = flag.touched_by(play.hogs, |hog| {
        hog.team.is_some_and(|side| side != team || !flag.home)
    });
    let Some(hog) = touched else { return };
    if play.team(hog) == Some(team) {
        play.send_home(team.index(), Some(hog));
    } else {
        play.take(team.index(), hog);
    }
}

/// Whoever holds a side's flag at their own base has captured it.
fn capture(play: &mut Play<'_>, team: Team) {
    let flag = play.game.objectives[team.index()];
    let Some(holder) = flag.holder else { return };
    let base = Objective::at_home(Thing::Flag(team.other()), play.rules);
    if base.touched_by(play.hogs, |hog| hog.id == holder).is_some() {
        play.tell(team.index(), Deed::Captured, Some(holder));
        play.game.award(holder, Some(team.other()), 1);
        play.game.objectives[team.index()] = Objective::at_home(flag.thing, play.rules);
    }
}
