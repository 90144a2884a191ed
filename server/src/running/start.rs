//! Starts a server: reads and checks what it plays, binds its sockets, and sets its threads going.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use hogs_shared::arena::Rules;
use hogs_shared::bot::Skill;
use hogs_shared::protocol::join::Welcome;
use hogs_shared::tick::TICKS_PER_SECOND;

use super::{RunningServer, ServerError};
use crate::announce::{Announcement, Announcer};
use crate::authority::{Authority, Customs, MatchSetup};
use crate::certificate::{Certificate, CertificateError};
use crate::config::Config;
use crate::drops::Drops;
use crate::join::Door;
use crate::lobby::BotFill;
use crate::match_loop::{MatchLoop, Status};
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
        let (listener, transport, address) = bind(config.bind, config.port)?;
        let certificate = certificate(&config)?;
        let fingerprint = certificate.fingerprint();
        let key = NetcodeKey::random().ok_or(ServerError::Random)?;
        let seats = usize::from(config.max_players);
        let sessions = Sessions::new(&key, seats + SPARE_SESSIONS);
        let office = office(key, seats, &stage);
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

/// Where tickets to the match are had.
fn office(key: NetcodeKey, seats: usize, stage: &Stage) -> Arc<Mutex<TicketOffice>> {
    let mut office = TicketOffice::new(key, seats);
    office.post(stage.bill.clone());
    Arc::new(Mutex::new(office))
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

/// Binds TCP and UDP on the same port. Returns where that is, too.
fn bind(ip: IpAddr, port: u16) -> Result<(TcpListener, Transport, SocketAddr), ServerError> {
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
            Ok(transport) => {
                let address = transport
                    .address()
                    .map_err(|problem| ServerError::Port { port, problem })?;
                return Ok((listener, transport, address));
            }
            Err(problem) if port == 0 && problem.kind() == ErrorKind::AddrInUse && attempt < PORT_TRIES => {}
            Err(problem) => return Err(failure(problem)),
        }
    }
    Err(ServerError::PortInUse(port))
}
