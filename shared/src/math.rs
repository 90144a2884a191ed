//! The mathematics of the match: rapier's vectors and `libm`'s trigonometry, which give the same bits on every
//! machine and at every optimisation level. (std's trigonometry promises neither; clippy forbids it here.) Sums and products
//! of vectors and rotations are plain arithmetic in a fixed order as long as rapier's `enhanced-determinism` is on.
//! Axes are Bevy's: +Y up, a craft's nose at -Z, its right at +X. Metres, seconds, radians, kilograms.

pub use rapier3d::math::{Pose, Rotation as Quat, Vector as Vec3};

/// Half a turn, radians.
pub const PI: f32 = core::f32::consts::PI;
/// A whole turn, radians.
pub const TAU: f32 = core::f32::consts::TAU;

/// Sine of an angle in radians.
#[must_use]
pub fn sin(radians: f32) -> f32 {
    libm::sinf(radians)
}

/// Cosine of an angle in radians.
#[must_use]
pub fn cos(radians: f32) -> f32 {
    libm::cosf(radians)
}

/// Angle of the point (x, y), radians in (-π, π].
#[must_use]
pub fn atan2(y: f32, x: f32) -> f32 {
    libm::atan2f(y, x)
}

/// Arc sine, its argument clamped to [-1, 1].
#[must_use]
pub fn asin(value: f32) -> f32 {
    libm::asinf(value.clamp(-1.0, 1.0))
}

/// e to the power of `value`.
#[must_use]
pub fn exp(value: f32) -> f32 {
    libm::expf(value)
}

/// The same angle in [-π, π).
#[must_use]
pub fn wrap_angle(radians: f32) -> f32 {
    let turns = radians / TAU;
    (turns - libm::floorf(turns + 0.5)) * TAU
}

/// Rotation about +Y by `yaw`, then about the turned +X by `pitch`. Yaw 0 looks along -Z; positive yaw turns left,
/// positive pitch looks up.
#[must_use]
pub fn yaw_pitch(yaw: f32, pitch: f32) -> Quat {
    let (half_yaw, half_pitch) = (yaw * 0.5, pitch * 0.5);
    let turn = Quat::from_xyzw(0.0, sin(half_yaw), 0.0, cos(half_yaw));
    let tilt = Quat::from_xyzw(sin(half_pitch), 0.0, 0.0, cos(half_pitch));
    turn * tilt
}

/// Heading of a direction: the yaw of [`yaw_pitch`] that looks along it, ignoring height.
#[must_use]
pub fn yaw_of(direction: Vec3) -> f32 {
    atan2(-direction.x, -direction.z)
}

/// Elevation of a direction above the horizontal, radians.
#[must_use]
pub fn pitch_of(direction: Vec3) -> f32 {
    let level = (direction.x * direction.x + direction.z * direction.z).sqrt();
    atan2(direction.y, level)
}

/// `current` moved toward `target` by at most `step` (which is not negative).
#[must_use]
pub fn approach(current: f32, target: f32, step: f32) -> f32 {
    current + (target - current).clamp(-step, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaw_and_pitch_are_undone() {
        for (yaw, pitch) in [(0.3, 0.2), (-2.9, -0.7), (1.6, 0.0)] {
            let direction = yaw_pitch(yaw, pitch) * Vec3::new(0.0, 0.0, -1.0);
            assert!((yaw_of(direction) - yaw).abs() < 1e-5);
            assert!((pitch_of(direction) - pitch).abs() < 1e-5);
        }
    }

    #[test]
    fn rotations_are_reckoned_alike_on_every_machine() {
        // What a processor reckons with four parts at once it aligns to all four, and sums in an order of its own.
        assert_eq!(align_of::<Quat>(), align_of::<f32>());
    }

    #[test]
    fn angles_wrap_to_half_a_turn() {
        assert!((wrap_angle(3.0 * PI) + PI).abs() < 1e-5 || (wrap_angle(3.0 * PI) - PI).abs() < 1e-5);
        assert!((wrap_angle(-0.5) + 0.5).abs() < 1e-6);
        assert!((wrap_angle(TAU + 0.25) - 0.25).abs() < 1e-5);
    }
}
