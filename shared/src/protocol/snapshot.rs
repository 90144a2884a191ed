//! The state of a match as one client is told it: its own hog in full, the others as far as one can see and predict
//! them, as many as fit, each against the newest state of it that the client is known to have.

use std::collections::VecDeque;
use std::sync::Arc;

use super::Malformed;
use super::acks::{AGE_BITS, MAX_AGE, Sequence};
use super::coder::{Coder, Decoder, Encoder, Flag};
use super::delta::{DriverModel, HogModel};
use super::forecast::{Baseline, Forecast};
use super::frame::{Frame, World, own_first, seated};
use super::spent::Cause;
use super::wire_hog::WireHog;
use crate::arena::hog::Hog;
use crate::ids::HogId;
use crate::mode::Phase;
use crate::tick::Tick;
use crate::tuning::Tuning;

/// Ticks after which a prediction from a baseline would be of no use.
const MAX_TICKS: i32 = 600;
/// Room that a hog may need. Almost none does; a datagram that gets too long after all is made again with fewer.
const HOG_BYTES: usize = 48;

/// One client's view of the match at one tick.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// When.
    pub tick: Tick,
    /// Ticks from one snapshot to the next.
    pub step: u32,
    /// The tick of the newest controls of this client that were used, if any.
    pub input_used: Option<Tick>,
    /// Seats of all hogs in the match, this client's and those left out below included.
    pub seats: [u32; 8],
    /// This client's seat.
    pub own: HogId,
    /// The hogs that were told, one's own first.
    pub hogs: Vec<Hog>,
    /// Bit per pickup spot: there to be taken.
    pub pickups: u64,
    /// Where the match stands.
    pub phase: Phase,
    /// When the phase ends by the clock.
    pub phase_ends: Tick,
}

/// Whom a snapshot is for.
#[derive(Clone, Copy)]
pub struct Addressee<'a> {
    /// Whose hog is told in full.
    pub own: HogId,
    /// The tick of the newest controls of this client that were used, if any.
    pub input_used: Option<Tick>,
    /// The sum that its own prediction has of its hog at this tick, if it said so.
    pub claim: Option<u32>,
    /// Which others are told, as far as they fit.
    pub wanted: &'a dyn Fn(HogId) -> bool,
}

/// What is learnt of snapshots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotModel {
    usual_step: Flag,
    used_now: Flag,
    same_own: Flag,
    same_world: Flag,
    told: Flag,
    as_claimed: Flag,
    usual_baseline: Flag,
    own: HogModel,
    driver: DriverModel,
    others: HogModel,
}

impl Default for SnapshotModel {
    fn default() -> Self {
        let usual = Flag::likely(0.95);
        Self {
            usual_step: usual,
            used_now: usual,
            same_own: usual,
            same_world: usual,
            told: usual,
            as_claimed: Flag::default(),
            usual_baseline: usual,
            own: HogModel::default(),
            driver: DriverModel::default(),
            others: HogModel::default(),
        }
    }
}

/// What of a snapshot both sides remember, for the next to be told against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    tick: Tick,
    /// Ticks from one datagram to the next, on the way here.
    step: u32,
    own: HogId,
    input_used: Option<Tick>,
    world: World,
}

impl Head {
    /// Codes it against one that is `age` datagrams older.
    fn code<C: Coder>(self, coder: &mut C, model: &mut SnapshotModel, before: Self, age: i16) -> Self {
        let expected = before
            .tick
            .after(before.step.wrapping_mul(age.unsigned_abs().into()));
        let (mut tick, mut step) = (expected, before.step);
        if !coder.bit(
            &mut model.usual_step,
            self.tick == expected && self.step == before.step,
        ) {
            tick = Tick(coder.raw(self.tick.0, 32));
            step = coder.raw(self.step, 8);
        }
        let mut input_used = Some(tick);
        if !coder.bit(&mut model.used_now, self.input_used == Some(self.tick)) {
            let any = coder.raw(u32::from(self.input_used.is_some()), 1);
            let used = coder.raw(self.input_used.unwrap_or_default().0, 32);
            input_used = (any == 1).then_some(Tick(used));
        }
        let mut own = before.own;
        if !coder.bit(&mut model.same_own, self.own == before.own) {
            own = HogId(coder.raw(u32::from(self.own.0), 8) as u8);
        }
        Self {
            tick,
            step,
            own,
            input_used,
            world: self.world.code(coder, before.world, &mut model.same_world),
        }
    }
}

/// A snapshot on its way, as its sender remembers it.
#[derive(Debug)]
pub struct SentSnapshot {
    frame: Arc<Frame>,
    head: Head,
    told: [u32; 8],
}

impl SentSnapshot {
    /// The seats of the hogs in it.
    #[must_use]
    pub const fn told(&self) -> [u32; 8] {
        self.told
    }

    /// What later ones are told against.
    #[must_use]
    pub const fn head(&self) -> Head {
        self.head
    }

    /// When it is of.
    #[must_use]
    pub const fn tick(&self) -> Tick {
        self.head.tick
    }

    /// A hog as its reader will have it, if it was told.
    #[must_use]
    pub fn hog(&self, id: HogId) -> Option<Hog> {
        let told = seated(&self.told, id);
        let wire = self.frame.hog(id, id == self.head.own).filter(|_| told)?;
        wire.hog(id).ok()
    }
}

/// The datagram that a snapshot goes with.
#[derive(Clone, Copy, Debug)]
pub struct Carrier {
    /// Its number.
    pub sequence: Sequence,
    /// The snapshot that it is told against.
    pub before: Head,
    /// How many datagrams ago that went.
    pub age: i16,
}

/// The sending end, for one client.
#[derive(Debug)]
pub struct SnapshotSender {
    /// Ticks between snapshots.
    step: u32,
    /// Those that arrived, newest first.
    arrived: VecDeque<Arrived>,
}

/// A snapshot that arrived.
#[derive(Debug)]
struct Arrived {
    sequence: Sequence,
    frame: Arc<Frame>,
    told: [u32; 8],
}

impl SnapshotSender {
    /// Nothing sent yet; there will be a snapshot every `step` ticks.
    #[must_use]
    pub const fn new(step: u32) -> Self {
        Self {
            step,
            arrived: VecDeque::new(),
        }
    }

    /// A snapshot arrived.
    pub fn arrived(&mut self, sequence: Sequence, sent: &SentSnapshot) {
        let place = self
            .arrived
            .partition_point(|arrived| arrived.sequence.since(sequence) > 0);
        let arrived = Arrived {
            sequence,
            frame: sent.frame.clone(),
            told: sent.told,
        };
        self.arrived.insert(place, arrived);
    }

    /// The newest snapshot with a hog that arrived.
    fn known(&self, id: HogId) -> Option<&Arrived> {
        self.arrived.iter().find(|arrived| seated(&arrived.told, id))
    }

    /// Writes a snapshot of `frame` with those hogs that are wanted, as long as there is room in `most_bytes`.
    pub fn write(
        &mut self,
        encoder: &mut Encoder,
        model: &mut SnapshotModel,
        carrier: &Carrier,
        frame: &Arc<Frame>,
        to: &Addressee<'_>,
        most_bytes: usize,
    ) -> SentSnapshot {
        let Carrier {
            sequence,
            before,
            age,
        } = *carrier;
        // What is too old is let go, or a client could keep every frame there ever was alive by its silence.
        self.arrived
            .retain(|arrived| sequence.since(arrived.sequence) <= MAX_AGE);
        let head = Head {
            tick: frame.tick(),
            step: self.step,
            own: to.own,
            input_used: to.input_used,
            world: frame.world(),
        };
        head.code(encoder, model, before, age);
        let mut told = [0; 8];
        let mut foreseen = frame.foreseen();
        for id in own_first(frame.world().seats, to.own) {
            let own = id == to.own;
            let room = encoder.len_bytes() + HOG_BYTES <= most_bytes;
            let hog = frame.hog(id, own).filter(|_| room && (own || (to.wanted)(id)));
            encoder.bit(&mut model.told, hog.is_some());
            let Some(hog) = hog else { continue };
            told[id.index() / 32] |= 1 << (id.index() % 32);
            if own
                && encoder.bit(
                    &mut model.as_claimed,
                    to.claim.is_some_and(|claim| claim == hog.sum()),
                )
            {
                continue;
            }
            let known = self.known(id);
            let hog_age = known.map_or(0, |known| sequence.since(known.sequence));
            code_age(encoder, model, age, hog_age);
            let then = known.and_then(|known| Some((known.frame.tick(), known.frame.hog(id, own)?)));
            let tick = then.map(|(tick, _)| tick);
            let then = then.map_or_else(|| WireHog::nothing(own), |(_, hog)| hog);
            let baseline = Baseline {
                hog: &then,
                ticks: tick.map_or(0, |tick| frame.tick().since(tick)),
                tuning: &frame.rules().tuning,
            };
            let forecast = (!own).then(|| foreseen.forecast(tick, id, || Forecast::of(&baseline, &hog)));
            code_hog(encoder, model, &baseline, forecast, &hog);
        }
        SentSnapshot {
            frame: frame.clone(),
            head,
            told,
        }
    }
}

/// Codes how many datagrams ago a hog's baseline went, mostly as many as the datagram's own.
fn code_age<C: Coder>(coder: &mut C, model: &mut SnapshotModel, usual: i16, age: i16) -> i16 {
    if coder.bit(&mut model.usual_baseline, age == usual) {
        usual
    } else {
        coder.raw(age as u32, AGE_BITS) as i16
    }
}

fn code_hog<C: Coder>(
    coder: &mut C,
    model: &mut SnapshotModel,
    baseline: &Baseline<'_>,
    forecast: Option<&Forecast>,
    hog: &WireHog,
) -> WireHog {
    let (of_its_kind, driver) = if baseline.hog.is_own() {
        (&mut model.own, Some(&mut model.driver))
    } else {
        (&mut model.others, None)
    };
    of_its_kind.code(driver, coder, baseline, forecast, hog)
}

/// What the reader of a snapshot knows.
pub struct Known<'a, 'b> {
    /// An earlier snapshot, by how many datagrams ago it went.
    pub older: &'b dyn Fn(i16) -> Option<&'a ReceivedSnapshot>,
    /// What the reader said of its own hog at a tick.
    pub claimed: &'b dyn Fn(Tick) -> Option<WireHog>,
    /// How chassis drive.
    pub tuning: &'b Tuning,
}

/// A snapshot that came, as its receiver remembers it.
#[derive(Clone, Debug)]
pub struct ReceivedSnapshot {
    head: Head,
    /// The reader's own first, the others by their seats.
    hogs: Vec<(HogId, WireHog)>,
}

impl ReceivedSnapshot {
    fn hog(&self, id: HogId) -> Option<&WireHog> {
        let (first, others) = self.hogs.split_first()?;
        if first.0 == id {
            return Some(&first.1);
        }
        let place = others.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(&others[place].1)
    }

    /// Reads what [`SnapshotSender::write`] wrote. `base` is the snapshot of the datagram that this one is told
    /// against, `age` datagrams ago; `known` finds what else is needed.
    ///
    /// # Errors
    /// [`Malformed`] for what no sender writes.
    pub fn read<'a>(
        decoder: &mut Decoder<'_>,
        model: &mut SnapshotModel,
        base: Option<&Self>,
        age: i16,
        known: &Known<'a, '_>,
    ) -> Result<Self, Malformed> {
        let before = base.map_or(Head::default(), |base| base.head);
        let head = Head::default().code(decoder, model, before, age);
        let mut hogs = Vec::new();
        let mut cause = Cause::Link;
        for id in own_first(head.world.seats, head.own) {
            decoder.check()?;
            decoder.charge(cause);
            cause = if id == head.own { Cause::Own } else { Cause::Others };
            if !decoder.bit(&mut model.told, false) {
                continue;
            }
            let own = id == head.own;
            if own && decoder.bit(&mut model.as_claimed, false) {
                hogs.push((id, (known.claimed)(head.tick).ok_or(Malformed::Stale)?));
                continue;
            }
            let (mut then, mut baseline) = (head.tick, WireHog::nothing(own));
            let hog_age = code_age(decoder, model, age, 0);
            if hog_age > 0 {
                let older = (known.older)(hog_age).ok_or(Malformed::Value)?;
                let hog = older.hog(id).filter(|hog| hog.is_own() == own);
                (then, baseline) = (older.head.tick, *hog.ok_or(Malformed::Value)?);
            }
            let ticks = head.tick.since(then);
            if !(0..=MAX_TICKS).contains(&ticks) {
                return Err(Malformed::Value);
            }
            let baseline = Baseline {
                hog: &baseline,
                ticks,
                tuning: known.tuning,
            };
            hogs.push((id, code_hog(decoder, model, &baseline, None, baseline.hog)));
        }
        decoder.charge(cause);
        Ok(Self { head, hogs })
    }

    /// As the rest of the game speaks of it.
    ///
    /// # Errors
    /// [`Malformed::Value`] for what no hog is.
    pub fn snapshot(&self) -> Result<Snapshot, Malformed> {
        let mut hogs = Vec::with_capacity(self.hogs.len());
        for (id, hog) in &self.hogs {
            hogs.push(hog.hog(*id)?);
        }
        Ok(Snapshot {
            tick: self.head.tick,
            step: self.head.step,
            input_used: self.head.input_used,
            seats: self.head.world.seats,
            own: self.head.own,
            hogs,
            pickups: self.head.world.pickups,
            phase: self.head.world.phase,
            phase_ends: self.head.world.phase_ends,
        })
    }
}
