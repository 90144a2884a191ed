//! What the tests and the tools share: a seeded bad link, headless clients, and honest figures.

pub mod client;
pub mod coding;
pub mod figures;
pub mod link;
