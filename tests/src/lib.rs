//! What the tests and the tools share: a seeded bad link, headless clients, the match harness, the game as a process,
//! and honest figures.

pub mod client;
pub mod coding;
pub mod figures;
pub mod game;
pub mod harness;
pub mod link;
