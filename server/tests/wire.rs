//! The whole server over real sockets: through the door, into the match, and out again. Nothing here asks how long
//! anything takes; only that it happens at all.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod common;

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use common::Client;
use hogs_server::config::Config;
use hogs_server::{RunningServer, Server, ServerError};
use hogs_shared::ids::{Chassis, Coat};
use hogs_shared::netplay::join::{Asking, JoinError, ask};
use hogs_shared::protocol::messages::Farewell;
use renetcode::ConnectToken;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair};

/// More than anything here takes on the busiest machine.
const PATIENCE: Duration = Duration::from_secs(60);

fn config() -> Config {
    let bind = IpAddr::V4(Ipv4Addr::LOCALHOST);
    Config {
        bind,
        port: 0,
        lan: false,
        warm_up: false,
        bots: 3,
        max_players: 4,
        seed: Some(1),
        ..Config::default()
    }
}

/// Starts a server with a certificate of its own. It is read at the start, so its folder need not stay.
fn start(config: Config) -> Result<RunningServer, ServerError> {
    static SERVERS: AtomicU32 = AtomicU32::new(0);
    let number = SERVERS.fetch_add(1, Ordering::Relaxed);
    let state = std::env::temp_dir().join(format!("hogs-wire-{}-{number}", std::process::id()));
    let server = Server::start(Config {
        state: Some(state.clone()),
        ..config
    });
    drop(std::fs::remove_dir_all(state));
    server
}

fn key() -> Ed25519KeyPair {
    let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
    Ed25519KeyPair::from_pkcs8(document.as_ref()).unwrap()
}

/// A player with a socket of its own.
struct Guest {
    client: Client,
    socket: UdpSocket,
    server: SocketAddr,
    began: Instant,
}

impl Guest {
    fn join(server: &RunningServer, name: &str, key: &Ed25519KeyPair) -> Result<Self, JoinError> {
        let stream = TcpStream::connect(server.address()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut player = [0; 32];
        player.copy_from_slice(key.public_key().as_ref());
        let sign = |message: &[u8]| key.sign(message).as_ref().to_vec();
        let expected = Some(server.fingerprint());
        let asking = Asking {
            name,
            chassis: Chassis::Shoat,
            coat: Coat::default(),
            player,
            sign: &sign,
            password: "",
            expected,
        };
        let welcome = ask(stream, &asking)?.welcome;
        assert_eq!(welcome.port, server.address().port());
        let token = ConnectToken::read(&mut welcome.token.as_slice()).unwrap();
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        socket.set_nonblocking(true).unwrap();
        let client = Client::new(token, socket.local_addr().unwrap(), Duration::ZERO);
        Ok(Self {
            client,
            socket,
            server: server.address(),
            began: Instant::now(),
        })
    }

    fn pump(&mut self) {
        let mut buffer = [0; 2048];
        while let Ok((length, from)) = self.socket.recv_from(&mut buffer) {
            assert_eq!(from, self.server);
            self.client.hear(&mut buffer[..length]);
        }
        self.client.act(self.began.elapsed());
        for datagram in std::mem::take(&mut self.client.outbox) {
            let _ = self.socket.send_to(&datagram, self.server);
        }
    }
}

/// Lets everyone play until something has come about.
fn until(what: &str, guests: &mut [&mut Guest], done: impl Fn(&[&mut Guest]) -> bool) {
    let began = Instant::now();
    while !done(guests) {
        assert!(began.elapsed() < PATIENCE, "{what} has not come about");
        guests.iter_mut().for_each(|guest| guest.pump());
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn two_play_one_is_cut_off_and_comes_back_and_the_end_is_said() {
    let server = start(config()).unwrap();
    let port = server.address().port();
    let (ada_key, bob_key) = (key(), key());
    let mut ada = Guest::join(&server, "Ada", &ada_key).unwrap();
    let mut bob = Guest::join(&server, "Bob", &bob_key).unwrap();
    until("each hearing of the other", &mut [&mut ada, &mut bob], |guests| {
        guests.iter().all(|guest| {
            let people = guest.client.roster.iter().filter(|entry| !entry.bot);
            people.count() == 2 && guest.client.snapshots > 30
        })
    });
    let names: Vec<&str> = bob
        .client
        .roster
        .iter()
        .map(|entry| entry.name.as_str())
        .collect();
    assert!(
        names.contains(&"Ada") && names.contains(&"Bob") && names.len() == 3,
        "{names:?}"
    );
    ada.client.controls.throttle = 77;
    let seat = ada.client.entry().seat;
    until("Bob seeing what Ada does", &mut [&mut ada, &mut bob], |guests| {
        let snapshot = guests[1].client.snapshot.as_ref().unwrap();
        snapshot
            .hogs
            .iter()
            .any(|hog| hog.id == seat && (i16::from(hog.controls.throttle) - 77).abs() <= 5)
    });
    // Ada's machine dies; she starts again while her old session still stands.
    drop(ada);
    let mut ada = Guest::join(&server, "Ada", &ada_key).unwrap();
    until("Ada being back", &mut [&mut ada, &mut bob], |guests| {
        guests[0].client.snapshot.is_some()
    });
    assert_eq!(ada.client.snapshot.as_ref().unwrap().own, seat);
    assert!(server.say("that was it"));
    until("everyone hearing it", &mut [&mut ada, &mut bob], |guests| {
        guests.iter().all(|guest| {
            guest
                .client
                .chat
                .iter()
                .any(|(from, line)| from.is_none() && line == "that was it")
        })
    });
    server.stop();
    until("the goodbye", &mut [&mut ada, &mut bob], |guests| {
        guests
            .iter()
            .all(|guest| guest.client.goodbye == Some(Farewell::Stopping))
    });
    let report = server.wait().unwrap();
    assert_eq!(
        (report.clients_peak, report.joins, report.name.as_str()),
        (2, 3, "Hogs")
    );
    assert!(
        report.ticks > 30 && report.received.datagrams > 60 && report.sent.datagrams > 60,
        "{report:?}"
    );
    let headers = report.sent.bytes + 28 * report.sent.datagrams;
    assert_eq!(report.sent.bytes_with_headers, headers);
    // The port is free again.
    start(Config { port, ..config() }).unwrap();
}

#[test]
fn a_full_server_says_so_and_lets_the_next_in_when_someone_leaves() {
    let server = start(Config {
        max_players: 1,
        bots: 1,
        ..config()
    })
    .unwrap();
    let ada_key = key();
    let mut ada = Guest::join(&server, "Ada", &ada_key).unwrap();
    until("Ada playing", &mut [&mut ada], |guests| {
        guests[0].client.snapshots > 3
    });
    let refused = Guest::join(&server, "Bob", &key())
        .map(drop)
        .unwrap_err()
        .to_string();
    assert_eq!(
        refused,
        "The server is full (1 of 1 seats). Try again later or choose another game."
    );
    ada.client.disconnect();
    ada.pump();
    let began = Instant::now();
    let mut bob = loop {
        match Guest::join(&server, "Bob", &key()) {
            Ok(bob) => break bob,
            Err(error) => assert!(began.elapsed() < PATIENCE, "{error}"),
        }
    };
    until("Bob playing", &mut [&mut bob], |guests| {
        guests[0].client.snapshots > 3
    });
}

#[test]
fn a_flood_from_a_stranger_is_counted_and_hurts_nobody() {
    let server = start(config()).unwrap();
    let mut ada = Guest::join(&server, "Ada", &key()).unwrap();
    until("Ada playing", &mut [&mut ada], |guests| {
        guests[0].client.snapshots > 3
    });
    let stranger = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let killer = [&[0x95_u8][..], &[0; 17]].concat();
    for round in 0..100_u32 {
        for length in 0..100 {
            let _ = stranger.send_to(&killer, server.address());
            let _ = stranger.send_to(&vec![round as u8; length * 15], server.address());
        }
        ada.pump();
    }
    let heard = ada.client.snapshots;
    until("Ada playing on", &mut [&mut ada], |guests| {
        guests[0].client.snapshots > heard + 30
    });
    server.stop();
    let report = server.wait().unwrap();
    assert!(report.drops.values().sum::<u64>() > 1000, "{:?}", report.drops);
    assert!(report.drops.contains_key("guard_prefix") && report.drops.contains_key("guard_size"));
}

#[test]
fn a_port_or_an_address_that_cannot_be_had_is_named() {
    let refused = |config: Config| start(config).map(drop).unwrap_err().to_string();
    let tcp = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = tcp.local_addr().unwrap().port();
    assert!(refused(Config { port, ..config() }).starts_with(&format!("Port {port} is in use")));
    let udp = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = udp.local_addr().unwrap().port();
    assert!(refused(Config { port, ..config() }).starts_with(&format!("Port {port} is in use")));
    let bind = IpAddr::from([192, 0, 2, 1]);
    assert!(refused(Config { bind, ..config() }).starts_with("The address 192.0.2.1 cannot be used"));
    let unknown = refused(Config {
        map: "nowhere".to_owned(),
        ..config()
    });
    assert!(
        unknown.contains("nowhere") && unknown.contains("sty"),
        "{unknown}"
    );
    let unknown = refused(Config {
        mode: "chess".to_owned(),
        ..config()
    });
    assert!(
        unknown.contains("chess") && unknown.contains("deathmatch"),
        "{unknown}"
    );
}

#[test]
fn it_ends_by_itself_when_its_time_is_up_and_when_it_is_dropped() {
    let server = start(Config {
        seconds: Some(0.2),
        ..config()
    })
    .unwrap();
    let report = server.wait().unwrap();
    assert!(report.ticks > 0 && report.clients_peak == 0);
    let server = start(config()).unwrap();
    let port = server.address().port();
    let answer = server.console().run("status").unwrap();
    assert!(answer.contains("of 4 seats"), "{answer}");
    assert!(server.console().run("dance").unwrap().contains("quit"));
    assert!(!server.is_over());
    drop(server);
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).unwrap();
    let server = start(config()).unwrap();
    assert_eq!(server.console().run("quit"), None);
    assert!(server.wait().unwrap().seconds < PATIENCE.as_secs_f64());
}
