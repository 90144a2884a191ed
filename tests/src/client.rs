//! A headless player: a real session over a real UDP socket, a bot at the controls, and a bad link in between.

use std::io;
use std::net::{SocketAddr, TcpStream, UdpSocket};
use std::sync::Arc;
use std::time::Duration;

use hogs_shared::arena::Rules;
use hogs_shared::arena::controls::Controls;
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::{Chassis, Coat};
use hogs_shared::mode::Mode;
use hogs_shared::netplay::join::{self, Asking, Ticket};
use hogs_shared::netplay::session::{Session, SessionState};
use hogs_shared::protocol::join::Welcome;
use hogs_shared::tick::TICKS_PER_SECOND;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair};

use hogs_shared::netplay::bad_link::{BadLink, Conditions};

/// Patience with the door.
const JOIN_TIMEOUT: Duration = Duration::from_secs(8);

/// Something went wrong, in words.
pub type Problem = Box<dyn std::error::Error + Send + Sync>;

/// What all players of one swarm share.
pub struct Course {
    /// The rules of the match that the server plays.
    pub rules: Arc<Rules>,
    /// The bots' map of it.
    pub nav: Arc<NavMap>,
}

impl Course {
    /// Reads the data of the match that a ticket is for.
    ///
    /// # Errors
    /// If it is not here, or not the server's.
    pub fn of(ticket: &Ticket) -> Result<Self, Problem> {
        let mode = Mode::from_name(&ticket.welcome.mode).ok_or("the server plays a mode unknown here")?;
        let (assets, map) = (AssetFolder::find()?, &ticket.welcome.map);
        let data = match &ticket.arena {
            Some(package) => assets.load_with(map, package, mode.name())?,
            None => assets.load(map, mode.name())?,
        };
        if data.hash != ticket.welcome.rules_hash {
            return Err("the server's data files differ from those here".into());
        }
        let rules = Arc::new(Rules::new(mode, data)?);
        Ok(Self {
            nav: Arc::new(NavMap::build(&rules)),
            rules,
        })
    }
}

/// A player's key, fresh.
///
/// # Errors
/// If the system has no random numbers.
pub fn fresh_key() -> Result<Ed25519KeyPair, Problem> {
    let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(|_| "no random numbers")?;
    Ok(Ed25519KeyPair::from_pkcs8(document.as_ref()).map_err(|error| error.to_string())?)
}

/// Asks at the door of a server.
///
/// # Errors
/// In the words of the door.
pub fn knock(
    server: SocketAddr,
    name: &str,
    chassis: Chassis,
    key: &Ed25519KeyPair,
) -> Result<Ticket, Problem> {
    let stream = TcpStream::connect_timeout(&server, JOIN_TIMEOUT)?;
    stream.set_read_timeout(Some(JOIN_TIMEOUT))?;
    stream.set_write_timeout(Some(JOIN_TIMEOUT))?;
    let mut player = [0; 32];
    player.copy_from_slice(key.public_key().as_ref());
    let sign = |message: &[u8]| key.sign(message).as_ref().to_vec();
    let asking = Asking {
        name,
        chassis,
        coat: Coat::default(),
        player,
        sign: &sign,
        password: "",
        expected: None,
    };
    let assets = AssetFolder::find()?;
    let lacking = |welcome: &Welcome| !assets.has(&welcome.map, &welcome.mode, welcome.rules_hash);
    Ok(join::ask_and_fetch(stream, &asking, &lacking, &|_, _| {})?)
}

/// One headless player.
pub struct SwarmClient {
    /// The session.
    pub session: Session,
    bot: Option<Bot>,
    /// Ticks from one thought of the bot to the next.
    think_ticks: u32,
    controls: Controls,
    seed: u64,
    nav: Arc<NavMap>,
    socket: UdpSocket,
    up: BadLink,
    down: BadLink,
    /// Bytes and datagrams at the socket, without headers.
    pub traffic: Traffic,
}

/// What passed a socket.
#[derive(Clone, Copy, Debug, Default)]
pub struct Traffic {
    /// From the server.
    pub down_bytes: u64,
    /// From the server.
    pub down_datagrams: u64,
    /// To the server.
    pub up_bytes: u64,
    /// To the server.
    pub up_datagrams: u64,
}

impl SwarmClient {
    /// A player with a ticket, behind a link.
    ///
    /// # Errors
    /// If the ticket is bad or there is no socket.
    pub fn new(
        server: SocketAddr,
        ticket: &Ticket,
        course: &Course,
        conditions: Conditions,
        seed: u64,
        now: Duration,
    ) -> Result<Self, Problem> {
        let any: SocketAddr = if server.is_ipv4() {
            ([0, 0, 0, 0], 0).into()
        } else {
            ([0_u16; 8], 0).into()
        };
        let socket = UdpSocket::bind(any)?;
        socket.set_nonblocking(true)?;
        socket.connect((server.ip(), ticket.welcome.port))?;
        Ok(Self {
            session: Session::new(ticket, course.rules.clone(), now)?,
            bot: None,
            think_ticks: 1,
            controls: Controls::default(),
            seed,
            nav: course.nav.clone(),
            socket,
            up: BadLink::new(conditions, seed.wrapping_mul(2)),
            down: BadLink::new(conditions, seed.wrapping_mul(2) + 1),
            traffic: Traffic::default(),
        })
    }

    /// Decodes and verifies everything but predicts nothing, and thinks ten times a second: for more clients than this
    /// machine could play for.
    pub const fn spare(&mut self) {
        self.session.without_prediction();
        self.think_ticks = TICKS_PER_SECOND / 10;
    }

    /// Other conditions on the link from now on.
    pub const fn set_conditions(&mut self, conditions: Conditions) {
        self.up.set(conditions);
        self.down.set(conditions);
    }

    /// Passes everything that is due at `now` through link and session.
    ///
    /// # Errors
    /// If the socket fails.
    pub fn pump(&mut self, now: Duration) -> io::Result<()> {
        let mut buffer = [0; 2048];
        loop {
            match self.socket.recv(&mut buffer) {
                Ok(length) => {
                    self.traffic.down_bytes += length as u64;
                    self.traffic.down_datagrams += 1;
                    self.down.push(now, &buffer[..length]);
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                // A server that is not there (any more) answers so; the session times out by itself.
                Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => break,
                Err(error) => return Err(error),
            }
        }
        while let Some(mut datagram) = self.down.pop(now) {
            self.session.receive(&mut datagram, now);
        }
        let own = self.session.own();
        if self.bot.is_none() {
            self.bot = own.map(|own| Bot::new(own, Skill::Hard, self.seed));
        }
        let (bot, nav, controls) = (&mut self.bot, &self.nav, &mut self.controls);
        let (seed, think_ticks) = (self.seed, u64::from(self.think_ticks));
        let mut tick = u64::from(self.session.tick().0);
        self.session.update(now, &mut |arena| {
            tick += 1;
            if let Some(bot) = bot
                && (tick + seed).is_multiple_of(think_ticks)
            {
                *controls = bot.think(arena, nav);
            }
            *controls
        });
        while let Some(datagram) = self.session.transmit() {
            self.up.push(now, &datagram);
        }
        while let Some(datagram) = self.up.pop(now) {
            self.traffic.up_bytes += datagram.len() as u64;
            self.traffic.up_datagrams += 1;
            match self.socket.send(&datagram) {
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Says goodbye, past the link: one that waits there is never sent, and the server would count a starving client until
    /// it gives it up.
    pub fn leave(&mut self) {
        self.session.leave();
        while let Some(datagram) = self.session.transmit() {
            // A server that is gone already is as good as one that heard.
            let _ = self.socket.send(&datagram);
        }
    }

    /// Whether it is in the match.
    #[must_use]
    pub fn playing(&self) -> bool {
        *self.session.state() == SessionState::Playing
    }
}
