//! Sets the stage for a match: reads its data, surveys its arena for bots, packs it for players who lack it. It takes a
//! while, so for all but the first match it is done on a thread of its own while the one before goes on.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use hogs_shared::arena::Rules;
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::NavMap;
use hogs_shared::mode::Mode;
use hogs_shared::protocol::ballot::Plan;
use hogs_shared::protocol::offer;
use hogs_shared::tuning::DataError;

use crate::config::Config;
use crate::running::ServerError;
use crate::survey_store;
use crate::tickets::Bill;

/// Everything a match needs.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Arena, mode and all figures.
    pub rules: Arc<Rules>,
    /// The arena as bots see it.
    pub nav: Arc<NavMap>,
    /// What the door says of it.
    pub bill: Arc<Bill>,
}

impl Stage {
    /// What is played on it.
    #[must_use]
    pub fn plan(&self) -> Plan {
        plan_of(&self.rules)
    }

    /// Reads, checks and surveys all that a match needs.
    ///
    /// # Errors
    /// [`ServerError`] for the first thing that is wrong.
    pub fn set(config: &Config, plan: &Plan) -> Result<Self, ServerError> {
        let (rules, bill) = check(config, plan)?;
        Ok(Self::of(config, rules, bill))
    }

    /// Surveys the arena of rules that are checked already.
    #[must_use]
    pub fn of(config: &Config, rules: Arc<Rules>, bill: Bill) -> Self {
        Self {
            nav: Arc::new(survey_store::navigation(&rules, config.state_folder().as_deref())),
            rules,
            bill: Arc::new(bill),
        }
    }
}

/// What is played by these rules.
#[must_use]
pub fn plan_of(rules: &Rules) -> Plan {
    Plan {
        map: rules.map.clone(),
        mode: rules.mode.mode.name().to_owned(),
    }
}

/// The rules of a match, read and checked, and what the door says of it.
///
/// # Errors
/// [`ServerError`] for the first thing that is wrong; also if its arena cannot be handed to anybody.
pub fn check(config: &Config, plan: &Plan) -> Result<(Arc<Rules>, Bill), ServerError> {
    let mode =
        Mode::from_name(&plan.mode).ok_or_else(|| ServerError::Mode(plan.mode.escape_debug().to_string()))?;
    let data = assets(config)?.load(&plan.map, mode.name())?;
    let rules = Arc::new(Rules::new(mode, data)?);
    let package = assets(config)?.package(&plan.map)?;
    let packed = offer::pack(&package).map_err(|problem| DataError::Invalid {
        file: plan.map.clone(),
        problem: problem.to_string(),
    })?;
    let bill = Bill {
        map: plan.map.clone(),
        mode: plan.mode.clone(),
        rules_hash: rules.hash,
        arena: package.digest(),
        offer: packed.into(),
    };
    Ok((rules, bill))
}

/// The game's data, and the host's own arenas.
fn assets(config: &Config) -> Result<AssetFolder, DataError> {
    Ok(AssetFolder::find()?.with_arenas(config.arenas.as_deref()))
}

/// Sets stages aside from the match.
#[derive(Debug)]
pub struct Workshop {
    config: Arc<Config>,
    done: Receiver<Result<Stage, String>>,
    report: Sender<Result<Stage, String>>,
}

impl Workshop {
    /// Nothing is being set.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let (report, done) = channel();
        Self {
            config: Arc::new(config),
            done,
            report,
        }
    }

    /// Begins to set a stage. The match orders one at a time.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn order(&self, plan: Plan) -> io::Result<()> {
        let (config, report) = (self.config.clone(), self.report.clone());
        let work = move || {
            let stage = Stage::set(&config, &plan).map_err(|error| error.to_string());
            // If nobody waits for it any more, the server has stopped.
            let _ = report.send(stage);
        };
        let builder = std::thread::Builder::new().name("hogs-stage".to_owned());
        builder.spawn(work).map(drop)
    }

    /// What was ordered, once it is done, or a sentence for the host.
    pub fn finished(&self) -> Option<Result<Stage, String>> {
        self.done.try_recv().ok()
    }
}
