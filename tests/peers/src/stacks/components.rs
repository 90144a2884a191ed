//! What a user of a general stack would make of a hog: a component for each quantity, or, quantised, one for what
//! moves and one for what seldom changes. Both general stacks replicate the same ones.

use bevy::prelude::*;
use hogs_shared::math::{Quat, Vec3};
use serde::{Deserialize, Serialize};

use crate::record::Record;
use crate::told::{self, Drive, Told};

/// Which hog an entity is. Told once.
#[derive(Component, Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub struct HogNumber(pub u8);

/// Metres.
#[derive(Component, Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub struct Position(pub [f32; 3]);

/// Unit quaternion.
#[derive(Component, Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub struct Rotation(pub [f32; 4]);

/// Metres a second.
#[derive(Component, Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub struct Velocity(pub [f32; 3]);

/// Radians a second.
#[derive(Component, Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub struct Spin(pub [f32; 3]);

/// Yaw and pitch, radians.
#[derive(Component, Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub struct Turret(pub [f32; 2]);

/// What the driver does.
#[derive(Component, Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub struct Driving(pub Drive);

/// Health, shield, energy.
#[derive(Component, Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub struct Vitals(pub [f32; 3]);

/// In play, protected, airborne.
#[derive(Component, Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub struct Standing(pub u8);

/// All that moves, on the grid.
#[derive(Component, Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub struct PackedMotion(pub told::Motion);

/// Health, shield, energy, on the grid.
#[derive(Component, Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub struct PackedVitals(pub told::Vitals);

/// A hog as components of floats.
pub type FloatHog = (
    Position,
    Rotation,
    Velocity,
    Spin,
    Turret,
    Driving,
    Vitals,
    Standing,
);

/// A hog as components on the grid.
pub type PackedHog = (PackedMotion, PackedVitals);

/// As components of floats.
#[must_use]
pub fn float_hog(told: &Told) -> FloatHog {
    (
        Position(told.position),
        Rotation(told.rotation),
        Velocity(told.velocity),
        Spin(told.spin),
        Turret(told.turret),
        Driving(told.drive),
        Vitals(told.vitals),
        Standing(told.standing),
    )
}

/// As components on the grid.
#[must_use]
pub fn packed_hog(told: &Told) -> PackedHog {
    let (motion, vitals) = told::pack(told);
    (PackedMotion(motion), PackedVitals(vitals))
}

/// The recorded match, and the tick of it that the world is to show.
#[derive(Resource)]
pub struct Replay {
    /// The match.
    pub record: Record,
    /// The tick.
    pub tick: u64,
}

/// What all of a float hog is written through.
pub type FloatHogMut<'a> = (
    &'a HogNumber,
    &'a mut Position,
    &'a mut Rotation,
    &'a mut Velocity,
    &'a mut Spin,
    &'a mut Turret,
    &'a mut Driving,
    &'a mut Vitals,
    &'a mut Standing,
);

/// Puts the recorded tick into components of floats. What has not changed is not touched, as the stacks' guides advise.
pub fn replay_floats(replay: Res<Replay>, mut hogs: Query<FloatHogMut>) {
    for (
        number,
        mut position,
        mut rotation,
        mut velocity,
        mut spin,
        mut turret,
        mut driving,
        mut vitals,
        mut standing,
    ) in &mut hogs
    {
        let now = float_hog(&replay.record.at(replay.tick, usize::from(number.0)).told);
        position.set_if_neq(now.0);
        rotation.set_if_neq(now.1);
        velocity.set_if_neq(now.2);
        spin.set_if_neq(now.3);
        turret.set_if_neq(now.4);
        driving.set_if_neq(now.5);
        vitals.set_if_neq(now.6);
        standing.set_if_neq(now.7);
    }
}

/// Puts the recorded tick into components on the grid.
pub fn replay_packed(
    replay: Res<Replay>,
    mut hogs: Query<(&HogNumber, &mut PackedMotion, &mut PackedVitals)>,
) {
    for (number, mut motion, mut vitals) in &mut hogs {
        let now = packed_hog(&replay.record.at(replay.tick, usize::from(number.0)).told);
        motion.set_if_neq(now.0);
        vitals.set_if_neq(now.1);
    }
}

/// Between two positions.
#[must_use]
pub fn between_positions(from: Position, to: Position, share: f32) -> Position {
    Position(
        Vec3::from_array(from.0)
            .lerp(Vec3::from_array(to.0), share)
            .to_array(),
    )
}

/// Between two rotations, the short way.
#[must_use]
pub fn between_rotations(from: Rotation, to: Rotation, share: f32) -> Rotation {
    let quat = |Rotation([x, y, z, w]): Rotation| Quat::from_xyzw(x, y, z, w);
    let turned = quat(from).lerp(quat(to), share);
    Rotation([turned.x, turned.y, turned.z, turned.w])
}

/// Between two packed hogs: place and rotation between, the rest of the earlier.
#[must_use]
pub fn between_packed(from: PackedMotion, to: PackedMotion, share: f32) -> PackedMotion {
    let (earlier, later) = (told::unpack(&from.0, &[0; 4]), told::unpack(&to.0, &[0; 4]));
    let told = Told {
        position: between_positions(Position(earlier.position), Position(later.position), share).0,
        rotation: between_rotations(Rotation(earlier.rotation), Rotation(later.rotation), share).0,
        ..earlier
    };
    PackedMotion(told::pack(&told).0)
}
