//! The client process of a run: all clients of one stack, frame by frame, what they show held against the recorded
//! match, and whether they kept time.

use std::io::Write;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use hogs_shared::math::Vec3;
use hogs_shared::tick::TICK_SECONDS;
use hogs_tests::client::Problem;
use hogs_tests::figures::Spread;
use serde::{Deserialize, Serialize};

use crate::clock::{MatchClock, Pace};
use crate::record::{Liveliness, Record};
use crate::stack::Part;

/// Every so many frames what a client shows is judged; not all clients in the same frame.
const LOOK_FRAMES: u64 = 6;
/// How long all clients together may take to come in.
const JOIN_TIMEOUT: Duration = Duration::from_secs(25);

/// A hog as a client has it, for those stacks whose truth is the recorded match.
#[derive(Clone, Copy, Debug)]
pub struct Sight {
    /// Which.
    pub hog: usize,
    /// Its newest position that was received.
    pub newest: Vec3,
    /// Where the stack itself shows it, if it does more than show the newest.
    pub interpolated: Option<Vec3>,
}

/// What a client of Hogs says of itself: its match is its own, so it is judged by what its server said later.
#[derive(Clone, Debug, Default)]
pub struct OwnWord {
    /// Others: where they were shown at a tick against where the server then had them, metres.
    pub remote_m: Vec<f32>,
    /// Share of snapshots at whose tick the server lacked this client's controls.
    pub starvation: f32,
    /// Of the match it saw, if it looked.
    pub liveliness: Option<Liveliness>,
    /// Frames in which the match was over.
    pub over_frames: u64,
}

/// One client of a stack.
pub trait Client {
    /// One frame: receives, shows, sends.
    ///
    /// # Errors
    /// If it cannot go on.
    fn frame(&mut self) -> Result<(), Problem>;

    /// Whether it has been told of every hog.
    fn knows_all(&mut self) -> bool;

    /// What it has of the hogs in play.
    fn sights(&mut self, _into: &mut Vec<Sight>) {}

    /// The measurement begins.
    fn begin(&mut self) {}

    /// The measurement is over.
    fn own_word(&mut self) -> Option<OwnWord> {
        None
    }
}

/// What the clients of a run say at its end.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// Share of frames that were not done when the next was due.
    pub late_share: f64,
    /// How long a thread's frames took, all its clients together, milliseconds.
    pub frame_ms: Option<Spread>,
    /// Error of the newest state as it came, metres.
    pub newest_m: Option<Spread>,
    /// Error of what the stack interpolates, metres.
    pub interpolated_m: Option<Spread>,
    /// Error of the newest state carried on by its velocity for as long as it is old, by a perfect clock, metres.
    pub carried_m: Option<Spread>,
    /// The same, carried on to the present of one who predicts, and held against the match then.
    pub carried_ahead_m: Option<Spread>,
    /// Error of what the stack predicts for its own present, metres.
    pub predicted_m: Option<Spread>,
    /// How old the newest state is, ticks.
    pub age_ticks: Option<Spread>,
    /// Share of ticks that the server had no controls for.
    pub starvation: Option<f32>,
    /// Of the match, where it is not the recorded one.
    pub liveliness: Option<Liveliness>,
    /// Frames of clients in which the match was over.
    pub over_frames: u64,
}

/// Where the process stands.
mod stage {
    // 0: they come in.
    pub(super) const SETTLING: u8 = 1;
    pub(super) const MEASURING: u8 = 2;
    pub(super) const DONE: u8 = 3;
    pub(super) const FAILED: u8 = 4;
}

/// What the threads know of each other.
#[derive(Default)]
struct Progress {
    stage: AtomicU8,
    /// Threads all of whose clients know all hogs.
    ready: AtomicUsize,
}

impl Progress {
    fn stage(&self) -> u8 {
        self.stage.load(Ordering::Acquire)
    }

    fn set(&self, stage: u8) {
        self.stage.store(stage, Ordering::Release);
    }
}

/// What one thread measured.
#[derive(Default)]
struct Measured {
    frames: u64,
    late: u64,
    frame_ms: Vec<f32>,
    newest_m: Vec<f32>,
    interpolated_m: Vec<f32>,
    carried_m: Vec<f32>,
    carried_ahead_m: Vec<f32>,
    age_ticks: Vec<f32>,
    words: Vec<OwnWord>,
}

/// Runs all clients of a part; `make` makes one. Says on standard output when all are in, when the measurement begins,
/// and what came of it.
///
/// # Errors
/// If a client fails, or not all come in.
pub fn run<C: Client>(
    part: &Part,
    record: &Record,
    make: &(dyn Fn(usize) -> Result<C, Problem> + Sync),
) -> Result<(), Problem> {
    let threads = part.threads.clamp(1, part.clients);
    let progress = Progress::default();
    let clock = part.clock();
    let report = std::thread::scope(|scope| -> Result<Report, Problem> {
        let workers: Vec<_> = (0..threads)
            .map(|worker| {
                let seats: Vec<usize> = (worker..part.clients).step_by(threads).collect();
                let worker = Worker {
                    record,
                    clock,
                    progress: &progress,
                    offset: worker as f64 / threads as f64,
                    ahead_ticks: part.ahead_ticks,
                };
                scope.spawn(move || {
                    let measured = worker.run(&seats, make);
                    if measured.is_err() {
                        worker.progress.set(stage::FAILED);
                    }
                    measured
                })
            })
            .collect();
        let conducted = conduct(part, threads, &progress);
        let mut all = Measured::default();
        for worker in workers {
            add(&mut all, worker.join().map_err(|_| "a thread of clients died")??);
        }
        conducted?;
        Ok(sum(all))
    })?;
    say(&format!("report {}", serde_json::to_string(&report)?));
    Ok(())
}

fn say(line: &str) {
    let mut out = std::io::stdout();
    // Without a listener there is nobody to miss it.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Leads the threads through the stages.
fn conduct(part: &Part, threads: usize, progress: &Progress) -> Result<(), Problem> {
    let deadline = Instant::now() + JOIN_TIMEOUT;
    while progress.ready.load(Ordering::Acquire) < threads {
        if progress.stage() == stage::FAILED {
            return Err("a client failed".into());
        }
        if Instant::now() > deadline {
            progress.set(stage::FAILED);
            return Err("not all clients have heard of all hogs".into());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    say("connected");
    for (next, seconds, word) in [
        (stage::SETTLING, part.settle_s, ""),
        (stage::MEASURING, part.seconds, "measuring"),
    ] {
        if progress.stage() == stage::FAILED {
            return Err("a client failed".into());
        }
        progress.set(next);
        if !word.is_empty() {
            say(word);
        }
        std::thread::sleep(Duration::from_secs_f64(seconds));
    }
    if progress.stage() != stage::FAILED {
        progress.set(stage::DONE);
    }
    Ok(())
}

/// One thread of clients.
#[derive(Clone, Copy)]
struct Worker<'a> {
    record: &'a Record,
    clock: MatchClock,
    progress: &'a Progress,
    /// Part of a frame by which its frames come after those of the first thread.
    offset: f64,
    /// By how many ticks the present of one who predicts is ahead.
    ahead_ticks: f64,
}

impl Worker<'_> {
    fn run<C: Client>(
        &self,
        seats: &[usize],
        make: &(dyn Fn(usize) -> Result<C, Problem> + Sync),
    ) -> Result<Measured, Problem> {
        let mut pace = Pace::from(Instant::now());
        pace = Pace::from(Instant::now() + pace.period().mul_f64(self.offset));
        let mut clients: Vec<C> = Vec::new();
        let (mut measured, mut sights) = (Measured::default(), Vec::new());
        let (mut ready, mut measuring) = (false, false);
        for frame in 0_u64.. {
            pace.wait();
            let began = Instant::now();
            // One comes in at a time, and those who are in do not wait for it.
            if let Some(&seat) = seats.get(clients.len()) {
                clients.push(make(seat)?);
            }
            for client in &mut clients {
                client.frame()?;
            }
            if !ready && clients.len() == seats.len() && clients.iter_mut().all(Client::knows_all) {
                ready = true;
                self.progress.ready.fetch_add(1, Ordering::Release);
            }
            match self.progress.stage() {
                stage::MEASURING if !measuring => {
                    measuring = true;
                    pace.count_anew();
                    clients.iter_mut().for_each(Client::begin);
                }
                stage::DONE | stage::FAILED => break,
                _ => {}
            }
            if measuring {
                for (number, client) in clients.iter_mut().enumerate() {
                    if (frame + number as u64).is_multiple_of(LOOK_FRAMES) {
                        sights.clear();
                        client.sights(&mut sights);
                        self.judge(&sights, &mut measured);
                    }
                }
            }
            pace.done();
            if measuring {
                measured.frame_ms.push(began.elapsed().as_secs_f32() * 1000.0);
            }
        }
        (measured.frames, measured.late) = (pace.frames, pace.late);
        measured.words = clients.iter_mut().filter_map(Client::own_word).collect();
        Ok(measured)
    }

    /// Holds what is shown against the recorded match at this moment.
    fn judge(&self, sights: &[Sight], measured: &mut Measured) {
        let now = self.clock.ticks();
        for sight in sights {
            let Some(truth) = self.record.position(now, sight.hog) else {
                continue;
            };
            measured.newest_m.push(truth.distance(sight.newest));
            measured
                .interpolated_m
                .extend(sight.interpolated.map(|shown| truth.distance(shown)));
            let (then, velocity) = self.record.when(now as u64, sight.hog, sight.newest);
            let age_ticks = (now - then as f64) as f32;
            let carried = |ticks: f32| sight.newest + velocity * (ticks * TICK_SECONDS);
            measured.carried_m.push(truth.distance(carried(age_ticks)));
            if let Some(then) = self.record.position(now + self.ahead_ticks, sight.hog) {
                let ahead = carried(age_ticks + self.ahead_ticks as f32);
                measured.carried_ahead_m.push(then.distance(ahead));
            }
            // Of a hog that stands nobody can say how old what is known of it is.
            if velocity.length() > 1.0 {
                measured.age_ticks.push(age_ticks);
            }
        }
    }
}

fn add(all: &mut Measured, more: Measured) {
    all.frames += more.frames;
    all.late += more.late;
    all.frame_ms.extend(more.frame_ms);
    all.newest_m.extend(more.newest_m);
    all.interpolated_m.extend(more.interpolated_m);
    all.carried_m.extend(more.carried_m);
    all.carried_ahead_m.extend(more.carried_ahead_m);
    all.age_ticks.extend(more.age_ticks);
    all.words.extend(more.words);
}

fn sum(all: Measured) -> Report {
    let spread = |values: &[f32]| (!values.is_empty()).then(|| Spread::of(values));
    let predicted: Vec<f32> = all
        .words
        .iter()
        .flat_map(|word| word.remote_m.iter().copied())
        .collect();
    let lively: Vec<Liveliness> = all.words.iter().filter_map(|word| word.liveliness).collect();
    let mean =
        |figure: &dyn Fn(&Liveliness) -> f64| lively.iter().map(figure).sum::<f64>() / lively.len() as f64;
    let starvation: f32 = all.words.iter().map(|word| word.starvation).sum();
    Report {
        late_share: all.late as f64 / all.frames.max(1) as f64,
        frame_ms: spread(&all.frame_ms),
        newest_m: spread(&all.newest_m),
        interpolated_m: spread(&all.interpolated_m),
        carried_m: spread(&all.carried_m),
        carried_ahead_m: spread(&all.carried_ahead_m),
        predicted_m: spread(&predicted),
        age_ticks: spread(&all.age_ticks),
        starvation: (!all.words.is_empty()).then(|| starvation / all.words.len() as f32),
        liveliness: (!lively.is_empty()).then(|| Liveliness {
            speed_mps: mean(&|one| one.speed_mps),
            in_play: mean(&|one| one.in_play),
            changes_per_s: mean(&|one| one.changes_per_s),
        }),
        over_frames: all.words.iter().map(|word| word.over_frames).sum(),
    }
}
