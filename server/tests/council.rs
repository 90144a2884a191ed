//! From match to match: warm-ups, votes, another arena, who looks on, and what cannot be had. The whole server in virtual
//! time.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod common;

use std::sync::{Arc, OnceLock};

use common::{Client, Table};
use hogs_server::authority::Customs;
use hogs_server::rotation::Rotation;
use hogs_server::stage::Stage;
use hogs_server::tickets::Bill;
use hogs_shared::arena::Rules;
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::NavMap;
use hogs_shared::ids::{HogId, Team};
use hogs_shared::math::Vec3;
use hogs_shared::mode::{Mode, Phase, Score};
use hogs_shared::protocol::ballot::{Ballot, Decision, Motion, NO, Plan, Question, Refusal, YES};
use hogs_shared::protocol::messages::{ClientRequest, Farewell, Notice, PingKind, Spot};
use hogs_shared::tick::Tick;

/// Most ticks that anything here takes.
const PATIENCE: u32 = 60 * 60;

fn plan(map: &str) -> Plan {
    Plan {
        map: map.to_owned(),
        mode: "deathmatch".to_owned(),
    }
}

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

fn customs() -> Customs {
    Customs {
        warm_up: false,
        rotation: "sty, gorge, rime, stacks".parse::<Rotation>().unwrap(),
        votes: true,
        spectators: 1,
    }
}

fn phase(table: &Table) -> Phase {
    table.authority.arena().game().phase
}

/// Players who are in.
fn crew(table: &mut Table, count: u8) -> Vec<Client> {
    let mut clients: Vec<Client> = (1..=count).map(|number| table.client(number)).collect();
    ticks(table, 40, &mut clients);
    assert_eq!(table.authority.players(), usize::from(count));
    clients
}

fn ticks(table: &mut Table, count: u32, clients: &mut [Client]) {
    let mut present: Vec<&mut Client> = clients.iter_mut().collect();
    table.ticks(count, &mut present);
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

fn own(client: &Client) -> HogId {
    client.snapshot.as_ref().unwrap().own
}

fn ballot(client: &Client) -> Option<&Ballot> {
    let mut ballots = client.told.iter().filter_map(|notice| match notice {
        Notice::Ballot(ballot) => Some(ballot),
        _ => None,
    });
    ballots.next_back()
}

fn refusal(client: &Client) -> Option<Refusal> {
    let mut refused = client.told.iter().filter_map(|notice| match notice {
        Notice::Refused(refusal) => Some(*refusal),
        _ => None,
    });
    refused.next_back()
}

fn decisions(client: &Client) -> Vec<&Decision> {
    let decided = client.told.iter().filter_map(|notice| match notice {
        Notice::Decided(decision) => Some(decision),
        _ => None,
    });
    decided.collect()
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
    let before: Vec<_> = table
        .authority
        .roster()
        .filter(|entry| !entry.bot)
        .cloned()
        .collect();
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
    let after: Vec<_> = table
        .authority
        .roster()
        .filter(|entry| !entry.bot)
        .cloned()
        .collect();
    let who = |entries: &[hogs_shared::protocol::messages::RosterEntry]| -> Vec<_> {
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

#[test]
fn more_than_half_of_all_can_begin_a_match_again() {
    let mut table = Table::with_customs(8, 2, customs());
    let mut clients = crew(&mut table, 3);
    ticks(&mut table, 60 * 5, &mut clients);
    let ends = table.authority.arena().game().phase_ends;
    clients[0].ask(&ClientRequest::CallVote(Motion::Restart));
    ticks(&mut table, 20, &mut clients);
    assert_eq!(ballot(&clients[1]).unwrap().votes, [1, 0]);
    clients[1].ask(&ClientRequest::CallVote(Motion::Restart));
    clients[2].ask(&ClientRequest::CancelVote);
    ticks(&mut table, 20, &mut clients);
    assert_eq!(refusal(&clients[1]), Some(Refusal::VoteHeld));
    assert_eq!(refusal(&clients[2]), Some(Refusal::NotYours));
    clients[1].ask(&ClientRequest::Vote(YES));
    ticks(&mut table, 20, &mut clients);
    assert_eq!(decisions(&clients[0]), [&Decision::Carried(Motion::Restart)]);
    assert!(table.authority.arena().game().phase_ends > ends);
    assert!(clients.iter().all(|client| client.goodbye.is_none()));
    assert_eq!(
        table.authority.arena().hogs().filter(|hog| hog.alive()).count(),
        3
    );
    // Not again at once; and what is not played here cannot be had at all.
    clients[1].ask(&ClientRequest::CallVote(Motion::Restart));
    clients[2].ask(&ClientRequest::CallVote(Motion::Play(plan("atlantis"))));
    ticks(&mut table, 20, &mut clients);
    assert!(matches!(refusal(&clients[1]), Some(Refusal::TooSoon(_))));
    assert_eq!(refusal(&clients[2]), Some(Refusal::NotPlayed));
}

#[test]
fn a_vote_ends_with_whoever_called_it_and_without_a_majority() {
    let mut table = Table::with_customs(8, 0, customs());
    let mut clients = crew(&mut table, 3);
    clients[0].ask(&ClientRequest::CallVote(Motion::Play(plan("gorge"))));
    ticks(&mut table, 20, &mut clients);
    clients[0].disconnect();
    ticks(&mut table, 20, &mut clients);
    assert_eq!(decisions(&clients[1]), [&Decision::Withdrawn]);
    ticks(&mut table, 60 * 16, &mut clients[1..]);
    clients[1].ask(&ClientRequest::CallVote(Motion::Play(plan("gorge"))));
    ticks(&mut table, 20, &mut clients[1..]);
    clients[2].ask(&ClientRequest::Vote(NO));
    ticks(&mut table, 20, &mut clients[1..]);
    let rejected = Decision::Rejected(Motion::Play(plan("gorge")));
    assert_eq!(decisions(&clients[2]).last(), Some(&&rejected));
    assert_eq!(table.authority.take_order(), None);
}

#[test]
fn who_looks_on_makes_room_for_a_bot_and_comes_back_to_their_score() {
    let mut table = Table::with_customs(8, 4, customs());
    let mut clients = crew(&mut table, 2);
    let seat = own(&clients[0]);
    clients[0].ask(&ClientRequest::LookOn(true));
    ticks(&mut table, 30, &mut clients);
    assert!(table.authority.arena().hog(seat).unwrap().looks_on());
    assert!(
        clients[1]
            .roster
            .iter()
            .any(|entry| entry.seat == seat && entry.looks_on)
    );
    assert_eq!(table.authority.roster().filter(|entry| entry.bot).count(), 3);
    clients[1].ask(&ClientRequest::LookOn(true));
    ticks(&mut table, 30, &mut clients);
    assert_eq!(refusal(&clients[1]), Some(Refusal::Crowded), "only one may");
    clients[0].ask(&ClientRequest::LookOn(false));
    ticks(&mut table, 30, &mut clients);
    assert!(table.authority.arena().hog(seat).unwrap().alive());
    assert_eq!(table.authority.roster().filter(|entry| entry.bot).count(), 2);
}

#[test]
fn where_everyone_is_on_their_own_there_is_no_side_to_speak_to() {
    let mut table = Table::with_customs(8, 0, customs());
    let mut clients = crew(&mut table, 2);
    let at = Spot::of(Vec3::new(1.0, 2.0, -3.06));
    assert!((at.place() - Vec3::new(1.0, 2.0, -3.1)).length() < 1e-3);
    for request in [
        ClientRequest::TeamChat("psst".to_owned()),
        ClientRequest::Ping {
            at,
            kind: PingKind::Help,
        },
        ClientRequest::Team(Team::Azure),
        ClientRequest::CallVote(Motion::Shuffle),
    ] {
        clients[0].told.clear();
        clients[0].ask(&request);
        ticks(&mut table, 20, &mut clients);
        assert_eq!(refusal(&clients[0]), Some(Refusal::NoSides), "{request:?}");
    }
    clients[0].ask(&ClientRequest::Phrase(3));
    ticks(&mut table, 20, &mut clients);
    let from = own(&clients[0]);
    assert!(clients[1].told.contains(&Notice::Phrase { from, phrase: 3 }));
}

/// A match with sides.
fn sided(customs: Customs, bots: usize) -> Table {
    let data = AssetFolder::find()
        .unwrap()
        .load("sty", "team_deathmatch")
        .unwrap();
    let rules = Arc::new(Rules::new(Mode::TeamDeathmatch, data).unwrap());
    Table::by((rules, common::rules().1), 8, bots, customs)
}

#[test]
fn words_and_marks_for_ones_side_reach_it_alone() {
    let mut table = sided(customs(), 0);
    let mut clients = crew(&mut table, 4);
    let sides: Vec<_> = clients
        .iter()
        .map(|client| client.entry().team.unwrap())
        .collect();
    let members = |side: Team| sides.iter().filter(|other| **other == side).count();
    assert_eq!(Team::ALL.map(members), [2, 2]);
    let (at, kind) = (Spot::of(Vec3::new(10.0, 0.0, 20.0)), PingKind::Enemy);
    clients[0].ask(&ClientRequest::TeamChat(" left \n flank".to_owned()));
    clients[0].ask(&ClientRequest::Ping { at, kind });
    ticks(&mut table, 20, &mut clients);
    let from = own(&clients[0]);
    let text = "left flank".to_owned();
    for (client, side) in clients.iter().zip(&sides) {
        let heard = client.told.contains(&Notice::TeamChat {
            from,
            text: text.clone(),
        });
        let marked = client.told.contains(&Notice::Ping { from, at, kind });
        assert_eq!((heard, marked), (*side == sides[0], *side == sides[0]));
    }
    // A wish that would make the sides uneven is refused in words.
    clients[1].ask(&ClientRequest::Team(sides[1].other()));
    ticks(&mut table, 20, &mut clients);
    assert_eq!(refusal(&clients[1]), Some(Refusal::Uneven));
    // Two of one side leave: what is left can be shuffled, by vote.
    let (leaving, staying): (Vec<usize>, Vec<usize>) = (0..4).partition(|&number| sides[number] == sides[0]);
    for number in leaving {
        clients[number].disconnect();
    }
    ticks(&mut table, 20, &mut clients);
    for number in &staying {
        clients[*number].ask(&ClientRequest::CallVote(Motion::Shuffle));
        ticks(&mut table, 20, &mut clients);
        clients[*number].ask(&ClientRequest::Vote(YES));
        ticks(&mut table, 20, &mut clients);
    }
    let dealt: Vec<_> = staying
        .iter()
        .map(|&number| clients[number].entry().team)
        .collect();
    assert_ne!(dealt[0], dealt[1]);
    let arena = table.authority.arena();
    assert!(arena.hogs().all(|hog| {
        hog.alive()
            && hog.team
                == table
                    .authority
                    .roster()
                    .find(|entry| entry.seat == hog.id)
                    .unwrap()
                    .team
    }));
}

#[test]
fn wishes_without_end_are_not_heard() {
    let mut table = Table::with_customs(8, 0, customs());
    let mut clients = crew(&mut table, 2);
    for _ in 0..60 {
        clients[0].ask(&ClientRequest::Vote(2));
        clients[0].ask(&ClientRequest::Ping {
            at: Spot::default(),
            kind: PingKind::Go,
        });
    }
    ticks(&mut table, 60, &mut clients);
    assert!(table.drops("wish_budget") > 40 && table.drops("ping_budget") > 40);
    let refused = clients[0]
        .told
        .iter()
        .filter(|notice| matches!(notice, Notice::Refused(_)))
        .count();
    assert!(refused <= 20 && clients[0].netcode.is_connected(), "{refused}");
}

#[test]
fn a_host_sends_someone_out_by_name() {
    let mut table = Table::with_customs(8, 0, customs());
    let mut clients = crew(&mut table, 2);
    assert!(!table.authority.kick("Nobody"));
    assert!(table.authority.kick("player 1"));
    ticks(&mut table, 30, &mut clients);
    assert_eq!(clients[0].goodbye, Some(Farewell::Kicked));
    assert_eq!(table.authority.roster().count(), 1);
    assert!(table.authority.arena().tick() > Tick(0));
}
