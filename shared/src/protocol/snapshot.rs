//! The state of a match as one client is told it: its own hog in full, the others as far as one can see and predict
//! them, as many as fit, each against the newest state of it that the client is known to have.

use std::collections::VecDeque;
use std::sync::Arc;

use super::acks::{MAX_AGE, Sequence};
use super::coder::{Coder, Encoder, Flag};
use super::delta::{Change, DriverModel, HogModel};
use super::forecast::Baseline;
use super::frame::{Changes, Frame, Sight, seat, seated, seats_of};
use super::residual::Residual;
use super::symbol::Symbol;
use super::wire_hog::WireHog;
use super::world::{World, WorldModel};
use crate::arena::hog::Hog;
use crate::ids::{HogId, MAX_HOGS};
use crate::mode::Game;
use crate::tick::Tick;

mod received;

pub use received::{Known, ReceivedSnapshot};

/// Ticks after which a prediction from a baseline would be of no use.
const MAX_TICKS: i32 = 600;
/// Room that a hog may need. Almost none does; a datagram that gets too long after all is made again with fewer.
const HOG_BYTES: usize = 48;

/// Gaps between the seats of hogs that are told, as slots: up to the longest, twice, for the age of the baseline may be the
/// usual one or another; then a gap that is longer yet, and the end of those told.
const LONGEST_GAP: u32 = 15;
const LONGER_GAP: u32 = 30;
const NO_MORE: u32 = 31;

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
    /// How the match stands, all but whose points are whose.
    pub game: Game,
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
    world: WorldModel,
    as_claimed: Flag,
    gap: Symbol<32>,
    older: Residual,
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
            world: WorldModel::default(),
            as_claimed: Flag::default(),
            gap: Symbol::default(),
            older: Residual::of("older"),
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
            world: self.world.code(coder, before.world, &mut model.world),
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
        let wire = self.frame.hog(id, self.frame.sight(id, self.head.own));
        wire.filter(|_| told)?.hog(id).ok()
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
    /// Ticks to the next.
    pub step: u32,
}

/// The sending end, for one client.
#[derive(Debug, Default)]
pub struct SnapshotSender {
    /// Those that arrived, newest first.
    arrived: VecDeque<Arrived>,
    /// By seat: the newest of them with that hog.
    newest: Vec<Option<Sequence>>,
}

/// A snapshot that arrived.
#[derive(Clone, Debug)]
struct Arrived {
    sequence: Sequence,
    /// When it is of.
    tick: Tick,
    /// Whom it told everything of itself.
    own: HogId,
    frame: Arc<Frame>,
}

impl SnapshotSender {
    /// A snapshot arrived.
    pub fn arrived(&mut self, sequence: Sequence, sent: &SentSnapshot) {
        let newer = |arrived: &Arrived| arrived.sequence.since(sequence) > 0;
        let place = self.arrived.partition_point(newer);
        let arrived = Arrived {
            sequence,
            tick: sent.tick(),
            own: sent.head.own,
            frame: sent.frame.clone(),
        };
        self.arrived.insert(place, arrived);
        self.newest.resize(MAX_HOGS, None);
        for id in seats_of(sent.told) {
            let newest = &mut self.newest[id.index()];
            if newest.is_none_or(|newest| sequence.since(newest) > 0) {
                *newest = Some(sequence);
            }
        }
    }

    /// Lets go of what is too old, or a client could keep every frame there ever was alive by its silence.
    fn forget(&mut self, sequence: Sequence) {
        let old = |then: Sequence| sequence.since(then) > MAX_AGE;
        while self
            .arrived
            .pop_back_if(|arrived| old(arrived.sequence))
            .is_some()
        {}
        // Before their numbers come round again.
        if sequence.0.is_multiple_of(MAX_AGE.unsigned_abs()) {
            for newest in &mut self.newest {
                newest.take_if(|newest| old(*newest));
            }
        }
    }

    /// The newest snapshot with a hog that arrived and is not too old.
    fn known(&self, id: HogId) -> Option<&Arrived> {
        let newest = (*self.newest.get(id.index())?)?;
        // Numbers fall by at least one from each to the next, and mostly by one: it is here, or somewhat before.
        let ahead = self.arrived.front()?.sequence.since(newest);
        let before = self.arrived.iter().take(usize::try_from(ahead).ok()? + 1);
        before.rev().find(|arrived| arrived.sequence == newest)
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
            step,
        } = *carrier;
        self.forget(sequence);
        let head = Head {
            tick: frame.tick(),
            step,
            own: to.own,
            input_used: to.input_used,
            world: frame.world(),
        };
        head.code(encoder, model, before, age);
        let mut page = Page {
            sender: self,
            model,
            frame,
            sequence,
            age,
        };
        let mut told = [0; 8];
        let seats = frame.world().seats;
        if let Some(hog) = frame.hog(to.own, Sight::Own) {
            seat(&mut told, to.own);
            page.write_own(encoder, to, hog);
        }
        let mut changes = frame.changes();
        let mut gap = 0;
        for id in seats_of(seats).filter(|&id| id != to.own) {
            let room = encoder.len_bytes() + HOG_BYTES <= most_bytes;
            if !room || !(to.wanted)(id) {
                gap += 1;
                continue;
            }
            seat(&mut told, id);
            page.write_other(encoder, &mut changes, std::mem::take(&mut gap), (id, to.own));
        }
        if gap > 0 {
            page.model.gap.code(encoder, NO_MORE);
        }
        SentSnapshot {
            frame: frame.clone(),
            head,
            told,
        }
    }
}

/// A snapshot that is being written.
struct Page<'a> {
    sender: &'a SnapshotSender,
    model: &'a mut SnapshotModel,
    frame: &'a Frame,
    sequence: Sequence,
    /// How many datagrams ago that went which this one is told against.
    age: i16,
}

impl<'a> Page<'a> {
    /// The newest snapshot with a hog that arrived, and how many datagrams ago it went; 0 if there is none.
    fn known(&self, id: HogId) -> (Option<&'a Arrived>, i16) {
        let known = self.sender.known(id);
        let age = known.map_or(0, |known| self.sequence.since(known.sequence));
        (known, age)
    }

    fn baseline<'b>(&self, known: Option<&'b Arrived>, id: HogId, nothing: &'b WireHog) -> Baseline<'b>
    where
        'a: 'b,
    {
        let frame: &'a Frame = self.frame;
        let hog = known.and_then(|known| known.frame.hog(id, known.frame.sight(id, known.own)));
        Baseline {
            hog: hog.unwrap_or(nothing),
            ticks: known.map_or(0, |known| frame.tick().since(known.tick)),
            tuning: &frame.rules().tuning,
        }
    }

    fn write_own(&mut self, encoder: &mut Encoder, to: &Addressee<'_>, hog: &WireHog) {
        let as_claimed = to.claim.is_some_and(|claim| claim == hog.sum());
        if encoder.bit(&mut self.model.as_claimed, as_claimed) {
            return;
        }
        let (known, age) = self.known(to.own);
        self.model.older.code(encoder, i32::from(age - self.age));
        let nothing = WireHog::nothing(true);
        let baseline = self.baseline(known, to.own, &nothing);
        let change = Change::of(&baseline, hog);
        self.model.own.write(encoder, &change);
        if !change.as_expected() {
            self.model.driver.write(encoder, &baseline, hog);
        }
    }

    /// Writes a hog that `gap` seats are left out before, for whoever is on the seat `own`.
    fn write_other(
        &mut self,
        encoder: &mut Encoder,
        changes: &mut Changes,
        gap: u32,
        (id, own): (HogId, HogId),
    ) {
        let frame: &'a Frame = self.frame;
        let (known, age) = self.known(id);
        let other_age = age != self.age;
        for _ in 0..gap / LONGEST_GAP {
            self.model.gap.code(encoder, LONGER_GAP);
        }
        let slot = gap % LONGEST_GAP * 2 + u32::from(other_age);
        self.model.gap.code(encoder, slot);
        if other_age {
            self.model.older.code(encoder, i32::from(age - self.age));
        }
        let sight = frame.sight(id, own);
        let then = known.map(|known| (known.tick, known.frame.sight(id, known.own)));
        let change = changes.of(then, (id, sight), || {
            let nothing = WireHog::nothing(false);
            let baseline = self.baseline(known, id, &nothing);
            Change::of(&baseline, frame.hog(id, sight).unwrap_or(&nothing))
        });
        self.model.others.write(encoder, change);
    }
}
