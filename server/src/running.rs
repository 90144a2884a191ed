//! Starts a server and holds on to it: from a binary, from a client that hosts a match, from a test.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use hogs_shared::arena::{Rules, RulesError};
use hogs_shared::bot::Skill;
use hogs_shared::mode::Mode;
use hogs_shared::protocol::ballot::Plan;
use hogs_shared::protocol::join::Welcome;
use hogs_shared::tick::TICKS_PER_SECOND;
use hogs_shared::tuning::DataError;
use thiserror::Error;

use crate::announce::{Announcement, Announcer};
use crate::authority::{Authority, Customs, MatchSetup};
use crate::certificate::{Certificate, CertificateError};
use crate::config::{Config, ConfigError};
use crate::drops::Drops;
use crate::join::Door;
use crate::lobby::BotFill;
use crate::match_loop::{Command, MatchLoop, Status};
use crate::recording::Recording;
use crate::recording::shelf::{self, Limits};
use crate::reload::Watch;
use crate::report::Report;
use crate::sessions::Sessions;
use crate::stage::{self, Stage, Workshop};
use crate::tickets::{Bill, NetcodeKey, TicketOffice, random};
use crate::transport::Transport;

/// Commands that may wait.
const MAX_COMMANDS: usize = 64;
/// Ports tried, where any will do, until one is free for both UDP and TCP.
const PORT_TRIES: usize = 32;
/// Sessions beyond the seats: players who come again while their old connection is still there, and those on their way
/// out.
const SPARE_SESSIONS: usize = 64;

/// Why a server does not start, as a sentence for its host.
#[derive(Debug, Error)]
pub enum ServerError {
    /// A setting is not possible.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The game's data is not as it should be.
    #[error("The game's data is not as it should be: {0}.")]
    Data(#[from] DataError),
    /// The arena is not as it should be.
    #[error("The game's data is not as it should be: {0}.")]
    Rules(#[from] RulesError),
    /// There is no such mode.
    #[error("There is no mode \"{0}\"; there is: {known}.", known = modes())]
    Mode(String),
    /// Someone else has the port.
    #[error(
        "Port {0} is in use by another program. Choose another one with --port, or 0 for any that is free."
    )]
    PortInUse(u16),
    /// The address cannot be bound.
    #[error("The address {address} cannot be used on this machine: {problem}.")]
    Address {
        /// Which.
        address: IpAddr,
        /// What the system said.
        problem: io::Error,
    },
    /// The port cannot be bound.
    #[error("Port {port} cannot be used: {problem}.")]
    Port {
        /// Which.
        port: u16,
        /// What the system said.
        problem: io::Error,
    },
    /// No certificate can be made or used.
    #[error("{0}")]
    Certificate(String),
    /// The system has no random numbers.
    #[error("The system has no random numbers, so nothing can be kept secret.")]
    Random,
    /// Matches cannot be recorded.
    #[error("Replays cannot be kept in {folder}: {problem}.")]
    Record {
        /// Where.
        folder: String,
        /// What the system said.
        problem: io::Error,
    },
    /// No thread can be started.
    #[error("The system starts no more threads: {0}.")]
    Thread(io::Error),
}

fn modes() -> String {
    Mode::ALL.map(Mode::name).join(", ")
}

/// Everything a match needs that comes from files, read and checked.
///
/// # Errors
/// [`ServerError`] for the first thing that is wrong.
pub fn load_rules(config: &Config) -> Result<Arc<Rules>, ServerError> {
    config.check()?;
    // What is played later is looked at now, while the host is looking.
    for entry in &config.rotation.0 {
        stage::check(config, &entry.plan())?;
    }
    Ok(stage::check(config, &config.plan())?.0)
}

/// A dedicated or in-process server.
#[derive(Debug)]
pub struct Server;

impl Server {
    /// Binds the sockets and starts the threads. When this returns, players can join.
    ///
    /// # Errors
    /// [`ServerError`], a sentence for the host.
    pub fn start(config: Config) -> Result<RunningServer, ServerError> {
        load_rules(&config)?;
        let stage = Stage::set(&config, &config.plan())?;
        let (listener, transport) = bind(config.bind, config.port)?;
        let address = transport.address().map_err(|problem| ServerError::Port {
            port: config.port,
            problem,
        })?;
        let certificate = certificate(&config)?;
        let fingerprint = certificate.fingerprint();
        let key = NetcodeKey::random().ok_or(ServerError::Random)?;
        let seats = usize::from(config.max_players);
        let sessions = Sessions::new(&key, seats + SPARE_SESSIONS);
        let mut office = TicketOffice::new(key, seats);
        office.post(stage.bill.clone());
        let office = Arc::new(Mutex::new(office));
        let clock = Instant::now();
        let stop = Arc::new(AtomicBool::new(false));
        let door_drops = Arc::new(Mutex::new(Drops::default()));
        let door = Door {
            certificate,
            password: config.password.clone(),
            office: office.clone(),
            welcome: welcome(&config, &stage.bill, address),
            clock,
            limits: config.door,
            stop: stop.clone(),
            drops: door_drops.clone(),
        };
        let door = door
            .run(listener)
            .map_err(|error| ServerError::Certificate(error.to_string()))?;
        let announcer = config
            .lan
            .then(|| Announcer::start(announcement(&config, address, fingerprint)));
        let (recording, shelf) = record(&config)?.unzip();
        let rules_hash = stage.rules.hash;
        let setup = match_setup(&config, stage, recording)?;
        let (commands, received) = sync_channel(MAX_COMMANDS);
        let status = Arc::new(Mutex::new(Status {
            seats,
            plan: config.plan(),
            ..Status::default()
        }));
        let watch = config
            .reload
            .then(|| Watch::start(&config, rules_hash, &status, &stop))
            .flatten();
        let running = MatchLoop {
            authority: Authority::new(setup, office, sessions),
            transport,
            clock,
            run_for: config.seconds.map(Duration::from_secs_f64),
            stop: stop.clone(),
            commands: received,
            status: status.clone(),
            announcer: announcer.flatten(),
            seats,
            door_drops,
            workshop: Workshop::new(config.clone()),
            watch,
        };
        let match_thread = launch(config.name, door, running, (&stop, shelf))?;
        Ok(RunningServer {
            address,
            fingerprint,
            stop,
            commands,
            status,
            match_thread: Some(match_thread),
        })
    }
}

/// Starts the two threads: the match, and the door that closes with it; and waits with its end for what is on record.
fn launch(
    name: String,
    door: impl FnOnce() + Send + 'static,
    running: MatchLoop,
    (stop, shelf): (&Arc<AtomicBool>, Option<JoinHandle<()>>),
) -> Result<JoinHandle<Report>, ServerError> {
    let thread = |name: &str| std::thread::Builder::new().name(name.to_owned());
    let door_closing = Closing(stop.clone());
    let door = move || {
        // A match that nobody can come to any more ends.
        let _closing = door_closing;
        door();
    };
    let door_thread = thread("hogs-door").spawn(door).map_err(ServerError::Thread)?;
    let closing = Closing(stop.clone());
    let run = move || {
        let ended = panic::catch_unwind(AssertUnwindSafe(|| running.run()));
        // When this ends the port is free again.
        drop(closing);
        let mut ended = ended;
        for thread in std::iter::once(door_thread).chain(shelf) {
            // Whatever broke first is what is told; a match that nobody can come to has not simply ended.
            if let Err(payload) = thread.join() {
                ended = ended.and(Err(payload));
            }
        }
        match ended {
            Ok(report) => Report { name, ..report },
            // By now whatever was recorded is on the disk.
            Err(payload) => panic::resume_unwind(payload),
        }
    };
    thread("hogs-match").spawn(run).map_err(ServerError::Thread)
}

/// Ends the match with the door and the door with the match, whatever ended the other.
struct Closing(Arc<AtomicBool>);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The kept certificate, or a new one. Where a folder that nobody named cannot be written, as in a container with a
/// read-only root, one for this run only.
fn certificate(config: &Config) -> Result<Certificate, ServerError> {
    let found = match Certificate::load_or_create(config.state_folder().as_deref()) {
        Err(error @ CertificateError::Folder { .. }) if config.state.is_none() => {
            tracing::warn!(%error, "players will see another certificate after a restart");
            Certificate::load_or_create(None)
        }
        found => found,
    };
    found.map_err(|error| ServerError::Certificate(error.to_string()))
}

fn welcome(config: &Config, bill: &Bill, address: SocketAddr) -> Welcome {
    Welcome {
        token: Vec::new(),
        port: config.advertise_port.unwrap_or(address.port()),
        server: config.name.clone(),
        map: bill.map.clone(),
        mode: bill.mode.clone(),
        rules_hash: bill.rules_hash,
        arena: bill.arena,
    }
}

fn announcement(config: &Config, address: SocketAddr, fingerprint: [u8; 32]) -> Announcement {
    Announcement {
        name: config.name.clone(),
        map: config.map.clone(),
        mode: config.mode.clone(),
        seats: config.max_players,
        address,
        fingerprint,
    }
}

/// Where replays go, and the thread that puts them there.
fn record(config: &Config) -> Result<Option<(Recording, JoinHandle<()>)>, ServerError> {
    let Some(folder) = &config.record else {
        return Ok(None);
    };
    let limits = Limits {
        bytes: u64::from(config.record_limit_mb) * 1_000_000,
        replays: config.record_most,
    };
    let started = shelf::start(folder, limits).map_err(|problem| ServerError::Record {
        folder: folder.display().to_string(),
        problem,
    })?;
    Ok(Some(started))
}

fn match_setup(
    config: &Config,
    stage: Stage,
    recording: Option<Recording>,
) -> Result<MatchSetup, ServerError> {
    let seed = match config.seed {
        Some(seed) => seed,
        None => u64::from_le_bytes(random().ok_or(ServerError::Random)?),
    };
    Ok(MatchSetup {
        nav: stage.nav,
        rules: stage.rules,
        seats: usize::from(config.max_players),
        fill: BotFill {
            players: usize::from(config.bots),
            skill: Skill::from_level(config.bot_skill),
        },
        seed,
        snapshot_ticks: TICKS_PER_SECOND / config.snapshot_rate.max(1),
        recording,
        customs: Customs {
            warm_up: config.warm_up,
            rotation: config.rotation.clone(),
            votes: config.vote,
            spectators: usize::from(config.spectators),
        },
    })
}

/// Binds TCP and UDP on the same port.
fn bind(ip: IpAddr, port: u16) -> Result<(TcpListener, Transport), ServerError> {
    let failure = |problem: io::Error| match problem.kind() {
        ErrorKind::AddrInUse => ServerError::PortInUse(port),
        ErrorKind::AddrNotAvailable => ServerError::Address { address: ip, problem },
        _ => ServerError::Port { port, problem },
    };
    for attempt in 1.. {
        let listener = TcpListener::bind((ip, port)).map_err(failure)?;
        listener.set_nonblocking(true).map_err(failure)?;
        let address = listener.local_addr().map_err(failure)?;
        match Transport::bind(address) {
            Ok(transport) => return Ok((listener, transport)),
            Err(problem) if port == 0 && problem.kind() == ErrorKind::AddrInUse && attempt < PORT_TRIES => {}
            Err(problem) => return Err(failure(problem)),
        }
    }
    Err(ServerError::PortInUse(port))
}

/// A server that runs. Dropping it stops it.
#[derive(Debug)]
pub struct RunningServer {
    address: SocketAddr,
    fingerprint: [u8; 32],
    stop: Arc<AtomicBool>,
    commands: SyncSender<Command>,
    status: Arc<Mutex<Status>>,
    match_thread: Option<JoinHandle<Report>>,
}

impl RunningServer {
    /// Where it is bound; the port is the real one, whatever was asked for.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// SHA-256 of its certificate.
    #[must_use]
    pub const fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }

    /// Something that stops it, from any thread. Players are told; it takes a fraction of a second.
    #[must_use]
    pub fn stopper(&self) -> Stopper {
        Stopper(self.stop.clone())
    }

    /// Has it stop. Returns at once; see [`RunningServer::wait`].
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether it has ended, by itself or because it was told to.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.match_thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Says something to everyone, as the server. False if too much is being said.
    pub fn say(&self, line: &str) -> bool {
        self.commands.try_send(Command::Say(line.to_owned())).is_ok()
    }

    /// A way to say things from another thread.
    #[must_use]
    pub fn console(&self) -> Console {
        Console {
            stop: self.stop.clone(),
            commands: self.commands.clone(),
            status: self.status.clone(),
        }
    }

    /// How the match stands, at most a second old.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until it has ended: until its time is up, or it is told to stop.
    ///
    /// # Errors
    /// [`Broken`] if the match panicked: that is a defect, and must not look like an end.
    pub fn wait(mut self) -> Result<Report, Broken> {
        match self.match_thread.take().map(JoinHandle::join) {
            Some(Ok(report)) => Ok(report),
            Some(Err(payload)) => Err(Broken::of(payload.as_ref())),
            None => Ok(Report::default()),
        }
    }

    /// Has the match panic, so that what comes of it can be seen.
    pub fn break_on_purpose(&self) {
        let _ = self.commands.try_send(Command::Break);
    }
}

impl Drop for RunningServer {
    fn drop(&mut self) {
        self.stop();
        if let Some(thread) = self.match_thread.take() {
            let _ = thread.join();
        }
    }
}

/// The match broke by a mistake in the game.
#[derive(Debug, Error)]
#[error(
    "The match broke by a mistake in the game ({0}); what was recorded of it is kept. Please tell those you have the game from \
     what stands above"
)]
pub struct Broken(String);

impl Broken {
    fn of(payload: &(dyn std::any::Any + Send)) -> Self {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
        Self(text.unwrap_or("without a word").trim_end_matches('.').to_owned())
    }
}

/// Stops a server.
#[derive(Clone, Debug)]
pub struct Stopper(Arc<AtomicBool>);

impl Stopper {
    /// Has it stop.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A host's hands on a running server.
#[derive(Clone, Debug)]
pub struct Console {
    stop: Arc<AtomicBool>,
    commands: SyncSender<Command>,
    status: Arc<Mutex<Status>>,
}

impl Console {
    /// Does what a line asks for, and returns what to print.
    #[must_use]
    pub fn run(&self, line: &str) -> Option<String> {
        let (verb, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        match verb {
            "" => None,
            "quit" | "stop" | "exit" => {
                self.stop.store(true, Ordering::Relaxed);
                None
            }
            "status" => {
                let status = self.status.lock().unwrap_or_else(PoisonError::into_inner).clone();
                let Status {
                    tick,
                    people,
                    bots,
                    seats,
                    plan,
                } = status;
                let seconds = tick / TICKS_PER_SECOND;
                let names = if people.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", people.join(", "))
                };
                Some(format!(
                    "{} of {seats} seats taken{names}, {bots} bots, {seconds} s played, {} in {} now.",
                    people.len(),
                    plan.mode,
                    plan.map
                ))
            }
            "say" if !rest.is_empty() => self.send(Command::Say(rest.to_owned())),
            "kick" if !rest.is_empty() => self.send(Command::Kick(rest.trim().to_owned())),
            "restart" => self.send(Command::Restart),
            "map" if !rest.is_empty() => {
                let (map, mode) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
                let played = self
                    .status
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .plan
                    .clone();
                let mode = if mode.is_empty() {
                    &played.mode
                } else {
                    mode.trim()
                };
                self.send(Command::Play(Plan {
                    map: map.to_owned(),
                    mode: mode.to_owned(),
                }))
            }
            _ => Some("Commands: status, say TEXT, map ARENA [MODE], restart, kick NAME, quit.".to_owned()),
        }
    }

    /// Has the match do something; what to print if it cannot.
    fn send(&self, command: Command) -> Option<String> {
        let sent = self.commands.try_send(command).is_ok();
        (!sent).then(|| "Too much is being said at once.".to_owned())
    }
}
