//! What is told of a hog: the same for every stack, as floats, or on the grid on which Hogs tells others' hogs.

use hogs_shared::arena::controls::{Angle, Buttons, Controls};
use hogs_shared::arena::hog::Hog;
use hogs_shared::math::{Quat, Vec3};
use hogs_shared::quantize::{
    Grid, POSITION, RotationIndex, SPIN, VELOCITY, coarse, rotation_index, rotation_value,
};
use serde::{Deserialize, Serialize};

/// How many of the lowest bits of a quantity Hogs leaves out for others, and how many are left. A test holds them
/// against what Hogs' protocol makes of a hog.
mod grain {
    pub(super) const POSITION: (u32, u32) = (2, 18);
    pub(super) const VELOCITY: (u32, u32) = (2, 14);
    pub(super) const SPIN: (u32, u32) = (3, 10);
    pub(super) const ROTATION: (u32, u32) = (3, 10);
    pub(super) const TURRET: (u32, u32) = (7, 9);
    pub(super) const AXIS: (u32, u32) = (4, 5);
    pub(super) const POINTS: (u32, u32) = (7, 9);
}

/// What the driver does, as far as it is told to others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drive {
    /// Throttle, steer, strafe.
    pub axes: [i8; 3],
    /// A bit each.
    pub buttons: u8,
    /// The weapon in hand, by its index.
    pub weapon: u8,
}

/// A hog as others are told of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Metres.
    pub position: [f32; 3],
    /// A unit quaternion, x, y, z, w.
    pub rotation: [f32; 4],
    /// Metres a second.
    pub velocity: [f32; 3],
    /// Radians a second.
    pub spin: [f32; 3],
    /// Yaw and pitch of the turret against the hull, radians.
    pub turret: [f32; 2],
    /// What the driver does.
    pub drive: Drive,
    /// Health, shield and energy, points.
    pub vitals: [f32; 3],
    /// Whether it is in play, protected, airborne: a bit each, the lowest first.
    pub standing: u8,
}

/// The bit of [`Told::standing`] of a hog in play.
const IN_PLAY: u8 = 1;

impl Told {
    /// Of a hog in the arena.
    #[must_use]
    pub fn of(hog: &Hog) -> Self {
        // A wreck has a place and nothing else, on every wire.
        if !hog.alive() {
            return Self {
                position: hog.position.to_array(),
                rotation: [0.0, 0.0, 0.0, 1.0],
                ..Self::default()
            };
        }
        let controls = hog.controls;
        Self {
            position: hog.position.to_array(),
            rotation: [hog.rotation.x, hog.rotation.y, hog.rotation.z, hog.rotation.w],
            velocity: hog.velocity.to_array(),
            spin: hog.spin.to_array(),
            turret: [hog.turret_yaw.radians(), hog.turret_pitch.radians()],
            drive: Drive {
                axes: [controls.throttle, controls.steer, controls.strafe],
                buttons: controls.buttons.0 & Buttons::MASK,
                weapon: controls.weapon.index() as u8,
            },
            vitals: [hog.health, hog.shield, hog.energy].map(|points| points.points()),
            standing: IN_PLAY | u8::from(hog.protected_ticks > 0) << 1 | u8::from(hog.airborne) << 2,
        }
    }

    /// Whether it is in play.
    #[must_use]
    pub const fn in_play(&self) -> bool {
        self.standing & IN_PLAY != 0
    }
}

/// Bytes of [`Motion`].
const MOTION_BYTES: usize = 25;

/// Everything of a hog that changes while it moves, on the grid: 200 bits.
pub type Motion = [u8; MOTION_BYTES];
/// Health, shield and energy, on the grid.
pub type Vitals = [u8; 4];

/// Bits one after the other.
struct Writer<'a> {
    bytes: &'a mut [u8],
    bit: usize,
}

impl Writer<'_> {
    fn put(&mut self, value: u32, bits: u32) {
        for at in 0..bits {
            let (byte, shift) = (self.bit / 8, self.bit % 8);
            self.bytes[byte] |= ((value >> at & 1) as u8) << shift;
            self.bit += 1;
        }
    }

    /// A signed value without its lowest bits; what rounding moved past the end is put at the end.
    fn put_coarse(&mut self, value: i32, (left_out, bits): (u32, u32)) {
        let limit = (1 << (bits - 1)) - 1;
        self.put(coarse(value, left_out).clamp(-limit, limit) as u32, bits);
    }
}

/// The same, backwards.
struct Reader<'a> {
    bytes: &'a [u8],
    bit: usize,
}

impl Reader<'_> {
    fn take(&mut self, bits: u32) -> u32 {
        let mut value = 0;
        for at in 0..bits {
            let (byte, shift) = (self.bit / 8, self.bit % 8);
            value |= u32::from(self.bytes[byte] >> shift & 1) << at;
            self.bit += 1;
        }
        value
    }

    fn take_fine(&mut self, (left_out, bits): (u32, u32)) -> i32 {
        ((self.take(bits) << (32 - bits)) as i32 >> (32 - bits)) << left_out
    }
}

/// A hog on the grid.
#[must_use]
pub fn pack(told: &Told) -> (Motion, Vitals) {
    let (mut motion, mut vitals) = ([0; MOTION_BYTES], [0; 4]);
    let mut writer = Writer {
        bytes: &mut motion,
        bit: 0,
    };
    let mut put3 = |grid: Grid, value: [f32; 3], grain| {
        for index in grid.index3(Vec3::from_array(value)) {
            writer.put_coarse(index, grain);
        }
    };
    put3(POSITION, told.position, grain::POSITION);
    put3(VELOCITY, told.velocity, grain::VELOCITY);
    put3(SPIN, told.spin, grain::SPIN);
    let [x, y, z, w] = told.rotation;
    let rotation = rotation_index(Quat::from_xyzw(x, y, z, w));
    writer.put(u32::from(rotation.largest), 2);
    for part in rotation.rest {
        writer.put_coarse(part, grain::ROTATION);
    }
    for radians in told.turret {
        let (left_out, bits) = grain::TURRET;
        let angle = i32::from(Angle::from_radians(radians).0);
        // Angles wrap, so no end needs minding.
        writer.put(coarse(angle, left_out) as u32, bits);
    }
    for axis in told.drive.axes {
        writer.put_coarse(i32::from(axis), grain::AXIS);
    }
    writer.put(u32::from(told.drive.buttons), 4);
    writer.put(u32::from(told.drive.weapon), 2);
    writer.put(u32::from(told.standing), 3);
    let mut writer = Writer {
        bytes: &mut vitals,
        bit: 0,
    };
    for points in told.vitals {
        let (left_out, bits) = grain::POINTS;
        // Rounded up: what is not quite gone is not shown as gone.
        let sixtieths = (points * 60.0).round() as u32;
        let shown = (sixtieths + (1 << left_out) - 1) >> left_out;
        writer.put(shown.min((1 << bits) - 1), bits);
    }
    (motion, vitals)
}

/// The hog that was packed, as its reader has it.
#[must_use]
pub fn unpack(motion: &Motion, vitals: &Vitals) -> Told {
    let mut reader = Reader {
        bytes: motion,
        bit: 0,
    };
    let mut take3 = |grid: Grid, grain| std::array::from_fn(|_| grid.value(reader.take_fine(grain)));
    let position = take3(POSITION, grain::POSITION);
    let velocity = take3(VELOCITY, grain::VELOCITY);
    let spin = take3(SPIN, grain::SPIN);
    let largest = reader.take(2) as u8;
    let rest = std::array::from_fn(|_| reader.take_fine(grain::ROTATION));
    let rotation = rotation_value(RotationIndex { largest, rest });
    let turret = std::array::from_fn(|_| Angle(reader.take_fine(grain::TURRET) as i16).radians());
    let axes = std::array::from_fn(|_| reader.take_fine(grain::AXIS).clamp(-127, 127) as i8);
    let drive = Drive {
        axes,
        buttons: reader.take(4) as u8,
        weapon: reader.take(2) as u8,
    };
    let standing = reader.take(3) as u8;
    let mut reader = Reader {
        bytes: vitals,
        bit: 0,
    };
    let (left_out, bits) = grain::POINTS;
    Told {
        position,
        rotation: [rotation.x, rotation.y, rotation.z, rotation.w],
        velocity,
        spin,
        turret,
        drive,
        vitals: std::array::from_fn(|_| (reader.take(bits) << left_out) as f32 / 60.0),
        standing,
    }
}

/// One tick's controls on their way up: the nine bytes there are.
pub type Asked = [u8; 9];

/// Controls as bytes.
#[must_use]
pub fn ask(controls: &Controls) -> Asked {
    let (yaw, pitch) = (
        controls.aim_yaw.0.to_le_bytes(),
        controls.aim_pitch.0.to_le_bytes(),
    );
    [
        controls.throttle as u8,
        controls.steer as u8,
        controls.strafe as u8,
        yaw[0],
        yaw[1],
        pitch[0],
        pitch[1],
        controls.weapon.index() as u8,
        controls.buttons.0,
    ]
}

#[cfg(test)]
mod tests {
    use hogs_shared::protocol::delta::WireHog;

    use super::*;

    /// What a general stack is given quantised is what Hogs tells of others, no more and no less.
    #[test]
    fn the_grid_is_that_of_hogs_wire() {
        let mut seen = 0;
        let lineup = crate::record::Lineup {
            hogs: 12,
            seed: 3,
            reaction_ticks: 0,
        };
        let mut look = |arena: &hogs_shared::arena::Arena, _: &[_]| {
            for hog in arena.hogs() {
                let (motion, vitals) = pack(&Told::of(hog));
                let ours = unpack(&motion, &vitals);
                let wire = Told::of(&WireHog::of(hog, false).hog(hog.id).unwrap());
                let jump = Buttons::JUMP.0;
                assert_eq!(ours.position, wire.position);
                assert_eq!(ours.velocity, wire.velocity);
                assert_eq!(ours.spin, wire.spin);
                assert_eq!(ours.turret, wire.turret);
                assert_eq!(ours.vitals, wire.vitals);
                assert_eq!(ours.standing, wire.standing);
                assert_eq!(ours.drive.axes, wire.drive.axes);
                // Hogs leaves a leap out that cannot happen.
                assert_eq!(ours.drive.buttons & !jump, wire.drive.buttons & !jump);
                if ours.in_play() {
                    assert_eq!(ours.drive.weapon, wire.drive.weapon);
                    let dot: f32 = (0..4).map(|part| ours.rotation[part] * wire.rotation[part]).sum();
                    assert!(dot > 0.999_99, "{:?} {:?}", ours.rotation, wire.rotation);
                    seen += 1;
                }
            }
        };
        lineup.play(1200, &mut look).unwrap();
        assert!(seen > 5000, "only {seen} hogs were in play");
    }
}
