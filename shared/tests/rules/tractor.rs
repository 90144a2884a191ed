//! The tractor: whom it grips, how it pulls and throws, who gets the credit, and what it fetches.

use hogs_shared::arena::controls::{Buttons, Controls};
use hogs_shared::arena::hog::Points;
use hogs_shared::arena::outcome::{Cause, Outcome};
use hogs_shared::arena::{Arena, Inputs};
use hogs_shared::math::Vec3;
use hogs_shared::tick::ticks_from_seconds;
use hogs_shared::tuning::{Chassis, PickupKind};
use hogs_shared::weapon::Weapon;

use crate::stage::{Stage, fire, id, rules, throttle, with_solids};

/// Two craft so far apart, the second broadside on.
fn duel(solids: &str, crew: [Chassis; 2], apart_m: f32) -> Stage {
    let mut stage = Stage::new(rules(&with_solids(solids), |_| {}), &crew);
    stage.put(0, Vec3::ZERO, 0.0);
    stage.put(1, Vec3::new(0.0, 0.0, -apart_m), 90.0);
    stage.run(0.2, &[(0, Controls::default()), (1, Controls::default())]);
    stage
}

fn free() -> Controls {
    Controls {
        weapon: Weapon::Tractor,
        ..Controls::default()
    }
}

fn gap_m(stage: &Stage) -> f32 {
    (stage.hog(0).position - stage.hog(1).position).length()
}

#[test]
fn it_draws_whom_it_grips_and_throws_them_where_it_points() {
    let mut gaps = Vec::new();
    for chassis in Chassis::ALL {
        let mut stage = duel("", [Chassis::Boar, chassis], 28.0);
        stage.run(0.8, &[(0, fire(Weapon::Tractor))]);
        assert_eq!(stage.hog(0).mark, Some(id(1)));
        gaps.push(gap_m(&stage));
        stage.run(1.2, &[(0, fire(Weapon::Tractor))]);
        let held_m = gap_m(&stage);
        assert!(
            (4.0..13.0).contains(&held_m),
            "{chassis:?} is held {held_m} m away"
        );
        let before = stage.hog(1).velocity;
        stage.step(&[(0, free())]);
        let thrown = (stage.hog(1).velocity - before).length() * stage.chassis(1).mass_kg / 1000.0;
        let throw_mps = stage.weapon(Weapon::Tractor).throw_mps;
        assert!(
            (thrown - throw_mps).abs() < 1.0,
            "{chassis:?} is thrown at {thrown} m/s"
        );
        assert!(stage.hog(1).velocity.z < -5.0, "away: {}", stage.hog(1).velocity);
        assert_eq!((stage.hog(0).mark, stage.wounds(1)), (None, 0));
        let left = stage.weapon(Weapon::Tractor).ammo_start - 1;
        assert_eq!(stage.hog(0).ammo[Weapon::Tractor.index()], left);
    }
    assert!(
        gaps[0] + 1.0 < gaps[1] && gaps[1] + 1.0 < gaps[2],
        "the heavier the slower: {gaps:?}"
    );
}

#[test]
fn it_takes_energy_and_ends_with_it() {
    let mut stage = duel("", [Chassis::Boar; 2], 20.0);
    let figures = stage.weapon(Weapon::Tractor).clone();
    let lasts_s = stage.chassis(0).energy / figures.energy_per_s;
    stage.run(lasts_s - 0.2, &[(0, fire(Weapon::Tractor))]);
    assert_eq!(stage.hog(0).mark, Some(id(1)));
    stage.run(0.3, &[(0, fire(Weapon::Tractor))]);
    assert_eq!((stage.hog(0).mark, stage.hog(0).energy), (None, Points::NONE));
    let thrown = stage.ticks_of(|outcome| matches!(outcome, Outcome::Fired(_)));
    assert!(thrown.is_empty(), "what slips out of the grip is not thrown");
}

#[test]
fn walls_distance_and_protection_keep_it_off_and_a_bubble_ends_it() {
    let wall = "(form: Box(30.0, 12.0, 0.5), at: (0.0, 6.0, -10.0))";
    let reach_m = duel("", [Chassis::Boar; 2], 20.0).weapon(Weapon::Tractor).reach_m;
    let mut walled = duel(wall, [Chassis::Boar; 2], 20.0);
    let mut far = duel("", [Chassis::Boar; 2], reach_m + 4.0);
    let mut protected = duel("", [Chassis::Boar; 2], 20.0);
    protected.change(1, |hog| hog.protected_ticks = 60);
    for stage in [&mut walled, &mut far, &mut protected] {
        stage.run(0.5, &[(0, fire(Weapon::Tractor))]);
        assert_eq!(stage.hog(0).mark, None);
        assert!(stage.hog(1).velocity.length() < 0.5);
    }
    let mut stage = duel("", [Chassis::Boar; 2], 20.0);
    stage.run(0.3, &[(0, fire(Weapon::Tractor))]);
    assert_eq!(stage.hog(0).mark, Some(id(1)));
    let bubble = Controls {
        buttons: Buttons::FIRE.with(Buttons::ABILITY, true),
        ..free()
    };
    stage.step(&[(0, bubble)]);
    assert_eq!(stage.hog(0).mark, None);
}

#[test]
fn who_grips_somebody_is_seen_whatever_they_find_meanwhile() {
    let mut stage = duel("", [Chassis::Boar; 2], 20.0);
    stage.run(0.3, &[(0, fire(Weapon::Tractor))]);
    stage.change(0, |hog| hog.cloak_ticks = 600);
    stage.step(&[(0, fire(Weapon::Tractor))]);
    assert_eq!((stage.hog(0).mark, stage.hog(0).cloak_ticks), (Some(id(1)), 0));
}

#[test]
fn whoever_is_thrown_into_the_pit_is_the_throwers() {
    let mut stage = duel("", [Chassis::Boar, Chassis::Shoat], 20.0);
    // On the brink of the world, looking out.
    stage.put(0, Vec3::new(0.0, 0.0, -474.0), 0.0);
    stage.put(1, Vec3::new(0.0, 0.0, -484.0), 90.0);
    stage.run(0.6, &[(0, fire(Weapon::Tractor))]);
    stage.run(3.0, &[(0, free())]);
    let wrecked = stage.events().find_map(|outcome| match outcome {
        Outcome::Wrecked {
            victim,
            killer,
            cause,
            ..
        } => Some((*victim, *killer, *cause)),
        _ => None,
    });
    assert_eq!(wrecked, Some((id(1), Some(id(0)), Cause::Fall)));
}

#[test]
fn a_look_ahead_pulls_and_is_pulled_as_the_match_does() {
    for own in [0, 1] {
        let mut stage = duel("", [Chassis::Boar; 2], 26.0);
        stage.run(0.2, &[(0, fire(Weapon::Tractor)), (1, throttle(0.5))]);
        let mut ahead = Arena::prediction(stage.arena.rules().clone(), id(own));
        for _ in 0..5 {
            let mut state = stage.arena.capture();
            // What another has left is not told.
            state.hogs[1 - own].ammo = Default::default();
            ahead.restore(&state);
            for _ in 0..10 {
                stage.step(&[]);
                ahead.step(&Inputs::default());
                let (seen, real) = (ahead.hog(id(1)).unwrap(), stage.hog(1));
                assert_eq!(seen.velocity, real.velocity, "as seen from seat {own}");
                assert_eq!(ahead.hog(id(0)).unwrap().mark, stage.hog(0).mark);
            }
        }
        assert_eq!(stage.hog(0).mark, Some(id(1)));
    }
}

#[test]
fn without_anybody_there_it_fetches_what_is_of_use() {
    let mut level = with_solids("");
    level.truncate(level.rfind(')').unwrap());
    let level = format!("{level} pickups: [(kind: Repair, at: (0.0, 0.0, -25.0))],)");
    let mut stage = Stage::new(rules(&level, |_| {}), &[Chassis::Boar, Chassis::Boar]);
    stage.put(0, Vec3::ZERO, 0.0);
    stage.run(0.2, &[(0, Controls::default())]);
    let takes = |outcome: &Outcome| matches!(outcome, Outcome::PickedUp { hog, kind: PickupKind::Repair, .. } if *hog == id(0));
    stage.run(2.0, &[(0, fire(Weapon::Tractor))]);
    assert!(stage.ticks_of(takes).is_empty(), "it is of no use");
    stage.change(0, |hog| hog.health = Points::from_points(30.0));
    let began = stage.arena.tick().0;
    stage.run(2.0, &[(0, fire(Weapon::Tractor))]);
    let wait = ticks_from_seconds(stage.weapon(Weapon::Tractor).charge_s);
    assert_eq!(stage.ticks_of(takes), [began + wait]);
    assert!(!stage.arena.pickup_there(0));
    assert_eq!(
        stage.hog(0).health,
        Points::from_points(30.0 + stage.tuning().rules.repair)
    );
}
