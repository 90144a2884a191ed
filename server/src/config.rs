//! A host's settings: defaults, then a TOML file, then `HOGS_*` in the environment, then flags, each over the one
//! before. What is misspelt or impossible is one clear sentence, never a silent default.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use hogs_shared::protocol::SNAPSHOTS_PER_SECOND;
use hogs_shared::protocol::ballot::Plan;
use thiserror::Error;

use crate::join::DoorLimits;
use crate::rotation::Rotation;

mod check;
mod settings;

pub use settings::Settings;
use settings::read_text;

/// The usual port, UDP and TCP.
pub const USUAL_PORT: u16 = 27500;

/// What a server runs with.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// What players read in the list of games; at most 40 letters.
    pub name: String,
    /// Address to listen on; 0.0.0.0 for all of IPv4, :: for IPv6 and IPv4.
    pub bind: IpAddr,
    /// UDP and TCP port; 0 for any that is free.
    pub port: u16,
    /// UDP port that players are told, where it is another one outside (a container's mapped port).
    pub advertise_port: Option<u16>,
    /// Arena, by the name of its file.
    pub map: String,
    /// Folder with arenas of the host's own.
    pub arenas: Option<PathBuf>,
    /// Mode, by its name.
    pub mode: String,
    /// What else is played, match after match; nothing for always the same.
    pub rotation: Rotation,
    /// Whether players vote on what is played next, and may call votes.
    pub vote: bool,
    /// Whether a match begins with a warm-up, until everyone is ready.
    pub warm_up: bool,
    /// Most who may only look on; they take seats like everybody.
    pub spectators: u16,
    /// Seats; bots sit on those that people leave.
    pub max_players: u16,
    /// Players that there are in all: bots make up for missing people.
    pub bots: u8,
    /// How well bots play, from 0 (beginner) over 2 (medium) to 4 (expert).
    pub bot_skill: u8,
    /// What players must know to come in.
    pub password: Option<String>,
    /// Whether the local network is told.
    pub lan: bool,
    /// Snapshots a second; a divisor of 60.
    pub snapshot_rate: u32,
    /// Seconds after which the server stops by itself.
    pub seconds: Option<f64>,
    /// Where the binary writes its report.
    pub report: Option<PathBuf>,
    /// Folder that a replay of every match is kept in.
    pub record: Option<PathBuf>,
    /// Most that all replays there may take, megabytes.
    pub record_limit_mb: u32,
    /// Most replays there. No setting: the game keeps fewer.
    pub record_most: usize,
    /// Of the match's chance; random if none.
    pub seed: Option<u64>,
    /// Where the certificate and surveys of arenas are kept; the system's place for such things if none.
    pub state: Option<PathBuf>,
    /// Whether figures that change on disk are read again, for the next match.
    pub reload: bool,
    /// How much the join endpoint bears. No setting: tests tighten it.
    pub door: DoorLimits,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            name: "Hogs".to_owned(),
            bind: IpAddr::V4(Ipv4Addr::UNSPECIFIED),
            port: USUAL_PORT,
            advertise_port: None,
            map: "sty".to_owned(),
            arenas: None,
            mode: "deathmatch".to_owned(),
            rotation: Rotation::default(),
            vote: true,
            warm_up: true,
            spectators: 4,
            max_players: 16,
            bots: 4,
            bot_skill: 2,
            password: None,
            lan: true,
            snapshot_rate: SNAPSHOTS_PER_SECOND,
            seconds: None,
            report: None,
            record: None,
            record_limit_mb: 1000,
            record_most: usize::MAX,
            seed: None,
            state: None,
            reload: false,
            door: DoorLimits::default(),
        }
    }
}

/// What is wrong with the settings.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// A file that cannot be read.
    #[error("The file {file} cannot be read: {problem}.")]
    Unreadable {
        /// Which.
        file: String,
        /// What the system said.
        problem: String,
    },
    /// A file that says something else than settings.
    #[error("The settings in {file} are not right: {problem}.")]
    Toml {
        /// Which.
        file: String,
        /// What and where.
        problem: String,
    },
    /// A variable of the environment that means nothing.
    #[error("The environment variable {0} is no setting of the server; see hogs-server --help.")]
    UnknownVariable(String),
    /// A variable of the environment with an impossible value.
    #[error("The environment variable {variable} is not right: \"{value}\" is no {wanted}.")]
    Variable {
        /// Which.
        variable: String,
        /// What it says.
        value: String,
        /// What it should be.
        wanted: &'static str,
    },
    /// A value that is not possible.
    #[error("The setting {setting} is not right: {problem}.")]
    Value {
        /// Which.
        setting: &'static str,
        /// Why.
        problem: String,
    },
}

impl Config {
    /// The settings, and defaults where they say nothing. Reads the password's file.
    ///
    /// # Errors
    /// [`ConfigError`] for the first setting that is not possible.
    pub fn from_settings(settings: Settings) -> Result<Self, ConfigError> {
        let usual = Self::default();
        let password = match (settings.password, settings.password_file) {
            (_, Some(file)) => Some(
                read_text(&file)?
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_owned(),
            ),
            (password, None) => password,
        };
        let config = Self {
            name: settings.name.unwrap_or(usual.name),
            bind: settings.bind.unwrap_or(usual.bind),
            port: settings.port.unwrap_or(usual.port),
            advertise_port: settings.advertise_port,
            map: settings.map.unwrap_or(usual.map),
            arenas: settings.arenas,
            mode: settings.mode.unwrap_or(usual.mode),
            rotation: settings.rotation.unwrap_or_default(),
            vote: settings.vote.unwrap_or(usual.vote),
            warm_up: settings.warm_up.unwrap_or(usual.warm_up),
            spectators: settings.spectators.unwrap_or(usual.spectators),
            max_players: settings.max_players.unwrap_or(usual.max_players),
            bots: settings.bots.unwrap_or(usual.bots),
            bot_skill: settings.bot_skill.unwrap_or(usual.bot_skill),
            password,
            lan: settings.lan.unwrap_or(usual.lan),
            snapshot_rate: settings.snapshot_rate.unwrap_or(usual.snapshot_rate),
            seconds: settings.seconds,
            report: settings.report,
            record: settings.record,
            record_limit_mb: settings.record_limit_mb.unwrap_or(usual.record_limit_mb),
            record_most: usual.record_most,
            seed: settings.seed,
            state: settings.state,
            reload: settings.reload.unwrap_or(usual.reload),
            door: usual.door,
        };
        config.check()?;
        Ok(config)
    }

    /// What is played first.
    #[must_use]
    pub fn plan(&self) -> Plan {
        Plan {
            map: self.map.clone(),
            mode: self.mode.clone(),
        }
    }

    /// Where the certificate is kept: as set, else systemd's `StateDirectory`, else the system's usual place.
    #[must_use]
    pub fn state_folder(&self) -> Option<PathBuf> {
        let from_systemd = || {
            let folders = std::env::var("STATE_DIRECTORY").ok()?;
            folders
                .split(':')
                .next()
                .filter(|folder| !folder.is_empty())
                .map(PathBuf::from)
        };
        let usual = || {
            Some(
                directories::ProjectDirs::from("", "", "hogs")?
                    .data_local_dir()
                    .join("server"),
            )
        };
        self.state.clone().or_else(from_systemd).or_else(usual)
    }
}
