//! The stacks that are compared, and what the processes of a run are told.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};
use hogs_shared::tick::TICKS_PER_SECOND;
use hogs_tests::client::Problem;
use serde::{Deserialize, Serialize};

use crate::clock::MatchClock;
use crate::record::Record;

/// More than clients need to come in, seconds.
const JOINING_S: f64 = 40.0;

/// A way to tell clients of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stack {
    /// Hogs' own server, with physics, and its own client.
    Hogs,
    /// bevy_replicon over renet, components of floats.
    Replicon,
    /// The same, components on Hogs' grid.
    RepliconQuantised,
    /// lightyear, components of floats.
    Lightyear,
    /// The same, components on Hogs' grid.
    LightyearQuantised,
    /// The whole state by bincode over renet, floats.
    Naive,
    /// The same, on Hogs' grid.
    NaiveQuantised,
}

impl Stack {
    /// All, in the order of the table.
    pub const ALL: [Self; 7] = [
        Self::Hogs,
        Self::Replicon,
        Self::RepliconQuantised,
        Self::Lightyear,
        Self::LightyearQuantised,
        Self::Naive,
        Self::NaiveQuantised,
    ];

    /// Whether what is told is on the grid.
    #[must_use]
    pub const fn quantised(self) -> bool {
        matches!(
            self,
            Self::RepliconQuantised | Self::LightyearQuantised | Self::NaiveQuantised
        )
    }

    /// Its name for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Hogs => "Hogs (physics included)",
            Self::Replicon => "bevy_replicon over renet, floats",
            Self::RepliconQuantised => "bevy_replicon over renet, quantised",
            Self::Lightyear => "lightyear, floats",
            Self::LightyearQuantised => "lightyear, quantised",
            Self::Naive => "bincode snapshots over renet, floats",
            Self::NaiveQuantised => "bincode snapshots over renet, quantised",
        }
    }
}

/// What one process of a run is told.
#[derive(Args, Clone, Debug)]
pub struct Part {
    /// Which stack
    #[arg(long, value_enum)]
    pub stack: Stack,
    /// How many clients, each with a hog
    #[arg(long)]
    pub clients: usize,
    /// The recorded match
    #[arg(long)]
    pub record: PathBuf,
    /// When it begins, microseconds since 1970
    #[arg(long)]
    pub start_us: u64,
    /// Where the server listens
    #[arg(long)]
    pub server_port: u16,
    /// Where clients send to
    #[arg(long)]
    pub proxy_port: u16,
    /// Seconds from everyone's presence to the measurement
    #[arg(long)]
    pub settle_s: f64,
    /// Seconds that are measured
    #[arg(long)]
    pub seconds: f64,
    /// Threads that clients are spread over
    #[arg(long)]
    pub threads: usize,
    /// Clients of Hogs that predict; the others decode and acknowledge
    #[arg(long)]
    pub predicting: usize,
    /// Ticks by which the present of one who predicts is ahead of the server
    #[arg(long)]
    pub ahead_ticks: f64,
    /// Of the match and the link
    #[arg(long)]
    pub seed: u64,
    /// Where the server keeps what it must keep
    #[arg(long)]
    pub state: PathBuf,
}

impl Part {
    /// The clock of the recorded match.
    #[must_use]
    pub fn clock(&self) -> MatchClock {
        MatchClock::new(Duration::from_micros(self.start_us))
    }

    /// How long a server lives at most: one whose run was cut short must not stay.
    #[must_use]
    pub fn lifetime_s(&self) -> f64 {
        self.settle_s + self.seconds + JOINING_S
    }

    /// The same in ticks.
    #[must_use]
    pub fn lifetime_ticks(&self) -> u64 {
        (self.lifetime_s() * f64::from(TICKS_PER_SECOND)) as u64
    }

    /// The recorded match.
    ///
    /// # Errors
    /// If it is not there, or not of this many hogs.
    pub fn record(&self) -> Result<Record, Problem> {
        let record = Record::read(&self.record)?;
        if record.hogs != self.clients {
            return Err(format!("a match of {} was recorded, not of {}", record.hogs, self.clients).into());
        }
        Ok(record)
    }
}
