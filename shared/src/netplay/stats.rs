//! Figures of a session for the net graph and the tools: what the link is like and how well prediction does.

/// The state of a session's link and prediction, smoothed over about a second.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NetStats {
    /// Round trip, milliseconds, server's and client's waiting included.
    pub rtt_ms: f32,
    /// Standard deviation of the arrival of snapshots, milliseconds.
    pub jitter_ms: f32,
    /// Share of the server's snapshots that never came.
    pub loss: f32,
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
