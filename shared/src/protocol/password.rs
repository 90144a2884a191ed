//! A server's password, which never leaves the player's machine: what is sent proves that one knows it to the one who
//! holds this certificate, this time. Whoever poses as a server learns nothing that opens the real one's door; to guess
//! the password from it takes [`ROUNDS`] of work a guess.

use std::num::NonZeroU32;

use ring::{hmac, pbkdf2};

use super::join::NONCE_BYTES;

/// Rounds of PBKDF2, about a twentieth of a second: once for a server, once a join for a player.
const ROUNDS: NonZeroU32 = NonZeroU32::new(200_000).unwrap();
/// What it is for, so that the same password elsewhere gives another key.
const PURPOSE: &[u8] = b"hogs password 1";

/// What is sent to prove that one knows a password.
pub type PasswordProof = [u8; 32];

/// What a password comes to with one server.
pub struct PasswordKey(hmac::Key);

impl PasswordKey {
    /// With the server that has this certificate. Takes its time: see [`ROUNDS`].
    #[must_use]
    pub fn of(password: &str, certificate_fingerprint: &[u8; 32]) -> Self {
        let salt = [PURPOSE, certificate_fingerprint].concat();
        let mut key = [0; 32];
        pbkdf2::derive(
            pbkdf2::PBKDF2_HMAC_SHA256,
            ROUNDS,
            &salt,
            password.as_bytes(),
            &mut key,
        );
        Self(hmac::Key::new(hmac::HMAC_SHA256, &key))
    }

    /// Proves it in answer to a server's nonce.
    #[must_use]
    pub fn prove(&self, nonce: &[u8; NONCE_BYTES]) -> PasswordProof {
        let mut proof = [0; 32];
        proof.copy_from_slice(hmac::sign(&self.0, nonce).as_ref());
        proof
    }

    /// Whether it was proven, found out in the same time whatever is wrong.
    #[must_use]
    pub fn is_proven(&self, nonce: &[u8; NONCE_BYTES], proof: &PasswordProof) -> bool {
        hmac::verify(&self.0, nonce, proof).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_password_proves_itself_to_this_server_this_time() {
        let key = PasswordKey::of("open sesame", &[1; 32]);
        let proof = key.prove(&[3; NONCE_BYTES]);
        assert!(PasswordKey::of("open sesame", &[1; 32]).is_proven(&[3; NONCE_BYTES], &proof));
        assert!(!key.is_proven(&[4; NONCE_BYTES], &proof));
        assert!(!PasswordKey::of("open sesame", &[2; 32]).is_proven(&[3; NONCE_BYTES], &proof));
        assert!(!PasswordKey::of("open Sesame", &[1; 32]).is_proven(&[3; NONCE_BYTES], &proof));
        assert!(!PasswordKey::of("", &[1; 32]).is_proven(&[3; NONCE_BYTES], &proof));
    }
}
