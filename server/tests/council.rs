//! What people ask of a match that is on: votes, to look on, words and marks for their side; and what cannot be had.
//! The whole server in virtual time.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod common;

use std::sync::Arc;

use common::Table;
use common::crew::{ballot, crew, customs, decisions, own, plan, refusal, ticks};
use hogs_server::authority::Customs;
use hogs_shared::arena::Rules;
use hogs_shared::assets::AssetFolder;
use hogs_shared::ids::Team;
use hogs_shared::math::Vec3;
use hogs_shared::mode::Mode;
use hogs_shared::protocol::ballot::{Decision, Motion, NO, Refusal, YES};
use hogs_shared::protocol::messages::{ClientRequest, Farewell, Notice, PingKind, Spot};
use hogs_shared::tick::Tick;

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
