//! The stages of an evening: every arena in every mode, with matches so short that many fit in.

use std::sync::Arc;

use hogs_server::rotation::{Entry, Rotation};
use hogs_server::stage::Stage;
use hogs_server::tickets::Bill;
use hogs_shared::arena::Rules;
use hogs_shared::assets::{AssetFolder, MatchData};
use hogs_shared::bot::NavMap;
use hogs_shared::mode::Mode;
use hogs_shared::protocol::ballot::Plan;
use hogs_shared::protocol::offer;
use hogs_shared::tuning::ModeTuning;

use crate::client::Problem;

/// Limits of matches that last so long, seconds.
fn limit(limits: &mut ModeTuning, match_s: f32) {
    limits.time_limit_s = match_s;
    limits.overtime_s = match_s / 5.0;
    (limits.warm_up_s, limits.intermission_s) = (8.0, 8.0);
}

/// Every arena in every mode.
///
/// # Errors
/// If the game's data is not found.
pub fn rotation() -> Result<Rotation, Problem> {
    let mut entries = Vec::new();
    for map in AssetFolder::find()?.maps() {
        for mode in Mode::ALL {
            entries.push(format!("{map}:{}", mode.name()).parse::<Entry>()?);
        }
    }
    Ok(Rotation(entries))
}

/// Sets the stage for a match that lasts so long, seconds; else as the server does.
///
/// # Errors
/// If the data is not as it should be.
pub fn set(plan: &Plan, match_s: f32) -> Result<Stage, Problem> {
    let mode = Mode::from_name(&plan.mode).ok_or("there is no such mode")?;
    let assets = AssetFolder::find()?;
    let package = assets.package(&plan.map)?;
    let data = assets.load_with(&plan.map, &package, mode.name())?;
    let mut limits = data.mode;
    limit(&mut limits, match_s);
    let data = MatchData::new(data.map, data.tuning, data.level, limits);
    let rules = Arc::new(Rules::new(mode, data)?);
    let bill = Bill {
        map: plan.map.clone(),
        mode: plan.mode.clone(),
        rules_hash: rules.hash,
        arena: package.digest(),
        offer: offer::pack(&package)?.into(),
    };
    Ok(Stage {
        nav: Arc::new(NavMap::build(&rules)),
        rules,
        bill: Arc::new(bill),
    })
}
