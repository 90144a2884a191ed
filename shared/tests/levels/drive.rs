//! One hog alone on an arena: put somewhere, thrown, or steered along a route.

#![allow(unreachable_pub, reason = "a helper of one test, which is a crate of its own")]

use std::sync::Arc;

use hogs_shared::arena::controls::Controls;
use hogs_shared::arena::hog::Hog;
use hogs_shared::arena::{Arena, Inputs, Join, Rules};
use hogs_shared::ids::HogId;
use hogs_shared::math::{Vec3, atan2, wrap_angle, yaw_pitch};
use hogs_shared::tick::TICK_SECONDS;
use hogs_shared::tuning::Chassis;

use crate::map::lift;

/// A match with one hog in it, to drive about.
pub struct Drive {
    arena: Arena,
}

impl Drive {
    pub fn new(rules: &Arc<Rules>, chassis: Chassis) -> Self {
        let mut arena = Arena::new(rules.clone(), 1);
        let joins = vec![Join::new(HogId(0), chassis)];
        arena.step(&Inputs {
            joins,
            ..Inputs::default()
        });
        Self { arena }
    }

    fn hog(&self) -> Hog {
        self.arena
            .hog(HogId(0))
            .cloned()
            .unwrap_or_else(|| Hog::waiting(HogId(0), Chassis::Boar, None, false))
    }

    /// Sets the hog on the ground at a point, under way.
    pub fn put(&mut self, ground: Vec3, yaw: f32, speed_mps: f32) {
        let mut state = self.arena.capture();
        for hog in &mut state.hogs {
            hog.position = lift(ground, 1.0);
            hog.rotation = yaw_pitch(yaw, 0.0);
            hog.velocity = hog.forward() * speed_mps;
            hog.spin = Vec3::ZERO;
        }
        self.arena.restore(&state);
    }

    fn step(&mut self, throttle: f32, steer: f32) {
        let controls = Controls {
            throttle: Controls::axis(throttle),
            steer: Controls::axis(steer),
            ..Controls::default()
        };
        self.arena.step(&Inputs {
            controls: vec![(HogId(0), controls)],
            ..Inputs::default()
        });
    }

    /// Drives straight on until it has landed after being thrown; where it came down.
    pub fn fly(&mut self, throttle: f32) -> Option<Vec3> {
        let mut flew = false;
        for _ in 0..(5.0 / TICK_SECONDS) as usize {
            self.step(throttle, 0.0);
            let hog = self.hog();
            if !hog.alive() || flew && !hog.airborne {
                return hog.alive().then_some(hog.position);
            }
            flew |= hog.airborne && hog.velocity.y > 3.0;
        }
        None
    }

    /// Steers at one point after the other, at most `pace` of full throttle; seconds it took, or where it was when
    /// time ran out.
    pub fn follow(&mut self, route: &[Vec3], pace: f32, limit_s: f32) -> Result<f32, Vec3> {
        let mut next = 1;
        for tick in 0..(limit_s / TICK_SECONDS) as usize {
            let hog = self.hog();
            if !hog.alive() {
                return Err(hog.position);
            }
            let to = route[next] - hog.position;
            if to.x.abs().max(to.z.abs()) < 6.0 && to.y.abs() < 3.0 {
                next += 1;
                if next == route.len() {
                    return Ok(tick as f32 * TICK_SECONDS);
                }
            }
            let nose = hog.forward();
            let turn = wrap_angle(atan2(-to.x, -to.z) - atan2(-nose.x, -nose.z));
            let brake = if hog.velocity.length() > 14.0 { -0.6 } else { 0.3 };
            let throttle = if turn.abs() > 0.5 { brake } else { pace };
            self.step(throttle, (turn * 3.0).clamp(-1.0, 1.0));
        }
        Err(self.hog().position)
    }
}
