//! Outcomes on the wire: those a client cannot compute itself. Each is told against the hogs of the snapshot that it
//! rides with: a shot begins at a barrel, a blow lands on a hull.

use super::Malformed;
use super::coder::{Coder, Flag};
use super::residual::Residual;
use super::stream::Item;
use super::symbol::Symbol;
use super::world::{code_phase, code_side};
use crate::arena::hog::Hog;
use crate::arena::outcome::{Deed, Outcome};
use crate::ids::{HogId, MAX_WEAPONS, Weapon};
use crate::math::Vec3;
use crate::mode::Phase;
use crate::quantize::{Grid, POSITION, coarse};
use crate::tick::Tick;
use crate::tuning::{PickupKind, Tuning};

mod audience;
mod harm;
mod shot;

pub use audience::{betrays, travels};

use harm::CAUSES;

/// Speeds of impacts need no more: 1/4 m/s.
const SPEED: Grid = Grid {
    per_unit: 4.0,
    bits: 10,
};
/// Lowest bits of a position that are left out where it is only looked at: 6 cm.
const LOOK_BITS: u32 = 5;
/// The same for where harm came from, which is only a direction: a metre.
const FROM_BITS: u32 = 9;
/// Room to keep for an outcome, bytes; they take about eight.
const ROOM_BYTES: usize = 40;

/// Something that happened, to be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// When.
    pub tick: Tick,
    /// What.
    pub outcome: Outcome,
}

impl Default for Told {
    fn default() -> Self {
        Self {
            tick: Tick(0),
            outcome: Outcome::MatchStarted,
        }
    }
}

impl Item for Told {
    fn room_bytes(&self) -> usize {
        ROOM_BYTES
    }
}

impl Told {
    /// As it looks after the wire: places that are only looked at are rounded.
    #[must_use]
    pub fn rounded(mut self) -> Self {
        let round = |at: &mut Vec3, bits| {
            let indices = POSITION.index3(*at);
            *at = POSITION.value3(indices.map(|index| coarse(index, bits) << bits));
        };
        match &mut self.outcome {
            Outcome::ShotEnded { at, .. } | Outcome::Wrecked { at, .. } | Outcome::Spawned { at, .. } => {
                round(at, LOOK_BITS)
            }
            Outcome::Rammed { at, speed_mps, .. } => {
                round(at, LOOK_BITS);
                *speed_mps = SPEED.snap(*speed_mps);
            }
            Outcome::Damaged { from, .. } => round(from, FROM_BITS),
            _ => {}
        }
        self
    }
}

/// What an outcome is told against: the snapshot of the same datagram.
pub struct Context<'a> {
    /// When the snapshot is of.
    pub tick: Tick,
    /// Its hogs, as the client has them.
    pub hogs: &'a dyn Fn(HogId) -> Option<Hog>,
    /// Chassis and weapons.
    pub tuning: &'a Tuning,
}

/// What is learnt of outcomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeModel {
    kind: Symbol<16>,
    age: Residual,
    hog: Symbol<256>,
    any_hog: Flag,
    weapon: Symbol<MAX_WEAPONS>,
    cause: Symbol<CAUSES>,
    struck: Symbol<4>,
    shot_age: Residual,
    origin: Residual,
    velocity: Residual,
    leg_origin: Residual,
    leg_velocity: Residual,
    place: Residual,
    from: Residual,
    same_amount: Flag,
    amounts: [u16; CAUSES],
    shielded: Flag,
    speed: Residual,
}

impl Default for OutcomeModel {
    fn default() -> Self {
        Self {
            kind: Symbol::default(),
            age: Residual::of("outcome_age"),
            hog: Symbol::default(),
            any_hog: Flag::likely(0.9),
            weapon: Symbol::default(),
            cause: Symbol::default(),
            struck: Symbol::default(),
            shot_age: Residual::of("shot_age"),
            origin: Residual::of("shot_origin"),
            velocity: Residual::of("shot_velocity"),
            leg_origin: Residual::of("leg_origin"),
            leg_velocity: Residual::of("leg_velocity"),
            place: Residual::of("place"),
            from: Residual::of("harm_from"),
            same_amount: Flag::likely(0.7),
            amounts: [0; CAUSES],
            shielded: Flag::default(),
            speed: Residual::of("ram_speed"),
        }
    }
}

/// Kinds on the wire.
const FIRED: u32 = 0;
const SHOT_ENDED: u32 = 1;
const DAMAGED: u32 = 2;
const RAMMED: u32 = 3;
const WRECKED: u32 = 4;
const SPAWNED: u32 = 5;
const PICKED_UP: u32 = 6;
const MATCH_ENDED: u32 = 7;
const MATCH_STARTED: u32 = 8;
const JUMPED: u32 = 9;
const SHOT_TURNED: u32 = 10;
const ABILITY_USED: u32 = 11;
const OBJECTIVE: u32 = 12;
const PHASE_BEGAN: u32 = 13;
const NOTHING: u32 = 15;

const fn kind(outcome: &Outcome) -> u32 {
    match outcome {
        Outcome::Fired(_) => FIRED,
        Outcome::ShotEnded { .. } => SHOT_ENDED,
        Outcome::Damaged { .. } => DAMAGED,
        Outcome::Rammed { .. } => RAMMED,
        Outcome::Wrecked { .. } => WRECKED,
        Outcome::Spawned { .. } => SPAWNED,
        Outcome::PickedUp { .. } => PICKED_UP,
        Outcome::MatchEnded { .. } => MATCH_ENDED,
        Outcome::MatchStarted => MATCH_STARTED,
        Outcome::Jumped { .. } => JUMPED,
        Outcome::ShotTurned(_) => SHOT_TURNED,
        Outcome::AbilityUsed { .. } => ABILITY_USED,
        Outcome::Objective { .. } => OBJECTIVE,
        Outcome::PhaseBegan(_) => PHASE_BEGAN,
        Outcome::PadUsed { .. }
        | Outcome::Teleported { .. }
        | Outcome::Landed { .. }
        | Outcome::Unphysical { .. } => NOTHING,
    }
}

impl OutcomeModel {
    /// Codes an outcome. A reader gives anything; those that do not [`travels`] become nothing a reader accepts. What is
    /// out of range is refused and nothing put in its place: it would be shown as if it had happened.
    ///
    /// # Errors
    /// [`Malformed`] for what no writer writes.
    pub fn code<C: Coder>(
        &mut self,
        coder: &mut C,
        context: &Context<'_>,
        told: &Told,
    ) -> Result<Told, Malformed> {
        let kind = self.kind.code(coder, kind(&told.outcome));
        let age = self.age.code(coder, context.tick.since(told.tick));
        if age < 0 {
            return Err(Malformed::Value);
        }
        let tick = Tick(context.tick.0.wrapping_sub(age as u32));
        let outcome = match (kind, &told.outcome) {
            (FIRED, Outcome::Fired(shot)) => Outcome::Fired(self.shot(coder, context, tick, Some(*shot))?),
            (FIRED, _) => Outcome::Fired(self.shot(coder, context, tick, None)?),
            (SHOT_ENDED, about) => self.shot_ended(coder, context, tick, about)?,
            (DAMAGED, about) => self.damaged(coder, context, about)?,
            (RAMMED | WRECKED | SPAWNED, about) => self.at_a_place(coder, context, kind, about)?,
            (PICKED_UP, about) => self.picked_up(coder, about)?,
            (MATCH_ENDED, about) => {
                let winner = if let Outcome::MatchEnded { winner } = about {
                    *winner
                } else {
                    None
                };
                Outcome::MatchEnded {
                    winner: code_side(coder, winner)?,
                }
            }
            (MATCH_STARTED, _) => Outcome::MatchStarted,
            (JUMPED | ABILITY_USED, about) => {
                let hog = match about {
                    Outcome::Jumped { hog } | Outcome::AbilityUsed { hog } => *hog,
                    _ => HogId(0),
                };
                let hog = self.hog(coder, hog);
                if kind == JUMPED {
                    Outcome::Jumped { hog }
                } else {
                    Outcome::AbilityUsed { hog }
                }
            }
            (SHOT_TURNED, about) => self.shot_turned(coder, context, tick, about)?,
            (OBJECTIVE, about) => self.objective(coder, context, about)?,
            (PHASE_BEGAN, about) => {
                let phase = if let Outcome::PhaseBegan(phase) = about {
                    *phase
                } else {
                    Phase::Playing
                };
                Outcome::PhaseBegan(code_phase(coder, phase)?)
            }
            _ => return Err(Malformed::Value),
        };
        Ok(Told { tick, outcome })
    }

    fn objective<C: Coder>(
        &mut self,
        coder: &mut C,
        context: &Context<'_>,
        about: &Outcome,
    ) -> Result<Outcome, Malformed> {
        let (mut which, mut what, mut who, mut place) = (0, Deed::Taken, None, Vec3::ZERO);
        if let Outcome::Objective {
            objective,
            deed,
            hog,
            at,
        } = about
        {
            (which, what, who, place) = (*objective, *deed, *hog, *at);
        }
        let objective = coder.raw(which.into(), 3) as u8;
        let deed = coder.raw(what as u32, 2) as usize;
        let hog = self.maybe_hog(coder, who);
        Ok(Outcome::Objective {
            objective,
            deed: *Deed::ALL.get(deed).ok_or(Malformed::Value)?,
            hog,
            at: self.place(coder, context, hog.unwrap_or_default(), place)?,
        })
    }

    fn picked_up<C: Coder>(&mut self, coder: &mut C, about: &Outcome) -> Result<Outcome, Malformed> {
        let (mut who, mut place, mut what) = (HogId(0), 0, PickupKind::Repair);
        if let Outcome::PickedUp { hog, spot, kind } = about {
            (who, place, what) = (*hog, *spot, *kind);
        }
        Ok(Outcome::PickedUp {
            hog: self.hog(coder, who),
            spot: coder.raw(u32::from(place), 8) as u8,
            kind: PickupKind::from_code(coder.raw(what.code().into(), 5) as u8).ok_or(Malformed::Value)?,
        })
    }

    /// A place that is only looked at, on or near a hog.
    fn place<C: Coder>(
        &mut self,
        coder: &mut C,
        context: &Context<'_>,
        near: HogId,
        at: Vec3,
    ) -> Result<Vec3, Malformed> {
        let near = (context.hogs)(near).map_or(Vec3::ZERO, |hog| hog.position);
        vector(coder, &mut self.place, POSITION, LOOK_BITS, at, near)
    }

    fn hog<C: Coder>(&mut self, coder: &mut C, hog: HogId) -> HogId {
        HogId(self.hog.code(coder, u32::from(hog.0)) as u8)
    }

    fn maybe_hog<C: Coder>(&mut self, coder: &mut C, hog: Option<HogId>) -> Option<HogId> {
        let any = coder.bit(&mut self.any_hog, hog.is_some());
        any.then(|| self.hog(coder, hog.unwrap_or_default()))
    }

    fn weapon<C: Coder>(&mut self, coder: &mut C, weapon: Weapon) -> Result<Weapon, Malformed> {
        let index = self.weapon.code(coder, weapon.index() as u32);
        Weapon::from_index(index as usize).ok_or(Malformed::Value)
    }
}

/// A vector of a grid less some of its lowest bits, against one that it is near.
fn vector<C: Coder>(
    coder: &mut C,
    model: &mut Residual,
    grid: Grid,
    bits: u32,
    told: Vec3,
    near: Vec3,
) -> Result<Vec3, Malformed> {
    // Where the lowest bits are left out, rounding may go half a step past the end.
    let limit = coarse(grid.max_index(), bits);
    let (told, near) = (grid.index3(told), grid.index3(near));
    let mut read = [0; 3];
    for axis in 0..3 {
        let (told, near) = (coarse(told[axis], bits), coarse(near[axis], bits));
        let index = near.saturating_add(model.code(coder, told - near));
        if index.unsigned_abs() > limit.unsigned_abs() {
            return Err(Malformed::Value);
        }
        read[axis] = index << bits;
    }
    Ok(grid.value3(read))
}

#[cfg(test)]
mod tests;
