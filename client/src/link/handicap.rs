//! How much worse than it is the player wants the link to be: to see for oneself what distance does to a match. It holds
//! for this run alone and is never saved, so that nobody forgets it and blames the game.

use bevy::prelude::*;
use hogs_shared::netplay::bad_link::Conditions;

use crate::options::Options;
use crate::words::Words;

/// What is added to the link. Nothing of it is set out of the box.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct Handicap {
    /// Added to the round trip, half of it each way, milliseconds.
    pub latency_ms: f32,
    /// Standard deviation of the round trip, milliseconds.
    pub jitter_ms: f32,
    /// Lost of all datagrams, each way, percent.
    pub loss_percent: f32,
}

impl Handicap {
    /// What the command line asks for.
    #[must_use]
    pub fn of(options: &Options) -> Self {
        Self {
            latency_ms: options.link_delay_ms.map_or(0.0, f32::from),
            jitter_ms: options.link_jitter_ms.map_or(0.0, f32::from),
            loss_percent: options.link_loss.map_or(0.0, f32::from),
        }
    }

    /// What the link is to be like, each way.
    #[must_use]
    pub fn conditions(self) -> Conditions {
        Conditions {
            loss: self.loss_percent / 100.0,
            ..Conditions::of_round_trip(self.latency_ms, self.jitter_ms)
        }
    }

    /// In words, if there is any.
    #[must_use]
    pub fn described(self, words: &Words) -> Option<String> {
        let parts = [
            (self.latency_ms, "bad-link-ms"),
            (self.jitter_ms, "bad-link-spread-ms"),
            (self.loss_percent, "bad-link-lost"),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(amount, _)| *amount > 0.0)
            .map(|(amount, key)| words.tell(key, [("count", (amount.round() as i64).into())]))
            .collect();
        (!parts.is_empty()).then(|| parts.join("  "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_round_trip_is_halved_and_words_name_what_is_set() {
        let handicap = Handicap {
            latency_ms: 100.0,
            loss_percent: 5.0,
            ..default()
        };
        let conditions = handicap.conditions();
        assert!(conditions.delay.abs_diff(Duration::from_millis(50)) < Duration::from_micros(1));
        assert!((conditions.loss - 0.05).abs() < 1e-6);
        let words = Words::default();
        assert_eq!(handicap.described(&words).as_deref(), Some("+100 ms  5 % lost"));
        assert_eq!(Handicap::default().described(&words), None);
        assert_eq!(Handicap::default().conditions(), Conditions::default());
    }
}
