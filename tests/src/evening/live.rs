//! The same people at a real server: a process of its own, real sockets, real time; its memory is looked at from outside.

use std::net::{SocketAddr, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use std::io::{BufRead, BufReader, ErrorKind};

use hogs_shared::ids::Chassis;
use hogs_shared::netplay::bad_link::BadLink;
use hogs_shared::netplay::join::Ticket;
use ring::signature::Ed25519KeyPair;
use serde_json::Value;

use super::guest::{Doings, Guest};
use super::{Plan, stages};
use crate::client::{Course, Problem, fresh_key, knock};
use crate::memory;

/// How often guests are looked after.
const BEAT: Duration = Duration::from_millis(4);
/// Between two looks at the server's memory.
const LOOK: Duration = Duration::from_secs(20);
/// How long a server has to come and to go.
const PATIENCE: Duration = Duration::from_secs(60);

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Witness {
    /// What guests did.
    pub doings: Doings,
    /// Of the server, three times a minute.
    pub memory: memory::Course,
    /// What the server said of itself at its end.
    pub report: Value,
    /// What is wrong.
    pub findings: Vec<String>,
}

/// A guest with a socket.
struct Visitor {
    guest: Guest,
    key: Arc<Ed25519KeyPair>,
    line: Option<(UdpSocket, BadLink, BadLink)>,
    at_the_door: bool,
}

/// What somebody found at the door.
type Answer = (usize, Result<(Ticket, Arc<Course>), String>);

/// Has guests at a server of its own, which keeps its replays in `folder`.
///
/// # Errors
/// If there is no server, or it cannot be heard.
pub fn have(plan: Plan, folder: &Path) -> Result<Witness, Problem> {
    let minutes = Duration::from_secs_f32(plan.minutes * 60.0);
    let report = folder.join("report.json");
    let mut server = Process::start(plan, folder, &report, minutes)?;
    let mut visitors = Vec::new();
    for person in 0..plan.guests {
        visitors.push(Visitor {
            guest: Guest::new(person, plan.seed, person < plan.predicting),
            key: Arc::new(fresh_key()?),
            line: None,
            at_the_door: false,
        });
    }
    let (answers, heard) = channel();
    let (courses, start) = (Arc::new(Mutex::new(Vec::new())), Instant::now());
    let mut witness = Witness::default();
    let mut next_look = Duration::ZERO;
    while start.elapsed() < minutes {
        let now = start.elapsed();
        if now >= next_look {
            next_look += LOOK;
            witness.memory.note(Some(server.child.id()));
        }
        for (number, visitor) in visitors.iter_mut().enumerate() {
            visitor.call(number, server.address, (&courses, &answers), now);
            visitor.pump(now)?;
        }
        hear(&mut visitors, server.address, &heard, (plan.seed, now))?;
        std::thread::sleep(BEAT.saturating_sub(start.elapsed() - now));
    }
    for visitor in &mut visitors {
        visitor.guest.go_home();
        visitor.pump(start.elapsed())?;
        witness.doings = witness.doings.plus(visitor.guest.doings);
        witness.findings.append(&mut visitor.guest.findings);
    }
    server.end()?;
    witness.report = serde_json::from_slice(&std::fs::read(report)?)?;
    Ok(witness)
}

impl Visitor {
    /// Knocks, if it wants to, on a thread of its own: doors take their time.
    fn call(
        &mut self,
        number: usize,
        server: SocketAddr,
        (courses, answers): (&Courses, &Sender<Answer>),
        now: Duration,
    ) {
        if self.at_the_door || !self.guest.knocks(now) {
            return;
        }
        self.at_the_door = true;
        let (name, chassis) = (self.guest.name(), self.guest.chassis());
        let (key, courses, answers) = (self.key.clone(), courses.clone(), answers.clone());
        std::thread::spawn(move || {
            let found = ask(server, (&name, chassis), &key, &courses).map_err(|problem| problem.to_string());
            // If nobody waits for it any more, the evening is over.
            let _ = answers.send((number, found));
        });
    }

    fn pump(&mut self, now: Duration) -> Result<(), Problem> {
        let Some((socket, up, down)) = &mut self.line else {
            return Ok(());
        };
        let mut buffer = [0; 2048];
        while let Some(length) = quiet(socket.recv(&mut buffer))? {
            down.push(now, &buffer[..length]);
        }
        while let Some(mut datagram) = down.pop(now) {
            self.guest.receive(&mut datagram, now);
        }
        self.guest.frame(now);
        while let Some(datagram) = self.guest.transmit() {
            up.push(now, &datagram);
        }
        while let Some(datagram) = up.pop(now) {
            quiet(socket.send(&datagram))?;
        }
        self.guest.is_over(now);
        Ok(())
    }
}

/// What was transferred; nothing where nothing was, or where nobody is there any more: sessions find that out themselves.
fn quiet(transferred: std::io::Result<usize>) -> std::io::Result<Option<usize>> {
    match transferred {
        Ok(length) => Ok(Some(length)),
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::ConnectionRefused) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// The newest courses, shared by all who play on them.
type Courses = Arc<Mutex<Vec<Arc<Course>>>>;

fn ask(
    server: SocketAddr,
    (name, chassis): (&str, Chassis),
    key: &Ed25519KeyPair,
    courses: &Courses,
) -> Result<(Ticket, Arc<Course>), Problem> {
    let ticket = knock(server, name, chassis, key)?;
    let mut courses = courses.lock().unwrap_or_else(PoisonError::into_inner);
    let known = courses.iter().find(|course| {
        let rules = &course.rules;
        rules.hash == ticket.welcome.rules_hash && rules.mode.mode.name() == ticket.welcome.mode
    });
    let course = match known {
        Some(course) => course.clone(),
        None => {
            let course = Arc::new(Course::of(&ticket)?);
            courses.insert(0, course.clone());
            courses.truncate(2);
            course
        }
    };
    Ok((ticket, course))
}

/// Takes in those who were let in.
fn hear(
    visitors: &mut [Visitor],
    server: SocketAddr,
    heard: &Receiver<Answer>,
    (seed, now): (u64, Duration),
) -> Result<(), Problem> {
    for (number, answer) in heard.try_iter() {
        let Some(visitor) = visitors.get_mut(number) else {
            continue;
        };
        visitor.at_the_door = false;
        let Ok((ticket, course)) = answer else {
            visitor.guest.turned_away(now);
            continue;
        };
        let socket = UdpSocket::bind((server.ip(), 0))?;
        socket.set_nonblocking(true)?;
        socket.connect((server.ip(), ticket.welcome.port))?;
        let guest = &mut visitor.guest;
        guest.begin(&ticket, course.rules.clone(), course.nav.clone(), now)?;
        let (weather, seed) = (guest.weather(), seed ^ (number as u64) << 32);
        visitor.line = Some((
            socket,
            BadLink::new(weather, seed),
            BadLink::new(weather, seed + 1),
        ));
    }
    Ok(())
}

/// The server's process. It ends with this.
struct Process {
    child: Child,
    address: SocketAddr,
}

impl Process {
    fn start(plan: Plan, folder: &Path, report: &Path, minutes: Duration) -> Result<Self, Problem> {
        let rotation = stages::rotation()?.0;
        let entries = rotation
            .iter()
            .map(|entry| format!("{}:{}", entry.map, entry.mode));
        let first = rotation.first().ok_or("there is no arena")?;
        let seats = plan.players.to_string();
        let mut child = Command::new(beside("hogs-server")?)
            .args([
                "--bind",
                "127.0.0.1",
                "--port",
                "0",
                "--no-lan",
                "--bot-skill",
                "2",
            ])
            .args(["--map", &first.map, "--mode", &first.mode])
            .args(["--rotation", &entries.collect::<Vec<_>>().join(",")])
            .args(["--max-players", &seats, "--bots", &seats])
            .args(["--seconds", &(minutes.as_secs_f32() + 1.0).to_string()])
            .arg("--record")
            .arg(folder)
            .arg("--report")
            .arg(report)
            .arg("--state")
            .arg(folder.join("state"))
            .env("HOGS_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let out = child.stdout.take().ok_or("the server says nothing")?;
        BufReader::new(out).read_line(&mut line)?;
        let address = line.trim().strip_prefix("Server ready on ");
        let address = address.ok_or_else(|| format!("the server said '{}'", line.trim()))?;
        Ok(Self {
            address: address.parse()?,
            child,
        })
    }

    /// Waits for its end, which was to come by itself.
    fn end(&mut self) -> Result<(), Problem> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait()? {
                return if status.success() {
                    Ok(())
                } else {
                    Err(format!("the server ended with {status}").into())
                };
            }
            std::thread::sleep(BEAT);
        }
        Err("the server does not end".into())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Another binary of the workspace, beside this one.
fn beside(name: &str) -> Result<PathBuf, Problem> {
    let path = std::env::current_exe()?.with_file_name(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if path.is_file() {
        Ok(path)
    } else {
        Err(format!("{} is not built: cargo build --workspace --bins", path.display()).into())
    }
}
