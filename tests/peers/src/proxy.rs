//! The link between clients and server: a UDP proxy that counts what passes, headers included, and can hold it up or
//! lose some of it. Every stack goes through the same one, so nobody's own figures are believed.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use hogs_shared::protocol::HEADER_BYTES;
use hogs_shared::rng::Rng;
use mio::net::UdpSocket;
use mio::{Events, Interest, Poll, Token};
use socket2::{Domain, Socket, Type};

/// What a socket may hold until it is read: all of a tick's datagrams come at once.
const SOCKET_BYTES: usize = 4 << 20;
/// How often it looks whether it is to end.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// The socket that clients send to; the others belong to clients, by their number.
const DOOR: Token = Token(usize::MAX - 1);

/// How the link behaves, each way.
#[derive(Clone, Copy, Debug)]
pub struct Weather {
    /// For how long a datagram is held up.
    pub delay: Duration,
    /// Share of datagrams lost, 0 to 1.
    pub loss: f32,
    /// Decides which.
    pub seed: u64,
}

/// What passed in one direction.
#[derive(Clone, Copy, Debug, Default)]
pub struct Flow {
    /// Datagrams.
    pub datagrams: u64,
    /// Their bytes, with those of IP's and UDP's headers.
    pub bytes: u64,
}

impl Flow {
    const fn add(&mut self, length: usize) {
        self.datagrams += 1;
        self.bytes += (length + HEADER_BYTES) as u64;
    }

    /// What passed since it was `before`.
    #[must_use]
    pub const fn since(self, before: Self) -> Self {
        Self {
            datagrams: self.datagrams - before.datagrams,
            bytes: self.bytes - before.bytes,
        }
    }
}

/// What passed between one client and the server, what was lost on the way included.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    /// From the server.
    pub down: Flow,
    /// To the server.
    pub up: Flow,
}

/// A proxy that runs. Dropping it ends it.
pub struct Proxy {
    /// Where clients send to.
    pub port: u16,
    counts: Arc<Mutex<Vec<Count>>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Proxy {
    /// Passes on what comes to any free port to a server's, and back.
    ///
    /// # Errors
    /// If there are no sockets.
    pub fn start(server_port: u16, weather: Weather) -> io::Result<Self> {
        let door = socket()?;
        let port = door.local_addr()?.port();
        let counts = Arc::new(Mutex::new(Vec::new()));
        let stop = Arc::new(AtomicBool::new(false));
        let poll = Poll::new()?;
        let mut passing = Passing {
            server: (Ipv4Addr::LOCALHOST, server_port).into(),
            weather,
            rng: Rng::new(weather.seed),
            door,
            clients: Vec::new(),
            numbers: HashMap::new(),
            held: VecDeque::new(),
            counts: counts.clone(),
        };
        let stopped = stop.clone();
        let run = move || {
            if let Err(error) = passing.run(poll, &stopped) {
                eprintln!("peers: the proxy failed: {error}");
            }
        };
        Ok(Self {
            port,
            counts,
            stop,
            thread: Some(std::thread::Builder::new().name("proxy".to_owned()).spawn(run)?),
        })
    }

    /// What passed so far, by client.
    #[must_use]
    pub fn counts(&self) -> Vec<Count> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // What it had to say it has said.
            let _ = thread.join();
        }
    }
}

/// A datagram on its way.
struct Held {
    due: Instant,
    down: bool,
    client: usize,
    bytes: Vec<u8>,
}

/// A client as the proxy knows it: where it is, and the socket the server knows it by.
struct Client {
    address: SocketAddr,
    server_side: UdpSocket,
}

struct Passing {
    server: SocketAddr,
    weather: Weather,
    rng: Rng,
    door: UdpSocket,
    clients: Vec<Client>,
    numbers: HashMap<SocketAddr, usize>,
    held: VecDeque<Held>,
    counts: Arc<Mutex<Vec<Count>>>,
}

impl Passing {
    fn run(&mut self, mut poll: Poll, stop: &AtomicBool) -> io::Result<()> {
        let mut events = Events::with_capacity(256);
        poll.registry()
            .register(&mut self.door, DOOR, Interest::READABLE)?;
        while !stop.load(Ordering::Relaxed) {
            let now = Instant::now();
            while let Some(held) = self.held.pop_front_if(|held| held.due <= now) {
                self.deliver(held.down, held.client, &held.bytes);
            }
            let next = self.held.front().map_or(LOOK_EVERY, |held| held.due - now);
            match poll.poll(&mut events, Some(next.min(LOOK_EVERY))) {
                Err(error) if error.kind() != io::ErrorKind::Interrupted => return Err(error),
                _ => {}
            }
            for event in &events {
                match event.token() {
                    DOOR => self.take_from_clients(&poll)?,
                    Token(client) => self.take_from_server(client),
                }
            }
        }
        Ok(())
    }

    fn take_from_clients(&mut self, poll: &Poll) -> io::Result<()> {
        let mut buffer = [0; 2048];
        while let Ok((length, from)) = self.door.recv_from(&mut buffer) {
            let client = match self.numbers.get(&from) {
                Some(&client) => client,
                None => self.welcome(from, poll)?,
            };
            self.pass(false, client, &buffer[..length]);
        }
        Ok(())
    }

    fn take_from_server(&mut self, client: usize) {
        let mut buffer = [0; 2048];
        while let Ok(length) = self.clients[client].server_side.recv(&mut buffer) {
            self.pass(true, client, &buffer[..length]);
        }
    }

    fn welcome(&mut self, address: SocketAddr, poll: &Poll) -> io::Result<usize> {
        let client = self.clients.len();
        let mut server_side = socket()?;
        server_side.connect(self.server)?;
        poll.registry()
            .register(&mut server_side, Token(client), Interest::READABLE)?;
        self.clients.push(Client { address, server_side });
        self.numbers.insert(address, client);
        self.counts
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Count::default());
        Ok(client)
    }

    fn pass(&mut self, down: bool, client: usize, datagram: &[u8]) {
        {
            let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
            let count = &mut counts[client];
            let flow = if down { &mut count.down } else { &mut count.up };
            flow.add(datagram.len());
        }
        if self.weather.loss > 0.0 && self.rng.chance(self.weather.loss) {
            return;
        }
        if self.weather.delay.is_zero() {
            return self.deliver(down, client, datagram);
        }
        self.held.push_back(Held {
            due: Instant::now() + self.weather.delay,
            down,
            client,
            bytes: datagram.to_vec(),
        });
    }

    /// Hands it over. What a socket does not take is lost, as on any link.
    fn deliver(&self, down: bool, client: usize, datagram: &[u8]) {
        let client = &self.clients[client];
        let _ = if down {
            self.door.send_to(datagram, client.address)
        } else {
            client.server_side.send(datagram)
        };
    }
}

/// A socket on any free port that can hold many datagrams.
fn socket() -> io::Result<UdpSocket> {
    bind(0).map(UdpSocket::from_std)
}

/// A socket that does not block and can hold many datagrams, on a port of this machine.
///
/// # Errors
/// If the system gives none.
pub fn bind(port: u16) -> io::Result<std::net::UdpSocket> {
    let socket = Socket::new(Domain::IPV4, Type::DGRAM, None)?;
    // The system may grant less; whether anything was dropped for it is checked after each run.
    socket.set_recv_buffer_size(SOCKET_BYTES)?;
    socket.set_nonblocking(true)?;
    socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)).into())?;
    Ok(socket.into())
}
