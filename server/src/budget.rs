//! Token buckets: how much anyone may send in a second, and how much at once. Budgets are per second and not per poll,
//! because polls can be made more frequent by the very traffic they should bound.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

/// An allowance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Units that come back in a second.
    pub per_second: f64,
    /// Units that can be spent at once after a rest.
    pub burst: f64,
}

/// What is left of an allowance.
#[derive(Clone, Copy, Debug)]
pub struct Bucket {
    rate: Rate,
    left: f64,
    at: Duration,
}

impl Bucket {
    /// A full one.
    #[must_use]
    pub const fn full(rate: Rate, now: Duration) -> Self {
        Self {
            rate,
            left: rate.burst,
            at: now,
        }
    }

    /// Spends `amount`, if there is that much.
    pub fn take(&mut self, now: Duration, amount: f64) -> bool {
        self.refill(now);
        let enough = self.left >= amount;
        if enough {
            self.left -= amount;
        }
        enough
    }

    /// Spends `amount` whether it is there or not, down to nothing.
    pub fn charge(&mut self, now: Duration, amount: f64) {
        self.refill(now);
        self.left = (self.left - amount).max(0.0);
    }

    fn refill(&mut self, now: Duration) {
        let passed = now.saturating_sub(self.at).as_secs_f64();
        self.left = (self.left + passed * self.rate.per_second).min(self.rate.burst);
        self.at = self.at.max(now);
    }

    fn is_full(&mut self, now: Duration) -> bool {
        self.refill(now);
        self.left >= self.rate.burst
    }
}

/// A bucket for every network that is active. Their number is bounded: when it is reached, newcomers share one bucket,
/// so that a sender who forges source addresses fills no memory.
#[derive(Debug)]
pub struct NetworkBudgets {
    rate: Rate,
    most: usize,
    buckets: BTreeMap<IpAddr, Bucket>,
    rest: Bucket,
    swept: Duration,
}

impl NetworkBudgets {
    /// Nobody has spent anything yet; remembers at most `most` networks.
    #[must_use]
    pub const fn new(rate: Rate, most: usize) -> Self {
        let rest = Bucket::full(rate, Duration::ZERO);
        Self {
            rate,
            most,
            buckets: BTreeMap::new(),
            rest,
            swept: Duration::ZERO,
        }
    }

    /// Spends `amount` of what the network of `address` has.
    pub fn take(&mut self, now: Duration, address: IpAddr, amount: f64) -> bool {
        self.bucket(now, address).take(now, amount)
    }

    /// Spends `amount` of what the network of `address` has, whether it is there or not.
    pub fn charge(&mut self, now: Duration, address: IpAddr, amount: f64) {
        self.bucket(now, address).charge(now, amount);
    }

    /// Networks remembered.
    #[must_use]
    pub fn remembered(&self) -> usize {
        self.buckets.len()
    }

    fn bucket(&mut self, now: Duration, address: IpAddr) -> &mut Bucket {
        let network = network_of(address);
        let known = self.buckets.contains_key(&network);
        if !known && self.buckets.len() >= self.most && now >= self.swept + Duration::from_secs(1) {
            self.swept = now;
            self.buckets.retain(|_, bucket| !bucket.is_full(now));
        }
        if known || self.buckets.len() < self.most {
            let rate = self.rate;
            self.buckets
                .entry(network)
                .or_insert_with(|| Bucket::full(rate, now))
        } else {
            &mut self.rest
        }
    }
}

/// What counts as one sender: an IPv4 address, or the /64 that an IPv6 host picks its addresses from.
#[must_use]
pub fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate {
        per_second: 10.0,
        burst: 5.0,
    };

    #[test]
    fn a_bucket_gives_its_burst_and_then_its_rate() {
        let mut bucket = Bucket::full(RATE, Duration::ZERO);
        let given = (0..100).filter(|_| bucket.take(Duration::ZERO, 1.0)).count();
        assert_eq!(given, 5);
        // A second in a thousand polls gives as much as a second in one.
        let given = (1..=1000)
            .filter(|&ms| bucket.take(Duration::from_millis(ms), 1.0))
            .count();
        assert!((9..=10).contains(&given), "{given}");
        // A clock that goes back gives nothing.
        assert!(!bucket.take(Duration::ZERO, 5.0));
    }

    #[test]
    fn forged_senders_fill_no_memory_and_share_what_is_left() {
        let mut budgets = NetworkBudgets::new(RATE, 10);
        let passed = (0..1000_u32)
            .filter(|&n| budgets.take(Duration::ZERO, IpAddr::from(n.to_be_bytes()), 1.0))
            .count();
        assert_eq!((budgets.remembered(), passed), (10, 15));
        let later = Duration::from_secs(5);
        assert!(budgets.take(later, IpAddr::from([9, 9, 9, 9]), 1.0));
        assert_eq!(budgets.remembered(), 1);
    }

    #[test]
    fn a_network_is_one_sender() {
        let one: IpAddr = "2001:db8::1".parse().unwrap();
        let other: IpAddr = "2001:db8::ffff:2".parse().unwrap();
        let far: IpAddr = "2001:db8:0:1::1".parse().unwrap();
        assert_eq!(network_of(one), network_of(other));
        assert_ne!(network_of(one), network_of(far));
        let mapped: IpAddr = "::ffff:1.2.3.4".parse().unwrap();
        assert_eq!(network_of(mapped), IpAddr::from([1, 2, 3, 4]));
    }
}
