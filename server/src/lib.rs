//! The authority of a Hogs match: it listens, judges, and tells everyone. [`Server::start`] is all that a binary, a
//! hosting client or a test needs; [`authority::Authority`] is the same without sockets, clocks and threads.

pub mod announce;
pub mod authority;
pub mod ballots;
pub mod budget;
pub mod certificate;
pub mod concern;
pub mod config;
pub mod console;
pub mod drops;
pub mod inputs;
pub mod interest;
pub mod join;
pub mod link;
pub mod lobby;
pub mod match_loop;
pub mod parting;
pub mod player;
pub mod recording;
pub mod reload;
pub mod report;
pub mod rotation;
pub mod running;
pub mod sessions;
pub mod stage;
pub mod survey_store;
pub mod tickets;
pub mod transport;

pub use running::{RunningServer, Server, ServerError};

#[cfg(test)]
mod testing;
