//! Two hundred matches over bad links, each decided by its seed, in virtual time; and bugs planted on purpose, which
//! some of those seeds must find. For thousands: `cargo run --package hogs_tests --bin soak`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use hogs_tests::harness::fault::Fault;
use hogs_tests::harness::plan::{Plan, SECONDS};
use hogs_tests::harness::{Runs, play, replay_command};

/// Seeds in all, dealt out to as many tests as run side by side on a small machine.
const SEEDS: u64 = 200;
const SHARES: u64 = 4;
/// One in so many is played twice, to see that it is the same match again.
const TWICE_EVERY: u64 = 10;
/// Most seeds that a planted bug may need to be found.
const PATIENCE: u64 = 16;

/// Plays one share of the seeds; a failure names every bad seed and how to play it again.
#[track_caller]
fn play_share(share: u64) {
    let mut report = String::new();
    for seed in (share..SEEDS).step_by(SHARES as usize) {
        let plan = Plan::from_seed(seed, SECONDS);
        let twice = (seed / SHARES).is_multiple_of(TWICE_EVERY);
        let verdict = play(&plan, if twice { Runs::Twice } else { Runs::Once });
        assert!(
            verdict.sessions > 1 || !verdict.findings.is_empty(),
            "seed {seed} tests nothing"
        );
        for finding in &verdict.findings {
            report += &format!("\nseed {seed}: {finding}");
        }
        if !verdict.findings.is_empty() {
            report += &format!("\n  to play it again: {}", replay_command(&plan));
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn all_is_well_with_the_first_share_of_seeds() {
    play_share(0);
}

#[test]
fn all_is_well_with_the_second_share_of_seeds() {
    play_share(1);
}

#[test]
fn all_is_well_with_the_third_share_of_seeds() {
    play_share(2);
}

#[test]
fn all_is_well_with_the_fourth_share_of_seeds() {
    play_share(3);
}

#[test]
fn who_asks_to_go_with_the_first_word_is_let_go() {
    // The goodbye's number was one that a challenge had used, so it was never sent.
    let verdict = play(&Plan::from_seed(1041, SECONDS), Runs::Once);
    assert_eq!(verdict.findings, Vec::<String>::new());
}

/// Asserts that one of the first seeds finds a planted bug, and in these words.
#[track_caller]
fn assert_found(fault: Fault, words: &str) {
    let runs = if fault == Fault::Unsteady {
        Runs::Twice
    } else {
        Runs::Once
    };
    let mut others = Vec::new();
    for seed in 0..PATIENCE {
        let plan = Plan::from_seed(seed, SECONDS);
        let found = play(&plan.with_fault(fault), runs).findings;
        if found.iter().any(|finding| finding.contains(words)) {
            return;
        }
        others.extend(found);
    }
    panic!("no seed found {fault:?} as '{words}', but: {others:#?}");
}

#[test]
fn an_outcome_dropped_on_rollback_is_found() {
    assert_found(Fault::OutcomeDropped, "never shown");
}

#[test]
fn an_outcome_shown_twice_is_found() {
    assert_found(Fault::OutcomeDoubled, "shown twice");
}

#[test]
fn an_acknowledgement_of_what_never_came_is_found() {
    assert_found(Fault::AckAhead, "never shown");
}

#[test]
fn a_request_that_is_swallowed_is_found() {
    assert_found(Fault::RequestDropped, "heard");
}

#[test]
fn controls_that_come_a_tick_late_are_found() {
    assert_found(Fault::ControlsLate, "do not predict themselves exactly");
}

#[test]
fn chance_from_outside_the_seed_is_found() {
    assert_found(Fault::Unsteady, "another match from tick");
}
