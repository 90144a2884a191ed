//! Sides: who is put on which, and who may change. Even numbers of people first, then of all, then the weaker one.

use hogs_shared::ids::{HogId, Team};
use hogs_shared::protocol::messages::RosterEntry;
use hogs_shared::rng::Rng;

use super::roster::Roster;

/// How strong a side is: fewer people, then fewer players, then fewer points come first.
fn strength(roster: &Roster, team: Team, without: Option<HogId>) -> (usize, usize, i32) {
    let members = || {
        let of_team = move |entry: &&RosterEntry| entry.team == Some(team) && Some(entry.seat) != without;
        roster.entries().filter(of_team)
    };
    let points = members().map(|entry| i32::from(entry.score.points)).sum();
    (
        members().filter(|entry| !entry.bot).count(),
        members().count(),
        points,
    )
}

/// The side that someone who comes is put on; `kept` is where they were before, which they keep unless it is uneven.
pub(super) fn for_person(roster: &Roster, kept: Option<Team>, seat: HogId) -> Team {
    let of = |team| strength(roster, team, Some(seat));
    if let Some(kept) = kept
        && of(kept).0 <= of(kept.other()).0
    {
        return kept;
    }
    let [amber, azure] = Team::ALL;
    if of(azure) < of(amber) { azure } else { amber }
}

/// The side that the next bot is put on.
pub(super) fn for_bot(roster: &Roster) -> Team {
    let of = |team| {
        let (people, all, points) = strength(roster, team, None);
        (all, people, points)
    };
    let [amber, azure] = Team::ALL;
    if of(azure) < of(amber) { azure } else { amber }
}

/// Whether someone may go over to a side: not where there are as many people without them.
pub(super) fn may_go(roster: &Roster, seat: HogId, to: Team) -> bool {
    let people = |team| strength(roster, team, Some(seat)).0;
    people(to) <= people(to.other())
}

/// The side with two or more players more than the other, if there is one.
pub(super) fn larger(roster: &Roster) -> Option<Team> {
    let all = |team| strength(roster, team, None).1;
    Team::ALL
        .into_iter()
        .find(|&team| all(team) >= all(team.other()) + 2)
}

/// Whether one side has two or more people more than the other.
pub(super) fn uneven(roster: &Roster) -> bool {
    let [amber, azure] = Team::ALL.map(|team| strength(roster, team, None).0);
    amber.abs_diff(azure) >= 2
}

/// Everybody by turns, the best first, people before bots; whose turn it is first is left to chance.
pub(super) fn dealt(roster: &Roster, rng: &mut Rng) -> Vec<(HogId, Team)> {
    let mut players: Vec<_> = roster.entries().filter(|entry| !entry.looks_on).collect();
    players.sort_by_key(|entry| (entry.bot, std::cmp::Reverse(entry.score.points), entry.seat));
    let first = rng.below(2) as usize;
    let turn = |(place, entry): (usize, &RosterEntry)| {
        // Amber, azure, azure, amber: the second best is no match for the best, but with the third it is.
        let side = usize::from(matches!(place % 4, 1 | 2));
        (entry.seat, Team::ALL[(side + first) % 2])
    };
    players.into_iter().enumerate().map(turn).collect()
}
