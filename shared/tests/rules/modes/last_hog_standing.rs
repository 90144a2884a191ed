//! Last hog standing: lives, who is out, who comes late, who wins.

use hogs_shared::mode::{Phase, Score, Side};

use super::*;

fn trio(change: impl FnOnce(&mut MatchData)) -> Stage {
    stage(Mode::LastHogStanding, &[Chassis::Boar; 3], |data| {
        data.mode.lives = 2;
        change(data);
    })
}

#[test]
fn who_has_no_life_left_looks_on_and_the_last_one_wins() {
    let mut stage = trio(|_| {});
    assert_eq!([0, 1, 2].map(|seat| points(&stage, seat)), [2, 2, 2]);
    fall(&mut stage, 1);
    stage.run(4.0, &[]);
    assert!(stage.hog(1).alive() && points(&stage, 1) == 1);
    fall(&mut stage, 1);
    stage.run(10.0, &[]);
    assert!(!stage.hog(1).alive() && points(&stage, 1) == 0);
    assert_eq!(stage.arena.game().phase, Phase::Playing);
    for _ in 0..2 {
        fall(&mut stage, 2);
        stage.run(4.0, &[]);
    }
    let winner = Some(Side::Hog(id(0)));
    assert_eq!(stage.arena.game().phase, Phase::Over { winner });
    // And everyone is in the next one, with all their lives.
    stage.run(stage.arena.rules().mode.tuning.intermission_s, &[]);
    assert_eq!([0, 1, 2].map(|seat| points(&stage, seat)), [2, 2, 2]);
    assert!(stage.arena.hogs().all(|hog| hog.alive()));
}

#[test]
fn time_decides_by_lives_and_then_by_wrecks() {
    for (falls, killer, winner) in [
        (&[1, 2][..], None, 0),
        (&[1][..], Some((0, 2)), 0),
        (&[][..], Some((2, 1)), 2),
    ] {
        let mut stage = trio(|data| (data.mode.lives, data.mode.time_limit_s) = (9, 30.0));
        for &seat in falls {
            fall(&mut stage, seat);
        }
        if let Some((killer, victim)) = killer {
            wreck(&mut stage, killer, victim);
        }
        let over = |stage: &Stage| matches!(stage.arena.game().phase, Phase::Over { .. });
        stage.run_until(40.0, &[], over).unwrap();
        let winner = Some(Side::Hog(id(winner)));
        assert_eq!(
            stage.arena.game().phase,
            Phase::Over { winner },
            "{falls:?} {killer:?}"
        );
    }
}

#[test]
fn who_comes_late_has_no_more_than_the_poorest_and_nobody_leaves_to_be_born_again() {
    let mut stage = trio(|data| data.mode.lives = 5);
    fall(&mut stage, 2);
    fall(&mut stage, 1);
    stage.run(4.0, &[]);
    fall(&mut stage, 1);
    let mut joins = vec![join(3, Chassis::Boar), join(4, Chassis::Boar)];
    joins[1].score = Score {
        points: 1,
        kills: 0,
        deaths: 4,
    };
    stage.step_with(Inputs {
        joins,
        ..Inputs::default()
    });
    assert_eq!([0, 1, 2, 3, 4].map(|seat| points(&stage, seat)), [5, 3, 4, 3, 1]);
    // Nor does anyone save their lives by going and coming back when others have lost theirs.
    let mut back = join(0, Chassis::Boar);
    back.score = Score {
        points: 5,
        kills: 1,
        deaths: 0,
    };
    stage.step_with(Inputs {
        leaves: vec![id(0)],
        joins: vec![back],
        ..Inputs::default()
    });
    assert_eq!(points(&stage, 0), 1);
}

#[test]
fn who_is_alone_plays_on_and_who_is_left_alone_too() {
    let mut stage = trio(|_| {});
    stage.step_with(Inputs {
        leaves: vec![id(0), id(1)],
        ..Inputs::default()
    });
    stage.run(2.0, &[]);
    assert_eq!(stage.arena.game().phase, Phase::Playing);
    for _ in 0..2 {
        fall(&mut stage, 2);
        stage.run(4.0, &[]);
    }
    assert!(matches!(stage.arena.game().phase, Phase::Over { .. }));
}

#[test]
fn a_warm_up_costs_no_lives() {
    let mut stage = trio(|_| {});
    stage.step_with(Inputs {
        leaves: vec![id(0), id(1), id(2)],
        ..Inputs::default()
    });
    stage.step_with(Inputs {
        joins: (0..3).map(|seat| join(seat, Chassis::Boar)).collect(),
        warm_up: true,
        ..Inputs::default()
    });
    assert_eq!(stage.arena.game().phase, Phase::WarmUp);
    for _ in 0..4 {
        fall(&mut stage, 0);
        stage.run(4.0, &[]);
        assert!(stage.hog(0).alive());
    }
    stage.step_with(Inputs {
        kick_off: true,
        ..Inputs::default()
    });
    assert_eq!([0, 1, 2].map(|seat| points(&stage, seat)), [2, 2, 2]);
}
