//! Runs a match of one's own in this process: against bots, or for the local network. The only file of the game that
//! names the server.

use std::net::{IpAddr, SocketAddr, UdpSocket};

use hogs_shared::assets::AssetFolder;

use crate::known_hosts::Fingerprint;
use crate::link::{Failure, USUAL_PORT};
use crate::options::Options;

/// What people read for each skill of bots.
pub const SKILLS: [&str; 3] = ["Easy", "Fair", "Hard"];

/// What a match of one's own is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostPlan {
    /// What others read in the list.
    pub name: String,
    /// Arena.
    pub map: String,
    /// Mode.
    pub mode: String,
    /// How many bots play.
    pub bots: u8,
    /// How well, an index of [`SKILLS`].
    pub bot_skill: u8,
    /// Whether others on the network may join.
    pub lan: bool,
    /// Where it listens; 0 takes any free port.
    pub port: u16,
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
            map: maps().into_iter().next().unwrap_or_else(|| "mesa".to_owned()),
            mode: "deathmatch".to_owned(),
            bots: 7,
            bot_skill: 1,
            lan: false,
            port: 0,
        }
    }

    /// A match that others on the network can join.
    #[must_use]
    pub fn for_lan() -> Self {
        Self { name: "Hogs".to_owned(), bots: 5, lan: true, port: USUAL_PORT, ..Self::quick_match() }
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
        self.bots = options.bots.unwrap_or(self.bots);
        self.bot_skill = options.bot_skill.unwrap_or(self.bot_skill);
        if self.lan {
            self.port = options.port.unwrap_or(self.port);
        }
        self
    }
}

/// A match that runs in this process. Dropping it ends it.
pub struct Running {
    /// Where to join it.
    pub address: SocketAddr,
    /// Of its certificate.
    pub fingerprint: Fingerprint,
}

impl Running {
    /// Starts a match. Takes a moment: not for a frame.
    ///
    /// # Errors
    /// A sentence in a [`Failure`].
    pub fn start(plan: &HostPlan) -> Result<Self, Failure> {
        let _ = plan;
        Err(Failure::refused("No match", "There is no server to run yet."))
    }
}

/// Names of the arenas there are.
#[must_use]
pub fn maps() -> Vec<String> {
    AssetFolder::find().map(|folder| folder.maps()).unwrap_or_default()
}

/// This machine's own addresses with a port, for people to type on another one.
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
        None => format!("this machine's address with port {port}"),
    }
}
