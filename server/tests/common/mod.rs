//! A server and clients in one thread and in virtual time: no sockets, no clocks, every run the same.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "every test file uses another part of it"
)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

pub mod crew;
pub mod mutation;

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use hogs_server::authority::{Authority, Customs, MatchSetup};
use hogs_server::lobby::BotFill;
use hogs_server::sessions::{Outbox, Sessions};
use hogs_server::tickets::{NetcodeKey, Person, TicketOffice};
use hogs_shared::arena::Rules;
use hogs_shared::arena::controls::Controls;
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::{NavMap, Skill};
use hogs_shared::ids::{Chassis, Coat, HogId, ShotId};
use hogs_shared::mode::Mode;
use hogs_shared::protocol::acks::{Arrivals, Departures};
use hogs_shared::protocol::downlink::{DownlinkReceiver, Echo};
use hogs_shared::protocol::input::{SentUplink, Uplink, UplinkSender};
use hogs_shared::protocol::messages::{ClientRequest, Farewell, Notice, RosterEntry};
use hogs_shared::protocol::outcome::Told;
use hogs_shared::protocol::snapshot::Snapshot;
use hogs_shared::tick::{TICKS_PER_SECOND, Tick};
use renetcode::{ClientAuthentication, ConnectToken, NetcodeClient};

/// A tick's time.
pub const TICK: Duration = Duration::from_nanos(1_000_000_000 / TICKS_PER_SECOND as u64);

/// The rules of the one arena there is, and its map for bots.
pub fn rules() -> (Arc<Rules>, Arc<NavMap>) {
    static RULES: OnceLock<(Arc<Rules>, Arc<NavMap>)> = OnceLock::new();
    let load = || {
        let data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
        let rules = Arc::new(Rules::new(Mode::Deathmatch, data).unwrap());
        let nav = Arc::new(NavMap::build(&rules));
        (rules, nav)
    };
    RULES.get_or_init(load).clone()
}

/// The server's side.
pub struct Table {
    pub authority: Authority,
    pub office: Arc<Mutex<TicketOffice>>,
    pub now: Duration,
}

impl Table {
    pub fn new(seats: usize, bots: usize) -> Self {
        Self::with_customs(seats, bots, Customs::default())
    }

    /// The same, where one match follows another in a host's own way.
    pub fn with_customs(seats: usize, bots: usize, customs: Customs) -> Self {
        Self::by(rules(), seats, bots, customs)
    }

    /// The same, with matches of ten seconds.
    pub fn hasty(seats: usize, bots: usize, customs: Customs) -> Self {
        let mut data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
        (
            data.mode.time_limit_s,
            data.mode.overtime_s,
            data.mode.intermission_s,
        ) = (10.0, 0.0, 8.0);
        let hasty = Arc::new(Rules::new(Mode::Deathmatch, data).unwrap());
        Self::by((hasty, rules().1), seats, bots, customs)
    }

    /// The same, played by other rules.
    pub fn by((rules, nav): (Arc<Rules>, Arc<NavMap>), seats: usize, bots: usize, customs: Customs) -> Self {
        let key = NetcodeKey::random().unwrap();
        let office = Arc::new(Mutex::new(TicketOffice::new(key.clone(), seats)));
        let fill = BotFill {
            players: bots,
            skill: Skill::Medium,
        };
        let setup = MatchSetup {
            rules,
            nav,
            seats,
            fill,
            seed: 7,
            snapshot_ticks: 2,
            recording: None,
            customs,
        };
        let authority = Authority::new(setup, office.clone(), Sessions::new(&key, seats + 16));
        Self {
            authority,
            office,
            now: Duration::from_secs(1),
        }
    }

    /// A token, as the door would give it.
    pub fn token(&self, number: u8) -> ConnectToken {
        let person = Person {
            key: [number; 32],
            name: format!("Player {number}"),
            chassis: Chassis::Boar,
            coat: Coat::default(),
        };
        let bytes = self
            .office
            .lock()
            .unwrap()
            .issue(self.now, person, IpAddr::from([127, 0, 0, 1]))
            .unwrap();
        ConnectToken::read(&mut bytes.as_slice()).unwrap()
    }

    /// A client with a good token, at an address of its own.
    pub fn client(&self, number: u8) -> Client {
        Client::new(self.token(number), address(number), self.now)
    }

    /// Passes a tick, in which clients hear what was sent to them and then answer.
    pub fn tick(&mut self, clients: &mut [&mut Client]) -> Outbox {
        self.now += TICK;
        self.authority.expect_step(self.now);
        self.authority.tick(self.now);
        let sent = self.deliver(clients);
        for client in clients.iter_mut() {
            client.act(self.now);
            for mut datagram in std::mem::take(&mut client.outbox) {
                self.authority.receive(self.now, client.address, &mut datagram);
            }
        }
        let mut answers = self.deliver(clients);
        answers.extend(sent);
        answers
    }

    /// Hands the server's datagrams to those they are for. Returns all of them.
    fn deliver(&mut self, clients: &mut [&mut Client]) -> Outbox {
        let sent = self.authority.take_outbox();
        for (to, datagram) in &sent {
            for client in clients.iter_mut().filter(|client| client.address == *to) {
                client.hear(&mut datagram.clone());
            }
        }
        sent
    }

    pub fn ticks(&mut self, count: u32, clients: &mut [&mut Client]) {
        for _ in 0..count {
            self.tick(clients);
        }
    }

    pub fn drops(&self, reason: &str) -> u64 {
        self.authority.sessions().drops.of(reason)
    }
}

/// Where a client of that number is.
pub fn address(number: u8) -> SocketAddr {
    SocketAddr::from(([10, 0, 0, number], 5000))
}

/// A client that does what it is told to.
pub struct Client {
    pub netcode: NetcodeClient,
    pub address: SocketAddr,
    pub outbox: Vec<Vec<u8>>,
    pub snapshot: Option<Snapshot>,
    pub snapshots: u32,
    pub payloads: u32,
    pub roster: Vec<RosterEntry>,
    pub chat: Vec<(Option<HogId>, String)>,
    /// Everything else that it was told.
    pub told: Vec<Notice>,
    /// All that happened, as it was told.
    pub happened: Vec<Told>,
    pub outcomes: u32,
    /// Of so many datagrams it hears one.
    pub hears_one_of: u32,
    arrived: u32,
    /// When the newest of them happened.
    pub newest_told: Tick,
    /// Shots it was told of.
    pub fired: BTreeSet<ShotId>,
    pub goodbye: Option<Farewell>,
    /// What it holds down.
    pub controls: Controls,
    /// Ticks its controls are ahead of the newest snapshot.
    pub lead: u32,
    /// Whether it says anything at all.
    pub mute: bool,
    /// How the server says that its newest datagram fared.
    pub echo: Echo,
    arrivals: Arrivals,
    departures: Departures<SentUplink>,
    receiver: DownlinkReceiver,
    sender: UplinkSender,
    heard: Duration,
    recent: Vec<Controls>,
}

impl Client {
    pub fn new(connect_token: ConnectToken, address: SocketAddr, now: Duration) -> Self {
        let netcode = NetcodeClient::new(now, ClientAuthentication::Secure { connect_token }).unwrap();
        Self {
            netcode,
            address,
            outbox: Vec::new(),
            snapshot: None,
            snapshots: 0,
            payloads: 0,
            roster: Vec::new(),
            chat: Vec::new(),
            told: Vec::new(),
            happened: Vec::new(),
            outcomes: 0,
            hears_one_of: 1,
            arrived: 0,
            newest_told: Tick(0),
            fired: BTreeSet::new(),
            goodbye: None,
            controls: Controls::default(),
            lead: 4,
            mute: false,
            echo: Echo::default(),
            arrivals: Arrivals::default(),
            departures: Departures::default(),
            receiver: DownlinkReceiver::new(rules().0.clone()),
            sender: UplinkSender::default(),
            heard: now,
            recent: Vec::new(),
        }
    }

    pub fn ask(&mut self, request: &ClientRequest) {
        self.sender.requests.push(request.encode().into()).unwrap();
    }

    /// Its own entry in the roster.
    pub fn entry(&self) -> &RosterEntry {
        let own = self.snapshot.as_ref().expect("it has heard of the match").own;
        self.roster
            .iter()
            .find(|entry| entry.seat == own)
            .expect("it is in its own roster")
    }

    pub fn hear(&mut self, datagram: &mut [u8]) {
        self.arrived += 1;
        if !self.arrived.is_multiple_of(self.hears_one_of) {
            return;
        }
        let Some(payload) = self.netcode.process_packet(datagram) else {
            return;
        };
        self.payloads += 1;
        let downlink = self
            .receiver
            .decode(payload, &|_| None)
            .expect("the server writes well");
        self.arrivals.note(downlink.head.sequence);
        self.echo = downlink.head.echo;
        if let Some(ack) = downlink.head.ack {
            // A vandal may know nothing of what it sent.
            for (_, sent) in self.departures.acknowledge(ack).unwrap_or_default() {
                self.sender.arrived(sent);
            }
        }
        if self
            .snapshot
            .as_ref()
            .is_none_or(|known| downlink.snapshot.tick > known.tick)
        {
            self.snapshot = Some(downlink.snapshot);
        }
        self.snapshots += 1;
        for told in downlink.outcomes {
            self.outcomes += 1;
            self.newest_told = self.newest_told.max(told.tick);
            if let Outcome::Fired(shot) = told.outcome {
                self.fired.insert(shot.id);
            }
            self.happened.push(told);
        }
        for item in downlink.notices {
            match Notice::decode(&item).expect("the server writes well") {
                Notice::Player(entry) => {
                    self.roster.retain(|known| known.seat != entry.seat);
                    self.roster.push(entry);
                }
                Notice::Left(seat) => self.roster.retain(|known| known.seat != seat),
                Notice::Chat { from, text } => self.chat.push((from, text)),
                Notice::Goodbye(why) => self.goodbye = Some(why),
                notice => self.told.push(notice),
            }
        }
    }

    /// Keeps its session alive and sends its controls.
    pub fn act(&mut self, now: Duration) {
        let passed = now.saturating_sub(self.heard);
        self.heard = now;
        if let Some((packet, _)) = self.netcode.update(passed) {
            self.outbox.push(packet.to_vec());
        }
        if self.netcode.is_connected() && !self.mute {
            let payload = self.payload();
            self.send(&payload);
        }
    }

    /// The payload of its next datagram.
    pub fn payload(&mut self) -> Vec<u8> {
        let uplink = self.uplink();
        let departures = &self.departures;
        let lost = |sequence| departures.lost(sequence);
        let (payload, sent) = self.sender.encode(&uplink, &lost);
        self.departures.depart(sent);
        payload
    }

    /// What it would say now.
    pub fn uplink(&mut self) -> Uplink {
        let snapshot = self.snapshot.as_ref().map(|snapshot| snapshot.tick);
        let newest = snapshot.map_or(Tick(0), |tick| tick.after(self.lead));
        if snapshot.is_some() {
            self.recent.push(self.controls);
            let surplus = self.recent.len().saturating_sub(6);
            self.recent.drain(..surplus);
        }
        Uplink {
            sequence: self.departures.next(),
            ack: self.arrivals.ack(),
            newest,
            controls: self.recent.clone(),
            claim: None,
        }
    }

    pub fn send(&mut self, payload: &[u8]) {
        if let Ok((_, packet)) = self.netcode.generate_payload_packet(payload) {
            self.outbox.push(packet.to_vec());
        }
    }

    /// Ends its session politely.
    pub fn disconnect(&mut self) {
        let (_, packet) = self.netcode.disconnect().unwrap();
        self.outbox.push(packet.to_vec());
    }
}
