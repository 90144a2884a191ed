//! An adaptive range coder: what is likely costs little, and what is likely is learnt on the way. Writing and reading
//! share one description of every layout through [`Coder`], so the two cannot drift apart.
//!
//! The coder is that of LZMA (range in 32 bits, carries held back in a cache). A yes or no has a probability that is the
//! mean of a fast and a slow learner; a symbol of several values has a table of cumulative shares that moves toward what
//! was seen, all of it in a few vector instructions.

use super::Malformed;
use super::spent::{Cause, Spent, Tally};

/// The range is widened when it falls below this.
const LEAST_RANGE: u32 = 1 << 24;
/// Bits of a probability.
const PROBABILITY_BITS: u32 = 16;
/// How fast the two learners forget: shares of 1/2^n.
const RATES: (u32, u32) = (4, 7);
/// Bits of the shares in a symbol's table.
const SHARE_BITS: u32 = 15;
/// How fast a symbol forgets, share of 1/2^n: when nothing is known yet, and in the end.
const SYMBOL_RATES: (u32, u32) = (3, 7);
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

    /// A value below `SLOTS`.
    fn symbol<const SLOTS: usize>(&mut self, symbol: &mut Symbol<SLOTS>, value: u32) -> u32;

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

    fn symbol<const SLOTS: usize>(&mut self, symbol: &mut Symbol<SLOTS>, value: u32) -> u32 {
        let slot = (value as usize).min(SLOTS - 1);
        let (below, share) = symbol.span(slot);
        self.range >>= SHARE_BITS;
        self.low += u64::from(below * self.range);
        self.range *= share;
        symbol.learn(slot);
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

    fn symbol<const SLOTS: usize>(&mut self, symbol: &mut Symbol<SLOTS>, _: u32) -> u32 {
        self.range >>= SHARE_BITS;
        let slot = symbol.at((self.code / self.range).min((1 << SHARE_BITS) - 1));
        let (below, share) = symbol.span(slot);
        self.code -= below * self.range;
        self.range *= share;
        symbol.learn(slot);
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

/// One of a few values, learnt whole: at most 2^15 of them, and a power of two makes the best of the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol<const SLOTS: usize> {
    /// By value: how much of 2^15 is below it. Every value keeps a share of at least one.
    below: [u16; SLOTS],
    seen: u8,
}

impl<const SLOTS: usize> Default for Symbol<SLOTS> {
    fn default() -> Self {
        let even = (1 << SHARE_BITS) / SLOTS;
        Self {
            below: std::array::from_fn(|slot| (slot * even) as u16),
            seen: 0,
        }
    }
}

impl<const SLOTS: usize> Symbol<SLOTS> {
    /// A value below `SLOTS`.
    pub fn code<C: Coder>(&mut self, coder: &mut C, value: u32) -> u32 {
        coder.symbol(self, value)
    }

    /// What is below a value, and its own share, of 2^15.
    #[must_use]
    pub fn span(&self, slot: usize) -> (u32, u32) {
        let below = u32::from(self.below[slot]);
        let above = self
            .below
            .get(slot + 1)
            .map_or(1 << SHARE_BITS, |&above| u32::from(above));
        (below, above - below)
    }

    /// The share of a value, of 1, for those who measure.
    #[must_use]
    pub fn share(&self, slot: usize) -> f32 {
        self.span(slot).1 as f32 / (1 << SHARE_BITS) as f32
    }

    /// The value that has this place among all shares.
    fn at(&self, place: u32) -> usize {
        let place = place as u16;
        let at_or_below = self.below.iter().map(|&below| u16::from(below <= place));
        usize::from(at_or_below.fold(0_u16, u16::wrapping_add)) - 1
    }

    /// It was this value. Mixing with tables in which every value has a share of at least one keeps it so.
    pub fn learn(&mut self, value: usize) {
        // Fast at first, when whatever comes says much.
        let rate = (SYMBOL_RATES.0 + (u32::from(self.seen) + 1).ilog2()).min(SYMBOL_RATES.1);
        self.seen = self.seen.saturating_add(1);
        let value = value as u16;
        // Nothing here can overflow; said so, it becomes a few vector instructions.
        for (slot, below) in self.below.iter_mut().enumerate() {
            let slot = slot as u16;
            let rest = if slot > value {
                (1 << SHARE_BITS) - SLOTS as u16
            } else {
                0
            };
            let toward = slot.wrapping_add(rest).wrapping_sub(*below) as i16;
            *below = below.wrapping_add((toward >> rate) as u16);
        }
    }
}

/// Classes of size that a residual can have: up to 2^24.
const CLASSES: usize = 24;
/// Classes that are learnt together with the sign.
const SMALL_CLASSES: u32 = 7;
/// Steps from the first class that is not small to the last.
const STEPS: usize = CLASSES - 1 - SMALL_CLASSES as usize;
/// Classes whose first bit is learnt each on its own; larger ones share the last.
const UPPERS: usize = 10;
/// Nothing, both signs of every small class, and anything larger.
const SHAPES: usize = 2 + 2 * SMALL_CLASSES as usize;

/// What a prediction was off by: mostly nothing, else mostly little. Its sign and size class are learnt, and the first
/// bit within the class; the rest is as good as noise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Residual {
    field: &'static str,
    shape: Symbol<SHAPES>,
    /// From each class that is not small to the next.
    larger: [Bit; STEPS],
    /// By class, as far as it is worth learning.
    upper: [Bit; UPPERS],
}

impl Residual {
    /// Of a field with a name.
    #[must_use]
    pub fn of(field: &'static str) -> Self {
        Self {
            field,
            shape: Symbol::default(),
            larger: [Bit::default(); STEPS],
            upper: [Bit::default(); UPPERS],
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
        // 1 is class 0, 2 and 3 are class 1, and so on.
        let size = value.unsigned_abs().min((1 << CLASSES) - 1);
        let own = size.max(1).ilog2();
        let shape = if size == 0 {
            0
        } else {
            1 + 2 * own.min(SMALL_CLASSES) + u32::from(value < 0 && own < SMALL_CLASSES)
        };
        let shape = self.shape.code(coder, shape);
        if shape == 0 {
            return 0;
        }
        let (mut class, mut negative) = ((shape - 1) / 2, (shape - 1) % 2 == 1);
        if class == SMALL_CLASSES {
            negative = coder.raw(u32::from(value < 0), 1) == 1;
            for larger in &mut self.larger {
                if !coder.bit(larger, own > class) {
                    break;
                }
                class += 1;
            }
        }
        let mut read = 1_u32;
        if class > 0 {
            let upper = &mut self.upper[(class as usize).min(UPPERS - 1)];
            read = 2 | u32::from(coder.bit(upper, size >> (class - 1) & 1 == 1));
            let rest = class - 1;
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
    fn every_value_of_a_symbol_keeps_a_share() {
        let (mut symbol, mut rng) = (Symbol::<16>::default(), Rng::new(5));
        for round in 0..20_000 {
            let value = if round < 10_000 { 3 } else { rng.below(16) as usize };
            symbol.learn(value);
            let shares: u32 = (0..16).map(|slot| symbol.span(slot).1).sum();
            assert_eq!(shares, 1 << SHARE_BITS);
            assert!(
                (0..16).all(|slot| symbol.span(slot).1 > 0),
                "round {round}: {symbol:?}"
            );
            assert!(round != 9_999 || symbol.share(3) > 0.99, "{symbol:?}");
        }
        assert!(
            (0..16).all(|slot| (0.01..0.2).contains(&symbol.share(slot))),
            "{symbol:?}"
        );
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
