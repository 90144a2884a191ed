//! What is hidden from a player is not sent to them: neither where it is nor what it does.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use common::Table;
use common::crew::own;
use hogs_server::authority::Customs;
use hogs_shared::arena::Rules;
use hogs_shared::assets::AssetFolder;
use hogs_shared::ids::HogId;
use hogs_shared::level::PickupSpot;
use hogs_shared::mode::Mode;
use hogs_shared::protocol::outcome::betrays;
use hogs_shared::tick::Tick;
use hogs_shared::tuning::PickupKind;

/// A match in which everybody comes into play on a cloak.
fn masquerade(bots: usize) -> Table {
    let mut data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
    let spot = |at| PickupSpot {
        kind: PickupKind::Cloak,
        at,
    };
    data.level.pickups = data.level.spawns.iter().map(|spawn| spot(spawn.at)).collect();
    let rules = Arc::new(Rules::new(Mode::Deathmatch, data).unwrap());
    Table::by((rules, common::rules().1), 8, bots, Customs::default())
}

#[test]
fn nobody_is_told_where_a_cloaked_enemy_is_or_what_it_does() {
    let mut table = masquerade(5);
    let (mut ada, mut bob) = (table.client(1), table.client(2));
    let mut hidden: BTreeMap<Tick, BTreeSet<(HogId, HogId)>> = BTreeMap::new();
    let (mut concealed, mut seen, mut again) = (0, 0, 0);
    let mut last: BTreeMap<(HogId, HogId), bool> = BTreeMap::new();
    for round in 0..60 * 40 {
        // Bob drives about, so that others come near him, and leaps.
        bob.controls.throttle = 100;
        bob.controls.steer = if round / 90 % 2 == 0 { 40 } else { -25 };
        bob.controls.buttons.0 = if round % 120 == 0 { 8 } else { 0 };
        table.tick(&mut [&mut ada, &mut bob]);
        let arena = table.authority.arena();
        let pairs = arena
            .hogs()
            .flat_map(|hog| arena.hogs().map(move |eye| (hog.id, eye.id)));
        let pairs = pairs.filter(|&(hog, from)| arena.is_hidden(hog, from));
        hidden.insert(arena.tick(), pairs.collect());
        for client in [&ada, &bob] {
            let Some(snapshot) = &client.snapshot else {
                continue;
            };
            let then = &hidden[&snapshot.tick];
            for hog in &snapshot.hogs {
                let pair = (hog.id, snapshot.own);
                let is_hidden = then.contains(&pair);
                if is_hidden {
                    concealed += 1;
                    assert!(!hog.alive(), "{hog:?}");
                    assert_eq!(hog.position.length() + hog.velocity.length(), 0.0, "{hog:?}");
                } else if hog.alive() && hog.id != snapshot.own {
                    seen += 1;
                    again += u32::from(last.get(&pair) == Some(&true));
                }
                last.insert(pair, is_hidden);
            }
        }
    }
    assert!(
        concealed > 2000 && seen > 2000 && again > 5,
        "{concealed}, {seen}, {again}"
    );
    for client in [&ada, &bob] {
        let own = own(client);
        for told in &client.happened {
            for hog in betrays(&told.outcome).into_iter().flatten() {
                assert!(!hidden[&told.tick].contains(&(hog, own)), "{told:?}");
            }
        }
    }
    // One's own hog is told whole all the while.
    let snapshot = bob.snapshot.as_ref().unwrap();
    assert_eq!(snapshot.hogs[0].id, own(&bob));
}
