//! The datagram of the server: what it has received, a snapshot, and what is due of its two streams.

use super::acks::{Ack, Sequence};
use super::coder::{BitReader, BitWriter};
use super::snapshot::Snapshot;
use super::stream::{ItemId, StreamReceiver, StreamSender};
use super::{MAX_PAYLOAD_BYTES, Malformed};

/// Bits of a datagram beside the snapshot and the streams: number, acknowledgement, echo, whether there are items.
pub const FRAME_BITS: usize = 16 + 1 + 16 + 1 + 32 + ECHO_BITS + 2;
const ECHO_BITS: usize = 8 + 8;

/// How the newest datagram of the client fared: goes back with its acknowledgement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Echo {
    /// Quarters of a tick by which its newest controls were early; negative: late.
    pub margin_quarters: i8,
    /// Quarters of a millisecond from its arrival to this datagram; the greatest value stands for any more.
    pub held_quarter_ms: u8,
}

impl Echo {
    /// The time the datagram was held, seconds; none if it was too long to tell.
    #[must_use]
    pub fn held_s(self) -> Option<f32> {
        (self.held_quarter_ms < u8::MAX).then(|| f32::from(self.held_quarter_ms) / 4000.0)
    }
}

/// What a server's datagram says, apart from its streams.
#[derive(Clone, Debug, PartialEq)]
pub struct Downlink {
    /// Its number.
    pub sequence: Sequence,
    /// Which of the client's datagrams came.
    pub ack: Option<Ack>,
    /// How the newest of them fared.
    pub echo: Echo,
    /// The match.
    pub snapshot: Snapshot,
}

/// The server's ends of the streams to one client.
#[derive(Debug, Default)]
pub struct EventSenders {
    /// What happened in the match: each item stands for itself.
    pub outcomes: StreamSender,
    /// Everything else: in order.
    pub notices: StreamSender,
}

/// What of the streams a datagram carried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    outcomes: Vec<ItemId>,
    notices: Vec<ItemId>,
}

impl EventSenders {
    /// A datagram arrived with what it carried.
    pub fn arrived(&mut self, carried: &Carried) {
        self.outcomes.arrived(&carried.outcomes);
        self.notices.arrived(&carried.notices);
    }

    /// Whether nothing waits any more.
    #[must_use]
    pub fn empty(&self) -> bool {
        self.outcomes.waiting() == 0 && self.notices.waiting() == 0
    }

    /// Bytes that both would like to have in the next datagram, at most `most`.
    #[must_use]
    pub fn due_bytes(&self, lost: &dyn Fn(Sequence) -> bool, most: usize) -> usize {
        let notices = self.notices.due_bytes(lost, most);
        (notices + self.outcomes.due_bytes(lost, most)).min(most)
    }
}

/// The client's ends of the streams.
#[derive(Debug)]
pub struct EventReceivers {
    /// What happened in the match, as it comes.
    pub outcomes: StreamReceiver,
    /// Everything else, in order.
    pub notices: StreamReceiver,
}

impl Default for EventReceivers {
    fn default() -> Self {
        Self {
            outcomes: StreamReceiver::unordered(),
            notices: StreamReceiver::ordered(),
        }
    }
}

impl Downlink {
    /// The datagram's payload, and what of the streams it carries: they get what room the snapshot leaves. `lost` says
    /// of an earlier datagram whether it is given up.
    #[must_use]
    pub fn encode(&self, events: &mut EventSenders, lost: &dyn Fn(Sequence) -> bool) -> (Vec<u8>, Carried) {
        let mut writer = BitWriter::new();
        writer.bits(u32::from(self.sequence.0), 16);
        Ack::write(self.ack, &mut writer);
        writer.signed(i32::from(self.echo.margin_quarters), 8);
        writer.bits(u32::from(self.echo.held_quarter_ms), 8);
        self.snapshot.write(&mut writer);
        let mut stream = |stream: &mut StreamSender| {
            // A bit of this one, the other's bit, and the padding.
            let left = MAX_PAYLOAD_BYTES.saturating_sub(writer.len_bytes() + 1);
            let any = stream.due_bytes(lost, left) > 0 && left > 8;
            writer.flag(any);
            if any {
                stream.write(&mut writer, left, self.sequence, lost)
            } else {
                Vec::new()
            }
        };
        let carried = Carried {
            notices: stream(&mut events.notices),
            outcomes: stream(&mut events.outcomes),
        };
        (writer.finish(), carried)
    }

    /// Reads a datagram's payload. Returns new items: outcomes, as they come, and notices, in order.
    ///
    /// # Errors
    /// [`Malformed`] for what no server writes.
    pub fn decode(
        bytes: &[u8],
        events: &mut EventReceivers,
    ) -> Result<(Self, Vec<Vec<u8>>, Vec<Vec<u8>>), Malformed> {
        let mut reader = BitReader::new(bytes);
        let sequence = Sequence(reader.bits(16)? as u16);
        let ack = Ack::read(&mut reader)?;
        let echo = Echo {
            margin_quarters: reader.signed(8)? as i8,
            held_quarter_ms: reader.bits(8)? as u8,
        };
        let snapshot = Snapshot::read(&mut reader)?;
        let mut stream = |stream: &mut StreamReceiver| {
            if reader.flag()? {
                stream.read(&mut reader)
            } else {
                Ok(Vec::new())
            }
        };
        let notices = stream(&mut events.notices)?;
        let outcomes = stream(&mut events.outcomes)?;
        reader.end()?;
        let downlink = Self {
            sequence,
            ack,
            echo,
            snapshot,
        };
        Ok((downlink, outcomes, notices))
    }
}
