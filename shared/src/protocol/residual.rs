//! What a prediction was off by: mostly nothing, else mostly little. A residual goes as a slot, which is learnt, and a
//! tail of bits that are as good as noise.

use super::coder::Coder;
use super::symbol::Symbol;

/// Slots: nothing; both signs and both halves of the sizes up to 31, whole powers of two up to 2047; anything.
const SLOTS: usize = 32;
/// Powers of two that have their halves learnt.
const HALVED: u32 = 5;
/// The first slot of those that have not.
const FIRST_WHOLE: u32 = 3 + 4 * (HALVED - 1);
/// Anything.
const LARGE: u32 = SLOTS as u32 - 1;
/// Bits of anything: a sign and a size.
const LARGE_BITS: u32 = 25;
/// The largest size.
const MAX_SIZE: u32 = (1 << (LARGE_BITS - 1)) - 1;
/// Bits of a tail by slot.
const TAIL_BITS: [u8; SLOTS] = {
    let mut bits = [0; SLOTS];
    let mut slot = 3;
    while slot < SLOTS as u32 {
        let of_slot = if slot < FIRST_WHOLE {
            (slot - 3) / 4
        } else {
            HALVED + (slot - FIRST_WHOLE) / 2
        };
        bits[slot as usize] = if slot == LARGE { LARGE_BITS } else { of_slot } as u8;
        slot += 1;
    }
    bits
};

/// A residual as it goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Piece {
    slot: u8,
    tail: u32,
}

impl Piece {
    /// Of a residual within ±2^24; of the nearest to others.
    const fn of(residual: i32) -> Self {
        let size = residual.unsigned_abs();
        if size == 0 {
            return Self { slot: 0, tail: 0 };
        }
        let negative = (residual < 0) as u32;
        let power = size.ilog2();
        let (slot, tail) = if power == 0 {
            (1 + negative, 0)
        } else if power < HALVED {
            let half = size >> (power - 1) & 1;
            (3 + 4 * (power - 1) + 2 * half + negative, size)
        } else if FIRST_WHOLE + 2 * (power - HALVED) < LARGE {
            (FIRST_WHOLE + 2 * (power - HALVED) + negative, size)
        } else {
            let size = if size > MAX_SIZE { MAX_SIZE } else { size };
            (LARGE, size << 1 | negative)
        };
        let mask = (1 << TAIL_BITS[slot as usize]) - 1;
        Self {
            slot: slot as u8,
            tail: tail & mask,
        }
    }

    const fn residual(self) -> i32 {
        let slot = self.slot as u32;
        let (size, negative) = match slot {
            0 => (0, 0),
            1 | 2 => (1, slot - 1),
            LARGE => (self.tail >> 1, self.tail & 1),
            _ => {
                let bits = TAIL_BITS[self.slot as usize];
                let (top, sign) = if slot < FIRST_WHOLE {
                    let place = (slot - 3) % 4;
                    (2 | place >> 1, place & 1)
                } else {
                    (1, (slot - FIRST_WHOLE) & 1)
                };
                (top << bits | self.tail, sign)
            }
        };
        if negative == 1 {
            -(size as i32)
        } else {
            size as i32
        }
    }
}

/// What is learnt of the residuals of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Residual {
    field: &'static str,
    slot: Symbol<SLOTS>,
}

impl Residual {
    /// Of a field with a name.
    #[must_use]
    pub fn of(field: &'static str) -> Self {
        Self {
            field,
            slot: Symbol::default(),
        }
    }

    /// A residual within ±2^24.
    pub fn code<C: Coder>(&mut self, coder: &mut C, residual: i32) -> i32 {
        let Piece { slot, tail } = Piece::of(residual);
        coder.about(self.field);
        let slot = self.slot.code(coder, slot.into()) as u8;
        let bits = TAIL_BITS[usize::from(slot)].into();
        let tail = if bits == 0 { 0 } else { coder.tail(tail, bits) };
        let residual = Piece { slot, tail }.residual();
        coder.note(self.field, residual, bits);
        residual
    }
}

/// Bits of a word of tails.
const WORD_BITS: u32 = 16;
/// Most words of tails.
const MAX_WORDS: usize = 24;

/// Several residuals that go together: all their slots, then all their tails without seams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Residuals<const COUNT: usize> {
    slots: [u8; COUNT],
    tail_bits: u32,
    tails: [u16; MAX_WORDS],
}

impl<const COUNT: usize> Residuals<COUNT> {
    const ALL_FIT: () = assert!(COUNT as u32 * LARGE_BITS <= MAX_WORDS as u32 * WORD_BITS);

    /// Of residuals within ±2^24.
    #[must_use]
    pub fn of(residuals: [i32; COUNT]) -> Self {
        let () = Self::ALL_FIT;
        let (mut slots, mut tails) = ([0; COUNT], [0; MAX_WORDS]);
        let (mut pending, mut have, mut word) = (0_u64, 0, 0);
        for (place, residual) in slots.iter_mut().zip(residuals) {
            let piece = Piece::of(residual);
            *place = piece.slot;
            let bits = u32::from(TAIL_BITS[usize::from(piece.slot)]);
            pending = pending << bits | u64::from(piece.tail);
            have += bits;
            while have >= WORD_BITS {
                have -= WORD_BITS;
                tails[word] = (pending >> have) as u16;
                word += 1;
            }
        }
        if have > 0 {
            tails[word] = (pending & ((1 << have) - 1)) as u16;
        }
        Self {
            slots,
            tail_bits: word as u32 * WORD_BITS + have,
            tails,
        }
    }

    /// The residuals.
    #[must_use]
    pub fn residuals(&self) -> [i32; COUNT] {
        let (mut pending, mut have, mut word, mut left) = (0_u64, 0, 0, self.tail_bits);
        self.slots.map(|slot| {
            let bits = u32::from(TAIL_BITS[usize::from(slot)]);
            while have < bits {
                let take = left.min(WORD_BITS);
                pending = pending << take | u64::from(self.tails[word]);
                (have, left, word) = (have + take, left - take, word + 1);
            }
            have -= bits;
            let tail = (pending >> have) as u32 & ((1 << bits) - 1);
            Piece { slot, tail }.residual()
        })
    }

    /// Codes them; `models` are those of the fields, and `fields` says which is whose. Something is learnt of them, or not.
    pub fn code<C: Coder, const FIELDS: usize>(
        &self,
        coder: &mut C,
        models: &mut [Residual; FIELDS],
        fields: &[usize; COUNT],
        learn: bool,
    ) -> Self {
        let mut read = *self;
        read.tail_bits = 0;
        for (index, (slot, &field)) in read.slots.iter_mut().zip(fields).enumerate() {
            let model = &mut models[field];
            coder.about(model.field);
            *slot = coder.symbol(&model.slot, u32::from(*slot)) as u8;
            if learn {
                model.slot.learn(usize::from(*slot));
            }
            let bits = u32::from(TAIL_BITS[usize::from(*slot)]);
            read.tail_bits += bits;
            if C::MEASURES {
                coder.note(model.field, self.residuals()[index], bits);
            }
        }
        let mut left = read.tail_bits;
        for tail in &mut read.tails {
            if left == 0 {
                break;
            }
            let take = left.min(WORD_BITS);
            *tail = coder.tail((*tail).into(), take) as u16;
            left -= take;
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::coder::{Decoder, Encoder};
    use crate::rng::Rng;

    #[test]
    fn every_residual_has_one_piece() {
        let all = -5000..=5000;
        let large = (12..24).flat_map(|power| [1 << power, -(1 << power), (1 << power) + 77]);
        for residual in all.chain(large).chain([(1 << 24) - 1, 1 - (1 << 24)]) {
            let piece = Piece::of(residual);
            assert_eq!(piece.residual(), residual, "{piece:?}");
            assert!(
                u32::from(piece.slot) < SLOTS as u32 && piece.tail >> TAIL_BITS[usize::from(piece.slot)] == 0
            );
        }
        assert_eq!(Piece::of(i32::MAX).residual(), (1 << 24) - 1);
        assert_eq!(Piece::of(i32::MIN).residual(), 1 - (1 << 24));
        let slots: std::collections::BTreeSet<u8> =
            (-2100..=2100).map(|value| Piece::of(value).slot).collect();
        assert_eq!(slots.len(), SLOTS, "no slot is wasted");
    }

    #[test]
    fn those_that_go_together_come_back_as_they_went() {
        const FIELDS: [usize; 5] = [0, 1, 0, 1, 1];
        let models = || ["one", "other"].map(Residual::of);
        let mut rng = Rng::new(8);
        for round in 0..3000 {
            let several: Vec<Residuals<5>> = (0..rng.below(6))
                .map(|_| {
                    Residuals::of([0; 5].map(|_: i32| {
                        let size = 1 << rng.below(if round % 3 == 0 { 25 } else { 6 });
                        rng.below(size) as i32 - (size / 2) as i32
                    }))
                })
                .collect();
            let (mut encoder, mut learnt) = (Encoder::new(), models());
            for residuals in &several {
                assert_eq!(
                    residuals.code(&mut encoder, &mut learnt, &FIELDS, round % 2 == 0),
                    *residuals
                );
            }
            let bytes = encoder.finish();
            let (mut decoder, mut read) = (Decoder::new(&bytes), models());
            for residuals in &several {
                let came = Residuals::of([0; 5]).code(&mut decoder, &mut read, &FIELDS, round % 2 == 0);
                assert_eq!(came.residuals(), residuals.residuals(), "round {round}");
            }
            assert_eq!(decoder.end(), Ok(()), "round {round}");
            assert_eq!(learnt, read);
        }
    }
}
