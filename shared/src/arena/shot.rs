//! Shots in flight. A shot's path is a closed form of its launch, so whoever knows the launch knows where it is at
//! any tick: one message per shot is enough, and rewinding costs nothing. What follows a mark flies in legs, each of
//! them such a path.

use serde::{Deserialize, Serialize};

use super::hog::Hog;
use super::outcome::{Outcome, Outcomes};
use super::{Arena, Rules};
use crate::ids::{HogId, ShotId};
use crate::level::{Placed, Surroundings};
use crate::math::Vec3;
use crate::quantize::{POSITION, VELOCITY};
use crate::tick::{TICK_SECONDS, Tick, ticks_from_seconds};
use crate::tuning::Tuning;
use crate::weapon::{Hand, Weapon};

/// Most shots in one match; beyond it barrels stay silent.
pub const MAX_SHOTS: usize = 4096;
/// Ticks from one turn of a shot that follows a mark to the next: everyone is told of each.
pub const LEG_TICKS: i32 = 8;

/// How far off what is solid a shot ends on it, metres: a blast that began on the very surface would see nothing.
pub(crate) const STAND_OFF_M: f32 = 0.05;

/// A shot in flight, or a mine at rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shot {
    /// Its name.
    pub id: ShotId,
    /// Of which weapon.
    pub weapon: Weapon,
    /// When it began to fly as it does: when it was fired, or when it turned last.
    pub leg: Tick,
    /// Where it was at the end of that tick, metres, on the grid.
    pub origin: Vec3,
    /// Its velocity then, metres a second, on the grid.
    pub velocity: Vec3,
    /// How hard it falls, m/s².
    pub fall_mps2: f32,
    /// Whom it follows.
    pub target: Option<HogId>,
    /// The tick at which it ends by itself.
    pub expires: Tick,
}

/// What a shot ended on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Struck {
    /// A hog.
    Hog(HogId),
    /// Something solid.
    Terrain,
    /// Nothing: its time was up.
    Nothing,
    /// Nothing either: it was taken away, because a newer one needs its place or its shooter left.
    Withdrawn,
}

impl Shot {
    /// A shot of the weapon in hand; its launch is put on the grid here, so that every copy flies alike.
    #[must_use]
    pub fn of(hand: &Hand<'_>, origin: Vec3, velocity: Vec3) -> Self {
        let id = ShotId {
            fired: hand.tick,
            shooter: hand.hog.id,
        };
        let (origin, velocity) = (POSITION.snap3(origin), VELOCITY.snap3(velocity));
        let follows = hand.tuning().turn_rps > 0.0;
        let target = hand.hog.mark.filter(|_| follows);
        Self::from_launch(id, hand.weapon(), (origin, velocity), target, &hand.rules.tuning)
    }

    /// The same shot from what the wire carries of it, place and velocity; the rest follows from the weapon's figures.
    #[must_use]
    pub fn from_launch(
        id: ShotId,
        weapon: Weapon,
        (origin, velocity): (Vec3, Vec3),
        target: Option<HogId>,
        tuning: &Tuning,
    ) -> Self {
        let figures = tuning.weapon(weapon);
        Self {
            id,
            weapon,
            leg: id.fired,
            origin,
            velocity,
            fall_mps2: figures.fall_mps2,
            target,
            expires: id.fired.after(ticks_from_seconds(figures.life_s)),
        }
    }

    /// Where it is at the end of a tick, metres.
    #[must_use]
    pub fn position(&self, tick: Tick) -> Vec3 {
        let seconds = tick.since(self.leg) as f32 * TICK_SECONDS;
        let fallen = Vec3::new(0.0, 0.5 * self.fall_mps2 * seconds * seconds, 0.0);
        self.origin + self.velocity * seconds - fallen
    }

    /// How it moves at the end of a tick, metres a second.
    #[must_use]
    pub fn velocity_at(&self, tick: Tick) -> Vec3 {
        let seconds = tick.since(self.leg) as f32 * TICK_SECONDS;
        self.velocity - Vec3::new(0.0, self.fall_mps2 * seconds, 0.0)
    }

    /// Flies on another way from where it is at a tick.
    pub fn turn(&mut self, tick: Tick, origin: Vec3, velocity: Vec3) {
        (self.leg, self.origin, self.velocity) = (tick, origin, velocity);
    }

    /// When it ends if it meets nobody: of age, or on what is solid. What follows a mark goes nobody knows where.
    #[must_use]
    pub fn ends(&self, rules: &Rules) -> Tick {
        if self.target.is_some() || self.velocity.length() < 1e-3 {
            return self.expires;
        }
        let ends = if self.fall_mps2 > 0.0 {
            self.falls_on(rules)
        } else {
            self.flies_against(rules)
        };
        self.meets_mover(rules, ends).unwrap_or(ends)
    }

    fn flies_against(&self, rules: &Rules) -> Tick {
        let speed_mps = self.velocity.length();
        let life_m = self.expires.since(self.leg).max(0) as f32 * TICK_SECONDS * speed_mps;
        let hit = rules.terrain.cast(self.origin, self.velocity / speed_mps, life_m);
        hit.map_or(self.expires, |hit| {
            let ticks = libm::ceilf(hit.distance_m / speed_mps / TICK_SECONDS).max(1.0);
            self.leg.after(ticks as u32)
        })
    }

    fn falls_on(&self, rules: &Rules) -> Tick {
        let ticks = self.expires.since(self.leg).max(0) as u32;
        let hits = |tick: &Tick| {
            let (from, to) = (self.position(tick.before(1)), self.position(*tick));
            let span_m = (to - from).length();
            span_m > 1e-4 && rules.terrain.cast(from, (to - from) / span_m, span_m).is_some()
        };
        let mut flight = (1..=ticks).map(|later| self.leg.after(later));
        flight.find(hits).unwrap_or(self.expires)
    }

    /// The first tick no later than `until` at which it meets a mover, if it does: its path and theirs follow from the
    /// tick alone.
    fn meets_mover(&self, rules: &Rules, until: Tick) -> Option<Tick> {
        if rules.level.movers.is_empty() {
            return None;
        }
        let ticks = until.since(self.leg).max(0) as u32;
        (1..=ticks).map(|later| self.leg.after(later)).find(|&tick| {
            let (from, to) = (self.position(tick.before(1)), self.position(tick));
            let span_m = (to - from).length();
            let movers = rules.level.movers_at(tick);
            span_m > 1e-4
                && rules
                    .surroundings(&movers)
                    .cast_movers(from, (to - from) / span_m, span_m)
        })
    }
}

/// How a shot fared in one tick.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ending {
    pub at: Vec3,
    pub struck: Struck,
}

/// Moves a shot through one tick and says whether, where and on what it ended.
pub(super) fn fly(
    shot: &Shot,
    hogs: &[Option<Hog>],
    surroundings: Surroundings<'_>,
    tuning: &Tuning,
    tick: Tick,
) -> Option<Ending> {
    let weapon = tuning.weapon(shot.weapon);
    let from = shot.position(tick.before(1));
    let to = shot.position(tick);
    let span = to - from;
    let distance_m = span.length();
    let mut nearest: Option<(f32, Struck)> = None;
    let mut off = Vec3::ZERO;
    if distance_m > 1e-4
        && let Some((hit, _)) = surroundings.cast(from, span / distance_m, distance_m)
    {
        nearest = Some((hit.distance_m / distance_m, Struck::Terrain));
        off = hit.normal * STAND_OFF_M;
    }
    let trigger_m = shot.weapon.rule().trigger_radius_m(shot, weapon, tick);
    let shooter = hogs.get(shot.id.shooter.index()).and_then(Option::as_ref);
    for hog in hogs.iter().flatten() {
        // Friends stand in the way of a shot, but set nothing off.
        let friend = shooter.is_some_and(|shooter| shooter.friend_of(hog));
        if !hog.alive() || hog.id == shot.id.shooter || (friend && trigger_m.is_some()) {
            continue;
        }
        let half = Vec3::from_array(tuning.chassis(hog.chassis).half_extents_m);
        let touch = match trigger_m {
            Some(reach_m) => ((hog.position - to).length_squared() < reach_m * reach_m).then_some(0.0),
            None => pierce(hog, half + Vec3::splat(weapon.radius_m), from, span),
        };
        if let Some(share) = touch
            && nearest.is_none_or(|(best, _)| share < best)
        {
            nearest = Some((share, Struck::Hog(hog.id)));
        }
    }
    if let Some((share, struck)) = nearest {
        let off = if struck == Struck::Terrain {
            off
        } else {
            Vec3::ZERO
        };
        return Some(Ending {
            at: POSITION.snap3(from + span * share + off),
            struck,
        });
    }
    (tick >= shot.expires).then_some(Ending {
        at: POSITION.snap3(to),
        struck: Struck::Nothing,
    })
}

impl Arena {
    /// At the end of each leg, what follows a mark turns toward where that now is, as long as it sees it.
    pub(super) fn turn_shots(&mut self, movers: &[Placed], outcomes: &mut Outcomes) {
        let tuning = &self.rules.tuning;
        let surroundings = self.rules.surroundings(movers);
        for shot in &mut self.shots {
            let flown = self.tick.since(shot.leg);
            let Some(target) = shot.target.filter(|_| flown > 0 && flown % LEG_TICKS == 0) else {
                continue;
            };
            let target = self.hogs.get(target.index()).and_then(Option::as_ref);
            let Some(target) = target.filter(|target| target.alive() && target.cloak_ticks == 0) else {
                continue;
            };
            if !surroundings.sees(shot.position(self.tick), target.position) {
                continue;
            }
            let figures = tuning.weapon(shot.weapon);
            let rule = shot.weapon.rule();
            if let Some(velocity) = rule.steer(shot, target, figures, self.tick) {
                let at = POSITION.snap3(shot.position(self.tick));
                shot.turn(self.tick, at, VELOCITY.snap3(velocity));
                outcomes.push(Outcome::ShotTurned(*shot));
            }
        }
    }
}

/// Share of `span` after which a segment from `from` enters the hull of a hog (half extents `half`, metres); 0 if it
/// starts inside, none if it misses. The slab test in the hull's frame.
#[must_use]
pub fn pierce(hog: &Hog, half: Vec3, from: Vec3, span: Vec3) -> Option<f32> {
    let middle = from + span * 0.5 - hog.position;
    // Twice the sum of the squares is no less than the square of the sum, and needs no root.
    if middle.length_squared() > 2.0 * (half.length_squared() + span.length_squared() * 0.25) {
        return None;
    }
    let inverse = hog.rotation.inverse();
    let start = (inverse * (from - hog.position)).to_array();
    let along = (inverse * span).to_array();
    let half = half.to_array();
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    for axis in 0..3 {
        if along[axis].abs() < 1e-6 {
            if start[axis].abs() > half[axis] {
                return None;
            }
            continue;
        }
        let near = (-half[axis] - start[axis]) / along[axis];
        let far = (half[axis] - start[axis]) / along[axis];
        enter = enter.max(near.min(far));
        leave = leave.min(near.max(far));
    }
    (enter <= leave).then_some(enter)
}
