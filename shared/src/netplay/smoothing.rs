//! Hides corrections from the eye: what a correction moved is kept as an offset in the view and fades. The state is
//! never smoothed, so nothing that is decided depends on this.

use crate::math::{Quat, Vec3};

/// Below this an offset fades slowly: nobody sees it.
const SMALL_M: f32 = 0.25;
/// Above this it fades fast: it is seen anyway, so be done with it.
const LARGE_M: f32 = 1.0;
/// Beyond this it is shown as the jump it is. After half a second without a word of a fight many are some metres off; to
/// glide there within a tenth of a second is easier on the eye than to be there at once.
const SNAP_M: f32 = 16.0;
/// A craft that is drawn so much off its own motion within a frame is seen to jump.
pub const VISIBLE_M: f32 = 4.0;
/// What is left of a small and of a large offset after a sixtieth of a second. Predictions are right again soon, and an
/// offset that lingers is then the larger error: with 0.95 and 0.85, others at 100 ms were shown 12.6 cm off in the
/// middle, with these 6.8, with none at all 2.9.
const KEEP: (f32, f32) = (0.85, 0.80);

/// The offset of one hog's drawn pose from its simulated one.
#[derive(Clone, Copy, Debug)]
pub struct Smoothing {
    position: Vec3,
    rotation: Quat,
}

impl Default for Smoothing {
    fn default() -> Self {
        Self {
            position: Vec3::ZERO,
            rotation: Quat::IDENTITY,
        }
    }
}

impl Smoothing {
    /// The simulated pose was corrected from `before` to `after`, as of the same instant: the drawn pose stays. False if
    /// it was so far that it is shown as the jump it is.
    pub fn corrected(&mut self, before: (Vec3, Quat), after: (Vec3, Quat)) -> bool {
        let (position, rotation) = self.apply(before.0, before.1);
        self.position = position - after.0;
        self.rotation = (rotation * after.1.inverse()).normalize();
        let hidden =
            self.position.length() <= SNAP_M && self.position.is_finite() && self.rotation.is_finite();
        if !hidden {
            *self = Self::default();
        }
        hidden
    }

    /// Time passes: the offset fades, faster where it is large, whatever the frame rate. False if so much of it went at
    /// once that it is seen as a jump.
    pub fn fade(&mut self, seconds: f32) -> bool {
        let size = self.position.length();
        let share = ((size - SMALL_M) / (LARGE_M - SMALL_M)).clamp(0.0, 1.0);
        let keep = KEEP.0 + (KEEP.1 - KEEP.0) * share;
        let keep = libm::powf(keep, seconds * 60.0);
        self.position *= keep;
        let rotation = if self.rotation.w < 0.0 {
            -self.rotation
        } else {
            self.rotation
        };
        self.rotation = Quat::IDENTITY.lerp(rotation, keep).normalize();
        size * (1.0 - keep) <= VISIBLE_M
    }

    /// The pose to draw for a simulated one.
    #[must_use]
    pub fn apply(&self, position: Vec3, rotation: Quat) -> (Vec3, Quat) {
        (position + self.position, (self.rotation * rotation).normalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_is_invisible_at_first_and_gone_soon() {
        for frames_per_s in [30.0, 60.0, 240.0] {
            let mut smoothing = Smoothing::default();
            let before = (Vec3::new(1.0, 0.0, 0.0), Quat::IDENTITY);
            let after = (Vec3::new(1.4, 0.0, 0.0), Quat::IDENTITY);
            smoothing.corrected(before, after);
            assert!((smoothing.apply(after.0, after.1).0 - before.0).length() < 1e-5);
            for _ in 0..(frames_per_s as u32) {
                smoothing.fade(1.0 / frames_per_s);
            }
            let left = (smoothing.apply(after.0, after.1).0 - after.0).length();
            assert!(
                left < 0.025,
                "{left} m left after a second at {frames_per_s} frames/s"
            );
        }
    }

    #[test]
    fn what_is_far_off_glides_there_and_is_not_seen_to_jump() {
        let after = (Vec3::new(15.0, 0.0, 0.0), Quat::IDENTITY);
        let mut smoothing = Smoothing::default();
        assert!(smoothing.corrected((Vec3::ZERO, Quat::IDENTITY), after));
        let mut drawn = smoothing.apply(after.0, after.1).0;
        for _ in 0..15 {
            assert!(smoothing.fade(1.0 / 60.0));
            let next = smoothing.apply(after.0, after.1).0;
            assert!((next - drawn).length() < VISIBLE_M);
            drawn = next;
        }
        assert!(
            (drawn - after.0).length() < 1.0,
            "a quarter of a second is enough"
        );
        // Frames that are long show it after all, and say so.
        let mut smoothing = Smoothing::default();
        smoothing.corrected((Vec3::ZERO, Quat::IDENTITY), after);
        assert!(!smoothing.fade(0.05));
    }

    #[test]
    fn a_teleport_is_shown_as_one() {
        let mut smoothing = Smoothing::default();
        smoothing.corrected(
            (Vec3::ZERO, Quat::IDENTITY),
            (Vec3::new(50.0, 0.0, 0.0), Quat::IDENTITY),
        );
        assert_eq!(smoothing.apply(Vec3::ZERO, Quat::IDENTITY).0, Vec3::ZERO);
    }
}
