//! The way into a match, on a thread: starts one's own server if that is wanted, finds the address, talks at the door,
//! loads the arena and opens the session. Reports what it is at, so that no frame ever waits.

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hogs_shared::arena::Rules;
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::NavMap;
use hogs_shared::ids::{Chassis, Coat};
use hogs_shared::mode::Mode;
use hogs_shared::netplay::bad_link::Conditions;
use hogs_shared::netplay::join::{Asking, Ticket, ask_and_fetch};
use hogs_shared::protocol::join::Welcome;

use super::failure::Failure;
use super::step::{Stage, Step};
use super::wire::Wire;
use super::{Place, USUAL_PORT};
use crate::autopilot::{Autopilot, Driver};
use crate::home::Home;
use crate::host::Running;
use crate::identity::Identity;
use crate::known_hosts::Fingerprint;
use crate::menu::capitalized;
use crate::options::Address;
use crate::words::Telling;

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
    pub(super) coat: Coat,
    pub(super) identity: Identity,
    pub(super) autopilot: Option<Autopilot>,
    pub(super) assets: AssetFolder,
    pub(super) home: Home,
    /// Whether a match of one's own is recorded.
    pub(super) records: bool,
    /// How bad the link is to be.
    pub(super) conditions: Conditions,
}

/// What the thread has to say.
pub(super) enum Report {
    /// What it is at.
    Doing(Step),
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
    /// Address and name of somebody else's server, to come back to.
    pub(super) visited: Option<(String, String)>,
}

/// A way in that is under way. Dropping it calls it off: nothing comes of it, and nothing is waited for. The thread ends
/// at its next step, which may be as late as the other side's silence allows.
pub(super) struct Job {
    // A resource of Bevy must be shareable, which a receiver alone is not.
    reports: Mutex<Receiver<Report>>,
    called_off: Arc<AtomicBool>,
    over: bool,
}

impl Job {
    pub(super) fn start(plan: JoinPlan) -> Self {
        Self::of(move |errand| go(&plan, errand))
    }

    /// Sets a thread to something.
    fn of(work: impl FnOnce(&Errand) -> Result<Joined, Failure> + Send + 'static) -> Self {
        let (sender, reports) = channel();
        let called_off = Arc::new(AtomicBool::new(false));
        let errand = Errand {
            reports: sender.clone(),
            called_off: called_off.clone(),
        };
        let spawned = std::thread::Builder::new()
            .name("join".to_owned())
            .spawn(move || {
                let report = match work(&errand) {
                    Ok(joined) => Report::Joined(Box::new(joined)),
                    Err(failure) => Report::Failed(failure),
                };
                errand.say(report);
            });
        if let Err(error) = spawned {
            drop(sender.send(Report::Failed(Failure::no_thread(&error))));
        }
        Self {
            reports: Mutex::new(reports),
            called_off,
            over: false,
        }
    }

    /// One whose thread hears nothing until something is sent, as from a server that says nothing.
    #[cfg(test)]
    pub(super) fn stuck() -> (Self, Sender<()>) {
        let (release, held) = channel();
        let job = Self::of(move |errand| {
            let _ = held.recv();
            errand.go_on()?;
            Err(Failure::ended(Telling::plain("Nothing was said.")))
        });
        (job, release)
    }

    fn next(&mut self) -> Result<Report, TryRecvError> {
        self.reports
            .get_mut()
            .map_or(Err(TryRecvError::Disconnected), |reports| reports.try_recv())
    }

    /// What was said since the last frame. A thread that died without a word failed.
    pub(super) fn reports(&mut self) -> Vec<Report> {
        let mut reports: Vec<Report> = Vec::new();
        loop {
            match self.next() {
                Ok(report) => {
                    self.over |= matches!(report, Report::Joined(_) | Report::Failed(_));
                    reports.push(report);
                }
                Err(TryRecvError::Disconnected) if !self.over => {
                    self.over = true;
                    let text = Telling::say("trouble-not-joined-told");
                    reports.push(Report::Failed(Failure::refused("trouble-not-joined", text)));
                }
                Err(_) => return reports,
            }
        }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.called_off.store(true, Ordering::Relaxed);
        while let Ok(report) = self.next() {
            // A match takes a moment to end, which is not for a frame. Dropping a session says goodbye.
            if let Report::Hosted(running) = report {
                running.end();
            }
        }
    }
}

/// What the thread reports by, and how it hears that it was called off.
struct Errand {
    reports: Sender<Report>,
    called_off: Arc<AtomicBool>,
}

impl Errand {
    /// Should nobody listen any more, what was to be said is dropped, which undoes it.
    fn say(&self, report: Report) {
        drop(self.reports.send(report));
    }

    /// An error, which nobody will hear, once it was called off.
    fn go_on(&self) -> Result<(), Failure> {
        if self.called_off.load(Ordering::Relaxed) {
            return Err(Failure::ended(Telling::say("trouble-called-off")));
        }
        Ok(())
    }

    /// Says what is done next, unless it was called off.
    fn step(&self, stage: Stage, what: Telling) -> Result<(), Failure> {
        self.go_on()?;
        self.say(Report::Doing(Step::new(stage, what)));
        Ok(())
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

fn go(plan: &JoinPlan, errand: &Errand) -> Result<Joined, Failure> {
    let mut door = find_door(plan, errand)?;
    errand.step(
        Stage::Contact,
        Telling::tell("step-knocking", [("host", door.host.as_str().into())]),
    )?;
    let stream = call(&door, errand)?;
    let server = stream.peer_addr().map_err(|error| Failure::call_broke(&error))?;
    if let Place::Found(found) = &plan.place {
        // It goes by the address that answered. What the player came to trust there counts for more than what is
        // announced, which anyone can do.
        door.host = server.to_string();
        door.expected = plan.known.get(&door.host).copied().or(found.fingerprint);
    }
    errand.say(Report::Host(door.host.clone()));
    let ticket = knock(plan, &door, stream, errand)?;
    let map = capitalized(&ticket.welcome.map);
    errand.step(Stage::Arena, Telling::tell("step-loading", [("map", map.into())]))?;
    let rules = load(plan, &ticket)?;
    let driver = plan
        .autopilot
        .map(|autopilot| Driver::new(autopilot, NavMap::build(&rules)));
    errand.step(Stage::Seat, Telling::say("step-seat"))?;
    let server = SocketAddr::new(server.ip(), ticket.welcome.port);
    let wire = Wire::open(&ticket, server, rules, driver, plan.conditions)?;
    // The session gives up by itself when nothing answers.
    while !wire.ready()? {
        errand.go_on()?;
        std::thread::sleep(Duration::from_millis(5));
    }
    let visited = match &plan.place {
        Place::Own(_) => None,
        _ => Some((door.host.clone(), ticket.welcome.server)),
    };
    let pin = door.pin.then_some((door.host, Fingerprint(ticket.fingerprint)));
    Ok(Joined { wire, pin, visited })
}

/// Talks at the door.
fn knock(plan: &JoinPlan, door: &Door, stream: TcpStream, errand: &Errand) -> Result<Ticket, Failure> {
    let broken = |error: std::io::Error| Failure::call_broke(&error);
    stream.set_read_timeout(Some(TALK_TIMEOUT)).map_err(broken)?;
    stream.set_write_timeout(Some(TALK_TIMEOUT)).map_err(broken)?;
    let asking = Asking {
        name: &plan.name,
        chassis: plan.chassis,
        coat: plan.coat,
        player: plan.identity.public(),
        sign: &|message| plan.identity.sign(message),
        password: &door.password,
        expected: door.expected.map(|fingerprint| fingerprint.0),
    };
    let assets = &plan.assets;
    let lacking = |welcome: &Welcome| !assets.has(&welcome.map, &welcome.mode, welcome.rules_hash);
    let progress = |done, whole| errand.say(Report::Doing(Step::fetching(done, whole)));
    ask_and_fetch(stream, &asking, &lacking, &progress).map_err(|error| Failure::at_door(&door.host, &error))
}

/// The rules the server plays by, provided that ours are the same.
fn load(plan: &JoinPlan, ticket: &Ticket) -> Result<Arc<Rules>, Failure> {
    let welcome = &ticket.welcome;
    let other = |text: Telling| Failure::refused("trouble-other-data", text);
    let mode = Mode::from_name(&welcome.mode).ok_or_else(|| other(Telling::say("trouble-unknown-mode")))?;
    let data = match &ticket.arena {
        Some(package) => {
            let handed_out = plan.assets.load_with(&welcome.map, package, &welcome.mode);
            handed_out.map_err(|error| {
                let text = Telling::tell("trouble-broken-arena-told", [("error", error.to_string().into())]);
                Failure::refused("trouble-broken-arena", text)
            })
        }
        None => plan
            .assets
            .load(&welcome.map, &welcome.mode)
            .map_err(|error| other(Telling::plain(error.to_string()))),
    }?;
    if data.hash != welcome.rules_hash {
        let map = capitalized(&welcome.map);
        return Err(other(Telling::tell(
            "trouble-other-data-told",
            [("map", map.into())],
        )));
    }
    Rules::new(mode, data)
        .map(Arc::new)
        .map_err(|error| other(Telling::plain(error.to_string())))
}

fn find_door(plan: &JoinPlan, errand: &Errand) -> Result<Door, Failure> {
    match &plan.place {
        Place::Own(host) => {
            let (address, fingerprint) = match plan.own {
                Some(running) => running,
                None => {
                    errand.step(Stage::Contact, Telling::say("step-starting"))?;
                    let running = Running::start(host, &plan.home, plan.records)?;
                    let door = (running.address, running.fingerprint);
                    errand.say(Report::Hosted(running));
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
        Place::Found(found) => Ok(Door {
            host: found.name.clone(),
            addresses: found.addresses.clone(),
            expected: found.fingerprint,
            // What is announced is not worth remembering.
            pin: false,
            password: String::new(),
        }),
        Place::Address { address, password } => {
            let parsed = Address::parse(address, USUAL_PORT)
                .map_err(|text| Failure::refused("trouble-no-address", text))?;
            let host = parsed.to_string();
            errand.step(
                Stage::Contact,
                Telling::tell("step-looking", [("host", host.as_str().into())]),
            )?;
            let addresses: Vec<SocketAddr> = (parsed.host.as_str(), parsed.port)
                .to_socket_addrs()
                .map_err(|_| {
                    Failure::unreachable(Telling::tell("trouble-no-name", [("host", host.as_str().into())]))
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
fn call(door: &Door, errand: &Errand) -> Result<TcpStream, Failure> {
    let mut last = None;
    for address in &door.addresses {
        errand.go_on()?;
        match TcpStream::connect_timeout(address, CONNECT_TIMEOUT) {
            Ok(stream) => {
                // Small messages back and forth; a lost option costs only time.
                drop(stream.set_nodelay(true));
                return Ok(stream);
            }
            Err(error) => last = Some(error),
        }
    }
    let host = || ("host", door.host.as_str().into());
    Err(Failure::unreachable(match last {
        Some(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            Telling::tell("trouble-no-game", [host()])
        }
        Some(error)
            if matches!(
                error.kind(),
                std::io::ErrorKind::TimedOut | std::io::ErrorKind::WouldBlock
            ) =>
        {
            Telling::tell("trouble-silence", [host()])
        }
        Some(error) => Telling::tell(
            "trouble-unreachable",
            [host(), ("error", error.to_string().into())],
        ),
        None => Telling::tell("trouble-without-address", [host()]),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discovery::Found;
    use crate::host::HostPlan;
    use crate::link::FailureKind;

    fn plan(place: Place, home: &Home) -> JoinPlan {
        JoinPlan {
            place,
            own: None,
            known: BTreeMap::new(),
            name: "Ada".to_owned(),
            chassis: Chassis::default(),
            coat: Coat::default(),
            identity: Identity::fleeting().unwrap(),
            autopilot: None,
            assets: crate::data::find().unwrap(),
            home: home.clone(),
            records: false,
            conditions: Conditions::default(),
        }
    }

    fn errand(called_off: bool) -> (Errand, Receiver<Report>) {
        let (reports, heard) = channel();
        let called_off = Arc::new(AtomicBool::new(called_off));
        (Errand { reports, called_off }, heard)
    }

    fn failure(plan: &JoinPlan) -> Failure {
        go(plan, &errand(false).0).err().unwrap()
    }

    #[test]
    fn a_way_in_that_was_called_off_calls_nobody() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let place = Place::Address {
            address: address.to_string(),
            password: String::new(),
        };
        let home = Home::at(std::path::Path::new("unused"));
        let door = find_door(&plan(place.clone(), &home), &errand(false).0).unwrap();
        assert!(call(&door, &errand(true).0).is_err());
        assert!(go(&plan(place, &home), &errand(true).0).is_err());
        let refused = listener.accept().map(|_| ()).unwrap_err();
        assert_eq!(refused.kind(), std::io::ErrorKind::WouldBlock);
    }

    #[test]
    fn dropping_a_way_in_calls_it_off() {
        let home = Home::at(std::path::Path::new("unused"));
        let place = Place::Address {
            address: String::new(),
            password: String::new(),
        };
        let job = Job::start(plan(place, &home));
        let called_off = job.called_off.clone();
        assert!(!called_off.load(Ordering::Relaxed));
        drop(job);
        assert!(called_off.load(Ordering::Relaxed));
    }

    #[test]
    fn calling_off_waits_for_nothing_and_nothing_comes_of_it() {
        let (release, held) = channel::<()>();
        let (went_on, goes_on) = channel();
        let job = Job::of(move |errand| {
            let _ = held.recv();
            let _ = went_on.send(errand.step(Stage::Seat, Telling::say("step-seat")).is_ok());
            Err(Failure::ended(Telling::plain("It was called off.")))
        });
        // This would never come back, did it wait: the thread is let go only after it.
        drop(job);
        release.send(()).unwrap();
        assert_eq!(goes_on.recv(), Ok(false));
    }

    #[test]
    fn what_the_player_trusts_counts_for_more_than_what_is_announced() {
        let folder = std::env::temp_dir().join(format!("hogs-join-{}", std::process::id()));
        let home = Home::at(&folder);
        let running = Running::start(&HostPlan::quick_match(), &home, false).unwrap();
        let found = Found {
            id: "x".to_owned(),
            name: "Ada's game".to_owned(),
            map: String::new(),
            mode: String::new(),
            players: 0,
            seats: 16,
            addresses: vec![running.address],
            fingerprint: Some(Fingerprint([7; 32])),
            same_version: true,
        };
        let mut plan = plan(Place::Found(found), &home);
        let shown = FailureKind::Certificate {
            shown: running.fingerprint,
        };
        assert_eq!(failure(&plan).kind, shown, "not as announced");
        plan.known
            .insert(running.address.to_string(), Fingerprint([8; 32]));
        assert_eq!(failure(&plan).kind, shown, "not as trusted");
        plan.known
            .insert(running.address.to_string(), running.fingerprint);
        let joined = go(&plan, &errand(false).0);
        assert!(joined.is_ok_and(|joined| joined.pin.is_none()));
        drop(running);
        drop(std::fs::remove_dir_all(folder));
    }
}
