//! What an arena's grounds do to hogs: currents carry them, gates take them elsewhere, lava burns and movers crush.
//! Everything here follows from where a hog is, how it moves and the tick, so that a client foresees it all.

use super::Arena;
use super::damage::Harm;
use super::hog::Hog;
use super::outcome::{Cause, Outcome, Outcomes};
use crate::ids::HogId;
use crate::level::{Gate, Level, Placed};
use crate::math::{PI, Pose, Vec3, yaw_pitch};
use crate::tick::{TICK_SECONDS, TICKS_PER_SECOND};

/// Harm that lasts comes in doses, one in so many ticks: a message each.
const DOSE_TICKS: u32 = 10;
/// One must drive at a gate at least so fast, m/s.
const ENTER_MPS: f32 = 1.0;
/// One comes out of a gate at least so fast, m/s.
const LEAVE_MPS: f32 = 7.0;
/// How far before a gate's middle one comes out, metres.
const LEAVE_M: f32 = 0.8;
/// A mover so deep in a hull has squeezed it, metres; whoever is only pushed gives way at once.
const SQUEEZED_M: f32 = 0.12;

/// Currents carry along whoever is in them, up to their speed.
pub(super) fn push(hog: &mut Hog, level: &Level) {
    for current in &level.currents {
        let region = current.region();
        if !region.holds(hog.position, 0.0) {
            continue;
        }
        let heading = region.heading();
        let missing_mps = current.speed_mps - hog.velocity.dot(heading);
        hog.velocity += heading * missing_mps.clamp(0.0, current.push_mps2 * TICK_SECONDS);
    }
}

/// Takes a hog that drives into a gate out of the one it leads to.
pub(super) fn pass(hog: &mut Hog, level: &Level, outcomes: &mut Outcomes) {
    let enters = |gate: &Gate| {
        let region = gate.region();
        !gate.to.is_empty()
            && region.holds(hog.position, 0.0)
            && hog.velocity.dot(region.heading()) < -ENTER_MPS
    };
    let Some(index) = level.gates.iter().position(enters) else {
        return;
    };
    let entry = &level.gates[index];
    let Some(exit) = level.gates.iter().find(|gate| gate.name == entry.to) else {
        return;
    };
    let (from, to) = (entry.region(), exit.region());
    let local = from.local(hog.position);
    // What was on the left of one who went in is on the right of one who looks back at the way out.
    let room_m = (to.size.x * 0.5 - 1.5).max(0.0);
    let out = Vec3::new(
        (-local.x).clamp(-room_m, room_m),
        local.y.min(to.size.y),
        -LEAVE_M,
    );
    let turn = yaw_pitch(to.yaw - from.yaw + PI, 0.0);
    hog.position = to.at + yaw_pitch(to.yaw, 0.0) * out;
    hog.rotation = (turn * hog.rotation).normalize();
    hog.velocity = turn * hog.velocity;
    hog.spin = turn * hog.spin;
    let heading = to.heading();
    let missing_mps = LEAVE_MPS - hog.velocity.dot(heading);
    hog.velocity += heading * missing_mps.max(0.0);
    outcomes.push(Outcome::Teleported {
        hog: hog.id,
        gate: index as u8,
    });
}

impl Arena {
    /// Whether this is a tick in which a hog gets its doses: not everyone's is the same.
    fn is_dose(&self, hog: HogId) -> bool {
        (self.tick.0.wrapping_add(u32::from(hog.0))).is_multiple_of(DOSE_TICKS)
    }

    /// Hazards hurt whoever is in them.
    pub(super) fn burn(&mut self, outcomes: &mut Outcomes) {
        let rules = self.rules.clone();
        for hazard in &rules.level.hazards {
            let region = hazard.region();
            let burnt: Vec<(HogId, Vec3)> = self
                .hogs()
                .filter(|hog| hog.alive() && self.is_dose(hog.id) && region.holds(hog.position, 0.0))
                .map(|hog| (hog.id, hog.position))
                .collect();
            for (victim, at) in burnt {
                let from = Vec3::new(at.x, region.at.y, at.z);
                self.dose(victim, Cause::Lava, hazard.harm_per_s, from, outcomes);
            }
        }
    }

    /// Movers hurt whoever they squeeze: a hull that gives way is pushed, one that cannot is entered.
    pub(super) fn crush(&mut self, movers: &[Placed], outcomes: &mut Outcomes) {
        let rules = self.rules.clone();
        let surroundings = rules.surroundings(movers);
        for (index, mover) in rules.level.movers.iter().enumerate() {
            if mover.crush_per_s <= 0.0 {
                continue;
            }
            let squeezed = |hog: &&Hog| {
                let half = Vec3::from_array(rules.tuning.chassis(hog.chassis).half_extents_m);
                let hull = Pose::from_parts(hog.position, hog.rotation);
                hog.alive() && self.is_dose(hog.id) && surroundings.depth_m(index, &hull, half) > SQUEEZED_M
            };
            let squeezed: Vec<HogId> = self.hogs().filter(squeezed).map(|hog| hog.id).collect();
            let from = movers
                .get(index)
                .map_or(Vec3::ZERO, |placed| placed.pose.translation);
            for victim in squeezed {
                self.dose(victim, Cause::Crush, mover.crush_per_s, from, outcomes);
            }
        }
    }

    fn dose(&mut self, victim: HogId, cause: Cause, per_s: f32, from: Vec3, outcomes: &mut Outcomes) {
        let points = per_s * DOSE_TICKS as f32 / TICKS_PER_SECOND as f32;
        let harm = Harm {
            victim,
            attacker: None,
            cause,
            points,
            from,
        };
        self.hurt(harm, outcomes);
    }
}
