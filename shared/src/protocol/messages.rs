//! Everything that rides in the reliable streams: what the server tells, and what a client asks for. To add a message:
//! one variant; the exhaustive matches find the rest.

use serde::{Deserialize, Serialize};

use super::ballot::{Ballot, Decision, Motion, Plan, Refusal};
use super::stream::MAX_ITEM_BYTES;
use super::{Malformed, codec, text};
use crate::awards::{self, Award};
use crate::ids::{Chassis, Coat, HogId, Team};
use crate::math::Vec3;
use crate::mode::Score;

/// How many phrases there are that everyone can say in their own language.
pub const PHRASES: u8 = 16;

/// What a place is marked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PingKind {
    /// To go there.
    Go,
    /// An enemy.
    Enemy,
    /// Help is needed.
    Help,
}

impl PingKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Go, Self::Enemy, Self::Help];
}

/// A place that is marked, to a decimetre: whatever comes over the wire is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spot([i16; 3]);

impl Spot {
    /// The one nearest to a place, metres.
    #[must_use]
    pub fn of(at: Vec3) -> Self {
        Self(at.to_array().map(|part| libm::roundf(part * 10.0) as i16))
    }

    /// Where it is, metres.
    #[must_use]
    pub fn place(self) -> Vec3 {
        Vec3::from_array(self.0.map(|part| f32::from(part) / 10.0))
    }
}

/// A seat of the roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterEntry {
    /// The seat.
    pub seat: HogId,
    /// What people read.
    pub name: String,
    /// What it drives.
    pub chassis: Chassis,
    /// How that is to be painted where there are no sides.
    pub coat: Coat,
    /// Whose side it is on.
    pub team: Option<Team>,
    /// Whether nobody is behind it.
    pub bot: bool,
    /// Points, kills, deaths.
    pub score: Score,
    /// Round trip, milliseconds.
    pub ping_ms: u16,
    /// Whether it is ready for the match to begin; bots always are.
    pub ready: bool,
    /// Whether it only looks on.
    pub looks_on: bool,
    /// Who it is: the same number for the same player as long as this server runs, whatever they are called and wherever
    /// they sit, and another one on another server. 0 for bots.
    pub who: u32,
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
    /// Someone of one's own side wrote something to it alone.
    TeamChat {
        /// Who.
        from: HogId,
        /// What.
        text: String,
    },
    /// Someone of one's own side marks a place.
    Ping {
        /// Who.
        from: HogId,
        /// Where.
        at: Spot,
        /// What for.
        kind: PingKind,
    },
    /// Someone says one of the phrases that everyone can say in their own language.
    Phrase {
        /// Who.
        from: HogId,
        /// Which, below [`PHRASES`].
        phrase: u8,
    },
    /// Something that can be voted for: the server's rotation, an entry each, when one joins.
    Offered(Plan),
    /// How a vote stands.
    Ballot(Ballot),
    /// What came of it.
    Decided(Decision),
    /// What one asked for is not to be.
    Refused(Refusal),
    /// The server ends this connection.
    Goodbye(Farewell),
    /// The match is over, and this is who did something better than everyone else in it.
    Awards(Vec<Award>),
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
    /// The host sent this player out.
    Kicked,
    /// The next match is played elsewhere or otherwise: whoever knocks again now finds their seat kept for them.
    NextMatch,
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
            Self::TeamChat { from, text } => Self::TeamChat {
                from,
                text: text::clean(&text, text::MAX_CHAT),
            },
            Self::Phrase { from, phrase } if phrase < PHRASES => Self::Phrase { from, phrase },
            Self::Phrase { .. } => return Err(Malformed::Value),
            Self::Offered(plan) => Self::Offered(plan.cleaned()),
            Self::Ballot(ballot) => Self::Ballot(ballot.cleaned()?),
            Self::Decided(decision) => Self::Decided(decision.cleaned()),
            Self::Awards(awards) if awards.len() > awards::MOST => return Err(Malformed::Value),
            notice @ (Self::Left(_)
            | Self::Ping { .. }
            | Self::Refused(_)
            | Self::Goodbye(_)
            | Self::Awards(_)) => notice,
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
    /// Have one's hog painted like this.
    Coat(Coat),
    /// End the connection; the seat is free at once.
    Leave,
    /// Say this to one's own side.
    TeamChat(String),
    /// Mark a place for one's own side.
    Ping {
        /// Where.
        at: Spot,
        /// What for.
        kind: PingKind,
    },
    /// Say one of the phrases, below [`PHRASES`].
    Phrase(u8),
    /// One is ready for the match to begin, or is not any more.
    Ready(bool),
    /// Look on only, or play.
    LookOn(bool),
    /// Be on this side.
    Team(Team),
    /// In the vote that is held: for this one of its choices, from 0 on. Who votes again means the newest.
    Vote(u8),
    /// Hold a vote on this.
    CallVote(Motion),
    /// Hold it no longer: whoever called it may.
    CancelVote,
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
            Self::TeamChat(text) => Self::TeamChat(text::clean(&text, text::MAX_CHAT)),
            Self::CallVote(motion) => Self::CallVote(motion.cleaned()),
            Self::Phrase(phrase) if phrase < PHRASES => Self::Phrase(phrase),
            Self::Phrase(_) => return Err(Malformed::Value),
            request @ (Self::Chassis(_)
            | Self::Coat(_)
            | Self::Leave
            | Self::Ping { .. }
            | Self::Ready(_)
            | Self::LookOn(_)
            | Self::Team(_)
            | Self::Vote(_)
            | Self::CancelVote) => request,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::ballot::{MAX_CHOICES, Question};
    use super::*;
    use crate::awards::Feat;
    use crate::ids::Weapon;
    use crate::rng::Rng;
    use crate::tick::Tick;

    fn awards(count: usize) -> Notice {
        let award = Award {
            feat: Feat::Specialist(Weapon::Lance),
            hog: HogId(200),
            figure: u16::MAX,
        };
        Notice::Awards(vec![award; count])
    }

    fn plan(map: &str) -> Plan {
        Plan {
            map: map.to_owned(),
            mode: "deathmatch".to_owned(),
        }
    }

    fn ballot(plans: usize, votes: usize) -> Notice {
        Notice::Ballot(Ballot {
            question: Question::Next(vec![plan("sty"); plans]),
            closes: Tick(900),
            votes: vec![7; votes],
            voters: 30,
        })
    }

    fn notices() -> Vec<Notice> {
        let (from, text) = (HogId(200), "mind the ramp".to_owned());
        let at = Spot::of(Vec3::new(-490.0, 12.3, 490.0));
        vec![
            Notice::TeamChat { from, text },
            Notice::Ping {
                from,
                at,
                kind: PingKind::Enemy,
            },
            Notice::Phrase { from, phrase: 15 },
            Notice::Offered(plan("gorge")),
            ballot(MAX_CHOICES, MAX_CHOICES),
            Notice::Ballot(Ballot {
                question: Question::Motion {
                    by: from,
                    motion: Motion::Play(plan("rime")),
                },
                closes: Tick(5),
                votes: vec![3, 0],
                voters: 4,
            }),
            Notice::Decided(Decision::Next(plan("gorge"))),
            Notice::Decided(Decision::Rejected(Motion::Shuffle)),
            Notice::Refused(Refusal::TooSoon(30)),
            Notice::Goodbye(Farewell::NextMatch),
            awards(crate::awards::MOST),
        ]
    }

    fn requests() -> Vec<ClientRequest> {
        vec![
            ClientRequest::TeamChat("psst".to_owned()),
            ClientRequest::Ping {
                at: Spot::default(),
                kind: PingKind::Go,
            },
            ClientRequest::Coat(Coat::Tar),
            ClientRequest::Phrase(0),
            ClientRequest::Ready(true),
            ClientRequest::LookOn(false),
            ClientRequest::Team(Team::Azure),
            ClientRequest::Vote(2),
            ClientRequest::CallVote(Motion::Play(plan("stacks"))),
            ClientRequest::CancelVote,
        ]
    }

    #[test]
    fn what_is_said_arrives_as_it_was() {
        for notice in notices() {
            assert_eq!(Notice::decode(&notice.encode()), Ok(notice));
        }
        for request in requests() {
            assert_eq!(ClientRequest::decode(&request.encode()), Ok(request));
        }
    }

    #[test]
    fn votes_without_choices_and_phrases_that_are_none_are_refused() {
        let odd = [
            ballot(0, 0),
            ballot(MAX_CHOICES + 1, MAX_CHOICES + 1),
            ballot(2, 3),
            awards(crate::awards::MOST + 1),
            Notice::Phrase {
                from: HogId(0),
                phrase: PHRASES,
            },
        ];
        for notice in odd {
            assert_eq!(Notice::decode(&notice.encode()), Err(Malformed::Value));
        }
        let phrase = ClientRequest::Phrase(PHRASES).encode();
        assert_eq!(ClientRequest::decode(&phrase), Err(Malformed::Value));
        let long = Notice::Offered(plan(&"x\u{202E}".repeat(100)));
        let Ok(Notice::Offered(cleaned)) = Notice::decode(&long.encode()) else {
            unreachable!("a plan with a long name")
        };
        assert!(cleaned.map.len() <= 40 && !cleaned.map.contains('\u{202E}'));
    }

    #[test]
    fn damaged_words_are_errors_and_no_more() {
        let mut rng = Rng::new(4);
        let mut items: Vec<Vec<u8>> = notices().iter().map(Notice::encode).collect();
        items.extend(requests().iter().map(ClientRequest::encode));
        for _ in 0..50_000 {
            let mut bytes = items[rng.below(items.len() as u32) as usize].clone();
            let place = rng.below(bytes.len() as u32) as usize;
            bytes[place] = rng.next_u32() as u8;
            let _ = Notice::decode(&bytes);
            let _ = ClientRequest::decode(&bytes);
        }
    }
}
