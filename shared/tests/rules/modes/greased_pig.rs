//! Greased pig: holding it scores, and there are three ways to lose it.

use super::*;
use crate::stage::throttle;

fn duel(change: impl FnOnce(&mut MatchData)) -> Stage {
    let mut stage = stage(Mode::GreasedPig, &[Chassis::Boar; 3], change);
    stage.forget();
    stage
}

/// Seat 0 has the pig, at the middle.
fn with_pig(change: impl FnOnce(&mut MatchData)) -> Stage {
    let mut stage = duel(change);
    stage.put(0, Vec3::ZERO, 0.0);
    stage.step(&[]);
    assert_eq!(
        (thing(&stage, 0).holder, thing(&stage, 0).home),
        (Some(id(0)), false)
    );
    stage
}

#[test]
fn holding_the_pig_scores_and_wrecks_do_not() {
    let mut stage = with_pig(|data| (data.mode.hold_points_per_s, data.mode.score_limit) = (2.0, 24));
    stage.run(3.1, &[]);
    assert_eq!(points(&stage, 0), 6);
    wreck(&mut stage, 2, 1);
    assert_eq!(points(&stage, 2), 0);
    stage.run(12.2 - 3.1 - 2.5, &[]);
    assert!(
        stage
            .events()
            .any(|outcome| matches!(outcome, Outcome::MatchEnded { .. }))
    );
}

#[test]
fn a_hard_ram_knocks_it_loose_and_a_soft_one_does_not() {
    for (speed_mps, loose) in [(5.0, false), (25.0, true)] {
        let mut stage = with_pig(|_| {});
        stage.put(1, Vec3::new(0.0, 0.0, 12.0), 0.0);
        stage.launch(1, speed_mps);
        stage.run(0.7, &[(1, throttle(if loose { 1.0 } else { 0.0 }))]);
        let dropped = deeds(&stage).contains(&(0, Deed::Dropped, Some(id(0))));
        assert_eq!(dropped, loose, "at {speed_mps} m/s");
    }
}

#[test]
fn what_was_knocked_loose_flies_off_and_slides_away_from_the_ram() {
    let mut stage = with_pig(|_| {});
    // Nose to nose: the one who rams is too far from the pig to have it at once.
    stage.put(1, Vec3::new(0.0, 0.0, -14.0), 180.0);
    stage.launch(1, 25.0);
    let loose = |stage: &Stage| thing(stage, 0).holder.is_none();
    stage.run_until(1.0, &[], loose).unwrap();
    let pig = thing(&stage, 0);
    assert!(pig.velocity.z > 11.0 && pig.velocity.y > 5.0, "{}", pig.velocity);
    assert_eq!(pig.last, Some(id(0)));
    stage.put(0, Vec3::new(0.0, 0.0, -100.0), 0.0);
    stage.run(0.5, &[]);
    assert!(thing(&stage, 0).position.y > 1.5, "it does not fly");
    stage.run(1.5, &[]);
    let pig = thing(&stage, 0);
    assert!(
        pig.position.z > 12.0 && pig.velocity.z > 3.0,
        "it does not slide: {pig:?}"
    );
    assert!((pig.position.y - 0.7).abs() < 0.1);
}

#[test]
fn the_hands_that_lost_it_are_slippery_and_no_others_are() {
    let held = |stage: &Stage| thing(stage, 0).holder;
    let lost = |seat: usize| {
        let mut stage = with_pig(|data| (data.mode.grip_s, data.mode.slippery_s) = (2.0, 1.5));
        stage.run_until(3.0, &[], |stage| held(stage).is_none()).unwrap();
        // Right where it is.
        let mut state = stage.arena.capture();
        let pig = &mut state.game.objectives[0];
        (pig.position, pig.velocity) = (Vec3::new(0.0, 0.7, 100.0), Vec3::ZERO);
        stage.arena.restore(&state);
        stage.put(seat, Vec3::new(0.0, 0.0, 100.0), 0.0);
        stage.run(0.5, &[]);
        stage
    };
    let mut stage = lost(0);
    assert_eq!(held(&stage), None);
    stage.run(1.2, &[]);
    assert_eq!(held(&stage), Some(id(0)));
    assert_eq!(held(&lost(1)), Some(id(1)));
}

#[test]
fn a_wreck_lets_it_go_and_time_or_lava_or_the_pit_send_it_home() {
    let mut stage = with_pig(|data| data.mode.return_s = 4.0);
    stage.put(0, Vec3::new(60.0, 0.0, 100.0), 0.0);
    stage.put(1, Vec3::new(90.0, 0.0, 100.0), 0.0);
    wreck(&mut stage, 1, 0);
    assert_eq!((thing(&stage, 0).holder, thing(&stage, 0).home), (None, false));
    stage.run(4.0, &[]);
    assert!(thing(&stage, 0).home && thing(&stage, 0).position.length() < 1.0);
    // The pit.
    stage.run(3.0, &[]);
    stage.put(0, Vec3::ZERO, 0.0);
    stage.step(&[]);
    fall(&mut stage, 0);
    assert!(thing(&stage, 0).home);
    // Lava.
    let hot = grounds().replace(
        "spawns: [",
        "hazards: [(kind: Lava, at: (60.0, -0.5, 0.0), size: (20.0, 3.0, 20.0), harm_per_s: 1.0)], spawns: [",
    );
    let mut stage = Stage::new(rules_of(Mode::GreasedPig, &hot, |_| {}), &[Chassis::Boar]);
    let mut state = stage.arena.capture();
    let pig = &mut state.game.objectives[0];
    (pig.home, pig.wait_ticks, pig.velocity) = (false, 600, Vec3::new(40.0, 0.0, 0.0));
    stage.arena.restore(&state);
    stage.run(1.0, &[]);
    assert!(!thing(&stage, 0).home && thing(&stage, 0).position.x > 20.0);
    stage.run(1.5, &[]);
    assert!(thing(&stage, 0).home);
}
