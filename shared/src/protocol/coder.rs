//! Bits in, bits out: the lowest layer of every hot message.

use super::Malformed;

/// Writes values of any width, lowest bit first.
#[derive(Debug, Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    pending: u64,
    pending_bits: u32,
}

impl BitWriter {
    /// Nothing written yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The lowest `count` (at most 32) bits of a value.
    pub fn bits(&mut self, value: u32, count: u32) {
        debug_assert!(
            count <= 32 && (count == 32 || value >> count == 0),
            "{value} does not fit {count} bits"
        );
        let mask = (1_u64 << count) - 1;
        self.pending |= (u64::from(value) & mask) << self.pending_bits;
        self.pending_bits += count;
        while self.pending_bits >= 8 {
            self.bytes.push(self.pending as u8);
            self.pending >>= 8;
            self.pending_bits -= 8;
        }
    }

    /// One bit.
    pub fn flag(&mut self, value: bool) {
        self.bits(u32::from(value), 1);
    }

    /// A value within ±(2^(count-1) - 1).
    pub fn signed(&mut self, value: i32, count: u32) {
        let offset = (1_i32 << (count - 1)) - 1;
        self.bits((value.clamp(-offset, offset) + offset) as u32, count);
    }

    /// Whole bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.bits(u32::from(byte), 8);
        }
    }

    /// Bits written so far.
    #[must_use]
    pub fn len_bits(&self) -> usize {
        self.bytes.len() * 8 + self.pending_bits as usize
    }

    /// Bytes that what is written so far will take.
    #[must_use]
    pub fn len_bytes(&self) -> usize {
        self.len_bits().div_ceil(8)
    }

    /// What was written, padded with zeros to a whole byte.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        if self.pending_bits > 0 {
            self.bytes.push(self.pending as u8);
        }
        self.bytes
    }
}

/// Reads what [`BitWriter`] wrote, and survives what it did not.
#[derive(Debug, Clone)]
pub struct BitReader<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl<'a> BitReader<'a> {
    /// Reads from the first bit.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0 }
    }

    /// A value of `count` (at most 32) bits.
    ///
    /// # Errors
    /// [`Malformed::Truncated`] at the end.
    pub fn bits(&mut self, count: u32) -> Result<u32, Malformed> {
        let end = self.position + count as usize;
        if end > self.bytes.len() * 8 {
            return Err(Malformed::Truncated);
        }
        let mut value = 0_u64;
        let mut got = 0;
        while got < count {
            let offset = (self.position % 8) as u32;
            let take = (8 - offset).min(count - got);
            let byte = self
                .bytes
                .get(self.position / 8)
                .copied()
                .ok_or(Malformed::Truncated)?;
            let part = (u64::from(byte) >> offset) & ((1 << take) - 1);
            value |= part << got;
            got += take;
            self.position += take as usize;
        }
        Ok(value as u32)
    }

    /// One bit.
    ///
    /// # Errors
    /// [`Malformed::Truncated`] at the end.
    pub fn flag(&mut self) -> Result<bool, Malformed> {
        Ok(self.bits(1)? == 1)
    }

    /// A value within ±(2^(count-1) - 1).
    ///
    /// # Errors
    /// [`Malformed::Truncated`] at the end, [`Malformed::Value`] for the one pattern that is no value.
    pub fn signed(&mut self, count: u32) -> Result<i32, Malformed> {
        let offset = (1_i64 << (count - 1)) - 1;
        let value = i64::from(self.bits(count)?) - offset;
        if value > offset {
            Err(Malformed::Value)
        } else {
            Ok(value as i32)
        }
    }

    /// Whole bytes; no more is allocated than is there.
    ///
    /// # Errors
    /// [`Malformed::Truncated`] if there are fewer.
    pub fn bytes(&mut self, count: usize) -> Result<Vec<u8>, Malformed> {
        if self.position + count * 8 > self.bytes.len() * 8 {
            return Err(Malformed::Truncated);
        }
        (0..count).map(|_| Ok(self.bits(8)? as u8)).collect()
    }

    /// Checks that nothing but the padding of the last byte is left.
    ///
    /// # Errors
    /// [`Malformed::Trailing`] otherwise.
    pub fn end(mut self) -> Result<(), Malformed> {
        let left = self.bytes.len() * 8 - self.position;
        if left >= 8 || self.bits(left as u32)? != 0 {
            return Err(Malformed::Trailing);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    #[test]
    fn any_sequence_of_widths_comes_back() {
        let mut rng = Rng::new(3);
        for _ in 0..500 {
            let fields: Vec<(u32, u32)> = (0..rng.below(60))
                .map(|_| {
                    let count = 1 + rng.below(32);
                    (rng.next_u32() & ((1_u64 << count) - 1) as u32, count)
                })
                .collect();
            let mut writer = BitWriter::new();
            for &(value, count) in &fields {
                writer.bits(value, count);
            }
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes);
            for &(value, count) in &fields {
                assert_eq!(reader.bits(count), Ok(value));
            }
            assert_eq!(reader.end(), Ok(()));
        }
    }

    #[test]
    fn ends_are_noticed() {
        let mut reader = BitReader::new(&[1, 2]);
        assert_eq!(reader.bits(17), Err(Malformed::Truncated));
        assert_eq!(reader.bytes(usize::MAX / 16), Err(Malformed::Truncated));
        assert_eq!(reader.bits(4), Ok(1));
        assert_eq!(reader.end(), Err(Malformed::Trailing));
        assert_eq!(BitReader::new(&[0b1000]).end(), Err(Malformed::Trailing));
        let mut writer = BitWriter::new();
        writer.signed(-127, 8);
        writer.signed(1000, 8);
        let bytes = writer.finish();
        let mut reader = BitReader::new(&bytes);
        assert_eq!(reader.signed(8), Ok(-127));
        assert_eq!(reader.signed(8), Ok(127));
        assert_eq!(BitReader::new(&[255]).signed(8), Err(Malformed::Value));
    }
}
