//! `hogs`: the command line, and the exit status that scripts go by.

use std::process::ExitCode;

use clap::Parser;
use hogs_client::options::Options;

fn main() -> ExitCode {
    let options = Options::parse();
    match hogs_client::app::run(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("hogs: {sentence}");
            ExitCode::FAILURE
        }
    }
}
