//! A join endpoint on this machine, and who comes to it: players by the real client, and visitors as they like.

use std::io::{self, Read};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use hogs_server::certificate::Certificate;
use hogs_server::drops::Drops;
use hogs_server::join::{Door, DoorLimits};
use hogs_server::tickets::{Bill, NetcodeKey, TicketOffice};
use hogs_shared::ids::{Chassis, Coat};
use hogs_shared::level::Package;
use hogs_shared::netplay::join::{Asking, JoinError, Ticket, ask};
use hogs_shared::protocol::join::{self, Welcome};
use hogs_shared::protocol::offer;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair};
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

/// A door on this machine. Closes with the test.
pub(crate) struct House {
    pub(crate) address: SocketAddr,
    pub(crate) certificate: Certificate,
    pub(crate) office: Arc<Mutex<TicketOffice>>,
    pub(crate) drops: Arc<Mutex<Drops>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl House {
    pub(crate) fn open(limits: DoorLimits, seats: usize, password: Option<&str>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let certificate = Certificate::load_or_create(None).unwrap();
        let office = Arc::new(Mutex::new(TicketOffice::new(NetcodeKey([7; 32]), seats)));
        office.lock().unwrap().post(Arc::new(Bill {
            map: "sty".to_owned(),
            mode: "deathmatch".to_owned(),
            rules_hash: 42,
            arena: package().digest(),
            offer: offer::pack(&package()).unwrap().into(),
        }));
        let (drops, stop) = (
            Arc::new(Mutex::new(Drops::default())),
            Arc::new(AtomicBool::new(false)),
        );
        let welcome = Welcome {
            token: Vec::new(),
            port: address.port(),
            server: "The sty".to_owned(),
            map: "sty".to_owned(),
            mode: "deathmatch".to_owned(),
            rules_hash: 42,
            arena: package().digest(),
        };
        let door = Door {
            certificate: certificate.clone(),
            password: password.map(str::to_owned),
            office: office.clone(),
            welcome,
            clock: Instant::now(),
            limits,
            stop: stop.clone(),
            drops: drops.clone(),
        };
        let thread = Some(std::thread::spawn(door.run(listener).unwrap()));
        Self {
            address,
            certificate,
            office,
            drops,
            stop,
            thread,
        }
    }

    pub(crate) fn usual() -> Self {
        Self::open(DoorLimits::default(), 8, None)
    }

    pub(crate) fn close(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// A visitor who speaks TLS, and holds the server to its certificate: what comes after is the test's affair.
    pub(crate) fn tls(&self) -> StreamOwned<ClientConnection, TcpStream> {
        let mut roots = RootCertStore::empty();
        roots.add(self.certificate.der.clone()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13])
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = ServerName::try_from("hogs").unwrap();
        let connection = ClientConnection::new(Arc::new(config), name).unwrap();
        let mut stream = StreamOwned::new(connection, self.connect());
        join::hear_greeting(&mut stream).unwrap();
        stream
    }

    /// Waits until something was counted. The count comes right after the visitor was hung up on, by another thread.
    pub(crate) fn counted(&self, reason: &str) -> u64 {
        for _ in 0..2000 {
            let count = self.drops.lock().unwrap().of(reason);
            if count > 0 {
                return count;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!(
            "nothing was counted as {reason}: {:?}",
            self.drops.lock().unwrap()
        );
    }

    pub(crate) fn ask(&self, player: &Player, password: &str) -> Result<Ticket, JoinError> {
        player.ask(self.connect(), password, None)
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// Someone who asks to come in, with a key of their own.
pub(crate) struct Player(pub(crate) Ed25519KeyPair);

impl Player {
    pub(crate) fn new() -> Self {
        let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        Self(Ed25519KeyPair::from_pkcs8(document.as_ref()).unwrap())
    }

    pub(crate) fn ask(
        &self,
        stream: TcpStream,
        password: &str,
        expected: Option<[u8; 32]>,
    ) -> Result<Ticket, JoinError> {
        let sign = |message: &[u8]| self.0.sign(message).as_ref().to_vec();
        let player = self.0.public_key().as_ref().try_into().unwrap();
        ask(
            stream,
            &Asking {
                name: "Ada",
                chassis: Chassis::Boar,
                coat: Coat::default(),
                player,
                sign: &sign,
                password,
                expected,
            },
        )
    }
}

/// An arena to hand out; the door does not read it.
fn package() -> Package {
    Package {
        text: "(title: \"Field\")".to_owned(),
        heights: None,
    }
}

/// Reads until the server hangs up. It must do so properly or by a reset, not by keeping the visitor waiting.
pub(crate) fn read_to_end(stream: &mut impl Read) -> Vec<u8> {
    let (mut all, mut part) = (Vec::new(), [0; 1024]);
    loop {
        match stream.read(&mut part) {
            Ok(0) => return all,
            Ok(bytes) => all.extend(&part[..bytes]),
            Err(error) => {
                let waited = matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut);
                assert!(!waited, "the server did not hang up");
                return all;
            }
        }
    }
}
