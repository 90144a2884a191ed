//! Who takes part: seats, bots to fill them up, and what the match and everybody else must be told of it. Nothing here
//! knows of connections.

use hogs_shared::arena::controls::Controls;
use hogs_shared::arena::{Arena, Inputs, Join};
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::{Chassis, HogId};
use hogs_shared::mode::{Phase, Score};
use hogs_shared::protocol::join::PlayerKey;
use hogs_shared::protocol::messages::{Notice, RosterEntry};
use hogs_shared::rng::Rng;

use crate::tickets::Person;

pub mod names;
pub mod roster;

use roster::{Roster, Sitter};

/// Difference in round trip that is worth telling everyone, milliseconds.
const PING_STEP_MS: u16 = 10;

/// How bots fill up.
#[derive(Clone, Copy, Debug)]
pub struct BotFill {
    /// Players that there should be in all; bots make up for people.
    pub players: usize,
    /// How well they play.
    pub skill: Skill,
}

/// The lobby.
#[derive(Debug)]
pub struct Lobby {
    roster: Roster,
    seats: usize,
    fill: BotFill,
    bots: Vec<Bot>,
    bots_made: usize,
    rng: Rng,
    inputs: Inputs,
    notices: Vec<Notice>,
}

impl Lobby {
    /// Nobody is here yet.
    #[must_use]
    pub fn new(seats: usize, fill: BotFill, seed: u64) -> Self {
        Self {
            roster: Roster::new(seats),
            seats,
            fill,
            bots: Vec::new(),
            bots_made: 0,
            rng: Rng::for_purpose(seed, 0x10BB),
            inputs: Inputs::default(),
            notices: Vec::new(),
        }
    }

    /// Who is on which seat.
    #[must_use]
    pub const fn roster(&self) -> &Roster {
        &self.roster
    }

    /// Gives a person a seat: the one they are on already, or a free one, or a bot's. None if all are people's.
    pub fn seat(&mut self, person: &Person, arena: &Arena) -> Option<HogId> {
        if let Some(seat) = self.roster.seat_of(&person.key) {
            self.rename(seat, &person.name);
            return Some(seat);
        }
        let seat = match self.roster.free() {
            Some(seat) => seat,
            None => self.dismiss_worst_bot(arena)?,
        };
        let score = self.roster.recall(&person.key);
        self.put(
            seat,
            Sitter::Person(person.key),
            &person.name,
            person.chassis,
            score,
        );
        Some(seat)
    }

    /// Frees the seat of a player who is gone.
    pub fn free(&mut self, key: &PlayerKey, arena: &Arena) {
        if let Some(seat) = self.roster.seat_of(key) {
            self.vacate(seat, arena);
        }
    }

    /// Lets bots come or go until there are as many players as there should be.
    pub fn fill_up(&mut self, arena: &Arena) {
        let people = self.roster.people();
        let wanted = self.fill.players.min(self.seats).saturating_sub(people);
        while self.roster.bots() > wanted {
            if self.dismiss_worst_bot(arena).is_none() {
                break;
            }
        }
        while self.roster.bots() < wanted {
            let Some(seat) = self.roster.free() else { break };
            let chassis = Chassis::from_index(self.rng.below(Chassis::ALL.len() as u32) as usize);
            let seed = u64::from(self.rng.next_u32()) << 32 | u64::from(self.rng.next_u32());
            self.bots.push(Bot::new(seat, self.fill.skill, seed));
            let name = names::of_bot(self.bots_made);
            self.bots_made = self.bots_made.wrapping_add(1);
            self.put(
                seat,
                Sitter::Bot,
                name,
                chassis.unwrap_or_default(),
                Score::default(),
            );
        }
    }

    /// What the bots do next.
    pub fn think(&mut self, arena: &Arena, nav: &NavMap, controls: &mut Vec<(HogId, Controls)>) {
        controls.extend(self.bots.iter_mut().map(|bot| (bot.hog(), bot.think(arena, nav))));
    }

    /// Has a person's wreck come back as another chassis. True once that is settled.
    pub fn change_chassis(&mut self, seat: HogId, chassis: Chassis, arena: &Arena) -> bool {
        let Some(entry) = self.roster.entry_mut(seat) else {
            return true;
        };
        if entry.chassis == chassis {
            return true;
        }
        let Some(hog) = arena.hog(seat) else { return false };
        // The next step brings it back.
        if hog.alive() || hog.respawn_ticks > 1 || !arena.game().phase.is_free() {
            return false;
        }
        entry.chassis = chassis;
        let entry = entry.clone();
        self.notices.push(Notice::Player(entry));
        self.inputs.joins.push(Join {
            hog: seat,
            team: None,
            looks_on: false,
            chassis,
            score: arena.game().score(seat),
        });
        true
    }

    /// Who comes and goes in the next step.
    pub fn take_inputs(&mut self) -> Inputs {
        std::mem::take(&mut self.inputs)
    }

    /// What everyone is to be told.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// Compares the scores that everyone was told with those there are.
    pub fn note_scores(&mut self, arena: &Arena) {
        let seats: Vec<HogId> = self.roster.entries().map(|entry| entry.seat).collect();
        for seat in seats {
            if arena.hog(seat).is_none() {
                continue;
            }
            let score = arena.game().score(seat);
            self.update(seat, |entry| {
                let changed = entry.score != score;
                entry.score = score;
                changed
            });
        }
    }

    /// Notes the round trip of a player.
    pub fn note_ping(&mut self, seat: HogId, ping_ms: u16) {
        self.update(seat, |entry| {
            let changed = entry.ping_ms.abs_diff(ping_ms) >= PING_STEP_MS;
            if changed {
                entry.ping_ms = ping_ms;
            }
            changed
        });
    }

    /// A new match has begun: scores of those who left are forgotten.
    pub fn begin_match(&mut self) {
        self.roster.forget();
    }

    fn rename(&mut self, seat: HogId, wanted: &str) {
        let name = self.roster.unused_name(wanted, seat);
        self.update(seat, |entry| {
            let changed = entry.name != name;
            entry.name = name;
            changed
        });
    }

    /// Changes an entry, and has everyone told if `change` says so.
    fn update(&mut self, seat: HogId, change: impl FnOnce(&mut RosterEntry) -> bool) {
        if let Some(entry) = self.roster.entry_mut(seat)
            && change(entry)
        {
            let entry = entry.clone();
            self.notices.push(Notice::Player(entry));
        }
    }

    fn put(&mut self, seat: HogId, sitter: Sitter, name: &str, chassis: Chassis, score: Score) {
        let entry = self.roster.take(seat, sitter, name, (chassis, None), score);
        self.inputs.joins.push(Join {
            hog: seat,
            team: None,
            looks_on: false,
            chassis,
            score,
        });
        self.notices.push(Notice::Player(entry));
    }

    /// Frees a seat, in the roster at once and in the match with the next step.
    fn vacate(&mut self, seat: HogId, arena: &Arena) {
        let waiting = self.inputs.joins.iter().rposition(|join| join.hog == seat);
        let in_match = arena.hog(seat).is_some() && !self.inputs.leaves.contains(&seat);
        let score = match waiting.map(|position| self.inputs.joins.remove(position)) {
            Some(join) => join.score,
            None => arena.game().score(seat),
        };
        if in_match {
            self.inputs.leaves.push(seat);
        }
        self.bots.retain(|bot| bot.hog() != seat);
        self.roster.leave(seat, score);
        self.notices.push(Notice::Left(seat));
    }

    /// Sends the bot away that is missed least. Returns its seat.
    fn dismiss_worst_bot(&mut self, arena: &Arena) -> Option<HogId> {
        let bots = self.bots.iter().map(Bot::hog);
        let worst = bots.min_by_key(|&seat| (arena.game().score(seat).points, std::cmp::Reverse(seat)))?;
        self.vacate(worst, arena);
        Some(worst)
    }
}
