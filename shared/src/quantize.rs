//! The grid that physical state lives on. The step rounds to it and the wire carries the grid's integers, so server
//! and clients go on from equal numbers (the trick that keeps DDNet and Rocket League in step). It is a leaf because
//! both the arena and the protocol need the same grid, and neither may own it.

use crate::math::{Quat, Vec3};

/// Positions: 1/512 m, ±1024 m. 2 mm is far below what a player sees and above what solvers disagree on.
pub const POSITION: Grid = Grid {
    per_unit: 512.0,
    bits: 20,
};
/// Velocities: 1/128 m/s, ±256 m/s. Coarser and a hovering craft could not balance gravity tick by tick.
pub const VELOCITY: Grid = Grid {
    per_unit: 128.0,
    bits: 16,
};
/// Angular velocities: 1/256 rad/s, ±16 rad/s.
pub const SPIN: Grid = Grid {
    per_unit: 256.0,
    bits: 13,
};
/// Bits of each of the three transmitted components of a rotation.
pub const ROTATION_BITS: u32 = 13;

/// The nearest integer to one that fits; halves away from zero. What `libm::roundf` gives, but in a few instructions: the
/// rest is exact.
fn nearest(value: f32) -> i32 {
    let whole = value as i32;
    let rest = value - whole as f32;
    whole + i32::from(rest >= 0.5) - i32::from(rest <= -0.5)
}

/// Equally spaced values around zero that fit a number of bits.
#[derive(Clone, Copy, Debug)]
pub struct Grid {
    /// Grid lines in one unit (a power of two, so that values are exact in f32).
    pub per_unit: f32,
    /// Bits of an index, its sign included.
    pub bits: u32,
}

impl Grid {
    /// Largest index; the smallest is its negative.
    #[must_use]
    pub const fn max_index(self) -> i32 {
        (1 << (self.bits - 1)) - 1
    }

    /// Index of the nearest grid line; beyond the ends the end, for NaN 0.
    #[must_use]
    pub fn index(self, value: f32) -> i32 {
        let limit = self.max_index() as f32;
        let scaled = (value * self.per_unit).clamp(-limit, limit);
        nearest(scaled)
    }

    /// The value of a grid line.
    #[must_use]
    pub fn value(self, index: i32) -> f32 {
        index as f32 / self.per_unit
    }

    /// The nearest value on the grid.
    #[must_use]
    pub fn snap(self, value: f32) -> f32 {
        self.value(self.index(value))
    }

    /// Indices of the nearest grid point.
    #[must_use]
    pub fn index3(self, value: Vec3) -> [i32; 3] {
        [self.index(value.x), self.index(value.y), self.index(value.z)]
    }

    /// The point at the given indices.
    #[must_use]
    pub fn value3(self, index: [i32; 3]) -> Vec3 {
        Vec3::new(self.value(index[0]), self.value(index[1]), self.value(index[2]))
    }

    /// The nearest grid point.
    #[must_use]
    pub fn snap3(self, value: Vec3) -> Vec3 {
        self.value3(self.index3(value))
    }
}

/// An index without its lowest bits, rounded to the nearest.
#[must_use]
pub const fn coarse(index: i32, bits: u32) -> i32 {
    if bits == 0 {
        index
    } else {
        index.wrapping_add(1 << (bits - 1)) >> bits
    }
}

/// A rotation as 'smallest three': which component was largest, and the others as integers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RotationIndex {
    /// Which of x, y, z, w is left out, 0 to 3.
    pub largest: u8,
    /// The others in order, each within ± [`rotation_max_index`].
    pub rest: [i32; 3],
}

/// Largest index of a rotation's component.
#[must_use]
pub const fn rotation_max_index() -> i32 {
    (1 << (ROTATION_BITS - 1)) - 1
}

/// The nearest rotation on the grid, as indices. Anything that is no rotation (NaN, zero) becomes 'not turned'.
#[must_use]
pub fn rotation_index(rotation: Quat) -> RotationIndex {
    let parts = [rotation.x, rotation.y, rotation.z, rotation.w];
    let mut largest = 3;
    for (index, part) in parts.iter().enumerate() {
        if part.abs() > parts[largest].abs() {
            largest = index;
        }
    }
    let sign = if parts[largest] < 0.0 { -1.0 } else { 1.0 };
    let scale = rotation_max_index() as f32 * core::f32::consts::SQRT_2;
    let limit = rotation_max_index() as f32;
    let mut rest = [0; 3];
    let mut slot = 0;
    for (index, part) in parts.iter().enumerate() {
        if index != largest {
            rest[slot] = nearest((part * sign * scale).clamp(-limit, limit));
            slot += 1;
        }
    }
    RotationIndex {
        largest: largest as u8,
        rest,
    }
}

/// The rotation at the given indices; unit length whatever the indices are.
#[must_use]
pub fn rotation_value(index: RotationIndex) -> Quat {
    let scale = rotation_max_index() as f32 * core::f32::consts::SQRT_2;
    let rest = index.rest.map(|part| part as f32 / scale);
    let squares = rest[0] * rest[0] + rest[1] * rest[1] + rest[2] * rest[2];
    let missing = (1.0 - squares).max(0.0).sqrt();
    let [x, y, z, w] = match index.largest {
        0 => [missing, rest[0], rest[1], rest[2]],
        1 => [rest[0], missing, rest[1], rest[2]],
        2 => [rest[0], rest[1], missing, rest[2]],
        _ => [rest[0], rest[1], rest[2], missing],
    };
    Quat::from_xyzw(x, y, z, w).normalize()
}

/// The nearest rotation on the grid. Where two components are about equally large, rounding can change which one is
/// left out; going round until nothing changes makes the result survive the wire exactly. Two such forms may go round
/// for ever, each rounding to the other; a grid line off the tie ends that.
#[must_use]
pub fn snap_rotation(rotation: Quat) -> Quat {
    let mut index = rotation_index(rotation);
    for round in 0..8 {
        let again = rotation_index(rotation_value(index));
        if again == index {
            break;
        }
        index = again;
        if round >= 3
            && let Some(tied) = index.rest.iter_mut().max_by_key(|part| part.abs())
        {
            *tied -= tied.signum();
        }
    }
    rotation_value(index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    #[test]
    fn the_nearest_integer_is_what_rounding_says() {
        let mut rng = crate::rng::Rng::new(4);
        for _ in 0..100_000 {
            let value = (rng.below(1 << 24) as f32 - (1 << 23) as f32) / (1 << rng.below(24)) as f32;
            assert_eq!(nearest(value), libm::roundf(value) as i32, "{value}");
        }
        for value in [
            0.5,
            -0.5,
            0.499_999_97,
            -0.499_999_97,
            1.5,
            2.5,
            -2.5,
            8_388_607.5,
            0.0,
        ] {
            assert_eq!(nearest(value), libm::roundf(value) as i32, "{value}");
        }
    }

    #[test]
    fn snapping_is_idempotent_and_survives_the_wire() {
        let mut rng = Rng::new(7);
        for _ in 0..100_000 {
            let mut part = || rng.range(-1.0, 1.0);
            let [x, y, z] = [part(), part(), part()];
            // Every other one with a tie for the largest component, which is where rounding could go round for ever.
            let w = if part() < 0.0 {
                x.abs().max(y.abs()) * part().signum()
            } else {
                part()
            };
            let rotation = Quat::from_xyzw(x, y, z, w).normalize();
            let snapped = snap_rotation(rotation);
            assert!(snapped.dot(rotation).abs() > 0.999_999);
            assert_eq!(rotation_value(rotation_index(snapped)), snapped);
            assert_eq!(snap_rotation(snapped), snapped);
            let position = Vec3::new(part(), part(), part()) * 1000.0;
            let snapped = POSITION.snap3(position);
            assert!((snapped - position).length() < 0.002);
            assert_eq!(POSITION.snap3(snapped), snapped);
        }
    }

    #[test]
    fn nonsense_lands_on_the_grid() {
        assert_eq!(POSITION.index(f32::NAN), 0);
        assert_eq!(POSITION.index(f32::INFINITY), POSITION.max_index());
        assert_eq!(VELOCITY.index(-1.0e30), -VELOCITY.max_index());
        let nan = Quat::from_xyzw(f32::NAN, 0.0, 0.0, 0.0);
        assert!(snap_rotation(nan).is_finite());
        assert!(
            rotation_value(RotationIndex {
                largest: 9,
                rest: [4095, 4095, 4095]
            })
            .is_finite()
        );
    }
}
