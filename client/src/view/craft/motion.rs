//! How a hull leans, squats and bobs: looks only, from what the scene says of its motion.

use bevy::prelude::*;
use hogs_shared::arena::controls::Buttons;
use hogs_shared::netplay::scene::SceneHog;
use hogs_shared::tuning::ChassisTuning;

use crate::view::convert::{quat, vec3};

/// Most lean into a turn, radians.
const MOST_LEAN: f32 = 0.46;

/// Where the lean stands and how fast it changes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Motion {
    /// Roll, squat (pitch), height.
    at: Vec3,
    /// Of those, a second.
    rate: Vec3,
    velocity: Option<Vec3>,
    thrust: Vec3,
}

impl Motion {
    /// Lets time pass and gives the pose of the mesh within the hull's frame.
    pub(super) fn step(&mut self, hog: &SceneHog, chassis: &ChassisTuning, dt: f32, now_s: f32) -> Transform {
        let into_hull = quat(hog.rotation).inverse();
        let velocity = vec3(hog.velocity);
        let speed = (into_hull * velocity).z.abs() / chassis.top_speed_mps;
        if let (Some(before), true) = (self.velocity, dt > 1e-4) {
            // A jump of the velocity is a hit or a respawn and not to be leaned into for long.
            let thrust = (into_hull * (velocity - before) / dt).clamp_length_max(60.0);
            self.thrust += (thrust - self.thrust) * (1.0 - (-dt / 0.12).exp());
        }
        self.velocity = Some(velocity);
        let turn = hog.spin.y * (0.10 + 0.16 * speed.min(1.2)) + hog.steer * 0.10;
        let slide = hog.strafe * -0.16 - self.thrust.x * 0.006;
        let roll = (turn + slide).clamp(-MOST_LEAN, MOST_LEAN);
        let boosts = hog.buttons.holds(Buttons::BOOST) && hog.energy.share > 0.02;
        let brakes = hog.buttons.holds(Buttons::BRAKE);
        let squat = (-self.thrust.z * 0.0042 + f32::from(u8::from(boosts)) * 0.05
            - f32::from(u8::from(brakes)) * 0.05)
            .clamp(-0.16, 0.2);
        let flare = if hog.airborne {
            (hog.velocity.y * -0.012).clamp(-0.12, 0.16)
        } else {
            0.0
        };
        let goal = Vec3::new(roll, squat + flare, -squat.abs() * 0.35);
        // A spring that overshoots a little: weight.
        let pull = (goal - self.at) * 90.0 - self.rate * 13.0;
        self.rate += pull * dt;
        self.at += self.rate * dt;
        let rest = (1.0 - speed).clamp(0.0, 1.0);
        let phase = now_s * 2.1 + f32::from(hog.id.0) * 1.7;
        let bob = Vec3::new(
            (phase * 0.8).sin() * 0.018,
            phase.cos() * 0.011,
            phase.sin() * 0.045,
        ) * (0.3 + 0.7 * rest);
        let all = self.at + bob;
        Transform {
            translation: Vec3::Y * all.z,
            rotation: Quat::from_euler(EulerRot::YXZ, 0.0, all.y, all.x),
            scale: Vec3::ONE,
        }
    }
}
