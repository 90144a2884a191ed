//! What makes a bot weak or strong: how late it notices, how badly it aims, how hard it drives, what it overlooks.

/// How well a bot plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skill {
    /// For those who have never played: hardly hits, never hurries.
    Beginner,
    /// For a first match: slow to notice, poor aim, overlooks mines.
    Easy,
    /// For most players.
    #[default]
    Medium,
    /// For those who want to sweat.
    Hard,
    /// For those who win too often; still slower than a machine need be.
    Expert,
}

impl Skill {
    /// All of them, weakest first.
    pub const ALL: [Self; 5] = [Self::Beginner, Self::Easy, Self::Medium, Self::Hard, Self::Expert];

    /// The skill of a level from 0 (beginner) to 4 (expert); what is more counts as 4.
    #[must_use]
    pub const fn from_level(level: u8) -> Self {
        match level {
            0 => Self::Beginner,
            1 => Self::Easy,
            2 => Self::Medium,
            3 => Self::Hard,
            _ => Self::Expert,
        }
    }

    /// What hosts write and read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Beginner => "beginner",
            Self::Easy => "easy",
            Self::Medium => "medium",
            Self::Hard => "hard",
            Self::Expert => "expert",
        }
    }

    /// The figures behind it.
    pub(super) const fn traits(self) -> &'static Traits {
        match self {
            Self::Beginner => &BEGINNER,
            Self::Easy => &EASY,
            Self::Medium => &MEDIUM,
            Self::Hard => &HARD,
            Self::Expert => &EXPERT,
        }
    }
}

/// The figures of a skill.
#[derive(Debug)]
pub(super) struct Traits {
    /// Between what the target does and the bot's knowing, ticks.
    pub delay_ticks: usize,
    /// Typical error of aim sideways, radians; upward it is a third of that.
    pub error_rad: f32,
    /// Share of the lead that is taken.
    pub lead: f32,
    /// Whether the lead follows the target's acceleration.
    pub foresees_turns: bool,
    /// Ticks of fire, then of rest.
    pub burst_ticks: (u32, u32),
    /// Farthest it opens fire at, metres.
    pub range_m: f32,
    /// Share of the top speed it drives at.
    pub pace: f32,
    /// Share of incoming rockets it dodges.
    pub dodges: f32,
    /// Share of mines it sees in time.
    pub sees_mines: f32,
    /// Health, as a share of full, at which it looks for repair.
    pub retreat_health: f32,
    /// How gladly it spends energy on boost, 0 to 1.
    pub boosts: f32,
    /// Share of the chances to use what its chassis can do that it takes.
    pub tricks: f32,
    /// How unsure it is of which weapon is best, 0 to 1.
    pub unsure: f32,
}

const BEGINNER: Traits = Traits {
    delay_ticks: 34,
    error_rad: 0.16,
    lead: 0.55,
    foresees_turns: false,
    burst_ticks: (24, 66),
    range_m: 50.0,
    pace: 0.6,
    dodges: 0.0,
    sees_mines: 0.1,
    retreat_health: 0.2,
    boosts: 0.1,
    tricks: 0.05,
    unsure: 0.6,
};

const EASY: Traits = Traits {
    delay_ticks: 26,
    error_rad: 0.105,
    lead: 0.75,
    foresees_turns: false,
    burst_ticks: (36, 48),
    range_m: 65.0,
    pace: 0.72,
    dodges: 0.1,
    sees_mines: 0.25,
    retreat_health: 0.25,
    boosts: 0.25,
    tricks: 0.2,
    unsure: 0.45,
};

const MEDIUM: Traits = Traits {
    delay_ticks: 17,
    error_rad: 0.062,
    lead: 0.95,
    foresees_turns: false,
    burst_ticks: (70, 24),
    range_m: 90.0,
    pace: 0.86,
    dodges: 0.4,
    sees_mines: 0.6,
    retreat_health: 0.4,
    boosts: 0.6,
    tricks: 0.5,
    unsure: 0.3,
};

const HARD: Traits = Traits {
    delay_ticks: 12,
    error_rad: 0.04,
    lead: 1.0,
    foresees_turns: true,
    burst_ticks: (150, 14),
    range_m: 108.0,
    pace: 0.95,
    dodges: 0.65,
    sees_mines: 0.9,
    retreat_health: 0.45,
    boosts: 1.0,
    tricks: 0.7,
    unsure: 0.22,
};

const EXPERT: Traits = Traits {
    delay_ticks: 5,
    error_rad: 0.01,
    lead: 1.0,
    foresees_turns: true,
    burst_ticks: (360, 6),
    range_m: 130.0,
    pace: 1.0,
    dodges: 0.92,
    sees_mines: 0.97,
    retreat_health: 0.5,
    boosts: 1.0,
    tricks: 0.95,
    unsure: 0.1,
};
