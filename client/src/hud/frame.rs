//! The camera as the HUD sees it this frame: where it is, and where a point of the world lies on the screen. Everything
//! that marks the world asks this one value.

use bevy::prelude::*;

use hogs_shared::level::Surroundings;

use crate::view::camera::CameraView;
use crate::view::convert::match_vec3;

/// As far away as makes no difference, metres.
const FAR_M: f32 = 1.0e3;

/// How high over the middle of a hull its top is, metres.
const ROOF_M: f32 = 0.6;

/// The view of this frame.
#[derive(Resource, Clone, Copy, Debug)]
pub(super) struct HudFrame {
    /// The screen, logical pixels.
    pub size: Vec2,
    /// How much at its bottom is somebody else's.
    pub below: f32,
    /// Where the camera is, metres.
    pub eye: Vec3,
    /// How it is turned.
    pub rotation: Quat,
    /// Along what one aims, where that is not through the middle.
    aim: Option<Vec3>,
    clip_from_world: Mat4,
}

impl Default for HudFrame {
    fn default() -> Self {
        Self {
            size: Vec2::new(1280.0, 720.0),
            below: 0.0,
            eye: Vec3::ZERO,
            rotation: Quat::IDENTITY,
            aim: None,
            clip_from_world: Mat4::ZERO,
        }
    }
}

impl HudFrame {
    /// Where a point of the world lies on the screen, logical pixels; none behind the camera.
    pub(super) fn locate(&self, at: Vec3) -> Option<Vec2> {
        let clip = self.clip_from_world * at.extend(1.0);
        if clip.w <= 0.05 {
            return None;
        }
        let ndc = clip.truncate() / clip.w;
        Some(Vec2::new(ndc.x + 1.0, 1.0 - ndc.y) * 0.5 * self.size)
    }

    /// Of an eye that looks at a place.
    #[cfg(test)]
    pub(super) fn between(eye: Vec3, at: Vec3) -> Self {
        let pose = Transform::from_translation(eye).looking_at(at, Vec3::Y);
        let clip_from_view = Mat4::perspective_infinite_reverse_rh(1.2, 16.0 / 9.0, 0.1);
        Self {
            eye,
            rotation: pose.rotation,
            clip_from_world: clip_from_view * pose.to_matrix().inverse(),
            ..Self::default()
        }
    }

    /// Whether nothing solid stands before the top of a hull that is at a place.
    pub(super) fn sees(&self, solid: &Surroundings<'_>, hull: Vec3) -> bool {
        solid.sees(match_vec3(self.eye), match_vec3(hull + Vec3::Y * ROOF_M))
    }

    /// Where on the screen one aims, logical pixels.
    pub(super) fn aim(&self) -> Vec2 {
        let place = self.aim.and_then(|aim| self.locate(self.eye + aim * FAR_M));
        place.unwrap_or(self.size * 0.5)
    }

    /// Whether a place on the screen can be seen, with a margin (logical pixels) around it.
    pub(super) fn on_screen(&self, at: Vec2, margin: f32) -> bool {
        at.x > margin && at.y > margin && at.x < self.size.x - margin && at.y < self.size.y - margin
    }

    /// Where a mark stands for a place in the world: over it, or at the edge of the screen on the way to it, with an arrow
    /// that way.
    pub(super) fn guide(&self, at: Vec3, margin: f32) -> (Vec2, Option<char>) {
        if let Some(place) = self.locate(at).filter(|place| self.on_screen(*place, margin)) {
            return (place, None);
        }
        // Clear of the clock above, and of vitals and weapons below.
        let low = Vec2::new(margin, self.size.y * 0.14);
        let high = Vec2::new(self.size.x - margin, (self.size.y - self.below) * 0.76);
        // What lies ahead comes in where it would be seen; what is behind, on the side to turn to.
        let toward = self.locate(at).map_or_else(
            || {
                let bearing = self.bearing(self.eye, at);
                Vec2::new(bearing.sin(), -bearing.cos())
            },
            |place| (place - self.size * 0.5).normalize_or(Vec2::Y),
        );
        // As far as the nearer edge allows.
        let half = (high - low) * 0.5;
        let reach = half / toward.abs().max(Vec2::splat(1e-3));
        let arrow = match (reach.x < reach.y, toward.x < 0.0, toward.y < 0.0) {
            (true, true, _) => '←',
            (true, false, _) => '→',
            (false, _, true) => '↑',
            (false, _, false) => '↓',
        };
        ((low + high) * 0.5 + toward * reach.min_element(), Some(arrow))
    }

    /// Direction of a place in the world around the viewer: radians clockwise from straight ahead.
    pub(super) fn bearing(&self, from: Vec3, to: Vec3) -> f32 {
        let span = to - from;
        let (ahead, right) = (self.rotation * Vec3::NEG_Z, self.rotation * Vec3::X);
        let ahead = Vec2::new(ahead.x, ahead.z).normalize_or(Vec2::NEG_Y);
        let right = Vec2::new(right.x, right.z).normalize_or(Vec2::X);
        let level = Vec2::new(span.x, span.z);
        level.dot(right).atan2(level.dot(ahead))
    }
}

/// Takes the view over from the camera, which has moved already.
pub(super) fn look(mut frame: ResMut<HudFrame>, camera: Res<CameraView>) {
    frame.eye = camera.transform.translation;
    frame.rotation = camera.transform.rotation;
    frame.aim = (camera.aim_over != 0.0).then(|| camera.aim());
    frame.clip_from_world = camera.clip_from_world;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> HudFrame {
        let clip_from_world = Mat4::perspective_infinite_reverse_rh(1.2, 16.0 / 9.0, 0.1);
        HudFrame {
            clip_from_world,
            ..default()
        }
    }

    #[test]
    fn what_is_ahead_is_in_the_middle_and_what_is_behind_nowhere() {
        let middle = frame().locate(Vec3::new(0.0, 0.0, -10.0)).unwrap();
        assert!((middle - Vec2::new(640.0, 360.0)).length() < 0.01);
        assert!(frame().locate(Vec3::new(3.0, 0.0, -10.0)).unwrap().x > 640.0);
        assert!(frame().locate(Vec3::new(0.0, 3.0, -10.0)).unwrap().y < 360.0);
        assert!(frame().locate(Vec3::new(0.0, 0.0, 10.0)).is_none());
    }

    #[test]
    fn what_is_out_of_sight_is_marked_at_the_edge() {
        let frame = HudFrame::default();
        let (right, arrow) = frame.guide(frame.eye + Vec3::X * 30.0, 40.0);
        assert_eq!(arrow, Some('→'));
        assert!((right.x - (frame.size.x - 40.0)).abs() < 1.0, "{right}");
        let (behind, arrow) = frame.guide(frame.eye + Vec3::Z * 30.0, 40.0);
        assert_eq!(arrow, Some('↓'));
        assert!((behind.y - frame.size.y * 0.76).abs() < 1.0, "{behind}");
        // Ahead, but farther to the right than one sees; and high over what one sees.
        let frame = self::frame();
        let (aside, arrow) = frame.guide(Vec3::new(40.0, 0.0, -24.0), 40.0);
        assert_eq!(arrow, Some('→'));
        assert!((aside.x - (frame.size.x - 40.0)).abs() < 1.0, "{aside}");
        let (above, arrow) = frame.guide(Vec3::new(0.0, 40.0, -24.0), 40.0);
        assert!(arrow == Some('↑') && above.y < 120.0, "{above}");
    }

    #[test]
    fn bearings_go_clockwise() {
        let frame = frame();
        assert!(frame.bearing(Vec3::ZERO, Vec3::NEG_Z).abs() < 1e-6);
        assert!((frame.bearing(Vec3::ZERO, Vec3::X) - std::f32::consts::FRAC_PI_2).abs() < 1e-3);
        assert!((frame.bearing(Vec3::ZERO, Vec3::NEG_X) + std::f32::consts::FRAC_PI_2).abs() < 1e-3);
    }
}
