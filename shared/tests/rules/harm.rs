//! Harm and what keeps it off: shield, armour, protection, ramming, the pit, and coming back.

use hogs_shared::arena::Inputs;
use hogs_shared::arena::controls::{Buttons, Controls};
use hogs_shared::arena::hog::{Hog, Points};
use hogs_shared::arena::outcome::{Cause, Outcome};
use hogs_shared::math::Vec3;
use hogs_shared::mode::Score;
use hogs_shared::netplay::scene::Scene;
use hogs_shared::tick::ticks_from_seconds;
use hogs_shared::tuning::Chassis;
use hogs_shared::weapon::Weapon;

use crate::stage::{Stage, axes, fire, flat, id, rules, throttle};

const BOARS: [Chassis; 2] = [Chassis::Boar; 2];

/// A table of 100 x 100 m: beyond its edge there is nothing.
const TABLE: &str = r#"(
    title: "Table",
    half_size: (100.0, 100.0),
    ceiling: 60.0,
    floor: -20.0,
    solids: [(form: Box(100.0, 4.0, 100.0), at: (0.0, -2.0, 0.0))],
    spawns: [(at: (0.0, 0.0, 40.0)), (at: (-40.0, 0.0, 40.0)), (at: (40.0, 0.0, 40.0))],
)"#;

fn duel() -> Stage {
    let mut stage = Stage::new(rules(&flat(), |_| {}), &BOARS);
    stage.put(0, Vec3::ZERO, 0.0);
    stage.put(1, Vec3::new(0.0, 0.0, -20.0), 90.0);
    stage
}

/// A hog that anything wrecks, for the next ten seconds.
fn nearly_wrecked(hog: &Hog) -> Hog {
    Hog {
        health: Points(1),
        shield: Points::NONE,
        shield_wait_ticks: 600,
        protected_ticks: 0,
        ..hog.clone()
    }
}

/// Wrecks the other with one shell.
fn wreck(stage: &mut Stage, attacker: usize, victim: usize) {
    let at = stage.hog(victim).position;
    stage.change(victim, |hog| *hog = nearly_wrecked(hog));
    stage.shoot(attacker, Weapon::Autocannon, at, 0.5);
    assert!(!stage.hog(victim).alive());
}

fn is_wreck(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Wrecked { .. })
}

fn killer(stage: &Stage) -> Option<usize> {
    let wrecked = stage.events().find_map(|outcome| match outcome {
        Outcome::Wrecked { killer, .. } => Some(*killer),
        _ => None,
    });
    wrecked.unwrap().map(|killer| killer.index())
}

#[test]
fn the_shield_takes_it_first_and_the_hull_what_is_left() {
    let mut stage = duel();
    let at = stage.hog(1).position;
    let points = stage.weapon(Weapon::Autocannon).damage * stage.chassis(1).armour;
    stage.change(1, |hog| {
        (hog.shield, hog.shield_wait_ticks) = (Points::from_points(points * 1.5), 600)
    });
    let whole = stage.hog(1).health.points();
    stage.shoot(0, Weapon::Autocannon, at, 0.5);
    assert_eq!(stage.hog(1).health.points(), whole);
    stage.shoot(0, Weapon::Autocannon, at, 0.5);
    assert_eq!(stage.hog(1).shield, Points::NONE);
    assert!((whole - stage.hog(1).health.points() - points * 0.5).abs() < 0.05);
    let shielded: Vec<bool> = stage
        .events()
        .filter_map(|outcome| match outcome {
            Outcome::Damaged { shielded, .. } => Some(*shielded),
            _ => None,
        })
        .collect();
    assert_eq!(shielded, [true, false]);
}

#[test]
fn the_shield_comes_back_when_nothing_disturbs_it_and_health_does_not() {
    let mut stage = duel();
    let at = stage.hog(1).position;
    stage.change(1, |hog| {
        (hog.shield, hog.health) = (Points::from_points(20.0), Points::from_points(50.0));
    });
    stage.shoot(0, Weapon::Autocannon, at, 0.0);
    stage
        .run_until(1.0, &[(0, Controls::default())], |stage| stage.wounds(1) > 0)
        .unwrap();
    let (hit, figures) = (stage.hog(1).shield, stage.chassis(1).clone());
    stage.run(figures.shield_delay_s - 0.1, &[]);
    assert_eq!(stage.hog(1).shield, hit, "too soon");
    stage.run(1.1, &[]);
    let gained = stage.hog(1).shield.points() - hit.points();
    assert!(
        (gained - figures.shield_per_s).abs() < 0.06 * figures.shield_per_s,
        "{gained} points in a second"
    );
    stage.run(10.0, &[]);
    assert_eq!(stage.hog(1).shield, Points::from_points(figures.shield));
    assert_eq!(stage.hog(1).health, Points::from_points(50.0));
    // A new hit stops it again.
    stage.change(1, |hog| hog.shield = Points::from_points(20.0));
    stage.shoot(0, Weapon::Autocannon, at, 0.5);
    let hit = stage.hog(1).shield;
    stage.run(1.0, &[]);
    assert_eq!(stage.hog(1).shield, hit);
}

#[test]
fn energy_comes_back_after_its_delay_and_leaps_cost_theirs() {
    let mut stage = Stage::alone(Chassis::Boar);
    let figures = stage.chassis(0).clone();
    stage.step(&[(0, axes(0.0, 0.0, 0.0, Buttons::JUMP))]);
    let left = stage.hog(0).energy.points();
    assert!((left - figures.energy + figures.jump_energy).abs() < 0.05);
    stage.run(figures.energy_delay_s - 0.1, &[(0, Controls::default())]);
    assert_eq!(stage.hog(0).energy.points(), left);
    stage.run(0.6, &[]);
    let gained = stage.hog(0).energy.points() - left;
    assert!(
        (gained - figures.energy_per_s * 0.5).abs() < figures.energy_per_s * 0.05,
        "{gained} points"
    );
    // Without enough there is no leap, and the button held gives one leap at a time.
    stage.change(0, |hog| {
        hog.energy = Points::from_points(figures.jump_energy - 1.0)
    });
    stage.forget();
    stage.step(&[(0, axes(0.0, 0.0, 0.0, Buttons::JUMP))]);
    assert_eq!(
        stage
            .ticks_of(|outcome| matches!(outcome, Outcome::Jumped { .. }))
            .len(),
        0
    );
    stage.run(20.0, &[(0, Controls::default())]);
    stage.run(2.0, &[(0, axes(0.0, 0.0, 0.0, Buttons::JUMP))]);
    let leaps = stage.ticks_of(|outcome| matches!(outcome, Outcome::Jumped { .. }));
    let least = ticks_from_seconds(figures.jump_s);
    assert!(
        leaps.len() >= 2 && leaps.windows(2).all(|pair| pair[1] - pair[0] >= least),
        "{leaps:?}"
    );
}

#[test]
fn a_leap_follows_its_crouch_also_over_an_edge() {
    let mut stage = Stage::alone(Chassis::Boar);
    let crouch = ticks_from_seconds(stage.chassis(0).crouch_s);
    let jump_mps = stage.chassis(0).jump_mps;
    let press = |stage: &mut Stage| {
        stage.forget();
        stage.step(&[(0, axes(0.0, 0.0, 0.0, Buttons::JUMP))]);
        stage.arena.tick().0
    };
    let leaps = |stage: &Stage| stage.ticks_of(|outcome| matches!(outcome, Outcome::Jumped { .. }));
    // A tap is enough, and for a moment it only goes down.
    let shown = |stage: &Stage| Scene::of(&stage.arena, id(0)).hogs[0].crouch;
    assert_eq!(shown(&stage), 0.0);
    let pressed = press(&mut stage);
    for tick in 1..crouch {
        assert_eq!(shown(&stage), tick as f32 / crouch as f32);
        stage.step(&[(0, Controls::default())]);
        assert!(stage.hog(0).velocity.y < 0.5 && leaps(&stage).is_empty());
    }
    assert_eq!(shown(&stage), 1.0);
    stage.step(&[(0, Controls::default())]);
    assert_eq!((leaps(&stage), shown(&stage)), (vec![pressed + crouch], 0.0));
    assert!(stage.hog(0).velocity.y > jump_mps * 0.9);
    stage.run(6.0, &[]);
    // The ground is gone meanwhile.
    let pressed = press(&mut stage);
    stage.change(0, |hog| hog.position.y += 10.0);
    stage.run(1.0, &[(0, Controls::default())]);
    assert_eq!(leaps(&stage), [pressed + crouch]);
    stage.run(6.0, &[]);
    // A wreck leaps no more.
    press(&mut stage);
    stage.change(0, |hog| hog.position.y = -100.0);
    stage.run(6.0, &[(0, Controls::default())]);
    assert!(stage.hog(0).alive() && leaps(&stage).is_empty());
}

/// Drives the first into the second's side or nose; returns what was counted and what each lost.
fn ram(crew: [Chassis; 2], speed_mps: f32, yaw_deg: f32) -> (Vec<f32>, [f32; 2], Stage) {
    let mut stage = Stage::new(rules(&flat(), |_| {}), &crew);
    stage.put(0, Vec3::new(0.0, 0.0, 8.0), 0.0);
    stage.put(1, Vec3::ZERO, yaw_deg);
    stage.launch(0, speed_mps);
    stage.run(2.0, &[(0, throttle(0.0))]);
    let closing = stage.events().filter_map(|outcome| match outcome {
        Outcome::Rammed { speed_mps, .. } => Some(*speed_mps),
        _ => None,
    });
    (closing.collect(), [stage.harm(0), stage.harm(1)], stage)
}

#[test]
fn a_ram_hurts_by_speed_and_mass_and_half_as_much_on_the_snout() {
    for first in Chassis::ALL {
        for second in Chassis::ALL {
            for (yaw_deg, share) in [(90.0, 1.0), (180.0, 0.5)] {
                let mut last = 0.0;
                for speed_mps in [15.0, 22.0, 30.0] {
                    let (closing, harm, stage) = ram([first, second], speed_mps, yaw_deg);
                    assert_eq!(
                        closing.len(),
                        1,
                        "{first:?} into {second:?} at {speed_mps} m/s: {closing:?}"
                    );
                    let (one, other, rules) = (stage.chassis(0), stage.chassis(1), &stage.tuning().rules);
                    let points = (closing[0] - rules.ram_free_mps) * rules.ram_damage_per_mps;
                    let by_mass = |mass: f32| points * 2.0 * mass / (one.mass_kg + other.mass_kg);
                    // The one that drives leads with its snout.
                    let to_first = by_mass(other.mass_kg) * other.ram * one.armour * 0.5;
                    let to_second = by_mass(one.mass_kg) * one.ram * other.armour * share;
                    assert!(
                        (harm[0] - to_first).abs() < 0.05,
                        "{first:?}: {} not {to_first}",
                        harm[0]
                    );
                    assert!(
                        (harm[1] - to_second).abs() < 0.05,
                        "{second:?}: {} not {to_second}",
                        harm[1]
                    );
                    assert!(harm[1] > last);
                    last = harm[1];
                }
            }
        }
    }
}

#[test]
fn a_bump_below_the_free_speed_hurts_nobody() {
    let free_mps = rules(&flat(), |_| {}).tuning.rules.ram_free_mps;
    let (closing, harm, stage) = ram(BOARS, free_mps, 90.0);
    assert_eq!((closing.len(), harm), (0, [0.0; 2]));
    assert!(
        stage.hog(1).velocity.length() > 0.0 || stage.hog(1).position.z < -0.1,
        "they did not meet"
    );
}

#[test]
fn who_comes_back_is_whole_and_protected_until_the_first_shot() {
    let mut stage = duel();
    wreck(&mut stage, 0, 1);
    let wrecked = stage.ticks_of(is_wreck)[0];
    stage.forget();
    stage.run_until(30.0, &[], |stage| stage.hog(1).alive()).unwrap();
    let rules = stage.tuning().rules.clone();
    let spawned = stage.ticks_of(|outcome| matches!(outcome, Outcome::Spawned { .. }))[0];
    assert_eq!(spawned - wrecked, ticks_from_seconds(rules.respawn_s));
    assert_eq!(stage.missing(1), 0.0);
    assert_eq!(
        u32::from(stage.hog(1).protected_ticks),
        ticks_from_seconds(rules.protection_s)
    );
    // Protected for its time: the same shot before and after.
    for protected in [true, false] {
        stage.put(1, Vec3::new(0.0, 0.0, -20.0), 90.0);
        let at = stage.hog(1).position;
        let ticks = ticks_from_seconds(2.5) as u16;
        stage.change(1, |hog| hog.protected_ticks = if protected { ticks } else { 60 });
        stage.shoot(0, Weapon::Autocannon, at, 0.4);
        assert_eq!(stage.wounds(1), usize::from(!protected));
    }
    // Its own shot ends it at once.
    stage.forget();
    stage.change(1, |hog| hog.protected_ticks = 600);
    stage.step(&[(1, fire(Weapon::Autocannon))]);
    assert_eq!(stage.hog(1).protected_ticks, 0);
}

#[test]
fn a_wreck_counts_for_both_and_wrecking_oneself_costs_a_point() {
    let mut stage = duel();
    wreck(&mut stage, 0, 1);
    assert_eq!(
        stage.arena.game().score(id(0)),
        Score {
            points: 1,
            kills: 1,
            deaths: 0
        }
    );
    assert_eq!(
        stage.arena.game().score(id(1)),
        Score {
            points: 0,
            kills: 0,
            deaths: 1
        }
    );
    stage.run(10.0, &[]);
    // Its own rocket at its own feet.
    stage.change(0, |hog| *hog = nearly_wrecked(hog));
    let feet = stage.hog(0).position + Vec3::new(0.0, -1.0, -4.0);
    stage.shoot(0, Weapon::Rocket, feet, 1.0);
    assert!(!stage.hog(0).alive());
    assert_eq!(
        stage.arena.game().score(id(0)),
        Score {
            points: 0,
            kills: 1,
            deaths: 1
        }
    );
}

#[test]
fn the_pit_wrecks_through_shield_and_protection() {
    let mut stage = Stage::new(rules(TABLE, |_| {}), &BOARS);
    stage.put(0, Vec3::new(40.0, 0.0, 0.0), -90.0);
    stage.change(0, |hog| hog.protected_ticks = 3000);
    stage
        .run_until(10.0, &[(0, throttle(1.0))], |stage| !stage.hog(0).alive())
        .unwrap();
    assert!(stage.events().any(|outcome| matches!(
        outcome,
        Outcome::Wrecked {
            cause: Cause::Fall,
            ..
        }
    )));
    assert_eq!(killer(&stage), None);
    assert_eq!(
        stage.arena.game().score(id(0)),
        Score {
            points: -1,
            kills: 0,
            deaths: 1
        }
    );
}

#[test]
fn a_fall_soon_after_a_hit_is_credited_and_a_late_one_is_not() {
    for (wait_s, credited) in [(0.5, Some(1)), (6.0, None)] {
        let mut stage = Stage::new(rules(TABLE, |_| {}), &BOARS);
        stage.put(0, Vec3::new(40.0, 0.0, 0.0), 180.0);
        stage.put(1, Vec3::new(40.0, 0.0, 20.0), 0.0);
        let at = stage.hog(0).position;
        stage.shoot(1, Weapon::Autocannon, at, 0.3);
        assert_eq!(stage.wounds(0), 1);
        stage.run(wait_s, &[]);
        stage.put(0, Vec3::new(45.0, 0.0, 0.0), -90.0);
        stage.launch(0, 25.0);
        stage
            .run_until(4.0, &[(0, throttle(1.0))], |stage| !stage.hog(0).alive())
            .unwrap();
        assert_eq!(killer(&stage), credited, "{wait_s} s after the hit");
        assert_eq!(
            i32::from(stage.arena.game().score(id(1)).points),
            i32::from(credited.is_some())
        );
    }
}

#[test]
fn whoever_takes_the_seat_of_one_that_left_gets_no_credit_for_its_hits() {
    let mut stage = Stage::new(rules(TABLE, |_| {}), &BOARS);
    stage.put(0, Vec3::new(40.0, 0.0, 0.0), 180.0);
    stage.put(1, Vec3::new(40.0, 0.0, 20.0), 0.0);
    let at = stage.hog(0).position;
    stage.shoot(1, Weapon::Autocannon, at, 0.3);
    let leave = Inputs {
        leaves: vec![id(1)],
        ..Default::default()
    };
    stage.step_with(leave);
    let joins = vec![crate::stage::join(1, Chassis::Shoat)];
    stage.step_with(Inputs {
        joins,
        ..Default::default()
    });
    stage.put(0, Vec3::new(45.0, 0.0, 0.0), -90.0);
    stage.launch(0, 25.0);
    stage
        .run_until(4.0, &[(0, throttle(1.0))], |stage| !stage.hog(0).alive())
        .unwrap();
    assert_eq!(killer(&stage), None);
}

#[test]
fn a_hit_in_the_very_tick_of_the_fall_is_credited() {
    let mut stage = Stage::new(rules(&flat(), |_| {}), &BOARS);
    // Beside the line behind which the arena ends; the ground goes on.
    stage.put(0, Vec3::new(489.9, 0.0, 0.0), 0.0);
    stage.put(1, Vec3::new(489.9, 0.0, 20.0), 0.0);
    let at = stage.hog(0).position;
    stage.shoot(1, Weapon::Autocannon, at, 0.0);
    let hits_next = |stage: &Stage| {
        let outcomes = stage.arena.clone().step(&Inputs::default());
        outcomes
            .iter()
            .any(|outcome| matches!(outcome, Outcome::Damaged { .. }))
    };
    stage
        .run_until(1.0, &[(1, Controls::default())], hits_next)
        .unwrap();
    stage.change(0, |hog| hog.position.x = 490.125);
    stage.step(&[]);
    assert_eq!(stage.wounds(0), 2, "hit and fallen");
    assert_eq!(killer(&stage), Some(1));
    assert_eq!(stage.arena.game().score(id(1)).kills, 1);
}

#[test]
fn who_hurt_whom_last_is_part_of_the_checksum() {
    let mut stage = duel();
    let mut peaceful = stage.arena.clone();
    let at = stage.hog(1).position;
    stage.shoot(0, Weapon::Autocannon, at, 0.5);
    assert_eq!(stage.wounds(1), 1);
    while peaceful.tick() < stage.arena.tick() {
        peaceful.step(&Inputs::default());
    }
    let state = peaceful.capture();
    stage.arena.restore(&state);
    assert_eq!(stage.arena.capture(), state, "alike, but for who did what");
    assert_ne!(stage.arena.checksum(), peaceful.checksum());
}
