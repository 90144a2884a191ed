//! One person of an evening: comes, plays by a bot's hands, talks, votes, changes sides and chassis, looks on, goes in one
//! of several ways, and comes back. No socket and no clock: whoever drives a guest carries its datagrams.

use std::sync::Arc;
use std::time::Duration;

use hogs_shared::arena::Rules;
use hogs_shared::arena::controls::Controls;
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::{Chassis, Team};
use hogs_shared::mode::Phase;
use hogs_shared::netplay::bad_link::Conditions;
use hogs_shared::netplay::join::Ticket;
use hogs_shared::netplay::session::{EndReason, Session, SessionState};
use hogs_shared::protocol::ballot::{Motion, Plan, Question, YES};
use hogs_shared::protocol::messages::{ClientRequest, PHRASES, PingKind, Spot};
use hogs_shared::rng::Rng;

use crate::client::Problem;

/// Longest that one stays, and is away, seconds.
const STAY_S: (f32, f32) = (15.0, 240.0);
const AWAY_S: (f32, f32) = (2.0, 40.0);
/// One in so many does not come to the next match.
const STAYS_OUT: u32 = 12;
/// Ticks from one thought to the next: who does not predict has no need to think faster.
const THINK_TICKS: u32 = 6;

/// How a guest goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Departure {
    /// The session says goodbye.
    Leaves,
    /// The server is asked to end it.
    Asks,
    /// Silence, as when a process dies.
    Vanishes,
    /// The same person comes in again from elsewhere while this session goes on.
    Replaced,
}

/// What guests did, all together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Doings {
    /// Sessions that began.
    pub visits: u32,
    /// Sessions that followed to the next match.
    pub followed: u32,
    /// Votes that were called.
    pub calls: u32,
    /// Voices in votes.
    pub voices: u32,
    /// Wishes to look on, to play again, or to be on the other side.
    pub wishes: u32,
    /// Lines, phrases and marks.
    pub words: u32,
}

impl Doings {
    /// Both together.
    #[must_use]
    pub const fn plus(self, more: Self) -> Self {
        Self {
            visits: self.visits + more.visits,
            followed: self.followed + more.followed,
            calls: self.calls + more.calls,
            voices: self.voices + more.voices,
            wishes: self.wishes + more.wishes,
            words: self.words + more.words,
        }
    }
}

/// A person.
pub struct Guest {
    /// Which.
    pub person: u8,
    /// What it did.
    pub doings: Doings,
    /// What is wrong with what the server did to it.
    pub findings: Vec<String>,
    predicts: bool,
    rng: Rng,
    session: Option<Session>,
    bot: Option<Bot>,
    nav: Option<Arc<NavMap>>,
    controls: Controls,
    /// When it comes, while it is away.
    comes: Duration,
    /// When and how it goes, while it is here.
    goes: (Duration, Departure),
    asked_to_go: bool,
    next_whim: Duration,
    /// Nobody comes any more.
    closing: bool,
}

impl Guest {
    /// Somebody who is still to come.
    #[must_use]
    pub fn new(person: u8, seed: u64, predicts: bool) -> Self {
        let mut rng = Rng::for_purpose(seed, 0xE7E_0000 + u64::from(person));
        Self {
            person,
            doings: Doings::default(),
            findings: Vec::new(),
            predicts,
            comes: Duration::from_secs_f32(rng.range(0.0, 10.0)),
            rng,
            session: None,
            bot: None,
            nav: None,
            controls: Controls::default(),
            goes: (Duration::MAX, Departure::Leaves),
            asked_to_go: false,
            next_whim: Duration::ZERO,
            closing: false,
        }
    }

    /// What others read; as long for everyone.
    #[must_use]
    pub fn name(&self) -> String {
        format!("Guest {:02}", self.person)
    }

    /// What it wants to drive today.
    pub fn chassis(&mut self) -> Chassis {
        any_chassis(&mut self.rng)
    }

    /// How bad its next link is, each way: mostly good, sometimes far off or poor.
    pub fn weather(&mut self) -> Conditions {
        let share = self.rng.unit();
        let poor = self.rng.unit() * self.rng.unit();
        Conditions {
            loss: 0.08 * poor,
            duplicate: 0.03 * poor,
            reorder: 0.03 * poor,
            ..Conditions::of_round_trip(10.0 + 190.0 * share * share, 25.0 * poor)
        }
    }

    /// Whether it stands at the door.
    #[must_use]
    pub fn knocks(&self, now: Duration) -> bool {
        !self.closing && self.session.is_none() && now >= self.comes
    }

    /// The door said no: it tries again later.
    pub fn turned_away(&mut self, now: Duration) {
        self.comes = now + self.after(AWAY_S);
    }

    /// It got a ticket.
    ///
    /// # Errors
    /// If the ticket is bad.
    pub fn begin(
        &mut self,
        ticket: &Ticket,
        rules: Arc<Rules>,
        nav: Arc<NavMap>,
        now: Duration,
    ) -> Result<(), Problem> {
        let mut session = Session::new(ticket, rules, now)?;
        if !self.predicts {
            session.without_prediction();
        }
        self.session = Some(session);
        self.nav = Some(nav);
        self.bot = None;
        self.controls = Controls::default();
        self.asked_to_go = false;
        // Who follows from match to match has been here for a while, and goes when they wanted to.
        if self.goes.0 <= now || self.goes.0 == Duration::MAX {
            let how = [
                Departure::Leaves,
                Departure::Asks,
                Departure::Vanishes,
                Departure::Replaced,
            ];
            let how = how[self.rng.below(how.len() as u32) as usize];
            self.goes = (now + self.after(STAY_S), how);
        }
        self.next_whim = now + Duration::from_secs(1);
        self.doings.visits += 1;
        Ok(())
    }

    /// Something came from the server.
    pub fn receive(&mut self, datagram: &mut [u8], now: Duration) {
        if let Some(session) = &mut self.session {
            session.receive(datagram, now);
        }
    }

    /// One frame.
    pub fn frame(&mut self, now: Duration) {
        self.have_a_whim(now);
        self.go(now);
        let Some(session) = &mut self.session else { return };
        session.take_events();
        if let (None, Some(own), seed) = (&self.bot, session.own(), self.rng.state()) {
            self.bot = Some(Bot::new(own, Skill::Hard, seed));
        }
        let (bot, nav, controls, thinks) = (&mut self.bot, &self.nav, &mut self.controls, self.predicts);
        let mut tick = session.tick().0;
        session.update(now, &mut |arena| {
            tick = tick.wrapping_add(1);
            if let (Some(bot), Some(nav)) = (bot.as_mut(), nav)
                && (thinks || tick.is_multiple_of(THINK_TICKS))
            {
                *controls = bot.think(arena, nav);
            }
            *controls
        });
        if session.malformed() > 0 {
            self.find("payloads made no sense to it");
        }
    }

    /// The next datagram for the server.
    pub fn transmit(&mut self) -> Option<Vec<u8>> {
        self.session.as_mut()?.transmit()
    }

    /// Looks at whether its session is over; true if it is now. To be asked after everything was sent.
    pub fn is_over(&mut self, now: Duration) -> bool {
        let Some(SessionState::Ended(why)) = self.session.as_ref().map(Session::state).cloned() else {
            return false;
        };
        self.session = None;
        let follows = why == EndReason::NextMatch && !self.rng.below(STAYS_OUT).eq(&0);
        self.comes = if follows {
            self.doings.followed += 1;
            now + self.after((0.2, 2.5))
        } else {
            self.goes.0 = Duration::MAX;
            now + self.after(AWAY_S)
        };
        let expected = match why {
            EndReason::Left | EndReason::NextMatch => true,
            EndReason::Closed => self.asked_to_go,
            EndReason::Farewell(_) => self.closing,
            EndReason::Lost | EndReason::Unreachable => false,
        };
        if !expected {
            self.find(&format!("its session ended: {why}"));
        }
        true
    }

    /// The evening is over: it goes, and does not come again.
    pub fn go_home(&mut self) {
        self.closing = true;
        if let Some(session) = &mut self.session {
            session.leave();
        }
    }

    fn go(&mut self, now: Duration) {
        let Some(session) = &mut self.session else { return };
        if now < self.goes.0 || *session.state() != SessionState::Playing {
            return;
        }
        match self.goes.1 {
            Departure::Leaves => session.leave(),
            Departure::Asks if self.asked_to_go => {}
            Departure::Asks => {
                self.asked_to_go = true;
                session.request(&ClientRequest::Leave);
            }
            Departure::Vanishes | Departure::Replaced => {
                self.session = None;
                self.comes = match self.goes.1 {
                    Departure::Replaced => now,
                    _ => now + self.after(AWAY_S),
                };
                self.goes.0 = Duration::MAX;
            }
        }
    }

    /// About once a second it may want something.
    fn have_a_whim(&mut self, now: Duration) {
        let Some(session) = &mut self.session else { return };
        if now < self.next_whim || *session.state() != SessionState::Playing {
            return;
        }
        let rng = &mut self.rng;
        self.next_whim = now + Duration::from_secs_f32(rng.range(0.5, 1.5));
        let voted = session.voted().is_some();
        let voice = session
            .vote()
            .filter(|_| !voted && rng.chance(0.6))
            .map(|ballot| match &ballot.question {
                Question::Next(plans) => rng.below(plans.len() as u32) as u8,
                Question::Motion { .. } => YES + u8::from(rng.chance(0.4)),
            });
        if let Some(voice) = voice {
            self.doings.voices += 1;
            session.vote_for(voice);
        }
        let warming = session
            .arena()
            .is_some_and(|arena| arena.game().phase == Phase::WarmUp);
        if warming && rng.chance(0.5) {
            session.request(&ClientRequest::Ready(true));
        }
        if let Some(request) = any_wish(rng, session.offered(), &mut self.doings) {
            session.request(&request);
        }
    }

    fn after(&mut self, (least_s, most_s): (f32, f32)) -> Duration {
        Duration::from_secs_f32(self.rng.range(least_s, most_s))
    }

    fn find(&mut self, what: &str) {
        let finding = format!("{}: {what}", self.name());
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }
}

/// What one may want, once in four.
fn any_wish(rng: &mut Rng, offered: &[Plan], doings: &mut Doings) -> Option<ClientRequest> {
    let dice = rng.below(200);
    let (counter, request) = match dice {
        0 => (
            &mut doings.calls,
            ClientRequest::CallVote(any_motion(rng, offered)),
        ),
        1 => (&mut doings.calls, ClientRequest::CancelVote),
        2..8 => (&mut doings.wishes, ClientRequest::LookOn(rng.chance(0.4))),
        8..16 => (
            &mut doings.wishes,
            ClientRequest::Team(Team::ALL[rng.below(2) as usize]),
        ),
        16..22 => (&mut doings.wishes, ClientRequest::Chassis(any_chassis(rng))),
        22..32 => (
            &mut doings.words,
            ClientRequest::Chat(format!("{dice} is a number")),
        ),
        32..38 => (
            &mut doings.words,
            ClientRequest::TeamChat("to the base".to_owned()),
        ),
        38..44 => {
            let kind = PingKind::ALL[rng.below(PingKind::ALL.len() as u32) as usize];
            let at = Spot::default();
            (&mut doings.words, ClientRequest::Ping { at, kind })
        }
        44..50 => {
            let phrase = rng.below(u32::from(PHRASES)) as u8;
            (&mut doings.words, ClientRequest::Phrase(phrase))
        }
        _ => return None,
    };
    *counter += 1;
    Some(request)
}

fn any_motion(rng: &mut Rng, offered: &[Plan]) -> Motion {
    match rng.below(4) {
        0 => Motion::Restart,
        1 => Motion::Shuffle,
        _ if offered.is_empty() => Motion::Restart,
        _ => Motion::Play(offered[rng.below(offered.len() as u32) as usize].clone()),
    }
}

fn any_chassis(rng: &mut Rng) -> Chassis {
    Chassis::ALL[rng.below(Chassis::ALL.len() as u32) as usize]
}
