//! Measures a link from what passes over it: round trip, jitter, loss, traffic.

use std::time::Duration;

use super::stats::NetStats;
use crate::protocol::HEADER_BYTES;
use crate::tick::{TICK_SECONDS, Tick};

/// Weight of a new figure.
const BLEND: f32 = 0.08;
/// Weight of one datagram in the share that is lost.
const LOSS_BLEND: f32 = 0.02;
/// Losses counted at once: more were no losses but a pause.
const MOST_LOST: u32 = 60;

/// The measurements of one session.
#[derive(Debug, Default)]
pub(super) struct LinkMeter {
    newest: Option<(Tick, Duration)>,
    rtt_s: Option<f32>,
    jitter_s: f32,
    loss: f32,
    snapshot_bytes: u16,
    down: Rate,
    up: Rate,
}

/// Bytes a second, over whole seconds.
#[derive(Debug, Default)]
struct Rate {
    since: Duration,
    bytes: usize,
    per_s: f32,
}

impl Rate {
    fn add(&mut self, payload: usize, now: Duration) {
        self.bytes += payload + HEADER_BYTES;
        let passed = now.saturating_sub(self.since).as_secs_f32();
        if passed >= 1.0 {
            self.per_s = self.bytes as f32 / passed;
            self.since = now;
            self.bytes = 0;
        }
    }
}

impl LinkMeter {
    /// A datagram came.
    pub(super) fn received(&mut self, bytes: usize, now: Duration) {
        self.down.add(bytes, now);
    }

    /// A datagram went.
    pub(super) fn sent(&mut self, bytes: usize, now: Duration) {
        self.up.add(bytes, now);
    }

    /// A round trip took this long, the server's waiting taken off.
    pub(super) fn round_trip(&mut self, seconds: f32) {
        self.rtt_s = Some(
            self.rtt_s
                .map_or(seconds, |rtt_s| rtt_s + (seconds - rtt_s) * BLEND),
        );
    }

    /// That many datagrams are given up for lost, now that one came.
    pub(super) fn lost(&mut self, datagrams: u32) {
        for _ in 0..datagrams.min(MOST_LOST) {
            self.loss += (1.0 - self.loss) * LOSS_BLEND;
        }
        self.loss -= self.loss * LOSS_BLEND;
    }

    /// A snapshot came.
    pub(super) fn snapshot(&mut self, tick: Tick, bytes: usize, now: Duration) {
        self.snapshot_bytes = u16::try_from(bytes).unwrap_or(u16::MAX);
        let Some((before, at)) = self.newest else {
            self.newest = Some((tick, now));
            return;
        };
        let step = tick.since(before);
        if step <= 0 {
            return;
        }
        let expected_s = step as f32 * TICK_SECONDS;
        let deviation_s = (now.saturating_sub(at).as_secs_f32() - expected_s).abs();
        self.jitter_s += (deviation_s - self.jitter_s) * BLEND;
        self.newest = Some((tick, now));
    }

    /// Round trip, seconds; a guess before it was measured.
    #[must_use]
    pub(super) fn rtt_s(&self) -> f32 {
        self.rtt_s.unwrap_or(0.06)
    }

    /// The figures of the link; those of the prediction are left at zero.
    #[must_use]
    pub(super) fn stats(&self) -> NetStats {
        NetStats {
            rtt_ms: self.rtt_s.unwrap_or_default() * 1000.0,
            jitter_ms: self.jitter_s * 1000.0,
            loss: self.loss,
            down_bytes_per_s: self.down.per_s,
            up_bytes_per_s: self.up.per_s,
            snapshot_bytes: self.snapshot_bytes,
            ..NetStats::default()
        }
    }
}
