//! People and bots come, play, leave and come back: the whole server in virtual time.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod common;

use common::{Client, Table, address};
use hogs_shared::arena::shot::Shot;
use hogs_shared::ids::{Chassis, Coat, HogId};
use hogs_shared::mode::Score;
use hogs_shared::protocol::input::{Uplink, UplinkSender};
use hogs_shared::protocol::messages::{ClientRequest, Farewell};

#[test]
fn a_client_joins_drives_and_is_told_of_everyone() {
    let mut table = Table::new(8, 4);
    let mut ada = table.client(1);
    table.ticks(30, &mut [&mut ada]);
    assert!(ada.netcode.is_connected());
    let own = ada.snapshot.as_ref().unwrap().own;
    let entry = ada.entry();
    assert_eq!(
        (entry.name.as_str(), entry.bot, entry.chassis),
        ("Player 1", false, Chassis::Boar)
    );
    assert_eq!(ada.roster.len(), 4, "three bots make up for the missing players");
    assert_eq!(ada.snapshot.as_ref().unwrap().hogs[0].id, own);
    let from = table.authority.arena().hog(own).unwrap().position;
    ada.controls.throttle = 127;
    table.ticks(120, &mut [&mut ada]);
    let to = table.authority.arena().hog(own).unwrap().position;
    assert!(
        (to - from).length() > 3.0,
        "full throttle for two seconds moved it {} m",
        (to - from).length()
    );
    assert!(ada.outcomes > 0);
    let snapshot = ada.snapshot.as_ref().unwrap();
    assert!(
        snapshot.input_used.is_some() && ada.echo.margin_quarters > 0,
        "{snapshot:?} {:?}",
        ada.echo
    );
    let tally = table.authority.tally();
    assert!(tally.fed > 100 && tally.starved < 30, "{tally:?}");
}

#[test]
fn nothing_but_netcode_is_sent_before_the_first_word() {
    let mut table = Table::new(8, 0);
    let mut ada = table.client(1);
    ada.mute = true;
    table.ticks(240, &mut [&mut ada]);
    assert!(ada.netcode.is_connected());
    assert_eq!((ada.payloads, table.authority.players()), (0, 0));
    assert_eq!(
        table.authority.roster().count(),
        0,
        "who has not spoken has no seat"
    );
    ada.mute = false;
    table.ticks(10, &mut [&mut ada]);
    assert!(ada.payloads > 0 && table.authority.players() == 1);
}

#[test]
fn who_never_speaks_or_falls_silent_is_shown_out() {
    let mut table = Table::new(2, 0);
    let (mut ada, mut bob) = (table.client(1), table.client(2));
    ada.mute = true;
    table.ticks(60, &mut [&mut ada, &mut bob]);
    bob.mute = true;
    table.ticks(60 * 10, &mut [&mut ada, &mut bob]);
    assert_eq!(table.drops("silent_clients"), 2);
    assert!(ada.netcode.is_disconnected() && bob.netcode.is_disconnected());
    assert_eq!(
        table.office.lock().unwrap().present(),
        0,
        "the seats are free again"
    );
}

#[test]
fn who_asks_twice_means_the_second_time() {
    let mut table = Table::new(21, 0);
    let mut first = table.client(1);
    // It is let in, and what it says first is a long time on its way.
    first.mute = true;
    table.ticks(30, &mut [&mut first]);
    assert!(first.netcode.is_connected());
    let mut second = table.client(1);
    second.address = address(2);
    table.ticks(60, &mut [&mut first, &mut second]);
    first.mute = false;
    table.ticks(60, &mut [&mut first, &mut second]);
    assert!(first.netcode.is_disconnected() && second.netcode.is_connected());
    assert!(second.payloads > 0 && table.authority.players() == 1);
}

#[test]
fn bots_make_room_and_come_back() {
    let mut table = Table::new(4, 4);
    assert_eq!(table.authority.roster().filter(|entry| entry.bot).count(), 4);
    let mut clients: Vec<Client> = (1..=4).map(|number| table.client(number)).collect();
    for count in 1..=4 {
        let mut present: Vec<&mut Client> = clients.iter_mut().take(count).collect();
        table.ticks(40, &mut present);
        let people = table.authority.roster().filter(|entry| !entry.bot).count();
        assert_eq!((people, table.authority.roster().count()), (count, 4));
        assert_eq!(table.authority.arena().hogs().count(), 4);
    }
    let [ada, rest @ ..] = clients.as_mut_slice() else {
        unreachable!()
    };
    ada.disconnect();
    let mut all: Vec<&mut Client> = std::iter::once(ada).chain(rest).collect();
    table.ticks(10, &mut all);
    assert_eq!(table.authority.roster().filter(|entry| entry.bot).count(), 1);
    // Those who stayed know of it.
    assert_eq!(all[1].roster.len(), 4);
    assert!(all[1].roster.iter().any(|entry| entry.bot));
}

#[test]
fn who_times_out_comes_back_to_their_score() {
    let mut table = Table::new(10, 8);
    let (mut ada, mut bob) = (table.client(1), table.client(2));
    table.ticks(60, &mut [&mut ada, &mut bob]);
    let own = ada.snapshot.as_ref().unwrap().own;
    lose_a_life(&mut table, &mut ada, &mut bob, own);
    // The line is cut; eight seconds later the seat is free.
    let mut last = Score::default();
    let cut = table.now;
    while table.drops("timed_out_clients") == 0 {
        last = table.authority.arena().game().score(own);
        table.tick(&mut [&mut bob]);
    }
    assert!(last.deaths > 0);
    assert!(
        (7..=9).contains(&(table.now - cut).as_secs()),
        "{:?}",
        table.now - cut
    );
    table.ticks(3, &mut [&mut bob]);
    assert_eq!(table.authority.roster().filter(|entry| !entry.bot).count(), 1);
    assert!(bob.roster.iter().all(|entry| entry.name != "Player 1"));
    let mut again = Client::new(table.token(1), common::address(9), table.now);
    table.ticks(4, &mut [&mut again, &mut bob]);
    let seat = table
        .authority
        .roster()
        .find(|entry| entry.name == "Player 1")
        .unwrap()
        .seat;
    assert_eq!(table.authority.arena().game().score(seat), last);
    table.ticks(30, &mut [&mut again, &mut bob]);
    assert!(again.entry().score.deaths >= last.deaths);
    // Someone else begins from nothing.
    let mut eve = table.client(3);
    table.ticks(4, &mut [&mut eve, &mut bob]);
    let seat = table
        .authority
        .roster()
        .find(|entry| entry.name == "Player 3")
        .unwrap()
        .seat;
    assert_eq!(table.authority.arena().game().score(seat), Score::default());
}

/// A player who does nothing, until the bots have made an end of it.
fn lose_a_life(table: &mut Table, ada: &mut Client, bob: &mut Client, own: HogId) {
    for _ in 0..60 * 120 {
        if table.authority.arena().game().score(own).deaths > 0 {
            return;
        }
        table.tick(&mut [ada, bob]);
    }
    panic!("seven bots have spared a standing target for two minutes");
}

#[test]
fn the_same_player_from_elsewhere_takes_their_seat_over() {
    let mut table = Table::new(2, 0);
    let (mut ada, mut bob) = (table.client(1), table.client(2));
    table.ticks(60, &mut [&mut ada, &mut bob]);
    let own = ada.snapshot.as_ref().unwrap().own;
    // The server is full, and still lets her in again.
    let mut again = Client::new(table.token(1), common::address(9), table.now);
    table.ticks(60, &mut [&mut ada, &mut again, &mut bob]);
    assert_eq!(ada.goodbye, Some(Farewell::Replaced));
    assert!(ada.netcode.is_disconnected());
    assert_eq!(again.snapshot.as_ref().unwrap().own, own);
    assert_eq!(
        (table.authority.players(), table.authority.roster().count()),
        (2, 2)
    );
    assert_eq!(table.office.lock().unwrap().present(), 2);
    // And she alone is at the controls now.
    table.ticks(60 * 10, &mut [&mut again, &mut bob]);
    assert!(again.netcode.is_connected());
    assert_eq!(table.authority.players(), 2);
}

#[test]
fn chat_is_cleaned_told_to_all_and_limited() {
    let mut table = Table::new(8, 0);
    let (mut ada, mut bob) = (table.client(1), table.client(2));
    table.ticks(60, &mut [&mut ada, &mut bob]);
    let own = ada.snapshot.as_ref().unwrap().own;
    ada.ask(&ClientRequest::Chat("  good \u{202E}game\n".to_owned()));
    table.ticks(10, &mut [&mut ada, &mut bob]);
    assert_eq!(bob.chat, [(Some(own), "good game".to_owned())]);
    assert_eq!(ada.chat.len(), 1);
    for _ in 0..50 {
        ada.ask(&ClientRequest::Chat("spam".to_owned()));
    }
    table.ticks(60, &mut [&mut ada, &mut bob]);
    assert!(bob.chat.len() <= 6, "{}", bob.chat.len());
    assert!(ada.netcode.is_connected());
    table.authority.say("be nice");
    table.ticks(10, &mut [&mut ada, &mut bob]);
    assert_eq!(bob.chat.last().unwrap(), &(None, "be nice".to_owned()));
}

#[test]
fn a_chassis_is_changed_with_the_next_spawn() {
    let mut table = Table::new(10, 8);
    let (mut ada, mut bob) = (table.client(1), table.client(2));
    table.ticks(30, &mut [&mut ada, &mut bob]);
    let own = ada.snapshot.as_ref().unwrap().own;
    ada.ask(&ClientRequest::Chassis(Chassis::Razorback));
    table.ticks(10, &mut [&mut ada, &mut bob]);
    assert_eq!(
        table.authority.arena().hog(own).unwrap().chassis,
        Chassis::Boar,
        "not while it lives"
    );
    lose_a_life(&mut table, &mut ada, &mut bob, own);
    // It comes back when it would have come back anyway, and its death stays on the board.
    table.ticks(60 * 2, &mut [&mut ada, &mut bob]);
    assert!(!table.authority.arena().hog(own).unwrap().alive());
    table.ticks(70, &mut [&mut ada, &mut bob]);
    let hog = table.authority.arena().hog(own).unwrap();
    assert!(hog.alive());
    assert_eq!(hog.chassis, Chassis::Razorback);
    assert_eq!(table.authority.arena().game().score(own).deaths, 1);
    assert_eq!(ada.entry().chassis, Chassis::Razorback);
    assert_eq!(
        bob.roster.iter().find(|entry| entry.seat == own).unwrap().chassis,
        Chassis::Razorback
    );
}

#[test]
fn a_coat_is_worn_for_everyone_to_see_at_once() {
    let mut table = Table::new(10, 8);
    let (mut ada, mut bob) = (table.client(1), table.client(2));
    table.ticks(30, &mut [&mut ada, &mut bob]);
    let own = ada.snapshot.as_ref().unwrap().own;
    assert_eq!(ada.entry().coat, Coat::Works);
    ada.ask(&ClientRequest::Coat(Coat::Plum));
    table.ticks(10, &mut [&mut ada, &mut bob]);
    assert_eq!(ada.entry().coat, Coat::Plum);
    let seen = bob.roster.iter().find(|entry| entry.seat == own).unwrap();
    assert_eq!(seen.coat, Coat::Plum);
    assert_eq!(bob.entry().coat, Coat::Works, "and nobody else's");
}

#[test]
fn who_comes_late_is_told_of_every_shot_that_goes_on() {
    let mut table = Table::new(16, 12);
    // Long enough that mines lie about.
    table.ticks(60 * 40, &mut []);
    // Those that are over before word of them could come are not told.
    let about = |table: &Table| -> Vec<_> {
        let arena = table.authority.arena();
        let lasting = |shot: &&Shot| shot.expires.since(arena.tick()) > 60;
        arena.shots().iter().filter(lasting).map(|shot| shot.id).collect()
    };
    let mut late = table.client(1);
    while table.authority.players() == 0 {
        table.tick(&mut [&mut late]);
    }
    let there = about(&table);
    assert!(!there.is_empty());
    table.ticks(30, &mut [&mut late]);
    for shot in about(&table).iter().chain(&there) {
        assert!(late.fired.contains(shot), "{shot:?}");
    }
}

#[test]
fn a_crowd_in_a_fight_throws_nobody_out_and_tells_of_now() {
    let mut table = Table::new(250, 250);
    let mut ada = table.client(1);
    table.ticks(60 * 4, &mut [&mut ada]);
    // Now through a link that carries a fifth of what it should.
    ada.hears_one_of = 5;
    table.ticks(60 * 8, &mut [&mut ada]);
    assert!(ada.netcode.is_connected());
    assert!(ada.outcomes > 300, "{} outcomes", ada.outcomes);
    let now = table.authority.arena().tick();
    let late = now.since(ada.newest_told);
    assert!(late < 240, "the newest outcome told is {late} ticks old");
}

#[test]
fn leaving_frees_the_seat_at_once_and_stopping_says_why() {
    let mut table = Table::new(8, 0);
    let (mut ada, mut bob) = (table.client(1), table.client(2));
    table.ticks(60, &mut [&mut ada, &mut bob]);
    bob.ask(&ClientRequest::Leave);
    table.ticks(10, &mut [&mut ada, &mut bob]);
    assert!(bob.netcode.is_disconnected());
    assert_eq!((table.authority.players(), ada.roster.len()), (1, 1));
    table.authority.stop();
    let (mut connected, mut ticks) = (0, 0);
    while !table.authority.parted() {
        table.tick(&mut [&mut ada]);
        connected += u32::from(ada.netcode.is_connected());
        ticks += 1;
    }
    assert_eq!(ada.goodbye, Some(Farewell::Stopping));
    assert!(ada.netcode.is_disconnected() && connected < 10, "{connected}");
    assert!(ticks < 30, "{ticks} with what is said again");
    let person = hogs_server::tickets::Person {
        key: [5; 32],
        name: "Late".to_owned(),
        chassis: Chassis::Shoat,
        coat: Coat::default(),
    };
    let late = table
        .office
        .lock()
        .unwrap()
        .issue(table.now, person, [127, 0, 0, 1].into());
    assert_eq!(late, Err(hogs_shared::protocol::join::Denial::Draining));
}

#[test]
fn who_missed_the_goodbye_hears_it_said_again() {
    let mut table = Table::new(8, 0);
    let mut bob = table.client(2);
    table.ticks(60, &mut [&mut bob]);
    bob.ask(&ClientRequest::Leave);
    bob.hears_one_of = u32::MAX;
    while table.authority.sessions().connected() > 0 {
        table.tick(&mut [&mut bob]);
    }
    assert!(bob.netcode.is_connected());
    bob.hears_one_of = 1;
    table.ticks(30, &mut [&mut bob]);
    assert!(bob.netcode.is_disconnected());
    let silent = (0..30).all(|_| table.tick(&mut [&mut bob]).is_empty());
    assert!(silent && table.authority.parted());
}

#[test]
fn who_stops_listening_is_dropped_before_memory_is() {
    let mut table = Table::new(12, 12);
    let (mut ada, mut bob) = (table.client(1), table.client(2));
    table.ticks(60, &mut [&mut ada, &mut bob]);
    // Bob goes on talking, and never acknowledges anything.
    let mut number = bob.uplink().sequence;
    for _ in 0..60 * 20 {
        table.tick(&mut [&mut ada]);
        number = number.next();
        let deaf = Uplink {
            sequence: number,
            ..Uplink::default()
        };
        bob.send(&UplinkSender::default().encode(&deaf, &|_| true).0);
        for mut datagram in std::mem::take(&mut bob.outbox) {
            table.authority.receive(table.now, bob.address, &mut datagram);
        }
        if table.drops("silent_clients") > 0 {
            break;
        }
    }
    assert_eq!(table.drops("silent_clients"), 1);
    assert!(ada.netcode.is_connected());
    assert_eq!(table.authority.players(), 1);
}

#[test]
fn two_people_are_never_called_alike_nor_like_a_bot() {
    let mut table = Table::new(8, 6);
    let person = |key, name: &str| hogs_server::tickets::Person {
        key: [key; 32],
        name: name.to_owned(),
        chassis: Chassis::Shoat,
        coat: Coat::default(),
    };
    let join = |table: &mut Table, key: u8, name: &str| {
        let bytes = table
            .office
            .lock()
            .unwrap()
            .issue(table.now, person(key, name), [127, 0, 0, 1].into())
            .unwrap();
        let token = renetcode::ConnectToken::read(&mut bytes.as_slice()).unwrap();
        let mut client = Client::new(token, common::address(key), table.now);
        table.ticks(40, &mut [&mut client]);
        client
    };
    let bot = table.authority.roster().last().unwrap().name.clone();
    let first = join(&mut table, 1, "Ada");
    let second = join(&mut table, 2, "ADA");
    let third = join(&mut table, 3, &bot);
    assert_eq!(first.entry().name, "Ada");
    assert_eq!(second.entry().name, "ADA (2)");
    let names: std::collections::BTreeSet<String> = table
        .authority
        .roster()
        .map(|entry| entry.name.to_lowercase())
        .collect();
    assert_eq!(names.len(), table.authority.roster().count(), "{names:?}");
    assert!(third.netcode.is_connected());
}
