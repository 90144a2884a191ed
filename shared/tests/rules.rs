//! What the rules promise, one by one: weapons, harm, pickups, matches and seats, what the data may say, and going on
//! from a snapshot. The figures come from the RON that ships, so tuning them changes no test.

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, in its helpers too"
)]

#[path = "rules/abilities.rs"]
mod abilities;
#[path = "rules/arc.rs"]
mod arc;
#[path = "rules/awards.rs"]
mod awards;
#[path = "rules/going_on.rs"]
mod going_on;
#[path = "rules/harm.rs"]
mod harm;
#[path = "rules/lance.rs"]
mod lance;
#[path = "rules/limits.rs"]
mod limits;
#[path = "rules/matches.rs"]
mod matches;
#[path = "rules/missile.rs"]
mod missile;
#[path = "rules/modes.rs"]
mod modes;
#[path = "rules/mortar.rs"]
mod mortar;
#[path = "rules/phases.rs"]
mod phases;
#[path = "rules/pickups.rs"]
mod pickups;
#[path = "handling/stage.rs"]
mod stage;
#[path = "rules/told.rs"]
mod told;
#[path = "rules/tractor.rs"]
mod tractor;
#[path = "rules/weapons.rs"]
mod weapons;
