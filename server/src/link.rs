//! The server's end of the link to one client: what came, what went and whether it arrived, and what waits to go.

use std::sync::Arc;
use std::time::Duration;

use hogs_shared::protocol::Malformed;
use hogs_shared::protocol::acks::{Arrivals, Departures};
use hogs_shared::protocol::downlink::{DownlinkSender, Echo, Head, Sent};
use hogs_shared::protocol::frame::Frame;
use hogs_shared::protocol::input::{Uplink, UplinkReceiver};
use hogs_shared::protocol::messages::Notice;
use hogs_shared::protocol::outcome::Told;
use hogs_shared::protocol::snapshot::Addressee;
use hogs_shared::protocol::stream::StreamSender;

/// Most bytes of a datagram that are kept free for what waits in the streams.
const MAX_STREAM_BYTES: usize = 350;

/// A datagram on its way.
#[derive(Debug)]
struct Departure {
    at: Duration,
    sent: Sent,
}

/// A datagram to be sent.
#[derive(Debug)]
pub struct Outgoing {
    /// What to send.
    pub payload: Vec<u8>,
    /// The seats of the hogs in it.
    pub told: [u32; 8],
    /// Bytes of it that are not of the streams.
    pub snapshot_bytes: usize,
}

/// The newest datagram of the client.
#[derive(Clone, Copy, Debug)]
struct Newest {
    came: Duration,
    margin_quarters: i8,
}

/// Something to tell, ready for the wire; shared, because the same often goes to everyone.
#[derive(Clone, Debug)]
pub enum Item {
    /// Something that happened in the match.
    Outcome(Arc<Told>),
    /// Something else.
    Notice(Arc<[u8]>),
}

impl From<&Notice> for Item {
    fn from(notice: &Notice) -> Self {
        Self::Notice(notice.encode().into())
    }
}

impl From<Told> for Item {
    fn from(told: Told) -> Self {
        Self::Outcome(Arc::new(told))
    }
}

/// A link.
#[derive(Debug)]
pub struct Link {
    arrivals: Arrivals,
    departures: Departures<Departure>,
    sender: DownlinkSender,
    receiver: UplinkReceiver,
    newest: Option<Newest>,
    round_trip: Option<Duration>,
    overflowed: bool,
    /// Whether every datagram says again what was not acknowledged.
    insistent: bool,
    /// Since when nothing that went was acknowledged; none if nothing is on its way.
    unheard: Option<Duration>,
}

impl Link {
    /// Nothing came or went yet; there will be a datagram every `step` ticks.
    #[must_use]
    pub fn new(step: u32) -> Self {
        Self {
            arrivals: Arrivals::default(),
            departures: Departures::default(),
            sender: DownlinkSender::new(step),
            receiver: UplinkReceiver::default(),
            newest: None,
            round_trip: None,
            overflowed: false,
            insistent: false,
            unheard: None,
        }
    }

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
        let (uplink, items) = self.receiver.decode(bytes)?;
        if let Some(ack) = uplink.ack {
            let came = self.departures.acknowledge(ack)?;
            if !came.is_empty() {
                self.unheard = None;
            }
            for (sequence, departure) in came {
                if sequence == ack.newest {
                    self.measure(now.saturating_sub(departure.at));
                }
                self.sender.arrived(departure.sent);
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
        match item {
            // Whoever is that far behind has seen where it led by the time it would arrive.
            Item::Outcome(told) => drop(self.sender.events.outcomes.push(told.clone())),
            Item::Notice(bytes) => self.overflowed |= self.sender.events.notices.push(bytes.clone()).is_err(),
        }
    }

    /// From now on there is a datagram every so many ticks.
    pub const fn pace(&mut self, step: u32) {
        self.sender.step = step;
    }

    /// Outcomes that have not gone yet: many when more happens than the link carries.
    #[must_use]
    pub fn outcomes_unsent(&self) -> usize {
        self.sender.events.outcomes.unsent()
    }

    /// Nothing is told any more but what is said last, and that with every datagram.
    pub fn insist(&mut self) {
        self.insistent = true;
        self.sender.events.outcomes = StreamSender::default();
    }

    /// How long nothing that went has been acknowledged.
    #[must_use]
    pub fn unheard_for(&self, now: Duration) -> Duration {
        self.unheard
            .map_or(Duration::ZERO, |since| now.saturating_sub(since))
    }

    /// Whether more waits than ever will go.
    #[must_use]
    pub const fn overflowed(&self) -> bool {
        self.overflowed
    }

    /// Whether everything told has arrived.
    #[must_use]
    pub fn all_told(&self) -> bool {
        self.sender.events.empty()
    }

    /// Bytes of the next datagram that the streams should have.
    #[must_use]
    pub fn stream_bytes(&self) -> usize {
        self.sender
            .events
            .due_bytes(&|sequence| self.departures.lost(sequence), MAX_STREAM_BYTES)
    }

    /// The next datagram, of which the streams have `stream_bytes` first.
    pub fn payload(
        &mut self,
        frame: &Arc<Frame>,
        to: &Addressee<'_>,
        stream_bytes: usize,
        now: Duration,
    ) -> Outgoing {
        let echo = self.newest.map_or(Echo::default(), |newest| Echo {
            margin_quarters: newest.margin_quarters,
            held_quarter_ms: quarters_of_ms(now.saturating_sub(newest.came)),
        });
        let head = Head {
            sequence: self.departures.next(),
            ack: self.arrivals.ack(),
            echo,
        };
        let departures = &self.departures;
        let insistent = self.insistent;
        let lost = |sequence| insistent || departures.lost(sequence);
        let (bytes, sent) = self.sender.encode(head, frame, to, &lost, stream_bytes);
        let outgoing = Outgoing {
            payload: bytes,
            told: sent.told(),
            snapshot_bytes: sent.snapshot_bytes(),
        };
        self.unheard.get_or_insert(now);
        self.departures.depart(Departure { at: now, sent });
        outgoing
    }
}

fn quarters_of_ms(time: Duration) -> u8 {
    u8::try_from(time.as_micros() / 250).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use hogs_shared::ids::HogId;
    use hogs_shared::protocol::acks::{Ack, Sequence};
    use hogs_shared::protocol::downlink::DownlinkReceiver;
    use hogs_shared::protocol::input::UplinkSender;

    use super::*;
    use crate::testing;

    fn say(uplink: &Uplink) -> Vec<u8> {
        UplinkSender::default().encode(uplink, &|_| true).0
    }

    fn send(link: &mut Link, now: Duration) -> Vec<u8> {
        let frame = Arc::new(Frame::of(&testing::crowd(1), &|_| None));
        let to = Addressee {
            own: HogId(0),
            input_used: None,
            claim: None,
            wanted: &|_| true,
        };
        let stream_bytes = link.stream_bytes();
        link.payload(&frame, &to, stream_bytes, now).payload
    }

    #[test]
    fn round_trips_come_from_what_was_really_sent() {
        let mut link = Link::new(2);
        let acknowledging = |newest| {
            say(&Uplink {
                ack: Some(Ack {
                    newest: Sequence(newest),
                    before: 0,
                }),
                ..Uplink::default()
            })
        };
        let ms = Duration::from_millis;
        send(&mut link, ms(500));
        send(&mut link, ms(533));
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
        let mut link = Link::new(2);
        let numbered = |sequence| {
            say(&Uplink {
                sequence: Sequence(sequence),
                ..Uplink::default()
            })
        };
        let ms = Duration::from_millis;
        let mut client = DownlinkReceiver::new(testing::rules());
        link.receive(&numbered(8), ms(100), |_| 5).unwrap();
        // An older one that comes late says nothing of now.
        link.receive(&numbered(7), ms(101), |_| -9).unwrap();
        let head = client.decode(&send(&mut link, ms(103)), &|_| None).unwrap().head;
        assert_eq!(head.ack.unwrap().newest, Sequence(8));
        assert_eq!(head.echo.margin_quarters, 5);
        assert_eq!(head.echo.held_s(), Some(0.003));
        let head = client.decode(&send(&mut link, ms(500)), &|_| None).unwrap().head;
        assert_eq!(head.echo.held_s(), None);
    }

    #[test]
    fn a_seat_that_was_empty_for_long_can_be_told_of_again() {
        let (one, two) = (testing::crowd(1), testing::crowd(2));
        let (one, two) = (
            Arc::new(Frame::of(&one, &|_| None)),
            Arc::new(Frame::of(&two, &|_| None)),
        );
        let (mut link, mut arrivals) = (Link::new(2), Arrivals::default());
        let mut client = DownlinkReceiver::new(testing::rules());
        let mut sender = UplinkSender::default();
        let to = Addressee {
            own: HogId(0),
            input_used: None,
            claim: None,
            wanted: &|_| true,
        };
        // Numbers come round after 65,536; half of that is where older and newer change places.
        for number in 0..70_000_u32 {
            let seated = number < 10 || (40_000..40_100).contains(&number) || number > 69_900;
            let frame = if seated { &two } else { &one };
            let sent = link.payload(frame, &to, 0, Duration::ZERO);
            let downlink = client.decode(&sent.payload, &|_| None).unwrap();
            assert_eq!(downlink.snapshot.hogs.len(), 1 + usize::from(seated));
            arrivals.note(downlink.head.sequence);
            let uplink = Uplink {
                sequence: Sequence(number as u16),
                ack: arrivals.ack(),
                ..Uplink::default()
            };
            let (bytes, _) = sender.encode(&uplink, &|_| true);
            link.receive(&bytes, Duration::ZERO, |_| 0).unwrap();
        }
    }

    #[test]
    fn a_goodbye_goes_with_every_datagram() {
        let mut link = Link::new(2);
        let goodbye = Notice::Goodbye(hogs_shared::protocol::messages::Farewell::Stopping);
        link.tell(&Item::from(&goodbye));
        link.insist();
        for _ in 0..5 {
            let mut client = DownlinkReceiver::new(testing::rules());
            let notices = client
                .decode(&send(&mut link, Duration::ZERO), &|_| None)
                .unwrap()
                .notices;
            assert_eq!(notices, [goodbye.encode()]);
        }
        assert!(!link.all_told());
    }
}
