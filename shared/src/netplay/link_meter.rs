//! Measures a link from what passes over it: round trip, jitter, loss, traffic.

use std::collections::VecDeque;
use std::time::Duration;

use super::stats::NetStats;
use crate::protocol::HEADER_BYTES;
use crate::protocol::snapshot::Snapshot;
use crate::tick::{TICK_SECONDS, TICKS_PER_SECOND, Tick};

/// Inputs whose way is timed.
const MAX_TIMED: usize = 128;
/// Weight of a new figure.
const BLEND: f32 = 0.08;

/// The measurements of one session.
#[derive(Debug, Default)]
pub(super) struct LinkMeter {
    inputs: VecDeque<(Tick, Duration)>,
    newest: Option<(Tick, Duration)>,
    rtt_s: Option<f32>,
    jitter_s: f32,
    loss: f32,
    /// Ticks between snapshots, as seen: the smallest step.
    step_ticks: u32,
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

    /// The controls of a tick went for the first time.
    pub(super) fn sent_input(&mut self, tick: Tick, now: Duration) {
        self.inputs.push_back((tick, now));
        while self.inputs.len() > MAX_TIMED {
            self.inputs.pop_front();
        }
    }

    /// A snapshot came.
    pub(super) fn snapshot(&mut self, snapshot: &Snapshot, bytes: usize, now: Duration) {
        self.snapshot_bytes = u16::try_from(bytes).unwrap_or(u16::MAX);
        self.time_inputs(snapshot, now);
        let Some((tick, at)) = self.newest else {
            self.newest = Some((snapshot.tick, now));
            return;
        };
        let step = snapshot.tick.since(tick);
        if step <= 0 {
            return;
        }
        let step = step as u32;
        if self.step_ticks == 0 || step < self.step_ticks {
            self.step_ticks = step;
        }
        let expected_s = step as f32 * TICK_SECONDS;
        let deviation_s = (now.saturating_sub(at).as_secs_f32() - expected_s).abs();
        self.jitter_s += (deviation_s - self.jitter_s) * BLEND;
        let missed = (step / self.step_ticks).saturating_sub(1).min(TICKS_PER_SECOND);
        for _ in 0..missed {
            self.loss += (1.0 - self.loss) * 0.02;
        }
        self.loss -= self.loss * 0.02;
        self.newest = Some((snapshot.tick, now));
    }

    /// The round trip of the input that a snapshot confirms: sent, used when its tick came, confirmed. The time it
    /// waited for its tick is known and taken off.
    fn time_inputs(&mut self, snapshot: &Snapshot, now: Duration) {
        let Some(used) = snapshot.input_used else { return };
        let Some(&(_, sent)) = self.inputs.iter().find(|(tick, _)| *tick == used) else {
            return;
        };
        let held_s = snapshot.tick.since(used).max(0) as f32 * TICK_SECONDS;
        let early_s = (f32::from(snapshot.margin_quarters) / 4.0).max(0.0) * TICK_SECONDS;
        let sample_s = (now.saturating_sub(sent).as_secs_f32() - held_s - early_s).max(0.0);
        self.rtt_s = Some(
            self.rtt_s
                .map_or(sample_s, |rtt_s| rtt_s + (sample_s - rtt_s) * BLEND),
        );
        self.inputs.retain(|(tick, _)| *tick > used);
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
