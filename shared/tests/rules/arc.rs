//! The arc: whom it strikes, how it leaps on, and what keeps it off.

use hogs_shared::arena::controls::Controls;
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::arena::shot::Struck;
use hogs_shared::math::Vec3;
use hogs_shared::tuning::Chassis;
use hogs_shared::weapon::Weapon;

use crate::stage::{Stage, fire, id, rules, with_solids};

/// The first at the origin, others where they are put.
fn crowd(solids: &str, places: &[(f32, f32)]) -> Stage {
    let crew = vec![Chassis::Boar; places.len() + 1];
    let mut stage = Stage::new(rules(&with_solids(solids), |_| {}), &crew);
    stage.put(0, Vec3::ZERO, 0.0);
    for (seat, &(x, z)) in places.iter().enumerate() {
        stage.put(seat + 1, Vec3::new(x, 0.0, z), 90.0);
    }
    stage.run(0.2, &[(0, Controls::default())]);
    stage
}

fn spark(stage: &mut Stage) {
    stage.forget();
    stage.step(&[(0, fire(Weapon::Arc))]);
}

#[track_caller]
fn about(value: f32, expected: f32) {
    assert!((value - expected).abs() < 0.05, "{value} is not {expected}");
}

#[test]
fn it_strikes_whom_it_is_pointed_at_and_leaps_on_twice_weaker_each_time() {
    // Not the one beyond the reach of a third leap, and not oneself, although that is nearer.
    let mut stage = crowd("", &[(0.0, -12.0), (7.0, -14.0), (14.0, -15.0), (21.0, -15.0)]);
    spark(&mut stage);
    let full = stage.weapon(Weapon::Arc).damage * stage.chassis(1).armour;
    for (seat, share) in [(0, 0.0), (1, 1.0), (2, 0.6), (3, 0.36), (4, 0.0)] {
        about(stage.harm(seat), full * share);
    }
    // Each stroke comes from the one before, so that it can be drawn.
    let strokes = stage.events().filter_map(|outcome| match outcome {
        Outcome::Damaged { victim, from, .. } => Some((*victim, *from)),
        _ => None,
    });
    let strokes: Vec<_> = strokes.collect();
    for (link, &(victim, from)) in strokes.iter().enumerate() {
        assert_eq!(victim, id(link + 1));
        let before = stage.hog(link).position;
        assert!((from - before).length() < 3.0, "stroke {link} from {from}");
    }
    assert_eq!(stage.last_end().unwrap().1, Struck::Hog(id(1)));
    assert!(stage.arena.shots().is_empty());
}

#[test]
fn distance_and_walls_keep_it_off() {
    let reach_m = crowd("", &[]).weapon(Weapon::Arc).reach_m;
    let wall = "(form: Box(20.0, 12.0, 0.5), at: (0.0, 6.0, -7.0))";
    let link_wall = "(form: Box(0.5, 12.0, 20.0), at: (3.5, 6.0, -12.0))";
    for (solids, places, harmed) in [
        ("", vec![(0.0, -reach_m - 3.0)], vec![]),
        ("", vec![(9.0, -9.0)], vec![]),
        (wall, vec![(0.0, -12.0)], vec![]),
        (link_wall, vec![(0.0, -12.0), (7.0, -12.0)], vec![1]),
        ("", vec![(0.0, -12.0), (13.0, -12.0)], vec![1]),
    ] {
        let mut stage = crowd(solids, &places);
        spark(&mut stage);
        for seat in 1..=places.len() {
            assert_eq!(
                stage.wounds(seat),
                usize::from(harmed.contains(&seat)),
                "{solids} {places:?}: seat {seat}"
            );
        }
        if harmed.is_empty() {
            assert!(!matches!(stage.last_end().unwrap().1, Struck::Hog(_)));
        }
    }
}

#[test]
fn it_spares_ones_own_side_and_who_is_cloaked_beyond_sight() {
    let mut stage = crowd("", &[(0.0, -12.0), (6.0, -12.0)]);
    for seat in [0, 2] {
        stage.change(seat, |hog| hog.team = Some(hogs_shared::ids::Team::Amber));
    }
    stage.change(1, |hog| hog.team = Some(hogs_shared::ids::Team::Azure));
    spark(&mut stage);
    assert_eq!((stage.wounds(1), stage.wounds(2)), (1, 0));
    let cloak_m = stage.tuning().rules.cloak_m;
    let mut stage = crowd("", &[(0.0, -cloak_m - 1.8)]);
    assert!(cloak_m + 1.8 < stage.weapon(Weapon::Arc).reach_m);
    stage.change(1, |hog| hog.cloak_ticks = 600);
    spark(&mut stage);
    assert_eq!(stage.wounds(1), 0);
}
