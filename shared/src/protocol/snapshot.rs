//! The state of a match as one client is told it: its own hog in full, the others as far as one can see and predict
//! them, as many as fit, those that waited longest first.

use super::Malformed;
use super::coder::{BitReader, BitWriter};
use super::outcome::{grid3, read_grid3};
use crate::arena::controls::{Angle, Buttons, Controls};
use crate::arena::hog::{Hog, Points, TIMERS};
use crate::ids::{Chassis, HogId, Weapon};
use crate::math::Quat;
use crate::mode::Phase;
use crate::quantize::{
    POSITION, ROTATION_BITS, RotationIndex, SPIN, VELOCITY, rotation_index, rotation_value,
};
use crate::tick::Tick;

/// One client's view of the match at one tick.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// When.
    pub tick: Tick,
    /// The tick of the newest controls of this client that were used, if any.
    pub input_used: Option<Tick>,
    /// Seats of all hogs in the match, this client's and those left out below included.
    pub seats: [u32; 8],
    /// This client's seat.
    pub own: HogId,
    /// The hogs that fit, one's own first.
    pub hogs: Vec<Hog>,
    /// Bit per pickup spot: there to be taken.
    pub pickups: u64,
    /// Where the match stands.
    pub phase: Phase,
    /// When the phase ends by the clock.
    pub phase_ends: Tick,
}

/// What is left of another's protection is not told; each snapshot renews this much, more than any replay spans.
const SHOWN_PROTECTION_TICKS: u16 = 60;
/// Largest index of another's axis on the wire.
const AXIS_INDEX: i32 = 15;

/// Bits of a whole hog, one's own.
pub const OWN_HOG_BITS: usize =
    8 + 2 + 3 + MOTION_BITS + 32 + CONTROL_BITS + 48 + 16 * Weapon::COUNT + 16 * TIMERS;
/// Bits of another's hog.
pub const OTHER_HOG_BITS: usize = 8 + 2 + 3 + MOTION_BITS + 22 + 46 + 30;
const MOTION_BITS: usize = 3 * 20 + 2 + 3 * ROTATION_BITS as usize + 3 * 16 + 3 * 13;
const CONTROL_BITS: usize = 24 + 32 + 4 + 3;
/// Bits of everything but hogs.
pub const SNAPSHOT_HEAD_BITS: usize = 32 + 33 + 256 + 8 + 9 + 64 + 10 + 32;

/// Whether a seat is in a set of seats.
#[must_use]
pub fn seated(seats: &[u32; 8], hog: HogId) -> bool {
    seats[hog.index() / 32] >> (hog.index() % 32) & 1 == 1
}

/// A set of seats.
#[must_use]
pub fn seat_set(hogs: impl Iterator<Item = HogId>) -> [u32; 8] {
    let mut seats = [0; 8];
    for hog in hogs {
        seats[hog.index() / 32] |= 1 << (hog.index() % 32);
    }
    seats
}

impl Snapshot {
    /// Writes it.
    pub fn write(&self, writer: &mut BitWriter) {
        writer.bits(self.tick.0, 32);
        writer.flag(self.input_used.is_some());
        writer.bits(self.input_used.unwrap_or_default().0, 32);
        for word in self.seats {
            writer.bits(word, 32);
        }
        writer.bits(u32::from(self.own.0), 8);
        writer.bits(self.pickups as u32, 32);
        writer.bits((self.pickups >> 32) as u32, 32);
        let (over, winner) = match self.phase {
            Phase::Playing => (false, None),
            Phase::Over { winner } => (true, winner),
        };
        writer.flag(over);
        writer.flag(winner.is_some());
        writer.bits(winner.map_or(0, |winner| u32::from(winner.0)), 8);
        writer.bits(self.phase_ends.0, 32);
        writer.bits(self.hogs.len() as u32, 9);
        for hog in &self.hogs {
            write_hog(writer, hog, hog.id == self.own);
        }
    }

    /// Reads what [`Snapshot::write`] wrote.
    ///
    /// # Errors
    /// [`Malformed`] for anything else.
    pub fn read(reader: &mut BitReader<'_>) -> Result<Self, Malformed> {
        let tick = Tick(reader.bits(32)?);
        let used = reader.flag()?;
        let input_used = Some(Tick(reader.bits(32)?)).filter(|_| used);
        let mut seats = [0; 8];
        for word in &mut seats {
            *word = reader.bits(32)?;
        }
        let own = HogId(reader.bits(8)? as u8);
        let pickups = u64::from(reader.bits(32)?) | u64::from(reader.bits(32)?) << 32;
        let (over, won) = (reader.flag()?, reader.flag()?);
        let winner = Some(HogId(reader.bits(8)? as u8)).filter(|_| won);
        let phase = if over {
            Phase::Over { winner }
        } else {
            Phase::Playing
        };
        let phase_ends = Tick(reader.bits(32)?);
        let count = reader.bits(9)?;
        let mut hogs: Vec<Hog> = Vec::new();
        for _ in 0..count {
            let hog = read_hog(reader, own)?;
            if !seated(&seats, hog.id) || hogs.iter().any(|other| other.id == hog.id) {
                return Err(Malformed::Value);
            }
            hogs.push(hog);
        }
        Ok(Self {
            tick,
            input_used,
            seats,
            own,
            hogs,
            pickups,
            phase,
            phase_ends,
        })
    }
}

fn write_hog(writer: &mut BitWriter, hog: &Hog, whole: bool) {
    writer.bits(u32::from(hog.id.0), 8);
    writer.bits(hog.chassis.index() as u32, 2);
    writer.flag(hog.alive());
    writer.flag(hog.protected_ticks > 0);
    writer.flag(hog.airborne);
    grid3(writer, POSITION, hog.position);
    let rotation = rotation_index(hog.rotation);
    writer.bits(u32::from(rotation.largest), 2);
    for part in rotation.rest {
        writer.signed(part, ROTATION_BITS);
    }
    grid3(writer, VELOCITY, hog.velocity);
    grid3(writer, SPIN, hog.spin);
    if whole {
        write_own(writer, hog)
    } else {
        write_other(writer, hog)
    }
}

/// What only its driver knows, exactly: prediction goes on from it.
fn write_own(writer: &mut BitWriter, hog: &Hog) {
    for angle in [
        hog.turret_yaw,
        hog.turret_pitch,
        hog.controls.aim_yaw,
        hog.controls.aim_pitch,
    ] {
        writer.bits(u32::from(angle.0 as u16), 16);
    }
    for axis in [hog.controls.throttle, hog.controls.steer, hog.controls.strafe] {
        writer.signed(i32::from(axis), 8);
    }
    writer.bits(u32::from(hog.controls.buttons.0 & Buttons::MASK), 4);
    writer.bits(hog.controls.weapon.index() as u32, 3);
    for points in [hog.health, hog.shield, hog.energy] {
        writer.bits(u32::from(points.0), 16);
    }
    for ammo in hog.ammo {
        writer.bits(u32::from(ammo), 16);
    }
    for timer in hog.timers() {
        writer.bits(u32::from(timer), 16);
    }
}

/// What one can see of another, and its controls as far as prediction needs them.
fn write_other(writer: &mut BitWriter, hog: &Hog) {
    writer.bits(u32::from(hog.turret_yaw.0 as u16 >> 4), 12);
    writer.signed(i32::from(hog.turret_pitch.0 >> 6), 10);
    for axis in [hog.controls.throttle, hog.controls.steer, hog.controls.strafe] {
        writer.signed(
            (i32::from(axis) * AXIS_INDEX + 63 * i32::from(axis).signum()) / 127,
            5,
        );
    }
    writer.bits(u32::from(hog.controls.buttons.0 & Buttons::MASK), 4);
    writer.bits(hog.controls.weapon.index() as u32, 3);
    writer.bits(u32::from(hog.controls.aim_yaw.0 as u16 >> 4), 12);
    writer.bits(u32::from(hog.controls.aim_pitch.0 as u16 >> 4), 12);
    for points in [hog.health, hog.shield, hog.energy] {
        // Rounded up, so that what is not quite gone is never shown as gone.
        writer.bits(u32::from(points.0).div_ceil(64), 10);
    }
}

fn read_hog(reader: &mut BitReader<'_>, own: HogId) -> Result<Hog, Malformed> {
    let id = HogId(reader.bits(8)? as u8);
    let chassis = Chassis::from_index(reader.bits(2)? as usize).ok_or(Malformed::Value)?;
    let (alive, protected, airborne) = (reader.flag()?, reader.flag()?, reader.flag()?);
    let position = read_grid3(reader, POSITION)?;
    let largest = reader.bits(2)? as u8;
    let rest = [
        reader.signed(ROTATION_BITS)?,
        reader.signed(ROTATION_BITS)?,
        reader.signed(ROTATION_BITS)?,
    ];
    let rotation: Quat = rotation_value(RotationIndex { largest, rest });
    let velocity = read_grid3(reader, VELOCITY)?;
    let spin = read_grid3(reader, SPIN)?;
    let mut hog = Hog {
        position,
        rotation,
        velocity,
        spin,
        airborne,
        respawn_ticks: u16::from(!alive),
        protected_ticks: if protected { SHOWN_PROTECTION_TICKS } else { 0 },
        ..Hog::waiting(id, chassis)
    };
    if id == own {
        read_own(reader, &mut hog)?
    } else {
        read_other(reader, &mut hog)?
    }
    if hog.alive() == alive {
        Ok(hog)
    } else {
        Err(Malformed::Value)
    }
}

fn read_own(reader: &mut BitReader<'_>, hog: &mut Hog) -> Result<(), Malformed> {
    let mut angle = || Ok::<_, Malformed>(Angle(reader.bits(16)? as u16 as i16));
    hog.turret_yaw = angle()?;
    hog.turret_pitch = angle()?;
    let (aim_yaw, aim_pitch) = (angle()?, angle()?);
    hog.controls = Controls {
        throttle: reader.signed(8)? as i8,
        steer: reader.signed(8)? as i8,
        strafe: reader.signed(8)? as i8,
        aim_yaw,
        aim_pitch,
        buttons: Buttons(reader.bits(4)? as u8),
        weapon: Weapon::from_index(reader.bits(3)? as usize).ok_or(Malformed::Value)?,
    };
    for points in [&mut hog.health, &mut hog.shield, &mut hog.energy] {
        *points = Points(reader.bits(16)? as u16);
    }
    for ammo in &mut hog.ammo {
        *ammo = reader.bits(16)? as u16;
    }
    for timer in hog.timers_mut() {
        *timer = reader.bits(16)? as u16;
    }
    Ok(())
}

fn read_other(reader: &mut BitReader<'_>, hog: &mut Hog) -> Result<(), Malformed> {
    hog.turret_yaw = Angle((reader.bits(12)? << 4) as u16 as i16);
    hog.turret_pitch = Angle((reader.signed(10)? << 6) as i16);
    let mut axis = || Ok::<_, Malformed>((reader.signed(5)? * 127 / AXIS_INDEX) as i8);
    let (throttle, steer, strafe) = (axis()?, axis()?, axis()?);
    hog.controls = Controls {
        throttle,
        steer,
        strafe,
        // How long until another can leap again is not told, so its leaps are not foreseen.
        buttons: Buttons(reader.bits(4)? as u8).without(Buttons::JUMP),
        weapon: Weapon::from_index(reader.bits(3)? as usize).ok_or(Malformed::Value)?,
        aim_yaw: Angle((reader.bits(12)? << 4) as u16 as i16),
        aim_pitch: Angle((reader.bits(12)? << 4) as u16 as i16),
    };
    for points in [&mut hog.health, &mut hog.shield, &mut hog.energy] {
        *points = Points((reader.bits(10)? * 64) as u16);
    }
    Ok(())
}
