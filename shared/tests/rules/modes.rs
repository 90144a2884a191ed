//! What each mode promises, a file each, and what all of them share: sides, and where things are at home.

use hogs_shared::arena::Inputs;
use hogs_shared::arena::hog::Points;
use hogs_shared::arena::outcome::{Deed, Outcome};
use hogs_shared::assets::{AssetFolder, MatchData};
use hogs_shared::ids::{HogId, Team};
use hogs_shared::level::{Homes, Level, Terrain, vector};
use hogs_shared::math::Vec3;
use hogs_shared::mode::{Mode, Objective};
use hogs_shared::tuning::Chassis;
use hogs_shared::weapon::Weapon;

use crate::stage::{Stage, flat, id, join, rules, rules_of};

#[path = "modes/capture_the_flag.rs"]
mod capture_the_flag;
#[path = "modes/greased_pig.rs"]
mod greased_pig;
#[path = "modes/last_hog_standing.rs"]
mod last_hog_standing;
#[path = "modes/team_deathmatch.rs"]
mod team_deathmatch;

/// The flat arena, with a base in the west and one in the east, 240 m apart, the pig's home between them, and spawns far
/// off in the south.
fn grounds() -> String {
    flat().replace(
        "spawns: [",
        "bases: [(side: 1, at: (-120.0, 0.0, 0.0)), (side: 2, at: (120.0, 0.0, 0.0))],
        pig: (0.0, 0.0, 0.0),
        spawns: [(at: (-300.0, 0.0, 300.0)), ",
    )
}

/// A match of a mode on that arena, in which everyone stands 30 m from the next, far from everything.
fn stage(mode: Mode, crew: &[Chassis], change: impl FnOnce(&mut MatchData)) -> Stage {
    let mut stage = Stage::new(rules_of(mode, &grounds(), change), crew);
    for seat in 0..crew.len() {
        stage.put(seat, Vec3::new(seat as f32 * 30.0, 0.0, -200.0), 0.0);
    }
    stage
}

/// One hog wrecks another with a shell.
fn wreck(stage: &mut Stage, killer: usize, victim: usize) {
    stage.change(victim, |hog| {
        (hog.health, hog.shield, hog.shield_wait_ticks) = (Points(1), Points::NONE, 600);
    });
    let at = stage.hog(victim).position;
    stage.shoot(killer, Weapon::Autocannon, at, 1.0);
    assert!(!stage.hog(victim).alive(), "{killer} missed {victim}");
}

/// One hog falls out of the arena, without anybody's doing.
fn fall(stage: &mut Stage, seat: usize) {
    stage.put(seat, Vec3::new(495.0, 0.0, 0.0), 0.0);
    stage.step(&[]);
    assert!(!stage.hog(seat).alive());
}

fn thing(stage: &Stage, objective: usize) -> Objective {
    stage.arena.game().objectives[objective]
}

/// What has happened to objectives, and by whose doing.
fn deeds(stage: &Stage) -> Vec<(u8, Deed, Option<HogId>)> {
    let deed = |outcome: &Outcome| match *outcome {
        Outcome::Objective {
            objective, deed, hog, ..
        } => Some((objective, deed, hog)),
        _ => None,
    };
    stage.events().filter_map(deed).collect()
}

fn points(stage: &Stage, seat: usize) -> i16 {
    stage.arena.game().score(id(seat)).points
}

#[test]
fn every_mode_has_its_file_and_its_name() {
    let assets = AssetFolder::find().unwrap();
    for mode in Mode::ALL {
        assert_eq!(Mode::from_name(mode.name()), Some(mode));
        let data = assets.load("sty", mode.name()).unwrap();
        assert!(!data.mode.title.is_empty());
        // A match of ten minutes has come to its end, with all the time that can be added.
        assert!(data.mode.time_limit_s + data.mode.overtime_s < 600.0);
    }
}

#[test]
fn sides_fill_evenly_and_whoever_asks_is_heard() {
    let mut stage = stage(Mode::TeamDeathmatch, &[Chassis::Boar; 5], |_| {});
    let teams = |stage: &Stage| stage.arena.hogs().map(|hog| hog.team).collect::<Vec<_>>();
    let (amber, azure) = (Some(Team::Amber), Some(Team::Azure));
    assert_eq!(teams(&stage), [amber, azure, amber, azure, amber]);
    let mut asks = join(5, Chassis::Boar);
    asks.team = amber;
    let mut looks_on = join(6, Chassis::Boar);
    looks_on.looks_on = true;
    stage.step_with(Inputs {
        joins: vec![asks, looks_on],
        ..Inputs::default()
    });
    assert_eq!((stage.hog(5).team, stage.hog(6).team), (amber, None));
    // A wreck that changes craft stays on its side; one that leaves makes room on it.
    fall(&mut stage, 1);
    stage.step_with(Inputs {
        leaves: vec![id(0), id(2)],
        joins: vec![join(1, Chassis::Shoat), join(0, Chassis::Boar)],
        ..Inputs::default()
    });
    assert_eq!((stage.hog(1).team, stage.hog(0).team), (azure, amber));
    // Where everyone is on their own, nobody is on a side.
    let mut alone = Stage::new(rules(&flat(), |_| {}), &[Chassis::Boar]);
    let mut asks = join(1, Chassis::Boar);
    asks.team = azure;
    alone.step_with(Inputs {
        joins: vec![asks],
        ..Inputs::default()
    });
    assert_eq!(alone.hog(1).team, None);
}

#[test]
fn one_comes_back_on_ones_own_side() {
    let row = |z: i32| format!("(at: (-200.0, 0.0, {z}.0)), (at: (200.0, 0.0, {z}.0)), ");
    let level = grounds().replace(
        "spawns: [",
        &format!("spawns: [{}{}{}{}", row(-60), row(-20), row(20), row(60)),
    );
    let mut stage = Stage::new(
        rules_of(Mode::TeamDeathmatch, &level, |_| {}),
        &[Chassis::Boar; 4],
    );
    for _ in 0..12 {
        for seat in 0..4 {
            stage.change(seat, |hog| hog.respawn_ticks = 2);
        }
        stage.run(0.1, &[]);
        for hog in stage.arena.hogs() {
            let east = hog.team == Some(Team::Azure);
            assert!(
                hog.alive() && (hog.position.x > 0.0) == east,
                "{} at {}",
                hog.id.0,
                hog.position
            );
        }
    }
}

#[test]
fn every_arena_has_homes_even_if_its_author_thought_of_none() {
    let assets = AssetFolder::find().unwrap();
    for map in assets.maps() {
        let said = assets.load(&map, "deathmatch").unwrap().level;
        let unsaid = Level {
            bases: Vec::new(),
            pig: None,
            ..said.clone()
        };
        for level in [said, unsaid] {
            let terrain = Terrain::build(&level).unwrap();
            let homes = Homes::of(&level, &terrain);
            assert_eq!(homes, Homes::of(&level, &terrain));
            let [amber, azure] = homes.bases;
            assert!((amber.at - azure.at).length() > 80.0, "{map}: {homes:?}");
            for place in [amber.at, azure.at, homes.pig] {
                let over = place + Vec3::new(0.0, 1.0, 0.0);
                assert!(
                    terrain.cast(over, Vec3::new(0.0, -1.0, 0.0), 2.0).is_some(),
                    "{map}: {place}"
                );
            }
            // Each side has spawns enough that three enemies about cost it none.
            for team in Team::ALL {
                let own = homes.spawns.iter().filter(|side| **side == Some(team)).count();
                assert!(own >= 8, "{map}: {team:?} has {own}");
            }
        }
    }
}

#[test]
fn homes_follow_from_spawns_and_pickups_where_nothing_is_said() {
    let level = |more: &str| Level::parse("test.ron", &flat().replace("spawns: [", more)).unwrap();
    let homes = |level: &Level| Homes::of(level, &Terrain::build(level).unwrap());
    let spread = level(
        "spawns: [(at: (-400.0, 0.0, 10.0)), (at: (30.0, 0.0, 0.0)), (at: (-390.0, 0.0, -10.0), side: 2), ",
    );
    let found = homes(&spread);
    assert_eq!(
        found.bases.map(|base| base.at),
        [vector((-400.0, 0.0, 10.0)), vector((380.0, 0.0, 300.0))]
    );
    assert_eq!(found.pig, vector((30.0, 0.0, 0.0)));
    // Whose a spawn is may be said; the others are shared out by where they lie.
    assert_eq!(
        found.spawns[..3],
        [Some(Team::Amber), Some(Team::Amber), Some(Team::Azure)]
    );
    // A pickup nearer to the middle is the pig's home, unless it burns there.
    let pickups = "pickups: [(kind: Repair, at: (9.0, 0.0, 0.0))], spawns: [";
    assert_eq!(homes(&level(pickups)).pig, vector((9.0, 0.0, 0.0)));
    let hot = format!(
        "hazards: [(kind: Lava, at: (9.0, -0.5, 0.0), size: (6.0, 3.0, 6.0), harm_per_s: 9.0)], {pickups}"
    );
    assert_eq!(homes(&level(&hot)).pig, vector((300.0, 0.0, 300.0)));
}

#[test]
fn homes_are_where_one_can_drive_from_each_to_the_others() {
    // A field; a pen at its edge without a way out and a tower in its middle, both of which one can only fall into; an
    // island beyond nothing; and a terrace that a ramp leads to.
    let text = |homes: &str| {
        format!(
            r#"(title: "Pens", half_size: (150.0, 100.0), ceiling: 60.0, floor: -20.0,
            solids: [
                (form: Box(120.0, 4.0, 120.0), at: (0.0, -2.0, 0.0)),
                (form: Box(40.0, 4.0, 40.0), at: (120.0, -2.0, 0.0)),
                (form: Box(16.0, 12.0, 1.0), at: (0.0, 6.0, 44.0)),
                (form: Box(1.0, 12.0, 16.0), at: (-8.0, 6.0, 52.0)),
                (form: Box(1.0, 12.0, 16.0), at: (8.0, 6.0, 52.0)),
                (form: Box(10.0, 9.0, 10.0), at: (0.0, 4.5, 0.0)),
                (form: Box(30.0, 4.0, 30.0), at: (-40.0, 2.0, -40.0)),
                (form: Ramp(10.0, 4.0, 16.0), at: (-40.0, 2.0, -17.0)),
            ],
            spawns: [(at: (0.0, 0.0, 54.0)), (at: (120.0, 0.0, 0.0)), (at: (50.0, 0.0, 50.0)), (at: (-40.0, 4.0, -40.0)),
                (at: (50.0, 0.0, 0.0))],
            pickups: [(kind: Repair, at: (0.0, 9.0, 0.0)), (kind: Ammo, at: (0.0, 0.0, 15.0))], {homes})"#
        )
    };
    let homes = |said: &str| {
        let level = Level::parse("pens.ron", &text(said)).unwrap();
        Homes::of(&level, &Terrain::build(&level).unwrap())
    };
    let terrace = vector((-40.0, 4.0, -40.0));
    let found = homes("");
    let bases = found.bases.map(|base| base.at);
    assert_eq!(bases, [vector((50.0, 0.0, 50.0)), terrace]);
    assert_eq!(found.pig, vector((0.0, 0.0, 15.0)));
    // What is said holds, and the rest goes by it.
    let found = homes("bases: [(side: 2, at: (50.0, 0.0, -50.0))]");
    let bases = found.bases.map(|base| base.at);
    assert_eq!(bases, [vector((50.0, 0.0, 50.0)), vector((50.0, 0.0, -50.0))]);
    let found = homes("bases: [(side: 2, at: (110.0, 0.0, 10.0))]");
    assert_eq!(found.bases[0].at, vector((120.0, 0.0, 0.0)));
    assert_eq!(found.pig, vector((120.0, 0.0, 0.0)));
}

#[test]
fn homes_that_nobody_could_stand_at_are_refused_in_words() {
    for (homes, words) in [
        (
            "bases: [(side: 3, at: (0.0, 0.0, 0.0))]",
            "side of base 1 is 3; it must be 1 or 2",
        ),
        (
            "bases: [(side: 1, at: (0.0, 0.0, 0.0)), (side: 1, at: (50.0, 0.0, 0.0))]",
            "base 2 is of the same side as another",
        ),
        (
            "bases: [(side: 2, at: (495.0, 0.0, 0.0))]",
            "base 1 lies outside the arena",
        ),
        (
            "bases: [(side: 2, at: (0.0, 9.0, 0.0))]",
            "base 1 has no ground within 2.5 m below it",
        ),
        ("pig: (0.0, -2.0, 0.0)", "the pig's home is inside a solid"),
        (
            "pig: (9999.0, 0.0, 0.0)",
            "the pig's home lies more than 500 m from the middle",
        ),
    ] {
        let text = flat().replace("spawns: [", &format!("{homes}, spawns: ["));
        let refusal = Level::parse("test.ron", &text).unwrap_err().to_string();
        assert_eq!(refusal, format!("test.ron: {words}"));
    }
}
