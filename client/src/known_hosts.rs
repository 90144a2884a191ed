//! The certificate each server showed when it was joined first, so that another one in its place is noticed.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use bevy::prelude::*;
use serde::{Deserialize, Serialize};

use crate::home::{Home, set_aside, write_atomically};

/// SHA-256 of a server's certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(pub [u8; 32]);

impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

/// What is not 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a fingerprint has 64 hexadecimal digits")]
pub struct NoFingerprint;

impl FromStr for Fingerprint {
    type Err = NoFingerprint;

    fn from_str(text: &str) -> Result<Self, NoFingerprint> {
        let digits = text.as_bytes();
        if digits.len() != 64 || !text.is_ascii() {
            return Err(NoFingerprint);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| NoFingerprint)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| NoFingerprint)?;
        }
        Ok(Self(bytes))
    }
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct File {
    hosts: BTreeMap<String, String>,
}

/// Fingerprints by `host:port`.
#[derive(Resource, Debug)]
pub struct KnownHosts {
    /// Where they are kept, if they are.
    path: Option<PathBuf>,
    hosts: BTreeMap<String, Fingerprint>,
}

impl KnownHosts {
    /// Reads what is known; nothing where the file is missing or broken (a broken one is put aside).
    #[must_use]
    pub fn load(home: &Home) -> Self {
        let path = home.file("known_hosts.toml");
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let file: File = toml::from_str(&text).unwrap_or_else(|error| {
            warn!(
                "The list of known servers is broken ({}); it is put aside.",
                error.message()
            );
            drop(set_aside(&path));
            File::default()
        });
        let hosts = file
            .hosts
            .into_iter()
            .filter_map(|(host, print)| Some((host, print.parse().ok()?)))
            .collect();
        Self {
            path: Some(path),
            hosts,
        }
    }

    /// What somebody else knows, to go by for this run: nothing of it is kept.
    #[must_use]
    pub const fn lent(hosts: BTreeMap<String, Fingerprint>) -> Self {
        Self { path: None, hosts }
    }

    /// What the server at `host:port` showed at first.
    #[must_use]
    pub fn get(&self, host: &str) -> Option<Fingerprint> {
        self.hosts.get(host).copied()
    }

    /// All of them, by `host:port`.
    #[must_use]
    pub fn all(&self) -> BTreeMap<String, Fingerprint> {
        self.hosts.clone()
    }

    /// Remembers what a server showed.
    ///
    /// # Errors
    /// A sentence; it is remembered for this run all the same.
    pub fn pin(&mut self, host: &str, fingerprint: Fingerprint) -> Result<(), String> {
        if self.hosts.insert(host.to_owned(), fingerprint) == Some(fingerprint) {
            return Ok(());
        }
        self.save()
    }

    fn save(&self) -> Result<(), String> {
        let Some(path) = &self.path else { return Ok(()) };
        let hosts = self
            .hosts
            .iter()
            .map(|(host, print)| (host.clone(), print.to_string()))
            .collect();
        let shown = path.display();
        let text = toml::to_string(&File { hosts }).map_err(|error| error.to_string())?;
        write_atomically(path, text.as_bytes(), false)
            .map_err(|error| format!("Known servers could not be saved to {shown}: {error}."))
    }
}
