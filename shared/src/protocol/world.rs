//! What everyone is told alike of a match, hogs apart: who is in it, which pickups are there, how it stands, and what its
//! mode is about.

use super::Malformed;
use super::coder::{Coder, Flag};
use super::frame::seat_set;
use super::residual::Residual;
use crate::arena::Arena;
use crate::ids::{HogId, Team};
use crate::mode::objective::MOST;
use crate::mode::{Game, Objective, Phase, Score, Side, Thing};
use crate::quantize::{POSITION, VELOCITY, coarse};
use crate::tick::Tick;

/// Lowest bits of an objective's place and velocity that are left out: 6 cm and a quarter of a m/s.
const PLACE_BITS: u32 = 5;
const VELOCITY_BITS: u32 = 5;

/// A side or none as a number of ten bits.
const fn side_code(side: Option<Side>) -> u32 {
    match side {
        None => 0,
        Some(Side::Team(team)) => 1 + team as u32,
        Some(Side::Hog(hog)) => 256 + hog.0 as u32,
    }
}

fn side_from_code(code: u32) -> Option<Option<Side>> {
    match code {
        0 => Some(None),
        1 => Some(Some(Side::Team(Team::Amber))),
        2 => Some(Some(Side::Team(Team::Azure))),
        hog @ 256..512 => Some(Some(Side::Hog(HogId((hog - 256) as u8)))),
        _ => None,
    }
}

/// Codes a side or none.
///
/// # Errors
/// [`Malformed::Value`] for what no writer writes.
pub(super) fn code_side<C: Coder>(coder: &mut C, side: Option<Side>) -> Result<Option<Side>, Malformed> {
    side_from_code(coder.raw(side_code(side), 10)).ok_or(Malformed::Value)
}

/// Codes a phase, with who won if it is over.
///
/// # Errors
/// [`Malformed::Value`] for what no writer writes.
pub(super) fn code_phase<C: Coder>(coder: &mut C, phase: Phase) -> Result<Phase, Malformed> {
    let code = coder.raw(phase.code().into(), 3) as u8;
    let winner = if let Phase::Over { winner } = phase {
        winner
    } else {
        None
    };
    let over = matches!(Phase::from_code(code, None), Some(Phase::Over { .. }));
    let winner = if over { code_side(coder, winner)? } else { None };
    Phase::from_code(code, winner).ok_or(Malformed::Value)
}

/// One more than a seat; 0 for nobody's.
fn seat_code(hog: Option<HogId>) -> u16 {
    hog.map_or(0, |hog| 1 + u16::from(hog.0))
}

fn seat_from_code(code: u16) -> Result<Option<HogId>, Malformed> {
    let seat = code.checked_sub(1).map(u8::try_from).transpose();
    seat.map(|seat| seat.map(HogId)).map_err(|_| Malformed::Value)
}

/// Something a mode is about, as integers of the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct WireObjective {
    thing: u8,
    place: [i32; 3],
    velocity: [i32; 3],
    /// One more than the holder's seat; 0 for nobody.
    holder: u16,
    /// The same of who had it last.
    last: u16,
    home: bool,
    wait_ticks: u16,
}

impl WireObjective {
    fn of(objective: &Objective) -> Self {
        // Where its holder is, everyone knows.
        let held = objective.holder.is_some();
        let place = POSITION.index3(objective.position);
        Self {
            thing: objective.thing.code(),
            place: place.map(|part| if held { 0 } else { coarse(part, PLACE_BITS) }),
            velocity: VELOCITY
                .index3(objective.velocity)
                .map(|part| coarse(part, VELOCITY_BITS)),
            holder: seat_code(objective.holder),
            last: seat_code(objective.last),
            home: objective.home,
            wait_ticks: objective.wait_ticks,
        }
    }

    fn objective(&self) -> Result<Objective, Malformed> {
        let fine = |parts: [i32; 3], bits: u32| parts.map(|part| part.wrapping_shl(bits));
        let place = fine(self.place, PLACE_BITS);
        let velocity = fine(self.velocity, VELOCITY_BITS);
        let within = |parts: [i32; 3], most: i32, bits: u32| {
            let limit = most.unsigned_abs() + (1 << bits);
            parts.iter().all(|part| part.unsigned_abs() <= limit)
        };
        if !within(place, POSITION.max_index(), PLACE_BITS)
            || !within(velocity, VELOCITY.max_index(), VELOCITY_BITS)
        {
            return Err(Malformed::Value);
        }
        Ok(Objective {
            thing: Thing::from_code(self.thing).ok_or(Malformed::Value)?,
            position: POSITION.value3(place),
            velocity: VELOCITY.value3(velocity),
            holder: seat_from_code(self.holder)?,
            last: seat_from_code(self.last)?,
            home: self.home,
            wait_ticks: self.wait_ticks,
        })
    }

    fn code<C: Coder>(self, coder: &mut C, before: Self, model: &mut ObjectiveModel) -> Self {
        if coder.bit(&mut model.same, self == before) {
            return before;
        }
        let mut read = before;
        if coder.bit(
            &mut model.other,
            (self.thing, self.holder, self.last) != (before.thing, before.holder, before.last),
        ) {
            read.thing = coder.raw(self.thing.into(), 2) as u8;
            read.holder = coder.raw(self.holder.into(), 9) as u16;
            read.last = coder.raw(self.last.into(), 9) as u16;
        }
        read.home = coder.bit(&mut model.home, self.home);
        for axis in 0..3 {
            let off = self.place[axis].wrapping_sub(before.place[axis]);
            read.place[axis] = before.place[axis].wrapping_add(model.place.code(coder, off));
            let off = self.velocity[axis].wrapping_sub(before.velocity[axis]);
            read.velocity[axis] = before.velocity[axis].wrapping_add(model.velocity.code(coder, off));
        }
        if coder.bit(&mut model.waits, self.wait_ticks != before.wait_ticks) {
            read.wait_ticks = coder.raw(self.wait_ticks.into(), 16) as u16;
        }
        read
    }
}

/// What is learnt of objectives.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ObjectiveModel {
    same: Flag,
    other: Flag,
    home: Flag,
    waits: Flag,
    place: Residual,
    velocity: Residual,
}

/// What is learnt of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WorldModel {
    same: Flag,
    same_objectives: Flag,
    objective: ObjectiveModel,
}

impl Default for WorldModel {
    fn default() -> Self {
        Self {
            same: Flag::likely(0.95),
            same_objectives: Flag::likely(0.95),
            objective: ObjectiveModel {
                same: Flag::default(),
                other: Flag::likely(0.1),
                home: Flag::default(),
                waits: Flag::default(),
                place: Residual::of("place"),
                velocity: Residual::of("shot_velocity"),
            },
        }
    }
}

/// What everyone is told alike, hogs apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct World {
    pub(super) seats: [u32; 8],
    pickups: u64,
    phase: u8,
    /// As [`side_code`].
    winner: u16,
    phase_ends: Tick,
    teams: [i16; 2],
    objectives: [Option<WireObjective>; MOST],
}

impl Default for World {
    fn default() -> Self {
        Self {
            seats: [0; 8],
            pickups: 0,
            phase: Phase::Playing.code(),
            winner: 0,
            phase_ends: Tick(0),
            teams: [0; 2],
            objectives: [None; MOST],
        }
    }
}

impl World {
    pub(super) fn of(arena: &Arena) -> Self {
        let game = arena.game();
        let mut objectives = [None; MOST];
        for (wire, objective) in objectives.iter_mut().zip(&game.objectives) {
            *wire = Some(WireObjective::of(objective));
        }
        let winner = if let Phase::Over { winner } = game.phase {
            winner
        } else {
            None
        };
        Self {
            seats: seat_set(arena.hogs().map(|hog| hog.id)),
            pickups: arena.pickup_bits(),
            phase: game.phase.code(),
            winner: side_code(winner) as u16,
            phase_ends: game.phase_ends,
            teams: game.teams,
            objectives,
        }
    }

    /// Bit per pickup spot.
    pub(super) const fn pickups(&self) -> u64 {
        self.pickups
    }

    /// How the match stands; whose points are whose is told otherwise.
    ///
    /// # Errors
    /// [`Malformed::Value`] for what no match is.
    pub(super) fn game(&self, scores: Vec<Option<Score>>) -> Result<Game, Malformed> {
        let winner = side_from_code(self.winner.into()).ok_or(Malformed::Value)?;
        let objectives = self.objectives.iter().flatten().map(WireObjective::objective);
        Ok(Game {
            phase: Phase::from_code(self.phase, winner).ok_or(Malformed::Value)?,
            phase_ends: self.phase_ends,
            scores,
            teams: self.teams,
            objectives: objectives.collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn code<C: Coder>(self, coder: &mut C, before: Self, model: &mut WorldModel) -> Self {
        let mut read = before;
        let apart = |world: Self| Self {
            objectives: [None; MOST],
            ..world
        };
        if !coder.bit(&mut model.same, apart(self) == apart(before)) {
            let mut flag = Flag::default();
            for (word, own) in read.seats.iter_mut().zip(self.seats) {
                if coder.bit(&mut flag, own != *word) {
                    *word = coder.raw(own, 32);
                }
            }
            let low = coder.raw(self.pickups as u32, 32);
            let high = coder.raw((self.pickups >> 32) as u32, 32);
            read.pickups = u64::from(low) | u64::from(high) << 32;
            read.phase = coder.raw(self.phase.into(), 3) as u8;
            read.winner = coder.raw(self.winner.into(), 10) as u16;
            read.phase_ends = Tick(coder.raw(self.phase_ends.0, 32));
            for (read, own) in read.teams.iter_mut().zip(self.teams) {
                *read = coder.raw(u32::from(own as u16), 16) as u16 as i16;
            }
        }
        if !coder.bit(&mut model.same_objectives, self.objectives == before.objectives) {
            for (read, own) in read.objectives.iter_mut().zip(self.objectives) {
                let there = coder.raw(u32::from(own.is_some()), 1) == 1;
                let known = read.unwrap_or_default();
                *read = there.then(|| own.unwrap_or_default().code(coder, known, &mut model.objective));
            }
        }
        read
    }
}
