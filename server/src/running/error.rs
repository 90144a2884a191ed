//! Why a server does not start.

use std::io;
use std::net::IpAddr;

use hogs_shared::arena::RulesError;
use hogs_shared::mode::Mode;
use hogs_shared::tuning::DataError;
use thiserror::Error;

use crate::config::ConfigError;

/// Why a server does not start, as a sentence for its host.
#[derive(Debug, Error)]
pub enum ServerError {
    /// A setting is not possible.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The game's data is not as it should be.
    #[error("The game's data is not as it should be: {0}.")]
    Data(#[from] DataError),
    /// The arena is not as it should be.
    #[error("The game's data is not as it should be: {0}.")]
    Rules(#[from] RulesError),
    /// There is no such mode.
    #[error("There is no mode \"{0}\"; there is: {known}.", known = modes())]
    Mode(String),
    /// Someone else has the port.
    #[error(
        "Port {0} is in use by another program. Choose another one with --port, or 0 for any that is free."
    )]
    PortInUse(u16),
    /// The address cannot be bound.
    #[error("The address {address} cannot be used on this machine: {problem}.")]
    Address {
        /// Which.
        address: IpAddr,
        /// What the system said.
        problem: io::Error,
    },
    /// The port cannot be bound.
    #[error("Port {port} cannot be used: {problem}.")]
    Port {
        /// Which.
        port: u16,
        /// What the system said.
        problem: io::Error,
    },
    /// No certificate can be made or used.
    #[error("{0}")]
    Certificate(String),
    /// The system has no random numbers.
    #[error("The system has no random numbers, so nothing can be kept secret.")]
    Random,
    /// Matches cannot be recorded.
    #[error("Replays cannot be kept in {folder}: {problem}.")]
    Record {
        /// Where.
        folder: String,
        /// What the system said.
        problem: io::Error,
    },
    /// No thread can be started.
    #[error("The system starts no more threads: {0}.")]
    Thread(io::Error),
}

fn modes() -> String {
    Mode::ALL.map(Mode::name).join(", ")
}
