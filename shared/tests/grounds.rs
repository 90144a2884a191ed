//! What an arena's grounds do to hogs: currents, gates, lava, ice, hills and movers; and that all of it is foreseen alike
//! by whoever goes on from a snapshot.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::sync::Arc;

use hogs_shared::arena::controls::Controls;
use hogs_shared::arena::hog::Hog;
use hogs_shared::arena::outcome::{Cause, Outcome, Outcomes};
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::assets::{AssetFolder, MatchData};
use hogs_shared::ids::{Chassis, HogId};
use hogs_shared::level::Level;
use hogs_shared::math::{PI, Vec3, yaw_pitch};
use hogs_shared::mode::Mode;
use hogs_shared::tick::Tick;

/// A field of 200 m with whatever else.
fn field(rest: &str) -> Arc<Rules> {
    let text = format!(
        r#"(title: "Field", half_size: (100.0, 100.0), ceiling: 60.0, floor: -20.0,
            solids: [(form: Box(210.0, 2.0, 210.0), at: (0.0, -1.0, 0.0))],
            spawns: [(at: (0.0, 0.0, 90.0)), (at: (80.0, 0.0, 90.0))], {rest})"#
    );
    rules(Level::parse("field.ron", &text).unwrap())
}

fn rules(level: Level) -> Arc<Rules> {
    let data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
    Arc::new(Rules::new(Mode::Deathmatch, MatchData { level, ..data }).unwrap())
}

/// A match with a Boar at a point on the ground, under way along a heading.
fn put(rules: &Arc<Rules>, at: Vec3, yaw: f32, speed_mps: f32) -> Arena {
    let mut arena = Arena::new(rules.clone(), 1);
    let join = Join::new(HogId(0), Chassis::Boar);
    arena.step(&Inputs {
        joins: vec![join],
        ..Inputs::default()
    });
    let mut state = arena.capture();
    let hog = &mut state.hogs[0];
    hog.position = at + Vec3::new(0.0, 1.0, 0.0);
    hog.rotation = yaw_pitch(yaw, 0.0);
    hog.velocity = hog.forward() * speed_mps;
    hog.protected_ticks = 0;
    arena.restore(&state);
    arena
}

fn hog(arena: &Arena) -> &Hog {
    arena.hog(HogId(0)).unwrap()
}

/// Steps so often with these controls; what happened.
fn run(arena: &mut Arena, ticks: u32, throttle: f32) -> Outcomes {
    let controls = Controls {
        throttle: Controls::axis(throttle),
        ..Controls::default()
    };
    let inputs = Inputs {
        controls: vec![(HogId(0), controls)],
        ..Inputs::default()
    };
    (0..ticks).flat_map(|_| arena.step(&inputs)).collect()
}

fn harm(outcomes: &Outcomes, wanted: Cause) -> f32 {
    let points = outcomes.iter().filter_map(|outcome| match outcome {
        Outcome::Damaged { cause, amount, .. } if *cause == wanted => Some(amount.points()),
        _ => None,
    });
    points.sum()
}

#[test]
fn a_current_carries_to_its_speed_and_no_further() {
    let river =
        "currents: [(at: (0.0, 0.0, 0.0), size: (20.0, 3.0, 190.0), speed_mps: 25.0, push_mps2: 15.0)],";
    let mut arena = put(&field(river), Vec3::new(0.0, 0.0, 70.0), 0.0, 0.0);
    run(&mut arena, 60, 0.0);
    let early = -hog(&arena).velocity.z;
    assert!((8.0..20.0).contains(&early), "{early} m/s after a second");
    run(&mut arena, 120, 0.0);
    let late = -hog(&arena).velocity.z;
    assert!((21.0..25.5).contains(&late), "{late} m/s after three");
    let mut beside = put(&field(river), Vec3::new(30.0, 0.0, 70.0), 0.0, 0.0);
    run(&mut beside, 180, 0.0);
    assert!(
        hog(&beside).velocity.length() < 0.5,
        "it reaches beyond its banks"
    );
}

#[test]
fn a_gate_leads_to_the_other_and_not_at_once_back() {
    let gates = r#"gates: [
        (name: "north", at: (0.0, 0.0, -50.0), yaw_deg: 180.0, size: (10.0, 5.0), to: "east"),
        (name: "east", at: (60.0, 0.0, 0.0), yaw_deg: 90.0, size: (10.0, 5.0), to: "north"),
    ],"#;
    let rules = field(gates);
    let mut arena = put(&rules, Vec3::new(2.0, 0.0, -30.0), 0.0, 20.0);
    let outcomes = run(&mut arena, 90, 0.6);
    let passed: Vec<_> = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Outcome::Teleported { .. }))
        .collect();
    assert_eq!(
        passed,
        [&Outcome::Teleported {
            hog: HogId(0),
            gate: 0
        }]
    );
    let out = hog(&arena);
    // Out of the eastern one, whose heading is west, on the right of its middle: it went in on the right.
    assert!(out.position.x < 58.0 && out.position.x > 25.0, "{}", out.position);
    assert!((out.position.z + 2.0).abs() < 1.5, "{}", out.position);
    assert!(
        out.velocity.x < -12.0 && out.velocity.z.abs() < 3.0,
        "{}",
        out.velocity
    );
    assert!(out.forward().x < -0.9, "{}", out.forward());
    // Along the heading nobody goes in.
    let mut arena = put(&rules, Vec3::new(0.0, 0.0, -58.0), PI, 20.0);
    let outcomes = run(&mut arena, 60, 0.6);
    assert!(
        !outcomes
            .iter()
            .any(|outcome| matches!(outcome, Outcome::Teleported { .. }))
    );
}

#[test]
fn lava_burns_by_the_second_and_ice_lets_slide() {
    let lava = "hazards: [(kind: Lava, at: (0.0, -0.5, 0.0), size: (20.0, 3.0, 20.0), harm_per_s: 60.0)],";
    let mut arena = put(&field(lava), Vec3::ZERO, 0.0, 0.0);
    let outcomes = run(&mut arena, 60, 0.0);
    let points = harm(&outcomes, Cause::Lava);
    let armour = arena.rules().tuning.chassis(Chassis::Boar).armour;
    assert!((points - 60.0 * armour).abs() < 1.0, "{points}");
    let slide = |surface: &str| {
        let ground = field("").level.clone();
        let mut level = ground;
        level.solids[0].surface = match surface {
            "ice" => hogs_shared::level::Surface::Ice,
            _ => hogs_shared::level::Surface::Earth,
        };
        let mut arena = put(&rules(level), Vec3::ZERO, 0.0, 0.0);
        let mut state = arena.capture();
        state.hogs[0].velocity = Vec3::new(15.0, 0.0, 0.0);
        arena.restore(&state);
        run(&mut arena, 90, 0.0);
        hog(&arena).position.x
    };
    let (earth_m, ice_m) = (slide("earth"), slide("ice"));
    assert!(ice_m > earth_m * 1.8, "{ice_m} m on ice, {earth_m} m on earth");
}

const LIFT: &str = r#"movers: [(name: "lift", form: Box(8.0, 1.0, 8.0), at: (0.0, 0.5, 0.0),
    path: [(0.0, 0.0, 0.0), (0.0, 8.0, 0.0), (12.0, 8.0, 0.0)], period_s: 18.0, wait_s: 1.0)],"#;

#[test]
fn a_mover_is_where_the_tick_says_and_carries_who_is_on_it() {
    let rules = field(LIFT);
    let round = 18 * 60;
    for tick in [0, 7, 100, 333] {
        let (once, again) = (
            rules.level.movers_at(Tick(tick)),
            rules.level.movers_at(Tick(tick + round)),
        );
        assert_eq!(once, again);
    }
    let mut arena = put(&rules, Vec3::new(0.0, 1.0, 0.0), 0.0, 0.0);
    for _ in 0..12 {
        run(&mut arena, 60, 0.0);
        let middle = rules.level.movers_at(arena.tick())[0].pose.translation;
        let over = hog(&arena).position - middle;
        assert!((1.0..2.2).contains(&over.y), "{over} over the lift");
        assert!(over.x.abs() < 3.0, "{over} off the lift");
    }
    assert!(hog(&arena).position.y > 8.0, "it did not go up");
}

#[test]
fn a_press_crushes_and_a_ram_only_pushes() {
    let press = r#"movers: [(name: "press", form: Box(8.0, 4.0, 8.0), at: (0.0, 2.2, 0.0),
        path: [(0.0, 6.0, 0.0), (0.0, 0.0, 0.0)], period_s: 4.0, crush_per_s: 900.0)],"#;
    let mut arena = put(&field(press), Vec3::ZERO, 0.0, 0.0);
    let outcomes = run(&mut arena, 180, 0.0);
    let crushed = |outcome: &&Outcome| {
        matches!(
            outcome,
            Outcome::Wrecked {
                cause: Cause::Crush,
                ..
            }
        )
    };
    assert_eq!(outcomes.iter().filter(crushed).count(), 1);
    let ram = r#"movers: [(name: "ram", form: Box(6.0, 3.0, 6.0), at: (-10.0, 1.6, 0.0),
        path: [(0.0, 0.0, 0.0), (12.0, 0.0, 0.0)], period_s: 3.0, crush_per_s: 900.0)],"#;
    let mut arena = put(&field(ram), Vec3::ZERO, 0.0, 0.0);
    let outcomes = run(&mut arena, 90, 0.0);
    assert!(harm(&outcomes, Cause::Crush) < 1.0, "pushed and hurt");
    assert!(
        hog(&arena).position.x > 5.0,
        "not pushed: {}",
        hog(&arena).position
    );
}

#[test]
fn who_goes_on_from_a_snapshot_has_everything_in_its_place() {
    let all = format!(
        r#"{LIFT} currents: [(at: (0.0, 0.0, 40.0), size: (30.0, 3.0, 60.0), speed_mps: 22.0, push_mps2: 15.0)],
        gates: [(name: "a", at: (0.0, 0.0, -40.0), yaw_deg: 180.0, size: (20.0, 5.0), to: "b"),
                (name: "b", at: (40.0, 0.0, 60.0), size: (10.0, 5.0))],
        hazards: [(kind: Lava, at: (40.0, -0.5, 30.0), size: (20.0, 3.0, 20.0), harm_per_s: 30.0)],"#
    );
    let rules = field(&all);
    let mut arena = put(&rules, Vec3::new(7.0, 0.0, 60.0), 0.0, 5.0);
    run(&mut arena, 20, 0.5);
    let mut foreseen = Arena::prediction(rules.clone(), HogId(0));
    let (mut passed, mut burnt) = (0, 0.0);
    for _ in 0..60 {
        foreseen.restore(&arena.capture());
        let seen = run(&mut foreseen, 6, 0.5);
        let happened = run(&mut arena, 6, 0.5);
        passed += happened
            .iter()
            .filter(|outcome| matches!(outcome, Outcome::Teleported { .. }))
            .count();
        burnt += harm(&happened, Cause::Lava);
        assert_eq!(harm(&seen, Cause::Lava), harm(&happened, Cause::Lava));
        assert_eq!(hog(&foreseen), hog(&arena), "at tick {:?}", arena.tick());
    }
    assert!(passed > 0 && burnt > 0.0, "it came by nothing: {passed}, {burnt}");
}

#[test]
fn hills_carry_a_hog_and_are_the_same_everywhere() {
    let text = r#"(title: "Hills", half_size: (100.0, 100.0), ceiling: 60.0, floor: -30.0,
        heights: (at: (0.0, 0.0, 0.0), cell_m: 3.0, surface: Grass,
            relief: Hills(seed: 4, wide: 70, long: 70, height_m: 12.0, wave_m: 40.0, layers: 3),
            flats: [(at: (0.0, 80.0), height: 4.0, radius_m: 12.0, fade_m: 12.0)]),
        spawns: [(at: (0.0, 4.0, 80.0)), (at: (-8.0, 4.0, 73.0))])"#;
    let level = Level::parse("hills.ron", text).unwrap();
    let heights = level.heights.clone().unwrap().grid().heights;
    let (low, high) = heights.iter().fold((f32::MAX, f32::MIN), |(low, high), &height| {
        (low.min(height), high.max(height))
    });
    assert!(low >= 0.0 && high <= 12.0 && high - low > 5.0, "{low} to {high}");
    let rules = rules(level);
    let mut arena = put(&rules, Vec3::new(0.0, 4.0, 80.0), 0.0, 10.0);
    for _ in 0..480 {
        run(&mut arena, 1, 0.5);
        let at = hog(&arena).position;
        let up = rules.terrain.cast(at, Vec3::new(0.0, -1.0, 0.0), 40.0);
        assert!(up.is_some(), "under the ground at {at}");
    }
    assert!(
        hog(&arena).position.z < 20.0,
        "it got nowhere: {}",
        hog(&arena).position
    );
}

#[test]
fn a_push_is_foreseen_nearly_as_it_comes() {
    let ram = r#"movers: [(name: "ram", form: Box(6.0, 3.0, 6.0), at: (-14.0, 1.6, 0.0),
        path: [(0.0, 0.0, 0.0), (14.0, 0.0, 0.0)], period_s: 5.0)],"#;
    let rules = field(ram);
    let mut arena = put(&rules, Vec3::ZERO, 0.0, 0.0);
    let mut foreseen = Arena::prediction(rules, HogId(0));
    for _ in 0..30 {
        foreseen.restore(&arena.capture());
        run(&mut foreseen, 6, 0.0);
        run(&mut arena, 6, 0.0);
        let off_m = (hog(&foreseen).position - hog(&arena).position).length();
        assert!(off_m < 0.05, "{off_m} m off at tick {:?}", arena.tick());
    }
    assert!(
        hog(&arena).position.x > 2.0,
        "nothing pushed it: {}",
        hog(&arena).position
    );
}
