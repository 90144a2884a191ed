//! What the bytes of a datagram go to: the coder is told, part by part, what the bits since the last part were for. The
//! net graph shows it, so that what traffic is said to go to is counted and never guessed.

/// What bits are spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// IP and UDP, and what netcode adds: its header and its seal.
    Headers,
    /// Numbers of datagrams, acknowledgements, the clock, seats, and the end of the coder.
    Link,
    /// The client's own hog: what the server tells of it, what the client claims of it.
    Own,
    /// The other hogs.
    Others,
    /// Shots, hits, pickups and everything else that happened.
    Happened,
    /// Everything else in order: players, chat, requests.
    Streams,
    /// What the player does.
    Controls,
}

impl Cause {
    /// How many there are.
    pub const COUNT: usize = 7;
    /// All of them.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Headers,
        Self::Link,
        Self::Own,
        Self::Others,
        Self::Happened,
        Self::Streams,
        Self::Controls,
    ];
}

/// Bits by cause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent([u32; Cause::COUNT]);

impl Spent {
    /// Bits that went to a cause.
    #[must_use]
    pub const fn bits(&self, cause: Cause) -> u32 {
        self.0[cause as usize]
    }

    /// Bits in all.
    #[must_use]
    pub fn total_bits(&self) -> u32 {
        self.0.iter().fold(0, |sum, bits| sum.saturating_add(*bits))
    }

    /// That many more went to a cause.
    pub const fn add(&mut self, cause: Cause, bits: u32) {
        self.0[cause as usize] = self.0[cause as usize].saturating_add(bits);
    }

    /// All that another holds went, too.
    pub fn add_all(&mut self, other: &Self) {
        for cause in Cause::ALL {
            self.add(cause, other.bits(cause));
        }
    }

    /// Of a payload of so many bytes: what the coder's parts do not add up to is its end, which is the link's.
    #[must_use]
    pub fn of_payload(mut self, bytes: usize) -> Self {
        let bits = u32::try_from(bytes * 8).unwrap_or(u32::MAX);
        self.add(Cause::Link, bits.saturating_sub(self.total_bits()));
        self
    }

    /// Of a datagram of so many bytes, all headers counted: what its payload does not come to is headers.
    #[must_use]
    pub fn of_datagram(mut self, bytes: usize) -> Self {
        let bits = u32::try_from(bytes * 8).unwrap_or(u32::MAX);
        self.add(Cause::Headers, bits.saturating_sub(self.total_bits()));
        self
    }
}

/// Keeps count for a coder: whole bits, whose rounding one part lends to the next, so that sums are right.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    spent: Spent,
    counted_bits: u32,
}

impl Tally {
    /// `bits` have gone through the coder so far: those since the last call were for this.
    pub(super) const fn charge(&mut self, cause: Cause, bits: u32) {
        self.spent.add(cause, bits.saturating_sub(self.counted_bits));
        if bits > self.counted_bits {
            self.counted_bits = bits;
        }
    }

    /// What was counted.
    pub(super) const fn spent(&self) -> Spent {
        self.spent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::coder::{Coder, Decoder, Encoder, Flag};

    #[test]
    fn parts_add_up_and_both_ends_count_alike() {
        let mut encoder = Encoder::new();
        let mut flag = Flag::likely(0.99);
        for value in 0..40 {
            encoder.raw(value, 9);
        }
        encoder.charge(Cause::Own);
        for _ in 0..100 {
            encoder.bit(&mut flag, true);
        }
        encoder.charge(Cause::Others);
        encoder.raw(77, 32);
        encoder.charge(Cause::Happened);
        let written = encoder.spent();
        let bytes = encoder.finish();

        let mut decoder = Decoder::new(&bytes);
        let mut flag = Flag::likely(0.99);
        for _ in 0..40 {
            decoder.raw(0, 9);
        }
        decoder.charge(Cause::Own);
        for _ in 0..100 {
            decoder.bit(&mut flag, false);
        }
        decoder.charge(Cause::Others);
        decoder.raw(0, 32);
        decoder.charge(Cause::Happened);
        assert_eq!(decoder.spent(), written);
        let off = |cause, bits: u32| written.bits(cause).abs_diff(bits);
        assert!(off(Cause::Own, 360) <= 1, "{written:?}");
        assert!(written.bits(Cause::Others) <= 3, "{written:?}");
        assert!(off(Cause::Happened, 32) <= 1, "{written:?}");
        let whole = written.of_payload(bytes.len());
        assert_eq!(whole.total_bits(), bytes.len() as u32 * 8);
        assert_eq!(whole.of_datagram(100).total_bits(), 800);
    }

    #[test]
    fn a_length_beyond_all_bounds_is_no_panic() {
        let mut spent = Spent::default();
        spent.add(Cause::Own, u32::MAX);
        spent.add(Cause::Own, 5);
        spent.add(Cause::Link, 5);
        assert_eq!(spent.total_bits(), u32::MAX);
        assert_eq!(spent.of_payload(10), spent);
    }
}
