//! Every mode, played by bots: they do what it is about, get nowhere stuck and stay inside. `bench arenas` plays it for as
//! long as one likes, everywhere.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::sync::Arc;

use hogs_shared::arena::Rules;
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::NavMap;
use hogs_shared::mode::Mode;
use hogs_tests::arenas::{Conduct, play};

/// Simulated minutes in each mode on each arena.
const MINUTES: f32 = 1.5;
/// The same where points are few and far between; a match lasts longer.
const FLAG_MINUTES: f32 = 7.5;
/// Share of the time that hogs may be stuck. Over ten minutes it is below half a percent (`bench arenas`); in so short a
/// time three waits before a press are as much.
const MOST_STUCK: f64 = 0.008;

fn conduct(map: &str, mode: Mode) -> Conduct {
    let data = AssetFolder::find().unwrap().load(map, mode.name()).unwrap();
    let rules = Arc::new(Rules::new(mode, data).unwrap());
    let minutes = if mode == Mode::CaptureTheFlag {
        FLAG_MINUTES
    } else {
        MINUTES
    };
    let conduct = play(&rules, &NavMap::build(&rules), 16, minutes, 1);
    println!("{map} {}: {conduct:?}", mode.name());
    assert!(
        conduct.longest_stuck_s < 4.0 && conduct.stuck_share < MOST_STUCK,
        "{map} {}: stuck at {:?}",
        mode.name(),
        conduct.stuck_at
    );
    assert_eq!((conduct.out_of_bounds, conduct.unphysical), (0, 0));
    conduct
}

/// Plays every mode on an arena.
fn bots_do_what_every_mode_is_about(map: &str) {
    for mode in Mode::ALL {
        let conduct = conduct(map, mode);
        let deed = |name: &str| conduct.deeds.get(name).copied().unwrap_or(0);
        let name = format!("{map} {}: {:?}", mode.name(), conduct.deeds);
        match mode {
            Mode::Deathmatch | Mode::TeamDeathmatch => assert!(conduct.points > 10, "{name}"),
            Mode::LastHogStanding => assert!(conduct.kills_per_minute > 5.0, "{name}"),
            Mode::CaptureTheFlag => {
                assert!(deed("taken") >= 3 && deed("dropped") >= 1, "{name}");
                assert!(
                    deed("captured") >= 1 && conduct.points == deed("captured"),
                    "{name}"
                );
            }
            Mode::GreasedPig => {
                assert!(deed("taken") >= 5 && deed("dropped") >= 4, "{name}");
                assert!(conduct.points >= 8, "{name}");
            }
        }
    }
}

#[test]
fn bots_do_what_every_mode_is_about_in_the_foundry() {
    bots_do_what_every_mode_is_about("foundry");
}

#[test]
fn bots_do_what_every_mode_is_about_in_the_gorge() {
    bots_do_what_every_mode_is_about("gorge");
}

#[test]
fn bots_do_what_every_mode_is_about_on_the_prairie() {
    bots_do_what_every_mode_is_about("prairie");
}

#[test]
fn bots_do_what_every_mode_is_about_in_the_rime() {
    bots_do_what_every_mode_is_about("rime");
}

#[test]
fn bots_do_what_every_mode_is_about_in_the_stacks() {
    bots_do_what_every_mode_is_about("stacks");
}

#[test]
fn bots_do_what_every_mode_is_about_in_the_sty() {
    bots_do_what_every_mode_is_about("sty");
}

#[test]
fn every_arena_has_its_test() {
    let maps = AssetFolder::find().unwrap().maps();
    assert_eq!(maps, ["foundry", "gorge", "prairie", "rime", "stacks", "sty"]);
}
