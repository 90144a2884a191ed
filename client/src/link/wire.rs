//! The running session on its own thread: it takes datagrams in, steps, and sends on time however long a frame takes.
//! A frame only looks in, leaves the player's wishes and takes what there is to show. Every datagram passes a link each
//! way that is as bad as the player asked for.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use hogs_shared::arena::Rules;
use hogs_shared::arena::controls::{Buttons, Controls};
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::ids::HogId;
use hogs_shared::netplay::bad_link::{BadLink, Conditions};
use hogs_shared::netplay::join::Ticket;
use hogs_shared::netplay::scene::{Player, Scene, SceneEvent};
use hogs_shared::netplay::session::{Session, SessionState};
use hogs_shared::netplay::stats::{NetPulse, NetStats};
use hogs_shared::protocol::messages::ClientRequest;
use hogs_shared::tick::Tick;

use super::failure::Failure;
use crate::autopilot::Driver;
use crate::crash;
use crate::feed::Council;
use crate::input::Pilot;
use crate::words::Telling;

/// How long the thread waits for a datagram before it looks at the clock: an eighth of a tick.
const WAIT: Duration = Duration::from_millis(2);
/// Larger than any datagram there is: a cut one must not look whole.
const BUFFER_BYTES: usize = 2048;
/// Ticks after which a shot is no longer shown to be fired.
const OLD_SHOT_TICKS: i32 = 30;
/// The dice of the bad link, up and down: the same in every match.
const SEEDS: (u64, u64) = (1, 2);
/// Most datagrams taken in before the match goes on.
const BURST: usize = 64;

/// What a frame takes out.
pub(super) struct Frame {
    pub(super) ended: Option<Failure>,
    pub(super) scene: Option<Scene>,
    pub(super) events: Vec<SceneEvent>,
    pub(super) players: Arc<BTreeMap<HogId, Player>>,
    pub(super) net: NetStats,
    pub(super) pulse: NetPulse,
    pub(super) council: Council,
}

/// What thread and frame share.
struct Desk {
    session: Session,
    pilot: Pilot,
    heard: Instant,
    /// How bad the player wants the link to be.
    conditions: Conditions,
}

/// A session and its thread. Dropping it says goodbye.
pub(super) struct Wire {
    rules: Arc<Rules>,
    desk: Arc<Mutex<Desk>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Wire {
    /// Opens a session on a ticket and keeps it going, a driver at the controls or the player, over a link that is worse
    /// than it is by some conditions.
    pub(super) fn open(
        ticket: &Ticket,
        server: SocketAddr,
        rules: Arc<Rules>,
        driver: Option<Driver>,
        conditions: Conditions,
    ) -> Result<Self, Failure> {
        let socket = socket_to(server).map_err(|error| {
            let error = error.to_string();
            Failure::unreachable(Telling::tell("trouble-no-socket", [("error", error.into())]))
        })?;
        let began = Instant::now();
        let session = Session::new(ticket, rules.clone(), Duration::ZERO)
            .map_err(|error| Failure::refused("trouble-no-entry", Telling::plain(error.to_string())))?;
        let desk = Arc::new(Mutex::new(Desk {
            session,
            pilot: Pilot::default(),
            heard: began,
            conditions,
        }));
        let stop = Arc::new(AtomicBool::new(false));
        let loop_ = Loop {
            socket,
            desk: desk.clone(),
            stop: stop.clone(),
            driver,
            began,
            up: BadLink::new(conditions, SEEDS.0),
            down: BadLink::new(conditions, SEEDS.1),
        };
        let thread = std::thread::Builder::new()
            .name("session".to_owned())
            .spawn(move || loop_.run())
            .map_err(|error| Failure::no_thread(&error))?;
        Ok(Self {
            rules,
            desk,
            stop,
            thread: Some(thread),
        })
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Arena and everything else that does not change.
    pub(super) const fn rules(&self) -> &Arc<Rules> {
        &self.rules
    }

    /// Leaves the player's wishes.
    pub(super) fn steer(&self, controls: Controls, presses: Buttons) {
        self.desk().pilot.hold(controls, presses);
    }

    /// How bad the link is to be from now on; what is on its way stays so.
    pub(super) fn worsen(&self, conditions: Conditions) {
        self.desk().conditions = conditions;
    }

    /// Asks the server for something.
    pub(super) fn request(&self, request: &ClientRequest) {
        self.desk().session.request(request);
    }

    /// Is for a choice of the vote that is held; where none is, the first says whether one is ready.
    pub(super) fn choose(&self, choice: u8) {
        let session = &mut self.desk().session;
        if session.vote().is_some() {
            session.vote_for(choice);
        } else if choice == 0 {
            let ready = session.myself().is_some_and(|me| me.ready);
            session.request(&ClientRequest::Ready(!ready));
        }
    }

    /// Seconds since the server was heard last.
    pub(super) fn silence_s(&self) -> f32 {
        self.desk().heard.elapsed().as_secs_f32()
    }

    /// Whether the match can be shown; an error if it never will.
    pub(super) fn ready(&self) -> Result<bool, Failure> {
        let desk = self.desk();
        match desk.session.state() {
            SessionState::Ended(reason) => Err(Failure::of_end(*reason)),
            SessionState::Playing => Ok(!desk.session.players().is_empty()),
            SessionState::Connecting => Ok(false),
        }
    }

    /// What there is to show.
    pub(super) fn frame(&self) -> Frame {
        let mut desk = self.desk();
        let ended = match desk.session.state() {
            SessionState::Ended(reason) => Some(Failure::of_end(*reason)),
            // It never ends before the session, unless it broke.
            _ if self.thread.as_ref().is_none_or(JoinHandle::is_finished) => {
                Some(crash::take_match().map_or_else(Failure::lost, |file| Failure::broke(&file)))
            }
            _ => None,
        };
        let now = desk.session.tick();
        let mut events = desk.session.take_events();
        events.retain(|event| !is_old_shot(event, now));
        Frame {
            ended,
            scene: desk.session.scene(),
            events,
            players: desk.session.players().clone(),
            net: desk.session.stats(),
            pulse: desk.session.take_pulse(),
            council: Council::of(&desk.session),
        }
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // It ends within a few milliseconds, having said goodbye; should it have panicked, that was logged.
            drop(thread.join());
        }
    }
}

/// Whether this is a shot fired a while ago, which one who has just come, or was cut off, is told of: it flies, but its
/// flash and its bang are over.
fn is_old_shot(event: &SceneEvent, now: Tick) -> bool {
    let fired = match event {
        SceneEvent::Outcome(Outcome::Fired(shot)) => shot.id.fired,
        _ => return false,
    };
    now.since(fired) > OLD_SHOT_TICKS
}

/// A socket that hears this server alone.
fn socket_to(server: SocketAddr) -> io::Result<UdpSocket> {
    let any: SocketAddr = match server {
        SocketAddr::V4(_) => (Ipv4Addr::UNSPECIFIED, 0).into(),
        SocketAddr::V6(_) => (Ipv6Addr::UNSPECIFIED, 0).into(),
    };
    let socket = UdpSocket::bind(any)?;
    socket.connect(server)?;
    socket.set_read_timeout(Some(WAIT))?;
    Ok(socket)
}

/// The thread.
struct Loop {
    socket: UdpSocket,
    desk: Arc<Mutex<Desk>>,
    stop: Arc<AtomicBool>,
    driver: Option<Driver>,
    began: Instant,
    up: BadLink,
    down: BadLink,
}

impl Loop {
    fn run(mut self) {
        let mut buffer = vec![0; BUFFER_BYTES];
        let mut over = false;
        while !over {
            let datagrams = self.wait(&mut buffer);
            let desk = self.desk.clone();
            let mut desk = desk.lock().unwrap_or_else(PoisonError::into_inner);
            let Desk {
                session,
                pilot,
                heard,
                conditions,
            } = &mut *desk;
            let now = self.began.elapsed();
            self.up.set(*conditions);
            self.down.set(*conditions);
            for datagram in &datagrams {
                self.down.push(now, datagram);
            }
            while let Some(mut datagram) = self.down.pop(now) {
                *heard = Instant::now();
                session.receive(&mut datagram, now);
            }
            let (own, driver) = (session.own(), &mut self.driver);
            session.update(now, &mut |arena| match (&mut *driver, own) {
                (Some(driver), Some(own)) => driver.drive(arena, own),
                _ => pilot.take(),
            });
            if self.stop.load(Ordering::Relaxed) {
                session.leave();
            }
            over = matches!(session.state(), SessionState::Ended(_));
            while let Some(datagram) = session.transmit() {
                self.up.push(now, &datagram);
            }
            // A goodbye is not kept waiting: after it nobody is here to send it.
            let until = if over { Duration::MAX } else { now };
            while let Some(datagram) = self.up.pop(until) {
                // A datagram that cannot be sent is a lost one, which the session copes with.
                drop(self.socket.send(&datagram));
            }
        }
    }

    /// The datagrams that have come, after a wait for the first.
    fn wait(&self, buffer: &mut [u8]) -> Vec<Vec<u8>> {
        let mut datagrams = Vec::new();
        if let Ok(bytes) = self.socket.recv(buffer) {
            datagrams.push(buffer[..bytes].to_vec());
            if self.socket.set_nonblocking(true).is_ok() {
                while let Ok(bytes) = self.socket.recv(buffer)
                    && datagrams.len() < BURST
                {
                    datagrams.push(buffer[..bytes].to_vec());
                }
                drop(self.socket.set_nonblocking(false));
            }
        }
        datagrams
    }
}
