//! The modes: what the score is and when a match is over. Each mode's rule is one file in `mode/`; its limits are in
//! `assets/modes/<name>.ron`. To add one: a file, a line in each match below, a RON.

use serde::{Deserialize, Serialize};

use crate::ids::{HogId, MAX_HOGS};
use crate::tick::{Tick, ticks_from_seconds};
use crate::tuning::ModeTuning;

pub mod deathmatch;

/// Every mode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mode {
    /// Everyone against everyone; a wreck is a point.
    #[default]
    Deathmatch,
}

impl Mode {
    /// All of them.
    pub const ALL: [Self; 1] = [Self::Deathmatch];

    /// Name of its file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Deathmatch => "deathmatch",
        }
    }

    /// The mode of that name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.name() == name)
    }
}

/// A mode with its limits.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ModeRules {
    /// Which.
    pub mode: Mode,
    /// Its limits.
    pub tuning: ModeTuning,
}

/// What a player has to show for a match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Score {
    /// What the mode counts.
    pub points: i16,
    /// Others wrecked.
    pub kills: u16,
    /// Times wrecked.
    pub deaths: u16,
}

/// Where a match stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Phase {
    /// It is on.
    Playing,
    /// It is over; the scoreboard stands until the next one.
    Over {
        /// Who won; none for a draw.
        winner: Option<HogId>,
    },
}

/// The state of the mode: phase, clock and scores.
#[derive(Clone, Debug, PartialEq)]
pub struct Game {
    /// Where the match stands.
    pub phase: Phase,
    /// When the phase ends by the clock.
    pub phase_ends: Tick,
    /// By seat; none for a free seat.
    pub scores: Vec<Option<Score>>,
}

impl Game {
    /// A match that begins at `tick`.
    #[must_use]
    pub fn new(rules: &ModeRules, tick: Tick) -> Self {
        let phase_ends = tick.after(ticks_from_seconds(rules.tuning.time_limit_s));
        Self {
            phase: Phase::Playing,
            phase_ends,
            scores: vec![None; MAX_HOGS],
        }
    }

    /// The score of a seat; nothing for a free one.
    #[must_use]
    pub fn score(&self, hog: HogId) -> Score {
        self.scores[hog.index()].unwrap_or_default()
    }

    /// Books a wreck.
    pub(crate) fn wrecked(&mut self, rules: &ModeRules, victim: HogId, killer: Option<HogId>) {
        if self.phase != Phase::Playing {
            return;
        }
        if let Some(score) = &mut self.scores[victim.index()] {
            score.deaths = score.deaths.saturating_add(1);
        }
        if let Some(killer) = killer
            && let Some(score) = &mut self.scores[killer.index()]
        {
            score.kills = score.kills.saturating_add(1);
        }
        match rules.mode {
            Mode::Deathmatch => deathmatch::wrecked(self, victim, killer),
        }
    }

    /// The winner, if the match is decided at `tick`: `Some(None)` is a draw.
    pub(crate) fn decided(&self, rules: &ModeRules, tick: Tick) -> Option<Option<HogId>> {
        if self.phase != Phase::Playing {
            return None;
        }
        match rules.mode {
            Mode::Deathmatch => deathmatch::decided(self, rules, tick),
        }
    }

    /// Seats by rank, best first; equal ranks by seat.
    #[must_use]
    pub fn ranking(&self) -> Vec<(HogId, Score)> {
        let seats = self.scores.iter().enumerate();
        let mut ranks: Vec<_> = seats
            .filter_map(|(seat, score)| Some((HogId(seat as u8), (*score)?)))
            .collect();
        ranks.sort_by_key(|(hog, score)| (-score.points, -i32::from(score.kills), score.deaths, *hog));
        ranks
    }

    /// Gives the checksum what decides how the match goes on.
    pub(crate) fn feed(&self, word: &mut dyn FnMut(u32)) {
        word(match self.phase {
            Phase::Playing => 0,
            Phase::Over { winner } => 1 + winner.map_or(0, |winner| 1 + u32::from(winner.0)),
        });
        word(self.phase_ends.0);
        for (seat, score) in self.scores.iter().enumerate() {
            if let Some(score) = score {
                word(seat as u32);
                word(u32::from(score.points as u16));
                word(u32::from(score.kills) << 16 | u32::from(score.deaths));
            }
        }
    }
}
