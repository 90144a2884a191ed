//! The conversation at the door, inside TLS: version first, then who one is, then a token for the match or a plain
//! sentence why not. Generic over the stream, so that it holds for sockets and tests alike.
//!
//! Server: `HOGS` + version (4 + 4 bytes, little-endian) + nonce (32). Client: `HOGS` + version, then one frame with a
//! [`Knock`]. Server: one frame with a [`JoinReply`]. A frame is a 2-byte length and that many bytes. Whoever is
//! welcome and lacks the arena says so in one more frame, a [`Wish`], and gets it: a 4-byte length and that many bytes, as
//! `offer.rs` packs them. The first eight bytes never change their meaning: that is what makes a version mismatch sayable.

use std::io::{self, Read, Write};

use ring::signature::{ED25519, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::offer::MAX_OFFER_BYTES;
use super::password::PasswordProof;
use super::{Malformed, PROTOCOL_VERSION, codec};
use crate::ids::{Chassis, Coat};

/// First bytes of either side.
const MAGIC: [u8; 4] = *b"HOGS";
/// Largest frame.
const MAX_FRAME_BYTES: usize = 4096;
/// Most bytes of an arena that are taken at once.
const PIECE_BYTES: usize = 4096;
/// Bytes of a nonce.
pub const NONCE_BYTES: usize = 32;

/// A player's public key, which is who they are to a server.
pub type PlayerKey = [u8; 32];

/// What a client asks for at the door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinRequest {
    /// What people will read; cleaned by the server.
    pub name: String,
    /// What to drive.
    pub chassis: Chassis,
    /// How it is to be painted.
    pub coat: Coat,
    /// Who it is.
    pub player: PlayerKey,
    /// ed25519 over [`proof`]; 64 bytes.
    pub signature: Vec<u8>,
    /// For servers that ask for a password: none if the player gave none.
    pub password: Option<PasswordProof>,
}

/// What a client wants at the door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Knock {
    /// To come in.
    Join(Box<JoinRequest>),
    /// Only to see what is played, and how many are in.
    Look,
}

/// What there is to be seen from the door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sight {
    /// The server's name.
    pub server: String,
    /// Arena that is played.
    pub map: String,
    /// Mode that is played.
    pub mode: String,
    /// People who are in, bots not counted.
    pub players: u16,
    /// Seats.
    pub seats: u16,
    /// Whether a password is asked for.
    pub locked: bool,
}

/// A seat, for thirty seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// netcode's connect token, 2048 bytes.
    pub token: Vec<u8>,
    /// UDP port to go on at, on the host that was reached.
    pub port: u16,
    /// The server's name.
    pub server: String,
    /// Arena that is played.
    pub map: String,
    /// Mode that is played.
    pub mode: String,
    /// Hash of the rules' data; without the same, prediction would be guesswork.
    pub rules_hash: u64,
    /// What the arena's files are known by; who lacks them may ask for them.
    pub arena: [u8; 32],
}

/// Why not.
#[derive(Clone, Debug, Error, PartialEq, Eq, Serialize, Deserialize)]
pub enum Denial {
    /// No seat is free.
    #[error("The server is full ({0} of {0} seats). Try again later or choose another game.")]
    Full(u16),
    /// The password is missing or wrong.
    #[error("The server wants a password, and this was not it.")]
    Password,
    /// This player may not come in.
    #[error("This server has banned you.")]
    Banned,
    /// The server is about to stop.
    #[error("The server is shutting down. Choose another game.")]
    Draining,
    /// Too many requests from one address.
    #[error("Too many attempts from your address. Wait a moment and try again.")]
    TooMany,
    /// The request was not understood, or its signature is wrong.
    #[error("The server did not accept this request. Are the game and the server the same version?")]
    BadRequest,
}

/// The server's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JoinReply {
    /// Come in.
    Welcome(Box<Welcome>),
    /// Why not.
    Denied(Denial),
    /// What whoever only looks sees.
    Seen(Box<Sight>),
}

/// What a client that is welcome may still want at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wish {
    /// The files of the arena.
    Arena,
}

/// What can go wrong on either side of the door.
#[derive(Debug, Error)]
pub enum DoorError {
    /// The connection broke or took too long.
    #[error("the connection broke: {0}")]
    Io(#[from] io::Error),
    /// The other side does not speak this.
    #[error("the other side is no Hogs")]
    NotHogs,
    /// The other side speaks another version.
    #[error("the other side speaks version {theirs}, this is version {PROTOCOL_VERSION}")]
    Version {
        /// Theirs.
        theirs: u32,
    },
    /// The other side sent nonsense.
    #[error("the other side sent something that {0}")]
    Malformed(#[from] Malformed),
}

/// What a player signs to prove who they are to one server at one moment.
#[must_use]
pub fn proof(nonce: &[u8; NONCE_BYTES], certificate_fingerprint: &[u8; 32]) -> Vec<u8> {
    let mut message = b"hogs join 1".to_vec();
    message.extend(nonce);
    message.extend(certificate_fingerprint);
    message
}

impl JoinRequest {
    /// Whether it is signed by the player it names.
    #[must_use]
    pub fn is_genuine(&self, nonce: &[u8; NONCE_BYTES], certificate_fingerprint: &[u8; 32]) -> bool {
        let message = proof(nonce, certificate_fingerprint);
        UnparsedPublicKey::new(&ED25519, &self.player)
            .verify(&message, &self.signature)
            .is_ok()
    }
}

/// Server: says who speaks and asks for proof. (Version as a parameter so that tests can be of another one.)
///
/// # Errors
/// When the connection breaks.
pub fn greet(stream: &mut impl Write, version: u32, nonce: &[u8; NONCE_BYTES]) -> Result<(), DoorError> {
    stream.write_all(&MAGIC)?;
    stream.write_all(&version.to_le_bytes())?;
    stream.write_all(nonce)?;
    stream.flush()?;
    Ok(())
}

/// Client: hears who speaks; the nonce to sign.
///
/// # Errors
/// When it is no server of this version.
pub fn hear_greeting(stream: &mut impl Read) -> Result<[u8; NONCE_BYTES], DoorError> {
    hear_version(stream)?;
    let mut nonce = [0; NONCE_BYTES];
    stream.read_exact(&mut nonce)?;
    Ok(nonce)
}

/// Either side: reads magic and version and refuses others.
fn hear_version(stream: &mut impl Read) -> Result<(), DoorError> {
    let mut magic = [0; 4];
    stream.read_exact(&mut magic)?;
    if magic != MAGIC {
        return Err(DoorError::NotHogs);
    }
    let mut version = [0; 4];
    stream.read_exact(&mut version)?;
    let theirs = u32::from_le_bytes(version);
    if theirs == PROTOCOL_VERSION {
        Ok(())
    } else {
        Err(DoorError::Version { theirs })
    }
}

/// Client: asks.
///
/// # Errors
/// When the connection breaks.
pub fn ask(stream: &mut impl Write, knock: &Knock) -> Result<(), DoorError> {
    stream.write_all(&MAGIC)?;
    stream.write_all(&PROTOCOL_VERSION.to_le_bytes())?;
    write_frame(stream, knock)
}

/// Server: hears what is asked.
///
/// # Errors
/// When it is no client of this version or it talks nonsense.
pub fn hear_knock(stream: &mut impl Read) -> Result<Knock, DoorError> {
    hear_version(stream)?;
    read_frame(stream)
}

/// Server: answers.
///
/// # Errors
/// When the connection breaks.
pub fn answer(stream: &mut impl Write, reply: &JoinReply) -> Result<(), DoorError> {
    write_frame(stream, reply)
}

/// Client: hears the answer.
///
/// # Errors
/// When the server talks nonsense.
pub fn hear_answer(stream: &mut impl Read) -> Result<JoinReply, DoorError> {
    read_frame(stream)
}

/// Client: asks for the arena.
///
/// # Errors
/// When the connection breaks.
pub fn wish(stream: &mut impl Write) -> Result<(), DoorError> {
    write_frame(stream, &Wish::Arena)
}

/// Server: hears whether anything else is wanted.
///
/// # Errors
/// When nothing is: the connection ends.
pub fn hear_wish(stream: &mut impl Read) -> Result<Wish, DoorError> {
    read_frame(stream)
}

/// Server: hands out the arena, packed.
///
/// # Errors
/// When the connection breaks.
pub fn hand_out(stream: &mut impl Write, packed: &[u8]) -> Result<(), DoorError> {
    let length = u32::try_from(packed.len()).map_err(|_| Malformed::Trailing)?;
    stream.write_all(&length.to_le_bytes())?;
    stream.write_all(packed)?;
    stream.flush()?;
    Ok(())
}

/// Client: takes the arena, packed, and says how many bytes of how many there are as they come.
///
/// # Errors
/// When the connection breaks or the server claims more than an arena may have.
pub fn take(stream: &mut impl Read, progress: &dyn Fn(usize, usize)) -> Result<Vec<u8>, DoorError> {
    let mut length = [0; 4];
    stream.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length) as usize;
    if length > MAX_OFFER_BYTES {
        return Err(Malformed::Trailing.into());
    }
    let mut packed = Vec::new();
    let mut piece = [0; PIECE_BYTES];
    while packed.len() < length {
        progress(packed.len(), length);
        let room = piece.len().min(length - packed.len());
        let Some(room) = piece.get_mut(..room) else { break };
        match stream.read(room) {
            Ok(0) => return Err(Malformed::Truncated.into()),
            Ok(count) => packed.extend(room.iter().take(count)),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    progress(length, length);
    Ok(packed)
}

fn write_frame<T: Serialize>(stream: &mut impl Write, value: &T) -> Result<(), DoorError> {
    let bytes = codec::encode::<T, MAX_FRAME_BYTES>(value)?;
    let length = u16::try_from(bytes.len()).map_err(|_| Malformed::Trailing)?;
    stream.write_all(&length.to_le_bytes())?;
    stream.write_all(&bytes)?;
    stream.flush()?;
    Ok(())
}

fn read_frame<T: serde::de::DeserializeOwned>(stream: &mut impl Read) -> Result<T, DoorError> {
    let mut length = [0; 2];
    stream.read_exact(&mut length)?;
    let length = usize::from(u16::from_le_bytes(length));
    if length > MAX_FRAME_BYTES {
        return Err(Malformed::Trailing.into());
    }
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes)?;
    Ok(codec::decode::<T, MAX_FRAME_BYTES>(&bytes)?)
}
