//! All that is recorded of one tick, and its layout: who comes and goes and what they are called, everyone's controls,
//! and a piece of the match's checksum after it.

use std::collections::BTreeMap;

use super::steering::{Hand, SteeringModel};
use crate::arena::controls::Controls;
use crate::arena::{Inputs, Join, Seated};
use crate::ids::{Chassis, HogId, MAX_HOGS, Team};
use crate::mode::Score;
use crate::protocol::Malformed;
use crate::protocol::coder::{Coder, Flag};
use crate::protocol::text::{MAX_NAME, clean_name};

/// Most bytes of a name.
const MAX_NAME_BYTES: usize = MAX_NAME * 4;

/// Of how many come or go in one tick: a few times as many as there are seats.
const COUNT_BITS: u32 = 12;

/// Who sits on a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitter {
    /// What people read.
    pub name: String,
    /// Whether nobody is behind it.
    pub bot: bool,
}

/// One tick.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Record {
    pub(super) leaves: Vec<HogId>,
    pub(super) joins: Vec<Join>,
    /// Who sits there now, or is called otherwise.
    pub(super) sitters: Vec<(HogId, Sitter)>,
    /// Whether a match that begins now begins with a warm-up, whether one ends now, and whether a scoreboard stands on.
    pub(super) warm_up: bool,
    pub(super) kick_off: bool,
    pub(super) hold: bool,
    /// Of hogs in the match; whoever is not named keeps the last ones.
    pub(super) controls: BTreeMap<HogId, Controls>,
    /// Lowest byte of the match's checksum after the tick.
    pub(super) sum: u8,
}

impl Record {
    /// What the match was given.
    pub(super) fn inputs(&self) -> Inputs {
        Inputs {
            leaves: self.leaves.clone(),
            joins: self.joins.clone(),
            controls: self
                .controls
                .iter()
                .map(|(&hog, &controls)| (hog, controls))
                .collect(),
            warm_up: self.warm_up,
            kick_off: self.kick_off,
            hold: self.hold,
        }
    }
}

/// What is known of a seat.
#[derive(Clone, Copy, Debug, Default)]
struct Seat {
    taken: bool,
    /// Whether its controls were given in the tick before.
    steered: bool,
    hand: Hand,
}

/// What is learnt of ticks so far.
#[derive(Clone, Debug)]
pub(super) struct RecordModel {
    seats: Vec<Seat>,
    comings: Flag,
    warm_up: [Flag; 2],
    kick_off: Flag,
    hold: Flag,
    /// Whether a warm-up was wanted in the tick before.
    warmed: bool,
    steered: [Flag; 2],
    steering: SteeringModel,
}

impl RecordModel {
    /// Nothing learnt yet, of a match that begins with these seats taken.
    pub(super) fn new(seats: &[Seated]) -> Self {
        let mut model = Self {
            seats: vec![Seat::default(); MAX_HOGS],
            comings: Flag::likely(0.01),
            warm_up: [Flag::likely(0.01), Flag::likely(0.99)],
            kick_off: Flag::likely(0.01),
            hold: Flag::likely(0.01),
            warmed: false,
            steered: [Flag::likely(0.1), Flag::likely(0.98)],
            steering: SteeringModel::new(),
        };
        for seat in seats {
            model.seats[seat.hog.index()].taken = true;
        }
        model
    }

    /// Codes one tick. A reader gives an empty one.
    pub(super) fn code<C: Coder>(&mut self, coder: &mut C, tick: &Record) -> Result<Record, Malformed> {
        let mut read = Record::default();
        let quiet = tick.leaves.is_empty() && tick.joins.is_empty() && tick.sitters.is_empty();
        if coder.bit(&mut self.comings, !quiet) {
            code_comings(coder, tick, &mut read)?;
            self.follow(&read);
        }
        read.warm_up = coder.bit(&mut self.warm_up[usize::from(self.warmed)], tick.warm_up);
        read.kick_off = coder.bit(&mut self.kick_off, tick.kick_off);
        read.hold = coder.bit(&mut self.hold, tick.hold);
        self.warmed = read.warm_up;
        for (index, seat) in self.seats.iter_mut().enumerate().filter(|(_, seat)| seat.taken) {
            let hog = HogId(index as u8);
            let given = tick.controls.get(&hog);
            let steered = &mut self.steered[usize::from(seat.steered)];
            seat.steered = coder.bit(steered, given.is_some());
            if seat.steered {
                let now = given.copied().unwrap_or_default();
                let controls = self.steering.code(coder, &seat.hand, now)?;
                seat.hand.note(controls);
                read.controls.insert(hog, controls);
            }
        }
        read.sum = coder.raw(tick.sum.into(), 8) as u8;
        Ok(read)
    }

    /// Keeps account of the seats as the match does: first who leaves, then who joins where nobody is.
    fn follow(&mut self, tick: &Record) {
        for hog in &tick.leaves {
            self.seats[hog.index()] = Seat::default();
        }
        for join in &tick.joins {
            self.seats[join.hog.index()].taken = true;
        }
    }
}

/// Comings and goings are rare, so nothing is learnt of them.
fn code_comings<C: Coder>(coder: &mut C, tick: &Record, read: &mut Record) -> Result<(), Malformed> {
    for index in 0..count(coder, tick.leaves.len()) {
        let hog = tick.leaves.get(index).copied().unwrap_or_default();
        read.leaves.push(HogId(coder.raw(hog.0.into(), 8) as u8));
    }
    for index in 0..count(coder, tick.joins.len()) {
        let join = tick.joins.get(index).copied().unwrap_or(Join {
            hog: HogId(0),
            chassis: Chassis::default(),
            team: None,
            looks_on: false,
            score: Score::default(),
        });
        read.joins.push(code_join(coder, join)?);
    }
    for index in 0..count(coder, tick.sitters.len()) {
        read.sitters.push(code_sitter(coder, tick.sitters.get(index))?);
    }
    Ok(())
}

fn count<C: Coder>(coder: &mut C, count: usize) -> usize {
    coder.raw(count as u32, COUNT_BITS) as usize
}

fn code_join<C: Coder>(coder: &mut C, join: Join) -> Result<Join, Malformed> {
    let hog = HogId(coder.raw(join.hog.0.into(), 8) as u8);
    let chassis = coder.raw(join.chassis.index() as u32, 8) as usize;
    Ok(Join {
        hog,
        chassis: Chassis::from_index(chassis).ok_or(Malformed::Value)?,
        team: Team::from_code(coder.raw(Team::code(join.team).into(), 2) as u8).ok_or(Malformed::Value)?,
        looks_on: coder.raw(join.looks_on.into(), 1) == 1,
        score: Score {
            points: coder.raw(u32::from(join.score.points as u16), 16) as u16 as i16,
            kills: coder.raw(join.score.kills.into(), 16) as u16,
            deaths: coder.raw(join.score.deaths.into(), 16) as u16,
        },
    })
}

fn code_sitter<C: Coder>(
    coder: &mut C,
    given: Option<&(HogId, Sitter)>,
) -> Result<(HogId, Sitter), Malformed> {
    let (hog, name, bot) = given.map_or((HogId(0), "", false), |(hog, sitter)| {
        (*hog, sitter.name.as_str(), sitter.bot)
    });
    let hog = HogId(coder.raw(hog.0.into(), 8) as u8);
    let bot = coder.raw(bot.into(), 1) == 1;
    let length = coder.raw(name.len() as u32, 7) as usize;
    if length > MAX_NAME_BYTES {
        return Err(Malformed::Value);
    }
    let letters = (0..length).map(|index| {
        let letter = name.as_bytes().get(index).copied().unwrap_or(0);
        coder.raw(letter.into(), 8) as u8
    });
    let name = String::from_utf8(letters.collect()).map_err(|_| Malformed::Value)?;
    // As it came from the recorder; cleaned once more, for it may come from someone else.
    Ok((
        hog,
        Sitter {
            name: clean_name(&name),
            bot,
        },
    ))
}
