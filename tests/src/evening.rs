//! An evening on one server: people come, go and come back over bad links, vote, change sides, look on; matches end and
//! the next ones are played elsewhere and otherwise. The real authority with real sessions, in virtual time, so that
//! half an hour takes a minute or two; its memory is looked at, every match is on record, and a seed is an evening that
//! can be had again. (`live.rs`: the same people at a real server, over real sockets.)

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hogs_server::authority::{Authority, Customs, MatchSetup};
use hogs_server::lobby::BotFill;
use hogs_server::recording::Recording;
use hogs_server::sessions::Sessions;
use hogs_server::stage::Stage;
use hogs_server::tickets::{NetcodeKey, Person, TicketOffice};
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::bot::Skill;
use hogs_shared::netplay::bad_link::BadLink;
use hogs_shared::netplay::join::Ticket;
use hogs_shared::protocol::SNAPSHOTS_PER_SECOND;
use hogs_shared::protocol::join::Welcome;
use hogs_shared::tick::TICKS_PER_SECOND;

use crate::client::Problem;
use crate::memory::Course;
use crate::tickets;

pub mod archive;
pub mod guest;
pub mod live;
pub mod stages;

use archive::Archive;
use guest::{Doings, Guest};

/// A tick's time, and the pace of the server's loop: as in `server/src/match_loop.rs`.
const TICK: Duration = Duration::from_nanos(1_000_000_000 / TICKS_PER_SECOND as u64);
const LOOKS: u32 = 4;
/// How long a stage takes to be set, ticks.
const STAGE_TICKS: u32 = 90;
/// How long the house is looked at once everyone was sent home: longer than any time-out, ticks.
const EMPTY_TICKS: u32 = 40 * TICKS_PER_SECOND;
/// What honest guests never cause.
const NEVER_DROPPED: [&str; 9] = [
    "guard_size",
    "guard_prefix",
    "guard_sequence",
    "malformed",
    "client_budget",
    "network_budget",
    "strangers_budget",
    "challenges",
    "slow_clients",
];

/// What an evening is to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// Decides all of it.
    pub seed: u64,
    /// How long people come.
    pub minutes: f32,
    /// How long a match lasts, seconds.
    pub match_s: f32,
    /// People who come and go.
    pub guests: u8,
    /// Of those, how many predict; the others only decode, which costs less.
    pub predicting: u8,
    /// Players there are in all: bots make up for people who are not there.
    pub players: usize,
}

/// What came of an evening.
#[derive(Clone, Debug, Default)]
pub struct Chronicle {
    /// The match's checksum after each second.
    pub checksums: Vec<u64>,
    /// What was played: arena and mode.
    pub played: BTreeSet<(String, String)>,
    /// How often something else was played next.
    pub moves: u32,
    /// Matches that came to their end.
    pub matches: u64,
    /// Players who took a seat.
    pub joins: u64,
    /// What guests did.
    pub doings: Doings,
    /// Replays that were written, and their bytes.
    pub recorded: (usize, u64),
    /// Of this process, at each minute.
    pub memory: Course,
    /// What is wrong; nothing, if all is well.
    pub findings: Vec<String>,
}

impl Chronicle {
    /// Where two evenings of one seed differ, in words.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Option<String> {
        let seconds = self.checksums.iter().zip(&other.checksums);
        let differs = seconds.into_iter().position(|(one, two)| one != two);
        match differs {
            Some(second) => Some(format!("the second run is another match from second {second} on")),
            None if self.checksums.len() != other.checksums.len() => {
                Some("the second run is of another length".to_owned())
            }
            None => None,
        }
    }
}

/// A guest's way to the server and back, one for each visit.
struct Line {
    address: SocketAddr,
    up: BadLink,
    down: BadLink,
}

struct Evening {
    plan: Plan,
    authority: Authority,
    office: Arc<Mutex<TicketOffice>>,
    archive: Archive,
    /// What is played, and what is played next once it was brought.
    stages: Vec<Stage>,
    /// What is being made ready, and since when.
    ordered: Option<(Stage, u32)>,
    guests: Vec<Guest>,
    /// By guest.
    lines: Vec<Option<Line>>,
    by_address: BTreeMap<SocketAddr, usize>,
    calls: u16,
    /// Quarters of ticks that have passed.
    looks: u32,
    chronicle: Chronicle,
}

/// Has an evening, and puts its replays into a folder.
///
/// # Errors
/// If it cannot begin, or its replays cannot be written.
pub fn have(plan: Plan, folder: &Path) -> Result<Chronicle, Problem> {
    let mut evening = Evening::new(plan, folder)?;
    let ticks = (plan.minutes * 60.0 * TICKS_PER_SECOND as f32) as u32;
    for tick in 0..ticks {
        evening.tick()?;
        if tick.is_multiple_of(60 * TICKS_PER_SECOND) {
            evening.chronicle.memory.note(None);
        }
    }
    evening.chronicle.memory.note(None);
    evening.guests.iter_mut().for_each(Guest::go_home);
    for _ in 0..EMPTY_TICKS {
        evening.tick()?;
    }
    evening.close()
}

impl Evening {
    fn new(plan: Plan, folder: &Path) -> Result<Self, Problem> {
        let rotation = stages::rotation()?;
        let first = rotation.0.first().ok_or("there is no arena")?.plan();
        let stage = stages::set(&first, plan.match_s)?;
        let (archive, sheets) = Archive::open(folder)?;
        let key = NetcodeKey::random().ok_or("no random numbers")?;
        let seats = plan.players.max(usize::from(plan.guests));
        let mut office = TicketOffice::new(key.clone(), seats);
        office.post(stage.bill.clone());
        let office = Arc::new(Mutex::new(office));
        let setup = MatchSetup {
            rules: stage.rules.clone(),
            nav: stage.nav.clone(),
            seats,
            fill: BotFill {
                players: plan.players,
                skill: Skill::Hard,
            },
            seed: plan.seed,
            snapshot_ticks: TICKS_PER_SECOND / SNAPSHOTS_PER_SECOND,
            recording: Some(Recording::new(sheets)),
            customs: Customs {
                warm_up: true,
                rotation,
                votes: true,
                spectators: 3,
            },
        };
        let guests: Vec<Guest> = (0..plan.guests)
            .map(|person| Guest::new(person, plan.seed, person < plan.predicting))
            .collect();
        Ok(Self {
            authority: Authority::new(setup, office.clone(), Sessions::new(&key, seats * 2 + 16)),
            office,
            archive,
            stages: vec![stage],
            ordered: None,
            lines: guests.iter().map(|_| None).collect(),
            guests,
            by_address: BTreeMap::new(),
            calls: 0,
            looks: 0,
            chronicle: Chronicle::default(),
            plan,
        })
    }

    fn now(&self) -> Duration {
        TICK * self.looks / LOOKS
    }

    /// One tick of the server, with the looks at its socket before it.
    fn tick(&mut self) -> Result<(), Problem> {
        let step = TICK * (self.looks / LOOKS + 1);
        self.authority.expect_step(step);
        for look in 0..LOOKS {
            self.looks += 1;
            let now = self.now();
            for guest in 0..self.guests.len() {
                if guest as u32 % LOOKS == look {
                    self.frame(guest, now)?;
                }
            }
            self.listen(now);
            self.send(now);
        }
        let now = self.now();
        self.authority.expect_step(now + TICK);
        self.authority.tick(now);
        self.send(now);
        self.change_scene()?;
        self.archive.take()?;
        self.note();
        Ok(())
    }

    /// A guest's frame: at the door, or in the match.
    fn frame(&mut self, number: usize, now: Duration) -> Result<(), Problem> {
        if self.guests[number].knocks(now) {
            self.let_in(number, now)?;
        }
        let (guest, line) = (&mut self.guests[number], &mut self.lines[number]);
        let Some(on) = line else { return Ok(()) };
        while let Some(mut datagram) = on.down.pop(now) {
            guest.receive(&mut datagram, now);
        }
        guest.frame(now);
        while let Some(datagram) = guest.transmit() {
            on.up.push(now, &datagram);
        }
        // Its goodbyes are under way, and so is the line until somebody else's begins.
        guest.is_over(now);
        Ok(())
    }

    /// A ticket, a line and a session.
    fn let_in(&mut self, number: usize, now: Duration) -> Result<(), Problem> {
        let guest = &mut self.guests[number];
        self.calls = self.calls.wrapping_add(1);
        let host = Ipv4Addr::new(10, 0, 1, guest.person);
        let address = SocketAddr::from((host, 1024 + self.calls % 60_000));
        let person = Person {
            key: [guest.person + 1; 32],
            name: guest.name(),
            chassis: guest.chassis(),
            coat: hogs_shared::ids::Coat::default(),
        };
        let place = (number, self.guests.len());
        let office = &mut self.office.lock().unwrap_or_else(PoisonError::into_inner);
        let guest = &mut self.guests[number];
        let Ok(token) = tickets::issue(office, now, &person, address.ip(), place) else {
            guest.turned_away(now);
            return Ok(());
        };
        let bill = office.bill().ok_or("nothing is played")?;
        let ticket = Ticket {
            welcome: Welcome {
                token,
                port: 0,
                server: String::new(),
                map: bill.map.clone(),
                mode: bill.mode.clone(),
                rules_hash: bill.rules_hash,
                arena: bill.arena,
            },
            fingerprint: [0; 32],
            arena: None,
        };
        let stage = self.stages.iter().find(|stage| Arc::ptr_eq(&stage.bill, &bill));
        let stage = stage.ok_or("something is played that was never brought")?;
        guest.begin(&ticket, stage.rules.clone(), stage.nav.clone(), now)?;
        let weather = guest.weather();
        let seed = self.plan.seed ^ u64::from(self.calls) << 20;
        let line = Line {
            address,
            up: BadLink::new(weather, seed),
            down: BadLink::new(weather, seed + 1),
        };
        self.by_address.insert(address, number);
        if let Some(before) = self.lines[number].replace(line) {
            self.by_address.remove(&before.address);
        }
        Ok(())
    }

    /// The server looks at its socket.
    fn listen(&mut self, now: Duration) {
        for line in self.lines.iter_mut().flatten() {
            while let Some(mut datagram) = line.up.pop(now) {
                self.authority.receive(now, line.address, &mut datagram);
            }
        }
    }

    fn send(&mut self, now: Duration) {
        for (to, datagram) in self.authority.take_outbox() {
            // Nobody is there any more who has vanished or came again from elsewhere.
            let line = self
                .by_address
                .get(&to)
                .and_then(|&guest| self.lines[guest].as_mut());
            if let Some(line) = line {
                line.down.push(now, &datagram);
            }
        }
    }

    /// Sets the stage that was ordered, and plays on it once that would be done.
    fn change_scene(&mut self) -> Result<(), Problem> {
        if let Some(order) = self.authority.take_order() {
            let match_s = self.plan.match_s;
            // On a thread of its own, as in the server: there it leaves no holes in the memory of the match.
            let set = std::thread::spawn(move || stages::set(&order, match_s));
            let stage = set.join().map_err(|_| "the stage fell down")??;
            self.ordered = Some((stage, self.looks));
        }
        let due = |since: u32| self.looks >= since + STAGE_TICKS * LOOKS;
        if let Some((stage, _)) = self.ordered.take_if(|(_, since)| due(*since)) {
            // The one before the one that is played now is over.
            self.stages.drain(..self.stages.len() - 1);
            self.stages.push(stage.clone());
            self.authority.bring(stage);
            self.chronicle.moves += 1;
        }
        Ok(())
    }

    fn note(&mut self) {
        let arena = self.authority.arena();
        let rules = arena.rules();
        let mode = rules.mode.mode.name();
        if arena.tick().0.is_multiple_of(TICKS_PER_SECOND) {
            self.chronicle.checksums.push(arena.checksum());
            self.chronicle.played.insert((rules.map.clone(), mode.to_owned()));
        }
        if self
            .authority
            .happened()
            .iter()
            .any(|outcome| matches!(outcome, Outcome::Unphysical { .. }))
        {
            let finding = format!("a hog became unphysical at tick {}", arena.tick().0);
            self.chronicle.findings.push(finding);
        }
    }

    /// Everyone has gone: looks at what is left.
    fn close(mut self) -> Result<Chronicle, Problem> {
        let mut chronicle = std::mem::take(&mut self.chronicle);
        let tally = self.authority.tally();
        (chronicle.matches, chronicle.joins) = (tally.matches, tally.joins);
        for guest in &mut self.guests {
            chronicle.doings = chronicle.doings.plus(guest.doings);
            chronicle.findings.append(&mut guest.findings);
        }
        for reason in NEVER_DROPPED {
            let drops = self.authority.sessions().drops.of(reason);
            if drops > 0 {
                chronicle
                    .findings
                    .push(format!("the server dropped {drops} for {reason}"));
            }
        }
        let left = self.authority.roster().filter(|entry| !entry.bot).count();
        let seats = self
            .office
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .present();
        if (self.authority.players(), left, seats) != (0, 0, 0) || !self.authority.parted() {
            chronicle.findings.push(format!(
                "nobody is there any more, but {} are played for, {left} are on the roster and {seats} hold seats",
                self.authority.players()
            ));
        }
        // With the authority goes the recording, and so the last match's end comes in.
        drop(self.authority);
        self.archive.take()?;
        chronicle.recorded = (self.archive.files, self.archive.bytes);
        Ok(chronicle)
    }
}
