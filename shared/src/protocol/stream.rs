//! A reliable stream of small items that rides inside the unreliable datagrams. An item goes once, and again when the
//! datagram that carried it is known to be lost; the datagrams' own acknowledgements say which. No timers, no fragments,
//! nothing to reassemble. Why not a library's reliable channel: docs/decisions/0002-streams.md

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use thiserror::Error;

use super::Malformed;
use super::acks::Sequence;
use super::coder::{Coder, Decoder, Encoder, Flag};
use super::residual::Residual;

/// Most bytes of one item.
pub const MAX_ITEM_BYTES: usize = 511;
/// Most items that may wait for acknowledgement.
pub const MAX_WAITING: usize = 4096;
/// Items that can be on their way before the oldest of them has arrived; what a receiver keeps is bounded by it.
const WINDOW: u32 = 256;
/// Most items in one datagram.
const MAX_ITEMS_A_SEND: usize = 127;
/// Room for what stands before an item, bytes.
const HEAD_BYTES: usize = 4;

/// The other side does not take what it is sent.
#[derive(Debug, Error, Clone, Copy, PartialEq, Eq)]
#[error("too much waits to be acknowledged")]
pub struct Overflow;

/// The number of an item in its stream.
pub type ItemId = u32;

/// Something that can go in a stream.
pub trait Item {
    /// Room to keep for it, bytes.
    fn room_bytes(&self) -> usize;
}

impl Item for [u8] {
    fn room_bytes(&self) -> usize {
        self.len() + 2
    }
}

/// Codes an item that is so many bytes.
///
/// # Errors
/// [`Malformed::Truncated`] for a length that is not there.
pub fn read_bytes(decoder: &mut Decoder<'_>) -> Result<Vec<u8>, Malformed> {
    let length = decoder.raw(0, 9);
    let item = (0..length).map(|_| decoder.raw(0, 8) as u8).collect();
    decoder.check()?;
    Ok(item)
}

/// The other half of [`read_bytes`].
pub fn write_bytes(encoder: &mut Encoder, item: &[u8]) {
    encoder.raw(item.len() as u32, 9);
    for &byte in item {
        encoder.raw(u32::from(byte), 8);
    }
}

/// How far it is from one item to another, as far as numbers are told: to 16 bits. What is farther from the next item of
/// its reader nobody sends, and a residual has no room for a number of millions.
const fn near(from: ItemId, to: ItemId) -> i32 {
    to.wrapping_sub(from) as i16 as i32
}

/// What is learnt of the numbers of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamModel {
    any: Flag,
    more: Flag,
    first: Residual,
    follows: Flag,
}

impl Default for StreamModel {
    fn default() -> Self {
        Self {
            any: Flag::likely(0.3),
            more: Flag::likely(0.4),
            first: Residual::of("item"),
            follows: Flag::likely(0.95),
        }
    }
}

/// An item on its way.
#[derive(Debug)]
struct Waiting<T: ?Sized> {
    item: Arc<T>,
    /// The datagram that carried it last.
    carrier: Option<Sequence>,
    arrived: bool,
}

/// The sending end.
#[derive(Debug)]
pub struct StreamSender<T: ?Sized> {
    /// Number of the first item that waits.
    first: ItemId,
    waiting: VecDeque<Waiting<T>>,
}

impl<T: ?Sized> Default for StreamSender<T> {
    fn default() -> Self {
        Self {
            first: 0,
            waiting: VecDeque::new(),
        }
    }
}

/// What of a stream a datagram carried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    items: Vec<ItemId>,
    /// The number after the newest item so far.
    next: ItemId,
}

/// A datagram that items go into.
pub struct Room<'a> {
    /// Its number.
    pub carrier: Sequence,
    /// Bytes that it may have in all, what is in it already included.
    pub most_bytes: usize,
    /// Says of an earlier datagram whether it is given up.
    pub lost: &'a dyn Fn(Sequence) -> bool,
}

impl Carried {
    /// The number that the next datagram's first item is expected to have.
    #[must_use]
    pub const fn next(&self) -> ItemId {
        self.next
    }
}

impl<T: Item + ?Sized> StreamSender<T> {
    /// Adds an item; shared, because the same item often goes to everyone.
    ///
    /// # Errors
    /// [`Overflow`] when too much waits, or for an item that could never be sent: the peer must be dropped.
    pub fn push(&mut self, item: Arc<T>) -> Result<(), Overflow> {
        if self.waiting.len() >= MAX_WAITING || item.room_bytes() > MAX_ITEM_BYTES + 2 {
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
    pub fn arrived(&mut self, carried: &Carried) {
        for id in &carried.items {
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

    /// Items that have not gone even once.
    #[must_use]
    pub fn unsent(&self) -> usize {
        // They go in their order.
        self.waiting.len() - self.waiting.partition_point(|waiting| waiting.carrier.is_some())
    }

    /// Places of the items that should go with the next datagram, oldest first. `lost` says of a datagram whether it is
    /// given up.
    fn due<'a>(
        &'a self,
        lost: &'a dyn Fn(Sequence) -> bool,
    ) -> impl Iterator<Item = (usize, &'a Waiting<T>)> {
        let window = self.waiting.iter().take(WINDOW as usize).enumerate();
        window.filter(move |(_, waiting)| !waiting.arrived && waiting.carrier.is_none_or(lost))
    }

    /// Bytes that [`StreamSender::write`] would like to have, at most `most`.
    #[must_use]
    pub fn due_bytes(&self, lost: &dyn Fn(Sequence) -> bool, most: usize) -> usize {
        let mut bytes = 0;
        for (_, waiting) in self.due(lost) {
            bytes += HEAD_BYTES + waiting.item.room_bytes();
            if bytes >= most {
                return most;
            }
        }
        bytes
    }

    /// Writes as many items that are due, oldest first, as there is room for. `before` is the number that the first one
    /// is expected to have.
    pub fn write(
        &mut self,
        encoder: &mut Encoder,
        model: &mut StreamModel,
        before: ItemId,
        room: &Room<'_>,
        code: &mut dyn FnMut(&mut Encoder, &T),
    ) -> Carried {
        let mut places: Vec<usize> = Vec::new();
        let mut expected = before;
        for (place, waiting) in self.due(room.lost).take(MAX_ITEMS_A_SEND) {
            let id = self.first.wrapping_add(place as u32);
            if encoder.len_bytes() + HEAD_BYTES + waiting.item.room_bytes() > room.most_bytes {
                break;
            }
            if places.is_empty() {
                encoder.bit(&mut model.any, true);
                model.first.code(encoder, near(before, id));
            } else {
                encoder.bit(&mut model.more, true);
                let follows = encoder.bit(&mut model.follows, id == expected);
                if !follows {
                    encoder.raw(id.wrapping_sub(expected), 8);
                }
            }
            code(encoder, &waiting.item);
            places.push(place);
            expected = id.wrapping_add(1);
        }
        let end = if places.is_empty() {
            &mut model.any
        } else {
            &mut model.more
        };
        encoder.bit(end, false);
        let items = places
            .iter()
            .map(|&place| self.first.wrapping_add(place as u32))
            .collect();
        for place in places {
            self.waiting[place].carrier = Some(room.carrier);
        }
        Carried {
            items,
            next: expected,
        }
    }
}

/// The receiving end.
#[derive(Debug)]
pub struct StreamReceiver<T> {
    /// Number of the first item that did not come yet.
    next: ItemId,
    /// Items that came before their turn; without content if they were handed out at once.
    early: BTreeMap<ItemId, Option<T>>,
    ordered: bool,
}

impl<T> StreamReceiver<T> {
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

    /// Reads what [`StreamSender::write`] wrote, into `came`, and returns the number that the next datagram's first item
    /// is expected to have.
    ///
    /// # Errors
    /// [`Malformed`] for what no sender writes: an item from beyond the window.
    pub fn read(
        &self,
        decoder: &mut Decoder<'_>,
        model: &mut StreamModel,
        before: ItemId,
        read: &mut dyn FnMut(&mut Decoder<'_>) -> Result<T, Malformed>,
        came: &mut Vec<(ItemId, T)>,
    ) -> Result<ItemId, Malformed> {
        if !decoder.bit(&mut model.any, false) {
            return Ok(before);
        }
        let told = before.wrapping_add_signed(model.first.code(decoder, 0));
        let mut id = self.next.wrapping_add_signed(near(self.next, told));
        for _ in 0..MAX_ITEMS_A_SEND {
            decoder.check()?;
            let ahead = id.wrapping_sub(self.next) as i32;
            if ahead >= WINDOW as i32 {
                return Err(Malformed::Value);
            }
            came.push((id, read(decoder)?));
            id = id.wrapping_add(1);
            if !decoder.bit(&mut model.more, false) {
                return Ok(id);
            }
            if !decoder.bit(&mut model.follows, false) {
                id = id.wrapping_add(decoder.raw(0, 8));
            }
        }
        Err(Malformed::Value)
    }

    /// Takes what [`StreamReceiver::read`] read, once all of its datagram made sense. Returns the items not seen before.
    pub fn take(&mut self, came: Vec<(ItemId, T)>) -> Vec<T> {
        let mut fresh = Vec::new();
        for (id, item) in came {
            // Seen before, or seen with an item before it in the same datagram.
            let ahead = id.wrapping_sub(self.next);
            if ahead >= WINDOW || self.early.contains_key(&id) {
                continue;
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
        fresh
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::acks::{Arrivals, Departures};
    use crate::rng::Rng;

    /// Pushes items through a link that loses, delays and doubles. Returns what came, and how many bytes went.
    fn converse(seed: u64, mut receiver: StreamReceiver<Vec<u8>>) -> (u32, Vec<u32>, usize) {
        let mut rng = Rng::new(seed);
        let mut sender = StreamSender::<[u8]>::default();
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
            let room = Room {
                carrier,
                most_bytes: 100,
                lost: &|sequence| departures.lost(sequence),
            };
            let mut model = StreamModel::default();
            let carried = sender.write(&mut encoder, &mut model, 0, &room, &mut |encoder, item: &[u8]| {
                write_bytes(encoder, item)
            });
            went += carried.items.len();
            departures.depart(carried);
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
                let mut came = Vec::new();
                let mut model = StreamModel::default();
                let mut decoder = Decoder::new(&bytes);
                receiver
                    .read(&mut decoder, &mut model, 0, &mut read_bytes, &mut came)
                    .unwrap();
                let items = receiver.take(came);
                got.extend(
                    items
                        .iter()
                        .map(|item| u32::from_le_bytes(item.as_slice().try_into().unwrap())),
                );
                arrivals.note(sequence);
                if let (true, Some(ack)) = (rng.chance(0.8), arrivals.ack()) {
                    for (_, carried) in departures.acknowledge(ack).unwrap() {
                        sender.arrived(&carried);
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
    fn a_stream_goes_on_after_millions_of_items_and_a_long_silence() {
        // Whoever has not been heard for two seconds is told against nothing: `before` is 0 again.
        for first in [WINDOW, 1 << 15, (1 << 16) - 1, 1 << 25, u32::MAX] {
            let mut sender = StreamSender::<[u8]>::default();
            let mut receiver = StreamReceiver::<Vec<u8>>::ordered();
            (sender.first, receiver.next) = (first, first);
            for item in [b"one", b"two"] {
                sender.push(item.to_vec().into()).unwrap();
            }
            let (mut encoder, mut model) = (Encoder::new(), StreamModel::default());
            let room = Room {
                carrier: Sequence(0),
                most_bytes: 100,
                lost: &|_| false,
            };
            let carried = sender.write(&mut encoder, &mut model, 0, &room, &mut |encoder, item| {
                write_bytes(encoder, item)
            });
            let bytes = encoder.finish();
            let (mut decoder, mut model) = (Decoder::new(&bytes), StreamModel::default());
            let mut came = Vec::new();
            let next = receiver.read(&mut decoder, &mut model, 0, &mut read_bytes, &mut came);
            assert_eq!(next, Ok(carried.next()), "from {first} on");
            assert_eq!(receiver.take(came), [b"one", b"two"], "from {first} on");
        }
    }

    #[test]
    fn lies_are_refused_and_queues_are_bounded() {
        let mut sender = StreamSender::<[u8]>::default();
        sender.arrived(&Carried {
            items: vec![0, 7, u32::MAX],
            next: 0,
        });
        for _ in 0..MAX_WAITING {
            sender.push(Vec::new().into()).unwrap();
        }
        assert_eq!(sender.push(Vec::new().into()), Err(Overflow));
        let (mut encoder, mut model) = (Encoder::new(), StreamModel::default());
        encoder.bit(&mut model.any, true);
        model.first.code(&mut encoder, WINDOW as i32);
        let bytes = encoder.finish();
        let receiver = StreamReceiver::<Vec<u8>>::ordered();
        let mut came = Vec::new();
        let read = receiver.read(
            &mut Decoder::new(&bytes),
            &mut StreamModel::default(),
            0,
            &mut read_bytes,
            &mut came,
        );
        assert_eq!((read, came), (Err(Malformed::Value), Vec::new()));
    }
}
