//! What each chassis can do beside driving: what it costs, what it does, and that one's own is foreseen to the bit.

use hogs_shared::arena::controls::{Buttons, Controls};
use hogs_shared::arena::hog::Points;
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::arena::{Arena, Inputs};
use hogs_shared::math::Vec3;
use hogs_shared::tick::ticks_from_seconds;
use hogs_shared::tuning::{Ability, Chassis};
use hogs_shared::weapon::Weapon;

use crate::stage::{Stage, axes, flat, id, rules, with_solids};

fn using() -> Controls {
    axes(0.0, 0.0, 0.0, Buttons::ABILITY)
}

fn uses(stage: &Stage) -> usize {
    stage
        .ticks_of(|outcome| matches!(outcome, Outcome::AbilityUsed { .. }))
        .len()
}

/// Metres that a light one dashes, and how much faster it gets, m/s.
fn dash(stage: &Stage) -> (f32, f32) {
    let Ability::Dash {
        distance_m,
        speed_mps,
    } = stage.tuning().chassis(Chassis::Shoat).ability.kind
    else {
        unreachable!("the light one dashes")
    };
    (distance_m, speed_mps)
}

fn level(solids: &str, crew: &[Chassis]) -> Stage {
    Stage::new(rules(&with_solids(solids), |_| {}), crew)
}

#[test]
fn it_costs_energy_and_time_for_every_chassis() {
    for chassis in Chassis::ALL {
        let mut stage = Stage::alone(chassis);
        let figures = stage.chassis(0).ability.clone();
        let full = Points::from_points(stage.chassis(0).energy);
        stage.step(&[(0, using())]);
        assert_eq!(uses(&stage), 1, "{chassis:?}");
        assert_eq!(
            stage.hog(0).energy,
            full.minus(Points::from_points(figures.energy))
        );
        assert_eq!(
            u32::from(stage.hog(0).ability_ticks),
            ticks_from_seconds(figures.lasts_s)
        );
        // Held, it is used again when its time has come, and not before.
        stage.run(figures.wait_s - 0.1, &[(0, using())]);
        assert_eq!(uses(&stage), 1, "{chassis:?}: too soon");
        assert_eq!(stage.hog(0).ability_ticks, 0);
        stage.run(0.2, &[(0, using())]);
        assert_eq!(uses(&stage), 2, "{chassis:?}: never again");
        // Nor without what it costs.
        stage.run(figures.wait_s, &[(0, Controls::default())]);
        stage.change(0, |hog| {
            hog.energy = Points(Points::from_points(figures.energy).0 - 1);
            hog.energy_wait_ticks = 600;
        });
        stage.run(0.2, &[(0, using())]);
        assert_eq!(uses(&stage), 2, "{chassis:?}: on credit");
    }
}

#[test]
fn a_dash_goes_the_way_one_drives_or_looks() {
    let mut stage = Stage::alone(Chassis::Shoat);
    let (distance_m, speed_mps) = dash(&stage);
    stage.step(&[(0, using())]);
    let hog = stage.hog(0);
    assert!((-hog.position.z - distance_m).abs() < 0.5, "{}", hog.position);
    assert!((-hog.velocity.z - speed_mps).abs() < 1.0, "{}", hog.velocity);
    // Sideways, where it slides to.
    let mut stage = Stage::alone(Chassis::Shoat);
    stage.change(0, |hog| hog.velocity = Vec3::new(20.0, 0.0, 0.0));
    stage.step(&[(0, using())]);
    let at = stage.hog(0).position;
    assert!((at.x - distance_m).abs() < 1.0 && at.z.abs() < 0.5, "{at}");
}

#[test]
fn a_dash_ends_before_what_stands_in_its_way() {
    let half_m = Stage::alone(Chassis::Shoat).chassis(0).half_extents_m;
    // A wall across, and posts that only a flank would meet.
    for (solids, front) in [
        ("(form: Box(40.0, 8.0, 0.5), at: (0.0, 3.0, -6.0)),", -5.75),
        ("(form: Box(0.4, 8.0, 0.4), at: (0.7, 3.0, -6.0)),", -5.8),
        ("(form: Box(0.4, 8.0, 0.4), at: (-0.7, 3.0, -8.0)),", -7.8),
    ] {
        let mut stage = level(solids, &[Chassis::Shoat]);
        stage.put(0, Vec3::ZERO, 0.0);
        stage.step(&[(0, using())]);
        let z = stage.hog(0).position.z;
        assert!(z > front + half_m[2] - 0.25, "into it: {z}, {solids}");
        assert!(z < -1.0, "not at all: {z}, {solids}");
        stage.run(1.0, &[]);
        let at = stage.hog(0).position;
        assert!(at.z > front && stage.hog(0).alive(), "through it: {at}, {solids}");
    }
}

#[test]
fn no_dash_ends_behind_a_wall_whatever_its_angle() {
    let mut stage = level(
        "(form: Box(200.0, 8.0, 0.5), at: (0.0, 3.0, -6.0)),",
        &[Chassis::Shoat],
    );
    for step in 0_u8..36 {
        let yaw_deg = f32::from(step) * 10.0;
        for gap_m in [2.0, 2.5, 4.0, 5.5] {
            stage.put(0, Vec3::new(0.0, 0.0, -5.75 + gap_m), yaw_deg);
            stage.change(0, |hog| {
                hog.velocity = hog.forward() * 25.0;
                (hog.ability_wait_ticks, hog.energy) = (0, Points::from_points(100.0));
            });
            stage.step(&[(0, using())]);
            let z = stage.hog(0).position.z;
            assert!(z > -5.75, "{yaw_deg}°, {gap_m} m before it: at {z}");
        }
    }
    assert!(uses(&stage) == 36 * 4);
}

#[test]
fn a_dash_ends_before_a_mover_where_that_is_now() {
    let mover = r#"movers: [(name: "gate", form: Box(20.0, 6.0, 1.0), at: (0.0, 3.1, -6.0),
        path: [(0.0, 0.0, 0.0), (24.0, 0.0, 0.0)], period_s: 12.0, wait_s: 3.0)],
        spawns: ["#;
    let text = flat().replace("spawns: [", mover);
    let mut stage = Stage::new(rules(&text, |_| {}), &[Chassis::Shoat]);
    let (distance_m, _) = dash(&stage);
    let (mut stopped, mut went) = (0, 0);
    for _ in 0..30 {
        stage.put(0, Vec3::ZERO, 0.0);
        stage.change(0, |hog| {
            (hog.ability_wait_ticks, hog.energy) = (0, Points::from_points(100.0))
        });
        let gate = stage.arena.rules().level.movers_at(stage.arena.tick())[0]
            .pose
            .translation;
        stage.step(&[(0, using())]);
        let z = stage.hog(0).position.z;
        if gate.x.abs() < 0.1 {
            assert!(z > -5.5, "through the gate to {z}");
            stopped += 1;
        } else if gate.x > 15.0 {
            assert!((z + distance_m).abs() < 0.5, "stopped by nothing at {z}");
            went += 1;
        }
        stage.put(0, Vec3::new(0.0, 0.0, 100.0), 0.0);
        stage.run(0.5, &[(0, Controls::default())]);
    }
    assert!(stopped >= 3 && went >= 3, "{stopped} and {went}");
}

#[test]
fn nobody_dashes_out_of_the_arena() {
    let mut stage = level("", &[Chassis::Shoat]);
    for (x, z, yaw_deg) in [(487.0, 0.0, -90.0), (0.0, -487.0, 0.0), (486.0, -486.0, -45.0)] {
        stage.put(0, Vec3::new(x, 0.0, z), yaw_deg);
        stage.change(0, |hog| {
            (hog.ability_wait_ticks, hog.energy) = (0, Points::from_points(100.0))
        });
        stage.step(&[(0, using())]);
        assert!(stage.hog(0).alive(), "out at {}", stage.hog(0).position);
    }
    assert_eq!(uses(&stage), 3);
}

#[test]
fn ones_own_is_foreseen_to_the_bit_and_anothers_not_at_all() {
    for chassis in Chassis::ALL {
        let mut stage = level(
            "(form: Box(40.0, 8.0, 0.5), at: (0.0, 3.0, -9.0)),",
            &[chassis, Chassis::Boar],
        );
        stage.put(0, Vec3::ZERO, 0.0);
        stage.put(1, Vec3::new(60.0, 0.0, 0.0), 0.0);
        stage.launch(0, 12.0);
        let mut own = Arena::prediction(stage.arena.rules().clone(), id(0));
        let mut other = Arena::prediction(stage.arena.rules().clone(), id(1));
        own.restore(&stage.arena.capture());
        other.restore(&stage.arena.capture());
        let inputs = Inputs {
            controls: vec![(id(0), using())],
            ..Inputs::default()
        };
        for tick in 0..20 {
            let happened = stage.step_with(inputs.clone());
            assert_eq!(own.step(&inputs), happened, "{chassis:?}, tick {tick}");
            assert_eq!(own.hog(id(0)), stage.arena.hog(id(0)), "{chassis:?}, tick {tick}");
            let guessed = other.step(&inputs);
            assert!(
                !guessed
                    .iter()
                    .any(|outcome| matches!(outcome, Outcome::AbilityUsed { .. }))
            );
        }
        assert_eq!(uses(&stage), 1, "{chassis:?}");
    }
}

/// The harm that a shot does to a medium one, and whether it can fire itself meanwhile.
fn shot_at(bubble: bool) -> (f32, bool) {
    let mut stage = Stage::new(rules(&flat(), |_| {}), &[Chassis::Boar; 2]);
    stage.put(0, Vec3::ZERO, 0.0);
    stage.put(1, Vec3::new(0.0, 0.0, -15.0), 0.0);
    let aim = stage.aim(0, stage.hog(1).position);
    stage.forget();
    let buttons = if bubble {
        Buttons::ABILITY
    } else {
        Buttons::default()
    };
    let trigger = Controls {
        weapon: Weapon::Autocannon,
        buttons: Buttons::FIRE,
        ..aim
    };
    let defend = axes(0.0, 0.0, 0.0, buttons.with(Buttons::FIRE, true));
    stage.step(&[(0, trigger), (1, defend)]);
    stage.run(0.4, &[(0, aim), (1, defend)]);
    let fired = stage
        .ticks_of(|outcome| matches!(outcome, Outcome::Fired(shot) if shot.id.shooter == id(1)))
        .len();
    (stage.harm(1), fired > 0)
}

#[test]
fn a_bubble_takes_its_share_and_nothing_is_fired_from_within() {
    let Ability::Bubble { share } = rules(&flat(), |_| {}).tuning.chassis(Chassis::Boar).ability.kind else {
        unreachable!("the medium one has a bubble")
    };
    let ((open, fires), (within, fires_within)) = (shot_at(false), shot_at(true));
    assert!(
        open > 0.0 && (within / open - (1.0 - share)).abs() < 0.02,
        "{open}, then {within}"
    );
    assert!(fires && !fires_within);
}

/// What a ram at 20 m/s does to a medium one and to the heavy one that rams it.
fn ram(plate: bool) -> (f32, f32) {
    let mut stage = Stage::new(rules(&flat(), |_| {}), &[Chassis::Razorback, Chassis::Boar]);
    stage.put(0, Vec3::ZERO, 0.0);
    stage.put(1, Vec3::new(0.0, 0.0, -8.0), 0.0);
    stage.launch(0, 20.0);
    stage.forget();
    let buttons = if plate {
        Buttons::ABILITY
    } else {
        Buttons::default()
    };
    stage.run(0.6, &[(0, axes(0.0, 0.0, 0.0, buttons))]);
    (stage.harm(1), stage.harm(0))
}

#[test]
fn a_plate_makes_rams_hurt_others_more_and_oneself_not_at_all() {
    let Ability::Plate { ram: multiple, .. } = rules(&flat(), |_| {})
        .tuning
        .chassis(Chassis::Razorback)
        .ability
        .kind
    else {
        unreachable!("the heavy one has a plate")
    };
    let ((harm, own), (more, none)) = (ram(false), ram(true));
    assert!(own > 0.0 && none == 0.0, "{own}, then {none}");
    // It is faster by then, too.
    assert!(more > harm * multiple * 0.98, "{harm}, then {more}");
}
