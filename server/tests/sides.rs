//! Sides: who is put where, who may change, and that bots keep them even.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

use std::sync::Arc;

use hogs_server::lobby::{BotFill, Lobby};
use hogs_server::tickets::Person;
use hogs_shared::arena::{Arena, Rules};
use hogs_shared::assets::AssetFolder;
use hogs_shared::bot::Skill;
use hogs_shared::ids::{Chassis, Coat, HogId, Team};
use hogs_shared::mode::Mode;
use hogs_shared::protocol::ballot::Refusal;

/// A lobby and its match.
struct Hall {
    lobby: Lobby,
    arena: Arena,
}

/// What a mode is played by, in the Sty.
fn rules(mode: Mode) -> Arc<Rules> {
    let data = AssetFolder::find().unwrap().load("sty", mode.name()).unwrap();
    Arc::new(Rules::new(mode, data).unwrap())
}

impl Hall {
    fn new(players: usize) -> Self {
        let fill = BotFill {
            players,
            skill: Skill::from_level(1),
        };
        Self {
            lobby: Lobby::new(16, fill, true, 2, 3),
            arena: Arena::new(rules(Mode::TeamDeathmatch), 3),
        }
    }

    fn step(&mut self) {
        self.lobby.fill_up(&self.arena);
        self.lobby.change_sides(&self.arena);
        let inputs = self.lobby.take_inputs();
        self.arena.step(&inputs);
        self.lobby.note_scores(&self.arena);
        self.lobby.take_notices();
    }

    fn steps(&mut self, count: u32) {
        for _ in 0..count {
            self.step();
        }
    }

    fn join(&mut self, key: u8) -> HogId {
        let person = Person {
            key: [key; 32],
            name: format!("Player {key}"),
            chassis: Chassis::Boar,
            coat: Coat::default(),
        };
        let seat = self.lobby.seat(&person, &self.arena).unwrap();
        self.steps(3);
        seat
    }

    fn side(&self, seat: HogId) -> Option<Team> {
        self.lobby.roster().entry(seat).unwrap().team
    }

    /// Players of each side, and people.
    fn sizes(&self) -> [(usize, usize); 2] {
        Team::ALL.map(|team| {
            let members = || {
                self.lobby
                    .roster()
                    .entries()
                    .filter(|entry| entry.team == Some(team))
            };
            (members().count(), members().filter(|entry| !entry.bot).count())
        })
    }

    /// Whether roster and match agree.
    fn agrees(&self) -> bool {
        let entries = self.lobby.roster().entries();
        entries
            .into_iter()
            .all(|entry| self.arena.hog(entry.seat).unwrap().team == entry.team)
    }
}

#[test]
fn people_are_spread_and_bots_make_both_sides_alike() {
    let mut hall = Hall::new(8);
    hall.steps(5);
    assert_eq!(hall.sizes().map(|(all, _)| all), [4, 4]);
    for key in 1..=7 {
        hall.join(key);
        let [(amber, a), (azure, b)] = hall.sizes();
        assert!(
            a.abs_diff(b) <= 1 && amber.abs_diff(azure) <= 1,
            "{:?}",
            hall.sizes()
        );
        assert_eq!(amber + azure, 8);
        assert!(hall.agrees());
    }
    for key in [1, 3, 5] {
        hall.lobby.free(&[key; 32], &hall.arena);
        hall.steps(3);
        let [(amber, _), (azure, _)] = hall.sizes();
        assert!(amber.abs_diff(azure) <= 1, "{:?}", hall.sizes());
    }
}

#[test]
fn one_may_change_where_it_makes_things_even_and_only_there() {
    let mut hall = Hall::new(0);
    let seats: Vec<HogId> = (1..=3).map(|key| hall.join(key)).collect();
    let of = |hall: &Hall, team| {
        seats
            .iter()
            .copied()
            .filter(|&seat| hall.side(seat) == Some(team))
            .collect::<Vec<_>>()
    };
    let large = if of(&hall, Team::Amber).len() == 2 {
        Team::Amber
    } else {
        Team::Azure
    };
    let (two, one) = (of(&hall, large), of(&hall, large.other()));
    assert_eq!(hall.lobby.wish_side(one[0], large), Err(Refusal::Uneven));
    // In a match that is on, from the next spawn on.
    hall.lobby.wish_side(two[0], large.other()).unwrap();
    hall.steps(20);
    assert_eq!(hall.side(two[0]), Some(large), "not while it lives");
    let mut state = hall.arena.capture();
    state
        .hogs
        .iter_mut()
        .find(|hog| hog.id == two[0])
        .unwrap()
        .respawn_ticks = 5;
    hall.arena.restore(&state);
    hall.steps(20);
    assert_eq!(hall.side(two[0]), Some(large.other()));
    assert!(hall.agrees() && hall.arena.hog(two[0]).unwrap().alive());
    // Now it is the other side that has enough.
    assert_eq!(hall.lobby.wish_side(two[1], large.other()), Err(Refusal::Uneven));
}

#[test]
fn who_comes_back_is_on_the_side_they_left_unless_that_is_full() {
    let mut hall = Hall::new(0);
    let seats: Vec<HogId> = (1..=4).map(|key| hall.join(key)).collect();
    let sides: Vec<_> = seats.iter().map(|&seat| hall.side(seat)).collect();
    for (key, side) in [(1, sides[0]), (2, sides[1])] {
        hall.lobby.free(&[key; 32], &hall.arena);
        hall.steps(3);
        let seat = hall.join(key);
        assert_eq!(hall.side(seat), side);
    }
    // Two leave one side, and one of the other comes back to it.
    let of_first: Vec<u8> = (1..=4)
        .filter(|&key| sides[usize::from(key) - 1] == sides[0])
        .collect();
    for key in of_first {
        hall.lobby.free(&[key; 32], &hall.arena);
        hall.steps(3);
    }
    assert_eq!(hall.lobby.may_shuffle(), Ok(()));
    hall.lobby.shuffle(&hall.arena);
    hall.steps(3);
    assert_eq!(hall.sizes().map(|(_, people)| people), [1, 1]);
    assert_eq!(hall.lobby.may_shuffle(), Err(Refusal::Even));
    assert!(hall.agrees());
}

#[test]
fn the_next_match_keeps_sides_and_one_without_sides_has_none() {
    let mut hall = Hall::new(6);
    let seats: Vec<HogId> = (1..=3).map(|key| hall.join(key)).collect();
    let sides: Vec<_> = seats.iter().map(|&seat| hall.side(seat)).collect();
    hall.arena = Arena::new(rules(Mode::TeamDeathmatch), 4);
    hall.lobby.move_to(&hall.arena, true, true);
    hall.steps(3);
    assert_eq!(
        seats.iter().map(|&seat| hall.side(seat)).collect::<Vec<_>>(),
        sides
    );
    assert!(hall.agrees());
    hall.arena = Arena::new(rules(Mode::Deathmatch), 5);
    hall.lobby.move_to(&hall.arena, false, true);
    hall.steps(3);
    assert!(hall.agrees() && hall.lobby.roster().entries().all(|entry| entry.team.is_none()));
    hall.arena = Arena::new(rules(Mode::TeamDeathmatch), 6);
    hall.lobby.move_to(&hall.arena, true, true);
    hall.steps(3);
    let [(amber, a), (azure, b)] = hall.sizes();
    assert!(hall.agrees() && amber + azure == 6 && amber.abs_diff(azure) <= 1 && a.abs_diff(b) <= 1);
}

#[test]
fn who_looks_on_is_on_no_side() {
    let mut hall = Hall::new(4);
    let seat = hall.join(1);
    hall.lobby.look_on(seat, true, &hall.arena).unwrap();
    hall.steps(3);
    assert_eq!(hall.side(seat), None);
    assert_eq!(hall.lobby.wish_side(seat, Team::Amber), Err(Refusal::NoSides));
    assert_eq!(hall.sizes().map(|(all, _)| all), [2, 2]);
    hall.lobby.look_on(seat, false, &hall.arena).unwrap();
    hall.steps(3);
    assert!(hall.side(seat).is_some() && hall.agrees());
    assert_eq!(hall.sizes().map(|(all, _)| all), [2, 2]);
}
