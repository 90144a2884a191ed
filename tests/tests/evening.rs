//! A short evening on one server: people come and go and come back, vote, look on, change sides; matches end and others
//! follow. Twice it is the same, every match can be played again, and nothing is left when all have gone. For half an
//! hour, with an eye on memory: `cargo run --release --package hogs_tests --bin evening`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use hogs_tests::evening::archive::check;
use hogs_tests::evening::{Plan, have};
use hogs_tests::game::Folder;

const PLAN: Plan = Plan {
    seed: 3,
    minutes: 1.2,
    match_s: 15.0,
    guests: 8,
    predicting: 2,
    players: 12,
};

#[test]
fn an_evening_is_the_same_again_and_its_matches_are_on_record() {
    let folder = Folder::new("evening");
    let first = have(PLAN, &folder.path().join("first")).unwrap();
    println!("{first:?}");
    assert_eq!(first.findings, Vec::<String>::new());
    assert!(first.matches >= 1 && first.moves >= 1 && first.played.len() >= 2);
    assert!(first.joins > u64::from(PLAN.guests) && first.doings.followed > 2);
    assert!(first.doings.voices > 2 && first.doings.wishes > 10 && first.doings.words > 10);

    let checked = check(&folder.path().join("first")).unwrap();
    assert_eq!(checked.broken, Vec::<String>::new());
    assert_eq!(checked.files, first.recorded.0);
    let ticks = first.checksums.len() as u64 * 60;
    assert!(
        checked.ticks.abs_diff(ticks) < 120,
        "{} of {ticks} ticks are on record",
        checked.ticks
    );

    let second = have(PLAN, &folder.path().join("second")).unwrap();
    assert_eq!(first.difference(&second), None);
    let other = have(
        Plan {
            seed: 4,
            minutes: 0.1,
            ..PLAN
        },
        &folder.path().join("other"),
    )
    .unwrap();
    assert!(first.difference(&other).is_some(), "the seed decides nothing");
}
