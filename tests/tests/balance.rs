//! What measures the balance can be believed: the figures follow from the seed, however many threads play the matches, and
//! every match comes to its end. What the figures are is no matter here: `bench balance` takes long enough to say.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use hogs_shared::assets::AssetFolder;
use hogs_tests::balance::{Part, Wish, measure};
use serde_json::{Map, Value};

fn wish(parts: &[Part], threads: usize, seed: u64) -> Wish {
    Wish {
        parts: parts.to_vec(),
        matches: 1,
        seed,
        threads,
        arenas: vec!["rime".to_owned()],
        modes: vec!["team_deathmatch".to_owned()],
    }
}

/// The figures but for the speed, which is the machine's.
fn figures(wish: &Wish) -> Map<String, Value> {
    let mut figures = measure(&AssetFolder::find().unwrap(), wish).unwrap();
    let factor = figures.remove("real_time_factor_per_core").unwrap();
    assert!(factor.as_f64().unwrap() > 0.0, "{factor}");
    figures
}

#[test]
fn the_same_seed_gives_the_same_figures_on_any_number_of_threads() {
    let parts = [Part::Spawns, Part::Weapons];
    let alone = figures(&wish(&parts, 1, 7));
    assert_eq!(alone, figures(&wish(&parts, 3, 7)));
    assert_ne!(alone, figures(&wish(&parts, 3, 8)));
    // Two squads alike, and once more with the sides swapped; and everybody together.
    assert_eq!(
        (&alone["matches"], &alone["unfinished"]),
        (&Value::from(3), &Value::from(0))
    );
    let sum = |table: &Value| -> f64 {
        let shares = table.as_object().unwrap().values();
        shares.map(|share| share.as_f64().unwrap()).sum()
    };
    assert!((sum(&alone["weapon_kill_share"]) - 1.0).abs() < 0.01);
    assert!((sum(&alone["spawn_win_rate"]["rime"]) - 1.0).abs() < 1e-6);
    assert!(alone["evidence"]["kills"]["autocannon"]["matches"] == 1);
}

#[test]
fn what_is_not_there_is_said() {
    let nowhere = Wish {
        arenas: vec!["nowhere".to_owned()],
        ..wish(&[], 1, 1)
    };
    let problem = measure(&AssetFolder::find().unwrap(), &nowhere).unwrap_err();
    assert!(problem.to_string().contains("no such arena"), "{problem}");
}
