//! One of a few values, learnt whole: a table of cumulative shares that moves toward what was seen, all of it in a few
//! vector instructions.

use super::coder::Coder;

/// Bits of the shares in a symbol's table.
pub(super) const SHARE_BITS: u32 = 15;
/// How fast a symbol forgets, share of 1/2^n: when nothing is known yet, and in the end.
const SYMBOL_RATES: (u32, u32) = (3, 7);

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
        let value = coder.symbol(self, value);
        self.learn(value as usize);
        value
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
    pub(super) fn at(&self, place: u32) -> usize {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

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
}
