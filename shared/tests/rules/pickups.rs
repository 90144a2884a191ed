//! Pickups: who may take one, what it gives, when it is back. And pads.

use hogs_shared::arena::controls::{Buttons, Controls};
use hogs_shared::arena::hog::{Hog, Points};
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::arena::{Arena, ArenaState, Inputs};
use hogs_shared::ids::Team;
use hogs_shared::math::Vec3;
use hogs_shared::mode::{Objective, Thing};
use hogs_shared::tick::ticks_from_seconds;
use hogs_shared::tuning::{Chassis, PickupKind};
use hogs_shared::weapon::Weapon;

use crate::stage::{Stage, axes, fire, id, rules, throttle};

const PLACES: &str = r#"(
    title: "Places",
    half_size: (190.0, 190.0),
    ceiling: 60.0,
    floor: -20.0,
    solids: [(form: Box(400.0, 4.0, 400.0), at: (0.0, -2.0, 0.0))],
    pads: [
        (kind: Boost(45.0), at: (0.0, 0.0, -100.0), size: (8.0, 8.0)),
        (kind: Jump(16.0, 20.0), at: (100.0, 0.0, 0.0), yaw_deg: 90.0, size: (8.0, 8.0)),
    ],
    spawns: [(at: (150.0, 0.0, 150.0)), (at: (-150.0, 0.0, 150.0)), (at: (-150.0, 0.0, -150.0))],
    pickups: [
        (kind: Repair, at: (0.0, 0.0, 0.0)),
        (kind: Ammo, at: (40.0, 0.0, 0.0)),
        (kind: Boost, at: (-40.0, 0.0, 0.0)),
        (kind: Shield, at: (80.0, 0.0, 0.0)),
        (kind: Overdrive, at: (-80.0, 0.0, 0.0)),
        (kind: Cloak, at: (0.0, 0.0, 80.0)),
        (kind: Weapon(Mine), at: (0.0, 0.0, 40.0)),
    ],
)"#;

const SPOTS: [(PickupKind, f32, f32); 7] = [
    (PickupKind::Repair, 0.0, 0.0),
    (PickupKind::Ammo, 40.0, 0.0),
    (PickupKind::Boost, -40.0, 0.0),
    (PickupKind::Shield, 80.0, 0.0),
    (PickupKind::Overdrive, -80.0, 0.0),
    (PickupKind::Cloak, 0.0, 80.0),
    (PickupKind::Weapon(Weapon::Mine), 0.0, 40.0),
];

fn places(crew: &[Chassis]) -> Stage {
    Stage::new(rules(PLACES, |_| {}), crew)
}

fn fill(hog: &mut Hog, stage_full: (Points, Points), ammo: [u16; Weapon::COUNT]) {
    (hog.health, hog.energy, hog.ammo) = (stage_full.0, stage_full.1, ammo);
}

/// Makes a hog full of everything, then takes from it what a kind would give.
fn need(stage: &mut Stage, seat: usize, kind: Option<PickupKind>) {
    let chassis = stage.chassis(seat).clone();
    let full = (
        Points::from_points(chassis.health),
        Points::from_points(chassis.energy),
    );
    let ammo = Weapon::ALL.map(|weapon| stage.weapon(weapon).ammo_max);
    stage.change(seat, |hog| {
        fill(hog, full, ammo);
        hog.shield = Points::from_points(chassis.shield);
        (hog.overdrive_ticks, hog.cloak_ticks) = (1000, 1000);
        match kind {
            Some(PickupKind::Repair) => hog.health = Points::from_points(10.0),
            Some(PickupKind::Ammo) => hog.ammo = [0; Weapon::COUNT],
            Some(PickupKind::Boost) => hog.energy = Points::from_points(10.0),
            Some(PickupKind::Shield) => (hog.shield, hog.shield_wait_ticks) = (Points::NONE, 600),
            Some(PickupKind::Overdrive) => hog.overdrive_ticks = 0,
            Some(PickupKind::Cloak) => hog.cloak_ticks = 0,
            Some(PickupKind::Weapon(weapon)) => hog.ammo[weapon.index()] = 0,
            None => {}
        }
    });
}

fn takers(stage: &Stage) -> Vec<usize> {
    stage
        .events()
        .filter_map(|outcome| match outcome {
            Outcome::PickedUp { hog, .. } => Some(hog.index()),
            _ => None,
        })
        .collect()
}

#[test]
fn it_is_taken_only_by_those_who_gain_from_it() {
    for (spot, (kind, x, z)) in SPOTS.into_iter().enumerate() {
        let mut stage = places(&[Chassis::Boar]);
        stage.put(0, Vec3::new(x, 0.0, z), 0.0);
        need(&mut stage, 0, None);
        stage.run(1.0, &[]);
        assert!(
            takers(&stage).is_empty() && stage.arena.pickup_there(spot),
            "{kind:?} is wasted"
        );
        need(&mut stage, 0, Some(kind));
        stage.step(&[]);
        assert_eq!(takers(&stage), [0], "{kind:?} is not taken");
        let (hog, tuning) = (stage.hog(0), stage.tuning());
        let chassis = tuning.chassis(hog.chassis);
        match kind {
            PickupKind::Repair => {
                assert_eq!(hog.health, Points::from_points(10.0 + tuning.rules.repair));
            }
            PickupKind::Ammo => {
                let carried = |weapon| chassis.loadout.contains(&weapon);
                let given = |weapon| u16::from(carried(weapon)) * tuning.weapon(weapon).ammo_pickup;
                assert_eq!(hog.ammo, Weapon::ALL.map(given));
            }
            PickupKind::Boost => {
                let full = chassis.energy;
                assert!(
                    hog.energy > Points::from_points(full * 1.2),
                    "no overcharge: {:?}",
                    hog.energy
                );
            }
            PickupKind::Shield => {
                let most = chassis.shield * (1.0 + tuning.rules.overshield);
                assert_eq!(hog.shield, Points::from_points(most));
            }
            PickupKind::Overdrive => {
                assert_eq!(
                    u32::from(hog.overdrive_ticks),
                    ticks_from_seconds(tuning.rules.overdrive_s)
                );
            }
            PickupKind::Cloak => {
                assert_eq!(
                    u32::from(hog.cloak_ticks),
                    ticks_from_seconds(tuning.rules.cloak_s)
                );
            }
            PickupKind::Weapon(weapon) => {
                assert_eq!(hog.ammo[weapon.index()], tuning.weapon(weapon).ammo_pickup);
            }
        }
    }
}

#[test]
fn it_comes_back_after_its_time_and_not_before() {
    let mut stage = places(&[Chassis::Boar]);
    stage.put(0, Vec3::ZERO, 0.0);
    // So little that the first repair leaves something for the second.
    stage.change(0, |hog| hog.health = Points::from_points(1.0));
    let wait_s = stage.tuning().rules.pickup_s;
    stage.run(wait_s + 1.0, &[]);
    let times = stage.ticks_of(|outcome| matches!(outcome, Outcome::PickedUp { .. }));
    assert_eq!(times.len(), 2, "taken at {times:?}");
    assert_eq!(times[1] - times[0], ticks_from_seconds(wait_s));
}

#[test]
fn it_never_gives_more_than_fits_and_the_lower_seat_wins_a_tie() {
    let mut stage = places(&[Chassis::Boar; 2]);
    for (seat, x) in [(0, 2.0), (1, -2.0)] {
        need(&mut stage, seat, None);
        stage.put(seat, Vec3::new(x, 0.0, 0.0), 0.0);
    }
    let full = stage.chassis(0).health;
    for seat in [1, 0] {
        stage.change(seat, |hog| hog.health = Points::from_points(full - 1.0));
    }
    stage.step(&[]);
    assert_eq!(takers(&stage), [0]);
    assert_eq!(stage.hog(0).health, Points::from_points(full));
}

#[test]
fn overcharge_is_used_up_and_not_regained() {
    let mut stage = places(&[Chassis::Boar]);
    stage.put(0, Vec3::new(-40.0, 0.0, 0.0), 0.0);
    stage.change(0, |hog| hog.energy = Points::from_points(10.0));
    stage.step(&[]);
    let (over, full) = (stage.hog(0).energy, stage.chassis(0).energy);
    stage.run(5.0, &[]);
    assert_eq!(stage.hog(0).energy, over, "it stays while unused");
    stage.put(0, Vec3::new(0.0, 0.0, 150.0), 0.0);
    let per_s = stage.chassis(0).boost_energy_per_s;
    let spend_s = (over.points() - full * 0.9) / per_s;
    stage.run(spend_s, &[(0, axes(0.0, 0.0, 0.0, Buttons::BOOST))]);
    stage.run(10.0, &[(0, throttle(0.0))]);
    assert_eq!(stage.hog(0).energy, Points::from_points(full));
}

#[test]
fn pads_throw_along_their_heading_once_at_a_time() {
    for chassis in Chassis::ALL {
        let mut stage = places(&[chassis]);
        stage.put(0, Vec3::new(0.0, 0.0, -90.0), 0.0);
        stage.launch(0, 15.0);
        stage.run(1.0, &[(0, throttle(1.0))]);
        let used = stage.ticks_of(|outcome| matches!(outcome, Outcome::PadUsed { pad: 0, .. }));
        assert!(
            !used.is_empty() && used.len() <= 2,
            "{chassis:?} used it at {used:?}"
        );
        let best = stage.hog(0).velocity;
        assert!(
            best.z < -30.0 && best.x.abs() < 1.0,
            "{chassis:?} leaves with {best}"
        );
        stage.forget();
        stage.put(0, Vec3::new(100.0, 0.0, 0.0), 90.0);
        let up = stage.run_until(2.0, &[(0, throttle(0.0))], |stage| stage.hog(0).position.y > 5.0);
        assert!(
            up.is_some() && stage.hog(0).velocity.x < -15.0,
            "{chassis:?}: {:?}",
            stage.hog(0)
        );
        assert!(
            stage
                .events()
                .any(|outcome| *outcome == Outcome::PadUsed { hog: id(0), pad: 1 })
        );
    }
}

/// What a client is told of another: nothing of when a pad throws it again.
fn as_told(stage: &Stage) -> ArenaState {
    let mut state = stage.arena.capture();
    state.hogs[0].pad_wait_ticks = 0;
    state
}

#[test]
fn a_look_ahead_throws_others_when_they_come_and_not_again_when_they_have_been() {
    for chassis in Chassis::ALL {
        let (run_up, over) = (Vec3::new(0.0, 0.0, -94.0), Vec3::new(104.5, 0.0, 0.0));
        for (from, yaw_deg, speed_mps, pad) in [(run_up, 0.0, 20.0, 0), (over, 90.0, 12.0, 1)] {
            let mut stage = places(&[chassis, Chassis::Boar]);
            stage.put(0, from, yaw_deg);
            stage.launch(0, speed_mps);
            let ahead = Controls {
                aim_yaw: stage.hog(0).controls.aim_yaw,
                ..throttle(1.0)
            };
            let mut guess = Arena::prediction(stage.arena.rules().clone(), id(1));
            let used = |outcome: &Outcome| matches!(outcome, Outcome::PadUsed { hog, .. } if *hog == id(0));
            // Not yet thrown: the look ahead throws it when the match does.
            guess.restore(&as_told(&stage));
            for _ in 0..40 {
                let inputs = Inputs {
                    controls: vec![(id(0), ahead)],
                    ..Inputs::default()
                };
                let foreseen = guess.step(&inputs).iter().any(used);
                let happens = stage.step_with(inputs).iter().any(used);
                assert_eq!(foreseen, happens, "{chassis:?}, pad {pad}");
                if happens {
                    break;
                }
            }
            assert_eq!(stage.ticks_of(used).len(), 1, "{chassis:?} was not thrown");
            // Thrown: from wherever a snapshot finds it, the look ahead goes as the match goes.
            for _ in 0..19 {
                guess.restore(&as_told(&stage));
                stage.step(&[(0, ahead)]);
                let foreseen = guess.step(&Inputs::default());
                assert!(!foreseen.iter().any(used), "{chassis:?}, pad {pad}: thrown again");
                let (seen, real) = (guess.hog(id(0)).unwrap().velocity, stage.hog(0).velocity);
                assert!((seen - real).length() < 0.05, "{chassis:?}: {seen}, not {real}");
            }
        }
    }
}

/// The harm that one shot of the autocannon does to seat 1, after `change`.
fn harm_of_a_shot(change: impl FnOnce(&mut Hog)) -> f32 {
    let mut stage = places(&[Chassis::Boar; 2]);
    stage.put(0, Vec3::new(0.0, 0.0, -30.0), 0.0);
    stage.put(1, Vec3::new(0.0, 0.0, -45.0), 0.0);
    stage.aim(0, stage.hog(1).position);
    stage.change(0, change);
    stage.forget();
    stage.shoot(0, Weapon::Autocannon, stage.hog(1).position, 0.5);
    assert_eq!(stage.wounds(1), 1);
    stage.harm(1)
}

#[test]
fn overdrive_makes_weapons_do_more_for_its_time() {
    let times = rules(PLACES, |_| {}).tuning.rules.overdrive_damage;
    let (plain, driven) = (
        harm_of_a_shot(|_| {}),
        harm_of_a_shot(|hog| hog.overdrive_ticks = 300),
    );
    assert!((driven / plain - times).abs() < 0.02, "{plain}, then {driven}");
    // Aiming takes longer than what is left of this one.
    let over = harm_of_a_shot(|hog| hog.overdrive_ticks = 30);
    assert!((over - plain).abs() < 0.02, "{over}, not {plain}");
}

#[test]
fn a_cloak_hides_from_enemies_far_away_until_it_fires() {
    let mut stage = places(&[Chassis::Boar; 3]);
    let near_m = stage.tuning().rules.cloak_m;
    for (seat, x) in [(0, 0.0), (1, near_m - 2.0), (2, near_m + 2.0)] {
        stage.put(seat, Vec3::new(x, 0.0, -40.0), 0.0);
    }
    let hidden = |stage: &Stage, from| stage.arena.is_hidden(id(0), id(from));
    assert!(!hidden(&stage, 2));
    stage.change(0, |hog| hog.cloak_ticks = 300);
    assert_eq!(
        [0, 1, 2, 7].map(|from| hidden(&stage, from)),
        [false, false, true, true]
    );
    assert!(!stage.arena.is_hidden(id(2), id(0)), "it sees as well as before");
    // Friends see it, and who has no hog in play is near to nothing.
    stage.change(0, |hog| hog.team = Some(Team::Amber));
    stage.change(2, |hog| hog.team = Some(Team::Amber));
    stage.change(1, |hog| hog.respawn_ticks = 90);
    assert_eq!([1, 2].map(|from| hidden(&stage, from)), [true, false]);
    stage.change(2, |hog| hog.team = Some(Team::Azure));
    assert!(hidden(&stage, 2));
    stage.run(0.05, &[(0, fire(Weapon::Autocannon))]);
    assert!(!hidden(&stage, 2) && stage.hog(0).cloak_ticks == 0);
}

#[test]
fn whoever_carries_something_cannot_hide() {
    let mut stage = places(&[Chassis::Boar; 2]);
    stage.change(0, |hog| hog.cloak_ticks = 300);
    let mut state = stage.arena.capture();
    state.game.objectives = vec![Objective {
        holder: Some(id(0)),
        home: false,
        ..Objective::at_home(Thing::Pig, stage.arena.rules())
    }];
    stage.arena.restore(&state);
    stage.step(&[]);
    assert_eq!(stage.hog(0).cloak_ticks, 0);
}
