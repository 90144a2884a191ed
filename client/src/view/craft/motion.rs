//! How a hull leans, squats, bobs and crouches: looks only, from what the scene says of its motion.

use bevy::prelude::*;
use hogs_shared::arena::controls::Buttons;
use hogs_shared::netplay::scene::SceneHog;
use hogs_shared::tuning::ChassisTuning;

use crate::view::convert::{quat, vec3};

/// Most lean into a turn, radians.
const MOST_LEAN: f32 = 0.46;

/// Seconds within which a crouch is followed: less than a tick more, so that the few ticks it lasts show all of it.
const FOLLOW_S: f32 = 0.012;
/// How soon the stretch after a leap fades, and how fast it swings: 1/s, rad/s.
const FADE_PER_S: f32 = 7.0;
const SWING_RPS: f32 = 20.0;
/// What a full crouch does to the mesh: how far it goes down, metres, how much lower and how much wider it gets.
const SINK_M: f32 = 0.17;
const FLATTEN: f32 = 0.2;
const WIDEN: f32 = 0.06;

/// How far a hull is pressed down for a leap, and how it springs back after it. A closed form rather than a spring in
/// steps: it must look alike at any frame rate, and it is over in a few frames.
#[derive(Clone, Copy, Debug, Default)]
struct Squeeze {
    /// Where it was when the crouch ended.
    from: f32,
    since_s: f32,
    now: f32,
}

impl Squeeze {
    /// Lets time pass. Positive is pressed down, negative stretched.
    fn step(&mut self, crouch: f32, dt: f32) -> f32 {
        if crouch > 0.0 {
            self.now += (crouch - self.now) * (1.0 - (-dt / FOLLOW_S).exp());
            (self.from, self.since_s) = (self.now, 0.0);
        } else {
            self.since_s += dt;
            let swing = (SWING_RPS * self.since_s).cos() * (-FADE_PER_S * self.since_s).exp();
            self.now = self.from * swing;
        }
        self.now
    }
}

/// Where the lean stands and how fast it changes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Motion {
    /// Roll, squat (pitch), height.
    at: Vec3,
    /// Of those, a second.
    rate: Vec3,
    velocity: Option<Vec3>,
    thrust: Vec3,
    squeeze: Squeeze,
}

impl Motion {
    /// How far the hull is pressed down for a leap: 1 at most, negative while it stretches after it.
    pub(super) const fn squeeze(&self) -> f32 {
        self.squeeze.now
    }

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
        let squeeze = self.squeeze.step(hog.crouch, dt);
        Transform {
            translation: Vec3::Y * (all.z - SINK_M * squeeze),
            rotation: Quat::from_euler(EulerRot::YXZ, 0.0, all.y, all.x),
            scale: Vec3::ONE + Vec3::new(WIDEN, -FLATTEN, WIDEN) * squeeze,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half a second of a leap at so many frames a second: how far down it was, and how it ended.
    fn leap(frames_per_s: f32) -> (f32, f32, f32) {
        let mut squeeze = Squeeze::default();
        let (mut most, mut least, mut last) = (0.0_f32, 0.0_f32, 0.0);
        for frame in 0..(frames_per_s * 0.6) as u32 {
            let at_s = frame as f32 / frames_per_s;
            let crouch = ((at_s * 60.0).floor() + 1.0) / 4.0;
            last = squeeze.step(if crouch <= 1.0 { crouch } else { 0.0 }, 1.0 / frames_per_s);
            (most, least) = (most.max(last), least.min(last));
        }
        (most, least, last)
    }

    #[test]
    fn a_crouch_presses_down_then_stretches_and_comes_to_rest_at_any_frame_rate() {
        for frames_per_s in [60.0, 144.0, 240.0] {
            let (most, least, last) = leap(frames_per_s);
            assert!((0.6..=1.0).contains(&most), "{frames_per_s}: {most}");
            assert!((-0.45..-0.15).contains(&least), "{frames_per_s}: {least}");
            assert!(last.abs() < 0.06, "{frames_per_s}: {last}");
        }
        // Nothing grows where frames are long.
        let (most, least, _) = leap(8.0);
        assert!(most <= 1.0 && least >= -1.0);
    }
}
