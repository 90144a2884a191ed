//! The datagram of a client: its unacknowledged controls, what it has received, and its requests.

use super::acks::{Ack, Sequence};
use super::coder::{BitReader, BitWriter};
use super::stream::{ItemId, StreamReceiver, StreamSender};
use super::{MAX_PAYLOAD_BYTES, Malformed};
use crate::arena::controls::{Angle, Buttons, Controls};
use crate::ids::Weapon;
use crate::tick::Tick;

/// Most ticks of controls in one datagram.
pub const MAX_INPUTS: usize = 12;

/// Most bytes of requests in one datagram: one item of the greatest length, and what stands before it.
const MAX_REQUEST_BYTES: usize = 600;

/// What a client says of itself in one datagram, apart from its request stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uplink {
    /// Its number.
    pub sequence: Sequence,
    /// Which of the server's datagrams came.
    pub ack: Option<Ack>,
    /// The tick that the last of `controls` is for; the others are for the ticks right before.
    pub newest: Tick,
    /// Oldest first, at most [`MAX_INPUTS`].
    pub controls: Vec<Controls>,
}

impl Uplink {
    /// The datagram's payload, and which requests it carries. `lost` says of an earlier datagram whether it is given up.
    #[must_use]
    pub fn encode(
        &self,
        requests: &mut StreamSender,
        lost: &dyn Fn(Sequence) -> bool,
    ) -> (Vec<u8>, Vec<ItemId>) {
        let mut writer = BitWriter::new();
        writer.bits(u32::from(self.sequence.0), 16);
        Ack::write(self.ack, &mut writer);
        writer.bits(self.newest.0, 32);
        let skip = self.controls.len().saturating_sub(MAX_INPUTS);
        let controls = &self.controls[skip..];
        writer.bits(controls.len() as u32, 4);
        let mut before = Controls::default();
        for &now in controls {
            write_controls(&mut writer, now, before);
            before = now;
        }
        let left = (MAX_PAYLOAD_BYTES - writer.len_bytes()).min(MAX_REQUEST_BYTES);
        let any = requests.due_bytes(lost, left) > 0;
        writer.flag(any);
        let carried = if any {
            requests.write(&mut writer, left, self.sequence, lost)
        } else {
            Vec::new()
        };
        (writer.finish(), carried)
    }

    /// Reads a datagram's payload; new requests come in order.
    ///
    /// # Errors
    /// [`Malformed`] for what no client writes.
    pub fn decode(bytes: &[u8], requests: &mut StreamReceiver) -> Result<(Self, Vec<Vec<u8>>), Malformed> {
        let mut reader = BitReader::new(bytes);
        let sequence = Sequence(reader.bits(16)? as u16);
        let ack = Ack::read(&mut reader)?;
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
                sequence,
                ack,
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
