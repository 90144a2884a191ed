//! How fair the game is, measured: many matches of bots, faster than real time and on every core. Chassis against chassis,
//! the same squads with sides swapped, skill against the next skill, and everybody together, where all that counts is
//! what they are wrecked by. Each match is a value of its seed, so the figures are too, on however many threads; only
//! the speed is not.

use std::sync::Arc;

use clap::ValueEnum;
use hogs_shared::arena::Rules;
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::NavMap;
use hogs_shared::mode::Mode;
use serde_json::{Map, Value};

use crate::client::Problem;

mod contest;
mod crew;
mod findings;
mod fixture;
mod record;
mod share;

use fixture::Fixture;

/// What its figures are, for `--help`.
pub const HELP: &str = "\
Figures of balance (whole matches of 16 bots as they ship; a draw is half a win; every match between squads is played
twice, with the sides swapped; 'evidence' has the standard error of each figure and the matches it rests on):
  chassis_win_rate   eight of a chassis against eight of another in team deathmatch, all sixteen of one skill, every pair
                     on every arena, skills in turn: share won. 0.45 to 0.55 is fair
  spawn_win_rate     by arena: share won by each side, of all matches between sides of equal skill: those above, and
                     those between two squads that are quite alike, in team deathmatch and capture the flag. Up to 0.53
  skill_win_rate     by skill: share won by eight of it against eight of the next lower one, chassis mixed. From 0.65
  weapon_kill_share  all skills in all chassis together, in every mode on every arena: what wrecks were made with that
                     somebody gets credit for. Up to 0.25. Who falls, burns or is crushed within 5 s of a tractor's
                     grip counts as the tractor's
  lead_changes       by mode, in those matches: how often somebody else came to lead, a match
  stuck_share        share of the time in play that hogs wanted to move and kept within 2 m for more than 2 s
  real_time_factor_per_core   simulated seconds for each second that a thread worked, bots included
The same seed gives the same figures on any number of threads, but for the last one.";

/// Craft in every match.
const HOGS: usize = 16;

/// What can be measured apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Eight of one chassis against eight of another, all of one skill
    Chassis,
    /// Two equal squads against each other
    Spawns,
    /// Eight of a skill against eight of the next
    Skills,
    /// Sixteen of all skills in all chassis, in every mode
    Weapons,
}

/// What is to be measured, and how.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The parts; all of them if none is named.
    pub parts: Vec<Part>,
    /// Least matches for each part; as many more as it takes for every arena, pairing and side to have equally many.
    pub matches: u32,
    /// Of all chance.
    pub seed: u64,
    /// Matches under way at a time; as many as there are cores if it is 0.
    pub threads: usize,
    /// Arenas to play on; all of them if none is named.
    pub arenas: Vec<String>,
    /// Modes to play where a part does not need one; all of them if none is named.
    pub modes: Vec<String>,
}

impl Wish {
    fn wants(&self, part: Part) -> bool {
        self.parts.is_empty() || self.parts.contains(&part)
    }
}

/// An arena in a mode, ready to be played on.
struct Ground {
    map: String,
    mode: Mode,
    rules: Arc<Rules>,
    nav: Arc<NavMap>,
}

/// Plays all that is wished for and returns the figures.
///
/// # Errors
/// If the data cannot be read, or nothing is left to be played on.
pub fn measure(assets: &AssetFolder, wish: &Wish) -> Result<Map<String, Value>, Problem> {
    let grounds = grounds(assets, wish)?;
    let fixtures: Vec<Fixture> = Part::value_variants()
        .iter()
        .filter(|&&part| wish.wants(part))
        .flat_map(|&part| fixture::fixtures(part, &grounds, wish))
        .collect();
    if fixtures.is_empty() {
        return Err("there is nothing to play: no such arena, or no such mode".into());
    }
    let records = crew::play(&grounds, &fixtures, wish.threads);
    let played: Vec<_> = fixtures.iter().zip(&records).collect();
    Ok(findings::findings(&grounds, &played))
}

/// Every arena that is wished for in every mode.
fn grounds(assets: &AssetFolder, wish: &Wish) -> Result<Vec<Ground>, Problem> {
    let mut grounds = Vec::new();
    for map in assets.maps() {
        if !wish.arenas.is_empty() && !wish.arenas.contains(&map) {
            continue;
        }
        // A survey is of the arena alone.
        let mut nav: Option<Arc<NavMap>> = None;
        for mode in Mode::ALL {
            let rules = Arc::new(Rules::new(mode, assets.load(&map, mode.name())?)?);
            let nav = nav.get_or_insert_with(|| Arc::new(NavMap::build(&rules))).clone();
            grounds.push(Ground {
                map: map.clone(),
                mode,
                rules,
                nav,
            });
        }
    }
    Ok(grounds)
}
