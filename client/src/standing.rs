//! Who stands where, and what is played: how it is written, on the screen and in print.

use std::collections::BTreeMap;

use hogs_shared::ids::HogId;
use hogs_shared::netplay::scene::Player;
use hogs_shared::protocol::ballot::{Motion, Plan};

use crate::menu::capitalized;

/// Seats by rank, best first, as the mode ranks them; those who only look on come last.
#[must_use]
pub fn ranking(players: &BTreeMap<HogId, Player>) -> Vec<HogId> {
    let mut seats: Vec<HogId> = players.keys().copied().collect();
    seats.sort_by_key(|seat| {
        let score = players.get(seat).map(|player| player.score).unwrap_or_default();
        (
            players.get(seat).is_some_and(|player| player.looks_on),
            -i32::from(score.points),
            -i32::from(score.kills),
            score.deaths,
            *seat,
        )
    });
    seats
}

/// A place from 1 on, as people say it.
#[must_use]
pub fn ordinal(place: usize) -> String {
    let ending = match (place % 10, place % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{place}{ending}")
}

/// A match to be played, as people say it.
#[must_use]
pub fn title(plan: &Plan) -> String {
    format!("{} in {}", capitalized(&plan.mode), capitalized(&plan.map))
}

/// What somebody wants everyone to decide, as what it is to do.
#[must_use]
pub fn motion(motion: &Motion) -> String {
    match motion {
        Motion::Play(plan) => format!("play {}", title(plan)),
        Motion::Restart => "begin again".to_owned(),
        Motion::Shuffle => "deal the sides anew".to_owned(),
    }
}

/// Seconds as m:ss, rounded up, so that 0:00 means over.
#[must_use]
pub fn clock(seconds: f32) -> String {
    let whole = seconds.max(0.0).ceil() as u32;
    format!("{}:{:02}", whole / 60, whole % 60)
}

#[cfg(test)]
mod tests {
    use hogs_shared::ids::Chassis;
    use hogs_shared::mode::Score;

    use super::*;

    #[test]
    fn points_then_kills_then_fewer_deaths_decide() {
        let player = |points, kills, deaths| Player {
            name: String::new(),
            chassis: Chassis::Boar,
            coat: hogs_shared::ids::Coat::default(),
            team: None,
            bot: false,
            score: Score {
                points,
                kills,
                deaths,
            },
            ping_ms: 0,
            ready: false,
            looks_on: false,
            who: 0,
        };
        let players = BTreeMap::from([
            (HogId(0), player(3, 3, 2)),
            (HogId(1), player(5, 5, 9)),
            (HogId(2), player(3, 3, 1)),
            (HogId(3), player(3, 4, 5)),
        ]);
        assert_eq!(ranking(&players), [HogId(1), HogId(3), HogId(2), HogId(0)]);
    }

    #[test]
    fn places_and_times_read_well() {
        let places: Vec<_> = [1, 2, 3, 4, 11, 12, 21, 22, 113]
            .into_iter()
            .map(ordinal)
            .collect();
        assert_eq!(
            places,
            [
                "1st", "2nd", "3rd", "4th", "11th", "12th", "21st", "22nd", "113th"
            ]
        );
        assert_eq!(clock(479.2), "8:00");
        assert_eq!(clock(0.2), "0:01");
        assert_eq!(clock(-1.0), "0:00");
    }
}
