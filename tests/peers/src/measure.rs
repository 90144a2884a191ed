//! One run of one stack: server and clients as processes of their own, the proxy between them, and the figures; or why
//! there are none.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use clap::Args;
use hogs_shared::tick::TICKS_PER_SECOND;
use hogs_tests::client::Problem;
use serde::{Deserialize, Serialize};

use crate::clients::Report;
use crate::clock::since_epoch;
use crate::proxy::{Count, Flow, Proxy, Weather, bind};
use crate::record::assets;
use crate::stack::Stack;
use crate::system::{cpu_s, dropped_datagrams, machine_cpu_s, peak_memory_bytes};

/// How long a process may take to say what it is to say, beyond what it is told to take.
const PATIENCE: Duration = Duration::from_secs(40);

/// Ticks that a client's controls are early at the server, about.
const MARGIN_TICKS: f64 = 2.0;

/// How runs are made; results are comparable only between equal ones.
#[derive(Args, Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// How many clients, each with a hog
    #[arg(long, default_value_t = 64)]
    pub clients: usize,
    /// Seconds that are measured in each run
    #[arg(long, default_value_t = 12.0)]
    pub seconds: f64,
    /// Seconds between everyone's presence and the measurement
    #[arg(long, default_value_t = 4.0)]
    pub settle_s: f64,
    /// Share of datagrams that the proxy loses, each way
    #[arg(long, default_value_t = 0.0)]
    pub loss: f32,
    /// Threads that the client process spreads its clients over
    #[arg(long, default_value_t = 4)]
    pub threads: usize,
    /// Clients of Hogs that predict, and so know the error of what they show; the others decode and acknowledge
    #[arg(long, default_value_t = 2)]
    pub predicting: usize,
    /// Of the match and of the link
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Largest share of late frames of clients with which a run counts
    #[arg(long, default_value_t = 0.05)]
    pub max_late: f64,
}

/// One run to be made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// What is measured.
    pub stack: Stack,
    /// Round trip that the proxy adds, milliseconds.
    pub rtt_ms: u32,
}

impl Task {
    /// Ticks by which the present of a client that predicts is ahead of the server: its controls are to be there in time.
    fn ahead_ticks(self) -> f64 {
        f64::from(round_trip_ticks(self.rtt_ms)) / 2.0 + MARGIN_TICKS
    }
}

/// Ticks in a round trip, the nearest.
#[must_use]
pub const fn round_trip_ticks(rtt_ms: u32) -> u32 {
    (rtt_ms * TICKS_PER_SECOND + 500) / 1000
}

/// The figures of one run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Figures {
    /// From the server to one client, mean over clients, headers of IP and UDP counted.
    pub down_kbit_per_s: f64,
    /// The same, of the client that got most.
    pub down_most_kbit_per_s: f64,
    /// Datagrams from the server to one client.
    pub down_datagrams_per_s: f64,
    /// From one client to the server, headers counted.
    pub up_kbit_per_s: f64,
    /// Datagrams from one client to the server.
    pub up_datagrams_per_s: f64,
    /// Processor time of the server process, milliseconds a second.
    pub server_cpu_ms_per_s: f64,
    /// Processor time of the client process, milliseconds a second.
    pub client_cpu_ms_per_s: f64,
    /// Most memory of the server process.
    pub server_memory_bytes: u64,
    /// Processor time of everything else on this machine but server, clients and the proxy, milliseconds a second.
    pub foreign_cpu_ms_per_s: f64,
    /// Datagrams that full sockets of server, clients and proxy dropped.
    pub dropped_datagrams: u64,
    /// What the clients say.
    pub clients: Report,
}

/// A child process that ends with its owner; its lines of standard output are followed.
struct Process {
    child: Child,
    lines: Receiver<String>,
    name: &'static str,
}

impl Process {
    fn start(name: &'static str, arguments: &[String], errors: &Path) -> Result<Self, Problem> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg(name)
            .args(arguments)
            .env("RUST_LOG", "warn")
            .env("HOGS_ASSETS", assets().path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(errors)?)
            .spawn()?;
        let out = child.stdout.take().ok_or("a process without output")?;
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Ok(Self { child, lines, name })
    }

    /// Waits for a line that begins so, and returns the rest.
    fn until(&self, word: &str, within: Duration) -> Result<String, Problem> {
        let deadline = Instant::now() + within;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) => {
                    if let Some(rest) = line.strip_prefix(word) {
                        return Ok(rest.trim().to_owned());
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    return Err(format!("the {} process did not say '{word}' in time", self.name).into());
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(format!("the {} process ended before '{word}'", self.name).into());
                }
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // One that has ended already is as good.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A port that is free for both TCP and UDP.
fn free_port() -> Result<u16, Problem> {
    for _ in 0..32 {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        if bind(port).is_ok() {
            return Ok(port);
        }
    }
    Err("no port is free".into())
}

/// What is counted at both ends of the measurement.
struct Look {
    at: Instant,
    counts: Vec<Count>,
    server_s: f64,
    clients_s: f64,
    own_s: f64,
    machine_s: f64,
    dropped: u64,
}

impl Look {
    fn now(proxy: &Proxy, server: &Process, clients: &Process) -> Result<Self, Problem> {
        let (server_id, clients_id, own_id) = (server.child.id(), clients.child.id(), std::process::id());
        let dropped = [server_id, clients_id, own_id].map(dropped_datagrams);
        Ok(Self {
            at: Instant::now(),
            counts: proxy.counts(),
            server_s: cpu_s(server_id)?,
            clients_s: cpu_s(clients_id)?,
            own_s: cpu_s(own_id)?,
            machine_s: machine_cpu_s()?,
            dropped: dropped.into_iter().sum::<Result<u64, _>>()?,
        })
    }
}

/// Runs a stack once. `folder` is for what the processes write.
///
/// # Errors
/// If a process fails, or the run does not count: the clients ran late, datagrams were dropped, the match was over.
pub fn run(task: Task, settings: &Settings, record: &Path, folder: &Path) -> Result<Figures, Problem> {
    let server_port = free_port()?;
    let weather = Weather {
        delay: Duration::from_micros(u64::from(task.rtt_ms) * 500),
        loss: settings.loss,
        seed: settings.seed,
    };
    let proxy = Proxy::start(server_port, weather)?;
    let state: PathBuf = folder.join("state");
    std::fs::create_dir_all(&state)?;
    let start = since_epoch() + Duration::from_secs(1);
    let named = |name: &str, value: String| [format!("--{name}"), value];
    let stack_name = serde_json::to_value(task.stack)?
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let arguments = [
        named("stack", stack_name),
        named("clients", settings.clients.to_string()),
        named("record", record.display().to_string()),
        named("start-us", start.as_micros().to_string()),
        named("server-port", server_port.to_string()),
        named("proxy-port", proxy.port.to_string()),
        named("settle-s", settings.settle_s.to_string()),
        named("seconds", (settings.seconds + 0.5).to_string()),
        named("threads", settings.threads.to_string()),
        named("predicting", settings.predicting.to_string()),
        named("ahead-ticks", task.ahead_ticks().to_string()),
        named("seed", settings.seed.to_string()),
        named("state", state.display().to_string()),
    ]
    .concat();
    let server = Process::start("server", &arguments, &folder.join("server.log"))?;
    server.until("up", PATIENCE)?;
    let clients = Process::start("client", &arguments, &folder.join("client.log"))?;
    clients.until("connected", PATIENCE)?;
    clients.until("measuring", PATIENCE)?;
    let before = Look::now(&proxy, &server, &clients)?;
    std::thread::sleep(Duration::from_secs_f64(settings.seconds));
    let after = Look::now(&proxy, &server, &clients)?;
    let memory = peak_memory_bytes(server.child.id())?;
    let report: Report = serde_json::from_str(&clients.until("report", PATIENCE)?)?;
    let figures = figures(&before, &after, memory, report)?;
    judge(&figures, &after, settings)?;
    Ok(figures)
}

fn figures(before: &Look, after: &Look, memory: u64, report: Report) -> Result<Figures, Problem> {
    let seconds = (after.at - before.at).as_secs_f64();
    if before.counts.len() != after.counts.len() || after.counts.is_empty() {
        return Err("a client came or went during the measurement".into());
    }
    let flows = |side: fn(&Count) -> Flow| -> Vec<Flow> {
        let pairs = before.counts.iter().zip(&after.counts);
        pairs
            .map(|(before, after)| side(after).since(side(before)))
            .collect()
    };
    let (down, up) = (flows(|count| count.down), flows(|count| count.up));
    let mean = |flows: &[Flow], figure: fn(&Flow) -> u64| {
        flows.iter().map(figure).sum::<u64>() as f64 / flows.len() as f64 / seconds
    };
    let kbit = |bytes: f64| bytes * 8.0 / 1000.0;
    let most = down.iter().map(|flow| flow.bytes).max().unwrap_or(0);
    let ms = |before: f64, after: f64| (after - before) * 1000.0 / seconds;
    let (server, clients, own) = (
        ms(before.server_s, after.server_s),
        ms(before.clients_s, after.clients_s),
        ms(before.own_s, after.own_s),
    );
    Ok(Figures {
        down_kbit_per_s: kbit(mean(&down, |flow| flow.bytes)),
        down_most_kbit_per_s: kbit(most as f64 / seconds),
        down_datagrams_per_s: mean(&down, |flow| flow.datagrams),
        up_kbit_per_s: kbit(mean(&up, |flow| flow.bytes)),
        up_datagrams_per_s: mean(&up, |flow| flow.datagrams),
        server_cpu_ms_per_s: server,
        client_cpu_ms_per_s: clients,
        server_memory_bytes: memory,
        foreign_cpu_ms_per_s: (ms(before.machine_s, after.machine_s) - server - clients - own).max(0.0),
        dropped_datagrams: after.dropped - before.dropped,
        clients: report,
    })
}

/// Whether a run counts.
fn judge(figures: &Figures, after: &Look, settings: &Settings) -> Result<(), Problem> {
    let late = figures.clients.late_share;
    if after.counts.len() != settings.clients {
        return Err(format!(
            "the proxy saw {} clients, not {}",
            after.counts.len(),
            settings.clients
        )
        .into());
    }
    if late > settings.max_late {
        return Err(format!(
            "{:.1} % of the clients' frames were late: this machine was too busy",
            late * 100.0
        )
        .into());
    }
    if figures.dropped_datagrams > 0 {
        return Err(format!("full sockets dropped {} datagrams", figures.dropped_datagrams).into());
    }
    if figures.clients.over_frames > 0 {
        return Err("the match of Hogs came to its end".into());
    }
    Ok(())
}
