//! The first look at a datagram, before the netcode library sees it. That library panics on some of what anyone can
//! send (`packet.rs:375`, `crypto.rs:10` of renetcode 2.0.0); what passes here cannot make it.

use thiserror::Error;

/// Size of a connection request: exactly this.
const REQUEST_BYTES: usize = 1078;
/// Largest datagram that netcode itself makes of [`super::MAX_PAYLOAD_BYTES`]: prefix, sequence, seal.
pub const MAX_DATAGRAM_BYTES: usize = super::MAX_PAYLOAD_BYTES + 1 + 8 + 16;
/// Bytes of the seal.
const SEAL_BYTES: usize = 16;

/// Why a datagram goes no further.
#[derive(Debug, Error, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// Shorter or longer than anything of ours.
    #[error("size")]
    Size,
    /// No such packet type, or an impossible sequence length.
    #[error("prefix")]
    Prefix,
    /// A sequence number that overflows replay protection.
    #[error("sequence")]
    Sequence,
}

/// Passes what the netcode library can take.
///
/// # Errors
/// The reason if it cannot.
pub fn inspect(datagram: &[u8]) -> Result<(), Refusal> {
    let prefix = *datagram.first().ok_or(Refusal::Size)?;
    let (kind, sequence_bytes) = (prefix & 0x0F, usize::from(prefix >> 4));
    if kind > 6 || sequence_bytes > 8 {
        return Err(Refusal::Prefix);
    }
    if kind == 0 {
        let whole = sequence_bytes == 0 && datagram.len() == REQUEST_BYTES;
        return if whole { Ok(()) } else { Err(Refusal::Size) };
    }
    if datagram.len() < 1 + sequence_bytes + SEAL_BYTES || datagram.len() > MAX_DATAGRAM_BYTES {
        return Err(Refusal::Size);
    }
    // Little-endian: bytes 6 and 7 must be zero for a number below 2^48.
    let sequence = datagram.get(1..=sequence_bytes).unwrap_or_default();
    if sequence.iter().skip(6).any(|&byte| byte != 0) {
        return Err(Refusal::Sequence);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_killers_are_refused() {
        let with_prefix = |prefix: u8, zeros: usize| {
            let mut datagram = vec![0; zeros + 1];
            datagram[0] = prefix;
            datagram
        };
        assert_eq!(inspect(&with_prefix(0x95, 17)), Err(Refusal::Prefix));
        assert_eq!(inspect(&with_prefix(0x85, 17)), Err(Refusal::Size));
        assert_eq!(inspect(&[]), Err(Refusal::Size));
        assert_eq!(inspect(&with_prefix(0x00, 100)), Err(Refusal::Size));
        assert_eq!(inspect(&with_prefix(0x00, 1077)), Ok(()));
        assert_eq!(inspect(&with_prefix(0x10, 1077)), Err(Refusal::Size));
        let mut last = with_prefix(0x85, 40);
        last[1..9].fill(255);
        assert_eq!(inspect(&last), Err(Refusal::Sequence));
        assert_eq!(inspect(&with_prefix(0x15, 17)), Ok(()));
        assert_eq!(inspect(&with_prefix(0x15, 2000)), Err(Refusal::Size));
    }
}
