//! Drives the authority in real time: looks at the socket four times a tick, steps sixty times a second, catches up a
//! little when it fell behind, and beyond that lets time go rather than fall further behind.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use hogs_shared::protocol::ballot::Plan;
use hogs_shared::tick::TICKS_PER_SECOND;

use crate::announce::Announcer;
use crate::authority::Authority;
use crate::drops::Drops;
use crate::reload::{self, Watch};
use crate::report::{Histogram, Report, cpu_seconds, peak_rss_bytes};
use crate::stage::{Workshop, plan_of};
use crate::transport::Transport;

/// A tick's time.
const TICK: Duration = Duration::from_nanos(1_000_000_000 / TICKS_PER_SECOND as u64);
/// Looks at the socket in a tick: clients are told in quarters of a tick how early they are.
const LOOKS: u32 = 4;
/// Most ticks stepped in a row to catch up.
const MAX_CATCH_UP: u32 = 5;
/// Time between two log lines about what was not let through, and about lost time.
const LOSSES_LOGGED_EVERY: Duration = Duration::from_secs(10);
/// Time between two updates of what others are told of the match.
const STATUS_EVERY: Duration = Duration::from_secs(1);
/// Longest a stop takes.
const STOP_WITHIN: Duration = Duration::from_millis(600);

/// How the match stands, for whoever asks from another thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Ticks since the start.
    pub tick: u32,
    /// Names of the people in it.
    pub people: Vec<String>,
    /// Bots in it.
    pub bots: usize,
    /// Seats.
    pub seats: usize,
    /// What is played.
    pub plan: Plan,
}

/// What a host can ask of a running match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Say this to everyone, as the server.
    Say(String),
    /// Play this.
    Play(Plan),
    /// Begin this match again.
    Restart,
    /// Send someone out, by name.
    Kick(String),
    /// Break, so that what comes of it can be seen.
    Break,
}

#[allow(clippy::panic, reason = "this is what was asked for")]
fn fall() {
    panic!("The match was broken on purpose.");
}

/// A match's thread's view of everything.
pub struct MatchLoop {
    /// The match.
    pub authority: Authority,
    /// Its socket.
    pub transport: Transport,
    /// The server's clock: netcode's tokens are dated by it.
    pub clock: Instant,
    /// When to end by itself.
    pub run_for: Option<Duration>,
    /// Set from outside to end it.
    pub stop: Arc<AtomicBool>,
    /// From consoles.
    pub commands: Receiver<Command>,
    /// For whoever asks.
    pub status: Arc<Mutex<Status>>,
    /// Tells the local network.
    pub announcer: Option<Announcer>,
    /// Seats, for the status.
    pub seats: usize,
    /// What the door turned away.
    pub door_drops: Arc<Mutex<Drops>>,
    /// Where the next match is made ready.
    pub workshop: Workshop,
    /// Looks after figures that change meanwhile.
    pub watch: Option<Watch>,
}

/// Figures of the loop itself.
#[derive(Default)]
struct Pace {
    ticks: u64,
    dropped_ticks: u64,
    overruns: u64,
    times: Histogram,
    /// Spent on the tick that comes next, so far.
    spent: Duration,
}

impl MatchLoop {
    /// Runs until it is told to stop, or its time is up.
    #[must_use]
    pub fn run(mut self) -> Report {
        let began = self.clock.elapsed();
        let mut pace = Pace::default();
        let mut next_step = began + TICK;
        let mut stopping: Option<Duration> = None;
        let (mut status_due, mut losses_due, mut logged) = (began, began + LOSSES_LOGGED_EVERY, (0, 0));
        loop {
            self.sleep_until_look(next_step);
            self.authority.expect_step(next_step);
            let looked = self.clock.elapsed();
            self.receive();
            pace.spent += self.clock.elapsed() - looked;
            next_step = self.step_due(next_step, &mut pace);
            self.change_scene();
            self.renew();
            let now = self.clock.elapsed();
            if now >= status_due {
                status_due = now + STATUS_EVERY;
                self.publish();
            }
            if now >= losses_due {
                losses_due = now + LOSSES_LOGGED_EVERY;
                logged = self.log_losses(logged, &pace);
            }
            let time_is_up = self.run_for.is_some_and(|run_for| now - began >= run_for);
            match stopping {
                None if time_is_up || self.stop.load(Ordering::Relaxed) => {
                    stopping = Some(now);
                    self.authority.stop();
                }
                Some(since) if self.authority.parted() || now >= since + STOP_WITHIN => break,
                _ => {}
            }
        }
        if let Some(announcer) = self.announcer.take() {
            announcer.withdraw();
        }
        let lasted = self.clock.elapsed() - began;
        self.report(&pace, lasted)
    }

    /// Sleeps until the next quarter of a tick begins.
    fn sleep_until_look(&self, next_step: Duration) {
        let left = next_step.saturating_sub(self.clock.elapsed());
        let look = TICK / LOOKS;
        // Looks are counted back from the step, so that one of them is right before it.
        let whole = left.as_nanos() / look.as_nanos().max(1);
        let until_look = left.saturating_sub(look * u32::try_from(whole).unwrap_or_default());
        let pause = if until_look.is_zero() && !left.is_zero() {
            look
        } else {
            until_look
        };
        if !pause.is_zero() {
            std::thread::sleep(pause);
        }
    }

    fn receive(&mut self) {
        let (authority, clock) = (&mut self.authority, &self.clock);
        let now = clock.elapsed();
        self.transport
            .receive(|from, datagram| authority.receive(now, from, datagram));
        self.transport.send(authority.take_outbox());
        while let Ok(command) = self.commands.try_recv() {
            match command {
                Command::Say(line) => self.authority.say(&line),
                Command::Play(plan) => self.authority.order(plan),
                Command::Restart => self.authority.restart(),
                Command::Break => fall(),
                Command::Kick(name) => {
                    if !self.authority.kick(&name) {
                        tracing::warn!(name, "nobody is called so");
                    }
                }
            }
        }
    }

    /// Orders the stage of the next match, and brings it when it is set: that takes its time elsewhere.
    fn change_scene(&mut self) {
        if let Some(plan) = self.authority.take_order()
            && let Err(error) = self.workshop.order(plan)
        {
            tracing::warn!(%error, "the next match cannot be made ready");
            self.authority.call_off();
        }
        match self.workshop.finished() {
            None => {}
            Some(Ok(stage)) => self.authority.bring(stage),
            Some(Err(problem)) => {
                tracing::warn!(problem, "the next match cannot be played");
                self.authority.call_off();
            }
        }
    }

    /// Figures that have changed are for the next match.
    fn renew(&mut self) {
        match self.watch.as_ref().and_then(Watch::news) {
            None => {}
            Some(Ok(stage)) => {
                let plan = stage.plan();
                tracing::info!(
                    target: reload::LOG,
                    map = plan.map,
                    mode = plan.mode,
                    "figures have changed: the next match is played by them (restart begins it now)"
                );
                self.authority.renew(stage);
            }
            Some(Err(problem)) => {
                tracing::warn!(target: reload::LOG, problem, "figures have changed, but are not in order: those there are stay");
            }
        }
    }

    /// Steps as often as is due; returns when the next step is.
    fn step_due(&mut self, mut next_step: Duration, pace: &mut Pace) -> Duration {
        for _ in 0..MAX_CATCH_UP {
            let now = self.clock.elapsed();
            if now < next_step {
                return next_step;
            }
            next_step += TICK;
            self.authority.expect_step(next_step);
            self.authority.tick(now);
            self.transport.send(self.authority.take_outbox());
            let spent = std::mem::take(&mut pace.spent) + (self.clock.elapsed() - now);
            pace.ticks += 1;
            pace.times.add(spent);
            pace.overruns += u64::from(spent > TICK);
        }
        let behind = self.clock.elapsed().saturating_sub(next_step);
        let dropped = behind.as_nanos() / TICK.as_nanos();
        pace.dropped_ticks += dropped as u64;
        next_step + TICK * u32::try_from(dropped).unwrap_or(u32::MAX)
    }

    /// Tells consoles and the local network how the match stands.
    fn publish(&mut self) {
        let people: Vec<String> = self
            .authority
            .roster()
            .filter(|entry| !entry.bot)
            .map(|entry| entry.name.clone())
            .collect();
        let bots = self.authority.roster().count() - people.len();
        let plan = plan_of(self.authority.arena().rules());
        if let Some(announcer) = &mut self.announcer {
            announcer.update(people.len(), &plan);
        }
        let status = Status {
            tick: self.authority.arena().tick().0,
            people,
            bots,
            seats: self.seats,
            plan,
        };
        *self.status.lock().unwrap_or_else(PoisonError::into_inner) = status;
    }

    /// One line for all that was not let through since the last one, and one for time that was lost.
    fn log_losses(&self, (drops_logged, ticks_logged): (u64, u64), pace: &Pace) -> (u64, u64) {
        let drops = &self.authority.sessions().drops;
        let total = drops.total();
        if total > drops_logged {
            tracing::info!(since = total - drops_logged, by_reason = ?drops.by_reason(), "not everything was let through");
        }
        if pace.dropped_ticks > ticks_logged {
            let ticks = pace.dropped_ticks - ticks_logged;
            tracing::warn!(ticks, "this machine is too slow or too busy: the match lost time");
        }
        (total, pace.dropped_ticks)
    }

    fn report(&self, pace: &Pace, lasted: Duration) -> Report {
        let tally = self.authority.tally();
        let rules = self.authority.arena().rules();
        let mut drops = self.authority.sessions().drops.clone();
        drops.add(&self.door_drops.lock().unwrap_or_else(PoisonError::into_inner));
        let mut drops: std::collections::BTreeMap<String, u64> = drops
            .by_reason()
            .iter()
            .map(|(&reason, &count)| (reason.to_owned(), count))
            .collect();
        if self.transport.unsent > 0 {
            drops.insert("unsent".to_owned(), self.transport.unsent);
        }
        Report {
            name: String::new(),
            map: rules.map.clone(),
            mode: rules.mode.mode.name().to_owned(),
            seconds: lasted.as_secs_f64(),
            ticks: pace.ticks,
            dropped_ticks: pace.dropped_ticks,
            tick_ms: pace.times.times(),
            overruns: pace.overruns,
            cpu_s: cpu_seconds(),
            peak_rss_bytes: peak_rss_bytes(),
            clients_peak: tally.clients_peak,
            joins: tally.joins,
            matches: tally.matches,
            received: self.transport.received,
            sent: self.transport.sent,
            drops,
            input_starvation: tally.starved as f64 / ((tally.fed + tally.starved).max(1)) as f64,
            unphysical: tally.unphysical,
        }
    }
}
