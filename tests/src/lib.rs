//! What the tests and the tools share: headless clients, the match harness, the game as a process,
//! and honest figures.

pub mod arenas;
pub mod balance;
pub mod broken_arenas;
pub mod client;
pub mod coding;
pub mod display;
pub mod drawn;
pub mod evening;
pub mod eyes;
pub mod figures;
pub mod frames;
pub mod game;
pub mod harness;
pub mod likeness;
pub mod memory;
pub mod recording;
pub mod stopwatch;
pub mod stuck;
pub mod tickets;
