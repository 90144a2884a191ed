//! What goes over the wire, and nothing else: no sockets, no clocks, no opinion on play. Everything that is read here
//! comes from a stranger: each reader returns a `Result`, allocates by what it has seen rather than by what it is told,
//! and never panics.

use thiserror::Error;

pub mod acks;
pub mod ballot;
pub mod codec;
pub mod coder;
pub mod delta;
pub mod downlink;
mod driving;
pub mod forecast;
pub mod frame;
pub mod guard;
pub mod input;
pub mod join;
pub mod messages;
pub mod offer;
pub mod outcome;
pub mod password;
pub mod residual;
pub mod snapshot;
pub mod spent;
pub mod stream;
pub mod symbol;
pub mod text;
pub mod wire_hog;
mod world;

/// Version of everything on the wire. Raise it with every change to a layout; the join endpoint refuses others.
pub const PROTOCOL_VERSION: u32 = 7;

/// The netcode protocol id: a constant that names the game, and the version.
pub const PROTOCOL_ID: u64 = 0x4847_5300_0000_0000 | PROTOCOL_VERSION as u64;

/// Most payload bytes in a datagram, before netcode's 17 to 25 bytes of header and seal: with them and IP and UDP it
/// fits any path that carries IPv6.
pub const MAX_PAYLOAD_BYTES: usize = 1150;

/// Bytes that IP and UDP add to a datagram (IPv4: 20 + 8), counted in every figure of traffic.
pub const HEADER_BYTES: usize = 28;

/// Snapshots a second.
pub const SNAPSHOTS_PER_SECOND: u32 = 30;

/// Something arrived that no honest peer sends.
#[derive(Debug, Error, Clone, Copy, PartialEq, Eq)]
pub enum Malformed {
    /// It ends before it should.
    #[error("ends too early")]
    Truncated,
    /// It goes on after it should.
    #[error("goes on too long")]
    Trailing,
    /// It is told against something that is not known here any more: an honest peer's, much too late.
    #[error("is told against something forgotten")]
    Stale,
    /// A value is not one of those possible.
    #[error("has an impossible value")]
    Value,
}
