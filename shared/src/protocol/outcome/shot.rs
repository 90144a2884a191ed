//! Shots on the wire: a launch against the barrel it came from, a turn against the mark that it follows, an end on what
//! it struck. A launch and a turn are exact to the grid, for both sides fly on from them.

use super::{Context, OutcomeModel, vector};
use crate::arena::outcome::Outcome;
use crate::arena::shot::{Shot, Struck};
use crate::ids::{HogId, ShotId, Weapon};
use crate::math::Vec3;
use crate::protocol::Malformed;
use crate::protocol::coder::Coder;
use crate::quantize::{POSITION, VELOCITY};
use crate::tick::{TICK_SECONDS, Tick};

impl OutcomeModel {
    /// A launch, exact to the grid, against the barrel it came from.
    pub(super) fn shot<C: Coder>(
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
    pub(super) fn shot_turned<C: Coder>(
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

    pub(super) fn shot_ended<C: Coder>(
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

    pub(super) fn struck<C: Coder>(&mut self, coder: &mut C, struck: Struck) -> Result<Struck, Malformed> {
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
