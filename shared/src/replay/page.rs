//! The frames of a replay's file: pages that each hold about a second, and sums that chain each to all before it, so
//! that a byte that differs or is missing anywhere is noticed, and everything before it is known to be whole.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::tick::TICKS_PER_SECOND;

/// Ticks on a full page.
pub(super) const PAGE_TICKS: u8 = TICKS_PER_SECOND as u8;
const SUM_BYTES: usize = 8;
/// Bytes around a page's body.
const FRAME_BYTES: usize = Page::BODY_AT + SUM_BYTES;
/// Longest body: no second of 256 hogs comes near.
const MAX_BODY_BYTES: usize = 1 << 22;

/// A sum over the checksums of a page so far, and one more.
pub(super) fn follow(trail: u64, checksum: u64) -> u64 {
    xxh3_64_with_seed(&checksum.to_le_bytes(), trail)
}

/// A page as it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Page<'a> {
    /// Ticks on it; none on the last one, which says that the file is complete.
    pub(super) ticks: u8,
    /// Sum over the checksums of the match after each of them.
    pub(super) trail: u64,
    /// Their inputs, coded.
    pub(super) body: &'a [u8],
}

/// What comes next in a file.
pub(super) enum Turned<'a> {
    /// A page; the second is how long it is, the third what the sum chain has come to.
    Page(Page<'a>, usize, u64),
    /// Nothing, or less than a page.
    Truncated,
    /// Something that no recorder wrote.
    Altered,
}

impl<'a> Page<'a> {
    /// Bytes before its body: kind, ticks, length, trail.
    pub(super) const BODY_AT: usize = 1 + 1 + 4 + 8;

    /// The page as bytes, and what the sum chain has come to.
    pub(super) fn write(&self, chain: u64) -> (Vec<u8>, u64) {
        let mut bytes = Vec::with_capacity(self.body.len() + FRAME_BYTES);
        bytes.push(b'p');
        bytes.push(self.ticks);
        bytes.extend((self.body.len() as u32).to_le_bytes());
        bytes.extend(self.trail.to_le_bytes());
        bytes.extend(self.body);
        let sum = xxh3_64_with_seed(&bytes, chain);
        bytes.extend(sum.to_le_bytes());
        (bytes, sum)
    }

    /// Reads the page at the beginning of some bytes.
    pub(super) fn read(bytes: &'a [u8], chain: u64) -> Turned<'a> {
        let mut fields = Fields(bytes);
        let kind = fields.array::<1>();
        let (Some([ticks]), Some(length), Some(trail)) = (fields.array(), fields.array(), fields.array())
        else {
            return Turned::Truncated;
        };
        let length = u32::from_le_bytes(length) as usize;
        if kind != Some([b'p']) || ticks > PAGE_TICKS || length > MAX_BODY_BYTES {
            return Turned::Altered;
        }
        let (Some(body), Some(sum)) = (fields.slice(length), fields.array()) else {
            return Turned::Truncated;
        };
        let whole = FRAME_BYTES + length;
        let expected = xxh3_64_with_seed(&bytes[..whole - SUM_BYTES], chain);
        if u64::from_le_bytes(sum) != expected {
            return Turned::Altered;
        }
        let trail = u64::from_le_bytes(trail);
        Turned::Page(Self { ticks, trail, body }, whole, expected)
    }
}

/// Reads plain fields off the front of bytes; nothing is allocated or believed.
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl<'a> Fields<'a> {
    pub(super) fn slice(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn array<const LENGTH: usize>(&mut self) -> Option<[u8; LENGTH]> {
        self.slice(LENGTH)?.try_into().ok()
    }

    /// A text after its length.
    pub(super) fn text(&mut self) -> Option<&'a str> {
        let length = u32::from_le_bytes(self.array()?) as usize;
        str::from_utf8(self.slice(length)?).ok()
    }
}
