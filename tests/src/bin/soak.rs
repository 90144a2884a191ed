//! `soak`: plays the harness's matches for thousands of seeds, and says which ones are not as they should be. The exit
//! status tells.

use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use clap::Parser;
use hogs_tests::figures::Spread;
use hogs_tests::harness::fault::Fault;
use hogs_tests::harness::plan::{Plan, SECONDS};
use hogs_tests::harness::recovery::Recovery;
use hogs_tests::harness::verdict::Verdict;
use hogs_tests::harness::{Runs, play, replay_command};

/// One in so many seeds is played twice, to see that it is the same match again.
const TWICE_EVERY: u64 = 8;

/// Plays matches of one server and some clients over seeded bad links, in virtual time, and checks what must always
/// hold.
#[derive(Parser, Debug)]
#[command(name = "soak", version)]
struct Flags {
    /// How many seeds
    #[arg(long, default_value_t = 5000)]
    seeds: u64,
    /// The first of them
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// Seconds of play in each match, before its quiet end
    #[arg(long, default_value_t = SECONDS)]
    seconds: f32,
    /// Threads; 0 for as many as there are cores
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// Stop after that many bad seeds
    #[arg(long, default_value_t = 20)]
    most: usize,
    /// Play every seed twice
    #[arg(long)]
    twice: bool,
    /// Plant a bug, to see what the harness makes of it
    #[arg(long)]
    plant: Option<Fault>,
    /// Print the plan and the figures of every match
    #[arg(long)]
    verbose: bool,
}

/// What came of all seeds.
#[derive(Default)]
struct Sum {
    played: u64,
    ticks: usize,
    sessions: usize,
    outcomes: usize,
    backlog: usize,
    recoveries: Vec<Recovery>,
    bad: Vec<u64>,
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = if flags.threads > 0 { flags.threads } else { cores };
    let (next, sum, start) = (
        AtomicU64::new(flags.from),
        Mutex::new(Sum::default()),
        Instant::now(),
    );
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| work(&flags, &next, &sum));
        }
    });
    let mut sum = sum.into_inner().unwrap_or_else(PoisonError::into_inner);
    report(&sum, start.elapsed().as_secs_f64());
    sum.bad.sort_unstable();
    if sum.bad.is_empty() {
        ExitCode::SUCCESS
    } else {
        println!("Bad seeds: {:?}", sum.bad);
        ExitCode::FAILURE
    }
}

/// Plays seeds until there are none left, or enough went wrong.
fn work(flags: &Flags, next: &AtomicU64, sum: &Mutex<Sum>) {
    loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= flags.from.saturating_add(flags.seeds) {
            return;
        }
        let mut plan = Plan::from_seed(seed, flags.seconds);
        plan.fault = flags.plant;
        let twice = flags.twice || seed.is_multiple_of(TWICE_EVERY);
        let verdict = play(&plan, if twice { Runs::Twice } else { Runs::Once });
        let mut sum = sum.lock().unwrap_or_else(PoisonError::into_inner);
        if flags.verbose {
            describe(&plan, &verdict);
        }
        for finding in &verdict.findings {
            println!("seed {seed}: {finding}");
        }
        if !verdict.findings.is_empty() {
            println!("seed {seed}: to play it again: {}", replay_command(&plan));
        }
        let before = std::mem::take(&mut *sum);
        *sum = before.with(seed, verdict);
        if sum.bad.len() >= flags.most {
            return;
        }
    }
}

/// Everything about one match.
fn describe(plan: &Plan, verdict: &Verdict) {
    println!(
        "seed {}: calm at {:?}, {} seats, filled to {}, hasty: {}, cloaks: {}, stalls: {:?}",
        plan.seed, plan.calms_at, plan.seats, plan.fill, plan.hasty, plan.cloaks, plan.stalls
    );
    for (number, visit) in plan.visits.iter().enumerate() {
        println!("visit {number}: {visit:?}");
        if let Some(leads) = verdict.leads.get(number) {
            println!("  ticks ahead of the server, by quarters of a second: {leads:?}");
        }
        for recovery in verdict
            .recoveries
            .iter()
            .filter(|recovery| recovery.visit == number)
        {
            println!("  {recovery:?}");
        }
    }
    println!("checksum: {:x?}", verdict.checksums.last());
}

impl Sum {
    fn with(mut self, seed: u64, verdict: Verdict) -> Self {
        self.played += 1;
        self.ticks += verdict.checksums.len();
        self.sessions += verdict.sessions;
        self.outcomes += verdict.outcomes;
        self.backlog = self.backlog.max(verdict.backlog);
        self.recoveries.extend(verdict.recoveries);
        if !verdict.findings.is_empty() {
            self.bad.push(seed);
        }
        self
    }
}

fn report(sum: &Sum, passed_s: f64) {
    let spread = |of: fn(&Recovery) -> Option<f32>| {
        Spread::of(&sum.recoveries.iter().filter_map(of).collect::<Vec<_>>())
    };
    let minutes = sum.ticks as f64 / 3600.0;
    println!(
        "{} matches, {minutes:.1} minutes of play, {} sessions, {} outcomes shown, in {passed_s:.1} s",
        sum.played, sum.sessions, sum.outcomes
    );
    println!("most told items that waited: {}", sum.backlog);
    let recoveries = sum.recoveries.len();
    println!("in step again, {recoveries} times, half a second's median:");
    println!("  own hog, metres: {:?}", spread(|recovery| recovery.own_m));
    println!("  others, metres:  {:?}", spread(|recovery| recovery.others_m));
    println!("  lead, ticks:     {:?}", spread(|recovery| recovery.lead_ticks));
}
