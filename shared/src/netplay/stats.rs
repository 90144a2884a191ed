//! Figures of a session for the net graph and the tools: what the link is like and how well prediction does.

use crate::protocol::spent::Spent;

/// The state of a session's link and prediction, smoothed over about a second.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NetStats {
    /// Round trip, milliseconds, server's and client's waiting included.
    pub rtt_ms: f32,
    /// Standard deviation of the arrival of snapshots, milliseconds.
    pub jitter_ms: f32,
    /// Share of the server's datagrams that never came.
    pub loss: f32,
    /// Share of this client's datagrams that never came.
    pub loss_up: f32,
    /// Ticks the client runs ahead of the newest snapshot.
    pub lead_ticks: f32,
    /// Ticks the client's inputs wait on the server before they are used; negative when they come too late.
    pub margin_ticks: f32,
    /// How far the newest snapshot put one's own hog from where it had been predicted, metres.
    pub correction_m: f32,
    /// Bytes a second from the server, headers (28 a datagram) included.
    pub down_bytes_per_s: f32,
    /// Bytes a second to the server, headers included.
    pub up_bytes_per_s: f32,
    /// Size of the newest snapshot's datagram, bytes.
    pub snapshot_bytes: u16,
    /// Ticks simulated again for the newest snapshot.
    pub replayed_ticks: u16,
}

/// What passed over a session's link since it was last asked: sums and worsts, so that a graph misses nothing however
/// seldom it looks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NetPulse {
    /// Bits from the server by cause, headers included.
    pub down: Spent,
    /// Bits to the server by cause, headers included.
    pub up: Spent,
    /// Datagrams from the server that were given up for lost: known about a second after they went.
    pub down_lost: u32,
    /// Datagrams to the server that were given up for lost: known about half a second after they went.
    pub up_lost: u32,
    /// Snapshots at whose tick the server lacked this client's controls.
    pub starved: u32,
    /// Largest correction of one's own hog where it had touched nothing, metres.
    pub own_free_m: f32,
    /// Largest correction of one's own hog after it was rammed, hit or thrown, metres.
    pub own_shaken_m: f32,
    /// Differences between where others were shown and where the server had them, metres: the median over the others,
    /// at the snapshot where it was largest.
    pub others_median_m: f32,
    /// The largest of them all.
    pub others_worst_m: f32,
}
