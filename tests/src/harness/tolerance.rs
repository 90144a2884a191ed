//! What is known to be wrong and is let pass until it is mended, each as narrow as it can be. To tighten one, set it to
//! what its comment asks for: the harness then finds what is still wrong.

/// Whether a client may keep shots that left the match without an end. Should be false.
pub const WITHDRAWN_SHOTS_LINGER: bool = false;

/// Whether a client may not know of shots that were fired before its first snapshot. Should be false.
pub const EARLY_SHOTS_UNKNOWN: bool = false;

/// Whether a client may stop looking ahead for good. Should be false.
pub const CLOCKS_STICK: bool = false;

/// Ticks by which a client may still be too late or too early a second after a disturbance, beyond what its link and
/// its margin ask for. Should be (1.0, 4.0).
pub const CLOCK_OFF_TICKS: (f32, f32) = (1.0, 4.0);

/// Ticks after which all that was told must have been shown on a good link, beside the link's delay. Should be 60.
pub const TOLD_WITHIN_TICKS: u32 = 60;

/// Whether a goodbye may go under. Should be false.
pub const GOODBYES_DROWN: bool = false;
