//! A million mutated datagrams at a pace that the budgets let through, so that the netcode library gets to see what the
//! guard has passed: from strangers, from a pending client and from connected ones.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod common;

use std::net::SocketAddr;
use std::time::Duration;

use common::mutation::mutated;
use common::{Client, address};
use hogs_server::sessions::{Arrival, Outbox, Sessions};
use hogs_server::tickets::{NetcodeKey, Person, TicketOffice};
use hogs_shared::ids::{Chassis, Coat};
use hogs_shared::rng::Rng;
use renetcode::ConnectToken;

const STEP: Duration = Duration::from_millis(10);
const DATAGRAMS: u32 = 1_000_000;

/// Sessions without a match behind them.
struct Wire {
    sessions: Sessions,
    office: TicketOffice,
    now: Duration,
    outbox: Outbox,
    /// Payloads that came through, by the number of the client.
    heard: u32,
}

impl Wire {
    fn client(&mut self, number: u8) -> Client {
        let person = Person {
            key: [number; 32],
            name: String::new(),
            chassis: Chassis::Boar,
            coat: Coat::default(),
        };
        let bytes = self
            .office
            .issue(self.now, person, [127, 0, 0, 1].into())
            .unwrap();
        let token = ConnectToken::read(&mut bytes.as_slice()).unwrap();
        Client::new(token, address(number), self.now)
    }

    fn throw(&mut self, from: SocketAddr, datagram: &[u8]) {
        let mut datagram = datagram.to_vec();
        match self
            .sessions
            .receive(self.now, from, &mut datagram, &mut self.outbox)
        {
            Arrival::Payload { bytes, .. } => {
                assert_eq!(bytes, b"honest", "only what was sealed comes through");
                self.heard += 1;
            }
            Arrival::Excess { .. } => panic!("nobody says too much here"),
            _ => {}
        }
    }

    /// Lets a client hear what it was sent, and speak.
    fn converse(&mut self, client: &mut Client, corpus: &mut Vec<Vec<u8>>) {
        for (to, mut datagram) in std::mem::take(&mut self.outbox) {
            if to == client.address {
                client.netcode.process_packet(&mut datagram);
            }
        }
        client.mute = true;
        client.act(self.now);
        client.send(b"honest");
        for datagram in std::mem::take(&mut client.outbox) {
            self.throw(client.address, &datagram);
            if corpus.len() < 64 {
                corpus.push(datagram);
            } else {
                let at = datagram.len() % corpus.len();
                corpus[at] = datagram;
            }
        }
    }
}

#[test]
fn a_million_mutations_reach_the_library_and_stop_nothing() {
    let key = NetcodeKey([3; 32]);
    let mut wire = Wire {
        sessions: Sessions::new(&key, 64),
        office: TicketOffice::new(key, 250),
        now: Duration::from_secs(1),
        outbox: Outbox::new(),
        heard: 0,
    };
    let mut rng = Rng::new(11);
    let mut corpus = vec![vec![0x95; 18], vec![0x85; 18], vec![0x15; 17]];
    let mut honest = wire.client(1);
    let mut pending = wire.client(2);
    let (mut thrown, mut steps) = (0, 0);
    while thrown < DATAGRAMS {
        wire.now += STEP;
        steps += 1;
        assert!(
            wire.sessions.keep_alive(wire.now, &mut wire.outbox).is_empty(),
            "the honest one was lost"
        );
        if steps % 5 == 0 {
            wire.converse(&mut honest, &mut corpus);
        }
        // Always someone who has asked and not answered; a token lives for thirty seconds.
        if steps % 2500 == 1 {
            pending = wire.client(2 + (steps / 2500 % 200) as u8);
            pending.act(wire.now);
            let request = pending.outbox.pop().unwrap();
            wire.throw(pending.address, &request);
            corpus.push(request);
        }
        for _ in 0..13 {
            let from = match rng.below(13) {
                0..=5 => honest.address,
                6..=9 => pending.address,
                _ => SocketAddr::from((rng.next_u32().to_be_bytes(), 99)),
            };
            let datagram = mutated(&corpus, &mut rng);
            wire.throw(from, &datagram);
            thrown += 1;
        }
    }
    let drops = &wire.sessions.drops;
    assert_eq!(
        drops.of("claimed_budget") + drops.of("network_budget") + drops.of("strangers_budget"),
        0,
        "{drops:?}"
    );
    for reason in [
        "guard_size",
        "guard_prefix",
        "guard_sequence",
        "stranger",
        "unproven",
        "forged_or_duplicate",
    ] {
        assert!(
            drops.of(reason) > 10_000,
            "too few of {reason} for a test: {drops:?}"
        );
    }
    // Each of its words was heard, but for those that fell in the handshake.
    assert!(
        honest.netcode.is_connected() && wire.heard + 20 > steps / 5,
        "{} of {}",
        wire.heard,
        steps / 5
    );
}
