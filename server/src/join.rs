//! The door: a TLS 1.3 endpoint on the game's port, over TCP, where players say who they are and get a token for the
//! match or a plain sentence why not. Whoever stands in it too long, or comes too often, stands outside again.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use hogs_shared::protocol::join::{
    self, Denial, DoorError, JoinReply, JoinRequest, Knock, Sight, Welcome, Wish,
};
use hogs_shared::protocol::password::PasswordKey;
use hogs_shared::protocol::{PROTOCOL_VERSION, text};
use rustls::{ServerConnection, StreamOwned};

use crate::budget::{NetworkBudgets, Rate, network_of};
use crate::certificate::Certificate;
use crate::drops::Drops;
use crate::tickets::{Bill, Person, TicketOffice, random};

/// Time between two looks for new connections.
const LOOK: Duration = Duration::from_millis(50);
/// Networks whose visits are remembered.
const NETWORKS: usize = 4096;
/// How many joins a wrong password counts as.
const WRONG_PASSWORD: f64 = 4.0;
/// How long those who were let in may take to ask for the arena.
const WISH_WITHIN: Duration = Duration::from_secs(2);
/// How long a finished conversation may take to hang up.
const HANG_UP: Duration = Duration::from_millis(500);

/// How much the door bears.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DoorLimits {
    /// Conversations at once.
    pub conversations: usize,
    /// Conversations at once with one network.
    pub per_network: usize,
    /// Longest a conversation may take.
    pub deadline: Duration,
    /// Connections from one network: beyond this they are closed without a word.
    pub knocks: Rate,
    /// Joins from one network: beyond this they are told to wait.
    pub joins: Rate,
    /// Whether this machine itself may come as often as it likes: tools that try a server out do.
    pub trust_loopback: bool,
}

impl Default for DoorLimits {
    fn default() -> Self {
        Self {
            conversations: 64,
            per_network: 16,
            deadline: Duration::from_secs(5),
            knocks: Rate {
                per_second: 4.0,
                burst: 64.0,
            },
            joins: Rate {
                per_second: 0.5,
                burst: 24.0,
            },
            trust_loopback: true,
        }
    }
}

/// What the door is made of.
pub struct Door {
    /// What it shows.
    pub certificate: Certificate,
    /// Asked for, if set.
    pub password: Option<String>,
    /// Where tickets come from.
    pub office: Arc<Mutex<TicketOffice>>,
    /// What those who are let in are told, but for the token and what is played: that the office knows.
    pub welcome: Welcome,
    /// The server's clock: tokens are dated by it.
    pub clock: Instant,
    /// How much it bears.
    pub limits: DoorLimits,
    /// Set from outside to close it.
    pub stop: Arc<AtomicBool>,
    /// What it turned away.
    pub drops: Arc<Mutex<Drops>>,
}

/// Who is in the door now, and who came when.
struct Visits {
    now: BTreeMap<IpAddr, usize>,
    knocks: NetworkBudgets,
    joins: NetworkBudgets,
}

/// The door as its conversations share it.
struct Hall {
    door: Door,
    tls: Arc<rustls::ServerConfig>,
    fingerprint: [u8; 32],
    password: Option<PasswordKey>,
    visits: Mutex<Visits>,
}

/// TLS 1.3 with one certificate, and nothing kept between connections.
pub(crate) fn tls_config(certificate: &Certificate) -> Result<Arc<rustls::ServerConfig>, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let (chain, key) = certificate.for_tls();
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .with_no_client_auth()
        .with_single_cert(vec![chain], key)?;
    config.session_storage = Arc::new(rustls::server::NoServerSessionStorage {});
    config.send_tls13_tickets = 0;
    Ok(Arc::new(config))
}

impl Door {
    /// Lets players in at `listener`, which must not block, until it is told to stop. Every conversation has a thread of
    /// its own, of which there are few. The port is free again when this ends, even while a conversation goes on.
    ///
    /// # Errors
    /// When the certificate is of no use to the TLS library.
    pub fn run(self, listener: TcpListener) -> Result<impl FnOnce() + Send, rustls::Error> {
        let tls = tls_config(&self.certificate)?;
        let fingerprint = self.certificate.fingerprint();
        let password = self.password.as_deref();
        let password = password.map(|password| PasswordKey::of(password, &fingerprint));
        let visits = Mutex::new(Visits {
            now: BTreeMap::new(),
            knocks: NetworkBudgets::new(self.limits.knocks, NETWORKS),
            joins: NetworkBudgets::new(self.limits.joins, NETWORKS),
        });
        let hall = Arc::new(Hall {
            door: self,
            tls,
            fingerprint,
            password,
            visits,
        });
        Ok(move || {
            while !hall.door.stop.load(Ordering::Relaxed) {
                match listener.accept() {
                    Ok((stream, from)) => hall.clone().open(stream, from),
                    // Nobody there, or no room for one more: either way, a little later.
                    Err(_) => std::thread::sleep(LOOK),
                }
            }
        })
    }
}

impl Hall {
    fn count(&self, reason: &'static str) {
        self.door
            .drops
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .count(reason);
    }

    fn visits(&self) -> MutexGuard<'_, Visits> {
        self.visits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_trusted(&self, from: IpAddr) -> bool {
        self.door.limits.trust_loopback && from.to_canonical().is_loopback()
    }

    /// Begins a conversation, if there is room for one.
    fn open(self: Arc<Self>, stream: TcpStream, from: SocketAddr) {
        let network = network_of(from.ip());
        {
            let limits = &self.door.limits;
            let trusted = self.is_trusted(from.ip());
            let mut visits = self.visits();
            let knocked = trusted || visits.knocks.take(self.door.clock.elapsed(), from.ip(), 1.0);
            let here = visits.now.get(&network).copied().unwrap_or_default();
            let crowded = visits.now.values().sum::<usize>() >= limits.conversations;
            if !knocked || crowded || (here >= limits.per_network && !trusted) {
                drop(visits);
                self.count(if knocked { "door_crowded" } else { "door_knocks" });
                return;
            }
            *visits.now.entry(network).or_default() += 1;
        }
        let visit = Visit {
            hall: self.clone(),
            network,
        };
        let spawned = std::thread::Builder::new()
            .name("hogs-door".to_owned())
            .spawn(move || {
                if let Err(reason) = visit.hall.converse(stream, from.ip()) {
                    visit.hall.count(reason);
                }
            });
        if spawned.is_err() {
            self.count("door_threads");
        }
    }

    /// One conversation, from the first byte to the last.
    fn converse(&self, stream: TcpStream, from: IpAddr) -> Result<(), &'static str> {
        let until = Instant::now() + self.door.limits.deadline;
        // Accepted sockets inherit this from the listener on some systems.
        stream.set_nonblocking(false).map_err(|_| "door_broken")?;
        let connection = ServerConnection::new(self.tls.clone()).map_err(|_| "door_tls")?;
        let mut stream = StreamOwned::new(connection, Hurried { stream, until });
        let nonce = random::<{ join::NONCE_BYTES }>().ok_or("door_random")?;
        let heard =
            join::greet(&mut stream, PROTOCOL_VERSION, &nonce).and_then(|()| join::hear_knock(&mut stream));
        let reply = match heard {
            Ok(Knock::Join(request)) => self.judge(&request, &nonce, from),
            Ok(Knock::Look) => {
                let reply = self.sight().map_or_else(JoinReply::Denied, JoinReply::Seen);
                let answered = join::answer(&mut stream, &reply);
                hang_up(&mut stream);
                return answered.map_err(|error| reason(&error));
            }
            Err(DoorError::Malformed(_)) => Err(Denial::BadRequest),
            Err(error) => {
                hang_up(&mut stream);
                return Err(reason(&error));
            }
        };
        let denied = reply.as_ref().err().map(denial_reason);
        let (reply, bill) = match reply {
            Ok((token, bill)) => (
                JoinReply::Welcome(Box::new(self.welcome(token, &bill))),
                Some(bill),
            ),
            Err(denial) => (JoinReply::Denied(denial), None),
        };
        let answered = join::answer(&mut stream, &reply);
        if let Some(bill) = bill.filter(|_| answered.is_ok()) {
            self.offer(&mut stream, &bill);
        }
        hang_up(&mut stream);
        answered.map_err(|error| reason(&error))?;
        denied.map_or(Ok(()), Err)
    }

    /// What whoever only looks may see. It costs a server no more than turning a player away, and they may come as often.
    fn sight(&self) -> Result<Box<Sight>, Denial> {
        let office = self.office();
        let bill = office.bill().filter(|_| !office.is_draining());
        let bill = bill.ok_or(Denial::Draining)?;
        let small = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        Ok(Box::new(Sight {
            server: self.door.welcome.server.clone(),
            map: bill.map.clone(),
            mode: bill.mode.clone(),
            players: small(office.present()),
            seats: small(office.seats()),
            locked: self.password.is_some(),
        }))
    }

    fn office(&self) -> MutexGuard<'_, TicketOffice> {
        self.door.office.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn welcome(&self, token: Vec<u8>, bill: &Bill) -> Welcome {
        Welcome {
            token,
            map: bill.map.clone(),
            mode: bill.mode.clone(),
            rules_hash: bill.rules_hash,
            arena: bill.arena,
            ..self.door.welcome.clone()
        }
    }

    /// Hands out the arena to who asks for it; most hang up instead.
    fn offer(&self, stream: &mut StreamOwned<ServerConnection, Hurried>, bill: &Bill) {
        let until = stream.sock.until;
        stream.sock.until = until.min(Instant::now() + WISH_WITHIN);
        let wish = join::hear_wish(stream);
        stream.sock.until = until;
        if matches!(wish, Ok(Wish::Arena)) && join::hand_out(stream, &bill.offer).is_err() {
            self.count("door_broken");
        }
    }

    /// A token for whoever asks rightly, and what it is for.
    fn judge(
        &self,
        request: &JoinRequest,
        nonce: &[u8; join::NONCE_BYTES],
        from: IpAddr,
    ) -> Result<(Vec<u8>, Arc<Bill>), Denial> {
        let now = self.door.clock.elapsed();
        if !self.is_trusted(from) && !self.visits().joins.take(now, from, 1.0) {
            return Err(Denial::TooMany);
        }
        if !request.is_genuine(nonce, &self.fingerprint) {
            return Err(Denial::BadRequest);
        }
        let proven = |key: &PasswordKey| {
            let proof = request.password.as_ref();
            proof.is_some_and(|proof| key.is_proven(nonce, proof))
        };
        if !self.password.as_ref().is_none_or(proven) {
            self.visits().joins.charge(now, from, WRONG_PASSWORD);
            return Err(Denial::Password);
        }
        let person = Person {
            key: request.player,
            name: text::clean_name(&request.name),
            chassis: request.chassis,
            coat: request.coat,
        };
        let mut office = self.office();
        // Both under one lock: a ticket is for what its holder is told is played.
        let bill = office.bill().ok_or(Denial::Draining)?;
        Ok((office.issue(now, person, from)?, bill))
    }
}

/// Ends with its conversation, however that ends.
struct Visit {
    hall: Arc<Hall>,
    network: IpAddr,
}

impl Drop for Visit {
    fn drop(&mut self) {
        let mut visits = self.hall.visits();
        if let Some(here) = visits.now.get_mut(&self.network) {
            *here = here.saturating_sub(1);
            if *here == 0 {
                visits.now.remove(&self.network);
            }
        }
    }
}

/// Says goodbye in TLS and TCP, and waits a moment for the other side to do so: closing at once would discard what it
/// has not read yet.
fn hang_up(stream: &mut StreamOwned<ServerConnection, Hurried>) {
    stream.conn.send_close_notify();
    let _ = stream.flush();
    let hurried = &mut stream.sock;
    let _ = hurried.stream.shutdown(Shutdown::Write);
    hurried.until = hurried.until.min(Instant::now() + HANG_UP);
    let mut rest = [0; 1024];
    for _ in 0..8 {
        if !matches!(hurried.read(&mut rest), Ok(1..)) {
            break;
        }
    }
}

/// A connection whose reads and writes, all together, have to be done by a deadline.
struct Hurried {
    stream: TcpStream,
    until: Instant,
}

impl Hurried {
    fn left(&self) -> io::Result<Option<Duration>> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            Err(ErrorKind::TimedOut.into())
        } else {
            Ok(Some(left))
        }
    }
}

impl Read for Hurried {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(self.left()?)?;
        self.stream.read(buffer)
    }
}

impl Write for Hurried {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(self.left()?)?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

fn reason(error: &DoorError) -> &'static str {
    match error {
        DoorError::Io(error) => match error.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => "door_slow",
            ErrorKind::InvalidData => "door_tls",
            _ => "door_broken",
        },
        DoorError::NotHogs => "door_not_hogs",
        DoorError::Version { .. } => "door_version",
        DoorError::Malformed(_) => "door_malformed",
    }
}

const fn denial_reason(denial: &Denial) -> &'static str {
    match denial {
        Denial::Full(_) => "denied_full",
        Denial::Password => "denied_password",
        Denial::Banned => "denied_banned",
        Denial::Draining => "denied_draining",
        Denial::TooMany => "denied_too_many",
        Denial::BadRequest => "denied_bad_request",
    }
}
