//! A reliable, ordered stream of small items that rides inside the unreliable datagrams: everything not yet
//! acknowledged goes along again with the next send. No timers, no acknowledgements of acknowledgements, no
//! fragments, nothing to reassemble; a lost datagram costs one send interval. Why not a library's reliable channel:
//! docs/decisions/0002-one-stream.md

use std::collections::VecDeque;
use std::sync::Arc;

use thiserror::Error;

use super::Malformed;
use super::coder::{BitReader, BitWriter};

/// Most bytes of one item.
pub const MAX_ITEM_BYTES: usize = 511;
/// Most items that may wait for acknowledgement.
pub const MAX_WAITING: usize = 2048;
/// Most items in one datagram.
const MAX_ITEMS_A_SEND: u32 = 127;

/// The other side does not take what it is sent.
#[derive(Debug, Error, Clone, Copy, PartialEq, Eq)]
#[error("too much waits to be acknowledged")]
pub struct Overflow;

/// The sending end.
#[derive(Debug, Default)]
pub struct StreamSender {
    /// Sequence number of the first item that waits.
    first: u32,
    waiting: VecDeque<Arc<[u8]>>,
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
        self.waiting.push_back(item);
        Ok(())
    }

    /// The other side has everything before sequence number `next`.
    ///
    /// # Errors
    /// [`Malformed::Value`] if that was never sent. An old acknowledgement is not an error.
    pub fn acknowledge(&mut self, next: u32) -> Result<(), Malformed> {
        let count = next.wrapping_sub(self.first) as i32;
        if count > self.waiting.len() as i32 {
            return Err(Malformed::Value);
        }
        for _ in 0..count.max(0) {
            self.waiting.pop_front();
            self.first = self.first.wrapping_add(1);
        }
        Ok(())
    }

    /// Items that wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Writes as many items, oldest first, as fit in `budget_bytes`.
    pub fn write(&self, writer: &mut BitWriter, budget_bytes: usize) {
        let mut bits = 32 + 7;
        let mut count = 0;
        for item in self.waiting.iter().take(MAX_ITEMS_A_SEND as usize) {
            bits += 9 + item.len() * 8;
            if bits > budget_bytes * 8 {
                break;
            }
            count += 1;
        }
        writer.bits(self.first, 32);
        writer.bits(count, 7);
        for item in self.waiting.iter().take(count as usize) {
            writer.bits(item.len() as u32, 9);
            writer.bytes(item);
        }
    }
}

/// The receiving end.
#[derive(Debug, Default)]
pub struct StreamReceiver {
    next: u32,
}

impl StreamReceiver {
    /// Sequence number of the item awaited: what to acknowledge.
    #[must_use]
    pub const fn next(&self) -> u32 {
        self.next
    }

    /// Reads what [`StreamSender::write`] wrote and returns the items not seen before, in order.
    ///
    /// # Errors
    /// [`Malformed`] for what no sender writes, a gap included.
    pub fn read(&mut self, reader: &mut BitReader<'_>) -> Result<Vec<Vec<u8>>, Malformed> {
        let first = reader.bits(32)?;
        let count = reader.bits(7)?;
        let ahead = first.wrapping_sub(self.next) as i32;
        if ahead > 0 {
            return Err(Malformed::Value);
        }
        let mut fresh = Vec::new();
        for offset in 0..count {
            let length = reader.bits(9)? as usize;
            let item = reader.bytes(length)?;
            if first.wrapping_add(offset) == self.next {
                self.next = self.next.wrapping_add(1);
                fresh.push(item);
            }
        }
        Ok(fresh)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    #[test]
    fn everything_arrives_once_and_in_order_over_a_bad_link() {
        for seed in 0..50 {
            let mut rng = Rng::new(seed);
            let (mut sender, mut receiver) = (StreamSender::default(), StreamReceiver::default());
            let mut old: Vec<Vec<u8>> = Vec::new();
            let (mut pushed, mut got) = (0_u32, Vec::new());
            for _ in 0..400 {
                for _ in 0..rng.below(4) {
                    sender.push(pushed.to_le_bytes().to_vec().into()).unwrap();
                    pushed += 1;
                }
                let mut writer = BitWriter::new();
                sender.write(&mut writer, 100);
                old.push(writer.finish());
                assert!(old.last().unwrap().len() <= 100);
                // Half are lost, some are late, some come twice.
                let pick = if rng.chance(0.3) {
                    rng.below(old.len() as u32) as usize
                } else {
                    old.len() - 1
                };
                if rng.chance(0.5) {
                    let mut reader = BitReader::new(&old[pick]);
                    got.extend(receiver.read(&mut reader).unwrap());
                }
                if rng.chance(0.5) {
                    sender.acknowledge(receiver.next()).unwrap();
                }
            }
            assert!(
                got.len() > 300,
                "seed {seed}: only {} of {pushed} came",
                got.len()
            );
            for (index, item) in got.iter().enumerate() {
                assert_eq!(item.as_slice(), (index as u32).to_le_bytes(), "seed {seed}");
            }
        }
    }

    #[test]
    fn lies_are_refused_and_queues_are_bounded() {
        let mut sender = StreamSender::default();
        assert_eq!(sender.acknowledge(1), Err(Malformed::Value));
        for _ in 0..MAX_WAITING {
            sender.push(Vec::new().into()).unwrap();
        }
        assert_eq!(sender.push(Vec::new().into()), Err(Overflow));
        let mut writer = BitWriter::new();
        writer.bits(5, 32);
        writer.bits(0, 7);
        let bytes = writer.finish();
        assert_eq!(
            StreamReceiver::default().read(&mut BitReader::new(&bytes)),
            Err(Malformed::Value)
        );
    }
}
