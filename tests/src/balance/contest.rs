//! What a match is played for, and how its squads are made up. Whatever is to be compared, everything else is equal on
//! both sides, and every match is played again with the sides swapped.

use hogs_shared::bot::Skill;
use hogs_shared::ids::{Chassis, Team};
use hogs_shared::rng::Rng;

use super::HOGS;

/// Who drives what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Seat {
    pub chassis: Chassis,
    pub skill: Skill,
    /// None where everyone is on their own.
    pub team: Option<Team>,
}

/// What is compared in a match.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Contest {
    /// Eight of the first against eight of the second.
    Chassis([Chassis; 2], Skill),
    /// Two squads alike: chassis in turn, and skills in turn from this level.
    Alike(u8),
    /// Eight of the first, weaker, against eight of the second; chassis in turn.
    Skills([Skill; 2]),
    /// Everybody together: each chassis with each skill, and one of them twice.
    Free,
}

/// The pairs of chassis; each is the first once and the second once.
pub(super) const PAIRS: [[Chassis; 2]; 3] = [
    [Chassis::Shoat, Chassis::Boar],
    [Chassis::Boar, Chassis::Razorback],
    [Chassis::Razorback, Chassis::Shoat],
];

impl Contest {
    /// Who sits where. The first squad is on the side `first_on`; it has the even seats, or the odd ones if `odd`.
    pub(super) fn seats(self, first_on: Team, odd: bool) -> Vec<Seat> {
        let seat = |index: usize| {
            let squad = usize::from(index % 2 == usize::from(!odd));
            let member = index / 2;
            let in_turn = Chassis::in_turn(member);
            let (chassis, skill) = match self {
                Self::Chassis(pair, skill) => (pair[squad], skill),
                Self::Alike(level) => (in_turn, Skill::from_level((member as u8 + level) % 5)),
                Self::Skills(steps) => (in_turn, steps[squad]),
                Self::Free => free(index),
            };
            let team = if squad == 0 { first_on } else { first_on.other() };
            Seat {
                chassis,
                skill,
                team: Some(team),
            }
        };
        (0..HOGS).map(seat).collect()
    }

    /// Everybody together, on seats that chance chooses.
    pub(super) fn mixed(has_teams: bool, rng: &mut Rng) -> Vec<Seat> {
        let mut seats = Self::Free.seats(Team::Amber, false);
        // Fisher and Yates.
        for last in (1..seats.len()).rev() {
            seats.swap(last, rng.below(last as u32 + 1) as usize);
        }
        for (index, seat) in seats.iter_mut().enumerate() {
            seat.team = has_teams.then(|| Team::ALL[index % 2]);
        }
        seats
    }
}

/// Each chassis with each skill, then from the start again.
fn free(index: usize) -> (Chassis, Skill) {
    let chassis = Chassis::in_turn(index);
    (chassis, Skill::from_level((index % Skill::ALL.len()) as u8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squads_differ_only_in_what_is_compared() {
        let contest = Contest::Chassis([Chassis::Shoat, Chassis::Boar], Skill::Hard);
        let seats = contest.seats(Team::Azure, true);
        for (index, seat) in seats.iter().enumerate() {
            let first = index % 2 == 1;
            let (chassis, team) = if first {
                (Chassis::Shoat, Team::Azure)
            } else {
                (Chassis::Boar, Team::Amber)
            };
            assert_eq!((seat.chassis, seat.team), (chassis, Some(team)));
            assert_eq!(seat.skill, Skill::Hard);
        }
        let line_up = |seats: &[Seat], team| -> Vec<_> {
            let side = seats.iter().filter(|seat| seat.team == Some(team));
            side.map(|seat| (seat.chassis, seat.skill)).collect()
        };
        for contest in [Contest::Alike(3), Contest::Skills([Skill::Easy, Skill::Medium])] {
            let (one, other) = (
                contest.seats(Team::Amber, false),
                contest.seats(Team::Azure, false),
            );
            // The same squads on the same seats, with the sides swapped.
            assert_eq!(line_up(&one, Team::Amber), line_up(&other, Team::Azure));
            assert_eq!(line_up(&one, Team::Azure), line_up(&other, Team::Amber));
            let chassis = |team| -> Vec<_> { line_up(&one, team).into_iter().map(|pair| pair.0).collect() };
            assert_eq!(chassis(Team::Amber), chassis(Team::Azure));
        }
        let alike = Contest::Alike(1).seats(Team::Amber, false);
        assert_eq!(line_up(&alike, Team::Amber), line_up(&alike, Team::Azure));
    }

    #[test]
    fn everybody_together_is_everybody() {
        let seats = Contest::mixed(true, &mut Rng::new(5));
        for chassis in Chassis::ALL {
            for skill in Skill::ALL {
                let there = seats
                    .iter()
                    .any(|seat| (seat.chassis, seat.skill) == (chassis, skill));
                assert!(there, "no {skill:?} in a {chassis:?}");
            }
        }
        let amber = seats.iter().filter(|seat| seat.team == Some(Team::Amber));
        assert_eq!(amber.count(), HOGS / 2);
        let alone = Contest::mixed(false, &mut Rng::new(5));
        assert!(alone.iter().all(|seat| seat.team.is_none()));
    }
}
