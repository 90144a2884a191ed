//! Which hogs a client is told of. One's own comes first; of the others as many as fit, the near ones often, the far
//! ones now and then, all of them in the end.

use hogs_shared::arena::Arena;
use hogs_shared::arena::hog::Hog;
use hogs_shared::ids::{HogId, MAX_HOGS};
use hogs_shared::mode::Phase;
use hogs_shared::protocol::MAX_PAYLOAD_BYTES;
use hogs_shared::protocol::downlink::FRAME_BITS;
use hogs_shared::protocol::snapshot::{OTHER_HOG_BITS, OWN_HOG_BITS, SNAPSHOT_HEAD_BITS, Snapshot, seat_set};
use hogs_shared::tick::Tick;

/// Distance at which a hog is told of half as often as one that is here, metres.
const HALF_INTEREST_M: f32 = 40.0;

/// How long each hog has waited to be told of, weighted by how much it matters.
#[derive(Debug)]
pub struct Interest(Box<[f32]>);

impl Default for Interest {
    fn default() -> Self {
        Self(vec![0.0; MAX_HOGS].into())
    }
}

/// What all snapshots of one tick have in common.
#[derive(Debug)]
pub struct Frame<'a> {
    hogs: Vec<&'a Hog>,
    tick: Tick,
    seats: [u32; 8],
    pickups: u64,
    phase: Phase,
    phase_ends: Tick,
}

/// What a snapshot says to one client alone.
#[derive(Clone, Copy, Debug)]
pub struct Addressee {
    /// Their seat.
    pub own: HogId,
    /// Tick of the newest of their controls that were used.
    pub input_used: Option<Tick>,
    /// Bytes to be left for what waits in their streams.
    pub stream_bytes: usize,
}

impl<'a> Frame<'a> {
    /// The match as it stands.
    #[must_use]
    pub fn of(arena: &'a Arena) -> Self {
        Self {
            hogs: arena.hogs().collect(),
            tick: arena.tick(),
            seats: seat_set(arena.hogs().map(|hog| hog.id)),
            pickups: arena.pickup_bits(),
            phase: arena.game().phase,
            phase_ends: arena.game().phase_ends,
        }
    }

    /// The snapshot for one client.
    #[must_use]
    pub fn snapshot(&self, to: Addressee, interest: &mut Interest) -> Snapshot {
        // A byte of padding may stand before each stream.
        let taken = FRAME_BITS + SNAPSHOT_HEAD_BITS + OWN_HOG_BITS + (to.stream_bytes + 2) * 8;
        let room = (MAX_PAYLOAD_BYTES * 8).saturating_sub(taken);
        Snapshot {
            tick: self.tick,
            input_used: to.input_used,
            seats: self.seats,
            own: to.own,
            hogs: self.choose(to.own, room / OTHER_HOG_BITS, interest),
            pickups: self.pickups,
            phase: self.phase,
            phase_ends: self.phase_ends,
        }
    }

    /// A snapshot that tells of no hog: for those who are on their way out.
    #[must_use]
    pub fn empty(&self, own: HogId) -> Snapshot {
        Snapshot {
            tick: self.tick,
            input_used: None,
            seats: self.seats,
            own,
            hogs: Vec::new(),
            pickups: self.pickups,
            phase: self.phase,
            phase_ends: self.phase_ends,
        }
    }

    /// One's own hog and at most `most` others.
    fn choose(&self, own: HogId, most: usize, interest: &mut Interest) -> Vec<Hog> {
        let here = self.hogs.iter().find(|hog| hog.id == own);
        let mut others: Vec<&Hog> = self.hogs.iter().filter(|hog| hog.id != own).copied().collect();
        if others.len() > most {
            let eye = here.map(|hog| hog.position);
            for hog in &others {
                let distance_m = eye.map_or(0.0, |eye| (hog.position - eye).length());
                // A wreck moves no more; it only has to be known for one.
                let weight = if hog.alive() { 1.0 } else { 0.3 };
                interest.0[hog.id.index()] += weight * HALF_INTEREST_M / (HALF_INTEREST_M + distance_m);
            }
            let waited = |hog: &Hog| interest.0[hog.id.index()];
            others.sort_by(|a, b| waited(b).total_cmp(&waited(a)).then(a.id.cmp(&b.id)));
            others.truncate(most);
            for hog in &others {
                interest.0[hog.id.index()] = 0.0;
            }
        }
        here.into_iter().copied().chain(others).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use hogs_shared::protocol::downlink::{Downlink, EventReceivers};
    use hogs_shared::protocol::messages::{Notice, ServerEvent};

    use super::*;
    use crate::link::{Item, Link};
    use crate::testing;

    #[test]
    fn everyone_gets_through_and_every_datagram_fits() {
        let arena = testing::crowd(100);
        let mut interest = Interest::default();
        let mut told = vec![0_u32; MAX_HOGS];
        let mut link = Link::default();
        let chat = ServerEvent::Notice(Notice::Chat {
            from: None,
            text: "x".repeat(60),
        });
        let mut receivers = EventReceivers::default();
        let mut heard = 0;
        for round in 0..60 {
            if round == 30 {
                for _ in 0..20 {
                    link.tell(&Item::from(&chat));
                }
            }
            let to = Addressee {
                own: HogId(3),
                input_used: None,
                stream_bytes: link.stream_bytes(),
            };
            let snapshot = Frame::of(&arena).snapshot(to, &mut interest);
            assert_eq!(snapshot.hogs[0].id, HogId(3));
            for hog in &snapshot.hogs {
                told[hog.id.index()] += 1;
            }
            let bytes = link.payload(snapshot, Duration::ZERO);
            assert!(bytes.len() <= MAX_PAYLOAD_BYTES);
            heard += Downlink::decode(&bytes, &mut receivers).unwrap().2.len();
            assert!(round != 34 || heard == 20, "the stream starves: {heard}");
        }
        assert_eq!(told[3], 60);
        assert!(told[..100].iter().all(|&times| times >= 3), "{:?}", &told[..100]);
    }

    #[test]
    fn sixteen_fit_at_once() {
        let arena = testing::crowd(16);
        let to = Addressee {
            own: HogId(0),
            input_used: None,
            stream_bytes: 100,
        };
        let snapshot = Frame::of(&arena).snapshot(to, &mut Interest::default());
        assert_eq!(snapshot.hogs.len(), 16);
    }
}
