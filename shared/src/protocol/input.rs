//! The datagram of a client: its unacknowledged controls, what it has received, and its requests.

use super::coder::{BitReader, BitWriter};
use super::stream::{StreamReceiver, StreamSender};
use super::{MAX_PAYLOAD_BYTES, Malformed};
use crate::arena::controls::{Angle, Buttons, Controls};
use crate::ids::Weapon;
use crate::tick::Tick;

/// Most ticks of controls in one datagram.
pub const MAX_INPUTS: usize = 12;

/// What a client says of itself in one datagram, apart from its request stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uplink {
    /// The newest snapshot received.
    pub snapshot: Tick,
    /// Sequence number awaited in the server's stream.
    pub events_next: u32,
    /// The tick that the last of `controls` is for; the others are for the ticks right before.
    pub newest: Tick,
    /// Oldest first, at most [`MAX_INPUTS`].
    pub controls: Vec<Controls>,
}

impl Uplink {
    /// The datagram's payload, requests included.
    #[must_use]
    pub fn encode(&self, requests: &StreamSender) -> Vec<u8> {
        let mut writer = BitWriter::new();
        writer.bits(self.snapshot.0, 32);
        writer.bits(self.events_next, 32);
        writer.bits(self.newest.0, 32);
        let skip = self.controls.len().saturating_sub(MAX_INPUTS);
        let controls = &self.controls[skip..];
        writer.bits(controls.len() as u32, 4);
        let mut before = Controls::default();
        for &now in controls {
            write_controls(&mut writer, now, before);
            before = now;
        }
        let left = MAX_PAYLOAD_BYTES - writer.len_bytes();
        writer.flag(requests.waiting() > 0);
        if requests.waiting() > 0 {
            requests.write(&mut writer, left.min(600));
        }
        writer.finish()
    }

    /// Reads a datagram's payload; new requests come in order.
    ///
    /// # Errors
    /// [`Malformed`] for what no client writes.
    pub fn decode(bytes: &[u8], requests: &mut StreamReceiver) -> Result<(Self, Vec<Vec<u8>>), Malformed> {
        let mut reader = BitReader::new(bytes);
        let snapshot = Tick(reader.bits(32)?);
        let events_next = reader.bits(32)?;
        let newest = Tick(reader.bits(32)?);
        let count = reader.bits(4)? as usize;
        if count > MAX_INPUTS {
            return Err(Malformed::Value);
        }
        let mut controls = Vec::with_capacity(count);
        let mut before = Controls::default();
        for _ in 0..count {
            before = read_controls(&mut reader, before)?;
            controls.push(before);
        }
        let items = if reader.flag()? {
            requests.read(&mut reader)?
        } else {
            Vec::new()
        };
        reader.end()?;
        Ok((
            Self {
                snapshot,
                events_next,
                newest,
                controls,
            },
            items,
        ))
    }
}

/// Writes controls against those of the tick before: one bit if nothing changed.
fn write_controls(writer: &mut BitWriter, now: Controls, before: Controls) {
    writer.flag(now != before);
    if now == before {
        return;
    }
    for axis in [now.throttle, now.steer, now.strafe] {
        writer.signed(i32::from(axis), 8);
    }
    writer.bits(u32::from(now.aim_yaw.0 as u16), 16);
    writer.bits(u32::from(now.aim_pitch.0 as u16), 16);
    writer.bits(u32::from(now.buttons.0 & Buttons::MASK), 4);
    writer.bits(now.weapon.index() as u32, 3);
}

fn read_controls(reader: &mut BitReader<'_>, before: Controls) -> Result<Controls, Malformed> {
    if !reader.flag()? {
        return Ok(before);
    }
    Ok(Controls {
        throttle: reader.signed(8)? as i8,
        steer: reader.signed(8)? as i8,
        strafe: reader.signed(8)? as i8,
        aim_yaw: Angle(reader.bits(16)? as u16 as i16),
        aim_pitch: Angle(reader.bits(16)? as u16 as i16),
        buttons: Buttons(reader.bits(4)? as u8),
        weapon: Weapon::from_index(reader.bits(3)? as usize).ok_or(Malformed::Value)?,
    })
}
