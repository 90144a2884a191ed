//! Measures a link from what passes over it: round trip, jitter, loss both ways, traffic and what it goes to.

use std::time::Duration;

use super::stats::{NetPulse, NetStats};
use crate::protocol::HEADER_BYTES;
use crate::protocol::acks::{Ack, Arrivals, Sequence};
use crate::protocol::spent::Spent;
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
    snapshot_bytes: u16,
    down: Way,
    up: Way,
    /// Which of this client's datagrams the server has seen.
    answered: Arrivals,
}

/// One direction.
#[derive(Debug, Default)]
struct Way {
    since: Duration,
    bytes: usize,
    /// Bytes a second, over whole seconds.
    per_s: f32,
    /// Share of datagrams that are lost.
    loss: f32,
    /// Since they were last taken.
    lost: u32,
    datagram_bytes: usize,
    spent: Spent,
}

impl Way {
    fn add(&mut self, payload: usize, now: Duration) {
        self.datagram_bytes = self.datagram_bytes.saturating_add(payload + HEADER_BYTES);
        self.bytes += payload + HEADER_BYTES;
        let passed = now.saturating_sub(self.since).as_secs_f32();
        if passed >= 1.0 {
            self.per_s = self.bytes as f32 / passed;
            self.since = now;
            self.bytes = 0;
        }
    }

    /// One datagram came, after that many which are given up for lost.
    fn lost(&mut self, datagrams: u32) {
        self.lost = self.lost.saturating_add(datagrams);
        for _ in 0..datagrams.min(MOST_LOST) {
            self.loss += (1.0 - self.loss) * LOSS_BLEND;
        }
        self.loss -= self.loss * LOSS_BLEND;
    }

    /// What datagrams and their payloads came to since this was last asked, and how many were lost.
    fn take(&mut self) -> (Spent, u32) {
        let spent = std::mem::take(&mut self.spent);
        let bytes = std::mem::take(&mut self.datagram_bytes);
        (spent.of_datagram(bytes), std::mem::take(&mut self.lost))
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
        self.down.lost(datagrams);
    }

    /// The server says which of this client's datagrams came.
    pub(super) fn answered(&mut self, ack: Ack) {
        for back in (0..=32).rev() {
            let sequence = Sequence(ack.newest.0.wrapping_sub(back));
            if ack.names(sequence) {
                let noted = self.answered.note(sequence);
                if noted.fresh {
                    self.up.lost(noted.lost);
                }
            }
        }
    }

    /// The payload of a datagram that came went to this.
    pub(super) fn spent_down(&mut self, spent: &Spent) {
        self.down.spent.add_all(spent);
    }

    /// The payload of a datagram that went did.
    pub(super) fn spent_up(&mut self, spent: &Spent) {
        self.up.spent.add_all(spent);
    }

    /// What passed since this was last asked; what is of the prediction is left at zero.
    pub(super) fn take(&mut self) -> NetPulse {
        let (down, down_lost) = self.down.take();
        let (up, up_lost) = self.up.take();
        NetPulse {
            down,
            up,
            down_lost,
            up_lost,
            ..NetPulse::default()
        }
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
            loss: self.down.loss,
            loss_up: self.up.loss,
            down_bytes_per_s: self.down.per_s,
            up_bytes_per_s: self.up.per_s,
            snapshot_bytes: self.snapshot_bytes,
            ..NetStats::default()
        }
    }
}
