//! Who a player is to servers: an Ed25519 key made at the first start and never sent. A server that knows its public
//! half gives the player their seat and score back.

use std::path::Path;

use bevy::prelude::*;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair};
use thiserror::Error;

use crate::home::{Home, set_aside, write_new};
use crate::words::Telling;

/// A player's key.
#[derive(Resource)]
pub struct Identity {
    pair: Ed25519KeyPair,
    pkcs8: Vec<u8>,
}

/// Why there is no key.
#[derive(Debug, Error)]
pub enum IdentityError {
    /// The system gave no random numbers.
    #[error("No key could be made: the system has no random numbers.")]
    Random,
    /// The file could not be read or written.
    #[error("Your identity in {file} could not be {action}: {problem}.")]
    File {
        /// Where.
        file: String,
        /// What was tried.
        action: &'static str,
        /// What the system said.
        problem: String,
    },
}

impl Identity {
    /// The key kept in the player's folder; made, for its owner's eyes alone, where there is none. A file that is no key
    /// is put aside, as a note says.
    ///
    /// # Errors
    /// [`IdentityError`] if there is none and none can be made.
    pub fn load_or_create(home: &Home) -> Result<(Self, Option<Telling>), IdentityError> {
        let path = home.file("identity.pk8");
        if path.exists() {
            match Self::load(&path) {
                Ok(Some(identity)) => return Ok((identity, None)),
                Ok(None) => {}
                Err(problem) => return Err(problem),
            }
            let aside = set_aside(&path).map_err(|error| failure(&path, "moved aside", &error))?;
            let identity = Self::create(&path)?;
            let file = aside.display().to_string();
            let note = Telling::tell("trouble-identity", [("file", file.into())]);
            return Ok((identity, Some(note)));
        }
        Ok((Self::create(&path)?, None))
    }

    /// A key that is kept nowhere.
    ///
    /// # Errors
    /// [`IdentityError::Random`].
    pub fn fleeting() -> Result<Self, IdentityError> {
        let document =
            Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(|_| IdentityError::Random)?;
        Self::from_pkcs8(document.as_ref()).ok_or(IdentityError::Random)
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        let mut public = [0; 32];
        public.copy_from_slice(self.pair.public_key().as_ref());
        public
    }

    /// Signs a message: 64 bytes.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.pair.sign(message).as_ref().to_vec()
    }

    /// A second handle to the same key, for a thread.
    #[must_use]
    pub fn duplicate(&self) -> Option<Self> {
        Self::from_pkcs8(&self.pkcs8)
    }

    fn from_pkcs8(pkcs8: &[u8]) -> Option<Self> {
        let pair = Ed25519KeyPair::from_pkcs8(pkcs8).ok()?;
        Some(Self {
            pair,
            pkcs8: pkcs8.to_vec(),
        })
    }

    /// The key in a file; nothing if what is there is no key.
    fn load(path: &Path) -> Result<Option<Self>, IdentityError> {
        let pkcs8 = std::fs::read(path).map_err(|error| failure(path, "read", &error))?;
        restrict(path).map_err(|error| failure(path, "made private", &error))?;
        Ok(Self::from_pkcs8(&pkcs8))
    }

    fn create(path: &Path) -> Result<Self, IdentityError> {
        let identity = Self::fleeting()?;
        match write_new(path, &identity.pkcs8, true) {
            Ok(()) => Ok(identity),
            // Another client started at the same moment; its key is ours.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                Ok(Self::load(path)?.unwrap_or(identity))
            }
            Err(error) => Err(failure(path, "written", &error)),
        }
    }
}

fn failure(path: &Path, action: &'static str, error: &std::io::Error) -> IdentityError {
    IdentityError::File {
        file: path.display().to_string(),
        action,
        problem: error.to_string(),
    }
}

/// Takes a key out of others' sight, should it have come into it.
#[cfg(unix)]
fn restrict(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut permissions = std::fs::metadata(path)?.permissions();
    if permissions.mode() & 0o077 != 0 {
        permissions.set_mode(0o600);
        std::fs::set_permissions(path, permissions)?;
    }
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the unix half can fail")]
fn restrict(_path: &Path) -> std::io::Result<()> {
    Ok(())
}
