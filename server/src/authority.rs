//! The server as a value: datagrams in, ticks, datagrams out. No socket, no clock, no thread: whoever drives it says
//! what time it is, so a whole match with clients can run inside a test, in virtual time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hogs_shared::arena::outcome::{Outcome, Outcomes};
use hogs_shared::arena::{Arena, Inputs, Rules};
use hogs_shared::awards::Reckoning;
use hogs_shared::bot::NavMap;
use hogs_shared::ids::HogId;
use hogs_shared::mode::{Phase, Score};
use hogs_shared::protocol::frame::{Changes, Frame, seated};
use hogs_shared::protocol::join::PlayerKey;
use hogs_shared::protocol::messages::{Notice, RosterEntry};
use hogs_shared::protocol::outcome::Told;
use hogs_shared::protocol::snapshot::Addressee;
use hogs_shared::protocol::{outcome, text};
use hogs_shared::tick::{TICKS_PER_SECOND, Tick};

use crate::concern::Concern;
use crate::interest::Field;
use crate::link::Item;
use crate::lobby::{BotFill, Lobby};
use crate::parting::Parting;
use crate::player::Player;
use crate::recording::Recording;
use crate::sessions::{Outbox, Sessions};
use crate::tickets::{ClientId, Person, TIMEOUT_SECONDS, TicketOffice};

mod arrivals;
mod council;
mod departures;
mod requests;

pub use council::Customs;
use council::{Away, Council};

/// How long a client may be connected without saying anything: somewhat longer than the library waits, so that whose line
/// was cut is counted as such.
const SILENCE: Duration = Duration::from_millis(TIMEOUT_SECONDS as u64 * 1000 + 250);
/// Shots that one who comes late is told of: the newest ones.
const MAX_TOLD_SHOTS: usize = 1024;
/// Outcomes that may wait for their turn in a link before those far away are left out.
const BUSY_OUTCOMES: usize = 150;
/// Players beyond which those far away are left out always: most of what happens is far from most of them.
const CROWD: usize = 96;
/// Ticks that a shot must have left for one who comes late to be told of it.
pub const WORTH_TELLING_TICKS: i32 = TICKS_PER_SECOND as i32;
/// Most datagrams that go in one tick before everyone's come less often: 128 players get theirs 30 times a second, 256
/// get them 20 times.
const DATAGRAMS_A_TICK: usize = 86;
/// Ticks between two looks at a player's round trip.
const PING_TICKS: u32 = 2 * TICKS_PER_SECOND;

/// What a match is set up with.
#[derive(Debug)]
pub struct MatchSetup {
    /// Arena, mode and all figures.
    pub rules: Arc<Rules>,
    /// The arena as bots see it.
    pub nav: Arc<NavMap>,
    /// Seats, bots included.
    pub seats: usize,
    /// Bots.
    pub fill: BotFill,
    /// Of the match's chance.
    pub seed: u64,
    /// Ticks from one snapshot to the next.
    pub snapshot_ticks: u32,
    /// Where all that the match is given goes on record, if it does.
    pub recording: Option<Recording>,
    /// How one match follows another.
    pub customs: Customs,
}

/// Connected with a valid ticket, but not heard yet: nothing is sent to such a client but netcode's own packets,
/// because anything else could starve its handshake.
#[derive(Debug)]
struct Guest {
    person: Person,
    since: Duration,
    /// Whether they know the match that is played now.
    current: bool,
}

/// Counters of a match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Ticks that had their controls in time, over players who have left.
    pub fed: u64,
    /// Ticks that had not.
    pub starved: u64,
    /// Hogs whose physics came to nonsense.
    pub unphysical: u64,
    /// Players who took a seat.
    pub joins: u64,
    /// Most players at once.
    pub clients_peak: usize,
    /// Matches that were played to their end.
    pub matches: u64,
}

/// The authority over one match.
pub struct Authority {
    arena: Arena,
    recording: Option<Recording>,
    nav: Arc<NavMap>,
    snapshot_ticks: u32,
    office: Arc<Mutex<TicketOffice>>,
    sessions: Sessions,
    lobby: Lobby,
    guests: BTreeMap<ClientId, Guest>,
    players: BTreeMap<ClientId, Player>,
    partings: Vec<Parting>,
    /// By player: who was told to come to this match from the one before, and has not yet.
    away: BTreeMap<PlayerKey, Away>,
    council: Council,
    /// Who does what better than everyone else.
    reckoning: Reckoning,
    next_step_at: Duration,
    outbox: Outbox,
    happened: Outcomes,
    /// Memory for what is told of hogs.
    changes: Changes,
    tally: Tally,
}

impl Authority {
    /// A match that nobody is in yet.
    #[must_use]
    pub fn new(setup: MatchSetup, office: Arc<Mutex<TicketOffice>>, sessions: Sessions) -> Self {
        let arena = Arena::new(setup.rules, setup.seed);
        let sides = arena.rules().mode.mode.has_teams();
        let spectators = setup.customs.spectators;
        let mut lobby = Lobby::new(setup.seats, setup.fill, sides, spectators, setup.seed);
        lobby.fill_up(&arena);
        let mut inputs = lobby.take_inputs();
        inputs.warm_up = setup.customs.warm_up;
        let mut authority = Self {
            arena,
            recording: setup.recording,
            nav: setup.nav,
            snapshot_ticks: setup.snapshot_ticks.max(1),
            office,
            sessions,
            lobby,
            guests: BTreeMap::new(),
            players: BTreeMap::new(),
            partings: Vec::new(),
            away: BTreeMap::new(),
            council: Council::new(setup.customs, setup.seed),
            reckoning: Reckoning::default(),
            next_step_at: Duration::ZERO,
            outbox: Outbox::new(),
            happened: Outcomes::new(),
            changes: Changes::default(),
            tally: Tally::default(),
        };
        authority.step(&inputs);
        authority
    }

    /// The match.
    #[must_use]
    pub const fn arena(&self) -> &Arena {
        &self.arena
    }

    /// What happened in the newest tick.
    #[must_use]
    pub fn happened(&self) -> &[Outcome] {
        &self.happened
    }

    /// Who is on which seat.
    pub fn roster(&self) -> impl Iterator<Item = &RosterEntry> {
        self.lobby.roster().entries()
    }

    /// Players with a seat.
    #[must_use]
    pub fn players(&self) -> usize {
        self.players.len()
    }

    /// The sessions, for their counters.
    #[must_use]
    pub const fn sessions(&self) -> &Sessions {
        &self.sessions
    }

    /// Counters, of those present too.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let inputs = self.players.values().map(|player| &player.inputs);
        inputs.fold(self.tally, |tally, inputs| Tally {
            fed: tally.fed + inputs.fed,
            starved: tally.starved + inputs.starved,
            ..tally
        })
    }

    /// What is to be sent.
    pub fn take_outbox(&mut self) -> Outbox {
        std::mem::take(&mut self.outbox)
    }

    /// Says when the next step will begin, so that clients can be told how early they are.
    pub const fn expect_step(&mut self, at: Duration) {
        self.next_step_at = at;
    }

    fn office(&self) -> MutexGuard<'_, TicketOffice> {
        self.office.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says something to everyone, as the server.
    pub fn say(&mut self, line: &str) {
        let text = text::clean(line, text::MAX_CHAT);
        if !text.is_empty() {
            self.broadcast(&Notice::Chat { from: None, text });
        }
    }

    fn broadcast(&mut self, notice: &Notice) {
        self.tell_all(&Item::from(notice));
    }

    fn tell_all(&mut self, item: &Item) {
        for player in self.players.values_mut() {
            player.link.tell(item);
        }
    }

    /// Tells an outcome to everyone; in a crowd, or where a link is behind, only to those whom it concerns.
    fn tell_outcome(&mut self, tick: Tick, outcome: &Outcome) {
        let item = Item::from(Told {
            tick,
            outcome: outcome.clone(),
        });
        let betrayed = outcome::betrays(outcome);
        let concern = Concern::of(&self.arena, outcome);
        let crowd = self.players.len() > CROWD;
        for player in self.players.values_mut() {
            let betrays = |hog| self.arena.is_hidden(hog, player.seat);
            if betrayed.into_iter().flatten().any(betrays) {
                continue;
            }
            let all = !crowd && player.link.outcomes_unsent() < BUSY_OUTCOMES;
            let eye = self.arena.hog(player.seat).map(|hog| hog.position);
            if all || concern.is_of(player.seat, eye) {
                player.link.tell(&item);
            }
        }
    }

    /// Passes one tick and sends what is due.
    pub fn tick(&mut self, now: Duration) {
        self.drop_the_silent(now);
        self.deliberate(now);
        self.lobby.fill_up(&self.arena);
        self.change_chassis();
        self.lobby.change_sides(&self.arena);
        self.tell_notices();
        let next = self.arena.tick().after(1);
        let mut inputs = self.lobby.take_inputs();
        self.lead(&mut inputs);
        for player in self.players.values_mut() {
            // Who takes over a seat in play does not take over the trigger.
            let idle = || self.arena.hog(player.seat).map(|hog| hog.controls.decayed(0.0));
            if let Some(controls) = player.inputs.consume(next).or_else(idle) {
                inputs.controls.push((player.seat, controls));
            }
        }
        self.lobby.think(&self.arena, &self.nav, &mut inputs.controls);
        let outcomes = self.step(&inputs);
        for outcome in &outcomes {
            self.note(outcome);
            if outcome::travels(outcome) {
                self.tell_outcome(next, outcome);
            }
        }
        if self.reckoning.note(&self.arena, &outcomes) && !self.reckoning.awards().is_empty() {
            self.broadcast(&Notice::Awards(self.reckoning.awards().to_vec()));
        }
        self.happened = outcomes;
        self.lobby.note_scores(&self.arena);
        // In turns: everyone is told of each, and all at once would be a tick like no other.
        let due = |seat: HogId| (next.0.wrapping_add(seat.0.into())).is_multiple_of(PING_TICKS);
        for player in self.players.values().filter(|player| due(player.seat)) {
            self.lobby.note_ping(player.seat, player.link.ping_ms());
        }
        self.tell_notices();
        self.send_snapshots(now);
        self.drop_the_slow();
    }

    /// The only place where the match is given anything, so all of it is on record.
    fn step(&mut self, inputs: &Inputs) -> Outcomes {
        if let Some(recording) = &mut self.recording {
            recording.before(&self.arena, inputs, self.lobby.roster().entries());
        }
        let outcomes = self.arena.step(inputs);
        if let Some(recording) = &mut self.recording {
            recording.after(&self.arena, inputs, &outcomes);
        }
        outcomes
    }

    fn note(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Unphysical { hog } => {
                self.tally.unphysical += 1;
                tracing::warn!(seat = hog.0, "the physics came to nonsense; this hog starts anew");
            }
            Outcome::Damaged {
                victim,
                attacker: Some(attacker),
                ..
            } => {
                let tick = self.arena.tick();
                for player in self.players.values_mut() {
                    if player.seat == *victim {
                        player.interest.fought(*attacker, tick);
                    } else if player.seat == *attacker {
                        player.interest.fought(*victim, tick);
                    }
                }
            }
            Outcome::MatchStarted => self.lobby.begin_match(),
            Outcome::MatchEnded { .. } => {
                self.tally.matches += 1;
                self.ask_what_is_next();
            }
            Outcome::PhaseBegan(Phase::Countdown) => self.lobby.kicked_off(),
            _ => {}
        }
    }

    fn tell_notices(&mut self) {
        for notice in self.lobby.take_notices() {
            if let Notice::Left(seat) = notice {
                self.reckoning.forget(seat);
            }
            self.broadcast(&notice);
        }
    }

    fn change_chassis(&mut self) {
        for player in self.players.values_mut() {
            if let Some(chassis) = player.chassis_wish
                && self.lobby.change_chassis(player.seat, chassis, &self.arena)
            {
                player.chassis_wish = None;
            }
        }
    }

    /// Sends those their snapshot whose turn it is: they take turns by their seats, so that no tick has all the work.
    fn send_snapshots(&mut self, now: Duration) {
        let tick = self.arena.tick();
        let step = self
            .snapshot_ticks
            .max(self.players.len().div_ceil(DATAGRAMS_A_TICK) as u32);
        let due = |seat: HogId| (tick.0.wrapping_add(seat.0.into())).is_multiple_of(step);
        let drivers: BTreeMap<HogId, &Player> = self
            .players
            .values()
            .map(|player| (player.seat, player))
            .collect();
        let soon = tick.after(1);
        let next = |hog: HogId| drivers.get(&hog).and_then(|player| player.inputs.newest(soon));
        let memory = std::mem::take(&mut self.changes);
        let frame = Arc::new(Frame::of(&self.arena, &next).with_memory(memory));
        let turns = self.players.values().filter(|player| due(player.seat));
        let field = Field::of(&self.arena, turns.count(), step);
        for player in self.players.values_mut().filter(|player| due(player.seat)) {
            player.link.pace(step);
            let stream_bytes = player.link.stream_bytes();
            let wanted = player.interest.choose(&field, player.seat, stream_bytes);
            let to = Addressee {
                own: player.seat,
                input_used: player.inputs.used(),
                claim: player.claim_of(tick),
                wanted: &|hog| seated(&wanted, hog),
            };
            let sent = player.link.payload(&frame, &to, stream_bytes, now);
            player.interest.told(&sent.told, sent.snapshot_bytes);
            self.sessions.send(player.client, &sent.payload, &mut self.outbox);
        }
        for parting in self.partings.iter_mut().filter(|parting| due(parting.seat)) {
            let payload = parting.payload(&frame, now);
            self.sessions.send(parting.client, &payload, &mut self.outbox);
        }
        self.changes = frame.told();
        let (over, going): (Vec<_>, Vec<_>) = self.partings.drain(..).partition(Parting::over);
        self.partings = going;
        for parting in over {
            self.sessions.disconnect(parting.client, &mut self.outbox);
        }
    }

    /// The score of a seat, and the tick: what consoles show.
    #[must_use]
    pub fn standing(&self) -> (Tick, Vec<(HogId, Score)>) {
        (self.arena.tick(), self.arena.game().ranking())
    }
}
