//! `bench`: what the parts cost, as one line of JSON. Machines differ and are noisy, so read figures as ratios, or
//! against another run on the same machine; each is the median of several rounds.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

use clap::Parser;
use hogs_shared::arena::{Arena, Inputs, Join, Opening, Rules};
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::{Chassis, HogId, MAX_HOGS};
use hogs_shared::mode::Mode;
use hogs_shared::protocol::acks::Sequence;
use hogs_shared::protocol::delta::{Change, HogModel};
use hogs_shared::protocol::downlink::{DownlinkReceiver, DownlinkSender, Head};
use hogs_shared::protocol::forecast::Baseline;
use hogs_shared::protocol::frame::{Frame, Sight};
use hogs_shared::protocol::snapshot::Addressee;
use hogs_shared::replay::{Player, Recorder, Replay, verify};
use hogs_shared::rng::Rng;
use hogs_shared::tick::Tick;
use hogs_tests::balance;
use hogs_tests::client::Problem;
use hogs_tests::coding::Scales;
use hogs_tests::figures::median;
use hogs_tests::recording::record_bots;
use serde_json::{Map, Value, json};

/// Rounds a figure is the median of.
const ROUNDS: usize = 7;

/// Measures the parts named, or all but balance, which takes long; prints one JSON object as its last line.
#[derive(Parser, Debug)]
#[command(name = "bench", version, after_long_help = hogs_tests::balance::HELP)]
struct Flags {
    /// Which: step, restore, snapshot, match, replay, arenas, balance
    names: Vec<String>,
    /// Simulated minutes on each arena
    #[arg(long, default_value_t = 1.0)]
    minutes: f32,
    /// Arenas to play on, apart by commas; all of them if none is named
    #[arg(long, value_delimiter = ',')]
    arena: Vec<String>,
    /// Modes to play, apart by commas; all of them if none is named
    #[arg(long, value_delimiter = ',')]
    mode: Vec<String>,
    /// Folder with more arenas
    #[arg(long, value_name = "DIR")]
    arenas: Option<std::path::PathBuf>,
    /// Bots on each arena
    #[arg(long, default_value_t = 16)]
    bots: u8,
    /// Of the chance on each arena
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// balance: matches for each of its parts, rounded up to whole rounds of all arenas, pairings and sides
    #[arg(long, default_value_t = 60)]
    matches: u32,
    /// balance: matches played at a time; as many as there are cores if it is 0
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// balance: its parts, apart by commas; all of them if none is named
    #[arg(long, value_delimiter = ',')]
    only: Vec<balance::Part>,
}

/// A part: its name and what measures it.
type Part = (&'static str, fn(&Course) -> Value);

const PARTS: [Part; 5] = [
    ("step", step),
    ("restore", restore),
    ("snapshot", snapshot),
    ("match", full_match),
    ("replay", replay),
];

/// The part that plays bots on every arena.
const ARENAS: &str = "arenas";

/// The part that plays many whole matches.
const BALANCE: &str = "balance";

/// How fair the game is, in figures that have names of their own.
fn balance(flags: &Flags) -> Result<Map<String, Value>, Problem> {
    let assets = AssetFolder::find()?.with_arenas(flags.arenas.as_deref());
    let wish = balance::Wish {
        parts: flags.only.clone(),
        matches: flags.matches,
        seed: flags.seed,
        threads: flags.threads,
        arenas: flags.arena.clone(),
        modes: flags.mode.clone(),
    };
    balance::measure(&assets, &wish)
}

/// How bots fare on every arena in every mode: who is stuck, who leaves, who becomes nonsense.
fn arenas(flags: &Flags) -> Result<Value, Problem> {
    let assets = AssetFolder::find()?.with_arenas(flags.arenas.as_deref());
    let mut figures = Map::new();
    for map in assets.maps() {
        if !flags.arena.is_empty() && !flags.arena.contains(&map) {
            continue;
        }
        let wanted = |mode: &Mode| flags.mode.is_empty() || flags.mode.iter().any(|name| name == mode.name());
        for mode in Mode::ALL.into_iter().filter(wanted) {
            let rules = Arc::new(Rules::new(mode, assets.load(&map, mode.name())?)?);
            let start = Instant::now();
            let nav = NavMap::build(&rules);
            let survey_ms = start.elapsed().as_secs_f32() * 1000.0;
            let conduct = hogs_tests::arenas::play(&rules, &nav, flags.bots, flags.minutes, flags.seed);
            let name = format!("{map} {}", mode.name());
            eprintln!("{name} … {:.1} s", start.elapsed().as_secs_f32());
            let figure = json!({ "survey_ms": survey_ms, "floors": nav.len(), "conduct": conduct });
            figures.insert(name, figure);
        }
    }
    Ok(Value::Object(figures))
}

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
    if let Some(unknown) = flags.names.iter().find(|name| {
        ![ARENAS, BALANCE].contains(&name.as_str()) && !PARTS.iter().any(|(part, _)| part == name)
    }) {
        let known: Vec<_> = PARTS
            .iter()
            .map(|(part, _)| *part)
            .chain([ARENAS, BALANCE])
            .collect();
        return Err(format!("there is no part '{unknown}'; there is: {}", known.join(", ")).into());
    }
    let mut figures = Map::new();
    if flags.names.iter().any(|name| name == BALANCE) {
        figures.extend(balance(flags)?);
    }
    let data = AssetFolder::find()?.load("sty", "deathmatch")?;
    let rules = Arc::new(Rules::new(Mode::Deathmatch, data)?);
    let course = Course {
        nav: NavMap::build(&rules),
        rules,
    };
    if flags.names.is_empty() || flags.names.iter().any(|name| name == ARENAS) {
        figures.insert(ARENAS.to_owned(), arenas(flags)?);
    }
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
    let join = |hog: HogId| Join::new(hog, Chassis::in_turn(hog.index()));
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

/// Datagrams from one being sent to its acknowledgement: a tenth of a second at the usual rate.
const ROUND_TRIP: usize = 4;
/// Clients that snapshots are written for.
const CLIENTS: usize = 12;
/// Ticks between snapshots.
const STEP: u32 = 2;

/// Snapshots of a fight as one client is told it a round trip of a tenth of a second away: bytes, the time to write and
/// read them, and how near the coder comes to the entropy of what it codes.
fn snapshot(course: &Course) -> Value {
    let mut figures = Map::new();
    for hogs in [16, 64] {
        let frames = fight(course, hogs);
        let (payloads, encode_us) = told(&frames);
        let mut receiver = DownlinkReceiver::new(course.rules.clone());
        let mut listed = 0;
        let mut decoding = Vec::new();
        for payload in &payloads {
            let start = Instant::now();
            let downlink = receiver.decode(payload, &|_| None);
            decoding.push(start.elapsed().as_secs_f32() * 1.0e6);
            listed += downlink.map_or(0, |downlink| downlink.snapshot.hogs.len());
        }
        let settled = &payloads[60..];
        let bytes = settled.iter().map(Vec::len).sum::<usize>() as f32 / settled.len() as f32;
        figures.insert(
            format!("hogs_{hogs}"),
            json!({
                "bytes": bytes,
                "hogs_told": listed as f32 / payloads.len() as f32,
                "encode_us": encode_us,
                "decode_us": median(&decoding),
                "others": weigh(course, &frames),
            }),
        );
    }
    Value::Object(figures)
}

/// Ten seconds of bots in a fight, a frame for every snapshot.
fn fight(course: &Course, hogs: usize) -> Vec<Arc<Frame>> {
    let (mut arena, mut bots) = under_way(course, hogs, 300);
    let mut frames = Vec::new();
    for tick in 0..600 {
        let inputs = think(&arena, &mut bots, &course.nav);
        arena.step(&inputs);
        if tick % STEP == 0 {
            frames.push(Arc::new(Frame::of(&arena, &|_| None)));
        }
    }
    frames
}

/// The datagrams to one of several clients, each acknowledged a round trip later (not everyone's is the same), and the
/// median of microseconds for each of anyone's.
fn told(frames: &[Arc<Frame>]) -> (Vec<Vec<u8>>, Option<f32>) {
    let mut senders: Vec<_> = (0..CLIENTS)
        .map(|client| {
            (
                ROUND_TRIP + client % 3,
                DownlinkSender::new(STEP),
                VecDeque::new(),
            )
        })
        .collect();
    let mut payloads = Vec::new();
    let mut encoding = Vec::new();
    for (number, frame) in frames.iter().enumerate() {
        let head = Head {
            sequence: Sequence(number as u16),
            ..Head::default()
        };
        for (client, (round_trip, sender, under_way)) in senders.iter_mut().enumerate() {
            let to = Addressee {
                own: HogId(client as u8),
                input_used: Some(frame.tick()),
                claim: None,
                wanted: &|_| true,
            };
            let start = Instant::now();
            let (payload, sent) = sender.encode(head, frame, &to, &|_| false, 0);
            encoding.push(start.elapsed().as_secs_f32() * 1.0e6);
            if client == 0 {
                payloads.push(payload);
            }
            under_way.push_back(sent);
            if under_way.len() > *round_trip {
                under_way
                    .pop_front()
                    .into_iter()
                    .for_each(|sent| sender.arrived(sent));
            }
        }
    }
    (payloads, median(&encoding))
}

/// Bits that others cost, each told against itself a round trip ago, and their entropy.
fn weigh(course: &Course, frames: &[Arc<Frame>]) -> Value {
    let (mut scales, mut model) = (Scales::default(), HogModel::default());
    let mut coded = 0_u32;
    for (then, now) in frames.iter().zip(&frames[ROUND_TRIP..]) {
        let ticks = now.tick().since(then.tick());
        for seat in 1..MAX_HOGS {
            let id = HogId(seat as u8);
            if let (Some(before), Some(hog)) = (then.hog(id, Sight::Seen), now.hog(id, Sight::Seen)) {
                let baseline = Baseline {
                    hog: before,
                    ticks,
                    tuning: &course.rules.tuning,
                };
                model.write(&mut scales, &Change::of(&baseline, hog));
                coded += 1;
            }
        }
    }
    let each = |bits: f64| bits / f64::from(coded.max(1));
    let costs = scales.costs();
    let (bits, entropy): (f64, f64) = costs.iter().fold((0.0, 0.0), |sum, cost| {
        (sum.0 + cost.bits, sum.1 + cost.entropy_bits)
    });
    let by_field: Map<String, Value> = costs
        .iter()
        .map(|cost| {
            let figures = json!({ "bits": each(cost.bits), "entropy_bits": each(cost.entropy_bits) });
            (cost.field.to_owned(), figures)
        })
        .collect();
    json!({
        "bits_per_hog": each(bits),
        "entropy_bits_per_hog": each(entropy),
        "over_entropy": bits / entropy,
        "by_field": by_field,
    })
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

/// Ticks of ten minutes.
const LONG_TICKS: u32 = 10 * 60 * 60;
/// Bytes that are altered, one at a time.
const ALTERED: u32 = 2000;

/// Ten minutes of 16 bots on record in every mode, and what recording costs.
fn replay(course: &Course) -> Value {
    let measure = || -> Result<Value, Problem> {
        let mut modes = Map::new();
        for mode in Mode::ALL {
            let data = AssetFolder::find()?.load(&course.rules.map, mode.name())?;
            let rules = Arc::new(Rules::new(mode, data)?);
            modes.insert(mode.name().to_owned(), long_replay(&rules, &course.nav)?);
        }
        Ok(json!({
            "record_us_of_16": record_us(course, 16)?,
            "record_us_of_256": record_us(course, 256)?,
            "modes": modes,
        }))
    };
    measure().unwrap_or_else(|problem| json!({ "problem": problem.to_string() }))
}

/// How large a replay is, how long it takes to verify, and to seek back and forth in it; and how many of the bytes that are
/// altered are noticed.
fn long_replay(rules: &Arc<Rules>, nav: &NavMap) -> Result<Value, Problem> {
    let file = record_bots(rules, nav, (16, LONG_TICKS), 5)?;
    let bytes = file.len();
    let start = Instant::now();
    let verified = verify(&Replay::open(file.clone())?, rules.tuning.clone())?;
    let verify_s = start.elapsed().as_secs_f32();
    if verified.ticks != LONG_TICKS || verified.damage.is_some() {
        return Err(format!("it is not sound: {verified:?}").into());
    }
    let mut rng = Rng::new(5);
    let mut altered = || {
        let mut altered = file.clone();
        let place = rng.below(bytes as u32) as usize;
        altered[place] ^= 1 + rng.below(255) as u8;
        Replay::open(altered).map_or(true, |replay| replay.damage().is_some())
    };
    let noticed = (0..ALTERED).filter(|_| altered()).count();
    let mut player = Player::new(Replay::open(file)?, rules.tuning.clone())?;
    while !player.scout(LONG_TICKS) {}
    let mut seeks = Vec::new();
    for index in 0..100 {
        let start = Instant::now();
        player.seek(Tick(index * 7919 % LONG_TICKS))?;
        seeks.push(start.elapsed().as_secs_f32() * 1.0e3);
    }
    Ok(json!({
        "bytes": bytes,
        "bytes_per_player_minute": bytes / 160,
        "verify_s": verify_s,
        "altered": ALTERED,
        "altered_and_noticed": noticed,
        "seek_ms": median(&seeks),
        "seek_ms_max": seeks.iter().copied().fold(0.0, f32::max),
    }))
}

/// Microseconds that a server spends on the record of one tick, the checksum included.
fn record_us(course: &Course, hogs: usize) -> Result<Option<f32>, Problem> {
    let (mut arena, mut bots) = under_way(course, hogs, 300);
    let opening = Opening {
        seats: arena.opening().seats,
        ..Opening::of_seed(0)
    };
    let (mut recorder, _) = Recorder::begin(&course.rules, opening)?;
    let mut recording = Vec::new();
    for _ in 0..240 {
        let inputs = think(&arena, &mut bots, &course.nav);
        arena.step(&inputs);
        let start = Instant::now();
        std::hint::black_box(recorder.tick(&inputs, arena.checksum()));
        recording.push(start.elapsed().as_secs_f32() * 1.0e6);
    }
    Ok(median(&recording))
}
