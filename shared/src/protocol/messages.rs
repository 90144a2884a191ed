//! Everything that rides in the reliable streams: what the server tells, and what a client asks for. To add a message:
//! one variant; the exhaustive matches find the rest.

use serde::{Deserialize, Serialize};

use super::stream::MAX_ITEM_BYTES;
use super::{Malformed, codec, text};
use crate::ids::{Chassis, HogId, Team};
use crate::mode::Score;

/// A seat of the roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterEntry {
    /// The seat.
    pub seat: HogId,
    /// What people read.
    pub name: String,
    /// What it drives.
    pub chassis: Chassis,
    /// Whose side it is on.
    pub team: Option<Team>,
    /// Whether nobody is behind it.
    pub bot: bool,
    /// Points, kills, deaths.
    pub score: Score,
    /// Round trip, milliseconds.
    pub ping_ms: u16,
}

/// What the server says about other than the match itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notice {
    /// A seat is taken, or something about it changed.
    Player(RosterEntry),
    /// A seat is free again.
    Left(HogId),
    /// Someone wrote something; no seat for the server itself.
    Chat {
        /// Who.
        from: Option<HogId>,
        /// What.
        text: String,
    },
    /// The server ends this connection.
    Goodbye(Farewell),
}

/// Why a server ends a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Farewell {
    /// It stops.
    Stopping,
    /// The same player came in again from elsewhere.
    Replaced,
    /// This client sent what no client sends, or too much.
    Misbehaved,
}

impl Notice {
    /// As an item of a stream.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        // Names and lines are cleaned and cut where they come in, far below the limit.
        codec::encode::<_, MAX_ITEM_BYTES>(self).unwrap_or_default()
    }

    /// From an item of a stream; texts are cleaned on the way.
    ///
    /// # Errors
    /// [`Malformed`] for what no server sends.
    pub fn decode(item: &[u8]) -> Result<Self, Malformed> {
        Ok(match codec::decode::<_, MAX_ITEM_BYTES>(item)? {
            Self::Player(entry) => Self::Player(RosterEntry {
                name: text::clean_name(&entry.name),
                ..entry
            }),
            Self::Chat { from, text } => Self::Chat {
                from,
                text: text::clean(&text, text::MAX_CHAT),
            },
            notice @ (Self::Left(_) | Self::Goodbye(_)) => notice,
        })
    }
}

/// What a client asks for. Requests, never facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClientRequest {
    /// Say this to everyone.
    Chat(String),
    /// Drive this from the next spawn on.
    Chassis(Chassis),
    /// End the connection; the seat is free at once.
    Leave,
}

impl ClientRequest {
    /// As an item of a stream.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        codec::encode::<_, MAX_ITEM_BYTES>(self).unwrap_or_default()
    }

    /// From an item of a stream; texts are cleaned on the way.
    ///
    /// # Errors
    /// [`Malformed`] for what no client sends.
    pub fn decode(item: &[u8]) -> Result<Self, Malformed> {
        Ok(match codec::decode::<_, MAX_ITEM_BYTES>(item)? {
            Self::Chat(text) => Self::Chat(text::clean(&text, text::MAX_CHAT)),
            request @ (Self::Chassis(_) | Self::Leave) => request,
        })
    }
}
