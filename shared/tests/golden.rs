//! The same match, bit for bit: in every run, at every optimisation level, and from its record. A change of rules or
//! data moves the golden checksums; say so by running once with `HOGS_BLESS=1`, which writes the new ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use hogs_shared::arena::{Arena, Inputs, Join, Opening, Rules};
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::{Chassis, HogId};
use hogs_shared::mode::Mode;
use hogs_shared::replay::{FORMAT_VERSION, Recorder, Replay, verify};
use xxhash_rust::xxh3::xxh3_64;

const SECONDS: usize = 60;
const BOTS: u8 = 16;
const SEED: u64 = 0x4847;

fn rules() -> Arc<Rules> {
    let data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
    Arc::new(Rules::new(Mode::Deathmatch, data).unwrap())
}

/// The golden match, played once for all: every tick's inputs and checksum.
fn golden_match() -> &'static (Vec<Inputs>, Vec<u64>) {
    static PLAYED: OnceLock<(Vec<Inputs>, Vec<u64>)> = OnceLock::new();
    PLAYED.get_or_init(|| play(&rules()))
}

/// Plays a match of bots; returns every tick's inputs and checksum.
fn play(rules: &Arc<Rules>) -> (Vec<Inputs>, Vec<u64>) {
    let nav = NavMap::build(rules);
    let mut arena = Arena::new(rules.clone(), SEED);
    let mut bots: Vec<Bot> = (0..BOTS)
        .map(|seat| Bot::new(HogId(seat), Skill::from_level(seat % 5), u64::from(seat)))
        .collect();
    let (mut record, mut sums) = (Vec::new(), Vec::new());
    for tick in 0..SECONDS * 60 {
        let mut inputs = Inputs::default();
        if tick == 0 {
            let join = |seat: u8| Join::new(HogId(seat), Chassis::from_index(usize::from(seat) % 3).unwrap());
            inputs.joins = (0..BOTS).map(join).collect();
        }
        // Someone leaves and comes back in another craft, so that this is covered as well.
        if tick == 1500 {
            inputs.leaves.push(HogId(3));
        }
        if tick == 1600 {
            inputs.joins.push(Join::new(HogId(3), Chassis::Razorback));
        }
        for (seat, bot) in bots.iter_mut().enumerate() {
            inputs.controls.push((HogId(seat as u8), bot.think(&arena, &nav)));
        }
        arena.step(&inputs);
        record.push(inputs);
        sums.push(arena.checksum());
    }
    (record, sums)
}

#[test]
fn a_match_of_bots_is_the_golden_one() {
    let (_, sums) = golden_match();
    let mut text = String::new();
    for second in sums.chunks(60) {
        writeln!(text, "{:016x}", second[second.len() - 1]).unwrap();
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden.txt");
    if std::env::var_os("HOGS_BLESS").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    let golden = std::fs::read_to_string(&file).unwrap();
    let first = golden.lines().zip(text.lines()).position(|(old, new)| old != new);
    assert_eq!(
        first,
        None,
        "differs from second {} on; new checksums:\n{text}",
        first.unwrap_or_default()
    );
    assert_eq!(golden.lines().count(), SECONDS);
}

#[test]
fn a_recorded_match_stepped_again_is_the_same_at_every_tick() {
    let rules = rules();
    let (record, sums) = golden_match();
    let mut again = Arena::new(rules, SEED);
    for (tick, (inputs, sum)) in record.iter().zip(sums).enumerate() {
        again.step(inputs);
        assert_eq!(again.checksum(), *sum, "first differs at tick {}", tick + 1);
    }
    assert!(
        again.game().ranking().iter().any(|(_, score)| score.kills > 0),
        "nobody fought"
    );
}

#[test]
fn a_cloned_match_goes_on_like_the_first() {
    let rules = rules();
    let (record, sums) = golden_match();
    let mut arena = Arena::new(rules, SEED);
    for inputs in &record[..1200] {
        arena.step(inputs);
    }
    let mut copy = arena.clone();
    for (inputs, sum) in record[1200..].iter().zip(&sums[1200..]).take(600) {
        copy.step(inputs);
        assert_eq!(copy.checksum(), *sum);
    }
}

/// The golden match recorded is the same file at every optimisation level: what one build records, every other of the
/// same source verifies. A change here without one of rules or data is a change of the format: raise its version.
#[test]
fn the_golden_match_is_the_golden_replay() {
    let rules = rules();
    let (record, sums) = golden_match();
    let (mut recorder, mut replay) = Recorder::begin(&rules, Opening::of_seed(SEED)).unwrap();
    for (inputs, &sum) in record.iter().zip(sums) {
        replay.extend(recorder.tick(inputs, sum).into_iter().flatten());
    }
    replay.extend(recorder.finish());
    let (bytes, hash) = (replay.len(), xxh3_64(&replay));
    let verified = verify(&Replay::open(replay).unwrap(), rules.tuning.clone()).unwrap();
    assert_eq!((verified.ticks as usize, verified.damage), (SECONDS * 60, None));
    let text = format!("format {FORMAT_VERSION}: {bytes} bytes, {hash:016x}\n");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden_replay.txt");
    if std::env::var_os("HOGS_BLESS").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}
