//! What was not let through, counted by reason. Counting is all that happens per datagram: a log line for each would be
//! a weapon in the hands of whoever sends them.

use std::collections::BTreeMap;

/// Counters by reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drops(BTreeMap<&'static str, u64>);

impl Drops {
    /// One more for `reason`.
    pub fn count(&mut self, reason: &'static str) {
        let counter = self.0.entry(reason).or_default();
        *counter = counter.saturating_add(1);
    }

    /// How many for `reason`.
    #[must_use]
    pub fn of(&self, reason: &str) -> u64 {
        self.0.get(reason).copied().unwrap_or_default()
    }

    /// How many in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.values().sum()
    }

    /// Adds the counters of others to these.
    pub fn add(&mut self, others: &Self) {
        for (&reason, &count) in &others.0 {
            *self.0.entry(reason).or_default() += count;
        }
    }

    /// Every reason that occurred, in order of name.
    #[must_use]
    pub const fn by_reason(&self) -> &BTreeMap<&'static str, u64> {
        &self.0
    }
}
