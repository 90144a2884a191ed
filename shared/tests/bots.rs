//! Bots against each other, for simulated minutes: they fight with everything, fetch things, get nowhere stuck, keep
//! out of the pit, and play the better the more skilled they are.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

#[path = "bots/league.rs"]
mod league;

use hogs_shared::arena::controls::{Buttons, Controls};
use hogs_shared::arena::{Arena, Inputs};
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::{Chassis, HogId};
use hogs_shared::level::vector;
use hogs_shared::math::Vec3;
use hogs_shared::weapon::Weapon;
use league::League;

#[test]
fn they_fight_with_everything_and_get_nowhere_stuck() {
    let rules = league::sty();
    let nav = NavMap::build(&rules);
    let skills: Vec<_> = (0..16).map(|seat| Skill::from_level(seat % 5)).collect();
    let mut league = League::new(rules, nav, &skills, 7);
    league.play(240);
    println!("{league:?}");
    let counts = &league.counts;
    for weapon in Weapon::ALL {
        let harm = counts.damage.get(weapon.name()).copied().unwrap_or(0.0);
        let fired = counts.fired.get(weapon.name()).copied().unwrap_or(0);
        if weapon == Weapon::Tractor {
            assert!(fired >= 1, "nobody was thrown but {fired}");
        } else {
            assert!(harm > 250.0, "{harm:.0} points by {fired} shots of {weapon:?}");
        }
    }
    for chassis in Chassis::ALL {
        let used = counts.abilities.get(chassis.name()).copied().unwrap_or(0);
        assert!(used >= 10, "{chassis:?} used what it can do {used} times");
    }
    assert!(
        counts.pickups.values().sum::<u32>() >= 30,
        "pickups lie about: {:?}",
        counts.pickups
    );
    let wrecks: u32 = counts.wrecks.values().sum();
    let falls = counts.wrecks.get("fall").copied().unwrap_or(0);
    assert!(
        falls * 20 <= wrecks,
        "{falls} of {wrecks} fell, at {:?}",
        counts.fall_places
    );
    assert!(
        counts.falls_unpushed <= 2,
        "{} fell unpushed",
        counts.falls_unpushed
    );
    assert!(
        league.share(counts.stuck_ticks) < 0.01,
        "stuck at {:?}",
        counts.stuck_places
    );
    assert!(
        counts.spilled_longest_ticks < 240,
        "somebody lay on the back for {}",
        counts.spilled_longest_ticks
    );
    assert_eq!((counts.outside, counts.unphysical), (0, 0));
    assert!(
        counts.speed_sum / f64::from(counts.alive_ticks) > 10.0,
        "they hardly move"
    );
}

#[test]
fn they_keep_on_a_table_without_a_fence() {
    let rules = league::table();
    let nav = NavMap::build(&rules);
    let mut league = League::new(rules, nav, &[Skill::Medium; 6], 11);
    league.play(180);
    println!("{league:?}");
    let counts = &league.counts;
    assert!(
        counts.wrecks.values().sum::<u32>() > 10,
        "they hardly fight: {:?}",
        counts.wrecks
    );
    assert!(
        counts.falls_unpushed <= 4,
        "{} fell unpushed, at {:?}",
        counts.falls_unpushed,
        counts.fall_places
    );
    assert!(
        league.share(counts.stuck_ticks) < 0.01,
        "stuck at {:?}",
        counts.stuck_places
    );
}

#[test]
fn skill_shows() {
    let rules = league::sty();
    let nav = NavMap::build(&rules);
    for (weak, strong, ratio) in [
        (Skill::Beginner, Skill::Expert, 3),
        (Skill::Easy, Skill::Hard, 2),
        (Skill::Beginner, Skill::Easy, 1),
        (Skill::Easy, Skill::Medium, 1),
        (Skill::Medium, Skill::Hard, 1),
        (Skill::Hard, Skill::Expert, 1),
    ] {
        let skills: Vec<_> = (0..16)
            .map(|seat| if seat % 2 == 0 { weak } else { strong })
            .collect();
        let mut league = League::new(rules.clone(), nav.clone(), &skills, 5);
        // Long enough for some hundred wrecks: fewer say nothing.
        league.play(300);
        let (weak_kills, strong_kills) = (league.record(weak).0, league.record(strong).0);
        println!(
            "{weak:?} {:?} {strong:?} {:?}",
            league.record(weak),
            league.record(strong)
        );
        assert!(
            strong_kills > ratio * weak_kills,
            "{strong:?} wrecked {strong_kills}, {weak:?} {weak_kills}"
        );
    }
}

#[test]
fn the_same_seed_gives_the_same_match() {
    let rules = league::sty();
    let nav = NavMap::build(&rules);
    let skills = [Skill::Easy, Skill::Medium, Skill::Hard, Skill::Hard];
    let mut one = League::new(rules.clone(), nav.clone(), &skills, 3);
    let mut other = League::new(rules.clone(), nav.clone(), &skills, 3);
    let mut third = League::new(rules, nav, &skills, 4);
    for _ in 0..600 {
        one.step();
        other.step();
        third.step();
        let controls = |league: &League| league.arena.hogs().map(|hog| hog.controls).collect::<Vec<_>>();
        assert_eq!(controls(&one), controls(&other));
    }
    assert_eq!(one.arena.checksum(), other.arena.checksum());
    assert_ne!(one.arena.checksum(), third.arena.checksum());
}

#[test]
fn a_bot_without_a_hog_keeps_its_hands_off() {
    let rules = league::sty();
    let nav = NavMap::build(&rules);
    let mut bot = Bot::new(HogId(200), Skill::Hard, 1);
    let empty = Arena::new(rules.clone(), 1);
    assert_eq!(bot.think(&empty, &nav), Controls::default());
    // In play, out of play, and back: it goes on with whatever there is.
    let mut league = League::new(rules, nav.clone(), &[Skill::Hard; 4], 2);
    league.play(20);
    let mut bot = league.bots[1].clone();
    let leaves = Inputs {
        leaves: vec![HogId(1)],
        ..Inputs::default()
    };
    let full = league.arena.clone();
    league.arena.step(&leaves);
    for _ in 0..5 {
        let controls = bot.think(&league.arena, &nav);
        assert_eq!((controls.throttle, controls.steer, controls.strafe), (0, 0, 0));
        assert_eq!(controls.buttons, Buttons::default());
    }
    let moves = (0..120)
        .map(|_| bot.think(&full, &nav))
        .filter(|controls| controls.throttle != 0)
        .count();
    assert!(moves > 30, "it does not go on: {moves}");
}

#[test]
fn a_bot_plays_from_a_predicted_match_that_jumps() {
    let rules = league::sty();
    let nav = NavMap::build(&rules);
    let mut league = League::new(rules.clone(), nav.clone(), &[Skill::Medium; 6], 9);
    let mut own = Arena::prediction(rules, HogId(0));
    let mut state = league.arena.capture();
    let (mut driven_m, mut fired) = (0.0, 0);
    for tick in 0..3600 {
        // A snapshot of up to ten ticks ago is restored every third tick, and looked ahead from by a changing amount.
        if tick % 10 == 0 {
            state = league.arena.capture();
        }
        if tick % 3 == 0 {
            own.restore(&state);
            for _ in 0..tick % 12 {
                own.step(&Inputs::default());
            }
        } else {
            own.step(&Inputs::default());
        }
        let controls = league.bots[0].think(&own, &nav);
        fired += u32::from(controls.buttons.holds(Buttons::FIRE));
        let mut inputs = Inputs {
            controls: vec![(HogId(0), controls)],
            ..Inputs::default()
        };
        for bot in &mut league.bots[1..] {
            inputs.controls.push((bot.hog(), bot.think(&league.arena, &nav)));
        }
        league.arena.step(&inputs);
        driven_m += league
            .arena
            .hog(HogId(0))
            .map_or(Vec3::ZERO, |hog| hog.velocity)
            .length()
            / 60.0;
    }
    println!("drove {driven_m:.0} m, trigger down for {fired} ticks");
    assert!(
        driven_m > 300.0 && fired > 60,
        "drove {driven_m} m, trigger down for {fired} ticks"
    );
}

#[test]
fn the_map_knows_what_can_be_reached() {
    let rules = league::table();
    let nav = NavMap::build(&rules);
    let reaches = |x, y, z| nav.reaches(Vec3::new(x, y, z));
    assert!(reaches(0.0, 0.0, 0.0), "the bridge");
    assert!(reaches(45.0, 5.0, -45.0), "the platform, by its ramp");
    assert!(reaches(-35.0, 0.0, -16.0), "the gap in the wall");
    assert!(!reaches(30.0, 12.0, 30.0), "the top of the tower");
    assert!(!reaches(-35.0, 6.0, 6.0), "the top of the wall");
    assert!(!reaches(0.0, 0.0, 11.0), "the pit");
    assert!(!reaches(75.0, 0.0, 0.0), "beyond the edge");
    // All of the arena that ships.
    let rules = league::sty();
    let nav = NavMap::build(&rules);
    for (index, pickup) in rules.level.pickups.iter().enumerate() {
        assert!(
            nav.reaches(vector(pickup.at)),
            "pickup {index} cannot be reached: {pickup:?}"
        );
    }
    for (index, spawn) in rules.level.spawns.iter().enumerate() {
        assert!(
            nav.reaches(vector(spawn.at)),
            "spawn {index} is nowhere: {spawn:?}"
        );
    }
}
