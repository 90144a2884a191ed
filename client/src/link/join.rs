//! The way into a match, on a thread: starts one's own server if that is wanted, finds the address, talks at the door,
//! loads the arena and opens the session. Reports what it is at, so that no frame ever waits.

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hogs_shared::arena::Rules;
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::NavMap;
use hogs_shared::ids::Chassis;
use hogs_shared::mode::Mode;
use hogs_shared::netplay::join::{Asking, Ticket, ask};

use super::failure::Failure;
use super::wire::Wire;
use super::{Place, USUAL_PORT};
use crate::autopilot::{Autopilot, Driver};
use crate::home::Home;
use crate::host::Running;
use crate::identity::Identity;
use crate::known_hosts::Fingerprint;
use crate::options::Address;

/// How long a server may take to take the call.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// How long it may take between two words.
const TALK_TIMEOUT: Duration = Duration::from_secs(8);

/// What is needed to get in.
pub(super) struct JoinPlan {
    pub(super) place: Place,
    /// Address and certificate of one's own match, if it runs already.
    pub(super) own: Option<(SocketAddr, Fingerprint)>,
    pub(super) known: BTreeMap<String, Fingerprint>,
    pub(super) name: String,
    pub(super) chassis: Chassis,
    pub(super) identity: Identity,
    pub(super) autopilot: Option<Autopilot>,
    pub(super) assets: AssetFolder,
    pub(super) home: Home,
}

/// What the thread has to say.
pub(super) enum Report {
    /// What it is at.
    Doing(String),
    /// The server it goes to, as it is pinned.
    Host(String),
    /// One's own match runs.
    Hosted(Running),
    /// In.
    Joined(Box<Joined>),
    /// Not in.
    Failed(Failure),
}

/// What there is once one is in.
pub(super) struct Joined {
    pub(super) wire: Wire,
    /// Certificate to remember, and by which name.
    pub(super) pin: Option<(String, Fingerprint)>,
}

/// A way in that is under way. Dropping it lets it run out unheard.
pub(super) struct Job {
    // A resource of Bevy must be shareable, which a receiver alone is not.
    reports: Mutex<Receiver<Report>>,
    over: bool,
}

impl Job {
    pub(super) fn start(plan: JoinPlan) -> Self {
        let (sender, reports) = channel();
        let spawned = std::thread::Builder::new().name("join".to_owned()).spawn({
            let sender = sender.clone();
            move || {
                let report = match go(&plan, &sender) {
                    Ok(joined) => Report::Joined(Box::new(joined)),
                    Err(failure) => Report::Failed(failure),
                };
                drop(sender.send(report));
            }
        });
        if let Err(error) = spawned {
            let text = format!("The system gave no thread to join with ({error}).");
            drop(sender.send(Report::Failed(Failure::refused("Not possible", text))));
        }
        Self {
            reports: Mutex::new(reports),
            over: false,
        }
    }

    /// What was said since the last frame. A thread that died without a word failed.
    pub(super) fn reports(&mut self) -> Vec<Report> {
        let mut reports: Vec<Report> = Vec::new();
        loop {
            let next = self
                .reports
                .get_mut()
                .map_or(Err(TryRecvError::Disconnected), |reports| reports.try_recv());
            match next {
                Ok(report) => {
                    self.over |= matches!(report, Report::Joined(_) | Report::Failed(_));
                    reports.push(report);
                }
                Err(TryRecvError::Disconnected) if !self.over => {
                    self.over = true;
                    let text = "Joining came to an unexpected end. Try again.";
                    reports.push(Report::Failed(Failure::refused("Not joined", text)));
                }
                Err(_) => return reports,
            }
        }
    }
}

/// A server to knock at.
struct Door {
    /// What it is called and pinned by.
    host: String,
    addresses: Vec<SocketAddr>,
    /// The certificate it must show.
    expected: Option<Fingerprint>,
    /// Whether to remember the certificate it shows.
    pin: bool,
    password: String,
}

fn go(plan: &JoinPlan, say: &Sender<Report>) -> Result<Joined, Failure> {
    let doing = |what: String| drop(say.send(Report::Doing(what)));
    let door = find_door(plan, say)?;
    drop(say.send(Report::Host(door.host.clone())));
    doing(format!("Knocking at {}…", door.host));
    let stream = call(&door)?;
    let server = stream
        .peer_addr()
        .map_err(|error| Failure::unreachable(format!("The call broke ({error}).")))?;
    let ticket = knock(plan, &door, stream)?;
    doing(format!("Loading the arena {}…", ticket.welcome.map));
    let rules = load(plan, &ticket)?;
    let driver = plan
        .autopilot
        .map(|autopilot| Driver::new(autopilot, NavMap::build(&rules)));
    doing("Taking a seat…".to_owned());
    let server = SocketAddr::new(server.ip(), ticket.welcome.port);
    let wire = Wire::open(&ticket, server, rules, driver)?;
    // The session gives up by itself when nothing answers.
    while !wire.ready()? {
        std::thread::sleep(Duration::from_millis(5));
    }
    let pin = door.pin.then_some((door.host, Fingerprint(ticket.fingerprint)));
    Ok(Joined { wire, pin })
}

/// Talks at the door.
fn knock(plan: &JoinPlan, door: &Door, stream: TcpStream) -> Result<Ticket, Failure> {
    let broken = |error: std::io::Error| Failure::unreachable(format!("The call broke ({error})."));
    stream.set_read_timeout(Some(TALK_TIMEOUT)).map_err(broken)?;
    stream.set_write_timeout(Some(TALK_TIMEOUT)).map_err(broken)?;
    let asking = Asking {
        name: &plan.name,
        chassis: plan.chassis,
        player: plan.identity.public(),
        sign: &|message| plan.identity.sign(message),
        password: &door.password,
        expected: door.expected.map(|fingerprint| fingerprint.0),
    };
    ask(stream, &asking).map_err(|error| Failure::at_door(&door.host, &error))
}

/// The rules the server plays by, provided that ours are the same.
fn load(plan: &JoinPlan, ticket: &Ticket) -> Result<Arc<Rules>, Failure> {
    let welcome = &ticket.welcome;
    let other = |text: String| Failure::refused("Other data files", text);
    let mode = Mode::from_name(&welcome.mode).ok_or_else(|| {
        other("The server plays a mode this game does not know. Update the older of the two.".to_owned())
    })?;
    let data = plan
        .assets
        .load(&welcome.map, &welcome.mode)
        .map_err(|error| other(error.to_string()))?;
    if data.hash != welcome.rules_hash {
        return Err(other(format!(
            "The server plays {} with other data files than yours. Use the same version of the game, and files nobody \
             has changed.",
            welcome.map
        )));
    }
    Rules::new(mode, data)
        .map(Arc::new)
        .map_err(|error| other(error.to_string()))
}

fn find_door(plan: &JoinPlan, say: &Sender<Report>) -> Result<Door, Failure> {
    match &plan.place {
        Place::Own(host) => {
            let (address, fingerprint) = match plan.own {
                Some(running) => running,
                None => {
                    drop(say.send(Report::Doing("Starting the match…".to_owned())));
                    let running = Running::start(host, &plan.home)?;
                    let door = (running.address, running.fingerprint);
                    drop(say.send(Report::Hosted(running)));
                    door
                }
            };
            Ok(Door {
                host: address.to_string(),
                addresses: vec![address],
                expected: Some(fingerprint),
                pin: false,
                password: String::new(),
            })
        }
        Place::Found(found) => {
            let host = found
                .addresses
                .first()
                .map(ToString::to_string)
                .unwrap_or_default();
            let expected = found.fingerprint.or_else(|| plan.known.get(&host).copied());
            // What the announcement says is not worth pinning: anyone can announce.
            Ok(Door {
                host,
                addresses: found.addresses.clone(),
                expected,
                pin: false,
                password: String::new(),
            })
        }
        Place::Address { address, password } => {
            let parsed =
                Address::parse(address, USUAL_PORT).map_err(|text| Failure::refused("No address", text))?;
            let host = parsed.to_string();
            drop(say.send(Report::Doing(format!("Looking for {host}…"))));
            let addresses: Vec<SocketAddr> = (parsed.host.as_str(), parsed.port)
                .to_socket_addrs()
                .map_err(|_| {
                    Failure::unreachable(format!("No server is called {host}. Check the spelling."))
                })?
                .collect();
            let expected = plan.known.get(&host).copied();
            Ok(Door {
                host,
                addresses,
                expected,
                pin: true,
                password: password.clone(),
            })
        }
    }
}

/// The first of its addresses that takes a call.
fn call(door: &Door) -> Result<TcpStream, Failure> {
    let mut last = None;
    for address in &door.addresses {
        match TcpStream::connect_timeout(address, CONNECT_TIMEOUT) {
            Ok(stream) => {
                // Small messages back and forth; a lost option costs only time.
                drop(stream.set_nodelay(true));
                return Ok(stream);
            }
            Err(error) => last = Some(error),
        }
    }
    let host = &door.host;
    Err(Failure::unreachable(match last {
        Some(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            format!(
                "The machine at {host} answers, but no game runs there. Is the port right, and the server started?"
            )
        }
        Some(error)
            if matches!(
                error.kind(),
                std::io::ErrorKind::TimedOut | std::io::ErrorKind::WouldBlock
            ) =>
        {
            format!(
                "Nothing answers at {host}. Is the address right, and does its firewall let UDP and TCP through?"
            )
        }
        Some(error) => format!("{host} cannot be reached ({error}). Is this machine on the network?"),
        None => format!("{host} has no address."),
    }))
}
