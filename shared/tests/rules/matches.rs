//! Matches and seats: how one ends and the next begins, who comes in where, who leaves what behind.

use std::sync::Arc;

use hogs_shared::arena::controls::Buttons;
use hogs_shared::arena::hog::Points;
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::arena::shot::Struck;
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::assets::{AssetFolder, MatchData};
use hogs_shared::ids::Team;
use hogs_shared::math::Vec3;
use hogs_shared::mode::{Mode, Phase, Score, Side};
use hogs_shared::replay::{Recorder, Replay, verify};
use hogs_shared::tick::{Tick, ticks_from_seconds};
use hogs_shared::tuning::Chassis;
use hogs_shared::weapon::Weapon;

use crate::stage::{Stage, axes, fire, flat, id, join, rules};

const TRIO: [Chassis; 3] = Chassis::ALL;
/// The first step, in which everyone comes and the match begins.
const STARTED: Tick = Tick(1);

fn trio(change: impl FnOnce(&mut MatchData)) -> Stage {
    let mut stage = Stage::new(rules(&flat(), change), &TRIO);
    for (seat, x) in [(0, 0.0), (1, 30.0), (2, 60.0)] {
        stage.put(seat, Vec3::new(x, 0.0, 0.0), 0.0);
    }
    stage
}

/// Gives a seat points, as if it had earned them.
fn give(stage: &mut Stage, seat: usize, points: i16) {
    let mut state = stage.arena.capture();
    state.game.scores[seat] = Some(Score {
        points,
        kills: points.unsigned_abs(),
        deaths: 0,
    });
    stage.arena.restore(&state);
}

fn ended(stage: &Stage) -> Option<Option<Side>> {
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
        (Chassis::Razorback, true)
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

/// A match that begins with a warm-up and short phases.
fn warming_up(change: impl FnOnce(&mut MatchData)) -> Stage {
    let rules = rules(&flat(), |data| {
        (data.mode.warm_up_s, data.mode.countdown_s) = (20.0, 2.0);
        change(data);
    });
    let mut stage = Stage {
        arena: Arena::new(rules, 1),
        happened: Vec::new(),
    };
    stage.step_with(Inputs {
        joins: (0..3).map(|seat| join(seat, TRIO[seat])).collect(),
        warm_up: true,
        ..Inputs::default()
    });
    stage
}

fn began(stage: &Stage) -> Vec<Phase> {
    let phases = stage.events().filter_map(|outcome| match outcome {
        Outcome::PhaseBegan(phase) => Some(*phase),
        _ => None,
    });
    phases.collect()
}

fn kick_off(stage: &mut Stage) {
    stage.step_with(Inputs {
        warm_up: true,
        kick_off: true,
        ..Inputs::default()
    });
}

#[test]
fn nothing_of_a_warm_up_counts_and_everyone_starts_afresh() {
    let mut stage = warming_up(|_| {});
    assert_eq!(stage.arena.game().phase, Phase::WarmUp);
    stage.run(3.0, &[]);
    stage.put(0, Vec3::ZERO, 0.0);
    stage.put(1, Vec3::new(0.0, 0.0, -20.0), 0.0);
    stage.change(1, |hog| (hog.health, hog.shield, hog.shield_wait_ticks) = (Points(1), Points::NONE, 600));
    stage.shoot(0, Weapon::Autocannon, stage.hog(1).position, 0.5);
    assert!(!stage.hog(1).alive(), "one can shoot in a warm-up");
    stage.run(0.1, &[(2, fire(Weapon::Mine))]);
    assert!(!stage.arena.shots().is_empty());
    assert!(stage.arena.game().ranking().iter().all(|(_, score)| *score == Score::default()));
    stage.forget();
    kick_off(&mut stage);
    assert_eq!(began(&stage), [Phase::Countdown]);
    assert!(stage.arena.shots().is_empty());
    // Everyone stands at a start, whole, and cannot go before the time.
    let all = axes(1.0, 0.0, 0.0, hogs_shared::arena::controls::Buttons(31));
    stage.run(1.0, &[(0, all), (1, all), (2, all)]);
    for seat in 0..3 {
        let hog = stage.hog(seat);
        assert!(hog.alive() && stage.missing(seat) == 0.0 && hog.velocity.length() < 1.0, "{hog:?}");
    }
    let quiet = |outcome: &&Outcome| !matches!(outcome, Outcome::Spawned { .. } | Outcome::PhaseBegan(_) | Outcome::Landed { .. });
    assert_eq!(stage.events().find(quiet), None);
    stage.run(1.2, &[]);
    assert_eq!(began(&stage), [Phase::Countdown, Phase::Playing]);
    let limit = ticks_from_seconds(stage.arena.rules().mode.tuning.time_limit_s);
    let since = stage.arena.game().phase_ends.since(stage.arena.tick());
    assert!((0..limit as i32).contains(&(limit as i32 - since)) && since > limit as i32 - 30);
    stage.run(0.5, &[(0, all)]);
    assert!(stage.hog(0).velocity.length() > 3.0);
}

#[test]
fn a_warm_up_ends_by_itself_and_one_that_is_not_wanted_is_none() {
    let mut stage = warming_up(|_| {});
    let over = |stage: &Stage| stage.arena.game().phase != Phase::WarmUp;
    let lasted_s = stage.run_until(40.0, &[], over).unwrap();
    assert!((lasted_s - 20.0).abs() < 0.1, "{lasted_s}");
    // Kicking off a match that is on does nothing.
    stage.run(3.0, &[]);
    assert_eq!(stage.arena.game().phase, Phase::Playing);
    let ends = stage.arena.game().phase_ends;
    kick_off(&mut stage);
    assert_eq!((stage.arena.game().phase, stage.arena.game().phase_ends), (Phase::Playing, ends));
}

#[test]
fn equal_leaders_go_on_until_one_is_ahead_or_that_time_is_up_too() {
    let tie = || {
        let mut stage = trio(|data| (data.mode.time_limit_s, data.mode.overtime_s) = (20.0, 10.0));
        give(&mut stage, 0, 2);
        give(&mut stage, 1, 2);
        let overtime = |stage: &Stage| stage.arena.game().phase == Phase::Overtime;
        stage.run_until(30.0, &[], overtime).unwrap();
        assert_eq!((began(&stage), ended(&stage)), (vec![Phase::Overtime], None));
        stage
    };
    let mut decided = tie();
    give(&mut decided, 1, 3);
    decided.step(&[]);
    assert_eq!(ended(&decided), Some(Some(Side::Hog(id(1)))));
    let mut drawn = tie();
    drawn.run(10.5, &[]);
    assert_eq!(ended(&drawn), Some(None));
}

#[test]
fn a_scoreboard_stands_for_as_long_as_it_is_held() {
    let mut stage = trio(|data| data.mode.score_limit = 3);
    give(&mut stage, 1, 3);
    stage.step(&[]);
    let held = || Inputs {
        hold: true,
        ..Inputs::default()
    };
    let pause = ticks_from_seconds(stage.arena.rules().mode.tuning.intermission_s);
    for _ in 0..pause * 2 {
        stage.step_with(held());
    }
    assert!(matches!(stage.arena.game().phase, Phase::Over { .. }));
    stage.step(&[]);
    assert_eq!(stage.arena.game().phase, Phase::Playing);
}

#[test]
fn who_looks_on_has_no_hog_no_score_and_comes_in_when_called() {
    let mut stage = trio(|data| data.mode.score_limit = 3);
    let watcher = |looks_on| Join {
        looks_on,
        ..join(3, Chassis::Shoat)
    };
    let comes = |join| Inputs {
        joins: vec![join],
        ..Inputs::default()
    };
    stage.step_with(comes(watcher(true)));
    stage.run(8.0, &[]);
    assert!(stage.hog(3).looks_on() && !stage.hog(3).alive());
    assert_eq!(stage.arena.game().ranking().len(), 3);
    // It goes on looking on from one match to the next.
    give(&mut stage, 1, 3);
    stage.run(stage.arena.rules().mode.tuning.intermission_s + 1.0, &[]);
    assert!(stage.events().any(|outcome| *outcome == Outcome::MatchStarted));
    assert!(stage.hog(3).looks_on() && stage.arena.game().ranking().len() == 3);
    stage.step_with(comes(watcher(false)));
    stage.run(0.2, &[]);
    assert!(stage.hog(3).alive());
    assert_eq!(stage.arena.game().ranking().len(), 4);
}

#[test]
fn a_look_ahead_goes_through_every_phase_as_it_is_told() {
    let mut stage = warming_up(|data| (data.mode.time_limit_s, data.mode.overtime_s) = (10.0, 2.0));
    let rules = stage.arena.rules().clone();
    let go = axes(1.0, 0.2, 0.0, hogs_shared::arena::controls::Buttons(0));
    let mut phases = Vec::new();
    for tick in 0..60 * 40 {
        let mut guess = Arena::prediction(rules.clone(), id(0));
        guess.restore(&stage.arena.capture());
        let inputs = |kick_off| Inputs {
            controls: vec![(id(0), go)],
            warm_up: true,
            kick_off,
            ..Inputs::default()
        };
        let before = stage.arena.game().phase;
        stage.step_with(inputs(tick == 240));
        guess.step(&inputs(false));
        let after = stage.arena.game().phase;
        assert_eq!(guess.game().phase, before, "a phase was foreseen");
        let alike = before == after && stage.hog(0).alive() == guess.hog(id(0)).unwrap().alive();
        if alike {
            assert_eq!(guess.hog(id(0)).unwrap().position, stage.hog(0).position, "tick {tick}, {after:?}");
        }
        if phases.last() != Some(&after) {
            phases.push(after);
        }
    }
    let over = Phase::Over { winner: None };
    let round = [Phase::WarmUp, Phase::Countdown, Phase::Playing, Phase::Overtime, over];
    assert_eq!(phases[..5], round);
    assert_eq!(phases.get(5), Some(&Phase::WarmUp));
}

#[test]
fn matches_with_all_their_phases_are_played_again_from_their_record() {
    let data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
    let mut mode = data.mode.clone();
    (mode.warm_up_s, mode.countdown_s, mode.time_limit_s) = (5.0, 1.0, 10.0);
    (mode.overtime_s, mode.intermission_s) = (2.0, 1.0);
    let tuning = data.tuning.clone();
    let data = MatchData::new(data.map, data.tuning, data.level, mode);
    let rules = Arc::new(Rules::new(Mode::Deathmatch, data).unwrap());
    let mut arena = Arena::new(rules.clone(), 5);
    let (mut recorder, mut bytes) = Recorder::begin(&rules, arena.opening()).unwrap();
    let mut phases = Vec::new();
    for tick in 0..60 * 45_u32 {
        let mut inputs = Inputs {
            warm_up: true,
            kick_off: tick == 200,
            // A scoreboard that stands a while longer.
            hold: (0..1200).contains(&tick),
            controls: vec![(id(0), axes(1.0, 0.3, 0.0, Buttons(16)))],
            ..Inputs::default()
        };
        if tick == 0 {
            inputs.joins = (0..3).map(|seat| join(seat, TRIO[seat])).collect();
            inputs.joins[2].looks_on = true;
            inputs.joins[0].team = Some(Team::Azure);
        }
        arena.step(&inputs);
        bytes.extend(recorder.tick(&inputs, arena.checksum()).unwrap_or_default());
        if phases.last() != Some(&arena.game().phase.code()) {
            phases.push(arena.game().phase.code());
        }
    }
    assert!(phases.len() >= 7, "{phases:?}");
    bytes.extend(recorder.finish());
    let verified = verify(&Replay::open(bytes).unwrap(), tuning).unwrap();
    assert_eq!((verified.ticks, verified.damage), (60 * 45, None));
    // One that begins with a warm-up says so in its opening.
    while arena.step(&Inputs { warm_up: true, ..Inputs::default() }) != [Outcome::MatchStarted] {}
    let opened = Arena::open(rules, &arena.opening());
    assert_eq!(opened.checksum(), arena.checksum());
    assert_eq!(opened.game(), arena.game());
    assert!(opened.hog(id(2)).unwrap().looks_on());
}
