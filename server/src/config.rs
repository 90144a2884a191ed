//! What a host can set, from four places in rising order: defaults, a TOML file, `HOGS_*` in the environment, flags.
//! A name that is not known is an error in each of them, and every error is one sentence that says where to look.

use std::fmt;
use std::io::Read;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Parser;
use hogs_shared::protocol::text;
use serde::Deserialize;
use thiserror::Error;

/// The port that servers listen at unless told otherwise, UDP and TCP alike.
pub const USUAL_PORT: u16 = 27960;
/// Most seats a server can have.
pub const MAX_PLAYERS: u16 = 256;
/// Most letters of a server's name.
pub const MAX_SERVER_NAME: usize = 40;
/// Snapshots a second that divide the ticks evenly.
const SNAPSHOT_RATES: [u32; 4] = [10, 20, 30, 60];
/// Longest password, bytes: it travels in one frame with the rest of the request.
const MAX_PASSWORD_BYTES: usize = 128;
/// Longest a server can be told to run, seconds: ten years.
const MAX_SECONDS: f64 = 315_360_000.0;
/// Longest file of settings or password, bytes.
const MAX_FILE_BYTES: u64 = 64 * 1024;
/// Every variable of the environment that sets something, without its `HOGS_`.
const VARIABLES: [&str; 17] = [
    "bind",
    "port",
    "name",
    "map",
    "mode",
    "bots",
    "bot_skill",
    "max_players",
    "password",
    "password_file",
    "lan",
    "seconds",
    "report",
    "state_folder",
    "seed",
    "snapshot_rate",
    "config",
];
/// Variables of the same beginning that belong to other parts of the game.
const OTHERS: [&str; 5] = ["HOGS_ASSETS", "HOGS_HOME", "HOGS_SKIP_SETUP", "HOGS_BLESS", "HOGS_LOG"];

/// Everything a server needs to be told.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Address to listen at.
    pub bind: IpAddr,
    /// UDP and TCP port; 0 takes any free one.
    pub port: u16,
    /// What people read in lists.
    pub name: String,
    /// Arena, by the name of its file.
    pub map: String,
    /// Mode, by the name of its file.
    pub mode: String,
    /// Bots fill up to this many players.
    pub bots: u8,
    /// How well bots play: 0, 1 or 2.
    pub bot_skill: u8,
    /// Seats, 1 to 256.
    pub max_players: u16,
    /// What one must know to join.
    pub password: Option<String>,
    /// File that holds the password instead.
    pub password_file: Option<PathBuf>,
    /// Whether the server announces itself on the local network.
    pub lan: bool,
    /// Stops after this many seconds.
    pub seconds: Option<f64>,
    /// File to write figures to at the end.
    pub report: Option<PathBuf>,
    /// Folder that keeps the certificate, so that players recognise the server; none keeps it in memory.
    pub state_folder: Option<PathBuf>,
    /// Seed of the match; none takes a random one.
    pub seed: Option<u64>,
    /// Snapshots a second: 10, 20, 30 or 60.
    pub snapshot_rate: u32,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            bind: IpAddr::V4(Ipv4Addr::UNSPECIFIED),
            port: USUAL_PORT,
            name: "A Hogs server".to_owned(),
            map: "sty".to_owned(),
            mode: "deathmatch".to_owned(),
            bots: 0,
            bot_skill: 1,
            max_players: 32,
            password: None,
            password_file: None,
            lan: true,
            seconds: None,
            report: None,
            state_folder: None,
            seed: None,
            snapshot_rate: 30,
        }
    }
}

/// Says everything but the password, which has no business in a log.
impl fmt::Debug for Config {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Config")
            .field("bind", &self.bind)
            .field("port", &self.port)
            .field("name", &self.name)
            .field("map", &self.map)
            .field("mode", &self.mode)
            .field("bots", &self.bots)
            .field("bot_skill", &self.bot_skill)
            .field("max_players", &self.max_players)
            .field("password", &self.password.as_ref().map(|_| "(kept to itself)"))
            .field("password_file", &self.password_file)
            .field("lan", &self.lan)
            .field("seconds", &self.seconds)
            .field("report", &self.report)
            .field("state_folder", &self.state_folder)
            .field("seed", &self.seed)
            .field("snapshot_rate", &self.snapshot_rate)
            .finish()
    }
}

/// A dedicated server for Hogs. Every setting can also stand in the file named by --config, or in the environment as
/// HOGS_ and its name; flags win over the environment, and that over the file.
#[derive(Parser, Clone, Debug, Default)]
#[command(name = "hogs-server", version, about)]
pub struct Flags {
    /// Reads settings from FILE (TOML).
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Listens at this address of the machine only.
    #[arg(long, value_name = "ADDR")]
    pub bind: Option<IpAddr>,
    /// UDP and TCP port; 0 takes any free one. [default: 27960]
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Arena. [default: sty]
    #[arg(long, value_name = "NAME")]
    pub map: Option<String>,
    /// Mode. [default: deathmatch]
    #[arg(long, value_name = "NAME")]
    pub mode: Option<String>,
    /// Bots fill up to this many players. [default: 0]
    #[arg(long, value_name = "N")]
    pub bots: Option<u8>,
    /// How well bots play: 0 easy, 1 fair, 2 hard. [default: 1]
    #[arg(long, value_name = "N")]
    pub bot_skill: Option<u8>,
    /// Seats. [default: 32]
    #[arg(long, value_name = "N")]
    pub max_players: Option<u16>,
    /// What people read in lists.
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// Stops after N seconds.
    #[arg(long, value_name = "N")]
    pub seconds: Option<f64>,
    /// Writes figures to FILE at the end (JSON).
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Checks settings and data, and ends.
    #[arg(long)]
    pub check_config: bool,
    /// File that holds the password of the server.
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    /// Does not announce the server on the local network.
    #[arg(long)]
    pub no_lan: bool,
    /// Keeps the server's certificate in FOLDER, so that players recognise it after a restart.
    #[arg(long, value_name = "FOLDER")]
    pub state_folder: Option<PathBuf>,
    /// Seed of the match.
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Snapshots a second: 10, 20, 30 or 60. [default: 30]
    #[arg(long, value_name = "N")]
    pub snapshot_rate: Option<u32>,
}

/// Why settings cannot be.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ConfigError {
    /// A file is not there or cannot be read.
    #[error("{file} cannot be read: {problem}.")]
    Unreadable {
        /// Which.
        file: String,
        /// What the system said.
        problem: String,
    },
    /// The file of settings says something it cannot.
    #[error("{file}, line {line}: {problem}.")]
    Syntax {
        /// Which.
        file: String,
        /// From 1.
        line: usize,
        /// What is wrong there.
        problem: String,
    },
    /// The environment sets something that is not there.
    #[error("{0} in the environment is no setting of the server; see hogs-server --help for those there are.")]
    Variable(String),
    /// A value cannot be.
    #[error("{key}: {problem}.")]
    Value {
        /// Which setting, as it is called where it was set.
        key: String,
        /// What is wrong with it.
        problem: String,
    },
}

impl Config {
    /// Settings from everywhere, checked. `file` is the one named by `--config`; without it `HOGS_CONFIG` counts.
    /// Variables that do not begin with `HOGS_` are passed over.
    ///
    /// # Errors
    /// One sentence on the first thing that is wrong.
    pub fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
        flags: &Flags,
    ) -> Result<Self, ConfigError> {
        let mut variables: Vec<(String, String)> = environment
            .filter(|(name, _)| name.starts_with("HOGS_") && !OTHERS.contains(&name.as_str()))
            .collect();
        // In one order, so that of several errors it is always the same that is shown.
        variables.sort();
        let named = variables.iter().find(|(name, _)| name == "HOGS_CONFIG").map(|(_, path)| PathBuf::from(path));
        let mut config = match file.map(Path::to_owned).or(named) {
            Some(path) => Self::parse(&path.display().to_string(), &read(&path)?)?,
            None => Self::default(),
        };
        for (name, text) in &variables {
            config.take_variable(name, text)?;
        }
        config.take_flags(flags);
        config.name = text::clean(&config.name, MAX_SERVER_NAME);
        config.take_password_file()?;
        config.validate()?;
        Ok(config)
    }

    /// Defaults and what TOML text says over them; `file` is what to call it in an error.
    ///
    /// # Errors
    /// The line, and what is wrong in it.
    pub fn parse(file: &str, toml: &str) -> Result<Self, ConfigError> {
        toml::from_str(toml).map_err(|error: toml::de::Error| {
            let before = error.span().and_then(|span| toml.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let problem = error.message().trim().trim_end_matches('.').replace('\n', "; ");
            ConfigError::Syntax { file: file.to_owned(), line, problem }
        })
    }

    /// Whether a server can run with this.
    ///
    /// # Errors
    /// One sentence on the first thing that is wrong.
    pub fn validate(&self) -> Result<(), ConfigError> {
        if text::clean(&self.name, MAX_SERVER_NAME).is_empty() {
            return Err(value("name", "a server needs one that can be read"));
        }
        if !(1..=MAX_PLAYERS).contains(&self.max_players) {
            return Err(value("max_players", format!("{} is not between 1 and {MAX_PLAYERS}", self.max_players)));
        }
        if u16::from(self.bots) > self.max_players {
            let problem = format!("{} are more than the {} seats of max_players", self.bots, self.max_players);
            return Err(value("bots", problem));
        }
        if self.bot_skill > 2 {
            return Err(value("bot_skill", format!("{} is not 0, 1 or 2", self.bot_skill)));
        }
        if !SNAPSHOT_RATES.contains(&self.snapshot_rate) {
            return Err(value("snapshot_rate", format!("{} is not 10, 20, 30 or 60", self.snapshot_rate)));
        }
        if let Some(seconds) = self.seconds
            && !(seconds > 0.0 && seconds <= MAX_SECONDS)
        {
            return Err(value("seconds", format!("{seconds} is not a time a server can run for")));
        }
        if let Some(password) = &self.password
            && !(1..=MAX_PASSWORD_BYTES).contains(&password.len())
        {
            let problem = format!("it must have 1 to {MAX_PASSWORD_BYTES} bytes; leave it out for none");
            return Err(value("password", problem));
        }
        Ok(())
    }

    fn take_variable(&mut self, name: &str, text: &str) -> Result<(), ConfigError> {
        let key = name.strip_prefix("HOGS_").unwrap_or_default().to_ascii_lowercase();
        if !VARIABLES.contains(&key.as_str()) || name.contains(|letter: char| letter.is_ascii_lowercase()) {
            return Err(ConfigError::Variable(name.escape_debug().to_string()));
        }
        match key.as_str() {
            "bind" => self.bind = parse(name, text, "an IP address")?,
            "port" => self.port = parse(name, text, "a port from 0 to 65535")?,
            "name" => text.clone_into(&mut self.name),
            "map" => text.clone_into(&mut self.map),
            "mode" => text.clone_into(&mut self.mode),
            "bots" => self.bots = parse(name, text, "a number from 0 to 255")?,
            "bot_skill" => self.bot_skill = parse(name, text, "0, 1 or 2")?,
            "max_players" => self.max_players = parse(name, text, "a number from 1 to 256")?,
            "password" => self.password = Some(text.to_owned()),
            "password_file" => self.password_file = Some(text.into()),
            "lan" => self.lan = parse(name, text, "true or false")?,
            "seconds" => self.seconds = Some(parse(name, text, "a number of seconds")?),
            "report" => self.report = Some(text.into()),
            "state_folder" => self.state_folder = Some(text.into()),
            "seed" => self.seed = Some(parse(name, text, "a whole number")?),
            "snapshot_rate" => self.snapshot_rate = parse(name, text, "10, 20, 30 or 60")?,
            // `config`, which was seen to before.
            _ => {}
        }
        Ok(())
    }

    fn take_flags(&mut self, flags: &Flags) {
        fn take<T: Clone>(setting: &mut T, flag: Option<&T>) {
            if let Some(flag) = flag {
                setting.clone_from(flag);
            }
        }
        take(&mut self.bind, flags.bind.as_ref());
        take(&mut self.port, flags.port.as_ref());
        take(&mut self.map, flags.map.as_ref());
        take(&mut self.mode, flags.mode.as_ref());
        take(&mut self.bots, flags.bots.as_ref());
        take(&mut self.bot_skill, flags.bot_skill.as_ref());
        take(&mut self.max_players, flags.max_players.as_ref());
        take(&mut self.name, flags.name.as_ref());
        take(&mut self.snapshot_rate, flags.snapshot_rate.as_ref());
        self.seconds = flags.seconds.or(self.seconds);
        self.seed = flags.seed.or(self.seed);
        self.report = flags.report.clone().or_else(|| self.report.take());
        self.password_file = flags.password_file.clone().or_else(|| self.password_file.take());
        self.state_folder = flags.state_folder.clone().or_else(|| self.state_folder.take());
        self.lan = self.lan && !flags.no_lan;
    }

    fn take_password_file(&mut self) -> Result<(), ConfigError> {
        let Some(path) = &self.password_file else { return Ok(()) };
        if self.password.is_some() {
            return Err(value("password_file", "there is a password as well; give one of the two"));
        }
        let text = read(path)?;
        let password = text.trim_end_matches(['\r', '\n']);
        if password.is_empty() || password.len() > MAX_PASSWORD_BYTES {
            let problem = format!("{} must hold 1 to {MAX_PASSWORD_BYTES} bytes", path.display());
            return Err(value("password_file", problem));
        }
        self.password = Some(password.to_owned());
        Ok(())
    }
}

fn value(key: &str, problem: impl Into<String>) -> ConfigError {
    ConfigError::Value { key: key.to_owned(), problem: problem.into() }
}

fn parse<T: FromStr>(name: &str, text: &str, wanted: &str) -> Result<T, ConfigError> {
    let shown: String = text.escape_debug().take(60).collect();
    text.trim().parse().map_err(|_| value(name, format!("'{shown}' is not {wanted}")))
}

fn read(path: &Path) -> Result<String, ConfigError> {
    let fail = |problem: String| ConfigError::Unreadable { file: path.display().to_string(), problem };
    let file = std::fs::File::open(path).map_err(|error| fail(error.to_string()))?;
    let mut text = String::new();
    file.take(MAX_FILE_BYTES + 1).read_to_string(&mut text).map_err(|error| fail(error.to_string()))?;
    if text.len() as u64 > MAX_FILE_BYTES {
        return Err(fail(format!("it is longer than {MAX_FILE_BYTES} bytes")));
    }
    Ok(text)
}
