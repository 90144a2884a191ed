//! From match to match: warm-ups, the choice of what is next, and that everybody comes along. The whole server in
//! virtual time.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod common;

use std::sync::{Arc, OnceLock};

use common::crew::{ballot, crew, customs, decisions, own, plan, refusal, ticks};
use common::{Client, Table};
use hogs_server::authority::Customs;
use hogs_server::stage::Stage;
use hogs_server::tickets::Bill;
use hogs_shared::arena::Rules;
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::NavMap;
use hogs_shared::mode::{Mode, Phase, Score};
use hogs_shared::protocol::ballot::{Decision, Motion, Question, Refusal};
use hogs_shared::protocol::messages::{ClientRequest, Farewell, RosterEntry};

/// Most ticks that anything here takes.
const PATIENCE: u32 = 60 * 60;

/// The stage of another match; its arena is called otherwise and is the same.
fn stage(map: &str) -> Stage {
    static STAGE: OnceLock<(Arc<Rules>, Arc<NavMap>)> = OnceLock::new();
    let set = || {
        let mut data = AssetFolder::find().unwrap().load("sty", "deathmatch").unwrap();
        data.map = "gorge".to_owned();
        data.hash ^= 1;
        let rules = Arc::new(Rules::new(Mode::Deathmatch, data).unwrap());
        let nav = common::rules().1;
        (rules, nav)
    };
    let (rules, nav) = STAGE.get_or_init(set).clone();
    assert_eq!(rules.map, map);
    let bill = Bill {
        map: map.to_owned(),
        mode: "deathmatch".to_owned(),
        rules_hash: rules.hash,
        arena: [0; 32],
        offer: Vec::new().into(),
    };
    Stage {
        rules,
        nav,
        bill: Arc::new(bill),
    }
}

fn phase(table: &Table) -> Phase {
    table.authority.arena().game().phase
}

fn until(table: &mut Table, clients: &mut [Client], what: &str, done: impl Fn(&Table, &[Client]) -> bool) {
    for _ in 0..PATIENCE {
        if done(table, clients) {
            return;
        }
        ticks(table, 1, clients);
    }
    panic!("waited in vain until {what}");
}

/// Everybody comes again, with new tickets, as their games do by themselves.
fn come_after(table: &Table, clients: &mut Vec<Client>) {
    let again = (1..=clients.len() as u8).map(|number| {
        let address = common::address(100 + number);
        Client::new(table.token(number), address, table.now)
    });
    *clients = again.collect();
}

#[test]
fn a_match_waits_in_its_warm_up_until_all_people_are_ready() {
    let mut table = Table::with_customs(
        8,
        0,
        Customs {
            warm_up: true,
            ..customs()
        },
    );
    let mut clients = crew(&mut table, 3);
    assert_eq!(phase(&table), Phase::WarmUp);
    for client in &mut clients[..2] {
        client.ask(&ClientRequest::Ready(true));
    }
    ticks(&mut table, 60, &mut clients);
    assert_eq!(phase(&table), Phase::WarmUp, "one is not ready");
    let ready = clients[2].roster.iter().filter(|entry| entry.ready).count();
    assert_eq!(ready, 2, "everyone is told who is");
    // Who thinks better of it is waited for; who only looks on is not.
    clients[0].ask(&ClientRequest::Ready(false));
    clients[2].ask(&ClientRequest::LookOn(true));
    ticks(&mut table, 60, &mut clients);
    assert_eq!(phase(&table), Phase::WarmUp);
    clients[0].ask(&ClientRequest::Ready(true));
    until(&mut table, &mut clients, "it begins", |table, _| {
        phase(table) == Phase::Countdown
    });
    until(&mut table, &mut clients, "it is on", |table, _| {
        phase(table) == Phase::Playing
    });
    ticks(&mut table, 20, &mut clients);
    assert!(
        clients[0].roster.iter().all(|entry| !entry.ready),
        "for the next one says so again"
    );
    clients[0].ask(&ClientRequest::Ready(true));
    ticks(&mut table, 20, &mut clients);
    assert!(!clients[0].entry().ready, "a match that is on waits for nobody");
}

#[test]
fn bots_wait_for_nobody() {
    let warm = Customs {
        warm_up: true,
        ..customs()
    };
    let mut table = Table::with_customs(8, 4, warm);
    table.ticks(10, &mut []);
    assert_eq!(phase(&table), Phase::Countdown);
}

/// What the roster says of everyone who is no bot.
fn people(table: &Table) -> Vec<RosterEntry> {
    let people = table.authority.roster().filter(|entry| !entry.bot);
    people.cloned().collect()
}

/// A match that is over within moments, and everyone in it.
fn over(customs: Customs, people: u8, bots: usize) -> (Table, Vec<Client>) {
    let mut table = Table::hasty(8, bots, customs);
    let mut clients = crew(&mut table, people);
    until(&mut table, &mut clients, "the match is over", |table, _| {
        matches!(phase(table), Phase::Over { .. })
    });
    (table, clients)
}

#[test]
fn after_a_match_people_choose_the_next_and_all_come_along() {
    let (mut table, mut clients) = over(customs(), 3, 5);
    ticks(&mut table, 20, &mut clients);
    let Question::Next(plans) = &ballot(&clients[2]).unwrap().question else {
        panic!("another vote")
    };
    assert_eq!(plans.len(), 3);
    assert!(!plans.contains(&plan("sty")), "never the same twice in a row");
    let choice = plans
        .iter()
        .position(|candidate| *candidate == plan("gorge"))
        .unwrap() as u8;
    clients[0].ask(&ClientRequest::Vote(choice));
    clients[1].ask(&ClientRequest::Vote((choice + 1) % 3));
    ticks(&mut table, 30, &mut clients);
    assert_eq!(ballot(&clients[2]).unwrap().votes.iter().sum::<u16>(), 2);
    assert_eq!(ballot(&clients[2]).unwrap().voters, 3);
    assert_eq!(table.authority.take_order(), None);
    clients[2].ask(&ClientRequest::Vote(choice));
    ticks(&mut table, 20, &mut clients);
    let decision = Decision::Next(plan("gorge"));
    assert!(clients.iter().all(|client| decisions(client) == [&decision]));
    assert_eq!(table.authority.take_order(), Some(plan("gorge")));
    assert_eq!(table.authority.take_order(), None, "ordered once");
    // Until its stage is set the scoreboard stands, however long that takes.
    ticks(&mut table, 60 * 20, &mut clients);
    assert!(matches!(phase(&table), Phase::Over { .. }));
    let before = people(&table);
    let tick = table.authority.arena().tick();
    table.authority.bring(stage("gorge"));
    ticks(&mut table, 30, &mut clients);
    assert!(
        clients
            .iter()
            .all(|client| client.goodbye == Some(Farewell::NextMatch))
    );
    assert_eq!(table.authority.arena().rules().map, "gorge");
    assert!(table.authority.arena().tick() > tick, "ticks go on");
    assert_eq!(table.office.lock().unwrap().bill().unwrap().map, "gorge");
    assert_eq!(table.authority.players(), 0);
    assert_eq!(
        table.authority.arena().hogs().count(),
        2,
        "the bots are there already"
    );
    come_after(&table, &mut clients);
    ticks(&mut table, 60, &mut clients);
    let after = people(&table);
    let who = |entries: &[RosterEntry]| -> Vec<_> {
        let names = entries.iter().map(|entry| (entry.seat, entry.name.clone()));
        names.collect()
    };
    assert_eq!(who(&after), who(&before));
    assert!(after.iter().all(|entry| entry.score == Score::default()));
    assert!(
        clients
            .iter()
            .all(|client| table.authority.arena().hog(own(client)).unwrap().alive())
    );
    assert_eq!(table.authority.arena().hogs().count(), 5);
}

#[test]
fn a_seat_is_kept_for_a_while_and_a_ticket_for_the_last_match_leads_to_the_next() {
    let (mut table, mut clients) = over(customs(), 2, 0);
    table.authority.order(plan("gorge"));
    assert!(table.authority.take_order().is_some());
    // Someone knocks before the change and comes in after it.
    let mut late = Client::new(table.token(3), common::address(3), table.now);
    let mut present: Vec<&mut Client> = clients.iter_mut().collect();
    late.mute = true;
    present.push(&mut late);
    table.ticks(30, &mut present);
    table.authority.bring(stage("gorge"));
    until(&mut table, &mut clients, "the next match", |table, _| {
        table.authority.arena().rules().map == "gorge"
    });
    late.mute = false;
    let seats = table.authority.roster().count();
    table.ticks(40, &mut [&mut late]);
    assert_eq!(
        (late.goodbye, late.snapshots > 0),
        (Some(Farewell::NextMatch), true)
    );
    assert_eq!((seats, table.authority.roster().count()), (2, 2));
    let mut again = Client::new(table.token(3), common::address(4), table.now);
    table.ticks(60, &mut [&mut again]);
    assert!(table.authority.arena().hog(own(&again)).unwrap().alive());
    assert_eq!(table.authority.roster().count(), 3);
    // The other two never come.
    table.ticks(60 * 30, &mut [&mut again]);
    assert_eq!(table.authority.roster().count(), 1);
    assert_eq!(table.office.lock().unwrap().present(), 1);
}

#[test]
fn what_cannot_be_played_is_called_off_and_the_same_goes_on() {
    let (mut table, mut clients) = over(customs(), 1, 0);
    until(&mut table, &mut clients, "it is decided", |_, clients| {
        !decisions(&clients[0]).is_empty()
    });
    let ordered = table.authority.take_order().unwrap();
    assert_ne!(ordered, plan("sty"));
    table.authority.call_off();
    until(&mut table, &mut clients, "the same goes on", |table, _| {
        phase(table) == Phase::Playing
    });
    assert!(clients[0].netcode.is_connected() && clients[0].goodbye.is_none());
}

#[test]
fn without_votes_what_is_next_comes_in_turn_and_without_a_rotation_it_is_the_same() {
    let in_turn = Customs {
        votes: false,
        ..customs()
    };
    let (mut table, mut clients) = over(in_turn, 1, 0);
    assert_eq!(table.authority.take_order(), Some(plan("gorge")));
    clients[0].ask(&ClientRequest::CallVote(Motion::Restart));
    ticks(&mut table, 20, &mut clients);
    assert_eq!(refusal(&clients[0]), Some(Refusal::NoVotes));
    let (mut table, mut clients) = over(Customs::default(), 1, 0);
    until(&mut table, &mut clients, "the same again", |table, _| {
        phase(table) == Phase::Playing
    });
    assert_eq!(table.authority.take_order(), None);
}
