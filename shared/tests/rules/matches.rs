//! Matches and seats: how one ends and the next begins, who comes in where, who leaves what behind.

use hogs_shared::arena::hog::Points;
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::arena::shot::Struck;
use hogs_shared::arena::{Inputs, Join};
use hogs_shared::assets::MatchData;
use hogs_shared::math::Vec3;
use hogs_shared::mode::{Phase, Score, Side};
use hogs_shared::tick::{Tick, ticks_from_seconds};
use hogs_shared::tuning::Chassis;
use hogs_shared::weapon::Weapon;

use crate::stage::{Stage, axes, fire, flat, id, join, rules};

pub(crate) const TRIO: [Chassis; 3] = Chassis::ALL;
/// The first step, in which everyone comes and the match begins.
const STARTED: Tick = Tick(1);

pub(crate) fn trio(change: impl FnOnce(&mut MatchData)) -> Stage {
    let mut stage = Stage::new(rules(&flat(), change), &TRIO);
    for (seat, x) in [(0, 0.0), (1, 30.0), (2, 60.0)] {
        stage.put(seat, Vec3::new(x, 0.0, 0.0), 0.0);
    }
    stage
}

/// Gives a seat points, as if it had earned them.
pub(crate) fn give(stage: &mut Stage, seat: usize, points: i16) {
    let mut state = stage.arena.capture();
    state.game.scores[seat] = Some(Score {
        points,
        kills: points.unsigned_abs(),
        deaths: 0,
    });
    stage.arena.restore(&state);
}

pub(crate) fn ended(stage: &Stage) -> Option<Option<Side>> {
    stage.events().find_map(|outcome| match outcome {
        Outcome::MatchEnded { winner } => Some(*winner),
        _ => None,
    })
}

#[test]
fn the_score_limit_ends_it_and_the_next_one_begins_from_nothing() {
    let mut stage = trio(|data| data.mode.score_limit = 3);
    let pause_s = stage.arena.rules().mode.tuning.intermission_s;
    give(&mut stage, 1, 2);
    stage.run(0.1, &[(1, fire(Weapon::Mine))]);
    assert_eq!(stage.arena.game().phase, Phase::Playing);
    let at = stage.hog(0).position;
    stage.change(0, |hog| {
        (hog.health, hog.shield, hog.shield_wait_ticks) = (Points(1), Points::NONE, 600)
    });
    stage.shoot(1, Weapon::Autocannon, at, 1.0);
    assert_eq!(ended(&stage), Some(Some(Side::Hog(id(1)))));
    assert_eq!(
        stage.arena.game().phase,
        Phase::Over {
            winner: Some(Side::Hog(id(1)))
        }
    );
    // Nobody drives, fires or comes back while the scoreboard stands.
    stage.forget();
    let all = axes(1.0, 1.0, 1.0, hogs_shared::arena::controls::Buttons(15));
    stage.run(pause_s - 2.0, &[(1, all), (2, all)]);
    assert!(stage.hog(1).velocity.length() < 0.1 && stage.hog(2).velocity.length() < 0.1);
    assert!(
        !stage.hog(0).alive() && stage.happened.is_empty(),
        "{:?}",
        stage.happened
    );
    assert!(stage.hog(1).energy >= Points::from_points(stage.chassis(1).energy));
    stage.run(3.0, &[]);
    assert!(stage.events().any(|outcome| *outcome == Outcome::MatchStarted));
    assert_eq!(stage.arena.game().phase, Phase::Playing);
    assert!(
        stage
            .arena
            .game()
            .ranking()
            .iter()
            .all(|(_, score)| *score == Score::default())
    );
    assert_eq!(stage.arena.game().ranking().len(), 3);
    assert!(stage.arena.shots().is_empty());
    let crew: Vec<_> = stage.arena.hogs().map(|hog| (hog.chassis, hog.alive())).collect();
    assert_eq!(crew, TRIO.map(|chassis| (chassis, true)));
    assert!((0..3).all(|seat| stage.missing(seat) == 0.0));
}

#[test]
fn time_ends_it_for_the_leader_and_a_tie_that_overtime_leaves_is_a_draw() {
    for (scores, winner) in [
        ([2, 1, 0], Some(0)),
        ([0, 0, 0], None),
        ([1, 2, 2], None),
        ([-1, -3, -2], Some(0)),
    ] {
        let mut stage = trio(|data| {
            data.mode.time_limit_s = 20.0;
            data.mode.overtime_s = 0.0;
        });
        for (seat, points) in scores.into_iter().enumerate() {
            give(&mut stage, seat, points);
        }
        let over = |stage: &Stage| stage.arena.game().phase != Phase::Playing;
        stage.run_until(30.0, &[], over).unwrap();
        assert_eq!(ended(&stage), Some(winner.map(id).map(Side::Hog)), "{scores:?}");
        assert_eq!(stage.arena.tick().0, STARTED.after(ticks_from_seconds(20.0)).0);
    }
}

#[test]
fn two_who_reach_the_limit_at_once_draw() {
    let mut stage = trio(|data| data.mode.score_limit = 5);
    give(&mut stage, 0, 5);
    give(&mut stage, 2, 5);
    stage.step(&[]);
    assert_eq!(ended(&stage), Some(None));
}

#[test]
fn one_comes_back_where_enemies_are_far() {
    let level = flat().replace(
        "spawns: [",
        "spawns: [(at: (-400.0, 0.0, 0.0)), (at: (-400.0, 0.0, 30.0)), (at: (-400.0, 0.0, 60.0)), ",
    );
    let mut stage = Stage::new(rules(&level, |_| {}), &[Chassis::Boar; 2]);
    let mut places = Vec::new();
    for round in 0..16 {
        let side = if round % 2 == 0 { 1.0 } else { -1.0 };
        stage.put(0, Vec3::new(350.0 * side, 0.0, 200.0), 0.0);
        stage.change(1, |hog| hog.respawn_ticks = 2);
        stage.run_until(1.0, &[], |stage| stage.hog(1).alive()).unwrap();
        let at = stage.hog(1).position;
        assert!(at.x * side < 0.0, "came back at {at}, beside the enemy");
        places.push((at.x as i32, at.z as i32));
    }
    places.sort_unstable();
    places.dedup();
    assert!(places.len() >= 4, "always the same places: {places:?}");
}

#[test]
fn who_leaves_takes_their_shots_along_and_all_are_told() {
    let mut stage = trio(|_| {});
    stage.run(0.1, &[(0, fire(Weapon::Mine)), (1, fire(Weapon::Mine))]);
    stage.change(1, |hog| hog.reload_ticks = 0);
    stage.step(&[(1, fire(Weapon::Rocket))]);
    let left_behind: Vec<_> = stage
        .arena
        .shots()
        .iter()
        .filter(|shot| shot.id.shooter == id(1))
        .map(|shot| (shot.id, shot.weapon, shot.position(stage.arena.tick())))
        .collect();
    assert_eq!((stage.arena.shots().len(), left_behind.len()), (3, 2));
    let outcomes = stage.step_with(Inputs {
        leaves: vec![id(1)],
        ..Inputs::default()
    });
    // Everyone is told of each that it is no more, where it last was, and that it met nothing.
    let ended: Vec<_> = outcomes
        .iter()
        .filter_map(|outcome| match outcome {
            Outcome::ShotEnded {
                shot,
                weapon,
                at,
                struck: Struck::Withdrawn,
                ..
            } => Some((*shot, *weapon, *at)),
            _ => None,
        })
        .collect();
    assert_eq!(ended, left_behind);
    assert!((0..3).all(|seat| stage.wounds(seat) == 0));
    assert!(stage.arena.shots().iter().all(|shot| shot.id.shooter == id(0)));
}

#[test]
fn leaving_frees_the_seat_and_touches_nobody_else() {
    let mut stage = trio(|_| {});
    give(&mut stage, 2, 7);
    stage.step_with(Inputs {
        leaves: vec![id(1)],
        ..Inputs::default()
    });
    assert!(stage.arena.hog(id(1)).is_none());
    let seats: Vec<_> = stage
        .arena
        .game()
        .ranking()
        .iter()
        .map(|(hog, score)| (hog.0, score.points))
        .collect();
    assert_eq!(seats, [(2, 7), (0, 0)]);
    // The next one gets the seat, whole, with what they bring; the others are not touched.
    let before = stage.hog(2).clone();
    let score = Score {
        points: 4,
        kills: 5,
        deaths: 1,
    };
    let newcomer = Join {
        hog: id(1),
        team: None,
        looks_on: false,
        chassis: Chassis::Razorback,
        score,
    };
    stage.step_with(Inputs {
        joins: vec![newcomer],
        ..Inputs::default()
    });
    assert_eq!(
        (stage.hog(1).chassis, stage.hog(1).alive()),
        (Chassis::Razorback, false),
        "who comes back waits like a wreck"
    );
    assert_eq!(stage.arena.game().score(id(1)), score);
    assert_eq!(
        (stage.hog(2).id, stage.hog(2).chassis),
        (before.id, before.chassis)
    );
    assert!((stage.hog(2).position - before.position).length() < 0.01);
}

#[test]
fn a_seat_taken_is_not_given_again_and_a_wreck_may_change_craft() {
    let mut stage = trio(|_| {});
    let again = |chassis| Inputs {
        joins: vec![join(0, chassis)],
        ..Inputs::default()
    };
    stage.step_with(again(Chassis::Razorback));
    assert_eq!(stage.hog(0).chassis, Chassis::Shoat, "changed while in play");
    give(&mut stage, 0, 3);
    stage.change(0, |hog| hog.respawn_ticks = 30);
    stage.step_with(again(Chassis::Razorback));
    stage.run(1.0, &[]);
    assert_eq!(
        (stage.hog(0).chassis, stage.hog(0).alive()),
        (Chassis::Razorback, true)
    );
    assert_eq!(stage.missing(0), 0.0);
    assert_eq!(stage.arena.game().score(id(0)).points, 3);
    // Who leaves and comes in the same tick is new.
    let swap = Inputs {
        leaves: vec![id(0)],
        joins: vec![join(0, Chassis::Boar)],
        ..Inputs::default()
    };
    stage.step_with(swap);
    assert_eq!(
        (stage.hog(0).chassis, stage.arena.game().score(id(0)).points),
        (Chassis::Boar, 0)
    );
}

#[test]
fn controls_of_nobody_and_leaves_of_nobody_change_nothing() {
    let mut stage = trio(|_| {});
    let before = stage.arena.capture();
    stage.step_with(Inputs {
        leaves: vec![id(200)],
        controls: vec![(
            id(255),
            axes(1.0, 1.0, 1.0, hogs_shared::arena::controls::Buttons(255)),
        )],
        ..Inputs::default()
    });
    let after = stage.arena.capture();
    assert_eq!(before.hogs.len(), after.hogs.len());
    assert_eq!(before.game, after.game);
}

#[test]
fn nonsense_in_one_hog_puts_it_back_at_a_spawn_and_spreads_to_nobody() {
    for nonsense in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        let mut stage = trio(|_| {});
        // Hull to hull with the one that goes mad.
        stage.put(1, Vec3::new(2.0, 0.0, 0.0), 0.0);
        let mut state = stage.arena.capture();
        state.hogs[0].velocity = Vec3::new(nonsense, 0.0, 0.0);
        stage.arena.restore(&state);
        stage.run(2.0, &[]);
        let reports: Vec<_> = stage
            .events()
            .filter(|outcome| matches!(outcome, Outcome::Unphysical { .. } | Outcome::Wrecked { .. }))
            .collect();
        assert_eq!(reports, [&Outcome::Unphysical { hog: id(0) }], "{nonsense}");
        for hog in stage.arena.hogs() {
            let parts = [hog.position, hog.velocity, hog.spin];
            assert!(
                parts.iter().all(|part| part.is_finite()) && hog.rotation.is_finite(),
                "{hog:?}"
            );
            assert!(hog.alive());
        }
        assert!(
            stage.hog(0).position.z > 250.0,
            "not at a spawn: {}",
            stage.hog(0).position
        );
        assert!((stage.hog(2).position - Vec3::new(60.0, stage.hog(2).position.y, 0.0)).length() < 0.01);
    }
}

#[test]
fn a_match_that_everyone_left_begins_anew_with_whoever_comes_first() {
    let mut stage = trio(|data| data.mode.time_limit_s = 20.0);
    give(&mut stage, 1, 7);
    stage.run(0.1, &[(0, fire(Weapon::Mine))]);
    stage.step_with(Inputs {
        leaves: vec![id(0), id(1), id(2)],
        ..Inputs::default()
    });
    // Time goes on without anybody, far beyond the limit.
    stage.run(40.0, &[]);
    stage.forget();
    let mut back = join(1, Chassis::Boar);
    back.score.points = 7;
    stage.step_with(Inputs {
        joins: vec![back],
        ..Inputs::default()
    });
    let (came, game) = (stage.arena.tick(), stage.arena.game());
    assert!(stage.hog(1).alive() && game.phase == Phase::Playing);
    assert_eq!(game.phase_ends, came.after(ticks_from_seconds(20.0)));
    assert_eq!(game.score(id(1)), Score::default(), "that was another match");
    assert_eq!(
        stage.ticks_of(|outcome| *outcome == Outcome::MatchStarted),
        [came.0]
    );
    // Whoever comes second joins a match that is on, and one that changes seats does not stop it.
    stage.run(5.0, &[]);
    let second = Inputs {
        leaves: vec![id(1)],
        joins: vec![join(0, Chassis::Boar)],
        ..Inputs::default()
    };
    stage.step_with(second);
    assert_eq!(
        stage.arena.game().phase_ends,
        came.after(ticks_from_seconds(20.0))
    );
}

#[test]
fn whoever_comes_when_all_have_left_a_scoreboard_finds_a_match() {
    let mut stage = trio(|data| data.mode.score_limit = 3);
    give(&mut stage, 1, 3);
    stage.step(&[]);
    assert_eq!(
        stage.arena.game().phase,
        Phase::Over {
            winner: Some(Side::Hog(id(1)))
        }
    );
    stage.step_with(Inputs {
        leaves: vec![id(0), id(1), id(2)],
        ..Inputs::default()
    });
    stage.step_with(Inputs {
        joins: vec![join(2, Chassis::Shoat)],
        ..Inputs::default()
    });
    assert_eq!(stage.arena.game().phase, Phase::Playing);
    assert!(stage.hog(2).alive());
}

#[test]
fn who_leaves_a_fight_has_lost_it() {
    let mut stage = trio(|_| {});
    let at = stage.hog(1).position;
    stage.shoot(0, Weapon::Autocannon, at, 0.5);
    assert!(stage.hog(1).alive() && stage.missing(1) > 0.0);
    let happened = stage.step_with(Inputs {
        leaves: vec![id(1), id(2)],
        ..Inputs::default()
    });
    let lost = happened.iter().filter_map(|outcome| match outcome {
        Outcome::Wrecked { victim, killer, .. } => Some((*victim, *killer)),
        _ => None,
    });
    assert_eq!(
        lost.collect::<Vec<_>>(),
        [(id(1), Some(id(0)))],
        "nobody was at the other"
    );
    assert_eq!(stage.arena.game().score(id(0)).kills, 1);
}

#[test]
fn who_looks_on_and_plays_again_waits_like_a_wreck() {
    let mut stage = trio(|_| {});
    let wait = stage.tuning().rules.respawn_ticks();
    let had = Score {
        deaths: 1,
        ..Score::default()
    };
    let mut anew = |looks_on: bool| {
        stage.step_with(Inputs {
            leaves: vec![id(1)],
            joins: vec![Join {
                looks_on,
                score: had,
                ..join(1, Chassis::Boar)
            }],
            ..Inputs::default()
        });
        (
            stage.hog(1).alive(),
            stage.hog(1).looks_on(),
            stage.hog(1).respawn_ticks,
        )
    };
    assert!(anew(true).1);
    assert_eq!(anew(false), (false, false, wait - 1));
    stage.step_with(Inputs {
        joins: vec![join(3, Chassis::Boar)],
        ..Inputs::default()
    });
    assert!(stage.hog(3).alive(), "whoever is new does not wait");
}

#[test]
fn a_match_that_everyone_only_looks_at_ends_in_time() {
    let mut stage = trio(|data| data.mode.time_limit_s = 12.0);
    let seats = [0, 1, 2];
    stage.step_with(Inputs {
        leaves: seats.map(id).to_vec(),
        joins: seats
            .map(|seat| Join {
                looks_on: true,
                ..join(seat, Chassis::Boar)
            })
            .to_vec(),
        ..Inputs::default()
    });
    stage.run(5.0, &[]);
    assert_eq!(ended(&stage), None);
    stage.run(10.0, &[]);
    assert_eq!(ended(&stage), Some(None), "nobody has won it");
}
