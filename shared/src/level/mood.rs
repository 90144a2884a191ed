//! What light an arena stands in. Only a word: the rules never read it, and what it looks like is the client's affair.

use serde::{Deserialize, Serialize};

/// What light an arena stands in, and what lies around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mood {
    /// A low sun over mesas.
    #[default]
    Dusk,
    /// A high sun over red cliffs.
    Canyon,
    /// A bright afternoon over green hills.
    Meadow,
    /// A cold morning among white peaks.
    Frost,
    /// The glow of molten metal under smoke.
    Forge,
    /// A city by night.
    Night,
}

impl Mood {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Dusk,
        Self::Canyon,
        Self::Meadow,
        Self::Frost,
        Self::Forge,
        Self::Night,
    ];
}
