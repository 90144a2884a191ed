//! The server's end of the link to one client: what came, what went and whether it arrived, and what waits to go.

use std::sync::Arc;
use std::time::Duration;

use hogs_shared::protocol::Malformed;
use hogs_shared::protocol::acks::{Arrivals, Departures};
use hogs_shared::protocol::downlink::{Carried, Downlink, Echo, EventSenders};
use hogs_shared::protocol::input::Uplink;
use hogs_shared::protocol::messages::ServerEvent;
use hogs_shared::protocol::snapshot::Snapshot;
use hogs_shared::protocol::stream::StreamReceiver;

/// Most bytes of a datagram that are kept free for what waits in the streams.
const MAX_STREAM_BYTES: usize = 350;

/// A datagram on its way.
#[derive(Debug)]
struct Departure {
    at: Duration,
    carried: Carried,
}

/// The newest datagram of the client.
#[derive(Clone, Copy, Debug)]
struct Newest {
    came: Duration,
    margin_quarters: i8,
}

/// Something to tell, ready for the wire; shared, because the same often goes to everyone.
#[derive(Clone, Debug)]
pub struct Item {
    bytes: Arc<[u8]>,
    /// Which of the streams it goes with.
    outcome: bool,
}

impl From<&ServerEvent> for Item {
    fn from(event: &ServerEvent) -> Self {
        Self {
            bytes: event.encode().into(),
            outcome: matches!(event, ServerEvent::Outcome(..)),
        }
    }
}

/// A link.
#[derive(Debug)]
pub struct Link {
    arrivals: Arrivals,
    departures: Departures<Departure>,
    events: EventSenders,
    requests: StreamReceiver,
    newest: Option<Newest>,
    round_trip: Option<Duration>,
    overflowed: bool,
}

impl Default for Link {
    fn default() -> Self {
        Self {
            arrivals: Arrivals::default(),
            departures: Departures::default(),
            events: EventSenders::default(),
            requests: StreamReceiver::ordered(),
            newest: None,
            round_trip: None,
            overflowed: false,
        }
    }
}

impl Link {
    /// A datagram's payload came. Returns what it says, and new requests, in order. `margin_quarters` says of an uplink
    /// how early its controls are.
    ///
    /// # Errors
    /// [`Malformed`] for what no honest client sends.
    pub fn receive(
        &mut self,
        bytes: &[u8],
        now: Duration,
        margin_quarters: impl Fn(&Uplink) -> i8,
    ) -> Result<(Uplink, Vec<Vec<u8>>), Malformed> {
        let (uplink, items) = Uplink::decode(bytes, &mut self.requests)?;
        if let Some(ack) = uplink.ack {
            for (sequence, departure) in self.departures.acknowledge(ack)? {
                self.events.arrived(&departure.carried);
                if sequence == ack.newest {
                    self.measure(now.saturating_sub(departure.at));
                }
            }
        }
        self.arrivals.note(uplink.sequence);
        if self
            .arrivals
            .ack()
            .is_some_and(|ack| ack.newest == uplink.sequence)
        {
            self.newest = Some(Newest {
                came: now,
                margin_quarters: margin_quarters(&uplink),
            });
        }
        Ok((uplink, items))
    }

    fn measure(&mut self, round_trip: Duration) {
        self.round_trip = Some(
            self.round_trip
                .map_or(round_trip, |known| known.mul_f64(0.9) + round_trip.mul_f64(0.1)),
        );
    }

    /// The round trip, milliseconds; 0 until there is one.
    #[must_use]
    pub fn ping_ms(&self) -> u16 {
        u16::try_from(self.round_trip.unwrap_or_default().as_millis()).unwrap_or(u16::MAX)
    }

    /// Adds something to tell.
    pub fn tell(&mut self, item: &Item) {
        let stream = if item.outcome {
            &mut self.events.outcomes
        } else {
            &mut self.events.notices
        };
        if stream.push(item.bytes.clone()).is_err() {
            self.overflowed = true;
        }
    }

    /// Whether more waits than ever will go.
    #[must_use]
    pub const fn overflowed(&self) -> bool {
        self.overflowed
    }

    /// Whether everything told has arrived.
    #[must_use]
    pub fn all_told(&self) -> bool {
        self.events.empty()
    }

    /// Bytes of the next datagram that the streams should have.
    #[must_use]
    pub fn stream_bytes(&self) -> usize {
        self.events
            .due_bytes(&|sequence| self.departures.lost(sequence), MAX_STREAM_BYTES)
    }

    /// The next datagram's payload.
    pub fn payload(&mut self, snapshot: Snapshot, now: Duration) -> Vec<u8> {
        let echo = self.newest.map_or(Echo::default(), |newest| Echo {
            margin_quarters: newest.margin_quarters,
            held_quarter_ms: quarters_of_ms(now.saturating_sub(newest.came)),
        });
        let downlink = Downlink {
            sequence: self.departures.next(),
            ack: self.arrivals.ack(),
            echo,
            snapshot,
        };
        let departures = &self.departures;
        let (bytes, carried) = downlink.encode(&mut self.events, &|sequence| departures.lost(sequence));
        self.departures.depart(Departure { at: now, carried });
        bytes
    }
}

fn quarters_of_ms(time: Duration) -> u8 {
    u8::try_from(time.as_micros() / 250).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use hogs_shared::protocol::acks::{Ack, Sequence};
    use hogs_shared::protocol::stream::StreamSender;
    use hogs_shared::tick::Tick;

    use super::*;
    use crate::snapshots::Frame;
    use crate::testing;

    fn say(uplink: &Uplink) -> Vec<u8> {
        uplink.encode(&mut StreamSender::default(), &|_| true).0
    }

    #[test]
    fn round_trips_come_from_what_was_really_sent() {
        let arena = testing::crowd(1);
        let frame = Frame::of(&arena);
        let seat = arena.hogs().next().unwrap().id;
        let mut link = Link::default();
        let acknowledging = |newest| {
            say(&Uplink {
                sequence: Sequence(5),
                ack: Some(Ack {
                    newest: Sequence(newest),
                    before: 0,
                }),
                newest: Tick(0),
                controls: Vec::new(),
            })
        };
        let ms = Duration::from_millis;
        link.payload(frame.empty(seat), ms(500));
        link.payload(frame.empty(seat), ms(533));
        link.receive(&acknowledging(0), ms(580), |_| 7).unwrap();
        assert_eq!(link.ping_ms(), 80);
        // Said again, it is no news.
        link.receive(&acknowledging(0), ms(900), |_| 7).unwrap();
        assert_eq!(link.ping_ms(), 80);
        let lie = link.receive(&acknowledging(2), ms(900), |_| 7);
        assert_eq!(lie.err(), Some(Malformed::Value));
    }

    #[test]
    fn the_newest_datagram_is_echoed_with_its_margin_and_how_long_it_waited() {
        let arena = testing::crowd(1);
        let frame = Frame::of(&arena);
        let seat = arena.hogs().next().unwrap().id;
        let mut link = Link::default();
        let numbered = |sequence| {
            say(&Uplink {
                sequence: Sequence(sequence),
                ..Uplink::default()
            })
        };
        let ms = Duration::from_millis;
        link.receive(&numbered(8), ms(100), |_| 5).unwrap();
        // An older one that comes late says nothing of now.
        link.receive(&numbered(7), ms(101), |_| -9).unwrap();
        let bytes = link.payload(frame.empty(seat), ms(103));
        let (downlink, ..) = Downlink::decode(&bytes, &mut Default::default()).unwrap();
        assert_eq!(downlink.ack.unwrap().newest, Sequence(8));
        assert_eq!(downlink.echo.margin_quarters, 5);
        assert_eq!(downlink.echo.held_s(), Some(0.003));
        let bytes = link.payload(frame.empty(seat), ms(500));
        let (downlink, ..) = Downlink::decode(&bytes, &mut Default::default()).unwrap();
        assert_eq!(downlink.echo.held_s(), None);
    }
}
