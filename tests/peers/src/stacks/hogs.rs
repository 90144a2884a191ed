//! Hogs itself: its own server with sockets, encryption and the match with its physics, and its own clients with the
//! recorded match's bots at the controls.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Instant;

use hogs_server::Server;
use hogs_server::config::Config;
use hogs_shared::mode::Phase;
use hogs_shared::netplay::bad_link::Conditions;
use hogs_shared::tick::Tick;
use hogs_tests::client::{Course, Problem, SwarmClient, fresh_key, knock};

use crate::clients::{Client, OwnWord};
use crate::record::{Record, Watching, bot_seed, chassis};
use crate::stack::Part;
use crate::told::Told;

/// Snapshots a second: every stack tells so often.
pub const SNAPSHOTS_PER_S: u32 = 30;

/// The server as `hogs-server` runs it; nobody but clients is in the match.
///
/// # Errors
/// If it does not start.
pub fn serve(part: &Part) -> Result<(), Problem> {
    let server = Server::start(Config {
        bind: IpAddr::V4(Ipv4Addr::LOCALHOST),
        port: part.server_port,
        advertise_port: Some(part.proxy_port),
        max_players: u16::try_from(part.clients)?,
        bots: 0,
        lan: false,
        snapshot_rate: SNAPSHOTS_PER_S,
        seconds: Some(part.lifetime_s()),
        seed: Some(part.seed),
        state: Some(part.state.clone()),
        ..Config::default()
    })?;
    println!("up");
    // Mostly this process is ended first, so nobody reads its report.
    let _report = server.wait()?;
    Ok(())
}

/// All clients of a run.
///
/// # Errors
/// If they do not come in.
pub fn attend(part: &Part, record: &Record) -> Result<(), Problem> {
    let server: SocketAddr = (Ipv4Addr::LOCALHOST, part.server_port).into();
    // The first player asks first, to learn what is played, and once more to play.
    let scout = fresh_key()?;
    let course = Course::of(&knock(server, "Peer 0", chassis(0), &scout)?)?;
    let start = Instant::now();
    crate::clients::run(part, record, &|seat| {
        let fresh = fresh_key()?;
        let key = if seat == 0 { &scout } else { &fresh };
        let ticket = knock(server, &format!("Peer {seat}"), chassis(seat), key)?;
        let conditions = Conditions::default();
        let seed = bot_seed(part.seed, seat);
        let mut player = SwarmClient::new(server, &ticket, &course, conditions, seed, start.elapsed())?;
        // Spread over the seats, and so over the threads.
        let predicting = seat < part.predicting;
        if !predicting {
            player.session.without_prediction();
        }
        Ok(Player {
            player,
            start,
            hogs: part.clients,
            predicting,
            watching: Watching::default(),
            seen: Tick(0),
            over_frames: 0,
            measuring: false,
        })
    })
}

/// One client.
struct Player {
    player: SwarmClient,
    start: Instant,
    hogs: usize,
    predicting: bool,
    watching: Watching,
    seen: Tick,
    over_frames: u64,
    measuring: bool,
}

impl Player {
    /// Looks at the match once for each snapshot; only of those who do not predict, whose arena is what was told.
    fn watch(&mut self) {
        let Some(arena) = self.player.session.arena() else {
            return;
        };
        self.over_frames += u64::from(arena.game().phase != Phase::Playing);
        if self.predicting || arena.tick() == self.seen {
            return;
        }
        self.seen = arena.tick();
        for hog in arena.hogs() {
            self.watching.see(hog.id.index(), &Told::of(hog));
        }
    }
}

impl Client for Player {
    fn frame(&mut self) -> Result<(), Problem> {
        self.player.pump(self.start.elapsed())?;
        self.player.session.take_events();
        if self.measuring {
            if !self.player.playing() {
                return Err("a client of Hogs is not in the match any more".into());
            }
            self.watch();
        }
        Ok(())
    }

    fn knows_all(&mut self) -> bool {
        let arena = self.player.session.arena();
        self.player.playing() && arena.is_some_and(|arena| arena.hogs().count() == self.hogs)
    }

    fn begin(&mut self) {
        self.measuring = true;
        self.player.session.measure();
    }

    fn own_word(&mut self) -> Option<OwnWord> {
        let samples = self.player.session.take_samples();
        Some(OwnWord {
            // Who does not predict shows what it was told, at no tick in particular.
            remote_m: if self.predicting {
                samples.remote_m
            } else {
                Vec::new()
            },
            starvation: self.player.session.input_starvation(),
            liveliness: (!self.predicting).then(|| self.watching.sum(f64::from(SNAPSHOTS_PER_S))),
            over_frames: self.over_frames,
        })
    }
}
