//! The match harness: one server, some clients, a seeded bad link between them, all in virtual time. The real
//! authority, the real sessions and the real bots run in one loop without sockets, threads, clocks or sleeping, so a
//! seed is a match that can be played again, and what must hold in every match is checked in thousands of them.

pub mod agreement;
pub mod fault;
pub mod ledger;
pub mod measure;
pub mod path;
pub mod plan;
pub mod recovery;
pub mod tolerance;
pub mod verdict;
pub mod visit;
pub mod world;

use std::sync::{Arc, OnceLock};

use hogs_shared::arena::Rules;
use hogs_shared::assets::{AssetFolder, MatchData};
use hogs_shared::bot::NavMap;
use hogs_shared::mode::Mode;
use hogs_shared::tuning::PickupKind;

use crate::client::Course;
use plan::Plan;
use verdict::Verdict;
use world::World;

/// Runs of the same seed that give the same match: one, or two that are held against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runs {
    /// Trust that a second run would be the same.
    Once,
    /// Play it twice and compare.
    Twice,
}

/// Plays a plan to its end and says what came of it; a panic on the way is a finding like any other.
#[must_use]
pub fn play(plan: &Plan, runs: Runs) -> Verdict {
    let mut verdict = attempt(plan);
    if runs == Runs::Twice {
        let again = attempt(plan);
        if let Some(difference) = verdict.difference(&again) {
            verdict.findings.push(difference);
        }
    }
    verdict
}

fn attempt(plan: &Plan) -> Verdict {
    let run = || match World::new(plan.clone()) {
        Ok(world) => world.run(),
        Err(problem) => Verdict::of_failure(format!("there is no match at all: {problem}")),
    };
    std::panic::catch_unwind(run).unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<String>().map(String::as_str);
        let words = words.or_else(|| panic.downcast_ref::<&str>().copied());
        Verdict::of_failure(format!("panicked: {}", words.unwrap_or("without a word")))
    })
}

/// The command that plays a seed again.
#[must_use]
pub fn replay_command(plan: &Plan) -> String {
    format!(
        "cargo run --package hogs_tests --bin soak -- --from {} --seeds 1 --seconds {} --verbose",
        plan.seed, plan.seconds
    )
}

/// What matches are played on, read once: with the mode's own limits, or with limits so small that matches end and
/// begin again within seconds; with what lies about there, or with cloaks in its place.
fn course(plan: &Plan) -> Result<&'static Course, String> {
    static COURSES: OnceLock<Result<[Course; 4], String>> = OnceLock::new();
    let courses = COURSES
        .get_or_init(load_courses)
        .as_ref()
        .map_err(String::clone)?;
    Ok(&courses[usize::from(plan.hasty) + 2 * usize::from(plan.cloaks)])
}

fn load_courses() -> Result<[Course; 4], String> {
    let load = |hasty: bool, cloaks: bool| -> Result<Arc<Rules>, String> {
        let folder = AssetFolder::find().map_err(|error| error.to_string())?;
        let mut data = folder
            .load("sty", Mode::Deathmatch.name())
            .map_err(|error| error.to_string())?;
        if hasty {
            data.mode.time_limit_s = 4.0;
            data.mode.intermission_s = 1.5;
            data.mode.score_limit = 5;
        }
        if cloaks {
            for place in &mut data.level.pickups {
                place.kind = PickupKind::Cloak;
            }
        }
        let data = MatchData::new(data.map, data.tuning, data.level, data.mode);
        let rules = Rules::new(Mode::Deathmatch, data).map_err(|error| error.to_string())?;
        Ok(Arc::new(rules))
    };
    let courses = [
        load(false, false)?,
        load(true, false)?,
        load(false, true)?,
        load(true, true)?,
    ];
    let nav = Arc::new(NavMap::build(&courses[0]));
    Ok(courses.map(|rules| Course {
        rules,
        nav: nav.clone(),
    }))
}
