//! Who is connected: netcode sessions behind the guard and the budgets, as a value without sockets or clocks, so that
//! a test can throw anything at it. What the netcode library could panic on never reaches it, and what it reveals by
//! itself (reused nonces) is kept back here.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use hogs_shared::protocol::PROTOCOL_ID;
use hogs_shared::protocol::guard::{self, Refusal};
use renetcode::{
    ClientAuthentication, ConnectToken, NetcodeClient, NetcodeServer, ServerAuthentication, ServerConfig,
    ServerResult,
};

use crate::budget::{Bucket, NetworkBudgets, Rate};
use crate::drops::Drops;
use crate::tickets::{ClientId, NetcodeKey, PROOF_BYTES, TOKEN_ADDRESS};

/// How often a goodbye is sent: nobody acknowledges it, and who does not hear it waits for the timeout and takes the
/// connection for lost.
const GOODBYES: u32 = 5;
/// Ticks from one goodbye to the next: a bad link loses datagrams that follow each other closely together.
const GOODBYE_EVERY: u32 = 3;
/// Datagrams a second from a network before any of them is authenticated. Generous, because a house full of players
/// may share one address; each costs a few microseconds at most.
const STRANGER: Rate = Rate {
    per_second: 512.0,
    burst: 1024.0,
};
/// Datagrams a second from all strangers together.
const STRANGERS: Rate = Rate {
    per_second: 4096.0,
    burst: 8192.0,
};
/// Networks of strangers remembered.
const STRANGER_NETWORKS: usize = 4096;
/// Datagrams a second that claim to be from one client, before they are proven to be: forged ones cost the client only
/// what is beyond its own.
const CLAIMED: Rate = Rate {
    per_second: 600.0,
    burst: 900.0,
};
/// Payloads a second that really are from one client: sixty, and those that queued up during a hiccup.
const PAYLOADS: Rate = Rate {
    per_second: 90.0,
    burst: 180.0,
};
/// Payload bytes a second from one client.
const PAYLOAD_BYTES: Rate = Rate {
    per_second: 24_000.0,
    burst: 64_000.0,
};
/// Challenges for one address: an honest client asks four times a second until it hears one.
const MAX_CHALLENGES: usize = 128;
/// Addresses that were challenged; as many as netcode itself keeps.
const MAX_CHALLENGED: usize = 4096;
/// How long a challenge can be answered: as long as any token lives.
const CHALLENGE_LIFE: Duration = Duration::from_secs(32);

/// Ticks in which everyone is looked after once: the library looks for a client through all of them, and says something to
/// the silent ones four times a second.
const KEEP_ALIVE_TURNS: usize = 6;

/// Packet types of netcode that matter here.
const REQUEST: u8 = 0;
const CHALLENGE: u8 = 2;
const RESPONSE: u8 = 3;
const KEEP_ALIVE: u8 = 4;

/// Datagrams to be sent, in order.
pub type Outbox = Vec<(SocketAddr, Vec<u8>)>;

/// What a datagram meant.
#[derive(Debug)]
pub enum Arrival<'a> {
    /// Nothing for anyone but netcode.
    Nothing,
    /// A session began. Whether it may stay depends on its ticket.
    Connected {
        /// Which.
        client: ClientId,
        /// User data of the token: the ticket's proof.
        proof: Box<[u8; PROOF_BYTES]>,
    },
    /// A client says something.
    Payload {
        /// Which.
        client: ClientId,
        /// What.
        bytes: &'a [u8],
    },
    /// A client says more than it may.
    Excess {
        /// Which.
        client: ClientId,
    },
    /// A client ended its session.
    Disconnected {
        /// Which.
        client: ClientId,
    },
}

/// A connected client.
#[derive(Debug)]
struct Peer {
    client: ClientId,
    claimed: Bucket,
    payloads: Bucket,
    bytes: Bucket,
    /// Sequence numbers that challenges under this client's key have used up.
    spent: Vec<u64>,
}

/// An address that has been challenged and has not answered yet.
#[derive(Debug)]
struct Challenged {
    since: Duration,
    spent: Vec<u64>,
}

/// A goodbye that was said and will be said again.
#[derive(Debug)]
struct Goodbye {
    to: SocketAddr,
    packet: Vec<u8>,
    ticks_left: u32,
}

/// All sessions.
#[derive(Debug)]
pub struct Sessions {
    netcode: NetcodeServer,
    now: Duration,
    peers: BTreeMap<SocketAddr, Peer>,
    addresses: BTreeMap<ClientId, SocketAddr>,
    challenged: BTreeMap<SocketAddr, Challenged>,
    goodbyes: Vec<Goodbye>,
    stranger: NetworkBudgets,
    strangers: Bucket,
    /// Whose turn it is to be kept alive.
    turn: usize,
    /// What was not let through.
    pub drops: Drops,
}

impl Sessions {
    /// No sessions yet; at most `most` at once.
    #[must_use]
    pub fn new(key: &NetcodeKey, most: usize) -> Self {
        let mut netcode = NetcodeServer::new(ServerConfig {
            current_time: Duration::ZERO,
            // The library panics beyond 1024.
            max_clients: most.min(1024),
            protocol_id: PROTOCOL_ID,
            public_addresses: vec![TOKEN_ADDRESS],
            authentication: ServerAuthentication::Secure { private_key: key.0 },
        });
        spend_first_nonce(&mut netcode, key);
        Self {
            netcode,
            now: Duration::ZERO,
            peers: BTreeMap::new(),
            addresses: BTreeMap::new(),
            challenged: BTreeMap::new(),
            goodbyes: Vec::new(),
            stranger: NetworkBudgets::new(STRANGER, STRANGER_NETWORKS),
            strangers: Bucket::full(STRANGERS, Duration::ZERO),
            turn: 0,
            drops: Drops::default(),
        }
    }

    /// Sessions there are.
    #[must_use]
    pub fn connected(&self) -> usize {
        self.addresses.len()
    }

    /// Whether no goodbye is left to be said.
    #[must_use]
    pub const fn parted(&self) -> bool {
        self.goodbyes.is_empty()
    }

    /// The address a client is at.
    #[must_use]
    pub fn address(&self, client: ClientId) -> Option<SocketAddr> {
        self.addresses.get(&client).copied()
    }

    /// Looks at one datagram, of which everything is possible.
    pub fn receive<'a>(
        &mut self,
        now: Duration,
        from: SocketAddr,
        datagram: &'a mut [u8],
        outbox: &mut Outbox,
    ) -> Arrival<'a> {
        self.advance(now);
        if let Err(refusal) = guard::inspect(datagram) {
            self.drops.count(match refusal {
                Refusal::Size => "guard_size",
                Refusal::Prefix => "guard_prefix",
                Refusal::Sequence => "guard_sequence",
            });
            return Arrival::Nothing;
        }
        let kind = datagram.first().map_or(u8::MAX, |prefix| prefix & 0x0F);
        if let Err(reason) = self.may_pass(now, from, kind) {
            self.drops.count(reason);
            return Arrival::Nothing;
        }
        let known = self.peers.contains_key(&from);
        match self.netcode.process_packet(from, datagram) {
            ServerResult::None => {
                if !known {
                    self.drops.count("unproven");
                } else if kind != KEEP_ALIVE && kind != RESPONSE {
                    self.drops.count("forged_or_duplicate");
                }
                Arrival::Nothing
            }
            ServerResult::PacketToSend { addr, payload } => {
                let packet = payload.to_vec();
                self.answer(addr, packet, outbox);
                Arrival::Nothing
            }
            ServerResult::Payload { client_id, payload } => {
                let length = payload.len();
                if self.may_say(now, from, length) {
                    return Arrival::Payload {
                        client: client_id,
                        bytes: payload,
                    };
                }
                self.drops.count("client_budget");
                Arrival::Excess { client: client_id }
            }
            ServerResult::ClientConnected {
                client_id,
                addr,
                user_data,
                payload,
            } => {
                let welcome = payload.to_vec();
                self.begin(client_id, addr);
                self.emit(addr, welcome, outbox);
                Arrival::Connected {
                    client: client_id,
                    proof: user_data,
                }
            }
            ServerResult::ClientDisconnected { client_id, addr, .. } => {
                self.forget(client_id, addr);
                Arrival::Disconnected { client: client_id }
            }
        }
    }

    /// Whether a datagram that the guard passed is worth decrypting.
    fn may_pass(&mut self, now: Duration, from: SocketAddr, kind: u8) -> Result<(), &'static str> {
        if let Some(peer) = self.peers.get_mut(&from) {
            // The library would take any of these, forged ones too, for a sign of life.
            if kind == REQUEST {
                return Err("reconnect");
            }
            return if peer.claimed.take(now, 1.0) {
                Ok(())
            } else {
                Err("claimed_budget")
            };
        }
        let answers = kind == RESPONSE && self.challenged.contains_key(&from);
        if kind != REQUEST && !answers {
            return Err("stranger");
        }
        if !self.stranger.take(now, from.ip(), 1.0) {
            return Err("network_budget");
        }
        if self.strangers.take(now, 1.0) {
            Ok(())
        } else {
            Err("strangers_budget")
        }
    }

    /// Whether a client may say this much more.
    fn may_say(&mut self, now: Duration, from: SocketAddr, bytes: usize) -> bool {
        self.peers.get_mut(&from).is_some_and(|peer| {
            let countable = peer.payloads.take(now, 1.0);
            countable && peer.bytes.take(now, bytes as f64)
        })
    }

    /// Sends netcode's answer to someone who is not connected: a challenge or a denial.
    ///
    /// The library numbers these with a counter of its own under the key that the session will use, so the session
    /// would use the same nonce again when it gets there. Numbers spent are remembered, and the session skips them.
    fn answer(&mut self, to: SocketAddr, packet: Vec<u8>, outbox: &mut Outbox) {
        let is_challenge = packet.first().is_some_and(|prefix| prefix & 0x0F == CHALLENGE);
        if !is_challenge {
            outbox.push((to, packet));
            return;
        }
        let Some(sequence) = sequence_of(&packet) else {
            return;
        };
        let now = self.now;
        if self.challenged.len() >= MAX_CHALLENGED && !self.challenged.contains_key(&to) {
            self.drops.count("challenges");
            return;
        }
        let entry = self.challenged.entry(to).or_insert(Challenged {
            since: now,
            spent: Vec::new(),
        });
        if entry.spent.len() >= MAX_CHALLENGES {
            self.drops.count("challenges");
            return;
        }
        entry.since = now;
        entry.spent.push(sequence);
        outbox.push((to, packet));
    }

    fn begin(&mut self, client: ClientId, at: SocketAddr) {
        let now = self.now;
        let spent = self
            .challenged
            .remove(&at)
            .map(|challenged| challenged.spent)
            .unwrap_or_default();
        let peer = Peer {
            client,
            claimed: Bucket::full(CLAIMED, now),
            payloads: Bucket::full(PAYLOADS, now),
            bytes: Bucket::full(PAYLOAD_BYTES, now),
            spent,
        };
        self.peers.insert(at, peer);
        self.addresses.insert(client, at);
    }

    fn forget(&mut self, client: ClientId, at: SocketAddr) {
        self.peers.remove(&at);
        if self.addresses.get(&client) == Some(&at) {
            self.addresses.remove(&client);
        }
    }

    /// Sends what the library sealed, unless its nonce was spent on a challenge. True if it was sent.
    fn emit(&mut self, to: SocketAddr, packet: Vec<u8>, outbox: &mut Outbox) -> bool {
        let spent = self
            .peers
            .get(&to)
            .is_some_and(|peer| sequence_of(&packet).is_none_or(|sequence| peer.spent.contains(&sequence)));
        if !spent {
            outbox.push((to, packet));
        }
        !spent
    }

    /// Sends a payload to a client.
    pub fn send(&mut self, client: ClientId, payload: &[u8], outbox: &mut Outbox) {
        // A second try only when the first one's nonce was spent, so one more than there can be of those.
        for _ in 0..=MAX_CHALLENGES {
            let Ok((to, packet)) = self.netcode.generate_payload_packet(client, payload) else {
                return;
            };
            let packet = packet.to_vec();
            if self.emit(to, packet, outbox) {
                return;
            }
        }
    }

    /// Ends a session: says goodbye, and again in the ticks that follow.
    pub fn disconnect(&mut self, client: ClientId, outbox: &mut Outbox) {
        self.skip_spent(client);
        if let ServerResult::ClientDisconnected { addr, payload, .. } = self.netcode.disconnect(client) {
            let packet = payload.map(|packet| packet.to_vec());
            if let Some(packet) = packet.filter(|packet| self.emit(addr, packet.clone(), outbox)) {
                self.goodbyes.push(Goodbye {
                    to: addr,
                    packet,
                    ticks_left: (GOODBYES - 1) * GOODBYE_EVERY,
                });
            }
            self.forget(client, addr);
        }
    }

    /// Has the library seal its next packet under a number that was not spent: there is no second try at a goodbye.
    fn skip_spent(&mut self, client: ClientId) {
        let peer = self.addresses.get(&client).and_then(|at| self.peers.get(at));
        let Some(peer) = peer.filter(|peer| !peer.spent.is_empty()) else {
            return;
        };
        for _ in 0..=MAX_CHALLENGES {
            let Ok((_, packet)) = self.netcode.generate_payload_packet(client, &[0]) else {
                return;
            };
            let next = sequence_of(packet).map(|sequence| sequence + 1);
            if next.is_none_or(|next| !peer.spent.contains(&next)) {
                return;
            }
        }
    }

    /// Says the goodbyes again whose turn it is. Who came back from the same address by now has another key and hears
    /// nothing in them.
    fn repeat_goodbyes(&mut self, outbox: &mut Outbox) {
        for goodbye in &mut self.goodbyes {
            goodbye.ticks_left -= 1;
            if goodbye.ticks_left.is_multiple_of(GOODBYE_EVERY) {
                outbox.push((goodbye.to, goodbye.packet.clone()));
            }
        }
        self.goodbyes.retain(|goodbye| goodbye.ticks_left > 0);
    }

    /// Keeps sessions alive and returns those that timed out, each in its turn. To be called once a tick.
    pub fn keep_alive(&mut self, now: Duration, outbox: &mut Outbox) -> Vec<ClientId> {
        self.advance(now);
        self.repeat_goodbyes(outbox);
        self.turn = (self.turn + 1) % KEEP_ALIVE_TURNS;
        self.challenged
            .retain(|_, challenged| now < challenged.since + CHALLENGE_LIFE);
        let mut lost = Vec::new();
        let clients = self.peers.values().skip(self.turn).step_by(KEEP_ALIVE_TURNS);
        for client in clients.map(|peer| peer.client).collect::<Vec<_>>() {
            match self.netcode.update_client(client) {
                ServerResult::PacketToSend { addr, payload } => {
                    let packet = payload.to_vec();
                    self.emit(addr, packet, outbox);
                }
                ServerResult::ClientDisconnected { addr, payload, .. } => {
                    let packet = payload.map(|packet| packet.to_vec());
                    if let Some(packet) = packet {
                        self.emit(addr, packet, outbox);
                    }
                    self.forget(client, addr);
                    lost.push(client);
                }
                _ => {}
            }
        }
        lost
    }

    fn advance(&mut self, now: Duration) {
        if now > self.now {
            self.netcode.update(now - self.now);
            self.now = now;
        }
    }
}

/// The number in the clear at the head of a sealed packet.
fn sequence_of(packet: &[u8]) -> Option<u64> {
    let length = usize::from(packet.first()? >> 4);
    let bytes = packet.get(1..=length)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |sequence, &byte| sequence << 8 | u64::from(byte)),
    )
}

/// The library seals its first challenge with nonce 0, and every session's first packet too. So the first challenge is
/// drawn here, for nobody, and thrown away.
fn spend_first_nonce(netcode: &mut NetcodeServer, key: &NetcodeKey) {
    let token = ConnectToken::generate(
        Duration::ZERO,
        PROTOCOL_ID,
        1,
        0,
        1,
        vec![TOKEN_ADDRESS],
        Some(&[0; PROOF_BYTES]),
        &key.0,
    );
    let Ok(connect_token) = token else { return };
    let authentication = ClientAuthentication::Secure { connect_token };
    if let Ok(mut nobody) = NetcodeClient::new(Duration::ZERO, authentication)
        && let Some((request, _)) = nobody.update(Duration::ZERO)
    {
        let nowhere = SocketAddr::new(TOKEN_ADDRESS.ip(), 0);
        let _ = netcode.process_packet(nowhere, request);
    }
}
