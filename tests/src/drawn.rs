//! What players see of corrections: where others are drawn, held against where they really were, and how often one is seen
//! to jump or to slide. `rehearse` asks the server's match itself; `swarm` asks a [`Truth`] put together from what its
//! clients are told.

use std::collections::{BTreeMap, BTreeSet};

use hogs_shared::ids::HogId;
use hogs_shared::math::Vec3;
use hogs_shared::netplay::session::Session;
use hogs_shared::protocol::snapshot::Snapshot;
use hogs_shared::tick::Tick;
use serde::Serialize;

use crate::figures::Spread;

/// How far off the way it really went a craft must be drawn from one frame to the next to be seen to slide, metres.
const SLIDE_M: f32 = 1.0;

/// Where some were.
pub type Places = Vec<(HogId, Vec3)>;

/// One frame of one player.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The tick that is shown.
    pub tick: Tick,
    /// The player's own seat.
    pub own: Option<HogId>,
    /// Where everyone in play is drawn.
    pub drawn: Places,
}

impl Frame {
    /// What a session shows now.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        let drawn = session.drawn().into_iter();
        Self {
            tick: session.tick(),
            own: session.own(),
            drawn: drawn.map(|(id, position, _)| (id, position)).collect(),
        }
    }
}

/// The figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Seen {
    /// Others, drawn against where they were, metres: in every frame, what no snapshot told of included.
    pub drawn_m: Spread,
    /// Times that a craft was seen to jump. Smoothing glides up to 16 m so that none is, at 60 frames a second: `slides`
    /// says how often that happened.
    pub snaps: u32,
    /// Times that another craft began to be drawn, from one frame to the next, more than a metre off the way it really
    /// went: what is seen of corrections that glide. None where it could not be measured.
    pub slides: Option<u32>,
    /// Corrections by more than four metres, hidden or not.
    pub far_corrections: u32,
}

impl Seen {
    /// Of the frames of several players; `really` says where someone was at a tick.
    #[must_use]
    pub fn of(players: &[&[Frame]], really: &dyn Fn(Tick, HogId) -> Option<Vec3>) -> Self {
        let frames = players.iter().copied().flatten();
        let off_m: Vec<f32> = frames
            .flat_map(|frame| {
                let others = frame.drawn.iter().filter(|(id, _)| Some(*id) != frame.own);
                others.filter_map(|&(id, drawn)| Some((drawn - really(frame.tick, id)?).length()))
            })
            .collect();
        let slides = players.iter().map(|frames| slides(frames, really)).sum();
        Self {
            drawn_m: Spread::of(&off_m),
            slides: (!off_m.is_empty()).then_some(slides),
            ..Self::default()
        }
    }
}

/// How often others were seen to slide: frames on end are one slide.
fn slides(frames: &[Frame], really: &dyn Fn(Tick, HogId) -> Option<Vec3>) -> u32 {
    let mut slides = 0;
    let mut sliding = BTreeSet::new();
    for pair in frames.windows(2) {
        let [from, to] = pair else { continue };
        for &(id, now) in to.drawn.iter().filter(|(id, _)| Some(*id) != to.own) {
            let before = from.drawn.iter().find(|(other, _)| *other == id);
            let off_m = before.and_then(|(_, before)| {
                let way = really(to.tick, id)? - really(from.tick, id)?;
                Some((now - *before - way).length())
            });
            if off_m.is_none_or(|off_m| off_m < SLIDE_M) {
                sliding.remove(&id);
            } else if sliding.insert(id) {
                slides += 1;
            }
        }
    }
    slides
}

/// Where everyone really was, as the clients of one process are told together: each its own hog exactly, and those that
/// none of them drives to some millimetres.
#[derive(Clone, Debug, Default)]
pub struct Truth(BTreeMap<u32, BTreeMap<HogId, Vec3>>);

impl Truth {
    /// Somebody is told; `whole` if what they hear of others counts too.
    pub fn hear(&mut self, snapshot: &Snapshot, whole: bool) {
        let places = self.0.entry(snapshot.tick.0).or_default();
        for hog in snapshot.hogs.iter().filter(|hog| hog.alive()) {
            if hog.id == snapshot.own {
                places.insert(hog.id, hog.position);
            } else if whole {
                places.entry(hog.id).or_insert(hog.position);
            }
        }
    }

    /// What others heard too.
    pub fn merge(&mut self, other: Self, own: &BTreeSet<HogId>) {
        for (tick, places) in other.0 {
            let known = self.0.entry(tick).or_default();
            for (hog, place) in places {
                if own.contains(&hog) {
                    known.insert(hog, place);
                } else {
                    known.entry(hog).or_insert(place);
                }
            }
        }
    }

    /// Where someone was at a tick. Snapshots come every second tick; between two of them it is halfway.
    #[must_use]
    pub fn place(&self, tick: Tick, hog: HogId) -> Option<Vec3> {
        let told = |tick: Tick| self.0.get(&tick.0)?.get(&hog).copied();
        told(tick).or_else(|| Some((told(tick.before(1))? + told(tick.after(1))?) * 0.5))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOG: HogId = HogId(3);

    fn at(x: f32) -> Vec3 {
        Vec3::new(x, 0.0, 0.0)
    }

    /// It really goes half a metre a tick, and is drawn so far off that.
    fn seen(off_m: &[f32]) -> Seen {
        let frames: Vec<Frame> = off_m
            .iter()
            .zip(0..)
            .map(|(off_m, tick)| Frame {
                tick: Tick(tick),
                own: Some(HogId(0)),
                drawn: vec![(HogId(0), at(99.0)), (HOG, at(tick as f32 * 0.5 + off_m))],
            })
            .collect();
        Seen::of(&[&frames], &|tick, id| {
            (id == HOG).then(|| at(tick.0 as f32 * 0.5))
        })
    }

    #[test]
    fn frames_on_end_that_are_off_the_way_are_one_slide() {
        let still = seen(&[2.0, 2.0, 2.0]);
        assert_eq!((still.slides, still.drawn_m.max), (Some(0), Some(2.0)));
        assert_eq!(seen(&[0.0, 2.0, 4.0, 4.0, 2.0, 2.0]).slides, Some(2));
        assert_eq!(seen(&[]).slides, None);
    }

    #[test]
    fn between_two_snapshots_it_is_halfway_and_beyond_them_unknown() {
        let mut truth = Truth::default();
        let places = |x| BTreeMap::from([(HOG, at(x))]);
        truth.0 = BTreeMap::from([(10, places(1.0)), (12, places(2.0))]);
        let place = |tick| truth.place(Tick(tick), HOG).map(|place| place.x);
        assert_eq!(
            [10, 11, 12, 13].map(place),
            [Some(1.0), Some(1.5), Some(2.0), None]
        );
        // What its own client was told counts for more than what others were.
        let mut more = truth.clone();
        more.merge(
            Truth(BTreeMap::from([(12, places(5.0)), (14, places(6.0))])),
            &BTreeSet::new(),
        );
        assert_eq!(
            [12, 14].map(|tick| more.place(Tick(tick), HOG)),
            [Some(at(2.0)), Some(at(6.0))]
        );
        more.merge(Truth(BTreeMap::from([(12, places(5.0))])), &BTreeSet::from([HOG]));
        assert_eq!(more.place(Tick(12), HOG), Some(at(5.0)));
    }
}
