//! The settings in the whole game, without a screen: each does what it says as soon as it is changed, every key can be
//! bound otherwise, and every page is walked by keyboard, by pad and by mouse alone, in every language.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

mod game;
#[path = "../common/hands.rs"]
mod hands;
mod lesson;
mod pads;
mod rebind;
mod takes_hold;
mod walk;
