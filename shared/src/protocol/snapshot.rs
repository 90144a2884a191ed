//! The state of a match as one client is told it: its own hog in full, the others as far as one can see and predict
//! them, as many as fit, each against the newest state of it that the client is known to have.

use std::sync::Arc;

use super::Malformed;
use super::acks::{AGE_BITS, MAX_AGE, Sequence};
use super::coder::{Coder, Decoder, Encoder, Flag};
use super::delta::{DriverModel, HogModel, WireHog};
use super::spent::Cause;
use crate::arena::Arena;
use crate::arena::controls::Controls;
use crate::arena::hog::Hog;
use crate::ids::{HogId, MAX_HOGS};
use crate::mode::Phase;
use crate::tick::Tick;

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

/// Whether a seat is in a set of seats.
#[must_use]
pub const fn seated(seats: &[u32; 8], hog: HogId) -> bool {
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

/// The seats of a set, lowest first.
fn seats_of(seats: [u32; 8]) -> impl Iterator<Item = HogId> {
    (0..MAX_HOGS)
        .map(|index| HogId(index as u8))
        .filter(move |&hog| seated(&seats, hog))
}

/// The seats of a set, one's own first: whatever else there is no room for, there is for that.
fn own_first(seats: [u32; 8], own: HogId) -> impl Iterator<Item = HogId> {
    let first = Some(own).filter(|&own| seated(&seats, own));
    first
        .into_iter()
        .chain(seats_of(seats).filter(move |&hog| hog != own))
}

/// What everyone is told alike, hogs apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct World {
    seats: [u32; 8],
    pickups: u64,
    phase: Phase,
    phase_ends: Tick,
}

impl Default for World {
    fn default() -> Self {
        Self {
            seats: [0; 8],
            pickups: 0,
            phase: Phase::Playing,
            phase_ends: Tick(0),
        }
    }
}

impl World {
    fn code<C: Coder>(self, coder: &mut C, before: Self, same: &mut Flag) -> Self {
        if coder.bit(same, self == before) {
            return before;
        }
        let mut flag = Flag::default();
        let mut seats = before.seats;
        for (word, own) in seats.iter_mut().zip(self.seats) {
            if coder.bit(&mut flag, own != *word) {
                *word = coder.raw(own, 32);
            }
        }
        let low = coder.raw(self.pickups as u32, 32);
        let high = coder.raw((self.pickups >> 32) as u32, 32);
        let (over, winner) = match self.phase {
            Phase::Playing => (0, None),
            Phase::Over { winner } => (1, winner),
        };
        let over = coder.raw(over, 1);
        let won = coder.raw(u32::from(winner.is_some()), 1);
        let winner = HogId(coder.raw(winner.map_or(0, |winner| u32::from(winner.0)), 8) as u8);
        Self {
            seats,
            pickups: u64::from(low) | u64::from(high) << 32,
            phase: if over == 1 {
                Phase::Over {
                    winner: (won == 1).then_some(winner),
                }
            } else {
                Phase::Playing
            },
            phase_ends: Tick(coder.raw(self.phase_ends.0, 32)),
        }
    }
}

/// A hog in both its forms.
#[derive(Clone, Copy, Debug)]
struct FrameHog {
    own: WireHog,
    other: WireHog,
}

/// The match at one tick as integers of the wire: made once, told to everyone, kept as long as it is anyone's baseline.
#[derive(Debug)]
pub struct Frame {
    tick: Tick,
    world: World,
    hogs: Vec<Option<FrameHog>>,
}

impl Frame {
    /// The match as it stands. `next` says what a hog's driver is known to be about to do: others are told that instead
    /// of what was done last, because they look ahead from here.
    #[must_use]
    pub fn of(arena: &Arena, next: &dyn Fn(HogId) -> Option<Controls>) -> Self {
        let mut hogs = vec![None; MAX_HOGS];
        for hog in arena.hogs() {
            let ahead = Hog {
                controls: next(hog.id).unwrap_or(hog.controls),
                ..hog.clone()
            };
            hogs[hog.id.index()] = Some(FrameHog {
                own: WireHog::of(hog, true),
                other: WireHog::of(&ahead, false),
            });
        }
        Self {
            tick: arena.tick(),
            world: World {
                seats: seat_set(arena.hogs().map(|hog| hog.id)),
                pickups: arena.pickup_bits(),
                phase: arena.game().phase,
                phase_ends: arena.game().phase_ends,
            },
            hogs,
        }
    }

    /// When.
    #[must_use]
    pub const fn tick(&self) -> Tick {
        self.tick
    }

    /// A hog as its driver is told of it, or as others are.
    #[must_use]
    pub fn hog(&self, id: HogId, own: bool) -> Option<WireHog> {
        let hog = self.hogs[id.index()]?;
        Some(if own { hog.own } else { hog.other })
    }
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
struct Head {
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

/// The sending end, for one client.
#[derive(Debug)]
pub struct SnapshotSender {
    /// Ticks between snapshots.
    step: u32,
    base: Option<(Sequence, Head)>,
    /// By seat: the newest datagram with this hog that arrived.
    known: Vec<Option<(Sequence, Arc<Frame>)>>,
}

impl SnapshotSender {
    /// Nothing sent yet; there will be a snapshot every `step` ticks.
    #[must_use]
    pub fn new(step: u32) -> Self {
        Self {
            step,
            base: None,
            known: vec![None; MAX_HOGS],
        }
    }

    /// A snapshot arrived.
    pub fn arrived(&mut self, sequence: Sequence, sent: &SentSnapshot) {
        let newer = |known: Option<Sequence>| known.is_none_or(|known| sequence.since(known) > 0);
        if newer(self.base.map(|(known, _)| known)) {
            self.base = Some((sequence, sent.head));
        }
        for hog in seats_of(sent.told) {
            let known = &mut self.known[hog.index()];
            if newer(known.as_ref().map(|(known, _)| *known)) {
                *known = Some((sequence, sent.frame.clone()));
            }
        }
    }

    /// The next datagram is not told against an older one.
    pub const fn forget_base(&mut self) {
        self.base = None;
    }

    /// Writes a snapshot of `frame` with those hogs that are wanted, as long as there is room in `most_bytes`.
    pub fn write(
        &mut self,
        encoder: &mut Encoder,
        model: &mut SnapshotModel,
        sequence: Sequence,
        frame: &Arc<Frame>,
        to: &Addressee<'_>,
        most_bytes: usize,
    ) -> SentSnapshot {
        // What is too old is let go, or a client could keep every frame there ever was alive by its silence.
        for known in &mut self.known {
            known.take_if(|(known, _)| sequence.since(*known) > MAX_AGE);
        }
        let head = Head {
            tick: frame.tick,
            step: self.step,
            own: to.own,
            input_used: to.input_used,
            world: frame.world,
        };
        let (before, age) = self
            .base
            .map_or((Head::default(), 0), |(base, head)| (head, sequence.since(base)));
        head.code(encoder, model, before, age);
        let mut told = [0; 8];
        for id in own_first(frame.world.seats, to.own) {
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
            let known = self.known[id.index()].as_ref();
            let hog_age = known.map_or(0, |(known, _)| sequence.since(*known));
            code_age(encoder, model, age, hog_age);
            let baseline = known.and_then(|(_, frame)| Some((frame.tick, frame.hog(id, own)?)));
            let (then, baseline) = baseline.unwrap_or((frame.tick, WireHog::nothing(own)));
            code_hog(encoder, model, &baseline, frame.tick.since(then), &hog, own);
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
    baseline: &WireHog,
    ticks: i32,
    hog: &WireHog,
    own: bool,
) -> WireHog {
    if own {
        model
            .own
            .code(Some(&mut model.driver), coder, baseline, ticks, hog)
    } else {
        model.others.code(None, coder, baseline, ticks, hog)
    }
}

/// A snapshot that came, as its receiver remembers it.
#[derive(Clone, Debug)]
pub struct ReceivedSnapshot {
    head: Head,
    hogs: Vec<(HogId, WireHog)>,
}

impl ReceivedSnapshot {
    /// Reads what [`SnapshotSender::write`] wrote. `base` is the snapshot of the datagram that this one is told
    /// against, `age` datagrams ago; `older` finds others by their age, `claimed` what the reader
    /// said of its own hog.
    ///
    /// # Errors
    /// [`Malformed`] for what no sender writes.
    pub fn read<'a>(
        decoder: &mut Decoder<'_>,
        model: &mut SnapshotModel,
        base: Option<&Self>,
        age: i16,
        older: &dyn Fn(i16) -> Option<&'a Self>,
        claimed: &dyn Fn(Tick) -> Option<WireHog>,
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
                hogs.push((id, claimed(head.tick).ok_or(Malformed::Stale)?));
                continue;
            }
            let (mut then, mut baseline) = (head.tick, WireHog::nothing(own));
            let hog_age = code_age(decoder, model, age, 0);
            if hog_age > 0 {
                let known = older(hog_age).ok_or(Malformed::Value)?;
                let (_, hog) = known
                    .hogs
                    .iter()
                    .find(|(known, _)| *known == id)
                    .ok_or(Malformed::Value)?;
                if hog.is_own() != own {
                    return Err(Malformed::Value);
                }
                (then, baseline) = (known.head.tick, *hog);
            }
            let ticks = head.tick.since(then);
            if !(0..=MAX_TICKS).contains(&ticks) {
                return Err(Malformed::Value);
            }
            hogs.push((id, code_hog(decoder, model, &baseline, ticks, &baseline, own)));
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
