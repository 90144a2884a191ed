//! The last thing a mix passes: it looks a moment ahead and turns down in time, so that nothing ever clips and nothing is
//! bent into another shape.

use std::collections::VecDeque;

/// What nothing goes beyond, of full scale: -1.5 dB, which leaves room for what lies between samples.
const CEILING: f32 = 0.84;
/// How far it looks ahead, samples.
const AHEAD: usize = 128;
/// How fast it lets go again, 1/s.
const RELEASE_PER_S: f32 = 9.0;

/// Turns stereo down where it would go beyond the ceiling. What comes out is what went in [`AHEAD`] samples before, times a
/// gain that is a mean over that time of what every sample in it allows: so it is never more than any of them does.
#[derive(Debug)]
pub(super) struct Limiter {
    /// What is on its way.
    late: VecDeque<[f32; 2]>,
    /// The least gains of the window, each with the sample that it is of, rising.
    least: VecDeque<(u64, f32)>,
    /// The gains of the window, and their sum.
    gains: VecDeque<f32>,
    sum: f64,
    gain: f32,
    now: u64,
    release: f32,
}

impl Limiter {
    /// For a mix of so many samples a second.
    pub(super) fn new(rate_hz: u32) -> Self {
        Self {
            late: std::iter::repeat_n([0.0; 2], AHEAD).collect(),
            least: VecDeque::with_capacity(AHEAD + 2),
            gains: std::iter::repeat_n(1.0, AHEAD + 1).collect(),
            sum: (AHEAD + 1) as f64,
            gain: 1.0,
            now: 0,
            release: 1.0 - (-RELEASE_PER_S / rate_hz.max(1) as f32).exp(),
        }
    }

    /// The least gain that any sample of the window allows.
    fn allowed(&mut self, gain: f32) -> f32 {
        while self.least.back().is_some_and(|(_, other)| *other >= gain) {
            self.least.pop_back();
        }
        self.least.push_back((self.now, gain));
        while self
            .least
            .front()
            .is_some_and(|(of, _)| self.now - of > AHEAD as u64)
        {
            self.least.pop_front();
        }
        self.least.front().map_or(gain, |(_, least)| *least)
    }

    /// Takes samples in and gives those back that are due, in their place.
    pub(super) fn pass(&mut self, frames: &mut [f32]) {
        for frame in frames.chunks_exact_mut(2) {
            // What is no number is nothing to hear.
            let heard = [frame[0], frame[1]].map(|side| if side.is_finite() { side } else { 0.0 });
            let peak = heard[0].abs().max(heard[1].abs());
            let allowed = self.allowed(if peak > CEILING { CEILING / peak } else { 1.0 });
            self.gain = allowed.min(self.gain + (1.0 - self.gain) * self.release);
            self.gains.push_back(self.gain);
            self.sum += f64::from(self.gain) - f64::from(self.gains.pop_front().unwrap_or(1.0));
            self.late.push_back(heard);
            let due = self.late.pop_front().unwrap_or_default();
            let gain = (self.sum / (AHEAD + 1) as f64) as f32;
            frame[0] = due[0] * gain;
            frame[1] = due[1] * gain;
            self.now += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hogs_shared::rng::Rng;

    const RATE_HZ: u32 = 48_000;

    fn passed(frames: &[f32]) -> Vec<f32> {
        let mut out = frames.to_vec();
        out.extend([0.0; 2 * AHEAD]);
        Limiter::new(RATE_HZ).pass(&mut out);
        out
    }

    #[test]
    fn what_is_quiet_passes_as_it_is_a_moment_later() {
        let quiet: Vec<f32> = (0..2000).map(|i| (i as f32 * 0.1).sin() * 0.8).collect();
        let out = passed(&quiet);
        let same = quiet.iter().zip(&out[2 * AHEAD..]);
        assert!(same.clone().count() == 2000 && same.into_iter().all(|(a, b)| (a - b).abs() < 1e-6));
    }

    #[test]
    fn nothing_goes_beyond_the_ceiling_and_it_lets_go_again() {
        let mut rng = Rng::new(3);
        let loud: Vec<f32> = (0..60_000)
            .map(|i| (rng.range(-1.0, 1.0)) * if i / 7000 % 2 == 0 { 6.0 } else { 0.4 })
            .collect();
        let out = passed(&loud);
        let highest = out.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
        assert!(highest <= CEILING + 1e-5 && highest > CEILING * 0.5, "{highest}");
        let mut limiter = Limiter::new(RATE_HZ);
        limiter.pass(&mut [5.0, 5.0]);
        let mut after = vec![0.5; 2 * RATE_HZ as usize];
        limiter.pass(&mut after);
        assert!(after[2 * AHEAD + 2] < 0.2 && (after[after.len() - 1] - 0.5).abs() < 1e-3);
    }

    #[test]
    fn nonsense_is_silence() {
        let out = passed(&[f32::NAN, f32::INFINITY, 0.3, 0.3]);
        assert!(
            out.iter()
                .all(|sample| sample.is_finite() && sample.abs() <= CEILING)
        );
        assert!(out.iter().any(|sample| *sample > 0.2));
    }
}
