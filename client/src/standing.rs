//! Who stands where, and what is played: how it is written, on the screen and in print.

use std::collections::BTreeMap;

use hogs_shared::arena::Rules;
use hogs_shared::ids::{HogId, Team};
use hogs_shared::mode::Mode;
use hogs_shared::netplay::scene::Player;
use hogs_shared::protocol::ballot::{Motion, Plan};

use crate::menu::capitalized;
use crate::words::Words;

/// Seats by rank, best first, as the mode ranks them; those who only look on come last.
#[must_use]
pub fn ranking(players: &BTreeMap<HogId, Player>) -> Vec<HogId> {
    let mut seats: Vec<HogId> = players.keys().copied().collect();
    seats.sort_by_cached_key(|seat| {
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

/// What people call a side.
#[must_use]
pub fn side_name(side: Team, words: &Words) -> String {
    words.say(match side {
        Team::Amber => "side-amber",
        Team::Azure => "side-azure",
    })
}

/// What people call a mode, by its name in files; one that is not known here as it is written.
#[must_use]
pub fn mode(name: &str, words: &Words) -> String {
    let key = Mode::from_name(name).map(|known| match known {
        Mode::Deathmatch => "mode-deathmatch",
        Mode::TeamDeathmatch => "mode-team-deathmatch",
        Mode::CaptureTheFlag => "mode-capture-the-flag",
        Mode::GreasedPig => "mode-greased-pig",
        Mode::LastHogStanding => "mode-last-hog-standing",
    });
    key.map_or_else(|| capitalized(name), |key| words.say(key))
}

/// What one is to do in a match, and what wins it.
#[must_use]
pub fn goal(rules: &Rules, words: &Words) -> String {
    let tuning = &rules.mode.tuning;
    let key = match rules.mode.mode {
        Mode::Deathmatch => "goal-deathmatch",
        Mode::TeamDeathmatch => "goal-team-deathmatch",
        Mode::CaptureTheFlag => "goal-capture-the-flag",
        Mode::GreasedPig => "goal-greased-pig",
        Mode::LastHogStanding => "goal-last-hog-standing",
    };
    let figures = [
        ("points", i64::from(tuning.score_limit).into()),
        ("lives", i64::from(tuning.lives).into()),
    ];
    words.tell(key, figures)
}

/// A match to be played, as people say it.
#[must_use]
pub fn title(plan: &Plan, words: &Words) -> String {
    let parts = [
        ("mode", mode(&plan.mode, words).into()),
        ("arena", capitalized(&plan.map).into()),
    ];
    words.tell("plan", parts)
}

/// What somebody wants everyone to decide, as what it is to do.
#[must_use]
pub fn motion(motion: &Motion, words: &Words) -> String {
    match motion {
        Motion::Play(plan) => title(plan, words),
        Motion::Restart => words.say("motion-restart"),
        Motion::Shuffle => words.say("motion-shuffle"),
    }
}

/// Who wants what, as a sentence.
#[must_use]
pub fn wanted(name: &str, motion: &Motion, words: &Words) -> String {
    match motion {
        Motion::Play(plan) => words.tell(
            "ballot-wants-play",
            [("name", name.into()), ("what", title(plan, words).into())],
        ),
        Motion::Restart => words.tell("ballot-wants-restart", [("name", name.into())]),
        Motion::Shuffle => words.tell("ballot-wants-shuffle", [("name", name.into())]),
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
    fn what_is_played_has_a_name_in_every_language_and_times_read_well() {
        let plan = |mode: &str| Plan {
            map: "dust_bowl".to_owned(),
            mode: mode.to_owned(),
        };
        let said = |mode| title(&plan(mode), &Words::default());
        assert_eq!(said("greased_pig"), "Greased Pig in Dust bowl");
        assert_eq!(said("sack_race"), "Sack race in Dust bowl");
        for mode in Mode::ALL {
            let german = super::mode(mode.name(), &Words::of(crate::words::Language::German));
            assert!(!german.contains('['), "{german}");
        }
        assert_eq!(clock(479.2), "8:00");
        assert_eq!(clock(0.2), "0:01");
        assert_eq!(clock(-1.0), "0:00");
    }
}
