//! Both streams of a server's datagram, end to end: what happened in the match, each item for itself and told against
//! the snapshot that it rides with; and everything else, in order.

use crate::protocol::Malformed;
use crate::protocol::acks::Sequence;
use crate::protocol::coder::{Coder, Decoder, Encoder};
use crate::protocol::outcome::{Context, OutcomeModel, Told};
use crate::protocol::spent::Cause;
use crate::protocol::stream::{
    Carried, ItemId, Room, StreamModel, StreamReceiver, StreamSender, read_bytes, write_bytes,
};

/// What is learnt of both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct EventModel {
    notices: StreamModel,
    outcomes: StreamModel,
    outcome: OutcomeModel,
}

/// The numbers that the first items of the next datagram are expected to have.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NextItems {
    notice: ItemId,
    outcome: ItemId,
}

/// What of both a datagram carried.
#[derive(Debug)]
pub(super) struct CarriedEvents {
    notices: Carried,
    outcomes: Carried,
}

impl CarriedEvents {
    pub(super) const fn next(&self) -> NextItems {
        NextItems {
            notice: self.notices.next(),
            outcome: self.outcomes.next(),
        }
    }
}

/// The server's ends of the streams to one client.
#[derive(Debug, Default)]
pub struct EventSenders {
    /// What happened in the match: each item stands for itself.
    pub outcomes: StreamSender<Told>,
    /// Everything else: in order.
    pub notices: StreamSender<[u8]>,
}

impl EventSenders {
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

    /// A datagram arrived that carried these.
    pub(super) fn arrived(&mut self, carried: &CarriedEvents) {
        self.outcomes.arrived(&carried.outcomes);
        self.notices.arrived(&carried.notices);
    }

    /// Writes what is due and fits, notices first; outcomes are told against the context.
    pub(super) fn write(
        &mut self,
        encoder: &mut Encoder,
        model: &mut EventModel,
        next: NextItems,
        room: &Room<'_>,
        context: &Context<'_>,
    ) -> CarriedEvents {
        let EventModel {
            notices,
            outcomes,
            outcome,
        } = model;
        let notices = self
            .notices
            .write(encoder, notices, next.notice, room, &mut |encoder, item| {
                write_bytes(encoder, item)
            });
        let outcomes = self
            .outcomes
            .write(encoder, outcomes, next.outcome, room, &mut |encoder, told| {
                // Only a reader can find fault.
                let _ = outcome.code(encoder, context, told);
            });
        CarriedEvents { notices, outcomes }
    }
}

/// What of both came with a datagram, with the numbers of the items.
pub(super) struct CameEvents {
    notices: Vec<(ItemId, Vec<u8>)>,
    outcomes: Vec<(ItemId, Told)>,
    /// The numbers that the next datagram goes on from.
    pub(super) next: NextItems,
}

/// The client's ends of the streams.
#[derive(Debug)]
pub(super) struct EventReceivers {
    outcomes: StreamReceiver<Told>,
    notices: StreamReceiver<Vec<u8>>,
}

impl Default for EventReceivers {
    fn default() -> Self {
        Self {
            outcomes: StreamReceiver::unordered(),
            notices: StreamReceiver::ordered(),
        }
    }
}

impl EventReceivers {
    /// Reads what [`EventSenders::write`] wrote.
    ///
    /// # Errors
    /// [`Malformed`] for what no server writes.
    pub(super) fn read(
        &self,
        decoder: &mut Decoder<'_>,
        model: &mut EventModel,
        next: NextItems,
        context: &Context<'_>,
    ) -> Result<CameEvents, Malformed> {
        let (mut notices, mut outcomes) = (Vec::new(), Vec::new());
        let notice = self.notices.read(
            decoder,
            &mut model.notices,
            next.notice,
            &mut read_bytes,
            &mut notices,
        )?;
        decoder.charge(Cause::Streams);
        let outcome = self.outcomes.read(
            decoder,
            &mut model.outcomes,
            next.outcome,
            &mut |decoder| model.outcome.code(decoder, context, &Told::default()),
            &mut outcomes,
        )?;
        decoder.charge(Cause::Happened);
        Ok(CameEvents {
            notices,
            outcomes,
            next: NextItems { notice, outcome },
        })
    }

    /// Takes what was read, once all of its datagram made sense. Returns the notices and the outcomes not seen before.
    pub(super) fn take(&mut self, came: CameEvents) -> (Vec<Vec<u8>>, Vec<Told>) {
        (self.notices.take(came.notices), self.outcomes.take(came.outcomes))
    }
}
