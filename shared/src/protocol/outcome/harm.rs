//! Harm on the wire, with its cause; and rams, wrecks and spawns, which are told with the place that they are looked at
//! in.

use super::{Context, FROM_BITS, OutcomeModel, RAMMED, SPEED, WRECKED, vector};
use crate::arena::hog::Points;
use crate::arena::outcome::{Cause, Outcome};
use crate::ids::{HogId, MAX_WEAPONS, Weapon};
use crate::math::Vec3;
use crate::protocol::Malformed;
use crate::protocol::coder::Coder;
use crate::quantize::POSITION;

/// Causes that are no weapon come after those that are.
const LAVA: u32 = MAX_WEAPONS as u32;
const CRUSH: u32 = LAVA + 1;
const RAM: u32 = LAVA + 2;
const FALL: u32 = LAVA + 3;
/// Room for them.
pub(super) const CAUSES: usize = 32;

const fn cause_index(cause: Cause) -> u32 {
    match cause {
        Cause::Weapon(weapon) => weapon.index() as u32,
        Cause::Lava => LAVA,
        Cause::Crush => CRUSH,
        Cause::Ram => RAM,
        Cause::Fall => FALL,
    }
}

impl OutcomeModel {
    pub(super) fn damaged<C: Coder>(
        &mut self,
        coder: &mut C,
        context: &Context<'_>,
        about: &Outcome,
    ) -> Result<Outcome, Malformed> {
        let (mut who, mut by, mut why, mut points, mut held, mut place) =
            (HogId(0), None, Cause::Fall, Points::NONE, false, Vec3::ZERO);
        if let Outcome::Damaged {
            victim,
            attacker,
            cause,
            amount,
            shielded,
            from,
        } = about
        {
            (who, by, why, points, held, place) = (*victim, *attacker, *cause, *amount, *shielded, *from);
        }
        let victim = self.hog(coder, who);
        let attacker = self.maybe_hog(coder, by);
        let cause = self.cause(coder, why)?;
        // A weapon mostly does what it did last.
        let last = &mut self.amounts[cause_index(cause) as usize];
        if !coder.bit(&mut self.same_amount, points.0 == *last) {
            *last = coder.raw(u32::from(points.0), 16) as u16;
        }
        let amount = Points(*last);
        let shielded = coder.bit(&mut self.shielded, held);
        let near = (context.hogs)(victim).map_or(Vec3::ZERO, |hog| hog.position);
        let from = vector(coder, &mut self.from, POSITION, FROM_BITS, place, near)?;
        Ok(Outcome::Damaged {
            victim,
            attacker,
            cause,
            amount,
            shielded,
            from,
        })
    }

    pub(super) fn at_a_place<C: Coder>(
        &mut self,
        coder: &mut C,
        context: &Context<'_>,
        kind: u32,
        about: &Outcome,
    ) -> Result<Outcome, Malformed> {
        let (mut who, mut other, mut why, mut speed, mut place) =
            (HogId(0), None, Cause::Fall, 0.0, Vec3::ZERO);
        match about {
            Outcome::Rammed {
                first,
                second,
                speed_mps,
                at,
            } => {
                (who, other, speed, place) = (*first, Some(*second), *speed_mps, *at);
            }
            Outcome::Wrecked {
                victim,
                killer,
                cause,
                at,
            } => {
                (who, other, why, place) = (*victim, *killer, *cause, *at);
            }
            Outcome::Spawned { hog, at } => (who, place) = (*hog, *at),
            _ => {}
        }
        let hog = self.hog(coder, who);
        let at = self.place(coder, context, hog, place)?;
        Ok(match kind {
            RAMMED => Outcome::Rammed {
                first: hog,
                second: self.maybe_hog(coder, other).ok_or(Malformed::Value)?,
                speed_mps: self.impact(coder, speed)?,
                at,
            },
            WRECKED => Outcome::Wrecked {
                victim: hog,
                killer: self.maybe_hog(coder, other),
                cause: self.cause(coder, why)?,
                at,
            },
            _ => Outcome::Spawned { hog, at },
        })
    }

    /// A speed of an impact, metres a second.
    fn impact<C: Coder>(&mut self, coder: &mut C, speed_mps: f32) -> Result<f32, Malformed> {
        let index = self.speed.code(coder, SPEED.index(speed_mps));
        if (0..=SPEED.max_index()).contains(&index) {
            Ok(SPEED.value(index))
        } else {
            Err(Malformed::Value)
        }
    }

    fn cause<C: Coder>(&mut self, coder: &mut C, cause: Cause) -> Result<Cause, Malformed> {
        match self.cause.code(coder, cause_index(cause)) {
            LAVA => Ok(Cause::Lava),
            CRUSH => Ok(Cause::Crush),
            RAM => Ok(Cause::Ram),
            FALL => Ok(Cause::Fall),
            weapon => Weapon::from_index(weapon as usize)
                .map(Cause::Weapon)
                .ok_or(Malformed::Value),
        }
    }
}
