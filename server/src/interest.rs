//! Which hogs a client is told of when not all of them fit: the near ones, those in view and those it fights often, the
//! others now and then, all of them in the end.

use hogs_shared::arena::Arena;
use hogs_shared::ids::{HogId, MAX_HOGS};
use hogs_shared::math::Vec3;
use hogs_shared::protocol::MAX_PAYLOAD_BYTES;
use hogs_shared::protocol::frame::{seat_set, seated};
use hogs_shared::tick::{TICKS_PER_SECOND, Tick};

/// Distance at which a hog is told of half as often as one that is here, metres.
const HALF_INTEREST_M: f32 = 40.0;
/// How much more often a hog is told of that is where the turret points, give or take 45°.
const IN_VIEW: f32 = 2.0;
/// How much more often one is told of that one hurt, or was hurt by, a moment ago.
const FOUGHT: f32 = 3.0;
/// How long a moment is.
const FOUGHT_TICKS: i32 = 5 * TICKS_PER_SECOND as i32;
/// How much less often a wreck is told of: it moves no more, and only has to be known for one.
const WRECK: f32 = 0.3;
/// How often one is told of that is cloaked, wherever it is.
const CLOAKED: f32 = 0.5;
/// Hogs that all datagrams of a tick tell of together, as long as it leaves each enough: as many as a match of 64 needs. A
/// server of 256 would spend most of its time on telling everyone of everyone, and nobody can follow them all.
const HOGS_A_TICK: usize = 2048;
/// Enough hogs for a datagram.
const ENOUGH: usize = 24;
/// Snapshots in which every hog has its turn once. What is told against the same baseline is worked out once for all
/// (`Changes`), so it pays to tell many of a hog at the same tick, and again at the same later one.
const TURNS: u32 = 16;
/// How much sooner one is told of whose turn it is.
const IN_TURN: f32 = 4.0;
/// How often a client's choice is made until it has looked at every hog anew.
const LOOKS: usize = 4;
/// Bytes of a datagram that are not hogs.
const FRAME_BYTES: f32 = 24.0;
/// Bytes that a hog takes, before one was measured.
const FIRST_GUESS_BYTES: f32 = 24.0;

/// A hog as far as it matters here.
#[derive(Debug)]
struct Seen {
    id: HogId,
    alive: bool,
    position: Vec3,
    /// Where its turret points.
    view: Vec3,
    /// Whether it is cloaked: how often it is told of must not tell how far it is.
    cloaked: bool,
}

/// The match at one tick, looked at once for all who are told of it.
#[derive(Debug)]
pub struct Field {
    tick: Tick,
    /// Counts the snapshots that a client gets.
    turn: u32,
    seen: Vec<Seen>,
    /// Most hogs that a datagram tells of.
    most: usize,
}

impl Field {
    /// The match as it stands, when `datagrams` tell of it, and each client gets one every `step` ticks.
    #[must_use]
    pub fn of(arena: &Arena, datagrams: usize, step: u32) -> Self {
        let seen = arena.hogs().map(|hog| Seen {
            id: hog.id,
            alive: hog.alive(),
            position: hog.position,
            view: hog.muzzle_direction(),
            cloaked: hog.is_cloaked(),
        });
        Self {
            tick: arena.tick(),
            turn: arena.tick().0 / step.max(1),
            seen: seen.collect(),
            most: (HOGS_A_TICK / datagrams.max(1)).max(ENOUGH),
        }
    }
}

/// How long each hog has waited to be told of, weighted by how much it matters.
#[derive(Debug)]
pub struct Interest {
    waited: Box<[f32]>,
    /// How much each matters, as of the last look at it.
    weights: Box<[f32]>,
    /// Which of the [`LOOKS`] is next.
    look: usize,
    fought: Box<[Option<Tick>]>,
    /// Bytes that a hog takes, lately.
    hog_bytes: f32,
}

impl Default for Interest {
    fn default() -> Self {
        Self {
            waited: vec![0.0; MAX_HOGS].into(),
            weights: vec![0.0; MAX_HOGS].into(),
            look: 0,
            fought: vec![None; MAX_HOGS].into(),
            hog_bytes: FIRST_GUESS_BYTES,
        }
    }
}

impl Interest {
    /// The client hurt this hog, or was hurt by it.
    pub fn fought(&mut self, hog: HogId, tick: Tick) {
        self.fought[hog.index()] = Some(tick);
    }

    /// The hogs to tell of, as a set of seats, when the streams take `stream_bytes` of the datagram.
    pub fn choose(&mut self, field: &Field, own: HogId, stream_bytes: usize) -> [u32; 8] {
        let room = MAX_PAYLOAD_BYTES as f32 - FRAME_BYTES - stream_bytes as f32;
        // Hogs go in the order of their seats, so one too many would always be the last seat's.
        let most = ((room / self.hog_bytes * 0.9) as usize).min(field.most);
        let others = field.seen.iter().filter(|seen| seen.id != own);
        if field.seen.len() <= most {
            return seat_set(others.map(|seen| seen.id));
        }
        let eye = field.seen.iter().find(|seen| seen.id == own);
        self.look = (self.look + 1) % LOOKS;
        // As whole numbers, which compare fast: those of floats that are not negative are in the same order.
        let mut waiting: Vec<u64> = Vec::with_capacity(field.seen.len());
        for seen in others {
            let index = seen.id.index();
            if index % LOOKS == self.look {
                self.weights[index] = self.weight(eye, seen, field.tick);
            }
            self.waited[index] += self.weights[index];
            let in_turn = field.turn.wrapping_add(index as u32).is_multiple_of(TURNS);
            let urgency = self.waited[index] * if in_turn { IN_TURN } else { 1.0 };
            waiting.push(u64::from(urgency.to_bits()) << 8 | u64::from(!seen.id.0));
        }
        if waiting.len() > most {
            waiting.select_nth_unstable_by(most, |a, b| b.cmp(a));
            waiting.truncate(most);
        }
        seat_set(waiting.into_iter().map(|key| HogId(!(key as u8))))
    }

    /// How much a hog matters to one who is at a place and aims in a direction.
    fn weight(&self, eye: Option<&Seen>, hog: &Seen, now: Tick) -> f32 {
        if hog.cloaked {
            return CLOAKED;
        }
        let (place, view) = eye.map_or((hog.position, Vec3::ZERO), |eye| (eye.position, eye.view));
        let way = hog.position - place;
        let distance_m = way.length();
        let mut weight = HALF_INTEREST_M / (HALF_INTEREST_M + distance_m);
        if view.dot(way) > distance_m * 0.7 {
            weight *= IN_VIEW;
        }
        if self.fought[hog.id.index()].is_some_and(|tick| now.since(tick) < FOUGHT_TICKS) {
            weight *= FOUGHT;
        }
        if hog.alive { weight } else { weight * WRECK }
    }

    /// These were told of, in a datagram of that many bytes without its streams.
    pub fn told(&mut self, hogs: &[u32; 8], bytes: usize) {
        let mut count = 0;
        for (index, waited) in self.waited.iter_mut().enumerate() {
            if seated(hogs, HogId(index as u8)) {
                *waited = 0.0;
                count += 1;
            }
        }
        if count > 0 {
            let each = ((bytes as f32 - FRAME_BYTES) / count as f32).clamp(1.0, 60.0);
            self.hog_bytes += (each - self.hog_bytes) * 0.3;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use hogs_shared::protocol::downlink::DownlinkReceiver;
    use hogs_shared::protocol::frame::Frame;
    use hogs_shared::protocol::messages::Notice;
    use hogs_shared::protocol::snapshot::Addressee;

    use super::*;
    use crate::link::{Item, Link};
    use crate::testing;

    #[test]
    fn everyone_gets_through_and_every_datagram_fits() {
        let arena = testing::crowd(200);
        let mut interest = Interest::default();
        let mut link = Link::new(2);
        let mut client = DownlinkReceiver::new(testing::rules());
        let mut told = vec![0_u32; MAX_HOGS];
        let mut heard = 0;
        let chat = Notice::Chat {
            from: None,
            text: "x".repeat(60),
        };
        let own = HogId(199);
        // Nothing is ever acknowledged, so every hog is told whole: nowhere near all fit.
        for round in 0..60 {
            if round == 30 {
                for _ in 0..20 {
                    link.tell(&Item::from(&chat));
                }
            }
            let stream_bytes = link.stream_bytes();
            let wanted = interest.choose(&Field::of(&arena, 1, 2), own, stream_bytes);
            let to = Addressee {
                own,
                input_used: None,
                claim: None,
                wanted: &|hog| seated(&wanted, hog),
            };
            let frame = Arc::new(Frame::of(&arena, &|_| None));
            let sent = link.payload(&frame, &to, stream_bytes, Duration::ZERO);
            interest.told(&sent.told, sent.snapshot_bytes);
            assert!(sent.payload.len() <= MAX_PAYLOAD_BYTES);
            let downlink = client.decode(&sent.payload, &|_| None).unwrap();
            assert_eq!(downlink.snapshot.hogs[0].id, own);
            for hog in &downlink.snapshot.hogs {
                told[hog.id.index()] += 1;
            }
            heard += downlink.notices.len();
            assert!(round != 36 || heard == 20, "the stream starves: {heard}");
        }
        assert_eq!(told[own.index()], 60);
        assert!(told[..200].iter().all(|&times| times >= 3), "{:?}", &told[..200]);
    }

    #[test]
    fn many_datagrams_tell_of_fewer_hogs_each() {
        let arena = testing::crowd(200);
        let told = |datagrams| {
            let wanted = Interest::default().choose(&Field::of(&arena, datagrams, 2), HogId(7), 0);
            wanted
                .iter()
                .map(|word| word.count_ones() as usize)
                .sum::<usize>()
        };
        let room = told(1);
        assert!(room > 35, "{room}");
        assert_eq!(told(32), room);
        assert_eq!(told(72), 2048 / 72);
        assert_eq!(told(256), ENOUGH);
    }

    #[test]
    fn who_fights_or_is_near_is_told_of_more_often() {
        let arena = testing::crowd(200);
        let mut interest = Interest::default();
        let own = HogId(199);
        let far = arena
            .hogs()
            .max_by(|a, b| {
                let distance = |hog: &hogs_shared::arena::hog::Hog| {
                    (hog.position - arena.hog(own).unwrap().position).length()
                };
                distance(a).total_cmp(&distance(b))
            })
            .unwrap();
        let field = Field::of(&arena, 1, 2);
        let times = |interest: &mut Interest| {
            let mut times = 0;
            for _ in 0..100 {
                let wanted = interest.choose(&field, own, 0);
                interest.told(&wanted, 1150);
                times += u32::from(seated(&wanted, far.id));
            }
            times
        };
        let before = times(&mut interest);
        interest.fought(far.id, arena.tick());
        let after = times(&mut interest);
        assert!(after > before * 3 / 2, "{before} times, then {after}");
    }
}
