//! Outcomes on the wire: those a client cannot compute itself. Each is told against the hogs of the snapshot that it
//! rides with: a shot begins at a barrel, a blow lands on a hull.

use super::Malformed;
use super::coder::{Coder, Flag};
use super::residual::Residual;
use super::stream::Item;
use super::symbol::Symbol;
use crate::arena::hog::{Hog, Points};
use crate::arena::outcome::{Cause, Outcome};
use crate::arena::shot::{Shot, Struck};
use crate::ids::{HogId, ShotId, Weapon};
use crate::math::Vec3;
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
        | Outcome::Damaged { .. }
        | Outcome::Wrecked { .. }
        | Outcome::Rammed { .. }
        | Outcome::Spawned { .. }
        | Outcome::PickedUp { .. }
        | Outcome::MatchEnded { .. }
        | Outcome::MatchStarted => true,
        // On terrain or of age every client computes the same end.
        Outcome::ShotEnded { struck, .. } => matches!(struck, Struck::Hog(_) | Struck::Withdrawn),
        // What follows from motion, every client sees in its own simulation. A leap does not: it is pressed.
        Outcome::Jumped { .. } => true,
        Outcome::PadUsed { .. }
        | Outcome::Teleported { .. }
        | Outcome::Landed { .. }
        | Outcome::Unphysical { .. } => false,
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
    weapon: Symbol<8>,
    cause: Symbol<16>,
    struck: Symbol<4>,
    shot_age: Residual,
    origin: Residual,
    velocity: Residual,
    place: Residual,
    from: Residual,
    same_amount: Flag,
    amounts: [u16; 16],
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
            place: Residual::of("place"),
            from: Residual::of("harm_from"),
            same_amount: Flag::likely(0.7),
            amounts: [0; 16],
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
                    winner: self.maybe_hog(coder, winner),
                }
            }
            (MATCH_STARTED, _) => Outcome::MatchStarted,
            (JUMPED, about) => {
                let hog = if let Outcome::Jumped { hog } = about {
                    *hog
                } else {
                    HogId(0)
                };
                Outcome::Jumped {
                    hog: self.hog(coder, hog),
                }
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
        Ok(Shot::from_launch(id, weapon, origin, velocity, context.tuning))
    }

    fn shot_ended<C: Coder>(
        &mut self,
        coder: &mut C,
        context: &Context<'_>,
        tick: Tick,
        about: &Outcome,
    ) -> Result<Outcome, Malformed> {
        let (mut id, mut kind, mut place, mut on) =
            (ShotId::default(), Weapon::default(), Vec3::ZERO, Struck::Nothing);
        if let Outcome::ShotEnded {
            shot,
            weapon,
            at,
            struck,
        } = about
        {
            (id, kind, place, on) = (*shot, *weapon, *at, *struck);
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
            kind: match coder.raw(what as u32, 2) {
                0 => PickupKind::Repair,
                1 => PickupKind::Ammo,
                2 => PickupKind::Boost,
                _ => return Err(Malformed::Value),
            },
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

const LAVA: u32 = 12;
const CRUSH: u32 = 13;
const RAM: u32 = 14;
const FALL: u32 = 15;

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
