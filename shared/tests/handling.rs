//! What a craft must do by itself, whoever drives it: lie still when left alone, come to rest, get back on its cushion.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

use std::sync::Arc;

use hogs_shared::arena::controls::Controls;
use hogs_shared::arena::hog::Hog;
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::assets::{AssetFolder, MatchData};
use hogs_shared::ids::HogId;
use hogs_shared::level::Level;
use hogs_shared::math::{PI, Quat, cos, sin};
use hogs_shared::mode::{Mode, Score};
use hogs_shared::tuning::Chassis;

const FLAT: &str = r#"(
    title: "Flat",
    half_size: (200.0, 200.0),
    ceiling: 50.0,
    floor: -5.0,
    solids: [(form: Box(400.0, 4.0, 400.0), at: (0.0, -2.0, 0.0))],
    spawns: [
        (at: (0.0, 0.0, 0.0)), (at: (30.0, 0.0, 0.0)), (at: (60.0, 0.0, 0.0)),
        (at: (0.0, 0.0, 30.0)), (at: (30.0, 0.0, 30.0)), (at: (60.0, 0.0, 30.0)),
    ],
)"#;

/// One of every chassis on a flat floor, changed by `change`.
fn on_the_flat(change: impl Fn(&mut Hog)) -> Arena {
    let data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
    let level = Level::parse("flat.ron", FLAT).unwrap();
    let rules = Arc::new(Rules::new(Mode::Deathmatch, MatchData { level, ..data }).unwrap());
    let mut arena = Arena::new(rules, 1);
    let join = |seat: usize| Join {
        hog: HogId(seat as u8),
        chassis: Chassis::ALL[seat],
        score: Score::default(),
    };
    arena.step(&Inputs {
        joins: (0..3).map(join).collect(),
        ..Inputs::default()
    });
    for _ in 0..180 {
        arena.step(&Inputs::default());
    }
    let mut state = arena.capture();
    state.hogs.iter_mut().for_each(change);
    arena.restore(&state);
    arena
}

#[test]
fn a_craft_left_alone_lies_still() {
    let mut arena = on_the_flat(|_| {});
    let places = |arena: &Arena| arena.hogs().map(|hog| hog.position).collect::<Vec<_>>();
    let before = places(&arena);
    for _ in 0..300 {
        arena.step(&Inputs::default());
        for (now, before) in places(&arena).into_iter().zip(&before) {
            assert!((now - *before).length() < 0.005, "moves from {before} to {now}");
        }
    }
}

#[test]
fn a_coasting_craft_comes_to_rest() {
    let mut arena = on_the_flat(|hog| hog.velocity = hog.forward() * 20.0);
    let idle = |seat: u8| (HogId(seat), Controls::default());
    for _ in 0..20 * 60 {
        arena.step(&Inputs {
            controls: (0..3).map(idle).collect(),
            ..Inputs::default()
        });
    }
    for hog in arena.hogs() {
        assert!(
            hog.velocity.length() < 0.15,
            "{:?} still drifts at {}",
            hog.chassis,
            hog.velocity
        );
    }
}

#[test]
fn a_craft_on_its_side_or_back_rolls_over() {
    for tilt in [PI, 3.0, -2.5, 2.0, -PI * 0.5, PI * 0.5] {
        let roll = Quat::from_xyzw(0.0, 0.0, sin(tilt * 0.5), cos(tilt * 0.5));
        let mut arena = on_the_flat(|hog| {
            hog.position.y = 1.8;
            hog.rotation *= roll;
        });
        for _ in 0..120 {
            arena.step(&Inputs::default());
        }
        for hog in arena.hogs() {
            assert!(
                hog.up().y > 0.95,
                "{:?} still lies on its side: {} after a roll of {tilt}",
                hog.chassis,
                hog.up()
            );
        }
    }
}
