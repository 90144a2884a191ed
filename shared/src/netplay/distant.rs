//! Hogs that there is no time to predict: those farthest away, shown where they really were a moment ago, between the
//! last two words of them.

use super::prediction::PoseOf;
use crate::arena::hog::Hog;
use crate::ids::HogId;
use crate::math::Vec3;
use crate::tick::{TICK_SECONDS, Tick};

/// Hogs times ticks that a snapshot may cost to replay: 64 hogs over a third of a second. A step of a hog takes about
/// 3.5 µs (`bench restore`), so this is 4.5 ms.
pub const BUDGET_HOG_TICKS: usize = 64 * 20;
/// Hogs that are predicted at any price: oneself, and those one may bump into.
const LEAST_PREDICTED: usize = 8;
/// Share of the hogs there is time for that may go unused, one in so many, so that a tick more or less to replay does not
/// change who is predicted.
const ROOM: usize = 8;
/// How much nearer a hog counts that was predicted before, as a factor of the squared distance.
const STAYS: f32 = 0.75;
/// Ticks between two words of a hog beyond which there is no saying what it did meanwhile.
const LONGEST_GAP_TICKS: i32 = 30;

/// What is known of a hog in its life: the last word of it, and the one before.
#[derive(Clone, Debug)]
pub struct Track {
    newest: (Tick, Hog),
    before: Option<(Tick, Hog)>,
}

impl Track {
    /// The first word of a hog.
    #[must_use]
    pub const fn new(tick: Tick, hog: Hog) -> Self {
        Self {
            newest: (tick, hog),
            before: None,
        }
    }

    /// Another word of it; older ones say nothing new. False if it is of another life: nothing leads from the last one to
    /// that.
    pub fn tell(&mut self, tick: Tick, hog: Hog) -> bool {
        if tick.since(self.newest.0) <= 0 {
            return true;
        }
        let same = is_same_life(&self.newest.1, &hog);
        let last = std::mem::replace(&mut self.newest, (tick, hog));
        self.before = same.then_some(last);
        same
    }

    /// The tick of the oldest word that is kept of it.
    #[must_use]
    pub fn since(&self) -> Tick {
        self.before.as_ref().unwrap_or(&self.newest).0
    }

    /// It came into play at a tick, as itself again or as somebody else on its seat: what is known from before is of
    /// another life. None if that is all there is.
    #[must_use]
    pub fn reborn(self, tick: Tick) -> Option<Self> {
        let before = self.before.filter(|(then, _)| tick.since(*then) <= 0);
        (tick.since(self.newest.0) <= 0).then_some(Self { before, ..self })
    }

    /// The last word of it.
    #[must_use]
    pub const fn newest(&self) -> &Hog {
        &self.newest.1
    }

    /// What it is expected to be at a tick, if it goes straight on.
    #[must_use]
    pub fn carried(&self, tick: Tick) -> Hog {
        let ticks = tick.since(self.newest.0).clamp(0, LONGEST_GAP_TICKS);
        let hog = &self.newest.1;
        Hog {
            position: hog.position + hog.velocity * (ticks as f32 * TICK_SECONDS),
            crouch_ticks: hog.crouch_ticks.saturating_sub(ticks as u16),
            ..hog.clone()
        }
    }

    /// Where it was at a tick and a share (0 to 1) of the next, as far back as the last two words lie apart, so that there
    /// is always something to show between: `tick` is that of the newest snapshot, or some later one.
    #[must_use]
    pub fn pose(&self, tick: Tick, share: f32) -> PoseOf {
        let (newest, hog) = &self.newest;
        let since = tick.since(*newest) as f32 + share;
        let id = hog.id;
        let near = |(then, _): &&(Tick, Hog)| newest.since(*then) <= LONGEST_GAP_TICKS;
        let Some((then, old)) = self.before.as_ref().filter(near) else {
            return (id, hog.position, hog.rotation);
        };
        let gap = newest.since(*then) as f32;
        // Shown a gap late; where the next word is late too, it goes on for as long again.
        let way = (since / gap).clamp(0.0, 2.0);
        let old_rotation = if old.rotation.dot(hog.rotation) < 0.0 {
            -old.rotation
        } else {
            old.rotation
        };
        let position: Vec3 = old.position + (hog.position - old.position) * way;
        (
            id,
            position,
            old_rotation.lerp(hog.rotation, way.min(1.0)).normalize(),
        )
    }
}

/// Whether a later word of a seat's hog is of the same life as an earlier one. A wreck that is back is somewhere else;
/// somebody else may sit there; and only who has just come into play is protected. Whoever was protected before too, and
/// drives the same, is known by what the server tells of comings into play ([`Track::reborn`]).
fn is_same_life(earlier: &Hog, later: &Hog) -> bool {
    earlier.alive() == later.alive()
        && earlier.chassis == later.chassis
        && (earlier.protected_ticks > 0 || later.protected_ticks == 0)
}

/// Which of the `hogs` are predicted when `ticks` are replayed: the nearest to `eye`, as many as the budget has time for.
/// Puts them first and returns how many they are. Whoever begins or ceases to be predicted is shown somewhere else, a lead
/// on or back; so those who were predicted `before` stay it, unless others have come clearly nearer or time is short.
pub fn nearest(hogs: &mut [Hog], eye: Vec3, ticks: usize, before: &dyn Fn(HogId) -> bool) -> usize {
    let affordable = (BUDGET_HOG_TICKS / ticks.max(1)).max(LEAST_PREDICTED);
    let known = hogs.iter().filter(|hog| before(hog.id)).count();
    let count = if (affordable - affordable / ROOM..=affordable).contains(&known) {
        known
    } else if known > affordable {
        affordable - affordable / (2 * ROOM)
    } else {
        affordable
    };
    if hogs.len() <= count || hogs.len() <= affordable - affordable / ROOM {
        return hogs.len();
    }
    let distance = |hog: &Hog| {
        let nearness = if before(hog.id) { STAYS } else { 1.0 };
        (hog.position - eye).length_squared() * nearness
    };
    hogs.select_nth_unstable_by(count, |a, b| {
        distance(a).total_cmp(&distance(b)).then(a.id.cmp(&b.id))
    });
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    use crate::ids::Chassis;

    fn hog(seat: u8, x: f32) -> Hog {
        Hog {
            position: Vec3::new(x, 0.0, 0.0),
            velocity: Vec3::new(6.0, 0.0, 0.0),
            ..Hog::waiting(HogId(seat), Chassis::Boar, None, false)
        }
    }

    #[test]
    fn it_is_shown_between_two_words_and_on_for_as_long_again() {
        let mut track = Track::new(Tick(100), hog(3, 10.0));
        assert_eq!(track.pose(Tick(101), 0.5).1.x, 10.0);
        track.tell(Tick(104), hog(3, 12.0));
        // An older word changes nothing.
        track.tell(Tick(102), hog(3, 99.0));
        for (tick, share, x) in [
            (104, 0.0, 10.0),
            (105, 0.0, 10.5),
            (106, 0.5, 11.25),
            (108, 0.0, 12.0),
            (112, 0.0, 14.0),
            (150, 0.0, 14.0),
        ] {
            assert_eq!(track.pose(Tick(tick), share).1.x, x, "at {tick}");
        }
        assert_eq!(track.carried(Tick(114)).position.x, 13.0);
    }

    #[test]
    fn nothing_is_shown_between_two_lives() {
        let protected = |seat, x| Hog {
            protected_ticks: 20,
            ..hog(seat, x)
        };
        let in_play = |hog: Hog| Hog {
            respawn_ticks: 0,
            ..hog
        };
        let shoat = Hog {
            chassis: Chassis::Shoat,
            ..hog(3, 14.0)
        };
        for other in [protected(3, 14.0), in_play(hog(3, 14.0)), shoat] {
            let mut track = Track::new(Tick(100), hog(3, 10.0));
            assert!(!track.tell(Tick(104), other.clone()));
            assert_eq!(track.pose(Tick(104), 0.0).1.x, 14.0);
            // From there on it is one life again, with and without protection.
            let on = Hog {
                position: Vec3::new(16.0, 0.0, 0.0),
                protected_ticks: 0,
                ..other
            };
            assert!(track.tell(Tick(108), on));
            assert_eq!(track.pose(Tick(110), 0.0).1.x, 15.0);
        }
    }

    #[test]
    fn what_was_told_of_an_earlier_life_is_forgotten() {
        let mut track = Track::new(Tick(100), hog(3, 10.0));
        assert!(track.clone().reborn(Tick(101)).is_none());
        assert!(track.tell(Tick(104), hog(3, 14.0)));
        // The word of it may come later than the first one of the hog.
        let reborn = track.clone().reborn(Tick(104)).unwrap();
        assert_eq!(reborn.pose(Tick(104), 0.0).1.x, 14.0);
        // And may be of a life that is known already.
        let same = track.clone().reborn(Tick(100)).unwrap();
        assert_eq!(same.pose(Tick(104), 0.0).1.x, 10.0);
    }

    #[test]
    fn the_nearest_are_predicted_and_no_more_than_there_is_time_for() {
        let mut hogs: Vec<Hog> = (0..200).map(|seat| hog(seat, f32::from(seat ^ 0x55))).collect();
        assert_eq!(nearest(&mut hogs.clone(), Vec3::ZERO, 6, &|_| false), 200);
        for ticks in [10, 20, 40] {
            let count = nearest(&mut hogs, Vec3::ZERO, ticks, &|_| false);
            assert!(count * ticks <= BUDGET_HOG_TICKS && (count + 1) * ticks > BUDGET_HOG_TICKS - ticks);
            let farthest = hogs[..count].iter().map(|hog| hog.position.x).fold(0.0, f32::max);
            assert!(hogs[count..].iter().all(|hog| hog.position.x > farthest));
        }
        assert_eq!(
            nearest(&mut hogs, Vec3::ZERO, 10_000, &|_| false),
            LEAST_PREDICTED
        );
    }

    #[test]
    fn a_tick_more_or_less_to_replay_changes_nobodys_place() {
        for crowd in [65, 100, 200] {
            let mut hogs: Vec<Hog> = (0..crowd).map(|seat| hog(seat, 50.0 + f32::from(seat))).collect();
            let mut before: BTreeSet<HogId> = BTreeSet::new();
            for round in 0..40 {
                let ticks = 19 + round % 3;
                // One's own hog drives to and fro.
                let eye = Vec3::new((round % 5) as f32, 0.0, 0.0);
                let count = nearest(&mut hogs, eye, ticks, &|id| before.contains(&id));
                assert!(count * ticks <= BUDGET_HOG_TICKS);
                let now: BTreeSet<HogId> = hogs[..count].iter().map(|hog| hog.id).collect();
                assert!(round < 3 || now == before, "{crowd} hogs, round {round}: {count}");
                before = now;
            }
            // With much more time there is room for more, and with much less for fewer.
            let was = before.len();
            let more = nearest(&mut hogs, Vec3::ZERO, 10, &|id| before.contains(&id));
            assert_eq!(more, usize::from(crowd).min(BUDGET_HOG_TICKS / 10));
            assert!(nearest(&mut hogs, Vec3::ZERO, 40, &|id| before.contains(&id)) < was);
        }
    }
}
