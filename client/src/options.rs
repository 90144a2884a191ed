//! The command line of `hogs`. People and scripts rely on these flags.

use std::net::SocketAddr;
use std::path::PathBuf;

use bevy::prelude::*;
use clap::{Parser, Subcommand};
use hogs_shared::ids::Chassis;

use crate::crash::Breakage;
use crate::replay::options::ReplayOptions;
use crate::words::Telling;

/// Networked hovercraft combat. Without flags the menu opens.
#[derive(Parser, Resource, Clone, Debug, Default)]
#[command(name = "hogs", version, args_conflicts_with_subcommands = true)]
pub struct Options {
    /// Something else than to play.
    #[command(subcommand)]
    pub errand: Option<Errand>,
    /// Goes straight into a match against bots.
    #[arg(long, conflicts_with_all = ["connect", "host"])]
    pub quick_match: bool,
    /// Goes straight into the driving lesson.
    #[arg(long, conflicts_with_all = ["quick_match", "connect", "host", "benchmark"])]
    pub lesson: bool,
    /// Goes straight into the match of the server at ADDR, a name or an IP address, with `:port` if it is not 27500.
    #[arg(long, value_name = "ADDR", conflicts_with = "host")]
    pub connect: Option<String>,
    /// Hosts a match for the local network and plays in it.
    #[arg(long)]
    pub host: bool,
    /// Password of the server named by --connect.
    #[arg(long, value_name = "TEXT", requires = "connect")]
    pub password: Option<String>,
    /// Lets a bot have the controls.
    #[arg(long)]
    pub autopilot: bool,
    /// With --autopilot: drives into whoever is in sight instead of shooting.
    #[arg(long, requires = "autopilot")]
    pub ram: bool,
    /// Opens no window; plays (a quick match unless told otherwise) and writes pictures of the match to DIR.
    #[arg(long, value_name = "DIR")]
    pub offscreen: Option<PathBuf>,
    /// With --offscreen: writes a picture of each page, and of what is told over a match, a lesson and a replay; no server runs.
    #[arg(long, requires = "offscreen", conflicts_with_all = ["quick_match", "connect", "host"])]
    pub pages: bool,
    /// Ends after N seconds of the match and prints the scoreboard.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=86_400))]
    pub seconds: Option<u32>,
    /// Measures how long frames take and prints it as one line of JSON: of a match that is always the same (--map, --mode,
    /// --bots, --seconds change it), or with --quick-match of a real one with its server in this process.
    #[arg(long, conflicts_with_all = ["offscreen", "host"])]
    pub benchmark: bool,
    /// Your name in matches of this run.
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// Picture quality of this run; `low` suits machines without a GPU.
    #[arg(long, value_name = "NAME")]
    pub preset: Option<String>,
    /// What you drive in this run: shoat, boar or razorback.
    #[arg(long, value_name = "NAME", value_parser = parse_chassis)]
    pub chassis: Option<Chassis>,
    /// How many players there are in all in a match of your own: bots make up for people.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=64))]
    pub bots: Option<u8>,
    /// How good those bots are: 0 beginner, 1 easy, 2 medium, 3 hard, 4 expert.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=4))]
    pub bot_skill: Option<u8>,
    /// Arena of a match of your own.
    #[arg(long, value_name = "NAME")]
    pub map: Option<String>,
    /// Mode of a match of your own.
    #[arg(long, value_name = "NAME")]
    pub mode: Option<String>,
    /// UDP and TCP port of a match hosted with --host.
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// In a match of your own: reads figures again that change on disk, for the next match. A build for development does
    /// so anyway.
    #[arg(long)]
    pub reload: bool,
    /// Size of the window or of the pictures, in pixels.
    #[arg(long, value_name = "WxH", value_parser = parse_size)]
    pub size: Option<UVec2>,
    /// Reads and keeps the settings in FILE instead of the usual place.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Says on standard error what the game is at: pages, matches, players, trouble.
    #[arg(long)]
    pub verbose: bool,
    /// Writes to FILE where each frame shows every hog, and what happened, for at most 36 000 frames: to hold two games
    /// against each other.
    #[arg(long, value_name = "FILE")]
    pub log_frames: Option<PathBuf>,
    /// Makes the link worse for this run: adds N milliseconds to the round trip, half of them each way.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(0..=1000))]
    pub link_delay_ms: Option<u16>,
    /// Makes the link worse for this run: lets the round trip vary by N milliseconds (standard deviation).
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(0..=500))]
    pub link_jitter_ms: Option<u16>,
    /// Makes the link worse for this run: loses N percent of all datagrams each way.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=50))]
    pub link_loss: Option<u8>,
    /// Breaks the game a moment after it has begun, to see what comes of that.
    #[arg(long, hide = true, value_name = "WHAT")]
    pub break_on_purpose: Option<Breakage>,
    /// Seconds between two pictures when offscreen.
    #[arg(long, value_name = "SECONDS", value_parser = parse_interval)]
    pub pictures_every: Option<f32>,
}

/// What the game does instead of playing.
#[derive(Subcommand, Clone, Debug)]
pub enum Errand {
    /// Watches a recorded match, checks it, or writes pictures of it.
    Replay(Box<ReplayOptions>),
}

impl Options {
    /// What there is to do with a replay, if that is what the game was started for.
    #[must_use]
    pub fn replay(&self) -> Option<&ReplayOptions> {
        self.errand.as_ref().map(|Errand::Replay(replay)| replay.as_ref())
    }

    /// The same, with what an errand says of the picture and the settings in its usual place.
    #[must_use]
    pub fn settled(mut self) -> Self {
        if let Some(replay) = self.replay().cloned() {
            (self.size, self.preset, self.config) = (replay.size, replay.preset, replay.config);
            self.verbose = replay.verbose;
        }
        self
    }

    /// The folder for pictures, where the game is to be drawn into them rather than into a window.
    #[must_use]
    pub fn pictures(&self) -> Option<&std::path::Path> {
        let export = self.replay().and_then(|replay| replay.export.as_deref());
        self.offscreen.as_deref().or(export)
    }

    /// Whether nothing is to be drawn at all, not even into pictures.
    #[must_use]
    pub fn is_only_heard(&self) -> bool {
        self.replay().is_some_and(|replay| replay.reel.sound_only)
    }

    /// Whether frames are measured of a filmed match rather than of a real one.
    #[must_use]
    pub fn flies(&self) -> bool {
        self.benchmark && !self.starts_a_match()
    }

    /// Whether the command line names a match to go into at once.
    #[must_use]
    pub fn starts_a_match(&self) -> bool {
        let named = self.quick_match || self.lesson || self.host || self.connect.is_some();
        named || (self.offscreen.is_some() && !self.pages)
    }
}

fn parse_chassis(text: &str) -> Result<Chassis, String> {
    let known = Chassis::ALL
        .into_iter()
        .find(|chassis| chassis.name() == text.to_lowercase());
    known.ok_or_else(|| {
        let names: Vec<&str> = Chassis::ALL.iter().map(|chassis| chassis.name()).collect();
        format!("there is no such chassis; there is: {}", names.join(", "))
    })
}

pub(crate) fn parse_size(text: &str) -> Result<UVec2, String> {
    let problem = || "a size reads like 1280x720, from 320x180 to 7680x4320".to_owned();
    let (width, height) = text.split_once('x').ok_or_else(problem)?;
    let size = UVec2::new(
        width.parse().map_err(|_| problem())?,
        height.parse().map_err(|_| problem())?,
    );
    let fits = (320..=7680).contains(&size.x) && (180..=4320).contains(&size.y);
    fits.then_some(size).ok_or_else(problem)
}

fn parse_interval(text: &str) -> Result<f32, String> {
    let seconds: f32 = text.parse().map_err(|_| "a number of seconds".to_owned())?;
    (0.1..=3600.0)
        .contains(&seconds)
        .then_some(seconds)
        .ok_or_else(|| "from 0.1 to 3600 seconds".to_owned())
}

/// An address as people type it: host and port, the usual port where none is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Name or IP address, without brackets.
    pub host: String,
    /// UDP and TCP port.
    pub port: u16,
}

impl Address {
    /// Reads `host`, `host:port`, `1.2.3.4:port`, `::1` or `[::1]:port`.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn parse(text: &str, usual_port: u16) -> Result<Self, Telling> {
        let text = text.trim();
        if let Ok(address) = text.parse::<SocketAddr>() {
            let scope = match address {
                // Which of its networks a machine is to look in: an address of this kind leads nowhere without it.
                SocketAddr::V6(address) if address.scope_id() != 0 => format!("%{}", address.scope_id()),
                _ => String::new(),
            };
            return Self {
                host: format!("{}{scope}", address.ip()),
                port: address.port(),
            }
            .checked(text);
        }
        let bare = text
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .unwrap_or(text);
        if bare.parse::<std::net::IpAddr>().is_ok() {
            return Ok(Self {
                host: bare.to_owned(),
                port: usual_port,
            });
        }
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) => {
                let port = port
                    .parse()
                    .map_err(|_| Telling::tell("trouble-port", [("port", shown(port).into())]))?;
                (host, port)
            }
            None => (text, usual_port),
        };
        Self {
            host: host.to_owned(),
            port,
        }
        .checked(text)
    }

    fn checked(self, text: &str) -> Result<Self, Telling> {
        if text.is_empty() {
            return Err(Telling::say("trouble-address-missing"));
        }
        let letter = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '%');
        if self.host.is_empty() || self.host.len() > 253 || !self.host.chars().all(letter) {
            return Err(Telling::tell(
                "trouble-address",
                [("address", shown(text).into())],
            ));
        }
        if self.port == 0 {
            return Err(Telling::say("trouble-port-zero"));
        }
        Ok(self)
    }
}

/// What was typed, fit to be shown.
fn shown(text: &str) -> String {
    text.chars()
        .take(60)
        .collect::<String>()
        .escape_debug()
        .to_string()
}

impl std::fmt::Display for Address {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.host.contains(':') {
            write!(out, "[{}]:{}", self.host, self.port)
        } else {
            write!(out, "{}:{}", self.host, self.port)
        }
    }
}
