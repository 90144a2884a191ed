//! Everything that rides in the reliable streams: what the server tells, and what a client asks for. To add a message:
//! one variant; the exhaustive matches find the rest.

use serde::{Deserialize, Serialize};

use super::coder::{BitReader, BitWriter};
use super::{Malformed, codec, outcome, text};
use crate::arena::outcome::Outcome;
use crate::ids::{Chassis, HogId};
use crate::mode::Score;
use crate::tick::Tick;
use crate::tuning::Tuning;

/// Most bytes of a notice or a request: a stream's item less its tag.
const MAX_NOTICE_BYTES: usize = super::stream::MAX_ITEM_BYTES - 1;

/// A seat of the roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterEntry {
    /// The seat.
    pub seat: HogId,
    /// What people read.
    pub name: String,
    /// What it drives.
    pub chassis: Chassis,
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

/// One item of the server's stream.
#[derive(Clone, Debug, PartialEq)]
pub enum ServerEvent {
    /// Something happened at a tick.
    Outcome(Tick, Outcome),
    /// Something else.
    Notice(Notice),
}

impl ServerEvent {
    /// As an item of a stream.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::Outcome(tick, outcome) => {
                let mut writer = BitWriter::new();
                writer.bits(0, 8);
                outcome::write(&mut writer, *tick, outcome);
                writer.finish()
            }
            Self::Notice(notice) => {
                let mut bytes = vec![1];
                // Names and lines are cleaned and cut where they come in, far below the limit.
                bytes.extend(codec::encode::<_, MAX_NOTICE_BYTES>(notice).unwrap_or_default());
                bytes
            }
        }
    }

    /// From an item of a stream; texts are cleaned on the way.
    ///
    /// # Errors
    /// [`Malformed`] for what no server sends.
    pub fn decode(item: &[u8], tuning: &Tuning) -> Result<Self, Malformed> {
        match item.split_first() {
            Some((0, rest)) => {
                let mut reader = BitReader::new(rest);
                let (tick, outcome) = outcome::read(&mut reader, tuning)?;
                reader.end()?;
                Ok(Self::Outcome(tick, outcome))
            }
            Some((1, rest)) => Ok(Self::Notice(match codec::decode::<_, MAX_NOTICE_BYTES>(rest)? {
                Notice::Player(entry) => Notice::Player(RosterEntry {
                    name: text::clean_name(&entry.name),
                    ..entry
                }),
                Notice::Chat { from, text } => Notice::Chat {
                    from,
                    text: text::clean(&text, text::MAX_CHAT),
                },
                notice @ (Notice::Left(_) | Notice::Goodbye(_)) => notice,
            })),
            Some(_) => Err(Malformed::Value),
            None => Err(Malformed::Truncated),
        }
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
        codec::encode::<_, MAX_NOTICE_BYTES>(self).unwrap_or_default()
    }

    /// From an item of a stream; texts are cleaned on the way.
    ///
    /// # Errors
    /// [`Malformed`] for what no client sends.
    pub fn decode(item: &[u8]) -> Result<Self, Malformed> {
        Ok(match codec::decode::<_, MAX_NOTICE_BYTES>(item)? {
            Self::Chat(text) => Self::Chat(text::clean(&text, text::MAX_CHAT)),
            request @ (Self::Chassis(_) | Self::Leave) => request,
        })
    }
}
