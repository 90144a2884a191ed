//! What happened in a step, as values: for HUD, sound, particles, statistics, kill feed and the wire. Outcomes are
//! never commands: nothing in the arena reads them back.

use serde::{Deserialize, Serialize};

use super::hog::Points;
use super::shot::{Shot, Struck};
use crate::ids::{HogId, ShotId};
use crate::math::Vec3;
use crate::mode::{Phase, Side};
use crate::tuning::PickupKind;
use crate::weapon::Weapon;

/// Everything that happened in one step, in the order it happened.
pub type Outcomes = Vec<Outcome>;

/// What hurt a hog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Cause {
    /// A weapon.
    Weapon(Weapon),
    /// Another hog's hull.
    Ram,
    /// The pit, or leaving the arena.
    Fall,
    /// Lava, or what else burns.
    Lava,
    /// Between a mover and something that does not give way.
    Crush,
}

/// What can happen to what a mode is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Deed {
    /// Somebody has it now.
    Taken,
    /// It lies about.
    Dropped,
    /// It is where it belongs.
    Returned,
    /// It was brought where it counts.
    Captured,
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Taken, Self::Dropped, Self::Returned, Self::Captured];
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A shot left a barrel, or a mine was laid.
    Fired(Shot),
    /// A shot is no more: it struck something, its time was up, it made room for another, or its shooter left. Ends that
    /// both sides compute alike (on terrain, of age) are not sent.
    ShotEnded {
        /// Which.
        shot: ShotId,
        /// Of which weapon.
        weapon: Weapon,
        /// Where, metres.
        at: Vec3,
        /// On what.
        struck: Struck,
        /// Whether it followed a mark, so that nobody else could tell where it would end.
        guided: bool,
    },
    /// A hog lost shield or health.
    Damaged {
        /// Who was hurt.
        victim: HogId,
        /// By whom; none for the arena itself.
        attacker: Option<HogId>,
        /// By what.
        cause: Cause,
        /// How much in all.
        amount: Points,
        /// Whether the shield took all of it.
        shielded: bool,
        /// Where the harm came from, metres.
        from: Vec3,
    },
    /// Two hulls met hard enough to hurt.
    Rammed {
        /// The one with the lower id.
        first: HogId,
        /// The other.
        second: HogId,
        /// Closing speed, m/s.
        speed_mps: f32,
        /// Where, metres.
        at: Vec3,
    },
    /// A hog was destroyed.
    Wrecked {
        /// Who.
        victim: HogId,
        /// Who gets the credit; none for accidents.
        killer: Option<HogId>,
        /// By what.
        cause: Cause,
        /// Where, metres.
        at: Vec3,
    },
    /// A hog came (back) into play.
    Spawned {
        /// Who.
        hog: HogId,
        /// Where, metres.
        at: Vec3,
    },
    /// A pickup was taken.
    PickedUp {
        /// By whom.
        hog: HogId,
        /// Index of the spot in the level.
        spot: u8,
        /// What it was.
        kind: PickupKind,
    },
    /// A pad threw a hog.
    PadUsed {
        /// Whom.
        hog: HogId,
        /// Index of the pad in the level.
        pad: u8,
    },
    /// A hog went in at one gate and came out of another.
    Teleported {
        /// Who.
        hog: HogId,
        /// Index of the gate it went in at, in the level.
        gate: u8,
    },
    /// A shot that follows a mark flies on another way; this is it from then on.
    ShotTurned(Shot),
    /// A hog used what its chassis can do.
    AbilityUsed {
        /// Who.
        hog: HogId,
    },
    /// Something happened to what the mode is about.
    Objective {
        /// Index of it in the [`Game`](crate::mode::Game).
        objective: u8,
        /// What.
        deed: Deed,
        /// By whom; none if by itself.
        hog: Option<HogId>,
        /// Where, metres.
        at: Vec3,
    },
    /// A phase of the match began, other than its first and its end.
    PhaseBegan(Phase),
    /// A hog leapt.
    Jumped {
        /// Who.
        hog: HogId,
    },
    /// A hog touched ground after a flight.
    Landed {
        /// Who.
        hog: HogId,
        /// How fast it came down, m/s.
        speed_mps: f32,
    },
    /// The match is over.
    MatchEnded {
        /// Who won; none for a draw.
        winner: Option<Side>,
    },
    /// A new match has begun.
    MatchStarted,
    /// The physics produced nonsense for this hog; it is put back at a spawn. Counted by the server.
    Unphysical {
        /// Whose.
        hog: HogId,
    },
}
