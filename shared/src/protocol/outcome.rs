//! Outcomes on the wire: those a client cannot compute itself, packed by hand because they are many.

use super::Malformed;
use super::coder::{BitReader, BitWriter};
use crate::arena::hog::Points;
use crate::arena::outcome::{Cause, Outcome};
use crate::arena::shot::{Shot, Struck};
use crate::ids::{HogId, ShotId, Weapon};
use crate::math::Vec3;
use crate::quantize::{Grid, POSITION, VELOCITY};
use crate::tick::Tick;
use crate::tuning::{PickupKind, Tuning};

/// Speeds of impacts need no more: 1/4 m/s.
const SPEED: Grid = Grid {
    per_unit: 4.0,
    bits: 10,
};

/// Whether clients need to be told: true for what depends on things only the server knows.
#[must_use]
pub fn travels(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Fired(_)
        | Outcome::Damaged { .. }
        | Outcome::Wrecked { .. }
        | Outcome::Rammed { .. }
        | Outcome::Spawned { .. }
        | Outcome::PickedUp { .. }
        | Outcome::MatchEnded { .. }
        | Outcome::MatchStarted => true,
        // On terrain or of age every client computes the same end; a mine put out for the next one it cannot know.
        Outcome::ShotEnded { weapon, struck, .. } => {
            matches!(struck, Struck::Hog(_)) || (*weapon == Weapon::Mine && *struck == Struck::Nothing)
        }
        // What follows from motion, every client sees in its own simulation. A leap does not: it is pressed.
        Outcome::Jumped { .. } => true,
        Outcome::PadUsed { .. } | Outcome::Landed { .. } | Outcome::Unphysical { .. } => false,
    }
}

/// Writes an outcome and the tick it happened at. Those that do not [`travels`] become nothing a reader accepts.
pub fn write(writer: &mut BitWriter, tick: Tick, outcome: &Outcome) {
    writer.bits(tick.0, 32);
    match outcome {
        Outcome::Fired(shot) => {
            writer.bits(0, 4);
            hog(writer, shot.id.shooter);
            writer.bits(shot.weapon.index() as u32, 3);
            grid3(writer, POSITION, shot.origin);
            grid3(writer, VELOCITY, shot.velocity);
        }
        Outcome::ShotEnded {
            shot,
            weapon,
            at,
            struck,
        } => {
            writer.bits(1, 4);
            writer.bits(shot.fired.0, 32);
            hog(writer, shot.shooter);
            writer.bits(weapon.index() as u32, 3);
            grid3(writer, POSITION, *at);
            write_struck(writer, *struck);
        }
        Outcome::Damaged {
            victim,
            attacker,
            cause,
            amount,
            shielded,
            from,
        } => {
            writer.bits(2, 4);
            hog(writer, *victim);
            maybe_hog(writer, *attacker);
            write_cause(writer, *cause);
            writer.bits(u32::from(amount.0), 16);
            writer.flag(*shielded);
            grid3(writer, POSITION, *from);
        }
        Outcome::Rammed {
            first,
            second,
            speed_mps,
            at,
        } => {
            writer.bits(3, 4);
            hog(writer, *first);
            hog(writer, *second);
            writer.signed(SPEED.index(*speed_mps), SPEED.bits);
            grid3(writer, POSITION, *at);
        }
        Outcome::Wrecked {
            victim,
            killer,
            cause,
            at,
        } => {
            writer.bits(4, 4);
            hog(writer, *victim);
            maybe_hog(writer, *killer);
            write_cause(writer, *cause);
            grid3(writer, POSITION, *at);
        }
        Outcome::Spawned { hog: who, at } => {
            writer.bits(5, 4);
            hog(writer, *who);
            grid3(writer, POSITION, *at);
        }
        Outcome::PickedUp { hog: who, spot, kind } => {
            writer.bits(6, 4);
            hog(writer, *who);
            writer.bits(u32::from(*spot), 8);
            writer.bits(*kind as u32, 3);
        }
        Outcome::MatchEnded { winner } => {
            writer.bits(7, 4);
            maybe_hog(writer, *winner);
        }
        Outcome::MatchStarted => writer.bits(8, 4),
        Outcome::Jumped { hog: who } => {
            writer.bits(9, 4);
            hog(writer, *who);
        }
        Outcome::PadUsed { .. } | Outcome::Landed { .. } | Outcome::Unphysical { .. } => {
            writer.bits(15, 4);
        }
    }
}

/// Reads an outcome and its tick.
///
/// # Errors
/// [`Malformed`] for what [`write`] does not write.
pub fn read(reader: &mut BitReader<'_>, tuning: &Tuning) -> Result<(Tick, Outcome), Malformed> {
    let tick = Tick(reader.bits(32)?);
    let outcome = match reader.bits(4)? {
        0 => {
            let id = ShotId {
                fired: tick,
                shooter: read_hog(reader)?,
            };
            let weapon = read_weapon(reader)?;
            let origin = read_grid3(reader, POSITION)?;
            let velocity = read_grid3(reader, VELOCITY)?;
            Outcome::Fired(Shot::from_launch(id, weapon, origin, velocity, tuning))
        }
        1 => Outcome::ShotEnded {
            shot: ShotId {
                fired: Tick(reader.bits(32)?),
                shooter: read_hog(reader)?,
            },
            weapon: read_weapon(reader)?,
            at: read_grid3(reader, POSITION)?,
            struck: read_struck(reader)?,
        },
        2 => Outcome::Damaged {
            victim: read_hog(reader)?,
            attacker: read_maybe_hog(reader)?,
            cause: read_cause(reader)?,
            amount: Points(reader.bits(16)? as u16),
            shielded: reader.flag()?,
            from: read_grid3(reader, POSITION)?,
        },
        3 => Outcome::Rammed {
            first: read_hog(reader)?,
            second: read_hog(reader)?,
            speed_mps: SPEED.value(reader.signed(SPEED.bits)?),
            at: read_grid3(reader, POSITION)?,
        },
        4 => Outcome::Wrecked {
            victim: read_hog(reader)?,
            killer: read_maybe_hog(reader)?,
            cause: read_cause(reader)?,
            at: read_grid3(reader, POSITION)?,
        },
        5 => Outcome::Spawned {
            hog: read_hog(reader)?,
            at: read_grid3(reader, POSITION)?,
        },
        6 => Outcome::PickedUp {
            hog: read_hog(reader)?,
            spot: reader.bits(8)? as u8,
            kind: match reader.bits(3)? {
                0 => PickupKind::Repair,
                1 => PickupKind::Ammo,
                2 => PickupKind::Boost,
                _ => return Err(Malformed::Value),
            },
        },
        7 => Outcome::MatchEnded {
            winner: read_maybe_hog(reader)?,
        },
        8 => Outcome::MatchStarted,
        9 => Outcome::Jumped {
            hog: read_hog(reader)?,
        },
        _ => return Err(Malformed::Value),
    };
    Ok((tick, outcome))
}

fn hog(writer: &mut BitWriter, id: HogId) {
    writer.bits(u32::from(id.0), 8);
}

fn read_hog(reader: &mut BitReader<'_>) -> Result<HogId, Malformed> {
    Ok(HogId(reader.bits(8)? as u8))
}

fn maybe_hog(writer: &mut BitWriter, id: Option<HogId>) {
    writer.flag(id.is_some());
    if let Some(id) = id {
        hog(writer, id);
    }
}

fn read_maybe_hog(reader: &mut BitReader<'_>) -> Result<Option<HogId>, Malformed> {
    Ok(if reader.flag()? {
        Some(read_hog(reader)?)
    } else {
        None
    })
}

fn read_weapon(reader: &mut BitReader<'_>) -> Result<Weapon, Malformed> {
    Weapon::from_index(reader.bits(3)? as usize).ok_or(Malformed::Value)
}

fn write_cause(writer: &mut BitWriter, cause: Cause) {
    match cause {
        Cause::Weapon(weapon) => writer.bits(weapon.index() as u32, 4),
        Cause::Ram => writer.bits(14, 4),
        Cause::Fall => writer.bits(15, 4),
    }
}

fn read_cause(reader: &mut BitReader<'_>) -> Result<Cause, Malformed> {
    match reader.bits(4)? {
        14 => Ok(Cause::Ram),
        15 => Ok(Cause::Fall),
        weapon => Weapon::from_index(weapon as usize)
            .map(Cause::Weapon)
            .ok_or(Malformed::Value),
    }
}

fn write_struck(writer: &mut BitWriter, struck: Struck) {
    match struck {
        Struck::Hog(id) => {
            writer.bits(0, 2);
            hog(writer, id);
        }
        Struck::Terrain => writer.bits(1, 2),
        Struck::Nothing => writer.bits(2, 2),
    }
}

fn read_struck(reader: &mut BitReader<'_>) -> Result<Struck, Malformed> {
    match reader.bits(2)? {
        0 => Ok(Struck::Hog(read_hog(reader)?)),
        1 => Ok(Struck::Terrain),
        2 => Ok(Struck::Nothing),
        _ => Err(Malformed::Value),
    }
}

/// A point of a grid.
pub(super) fn grid3(writer: &mut BitWriter, grid: Grid, value: Vec3) {
    for index in grid.index3(value) {
        writer.signed(index, grid.bits);
    }
}

/// Reads a point of a grid.
pub(super) fn read_grid3(reader: &mut BitReader<'_>, grid: Grid) -> Result<Vec3, Malformed> {
    Ok(grid.value3([
        reader.signed(grid.bits)?,
        reader.signed(grid.bits)?,
        reader.signed(grid.bits)?,
    ]))
}
