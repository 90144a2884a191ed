//! Percentiles and medians, computed one way everywhere.

use serde::{Deserialize, Serialize};

/// The value below which `share` (0 to 1) of the values lie, by nearest rank; none for no values.
#[must_use]
pub fn percentile(values: &[f32], share: f32) -> Option<f32> {
    let mut sorted: Vec<f32> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_by(f32::total_cmp);
    let rank = (share * sorted.len() as f32).ceil() as usize;
    sorted.get(rank.clamp(1, sorted.len().max(1)) - 1).copied()
}

/// The middle value; none for no values.
#[must_use]
pub fn median(values: &[f32]) -> Option<f32> {
    percentile(values, 0.5)
}

/// A distribution in three figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// Half are below this.
    pub p50: Option<f32>,
    /// 99 in a hundred are below this.
    pub p99: Option<f32>,
    /// The largest.
    pub max: Option<f32>,
}

impl Spread {
    /// Of some values.
    #[must_use]
    pub fn of(values: &[f32]) -> Self {
        Self {
            p50: percentile(values, 0.5),
            p99: percentile(values, 0.99),
            max: percentile(values, 1.0),
        }
    }

    /// Each figure as the median of those of several distributions.
    #[must_use]
    pub fn median_of(spreads: &[Self]) -> Self {
        let middle =
            |figure: fn(&Self) -> Option<f32>| median(&spreads.iter().filter_map(figure).collect::<Vec<_>>());
        Self {
            p50: middle(|spread| spread.p50),
            p99: middle(|spread| spread.p99),
            max: middle(|spread| spread.max),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_by_nearest_rank() {
        let values: Vec<f32> = (1..=100).rev().map(|value| value as f32).collect();
        assert_eq!(percentile(&values, 0.5), Some(50.0));
        assert_eq!(percentile(&values, 0.99), Some(99.0));
        assert_eq!(percentile(&values, 1.0), Some(100.0));
        assert_eq!(percentile(&[7.0], 0.01), Some(7.0));
        assert_eq!(percentile(&[], 0.5), None);
        assert_eq!(median(&[3.0, f32::NAN, 1.0, 2.0]), Some(2.0));
    }
}
