//! The whole of a match: the server's loop, every visit and the paths between them, on one virtual clock. What happens
//! next is whatever is due next; datagrams wait until their receiver looks, as they do in a socket's buffer.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hogs_server::authority::{Authority, Customs, MatchSetup, WORTH_TELLING_TICKS};
use hogs_server::lobby::BotFill;
use hogs_server::recording::{Recording, Sheet};
use hogs_server::sessions::Sessions;
use hogs_server::tickets::{NetcodeKey, Person, TicketOffice};
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::arena::shot::Shot;
use hogs_shared::ids::{Coat, HogId, ShotId};
use hogs_shared::math::Vec3;
use hogs_shared::mode::Phase;
use hogs_shared::netplay::join::Ticket;
use hogs_shared::netplay::session::Session;
use hogs_shared::protocol::join::Welcome;
use hogs_shared::protocol::messages::RosterEntry;
use hogs_shared::protocol::outcome::betrays;
use hogs_shared::protocol::{MAX_PAYLOAD_BYTES, SNAPSHOTS_PER_SECOND};
use hogs_shared::tick::{TICKS_PER_SECOND, Tick};

use super::measure::Figures;
use super::plan::Plan;
use super::recovery::{Recovery, moment_of};
use super::verdict::{self, Verdict};
use super::visit::{SETTLED, Visit};
use crate::client::{Course, Problem};
use crate::tickets;

/// A tick's time, and the pace of the server's loop: as in `server/src/match_loop.rs`.
const TICK: Duration = Duration::from_nanos(1_000_000_000 / TICKS_PER_SECOND as u64);
const LOOKS: u32 = 4;
const MAX_CATCH_UP: u32 = 5;
/// How much of the past is kept in detail, ticks.
const DETAILED_TICKS: usize = 150;
/// Most datagrams to one client in one tick: the match's, netcode's own, and a goodbye.
const MOST_A_TICK: usize = 3;
/// Most bytes that netcode adds to a payload.
const SEAL_BYTES: usize = 25;
/// Most seconds of a match on record.
const MOST_SHEETS: usize = 1 << 12;
/// How long the server has for its goodbyes.
const PARTING: Duration = Duration::from_millis(1500);

/// The server's match after a tick.
#[derive(Clone, Debug)]
pub struct Moment {
    /// Which.
    pub tick: Tick,
    /// Of everything that decides how the match goes on.
    pub checksum: u64,
    /// Where everyone in play was.
    pub poses: Vec<(HogId, Vec3)>,
    /// Bit per pickup spot: there to be taken.
    pub pickups: u64,
    /// Who was hidden, and from whom.
    pub hidden: BTreeSet<(HogId, HogId)>,
    /// Who was struck by another.
    pub struck: BTreeSet<HogId>,
}

/// The server's match after a tick, in detail.
#[derive(Clone, Debug)]
pub struct Detail {
    /// Which tick.
    pub tick: Tick,
    /// Who is on which seat.
    pub roster: Vec<RosterEntry>,
    /// Seats with a hog on them.
    pub seats: Vec<HogId>,
    /// Where the match stands, and until when.
    pub phase: (Phase, Tick),
    /// What is in the air or lies about.
    pub shots: Vec<ShotId>,
}

/// A match of the harness.
pub struct World {
    /// What is to happen.
    pub plan: Plan,
    /// Who comes.
    pub visits: Vec<Visit>,
    /// The server.
    pub authority: Authority,
    /// The server's match, tick by tick.
    pub moments: Vec<Moment>,
    /// Its newest ticks in detail.
    pub details: VecDeque<Detail>,
    /// Shots that left the match without an end.
    pub withdrawn: BTreeSet<ShotId>,
    /// What is wrong, apart from what the visits' ledgers say.
    pub findings: Vec<String>,
    /// How clients did after what disturbed them.
    pub recoveries: Vec<Recovery>,
    /// Most told items that waited in one session at the quiet end.
    pub backlog: usize,
    shots: BTreeSet<ShotId>,
    course: &'static Course,
    office: Arc<Mutex<TicketOffice>>,
    by_address: BTreeMap<SocketAddr, usize>,
    look_at: Duration,
    next_step: Duration,
}

impl World {
    /// Before anything has happened.
    ///
    /// # Errors
    /// If the game's data are not there, or the system has no random numbers.
    pub fn new(plan: Plan) -> Result<Self, Problem> {
        Self::set_up(plan, None)
    }

    /// The same, on record: the pieces of its replay are to be taken from the receiver when it has been played.
    ///
    /// # Errors
    /// As [`World::new`].
    pub fn on_record(plan: Plan) -> Result<(Self, Receiver<Sheet>), Problem> {
        let (sender, sheets) = sync_channel(MOST_SHEETS);
        let world = Self::set_up(plan, Some(Recording::new(sender)))?;
        Ok((world, sheets))
    }

    fn set_up(plan: Plan, recording: Option<Recording>) -> Result<Self, Problem> {
        let course = super::course(&plan)?;
        let key = NetcodeKey::random().ok_or("no random numbers")?;
        let office = Arc::new(Mutex::new(TicketOffice::new(key.clone(), plan.seats)));
        let setup = MatchSetup {
            rules: course.rules.clone(),
            nav: course.nav.clone(),
            seats: plan.seats,
            fill: BotFill {
                players: plan.fill,
                skill: plan.skill,
            },
            seed: plan.seed,
            snapshot_ticks: TICKS_PER_SECOND / SNAPSHOTS_PER_SECOND,
            recording,
            customs: Customs::default(),
        };
        // One who comes back has two sessions for a moment, as at the real server.
        let sessions = Sessions::new(&key, plan.seats * 2 + 16);
        let visits: Vec<Visit> = (0..plan.visits.len())
            .map(|number| Visit::new(&plan, number))
            .collect();
        Ok(Self {
            by_address: visits.iter().map(|visit| (visit.address, visit.number)).collect(),
            authority: Authority::new(setup, office.clone(), sessions),
            moments: Vec::new(),
            details: VecDeque::new(),
            withdrawn: BTreeSet::new(),
            findings: Vec::new(),
            recoveries: Vec::new(),
            backlog: 0,
            shots: BTreeSet::new(),
            course,
            office,
            look_at: TICK / LOOKS,
            next_step: TICK,
            visits,
            plan,
        })
    }

    /// Plays to the end, and judges.
    #[must_use]
    pub fn run(mut self) -> Verdict {
        let end = self.plan.ends_at();
        self.run_until(end);
        verdict::examine(&mut self, end);
        self.authority.stop();
        self.run_until(end + PARTING);
        verdict::examine_partings(&mut self);
        Verdict::of(self)
    }

    /// Plays until the quiet end would begin, and says how well everybody predicted.
    #[must_use]
    pub fn measure(mut self) -> Figures {
        self.run_until(SETTLED);
        let before = self.authority.tally();
        self.run_until(self.plan.calms_at);
        let after = self.authority.tally();
        let counted = (after.fed - before.fed, after.starved - before.starved);
        Figures::of_match(&mut self.visits, &self.moments, counted)
    }

    fn run_until(&mut self, end: Duration) {
        loop {
            let frame = self
                .visits
                .iter()
                .filter_map(|visit| Some((visit.frame_at?, visit.number)))
                .min();
            let now = frame.map_or(self.look_at, |(at, _)| at.min(self.look_at));
            if now >= end {
                return;
            }
            match frame {
                Some((at, number)) if at < self.look_at => self.frame(number, at),
                _ => self.look(),
            }
        }
    }

    fn frame(&mut self, number: usize, now: Duration) {
        let server = self.authority.arena().tick();
        let visit = &mut self.visits[number];
        if visit.session().is_none() {
            match issue(&self.office, visit, self.plan.visits.len(), self.course, now) {
                Ok(ticket) => {
                    if let Err(problem) = visit.begin(&ticket, self.course, now) {
                        visit.ledger.find(format!("bad ticket: {problem}"));
                    }
                }
                Err(problem) => {
                    self.findings.push(format!("visit {number}: {problem}"));
                    visit.frame_at = None;
                    return;
                }
            }
        }
        visit.frame(now, server, self.course);
        self.look_for_leaks(number);
    }

    /// Whether a client was told where somebody was who was hidden from it.
    fn look_for_leaks(&mut self, number: usize) {
        let Some(session) = self.visits[number].session() else {
            return;
        };
        let (Some(own), Some(newest)) = (session.own(), session.newest()) else {
            return;
        };
        let Some(moment) = moment_of(&self.moments, newest.tick) else {
            return;
        };
        let told = newest.hogs.iter().filter(|hog| hog.alive());
        for leak in told.filter(|hog| moment.hidden.contains(&(hog.id, own))) {
            let (hog, tick) = (leak.id.0, newest.tick.0);
            self.findings.push(format!(
                "hog {hog} was told to seat {} at tick {tick}, from whom it is hidden",
                own.0
            ));
        }
    }

    /// One turn of the server's loop.
    fn look(&mut self) {
        let now = self.look_at;
        self.authority.expect_step(self.next_step);
        for number in 0..self.visits.len() {
            while let Some(mut datagram) = self.visits[number].up.pop(now) {
                let joins = self.authority.tally().joins;
                let address = self.visits[number].address;
                self.authority.receive(now, address, &mut datagram);
                if self.authority.tally().joins > joins {
                    self.admit(number, now);
                }
            }
        }
        self.send(now);
        self.step_due(now);
        let left = self.next_step.saturating_sub(now);
        let look = TICK / LOOKS;
        let part = Duration::from_nanos((left.as_nanos() % look.as_nanos()) as u64);
        let next = now + if part.is_zero() { look } else { part };
        let stall = self.plan.stalls.iter().find(|stall| stall.holds(next));
        self.look_at = stall.map_or(next, |stall| stall.to);
    }

    /// A visit has got its seat: it will be told of every shot that goes on, and of all that happens from now on.
    fn admit(&mut self, number: usize, now: Duration) {
        let visit = &mut self.visits[number];
        visit.admitted = Some(now);
        let arena = self.authority.arena();
        let lasting = |shot: &&Shot| shot.expires.since(arena.tick()) > WORTH_TELLING_TICKS;
        for shot in arena.shots().iter().filter(lasting) {
            visit.ledger.happened(shot.id.fired, &Outcome::Fired(*shot));
        }
    }

    fn step_due(&mut self, now: Duration) {
        for _ in 0..MAX_CATCH_UP {
            if now < self.next_step {
                return;
            }
            self.next_step += TICK;
            self.authority.expect_step(self.next_step);
            self.authority.tick(now);
            self.note();
            self.send(now);
        }
        let behind = now.saturating_sub(self.next_step);
        let dropped = (behind.as_nanos() / TICK.as_nanos()) as u32;
        self.next_step += TICK * dropped;
    }

    /// Takes down what a tick brought.
    fn note(&mut self) {
        let arena = self.authority.arena();
        let tick = arena.tick();
        for visit in self.visits.iter_mut().filter(|visit| visit.admitted.is_some()) {
            let seat = visit.session().and_then(Session::own).or_else(|| {
                let mut roster = self.authority.roster();
                roster
                    .find(|entry| entry.name == visit.name())
                    .map(|entry| entry.seat)
            });
            for outcome in self.authority.happened() {
                let betrayed = betrays(outcome).into_iter().flatten();
                let hidden = |hog| seat.is_some_and(|seat| arena.is_hidden(hog, seat));
                if !betrayed.into_iter().any(hidden) {
                    visit.ledger.happened(tick, outcome);
                }
            }
        }
        let cloaked = arena.hogs().filter(|hog| hog.is_cloaked());
        let from = |hog: HogId| {
            arena
                .hogs()
                .filter_map(move |eye| arena.is_hidden(hog, eye.id).then_some((hog, eye.id)))
        };
        let hidden = cloaked.flat_map(|hog| from(hog.id)).collect();
        let blow = |outcome: &Outcome| match *outcome {
            Outcome::Damaged {
                victim,
                attacker: Some(attacker),
                ..
            } => (attacker != victim).then_some(victim),
            _ => None,
        };
        let struck = self.authority.happened().iter().filter_map(blow).collect();
        let alive = arena.hogs().filter(|hog| hog.alive());
        self.moments.push(Moment {
            tick,
            checksum: arena.checksum(),
            poses: alive.map(|hog| (hog.id, hog.position)).collect(),
            pickups: arena.pickup_bits(),
            hidden,
            struck,
        });
        let shots: BTreeSet<ShotId> = arena.shots().iter().map(|shot| shot.id).collect();
        let happened = self.authority.happened();
        let explained = |shot: &ShotId| {
            happened.iter().any(|outcome| match outcome {
                Outcome::ShotEnded { shot: ended, .. } => ended == shot,
                outcome => *outcome == Outcome::MatchStarted,
            })
        };
        let gone = self.shots.difference(&shots).copied();
        self.withdrawn.extend(gone.filter(|shot| !explained(shot)));
        self.shots = shots;
        if self.next_step < self.plan.calms_at {
            return;
        }
        self.details.push_back(Detail {
            tick,
            roster: self.authority.roster().cloned().collect(),
            seats: arena.hogs().map(|hog| hog.id).collect(),
            phase: (arena.game().phase, arena.game().phase_ends),
            shots: arena.shots().iter().map(|shot| shot.id).collect(),
        });
        if self.details.len() > DETAILED_TICKS {
            self.details.pop_front();
        }
    }

    fn send(&mut self, now: Duration) {
        let mut counts = BTreeMap::<usize, usize>::new();
        for (to, datagram) in self.authority.take_outbox() {
            let Some(&number) = self.by_address.get(&to) else {
                self.findings.push(format!("a datagram to {to}, where nobody is"));
                continue;
            };
            if datagram.len() > MAX_PAYLOAD_BYTES + SEAL_BYTES {
                let length = datagram.len();
                self.findings.push(format!("a datagram of {length} bytes"));
            }
            *counts.entry(number).or_default() += 1;
            self.visits[number].deliver(now, datagram);
        }
        for (number, count) in counts {
            // Between ticks netcode answers each datagram of a handshake.
            let connected = self.visits[number].admitted.is_some();
            if connected && count > MOST_A_TICK {
                self.findings
                    .push(format!("{count} datagrams at once to visit {number}"));
            }
        }
    }
}

/// A ticket, as the door would give it after its conversation.
fn issue(
    office: &Mutex<TicketOffice>,
    visit: &Visit,
    visits: usize,
    course: &Course,
    now: Duration,
) -> Result<Ticket, Problem> {
    let person = Person {
        key: [visit.plan.person; 32],
        name: visit.name(),
        chassis: visit.plan.chassis,
        coat: Coat::default(),
    };
    let mut office = office.lock().unwrap_or_else(PoisonError::into_inner);
    let place = (visit.number, visits);
    Ok(Ticket {
        welcome: Welcome {
            token: tickets::issue(&mut office, now, &person, visit.address.ip(), place)?,
            port: 0,
            server: String::new(),
            map: course.rules.map.clone(),
            mode: course.rules.mode.mode.name().to_owned(),
            rules_hash: course.rules.hash,
            arena: [0; 32],
        },
        fingerprint: [0; 32],
        arena: None,
    })
}
