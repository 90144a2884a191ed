//! How well hogs are coded: what the coder spends on a match, field by field, against the order-0 entropy of what there
//! is to say, which no coder that looks at one number at a time can beat.

use std::collections::BTreeMap;

use hogs_shared::protocol::coder::{Bit, Coder};
use hogs_shared::protocol::symbol::Symbol;

/// A coder that writes nothing and counts what writing would cost.
#[derive(Debug, Default)]
pub struct Scales {
    /// Bits since the last residual began or ended.
    pending: f64,
    /// Bits spent on yes and no.
    flags: f64,
    fields: BTreeMap<&'static str, Field>,
}

/// One field's residuals.
#[derive(Debug, Default)]
struct Field {
    bits: f64,
    seen: BTreeMap<i32, u32>,
}

/// What a field costs, in all.
#[derive(Clone, Debug, PartialEq)]
pub struct Cost {
    /// Its name; `flags` for everything that is no residual.
    pub field: &'static str,
    /// Residuals.
    pub count: u32,
    /// Bits that were spent.
    pub bits: f64,
    /// Bits that their order-0 entropy asks for; as many as were spent, for flags.
    pub entropy_bits: f64,
}

impl Coder for Scales {
    const MEASURES: bool = true;

    fn bit(&mut self, bit: &mut Bit, value: bool) -> bool {
        let share = f64::from(bit.share());
        self.pending -= if value { share.log2() } else { (1.0 - share).log2() };
        bit.learn(value);
        value
    }

    fn symbol<const SLOTS: usize>(&mut self, symbol: &Symbol<SLOTS>, value: u32) -> u32 {
        let slot = (value as usize).min(SLOTS - 1);
        self.pending -= f64::from(symbol.share(slot)).log2();
        value
    }

    fn raw(&mut self, value: u32, bits: u32) -> u32 {
        self.pending += f64::from(bits);
        value
    }

    fn tail(&mut self, value: u32, _: u32) -> u32 {
        // Counted where it is noted.
        value
    }

    fn about(&mut self, _field: &'static str) {
        self.flags += std::mem::take(&mut self.pending);
    }

    fn note(&mut self, field: &'static str, residual: i32, tail_bits: u32) {
        let field = self.fields.entry(field).or_default();
        field.bits += std::mem::take(&mut self.pending) + f64::from(tail_bits);
        *field.seen.entry(residual).or_default() += 1;
    }
}

impl Scales {
    /// What everything cost, flags first.
    #[must_use]
    pub fn costs(&self) -> Vec<Cost> {
        let flags = self.flags + self.pending;
        let mut costs = vec![Cost {
            field: "flags",
            count: 0,
            bits: flags,
            entropy_bits: flags,
        }];
        costs.extend(self.fields.iter().map(|(name, field)| {
            let count: u32 = field.seen.values().sum();
            let entropy = |&times: &u32| f64::from(times) * (f64::from(count) / f64::from(times)).log2();
            Cost {
                field: name,
                count,
                bits: field.bits,
                entropy_bits: field.seen.values().map(entropy).sum(),
            }
        }));
        costs
    }
}

#[cfg(test)]
mod tests {
    use hogs_shared::protocol::residual::Residual;
    use hogs_shared::rng::Rng;

    use super::*;

    #[test]
    fn noise_costs_what_its_entropy_asks() {
        let (mut scales, mut model, mut rng) = (Scales::default(), Residual::of("noise"), Rng::new(3));
        for _ in 0..20_000 {
            // 0 half of the time, else one of four: two bits.
            let value = if rng.chance(0.5) {
                0
            } else {
                [-2, -1, 1, 2][rng.below(4) as usize]
            };
            model.code(&mut scales, value);
        }
        let costs = scales.costs();
        let cost = &costs[1];
        assert_eq!((cost.field, cost.count), ("noise", 20_000));
        assert!((cost.entropy_bits / 20_000.0 - 2.0).abs() < 0.05, "{cost:?}");
        assert!(
            cost.bits > cost.entropy_bits && cost.bits < cost.entropy_bits * 1.05,
            "{cost:?}"
        );
    }
}
