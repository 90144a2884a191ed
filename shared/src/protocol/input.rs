//! The datagram of a client: what it has received, every control that the server is not known to have, and its requests.
//! What is learnt of the numbers in it goes on from one datagram to the next, along those that are known to have
//! arrived.

use std::sync::Arc;

use super::Malformed;
use super::acks::{AGE_BITS, Ack, AckModel, MAX_AGE, Memory, Sequence};
use super::coder::{Coder, Decoder, Encoder, Flag};
use super::driving::{Driving, DrivingModel};
use super::residual::Residual;
use super::spent::{Cause, Spent};
use super::stream::{
    Carried, ItemId, Room, StreamModel, StreamReceiver, StreamSender, read_bytes, write_bytes,
};
use super::symbol::Symbol;
use crate::arena::controls::{Angle, Buttons, Controls};
use crate::ids::Weapon;
use crate::tick::Tick;

/// Most ticks of controls in one datagram.
pub const MAX_INPUTS: usize = 12;
/// Most bytes of a datagram: one request of the greatest length, and all controls.
const MAX_BYTES: usize = 900;

/// What a client's own hog is at a tick, by its prediction. If the server comes to the same, it has nothing to tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// When: not after the newest tick of the datagram, and fewer than sixteen ticks before it.
    pub tick: Tick,
    /// [`WireHog::sum`](super::wire_hog::WireHog::sum) of it.
    pub sum: u32,
}

/// What a client says of itself in one datagram, apart from its requests.
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
    /// What its hog is by its own prediction.
    pub claim: Option<Claim>,
}

/// What is learnt of controls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlsModel {
    same: Flag,
    driving: DrivingModel,
    aim: [Residual; 2],
}

impl Default for ControlsModel {
    fn default() -> Self {
        Self {
            same: Flag::default(),
            driving: DrivingModel::default(),
            aim: ["aim_yaw", "aim_pitch"].map(Residual::of),
        }
    }
}

impl ControlsModel {
    /// Codes controls against those of the tick before.
    fn code<C: Coder>(
        &mut self,
        coder: &mut C,
        now: Controls,
        before: Controls,
    ) -> Result<Controls, Malformed> {
        if coder.bit(&mut self.same, now == before) {
            return Ok(before);
        }
        let driving = |controls: Controls| Driving {
            axes: [controls.throttle, controls.steer, controls.strafe].map(i32::from),
            buttons: controls.buttons.0,
            weapon: controls.weapon.index() as u8,
        };
        let driven = self.driving.code(coder, driving(now), driving(before));
        let mut aim = |index: usize, now: Angle, before: Angle| {
            let off = self.aim[index].code(coder, i32::from(now.0.wrapping_sub(before.0)));
            Angle(before.0.wrapping_add(off as i16))
        };
        let axis = |index: usize| i8::try_from(driven.axes[index]).map_err(|_| Malformed::Value);
        Ok(Controls {
            aim_yaw: aim(0, now.aim_yaw, before.aim_yaw),
            aim_pitch: aim(1, now.aim_pitch, before.aim_pitch),
            throttle: axis(0)?,
            steer: axis(1)?,
            strafe: axis(2)?,
            buttons: Buttons(driven.buttons),
            weapon: Weapon::from_index(driven.weapon.into()).ok_or(Malformed::Value)?,
        })
    }
}

/// What is learnt of everything in these datagrams.
#[derive(Clone, Debug, PartialEq, Eq)]
struct UplinkModel {
    ack: AckModel,
    count: Symbol<16>,
    follows: Flag,
    controls: ControlsModel,
    claims: Flag,
    claim_age: Symbol<16>,
    requests: StreamModel,
}

impl Default for UplinkModel {
    fn default() -> Self {
        Self {
            ack: AckModel::default(),
            count: Symbol::default(),
            follows: Flag::likely(0.95),
            controls: ControlsModel::default(),
            claims: Flag::default(),
            claim_age: Symbol::default(),
            requests: StreamModel::default(),
        }
    }
}

/// What both sides remember of a datagram, for the next to be told against.
#[derive(Clone, Debug, Default)]
struct Known {
    sequence: Sequence,
    ack: Option<Ack>,
    newest: Tick,
    last: Controls,
    model: Arc<UplinkModel>,
    /// The number that the first request of the next is expected to have.
    next_request: ItemId,
}

impl Known {
    fn of(uplink: &Uplink, model: UplinkModel, next_request: ItemId) -> Self {
        Self {
            sequence: uplink.sequence,
            ack: uplink.ack,
            newest: uplink.newest,
            last: uplink.controls.last().copied().unwrap_or_default(),
            model: Arc::new(model),
            next_request,
        }
    }
}

impl Uplink {
    /// Codes it, but for the number, against an older one.
    fn code<C: Coder>(
        &self,
        coder: &mut C,
        model: &mut UplinkModel,
        before: &Known,
    ) -> Result<Self, Malformed> {
        let ack = model.ack.code(coder, self.ack, before.ack);
        let count = model.count.code(coder, self.controls.len() as u32);
        if count as usize > MAX_INPUTS {
            return Err(Malformed::Value);
        }
        let mut newest = before.newest.after(count);
        if !coder.bit(&mut model.follows, self.newest == newest) {
            newest = Tick(coder.raw(self.newest.0, 32));
        }
        coder.charge(Cause::Link);
        let mut controls = Vec::with_capacity(count as usize);
        let mut last = before.last;
        for index in 0..count as usize {
            let now = self.controls.get(index).copied().unwrap_or_default();
            last = model.controls.code(coder, now, last)?;
            controls.push(last);
        }
        coder.charge(Cause::Controls);
        let claims = coder.bit(&mut model.claims, self.claim.is_some());
        let claim = claims.then(|| {
            let own = self.claim.unwrap_or_default();
            let age = model
                .claim_age
                .code(coder, newest.since(own.tick).clamp(0, 15) as u32);
            Claim {
                tick: Tick(newest.0.wrapping_sub(age)),
                sum: coder.raw(own.sum, 32),
            }
        });
        coder.charge(Cause::Own);
        Ok(Self {
            sequence: self.sequence,
            ack,
            newest,
            controls,
            claim,
        })
    }
}

/// A datagram on its way, as its sender remembers it.
#[derive(Debug)]
pub struct SentUplink {
    known: Known,
    requests: Carried,
    spent: Spent,
}

impl SentUplink {
    /// What its payload went to.
    #[must_use]
    pub const fn spent(&self) -> Spent {
        self.spent
    }
}

/// The client's end of what goes to the server.
#[derive(Debug, Default)]
pub struct UplinkSender {
    /// What is asked for and has not arrived.
    pub requests: StreamSender<[u8]>,
    base: Option<Known>,
}

impl UplinkSender {
    /// A datagram arrived.
    pub fn arrived(&mut self, sent: SentUplink) {
        self.requests.arrived(&sent.requests);
        let newer = |base: &Known| sent.known.sequence.since(base.sequence) > 0;
        if self.base.as_ref().is_none_or(newer) {
            self.base = Some(sent.known);
        }
    }

    /// The newest tick whose controls, and all before it, need not be sent again.
    #[must_use]
    pub fn arrived_until(&self) -> Option<Tick> {
        self.base.as_ref().map(|base| base.newest)
    }

    /// The datagram's payload. `lost` says of an earlier datagram whether it is given up.
    #[must_use]
    pub fn encode(&mut self, uplink: &Uplink, lost: &dyn Fn(Sequence) -> bool) -> (Vec<u8>, SentUplink) {
        // What is too old must go: its age would come round again.
        self.base
            .take_if(|base| uplink.sequence.since(base.sequence) > MAX_AGE);
        let base = self.base.as_ref();
        let age = base.map_or(0, |base| uplink.sequence.since(base.sequence));
        let nothing;
        let before = match base {
            Some(base) => base,
            None => {
                nothing = Known::default();
                &nothing
            }
        };
        let mut model = (*before.model).clone();
        let mut encoder = Encoder::new();
        encoder.raw(u32::from(uplink.sequence.0), 16);
        encoder.raw(u32::from(age.unsigned_abs()), AGE_BITS);
        // Only a reader can find fault.
        let _ = uplink.code(&mut encoder, &mut model, before);
        let room = Room {
            carrier: uplink.sequence,
            most_bytes: MAX_BYTES,
            lost,
        };
        let requests = self.requests.write(
            &mut encoder,
            &mut model.requests,
            before.next_request,
            &room,
            &mut |encoder, item| write_bytes(encoder, item),
        );
        encoder.charge(Cause::Streams);
        let known = Known::of(uplink, model, requests.next());
        let spent = encoder.spent();
        let bytes = encoder.finish();
        let spent = spent.of_payload(bytes.len());
        (
            bytes,
            SentUplink {
                known,
                requests,
                spent,
            },
        )
    }
}

/// The server's end of what comes from one client.
#[derive(Debug)]
pub struct UplinkReceiver {
    requests: StreamReceiver<Vec<u8>>,
    received: Memory<Known>,
}

impl Default for UplinkReceiver {
    fn default() -> Self {
        Self {
            requests: StreamReceiver::ordered(),
            received: Memory::default(),
        }
    }
}

impl UplinkReceiver {
    /// Reads a datagram's payload; new requests come in order. What it says may be told against from then on, so it
    /// must be acknowledged.
    ///
    /// # Errors
    /// [`Malformed`] for what no client writes.
    pub fn decode(&mut self, bytes: &[u8]) -> Result<(Uplink, Vec<Vec<u8>>), Malformed> {
        let mut decoder = Decoder::new(bytes);
        let sequence = Sequence(decoder.raw(0, 16) as u16);
        let age = decoder.raw(0, AGE_BITS) as i16;
        // Only made where it is needed: it is large.
        let nothing;
        let before = match age {
            0 => {
                nothing = Known::default();
                &nothing
            }
            age => self.received.recall(sequence, age).ok_or(Malformed::Stale)?,
        };
        let mut model = (*before.model).clone();
        let uplink = Uplink {
            sequence,
            ..Uplink::default().code(&mut decoder, &mut model, before)?
        };
        let mut requests = Vec::new();
        let next_request = self.requests.read(
            &mut decoder,
            &mut model.requests,
            before.next_request,
            &mut read_bytes,
            &mut requests,
        )?;
        decoder.end()?;
        let requests = self.requests.take(requests);
        let known = Known::of(&uplink, model, next_request);
        self.received.remember(sequence, known);
        Ok((uplink, requests))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::*;
    use crate::protocol::acks::{Arrivals, Departures};
    use crate::rng::Rng;

    #[test]
    fn controls_arrive_as_they_were_given_over_a_bad_link() {
        for seed in 0..40 {
            let mut rng = Rng::new(seed);
            let (mut sender, mut receiver) = (UplinkSender::default(), UplinkReceiver::default());
            let (mut departures, mut arrivals) = (Departures::default(), Arrivals::default());
            let mut given: Vec<Controls> = vec![Controls::default()];
            let mut on_the_way: VecDeque<(Uplink, Vec<u8>)> = VecDeque::new();
            let (mut bytes_sent, mut came) = (0, 0);
            for tick in 1..500_u32 {
                let mut controls = *given.last().unwrap();
                controls.aim_yaw = Angle(controls.aim_yaw.0.wrapping_add(rng.below(300) as i16 - 100));
                if rng.chance(0.1) {
                    controls.throttle = [127, 0, -127, 44][rng.below(4) as usize];
                    controls.buttons = Buttons(rng.below(16) as u8);
                    controls.weapon = Weapon::ALL[rng.below(Weapon::COUNT as u32) as usize];
                }
                given.push(controls);
                let known = sender.arrived_until().map_or(0, |tick| tick.0);
                let first = (known + 1).max(tick.saturating_sub(MAX_INPUTS as u32 - 1));
                let uplink = Uplink {
                    sequence: departures.next(),
                    ack: Some(Ack {
                        newest: Sequence(tick as u16 / 2),
                        before: if rng.chance(0.9) { u32::MAX } else { rng.next_u32() },
                    }),
                    newest: Tick(tick),
                    controls: given[first as usize..=tick as usize].to_vec(),
                    claim: tick.is_multiple_of(2).then(|| Claim {
                        tick: Tick(tick - 1),
                        sum: rng.next_u32(),
                    }),
                };
                let (bytes, sent) = sender.encode(&uplink, &|sequence| departures.lost(sequence));
                bytes_sent += bytes.len();
                departures.depart(sent);
                if !rng.chance(0.1) {
                    on_the_way.push_back((uplink, bytes));
                }
                if on_the_way.len() > 5 {
                    let pick = rng.below(3) as usize;
                    let (uplink, bytes) = on_the_way.remove(pick).unwrap();
                    let (read, _) = receiver.decode(&bytes).unwrap();
                    assert_eq!(read, uplink, "seed {seed}");
                    came += 1;
                    arrivals.note(uplink.sequence);
                    let (_, sent): (Vec<_>, Vec<_>) = departures
                        .acknowledge(arrivals.ack().unwrap())
                        .unwrap()
                        .into_iter()
                        .unzip();
                    for sent in sent {
                        sender.arrived(sent);
                    }
                }
            }
            assert!(came > 300);
            assert!(
                bytes_sent / 499 < 24,
                "seed {seed}: {} bytes a datagram",
                bytes_sent / 499
            );
        }
    }

    #[test]
    fn what_was_never_received_is_no_base() {
        let mut sender = UplinkSender::default();
        let mut uplink = Uplink::default();
        let (_, sent) = sender.encode(&uplink, &|_| true);
        sender.arrived(sent);
        uplink.sequence = Sequence(1);
        let (bytes, _) = sender.encode(&uplink, &|_| true);
        assert_eq!(UplinkReceiver::default().decode(&bytes), Err(Malformed::Stale));
    }
}
