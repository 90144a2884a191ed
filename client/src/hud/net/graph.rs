//! The graphs there are: what each is made of, how high it stands, and what is written over it.

use bevy::prelude::*;

use hogs_shared::netplay::stats::NetStats;
use hogs_shared::protocol::spent::Cause;

use super::history::{History, Sample};
use crate::hud::style::{DANGER, ENERGY, GOLD, MUTED, SELF};
use crate::palette::color;
use crate::words::Words;

/// Most parts of a graph.
pub(super) const PARTS: usize = 6;
/// What is green on the graphs and nowhere else.
const GREEN: Color = color(0x0014_C98C);
/// What is violet.
const VIOLET: Color = color(0x00AE_95FF);
/// What is pale beside violet.
const LILAC: Color = color(0x00E4_DAFF);

/// A graph of the last twelve seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Graph {
    RoundTrip,
    Lost,
    Margin,
    Own,
    Others,
    Down,
    Up,
}

impl Graph {
    /// All of them, from the top down.
    pub(super) const ALL: [Self; 7] = [
        Self::RoundTrip,
        Self::Lost,
        Self::Margin,
        Self::Own,
        Self::Others,
        Self::Down,
        Self::Up,
    ];

    /// The key of what it is called.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::RoundTrip => "net-round-trip",
            Self::Lost => "net-lost",
            Self::Margin => "net-margin",
            Self::Own => "net-own",
            Self::Others => "net-others",
            Self::Down => "net-down",
            Self::Up => "net-up",
        }
    }

    /// Height, units.
    pub(super) const fn height(self) -> f32 {
        match self {
            Self::RoundTrip | Self::Others => 26.0,
            Self::Lost => 14.0,
            Self::Margin => 18.0,
            Self::Own => 20.0,
            Self::Down => 36.0,
            Self::Up => 28.0,
        }
    }

    /// Colours of its parts, lowest first.
    pub(super) fn colours(self) -> Vec<Color> {
        match self {
            Self::RoundTrip => vec![ENERGY, VIOLET],
            Self::Lost => vec![DANGER, GOLD],
            Self::Margin => vec![GREEN, DANGER],
            Self::Own => vec![SELF, GOLD],
            Self::Others => vec![LILAC, VIOLET],
            Self::Down => down_causes().map(cause_colour).to_vec(),
            Self::Up => up_causes().map(cause_colour).to_vec(),
        }
    }

    /// The parts of a sample, lowest first.
    pub(super) fn parts(self, sample: &Sample) -> [f32; PARTS] {
        let mut parts = [0.0; PARTS];
        match self {
            Self::RoundTrip => parts[..2].copy_from_slice(&[sample.rtt_ms, sample.jitter_ms]),
            Self::Lost => parts[..2].copy_from_slice(&sample.lost),
            // A starved sample is a mark as high as the graph.
            Self::Margin => {
                parts[0] = sample.margin_ticks.max(0.0);
                parts[1] = if sample.starved > 0.0 { f32::MAX } else { 0.0 };
            }
            Self::Own => parts[..2].copy_from_slice(&sample.own_m),
            // The worst is what stands above the median.
            Self::Others => {
                let [median_m, worst_m] = sample.others_m;
                parts[..2].copy_from_slice(&[median_m, (worst_m - median_m).max(0.0)]);
            }
            Self::Down => {
                for (part, cause) in parts.iter_mut().zip(down_causes()) {
                    *part = sample.rates[0][cause as usize];
                }
            }
            Self::Up => {
                for (part, cause) in parts.iter_mut().zip(up_causes()) {
                    *part = sample.rates[1][cause as usize];
                }
            }
        }
        parts
    }

    /// What its top can stand for, lowest first.
    const fn tops(self) -> &'static [f32] {
        match self {
            Self::RoundTrip => &[50.0, 100.0, 200.0, 400.0, 800.0, 1600.0],
            Self::Lost => &[3.0, 6.0, 12.0],
            Self::Margin => &[3.0, 6.0, 12.0],
            Self::Own | Self::Others => &[0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0],
            Self::Down | Self::Up => &[2e3, 5e3, 10e3, 20e3, 50e3, 100e3],
        }
    }

    /// The least top that everything fits under.
    pub(super) fn top(self, samples: &[Sample]) -> f32 {
        let height = |sample: &Sample| {
            let parts = self.parts(sample).into_iter();
            parts.filter(|part| *part < f32::MAX).sum::<f32>()
        };
        let most = samples.iter().map(height).fold(0.0, f32::max);
        let tops = self.tops();
        let fits = tops.iter().copied().find(|top| *top >= most);
        fits.or(tops.last().copied()).unwrap_or(1.0)
    }

    /// How the value at its top reads.
    pub(super) fn top_reads(self, top: f32, words: &Words) -> String {
        let (key, count, digits) = match self {
            Self::RoundTrip => ("net-ms", top, 0),
            Self::Lost => ("net-datagrams", top, 0),
            Self::Margin => ("net-ticks", top, 0),
            Self::Own | Self::Others => ("net-metres", top, if top < 0.1 { 2 } else { 1 }),
            Self::Down | Self::Up => ("net-rate", top / 1000.0, 0),
        };
        figure(key, count, digits, words)
    }

    /// The figures beside its title, each in the colour of the part it tells of.
    pub(super) fn figures(self, net: &NetStats, history: &History, words: &Words) -> Vec<(String, Color)> {
        let rate = |way: usize| {
            let sum = history.rates()[way].iter().sum::<f32>();
            vec![(figure("net-rate", sum / 1000.0, 2, words), SELF)]
        };
        let own_m = |which: usize| history.worst(|sample| sample.own_m[which]);
        let told = match self {
            Self::Down => return rate(0),
            Self::Up => return rate(1),
            Self::RoundTrip => [("net-ms", net.rtt_ms, 0), ("net-jitter", net.jitter_ms, 1)],
            Self::Lost => [
                ("net-lost-down", net.loss * 100.0, 1),
                ("net-lost-up", net.loss_up * 100.0, 1),
            ],
            Self::Margin => [
                ("net-ticks", net.margin_ticks, 1),
                ("net-late", history.starved(), 0),
            ],
            Self::Own => [("net-free", own_m(0), 2), ("net-hit", own_m(1), 2)],
            Self::Others => [
                ("net-median", history.median(|sample| sample.others_m[0]), 2),
                ("net-worst", history.worst(|sample| sample.others_m[1]), 2),
            ],
        };
        let texts = told.map(|(key, count, digits)| figure(key, count, digits, words));
        texts.into_iter().zip(self.colours()).collect()
    }

    /// Whether what it shows is trouble.
    pub(super) fn is_bad(self, net: &NetStats, history: &History) -> bool {
        match self {
            Self::RoundTrip => net.rtt_ms > 150.0 || net.jitter_ms > 20.0,
            Self::Lost => net.loss.max(net.loss_up) > 0.05,
            Self::Margin => net.margin_ticks < 0.0,
            Self::Own => history.worst(|sample| sample.own_m[0]) > 0.25,
            Self::Others => history.median(|sample| sample.others_m[0]) > 0.5,
            Self::Down | Self::Up => false,
        }
    }
}

/// A figure in the text of a key.
fn figure(key: &str, count: f32, digits: usize, words: &Words) -> String {
    words.tell(key, [("count", words.decimal(count, digits).into())])
}

pub(super) const fn down_causes() -> [Cause; 6] {
    use Cause::{Happened, Headers, Link, Others, Own, Streams};
    [Headers, Link, Own, Others, Happened, Streams]
}

pub(super) const fn up_causes() -> [Cause; 5] {
    use Cause::{Controls, Headers, Link, Own, Streams};
    [Headers, Link, Own, Controls, Streams]
}

pub(super) const fn cause_colour(cause: Cause) -> Color {
    match cause {
        Cause::Headers => MUTED,
        Cause::Link => VIOLET,
        Cause::Own => SELF,
        Cause::Others => DANGER,
        Cause::Happened => GOLD,
        Cause::Streams => GREEN,
        Cause::Controls => ENERGY,
    }
}

/// The key of what people call a cause.
pub(super) const fn cause_key(cause: Cause) -> &'static str {
    match cause {
        Cause::Headers => "net-cause-headers",
        Cause::Link => "net-cause-link",
        Cause::Own => "net-cause-own",
        Cause::Others => "net-cause-others",
        Cause::Happened => "net-cause-happened",
        Cause::Streams => "net-cause-streams",
        Cause::Controls => "net-cause-controls",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_is_on_a_graph_in_a_colour_of_its_own() {
        for causes in [&down_causes()[..], &up_causes()[..]] {
            for (index, cause) in causes.iter().enumerate() {
                assert!(
                    causes[..index]
                        .iter()
                        .all(|other| cause_colour(*other) != cause_colour(*cause))
                );
            }
        }
        let shown = |cause: &Cause| down_causes().contains(cause) || up_causes().contains(cause);
        assert!(Cause::ALL.iter().all(shown));
        assert!(Graph::ALL.iter().all(|graph| graph.colours().len() <= PARTS));
    }

    #[test]
    fn the_top_fits_what_is_shown_and_a_starved_sample_fills_the_graph() {
        let mut sample = Sample {
            rtt_ms: 90.0,
            jitter_ms: 15.0,
            margin_ticks: 2.0,
            starved: 1.0,
            ..Sample::default()
        };
        assert!((Graph::RoundTrip.top(&[sample]) - 200.0).abs() < 1e-6);
        assert!((Graph::Margin.top(&[sample]) - 3.0).abs() < 1e-6);
        assert!(Graph::Margin.parts(&sample).iter().sum::<f32>() > 1e6);
        sample.rtt_ms = 1e9;
        assert!((Graph::RoundTrip.top(&[sample]) - 1600.0).abs() < 1e-6);
    }

    #[test]
    fn the_others_stand_as_high_as_the_worst_of_them_and_both_figures_are_told() {
        let sample = Sample {
            others_m: [0.125, 0.75],
            ..Sample::default()
        };
        let parts = Graph::Others.parts(&sample);
        assert_eq!(parts[..2], [0.125, 0.625]);
        assert!((Graph::Others.top(&[sample]) - 1.0).abs() < 1e-6);
        let told = Graph::Others.figures(&NetStats::default(), &History::default(), &Words::default());
        assert!(told[0].0.starts_with("median") && told[1].0.starts_with("worst"));
    }
}
