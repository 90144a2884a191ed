//! Settings as they are said, where each may be missing: in a TOML file, in the environment, on the command line. One
//! list declares them for all three.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::ConfigError;
use crate::rotation::Rotation;

/// Longest settings or password file, bytes.
const MAX_FILE_BYTES: u64 = 1 << 16;
/// What variables of the environment begin with.
const PREFIX: &str = "HOGS_";
/// Those that are other people's.
const OTHERS: [&str; 6] = ["ASSETS", "BLESS", "CONFIG", "HOME", "LOG", "SKIP_SETUP"];

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

/// Text of a file, as long as settings may be.
pub(super) fn read_text(path: &Path) -> Result<String, ConfigError> {
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
