//! Why a way into a match ended, in words for people and with what to do.

use std::fmt;

use hogs_shared::netplay::join::JoinError;
use hogs_shared::netplay::session::EndReason;
use hogs_shared::protocol::join::Denial;

use crate::known_hosts::Fingerprint;

/// What can be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// Nobody answered there.
    Unreachable,
    /// Someone answered, and said no.
    Refused,
    /// Someone answered, and has no time just now.
    Busy,
    /// The server wants a password, or another one.
    Password,
    /// The server showed another certificate than before.
    Certificate {
        /// The one it showed.
        shown: Fingerprint,
    },
    /// It was going well, and then nothing came any more.
    Lost,
    /// The match was ended on purpose.
    Ended,
    /// The next match is another one: whoever comes in again finds their seat kept.
    Next,
}

/// Why, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What can be done about it.
    pub kind: FailureKind,
    /// A word or two.
    pub title: String,
    /// What happened and what to do: whole sentences.
    pub text: String,
}

impl Failure {
    fn new(kind: FailureKind, title: &str, text: impl Into<String>) -> Self {
        Self {
            kind,
            title: title.to_owned(),
            text: text.into(),
        }
    }

    /// Nobody answered.
    #[must_use]
    pub fn unreachable(text: impl Into<String>) -> Self {
        Self::new(FailureKind::Unreachable, "No answer", text)
    }

    /// It cannot be, and trying again at once will not change that.
    #[must_use]
    pub fn refused(title: &str, text: impl Into<String>) -> Self {
        Self::new(FailureKind::Refused, title, text)
    }

    /// Another certificate than the one that was shown first.
    #[must_use]
    pub fn certificate(host: &str, shown: Fingerprint) -> Self {
        Self::new(
            FailureKind::Certificate { shown },
            "Not the same server",
            format!(
                "The server at {host} shows another certificate than it used to. If its host set it up anew, that is \
                 to be expected: trust it. If not, someone may be posing as it: go back."
            ),
        )
    }

    /// Nothing came any more.
    #[must_use]
    pub fn lost() -> Self {
        Self::new(
            FailureKind::Lost,
            "Connection lost",
            "The server can no longer be reached. Your score is kept for a while, should you come back.",
        )
    }

    /// What was said at a door.
    #[must_use]
    pub fn at_door(host: &str, error: &JoinError) -> Self {
        let text = error.to_string();
        match error {
            JoinError::CertificateChanged { shown } => Self::certificate(host, Fingerprint(*shown)),
            JoinError::Version { .. } => Self::refused("Another version", text),
            JoinError::NotHogs => Self::refused("Not a Hogs server", text),
            JoinError::Denied(Denial::Full(_)) => Self::refused("Full", text),
            JoinError::Denied(Denial::Password) => Self::new(FailureKind::Password, "Password", text),
            JoinError::Denied(Denial::TooMany) => Self::new(FailureKind::Busy, "Turned away", text),
            JoinError::Denied(_) => Self::refused("Turned away", text),
            JoinError::Arena { .. } => Self::refused("A broken arena", text),
            JoinError::Broken(_) => Self::unreachable(text),
        }
    }

    /// The match of one's own, which ran in this process, is no more.
    #[must_use]
    pub fn broken_down() -> Self {
        Self::ended("The match, which ran on this machine, broke down. Try again to start a new one.")
    }

    /// Why a session is over.
    #[must_use]
    pub fn of_end(reason: EndReason) -> Self {
        match reason {
            EndReason::Lost => Self::lost(),
            EndReason::Unreachable => Self::unreachable(reason.to_string()),
            EndReason::NextMatch => Self::new(FailureKind::Next, "Next match", reason.to_string()),
            EndReason::Left | EndReason::Farewell(_) | EndReason::Closed => Self::ended(reason.to_string()),
        }
    }

    /// Ended on purpose.
    #[must_use]
    pub fn ended(text: impl Into<String>) -> Self {
        Self::new(FailureKind::Ended, "Match over", text)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}
