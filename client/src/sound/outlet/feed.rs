//! What a device is fed with: the mix, sample by sample, and how much of it was taken.

use std::num::NonZero;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::sound::mix::{BLOCK, Mix, RATE_HZ};

/// Two sides.
const CHANNELS: NonZero<u16> = NonZero::<u16>::MIN.saturating_add(1);
/// Where a device does not say.
const USUAL_HZ: NonZero<u32> = NonZero::<u32>::MIN.saturating_add(RATE_HZ - 1);

/// The mix as an endless stream.
#[derive(Debug)]
pub struct Feed {
    mix: Arc<Mutex<Mix>>,
    rate_hz: NonZero<u32>,
    block: [f32; 2 * BLOCK],
    next: usize,
    taken: Arc<AtomicU64>,
}

impl Feed {
    /// One that counts what is taken.
    pub(super) fn new(mix: Arc<Mutex<Mix>>, taken: Arc<AtomicU64>) -> Self {
        Self {
            mix,
            rate_hz: USUAL_HZ,
            block: [0.0; 2 * BLOCK],
            next: 2 * BLOCK,
            taken,
        }
    }

    /// From now on it has so many samples a second.
    pub fn set_rate(&mut self, rate_hz: u32) {
        self.rate_hz = NonZero::new(rate_hz).unwrap_or(USUAL_HZ);
    }

    fn refill(&mut self) {
        let mut mix = self.mix.lock().unwrap_or_else(PoisonError::into_inner);
        mix.set_rate(self.rate_hz.get());
        mix.render(&mut self.block, |_, _| {});
        self.next = 0;
        self.taken.fetch_add(1, Ordering::Relaxed);
    }
}

impl Iterator for Feed {
    type Item = f32;

    #[inline]
    fn next(&mut self) -> Option<f32> {
        if self.next == self.block.len() {
            self.refill();
        }
        let sample = self.block.get(self.next).copied();
        self.next += 1;
        sample
    }
}

impl rodio::Source for Feed {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> NonZero<u16> {
        CHANNELS
    }

    fn sample_rate(&self) -> NonZero<u32> {
        self.rate_hz
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}
