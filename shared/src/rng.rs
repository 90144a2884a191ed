//! The one source of chance in a match: PCG-XSH-RR 64/32 (O'Neill, "PCG: A Family of Simple Fast Space-Efficient
//! Statistically Good Algorithms for Random Number Generation", 2014). It is state of the match, so it is copied,
//! restored and checksummed with it.

use serde::{Deserialize, Serialize};

/// A stream of chance: same seed, same numbers, on every machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rng {
    state: u64,
}

impl Rng {
    /// A stream that depends on nothing but `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut rng = Self {
            state: seed.wrapping_add(1_442_695_040_888_963_407),
        };
        rng.next_u32();
        rng
    }

    /// A stream for one purpose, apart from those for others: two users of one never disturb each other.
    #[must_use]
    pub fn for_purpose(seed: u64, purpose: u64) -> Self {
        Self::new(seed ^ purpose.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// The next 32 random bits.
    pub fn next_u32(&mut self) -> u32 {
        let old = self.state;
        self.state = old
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let shifted = (((old >> 18) ^ old) >> 27) as u32;
        shifted.rotate_right((old >> 59) as u32)
    }

    /// Uniform in [0, 1).
    pub fn unit(&mut self) -> f32 {
        (self.next_u32() >> 8) as f32 / (1u32 << 24) as f32
    }

    /// Uniform in [low, high).
    pub fn range(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// Uniform in 0..count; 0 if there is nothing to choose from.
    pub fn below(&mut self, count: u32) -> u32 {
        ((u64::from(self.next_u32()) * u64::from(count)) >> 32) as u32
    }

    /// True with the given probability.
    pub fn chance(&mut self, probability: f32) -> bool {
        self.unit() < probability
    }

    /// Roughly normal with mean 0 and standard deviation 1, never beyond ±3: the sum of four uniforms.
    pub fn bell(&mut self) -> f32 {
        let sum = self.unit() + self.unit() + self.unit() + self.unit();
        (sum - 2.0) * 1.732_050_8
    }

    /// A stream that goes on from a state.
    #[must_use]
    pub const fn from_state(state: u64) -> Self {
        Self { state }
    }

    /// The state, for checksums and for going on elsewhere.
    #[must_use]
    pub const fn state(&self) -> u64 {
        self.state
    }
}
