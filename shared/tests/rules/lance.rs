//! The lance: how it charges, whom it pierces, and where it ends.

use hogs_shared::arena::Arena;
use hogs_shared::arena::controls::{Buttons, Controls};
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::arena::shot::Struck;
use hogs_shared::math::Vec3;
use hogs_shared::tuning::Chassis;
use hogs_shared::weapon::Weapon;

use crate::stage::{Stage, id, rules, with_solids};

/// The first on one end of a line, the others broadside on along it, ten metres apart.
fn line(solids: &str, crew: &[Chassis]) -> Stage {
    let mut stage = Stage::new(rules(&with_solids(solids), |_| {}), crew);
    stage.put(0, Vec3::ZERO, 0.0);
    for seat in 1..crew.len() {
        stage.put(seat, Vec3::new(0.0, 0.0, -20.0 - 10.0 * seat as f32), 90.0);
    }
    stage
}

/// Charges for a share of the time it takes, then lets go.
fn charge(stage: &mut Stage, share: f32) {
    let at = Vec3::new(0.0, 1.3, -30.0);
    let lets_go = Controls {
        weapon: Weapon::Lance,
        ..stage.aim(0, at)
    };
    let held = Controls {
        buttons: Buttons::FIRE,
        ..lets_go
    };
    stage.run(stage.weapon(Weapon::Lance).charge_s * share, &[(0, held)]);
    stage.step(&[(0, lets_go)]);
}

#[track_caller]
fn about(value: f32, expected: f32) {
    assert!((value - expected).abs() < 0.05, "{value} is not {expected}");
}

#[test]
fn it_does_the_more_the_longer_it_was_charged_and_nothing_before_a_quarter() {
    let boars = [Chassis::Boar; 2];
    for share in [0.5, 1.0, 3.0] {
        let mut stage = line("", &boars);
        charge(&mut stage, share);
        let points = stage.weapon(Weapon::Lance).damage * stage.chassis(1).armour;
        about(stage.harm(1), points * share.min(1.0));
        assert_eq!(stage.last_end().unwrap().1, Struck::Hog(id(1)));
        let left = stage.weapon(Weapon::Lance).ammo_start - 1;
        assert_eq!(stage.hog(0).ammo[Weapon::Lance.index()], left);
    }
    let mut stage = line("", &boars);
    let before = stage.hog(0).ammo;
    charge(&mut stage, 0.2);
    assert!(stage.happened.is_empty(), "{:?}", stage.happened);
    assert_eq!((stage.hog(0).ammo, stage.hog(0).charge_ticks), (before, 0));
}

#[test]
fn it_pierces_everybody_on_its_line_less_each_time_and_nobody_behind_a_wall() {
    let crew = [Chassis::Boar, Chassis::Razorback, Chassis::Shoat, Chassis::Boar];
    let wall = "(form: Box(60.0, 12.0, 1.0), at: (0.0, 6.0, -45.0))";
    let mut stage = line(wall, &crew);
    charge(&mut stage, 1.0);
    let damage = stage.weapon(Weapon::Lance).damage;
    about(stage.harm(1), damage * stage.chassis(1).armour);
    about(stage.harm(2), damage * 0.7 * stage.chassis(2).armour);
    assert_eq!(stage.harm(3), 0.0);
    let mut none = line(wall, &crew[..1]);
    charge(&mut none, 1.0);
    let (end, struck) = none.last_end().unwrap();
    assert!(
        struck == Struck::Terrain && (end.z + 44.5).abs() < 0.1,
        "at {end}"
    );
}

#[test]
fn it_is_where_it_ends_in_the_tick_it_is_fired() {
    let mut stage = line("", &[Chassis::Boar; 2]);
    charge(&mut stage, 1.0);
    let Some((fired, Outcome::Fired(shot))) = stage.happened.first().cloned() else {
        panic!("{:?}", stage.happened);
    };
    assert!(stage.happened.iter().all(|(tick, _)| *tick == fired));
    assert!(stage.arena.shots().is_empty());
    // Who is told of it keeps nothing of it.
    assert_eq!(shot.ends(stage.arena.rules()), shot.id.fired);
    let along = shot.velocity.normalize();
    assert!(along.z < -0.99, "the beam can be drawn: {along}");
    let (end, _) = stage.last_end().unwrap();
    assert!((end - shot.origin).normalize().dot(along) > 0.999);
}

#[test]
fn others_see_it_charge_and_another_weapon_lets_it_go() {
    let mut stage = line("", &[Chassis::Boar; 2]);
    let held = Controls {
        weapon: Weapon::Lance,
        buttons: Buttons::FIRE,
        ..Controls::default()
    };
    stage.run(0.5, &[(0, held)]);
    assert_eq!(stage.hog(0).charge_ticks, 30);
    // Of another's ammunition a look ahead knows nothing, and sees the charge go on.
    let mut state = stage.arena.capture();
    state.hogs[0].ammo = Default::default();
    let mut ahead = Arena::prediction(stage.arena.rules().clone(), id(1));
    ahead.restore(&state);
    for _ in 0..10 {
        ahead.step(&Default::default());
        stage.step(&[]);
    }
    assert_eq!(ahead.hog(id(0)).unwrap().charge_ticks, stage.hog(0).charge_ticks);
    stage.step(&[(
        0,
        Controls {
            weapon: Weapon::Autocannon,
            ..Controls::default()
        },
    )]);
    assert_eq!(stage.hog(0).charge_ticks, 0);
    assert!(stage.happened.is_empty(), "it went off: {:?}", stage.happened);
}

#[test]
fn it_cannot_be_charged_while_it_reloads_or_in_a_bubble() {
    let mut stage = line("", &[Chassis::Boar; 2]);
    charge(&mut stage, 1.0);
    charge(&mut stage, 0.5);
    stage.forget();
    // Aiming took longer than the reload; straight after a shot there is nothing to be held.
    charge(&mut stage, 1.0);
    let held = Controls {
        weapon: Weapon::Lance,
        buttons: Buttons::FIRE,
        ..Controls::default()
    };
    stage.run(0.3, &[(0, held)]);
    assert_eq!(stage.hog(0).charge_ticks, 0);
    stage.run(1.2, &[(0, held)]);
    assert!(stage.hog(0).charge_ticks > 20);
    stage.forget();
    let bubble = Controls {
        buttons: Buttons::FIRE.with(Buttons::ABILITY, true),
        ..held
    };
    stage.step(&[(0, bubble)]);
    assert!(stage.hog(0).ability_ticks > 0, "no bubble");
    stage.step(&[(
        0,
        Controls {
            weapon: Weapon::Lance,
            ..Controls::default()
        },
    )]);
    assert_eq!(stage.hog(0).charge_ticks, 0);
    assert!(!stage.events().any(|outcome| matches!(outcome, Outcome::Fired(_))));
}
