//! Capture the flag: taking, carrying, dropping, returning, capturing.

use hogs_shared::mode::{Phase, Side};

use super::*;
use crate::stage::throttle;

const AMBER: Vec3 = Vec3::new(-120.0, 0.0, 0.0);
const AZURE: Vec3 = Vec3::new(120.0, 0.0, 0.0);

/// Seats 0 and 2 are amber, 1 and 3 azure.
fn match_of_four(change: impl FnOnce(&mut MatchData)) -> Stage {
    let mut stage = stage(Mode::CaptureTheFlag, &[Chassis::Boar; 4], change);
    stage.forget();
    stage
}

#[test]
fn a_flag_brought_home_is_a_point() {
    let mut stage = match_of_four(|data| data.mode.score_limit = 1);
    // One's own flag is not to be taken.
    stage.put(0, AMBER, 0.0);
    stage.run(0.2, &[]);
    assert_eq!(deeds(&stage), []);
    stage.put(0, AZURE, 0.0);
    stage.run(0.2, &[]);
    assert_eq!(
        (thing(&stage, 1).holder, thing(&stage, 1).home),
        (Some(id(0)), false)
    );
    // It goes where its holder goes.
    stage.run(2.0, &[(0, throttle(1.0))]);
    let apart = thing(&stage, 1).position - stage.hog(0).position;
    assert!(stage.hog(0).position.z < -20.0 && apart.length() < 3.0, "{apart}");
    stage.put(0, AMBER, 0.0);
    stage.run(0.1, &[(0, throttle(0.0))]);
    let (taken, captured) = (Deed::Taken, Deed::Captured);
    assert_eq!(
        deeds(&stage),
        [(1, taken, Some(id(0))), (1, captured, Some(id(0)))]
    );
    assert_eq!((stage.arena.game().teams, points(&stage, 0)), ([1, 0], 1));
    assert!(thing(&stage, 1).home);
    assert!((thing(&stage, 1).position - AZURE).length() < 1.0);
    let winner = Some(Side::Team(Team::Amber));
    assert_eq!(stage.arena.game().phase, Phase::Over { winner });
}

#[test]
fn a_capture_does_not_wait_for_ones_own_flag_which_a_friend_returns() {
    let mut stage = match_of_four(|_| {});
    stage.put(0, AZURE, 0.0);
    stage.put(1, AMBER, 0.0);
    stage.run(0.2, &[]);
    stage.put(1, Vec3::new(0.0, 0.0, 200.0), 0.0);
    stage.put(0, AMBER, 0.0);
    stage.run(0.2, &[]);
    assert_eq!(stage.arena.game().teams, [1, 0]);
    assert_eq!(
        (thing(&stage, 0).holder, thing(&stage, 1).home),
        (Some(id(1)), true)
    );
    // The thief is wrecked, and a friend returns the flag.
    stage.put(2, Vec3::new(20.0, 0.0, 200.0), 0.0);
    wreck(&mut stage, 2, 1);
    stage.put(2, thing(&stage, 0).position - Vec3::new(0.0, 0.7, 0.0), 0.0);
    stage.run(0.2, &[]);
    let last: Vec<_> = deeds(&stage)[2..].to_vec();
    let (dropped, returned, captured) = (Deed::Dropped, Deed::Returned, Deed::Captured);
    assert_eq!(
        last,
        [
            (1, captured, Some(id(0))),
            (0, dropped, Some(id(1))),
            (0, returned, Some(id(2)))
        ]
    );
}

#[test]
fn less_of_what_hits_a_carrier_hurts() {
    let mut stage = match_of_four(|data| data.mode.carrier_harm = 0.5);
    let wound = |stage: &mut Stage| {
        stage.forget();
        stage.put(1, AMBER * 0.5, 0.0);
        stage.put(0, AMBER * 0.5 + Vec3::new(0.0, 0.0, -20.0), 0.0);
        stage.change(0, |hog| hog.protected_ticks = 0);
        stage.shoot(1, Weapon::Autocannon, stage.hog(0).position, 0.3);
        let harms = stage.events().filter_map(|outcome| match outcome {
            Outcome::Damaged { victim, amount, .. } if *victim == id(0) => Some(amount.points()),
            _ => None,
        });
        harms.fold(0.0, f32::max)
    };
    let bare = wound(&mut stage);
    stage.put(0, AZURE, 0.0);
    stage.run(0.2, &[]);
    assert_eq!(thing(&stage, 1).holder, Some(id(0)));
    let carrying = wound(&mut stage);
    assert!(
        bare > 0.0 && (carrying / bare - 0.5).abs() < 0.02,
        "{bare}, {carrying}"
    );
}

#[test]
fn what_lies_about_goes_home_by_itself_and_what_is_lost_at_once() {
    let mut stage = match_of_four(|data| data.mode.return_s = 5.0);
    stage.put(0, AZURE, 0.0);
    stage.run(0.2, &[]);
    stage.put(0, Vec3::new(40.0, 0.0, 200.0), 0.0);
    stage.put(1, Vec3::new(70.0, 0.0, 200.0), 0.0);
    wreck(&mut stage, 1, 0);
    let lies = thing(&stage, 1);
    assert_eq!((lies.holder, lies.last, lies.home), (None, Some(id(0)), false));
    assert!(
        (lies.position - Vec3::new(40.0, 0.0, 200.0)).length() < 4.0,
        "{}",
        lies.position
    );
    stage.run(3.0, &[]);
    assert!(!thing(&stage, 1).home);
    stage.run(2.0, &[]);
    assert!(thing(&stage, 1).home);
    // Whoever falls out of the arena with it cannot take it along.
    stage.put(0, AZURE, 0.0);
    stage.run(0.2, &[]);
    assert_eq!(thing(&stage, 1).holder, Some(id(0)));
    fall(&mut stage, 0);
    assert!(thing(&stage, 1).home);
    let (taken, dropped, returned) = (Deed::Taken, Deed::Dropped, Deed::Returned);
    let whole = [(taken, Some(id(0))), (dropped, Some(id(0))), (returned, None)];
    let whole = whole.map(|(deed, hog)| (1, deed, hog));
    assert_eq!(deeds(&stage), [whole, whole].concat());
}

#[test]
fn whoever_leaves_leaves_the_flag_and_whoever_gets_the_seat_has_none() {
    let mut stage = match_of_four(|_| {});
    stage.put(0, AZURE, 0.0);
    stage.run(0.2, &[]);
    stage.put(0, Vec3::new(0.0, 0.0, 100.0), 0.0);
    stage.step(&[]);
    stage.step_with(Inputs {
        leaves: vec![id(0)],
        joins: vec![join(0, Chassis::Shoat)],
        ..Inputs::default()
    });
    assert!(stage.hog(0).alive());
    assert_eq!((thing(&stage, 1).holder, thing(&stage, 1).home), (None, false));
    assert!((thing(&stage, 1).position - Vec3::new(0.0, 0.0, 100.0)).length() < 4.0);
}

#[test]
fn a_carrier_is_slower_and_no_longer_protected() {
    let mut stage = match_of_four(|_| {});
    let top_mps = |stage: &mut Stage, seat: usize| {
        stage.put(seat, Vec3::new(200.0, 0.0, 450.0), 0.0);
        stage.run(10.0, &[(seat, throttle(1.0))]);
        stage.hog(seat).velocity.length()
    };
    let free_mps = top_mps(&mut stage, 0);
    stage.put(0, AZURE, 0.0);
    stage.change(0, |hog| hog.protected_ticks = 100);
    stage.step(&[(0, throttle(0.0))]);
    assert_eq!(
        (thing(&stage, 1).holder, stage.hog(0).protected_ticks),
        (Some(id(0)), 0)
    );
    let laden_mps = top_mps(&mut stage, 0);
    assert!(
        laden_mps < 0.95 * free_mps && laden_mps > 0.7 * free_mps,
        "{laden_mps} of {free_mps}"
    );
}

#[test]
fn a_prediction_moves_flags_and_decides_nothing() {
    use hogs_shared::arena::Arena;
    let mut stage = match_of_four(|_| {});
    stage.put(0, AZURE, 0.0);
    stage.step(&[]);
    assert_eq!(thing(&stage, 1).holder, Some(id(0)));
    stage.put(0, AMBER, 0.0);
    let mut foreseen = Arena::prediction(stage.arena.rules().clone(), id(0));
    foreseen.restore(&stage.arena.capture());
    let outcomes = foreseen.step(&Inputs::default());
    assert!(
        outcomes
            .iter()
            .all(|outcome| !matches!(outcome, Outcome::Objective { .. }))
    );
    let flag = foreseen.game().objectives[1];
    assert_eq!(flag.holder, Some(id(0)));
    assert!((flag.position - AMBER).length() < 3.0);
    stage.step(&[]);
    assert_eq!(stage.arena.game().teams, [1, 0]);
}
