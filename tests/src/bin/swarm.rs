//! `swarm`: many headless players against one server, behind bad links, and what came of it as one line of JSON. The
//! yardstick for the netplay: every figure is measured, none assumed, and what could not be measured is null.

use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::sync::mpsc::{TryRecvError, sync_channel};
use std::time::{Duration, Instant};

use clap::Parser;
use hogs_shared::ids::{Chassis, HogId, Weapon};
use hogs_shared::netplay::bad_link::Conditions;
use hogs_shared::netplay::join::Ticket;
use hogs_shared::netplay::measuring::Samples;
use hogs_shared::netplay::session::Session;
use hogs_shared::netplay::verdicts::Tally;
use hogs_shared::protocol::HEADER_BYTES;
use hogs_tests::client::{Course, Problem, SwarmClient, Traffic, fresh_key, knock};
use hogs_tests::drawn::{Frame, Seen, Truth};
use hogs_tests::figures::{Spread, median, percentile};
use ring::signature::Ed25519KeyPair;
use serde_json::{Map, Value, json};

/// Seconds after the last join before anything is counted: clocks settle, everybody spawns.
const SETTLE_S: f64 = 3.0;
/// How often each client is looked after; those that do not predict, less often.
const BEAT: Duration = Duration::from_millis(1);
const SPARE_BEAT: Duration = Duration::from_millis(4);

/// Of so many players every frame is kept and held against where everyone was; of 256 it would be gigabytes.
const MOST_WATCHED: usize = 16;

/// Headless players with prediction, against a real server over real UDP; prints one JSON object as its last line.
#[derive(Parser, Debug)]
#[command(name = "swarm", version)]
struct Flags {
    /// Where the server is: host:port
    #[arg(long)]
    connect: String,
    /// How many players
    #[arg(long, default_value_t = 16)]
    clients: usize,
    /// How long to measure, seconds
    #[arg(long, default_value_t = 20.0)]
    seconds: f64,
    /// Round trip that the link adds, milliseconds
    #[arg(long, default_value_t = 0.0)]
    rtt_ms: f32,
    /// Standard deviation of the round trip, milliseconds
    #[arg(long, default_value_t = 0.0)]
    jitter_ms: f32,
    /// Share of datagrams lost, each way (0.02 is 2 %)
    #[arg(long, default_value_t = 0.0)]
    loss: f32,
    /// Share of datagrams that come twice, each way
    #[arg(long, default_value_t = 0.0)]
    duplicate: f32,
    /// Share of datagrams that come after later ones, each way
    #[arg(long, default_value_t = 0.0)]
    reorder: f32,
    /// Decides the link's dice and the bots' play
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Decode and verify, but do not simulate: for more clients than this machine could predict for
    #[arg(long)]
    no_predict: bool,
    /// Worker threads; 0 for as many as there are cores
    #[arg(long, default_value_t = 0)]
    threads: usize,
}

/// What one client has to say at the end.
#[derive(Default)]
struct Report {
    connected: bool,
    disconnected: bool,
    traffic: Traffic,
    samples: Samples,
    tallies: [Tally; Weapon::COUNT],
    starvation: Option<f32>,
    rtt_ms: Option<f32>,
    malformed: u32,
    lateness_ms: Vec<f32>,
    watch: Watch,
}

/// What one client drew and was told while it was measured.
#[derive(Default)]
struct Watch {
    /// Whether it is looked at; the word of it counts in any case.
    on: bool,
    frames: Vec<Frame>,
    truth: Truth,
    /// Its seat.
    own: Option<HogId>,
}

impl Watch {
    /// Takes down what is new.
    fn look(&mut self, session: &Session) {
        self.own = session.own();
        if let Some(newest) = session.newest() {
            self.truth.hear(newest, self.on);
        }
        if self.on && self.frames.last().is_none_or(|last| last.tick < session.tick()) {
            self.frames.push(Frame::of(session));
        }
    }
}

fn main() {
    let flags = Flags::parse();
    match run(&flags) {
        Ok(figures) => println!("{figures}"),
        Err(problem) => {
            eprintln!("swarm: {problem}");
            std::process::exit(1);
        }
    }
}

fn run(flags: &Flags) -> Result<Value, Problem> {
    let server = flags
        .connect
        .to_socket_addrs()
        .map_err(|error| format!("'{}' is no address of a server: {error}", flags.connect))?
        .next()
        .ok_or_else(|| format!("'{}' has no address", flags.connect))?;
    if flags.clients == 0 || flags.clients > 256 {
        return Err("--clients must be from 1 to 256".into());
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let workers = if flags.threads > 0 { flags.threads } else { cores }.min(flags.clients);
    let start = Instant::now();
    // The first player asks first, to learn what is played, and once more to play.
    let scout = Arc::new(fresh_key()?);
    let course = Arc::new(course(server, &scout)?);
    let mut threads = Vec::new();
    for worker in 0..workers {
        let seats: Vec<usize> = (worker..flags.clients).step_by(workers).collect();
        let (course, scout, flags) = (course.clone(), scout.clone(), settings(flags));
        threads.push(std::thread::spawn(move || {
            drive(server, &seats, &course, &scout, &flags, start)
        }));
    }
    let mut reports = Vec::new();
    for thread in threads {
        reports.extend(thread.join().map_err(|_| "a worker died")??);
    }
    Ok(figures(flags, &reports))
}

/// The rules of the server's match, learnt by asking once; the ticket is not used.
fn course(server: SocketAddr, scout: &Ed25519KeyPair) -> Result<Course, Problem> {
    let ticket = knock(server, "Swarm 0", Chassis::Boar, scout)?;
    Course::of(&ticket)
}

/// What a worker needs of the flags.
#[derive(Clone)]
struct Settings {
    conditions: Conditions,
    seconds: f64,
    seed: u64,
    predict: bool,
}

fn settings(flags: &Flags) -> Settings {
    let conditions = Conditions {
        loss: flags.loss,
        duplicate: flags.duplicate,
        reorder: flags.reorder,
        ..Conditions::of_round_trip(flags.rtt_ms, flags.jitter_ms)
    };
    Settings {
        conditions,
        seconds: flags.seconds,
        seed: flags.seed,
        predict: !flags.no_predict,
    }
}

/// A ticket for one of the players.
fn ticket(server: SocketAddr, seat: usize, scout: &Ed25519KeyPair) -> Result<Ticket, Problem> {
    let fresh = fresh_key()?;
    let key = if seat == 0 { scout } else { &fresh };
    let chassis = Chassis::in_turn(seat);
    knock(server, &format!("Swarm {seat}"), chassis, key)
}

/// Drives some of the clients from their join to the end.
fn drive(
    server: SocketAddr,
    seats: &[usize],
    course: &Course,
    scout: &Ed25519KeyPair,
    settings: &Settings,
    start: Instant,
) -> Result<Vec<Report>, Problem> {
    let beat = if settings.predict { BEAT } else { SPARE_BEAT };
    let mut clients = Vec::new();
    // Those that are in already must not wait for those at the door, so another thread knocks.
    let (knocked, tickets) = sync_channel(1);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for &seat in seats {
                let ticket = ticket(server, seat, scout);
                if knocked.send(ticket.map(|ticket| (seat, ticket))).is_err() {
                    return;
                }
            }
        });
        while clients.len() < seats.len() {
            match tickets.try_recv() {
                Ok(ticket) => {
                    let (seat, ticket) = ticket?;
                    let seed = settings.seed.wrapping_mul(1000) + seat as u64;
                    let now = start.elapsed();
                    let mut client =
                        SwarmClient::new(server, &ticket, course, settings.conditions, seed, now)?;
                    if !settings.predict {
                        client.spare();
                    }
                    let mut report = Report::default();
                    report.watch.on = settings.predict && seat < MOST_WATCHED;
                    clients.push((client, report));
                }
                Err(TryRecvError::Empty) => {}
                Err(TryRecvError::Disconnected) => return Err("nobody knocks any more".into()),
            }
            pump(&mut clients, start, beat)?;
        }
        Ok::<(), Problem>(())
    })?;
    let settled = start.elapsed().as_secs_f64() + SETTLE_S;
    while start.elapsed().as_secs_f64() < settled {
        pump(&mut clients, start, beat)?;
    }
    let mut before = Vec::new();
    for (client, report) in &mut clients {
        client.session.measure();
        report.connected = client.playing();
        before.push(client.traffic);
        report.lateness_ms.clear();
    }
    let began = start.elapsed().as_secs_f64();
    while start.elapsed().as_secs_f64() < began + settings.seconds {
        pump(&mut clients, start, beat)?;
        for (client, report) in &mut clients {
            report.watch.look(&client.session);
        }
    }
    Ok(clients
        .into_iter()
        .zip(before)
        .map(|((mut client, mut report), before)| {
            report.disconnected = report.connected && !client.playing();
            report.traffic = since(client.traffic, before);
            report.samples = client.session.take_samples();
            report.tallies = Weapon::ALL.map(|weapon| client.session.verdicts().tally(weapon));
            report.starvation = report.connected.then(|| client.session.input_starvation());
            report.rtt_ms = report.connected.then(|| client.session.stats().rtt_ms);
            report.malformed = client.session.malformed();
            client.leave();
            report
        })
        .collect())
}

fn pump(clients: &mut [(SwarmClient, Report)], start: Instant, beat: Duration) -> Result<(), Problem> {
    let began = start.elapsed();
    for (client, report) in clients.iter_mut() {
        let now = start.elapsed();
        client.pump(now)?;
        client.session.take_events();
        report.lateness_ms.push((now - began).as_secs_f32() * 1000.0);
    }
    let spent = start.elapsed() - began;
    std::thread::sleep(beat.saturating_sub(spent));
    Ok(())
}

const fn since(now: Traffic, before: Traffic) -> Traffic {
    Traffic {
        down_bytes: now.down_bytes - before.down_bytes,
        down_datagrams: now.down_datagrams - before.down_datagrams,
        up_bytes: now.up_bytes - before.up_bytes,
        up_datagrams: now.up_datagrams - before.up_datagrams,
    }
}

fn figures(flags: &Flags, reports: &[Report]) -> Value {
    let over = |figure: &dyn Fn(&Report) -> f32| {
        median(
            &reports
                .iter()
                .filter(|report| report.connected)
                .map(figure)
                .collect::<Vec<_>>(),
        )
    };
    let per_s =
        |bytes: u64, datagrams: u64| (bytes + datagrams * HEADER_BYTES as u64) as f32 / flags.seconds as f32;
    let spread = |values: &dyn Fn(&Report) -> &[f32]| {
        let spreads: Vec<Spread> = reports.iter().map(|report| Spread::of(values(report))).collect();
        Spread::median_of(&spreads)
    };
    let own = spread(&|report| &report.samples.own_m);
    let free = spread(&|report| &report.samples.own_free_m);
    let remote = spread(&|report| &report.samples.remote_m);
    let seen = seen(reports);
    let tallies = Weapon::ALL.map(|weapon| {
        reports.iter().fold(Tally::default(), |sum, report| {
            add(sum, report.tallies[weapon.index()])
        })
    });
    let all = tallies.into_iter().fold(Tally::default(), add);
    let by_weapon: Map<String, Value> = Weapon::ALL
        .iter()
        .map(|weapon| (weapon.name().to_owned(), tally(tallies[weapon.index()])))
        .collect();
    let lateness: Vec<f32> = reports
        .iter()
        .flat_map(|report| report.lateness_ms.iter().copied())
        .collect();
    json!({
        "clients": flags.clients,
        "connected": reports.iter().filter(|report| report.connected).count(),
        "disconnects": reports.iter().filter(|report| report.disconnected).count(),
        "seconds": flags.seconds,
        "down_bytes_per_s": over(&|report| per_s(report.traffic.down_bytes, report.traffic.down_datagrams)),
        "up_bytes_per_s": over(&|report| per_s(report.traffic.up_bytes, report.traffic.up_datagrams)),
        "down_datagrams_per_s": over(&|report| report.traffic.down_datagrams as f32 / flags.seconds as f32),
        "own_correction_m": own,
        "own_correction_free_m": free,
        "remote_error_m": { "p50": remote.p50, "p99": remote.p99 },
        "drawn_m": seen.drawn_m,
        "snaps": seen.snaps,
        "slides": seen.slides,
        "far_corrections": seen.far_corrections,
        "shots": all.shots,
        "hit_agreement": agreement(all),
        "hits": all.hits,
        "by_weapon": by_weapon,
        "input_starvation": median(&reports.iter().filter_map(|report| report.starvation).collect::<Vec<_>>()),
        "rtt_ms": median(&reports.iter().filter_map(|report| report.rtt_ms).collect::<Vec<_>>()),
        "malformed": reports.iter().map(|report| report.malformed).sum::<u32>(),
        "late_ms_p99": percentile(&lateness, 0.99),
        "seed": flags.seed,
    })
}

/// What was seen of corrections: jumps and far corrections by all, the rest by those who were watched.
fn seen(reports: &[Report]) -> Seen {
    let mut truth = Truth::default();
    for watch in reports.iter().map(|report| &report.watch) {
        truth.merge(watch.truth.clone(), &watch.own.into_iter().collect());
    }
    let watched = reports.iter().filter(|report| report.watch.on);
    let frames: Vec<&[Frame]> = watched.map(|report| report.watch.frames.as_slice()).collect();
    Seen {
        snaps: reports.iter().map(|report| report.samples.snaps).sum(),
        far_corrections: reports.iter().map(|report| report.samples.far).sum(),
        ..Seen::of(&frames, &|tick, hog| truth.place(tick, hog))
    }
}

fn add(sum: Tally, more: Tally) -> Tally {
    Tally {
        shots: sum.shots + more.shots,
        agreed: sum.agreed + more.agreed,
        hits: sum.hits + more.hits,
        hits_foreseen: sum.hits_foreseen + more.hits_foreseen,
        false_hits: sum.false_hits + more.false_hits,
    }
}

fn agreement(tally: Tally) -> Option<f32> {
    (tally.shots > 0).then(|| tally.agreed as f32 / tally.shots as f32)
}

fn tally(tally: Tally) -> Value {
    json!({
        "shots": tally.shots,
        "hit_agreement": agreement(tally),
        "hits": tally.hits,
        "hits_foreseen": tally.hits_foreseen,
        "false_hits": tally.false_hits,
    })
}
