//! The client's half of the network game, without sockets and clocks: whoever owns those (the game, the swarm, the
//! harness) feeds in datagrams and the time and takes out datagrams and scenes.

pub mod scene;
pub mod stats;
