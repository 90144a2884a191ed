//! The stacks, one file each: a server that tells of the match, and a client that hears of it.

pub mod components;
pub mod hogs;
pub mod lightyear;
pub mod naive;
pub mod replicon;
