//! A host's settings: defaults, then a TOML file, then `HOGS_*` in the environment, then flags, each over the one
//! before. What is misspelt or impossible is one clear sentence, never a silent default.

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use hogs_shared::bot::Skill;
use hogs_shared::ids::MAX_HOGS;
use hogs_shared::protocol::SNAPSHOTS_PER_SECOND;
use hogs_shared::protocol::ballot::Plan;
use hogs_shared::protocol::text::clean;
use hogs_shared::tick::TICKS_PER_SECOND;
use serde::Deserialize;
use thiserror::Error;

use crate::join::DoorLimits;
use crate::rotation::{MAX_ENTRIES, Rotation};

/// The usual port, UDP and TCP.
pub const USUAL_PORT: u16 = 27500;
/// Most letters of a server's name.
const MAX_NAME: usize = 40;
/// Longest settings or password file, bytes.
const MAX_FILE_BYTES: u64 = 1 << 16;
/// What variables of the environment begin with.
const PREFIX: &str = "HOGS_";
/// Those that are other people's.
const OTHERS: [&str; 6] = ["ASSETS", "BLESS", "CONFIG", "HOME", "LOG", "SKIP_SETUP"];

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

/// Declares the settings once, as a layer in which each may be missing: keys of the file, variables of the environment
/// and flags of the command line all come from this one list.
macro_rules! settings {
    ($($(#[$meta:meta])* $name:ident: $type:ty = $wanted:literal,)*) => {
        /// Some settings: what a file, the environment or a command line says.
        #[derive(Clone, Debug, Default, PartialEq, Deserialize, clap::Args)]
        #[serde(deny_unknown_fields)]
        pub struct Settings {
            $($(#[$meta])* pub $name: Option<$type>,)*
        }

        impl Settings {
            /// These, and where they say nothing, those below.
            #[must_use]
            pub fn over(self, below: Self) -> Self {
                Self { $($name: self.$name.or(below.$name),)* }
            }

            /// Sets one from text; false if there is none of that name.
            fn set(&mut self, name: &str, text: &str) -> Result<bool, &'static str> {
                $(if name == stringify!($name) {
                    self.$name = Some(text.parse::<$type>().map_err(|_| $wanted)?);
                    return Ok(true);
                })*
                Ok(false)
            }
        }
    };
}

settings! {
    /// What players read in the list of games
    #[arg(long, value_name = "TEXT")]
    name: String = "text",
    /// Address to listen on [default: 0.0.0.0, all of IPv4; :: for IPv6 as well]
    #[arg(long, value_name = "ADDR")]
    bind: IpAddr = "IP address",
    /// UDP and TCP port; 0 takes a free one, which the ready line names [default: 27500]
    #[arg(long, value_name = "N")]
    port: u16 = "port (0 to 65535)",
    /// UDP port that players are told, if another one leads here from outside
    #[arg(long, value_name = "N")]
    advertise_port: u16 = "port (0 to 65535)",
    /// Arena [default: sty]
    #[arg(long, value_name = "NAME")]
    map: String = "text",
    /// Folder with arenas of your own; who lacks the one that is played gets it when they join
    #[arg(long, value_name = "DIR")]
    arenas: PathBuf = "path",
    /// Mode [default: deathmatch]
    #[arg(long, value_name = "NAME")]
    mode: String = "text",
    /// What is played match after match: ARENA:MODE:FEWEST-MOST, separated by commas; mode and numbers may be left out
    #[arg(long, value_name = "LIST")]
    rotation: Rotation = "list of ARENA:MODE:FEWEST-MOST",
    /// Whether players vote on the next match, and may call votes [default: true]
    #[arg(long, value_name = "true|false")]
    vote: bool = "true or false",
    /// Whether a match begins with a warm-up, until everyone is ready [default: true]
    #[arg(long, value_name = "true|false")]
    warm_up: bool = "true or false",
    /// Most players who may only look on [default: 4]
    #[arg(long, value_name = "N")]
    spectators: u16 = "whole number",
    /// Seats [default: 16]
    #[arg(long, value_name = "N")]
    max_players: u16 = "whole number",
    /// Players there are in all: bots make up for missing people [default: 4]
    #[arg(long, value_name = "N")]
    bots: u8 = "whole number up to 255",
    /// How well bots play: 0 beginner, 1 easy, 2 medium, 3 hard, 4 expert [default: 2]
    #[arg(long, value_name = "N")]
    bot_skill: u8 = "whole number",
    /// What players must know to come in. (No flag: other users of a machine can read command lines.)
    #[arg(skip)]
    password: String = "text",
    /// File whose first line is the password
    #[arg(long, value_name = "FILE")]
    password_file: PathBuf = "path",
    /// Whether the local network is told of the server [default: true]
    #[arg(long, value_name = "true|false")]
    lan: bool = "true or false",
    /// Snapshots a second: 10, 12, 15, 20, 30 or 60 [default: 30]
    #[arg(long, value_name = "N")]
    snapshot_rate: u32 = "whole number",
    /// Stop by itself after so many seconds
    #[arg(long, value_name = "N")]
    seconds: f64 = "number",
    /// Write what the run cost and carried to a file, as JSON
    #[arg(long, value_name = "FILE")]
    report: PathBuf = "path",
    /// Keep a replay of every match in a folder [default: replays, in the current one]
    #[arg(long, value_name = "DIR", num_args = 0..=1, default_missing_value = "replays")]
    record: PathBuf = "path",
    /// Most that all replays may take together, megabytes; the oldest are removed [default: 1000]
    #[arg(long, value_name = "N")]
    record_limit_mb: u32 = "whole number",
    /// Seed of the match's chance [default: random]
    #[arg(long, value_name = "N")]
    seed: u64 = "whole number",
    /// Folder that the certificate and what is known of arenas are kept in
    #[arg(long, value_name = "DIR", visible_alias = "state-folder")]
    state: PathBuf = "path",
    /// Whether to read figures again that change on disk, for the next match; the command `restart` begins it at once
    /// [default: only in a build for development]
    #[arg(long, value_name = "true|false", num_args = 0..=1, default_missing_value = "true")]
    reload: bool = "true or false",
}

impl Settings {
    /// The settings in a TOML file.
    ///
    /// # Errors
    /// [`ConfigError`] for what is no setting, with its line.
    pub fn from_file(path: &Path) -> Result<Self, ConfigError> {
        Self::from_toml(&path.display().to_string(), &read_text(path)?)
    }

    /// The settings in TOML text; `file` is what errors call it.
    ///
    /// # Errors
    /// [`ConfigError`] for what is no setting, with its line.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|error| {
            let before = |start| text.get(..start).unwrap_or_default();
            let line = error
                .span()
                .map(|span| before(span.start).matches('\n').count() + 1);
            let message = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
            let problem = line.map_or_else(|| message.clone(), |line| format!("line {line}: {message}"));
            ConfigError::Toml {
                file: file.to_owned(),
                problem,
            }
        })
    }

    /// The settings among variables of the environment.
    ///
    /// # Errors
    /// [`ConfigError`] for one that begins with `HOGS_` and is no setting.
    pub fn from_environment(variables: impl Iterator<Item = (String, String)>) -> Result<Self, ConfigError> {
        let mut settings = Self::default();
        for (variable, value) in variables {
            let Some(name) = variable.strip_prefix(PREFIX) else {
                continue;
            };
            if OTHERS.contains(&name) || is_service_link(name, &value) {
                continue;
            }
            match settings.set(&name.to_lowercase(), &value) {
                Ok(true) => {}
                Ok(false) => return Err(ConfigError::UnknownVariable(variable)),
                Err(wanted) => {
                    return Err(ConfigError::Variable {
                        variable,
                        value,
                        wanted,
                    });
                }
            }
        }
        Ok(settings)
    }
}

/// Kubernetes puts links to services into the environment of every container; for a service called `hogs` they begin
/// with what ours begin with.
fn is_service_link(name: &str, value: &str) -> bool {
    name.contains("SERVICE_")
        || value.starts_with("tcp://")
        || value.starts_with("udp://")
        || name.contains("PORT_")
}

fn read_text(path: &Path) -> Result<String, ConfigError> {
    use std::io::Read;
    let fail = |problem: String| ConfigError::Unreadable {
        file: path.display().to_string(),
        problem,
    };
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(|error| fail(error.to_string()))?;
    file.take(MAX_FILE_BYTES + 1)
        .read_to_string(&mut text)
        .map_err(|error| fail(error.to_string()))?;
    if text.len() as u64 > MAX_FILE_BYTES {
        return Err(fail(format!("it is longer than {MAX_FILE_BYTES} bytes")));
    }
    Ok(text)
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

    /// Whether all of it is possible together.
    ///
    /// # Errors
    /// [`ConfigError`] for the first thing that is not.
    pub fn check(&self) -> Result<(), ConfigError> {
        let wrong = |setting, problem: String| Err(ConfigError::Value { setting, problem });
        if clean(&self.name, MAX_NAME) != self.name || self.name.is_empty() {
            return wrong(
                "name",
                format!("it takes 1 to {MAX_NAME} visible letters on one line"),
            );
        }
        if self.max_players == 0 || usize::from(self.max_players) > MAX_HOGS {
            return wrong(
                "max_players",
                format!("{} is not between 1 and {MAX_HOGS}", self.max_players),
            );
        }
        if u16::from(self.bots) > self.max_players {
            return wrong(
                "bots",
                format!(
                    "{} bots do not fit on {} seats (max_players)",
                    self.bots, self.max_players
                ),
            );
        }
        if self.rotation.0.len() > MAX_ENTRIES {
            return wrong(
                "rotation",
                format!("{} entries are more than {MAX_ENTRIES}", self.rotation.0.len()),
            );
        }
        if let Some(entry) = self
            .rotation
            .0
            .iter()
            .find(|entry| entry.min_players > entry.max_players)
        {
            return wrong(
                "rotation",
                format!(
                    "{} is for at least {} and at most {} players",
                    entry.map, entry.min_players, entry.max_players
                ),
            );
        }
        if usize::from(self.bot_skill) >= Skill::ALL.len() {
            return wrong(
                "bot_skill",
                format!(
                    "{} is not from 0 (beginner) over 1 (easy), 2 (medium) and 3 (hard) to 4 (expert)",
                    self.bot_skill
                ),
            );
        }
        if self.snapshot_rate < 10 || !TICKS_PER_SECOND.is_multiple_of(self.snapshot_rate) {
            return wrong(
                "snapshot_rate",
                format!("{} is not 10, 12, 15, 20, 30 or 60", self.snapshot_rate),
            );
        }
        if self
            .seconds
            .is_some_and(|seconds| !(seconds > 0.0 && seconds <= 1e9))
        {
            return wrong("seconds", "it takes a number above 0".to_owned());
        }
        if self
            .password
            .as_ref()
            .is_some_and(|password| password.is_empty() || password.len() > 256)
        {
            return wrong(
                "password",
                "it takes 1 to 256 bytes; leave it out for none".to_owned(),
            );
        }
        if self.record_limit_mb == 0 {
            return wrong("record_limit_mb", "it takes at least 1".to_owned());
        }
        if self.advertise_port == Some(0) {
            return wrong(
                "advertise_port",
                "0 is no port that players could send to".to_owned(),
            );
        }
        Ok(())
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
