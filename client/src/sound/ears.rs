//! Where one hears from: the camera. Distance is our own law and panning is the audio library's, so positions reach it
//! shrunk so far that its own fall-off never sets in.

use bevy::audio::SpatialScale;
use bevy::prelude::*;

use crate::feed::MatchFeed;
use crate::view::camera::CameraView;
use crate::view::convert::vec3;

/// Where one hears from this frame.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub(super) struct Ears {
    /// Metres.
    pub position: Vec3,
    /// Of one's own hog, for Doppler, m/s.
    pub velocity: Vec3,
}

/// Shrinks the world for the audio library: within a unit it does not attenuate.
pub(super) const SCALE: f32 = 0.0008;
/// Within this distance a sound is at its full level, metres.
const NEAR_M: f32 = 14.0;
/// Metres a second sound travels; smaller than the true one, so that passing hogs are heard to pass.
const SOUND_MPS: f32 = 240.0;

/// The entity the audio library listens at.
#[derive(Component)]
pub(super) struct Listener;

pub(super) fn spawn(mut commands: Commands) {
    commands.spawn((Listener, SpatialListener::new(4.0), Name::new("Ears")));
}

/// How sounds in space are set up.
pub(super) fn spatial(settings: PlaybackSettings) -> PlaybackSettings {
    settings
        .with_spatial(true)
        .with_spatial_scale(SpatialScale::new(SCALE))
}

/// Puts the ears where the camera is.
pub(super) fn listen(
    mut ears: ResMut<Ears>,
    camera: Res<CameraView>,
    feed: Option<Res<MatchFeed>>,
    mut listeners: Query<&mut Transform, With<Listener>>,
) {
    ears.position = camera.transform.translation;
    let own = feed.as_ref().and_then(|feed| feed.scene.hog(feed.scene.own));
    ears.velocity = own.map_or(Vec3::ZERO, |own| vec3(own.velocity));
    for mut transform in &mut listeners {
        *transform = camera.transform;
    }
}

impl Ears {
    /// What is left of a sound's level at a place: all of it near by, nothing at its reach.
    pub(super) fn level(&self, at: Vec3, reach_m: f32) -> f32 {
        level(self.position.distance(at), reach_m)
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
    fn what_comes_nearer_sounds_higher() {
        let ears = Ears::default();
        let at = Vec3::new(0.0, 0.0, -50.0);
        assert!(ears.doppler(at, Vec3::Z * 30.0) > 1.05);
        assert!(ears.doppler(at, Vec3::NEG_Z * 30.0) < 0.95);
        assert!((ears.doppler(at, Vec3::X * 30.0) - 1.0).abs() < 1e-6);
        assert!(ears.doppler(at, Vec3::Z * 1.0e6) < 2.0, "nonsense stays bounded");
    }
}
