//! One direction between a client and the server: a bad link that can also lose datagrams in bursts, be cut for a
//! while, and calm down for good.

use std::time::Duration;

use hogs_shared::rng::Rng;

use super::plan::{Burst, Span, Weather};
use hogs_shared::netplay::bad_link::{BadLink, Conditions};

/// One direction.
pub struct Path {
    link: BadLink,
    rng: Rng,
    conditions: Conditions,
    burst: Option<Burst>,
    bursting: bool,
    cuts: Vec<Span>,
    /// When it becomes a good link.
    calms_at: Duration,
}

impl Path {
    /// A path in some weather, cut during some spans, good from `calms_at` on.
    #[must_use]
    pub fn new(weather: Weather, cuts: Vec<Span>, calms_at: Duration, seed: u64) -> Self {
        Self {
            link: BadLink::new(weather.conditions, seed),
            rng: Rng::for_purpose(seed, 0xB0257),
            conditions: weather.conditions,
            burst: weather.burst,
            bursting: false,
            cuts,
            calms_at,
        }
    }

    /// A datagram enters; false if a burst or a cut swallows it.
    pub fn push(&mut self, now: Duration, datagram: &[u8]) -> bool {
        if now >= self.calms_at {
            self.link.set(Conditions {
                delay: self.conditions.delay,
                ..Conditions::default()
            });
        } else if self.is_lost(now) {
            return false;
        }
        self.link.push(now, datagram);
        true
    }

    /// Bursts after Gilbert and Elliott: a good state that loses nothing of its own, a bad one that loses all.
    fn is_lost(&mut self, now: Duration) -> bool {
        if let Some(burst) = self.burst {
            let change = if self.bursting { burst.ends } else { burst.begins };
            self.bursting ^= self.rng.chance(change);
        }
        self.bursting || self.cuts.iter().any(|cut| cut.holds(now))
    }

    /// The next datagram that has arrived.
    pub fn pop(&mut self, now: Duration) -> Option<Vec<u8>> {
        self.link.pop(now)
    }
}
