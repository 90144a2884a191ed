//! `rehearse`: the figures of `swarm` without a network, a clock or a second process: one server and its clients play in
//! virtual time over links of a given kind. The same flags give the same figures on every machine.

use clap::Parser;
use hogs_shared::netplay::bad_link::Conditions;
use hogs_tests::client::Problem;
use hogs_tests::harness::plan::{Burst, Plan, Weather};
use hogs_tests::harness::world::World;

/// Plays a match in virtual time and prints how well the clients predicted it, as one line of JSON.
#[derive(Parser, Debug)]
#[command(name = "rehearse", version)]
struct Flags {
    /// How many players, 1 to 255
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u8).range(1..))]
    clients: u8,
    /// How long, seconds; the first four are not measured
    #[arg(long, default_value_t = 24.0)]
    seconds: f32,
    /// Round trip of the links, milliseconds
    #[arg(long, default_value_t = 100.0)]
    rtt_ms: f32,
    /// Standard deviation of the round trip, milliseconds
    #[arg(long, default_value_t = 10.0)]
    jitter_ms: f32,
    /// Share of datagrams lost, each way
    #[arg(long, default_value_t = 0.02)]
    loss: f32,
    /// Lose them in bursts of so many on average
    #[arg(long)]
    burst: Option<f32>,
    /// Decides everything else
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> Result<(), Problem> {
    let flags = Flags::parse();
    let conditions = Conditions::of_round_trip(flags.rtt_ms, flags.jitter_ms);
    // Gilbert and Elliott's model: all is lost in a burst, nothing outside.
    let burst = flags.burst.map(|length| {
        let ends = 1.0 / length.max(1.0);
        Burst {
            begins: ends * flags.loss / (1.0 - flags.loss).max(0.01),
            ends,
        }
    });
    let weather = Weather {
        conditions: Conditions {
            loss: if burst.is_some() { 0.0 } else { flags.loss },
            ..conditions
        },
        burst,
    };
    let plan = Plan::steady(flags.seed, flags.clients, weather, flags.seconds);
    println!("{}", serde_json::to_string(&World::new(plan)?.measure())?);
    Ok(())
}
