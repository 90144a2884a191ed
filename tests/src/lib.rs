//! What the tests and the tools share: a seeded bad link, headless clients, the match harness, and honest
//! figures.

pub mod client;
pub mod coding;
pub mod figures;
pub mod harness;
pub mod link;
