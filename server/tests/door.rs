//! The join endpoint against the real client, and against visitors who are slow, many, rude or confused.

// Helpers outside of #[test] functions count as ordinary code for these lints.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "door/house.rs"]
mod house;

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use hogs_server::budget::Rate;
use hogs_server::certificate::Certificate;
use hogs_server::join::DoorLimits;
use hogs_shared::ids::{Chassis, Coat};
use hogs_shared::netplay::join::{Asking, JoinError, Ticket, ask, look};
use hogs_shared::protocol::PROTOCOL_VERSION;
use hogs_shared::protocol::join::{self, Denial, DoorError, JoinReply};
use house::{House, Player, read_to_end};
use ring::signature::KeyPair;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

#[test]
fn a_player_is_welcomed() {
    let house = House::usual();
    let player = Player::new();
    let ticket = house.ask(&player, "").unwrap();
    assert_eq!(ticket.welcome.token.len(), 2048);
    assert_eq!(ticket.welcome.port, house.address.port());
    assert_eq!(
        (ticket.welcome.server.as_str(), ticket.welcome.rules_hash),
        ("The sty", 42)
    );
    assert_eq!(ticket.fingerprint, house.certificate.fingerprint());
    // Known by its fingerprint, and no other.
    assert!(player.ask(house.connect(), "", Some(ticket.fingerprint)).is_ok());
    let other = player.ask(house.connect(), "", Some([0; 32]));
    assert!(
        matches!(other, Err(JoinError::CertificateChanged { .. })),
        "{other:?}"
    );
}

#[test]
fn denials_are_said() {
    let house = House::open(DoorLimits::default(), 1, Some("sesame"));
    let (first, second) = (Player::new(), Player::new());
    let denial = |result: Result<Ticket, JoinError>| match result {
        Err(JoinError::Denied(denial)) => denial,
        other => panic!("not a denial: {other:?}"),
    };
    assert_eq!(denial(house.ask(&first, "")), Denial::Password);
    assert_eq!(denial(house.ask(&first, "sesam")), Denial::Password);
    assert!(house.ask(&first, "sesame").is_ok());
    assert_eq!(denial(house.ask(&second, "sesame")), Denial::Full(1));
    house.office.lock().unwrap().drain();
    assert_eq!(denial(house.ask(&first, "sesame")), Denial::Draining);
    assert!(house.counted("denied_password") >= 1 && house.counted("denied_full") == 1);
}

#[test]
fn whoever_only_looks_sees_what_is_played_and_holds_no_seat() {
    let house = House::open(DoorLimits::default(), 2, Some("sesame"));
    let seen = || look(house.connect()).unwrap();
    let first = seen();
    assert_eq!((first.players, first.seats, first.locked), (0, 2, true));
    assert!(!first.map.is_empty() && !first.mode.is_empty() && !first.server.is_empty());
    house.office.lock().unwrap().enter([1; 32], 5);
    assert_eq!(seen().players, 1);
    for _ in 0..4 {
        seen();
    }
    assert!(
        house.ask(&Player::new(), "sesame").is_ok(),
        "looking takes no seat"
    );
    house.office.lock().unwrap().drain();
    let denied = look(house.connect());
    assert!(
        matches!(denied, Err(JoinError::Denied(Denial::Draining))),
        "{denied:?}"
    );
}

#[test]
fn whoever_signs_wrongly_gets_no_ticket() {
    let house = House::usual();
    let (me, other) = (Player::new(), Player::new());
    let claims = |sign: &dyn Fn(&[u8]) -> Vec<u8>| {
        let player = me.0.public_key().as_ref().try_into().unwrap();
        let asking = Asking {
            name: "Eve",
            chassis: Chassis::Boar,
            coat: Coat::default(),
            player,
            sign,
            password: "",
            expected: None,
        };
        ask(house.connect(), &asking)
    };
    let sign = |player: &Player, message: &[u8]| player.0.sign(message).as_ref().to_vec();
    let frauds: [&dyn Fn(&[u8]) -> Vec<u8>; 4] = [
        &|message| sign(&other, message),
        &|_| sign(&me, b"something else"),
        &|_| Vec::new(),
        &|message| [sign(&me, message), vec![0]].concat(),
    ];
    for fraud in frauds {
        assert!(matches!(
            claims(fraud),
            Err(JoinError::Denied(Denial::BadRequest))
        ));
    }
    assert!(claims(&|message| sign(&me, message)).is_ok());
}

#[test]
fn a_client_of_another_version_is_counted() {
    let house = House::usual();
    let mut stream = house.tls();
    stream.write_all(b"HOGS").unwrap();
    stream.write_all(&(PROTOCOL_VERSION + 1).to_le_bytes()).unwrap();
    assert!(read_to_end(&mut stream).is_empty());
    assert_eq!(house.counted("door_version"), 1);
}

/// A server of the future, of which only the greeting matters.
#[test]
fn a_client_understands_that_the_server_is_of_another_version() {
    let certificate = Certificate::load_or_create(None).unwrap();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let (chain, key) = certificate.for_tls();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![chain], key)
        .unwrap();
    let server = std::thread::spawn(move || {
        let connection = ServerConnection::new(Arc::new(config)).unwrap();
        let mut stream = StreamOwned::new(connection, listener.accept().unwrap().0);
        join::greet(&mut stream, PROTOCOL_VERSION + 1, &[0; 32]).unwrap();
        read_to_end(&mut stream);
    });
    let answer = Player::new().ask(TcpStream::connect(address).unwrap(), "", None);
    assert!(
        matches!(answer, Err(JoinError::Version { theirs }) if theirs == PROTOCOL_VERSION + 1),
        "{answer:?}"
    );
    server.join().unwrap();
    // The same at the level below.
    let mut greeting = Vec::new();
    join::greet(&mut greeting, PROTOCOL_VERSION + 1, &[0; 32]).unwrap();
    let heard = join::hear_greeting(&mut greeting.as_slice());
    assert!(matches!(heard, Err(DoorError::Version { theirs }) if theirs == PROTOCOL_VERSION + 1));
}

#[test]
fn garbage_costs_nobody_else() {
    // Some garbage passes for the beginning of something, and is waited for.
    let house = House::open(
        DoorLimits {
            deadline: Duration::from_secs(1),
            ..DoorLimits::default()
        },
        8,
        None,
    );
    for garbage in [&b"GET / HTTP/1.1\r\n\r\n"[..], &[0; 4096], &[0xFF; 7]] {
        let mut stream = house.connect();
        stream.write_all(garbage).unwrap();
        read_to_end(&mut stream);
    }
    assert!(house.counted("door_tls") >= 1);
    let mut stream = house.tls();
    stream.write_all(b"HOGSHEAD").unwrap();
    read_to_end(&mut stream);
    assert_eq!(house.counted("door_version"), 1);
    let mut stream = house.tls();
    stream.write_all(b"PIGS\x01\0\0\0").unwrap();
    read_to_end(&mut stream);
    assert_eq!(house.counted("door_not_hogs"), 1);
    // Our language, but nonsense: too long a frame, random frames, lengths that lie.
    let frames = [
        vec![0xFF, 0xFF],
        vec![3, 0, 0xFF, 0xFF, 0xFF],
        [&[64, 0][..], &[0xFD; 64]].concat(),
        vec![0, 0],
    ];
    for frame in frames {
        let mut stream = house.tls();
        stream.write_all(b"HOGS").unwrap();
        stream.write_all(&PROTOCOL_VERSION.to_le_bytes()).unwrap();
        stream.write_all(&frame).unwrap();
        let reply = join::hear_answer(&mut stream);
        assert!(
            matches!(reply, Ok(JoinReply::Denied(Denial::BadRequest))),
            "{frame:?}: {reply:?}"
        );
    }
    // Whoever hangs up in the middle.
    drop(house.tls());
    assert_eq!(house.counted("door_broken"), 1);
    assert!(house.ask(&Player::new(), "").is_ok());
}

/// A byte now and then keeps any time limit on single reads from ever passing.
#[test]
fn dripping_does_not_keep_a_visitor_in() {
    let deadline = Duration::from_millis(300);
    let house = House::open(
        DoorLimits {
            deadline,
            ..DoorLimits::default()
        },
        8,
        None,
    );
    let drip = |mut stream: TcpStream, head: &[u8]| {
        stream.write_all(head).unwrap();
        stream.set_read_timeout(Some(Duration::from_millis(10))).unwrap();
        for _ in 0..2000 {
            match stream.read(&mut [0; 64]) {
                Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                }
                Ok(1..) => {}
                Ok(0) | Err(_) => return,
            }
            if stream.write_all(&[0]).is_err() {
                return;
            }
        }
        panic!("the server did not hang up");
    };
    // A TLS record that is announced with 4 KiB and comes byte by byte; and one that says nothing at all.
    drip(house.connect(), &[0x16, 3, 1, 0x10, 0]);
    assert_eq!(house.counted("door_slow"), 1);
    read_to_end(&mut house.connect());
    // And one who is polite until the request, which never ends.
    let mut stream = house.tls();
    stream.write_all(b"HOGS").unwrap();
    stream.write_all(&PROTOCOL_VERSION.to_le_bytes()).unwrap();
    stream.write_all(&[0, 1]).unwrap();
    while stream.write_all(&[0]).and_then(|()| stream.flush()).is_ok() {
        stream
            .sock
            .set_read_timeout(Some(Duration::from_millis(10)))
            .unwrap();
        match stream.read(&mut [0; 64]) {
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {}
            _ => break,
        }
    }
    for _ in 0..2000 {
        if house.drops.lock().unwrap().of("door_slow") == 3 {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("{:?}", house.drops.lock().unwrap());
}

#[test]
fn too_many_are_told_to_wait_and_then_not_even_that() {
    let slow = |burst| Rate {
        per_second: 1e-6,
        burst,
    };
    let limits = DoorLimits {
        trust_loopback: false,
        joins: slow(2.0),
        knocks: slow(4.0),
        ..DoorLimits::default()
    };
    let house = House::open(limits, 8, None);
    let player = Player::new();
    assert!(house.ask(&player, "").is_ok());
    assert!(house.ask(&player, "").is_ok());
    for _ in 0..2 {
        assert!(matches!(
            house.ask(&player, ""),
            Err(JoinError::Denied(Denial::TooMany))
        ));
    }
    assert!(matches!(house.ask(&player, ""), Err(JoinError::Broken(_))));
    assert_eq!(
        (house.counted("denied_too_many"), house.counted("door_knocks")),
        (2, 1)
    );
}

#[test]
fn a_crowd_is_bounded_and_passes() {
    let house = House::open(
        DoorLimits {
            conversations: 2,
            ..DoorLimits::default()
        },
        8,
        None,
    );
    let crowd = [house.tls(), house.tls()];
    read_to_end(&mut house.connect());
    assert_eq!(house.counted("door_crowded"), 1);
    drop(crowd);
    let player = Player::new();
    let let_in = (0..2000).any(|_| {
        std::thread::sleep(Duration::from_millis(5));
        house.ask(&player, "").is_ok()
    });
    assert!(let_in);
}

#[test]
fn the_port_is_free_when_the_door_has_closed() {
    let mut house = House::usual();
    let visitor = house.tls();
    house.close();
    // Somebody still stands in the door; on this system that must not keep the port.
    TcpListener::bind(house.address).unwrap();
    drop(visitor);
}
