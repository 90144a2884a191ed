//! Votes: what is asked, how it stands, what came of it, and why something is not to be. The server holds them; here is
//! what is said of them.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Malformed, text};
use crate::ids::HogId;
use crate::tick::Tick;

/// Most choices of a vote.
pub const MAX_CHOICES: usize = 3;
/// The choices of a vote on a motion.
pub const YES: u8 = 0;
/// See [`YES`].
pub const NO: u8 = 1;
/// Longest name of an arena or a mode, letters.
const MAX_FILE_NAME: usize = 40;

/// A match to be played.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Plan {
    /// Arena, by the name of its file.
    pub map: String,
    /// Mode, by its name.
    pub mode: String,
}

impl Plan {
    pub(super) fn cleaned(&self) -> Self {
        Self {
            map: text::clean(&self.map, MAX_FILE_NAME),
            mode: text::clean(&self.mode, MAX_FILE_NAME),
        }
    }
}

/// What someone wants everyone to decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Motion {
    /// To play this now.
    Play(Plan),
    /// To begin this match again.
    Restart,
    /// To deal the sides anew.
    Shuffle,
}

impl Motion {
    pub(super) fn cleaned(self) -> Self {
        match self {
            Self::Play(plan) => Self::Play(plan.cleaned()),
            motion @ (Self::Restart | Self::Shuffle) => motion,
        }
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// What to play next, at most [`MAX_CHOICES`].
    Next(Vec<Plan>),
    /// Whether to do as someone wants: [`YES`] or [`NO`].
    Motion {
        /// Who.
        by: HogId,
        /// What.
        motion: Motion,
    },
}

impl Question {
    /// How many choices there are.
    #[must_use]
    pub fn choices(&self) -> usize {
        match self {
            Self::Next(plans) => plans.len(),
            Self::Motion { .. } => 2,
        }
    }
}

/// How a vote stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ballot {
    /// What is asked.
    pub question: Question,
    /// When it ends at the latest.
    pub closes: Tick,
    /// By choice: how many are for it.
    pub votes: Vec<u16>,
    /// How many may vote.
    pub voters: u16,
}

impl Ballot {
    pub(super) fn cleaned(self) -> Result<Self, Malformed> {
        let question = match self.question {
            Question::Next(plans) => Question::Next(plans.iter().map(Plan::cleaned).collect()),
            Question::Motion { by, motion } => Question::Motion {
                by,
                motion: motion.cleaned(),
            },
        };
        let choices = question.choices();
        if !(1..=MAX_CHOICES).contains(&choices) || self.votes.len() != choices {
            return Err(Malformed::Value);
        }
        Ok(Self { question, ..self })
    }
}

/// What came of a vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// This is played next.
    Next(Plan),
    /// It is to be as someone wanted.
    Carried(Motion),
    /// It is not.
    Rejected(Motion),
    /// Whoever wanted it does not any more, or is gone.
    Withdrawn,
}

impl Decision {
    pub(super) fn cleaned(self) -> Self {
        match self {
            Self::Next(plan) => Self::Next(plan.cleaned()),
            Self::Carried(motion) => Self::Carried(motion.cleaned()),
            Self::Rejected(motion) => Self::Rejected(motion.cleaned()),
            Self::Withdrawn => Self::Withdrawn,
        }
    }
}

/// Why what one asked for is not to be.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// The other side has as many already.
    #[error("The other side has enough players already.")]
    Uneven,
    /// Everyone is on their own, or this one looks on.
    #[error("You are on no side.")]
    NoSides,
    /// As many look on as may.
    #[error("As many look on as may: play, or try again later.")]
    Crowded,
    /// The host does not want votes.
    #[error("There are no votes on this server.")]
    NoVotes,
    /// One at a time.
    #[error("A vote is being held already.")]
    VoteHeld,
    /// There has just been one.
    #[error("You can call a vote again in {0} s.")]
    TooSoon(u16),
    /// Not at this moment.
    #[error("This cannot be voted on now.")]
    NotNow,
    /// Not one of what can be played here.
    #[error("This is not played on this server.")]
    NotPlayed,
    /// There is no vote, or not this choice in it.
    #[error("There is no such choice to vote for.")]
    NoChoice,
    /// It is somebody else's vote.
    #[error("Only who called a vote can take it back.")]
    NotYours,
    /// Sides that differ by less than two are even enough.
    #[error("The sides are even: there is nothing to shuffle.")]
    Even,
}
