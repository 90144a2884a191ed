//! An adaptive binary range coder: what is likely costs little, and what is likely is learnt on the way. Writing and
//! reading share one description of every layout through [`Coder`], so the two cannot drift apart.
//!
//! The coder is that of LZMA (range in 32 bits, carries held back in a cache), with probabilities that are the mean of a
//! fast and a slow learner.

use super::Malformed;
use super::spent::{Cause, Spent, Tally};

/// The range is widened when it falls below this.
const LEAST_RANGE: u32 = 1 << 24;
/// Bits of a probability.
const PROBABILITY_BITS: u32 = 16;
/// How fast the two learners forget: shares of 1/2^n.
const RATES: (u32, u32) = (4, 7);
/// Most zeros at the end that a writer leaves out.
const OMITTED: usize = 4;
/// Bytes that a reader may look past the end: those, and its own look ahead.
const LOOK_AHEAD: usize = OMITTED + 4;

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
    /// A yes or no.
    fn bit(&mut self, bit: &mut Bit, value: bool) -> bool;

    /// The lowest `bits` (at most 32) bits of a value of which nothing is known.
    fn raw(&mut self, value: u32, bits: u32) -> u32;

    /// Told before every residual, with the name of its field: for those who measure.
    fn about(&mut self, _field: &'static str) {}

    /// Told after every residual, with its value.
    fn note(&mut self, _field: &'static str, _residual: i32) {}

    /// Told after every part of a datagram, with what its bits were for: for those who count traffic.
    fn charge(&mut self, _cause: Cause) {}
}

/// Bits that have gone through a coder that has moved on by so many bytes and has this range left.
fn bits_through(bytes: usize, range: u32) -> u32 {
    u32::try_from(bytes * 8).map_or(u32::MAX, |bits| bits.saturating_add(range.leading_zeros()))
}

/// The writing end.
#[derive(Debug)]
pub struct Encoder {
    low: u64,
    range: u32,
    cache: u8,
    /// Bytes held back: the cache, and after it those that a carry would turn over.
    held: usize,
    bytes: Vec<u8>,
    tally: Tally,
}

impl Default for Encoder {
    fn default() -> Self {
        Self {
            low: 0,
            range: u32::MAX,
            cache: 0,
            held: 1,
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

    /// Bytes that what is written so far takes at most.
    #[must_use]
    pub const fn len_bytes(&self) -> usize {
        self.bytes.len() + self.held + 4
    }

    /// What was counted by [`Coder::charge`].
    #[must_use]
    pub const fn spent(&self) -> Spent {
        self.tally.spent()
    }

    fn shift(&mut self) {
        let carry = (self.low >> 32) as u8;
        let low = self.low as u32;
        if low < 0xFF00_0000 || carry == 1 {
            self.bytes.push(self.cache.wrapping_add(carry));
            for _ in 1..self.held {
                self.bytes.push(0xFF_u8.wrapping_add(carry));
            }
            self.held = 0;
            self.cache = (low >> 24) as u8;
        }
        self.held += 1;
        self.low = u64::from(low << 8);
    }

    fn widen(&mut self) {
        while self.range < LEAST_RANGE {
            self.range <<= 8;
            self.shift();
        }
    }

    /// What was written, in as few bytes as tell it from everything else.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        // Of all numbers in the range, the one that ends in the most zeros: those need not be written.
        let last = self.low + u64::from(self.range) - 1;
        for zeros in (0..32).rev() {
            let rounded = (self.low + (1 << zeros) - 1) >> zeros << zeros;
            if rounded <= last {
                self.low = rounded;
                break;
            }
        }
        for _ in 0..5 {
            self.shift();
        }
        // The first byte out of the cache is always a zero.
        let mut bytes = self.bytes.split_off(1);
        for _ in 0..OMITTED {
            bytes.pop_if(|byte| *byte == 0);
        }
        bytes
    }
}

impl Coder for Encoder {
    fn bit(&mut self, bit: &mut Bit, value: bool) -> bool {
        let bound = (self.range >> PROBABILITY_BITS) * bit.probability();
        if value {
            self.range = bound;
        } else {
            self.low += u64::from(bound);
            self.range -= bound;
        }
        bit.learn(value);
        self.widen();
        value
    }

    fn raw(&mut self, value: u32, bits: u32) -> u32 {
        let mut left = bits;
        while left > 0 {
            let take = left.min(16);
            left -= take;
            let part = (value >> left) & ((1 << take) - 1);
            self.range >>= take;
            self.low += u64::from(part) * u64::from(self.range);
            self.widen();
        }
        value
    }

    fn charge(&mut self, cause: Cause) {
        // The cache holds one byte before there is anything to write.
        let bytes = self.bytes.len() + self.held - 1;
        self.tally.charge(cause, bits_through(bytes, self.range));
    }
}

/// The reading end. It reads on past the end as if there were zeros; [`Decoder::end`] says whether that was right.
#[derive(Debug)]
pub struct Decoder<'a> {
    bytes: &'a [u8],
    position: usize,
    range: u32,
    code: u32,
    tally: Tally,
}

impl<'a> Decoder<'a> {
    /// Reads from the first byte.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let mut decoder = Self {
            bytes,
            position: 0,
            range: u32::MAX,
            code: 0,
            tally: Tally::default(),
        };
        for _ in 0..4 {
            decoder.code = decoder.code << 8 | decoder.next();
        }
        decoder
    }

    /// What was counted by [`Coder::charge`].
    #[must_use]
    pub const fn spent(&self) -> Spent {
        self.tally.spent()
    }

    fn next(&mut self) -> u32 {
        let byte = self.bytes.get(self.position).copied().unwrap_or(0);
        self.position += 1;
        u32::from(byte)
    }

    fn widen(&mut self) {
        while self.range < LEAST_RANGE {
            self.range <<= 8;
            self.code = self.code << 8 | self.next();
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
        let bound = (self.range >> PROBABILITY_BITS) * bit.probability();
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

    fn raw(&mut self, _: u32, bits: u32) -> u32 {
        let (mut value, mut left) = (0, bits);
        while left > 0 {
            let take = left.min(16);
            left -= take;
            self.range >>= take;
            let part = (self.code / self.range).min((1 << take) - 1);
            self.code -= part * self.range;
            value = value << take | part;
            self.widen();
        }
        value
    }

    fn charge(&mut self, cause: Cause) {
        // It has looked four bytes ahead before it reads anything.
        let bytes = self.position.saturating_sub(4);
        self.tally.charge(cause, bits_through(bytes, self.range));
    }
}

/// A flag that is hardly ever raised, or hardly ever not: costs next to nothing after a while.
pub type Flag = Bit;

/// A small number of fixed width, learnt whole: `BITS` bits need `SLOTS` = 2^`BITS` slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol<const SLOTS: usize>([Bit; SLOTS]);

impl<const SLOTS: usize> Default for Symbol<SLOTS> {
    fn default() -> Self {
        Self([Bit::default(); SLOTS])
    }
}

impl<const SLOTS: usize> Symbol<SLOTS> {
    /// A number below `SLOTS`, highest bit first.
    pub fn code<C: Coder>(&mut self, coder: &mut C, value: u32) -> u32 {
        let bits = SLOTS.ilog2();
        let mut node = 1;
        for level in (0..bits).rev() {
            let bit = coder.bit(&mut self.0[node], value >> level & 1 == 1);
            node = node << 1 | usize::from(bit);
        }
        (node - SLOTS) as u32
    }
}

/// Classes of size that a residual can have: up to 2^24.
const CLASSES: usize = 24;

/// What a prediction was off by: mostly nothing, else mostly little. Its size class is learnt, and the first bit within
/// the class; the rest is as good as noise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Residual {
    field: &'static str,
    zero: Bit,
    negative: Bit,
    larger: [Bit; CLASSES],
    upper: [Bit; CLASSES],
}

impl Residual {
    /// Of a field with a name.
    #[must_use]
    pub fn of(field: &'static str) -> Self {
        Self {
            field,
            zero: Bit::default(),
            negative: Bit::default(),
            larger: [Bit::default(); CLASSES],
            upper: [Bit::default(); CLASSES],
        }
    }

    /// A residual within ±2^24.
    pub fn code<C: Coder>(&mut self, coder: &mut C, value: i32) -> i32 {
        coder.about(self.field);
        let value = self.magnitude(coder, value);
        coder.note(self.field, value);
        value
    }

    fn magnitude<C: Coder>(&mut self, coder: &mut C, value: i32) -> i32 {
        if coder.bit(&mut self.zero, value == 0) {
            return 0;
        }
        let negative = coder.bit(&mut self.negative, value < 0);
        // 1 is class 0, 2 and 3 are class 1, and so on.
        let size = value.unsigned_abs().clamp(1, (1 << CLASSES) - 1);
        let own = size.ilog2() as usize;
        let mut class = 0;
        while class < CLASSES - 1 && coder.bit(&mut self.larger[class], own > class) {
            class += 1;
        }
        let mut read = 1_u32;
        if class > 0 {
            let upper = coder.bit(&mut self.upper[class], size >> (class - 1) & 1 == 1);
            read = 2 | u32::from(upper);
            let rest = class as u32 - 1;
            read = read << rest | coder.raw(size & ((1 << rest) - 1), rest);
        }
        if negative { -(read as i32) } else { read as i32 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
