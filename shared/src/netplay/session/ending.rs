//! Where a session stands, and in words for the player why it ended.

use thiserror::Error;

use crate::protocol::messages::Farewell;

/// Where a session stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// The handshake goes on, or the first snapshot is awaited.
    Connecting,
    /// In the match.
    Playing,
    /// It is over.
    Ended(EndReason),
}

/// Why a session is over, in words for the player.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum EndReason {
    /// The player left.
    #[error("You left the match.")]
    Left,
    /// Nothing came from the server for too long.
    #[error("The connection to the server was lost.")]
    Lost,
    /// The server let one in at the door but its game port does not answer.
    #[error("The server's game port does not answer. A firewall may be blocking UDP on the way.")]
    Unreachable,
    /// The server said goodbye.
    #[error("{}", farewell(*.0))]
    Farewell(Farewell),
    /// The next match is played elsewhere or otherwise: knock at the same door again, with the same key.
    #[error("The next match is about to begin.")]
    NextMatch,
    /// The server closed the connection without a word.
    #[error("The server closed the connection.")]
    Closed,
}

const fn farewell(farewell: Farewell) -> &'static str {
    match farewell {
        Farewell::Stopping => "The server was shut down.",
        Farewell::Replaced => "You joined the same match from somewhere else.",
        Farewell::Kicked => "The host sent you out.",
        Farewell::NextMatch => "The next match is about to begin.",
        Farewell::Misbehaved => "The server ended the connection: it received data that no game sends.",
    }
}
