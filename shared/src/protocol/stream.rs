//! A reliable stream of small items that rides inside the unreliable datagrams. An item goes once, and again when the
//! datagram that carried it is known to be lost; the datagrams' own acknowledgements say which. No timers, no fragments,
//! nothing to reassemble. Why not a library's reliable channel: docs/decisions/0002-streams.md

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use thiserror::Error;

use super::Malformed;
use super::acks::Sequence;
use super::range_coder::{Coder, Decoder, Encoder};

/// Most bytes of one item.
pub const MAX_ITEM_BYTES: usize = 511;
/// Most items that may wait for acknowledgement.
pub const MAX_WAITING: usize = 4096;
/// Items that can be on their way before the oldest of them has arrived; what a receiver keeps is bounded by it.
const WINDOW: u32 = 256;
/// Most items in one datagram.
const MAX_ITEMS_A_SEND: usize = 127;
/// Bits before the items: how many, and the number of the first.
const HEAD_BITS: usize = 7 + 16;
/// Bits before an item: whether it follows the one before, by how much not, and its length.
const ITEM_HEAD_BITS: usize = 1 + 8 + 9;

/// The other side does not take what it is sent.
#[derive(Debug, Error, Clone, Copy, PartialEq, Eq)]
#[error("too much waits to be acknowledged")]
pub struct Overflow;

/// The number of an item in its stream.
pub type ItemId = u32;

/// An item on its way.
#[derive(Debug)]
struct Waiting {
    item: Arc<[u8]>,
    /// The datagram that carried it last.
    carrier: Option<Sequence>,
    arrived: bool,
}

/// The sending end.
#[derive(Debug, Default)]
pub struct StreamSender {
    /// Number of the first item that waits.
    first: ItemId,
    waiting: VecDeque<Waiting>,
}

impl StreamSender {
    /// Adds an item; shared, because the same item often goes to everyone.
    ///
    /// # Errors
    /// [`Overflow`] when too much waits, or for an item that could never be sent: the peer must be dropped.
    pub fn push(&mut self, item: Arc<[u8]>) -> Result<(), Overflow> {
        if self.waiting.len() >= MAX_WAITING || item.len() > MAX_ITEM_BYTES {
            return Err(Overflow);
        }
        self.waiting.push_back(Waiting {
            item,
            carrier: None,
            arrived: false,
        });
        Ok(())
    }

    /// Items arrived, because a datagram that carried them did.
    pub fn arrived(&mut self, items: &[ItemId]) {
        for id in items {
            if let Some(waiting) = self.waiting.get_mut(id.wrapping_sub(self.first) as usize) {
                waiting.arrived = true;
            }
        }
        while self.waiting.front().is_some_and(|waiting| waiting.arrived) {
            self.waiting.pop_front();
            self.first = self.first.wrapping_add(1);
        }
    }

    /// Items that have not all arrived.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Places of the items that should go with the next datagram, oldest first. `lost` says of a datagram whether it is
    /// given up.
    fn due<'a>(&'a self, lost: &'a dyn Fn(Sequence) -> bool) -> impl Iterator<Item = (usize, &'a Waiting)> {
        let window = self.waiting.iter().take(WINDOW as usize).enumerate();
        window.filter(move |(_, waiting)| !waiting.arrived && waiting.carrier.is_none_or(lost))
    }

    /// Bytes that [`StreamSender::write`] would like to have, at most `most`.
    #[must_use]
    pub fn due_bytes(&self, lost: &dyn Fn(Sequence) -> bool, most: usize) -> usize {
        let mut bits = 0;
        for (_, waiting) in self.due(lost) {
            bits += ITEM_HEAD_BITS + waiting.item.len() * 8;
            if bits >= most * 8 {
                return most;
            }
        }
        if bits == 0 {
            0
        } else {
            (bits + HEAD_BITS).div_ceil(8).min(most)
        }
    }

    /// Writes as many items that are due, oldest first, as fit in `budget_bytes`, into the datagram `carrier`. Returns
    /// which they are.
    pub fn write(
        &mut self,
        encoder: &mut Encoder,
        budget_bytes: usize,
        carrier: Sequence,
        lost: &dyn Fn(Sequence) -> bool,
    ) -> Vec<ItemId> {
        let mut bits = HEAD_BITS;
        let mut places: Vec<usize> = Vec::new();
        for (place, waiting) in self.due(lost).take(MAX_ITEMS_A_SEND) {
            bits += ITEM_HEAD_BITS + waiting.item.len() * 8;
            if bits > budget_bytes * 8 {
                break;
            }
            places.push(place);
        }
        let number = |place: usize| self.first.wrapping_add(place as u32);
        let mut expected = places.first().copied().unwrap_or(0);
        encoder.raw(places.len() as u32, 7);
        encoder.raw(number(expected) & 0xFFFF, 16);
        for &place in &places {
            let skipped = place - expected;
            encoder.raw(u32::from(skipped > 0), 1);
            if skipped > 0 {
                encoder.raw(skipped as u32, 8);
            }
            let item = &self.waiting[place].item;
            encoder.raw(item.len() as u32, 9);
            for &byte in item.iter() {
                encoder.raw(u32::from(byte), 8);
            }
            expected = place + 1;
        }
        let ids = places.iter().map(|&place| number(place)).collect();
        for place in places {
            self.waiting[place].carrier = Some(carrier);
        }
        ids
    }
}

/// The receiving end.
#[derive(Debug)]
pub struct StreamReceiver {
    /// Number of the first item that did not come yet.
    next: ItemId,
    /// Items that came before their turn; without content if they were handed out at once.
    early: BTreeMap<u32, Option<Vec<u8>>>,
    ordered: bool,
}

impl StreamReceiver {
    /// Hands items out in the order they were pushed in.
    #[must_use]
    pub const fn ordered() -> Self {
        Self {
            next: 0,
            early: BTreeMap::new(),
            ordered: true,
        }
    }

    /// Hands items out as they come, each once: a lost datagram holds nothing else up.
    #[must_use]
    pub const fn unordered() -> Self {
        Self {
            next: 0,
            early: BTreeMap::new(),
            ordered: false,
        }
    }

    /// Reads what [`StreamSender::write`] wrote and returns the items not seen before.
    ///
    /// # Errors
    /// [`Malformed`] for what no sender writes: an item from beyond the window.
    pub fn read(&mut self, decoder: &mut Decoder<'_>) -> Result<Vec<Vec<u8>>, Malformed> {
        let count = decoder.raw(0, 7);
        let low = decoder.raw(0, 16) as u16;
        // How far ahead of the awaited item; the high bits follow from where the stream stands.
        let mut ahead = i32::from(low.wrapping_sub(self.next as u16) as i16);
        let mut read = Vec::new();
        for _ in 0..count {
            if decoder.raw(0, 1) == 1 {
                ahead += decoder.raw(0, 8) as i32;
            }
            let length = decoder.raw(0, 9);
            let item = (0..length).map(|_| decoder.raw(0, 8) as u8).collect();
            decoder.check()?;
            if ahead >= WINDOW as i32 {
                return Err(Malformed::Value);
            }
            if ahead >= 0 {
                read.push((ahead as u32, item));
            }
            ahead += 1;
        }
        let awaited = self.next;
        let mut fresh = Vec::new();
        for (ahead, item) in read {
            self.take(awaited.wrapping_add(ahead), item, &mut fresh);
        }
        Ok(fresh)
    }

    fn take(&mut self, id: ItemId, item: Vec<u8>, fresh: &mut Vec<Vec<u8>>) {
        // Its turn may have passed with an item before it in the same datagram.
        let ahead = id.wrapping_sub(self.next);
        if ahead >= WINDOW || self.early.contains_key(&id) {
            return;
        }
        if self.ordered {
            self.early.insert(id, Some(item));
        } else {
            self.early.insert(id, None);
            fresh.push(item);
        }
        while let Some(item) = self.early.remove(&self.next) {
            self.next = self.next.wrapping_add(1);
            fresh.extend(item);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::acks::{Arrivals, Departures};
    use crate::rng::Rng;

    /// Pushes items through a link that loses, delays and doubles. Returns what came, and how many bytes went.
    fn converse(seed: u64, mut receiver: StreamReceiver) -> (u32, Vec<u32>, usize) {
        let mut rng = Rng::new(seed);
        let mut sender = StreamSender::default();
        let (mut departures, mut arrivals) = (Departures::default(), Arrivals::default());
        let mut on_the_way: Vec<(Sequence, Vec<u8>)> = Vec::new();
        let (mut pushed, mut got, mut went) = (0_u32, Vec::new(), 0);
        for step in 0..600 {
            if step < 400 {
                for _ in 0..rng.below(4) {
                    sender.push(pushed.to_le_bytes().to_vec().into()).unwrap();
                    pushed += 1;
                }
            }
            let mut encoder = Encoder::new();
            let carrier = departures.next();
            let ids = sender.write(&mut encoder, 100, carrier, &|sequence| departures.lost(sequence));
            went += ids.len();
            departures.depart(ids);
            let bytes = encoder.finish();
            assert!(bytes.len() <= 100);
            on_the_way.push((carrier, bytes));
            if rng.chance(0.2) {
                on_the_way.pop();
            }
            // A fifth is lost, the rest is three to five sends late, some come twice.
            while on_the_way.len() > 4 {
                let pick = rng.below(2) as usize;
                let (sequence, bytes) = on_the_way[pick].clone();
                if !rng.chance(0.1) {
                    on_the_way.remove(pick);
                }
                let items = receiver.read(&mut Decoder::new(&bytes)).unwrap();
                got.extend(
                    items
                        .iter()
                        .map(|item| u32::from_le_bytes(item.as_slice().try_into().unwrap())),
                );
                arrivals.note(sequence);
                if let (true, Some(ack)) = (rng.chance(0.8), arrivals.ack()) {
                    for (_, ids) in departures.acknowledge(ack).unwrap() {
                        sender.arrived(&ids);
                    }
                }
            }
        }
        assert_eq!(sender.waiting(), 0, "seed {seed}");
        (pushed, got, went)
    }

    #[test]
    fn everything_arrives_once_and_in_order_over_a_bad_link() {
        for seed in 0..50 {
            let (pushed, got, went) = converse(seed, StreamReceiver::ordered());
            assert_eq!(got, (0..pushed).collect::<Vec<_>>(), "seed {seed}");
            assert!(
                went < pushed as usize * 8 / 5,
                "seed {seed}: {went} items went for {pushed}"
            );
        }
    }

    #[test]
    fn without_order_everything_arrives_once_too() {
        for seed in 0..50 {
            let (pushed, mut got, _) = converse(seed, StreamReceiver::unordered());
            got.sort_unstable();
            assert_eq!(got, (0..pushed).collect::<Vec<_>>(), "seed {seed}");
        }
    }

    #[test]
    fn lies_are_refused_and_queues_are_bounded() {
        let mut sender = StreamSender::default();
        sender.arrived(&[0, 7, u32::MAX]);
        for _ in 0..MAX_WAITING {
            sender.push(Vec::new().into()).unwrap();
        }
        assert_eq!(sender.push(Vec::new().into()), Err(Overflow));
        let mut encoder = Encoder::new();
        encoder.raw(1, 7);
        encoder.raw(WINDOW, 16);
        encoder.raw(0, 1);
        encoder.raw(0, 9);
        let bytes = encoder.finish();
        let mut receiver = StreamReceiver::ordered();
        assert_eq!(receiver.read(&mut Decoder::new(&bytes)), Err(Malformed::Value));
        assert!(receiver.early.is_empty());
    }
}
