//! The limits of a match.

use serde::{Deserialize, Serialize};

use super::{Check, DataError, parse_ron};

/// Limits of a match (`assets/modes/<name>.ron`).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModeTuning {
    /// What people read.
    pub title: String,
    /// Points that end the match.
    pub score_limit: u16,
    /// Time that ends the match, seconds.
    pub time_limit_s: f32,
    /// Time the final scoreboard stands before the next match, seconds.
    pub intermission_s: f32,
    /// Longest time in which one drives about before a match, until everyone is ready, seconds; 0 for none.
    pub warm_up_s: f32,
    /// Time that everyone stands still at the start, seconds; 0 for none.
    pub countdown_s: f32,
    /// Longest time that is added when time runs out on equal leaders, seconds; whoever scores first has won.
    pub overtime_s: f32,
    /// How often one comes back; 0 for as often as one likes.
    #[serde(default)]
    pub lives: u16,
    /// Points a second for holding what is to be held.
    #[serde(default)]
    pub hold_points_per_s: f32,
    /// Share of engine thrust left to who carries something.
    #[serde(default = "unhindered")]
    pub carrier_thrust: f32,
    /// Share of harm that reaches who carries something.
    #[serde(default = "unhindered")]
    pub carrier_harm: f32,
    /// Time after which what was dropped goes home by itself, seconds.
    #[serde(default)]
    pub return_s: f32,
    /// Longest time that anyone can hold what is slippery, seconds; 0 for as long as one likes.
    #[serde(default)]
    pub grip_s: f32,
    /// Time for which the hands of who lost what is slippery are too slippery for it, seconds.
    #[serde(default)]
    pub slippery_s: f32,
    /// Closing speed of a ram that knocks loose what one holds, m/s.
    #[serde(default)]
    pub knock_mps: f32,
}

const fn unhindered() -> f32 {
    1.0
}

impl ModeTuning {
    /// Reads and checks one mode's file.
    ///
    /// # Errors
    /// [`DataError`] that names the file and what is wrong with it.
    pub fn parse(file: &str, text: &str) -> Result<Self, DataError> {
        let mode: Self = parse_ron(file, text)?;
        let check = Check::of(file);
        check.ensure(
            !mode.title.is_empty() && mode.title.len() <= 40,
            "title must have 1 to 40 letters",
        )?;
        check.range("score_limit", f32::from(mode.score_limit), 1.0, 1000.0)?;
        check.range("time_limit_s", mode.time_limit_s, 10.0, 7200.0)?;
        check.range("intermission_s", mode.intermission_s, 1.0, 120.0)?;
        check.range("warm_up_s", mode.warm_up_s, 0.0, 600.0)?;
        check.range("countdown_s", mode.countdown_s, 0.0, 30.0)?;
        check.range("overtime_s", mode.overtime_s, 0.0, 600.0)?;
        check.range("lives", f32::from(mode.lives), 0.0, 100.0)?;
        check.range("hold_points_per_s", mode.hold_points_per_s, 0.0, 60.0)?;
        check.range("carrier_thrust", mode.carrier_thrust, 0.1, 1.0)?;
        check.range("carrier_harm", mode.carrier_harm, 0.1, 1.0)?;
        check.range("return_s", mode.return_s, 0.0, 120.0)?;
        check.range("grip_s", mode.grip_s, 0.0, 600.0)?;
        check.range("slippery_s", mode.slippery_s, 0.0, 60.0)?;
        check.range("knock_mps", mode.knock_mps, 0.0, 100.0)?;
        Ok(mode)
    }
}
