//! The client's half of the network game, without sockets and clocks: whoever owns those (the game, the swarm, the
//! harness) feeds in datagrams and the time and takes out datagrams and scenes.

pub mod bad_link;
mod chronicle;
mod claims;
pub mod clock_sync;
pub mod distant;
pub mod join;
mod link_meter;
pub mod measuring;
pub mod prediction;
pub mod scene;
pub mod session;
pub mod smoothing;
pub mod stats;
#[cfg(test)]
mod testing;
pub mod verdicts;
