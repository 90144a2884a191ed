//! The receiving end of snapshots.

use super::{Head, LONGER_GAP, LONGEST_GAP, MAX_TICKS, NO_MORE, Snapshot, SnapshotModel};
use crate::ids::HogId;
use crate::protocol::Malformed;
use crate::protocol::acks::MAX_AGE;
use crate::protocol::coder::{Coder, Decoder};
use crate::protocol::forecast::Baseline;
use crate::protocol::frame::{seated, seats_of};
use crate::protocol::spent::Cause;
use crate::protocol::wire_hog::WireHog;
use crate::tick::Tick;
use crate::tuning::Tuning;

/// What the reader of a snapshot knows.
pub struct Known<'a, 'b> {
    /// An earlier snapshot, by how many datagrams ago it went.
    pub older: &'b dyn Fn(i16) -> Option<&'a ReceivedSnapshot>,
    /// What the reader said of its own hog at a tick.
    pub claimed: &'b dyn Fn(Tick) -> Option<WireHog>,
    /// How chassis drive.
    pub tuning: &'b Tuning,
}

impl<'a> Known<'a, '_> {
    /// What a hog of a snapshot with this head is told against: what it was `age` datagrams ago.
    fn baseline<'c>(
        &'c self,
        head: &Head,
        age: i32,
        id: HogId,
        nothing: &'c WireHog,
    ) -> Result<Baseline<'c>, Malformed>
    where
        'a: 'c,
    {
        let (mut then, mut hog) = (head.tick, nothing);
        if age != 0 {
            let age = i16::try_from(age).ok().filter(|age| (1..=MAX_AGE).contains(age));
            let older = age.and_then(|age| (self.older)(age)).ok_or(Malformed::Value)?;
            let known = older.hog(id).filter(|known| known.is_own() == nothing.is_own());
            (then, hog) = (older.head.tick, known.ok_or(Malformed::Value)?);
        }
        let ticks = head.tick.since(then);
        if !(0..=MAX_TICKS).contains(&ticks) {
            return Err(Malformed::Value);
        }
        Ok(Baseline {
            hog,
            ticks,
            tuning: self.tuning,
        })
    }
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
        decoder.charge(Cause::Link);
        if seated(&head.world.seats, head.own) {
            let hog = if decoder.bit(&mut model.as_claimed, false) {
                (known.claimed)(head.tick).ok_or(Malformed::Stale)?
            } else {
                let hog_age = i32::from(age).wrapping_add(model.older.code(decoder, 0));
                let nothing = WireHog::nothing(true);
                let baseline = known.baseline(&head, hog_age, head.own, &nothing)?;
                let change = model.own.read(decoder, &baseline);
                let mut hog = change.applied(&baseline);
                if !change.as_expected() {
                    model.driver.read(decoder, &baseline, &mut hog);
                }
                hog
            };
            hogs.push((head.own, hog));
        }
        decoder.charge(Cause::Own);
        let others: Vec<HogId> = seats_of(head.world.seats).filter(|&id| id != head.own).collect();
        let mut next = 0;
        while next < others.len() {
            decoder.check()?;
            let slot = model.gap.code(decoder, 0);
            if slot >= NO_MORE {
                break;
            }
            if slot >= LONGER_GAP {
                next += LONGEST_GAP as usize;
                continue;
            }
            next += slot as usize / 2;
            let id = *others.get(next).ok_or(Malformed::Value)?;
            next += 1;
            let mut hog_age = i32::from(age);
            if slot % 2 == 1 {
                hog_age = hog_age.wrapping_add(model.older.code(decoder, 0));
            }
            let nothing = WireHog::nothing(false);
            let baseline = known.baseline(&head, hog_age, id, &nothing)?;
            hogs.push((id, model.others.read(decoder, &baseline).applied(&baseline)));
        }
        decoder.charge(Cause::Others);
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
            pickups: self.head.world.pickups(),
            game: self.head.world.game(Vec::new())?,
        })
    }
}
