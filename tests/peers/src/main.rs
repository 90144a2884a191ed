//! `peers`: how Hogs' netplay compares to general stacks. One recorded match of 64 hogs, told by each stack to 64 real
//! clients; bytes counted by a proxy between them, the server's processor time by the system, and the error of what
//! clients show against the match. docs/peers.md says what came of it and how it is meant.

mod clients;
mod clock;
mod measure;
mod proxy;
mod record;
mod stack;
mod stacks;
mod system;
mod table;
mod told;

use clap::{Parser, Subcommand};
use hogs_tests::client::Problem;

use stack::{Part, Stack};

/// Compares Hogs' netplay with general stacks.
#[derive(Parser)]
#[command(name = "peers", version)]
struct Flags {
    #[command(subcommand)]
    command: What,
}

#[derive(Subcommand)]
enum What {
    /// Measures all stacks, there and back, and prints the table
    Table(table::Wanted),
    /// The server process of a run
    #[command(hide = true)]
    Server(Part),
    /// The client process of a run
    #[command(hide = true)]
    Client(Part),
}

fn main() -> Result<(), Problem> {
    match Flags::parse().command {
        What::Table(wanted) => table::make(&wanted),
        What::Server(part) => serve(&part),
        What::Client(part) => attend(&part),
    }
}

fn serve(part: &Part) -> Result<(), Problem> {
    match part.stack {
        Stack::Hogs => stacks::hogs::serve(part),
        Stack::Replicon | Stack::RepliconQuantised => stacks::replicon::serve(part, part.record()?),
        Stack::Lightyear | Stack::LightyearQuantised => stacks::lightyear::serve(part, part.record()?),
        Stack::Naive | Stack::NaiveQuantised => stacks::naive::serve(part, &part.record()?),
    }
}

fn attend(part: &Part) -> Result<(), Problem> {
    let record = part.record()?;
    match part.stack {
        Stack::Hogs => stacks::hogs::attend(part, &record),
        Stack::Replicon | Stack::RepliconQuantised => stacks::replicon::attend(part, &record),
        Stack::Lightyear | Stack::LightyearQuantised => stacks::lightyear::attend(part, &record),
        Stack::Naive | Stack::NaiveQuantised => stacks::naive::attend(part, &record),
    }
}
