//! The last twelve seconds of the link as samples, a tenth of a second each, whatever the frame rate.

use hogs_shared::netplay::stats::{NetPulse, NetStats};
use hogs_shared::protocol::spent::{Cause, Spent};

use crate::hud::paint::SAMPLES;

/// Seconds in a sample.
const SAMPLE_S: f32 = 0.1;
/// Samples in a second.
const SECOND: usize = 10;

/// Bytes a second, by cause.
pub(super) type Rates = [f32; Cause::COUNT];

/// A tenth of a second.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sample {
    /// Milliseconds.
    pub rtt_ms: f32,
    /// Milliseconds.
    pub jitter_ms: f32,
    /// Datagrams lost, from the server and to it.
    pub lost: [f32; 2],
    /// Ticks by which inputs were early.
    pub margin_ticks: f32,
    /// Snapshots that lacked inputs.
    pub starved: f32,
    /// Worst corrections of one's own hog, metres: left alone, shaken.
    pub own_m: [f32; 2],
    /// How far others were from where they were shown, metres: the median of them, the worst.
    pub others_m: [f32; 2],
    /// From the server and to it.
    pub rates: [Rates; 2],
}

/// The samples, oldest first.
#[derive(bevy::prelude::Resource)]
pub(super) struct History {
    samples: [Sample; SAMPLES],
    since_s: f32,
    pulse: NetPulse,
}

impl Default for History {
    fn default() -> Self {
        Self {
            samples: [Sample::default(); SAMPLES],
            since_s: 0.0,
            pulse: NetPulse::default(),
        }
    }
}

fn rates(spent: &Spent, seconds: f32) -> Rates {
    Cause::ALL.map(|cause| spent.bits(cause) as f32 / 8.0 / seconds)
}

impl History {
    /// Takes in a frame of some seconds.
    pub(super) fn take(&mut self, net: &NetStats, pulse: &NetPulse, seconds: f32) {
        let sum = &mut self.pulse;
        sum.down.add_all(&pulse.down);
        sum.up.add_all(&pulse.up);
        sum.down_lost += pulse.down_lost;
        sum.up_lost += pulse.up_lost;
        sum.starved += pulse.starved;
        sum.own_free_m = sum.own_free_m.max(pulse.own_free_m);
        sum.own_shaken_m = sum.own_shaken_m.max(pulse.own_shaken_m);
        sum.others_median_m = sum.others_median_m.max(pulse.others_median_m);
        sum.others_worst_m = sum.others_worst_m.max(pulse.others_worst_m);
        self.since_s += seconds;
        let due = ((self.since_s / SAMPLE_S) as usize).min(SAMPLES);
        if due == 0 {
            return;
        }
        // A frame longer than a sample spreads over several.
        let share = 1.0 / due as f32;
        let span_s = self.since_s.min(due as f32 * SAMPLE_S);
        let sample = Sample {
            rtt_ms: net.rtt_ms,
            jitter_ms: net.jitter_ms,
            lost: [sum.down_lost as f32 * share, sum.up_lost as f32 * share],
            margin_ticks: net.margin_ticks,
            starved: sum.starved as f32 * share,
            own_m: [sum.own_free_m, sum.own_shaken_m],
            others_m: [sum.others_median_m, sum.others_worst_m],
            rates: [rates(&sum.down, span_s), rates(&sum.up, span_s)],
        };
        *sum = NetPulse::default();
        self.samples.rotate_left(due);
        self.samples[SAMPLES - due..].fill(sample);
        // After a long halt there is nothing to catch up with.
        self.since_s = (self.since_s - span_s).min(SAMPLE_S);
    }

    /// All of them, oldest first.
    pub(super) const fn samples(&self) -> &[Sample; SAMPLES] {
        &self.samples
    }

    /// Those of the last second.
    fn last_second(&self) -> &[Sample] {
        &self.samples[SAMPLES - SECOND..]
    }

    /// The largest of a figure over the last second.
    pub(super) fn worst(&self, figure: impl Fn(&Sample) -> f32) -> f32 {
        self.last_second().iter().map(figure).fold(0.0, f32::max)
    }

    /// The median of a figure over the samples of the last second.
    pub(super) fn median(&self, figure: impl Fn(&Sample) -> f32) -> f32 {
        let mut figures: Vec<f32> = self.last_second().iter().map(figure).collect();
        figures.sort_unstable_by(f32::total_cmp);
        figures.get(figures.len() / 2).copied().unwrap_or_default()
    }

    /// Bytes a second over the last second: from the server, to it.
    pub(super) fn rates(&self) -> [Rates; 2] {
        let mut means = [[0.0; Cause::COUNT]; 2];
        for sample in self.last_second() {
            for (mean, rate) in means.iter_mut().flatten().zip(sample.rates.iter().flatten()) {
                *mean += rate / SECOND as f32;
            }
        }
        means
    }

    /// Snapshots that lacked inputs, in all samples.
    pub(super) fn starved(&self) -> f32 {
        self.samples.iter().map(|sample| sample.starved).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pulse(bits: u32, own_free_m: f32) -> NetPulse {
        let mut pulse = NetPulse {
            own_free_m,
            down_lost: 1,
            ..NetPulse::default()
        };
        pulse.down.add(Cause::Others, bits);
        pulse
    }

    #[test]
    fn samples_roll_and_keep_sums_and_the_worst() {
        let mut history = History::default();
        let net = NetStats {
            rtt_ms: 40.0,
            ..NetStats::default()
        };
        history.take(&net, &pulse(800, 0.7), 0.06);
        history.take(&net, &pulse(800, 0.1), 0.06);
        let last = history.samples()[SAMPLES - 1];
        assert!((last.own_m[0] - 0.7).abs() < 1e-6);
        assert!((last.lost[0] - 2.0).abs() < 1e-6);
        assert!(
            (last.rates[0][Cause::Others as usize] - 2000.0).abs() < 1.0,
            "{last:?}"
        );
        assert_eq!(history.samples()[SAMPLES - 2], Sample::default());
        // Half a second in one frame, as many bytes a second.
        history.take(&net, &pulse(8000, 0.2), 0.5);
        let spread = &history.samples()[SAMPLES - 5..];
        assert!(
            spread
                .iter()
                .all(|sample| (sample.rates[0][Cause::Others as usize] - 2000.0).abs() < 1.0)
        );
        assert!((spread[0].lost[0] - 0.2).abs() < 1e-6);
        assert!((history.samples()[SAMPLES - 6].own_m[0] - 0.7).abs() < 1e-6);
    }

    #[test]
    fn a_median_and_a_worst_look_back_a_second() {
        let mut history = History::default();
        for (tenth, worst) in [9.0, 0.4, 0.5, 0.6, 5.0].into_iter().cycle().take(11).enumerate() {
            let pulse = NetPulse {
                others_median_m: 0.01 * tenth as f32,
                others_worst_m: worst,
                ..NetPulse::default()
            };
            history.take(&NetStats::default(), &pulse, SAMPLE_S);
        }
        // The first of the eleven is over a second old.
        assert_eq!(history.worst(|sample| sample.others_m[1]), 9.0);
        assert_eq!(history.median(|sample| sample.others_m[1]), 0.6);
        assert_eq!(history.median(|sample| sample.others_m[0]), 0.06);
        assert_eq!(history.samples()[SAMPLES - 11].others_m, [0.0, 9.0]);
    }

    #[test]
    fn the_last_second_is_a_mean() {
        let mut history = History::default();
        for _ in 0..20 {
            history.take(&NetStats::default(), &pulse(400, 0.0), 0.05);
        }
        let [down, up] = history.rates();
        assert!((down[Cause::Others as usize] - 1000.0).abs() < 101.0, "{down:?}");
        assert!(up.iter().all(|rate| *rate == 0.0));
    }
}
