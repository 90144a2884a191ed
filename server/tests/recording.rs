//! What the authority puts on record: each match a replay of its own that verifies, nothing while nobody plays, and no
//! harm to the match when nobody takes the sheets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hogs_server::authority::{Authority, MatchSetup};
use hogs_server::lobby::BotFill;
use hogs_server::recording::{Recording, Sheet};
use hogs_server::sessions::Sessions;
use hogs_server::tickets::{NetcodeKey, TicketOffice};
use hogs_shared::arena::Rules;
use hogs_shared::assets::{AssetFolder, MatchData};
use hogs_shared::bot::{NavMap, Skill};
use hogs_shared::mode::Mode;
use hogs_shared::replay::{Replay, verify};
use hogs_shared::tuning::Tuning;

/// Ticks from one match to the next under the rules below.
const MATCH_TICKS: u32 = 60 * 11;

/// Rules under which a match lasts ten seconds.
fn rules() -> Arc<Rules> {
    let data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
    let mut limits = data.mode;
    limits.time_limit_s = 10.0;
    limits.intermission_s = 1.0;
    let data = MatchData::new(data.map, data.tuning, data.level, limits);
    Arc::new(Rules::new(Mode::Deathmatch, data).unwrap())
}

fn tuning() -> Tuning {
    AssetFolder::find().unwrap().tuning().unwrap()
}

/// A match of so many bots on record, and where its sheets come out.
fn authority(bots: usize, waiting: usize) -> (Authority, Receiver<Sheet>) {
    let (sender, sheets) = sync_channel(waiting);
    let (key, rules) = (NetcodeKey::random().unwrap(), rules());
    let setup = MatchSetup {
        nav: Arc::new(NavMap::build(&rules)),
        rules,
        seats: 8,
        fill: BotFill {
            players: bots,
            skill: Skill::Hard,
        },
        seed: 3,
        snapshot_ticks: 2,
        recording: Some(Recording::new(sender)),
    };
    let office = Arc::new(Mutex::new(TicketOffice::new(key.clone(), 8)));
    (Authority::new(setup, office, Sessions::new(&key, 8)), sheets)
}

fn play(authority: &mut Authority, ticks: u32) {
    for tick in 0..ticks {
        authority.tick(Duration::from_millis(u64::from(tick) * 16));
    }
}

#[test]
fn each_match_is_a_replay_of_its_own() {
    let (mut authority, sheets) = authority(6, 1000);
    play(&mut authority, MATCH_TICKS * 3 + 200);
    let end = authority.arena().tick();
    drop(authority);
    let (mut files, mut ended) = (Vec::<Vec<u8>>::new(), 0);
    for sheet in sheets {
        match sheet {
            Sheet::Begin { bytes, .. } => files.push(bytes),
            Sheet::More(bytes) => files.last_mut().unwrap().extend(bytes),
            Sheet::End(bytes) => {
                files.last_mut().unwrap().extend(bytes);
                ended += 1;
            }
        }
    }
    assert_eq!((files.len(), ended), (4, 4));
    let mut ticks = 0;
    for (number, file) in files.into_iter().enumerate() {
        let replay = Replay::open(file).unwrap();
        assert_eq!(
            replay.head().opening.tick.0,
            ticks,
            "nothing between them is missing"
        );
        assert_eq!(replay.head().opening.seats.len(), if number == 0 { 0 } else { 6 });
        let verified = verify(&replay, tuning()).unwrap();
        assert_eq!((verified.damage, verified.seats), (None, 6));
        assert!(
            number == 3 || verified.ticks.abs_diff(MATCH_TICKS) < 5,
            "{verified:?}"
        );
        ticks += verified.ticks;
    }
    assert_eq!(ticks, end.0);
}

#[test]
fn nothing_is_recorded_while_nobody_plays() {
    let (mut authority, sheets) = authority(0, 10);
    play(&mut authority, 600);
    drop(authority);
    assert_eq!(sheets.into_iter().count(), 0);
}

#[test]
fn when_nobody_takes_the_sheets_the_match_goes_on_and_what_was_taken_is_sound() {
    let (mut authority, sheets) = authority(4, 4);
    play(&mut authority, MATCH_TICKS - 100);
    assert_eq!(authority.arena().tick().0, MATCH_TICKS - 99);
    let taken: Vec<u8> = sheets
        .try_iter()
        .flat_map(|sheet| match sheet {
            Sheet::Begin { bytes, .. } | Sheet::More(bytes) | Sheet::End(bytes) => bytes,
        })
        .collect();
    let verified = verify(&Replay::open(taken).unwrap(), tuning()).unwrap();
    assert_eq!(verified.ticks, 180, "{verified:?}");
    assert!(
        verified
            .damage
            .unwrap()
            .to_string()
            .contains("its end is missing")
    );
    // With the next match there is a new beginning.
    play(&mut authority, MATCH_TICKS);
    assert!(matches!(sheets.try_recv(), Ok(Sheet::Begin { .. })));
}
