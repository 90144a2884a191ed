//! An adaptive range coder: what is likely costs little, and what is likely is learnt on the way. Writing and reading
//! share one description of every layout through [`Coder`], so the two cannot drift apart.
//!
//! A range coder in 64 bits that moves on by 32 at once, so that the machine hardly ever has to guess whether it does;
//! what carries over goes back into the bytes that are written already. A yes or no has a probability that is the
//! mean of a fast and a slow learner; what has more values is a [`Symbol`].

use super::Malformed;
use super::spent::{Cause, Spent, Tally};
use super::symbol::{SHARE_BITS, Symbol};

/// The range is widened by as many bits when it falls below 2^32.
const WIDTH: u32 = 32;
/// Bits of a probability.
const PROBABILITY_BITS: u32 = 16;
/// How fast the two learners forget: shares of 1/2^n.
const RATES: (u32, u32) = (4, 7);
/// Bytes that a reader is ahead of what it has read: a writer leaves out zeros at the end, that many at most.
const LOOK_AHEAD: usize = 8;

/// What is known of a yes or no: how likely yes is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bit {
    fast: u16,
    slow: u16,
}

impl Default for Bit {
    fn default() -> Self {
        Self::likely(0.5)
    }
}

impl Bit {
    /// Yes with this probability, to begin with.
    #[must_use]
    pub const fn likely(share: f32) -> Self {
        let share = (share * 65535.0) as u16;
        Self {
            fast: share,
            slow: share,
        }
    }

    /// Probability of yes, never certain.
    const fn probability(self) -> u32 {
        let mean = (self.fast as u32 + self.slow as u32) >> 1;
        if mean < 64 {
            64
        } else if mean > 65_472 {
            65_472
        } else {
            mean
        }
    }

    /// Probability of yes, for those who measure.
    #[must_use]
    pub const fn share(self) -> f32 {
        self.probability() as f32 / 65536.0
    }

    /// It was yes, or no.
    pub const fn learn(&mut self, yes: bool) {
        if yes {
            self.fast += (u16::MAX - self.fast) >> RATES.0;
            self.slow += (u16::MAX - self.slow) >> RATES.1;
        } else {
            self.fast -= self.fast >> RATES.0;
            self.slow -= self.slow >> RATES.1;
        }
    }
}

/// One end of a coded message. Each method takes the value to write and returns the value that was written or read: a
/// reader does not look at what it is given, so both ends run the same lines.
pub trait Coder {
    /// Whether it only measures what writing would cost.
    const MEASURES: bool = false;

    /// A yes or no.
    fn bit(&mut self, bit: &mut Bit, value: bool) -> bool;

    /// A value below `SLOTS`, of which nothing is learnt yet: see [`Symbol::code`].
    fn symbol<const SLOTS: usize>(&mut self, symbol: &Symbol<SLOTS>, value: u32) -> u32;

    /// The lowest `bits` (at most 32) bits of a value of which nothing is known.
    fn raw(&mut self, value: u32, bits: u32) -> u32;

    /// The lowest bits of residuals, as good as noise: [`Coder::raw`], but counted with the residuals by those who measure.
    fn tail(&mut self, value: u32, bits: u32) -> u32 {
        self.raw(value, bits)
    }

    /// Told before every residual, with the name of its field: for those who measure.
    fn about(&mut self, _field: &'static str) {}

    /// Told after every residual, with its value and the bits of its tail.
    fn note(&mut self, _field: &'static str, _residual: i32, _tail_bits: u32) {}

    /// Told after every part of a datagram, with what its bits were for: for those who count traffic.
    fn charge(&mut self, _cause: Cause) {}
}

/// Bits that have gone through a coder that has moved on by so many bytes and has this range left.
fn bits_through(bytes: usize, range: u64) -> u32 {
    u32::try_from(bytes * 8).map_or(u32::MAX, |bits| bits.saturating_add(range.leading_zeros()))
}

/// The writing end.
#[derive(Debug)]
pub struct Encoder {
    low: u64,
    range: u64,
    bytes: Vec<u8>,
    tally: Tally,
}

impl Default for Encoder {
    fn default() -> Self {
        Self {
            low: 0,
            range: u64::MAX,
            bytes: Vec::new(),
            tally: Tally::default(),
        }
    }
}

impl Encoder {
    /// Nothing written yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Nothing written yet, and room for so many bytes.
    #[must_use]
    pub fn with_room(bytes: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(bytes),
            ..Self::default()
        }
    }

    /// Bytes that what is written so far takes at most.
    #[must_use]
    pub const fn len_bytes(&self) -> usize {
        self.bytes.len() + LOOK_AHEAD
    }

    /// What was counted by [`Coder::charge`].
    #[must_use]
    pub const fn spent(&self) -> Spent {
        self.tally.spent()
    }

    fn rise(&mut self, by: u64) {
        let (low, carry) = self.low.overflowing_add(by);
        self.low = low;
        if carry {
            self.carry();
        }
    }

    #[cold]
    fn carry(&mut self) {
        for byte in self.bytes.iter_mut().rev() {
            *byte = byte.wrapping_add(1);
            if *byte != 0 {
                break;
            }
        }
    }

    fn widen(&mut self) {
        if self.range >> WIDTH == 0 {
            let settled = (self.low >> WIDTH) as u32;
            self.bytes.extend_from_slice(&settled.to_be_bytes());
            self.low <<= WIDTH;
            self.range <<= WIDTH;
        }
    }

    /// What was written, in as few bytes as tell it from everything else.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        // Of all numbers in the range, the one that ends in the most zeros: those need not be written.
        let (low, last) = (
            u128::from(self.low),
            u128::from(self.low) + u128::from(self.range) - 1,
        );
        let rounded = |zeros: u32| (low + (1 << zeros) - 1) >> zeros << zeros;
        let most = (0..=u64::BITS)
            .rev()
            .map(rounded)
            .find(|&rounded| rounded <= last);
        self.rise((most.unwrap_or(low) - low) as u64);
        self.bytes.extend_from_slice(&self.low.to_be_bytes());
        for _ in 0..LOOK_AHEAD {
            self.bytes.pop_if(|byte| *byte == 0);
        }
        self.bytes
    }
}

impl Coder for Encoder {
    fn bit(&mut self, bit: &mut Bit, value: bool) -> bool {
        let bound = (self.range >> PROBABILITY_BITS) * u64::from(bit.probability());
        if value {
            self.range = bound;
        } else {
            self.rise(bound);
            self.range -= bound;
        }
        bit.learn(value);
        self.widen();
        value
    }

    fn symbol<const SLOTS: usize>(&mut self, symbol: &Symbol<SLOTS>, value: u32) -> u32 {
        let slot = (value as usize).min(SLOTS - 1);
        let (below, share) = symbol.span(slot);
        self.range >>= SHARE_BITS;
        self.rise(u64::from(below) * self.range);
        self.range *= u64::from(share);
        self.widen();
        slot as u32
    }

    fn raw(&mut self, value: u32, bits: u32) -> u32 {
        let mut left = bits;
        while left > 0 {
            let take = left.min(16);
            left -= take;
            let part = (value >> left) & ((1 << take) - 1);
            self.range >>= take;
            self.rise(u64::from(part) * self.range);
            self.widen();
        }
        value
    }

    fn charge(&mut self, cause: Cause) {
        self.tally
            .charge(cause, bits_through(self.bytes.len(), self.range));
    }
}

/// The reading end. It reads on past the end as if there were zeros; [`Decoder::end`] says whether that was right.
#[derive(Debug)]
pub struct Decoder<'a> {
    bytes: &'a [u8],
    position: usize,
    range: u64,
    code: u64,
    tally: Tally,
}

impl<'a> Decoder<'a> {
    /// Reads from the first byte.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let mut decoder = Self {
            bytes,
            position: 0,
            range: u64::MAX,
            code: 0,
            tally: Tally::default(),
        };
        decoder.code = u64::from(decoder.next()) << WIDTH;
        decoder.code |= u64::from(decoder.next());
        decoder
    }

    /// What was counted by [`Coder::charge`].
    #[must_use]
    pub const fn spent(&self) -> Spent {
        self.tally.spent()
    }

    /// The next four bytes.
    fn next(&mut self) -> u32 {
        let rest = self.bytes.get(self.position..).unwrap_or_default();
        self.position += 4;
        if let Some(four) = rest.first_chunk() {
            return u32::from_be_bytes(*four);
        }
        let mut four = [0; 4];
        four[..rest.len()].copy_from_slice(rest);
        u32::from_be_bytes(four)
    }

    fn widen(&mut self) {
        if self.range >> WIDTH == 0 {
            self.range <<= WIDTH;
            self.code = self.code << WIDTH | u64::from(self.next());
        }
    }

    /// Whether more was read than any writer leaves out: to be asked inside loops whose length was read.
    ///
    /// # Errors
    /// [`Malformed::Truncated`].
    pub const fn check(&self) -> Result<(), Malformed> {
        if self.position > self.bytes.len() + LOOK_AHEAD {
            return Err(Malformed::Truncated);
        }
        Ok(())
    }

    /// Checks that all was read, and no more.
    ///
    /// # Errors
    /// [`Malformed::Truncated`] or [`Malformed::Trailing`].
    pub const fn end(&self) -> Result<(), Malformed> {
        if self.position < self.bytes.len() {
            return Err(Malformed::Trailing);
        }
        self.check()
    }
}

impl Coder for Decoder<'_> {
    fn bit(&mut self, bit: &mut Bit, _: bool) -> bool {
        let bound = (self.range >> PROBABILITY_BITS) * u64::from(bit.probability());
        let value = self.code < bound;
        if value {
            self.range = bound;
        } else {
            self.code -= bound;
            self.range -= bound;
        }
        bit.learn(value);
        self.widen();
        value
    }

    fn symbol<const SLOTS: usize>(&mut self, symbol: &Symbol<SLOTS>, _: u32) -> u32 {
        self.range >>= SHARE_BITS;
        let place = (self.code / self.range).min((1 << SHARE_BITS) - 1);
        let slot = symbol.at(place as u32);
        let (below, share) = symbol.span(slot);
        self.code -= u64::from(below) * self.range;
        self.range *= u64::from(share);
        self.widen();
        slot as u32
    }

    fn raw(&mut self, _: u32, bits: u32) -> u32 {
        let (mut value, mut left) = (0, bits);
        while left > 0 {
            let take = left.min(16);
            left -= take;
            self.range >>= take;
            let part = (self.code / self.range).min((1 << take) - 1);
            self.code -= part * self.range;
            value = value << take | part as u32;
            self.widen();
        }
        value
    }

    fn charge(&mut self, cause: Cause) {
        let bytes = self.position - LOOK_AHEAD;
        self.tally.charge(cause, bits_through(bytes, self.range));
    }
}

/// A flag that is hardly ever raised, or hardly ever not: costs next to nothing after a while.
pub type Flag = Bit;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::residual::Residual;
    use crate::rng::Rng;

    #[derive(Clone)]
    struct Model {
        flag: Flag,
        symbol: Symbol<16>,
        residual: Residual,
    }

    impl Model {
        fn new() -> Self {
            Self {
                flag: Flag::default(),
                symbol: Symbol::default(),
                residual: Residual::of("test"),
            }
        }

        fn code<C: Coder>(&mut self, coder: &mut C, value: (bool, u32, i32, u32)) -> (bool, u32, i32, u32) {
            (
                coder.bit(&mut self.flag, value.0),
                self.symbol.code(coder, value.1),
                self.residual.code(coder, value.2),
                coder.raw(value.3, 19),
            )
        }
    }

    fn values(seed: u64) -> Vec<(bool, u32, i32, u32)> {
        let mut rng = Rng::new(seed);
        let count = rng.below(80);
        let mut value = || {
            let size = 1 << rng.below(24);
            let residual = rng.below(size) as i32 - (size / 2) as i32;
            (rng.chance(0.02), rng.below(16), residual, rng.below(1 << 19))
        };
        (0..count).map(|_| value()).collect()
    }

    #[test]
    fn everything_comes_back_as_it_went() {
        for seed in 0..2000 {
            let values = values(seed);
            let (mut encoder, mut model) = (Encoder::new(), Model::new());
            for &value in &values {
                model.code(&mut encoder, value);
                assert!(encoder.len_bytes() < 80 * 16);
            }
            let most = encoder.len_bytes();
            let bytes = encoder.finish();
            assert!(bytes.len() <= most);
            let (mut decoder, mut learnt) = (Decoder::new(&bytes), Model::new());
            for &value in &values {
                assert_eq!(learnt.code(&mut decoder, (false, 0, 0, 0)), value, "seed {seed}");
            }
            assert_eq!(decoder.end(), Ok(()), "seed {seed}");
            assert_eq!(model.residual, learnt.residual);
        }
    }

    #[test]
    fn what_is_sure_costs_next_to_nothing() {
        let mut encoder = Encoder::new();
        let mut flag = Flag::default();
        for _ in 0..4000 {
            encoder.bit(&mut flag, false);
        }
        let bytes = encoder.finish().len();
        assert!(bytes <= 12, "{bytes} bytes for 4000 times the same");
    }

    #[test]
    fn the_ends_are_noticed() {
        let mut encoder = Encoder::new();
        for value in 0..200 {
            encoder.raw(value * 77 + 1, 16);
        }
        let bytes = encoder.finish();
        let read = |bytes: &[u8], count: u32| {
            let mut decoder = Decoder::new(bytes);
            for _ in 0..count {
                decoder.raw(0, 16);
            }
            decoder.end()
        };
        assert_eq!(read(&bytes, 200), Ok(()));
        assert_eq!(read(&bytes, 150), Err(Malformed::Trailing));
        assert_eq!(read(&bytes[..300], 200), Err(Malformed::Truncated));
        assert_eq!(read(&[], 5), Err(Malformed::Truncated));
    }
}
