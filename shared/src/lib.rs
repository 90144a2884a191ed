//! The rules, the protocol and the netplay of Hogs, as pure values: no clock, no socket, no thread. Server, clients,
//! bots, replays and tests all run this one crate, so there is no second opinion about what happened in a match.

pub mod assets;
pub mod ids;
pub mod math;
pub mod quantize;
pub mod rng;
pub mod tick;

pub mod level;
pub mod tuning;

pub mod arena;
pub mod awards;
pub mod mode;
pub mod weapon;

pub mod bot;
pub mod protocol;

pub mod netplay;
pub mod replay;
