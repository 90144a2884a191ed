//! The datagram of the server: a snapshot and the items of the server's stream, with the acknowledgement of the
//! client's requests.

use super::coder::{BitReader, BitWriter};
use super::snapshot::Snapshot;
use super::stream::{StreamReceiver, StreamSender};
use super::{MAX_PAYLOAD_BYTES, Malformed};

/// What a server's datagram says, apart from its stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Downlink {
    /// Sequence number awaited in the client's stream.
    pub requests_next: u32,
    /// The match.
    pub snapshot: Snapshot,
}

impl Downlink {
    /// The datagram's payload; the stream gets what room the snapshot leaves.
    #[must_use]
    pub fn encode(&self, events: &StreamSender) -> Vec<u8> {
        let mut writer = BitWriter::new();
        writer.bits(self.requests_next, 32);
        self.snapshot.write(&mut writer);
        let left = MAX_PAYLOAD_BYTES.saturating_sub(writer.len_bytes() + 1);
        let any = events.waiting() > 0 && left > 32;
        writer.flag(any);
        if any {
            events.write(&mut writer, left);
        }
        writer.finish()
    }

    /// Reads a datagram's payload; new stream items come in order.
    ///
    /// # Errors
    /// [`Malformed`] for what no server writes.
    pub fn decode(bytes: &[u8], events: &mut StreamReceiver) -> Result<(Self, Vec<Vec<u8>>), Malformed> {
        let mut reader = BitReader::new(bytes);
        let requests_next = reader.bits(32)?;
        let snapshot = Snapshot::read(&mut reader)?;
        let items = if reader.flag()? {
            events.read(&mut reader)?
        } else {
            Vec::new()
        };
        reader.end()?;
        Ok((
            Self {
                requests_next,
                snapshot,
            },
            items,
        ))
    }
}
