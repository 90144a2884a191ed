//! A share with its standard error, and what it rests on.

use serde_json::{Value, json};

/// So much of so much, match by match. What happens in one match hangs together, so the error is that of a ratio of
/// sums over matches (Cochran, 'Sampling Techniques', 6.4), not that of single wrecks.
#[derive(Clone, Debug, Default)]
pub(super) struct Share {
    /// By match: part and whole.
    matches: Vec<(f64, f64)>,
}

impl Share {
    /// One more match.
    pub(super) fn add(&mut self, part: f64, whole: f64) {
        if whole > 0.0 {
            self.matches.push((part, whole));
        }
    }

    fn whole(&self) -> f64 {
        self.matches.iter().map(|(_, whole)| whole).sum()
    }

    /// The share; none of nothing.
    pub(super) fn rate(&self) -> Option<f64> {
        let part: f64 = self.matches.iter().map(|(part, _)| part).sum();
        (self.whole() > 0.0).then(|| part / self.whole())
    }

    /// Its standard error; none if there are fewer than two matches.
    pub(super) fn error(&self) -> Option<f64> {
        let (rate, count) = (self.rate()?, self.matches.len() as f64);
        if count < 2.0 {
            return None;
        }
        let off = |&(part, whole): &(f64, f64)| (part - rate * whole).powi(2);
        let squares: f64 = self.matches.iter().map(off).sum();
        Some((squares * count / (count - 1.0)).sqrt() / self.whole())
    }

    /// The share alone, rounded to what a person reads.
    pub(super) fn plain(&self) -> Value {
        json!(self.rate().map(rounded))
    }

    /// With its error and how many matches it rests on.
    pub(super) fn full(&self) -> Value {
        json!({
            "rate": self.rate().map(rounded),
            "error": self.error().map(rounded),
            "matches": self.matches.len(),
        })
    }
}

/// To a hundredth of a percent.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_of_wins_is_that_of_a_coin() {
        let mut share = Share::default();
        for index in 0..400 {
            share.add(f64::from(index % 2), 1.0);
        }
        assert_eq!(share.rate(), Some(0.5));
        let error = share.error().unwrap();
        assert!((error - 0.025).abs() < 1e-4, "{error}");
        assert_eq!(Share::default().rate(), None);
        assert_eq!(Share::default().error(), None);
    }

    #[test]
    fn what_hangs_together_is_not_counted_twice() {
        // Ten wrecks a match that are all alike tell as much as one does.
        let (mut single, mut tens) = (Share::default(), Share::default());
        for index in 0..100 {
            single.add(f64::from(index % 2), 1.0);
            tens.add(f64::from(index % 2) * 10.0, 10.0);
        }
        assert_eq!(single.error(), tens.error());
        tens.add(0.0, 0.0);
        assert_eq!(single.rate(), tens.rate());
    }
}
