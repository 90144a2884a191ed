//! `hogs`: the command line, and the exit status that scripts go by.

use std::process::ExitCode;

use clap::Parser;
use hogs_client::options::Options;

fn main() -> ExitCode {
    let options = Options::parse().settled();
    let without_window = options.replay().map_or(Ok(false), hogs_client::replay::run);
    let done = without_window.and_then(|done| {
        if done {
            return Ok(());
        }
        hogs_client::app::run(options)
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("hogs: {sentence}");
            ExitCode::FAILURE
        }
    }
}
