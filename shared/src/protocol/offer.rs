//! An arena on its way to a player who lacks it: its text and heights, deflated, bounded and known by their hash. What
//! comes out is still a stranger's arena, and is read and checked like any other.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use thiserror::Error;

use super::codec;
use crate::level::{MAX_HEIGHTS_BYTES, Package};
use crate::tuning::MAX_DATA_BYTES;

/// Most bytes of an arena on its way.
pub const MAX_OFFER_BYTES: usize = 64 * 1024;
/// Most bytes that may come out of them.
const MAX_CONTENT_BYTES: usize = MAX_DATA_BYTES + MAX_HEIGHTS_BYTES + 64;
/// How hard it is deflated, 0 to 10.
const EFFORT: u8 = 9;

/// Why an arena does not travel.
#[derive(Debug, Error, Clone, Copy, PartialEq, Eq)]
pub enum OfferError {
    /// It is too large.
    #[error("is {0} bytes long even when deflated; {MAX_OFFER_BYTES} are the most that players are sent")]
    TooLarge(usize),
    /// What came is no arena, or too much of one.
    #[error("is not what an arena looks like on its way")]
    Broken,
    /// What came is another one than was promised.
    #[error("is not the arena that the server promised")]
    Other,
}

/// Deflates an arena.
///
/// # Errors
/// [`OfferError::TooLarge`] if it cannot be sent to anybody.
pub fn pack(package: &Package) -> Result<Vec<u8>, OfferError> {
    let content = codec::encode::<_, MAX_CONTENT_BYTES>(package).map_err(|_| OfferError::Broken)?;
    let packed = compress_to_vec(&content, EFFORT);
    if packed.len() <= MAX_OFFER_BYTES {
        Ok(packed)
    } else {
        Err(OfferError::TooLarge(packed.len()))
    }
}

/// The arena in what came, provided that it is the one with this digest.
///
/// # Errors
/// [`OfferError`] for anything else.
pub fn unpack(packed: &[u8], digest: &[u8; 32]) -> Result<Package, OfferError> {
    if packed.len() > MAX_OFFER_BYTES {
        return Err(OfferError::TooLarge(packed.len()));
    }
    let content = decompress_to_vec_with_limit(packed, MAX_CONTENT_BYTES).map_err(|_| OfferError::Broken)?;
    let package: Package = codec::decode::<_, MAX_CONTENT_BYTES>(&content).map_err(|_| OfferError::Broken)?;
    if package.digest() == *digest {
        Ok(package)
    } else {
        Err(OfferError::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    fn package() -> Package {
        Package {
            text: "(title: \"Field\")".repeat(50),
            heights: Some("0 1 2\n".to_owned()),
        }
    }

    #[test]
    fn an_arena_arrives_as_it_was_sent_and_nothing_else_does() {
        let package = package();
        let packed = pack(&package).unwrap_or_default();
        assert!(packed.len() < 200, "{} bytes", packed.len());
        assert_eq!(unpack(&packed, &package.digest()), Ok(package.clone()));
        assert_eq!(unpack(&packed, &[0; 32]), Err(OfferError::Other));
        let moved = Package {
            text: format!("{}0 1 2\n", package.text),
            heights: Some(String::new()),
        };
        assert_ne!(moved.digest(), package.digest());
        for cut in 0..packed.len() {
            assert!(unpack(&packed[..cut], &package.digest()).is_err());
        }
    }

    #[test]
    fn what_swells_without_end_and_what_is_noise_are_refused() {
        let bomb = compress_to_vec(&vec![0_u8; 64 << 20], 9);
        assert!(unpack(&bomb, &[0; 32]).is_err());
        let mut rng = Rng::new(3);
        for length in [0, 1, 100, MAX_OFFER_BYTES, MAX_OFFER_BYTES + 1] {
            let noise: Vec<u8> = (0..length).map(|_| rng.next_u32() as u8).collect();
            assert!(unpack(&noise, &[0; 32]).is_err());
        }
        let letters = (0..300_000).map(|_| char::from(b'!' + (rng.next_u32() % 90) as u8));
        let huge = Package {
            text: letters.collect(),
            heights: None,
        };
        assert!(matches!(pack(&huge), Err(OfferError::TooLarge(_))));
    }
}
