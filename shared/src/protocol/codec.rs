//! The only place that uses bincode: for messages that are rare enough not to deserve bits of their own. Always with a
//! limit (without one, a claimed length of 2^42 aborts the process) and never with bytes left over.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Malformed;

/// A value as bytes, at most `LIMIT`.
///
/// # Errors
/// [`Malformed::Trailing`] if it does not fit.
pub fn encode<T: Serialize, const LIMIT: usize>(value: &T) -> Result<Vec<u8>, Malformed> {
    let config = bincode::config::standard().with_limit::<LIMIT>();
    let bytes = bincode::serde::encode_to_vec(value, config).map_err(|_| Malformed::Value)?;
    if bytes.len() <= LIMIT {
        Ok(bytes)
    } else {
        Err(Malformed::Trailing)
    }
}

/// The value that some bytes, all of them and at most `LIMIT`, stand for.
///
/// # Errors
/// [`Malformed`] if they do not.
pub fn decode<T: DeserializeOwned, const LIMIT: usize>(bytes: &[u8]) -> Result<T, Malformed> {
    if bytes.len() > LIMIT {
        return Err(Malformed::Trailing);
    }
    let config = bincode::config::standard().with_limit::<LIMIT>();
    let (value, used) = bincode::serde::decode_from_slice(bytes, config).map_err(|_| Malformed::Value)?;
    if used == bytes.len() {
        Ok(value)
    } else {
        Err(Malformed::Trailing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_lengths_are_clean_errors() {
        for length in [u64::MAX, 1 << 42, 600] {
            let mut bytes = vec![253];
            bytes.extend(length.to_le_bytes());
            assert_eq!(decode::<String, 512>(&bytes), Err(Malformed::Value));
            assert_eq!(decode::<Vec<u64>, 512>(&bytes), Err(Malformed::Value));
        }
        assert_eq!(decode::<u8, 512>(&[1, 2]), Err(Malformed::Trailing));
        assert_eq!(decode::<String, 512>(&[]), Err(Malformed::Value));
    }
}
