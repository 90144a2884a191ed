//! What takes a hog from one floor to another without driving: pads that throw and gates. A part of the survey.

use super::fly;
use super::heading::level;
use super::navigate::NONE;
use super::survey::{FLOOR_NORMAL_Y, Surveyor, UP};
use crate::arena::GRAVITY_MPS2;
use crate::level::{Gate, Pad, PadKind, vector};
use crate::math::{Vec3, yaw_pitch};
use crate::tuning::Chassis;

impl Surveyor<'_> {
    /// Pads decide where one goes: a jump pad leads where it throws, and what leads nowhere is kept away from.
    pub(super) fn pads(&mut self) {
        for index in 0..self.rules.level.pads.len() {
            let pad = self.rules.level.pads[index];
            let turn = yaw_pitch(pad.yaw_deg.to_radians(), 0.0);
            for node in 0..self.map.nodes.len() {
                let at = self.map.nodes[node].at;
                let local = turn.inverse() * (at - vector(pad.at));
                let margin = self.map.cell_m * 0.4;
                let over =
                    local.x.abs() <= pad.size.0 * 0.5 + margin && local.z.abs() <= pad.size.1 * 0.5 + margin;
                if over && local.y.abs() <= 2.0 {
                    self.throw(node, &pad, turn * Vec3::new(0.0, 0.0, -1.0));
                }
            }
        }
    }

    /// Gates lead to where one comes out.
    pub(super) fn gates(&mut self) {
        let gates = &self.rules.level.gates;
        for gate in gates.iter().filter(|gate| !gate.to.is_empty()) {
            let Some(exit) = gates.iter().find(|exit| exit.name == gate.to) else {
                continue;
            };
            let out = exit.region();
            let landing = self
                .map
                .nearest(out.at + out.heading() * (Gate::DEPTH_M + 1.0) + UP);
            let region = gate.region();
            let reach_m = region.size.x + self.map.cell_m;
            for column in self.map.around(region.at, reach_m) {
                for node in self.map.floors(column) {
                    let node = &mut self.map.nodes[node as usize];
                    if region.holds(node.at + UP * 0.5, self.map.cell_m * 0.3) {
                        node.pad = true;
                        node.leap = landing.unwrap_or(NONE);
                    }
                }
            }
        }
    }

    fn throw(&mut self, node: usize, pad: &Pad, heading: Vec3) {
        let velocity = match pad.kind {
            PadKind::Jump(up, along) => heading * along + UP * up,
            PadKind::Boost(along) => heading * along,
        };
        let landing = self.flight(self.map.nodes[node].at + UP, velocity);
        let landing = landing.and_then(|at| self.map.nearest(at + UP));
        let safe = landing.is_some_and(|landing| self.map.nodes[landing as usize].void_m > 3.0);
        let node = &mut self.map.nodes[node];
        node.pad = true;
        match (pad.kind, landing.filter(|_| safe)) {
            (PadKind::Jump(..), Some(landing)) => node.leap = landing,
            (PadKind::Boost(_), Some(_)) => {}
            (_, None) => node.void_m = 0.0,
        }
    }

    /// Where a thrown hog of the middle weight comes down, if it keeps on the throttle.
    fn flight(&self, from: Vec3, velocity: Vec3) -> Option<Vec3> {
        let chassis = self.rules.tuning.chassis(Chassis::Boar);
        let gravity = GRAVITY_MPS2 * chassis.air_gravity;
        let (mut at, mut velocity) = (from, velocity);
        let step_s = 0.05;
        for _ in 0..120 {
            velocity.y -= gravity * step_s;
            let slowed = fly::slowed(chassis, velocity, level(velocity).normalize_or_zero(), step_s);
            velocity = Vec3::new(slowed.x, velocity.y, slowed.z);
            let span = velocity * step_s;
            let distance = span.length();
            if let Some(hit) = self.rules.terrain.cast(at, span / distance.max(1e-3), distance) {
                return (hit.normal.y > FLOOR_NORMAL_Y).then_some(at + span * (hit.distance_m / distance));
            }
            at += span;
            if at.y < self.level().floor {
                return None;
            }
        }
        None
    }
}
