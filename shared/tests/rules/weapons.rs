//! Each weapon: what it does, how often, from where, to whom.

use hogs_shared::arena::controls::{Buttons, Controls};
use hogs_shared::arena::hog::Hog;
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::arena::shot::Struck;
use hogs_shared::arena::{Arena, Inputs};
use hogs_shared::math::Vec3;
use hogs_shared::tick::ticks_from_seconds;
use hogs_shared::tuning::{Chassis, WeaponTuning};
use hogs_shared::weapon::Weapon;
use hogs_shared::weapon::mine::MAX_MINES_PER_HOG;

use crate::stage::{Stage, fire, flat, id, join, rules, with_solids};

const BOARS: [Chassis; 2] = [Chassis::Boar; 2];

/// Two craft 20 m apart, the second broadside on.
fn duel(crew: [Chassis; 2]) -> Stage {
    duel_among("", crew)
}

fn duel_among(solids: &str, crew: [Chassis; 2]) -> Stage {
    let mut stage = Stage::new(rules(&with_solids(solids), |_| {}), &crew);
    stage.put(0, Vec3::ZERO, 0.0);
    stage.put(1, Vec3::new(0.0, 0.0, -20.0), 90.0);
    stage
}

fn fired(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Fired(_))
}

/// How much of a blast at `at` reaches a hog: all of it at the hull, nothing at the edge.
fn reach(at: Vec3, hog: &Hog, half_length_m: f32, weapon: &WeaponTuning) -> f32 {
    let hull_m = ((hog.position - at).length() - half_length_m * 0.7).max(0.0);
    (1.0 - hull_m / weapon.splash_radius_m).max(0.0)
}

#[track_caller]
fn about(value: f32, expected: f32) {
    assert!((value - expected).abs() < 0.05, "{value} is not {expected}");
}

#[test]
fn a_shell_hurts_what_it_touches_and_nothing_else() {
    for target in Chassis::ALL {
        let mut stage = duel([Chassis::Boar, target]);
        let at = stage.hog(1).position;
        stage.shoot(0, Weapon::Autocannon, at, 1.5);
        about(
            stage.harm(1),
            stage.weapon(Weapon::Autocannon).damage * stage.chassis(1).armour,
        );
        assert_eq!((stage.wounds(0), stage.wounds(1)), (0, 1));
        assert_eq!(stage.last_end().unwrap().1, Struck::Hog(id(1)));
    }
}

#[test]
fn a_shell_reaches_as_far_as_its_life_lasts() {
    let mut stage = duel(BOARS);
    let figures = stage.weapon(Weapon::Autocannon).clone();
    let range_m = figures.speed_mps * figures.life_s;
    stage.put(1, Vec3::new(0.0, 0.0, -range_m - 8.0), 90.0);
    let at = stage.hog(1).position;
    stage.shoot(0, Weapon::Autocannon, at, figures.life_s + 0.5);
    assert_eq!(stage.harm(1), 0.0);
    let (end, struck) = stage.last_end().unwrap();
    assert_eq!(struck, Struck::Nothing);
    assert!(
        (end.length() - range_m).abs() < 4.0,
        "ended after {} m, not {range_m}",
        end.length()
    );
}

#[test]
fn one_comes_with_the_weapons_of_ones_chassis_and_no_others() {
    for chassis in Chassis::ALL {
        let mut arena = Arena::new(rules(&flat(), |_| {}), 1);
        arena.step(&Inputs {
            joins: vec![join(0, chassis)],
            ..Inputs::default()
        });
        arena.step(&Inputs::default());
        let (hog, tuning) = (arena.hog(id(0)).unwrap(), &arena.rules().tuning);
        let loadout = &tuning.chassis(chassis).loadout;
        for weapon in Weapon::ALL {
            let comes = loadout.contains(&weapon);
            let start = tuning.weapon(weapon).ammo_start;
            let ammo = hog.ammo[weapon.index()];
            assert_eq!(ammo, if comes { start } else { 0 }, "{chassis:?} with {weapon:?}");
        }
        assert_eq!(hog.controls.weapon, loadout[0], "in hand");
    }
}

/// Fires while the trigger is held; the others when it is let go of.
fn fires_when_held(weapon: &WeaponTuning) -> bool {
    weapon.charge_s == 0.0 || weapon.turn_rps > 0.0
}

#[test]
fn every_weapon_keeps_its_cadence_and_uses_its_ammunition() {
    for weapon in Weapon::ALL {
        let mut stage = Stage::alone(Chassis::Boar);
        let figures = stage.weapon(weapon).clone();
        if !fires_when_held(&figures) {
            continue;
        }
        stage.run(5.0, &[(0, fire(weapon))]);
        let ticks = stage.ticks_of(fired);
        let reload = ticks_from_seconds(figures.reload_s);
        assert!(ticks.len() >= 3, "{weapon:?} fired {} times", ticks.len());
        assert!(
            ticks.windows(2).all(|pair| pair[1] - pair[0] == reload),
            "{weapon:?}: {ticks:?}"
        );
        let left = figures.ammo_start - ticks.len() as u16;
        assert_eq!(stage.hog(0).ammo[weapon.index()], left, "{weapon:?}");
        // To the last one, and then silence.
        stage.change(0, |hog| hog.ammo[weapon.index()] = 1);
        stage.forget();
        stage.run(5.0, &[(0, fire(weapon))]);
        assert_eq!(stage.ticks_of(fired).len(), 1, "{weapon:?} fires what it has not");
        // The others are not shut off by an empty one, and each use only their own.
        let other = if weapon == Weapon::Rocket {
            Weapon::Autocannon
        } else {
            Weapon::Rocket
        };
        stage.run(0.1, &[(0, fire(other))]);
        assert_eq!(
            stage.ticks_of(fired).len(),
            2,
            "{other:?} after an empty {weapon:?}"
        );
    }
}

#[test]
fn a_direct_rocket_adds_its_blast_and_pushes_by_mass() {
    let mut pushes = Vec::new();
    for target in Chassis::ALL {
        let mut stage = duel([Chassis::Boar, target]);
        let (at, figures) = (stage.hog(1).position, stage.weapon(Weapon::Rocket).clone());
        let aim = stage.aim(0, at);
        let before = stage.hog(1).clone();
        stage.step(&[(
            0,
            Controls {
                weapon: Weapon::Rocket,
                buttons: Buttons::FIRE,
                ..aim
            },
        )]);
        stage
            .run_until(1.0, &[(0, aim)], |stage| stage.wounds(1) > 0)
            .unwrap();
        let (end, struck) = stage.last_end().unwrap();
        assert_eq!(struck, Struck::Hog(id(1)));
        let half_m = stage.chassis(1).half_extents_m[2];
        let strength = reach(end, &before, half_m, &figures);
        let points = figures.damage + figures.splash_damage * strength;
        about(stage.harm(1), points * stage.chassis(1).armour);
        let push = stage.hog(1).velocity;
        assert!(push.z < -1.0 && push.y > 0.5, "{target:?} is pushed by {push}");
        pushes.push(push.length() * stage.chassis(1).mass_kg / strength);
        about(
            push.length() * stage.chassis(1).mass_kg / 1000.0,
            figures.knockback_mps * strength,
        );
    }
    assert!(
        (pushes[0] - pushes[2]).abs() < 100.0,
        "the push is an impulse: {pushes:?}"
    );
}

#[test]
fn a_rocket_on_a_wall_hurts_those_beside_it_by_their_distance() {
    let wall = "(form: Box(60.0, 12.0, 2.0), at: (0.0, 6.0, -31.0))";
    let mut last = f32::INFINITY;
    for aside_m in [3.0, 4.5, 6.0, 9.0] {
        let mut stage = duel_among(wall, BOARS);
        stage.put(1, Vec3::new(aside_m, 0.0, -27.0), 0.0);
        let figures = stage.weapon(Weapon::Rocket).clone();
        let before = stage.hog(1).clone();
        stage.shoot(0, Weapon::Rocket, Vec3::new(0.0, 1.2, -30.0), 0.8);
        let (end, struck) = stage.last_end().unwrap();
        assert_eq!(struck, Struck::Terrain);
        let strength = reach(end, &before, stage.chassis(1).half_extents_m[2], &figures);
        about(
            stage.harm(1),
            figures.splash_damage * strength * stage.chassis(1).armour,
        );
        assert!(stage.harm(1) < last, "no less at {aside_m} m");
        last = stage.harm(1);
    }
    assert_eq!(last, 0.0, "beyond its reach");
}

#[test]
fn a_blast_on_the_ground_or_under_a_roof_is_felt_too() {
    let roof = "(form: Box(20.0, 1.0, 20.0), at: (0.0, 4.5, -20.0))";
    for aim in [Vec3::new(3.5, 0.0, -20.0), Vec3::new(2.0, 4.0, -20.0)] {
        let mut stage = duel_among(roof, BOARS);
        stage.shoot(0, Weapon::Rocket, aim, 0.8);
        let (end, struck) = stage.last_end().unwrap();
        assert_eq!(struck, Struck::Terrain, "at {end}");
        assert!(
            stage.harm(1) > 5.0,
            "{} points from a blast at {end}",
            stage.harm(1)
        );
    }
}

#[test]
fn a_blast_does_not_reach_through_a_wall() {
    let wall = "(form: Box(60.0, 12.0, 1.0), at: (0.0, 6.0, -10.0))";
    let mut stage = duel_among(wall, BOARS);
    stage.put(1, Vec3::new(0.0, 0.0, -12.5), 90.0);
    stage.shoot(0, Weapon::Rocket, Vec3::new(0.0, 1.0, -9.5), 0.8);
    assert_eq!(stage.last_end().unwrap().1, Struck::Terrain);
    assert_eq!(stage.harm(1), 0.0);
    assert!(
        stage.hog(1).velocity.length() < 0.1,
        "pushed through the wall: {}",
        stage.hog(1).velocity
    );
}

#[test]
fn ones_own_rocket_hurts_by_its_share_and_pushes_back() {
    let wall = "(form: Box(60.0, 12.0, 2.0), at: (0.0, 6.0, -6.0))";
    let mut stage = duel_among(wall, BOARS);
    stage.put(1, Vec3::new(100.0, 0.0, 0.0), 0.0);
    let figures = stage.weapon(Weapon::Rocket).clone();
    let aim = stage.aim(0, Vec3::new(0.0, 1.2, -5.0));
    let before = stage.hog(0).clone();
    stage.step(&[(
        0,
        Controls {
            weapon: Weapon::Rocket,
            buttons: Buttons::FIRE,
            ..aim
        },
    )]);
    stage
        .run_until(1.0, &[(0, aim)], |stage| stage.wounds(0) > 0)
        .unwrap();
    let (end, _) = stage.last_end().unwrap();
    let strength = reach(end, &before, stage.chassis(0).half_extents_m[2], &figures);
    assert!(strength > 0.2);
    let share = figures.splash_damage * strength * figures.self_damage;
    about(stage.harm(0), share * stage.chassis(0).armour);
    assert!(
        stage.hog(0).velocity.z > 1.0,
        "thrown back by {}",
        stage.hog(0).velocity
    );
}

#[test]
fn a_rocket_that_meets_nothing_bursts_at_the_end_of_its_life() {
    let mut stage = Stage::new(rules(&flat(), |_| {}), &BOARS);
    let figures = stage.weapon(Weapon::Rocket).clone();
    let far_m = figures.speed_mps * figures.life_s;
    stage.put(0, Vec3::new(0.0, 0.0, 100.0), 0.0);
    stage.put(1, Vec3::new(4.0, 0.0, 98.0 - far_m), 0.0);
    stage.shoot(
        0,
        Weapon::Rocket,
        Vec3::new(0.0, 1.95, -400.0),
        figures.life_s + 0.2,
    );
    assert_eq!(stage.last_end().unwrap().1, Struck::Nothing);
    assert!(stage.harm(1) > 5.0, "its blast gives {} points", stage.harm(1));
}

/// The first one has laid a mine and gone far away; the second is far too.
fn laid() -> Stage {
    let mut stage = duel(BOARS);
    stage.put(1, Vec3::new(100.0, 0.0, 0.0), 0.0);
    stage.step(&[(0, fire(Weapon::Mine))]);
    stage.put(0, Vec3::new(-100.0, 0.0, 0.0), 0.0);
    stage
}

#[test]
fn a_mine_lies_behind_on_the_ground_and_bursts_when_another_comes_near() {
    let mut stage = laid();
    let mine = stage.arena.shots()[0];
    assert!(
        mine.origin.z > stage.chassis(0).half_extents_m[2],
        "laid at {}",
        mine.origin
    );
    assert!(mine.origin.y < 0.5 && mine.velocity.length() == 0.0);
    let figures = stage.weapon(Weapon::Mine).clone();
    stage.run(figures.arm_s + 0.1, &[]);
    stage.put(
        1,
        mine.origin + Vec3::new(figures.trigger_radius_m + 0.5, -mine.origin.y, 0.0),
        0.0,
    );
    stage.run(1.0, &[]);
    assert_eq!(
        (stage.arena.shots().len(), stage.wounds(1)),
        (1, 0),
        "too far to set it off"
    );
    stage.put(
        1,
        mine.origin + Vec3::new(figures.trigger_radius_m - 1.0, -mine.origin.y, 0.0),
        0.0,
    );
    stage.run(0.1, &[]);
    assert_eq!((stage.arena.shots().len(), stage.wounds(1)), (0, 1));
    assert!(stage.harm(1) > figures.splash_damage * 0.5);
    assert!(
        stage.hog(1).velocity.x > 1.0,
        "pushed by {}",
        stage.hog(1).velocity
    );
}

#[test]
fn a_mine_arms_after_its_time_even_under_a_hull() {
    let mut stage = duel(BOARS);
    // Close behind: where the mine will lie.
    stage.put(1, Vec3::new(0.0, 0.0, 4.5), 0.0);
    stage.step(&[(0, fire(Weapon::Mine))]);
    let laid = stage.ticks_of(fired)[0];
    stage.run(5.0, &[(0, Controls::default())]);
    let burst = stage.ticks_of(|outcome| matches!(outcome, Outcome::ShotEnded { .. }));
    assert_eq!(
        burst,
        [laid + ticks_from_seconds(stage.weapon(Weapon::Mine).arm_s)]
    );
    assert_eq!(stage.wounds(1), 1);
}

#[test]
fn a_mine_ignores_its_owner_and_goes_out_quietly() {
    let mut stage = duel(BOARS);
    stage.step(&[(0, fire(Weapon::Mine))]);
    let (mine, figures) = (stage.arena.shots()[0], stage.weapon(Weapon::Mine).clone());
    stage.put(0, Vec3::new(0.0, 0.0, mine.origin.z), 0.0);
    stage.run(figures.life_s - 1.0, &[]);
    assert_eq!(
        (stage.arena.shots().len(), stage.wounds(0)),
        (1, 0),
        "its owner stands on it"
    );
    stage.run(1.5, &[]);
    assert_eq!(
        (stage.arena.shots().len(), stage.wounds(0)),
        (0, 0),
        "its time is up"
    );
}

#[test]
fn the_oldest_mine_goes_out_for_one_too_many() {
    let mut stage = Stage::alone(Chassis::Boar);
    stage.change(0, |hog| hog.ammo[Weapon::Mine.index()] = 20);
    let reload_s = stage.weapon(Weapon::Mine).reload_s;
    stage.run(
        reload_s * (MAX_MINES_PER_HOG as f32 + 2.5),
        &[(0, fire(Weapon::Mine))],
    );
    let laid = stage.ticks_of(fired);
    assert_eq!(laid.len(), MAX_MINES_PER_HOG + 3);
    let left: Vec<u32> = stage.arena.shots().iter().map(|shot| shot.id.fired.0).collect();
    assert_eq!(left, laid[3..]);
    assert_eq!(stage.wounds(0), 0);
}

#[test]
fn a_mine_laid_with_ones_back_to_a_wall_lies_before_the_wall() {
    // A thin one, and one so thick that the mine would lie inside.
    for thick_m in [0.4, 3.0] {
        for chassis in Chassis::ALL {
            let level = with_solids("");
            let half_m = rules(&level, |_| {}).tuning.chassis(chassis).half_extents_m[2];
            let face_m = half_m + 0.1;
            let wall = format!(
                "(form: Box(60.0, 12.0, {thick_m}), at: (0.0, 6.0, {}))",
                face_m + thick_m * 0.5
            );
            let mut stage = Stage::new(rules(&with_solids(&wall), |_| {}), &[chassis]);
            stage.put(0, Vec3::ZERO, 0.0);
            stage.step(&[(0, fire(Weapon::Mine))]);
            let (mine, radius_m) = (stage.arena.shots()[0], stage.weapon(Weapon::Mine).radius_m);
            assert!(
                mine.origin.z <= face_m - radius_m + 0.01 && mine.origin.z > 1.0,
                "{chassis:?}: laid at {}, the wall begins at {face_m}",
                mine.origin
            );
            assert!(mine.origin.y < 0.5, "it drops to the ground all the same");
            stage.run(2.0, &[(0, Controls::default())]);
            assert_eq!(stage.arena.shots().len(), 1, "it waits there");
        }
    }
}

#[test]
fn a_barrel_through_a_wall_fires_at_the_near_side_of_it() {
    // The Razorback's barrel, turned aside, is longer than its hull is wide.
    let hull_m = 1.65;
    for thick_m in [0.1, 2.0] {
        for weapon in [Weapon::Autocannon, Weapon::Rocket] {
            let wall = format!(
                "(form: Box({thick_m}, 12.0, 60.0), at: ({}, 6.0, 0.0))",
                -hull_m - thick_m * 0.5
            );
            let mut stage = duel_among(&wall, [Chassis::Razorback, Chassis::Boar]);
            stage.put(1, Vec3::new(-9.0, 0.0, 0.0), 0.0);
            let beyond = stage.hog(1).position;
            let aim = stage.aim(0, beyond);
            let muzzle = stage.hog(0).muzzle(stage.chassis(0)).position;
            assert!(
                muzzle.x < -hull_m,
                "the barrel should poke through, and ends at {muzzle}"
            );
            stage.step(&[(
                0,
                Controls {
                    weapon,
                    buttons: Buttons::FIRE,
                    ..aim
                },
            )]);
            stage.run(1.0, &[(0, aim)]);
            let (end, struck) = stage.last_end().unwrap();
            assert_eq!(struck, Struck::Terrain, "{weapon:?}");
            assert!(
                end.x > -hull_m,
                "{weapon:?} ends at {end}, beyond the wall's face"
            );
            assert_eq!(stage.wounds(1), 0, "{weapon:?} through a wall");
            // The blast is on the shooter's side of the wall.
            assert_eq!(stage.wounds(0), usize::from(weapon == Weapon::Rocket));
        }
    }
}
