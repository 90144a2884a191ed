//! Runs a match of one's own in this process: against bots, or for the local network. The only file of the game that
//! names the server.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::time::Duration;

use bevy::log::warn;
use hogs_server::config::Config;
use hogs_server::reload::in_development;
use hogs_server::rotation::{Entry, MAX_ENTRIES, Rotation};
use hogs_server::{RunningServer, Server, ServerError};
use hogs_shared::mode::Mode;

use crate::data;
use crate::home::Home;
use crate::known_hosts::Fingerprint;
use crate::link::{Failure, USUAL_PORT};
use crate::options::Options;
use crate::replay::library;
use crate::words::Telling;

/// The keys of what people read for each skill of bots.
pub const SKILLS: [&str; 5] = [
    "skill-beginner",
    "skill-easy",
    "skill-fair",
    "skill-hard",
    "skill-expert",
];

/// Seats of a match of one's own, unless it is filled up to more.
const SEATS: u16 = 16;
/// Recorded matches that are kept, and most that they may take in all, megabytes.
const MOST_REPLAYS: usize = 40;
const MOST_REPLAYS_MB: u32 = 64;
/// How often, and how long apart, a port that is in use is tried.
const PORT_TRIES: u32 = 15;
const PORT_WAIT: Duration = Duration::from_millis(100);

/// What a match of one's own is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostPlan {
    /// What others read in the list.
    pub name: String,
    /// Arena.
    pub map: String,
    /// Mode.
    pub mode: String,
    /// Players there are in all: bots make up for missing people.
    pub fill: u8,
    /// How well bots play, an index of [`SKILLS`].
    pub bot_skill: u8,
    /// Whether others on the network may join.
    pub lan: bool,
    /// Where it listens; 0 takes any free port.
    pub port: u16,
    /// Whether figures that change on disk are read again, for the next match; in a build for development they are.
    pub reload: bool,
}

impl Default for HostPlan {
    fn default() -> Self {
        Self::quick_match()
    }
}

impl HostPlan {
    /// A match against bots, for oneself.
    #[must_use]
    pub fn quick_match() -> Self {
        Self {
            name: "Quick match".to_owned(),
            map: maps().into_iter().next().unwrap_or_else(|| "sty".to_owned()),
            mode: "deathmatch".to_owned(),
            fill: 8,
            bot_skill: 2,
            lan: false,
            port: 0,
            reload: false,
        }
    }

    /// The same on the arena of that number, counted round and round.
    #[must_use]
    pub fn on_arena(mut self, number: usize) -> Self {
        let maps = maps();
        if let Some(map) = maps.get(number % maps.len().max(1)) {
            self.map.clone_from(map);
        }
        self
    }

    /// A match that others on the network can join.
    #[must_use]
    pub fn for_lan() -> Self {
        Self {
            name: "Hogs".to_owned(),
            fill: 6,
            lan: true,
            port: USUAL_PORT,
            ..Self::quick_match()
        }
    }

    /// What one can go on to: every arena in this mode, and this arena in every mode.
    fn rotation(&self) -> Rotation {
        let entry = |map: &str, mode: &str| Entry {
            map: map.to_owned(),
            mode: mode.to_owned(),
            min_players: 0,
            max_players: u16::MAX,
        };
        let maps = maps();
        let others = Mode::ALL.into_iter().filter(|mode| mode.name() != self.mode);
        let modes = others.map(|mode| entry(&self.map, mode.name()));
        let entries = maps.iter().map(|map| entry(map, &self.mode)).chain(modes);
        Rotation(entries.take(MAX_ENTRIES).collect())
    }

    /// The same with what the command line says.
    #[must_use]
    pub fn with(mut self, options: &Options) -> Self {
        if let Some(map) = &options.map {
            self.map.clone_from(map);
        }
        if let Some(mode) = &options.mode {
            self.mode.clone_from(mode);
        }
        self.reload = options.reload;
        self.fill = options.bots.unwrap_or(self.fill);
        self.bot_skill = options.bot_skill.unwrap_or(self.bot_skill);
        if self.lan {
            self.port = options.port.unwrap_or(self.port);
        }
        self
    }
}

/// A match that runs in this process. Dropping it ends it, which takes a fraction of a second: players are told.
pub struct Running {
    /// Where to join it.
    pub address: SocketAddr,
    /// Of its certificate.
    pub fingerprint: Fingerprint,
    server: RunningServer,
}

impl Running {
    /// Starts a match, and has it recorded if `records`. Takes a moment: not for a frame.
    ///
    /// # Errors
    /// A sentence in a [`Failure`].
    pub fn start(plan: &HostPlan, home: &Home, records: bool) -> Result<Self, Failure> {
        let bind = if plan.lan {
            Ipv4Addr::UNSPECIFIED
        } else {
            Ipv4Addr::LOCALHOST
        };
        let mut config = Config {
            name: plan.name.clone(),
            bind: IpAddr::V4(bind),
            port: plan.port,
            map: plan.map.clone(),
            mode: plan.mode.clone(),
            max_players: u16::from(plan.fill).max(SEATS),
            bots: plan.fill,
            bot_skill: plan.bot_skill,
            lan: plan.lan,
            rotation: plan.rotation(),
            // Alone against bots there is nobody to wait for.
            warm_up: plan.lan,
            state: Some(home.file("server")),
            record: records.then(|| library::folder(home)),
            record_limit_mb: MOST_REPLAYS_MB,
            record_most: MOST_REPLAYS,
            reload: plan.reload || in_development(),
            ..Config::default()
        };
        let mut server = Self::start_soon(&config);
        // One can play all the same where nothing can be kept: neither replays, nor the certificate that others know one by.
        while let Err(problem) = &server {
            match problem {
                ServerError::Record { .. } if config.record.is_some() => config.record = None,
                ServerError::Certificate(_) if config.state.is_some() => config.state = None,
                _ => break,
            }
            warn!("{problem}");
            server = Self::start_soon(&config);
        }
        let server = server
            .map_err(|error| Failure::refused("trouble-not-hosted", Telling::plain(error.to_string())))?;
        let fingerprint = Fingerprint(server.fingerprint());
        Ok(Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, server.address().port())),
            fingerprint,
            server,
        })
    }

    /// Starts it, waiting a little for the port: the match before may still be saying goodbye there.
    fn start_soon(config: &Config) -> Result<RunningServer, ServerError> {
        for _ in 0..PORT_TRIES {
            match Server::start(config.clone()) {
                Err(ServerError::PortInUse(_)) => std::thread::sleep(PORT_WAIT),
                other => return other,
            }
        }
        Server::start(config.clone())
    }

    /// Whether it has come to an end.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.server.is_over()
    }

    /// Ticks since it started.
    #[must_use]
    pub fn tick(&self) -> u32 {
        self.server.status().tick
    }

    /// Breaks it on purpose.
    pub(crate) fn break_on_purpose(&self) {
        self.server.break_on_purpose();
    }

    /// Has it stop, as if by itself.
    #[cfg(test)]
    pub(crate) fn break_down(&self) {
        self.server.stop();
    }

    /// Ends it without holding up a frame.
    pub fn end(self) {
        // Should there be no thread to be had, it ends here and now.
        drop(
            std::thread::Builder::new()
                .name("goodbye".to_owned())
                .spawn(move || drop(self)),
        );
    }
}

/// The day and time by UTC, so that names in order are in order of time: `20260314-201500`.
#[must_use]
pub fn date() -> String {
    hogs_server::recording::shelf::date()
}

/// Names of the arenas there are.
#[must_use]
pub fn maps() -> Vec<String> {
    data::find().map(|folder| folder.maps()).unwrap_or_default()
}

/// This machine's own address with a port, for people to type on another one: the port alone where the system tells none.
#[must_use]
pub fn own_addresses(port: u16) -> String {
    // Connecting a UDP socket sends nothing; it only asks the system which interface it would use.
    let outward = |from: &str, to: &str| -> Option<IpAddr> {
        let socket = UdpSocket::bind(from).ok()?;
        socket.connect(to).ok()?;
        Some(socket.local_addr().ok()?.ip())
    };
    let found = outward("0.0.0.0:0", "192.0.2.1:9").or_else(|| outward("[::]:0", "[2001:db8::1]:9"));
    match found.filter(|ip| !ip.is_unspecified()) {
        Some(ip) => SocketAddr::new(ip, port).to_string(),
        None => format!(":{port}"),
    }
}
