//! A client that is on its way out: it is told why, for as long as that takes but not longer, and has no part in the
//! match any more.

use std::sync::Arc;
use std::time::Duration;

use hogs_shared::ids::HogId;
use hogs_shared::protocol::frame::Frame;
use hogs_shared::protocol::snapshot::Addressee;
use hogs_shared::tick::TICKS_PER_SECOND;

use crate::link::Link;
use crate::player::Player;
use crate::tickets::ClientId;

/// Ticks after which nobody waits for an acknowledgement any longer.
const TICKS: u32 = TICKS_PER_SECOND / 3;
/// Sends that are made whatever the rate.
const LEAST_SENDS: u32 = 3;

/// What is left of a player.
#[derive(Debug)]
pub struct Parting {
    /// Their connection.
    pub client: ClientId,
    /// Where they sat.
    pub seat: HogId,
    link: Link,
    sends_left: u32,
}

impl Parting {
    /// A player whose last item is the goodbye; `snapshot_ticks` lie between two sends.
    #[must_use]
    pub fn new(player: Player, snapshot_ticks: u32) -> Self {
        let Player {
            client,
            seat,
            mut link,
            ..
        } = player;
        link.insist();
        Self {
            client,
            seat,
            link,
            sends_left: (TICKS / snapshot_ticks.max(1)).max(LEAST_SENDS),
        }
    }

    /// Takes in an acknowledgement; nothing else counts any more.
    pub fn hear(&mut self, bytes: &[u8], now: Duration) {
        let _ = self.link.receive(bytes, now, |_| 0);
    }

    /// The next datagram's payload.
    pub fn payload(&mut self, frame: &Arc<Frame>, now: Duration) -> Vec<u8> {
        self.sends_left = self.sends_left.saturating_sub(1);
        let to = Addressee {
            own: self.seat,
            input_used: None,
            claim: None,
            wanted: &|_| false,
        };
        let stream_bytes = self.link.stream_bytes();
        self.link.payload(frame, &to, stream_bytes, now).payload
    }

    /// Whether the goodbye was heard, or was said often enough.
    #[must_use]
    pub fn over(&self) -> bool {
        self.sends_left == 0 || self.link.all_told()
    }
}
