//! Replays: the same match again, bit for bit, wherever one looks into it; and whatever a file may have become on the
//! way, what is left of it is sound, and said to be no more than that.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use hogs_server::recording::Sheet;
use hogs_shared::arena::Rules;
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::NavMap;
use hogs_shared::ids::HogId;
use hogs_shared::mode::Mode;
use hogs_shared::replay::{Damage, Player, Replay, ReplayError, verify};
use hogs_shared::rng::Rng;
use hogs_shared::tick::Tick;
use hogs_shared::tuning::Tuning;
use hogs_tests::harness::plan::{Plan, SECONDS};
use hogs_tests::harness::world::World;
use hogs_tests::recording::record_bots;

/// What ten minutes of sixteen may take, for each player's minute: 1.5 MB in all.
const MOST_BYTES_PER_PLAYER_MINUTE: usize = 1_500_000 / 160;
const MINUTE_TICKS: u32 = 3600;
/// Bytes that are altered in a minute's replay, one at a time.
const MANY: u32 = 4000;
/// Of the replay that is damaged in every way.
const SHORT_TICKS: u32 = 200;

fn course() -> &'static (Arc<Rules>, NavMap) {
    static COURSE: OnceLock<(Arc<Rules>, NavMap)> = OnceLock::new();
    COURSE.get_or_init(|| {
        let data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
        let rules = Arc::new(Rules::new(Mode::Deathmatch, data).unwrap());
        let nav = NavMap::build(&rules);
        (rules, nav)
    })
}

fn tuning() -> Tuning {
    course().0.tuning.clone()
}

fn record(bots: u8, ticks: u32) -> Vec<u8> {
    let (rules, nav) = course();
    record_bots(rules, nav, (bots, ticks), 11).unwrap()
}

/// A replay of a few seconds.
fn short() -> &'static [u8] {
    static SHORT: OnceLock<Vec<u8>> = OnceLock::new();
    SHORT.get_or_init(|| record(4, SHORT_TICKS))
}

/// Where the head of a replay of the same arena ends.
fn head_bytes() -> usize {
    // Of the pages, only the empty last one is left.
    record(4, 0).len() - 22
}

#[test]
fn a_minute_of_sixteen_is_small_and_bit_exact_and_thousands_of_altered_bytes_are_noticed() {
    let file = record(16, MINUTE_TICKS);
    let bytes = file.len() - head_bytes();
    let mut rng = Rng::new(7);
    for _ in 0..MANY {
        let mut altered = file.clone();
        let place = rng.below(file.len() as u32) as usize;
        altered[place] ^= 1 + rng.below(255) as u8;
        let noticed = Replay::open(altered).map_or(true, |replay| replay.damage().is_some());
        assert!(noticed, "byte {place} goes unnoticed");
    }
    let verified = verify(&Replay::open(file).unwrap(), tuning()).unwrap();
    assert_eq!(
        (verified.ticks, verified.damage, verified.seats),
        (MINUTE_TICKS, None, 16)
    );
    assert!(
        bytes / 16 <= MOST_BYTES_PER_PLAYER_MINUTE,
        "{} bytes for each player's minute",
        bytes / 16
    );
    assert_eq!(
        verified.to_string(),
        "The replay is sound: 1 min 0 s, 16 hogs, and all 3600 checksums are as recorded."
    );
}

#[test]
fn every_mode_is_small_and_bit_exact() {
    let (course, nav) = course();
    for mode in Mode::ALL {
        let data = AssetFolder::find().unwrap().load("sty", mode.name()).unwrap();
        let rules = Arc::new(Rules::new(mode, data).unwrap());
        let bytes = |ticks| record_bots(&rules, nav, (16, ticks), 12).unwrap();
        let (head, file) = (bytes(0).len(), bytes(MINUTE_TICKS / 3));
        let pages = file.len() - head;
        let verified = verify(&Replay::open(file).unwrap(), course.tuning.clone()).unwrap();
        assert_eq!((verified.ticks, verified.damage), (MINUTE_TICKS / 3, None));
        let most = MOST_BYTES_PER_PLAYER_MINUTE * 16 / 3;
        assert!(pages <= most, "{}: {pages} bytes of {most}", mode.name());
    }
}

#[test]
fn wherever_one_seeks_the_match_is_the_same() {
    let file = record(6, 1500);
    let mut player = Player::new(Replay::open(file.clone()).unwrap(), tuning()).unwrap();
    let mut sums = vec![player.arena().checksum()];
    let mut happened = 0;
    while let Some(outcomes) = player.step().unwrap() {
        happened += outcomes.len();
        sums.push(player.arena().checksum());
    }
    assert_eq!((sums.len(), player.sound_until()), (1501, Tick(1500)));
    assert!(happened > 100, "nothing happened");
    for seat in [1, 2] {
        // The first leaves on the way and comes back in the same tick.
        let sitter = player.sitter(HogId(seat)).unwrap();
        assert_eq!(sitter.name, format!("Bot {seat}"));
    }
    for tick in [700, 701, 3, 1500, 0, 1499, 299, 300, 301, 9999] {
        player.seek(Tick(tick)).unwrap();
        let there = tick.min(1500);
        assert_eq!(player.arena().tick(), Tick(there));
        assert_eq!(player.arena().checksum(), sums[there as usize], "at {tick}");
    }
    assert_eq!(player.step(), Ok(None), "there is nothing after the end");
    // Seeking ahead before anything was played, and once a scout has been there.
    let mut player = Player::new(Replay::open(file).unwrap(), tuning()).unwrap();
    player.seek(Tick(800)).unwrap();
    assert_eq!(player.arena().checksum(), sums[800]);
    while !player.scout(100) {}
    player.seek(Tick(1234)).unwrap();
    assert_eq!(player.arena().checksum(), sums[1234]);
    player.step().unwrap();
    assert_eq!(player.arena().checksum(), sums[1235]);
}

#[test]
fn wherever_a_file_ends_what_is_there_plays() {
    let (file, head) = (short(), head_bytes());
    let mut last = None;
    for length in 0..file.len() {
        let cut = file[..length].to_vec();
        if length < head {
            let error = Replay::open(cut).unwrap_err();
            assert!(
                matches!(error, ReplayError::Foreign | ReplayError::Beginning),
                "{error}"
            );
            continue;
        }
        let replay = Replay::open(cut).unwrap();
        let Some(Damage::Truncated { after }) = replay.damage() else {
            panic!("cut at {length}, but: {:?}", replay.damage());
        };
        assert_eq!(replay.sound_until(), Tick(after));
        // All there is to play changes with every page only.
        if last != Some(after) {
            last = Some(after);
            let verified = verify(&replay, tuning()).unwrap();
            assert_eq!((verified.ticks, verified.damage), (after, replay.damage()));
        }
    }
    assert_eq!(last, Some(SHORT_TICKS), "only the last page is missing");
    assert_eq!(Replay::open(file.to_vec()).unwrap().damage(), None);
    let mut more = file.to_vec();
    more.push(0);
    let replay = Replay::open(more).unwrap();
    assert_eq!(replay.damage(), Some(Damage::Altered { after: SHORT_TICKS }));
}

#[test]
fn one_flipped_byte_anywhere_is_noticed_and_what_comes_before_plays() {
    let (file, head) = (short(), head_bytes());
    let mut played = 0;
    for place in 0..file.len() {
        let mut altered = file.to_vec();
        altered[place] ^= 1 << (place % 8);
        match Replay::open(altered) {
            Err(_) => assert!(place < head, "byte {place}: nothing plays"),
            Ok(replay) => {
                assert!(place >= head, "byte {place} of the head goes unnoticed");
                assert!(replay.damage().is_some(), "byte {place} goes unnoticed");
                assert!(replay.sound_until() <= Tick(SHORT_TICKS));
                if place.is_multiple_of(311) {
                    played += 1;
                    let verified = verify(&replay, tuning()).unwrap();
                    assert_eq!(verified.damage, replay.damage());
                    assert_eq!(verified.sound_until, replay.sound_until());
                }
            }
        }
    }
    assert!(played > 5, "only {played} were played");
}

#[test]
fn a_player_stops_where_a_replay_is_no_longer_sound() {
    let mut file = short().to_vec();
    let middle = head_bytes() + (file.len() - head_bytes()) / 2;
    file[middle] ^= 0x40;
    let mut player = Player::new(Replay::open(file).unwrap(), tuning()).unwrap();
    let sound = player.sound_until();
    assert!(sound > Tick(0) && sound < Tick(SHORT_TICKS));
    let damage = player.damage().unwrap();
    while player.arena().tick() < sound {
        assert!(player.step().unwrap().is_some());
    }
    assert_eq!(player.step(), Err(damage));
    assert_eq!(player.step(), Err(damage), "and it stays so");
    player.seek(Tick(5)).unwrap();
    player.seek(Tick(SHORT_TICKS)).unwrap();
    assert_eq!(player.arena().tick(), sound);
    let sentence = damage.to_string();
    assert!(
        sentence.starts_with("The replay was altered") && sentence.ends_with('.'),
        "{sentence}"
    );
}

#[test]
fn what_cannot_be_played_here_is_refused_in_a_sentence() {
    let open = |bytes: &[u8]| Replay::open(bytes.to_vec());
    assert_eq!(open(b"#!/bin/sh\n").unwrap_err(), ReplayError::Foreign);
    assert_eq!(open(b"").unwrap_err(), ReplayError::Foreign);
    let mut later = short().to_vec();
    later[8] += 1;
    let error = open(&later).unwrap_err();
    assert!(
        error.to_string().contains("from another version of Hogs"),
        "{error}"
    );

    let mut other = tuning();
    other.rules.respawn_s += 0.5;
    let error = verify(&open(short()).unwrap(), other.clone()).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("This replay was recorded under other rules (arena sty, Hogs 0."),
        "{error}"
    );
    assert!(Player::new(open(short()).unwrap(), other).is_err());
}

/// Files from the sheets of a recording.
fn files(sheets: impl Iterator<Item = Sheet>) -> Vec<Vec<u8>> {
    let mut files: Vec<Vec<u8>> = Vec::new();
    for sheet in sheets {
        match sheet {
            Sheet::Begin { map, mode, bytes } => {
                assert_eq!((map.as_str(), mode), ("sty", "deathmatch"));
                files.push(bytes);
            }
            Sheet::More(bytes) | Sheet::End(bytes) => files.last_mut().unwrap().extend(bytes),
        }
    }
    files
}

#[test]
fn matches_over_bad_links_are_on_record_bit_for_bit() {
    let (mut comings, mut worst_loss) = (0, 0.0_f32);
    // Matches of four seconds are no mode's, so no replay of them is played; in `evening.rs` matches follow each other.
    let plans = (0..).map(|seed| Plan::from_seed(seed, SECONDS));
    for plan in plans.filter(|plan| !plan.hasty).take(12) {
        let losses = plan.visits.iter().map(|visit| visit.weather.conditions.loss);
        worst_loss = losses.fold(worst_loss, f32::max);
        let (people, seed) = (plan.visits.len(), plan.seed);
        let (world, sheets) = World::on_record(plan).unwrap();
        let verdict = world.run();
        assert_eq!(verdict.findings, Vec::<String>::new());
        let sums: BTreeMap<Tick, u64> = verdict.checksums.into_iter().collect();
        let mut ticks = 0;
        for file in files(sheets.into_iter()) {
            let replay = Replay::open(file).unwrap();
            let verified = verify(&replay, tuning()).unwrap();
            assert_eq!(verified.damage, None, "seed {seed}");
            ticks += verified.ticks;
            let mut player = Player::new(replay, tuning()).unwrap();
            let mut names = BTreeSet::new();
            while player.step().unwrap().is_some() {
                let arena = player.arena();
                let expected = sums.get(&arena.tick());
                assert!(
                    expected.is_none_or(|&sum| sum == arena.checksum()),
                    "at {:?}",
                    arena.tick()
                );
                for hog in arena.hogs() {
                    let sitter = player.sitter(hog.id).expect("everyone has a name");
                    names.insert(sitter.name.clone());
                }
            }
            comings += names.len();
        }
        assert!(
            ticks > 300,
            "seed {seed} with {people} people: {ticks} ticks on record"
        );
    }
    assert!(comings > 30, "only {comings} took part");
    assert!(worst_loss > 0.05, "the links were good: {worst_loss}");
}
