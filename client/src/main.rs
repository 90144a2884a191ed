//! `hogs`: the command line, and the exit status that scripts go by.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use hogs_client::crash;
use hogs_client::home::Home;
use hogs_client::options::Options;

fn main() -> ExitCode {
    let options = Options::parse().settled();
    crash::watch(&Home::find());
    match crash::guard(|| play(options)) {
        Some(Ok(())) => ExitCode::SUCCESS,
        Some(Err(sentence)) => {
            if !crash::is_told() {
                // Should nobody read that any more, there is nobody to tell.
                let _ = writeln!(std::io::stderr(), "hogs: {sentence}");
            }
            ExitCode::FAILURE
        }
        None => ExitCode::FAILURE,
    }
}

fn play(options: Options) -> Result<(), String> {
    let without_window = options.replay().map_or(Ok(false), hogs_client::replay::run)?;
    if without_window {
        return Ok(());
    }
    hogs_client::app::run(options)
}
