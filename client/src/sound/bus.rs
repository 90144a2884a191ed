//! What sounds together and has one loudness: the buses of the mix, and how loud the player wants each.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::Volumes;

/// What a sound is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bus {
    /// What happens in the match.
    Effects,
    /// Engines and skirts.
    Engines,
    /// Music.
    Music,
    /// The announcer.
    Voice,
    /// Menus.
    Interface,
}

impl Bus {
    /// All of them, in the order of the enum.
    pub const ALL: [Self; 5] = [
        Self::Effects,
        Self::Engines,
        Self::Music,
        Self::Voice,
        Self::Interface,
    ];

    /// Its gain beside the others at the same volume: set by what `tests/loudness.rs` measures, see docs/decisions/0013-sound.md.
    const fn trim(self) -> f32 {
        match self {
            Self::Effects => 1.5,
            Self::Engines => 2.1,
            Self::Music => 2.0,
            Self::Voice => 1.6,
            Self::Interface => 1.4,
        }
    }
}

/// What is left of a match that is only a backdrop.
const BACKDROP: f32 = 0.18;

/// The gain of a bus for what the player wants.
pub(super) fn gain(bus: Bus, volumes: &Volumes, backdrop: bool) -> f32 {
    // As ears judge it: half the slider is about half as loud.
    let loud = |volume: f32| volume.clamp(0.0, 1.0).powf(1.6);
    let quiet = if backdrop { BACKDROP } else { 1.0 };
    let own = match bus {
        Bus::Effects | Bus::Engines => loud(volumes.effects) * quiet,
        Bus::Music => loud(volumes.music),
        Bus::Voice => loud(volumes.voice) * quiet,
        Bus::Interface => loud(volumes.interface),
    };
    bus.trim() * loud(volumes.master) * own
}

/// The gain of each bus, for the thread that mixes.
#[derive(Clone, Debug)]
pub(super) struct Gains(Arc<[AtomicU32; Bus::ALL.len()]>);

impl Default for Gains {
    fn default() -> Self {
        Self(Arc::new(Bus::ALL.map(|_| AtomicU32::new(0))))
    }
}

impl Gains {
    pub(super) fn set(&self, bus: Bus, gain: f32) {
        self.0[bus as usize].store(gain.to_bits(), Ordering::Relaxed);
    }

    pub(super) fn of(&self, bus: Bus) -> f32 {
        f32::from_bits(self.0[bus as usize].load(Ordering::Relaxed))
    }
}
