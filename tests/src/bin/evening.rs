//! `evening`: people come and go on one server for as long as one likes, vote, and play every arena in every mode; says
//! whether its memory stays what it is, whether every match can be played again, and whether all of it is the same again
//! for the same seed. The exit status tells.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use hogs_tests::client::Problem;
use hogs_tests::evening::archive::{Checked, check};
use hogs_tests::evening::guest::Doings;
use hogs_tests::evening::{Chronicle, Plan, have, live};
use hogs_tests::memory::Course;

/// Has a server's evening in virtual time twice, or once at a real server in real time.
#[derive(Parser, Debug)]
#[command(name = "evening", version)]
struct Flags {
    /// How long people come, minutes
    #[arg(long, default_value_t = 30.0)]
    minutes: f32,
    /// How long a match lasts, seconds; at a server process as long as its mode says
    #[arg(long, default_value_t = 75.0)]
    match_s: f32,
    /// Decides all of it
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// People who come and go
    #[arg(long, default_value_t = 12)]
    guests: u8,
    /// How many of them predict
    #[arg(long, default_value_t = 1)]
    predicting: u8,
    /// Players there are in all: bots make up for people who are not there
    #[arg(long, default_value_t = 24)]
    players: usize,
    /// At a server process, over real sockets, in real time
    #[arg(long)]
    live: bool,
    /// Once only, without comparing it with a second time
    #[arg(long)]
    once: bool,
    /// Where replays go, and stay; else they are gone afterwards
    #[arg(long, value_name = "DIR")]
    replays: Option<PathBuf>,
    /// Megabytes by which memory may grow in a minute
    #[arg(long, default_value_t = 0.3)]
    most_growth_mb: f64,
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    match run(&flags) {
        Ok(findings) if findings.is_empty() => ExitCode::SUCCESS,
        Ok(findings) => {
            for finding in findings {
                println!("WRONG: {finding}");
            }
            ExitCode::FAILURE
        }
        Err(problem) => {
            eprintln!("evening: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(flags: &Flags) -> Result<Vec<String>, Problem> {
    let plan = Plan {
        seed: flags.seed,
        minutes: flags.minutes,
        match_s: flags.match_s,
        guests: flags.guests,
        predicting: flags.predicting.min(flags.guests),
        players: flags.players.clamp(1, 256),
    };
    let scratch = std::env::temp_dir().join(format!("hogs-evening-{}", std::process::id()));
    let folder = flags.replays.as_deref().unwrap_or(&scratch);
    std::fs::create_dir_all(folder)?;
    let findings = if flags.live {
        live_evening(flags, plan, folder)
    } else {
        virtual_evening(flags, plan, folder)
    };
    if flags.replays.is_none() {
        std::fs::remove_dir_all(folder)?;
    }
    findings
}

fn virtual_evening(flags: &Flags, plan: Plan, folder: &Path) -> Result<Vec<String>, Problem> {
    let start = Instant::now();
    let first = have(plan, &folder.join("first"))?;
    describe(&first, start);
    let mut findings = first.findings.clone();
    findings.extend(growth(&first.memory, "minute", flags.most_growth_mb));
    findings.extend(replays(&folder.join("first"))?.broken);
    if !flags.once {
        let start = Instant::now();
        let second = have(plan, &folder.join("second"))?;
        describe(&second, start);
        findings.extend(first.difference(&second));
        if findings.is_empty() {
            println!("The second run is the same match, second by second.");
        }
    }
    Ok(findings)
}

fn live_evening(flags: &Flags, plan: Plan, folder: &Path) -> Result<Vec<String>, Problem> {
    let witness = live::have(plan, folder)?;
    tell_doings(&witness.doings);
    let figure = |name: &str| witness.report.pointer(name).cloned().unwrap_or_default();
    println!(
        "The server: {} joins, {} matches ended, ticks of {} ms at p99, {} dropped, {} starved, not let through: {}.",
        figure("/joins"),
        figure("/matches"),
        figure("/tick_ms/p99"),
        figure("/dropped_ticks"),
        figure("/input_starvation"),
        figure("/drops"),
    );
    let mut findings = witness.findings;
    findings.extend(growth(&witness.memory, "20 s", flags.most_growth_mb / 3.0));
    findings.extend(replays(folder)?.broken);
    Ok(findings)
}

fn describe(chronicle: &Chronicle, start: Instant) {
    println!(
        "{} s of play in {:.0} s: {} joins, {} matches ended, {} moves, {} of all arenas in all modes, {} replays of {} bytes.",
        chronicle.checksums.len(),
        start.elapsed().as_secs_f32(),
        chronicle.joins,
        chronicle.matches,
        chronicle.moves,
        chronicle.played.len(),
        chronicle.recorded.0,
        chronicle.recorded.1,
    );
    tell_doings(&chronicle.doings);
}

fn tell_doings(doings: &Doings) {
    println!(
        "Guests: {} visits, {} of them from the match before; {} votes called, {} voices; {} wishes, {} words.",
        doings.visits, doings.followed, doings.calls, doings.voices, doings.wishes, doings.words
    );
}

/// Says how memory went; a finding if it grows.
fn growth(memory: &Course, interval: &str, most_mb: f64) -> Option<String> {
    let figures: Vec<String> = memory.resident_mb.iter().map(|mb| format!("{mb:.1}")).collect();
    println!("Resident, MB, every {interval}: {}", figures.join(" "));
    let slope = memory.slope_mb()?;
    println!("Its slope over the last two thirds: {slope:+.3} MB each {interval}.");
    (slope > most_mb).then(|| format!("memory grows by {slope:.3} MB each {interval}"))
}

fn replays(folder: &Path) -> Result<Checked, Problem> {
    let start = Instant::now();
    let checked = check(folder)?;
    println!(
        "{} replays, {} ticks as they were recorded, {} broken, verified in {:.0} s.",
        checked.files,
        checked.ticks,
        checked.broken.len(),
        start.elapsed().as_secs_f32()
    );
    Ok(checked)
}
