//! The mix: channels go to their buses, those through the limiter into one stereo stream. It knows no device and no clock:
//! whoever wants sound asks for so many samples of it.

use std::sync::{Arc, Mutex, TryLockError};

use super::bus::{Bus, Gains};
use super::channel::Channel;
use super::limiter::Limiter;

/// Samples that are mixed at a time: gains go in slopes so long. A tick of the match at [`RATE_HZ`] is four of them.
pub(super) const BLOCK: usize = 200;
/// Samples a second where no device asks for another rate.
pub const RATE_HZ: u32 = 48_000;
/// Rates a device may ask for.
const RATES_HZ: std::ops::RangeInclusive<u32> = 8_000..=384_000;

/// Channels on their way into the mix.
pub(super) type Inbox = Arc<Mutex<Vec<Channel>>>;

/// Everything that sounds.
#[derive(Debug)]
pub(super) struct Mix {
    rate_hz: u32,
    inbox: Inbox,
    gains: Gains,
    channels: Vec<Channel>,
    /// What each bus has in the block that was mixed last, in stereo, and its gain at the end of that.
    buses: [([f32; 2 * BLOCK], f32); Bus::ALL.len()],
    limiter: Limiter,
}

impl Mix {
    pub(super) fn new(inbox: Inbox, gains: Gains) -> Self {
        let buses = Bus::ALL.map(|bus| ([0.0; 2 * BLOCK], gains.of(bus)));
        Self {
            rate_hz: RATE_HZ,
            inbox,
            gains,
            channels: Vec::new(),
            buses,
            limiter: Limiter::new(RATE_HZ),
        }
    }

    /// From now on there are so many samples a second.
    pub(super) fn set_rate(&mut self, rate_hz: u32) {
        let rate_hz = rate_hz.clamp(*RATES_HZ.start(), *RATES_HZ.end());
        if rate_hz != self.rate_hz {
            self.rate_hz = rate_hz;
            self.limiter = Limiter::new(rate_hz);
        }
    }

    /// How many channels there are.
    pub(super) const fn channels(&self) -> usize {
        self.channels.len()
    }

    /// Mixes on: fills `out` with samples of left and right in turn. `meter` is shown what each bus has of every block.
    pub(super) fn render(&mut self, out: &mut [f32], mut meter: impl FnMut(Bus, &[f32])) {
        for block in out.chunks_mut(2 * BLOCK) {
            self.take_in();
            self.mix(block);
            for bus in Bus::ALL {
                meter(bus, &self.buses[bus as usize].0[..block.len()]);
            }
            self.limiter.pass(block);
        }
    }

    fn take_in(&mut self) {
        // Somebody is putting something in just now: it is there for the next block, a few milliseconds later.
        let mut inbox = match self.inbox.try_lock() {
            Ok(inbox) => inbox,
            // A hand that died holding it has left it as good as it was.
            Err(TryLockError::Poisoned(dead)) => dead.into_inner(),
            Err(TryLockError::WouldBlock) => return,
        };
        self.channels.append(&mut inbox);
    }

    fn mix(&mut self, block: &mut [f32]) {
        for (bus, _) in &mut self.buses {
            bus.fill(0.0);
        }
        let (buses, rate_hz) = (&mut self.buses, self.rate_hz);
        self.channels.retain_mut(|channel| {
            let (bus, _) = &mut buses[channel.bus() as usize];
            channel.add(&mut bus[..block.len()], rate_hz)
        });
        block.fill(0.0);
        for bus in Bus::ALL {
            let (heard, gain) = &mut self.buses[bus as usize];
            let slope = (self.gains.of(bus) - *gain) / (block.len() / 2).max(1) as f32;
            for (sum, heard) in block.chunks_exact_mut(2).zip(heard.chunks_exact_mut(2)) {
                heard[0] *= *gain;
                heard[1] *= *gain;
                sum[0] += heard[0];
                sum[1] += heard[1];
                *gain += slope;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::clip::Clip;

    #[test]
    fn channels_sum_in_their_buses_and_a_thousand_of_them_do_not_clip() {
        let (inbox, gains) = (Inbox::default(), Gains::default());
        for bus in Bus::ALL {
            gains.set(bus, if bus == Bus::Music { 0.0 } else { 0.5 });
        }
        let mut mix = Mix::new(Arc::clone(&inbox), gains);
        let steady = Clip::mono(&[16_384; 64], 48_000);
        let mut faders = Vec::new();
        let mut start = |bus: Bus, count: usize| {
            for _ in 0..count {
                let (channel, fader) = Channel::new(&steady, bus, true, 0.0);
                fader.set([1.0, 0.5], 1.0);
                faders.push(fader);
                inbox.lock().unwrap().push(channel);
            }
        };
        start(Bus::Effects, 2);
        start(Bus::Music, 1);
        let mut out = vec![0.0; 2 * BLOCK * 3];
        let mut heard = [0.0; Bus::ALL.len()];
        mix.render(&mut out, |bus, block| heard[bus as usize] = block[0]);
        assert_eq!(mix.channels(), 3);
        let last = out[out.len() - 2];
        assert!((heard[Bus::Effects as usize] - 0.5).abs() < 1e-3 && (last - 0.5).abs() < 1e-3);
        assert!(heard[Bus::Music as usize].abs() < 1e-6);
        start(Bus::Effects, 1000);
        mix.render(&mut out, |_, _| {});
        assert!(out.iter().all(|sample| sample.abs() < 1.0));
        faders.clear();
        mix.render(&mut out, |_, _| {});
        assert_eq!(mix.channels(), 0);
    }
}
