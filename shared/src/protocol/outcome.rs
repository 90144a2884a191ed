//! Outcomes on the wire: those a client cannot compute itself. Each is told against the hogs of the snapshot that it
//! rides with: a shot begins at a barrel, a blow lands on a hull.

use super::Malformed;
use super::coder::{Coder, Flag};
use super::residual::Residual;
use super::stream::Item;
use super::symbol::Symbol;
use super::world::{code_phase, code_side};
use crate::arena::hog::{Hog, Points};
use crate::arena::outcome::{Cause, Deed, Outcome};
use crate::arena::shot::{Shot, Struck};
use crate::ids::{HogId, MAX_WEAPONS, ShotId, Weapon};
use crate::math::Vec3;
use crate::mode::Phase;
use crate::quantize::{Grid, POSITION, VELOCITY, coarse};
use crate::tick::{TICK_SECONDS, Tick};
use crate::tuning::{PickupKind, Tuning};

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

/// Whether clients need to be told: true for what depends on things only the server knows.
#[must_use]
pub fn travels(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Fired(_)
        | Outcome::ShotTurned(_)
        | Outcome::Damaged { .. }
        | Outcome::Wrecked { .. }
        | Outcome::Rammed { .. }
        | Outcome::Spawned { .. }
        | Outcome::PickedUp { .. }
        | Outcome::Objective { .. }
        | Outcome::PhaseBegan(_)
        | Outcome::MatchEnded { .. }
        | Outcome::MatchStarted => true,
        // On terrain or of age every client computes the same end, but of what follows a mark.
        Outcome::ShotEnded { struck, guided, .. } => {
            *guided || matches!(struck, Struck::Hog(_) | Struck::Withdrawn)
        }
        // What follows from motion, every client sees in its own simulation. What is pressed does not.
        Outcome::Jumped { .. } | Outcome::AbilityUsed { .. } => true,
        Outcome::PadUsed { .. }
        | Outcome::Teleported { .. }
        | Outcome::Landed { .. }
        | Outcome::Unphysical { .. } => false,
    }
}

/// The hogs whose place an outcome betrays, to whom they are hidden from: such are not told of it. A shot is seen whoever
/// fires it, and firing ends a cloak.
#[must_use]
pub fn betrays(outcome: &Outcome) -> [Option<HogId>; 2] {
    match outcome {
        Outcome::PickedUp { hog, .. }
        | Outcome::PadUsed { hog, .. }
        | Outcome::Teleported { hog, .. }
        | Outcome::AbilityUsed { hog }
        | Outcome::Jumped { hog }
        | Outcome::Landed { hog, .. } => [Some(*hog), None],
        Outcome::Rammed { first, second, .. } => [Some(*first), Some(*second)],
        // A hull is where the other one is, and lava where it burns; what a shot hits, the shot has shown.
        Outcome::Damaged {
            victim,
            attacker,
            cause: Cause::Ram,
            ..
        } => [Some(*victim), *attacker],
        Outcome::Damaged {
            cause: Cause::Weapon(_),
            ..
        } => [None, None],
        Outcome::Damaged { victim, .. } => [Some(*victim), None],
        _ => [None, None],
    }
}

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

    /// A launch, exact to the grid, against the barrel it came from.
    fn shot<C: Coder>(
        &mut self,
        coder: &mut C,
        context: &Context<'_>,
        tick: Tick,
        shot: Option<Shot>,
    ) -> Result<Shot, Malformed> {
        let shooter = self.hog(coder, shot.map_or(HogId(0), |shot| shot.id.shooter));
        let weapon = self.weapon(coder, shot.map_or(Weapon::default(), |shot| shot.weapon))?;
        let (mut origin, mut velocity) = (Vec3::ZERO, Vec3::ZERO);
        if let Some(hog) = (context.hogs)(shooter) {
            let back_s = context.tick.since(tick).clamp(0, 60) as f32 * TICK_SECONDS;
            let muzzle = hog.muzzle(context.tuning.chassis(hog.chassis));
            let speed_mps = context.tuning.weapon(weapon).speed_mps;
            if speed_mps > 0.0 {
                origin = muzzle.position - hog.velocity * back_s;
                velocity = muzzle.direction * speed_mps + hog.velocity;
            } else {
                origin = hog.position - hog.velocity * back_s;
            }
        }
        let told = shot.map_or(Vec3::ZERO, |shot| shot.origin);
        let origin = vector(coder, &mut self.origin, POSITION, 0, told, origin)?;
        let told = shot.map_or(Vec3::ZERO, |shot| shot.velocity);
        let velocity = vector(coder, &mut self.velocity, VELOCITY, 0, told, velocity)?;
        let id = ShotId { fired: tick, shooter };
        let target = if context.tuning.weapon(weapon).turn_rps > 0.0 {
            self.maybe_hog(coder, shot.and_then(|shot| shot.target))
        } else {
            None
        };
        Ok(Shot::from_launch(
            id,
            weapon,
            (origin, velocity),
            target,
            context.tuning,
        ))
    }

    /// A new leg, exact to the grid, of a shot that both sides know.
    fn shot_turned<C: Coder>(
        &mut self,
        coder: &mut C,
        context: &Context<'_>,
        tick: Tick,
        about: &Outcome,
    ) -> Result<Outcome, Malformed> {
        let told = if let Outcome::ShotTurned(shot) = about {
            Some(*shot)
        } else {
            None
        };
        let shooter = self.hog(coder, told.map_or(HogId(0), |shot| shot.id.shooter));
        let since = told.map_or(0, |shot| tick.since(shot.id.fired));
        let flown = self.shot_age.code(coder, since);
        if flown < 0 {
            return Err(Malformed::Value);
        }
        let weapon = self.weapon(coder, told.map_or(Weapon::default(), |shot| shot.weapon))?;
        let target = self.maybe_hog(coder, told.and_then(|shot| shot.target));
        // It is somewhere on the way to its mark.
        let near = target.and_then(|target| (context.hogs)(target));
        let near = near.map_or(Vec3::ZERO, |hog| hog.position);
        let place = told.map_or(Vec3::ZERO, |shot| shot.origin);
        let origin = vector(coder, &mut self.leg_origin, POSITION, 0, place, near)?;
        let told = told.map_or(Vec3::ZERO, |shot| shot.velocity);
        let toward = (near - origin).normalize_or_zero() * context.tuning.weapon(weapon).speed_mps;
        let velocity = vector(coder, &mut self.leg_velocity, VELOCITY, 0, told, toward)?;
        let id = ShotId {
            fired: Tick(tick.0.wrapping_sub(flown as u32)),
            shooter,
        };
        let mut shot = Shot::from_launch(id, weapon, (origin, velocity), target, context.tuning);
        shot.turn(tick, origin, velocity);
        Ok(Outcome::ShotTurned(shot))
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

    fn shot_ended<C: Coder>(
        &mut self,
        coder: &mut C,
        context: &Context<'_>,
        tick: Tick,
        about: &Outcome,
    ) -> Result<Outcome, Malformed> {
        let (mut id, mut kind, mut place, mut on, mut follows) = (
            ShotId::default(),
            Weapon::default(),
            Vec3::ZERO,
            Struck::Nothing,
            false,
        );
        if let Outcome::ShotEnded {
            shot,
            weapon,
            at,
            struck,
            guided,
        } = about
        {
            (id, kind, place, on, follows) = (*shot, *weapon, *at, *struck, *guided);
        }
        let shooter = self.hog(coder, id.shooter);
        let flown = self.shot_age.code(coder, context.tick.since(id.fired));
        let fired = Tick(context.tick.0.wrapping_sub(flown as u32));
        if fired.since(tick) > 0 {
            return Err(Malformed::Value);
        }
        let weapon = self.weapon(coder, kind)?;
        let struck = self.struck(coder, on)?;
        let near = if let Struck::Hog(hog) = struck {
            hog
        } else {
            shooter
        };
        Ok(Outcome::ShotEnded {
            shot: ShotId { fired, shooter },
            weapon,
            at: self.place(coder, context, near, place)?,
            struck,
            guided: context.tuning.weapon(weapon).turn_rps > 0.0 && coder.raw(u32::from(follows), 1) == 1,
        })
    }

    fn damaged<C: Coder>(
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

    fn at_a_place<C: Coder>(
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

    fn struck<C: Coder>(&mut self, coder: &mut C, struck: Struck) -> Result<Struck, Malformed> {
        let (index, hog) = match struck {
            Struck::Hog(hog) => (0, hog),
            Struck::Terrain => (1, HogId(0)),
            Struck::Nothing => (2, HogId(0)),
            Struck::Withdrawn => (3, HogId(0)),
        };
        match self.struck.code(coder, index) {
            0 => Ok(Struck::Hog(self.hog(coder, hog))),
            1 => Ok(Struck::Terrain),
            2 => Ok(Struck::Nothing),
            3 => Ok(Struck::Withdrawn),
            _ => Err(Malformed::Value),
        }
    }
}

/// Causes that are no weapon come after those that are.
const LAVA: u32 = MAX_WEAPONS as u32;
const CRUSH: u32 = LAVA + 1;
const RAM: u32 = LAVA + 2;
const FALL: u32 = LAVA + 3;
/// Room for them.
const CAUSES: usize = 32;

const fn cause_index(cause: Cause) -> u32 {
    match cause {
        Cause::Weapon(weapon) => weapon.index() as u32,
        Cause::Lava => LAVA,
        Cause::Crush => CRUSH,
        Cause::Ram => RAM,
        Cause::Fall => FALL,
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
