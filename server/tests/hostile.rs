//! Everything a stranger, a half-connected client or a client can send: nothing of it stops the server, and nobody else
//! notices. Findings F1 to F9 are those of the protocol's reference; what each was is said beside its test.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod common;

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::Duration;

use common::mutation::{mutated, noise};
use common::{Client, TICK, Table, address};
use hogs_server::sessions::Outbox;
use hogs_shared::protocol::acks::{Ack, Sequence};
use hogs_shared::protocol::coder::{Coder, Encoder};
use hogs_shared::protocol::input::{Uplink, UplinkSender};
use hogs_shared::protocol::messages::Farewell;
use hogs_shared::rng::Rng;
use hogs_shared::tick::Tick;

/// A table with an honest player whose service is watched.
struct Watch {
    table: Table,
    honest: Client,
    unserved: u32,
}

impl Watch {
    fn new() -> Self {
        let mut table = Table::new(250, 2);
        let mut honest = table.client(1);
        table.ticks(60, &mut [&mut honest]);
        assert!(honest.netcode.is_connected());
        Self {
            table,
            honest,
            unserved: 0,
        }
    }

    /// Passes a tick with others, and looks whether the honest player hears of the match as ever.
    fn tick(&mut self, others: &mut [&mut Client]) -> Outbox {
        let before = self.honest.snapshots;
        let mut all: Vec<&mut Client> = others.iter_mut().map(|other| &mut **other).collect();
        all.push(&mut self.honest);
        let mut sent = self.table.tick(&mut all);
        sent.extend(self.table.tick(&mut all));
        self.unserved += u32::from(self.honest.snapshots == before);
        sent
    }

    fn throw(&mut self, from: SocketAddr, datagram: &[u8]) {
        self.table
            .authority
            .receive(self.table.now, from, &mut datagram.to_vec());
    }

    /// The honest player is there, is heard, and was told of every second tick.
    fn assert_undisturbed(mut self) {
        assert_eq!(self.unserved, 0);
        assert!(self.honest.netcode.is_connected());
        let own = self.honest.entry().seat;
        self.honest.controls.throttle = 101;
        for _ in 0..10 {
            self.tick(&mut []);
        }
        assert_eq!(
            self.table.authority.arena().hog(own).unwrap().controls.throttle,
            101
        );
        // Its controls are used in the very tick they were meant for.
        let snapshot = self.honest.snapshot.as_ref().unwrap();
        assert_eq!(snapshot.input_used, Some(snapshot.tick));
    }
}

/// Someone who has been challenged and has not answered: a pending client.
fn pending(watch: &mut Watch, number: u8) -> Client {
    let mut client = watch.table.client(number);
    client.act(watch.table.now);
    let request = client.outbox.pop().unwrap();
    watch.throw(client.address, &request);
    client.outbox.clear();
    client
}

fn connected(watch: &mut Watch, number: u8) -> Client {
    let mut client = watch.table.client(number);
    for _ in 0..30 {
        watch.tick(&mut [&mut client]);
    }
    assert!(client.payloads > 0);
    client
}

/// F1: one datagram of 18 bytes or more whose first byte is beyond what there is panics the library, sent from the
/// address of a pending or connected client. F9: so does the last sequence number there is.
#[test]
fn known_killers_do_nothing_from_anywhere() {
    let mut watch = Watch::new();
    let pending = pending(&mut watch, 2).address;
    let guest = {
        let mut guest = watch.table.client(3);
        guest.mute = true;
        for _ in 0..30 {
            watch.tick(&mut [&mut guest]);
        }
        guest.address
    };
    let places = [address(200), pending, guest, watch.honest.address];
    for from in places {
        for prefix in 0..=255_u8 {
            for length in [
                0, 1, 2, 16, 17, 18, 19, 24, 25, 26, 40, 333, 1077, 1078, 1079, 1175, 1176, 1500,
            ] {
                for fill in [0, 0xFF] {
                    let mut datagram = vec![fill; length];
                    if let Some(first) = datagram.first_mut() {
                        *first = prefix;
                    }
                    watch.throw(from, &datagram);
                }
            }
        }
        watch.tick(&mut []);
    }
    for reason in [
        "guard_size",
        "guard_prefix",
        "guard_sequence",
        "stranger",
        "claimed_budget",
    ] {
        assert!(watch.table.drops(reason) > 0, "{reason}");
    }
    // The flood in the honest player's name used up what may be claimed in it, for a moment.
    watch.table.now += Duration::from_secs(2);
    watch.assert_undisturbed();
}

/// F2 to F4 were in the channels that Hogs does not use; what is there instead takes their like: gaps, repeated and
/// absurd counts, acknowledgements of what was never sent, items without length in any number.
#[test]
fn nonsense_inside_a_session_costs_only_its_sender() {
    let mut watch = Watch::new();
    let mut vandal = connected(&mut watch, 2);
    // What goes on after it should, and what is told against a datagram that never was.
    let (mut endless, _) = UplinkSender::default().encode(&Uplink::default(), &|_| true);
    endless.extend([7; 1000]);
    let mut groundless = Encoder::new();
    groundless.raw(9, 16);
    groundless.raw(5, 6);
    groundless.raw(0xABCD_EF01, 32);
    let acknowledging = |newest| {
        let uplink = Uplink {
            ack: Some(Ack {
                newest: Sequence(newest),
                before: 0,
            }),
            ..Uplink::default()
        };
        UplinkSender::default().encode(&uplink, &|_| true).0
    };
    let nonsense = [
        Vec::new(),
        vec![0xFF; 1150],
        vec![0; 1150],
        endless,
        groundless.finish(),
        acknowledging(20_000),
        acknowledging(u16::MAX),
    ];
    for payload in nonsense.iter().cycle().take(40) {
        vandal.send(payload);
        for datagram in std::mem::take(&mut vandal.outbox) {
            watch.throw(vandal.address, &datagram);
        }
    }
    for _ in 0..20 {
        vandal.mute = true;
        watch.tick(&mut [&mut vandal]);
    }
    assert!(watch.table.drops("malformed") > 5);
    assert_eq!(vandal.goodbye, Some(Farewell::Misbehaved));
    assert!(vandal.netcode.is_disconnected());
    assert_eq!(watch.table.authority.players(), 1);
    assert!(watch.honest.roster.iter().all(|entry| entry.name != "Player 2"));
    watch.assert_undisturbed();
}

/// F4's other half: empty requests in any number must not be kept. They are taken, mean nothing, and are counted as
/// nonsense.
#[test]
fn empty_requests_fill_no_memory() {
    let mut watch = Watch::new();
    let mut vandal = connected(&mut watch, 2);
    let mut sender = UplinkSender::default();
    for _ in 0..2000 {
        sender.requests.push(Vec::new().into()).unwrap();
    }
    for round in 1..=15 {
        let uplink = Uplink {
            sequence: Sequence(round),
            ..Uplink::default()
        };
        let (payload, sent) = sender.encode(&uplink, &|_| true);
        sender.arrived(sent);
        vandal.send(&payload);
        let datagrams = std::mem::take(&mut vandal.outbox);
        for datagram in datagrams {
            watch.throw(vandal.address, &datagram);
        }
        watch.tick(&mut []);
    }
    assert!(watch.table.drops("malformed") > 0);
    assert_eq!(watch.table.authority.players(), 1);
    watch.assert_undisturbed();
}

/// F5: strangers who make up tokens, or repeat one, hold no place.
#[test]
fn forged_and_repeated_requests_hold_no_place() {
    let mut watch = Watch::new();
    let elsewhere = Table::new(4, 0);
    let mut rng = Rng::new(5);
    for number in 0..5000_u32 {
        let from = SocketAddr::from(([172, 16, (number >> 8) as u8, number as u8], 4000));
        let mut request = vec![0_u8; 1078];
        request
            .iter_mut()
            .skip(1)
            .for_each(|byte| *byte = rng.next_u32() as u8);
        request[1..14].copy_from_slice(b"NETCODE 1.02\0");
        request[14..22].copy_from_slice(&hogs_shared::protocol::PROTOCOL_ID.to_le_bytes());
        request[22..30].copy_from_slice(&u64::MAX.to_le_bytes());
        watch.throw(from, &request);
        if number % 64 == 0 {
            watch.tick(&mut []);
        }
    }
    // A token of another server, and of this one but from four addresses at a time.
    let mut foreign = elsewhere.client(3);
    foreign.act(Duration::from_secs(1));
    watch.throw(foreign.address, &foreign.outbox[0].clone());
    let mut mine = watch.table.client(4);
    mine.act(watch.table.now);
    let request = mine.outbox.pop().unwrap();
    let mut answered = BTreeSet::new();
    for host in 10..14 {
        watch.throw(address(host), &request);
        answered.extend(watch.table.authority.take_outbox().iter().map(|(to, _)| *to));
    }
    assert_eq!(answered, BTreeSet::from([address(10)]));
    assert_eq!(watch.table.authority.sessions().connected(), 1);
    let mut late = connected(&mut watch, 9);
    watch.tick(&mut [&mut late]);
    assert!(late.netcode.is_connected());
    watch.assert_undisturbed();
}

/// F6: the library draws the nonces of its challenges and of a session's packets from two counters under one key. No
/// two packets that leave this server for one client may share a nonce.
#[test]
fn no_nonce_is_used_twice_under_one_key() {
    let mut table = Table::new(8, 0);
    for number in 1..=6_u8 {
        let mut client = table.client(number);
        let mut sequences = BTreeSet::new();
        let mut packets = 0;
        let mut note = |sent: &Outbox, to: SocketAddr| {
            for (_, datagram) in sent.iter().filter(|(at, _)| *at == to) {
                let length = usize::from(datagram[0] >> 4);
                let mut bytes = [0; 8];
                bytes[..length].copy_from_slice(&datagram[1..=length]);
                packets += 1;
                assert!(
                    sequences.insert(u64::from_le_bytes(bytes)),
                    "client {number}: {bytes:?} twice"
                );
            }
        };
        // Each asks several times before it listens, so each has several challenges.
        for _ in 0..3 {
            client.act(table.now);
            for datagram in std::mem::take(&mut client.outbox) {
                table
                    .authority
                    .receive(table.now, client.address, &mut datagram.clone());
                note(&table.authority.take_outbox(), client.address);
            }
            table.now += Duration::from_millis(300);
        }
        for _ in 0..120 {
            let sent = table.tick(&mut [&mut client]);
            note(&sent, client.address);
        }
        assert!(client.netcode.is_connected() && packets > 50);
    }
}

/// The library takes a session's name from one token and its user data from another, if someone mixes two. Such a
/// session is not the ticket's.
#[test]
fn a_mixed_identity_is_nobody() {
    let mut watch = Watch::new();
    let (first, second) = (watch.table.token(2), watch.table.token(3));
    let at = address(50);
    // Hears as the second, speaks as the first.
    let mut mixed = second.clone();
    mixed.client_to_server_key = first.client_to_server_key;
    let mut mixed = Client::new(mixed, at, watch.table.now);
    for token in [first, second] {
        let mut client = Client::new(token, at, watch.table.now);
        client.act(watch.table.now);
        let request = client.outbox.pop().unwrap();
        watch.throw(at, &request);
        for (_, mut challenge) in watch.table.authority.take_outbox() {
            mixed.hear(&mut challenge);
        }
    }
    mixed.act(watch.table.now + TICK);
    let response = mixed.outbox.pop().unwrap();
    assert_eq!(response[0] & 0x0F, 3);
    watch.throw(at, &response);
    assert_eq!(watch.table.drops("ticket"), 1);
    assert_eq!(watch.table.authority.sessions().connected(), 1);
    watch.assert_undisturbed();
}

/// A client that sends far more than it may is told so and shown out; one that is late with a second's worth is not.
#[test]
fn budgets_bear_a_hiccup_and_no_flood() {
    let mut watch = Watch::new();
    let mut late = connected(&mut watch, 2);
    let mut flood = connected(&mut watch, 3);
    let mut held = Vec::new();
    for _ in 0..30 {
        late.act(watch.table.now);
        held.append(&mut late.outbox);
        watch.tick(&mut []);
        watch.table.authority.take_outbox();
    }
    for datagram in held {
        watch.throw(late.address, &datagram);
    }
    for _ in 0..30 {
        let payload = flood.payload();
        for _ in 0..100 {
            flood.send(&payload);
        }
        for datagram in std::mem::take(&mut flood.outbox) {
            watch.throw(flood.address, &datagram);
        }
        watch.tick(&mut [&mut late]);
    }
    assert!(watch.table.drops("client_budget") > 0);
    assert_eq!(
        watch.table.authority.players(),
        2,
        "the flood is gone, the late one is here"
    );
    for _ in 0..10 {
        watch.tick(&mut [&mut late]);
    }
    assert!(late.netcode.is_connected());
    watch.assert_undisturbed();
}

/// Hundreds of thousands of mutated datagrams, from nobody, from pending, from silent and from connected clients, and
/// payloads that are nonsense inside an honest seal.
#[test]
fn mutations_stop_nothing() {
    for seed in 0..4 {
        let mut rng = Rng::new(seed);
        let mut watch = Watch::new();
        let corpus = corpus(&mut watch);
        let mut number = 20;
        let mut vandal = connected(&mut watch, number);
        let mut waiting = pending(&mut watch, 101).address;
        let mut thrown = 0_u32;
        while thrown < 75_000 {
            for _ in 0..250 {
                let from = match rng.below(8) {
                    0..=1 => SocketAddr::from(([192, 168, rng.below(4) as u8, rng.below(256) as u8], 99)),
                    2..=4 => waiting,
                    _ => vandal.address,
                };
                let datagram = mutated(&corpus, &mut rng);
                watch.throw(from, &datagram);
                thrown += 1;
            }
            for _ in 0..40 {
                let payload = if rng.chance(0.5) {
                    mutated_payload(&mut vandal, &mut rng)
                } else {
                    noise(&mut rng, 1200)
                };
                vandal.send(&payload);
            }
            for datagram in std::mem::take(&mut vandal.outbox) {
                watch.throw(vandal.address, &datagram);
                thrown += 1;
            }
            watch.tick(&mut [&mut vandal]);
            // Enough of it, and it is shown out; it comes again.
            if vandal.netcode.is_disconnected() || rng.chance(0.02) {
                number = 20 + (number - 19) % 80;
                vandal = connected_again(&mut watch, number);
                waiting = pending(&mut watch, 101 + number).address;
            }
        }
        assert_eq!(watch.unserved, 0, "seed {seed}");
        watch.assert_undisturbed();
    }
}

fn connected_again(watch: &mut Watch, number: u8) -> Client {
    let mut client = watch.table.client(number);
    for _ in 0..60 {
        watch.tick(&mut [&mut client]);
        if client.payloads > 0 {
            return client;
        }
    }
    panic!(
        "nobody else gets in any more: {:?}",
        watch.table.authority.sessions().drops
    );
}

/// One of everything that goes over the wire.
fn corpus(watch: &mut Watch) -> Vec<Vec<u8>> {
    let mut corpus = vec![Vec::new(), vec![0x95; 18], vec![0x85; 18], vec![0xFF; 25]];
    let mut client = watch.table.client(7);
    for _ in 0..20 {
        client.act(watch.table.now);
        corpus.extend(client.outbox.iter().cloned());
        let sent = watch.tick(&mut [&mut client]);
        corpus.extend(sent.into_iter().map(|(_, datagram)| datagram).take(3));
    }
    client.disconnect();
    corpus.extend(client.outbox.iter().cloned());
    corpus
}

fn mutated_payload(client: &mut Client, rng: &mut Rng) -> Vec<u8> {
    let mut sender = UplinkSender::default();
    for _ in 0..rng.below(5) {
        let _ = sender.requests.push(noise(rng, 60).into());
    }
    let mut uplink = client.uplink();
    if rng.chance(0.3) {
        uplink.newest = Tick(rng.next_u32());
    }
    if rng.chance(0.2) {
        uplink.ack = Some(Ack {
            newest: Sequence(rng.next_u32() as u16),
            before: rng.next_u32(),
        });
    }
    if rng.chance(0.2) {
        uplink.sequence = Sequence(rng.next_u32() as u16);
    }
    let (mut payload, _) = sender.encode(&uplink, &|_| true);
    for _ in 0..rng.below(4) {
        let at = rng.below(payload.len() as u32) as usize;
        payload[at] ^= 1 << rng.below(8);
    }
    payload
}
