//! The unit of time in a match. Everything that happens, happens at a tick; seconds exist only for people.

use serde::{Deserialize, Serialize};

/// Steps of the simulation in a second, on every machine.
pub const TICKS_PER_SECOND: u32 = 60;

/// Seconds a step covers.
pub const TICK_SECONDS: f32 = 1.0 / TICKS_PER_SECOND as f32;

/// A moment of a match: steps since it began. Wraps after 828 days, which no match reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Tick(pub u32);

impl Tick {
    /// The moment `ticks` later.
    #[must_use]
    pub const fn after(self, ticks: u32) -> Self {
        Self(self.0.wrapping_add(ticks))
    }

    /// The moment `ticks` earlier, no earlier than the start of the match.
    #[must_use]
    pub const fn before(self, ticks: u32) -> Self {
        Self(self.0.saturating_sub(ticks))
    }

    /// Ticks from `earlier` to this moment; negative if this moment comes first.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i32 {
        self.0.wrapping_sub(earlier.0) as i32
    }
}

/// Seconds as whole ticks, rounded to the nearest.
#[must_use]
pub fn ticks_from_seconds(seconds: f32) -> u32 {
    (seconds * TICKS_PER_SECOND as f32).round().max(0.0) as u32
}
