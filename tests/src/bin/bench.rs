//! `bench`: what the parts cost, as one line of JSON. Machines differ and are noisy, so read figures as ratios, or
//! against another run on the same machine; each is the median of several rounds.

use std::sync::Arc;
use std::time::Instant;

use clap::Parser;
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::{Chassis, HogId, MAX_HOGS};
use hogs_shared::mode::{Mode, Score};
use hogs_shared::protocol::coder::{BitReader, BitWriter};
use hogs_shared::protocol::snapshot::{Snapshot, seat_set};
use hogs_shared::tick::Tick;
use hogs_tests::client::Problem;
use hogs_tests::figures::median;
use serde_json::{Map, Value, json};

/// Rounds a figure is the median of.
const ROUNDS: usize = 7;

/// Measures the parts named, or all; prints one JSON object as its last line.
#[derive(Parser, Debug)]
#[command(name = "bench", version)]
struct Flags {
    /// Which: step, restore, snapshot, match
    names: Vec<String>,
}

/// A part: its name and what measures it.
type Part = (&'static str, fn(&Course) -> Value);

const PARTS: [Part; 4] = [
    ("step", step),
    ("restore", restore),
    ("snapshot", snapshot),
    ("match", full_match),
];

/// What all parts play on.
struct Course {
    rules: Arc<Rules>,
    nav: NavMap,
}

fn main() {
    let flags = Flags::parse();
    match run(&flags) {
        Ok(figures) => println!("{figures}"),
        Err(problem) => {
            eprintln!("bench: {problem}");
            std::process::exit(1);
        }
    }
}

fn run(flags: &Flags) -> Result<Value, Problem> {
    if let Some(unknown) = flags
        .names
        .iter()
        .find(|name| !PARTS.iter().any(|(part, _)| part == name))
    {
        let known: Vec<_> = PARTS.iter().map(|(part, _)| *part).collect();
        return Err(format!("there is no part '{unknown}'; there is: {}", known.join(", ")).into());
    }
    let data = AssetFolder::find()?.load("sty", "deathmatch")?;
    let rules = Arc::new(Rules::new(Mode::Deathmatch, data)?);
    let course = Course {
        nav: NavMap::build(&rules),
        rules,
    };
    let mut figures = Map::new();
    for (name, part) in PARTS {
        if flags.names.is_empty() || flags.names.iter().any(|wanted| wanted == name) {
            eprintln!("{name} …");
            figures.insert(name.to_owned(), part(&course));
        }
    }
    Ok(Value::Object(figures))
}

/// A match of bots under way, and the bots.
fn under_way(course: &Course, hogs: usize, ticks: usize) -> (Arena, Vec<Bot>) {
    let mut arena = Arena::new(course.rules.clone(), hogs as u64);
    let seats = (0..hogs.min(MAX_HOGS)).map(|seat| HogId(seat as u8));
    let mut bots: Vec<Bot> = seats
        .clone()
        .map(|hog| Bot::new(hog, Skill::Hard, u64::from(hog.0)))
        .collect();
    let join = |hog: HogId| Join {
        hog,
        chassis: Chassis::ALL[hog.index() % Chassis::ALL.len()],
        score: Score::default(),
    };
    arena.step(&Inputs {
        joins: seats.map(join).collect(),
        ..Inputs::default()
    });
    for _ in 0..ticks {
        let inputs = think(&arena, &mut bots, &course.nav);
        arena.step(&inputs);
    }
    (arena, bots)
}

fn think(arena: &Arena, bots: &mut [Bot], nav: &NavMap) -> Inputs {
    let controls = bots
        .iter_mut()
        .enumerate()
        .map(|(seat, bot)| (HogId(seat as u8), bot.think(arena, nav)))
        .collect();
    Inputs {
        controls,
        ..Inputs::default()
    }
}

/// Microseconds that `work` takes, the median of the rounds; each round repeats it `times` times.
fn micros(times: usize, mut work: impl FnMut()) -> Option<f32> {
    let rounds: Vec<f32> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..times {
                work();
            }
            start.elapsed().as_secs_f32() * 1.0e6 / times as f32
        })
        .collect();
    median(&rounds)
}

/// One step of a fight, thinking not counted, and one bot's thinking.
fn step(course: &Course) -> Value {
    let mut figures = Map::new();
    for hogs in [16, 64, 256] {
        let (mut arena, mut bots) = under_way(course, hogs, 300);
        let mut thinking = Vec::new();
        let mut stepping = Vec::new();
        for _ in 0..240 {
            let start = Instant::now();
            let inputs = think(&arena, &mut bots, &course.nav);
            let thought = start.elapsed();
            arena.step(&inputs);
            thinking.push(thought.as_secs_f32() * 1.0e6 / hogs as f32);
            stepping.push((start.elapsed() - thought).as_secs_f32() * 1.0e6);
        }
        figures.insert(
            format!("hogs_{hogs}"),
            json!({ "step_us": median(&stepping), "bot_think_us": median(&thinking) }),
        );
    }
    Value::Object(figures)
}

/// What a client does for a snapshot: restore and simulate ten ticks.
fn restore(course: &Course) -> Value {
    let mut figures = Map::new();
    for hogs in [16, 64] {
        let (arena, _) = under_way(course, hogs, 300);
        let state = arena.capture();
        let mut ahead = Arena::prediction(course.rules.clone(), HogId(0));
        let alone = micros(20, || ahead.restore(&state));
        let with_ticks = micros(20, || {
            ahead.restore(&state);
            for _ in 0..10 {
                ahead.step(&Inputs::default());
            }
        });
        let cloned = micros(20, || drop(std::hint::black_box(arena.clone())));
        figures.insert(
            format!("hogs_{hogs}"),
            json!({ "restore_us": alone, "restore_and_10_ticks_us": with_ticks, "clone_us": cloned }),
        );
    }
    Value::Object(figures)
}

/// A snapshot of everything: bytes, and the time to write and read it.
fn snapshot(course: &Course) -> Value {
    let mut figures = Map::new();
    for hogs in [16, 64] {
        let (arena, _) = under_way(course, hogs, 300);
        let snapshot = Snapshot {
            tick: arena.tick(),
            input_used: Some(Tick(1)),
            seats: seat_set(arena.hogs().map(|hog| hog.id)),
            own: HogId(0),
            hogs: arena.hogs().cloned().collect(),
            pickups: arena.pickup_bits(),
            phase: arena.game().phase,
            phase_ends: arena.game().phase_ends,
        };
        let write = || {
            let mut writer = BitWriter::new();
            snapshot.write(&mut writer);
            writer.finish()
        };
        let bytes = write();
        let alone = {
            let mut writer = BitWriter::new();
            Snapshot {
                hogs: Vec::new(),
                ..snapshot.clone()
            }
            .write(&mut writer);
            writer.len_bytes()
        };
        figures.insert(
            format!("hogs_{hogs}"),
            json!({
                "bytes": bytes.len(),
                "bytes_per_hog": (bytes.len() - alone) as f32 / hogs as f32,
                "encode_us": micros(200, || drop(std::hint::black_box(write()))),
                "decode_us": micros(200, || {
                    let _ = std::hint::black_box(Snapshot::read(&mut BitReader::new(&bytes)));
                }),
            }),
        );
    }
    Value::Object(figures)
}

/// A whole match of 16 bots, thinking included: simulated seconds a second.
fn full_match(course: &Course) -> Value {
    let (mut arena, mut bots) = under_way(course, 16, 60);
    let rounds: Vec<f32> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..600 {
                let inputs = think(&arena, &mut bots, &course.nav);
                arena.step(&inputs);
            }
            10.0 / start.elapsed().as_secs_f32()
        })
        .collect();
    json!({ "hogs": 16, "simulated_s_per_s": median(&rounds) })
}
