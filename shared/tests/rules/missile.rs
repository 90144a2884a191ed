//! The missile: how it locks on, how it flies, and what helps against it.

use hogs_shared::arena::controls::{Buttons, Controls};
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::arena::shot::{LEG_TICKS, Struck};
use hogs_shared::arena::{Arena, Inputs};
use hogs_shared::math::{Vec3, cos};
use hogs_shared::tick::{TICK_SECONDS, ticks_from_seconds};
use hogs_shared::tuning::Chassis;
use hogs_shared::weapon::Weapon;

use crate::stage::{Stage, id, rules, throttle, with_solids};

const BOARS: [Chassis; 2] = [Chassis::Boar; 2];

/// Two craft so far apart, the second broadside on, heading -x.
fn duel(solids: &str, crew: &[Chassis], apart_m: f32) -> Stage {
    let mut stage = Stage::new(rules(&with_solids(solids), |_| {}), crew);
    stage.put(0, Vec3::ZERO, 0.0);
    stage.put(1, Vec3::new(0.0, 0.0, -apart_m), 90.0);
    stage
}

/// The barrel at a place, the missile in hand and the trigger free.
fn seeking(stage: &mut Stage, at: Vec3) -> Controls {
    Controls {
        weapon: Weapon::Missile,
        ..stage.aim(0, at)
    }
}

fn firing(seeking: Controls) -> Controls {
    Controls {
        buttons: Buttons::FIRE,
        ..seeking
    }
}

/// Locked on to the second craft; returns the controls that keep it so.
fn locked(stage: &mut Stage) -> Controls {
    let at = stage.hog(1).position;
    let seeking = seeking(stage, at);
    let lock_s = stage.weapon(Weapon::Missile).charge_s;
    stage.run(lock_s + 0.1, &[(0, seeking)]);
    seeking
}

fn ended(stage: &Stage) -> bool {
    stage.last_end().is_some()
}

#[test]
fn it_locks_on_to_whom_it_is_kept_on_for_its_time() {
    let mut stage = duel("", &BOARS, 40.0);
    let at = stage.hog(1).position;
    let controls = seeking(&mut stage, at);
    let lock = ticks_from_seconds(stage.weapon(Weapon::Missile).charge_s);
    stage.step(&[(0, controls)]);
    assert_eq!((stage.hog(0).mark, stage.hog(0).charge_ticks), (Some(id(1)), 0));
    for _ in 1..lock {
        stage.step(&[(0, controls)]);
    }
    let mut early = stage.arena.clone();
    let fire = |arena: &mut Arena| {
        arena.step(&Inputs {
            controls: vec![(id(0), firing(controls))],
            ..Inputs::default()
        });
        arena.shots()[0].target
    };
    // The tick in which it is fired counts as well.
    assert_eq!(fire(&mut early), Some(id(1)));
    let mut stage = duel("", &BOARS, 40.0);
    let controls = seeking(&mut stage, at);
    stage.run(0.3, &[(0, controls)]);
    assert_eq!(fire(&mut stage.arena), None, "before its time it flies straight");
    assert_eq!(
        (stage.hog(0).mark, stage.hog(0).charge_ticks),
        (None, 0),
        "each takes a lock of its own"
    );
}

#[test]
fn a_lock_takes_sight_and_goes_without_bit_by_bit() {
    let wall = "(form: Box(60.0, 12.0, 1.0), at: (0.0, 6.0, -10.0))";
    let mut hidden = duel(wall, &BOARS, 40.0);
    locked(&mut hidden);
    assert_eq!(hidden.hog(0).mark, None, "through a wall");
    let mut far = duel("", &BOARS, 40.0);
    let reach_m = far.weapon(Weapon::Missile).reach_m;
    far.put(1, Vec3::new(0.0, 0.0, -reach_m - 5.0), 90.0);
    locked(&mut far);
    assert_eq!(far.hog(0).mark, None, "out of reach");
    let mut stage = duel("", &BOARS, 40.0);
    let controls = locked(&mut stage);
    stage.put(1, Vec3::new(40.0, 0.0, 40.0), 90.0);
    stage.step(&[(0, controls)]);
    assert_eq!(stage.hog(0).mark, Some(id(1)), "a moment out of sight");
    stage.run(0.6, &[(0, controls)]);
    assert_eq!((stage.hog(0).mark, stage.hog(0).charge_ticks), (None, 0));
    // Another weapon knows nothing of it.
    let mut stage = duel("", &BOARS, 40.0);
    let controls = locked(&mut stage);
    stage.step(&[(
        0,
        Controls {
            weapon: Weapon::Rocket,
            ..controls
        },
    )]);
    assert_eq!((stage.hog(0).mark, stage.hog(0).charge_ticks), (None, 0));
}

#[test]
fn it_flies_after_whom_it_locked_on_to_and_straight_without() {
    for lock in [true, false] {
        let mut stage = duel("", &BOARS, 60.0);
        let controls = locked(&mut stage);
        if !lock {
            stage.change(0, |hog| (hog.mark, hog.charge_ticks) = (None, 0));
        }
        stage.forget();
        stage.step(&[(0, firing(controls)), (1, throttle(1.0))]);
        stage.run_until(4.5, &[(0, controls)], ended).unwrap();
        let turns = stage.ticks_of(|outcome| matches!(outcome, Outcome::ShotTurned(_)));
        if lock {
            assert_eq!(stage.last_end().unwrap().1, Struck::Hog(id(1)));
            assert!(stage.hog(1).position.x < -8.0, "it stood still");
            assert!(turns.windows(2).all(|pair| pair[1] - pair[0] == LEG_TICKS as u32));
        } else {
            assert_ne!(stage.last_end().unwrap().1, Struck::Hog(id(1)));
            assert!(turns.is_empty());
        }
    }
}

#[test]
fn it_turns_no_faster_than_it_can_and_keeps_its_speed() {
    let mut stage = duel("", &BOARS, 60.0);
    let controls = locked(&mut stage);
    let figures = stage.weapon(Weapon::Missile).clone();
    stage.step(&[(0, firing(controls))]);
    stage.put(1, Vec3::new(30.0, 0.0, -60.0), 90.0);
    let most = figures.turn_rps * LEG_TICKS as f32 * TICK_SECONDS;
    let mut before = stage.arena.shots()[0].velocity;
    for _ in 0..40 {
        stage.step(&[(0, controls)]);
        let Some(shot) = stage.arena.shots().first() else {
            break;
        };
        let turned = before.dot(shot.velocity) / before.length() / shot.velocity.length();
        assert!(turned > cos(most + 0.01), "from {before} to {}", shot.velocity);
        assert!((shot.velocity.length() - figures.speed_mps).abs() < 0.1);
        before = shot.velocity;
    }
    assert!(before.x > 5.0, "it does not turn: {before}");
}

/// Locked on and fired at somebody 60 m away who stands still; then, when it is so near, `help` happens.
fn fired_and(solids: &str, crew: &[Chassis], near_m: f32, help: impl FnOnce(&mut Stage)) -> Stage {
    let mut stage = duel(solids, crew, 60.0);
    let controls = locked(&mut stage);
    stage.forget();
    stage.step(&[(0, firing(controls))]);
    stage
        .run_until(4.0, &[(0, controls)], |stage| {
            let (shot, tick) = (stage.arena.shots()[0], stage.arena.tick());
            (shot.position(tick) - stage.hog(1).position).length() < near_m
        })
        .unwrap();
    help(&mut stage);
    stage.run_until(4.5, &[(0, controls)], ended).unwrap();
    stage
}

#[test]
fn who_does_nothing_is_hit() {
    let stage = fired_and("", &BOARS, 20.0, |_| {});
    assert_eq!(stage.last_end().unwrap().1, Struck::Hog(id(1)));
    let figures = stage.weapon(Weapon::Missile);
    assert!(stage.harm(1) > figures.damage * stage.chassis(1).armour);
}

#[test]
fn a_wall_a_cloak_and_a_late_dash_help_and_a_bubble_takes_most() {
    let pillar = "(form: Box(14.0, 12.0, 2.0), at: (40.0, 6.0, -45.0))";
    let behind = |stage: &mut Stage| stage.put(1, Vec3::new(40.0, 0.0, -49.0), 90.0);
    let walled = fired_and(pillar, &BOARS, 30.0, behind);
    assert_eq!(walled.harm(1), 0.0, "around a wall: {:?}", walled.last_end());
    let vanish = |stage: &mut Stage| {
        stage.put(1, Vec3::new(12.0, 0.0, -60.0), 90.0);
        stage.change(1, |hog| hog.cloak_ticks = 600);
    };
    assert_eq!(fired_and("", &BOARS, 40.0, vanish).harm(1), 0.0, "cloaked");
    let ability = |stage: &mut Stage| {
        let ability = Controls {
            buttons: Buttons::ABILITY,
            aim_yaw: stage.hog(1).controls.aim_yaw,
            ..throttle(1.0)
        };
        stage.step(&[(1, ability)]);
    };
    let light = [Chassis::Boar, Chassis::Shoat];
    let dashed = fired_and("", &light, 9.0, ability);
    assert_ne!(dashed.last_end().unwrap().1, Struck::Hog(id(1)), "dashed");
    let bubble = fired_and("", &BOARS, 9.0, ability).harm(1);
    let plain = fired_and("", &BOARS, 9.0, |_| {}).harm(1);
    assert!(bubble < plain * 0.3, "{bubble} in a bubble, {plain} without");
}

#[test]
fn a_look_ahead_flies_it_as_the_match_does() {
    let mut stage = duel("", &BOARS, 70.0);
    let controls = locked(&mut stage);
    stage.step(&[(0, firing(controls)), (1, throttle(1.0))]);
    let mut ahead = Arena::prediction(stage.arena.rules().clone(), id(1));
    for _ in 0..5 {
        ahead.restore(&stage.arena.capture());
        for _ in 0..12 {
            stage.step(&[]);
            ahead.step(&Inputs::default());
            assert_eq!(ahead.shots(), stage.arena.shots());
        }
    }
}
