//! Bugs planted on purpose, to prove that the harness finds them: in what a session gives out, and on the wire, as if
//! one end had them. The wire is sealed, so the harness opens and seals datagrams with the keys of the visit's token.

use std::sync::Arc;

use hogs_shared::arena::Rules;
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::netplay::scene::SceneEvent;
use hogs_shared::protocol::PROTOCOL_ID;
use hogs_shared::protocol::acks::Departures;
use hogs_shared::protocol::downlink::DownlinkReceiver;
use hogs_shared::protocol::input::{SentUplink, UplinkReceiver, UplinkSender};
use hogs_shared::protocol::outcome::travels;
use hogs_shared::protocol::wire_hog::WireHog;
use hogs_shared::tick::Tick;
use renetcode::ConnectToken;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, MAX_TAG_LEN, Nonce, UnboundKey};

/// A planted bug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Fault {
    /// The client forgets to show one outcome that came with a snapshot that rewound it.
    OutcomeDropped,
    /// The client shows one such outcome twice.
    OutcomeDoubled,
    /// The client acknowledges datagrams that it never got.
    AckAhead,
    /// One of the client's requests is taken for sent and is not.
    RequestDropped,
    /// The client's controls arrive as those for the tick after.
    ControlsLate,
    /// One set of controls differs between two runs of the same seed.
    Unsteady,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::OutcomeDropped,
        Self::OutcomeDoubled,
        Self::AckAhead,
        Self::RequestDropped,
        Self::ControlsLate,
        Self::Unsteady,
    ];

    /// Does its harm to what a session showed after it was rewound. True when it is done.
    pub fn spoil_events(self, events: &mut Vec<SceneEvent>) -> bool {
        let victim = events.iter().position(is_told);
        match (self, victim) {
            (Self::OutcomeDropped, Some(place)) => {
                events.remove(place);
                true
            }
            (Self::OutcomeDoubled, Some(place)) => {
                events.push(events[place].clone());
                true
            }
            _ => false,
        }
    }
}

fn is_told(event: &SceneEvent) -> bool {
    match event {
        SceneEvent::Outcome(Outcome::Fired(_) | Outcome::ShotEnded { .. }) => false,
        SceneEvent::Outcome(outcome) => travels(outcome),
        _ => false,
    }
}

/// The keys of one session, and what is done with them. Each datagram is told against earlier ones, so the tap is a
/// whole client to the server and a whole server to the client.
pub struct Wiretap {
    fault: Fault,
    from_client: UplinkReceiver,
    to_server: UplinkSender,
    from_server: DownlinkReceiver,
    departures: Departures<SentUplink>,
    up: LessSafeKey,
    down: LessSafeKey,
}

impl Wiretap {
    /// A tap on the session of a token; none if the fault is none of the wire's.
    #[must_use]
    pub fn on(fault: Fault, token: &[u8], rules: Arc<Rules>) -> Option<Self> {
        let wired = [Fault::AckAhead, Fault::RequestDropped, Fault::ControlsLate];
        if !wired.contains(&fault) {
            return None;
        }
        let token = ConnectToken::read(&mut &*token).ok()?;
        let key = |bytes: &[u8]| UnboundKey::new(&CHACHA20_POLY1305, bytes).map(LessSafeKey::new);
        Some(Self {
            fault,
            from_client: UplinkReceiver::default(),
            to_server: UplinkSender::default(),
            from_server: DownlinkReceiver::new(rules),
            departures: Departures::default(),
            up: key(&token.client_to_server_key).ok()?,
            down: key(&token.server_to_client_key).ok()?,
        })
    }

    /// Spoils a datagram to the server.
    pub fn spoil_up(&mut self, datagram: &mut Vec<u8>) {
        let Self {
            fault,
            from_client,
            to_server,
            departures,
            up,
            ..
        } = self;
        respeak(up, datagram, |payload| {
            let (mut uplink, requests) = from_client.decode(payload).ok()?;
            match (*fault, &mut uplink.ack) {
                (Fault::AckAhead, Some(ack)) => ack.before = u32::MAX,
                (Fault::ControlsLate, _) => uplink.newest = uplink.newest.after(1),
                _ => {}
            }
            for request in requests {
                if *fault == Fault::RequestDropped {
                    *fault = Fault::Unsteady;
                } else {
                    let _ = to_server.requests.push(request.into());
                }
            }
            let (payload, sent) = to_server.encode(&uplink, &|sequence| departures.lost(sequence));
            departures.depart(sent);
            Some(payload)
        });
    }

    /// Listens to a datagram to the client: it says what of the tap's arrived.
    pub fn overhear_down(&mut self, datagram: &mut Vec<u8>, claimed: &dyn Fn(Tick) -> Option<WireHog>) {
        let (receiver, mut ack) = (&mut self.from_server, None);
        respeak(&self.down, datagram, |payload| {
            ack = receiver.decode(payload, claimed).ok()?.head.ack;
            None
        });
        let came = ack.and_then(|ack| self.departures.acknowledge(ack).ok());
        for (_, sent) in came.unwrap_or_default() {
            self.to_server.arrived(sent);
        }
    }
}

/// netcode's packet type of a payload.
const PAYLOAD: u8 = 5;

/// Opens a payload's datagram, has it changed, and seals it again under the same number. What cannot be opened, is
/// something else or is not to be changed stays as it is.
fn respeak(key: &LessSafeKey, datagram: &mut Vec<u8>, change: impl FnOnce(&[u8]) -> Option<Vec<u8>>) {
    let Some(&prefix) = datagram.first() else { return };
    let (kind, length) = (prefix & 0x0F, usize::from(prefix >> 4));
    if kind != PAYLOAD || length > 8 || datagram.len() < 1 + length + MAX_TAG_LEN {
        return;
    }
    let (head, sealed) = datagram.split_at(1 + length);
    let mut nonce = [0; 12];
    nonce[4..4 + length].copy_from_slice(&head[1..]);
    // netcode 1.02 authenticates its version, the protocol and the prefix along with the payload.
    let mut beside = b"NETCODE 1.02\0".to_vec();
    beside.extend_from_slice(&PROTOCOL_ID.to_le_bytes());
    beside.push(prefix);
    let mut payload = sealed.to_vec();
    let opened = key.open_in_place(
        Nonce::assume_unique_for_key(nonce),
        Aad::from(&beside),
        &mut payload,
    );
    let Some(mut changed) = opened.ok().and_then(|payload| change(payload)) else {
        return;
    };
    let seal = key.seal_in_place_append_tag(
        Nonce::assume_unique_for_key(nonce),
        Aad::from(&beside),
        &mut changed,
    );
    if seal.is_ok() {
        *datagram = [head, &changed].concat();
    }
}
