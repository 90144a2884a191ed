//! The seats of a match and who is on them: people, bots, nobody. And the scores of those who have left, for when they
//! come back into the same match.

use std::collections::VecDeque;

use hogs_shared::ids::{Chassis, Coat, HogId, Team};
use hogs_shared::mode::Score;
use hogs_shared::protocol::join::PlayerKey;
use hogs_shared::protocol::messages::RosterEntry;

use ring::digest::{SHA256, digest};

use super::names;

/// Scores of players who left that are kept.
const MAX_REMEMBERED: usize = 256;

/// Who is on a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sitter {
    /// A player.
    Person(PlayerKey),
    /// Nobody.
    Bot,
}

#[derive(Debug)]
struct Seat {
    sitter: Sitter,
    entry: RosterEntry,
    /// The side it wants to be on from the next spawn on.
    side_wish: Option<Team>,
    /// Whether it is kept for someone who is on the way back.
    away: bool,
}

/// What is kept of a player who left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// What they had in this match.
    pub score: Score,
    /// Whose side they were on.
    pub team: Option<Team>,
}

/// The seats.
#[derive(Debug)]
pub struct Roster {
    seats: Vec<Option<Seat>>,
    remembered: VecDeque<(PlayerKey, Kept)>,
    /// So that nobody is the same number on two servers.
    salt: u64,
}

impl Roster {
    /// That many free seats.
    #[must_use]
    pub fn new(seats: usize, salt: u64) -> Self {
        Self {
            salt,
            seats: std::iter::repeat_with(|| None).take(seats).collect(),
            remembered: VecDeque::new(),
        }
    }

    /// The first free seat.
    #[must_use]
    pub fn free(&self) -> Option<HogId> {
        self.seats
            .iter()
            .position(Option::is_none)
            .and_then(|seat| u8::try_from(seat).ok())
            .map(HogId)
    }

    /// Puts someone on a free seat, under a name that nobody else has. Returns the entry.
    pub fn take(
        &mut self,
        seat: HogId,
        sitter: Sitter,
        name: &str,
        (chassis, coat, team): (Chassis, Coat, Option<Team>),
        score: Score,
    ) -> RosterEntry {
        let name = self.unused_name(name, seat);
        let bot = sitter == Sitter::Bot;
        let entry = RosterEntry {
            seat,
            name,
            chassis,
            coat,
            team,
            bot,
            score,
            ping_ms: 0,
            ready: bot,
            looks_on: false,
            who: self.number_of(&sitter),
        };
        if let Some(place) = self.seats.get_mut(seat.index()) {
            *place = Some(Seat {
                sitter,
                entry: entry.clone(),
                side_wish: None,
                away: false,
            });
        }
        entry
    }

    /// Who a sitter is to the others: never 0 for a person.
    fn number_of(&self, sitter: &Sitter) -> u32 {
        let Sitter::Person(key) = sitter else { return 0 };
        let told = [&self.salt.to_le_bytes(), key.as_slice()].concat();
        let mixed = digest(&SHA256, &told);
        let mut number = mixed.as_ref().iter().take(4);
        number
            .by_ref()
            .fold(0_u32, |number, &byte| number << 8 | u32::from(byte))
            .max(1)
    }

    /// `wanted`, or something like it that nobody on another seat is called.
    #[must_use]
    pub fn unused_name(&self, wanted: &str, own: HogId) -> String {
        names::unique(wanted, &|name| {
            self.entries()
                .any(|entry| entry.seat != own && entry.name.to_lowercase() == name)
        })
    }

    /// Frees a seat; a person's score is kept.
    pub fn leave(&mut self, seat: HogId, score: Score) {
        let left = self.seats.get_mut(seat.index()).and_then(Option::take);
        let Some(Seat {
            sitter: Sitter::Person(key),
            entry,
            ..
        }) = left
        else {
            return;
        };
        self.remembered.retain(|(known, _)| *known != key);
        if self.remembered.len() >= MAX_REMEMBERED {
            self.remembered.pop_front();
        }
        let team = entry.team;
        self.remembered.push_back((key, Kept { score, team }));
    }

    /// What a player had when they left, and where they were; told once.
    pub fn recall(&mut self, key: &PlayerKey) -> Kept {
        let position = self.remembered.iter().position(|(known, _)| known == key);
        position
            .and_then(|position| self.remembered.remove(position))
            .map(|(_, kept)| kept)
            .unwrap_or_default()
    }

    /// A new match: what was is forgotten, but not who was on whose side.
    pub fn forget(&mut self) {
        for (_, kept) in &mut self.remembered {
            kept.score = Score::default();
        }
    }

    /// Who wants to be on another side.
    pub fn side_wishes(&self) -> impl Iterator<Item = (HogId, Team)> {
        let wishes = |seat: &Seat| Some((seat.entry.seat, seat.side_wish?));
        self.seats.iter().flatten().filter_map(wishes)
    }

    /// Someone wants to be on a side, or does not any more.
    pub fn wish_side(&mut self, seat: HogId, wish: Option<Team>) {
        if let Some(Some(seat)) = self.seats.get_mut(seat.index()) {
            seat.side_wish = wish;
        }
    }

    /// A seat is kept for someone who is on the way back, or they are there.
    pub fn keep(&mut self, seat: HogId, away: bool) {
        if let Some(Some(seat)) = self.seats.get_mut(seat.index()) {
            seat.away = away;
        }
    }

    /// Whether a seat is kept for someone who is on the way back.
    #[must_use]
    pub fn is_away(&self, seat: HogId) -> bool {
        self.seats
            .get(seat.index())
            .is_some_and(|seat| seat.as_ref().is_some_and(|seat| seat.away))
    }

    /// The seat a player is on.
    #[must_use]
    pub fn seat_of(&self, key: &PlayerKey) -> Option<HogId> {
        let seats = self.seats.iter().flatten();
        seats
            .into_iter()
            .find(|seat| seat.sitter == Sitter::Person(*key))
            .map(|seat| seat.entry.seat)
    }

    /// The entry of a seat, to be changed.
    pub fn entry_mut(&mut self, seat: HogId) -> Option<&mut RosterEntry> {
        self.seats
            .get_mut(seat.index())?
            .as_mut()
            .map(|seat| &mut seat.entry)
    }

    /// The entry of a seat.
    #[must_use]
    pub fn entry(&self, seat: HogId) -> Option<&RosterEntry> {
        self.seats.get(seat.index())?.as_ref().map(|seat| &seat.entry)
    }

    /// Every entry, by seat.
    pub fn entries(&self) -> impl Iterator<Item = &RosterEntry> {
        self.seats.iter().flatten().map(|seat| &seat.entry)
    }

    /// Seats with people on them.
    #[must_use]
    pub fn people(&self) -> usize {
        self.entries().filter(|entry| !entry.bot).count()
    }

    /// Seats with bots on them.
    #[must_use]
    pub fn bots(&self) -> usize {
        self.entries().filter(|entry| entry.bot).count()
    }
}
