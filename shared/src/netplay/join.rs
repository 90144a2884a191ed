//! The client at the door: TLS over any stream, the server's certificate pinned rather than certified (there is no
//! authority on a LAN), then the conversation of `protocol/join.rs`.

use std::io::{Read, Write};
use std::sync::Arc;

use ring::digest;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, SignatureScheme, StreamOwned};
use thiserror::Error;

use crate::assets::is_plain_name;
use crate::ids::{Chassis, Coat};
use crate::level::Package;
use crate::protocol::PROTOCOL_VERSION;
use crate::protocol::join::{
    self, Denial, DoorError, JoinReply, JoinRequest, Knock, PlayerKey, Sight, Welcome,
};
use crate::protocol::offer::{self, OfferError};
use crate::protocol::password::PasswordKey;
use crate::protocol::text;

/// SHA-256 of a server's certificate: what a client remembers a server by.
pub type Fingerprint = [u8; 32];

/// Most letters of what a server says of itself.
pub const MAX_SERVER_NAME: usize = 40;

/// Who wants in, and as what.
pub struct Asking<'a> {
    /// What people will read.
    pub name: &'a str,
    /// What to drive.
    pub chassis: Chassis,
    /// How it is to be painted.
    pub coat: Coat,
    /// The player's public key.
    pub player: PlayerKey,
    /// Signs a message with the player's key.
    pub sign: &'a dyn Fn(&[u8]) -> Vec<u8>,
    /// For servers that ask for one; it is proven, not sent.
    pub password: &'a str,
    /// What the server's certificate was before, or what an invitation says it is.
    pub expected: Option<Fingerprint>,
}

/// What a successful conversation gives: a seat to claim over UDP.
#[derive(Clone, Debug)]
pub struct Ticket {
    /// The server's words, the token among them.
    pub welcome: Welcome,
    /// Of the certificate that was shown, to be remembered.
    pub fingerprint: Fingerprint,
    /// The arena, if it was asked for: the one that was promised, but nobody has read it yet.
    pub arena: Option<Package>,
}

/// Why there is no way in, in words for the player.
#[derive(Debug, Error)]
pub enum JoinError {
    /// The server says no.
    #[error("{0}")]
    Denied(Denial),
    /// The server is of another version.
    #[error(
        "The server plays version {theirs} of the game's protocol, you have version {PROTOCOL_VERSION}. \
         Update the older of the two."
    )]
    Version {
        /// The server's.
        theirs: u32,
    },
    /// Whatever listens there is something else.
    #[error("Something answers at this address, but it is not a Hogs server.")]
    NotHogs,
    /// The certificate is not the one known for this server.
    #[error(
        "The server's key has changed since you were last there. Either it was set up anew, or someone is posing as \
         it. Forget the old key only if you trust the change."
    )]
    CertificateChanged {
        /// What was shown instead.
        shown: Fingerprint,
    },
    /// The arena that was asked for is not one.
    #[error("The arena {map} {problem}.")]
    Arena {
        /// Its name.
        map: String,
        /// What is wrong with it.
        problem: OfferError,
    },
    /// The conversation broke.
    #[error("The server did not answer properly ({0}). Try again.")]
    Broken(String),
}

impl From<DoorError> for JoinError {
    fn from(error: DoorError) -> Self {
        match error {
            DoorError::NotHogs => Self::NotHogs,
            DoorError::Version { theirs } => Self::Version { theirs },
            DoorError::Io(error) if error.kind() == std::io::ErrorKind::InvalidData => Self::NotHogs,
            error @ (DoorError::Io(_) | DoorError::Malformed(_)) => Self::Broken(error.to_string()),
        }
    }
}

/// Talks to a server at its door. The stream should have time limits of its own.
///
/// # Errors
/// [`JoinError`], which is a sentence for the player.
pub fn ask<S: Read + Write>(stream: S, asking: &Asking<'_>) -> Result<Ticket, JoinError> {
    ask_and_fetch(stream, asking, &|_| false, &|_, _| {})
}

/// The same, and asks for the arena if it turns out to be `lacking` here; `progress` hears how many bytes of how many
/// of it there are.
///
/// # Errors
/// [`JoinError`], which is a sentence for the player.
pub fn ask_and_fetch<S: Read + Write>(
    stream: S,
    asking: &Asking<'_>,
    lacking: &dyn Fn(&Welcome) -> bool,
    progress: &dyn Fn(usize, usize),
) -> Result<Ticket, JoinError> {
    let (mut tls, nonce, fingerprint) = greet(stream)?;
    if asking.expected.is_some_and(|expected| expected != fingerprint) {
        return Err(JoinError::CertificateChanged { shown: fingerprint });
    }
    let request = JoinRequest {
        name: text::clean_name(asking.name),
        chassis: asking.chassis,
        coat: asking.coat,
        player: asking.player,
        signature: (asking.sign)(&join::proof(&nonce, &fingerprint)),
        password: (!asking.password.is_empty())
            .then(|| PasswordKey::of(asking.password, &fingerprint).prove(&nonce)),
    };
    join::ask(&mut tls, &Knock::Join(Box::new(request)))?;
    match join::hear_answer(&mut tls)? {
        JoinReply::Welcome(mut welcome) => {
            // What is played is looked up by these among files, and shown on the way in.
            if !is_plain_name(&welcome.map) || !is_plain_name(&welcome.mode) {
                return Err(JoinError::Broken("it plays nothing that has a name".to_owned()));
            }
            welcome.server = text::clean(&welcome.server, MAX_SERVER_NAME);
            Ok(Ticket {
                arena: fetch(&mut tls, &welcome, lacking, progress)?,
                welcome: *welcome,
                fingerprint,
            })
        }
        JoinReply::Denied(denial) => Err(JoinError::Denied(denial)),
        JoinReply::Seen(_) => Err(JoinError::NotHogs),
    }
}

/// A server that has been greeted: the line to it, what to sign, and the fingerprint of the certificate it showed.
type Greeted<S> = (
    StreamOwned<ClientConnection, S>,
    [u8; join::NONCE_BYTES],
    Fingerprint,
);

/// Opens a line to a server and hears its greeting.
fn greet<S: Read + Write>(stream: S) -> Result<Greeted<S>, JoinError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let broken = |error: rustls::Error| JoinError::Broken(error.to_string());
    let config = ClientConfig::builder_with_provider(provider.clone())
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(broken)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(AnyCertificate(provider)))
        .with_no_client_auth();
    let name = ServerName::try_from("hogs").map_err(|error| JoinError::Broken(error.to_string()))?;
    let connection = ClientConnection::new(Arc::new(config), name).map_err(broken)?;
    let mut tls = StreamOwned::new(connection, stream);
    let nonce = join::hear_greeting(&mut tls)?;
    let certificate = tls
        .conn
        .peer_certificates()
        .and_then(<[_]>::first)
        .ok_or(JoinError::NotHogs)?;
    let fingerprint = fingerprint(certificate);
    Ok((tls, nonce, fingerprint))
}

/// Looks in at a server's door without coming in. The stream should have time limits of its own.
///
/// # Errors
/// [`JoinError`], which is a sentence for the player.
pub fn look<S: Read + Write>(stream: S) -> Result<Sight, JoinError> {
    let (mut tls, ..) = greet(stream)?;
    join::ask(&mut tls, &Knock::Look)?;
    match join::hear_answer(&mut tls)? {
        JoinReply::Seen(sight) => Ok(Sight {
            server: text::clean(&sight.server, MAX_SERVER_NAME),
            map: text::clean(&sight.map, MAX_SERVER_NAME),
            mode: text::clean(&sight.mode, MAX_SERVER_NAME),
            ..*sight
        }),
        JoinReply::Denied(denial) => Err(JoinError::Denied(denial)),
        JoinReply::Welcome(_) => Err(JoinError::NotHogs),
    }
}

/// The arena, if it is lacking.
fn fetch(
    stream: &mut (impl Read + Write),
    welcome: &Welcome,
    lacking: &dyn Fn(&Welcome) -> bool,
    progress: &dyn Fn(usize, usize),
) -> Result<Option<Package>, JoinError> {
    if !lacking(welcome) {
        return Ok(None);
    }
    join::wish(stream)?;
    let packed = join::take(stream, progress)?;
    let package = offer::unpack(&packed, &welcome.arena).map_err(|problem| JoinError::Arena {
        map: text::clean_name(&welcome.map),
        problem,
    })?;
    Ok(Some(package))
}

/// The fingerprint of a certificate.
#[must_use]
pub fn fingerprint(certificate: &CertificateDer<'_>) -> Fingerprint {
    let mut fingerprint = [0; 32];
    fingerprint.copy_from_slice(digest::digest(&digest::SHA256, certificate).as_ref());
    fingerprint
}

/// Accepts whatever certificate is shown, provided that its owner holds the key: who it is, is judged by fingerprint.
#[derive(Debug)]
struct AnyCertificate(Arc<CryptoProvider>);

impl ServerCertVerifier for AnyCertificate {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Err(rustls::Error::General("only TLS 1.3 is spoken here".to_owned()))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(
            message,
            certificate,
            signature,
            &self.0.signature_verification_algorithms,
        )
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
