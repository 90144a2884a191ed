//! One session of one player in the harness: a real session, a bot at the controls, a machine that runs unevenly, and
//! a path each way.

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use hogs_shared::arena::controls::Controls;
use hogs_shared::bot::{Bot, Skill};
use hogs_shared::ids::{HogId, ShotId};
use hogs_shared::math::Vec3;
use hogs_shared::netplay::join::Ticket;
use hogs_shared::netplay::session::{Session, SessionState};
use hogs_shared::protocol::messages::ClientRequest;
use hogs_shared::rng::Rng;
use hogs_shared::tick::Tick;

use super::fault::{Fault, Wiretap};
use super::ledger::{Ledger, digest};
use super::path::Path;
use super::plan::{Departure, Errand, Plan, Span, VisitPlan};
use crate::client::{Course, Problem};
use crate::drawn::Frame;

/// Most datagrams that a session may want to send in one frame: its own, netcode's, and three to say goodbye.
const MOST_A_FRAME: usize = 5;
/// When a measured session begins to measure: everyone is in, and all clocks have settled.
pub const SETTLED: Duration = Duration::from_secs(4);
/// Most events that may wait for one frame: a hitch of half a second in the thick of it.
const MOST_EVENTS: usize = 2048;

/// Longer than a good link is ever silent, although the server speaks.
const SILENCE: Duration = Duration::from_millis(400);
/// Datagrams that must have been lost in a silence: otherwise it is the server that said nothing.
const LOST_IN_SILENCE: usize = 6;

/// What a session saw of the match in one frame.
#[derive(Clone, Debug)]
pub struct Sample {
    /// When.
    pub at: Duration,
    /// Its newest tick.
    pub tick: Tick,
    /// Ticks it looked ahead of its newest snapshot.
    pub ahead: f32,
    /// The server's newest tick at that moment.
    pub server: Tick,
    /// Its seat.
    pub own: Option<HogId>,
    /// Where it believed everyone in play to be.
    pub poses: Vec<(HogId, Vec3)>,
    /// Which pickups it believed to be there, bit per spot.
    pub pickups: u64,
    /// Shots it believed in; only at the quiet end.
    pub shots: Vec<ShotId>,
}

/// A line that was said.
#[derive(Clone, Debug)]
pub struct Line {
    /// When.
    pub at: Duration,
    /// What.
    pub text: String,
}

/// A visit.
pub struct Visit {
    /// What it is to be.
    pub plan: VisitPlan,
    /// Its place among all visits.
    pub number: usize,
    /// Where its datagrams come from.
    pub address: SocketAddr,
    /// To the server.
    pub up: Path,
    /// From the server.
    pub down: Path,
    /// What it saw happen, against what did.
    pub ledger: Ledger,
    /// When it got a seat.
    pub admitted: Option<Duration>,
    /// The tick of the first snapshot it saw.
    pub began: Option<Tick>,
    /// What it saw, frame by frame.
    pub samples: Vec<Sample>,
    /// What it drew, frame by frame, while it measures.
    pub frames: Vec<Frame>,
    /// What it said.
    pub lines: Vec<Line>,
    /// When it heard nothing for longer than a good link is ever silent, although it was spoken to; and when for as long
    /// nothing of it was heard.
    pub silences: Vec<Span>,
    /// When its next frame is; none when there will be no more.
    pub frame_at: Option<Duration>,
    /// When it last heard anything.
    heard: Option<Duration>,
    /// Datagrams sent to it since.
    sent_to: usize,
    /// When anything that it said last went in.
    spoke: Option<Duration>,
    session: Option<Session>,
    bot: Option<Bot>,
    rng: Rng,
    errands: VecDeque<(Duration, Errand)>,
    departed: bool,
    calms_at: Duration,
    measured: bool,
    /// When it begins to measure; none if it does not, or has begun.
    measures_at: Option<Duration>,
    fault: Option<Fault>,
    tap: Option<Wiretap>,
    /// A number that no seed decides, for the fault that lets it decide about the match.
    leak: Option<i8>,
}

impl Visit {
    /// A visit that is still to come.
    #[must_use]
    pub fn new(plan: &Plan, number: usize) -> Self {
        let of = plan.visits[number].clone();
        let seed = plan.seed.wrapping_mul(0x1_0001).wrapping_add(number as u64 * 4);
        let path =
            |direction: u64| Path::new(of.weather, of.cuts.clone(), plan.calms_at, seed + 1 + direction);
        let host = Ipv4Addr::new(10, 0, (number >> 8) as u8, number as u8);
        Self {
            number,
            address: SocketAddr::from((host, 4000)),
            up: path(0),
            down: path(1),
            ledger: Ledger::default(),
            admitted: None,
            began: None,
            samples: Vec::new(),
            frames: Vec::new(),
            lines: Vec::new(),
            silences: Vec::new(),
            heard: None,
            sent_to: 0,
            spoke: None,
            frame_at: Some(of.arrives),
            session: None,
            bot: None,
            rng: Rng::for_purpose(seed, 0xF4A3E),
            errands: of.errands.clone().into(),
            departed: false,
            calms_at: plan.calms_at,
            measured: plan.measured,
            measures_at: plan.measured.then_some(SETTLED),
            fault: plan.fault,
            tap: None,
            leak: None,
            plan: of,
        }
    }

    /// What others read: as long for everyone, so that no datagram's length depends on who it is about.
    #[must_use]
    pub fn name(&self) -> String {
        format!("Person {:02}", self.plan.person)
    }

    /// Begins with a ticket.
    ///
    /// # Errors
    /// If the ticket is bad.
    pub fn begin(&mut self, ticket: &Ticket, course: &Course, now: Duration) -> Result<(), Problem> {
        self.tap = self
            .fault
            .and_then(|fault| Wiretap::on(fault, &ticket.welcome.token, course.rules.clone()));
        if self.fault == Some(Fault::Unsteady) {
            self.leak = Some(digest(0, &format!("{:?}", ticket.welcome.token)) as i8);
        }
        self.session = Some(Session::new(ticket, course.rules.clone(), now)?);
        Ok(())
    }

    /// The session, once it has begun.
    #[must_use]
    pub const fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// The session, to take its figures out.
    pub const fn session_mut(&mut self) -> Option<&mut Session> {
        self.session.as_mut()
    }

    /// Whether it stays to the end.
    #[must_use]
    pub const fn stays(&self) -> bool {
        self.plan.departs.is_none()
    }

    /// A datagram comes from the server.
    pub fn deliver(&mut self, now: Duration, mut datagram: Vec<u8>) {
        if let Some(tap) = &mut self.tap {
            let session = self.session.as_ref();
            tap.overhear_down(&mut datagram, &|tick| {
                session.and_then(|session| session.claim_of(tick))
            });
        }
        self.sent_to += 1;
        self.down.push(now, &datagram);
    }

    /// One frame, in the order in which the game does things.
    pub fn frame(&mut self, now: Duration, server: Tick, course: &Course) {
        let Some(session) = &mut self.session else { return };
        while let Some(mut datagram) = self.down.pop(now) {
            session.receive(&mut datagram, now);
            let heard = self.heard.replace(now).unwrap_or(now);
            let sent_to = std::mem::take(&mut self.sent_to);
            if now > heard + SILENCE && sent_to > LOST_IN_SILENCE {
                self.silences.push(Span { from: heard, to: now });
            }
        }
        while let Some((_, errand)) = self.errands.pop_front_if(|(at, _)| *at <= now) {
            match errand {
                Errand::Chat => {
                    let text = format!("line {} of visit {}", self.lines.len(), self.number);
                    session.request(&ClientRequest::Chat(text.clone()));
                    self.lines.push(Line { at: now, text });
                }
                Errand::Chassis(chassis) => session.request(&ClientRequest::Chassis(chassis)),
            }
        }
        if self.bot.is_none() {
            let seed = self.rng.state();
            self.bot = session.own().map(|own| Bot::new(own, Skill::Hard, seed));
        }
        if self.measures_at.take_if(|at| *at <= now).is_some() {
            session.measure();
        }
        let (bot, nav, throttle) = (&mut self.bot, &course.nav, self.leak);
        session.update(now, &mut |arena| {
            let mut controls = match bot {
                Some(bot) => bot.think(arena, nav),
                None => Controls::default(),
            };
            controls.throttle = throttle.unwrap_or(controls.throttle);
            controls
        });
        self.depart(now);
        self.send(now);
        self.witness(now);
        self.sample(now, server);
        self.frame_at = self.next_frame(now);
    }

    fn depart(&mut self, now: Duration) {
        let (Some(session), Some((at, departure))) = (&mut self.session, self.plan.departs) else {
            return;
        };
        if now < at || self.departed {
            return;
        }
        self.departed = true;
        match departure {
            Departure::Leaves => session.leave(),
            Departure::Asks => session.request(&ClientRequest::Leave),
            Departure::Vanishes | Departure::Replaced => {}
        }
    }

    fn send(&mut self, now: Duration) {
        let Some(session) = &mut self.session else { return };
        let mut sent = 0;
        while let Some(mut datagram) = session.transmit() {
            sent += 1;
            if let Some(tap) = &mut self.tap {
                tap.spoil_up(&mut datagram);
            }
            if self.up.push(now, &datagram) {
                let spoke = self.spoke.replace(now).unwrap_or(now);
                if now > spoke + SILENCE {
                    self.silences.push(Span { from: spoke, to: now });
                }
            }
        }
        if sent > MOST_A_FRAME {
            self.ledger.find(format!("{sent} datagrams sent in one frame"));
        }
    }

    /// Takes down what the session shows.
    fn witness(&mut self, now: Duration) {
        let Some(session) = &mut self.session else { return };
        let mut events = session.take_events();
        if events.len() > MOST_EVENTS {
            self.ledger
                .find(format!("{} events waited for one frame", events.len()));
        }
        let settled = self.samples.len() > 60 && session.stats().replayed_ticks > 0;
        if let Some(fault) = self.fault
            && settled
            && fault.spoil_events(&mut events)
        {
            self.fault = None;
        }
        let own = session.own();
        for event in &events {
            self.ledger.show(event, own, now);
        }
    }

    fn sample(&mut self, at: Duration, server: Tick) {
        let Some(session) = &self.session else { return };
        let Some(arena) = session.arena() else { return };
        let tick = arena.tick();
        self.began.get_or_insert(tick);
        if self.samples.last().is_some_and(|last| last.tick == tick) {
            return;
        }
        let shots = arena.shots().iter().filter(|_| at >= self.calms_at);
        let alive = arena.hogs().filter(|hog| hog.alive());
        if self.measured && self.measures_at.is_none() {
            self.frames.push(Frame::of(session));
        }
        self.samples.push(Sample {
            at,
            tick,
            server,
            own: session.own(),
            ahead: session.stats().lead_ticks,
            poses: alive.map(|hog| (hog.id, hog.position)).collect(),
            pickups: arena.pickup_bits(),
            shots: shots.map(|shot| shot.id).collect(),
        });
    }

    /// When the frame after this one comes; none after the last one.
    fn next_frame(&mut self, now: Duration) -> Option<Duration> {
        if self.departed
            && self
                .plan
                .departs
                .is_some_and(|(_, how)| how == Departure::Vanishes)
        {
            return None;
        }
        let ended = self.session.as_ref().map(Session::state);
        if self.departed && matches!(ended, Some(SessionState::Ended(_))) {
            return None;
        }
        let uneven = 1.0 + self.plan.unevenness * self.rng.range(-1.0, 1.0);
        let next = now + Duration::from_secs_f32(uneven / self.plan.frame_hz);
        let hitch = self.plan.hitches.iter().find(|hitch| hitch.holds(next));
        Some(hitch.map_or(next, |hitch| hitch.to))
    }
}
