//! Real servers, real sockets, real sessions: players see and hit one another, come and go, and keep what is theirs.
//! Waits are bounded by deadlines far beyond need, so that a slow machine is slow and not red.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use hogs_server::config::Config;
use hogs_server::{RunningServer, Server};
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::ids::{Chassis, HogId};
use hogs_shared::mode::Score;
use hogs_shared::netplay::bad_link::Conditions;
use hogs_shared::netplay::scene::SceneEvent;
use hogs_shared::netplay::session::{EndReason, SessionState};
use hogs_shared::protocol::ballot::{Decision, Motion, Plan, YES};
use hogs_shared::protocol::messages::{ClientRequest, Farewell};
use hogs_tests::client::{Course, SwarmClient, fresh_key, knock};
use hogs_tests::game::Folder;
use ring::signature::Ed25519KeyPair;

/// How long a test waits for anything at most.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server with a certificate of its own. It is read at the start, so its folder need not stay.
fn server(change: impl FnOnce(&mut Config)) -> RunningServer {
    static SERVERS: AtomicU32 = AtomicU32::new(0);
    let number = SERVERS.fetch_add(1, Ordering::Relaxed);
    let state = Folder::new(&format!("network-{number}"));
    let mut config = Config {
        bind: Ipv4Addr::LOCALHOST.into(),
        port: 0,
        bots: 0,
        lan: false,
        warm_up: false,
        seed: Some(11),
        state: Some(state.path().to_owned()),
        ..Config::default()
    };
    change(&mut config);
    Server::start(config).unwrap()
}

/// Players and what they have witnessed.
struct Table {
    address: SocketAddr,
    start: Instant,
    players: Vec<Seat>,
    course: Option<Course>,
}

struct Seat {
    client: SwarmClient,
    key: Ed25519KeyPair,
    events: Vec<SceneEvent>,
}

impl Table {
    fn at(server: &RunningServer) -> Self {
        Self {
            address: server.address(),
            start: Instant::now(),
            players: Vec::new(),
            course: None,
        }
    }

    fn sit(&mut self, key: Ed25519KeyPair, conditions: Conditions) -> usize {
        let number = self.players.len();
        let chassis = Chassis::in_turn(number);
        let ticket = knock(self.address, &format!("Player {number}"), chassis, &key).unwrap();
        let course = self.course.get_or_insert_with(|| Course::of(&ticket).unwrap());
        let now = self.start.elapsed();
        let client =
            SwarmClient::new(self.address, &ticket, course, conditions, 50 + number as u64, now).unwrap();
        self.players.push(Seat {
            client,
            key,
            events: Vec::new(),
        });
        number
    }

    /// Lets everybody play until `done`, or until patience ends.
    fn play_until(&mut self, what: &str, mut done: impl FnMut(&[Seat]) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !done(&self.players) {
            assert!(Instant::now() < deadline, "waited in vain until {what}");
            for seat in &mut self.players {
                seat.client.pump(self.start.elapsed()).unwrap();
                seat.events.extend(seat.client.session.take_events());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Seat {
    fn own(&self) -> Option<HogId> {
        self.client.session.own()
    }

    fn saw(&self, what: impl Fn(&Outcome) -> bool) -> bool {
        self.events
            .iter()
            .any(|event| matches!(event, SceneEvent::Outcome(outcome) if what(outcome)))
    }
}

#[test]
fn players_see_each_other_move_and_are_hit_by_each_others_shots() {
    let server = server(|_| {});
    let mut table = Table::at(&server);
    for _ in 0..2 {
        table.sit(fresh_key().unwrap(), Conditions::default());
    }
    table.play_until("both are in", |players| {
        players.iter().all(|seat| seat.client.playing())
    });
    let (first, second) = (table.players[0].own().unwrap(), table.players[1].own().unwrap());
    assert_ne!(first, second);
    let mut seen_moving = [false; 2];
    table.play_until("each saw the other move", |players| {
        for (index, seat) in players.iter().enumerate() {
            let other = if index == 0 { second } else { first };
            let scene = seat.client.session.scene();
            let moving = scene.and_then(|scene| scene.hog(other).map(|hog| hog.velocity.length() > 3.0));
            seen_moving[index] |= moving.unwrap_or(false);
        }
        seen_moving == [true; 2]
    });
    let hurt = |by: HogId, whom: HogId| {
        move |outcome: &Outcome| {
            matches!(outcome, Outcome::Damaged { victim, attacker: Some(attacker), .. }
                if *victim == whom && *attacker == by)
        }
    };
    table.play_until("each was hit by the other, as both saw", |players| {
        players
            .iter()
            .all(|seat| seat.saw(hurt(first, second)) && seat.saw(hurt(second, first)))
    });
}

#[test]
fn a_dead_client_costs_nobody_else_and_comes_back_to_its_score() {
    let server = server(|config| config.bots = 6);
    let mut table = Table::at(&server);
    for _ in 0..2 {
        table.sit(fresh_key().unwrap(), Conditions::default());
    }
    let score = |seat: &Seat, of: HogId| {
        seat.client
            .session
            .players()
            .get(&of)
            .map(|player| player.score)
            .unwrap_or_default()
    };
    table.play_until("the second player has something to lose", |players| {
        players[1]
            .own()
            .is_some_and(|own| score(&players[0], own).kills + score(&players[0], own).deaths > 0)
    });
    let own = table.players[1].own().unwrap();
    // Its process dies: no goodbye, only silence.
    let gone = table.players.remove(1);
    let had = score(&table.players[0], own);
    drop(gone.client);
    let before = table.players[0].client.session.tick();
    table.play_until("the match went on for three seconds", |players| {
        players[0].client.playing() && players[0].client.session.tick() > before.after(180)
    });
    table.sit(gone.key, Conditions::default());
    table.play_until("it is in again, with at least the score it had", |players| {
        players[1].own().is_some_and(|own| {
            let has = score(&players[0], own);
            has.kills >= had.kills && has.deaths >= had.deaths && has.kills + has.deaths > 0
        })
    });
    assert!(table.players[0].client.playing());
}

#[test]
fn chat_reaches_everyone_once_and_a_stop_is_announced() {
    let server = server(|_| {});
    let mut table = Table::at(&server);
    let bad = Conditions {
        loss: 0.2,
        duplicate: 0.2,
        reorder: 0.1,
        ..Conditions::of_round_trip(60.0, 10.0)
    };
    for _ in 0..3 {
        table.sit(fresh_key().unwrap(), bad);
    }
    table.play_until("all are in", |players| {
        players.iter().all(|seat| seat.client.playing())
    });
    table.players[0]
        .client
        .session
        .request(&ClientRequest::Chat("  oink\u{7}  oink ".to_owned()));
    let heard = |seat: &Seat| {
        let said = |event: &&SceneEvent| matches!(event, SceneEvent::Chat { text, from: Some(_) } if text == "oink oink");
        seat.events.iter().filter(said).count()
    };
    table.play_until("all heard it", |players| {
        players.iter().all(|seat| heard(seat) > 0)
    });
    let tick = table.players[0].client.session.tick();
    table.play_until("a second passed", |players| {
        players[0].client.session.tick() > tick.after(60)
    });
    assert!(
        table.players.iter().all(|seat| heard(seat) == 1),
        "heard it twice"
    );
    server.stop();
    table.play_until("all were told of the end", |players| {
        players
            .iter()
            .all(|seat| matches!(seat.client.session.state(), SessionState::Ended(_)))
    });
    let told = EndReason::Farewell(Farewell::Stopping);
    let ends: Vec<_> = table
        .players
        .iter()
        .map(|seat| seat.client.session.state().clone())
        .collect();
    // With a fifth of all datagrams lost one of them may hear only the closing; most hear why.
    assert!(ends.contains(&SessionState::Ended(told)), "{ends:?}");
}

#[test]
fn a_vote_takes_everybody_to_another_arena_on_their_own_seats() {
    let plan = Plan {
        map: "gorge".to_owned(),
        mode: "deathmatch".to_owned(),
    };
    let server = server(|config| {
        config.bots = 4;
        config.rotation = "sty, gorge".parse().unwrap();
    });
    let mut table = Table::at(&server);
    for _ in 0..2 {
        table.sit(fresh_key().unwrap(), Conditions::default());
    }
    let offered = |seat: &Seat| seat.client.session.offered().contains(&plan);
    table.play_until("both know what is played here", |players| {
        players.iter().all(|seat| seat.client.playing() && offered(seat))
    });
    let seats: Vec<_> = table.players.iter().map(Seat::own).collect();
    let motion = Motion::Play(plan.clone());
    let session = &mut table.players[0].client.session;
    session.request(&ClientRequest::CallVote(motion.clone()));
    let asked = |seat: &Seat| seat.client.session.vote().is_some();
    table.play_until("the other is asked", |players| asked(&players[1]));
    assert!(table.players[1].client.session.vote_left_s().unwrap() > 5.0);
    table.players[1].client.session.vote_for(YES);
    assert_eq!(table.players[1].client.session.voted(), Some(YES));
    table.play_until("both are sent on", |players| {
        let over = SessionState::Ended(EndReason::NextMatch);
        players.iter().all(|seat| *seat.client.session.state() == over)
    });
    let carried = SceneEvent::Decided(Decision::Carried(motion));
    assert!(table.players.iter().all(|seat| seat.events.contains(&carried)));
    // They knock again with their keys, and nothing else.
    table.course = None;
    for seat in std::mem::take(&mut table.players) {
        table.sit(seat.key, Conditions::default());
    }
    table.play_until("both are in again", |players| {
        players
            .iter()
            .all(|seat| seat.client.playing() && seat.client.session.players().len() == 4)
    });
    assert_eq!(table.course.as_ref().unwrap().rules.map, "gorge");
    assert_eq!(table.players.iter().map(Seat::own).collect::<Vec<_>>(), seats);
    for (number, seat) in table.players.iter().enumerate() {
        let myself = seat.client.session.myself().unwrap();
        assert_eq!(myself.name, format!("Player {number}"));
        assert_eq!(myself.score, Score::default());
    }
    assert_eq!(server.status().people.len(), 2);
}

#[test]
fn a_goodbye_does_not_wait_on_a_bad_link() {
    let server = server(|_| {});
    let mut table = Table::at(&server);
    for _ in 0..2 {
        table.sit(fresh_key().unwrap(), Conditions::default());
    }
    let known = |players: &[Seat]| players[0].client.session.players().len();
    table.play_until("both are in", |players| {
        known(players) == 2 && players[1].client.playing()
    });
    let slow = Conditions::of_round_trip(1e6, 0.0);
    table.players[1].client.set_conditions(slow);
    table.players[1].client.leave();
    table.play_until("the other is gone", |players| known(players) == 1);
    server.stop();
    let drops = server.wait().unwrap().drops;
    assert!(!drops.contains_key("timed_out_clients"), "{drops:?}");
}

#[test]
fn a_full_server_says_so() {
    let server = server(|config| config.max_players = 1);
    let mut table = Table::at(&server);
    table.sit(fresh_key().unwrap(), Conditions::default());
    table.play_until("the first is in", |players| players[0].client.playing());
    let problem = knock(server.address(), "Late", Chassis::Boar, &fresh_key().unwrap())
        .unwrap_err()
        .to_string();
    assert!(problem.contains("full"), "{problem}");
}

#[test]
fn prediction_holds_at_a_hundred_milliseconds() {
    let server = server(|config| config.bots = 4);
    let mut table = Table::at(&server);
    let link = Conditions {
        loss: 0.02,
        ..Conditions::of_round_trip(100.0, 10.0)
    };
    table.sit(fresh_key().unwrap(), link);
    table.play_until("it is in", |players| players[0].client.playing());
    let begun = table.players[0].client.session.tick();
    table.play_until("clocks have settled", |players| {
        players[0].client.session.tick() > begun.after(180)
    });
    table.players[0].client.session.measure();
    let begun = table.players[0].client.session.tick();
    table.play_until("ten seconds passed", |players| {
        players[0].client.session.tick() > begun.after(600)
    });
    let session = &mut table.players[0].client.session;
    let samples = session.take_samples();
    assert!(
        samples.own_m.len() > 100,
        "only {} comparisons",
        samples.own_m.len()
    );
    let median = hogs_tests::figures::median(&samples.own_m).unwrap();
    // A quarter of a metre is nowhere near good; it is what a broken replay would exceed at once.
    assert!(median < 0.25, "median own correction {median} m");
    assert_eq!(session.malformed(), 0);
}
