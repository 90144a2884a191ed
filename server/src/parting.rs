//! A client that is on its way out: it is told why, for as long as that takes but not longer, and has no part in the
//! match any more.

use hogs_shared::ids::HogId;
use hogs_shared::protocol::downlink::Downlink;
use hogs_shared::protocol::input::Uplink;
use hogs_shared::protocol::stream::{StreamReceiver, StreamSender};

use crate::player::Player;
use crate::snapshots::Frame;
use crate::tickets::ClientId;

/// Sends after which nobody waits for an acknowledgement any longer: a third of a second at the usual rate.
const SENDS: u32 = 10;

/// What is left of a player.
#[derive(Debug)]
pub struct Parting {
    /// Their connection.
    pub client: ClientId,
    seat: HogId,
    events: StreamSender,
    requests: StreamReceiver,
    sends_left: u32,
}

impl Parting {
    /// A player whose last item is the goodbye.
    #[must_use]
    pub fn new(player: Player) -> Self {
        let Player {
            client,
            seat,
            events,
            requests,
            ..
        } = player;
        Self {
            client,
            seat,
            events,
            requests,
            sends_left: SENDS,
        }
    }

    /// Takes in an acknowledgement; nothing else counts any more.
    pub fn hear(&mut self, bytes: &[u8]) {
        if let Ok((uplink, _)) = Uplink::decode(bytes, &mut self.requests) {
            let _ = self.events.acknowledge(uplink.events_next);
        }
    }

    /// The next datagram's payload.
    pub fn payload(&mut self, frame: &Frame<'_>) -> Vec<u8> {
        self.sends_left = self.sends_left.saturating_sub(1);
        let snapshot = frame.empty(self.seat);
        Downlink {
            requests_next: self.requests.next(),
            snapshot,
        }
        .encode(&self.events)
    }

    /// Whether the goodbye was heard, or was said often enough.
    #[must_use]
    pub fn over(&self) -> bool {
        self.sends_left == 0 || self.events.waiting() == 0
    }
}
