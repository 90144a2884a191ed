//! Whether a host's settings are possible, each and together: the first that is not is named, with what would do.

use hogs_shared::bot::Skill;
use hogs_shared::ids::MAX_HOGS;
use hogs_shared::protocol::text::clean;
use hogs_shared::tick::TICKS_PER_SECOND;

use super::{Config, ConfigError};
use crate::rotation::MAX_ENTRIES;

/// Most letters of a server's name.
const MAX_NAME: usize = 40;

impl Config {
    /// Whether all of it is possible together.
    ///
    /// # Errors
    /// [`ConfigError`] for the first thing that is not.
    pub fn check(&self) -> Result<(), ConfigError> {
        if clean(&self.name, MAX_NAME) != self.name || self.name.is_empty() {
            return wrong(
                "name",
                format!("it takes 1 to {MAX_NAME} visible letters on one line"),
            );
        }
        self.check_match()?;
        self.check_service()
    }

    /// Who plays, what, and how well.
    fn check_match(&self) -> Result<(), ConfigError> {
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
        Ok(())
    }

    /// What the server takes upon itself, whatever is played.
    fn check_service(&self) -> Result<(), ConfigError> {
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
}

fn wrong(setting: &'static str, problem: String) -> Result<(), ConfigError> {
    Err(ConfigError::Value { setting, problem })
}
