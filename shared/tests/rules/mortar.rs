//! The mortar: over walls, by a path that follows from the barrel alone, and not at who is near for its owner's sake.

use hogs_shared::arena::controls::{Buttons, Controls};
use hogs_shared::arena::shot::Struck;
use hogs_shared::math::{Vec3, cos, sin};
use hogs_shared::tuning::Chassis;
use hogs_shared::weapon::Weapon;

use crate::stage::{Stage, id, rules, with_solids};

/// Fires at a barrel's pitch and waits for the end.
fn lob(stage: &mut Stage, pitch_deg: f32) -> (Vec3, Struck) {
    let pitch = pitch_deg.to_radians();
    let far = Vec3::new(0.0, 1.9 + 400.0 * sin(pitch), -400.0 * cos(pitch));
    let aim = Controls {
        weapon: Weapon::Mortar,
        ..stage.aim(0, far)
    };
    stage.forget();
    let fires = Controls {
        buttons: Buttons::FIRE,
        ..aim
    };
    stage.step(&[(0, fires)]);
    stage
        .run_until(10.0, &[(0, aim)], |stage| stage.last_end().is_some())
        .unwrap();
    stage.last_end().unwrap()
}

#[test]
fn it_goes_over_a_wall_and_bursts_behind() {
    let wall = "(form: Box(60.0, 7.0, 1.0), at: (0.0, 3.5, -30.0))";
    let mut stage = Stage::new(
        rules(&with_solids(wall), |_| {}),
        &[Chassis::Razorback, Chassis::Boar],
    );
    stage.put(0, Vec3::ZERO, 0.0);
    let (end, struck) = lob(&mut stage, 0.0);
    assert_eq!(struck, Struck::Terrain);
    assert!(end.z < -40.0 && end.y < 0.5, "at {end}");
    stage.put(1, Vec3::new(3.0, 0.0, end.z), 90.0);
    lob(&mut stage, 0.0);
    let figures = stage.weapon(Weapon::Mortar);
    assert!(stage.harm(1) > figures.splash_damage * 0.4, "{}", stage.harm(1));
    assert!(
        stage.hog(1).velocity.x > 1.0,
        "pushed by {}",
        stage.hog(1).velocity
    );
}

#[test]
fn how_far_it_goes_follows_from_the_barrel_and_not_from_how_one_drives() {
    let mut stage = Stage::new(rules(&with_solids(""), |_| {}), &[Chassis::Razorback]);
    stage.put(0, Vec3::ZERO, 0.0);
    let mut last_m = 0.0;
    for pitch_deg in [-15.0, -5.0, 5.0, 15.0] {
        let (end, _) = lob(&mut stage, pitch_deg);
        assert!(-end.z > last_m + 10.0, "{pitch_deg} degrees: {end}");
        last_m = -end.z;
    }
    let figures = stage.weapon(Weapon::Mortar).clone();
    let turned = 2.0 * (15.0 + figures.lift_deg).to_radians();
    let level_m = figures.speed_mps * figures.speed_mps * sin(turned) / figures.fall_mps2;
    assert!((last_m - level_m).abs() < 8.0, "{last_m} m, not {level_m}");
    // At speed, from the same place.
    let mut moving = stage.arena.clone();
    let aim = stage.hog(0).controls;
    let fires = Controls {
        weapon: Weapon::Mortar,
        buttons: Buttons::FIRE,
        ..aim
    };
    stage.run(2.0, &[(0, aim)]);
    moving.clone_from(&stage.arena);
    let mut still = stage;
    still.step(&[(0, fires)]);
    let rest = still.arena.shots()[0].velocity;
    still.arena = moving;
    still.launch(0, 20.0);
    still.step(&[(0, fires)]);
    let driven = still.arena.shots()[0].velocity;
    assert!(
        (rest - driven).length() < 1.0,
        "{rest} at rest, {driven} at speed"
    );
}

#[test]
fn who_fires_it_at_somebody_near_is_in_its_blast() {
    let mut stage = Stage::new(
        rules(&with_solids(""), |_| {}),
        &[Chassis::Razorback, Chassis::Boar],
    );
    stage.put(0, Vec3::ZERO, 0.0);
    stage.put(1, Vec3::new(0.0, 0.0, -7.0), 90.0);
    lob(&mut stage, -18.0);
    assert!(stage.wounds(0) == 1 && stage.wounds(1) > 0);
    // As low as the barrel goes there is nothing to fear from further away.
    stage.put(1, Vec3::new(60.0, 0.0, 0.0), 90.0);
    let (end, struck) = lob(&mut stage, -18.0);
    assert!(struck == Struck::Terrain && -end.z > 14.0, "at {end}");
    assert_eq!(stage.wounds(0), 0);
}

#[test]
fn it_bursts_on_whom_it_meets_and_in_the_air_when_its_time_is_up() {
    let mut stage = Stage::new(
        rules(&with_solids(""), |_| {}),
        &[Chassis::Razorback, Chassis::Boar],
    );
    stage.put(0, Vec3::ZERO, 0.0);
    let (end, _) = lob(&mut stage, 0.0);
    stage.put(1, Vec3::new(0.0, 0.0, end.z + 1.0), 0.0);
    assert_eq!(lob(&mut stage, 0.0).1, Struck::Hog(id(1)));
    let short = rules(&with_solids(""), |data| {
        data.tuning.weapons[Weapon::Mortar.index()].life_s = 0.5;
    });
    let mut stage = Stage::new(short, &[Chassis::Razorback]);
    stage.put(0, Vec3::ZERO, 0.0);
    assert_eq!(lob(&mut stage, 0.0).1, Struck::Nothing);
}
