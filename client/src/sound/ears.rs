//! Where one hears from: the camera. What distance and direction make of a sound is a law of our own.

use bevy::prelude::*;

use crate::feed::MatchFeed;
use crate::view::camera::CameraView;
use crate::view::convert::vec3;

/// Where one hears from this frame.
#[derive(Resource, Clone, Copy, Debug)]
pub(super) struct Ears {
    /// Metres.
    pub position: Vec3,
    /// Of one's own hog, for Doppler, m/s.
    pub velocity: Vec3,
    /// Which way the right ear is, of length 1.
    pub right: Vec3,
}

impl Default for Ears {
    fn default() -> Self {
        Self {
            position: Vec3::ZERO,
            velocity: Vec3::ZERO,
            right: Vec3::X,
        }
    }
}

/// Within this distance a sound is at its full level, metres.
const NEAR_M: f32 = 14.0;
/// Metres a second sound travels; smaller than the true one, so that passing hogs are heard to pass.
const SOUND_MPS: f32 = 240.0;
/// What is so near is half as far to a side as it would be, metres: nothing leaps from ear to ear.
const BETWEEN_EARS_M: f32 = 3.0;
/// How far to a side anything is, 1 for all the way: with the other ear quite deaf, one hears no direction.
const WIDTH: f32 = 0.8;
/// The gain of each side for what is straight ahead.
const AHEAD: f32 = 0.75;

/// Puts the ears where the camera is.
pub(super) fn listen(mut ears: ResMut<Ears>, camera: Res<CameraView>, feed: Option<Res<MatchFeed>>) {
    ears.position = camera.transform.translation;
    ears.right = *camera.transform.right();
    let own = feed.as_ref().and_then(|feed| feed.scene.hog(feed.scene.own));
    ears.velocity = own.map_or(Vec3::ZERO, |own| vec3(own.velocity));
}

impl Ears {
    /// What is left of a sound's level at a place: all of it near by, nothing at its reach.
    pub(super) fn level(&self, at: Vec3, reach_m: f32) -> f32 {
        level(self.position.distance(at), reach_m)
    }

    /// The gains of the left and the right side for what is at a place; what has none is in the middle.
    pub(super) fn sides(&self, at: Option<Vec3>) -> [f32; 2] {
        let Some(at) = at else { return [1.0; 2] };
        let way = at - self.position;
        // From -1, left, to 1, right.
        let side = way.dot(self.right) / (way.length() + BETWEEN_EARS_M);
        // Both together have the same power wherever it is.
        let turn = std::f32::consts::FRAC_PI_4 * (1.0 + WIDTH * side.clamp(-1.0, 1.0));
        [turn.cos(), turn.sin()].map(|share| AHEAD * std::f32::consts::SQRT_2 * share)
    }

    /// How much faster a source that moves sounds, by the speed at which it and the listener near each other.
    pub(super) fn doppler(&self, at: Vec3, velocity: Vec3) -> f32 {
        let toward = (self.position - at).normalize_or_zero();
        let closing = (velocity - self.velocity).dot(toward).clamp(-90.0, 90.0);
        SOUND_MPS / (SOUND_MPS - closing)
    }
}

fn level(distance_m: f32, reach_m: f32) -> f32 {
    let fall = (NEAR_M / distance_m.max(NEAR_M)).powf(1.15);
    let rest = (1.0 - distance_m / reach_m.max(1.0)).clamp(0.0, 1.0);
    fall * rest.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sounds_fade_with_distance_to_nothing_at_their_reach() {
        assert!(level(0.0, 100.0) > 0.99);
        let levels: Vec<f32> = (0..=10).map(|tenth| level(tenth as f32 * 10.0, 100.0)).collect();
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0]));
        assert!(levels[10].abs() < 1e-6 && level(500.0, 100.0).abs() < 1e-6);
    }

    #[test]
    fn the_nearer_ear_hears_more_and_both_together_the_same() {
        let ears = Ears::default();
        let sides = |x: f32, z: f32| ears.sides(Some(Vec3::new(x, 0.0, z)));
        let power = |[left, right]: [f32; 2]| left * left + right * right;
        for (x, z) in [(30.0, 0.0), (-30.0, 5.0), (0.0, -30.0), (0.0, 30.0), (0.0, 0.0)] {
            assert!((power(sides(x, z)) - 2.0 * AHEAD * AHEAD).abs() < 1e-4);
        }
        let [left, right] = sides(60.0, 0.0);
        assert!(right > left * 4.0 && left > 0.1, "{left} {right}");
        assert_eq!(sides(-60.0, 3.0)[0], sides(60.0, 3.0)[1]);
        let [left, right] = sides(0.0, -50.0);
        assert!((left - AHEAD).abs() < 1e-4 && (right - AHEAD).abs() < 1e-4);
        let [left, right] = sides(0.3, 0.0);
        assert!(right / left < 1.3, "what is at one's own hog is in the middle");
    }

    #[test]
    fn what_comes_nearer_sounds_higher() {
        let ears = Ears::default();
        let at = Vec3::new(0.0, 0.0, -50.0);
        assert!(ears.doppler(at, Vec3::Z * 30.0) > 1.05);
        assert!(ears.doppler(at, Vec3::NEG_Z * 30.0) < 0.95);
        assert!((ears.doppler(at, Vec3::X * 30.0) - 1.0).abs() < 1e-6);
        assert!(ears.doppler(at, Vec3::Z * 1.0e6) < 2.0, "nonsense stays bounded");
    }
}
