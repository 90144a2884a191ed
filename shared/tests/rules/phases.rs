//! The arc of a match: warm-up, countdown, play, overtime, scoreboard; for those who play, look on, look ahead, and watch
//! a replay.

use std::sync::Arc;

use hogs_shared::arena::controls::Buttons;
use hogs_shared::arena::hog::Points;
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::assets::{AssetFolder, MatchData};
use hogs_shared::ids::Team;
use hogs_shared::math::Vec3;
use hogs_shared::mode::{Mode, Phase, Score, Side};
use hogs_shared::replay::{Recorder, Replay, verify};
use hogs_shared::tick::ticks_from_seconds;
use hogs_shared::tuning::Chassis;
use hogs_shared::weapon::Weapon;

use crate::matches::{TRIO, ended, give, trio};
use crate::stage::{Stage, axes, fire, flat, id, join, rules};

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
    stage.change(1, |hog| {
        (hog.health, hog.shield, hog.shield_wait_ticks) = (Points(1), Points::NONE, 600)
    });
    stage.shoot(0, Weapon::Autocannon, stage.hog(1).position, 0.5);
    assert!(!stage.hog(1).alive(), "one can shoot in a warm-up");
    stage.arm(2);
    stage.run(0.1, &[(2, fire(Weapon::Mine))]);
    assert!(!stage.arena.shots().is_empty());
    assert!(
        stage
            .arena
            .game()
            .ranking()
            .iter()
            .all(|(_, score)| *score == Score::default())
    );
    stage.forget();
    kick_off(&mut stage);
    assert_eq!(began(&stage), [Phase::Countdown]);
    assert!(stage.arena.shots().is_empty());
    // Everyone stands at a start, whole, and cannot go before the time.
    let all = axes(1.0, 0.0, 0.0, Buttons(31));
    stage.run(1.0, &[(0, all), (1, all), (2, all)]);
    for seat in 0..3 {
        let hog = stage.hog(seat);
        assert!(
            hog.alive() && stage.missing(seat) == 0.0 && hog.velocity.length() < 1.0,
            "{hog:?}"
        );
    }
    let quiet = |outcome: &&Outcome| {
        !matches!(
            outcome,
            Outcome::Spawned { .. } | Outcome::PhaseBegan(_) | Outcome::Landed { .. }
        )
    };
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
    assert_eq!(
        (stage.arena.game().phase, stage.arena.game().phase_ends),
        (Phase::Playing, ends)
    );
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
    let go = axes(0.5, 0.6, 0.0, Buttons(0));
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
            // What rapier remembers of contacts is not told: a step of the grid or two.
            let off = guess.hog(id(0)).unwrap().position - stage.hog(0).position;
            assert!(off.length() < 0.01, "tick {tick}, {after:?}: {off}");
        }
        if phases.last() != Some(&after) {
            phases.push(after);
        }
    }
    let over = Phase::Over { winner: None };
    let round = [
        Phase::WarmUp,
        Phase::Countdown,
        Phase::Playing,
        Phase::Overtime,
        over,
    ];
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
    let go_on = Inputs {
        warm_up: true,
        ..Inputs::default()
    };
    let began = (0..60 * 60).any(|_| arena.step(&go_on).contains(&Outcome::MatchStarted));
    assert!(began);
    let opened = Arena::open(rules, &arena.opening());
    assert_eq!(opened.checksum(), arena.checksum());
    assert_eq!(opened.game(), arena.game());
    assert!(opened.hog(id(2)).unwrap().looks_on());
}
