//! Looks in at the doors of servers, to say who plays there and how far away they are: a few at a time, each on a thread
//! of its own that gives up soon. What a server says of itself is a stranger's word, cleaned where it comes in.

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use bevy::prelude::*;
use hogs_shared::netplay::join::{JoinError, look};
use hogs_shared::protocol::join::Sight;

use crate::link::USUAL_PORT;
use crate::options::Address;
use crate::phase::FramePhase;

/// How long what was seen counts as new: after that, whoever asks has it looked at again.
const FRESH: Duration = Duration::from_secs(15);
/// Most doors looked in at at once.
const AT_ONCE: usize = 4;
/// How long a server may take to take the call, and for all it has to say after that.
const CALL_WITHIN: Duration = Duration::from_secs(2);
const TALK_WITHIN: Duration = Duration::from_secs(3);
/// Most addresses of one name that are tried.
const ADDRESSES_MAX: usize = 2;

/// What there was to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// It is being looked at, or will be.
    Asking,
    /// Who is there, and the round trip.
    Seen(Sight, Duration),
    /// It is of another version.
    OtherVersion,
    /// It would not be looked at, or is no server of this game.
    Closed,
    /// Nobody answers.
    Silent,
}

/// What is known of servers by their addresses.
#[derive(Resource)]
pub struct Lookout {
    waiting: VecDeque<String>,
    known: BTreeMap<String, Known>,
    out: usize,
    changed: bool,
    /// Looks of before the last time everything was forgotten come to nobody.
    round: u64,
    sender: Sender<(u64, String, Look)>,
    // A resource of Bevy must be shareable, which a receiver alone is not.
    seen: Mutex<Receiver<(u64, String, Look)>>,
}

/// What is known of an address.
struct Known {
    look: Look,
    /// Since when.
    at: Instant,
    /// Whether it is being looked at, or will be.
    asked: bool,
}

impl Default for Lookout {
    fn default() -> Self {
        let (sender, seen) = channel();
        Self {
            waiting: VecDeque::new(),
            known: BTreeMap::new(),
            out: 0,
            changed: false,
            round: 0,
            sender,
            seen: Mutex::new(seen),
        }
    }
}

impl Lookout {
    /// Looks in at an address, unless that was done lately. What was seen before holds meanwhile.
    pub fn ask(&mut self, address: &str) {
        let new = || Known {
            look: Look::Asking,
            at: Instant::now(),
            asked: false,
        };
        let known = self.known.entry(address.to_owned()).or_insert_with(new);
        let fresh = known.look != Look::Asking && known.at.elapsed() < FRESH;
        if !known.asked && !fresh {
            known.asked = true;
            self.waiting.push_back(address.to_owned());
        }
    }

    /// What is known of an address; none if nobody asked.
    #[must_use]
    pub fn of(&self, address: &str) -> Option<&Look> {
        self.known.get(address).map(|known| &known.look)
    }

    /// Forgets everything, so that it is looked at anew.
    pub fn forget(&mut self) {
        self.waiting.clear();
        self.known.clear();
        self.round += 1;
        self.changed = true;
    }

    /// Whether anything became known since this was last asked.
    pub fn take_change(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// Something was seen.
    pub fn take_in(&mut self, address: &str, look: Look) {
        let known = Known {
            look,
            at: Instant::now(),
            asked: false,
        };
        self.known.insert(address.to_owned(), known);
        self.changed = true;
    }

    /// Takes in what was seen, and sends the next ones out.
    fn go_on(&mut self) {
        let seen: Vec<_> = self
            .seen
            .get_mut()
            .map(|seen| seen.try_iter().collect())
            .unwrap_or_default();
        for (round, address, look) in seen {
            self.out = self.out.saturating_sub(1);
            if round == self.round {
                self.take_in(&address, look);
            }
        }
        while self.out < AT_ONCE
            && let Some(address) = self.waiting.pop_front()
        {
            let (sender, round, asked) = (self.sender.clone(), self.round, address.clone());
            let spawned = std::thread::Builder::new()
                .name("look".to_owned())
                .spawn(move || drop(sender.send((round, asked.clone(), look_in(&asked)))));
            match spawned {
                Ok(_) => self.out += 1,
                Err(_) => self.take_in(&address, Look::Silent),
            }
        }
    }
}

/// Looks in at one door.
fn look_in(address: &str) -> Look {
    let Ok(parsed) = Address::parse(address, USUAL_PORT) else {
        return Look::Silent;
    };
    let found = (parsed.host.as_str(), parsed.port).to_socket_addrs();
    for address in found.into_iter().flatten().take(ADDRESSES_MAX) {
        let called = Instant::now();
        let Ok(stream) = TcpStream::connect_timeout(&address, CALL_WITHIN) else {
            continue;
        };
        // A call is taken by the system of the server: this is the way there and back.
        let round_trip = called.elapsed();
        drop(stream.set_nodelay(true));
        let until = Instant::now() + TALK_WITHIN;
        return match look(Hurried { stream, until }) {
            Ok(sight) => Look::Seen(sight, round_trip),
            Err(JoinError::Version { .. }) => Look::OtherVersion,
            Err(JoinError::Broken(_)) => Look::Silent,
            Err(_) => Look::Closed,
        };
    }
    Look::Silent
}

/// A connection whose reads and writes, all together, have to be done by a moment: who says a byte now and then is not
/// waited for.
struct Hurried {
    stream: TcpStream,
    until: Instant,
}

impl Hurried {
    fn left(&self) -> io::Result<Option<Duration>> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        Ok(Some(left))
    }
}

impl Read for Hurried {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(self.left()?)?;
        self.stream.read(buffer)
    }
}

impl Write for Hurried {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(self.left()?)?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// Wires the lookout up.
pub fn plugin(app: &mut App) {
    app.init_resource::<Lookout>()
        .add_systems(Update, go_on.in_set(FramePhase::Input));
}

fn go_on(mut lookout: ResMut<Lookout>) {
    lookout.bypass_change_detection().go_on();
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::home::Home;
    use crate::host::{HostPlan, Running};

    /// Looks on until nothing is left to be seen.
    fn until_seen(lookout: &mut Lookout) {
        while lookout.out > 0 || !lookout.waiting.is_empty() {
            lookout.go_on();
            assert!(lookout.out <= AT_ONCE);
            std::thread::yield_now();
        }
    }

    #[test]
    fn a_match_is_seen_from_its_door_and_silence_is_told() {
        let folder = std::env::temp_dir().join(format!("hogs-lookout-{}", std::process::id()));
        let running = Running::start(&HostPlan::quick_match(), &Home::at(&folder), false).unwrap();
        let address = running.address.to_string();
        let mut lookout = Lookout::default();
        assert_eq!(lookout.of(&address), None);
        lookout.ask(&address);
        assert_eq!(lookout.of(&address), Some(&Look::Asking));
        // Nobody listens at these; and what is no address at all.
        for port in 1..8 {
            lookout.ask(&format!("127.0.0.1:{port}"));
        }
        lookout.ask("no address");
        until_seen(&mut lookout);
        let Some(Look::Seen(sight, round_trip)) = lookout.of(&address) else {
            panic!("{:?}", lookout.of(&address))
        };
        assert!(!sight.map.is_empty() && !sight.locked && sight.players == 0 && sight.seats > 1);
        assert!(*round_trip < CALL_WITHIN);
        assert_eq!(lookout.of("127.0.0.1:3"), Some(&Look::Silent));
        assert_eq!(lookout.of("no address"), Some(&Look::Silent));
        assert!(lookout.take_change() && !lookout.take_change());
        drop(running);
        drop(std::fs::remove_dir_all(folder));
    }

    #[test]
    fn what_was_forgotten_does_not_come_back() {
        let mut lookout = Lookout::default();
        lookout.ask("127.0.0.1:1");
        lookout.go_on();
        lookout.forget();
        until_seen(&mut lookout);
        assert_eq!(lookout.of("127.0.0.1:1"), None);
        assert_eq!(lookout.out, 0);
    }

    #[test]
    fn a_door_with_something_else_behind_it_is_closed_and_one_that_dawdles_is_left() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let other = std::thread::spawn(move || {
            let mut stream = listener.accept().unwrap().0;
            drop(stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n"));
        });
        let seen = look_in(&address);
        assert!(matches!(seen, Look::Closed | Look::Silent), "{seen:?}");
        other.join().unwrap();
        let late = Hurried {
            stream: {
                let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
                TcpStream::connect(listener.local_addr().unwrap()).unwrap()
            },
            until: Instant::now(),
        };
        assert_eq!(late.left().unwrap_err().kind(), io::ErrorKind::TimedOut);
    }
}
