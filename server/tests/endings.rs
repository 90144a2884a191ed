//! What the end of a match brings: awards that are the same for everyone, those who come late too; and figures that have
//! changed meanwhile. And who somebody is, whatever they are called.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod common;

use std::sync::Arc;

use common::crew::ticks;
use common::{Client, Table};
use hogs_server::authority::Customs;
use hogs_server::stage::Stage;
use hogs_server::tickets::Bill;
use hogs_shared::arena::Rules;
use hogs_shared::assets::AssetFolder;
use hogs_shared::awards::{Award, Feat};
use hogs_shared::mode::{Mode, Phase};
use hogs_shared::protocol::messages::{Farewell, Notice};

fn awards(client: &Client) -> Vec<Vec<Award>> {
    let told = client.told.iter().filter_map(|notice| match notice {
        Notice::Awards(awards) => Some(awards.clone()),
        _ => None,
    });
    told.collect()
}

fn until(table: &mut Table, clients: &mut [Client], done: impl Fn(&Table) -> bool) {
    for _ in 0..60 * 60 {
        if done(table) {
            return;
        }
        ticks(table, 1, clients);
    }
    panic!("waited in vain");
}

fn is_over(table: &Table) -> bool {
    matches!(table.authority.arena().game().phase, Phase::Over { .. })
}

#[test]
fn everyone_is_told_the_same_awards_once_and_so_is_who_comes_before_the_next_match() {
    // Bots that fight for ten seconds and do each other harm.
    let mut table = Table::hasty(12, 10, Customs::default());
    let mut clients: Vec<Client> = (1..=2).map(|number| table.client(number)).collect();
    until(&mut table, &mut clients, is_over);
    ticks(&mut table, 30, &mut clients);
    let told = awards(&clients[0]);
    assert_eq!(told.len(), 1, "once");
    assert_eq!(awards(&clients[1]), told);
    let [awards_of_match] = &told[..] else { panic!() };
    // They agree with the scores, which everyone is told otherwise.
    let game = table.authority.arena().game();
    let most = game
        .scores
        .iter()
        .flatten()
        .map(|score| score.kills)
        .max()
        .unwrap();
    let wrecker = awards_of_match.iter().find(|award| award.feat == Feat::Wrecker);
    assert_eq!(wrecker.map_or(0, |award| award.figure), most);
    for award in awards_of_match.iter().filter(|award| award.feat == Feat::Wrecker) {
        assert_eq!(game.score(award.hog).kills, most);
    }
    let survivor = awards_of_match
        .iter()
        .find(|award| award.feat == Feat::Survivor)
        .unwrap();
    assert!((1..=10).contains(&survivor.figure), "{survivor:?}");
    // Who comes to the scoreboard hears of them too, and who comes to the next match does not.
    clients.push(table.client(3));
    ticks(&mut table, 40, &mut clients);
    assert!(is_over(&table));
    assert_eq!(awards(&clients[2]), told);
    until(&mut table, &mut clients, |table| !is_over(table));
    clients.push(table.client(4));
    ticks(&mut table, 40, &mut clients);
    assert!(awards(&clients[3]).is_empty());
}

/// The same match, by other figures.
fn renewed() -> Stage {
    let mut data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
    data.hash ^= 1;
    let rules = Arc::new(Rules::new(Mode::Deathmatch, data).unwrap());
    let bill = Bill {
        map: rules.map.clone(),
        mode: "deathmatch".to_owned(),
        rules_hash: rules.hash,
        arena: [0; 32],
        offer: Vec::new().into(),
    };
    Stage {
        rules,
        nav: common::rules().1,
        bill: Arc::new(bill),
    }
}

#[test]
fn new_figures_wait_for_the_next_match_or_for_whoever_begins_it_again() {
    for restarts in [false, true] {
        let mut table = Table::hasty(8, 0, Customs::default());
        let mut clients = vec![table.client(1)];
        ticks(&mut table, 60, &mut clients);
        let (old, stage) = (table.authority.arena().rules().hash, renewed());
        let new = stage.rules.hash;
        assert_ne!(old, new);
        table.authority.renew(stage);
        ticks(&mut table, 60, &mut clients);
        let hash = |table: &Table| table.authority.arena().rules().hash;
        assert_eq!(hash(&table), old, "not while a match is on");
        if restarts {
            table.authority.restart();
            ticks(&mut table, 2, &mut clients);
        } else {
            until(&mut table, &mut clients, is_over);
            ticks(&mut table, 60 * 5, &mut clients);
            assert_eq!(hash(&table), old, "the scoreboard stands");
            until(&mut table, &mut clients, |table| !is_over(table));
        }
        assert_eq!(hash(&table), new);
        ticks(&mut table, 10, &mut clients);
        // The door says which figures, and whoever was there is told to come again.
        assert_eq!(table.office.lock().unwrap().bill().unwrap().rules_hash, new);
        assert_eq!(clients[0].goodbye, Some(Farewell::NextMatch));
    }
}

#[test]
fn a_player_is_the_same_number_again_on_another_seat_and_everyone_another() {
    let mut table = Table::new(8, 2);
    let mut clients: Vec<Client> = (1..=3).map(|number| table.client(number)).collect();
    ticks(&mut table, 40, &mut clients);
    let numbers: Vec<u32> = clients.iter().map(|client| client.entry().who).collect();
    assert!(numbers.iter().all(|who| *who != 0));
    assert!(numbers[0] != numbers[1] && numbers[1] != numbers[2] && numbers[0] != numbers[2]);
    assert!(
        table
            .authority
            .roster()
            .all(|entry| entry.bot == (entry.who == 0))
    );
    clients[0].disconnect();
    ticks(&mut table, 20, &mut clients[1..]);
    let mut again = Client::new(table.token(1), common::address(50), table.now);
    table.ticks(40, &mut [&mut again]);
    assert_eq!(again.entry().who, numbers[0]);
}
