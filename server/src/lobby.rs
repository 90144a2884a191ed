//! Who takes part: seats, bots to fill them up, and what the match and everybody else must be told of it. Nothing here
//! knows of connections.

use hogs_shared::arena::controls::Controls;
use hogs_shared::arena::hog::Hog;
use hogs_shared::arena::{Arena, Inputs, Join};
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::{Chassis, Coat, HogId, Team};
use hogs_shared::mode::{Phase, Score};
use hogs_shared::protocol::join::PlayerKey;
use hogs_shared::protocol::messages::{Notice, RosterEntry};
use hogs_shared::rng::Rng;

use crate::tickets::Person;

pub mod names;
pub mod roster;
mod sides;
mod wishes;

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
    /// Whether there are sides.
    sides: bool,
    /// Most who may only look on.
    spectators: usize,
    bots: Vec<Bot>,
    bots_made: usize,
    rng: Rng,
    inputs: Inputs,
    notices: Vec<Notice>,
}

impl Lobby {
    /// Nobody is here yet.
    #[must_use]
    pub fn new(seats: usize, fill: BotFill, sides: bool, spectators: usize, seed: u64) -> Self {
        Self {
            roster: Roster::new(seats, seed),
            seats,
            fill,
            sides,
            spectators,
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
            self.wear(seat, person.coat);
            if self.roster.is_away(seat) {
                self.welcome_back(seat, person.chassis, arena);
            }
            return Some(seat);
        }
        let seat = match self.roster.free() {
            Some(seat) => seat,
            None => self.dismiss_worst_bot(arena)?,
        };
        let kept = self.roster.recall(&person.key);
        let team = self
            .sides
            .then(|| sides::for_person(&self.roster, kept.team, seat));
        let driven = (person.chassis, person.coat, team);
        self.put(seat, Sitter::Person(person.key), &person.name, driven, kept.score);
        Some(seat)
    }

    /// Someone whose seat was kept is back.
    fn welcome_back(&mut self, seat: HogId, chassis: Chassis, arena: &Arena) {
        self.roster.keep(seat, false);
        self.update(seat, |entry| {
            let changed = entry.chassis != chassis;
            entry.chassis = chassis;
            changed
        });
        self.sit_anew(seat, arena);
    }

    /// Frees the seat of a player who is gone.
    pub fn free(&mut self, key: &PlayerKey, arena: &Arena) {
        if let Some(seat) = self.roster.seat_of(key) {
            self.vacate(seat, arena);
        }
    }

    /// Lets bots come or go until there are as many players as there should be, and on even sides.
    pub fn fill_up(&mut self, arena: &Arena) {
        let playing = |entry: &&RosterEntry| !entry.bot && !entry.looks_on;
        let people = self.roster.entries().filter(playing).count();
        let free = self.seats - self.roster.people();
        let wanted = self.fill.players.saturating_sub(people).min(free);
        while self.roster.bots() > wanted {
            if self.dismiss_worst_bot(arena).is_none() {
                break;
            }
        }
        if self.sides
            && let Some(larger) = sides::larger(&self.roster)
        {
            let of_larger = |entry: &&RosterEntry| entry.bot && entry.team == Some(larger);
            if self.roster.entries().any(|entry| of_larger(&entry)) {
                self.dismiss_worst_bot(arena);
            }
        }
        while self.roster.bots() < wanted {
            let Some(seat) = self.roster.free() else { break };
            let chassis = Chassis::from_index(self.rng.below(Chassis::ALL.len() as u32) as usize);
            let seed = u64::from(self.rng.next_u32()) << 32 | u64::from(self.rng.next_u32());
            self.bots.push(Bot::new(seat, self.fill.skill, seed));
            let name = names::of_bot(self.bots_made);
            self.bots_made = self.bots_made.wrapping_add(1);
            let team = self.sides.then(|| sides::for_bot(&self.roster));
            let driven = (chassis.unwrap_or_default(), Coat::default(), team);
            self.put(seat, Sitter::Bot, name, driven, Score::default());
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
        if hog.alive() || hog.respawn_ticks > 1 || matches!(arena.game().phase, Phase::Over { .. }) {
            return false;
        }
        entry.chassis = chassis;
        let entry = entry.clone();
        self.inputs.joins.push(Join {
            score: arena.game().score(seat),
            ..join_of(&entry)
        });
        self.notices.push(Notice::Player(entry));
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
            // Whoever looks on keeps what they had.
            if arena.hog(seat).is_none_or(Hog::looks_on) {
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

    /// Has a person's hog painted, for everyone to see.
    pub fn wear(&mut self, seat: HogId, coat: Coat) {
        self.update(seat, |entry| {
            let changed = entry.coat != coat;
            entry.coat = coat;
            changed
        });
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

    fn put(
        &mut self,
        seat: HogId,
        sitter: Sitter,
        name: &str,
        driven: (Chassis, Coat, Option<Team>),
        score: Score,
    ) {
        let entry = self.roster.take(seat, sitter, name, driven, score);
        self.inputs.joins.push(join_of(&entry));
        self.notices.push(Notice::Player(entry));
    }

    /// Has a seat's hog come into the match anew, as its entry says; what was in play is no more.
    fn sit_anew(&mut self, seat: HogId, arena: &Arena) {
        let Some(join) = self.roster.entry(seat).map(join_of) else {
            return;
        };
        self.inputs.joins.retain(|join| join.hog != seat);
        if arena.hog(seat).is_some() && !self.inputs.leaves.contains(&seat) {
            self.inputs.leaves.push(seat);
        }
        self.inputs.joins.push(join);
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
        let larger = sides::larger(&self.roster).filter(|_| self.sides);
        let elsewhere = |seat| {
            let team = self.roster.entry(seat).and_then(|entry| entry.team);
            larger.is_some() && team != larger
        };
        let bots = self.bots.iter().map(Bot::hog);
        let worst = bots.min_by_key(|&seat| {
            let points = arena.game().score(seat).points;
            (elsewhere(seat), points, std::cmp::Reverse(seat))
        })?;
        self.vacate(worst, arena);
        Some(worst)
    }
}

/// How a seat comes into the match.
const fn join_of(entry: &RosterEntry) -> Join {
    Join {
        hog: entry.seat,
        team: entry.team,
        looks_on: entry.looks_on,
        chassis: entry.chassis,
        score: entry.score,
    }
}
