//! The datagram of the server: what it has received, a snapshot, and what is due of its two streams. What is learnt of
//! the numbers in it goes on from one datagram to the next, along those that are known to have arrived.

use std::sync::Arc;

use super::acks::{AGE_BITS, Ack, AckModel, MAX_AGE, Memory, Sequence};
use super::coder::{Coder, Decoder, Encoder};
use super::frame::Frame;
use super::outcome::{Context, Told};
use super::residual::Residual;
use super::snapshot::{
    Addressee, Carrier, Head as SnapshotHead, Known, ReceivedSnapshot, SentSnapshot, Snapshot, SnapshotModel,
    SnapshotSender,
};
use super::spent::Spent;
use super::stream::Room;
use super::wire_hog::WireHog;
use super::{MAX_PAYLOAD_BYTES, Malformed};
use crate::arena::Rules;
use crate::tick::Tick;

mod events;

pub use events::EventSenders;
use events::{CarriedEvents, EventModel, EventReceivers, NextItems};

/// Bytes kept for what stands around the hogs: flags of those left out, and the end of the coder.
const SPARE_BYTES: usize = 40;
/// Bytes fewer that a datagram aims at after it came out too long.
const STEP_BACK_BYTES: usize = 150;
/// Room that is made for a datagram at once: allocators are quick up to about this size, and hardly any is longer.
const USUAL_BYTES: usize = 1000;

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

/// What a server's datagram says of the link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its number.
    pub sequence: Sequence,
    /// Which of the client's datagrams came.
    pub ack: Option<Ack>,
    /// How the newest of them fared.
    pub echo: Echo,
}

impl Head {
    /// Codes it, but for the number, against an older one.
    fn code<C: Coder>(self, coder: &mut C, model: &mut HeadModel, before: Self) -> Self {
        let ack = model.ack.code(coder, self.ack, before.ack);
        let (own, known) = (self.echo.margin_quarters, before.echo.margin_quarters);
        let margin = i32::from(known) + model.margin.code(coder, i32::from(own) - i32::from(known));
        Self {
            sequence: self.sequence,
            ack,
            echo: Echo {
                margin_quarters: margin.clamp(-128, 127) as i8,
                held_quarter_ms: coder.raw(u32::from(self.echo.held_quarter_ms), 8) as u8,
            },
        }
    }
}

/// What is learnt of heads.
#[derive(Clone, Debug, PartialEq, Eq)]
struct HeadModel {
    ack: AckModel,
    margin: Residual,
}

/// What is learnt of everything in these datagrams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DownlinkModel {
    head: HeadModel,
    snapshot: SnapshotModel,
    events: EventModel,
}

impl Default for DownlinkModel {
    fn default() -> Self {
        Self {
            head: HeadModel {
                ack: AckModel::default(),
                margin: Residual::of("margin"),
            },
            snapshot: SnapshotModel::default(),
            events: EventModel::default(),
        }
    }
}

/// A datagram on its way, as its sender remembers it.
#[derive(Debug)]
pub struct Sent {
    head: Head,
    model: Box<DownlinkModel>,
    snapshot: SentSnapshot,
    snapshot_bytes: usize,
    events: CarriedEvents,
}

impl Sent {
    /// The seats of the hogs in it.
    #[must_use]
    pub const fn told(&self) -> [u32; 8] {
        self.snapshot.told()
    }

    /// Bytes of it that are not of the streams.
    #[must_use]
    pub const fn snapshot_bytes(&self) -> usize {
        self.snapshot_bytes
    }
}

/// The newest datagram that is known to have arrived.
#[derive(Debug)]
struct Base {
    sequence: Sequence,
    head: Head,
    snapshot: SnapshotHead,
    model: Box<DownlinkModel>,
    next: NextItems,
}

/// The server's end of what goes to one client.
#[derive(Debug)]
pub struct DownlinkSender {
    /// What waits in the streams.
    pub events: EventSenders,
    /// Ticks from one datagram to the next.
    pub step: u32,
    snapshots: SnapshotSender,
    base: Option<Base>,
    /// A model that is not needed any more, for its memory.
    spare: Option<Box<DownlinkModel>>,
}

impl DownlinkSender {
    /// Nothing sent yet; there will be a datagram every `step` ticks.
    #[must_use]
    pub fn new(step: u32) -> Self {
        Self {
            events: EventSenders::default(),
            step,
            snapshots: SnapshotSender::default(),
            base: None,
            spare: None,
        }
    }

    /// A datagram arrived.
    pub fn arrived(&mut self, sent: Sent) {
        self.events.arrived(&sent.events);
        let sequence = sent.head.sequence;
        self.snapshots.arrived(sequence, &sent.snapshot);
        if self
            .base
            .as_ref()
            .is_none_or(|base| sequence.since(base.sequence) > 0)
        {
            let older = self.base.replace(Base {
                sequence,
                head: sent.head,
                snapshot: sent.snapshot.head(),
                next: sent.events.next(),
                model: sent.model,
            });
            self.spare = older.map(|base| base.model);
        }
    }

    /// What is learnt goes on from the base.
    fn model(&mut self) -> Box<DownlinkModel> {
        let learnt = self.base.as_ref().map(|base| &base.model);
        match (self.spare.take(), learnt) {
            (Some(mut spare), Some(learnt)) => {
                spare.clone_from(learnt);
                spare
            }
            (_, learnt) => learnt.cloned().unwrap_or_default(),
        }
    }

    /// The datagram's payload: the snapshot with the hogs that are wanted and fit, and what is due of the streams, of
    /// which `stream_bytes` have precedence. `lost` says of an earlier datagram whether it is given up.
    #[must_use]
    pub fn encode(
        &mut self,
        head: Head,
        frame: &Arc<Frame>,
        to: &Addressee<'_>,
        lost: &dyn Fn(Sequence) -> bool,
        stream_bytes: usize,
    ) -> (Vec<u8>, Sent) {
        // What is too old must go: its age would come round again.
        self.base
            .take_if(|base| head.sequence.since(base.sequence) > MAX_AGE);
        let base = self.base.as_ref();
        let age = base.map_or(0, |base| head.sequence.since(base.sequence));
        let carrier = Carrier {
            sequence: head.sequence,
            before: base.map_or(SnapshotHead::default(), |base| base.snapshot),
            age,
            step: self.step,
        };
        let mut most_bytes = (MAX_PAYLOAD_BYTES - SPARE_BYTES).saturating_sub(stream_bytes);
        loop {
            let mut model = self.model();
            let base = self.base.as_ref();
            let mut encoder = Encoder::with_room(USUAL_BYTES);
            encoder.raw(u32::from(head.sequence.0), 16);
            encoder.raw(u32::from(age.unsigned_abs()), AGE_BITS);
            head.code(
                &mut encoder,
                &mut model.head,
                base.map_or(Head::default(), |base| base.head),
            );
            let snapshot =
                self.snapshots
                    .write(&mut encoder, &mut model.snapshot, &carrier, frame, to, most_bytes);
            if encoder.len_bytes() + SPARE_BYTES / 2 > MAX_PAYLOAD_BYTES {
                most_bytes = most_bytes.saturating_sub(STEP_BACK_BYTES);
                continue;
            }
            let snapshot_bytes = encoder.len_bytes();
            let next = base.map_or(NextItems::default(), |base| base.next);
            let room = Room {
                carrier: head.sequence,
                most_bytes: MAX_PAYLOAD_BYTES,
                lost,
            };
            let context = Context {
                tick: snapshot.tick(),
                hogs: &|hog| snapshot.hog(hog),
                tuning: &frame.rules().tuning,
            };
            let events = self
                .events
                .write(&mut encoder, &mut model.events, next, &room, &context);
            let sent = Sent {
                head,
                model,
                snapshot,
                snapshot_bytes,
                events,
            };
            return (encoder.finish(), sent);
        }
    }
}

/// What a datagram of the server said.
#[derive(Clone, Debug)]
pub struct Downlink {
    /// Of the link.
    pub head: Head,
    /// Of the match.
    pub snapshot: Snapshot,
    /// What happened, as it comes.
    pub outcomes: Vec<Told>,
    /// New items of everything else, in order.
    pub notices: Vec<Vec<u8>>,
    /// What its payload went to.
    pub spent: Spent,
}

/// A datagram that came, as its receiver remembers it.
#[derive(Debug)]
struct Received {
    head: Head,
    /// Large, and so not moved about.
    model: Box<DownlinkModel>,
    snapshot: ReceivedSnapshot,
    next: NextItems,
}

/// The client's end of what the server sends.
#[derive(Debug)]
pub struct DownlinkReceiver {
    rules: Arc<Rules>,
    events: EventReceivers,
    received: Memory<Received>,
}

impl DownlinkReceiver {
    /// Nothing came yet.
    #[must_use]
    pub fn new(rules: Arc<Rules>) -> Self {
        Self {
            rules,
            events: EventReceivers::default(),
            received: Memory::default(),
        }
    }

    /// Reads a datagram's payload; `claimed` is what was said of one's own hog at a tick. What it says may be told
    /// against from then on, so it must be acknowledged.
    ///
    /// # Errors
    /// [`Malformed`] for what no server writes.
    pub fn decode(
        &mut self,
        bytes: &[u8],
        claimed: &dyn Fn(Tick) -> Option<WireHog>,
    ) -> Result<Downlink, Malformed> {
        let mut decoder = Decoder::new(bytes);
        let sequence = Sequence(decoder.raw(0, 16) as u16);
        let age = decoder.raw(0, AGE_BITS) as i16;
        let older = |age: i16| self.received.recall(sequence, age);
        let base = match age {
            0 => None,
            age => Some(older(age).ok_or(Malformed::Value)?),
        };
        let mut model = base.map_or_else(Box::default, |base| base.model.clone());
        let before = base.map_or(Head::default(), |base| base.head);
        let head = Head {
            sequence,
            ..Head::default().code(&mut decoder, &mut model.head, before)
        };
        let snapshot = ReceivedSnapshot::read(
            &mut decoder,
            &mut model.snapshot,
            base.map(|base| &base.snapshot),
            age,
            &Known {
                older: &|age| older(age).map(|known| &known.snapshot),
                claimed,
                tuning: &self.rules.tuning,
            },
        )?;
        let told = snapshot.snapshot()?;
        let context = Context {
            tick: told.tick,
            hogs: &|hog| told.hogs.iter().find(|known| known.id == hog).cloned(),
            tuning: &self.rules.tuning,
        };
        let next = base.map_or(NextItems::default(), |base| base.next);
        let came = self
            .events
            .read(&mut decoder, &mut model.events, next, &context)?;
        decoder.end()?;
        // Only now, so that what makes no sense takes nothing with it.
        let next = came.next;
        let (notices, outcomes) = self.events.take(came);
        let received = Received {
            head,
            model,
            snapshot,
            next,
        };
        self.received.remember(sequence, received);
        Ok(Downlink {
            head,
            snapshot: told,
            outcomes,
            notices,
            spent: decoder.spent().of_payload(bytes.len()),
        })
    }
}
