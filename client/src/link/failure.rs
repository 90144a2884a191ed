//! Why a way into a match ended, in words for people and with what to do. Details of what broke come in the English of
//! whoever found them.

use std::fmt;
use std::path::Path;

use hogs_shared::netplay::join::JoinError;
use hogs_shared::netplay::session::EndReason;
use hogs_shared::protocol::PROTOCOL_VERSION;
use hogs_shared::protocol::join::Denial;
use hogs_shared::protocol::messages::Farewell;

use crate::known_hosts::Fingerprint;
use crate::words::Telling;

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
    pub title: Telling,
    /// What happened and what to do: whole sentences.
    pub text: Telling,
}

impl Failure {
    const fn new(kind: FailureKind, title: &'static str, text: Telling) -> Self {
        Self {
            kind,
            title: Telling::say(title),
            text,
        }
    }

    /// Nobody answered.
    #[must_use]
    pub const fn unreachable(text: Telling) -> Self {
        Self::new(FailureKind::Unreachable, "trouble-no-answer", text)
    }

    /// The call to a server's door broke.
    #[must_use]
    pub fn call_broke(error: &std::io::Error) -> Self {
        Self::unreachable(Telling::tell(
            "trouble-call-broke",
            [("error", error.to_string().into())],
        ))
    }

    /// The system gave no thread.
    #[must_use]
    pub fn no_thread(error: &std::io::Error) -> Self {
        let text = Telling::tell("trouble-no-thread", [("error", error.to_string().into())]);
        Self::refused("trouble-not-possible", text)
    }

    /// It cannot be, and trying again at once will not change that. `title` is the key of a text.
    #[must_use]
    pub const fn refused(title: &'static str, text: Telling) -> Self {
        Self::new(FailureKind::Refused, title, text)
    }

    /// Another certificate than the one that was shown first.
    #[must_use]
    pub fn certificate(host: &str, shown: Fingerprint) -> Self {
        Self::new(
            FailureKind::Certificate { shown },
            "trouble-other-certificate",
            Telling::tell("trouble-other-certificate-told", [("host", host.into())]),
        )
    }

    /// Nothing came any more.
    #[must_use]
    pub const fn lost() -> Self {
        Self::new(
            FailureKind::Lost,
            "trouble-lost",
            Telling::say("trouble-lost-told"),
        )
    }

    /// What was said at a door.
    #[must_use]
    pub fn at_door(host: &str, error: &JoinError) -> Self {
        match error {
            JoinError::CertificateChanged { shown } => Self::certificate(host, Fingerprint(*shown)),
            JoinError::Version { theirs } => {
                let versions = [
                    ("theirs", theirs.to_string().into()),
                    ("ours", PROTOCOL_VERSION.to_string().into()),
                ];
                let text = Telling::tell("trouble-other-version-told", versions);
                Self::refused("trouble-other-version", text)
            }
            JoinError::NotHogs => {
                let text = Telling::tell("trouble-not-hogs-told", [("host", host.into())]);
                Self::refused("trouble-not-hogs", text)
            }
            JoinError::Denied(denial) => Self::denied(denial),
            JoinError::Arena { map, problem } => {
                let told = [
                    ("map", map.as_str().into()),
                    ("problem", problem.to_string().into()),
                ];
                Self::refused("trouble-broken-arena", Telling::tell("trouble-offer-told", told))
            }
            JoinError::Broken(error) => Self::unreachable(Telling::tell(
                "trouble-odd-answer-told",
                [("error", error.as_str().into())],
            )),
        }
    }

    /// Turned away.
    fn denied(denial: &Denial) -> Self {
        let away = |text| Self::refused("trouble-turned-away", Telling::say(text));
        match denial {
            Denial::Full(seats) => Self::refused(
                "trouble-full",
                Telling::tell("trouble-full-told", [("seats", i64::from(*seats).into())]),
            ),
            Denial::Password => Self::new(
                FailureKind::Password,
                "trouble-password",
                Telling::say("trouble-password-told"),
            ),
            Denial::TooMany => Self::new(
                FailureKind::Busy,
                "trouble-turned-away",
                Telling::say("trouble-too-many-told"),
            ),
            Denial::Banned => away("trouble-banned-told"),
            Denial::Draining => away("trouble-draining-told"),
            Denial::BadRequest => away("trouble-bad-request-told"),
        }
    }

    /// The match of one's own, which ran in this process, is no more.
    #[must_use]
    pub const fn broken_down() -> Self {
        Self::ended(Telling::say("trouble-broken-down"))
    }

    /// The match broke by a mistake in the game, and a file says how.
    #[must_use]
    pub fn broke(file: &Path) -> Self {
        let file = file.display().to_string();
        Self::ended(Telling::tell("trouble-broke", [("file", file.into())]))
    }

    /// Why a session is over.
    #[must_use]
    pub fn of_end(reason: EndReason) -> Self {
        match reason {
            EndReason::Lost => Self::lost(),
            EndReason::Unreachable => Self::unreachable(Telling::say("trouble-udp-told")),
            EndReason::NextMatch | EndReason::Farewell(Farewell::NextMatch) => Self::new(
                FailureKind::Next,
                "trouble-next-match",
                Telling::say("trouble-next-match-told"),
            ),
            EndReason::Left => Self::ended(Telling::say("trouble-left-told")),
            EndReason::Closed => Self::ended(Telling::say("trouble-closed-told")),
            EndReason::Farewell(farewell) => Self::ended(Telling::say(match farewell {
                Farewell::Replaced => "trouble-replaced-told",
                Farewell::Misbehaved => "trouble-misbehaved-told",
                Farewell::Kicked => "trouble-kicked-told",
                Farewell::Stopping | Farewell::NextMatch => "trouble-stopped-told",
            })),
        }
    }

    /// Ended on purpose.
    #[must_use]
    pub const fn ended(text: Telling) -> Self {
        Self::new(FailureKind::Ended, "trouble-match-over", text)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(out)
    }
}
