//! `hogs-server`: reads the settings, runs one server until it is told to stop, and writes the figures. What a host or
//! a panel sees of it is decided here; everything else is the library's.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use clap::Parser;
use clap::error::ErrorKind;
use hogs_server::config::{Config, Settings};
use hogs_server::reload::in_development;
use hogs_server::running::load_rules;
use hogs_server::{RunningServer, Server, console};
use hogs_shared::assets::AssetFolder;
use hogs_shared::replay::{MAX_REPLAY_BYTES, Replay, verify};
use tracing_subscriber::EnvFilter;

/// How often it looks whether the server has ended.
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// Lines of the console that wait at most.
const MAX_LINES: usize = 16;

/// A dedicated server for Hogs. Every setting can also stand in the file named by --config (TOML), or in the
/// environment as HOGS_ and its name in capitals: flags win over the environment, and that over the file.
#[derive(Parser, Debug)]
#[command(name = "hogs-server", version)]
struct Flags {
    /// Reads settings from FILE
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Checks the settings and the game's data, and ends
    #[arg(long)]
    check_config: bool,
    /// Plays the replay in FILE, holds every checksum against the recorded one, says what came of it, and ends
    #[arg(long, value_name = "FILE")]
    verify_replay: Option<PathBuf>,
    /// Does not tell the local network of the server; the same as --lan false
    #[arg(long, conflicts_with = "lan")]
    no_lan: bool,
    #[command(flatten)]
    settings: Settings,
}

fn main() -> ExitCode {
    let flags = match Flags::try_parse() {
        Ok(flags) => flags,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            // If even this cannot be printed, there is nobody to tell.
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
        Err(error) => return fail(&command_line_problem(&error)),
    };
    match run(flags) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => fail(&problem),
    }
}

fn fail(problem: &str) -> ExitCode {
    let sentence = problem.trim_end_matches('.');
    let _ = writeln!(std::io::stderr(), "hogs-server: {sentence}.");
    ExitCode::FAILURE
}

/// The first paragraph of what clap has to say, which is the sentence.
fn command_line_problem(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let paragraph: Vec<&str> = text
        .lines()
        .map(str::trim)
        .take_while(|line| !line.is_empty())
        .collect();
    let sentence = paragraph.join(" ");
    format!(
        "{}; hogs-server --help names all flags",
        sentence.trim_start_matches("error: ")
    )
}

fn run(flags: Flags) -> Result<(), String> {
    start_log()?;
    if let Some(path) = flags.verify_replay {
        return verify_replay(&path);
    }
    let check_only = flags.check_config;
    let config = load(flags)?;
    if check_only {
        load_rules(&config).map_err(|error| error.to_string())?;
        say("The configuration is good.");
        return Ok(());
    }
    let report = config.report.clone();
    if let Some(path) = &report {
        check_report(path)?;
    }
    let server = Server::start(config).map_err(|error| error.to_string())?;
    stop_on_signals(&server)?;
    // Panels and scripts wait for this line.
    say(&format!("Server ready on {}", server.address()));
    let (sender, lines) = sync_channel(MAX_LINES);
    console::listen(sender).map_err(|error| format!("The console cannot be heard: {error}"))?;
    attend(&server, &lines);
    let figures = server.wait().map_err(|broken| broken.to_string())?;
    if let Some(path) = report {
        figures
            .write(&path)
            .map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    }
    Ok(())
}

fn verify_replay(path: &Path) -> Result<(), String> {
    let unreadable = |error: std::io::Error| format!("{} cannot be read: {error}", path.display());
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MAX_REPLAY_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    let tuning = AssetFolder::find().and_then(|folder| folder.tuning());
    let tuning = tuning.map_err(|error| error.to_string())?;
    let verified = Replay::open(bytes).and_then(|replay| verify(&replay, tuning));
    let verified = verified.map_err(|error| error.to_string())?;
    match verified.damage {
        None => {
            say(&verified.to_string());
            Ok(())
        }
        Some(damage) => Err(damage.to_string()),
    }
}

/// Settings from everywhere: flags over the environment over the file over the defaults.
fn load(flags: Flags) -> Result<Config, String> {
    // What is not text cannot be meant for us: our names and values are.
    let environment = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let from_environment = Settings::from_environment(environment).map_err(|error| error.to_string())?;
    let file = flags
        .config
        .or_else(|| std::env::var_os("HOGS_CONFIG").map(PathBuf::from));
    let from_file = match file {
        Some(path) => Settings::from_file(&path).map_err(|error| error.to_string())?,
        None => Settings::default(),
    };
    let mut settings = flags.settings.over(from_environment).over(from_file);
    if flags.no_lan {
        settings.lan = Some(false);
    }
    settings.reload = settings.reload.or_else(|| Some(in_development()));
    Config::from_settings(settings).map_err(|error| error.to_string())
}

/// Said before the match rather than after it, when the figures would be lost.
fn check_report(path: &Path) -> Result<(), String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if path.is_dir() || folder.is_some_and(|folder| !folder.is_dir()) {
        return Err(format!(
            "The report cannot be written to {}: there is no such folder",
            path.display()
        ));
    }
    Ok(())
}

/// Does what the host says until the server has ended.
fn attend(server: &RunningServer, lines: &Receiver<String>) {
    let console = server.console();
    while !server.is_over() {
        match lines.recv_timeout(LOOK_EVERY) {
            Ok(line) => {
                if let Some(answer) = console.run(&line) {
                    say(&answer);
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            // The input has ended; the server goes on.
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(LOOK_EVERY),
        }
    }
}

/// A line to whoever reads our output. (`println!` would panic if nobody does any more, and stop the match.)
fn say(line: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// The first SIGINT or SIGTERM stops the server; a second one ends the process at once.
fn stop_on_signals(server: &RunningServer) -> Result<(), String> {
    let (stopper, asked) = (server.stopper(), AtomicBool::new(false));
    let handler = move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(1);
        }
        stopper.stop();
    };
    ctrlc::set_handler(handler).map_err(|error| format!("Signals cannot be heard: {error}"))
}

fn start_log() -> Result<(), String> {
    let wanted = std::env::var("HOGS_LOG").unwrap_or_else(|_| "info".to_owned());
    let filter = EnvFilter::try_new(&wanted).map_err(|error| format!("HOGS_LOG: {error}"))?;
    // renetcode logs an error for every junk packet, which would hand the log to whoever sends them.
    let quiet = "renetcode=off"
        .parse()
        .map_err(|error| format!("HOGS_LOG: {error}"))?;
    tracing_subscriber::fmt()
        .with_env_filter(filter.add_directive(quiet))
        .with_writer(std::io::stderr)
        .init();
    Ok(())
}
