//! The server's certificate: signed by itself, because a LAN has no authority; clients remember its fingerprint. Kept
//! in the state folder where there is one, so that players recognise the server after a restart.

use std::io;
use std::path::Path;

use rcgen::{CertificateParams, DnType, KeyPair};
use ring::digest;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::sign::CertifiedKey;
use thiserror::Error;

use crate::report::{Access, write_new};
use crate::tickets::random;

/// The folder in the state folder that holds the two files.
const PAIR_FOLDER: &str = "certificate";
/// The certificate's file.
const CERTIFICATE_FILE: &str = "certificate.der";
/// The key's file (PKCS #8).
const KEY_FILE: &str = "key.der";
/// Larger than any file of ours, bytes.
const MAX_FILE_BYTES: u64 = 16 * 1024;

/// A certificate and its key.
#[derive(Debug)]
pub struct Certificate {
    /// What is shown to clients.
    pub der: CertificateDer<'static>,
    /// What is shown to nobody.
    pub key: PrivateKeyDer<'static>,
}

/// Why there is no certificate.
#[derive(Debug, Error)]
pub enum CertificateError {
    /// The system gave no random numbers, or the like.
    #[error("A certificate cannot be made: {0}.")]
    Make(String),
    /// The folder or a file cannot be read or written.
    #[error("The certificate in {folder} cannot be kept: {problem}.")]
    Folder {
        /// The state folder.
        folder: String,
        /// What the system said.
        problem: String,
    },
    /// What is there is no certificate, or not with that key.
    #[error(
        "The certificate in {folder} is broken ({problem}): restore the folder certificate, or delete it to start with \
         a new one that players will be warned of."
    )]
    Broken {
        /// The state folder.
        folder: String,
        /// What is wrong.
        problem: String,
    },
}

impl Clone for Certificate {
    fn clone(&self) -> Self {
        Self {
            der: self.der.clone(),
            key: self.key.clone_key(),
        }
    }
}

impl Certificate {
    /// The one in the folder; a new one, kept there, if there is none yet; a new one in memory without a folder.
    ///
    /// # Errors
    /// One sentence, if the folder cannot be used or what is in it is broken: a new certificate would make every
    /// player's client warn, so that is for the host to decide.
    pub fn load_or_create(folder: Option<&Path>) -> Result<Self, CertificateError> {
        let Some(folder) = folder else {
            return Self::create();
        };
        let shown = folder.display().to_string();
        let io_fail = |error: io::Error| CertificateError::Folder {
            folder: shown.clone(),
            problem: error.to_string(),
        };
        let kept = folder.join(PAIR_FOLDER);
        if !kept.exists() {
            std::fs::create_dir_all(folder).map_err(io_fail)?;
            Self::create()?.keep(folder, &kept).map_err(io_fail)?;
        }
        // Read back even when it is new: of several servers that start at once, all take what the first one kept.
        let part = |name: &str| read(&kept.join(name)).map_err(io_fail);
        let (Some(der), Some(key)) = (part(CERTIFICATE_FILE)?, part(KEY_FILE)?) else {
            let problem = "one of its two files is missing".to_owned();
            return Err(CertificateError::Broken {
                folder: shown,
                problem,
            });
        };
        Self::from_files(&shown, der, key)
    }

    /// Writes both files into a folder that then gets its name in one go, unless another one has it by then: so there
    /// is never half a pair, nor the halves of two.
    fn keep(&self, folder: &Path, kept: &Path) -> io::Result<()> {
        let random: [u8; 8] = random().ok_or_else(|| io::Error::other("the system has no random numbers"))?;
        let draft = folder.join(format!("{PAIR_FOLDER}.{:016x}.draft", u64::from_le_bytes(random)));
        let written = std::fs::create_dir(&draft)
            .and_then(|()| write_new(&draft.join(KEY_FILE), self.key.secret_der(), Access::Owner))
            .and_then(|()| write_new(&draft.join(CERTIFICATE_FILE), &self.der, Access::Owner))
            .and_then(|()| std::fs::rename(&draft, kept));
        if written.is_err() {
            // What matters is the first error.
            let _ = std::fs::remove_dir_all(&draft);
        }
        if kept.exists() { Ok(()) } else { written }
    }

    /// SHA-256 of the certificate: what clients remember a server by.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 32] {
        let mut fingerprint = [0; 32];
        fingerprint.copy_from_slice(digest::digest(&digest::SHA256, &self.der).as_ref());
        fingerprint
    }

    /// What the TLS library takes.
    #[must_use]
    pub fn for_tls(&self) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
        (self.der.clone(), self.key.clone_key())
    }

    /// A new one. Good until the year 4096: clients look at the fingerprint and not at dates.
    fn create() -> Result<Self, CertificateError> {
        let fail = |error: rcgen::Error| CertificateError::Make(error.to_string());
        let key = KeyPair::generate().map_err(fail)?;
        let mut params = CertificateParams::new(vec!["hogs".to_owned()]).map_err(fail)?;
        params.distinguished_name.push(DnType::CommonName, "hogs");
        let certificate = params.self_signed(&key).map_err(fail)?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        Ok(Self {
            der: certificate.der().clone(),
            key,
        })
    }

    fn from_files(folder: &str, der: Vec<u8>, key: Vec<u8>) -> Result<Self, CertificateError> {
        let (der, key) = (
            CertificateDer::from(der),
            PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key)),
        );
        let provider = rustls::crypto::ring::default_provider();
        // Reads both, and compares the public keys.
        let checked = CertifiedKey::from_der(vec![der.clone()], key.clone_key(), &provider);
        checked.map_err(|error| CertificateError::Broken {
            folder: folder.to_owned(),
            problem: error.to_string(),
        })?;
        Ok(Self { der, key })
    }
}

/// Content of a file; nothing if there is none.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match std::fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
        Ok(found) if found.len() > MAX_FILE_BYTES => Err(io::Error::other(format!(
            "{} is longer than any certificate",
            path.display()
        ))),
        Ok(_) => std::fs::read(path).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_that_start_at_once_share_one_certificate() {
        let name = format!("hogs-certificate-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = std::fs::remove_dir_all(&folder);
        let start = || Certificate::load_or_create(Some(&folder)).unwrap().fingerprint();
        let fingerprints: Vec<[u8; 32]> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(start)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(fingerprints.iter().all(|fingerprint| *fingerprint == start()));
        let left = std::fs::read_dir(&folder).unwrap().count();
        assert_eq!(left, 1, "no drafts are left behind");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn without_a_folder_each_start_is_a_new_server() {
        let fingerprint = || Certificate::load_or_create(None).unwrap().fingerprint();
        assert_ne!(fingerprint(), fingerprint());
    }
}
