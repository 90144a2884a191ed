//! Looking ahead: restore the newest snapshot, replay one's own unacknowledged controls beside the others' last known
//! ones, and have every hog at one's own tick, by the same step the server runs.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::distant::{Track, nearest};
use crate::arena::controls::Controls;
use crate::arena::hog::Hog;
use crate::arena::outcome::Outcome;
use crate::arena::shot::{Shot, Struck};
use crate::arena::{Arena, ArenaState, Inputs, Rules};
use crate::ids::{HogId, ShotId};
use crate::math::{Quat, Vec3};
use crate::mode::Game;
use crate::protocol::frame::seated;
use crate::protocol::snapshot::Snapshot;
use crate::tick::Tick;

/// Ticks of own controls that are kept for replays.
const HISTORY_TICKS: usize = 64;
/// Most ticks replayed for one snapshot: a client farther ahead than this is not playing but catching up.
pub const MAX_REPLAY_TICKS: i32 = 40;
/// Ticks for which others are believed to hold their controls, and after how many they are believed to let go.
const HOLD_TICKS: (f32, f32) = (12.0, 40.0);
/// Ticks for which one's own shot flies on without the server's word: the datagram with it may have to go twice.
const DOUBT_TICKS: i32 = 24;
/// Ticks for which the end of a shot is remembered whose firing was not told yet.
const EARLY_TICKS: i32 = 600;
/// Shots that one peer can make a client remember.
const MAX_KNOWN_SHOTS: usize = 4096;

/// A shot the server has told of.
#[derive(Clone, Copy, Debug)]
struct KnownShot {
    shot: Shot,
    /// The tick at which it is gone, as far as is known: by age, on terrain, or because the server said so.
    ends: Tick,
    /// Whether the server told of it; else it is one's own, foreseen.
    confirmed: bool,
}

/// The pose of a hog.
pub type PoseOf = (HogId, Vec3, Quat);

/// A client's look ahead.
pub struct Prediction {
    arena: Arena,
    own: HogId,
    controls: VecDeque<(Tick, Controls)>,
    /// What the others were doing at the newest snapshot.
    others: Vec<(HogId, Controls)>,
    snapshot: Tick,
    /// Every hog as last told: a snapshot has no room for all, and a replay no time.
    told: BTreeMap<HogId, Track>,
    /// Whose life as told now began, or was heard of first, with the newest snapshot.
    newborn: BTreeSet<HogId>,
    shots: BTreeMap<ShotId, KnownShot>,
    /// Ends of shots of which nobody has told that they were fired: that word is still on its way.
    early_ends: BTreeMap<ShotId, Tick>,
    /// When the match began; what was fired before is of the one before it.
    match_began: Tick,
    /// Poses one tick before the newest, to draw between.
    before: Vec<PoseOf>,
    /// Ticks replayed for the newest snapshot.
    replayed: u16,
    /// Whether to simulate at all; without, the arena stands at the newest snapshot.
    simulate: bool,
}

impl Prediction {
    /// A look ahead from a first snapshot. With `simulate` off nothing is stepped and the arena shows the newest
    /// snapshot: for tools that drive more clients than one machine could predict for.
    #[must_use]
    pub fn new(rules: Arc<Rules>, own: HogId, simulate: bool) -> Self {
        Self {
            arena: Arena::prediction(rules, own),
            own,
            controls: VecDeque::new(),
            others: Vec::new(),
            snapshot: Tick(0),
            told: BTreeMap::new(),
            newborn: BTreeSet::new(),
            shots: BTreeMap::new(),
            early_ends: BTreeMap::new(),
            match_began: Tick(0),
            before: Vec::new(),
            replayed: 0,
            simulate,
        }
    }

    /// The match as predicted at the newest tick.
    #[must_use]
    pub const fn arena(&self) -> &Arena {
        &self.arena
    }

    /// One's own seat.
    #[must_use]
    pub const fn own(&self) -> HogId {
        self.own
    }

    /// Poses one tick before the newest.
    #[must_use]
    pub fn before(&self) -> &[PoseOf] {
        &self.before
    }

    /// Ticks replayed for the newest snapshot.
    #[must_use]
    pub const fn replayed(&self) -> u16 {
        self.replayed
    }

    /// Own controls not older than `HISTORY_TICKS`, oldest first.
    #[must_use]
    pub const fn controls(&self) -> &VecDeque<(Tick, Controls)> {
        &self.controls
    }

    /// Whether a hog is another than before the newest snapshot: it, or somebody else on its seat, has come into play
    /// since. Nothing leads from where the one was to where the other is.
    #[must_use]
    pub fn is_newborn(&self, hog: HogId) -> bool {
        self.newborn.contains(&hog)
    }

    /// The server told that a hog came into play at a tick. True if something was known of its life before.
    pub fn reborn(&mut self, hog: HogId, tick: Tick) -> bool {
        let Some(track) = self.told.remove(&hog) else {
            return false;
        };
        let since = track.since();
        let track = track.reborn(tick);
        let forgot = track.as_ref().is_none_or(|track| track.since() != since);
        self.told.extend(track.map(|track| (hog, track)));
        forgot
    }

    /// The server told of a shot.
    pub fn learn_shot(&mut self, shot: Shot) {
        if self.shots.len() < MAX_KNOWN_SHOTS && shot.id.fired > self.match_began {
            let early = self.early_ends.remove(&shot.id).unwrap_or(shot.expires);
            let ends = shot.ends(self.arena.rules()).min(early);
            let known = KnownShot {
                shot,
                ends,
                confirmed: true,
            };
            self.shots.insert(shot.id, known);
        }
    }

    /// The server told that a shot flies on another way.
    pub fn turn_shot(&mut self, turned: Shot) {
        if let Some(known) = self.shots.get_mut(&turned.id)
            && turned.leg > known.shot.leg
        {
            known.shot = turned;
        }
    }

    /// The server told that a shot is gone.
    pub fn end_shot(&mut self, id: ShotId, at: Tick) {
        match self.shots.get_mut(&id) {
            Some(known) => known.ends = known.ends.min(at),
            None if self.early_ends.len() < MAX_KNOWN_SHOTS => {
                self.early_ends.insert(id, at);
            }
            None => {}
        }
    }

    /// A new match began at `tick`: nothing flies any more that was fired before.
    pub fn clear_shots(&mut self, tick: Tick) {
        self.match_began = self.match_began.max(tick);
        self.shots.retain(|id, _| id.fired > tick);
    }

    /// One's own shot was foreseen: it flies on until the server has had the time to say that it was none.
    fn foresee_shot(&mut self, shot: Shot) {
        if self.shots.len() < MAX_KNOWN_SHOTS && !self.shots.contains_key(&shot.id) {
            let known = KnownShot {
                shot,
                ends: shot.ends(self.arena.rules()),
                confirmed: false,
            };
            self.shots.insert(shot.id, known);
        }
    }

    /// Steps once more, to `tick`, with one's own controls. A gap since the last tick is bridged by holding them. When
    /// nothing has come from the server for too long the match stands still, but the controls still count: the way
    /// there may be better than the way here.
    pub fn advance(&mut self, tick: Tick, controls: Controls) -> Vec<(Tick, Outcome)> {
        if tick.since(self.snapshot) < 1 {
            return Vec::new();
        }
        let until = tick.min(self.snapshot.after(MAX_REPLAY_TICKS as u32));
        self.controls.push_back((tick, controls));
        while self.controls.len() > HISTORY_TICKS {
            self.controls.pop_front();
        }
        let mut outcomes = Vec::new();
        while self.simulate && self.arena.tick() < until {
            outcomes.extend(self.step());
        }
        outcomes
    }

    /// Goes back to a snapshot and forward again to where it was. Returns what happened on the way: most of it happened
    /// before, but a shot just heard of may have hit something meanwhile.
    pub fn reconcile(&mut self, snapshot: &Snapshot) -> Vec<(Tick, Outcome)> {
        let now = self.arena.tick();
        self.hear(snapshot);
        self.early_ends
            .retain(|_, at| snapshot.tick.since(*at) < EARLY_TICKS);
        self.shots.retain(|id, known| {
            // What the server should have told of by now and did not, it did not see fired. What is yet to come will be
            // foreseen again, from controls that may differ.
            let age = snapshot.tick.since(id.fired);
            known.ends > snapshot.tick && (known.confirmed || (0..DOUBT_TICKS).contains(&age))
        });
        let target = now.min(snapshot.tick.after(MAX_REPLAY_TICKS as u32));
        self.replayed = target.since(snapshot.tick).max(0) as u16;
        let hogs = self.near(snapshot.tick);
        self.others = hogs
            .iter()
            .filter(|hog| hog.id != self.own)
            .map(|hog| (hog.id, hog.controls))
            .collect();
        let in_flight = self
            .shots
            .values()
            .filter(|known| known.shot.id.fired <= snapshot.tick);
        let scores = self.arena.game().scores.clone();
        let state = ArenaState {
            tick: snapshot.tick,
            hogs,
            shots: in_flight.map(|known| known.shot).collect(),
            pickups: snapshot.pickups,
            game: Game {
                scores,
                ..snapshot.game.clone()
            },
        };
        self.arena.restore(&state);
        self.snapshot = snapshot.tick;
        self.before = poses(&self.arena);
        let mut outcomes = Vec::new();
        while self.arena.tick() < target {
            outcomes.extend(self.step());
        }
        outcomes
    }

    /// Takes in what is told of each hog.
    fn hear(&mut self, snapshot: &Snapshot) {
        self.newborn.clear();
        for hog in &snapshot.hogs {
            let same = match self.told.entry(hog.id) {
                Entry::Occupied(mut track) => track.get_mut().tell(snapshot.tick, hog.clone()),
                Entry::Vacant(place) => {
                    place.insert(Track::new(snapshot.tick, hog.clone()));
                    false
                }
            };
            if !same {
                self.newborn.insert(hog.id);
            }
        }
        self.told.retain(|id, _| seated(&snapshot.seats, *id));
    }

    /// The hogs that there is time to predict, as they were at a tick.
    fn near(&self, tick: Tick) -> Vec<Hog> {
        let mut hogs: Vec<Hog> = self.told.values().map(|track| track.carried(tick)).collect();
        let eye = self.told.get(&self.own).map(|track| track.newest().position);
        let before = |id| self.arena.hog(id).is_some();
        let predicted = nearest(&mut hogs, eye.unwrap_or_default(), self.replayed.into(), &before);
        hogs.truncate(predicted);
        hogs
    }

    /// The hogs that there is no time to predict, and where they were a moment ago.
    pub fn distant(&self, share: f32) -> impl Iterator<Item = (&Hog, PoseOf)> {
        let shown = self.arena.tick().before(u32::from(self.replayed));
        let unpredicted = self.told.iter().filter(|(id, _)| self.arena.hog(**id).is_none());
        unpredicted.map(move |(_, track)| (track.newest(), track.pose(shown, share)))
    }

    /// Where every hog in play is, predicted or not, by seat.
    #[must_use]
    pub fn poses(&self) -> Vec<PoseOf> {
        let distant = self.distant(0.0).filter(|(hog, _)| hog.alive());
        let mut poses = poses(&self.arena);
        poses.extend(distant.map(|(_, pose)| pose));
        poses.sort_unstable_by_key(|(id, ..)| *id);
        poses
    }

    fn step(&mut self) -> Vec<(Tick, Outcome)> {
        let next = self.arena.tick().after(1);
        let age = next.since(self.snapshot) as f32;
        let keep = 1.0 - ((age - HOLD_TICKS.0) / (HOLD_TICKS.1 - HOLD_TICKS.0)).clamp(0.0, 1.0);
        let mut controls: Vec<_> = self
            .others
            .iter()
            .map(|(id, controls)| {
                (
                    *id,
                    if keep < 1.0 {
                        controls.decayed(keep)
                    } else {
                        *controls
                    },
                )
            })
            .collect();
        if let Some(own) = self.own_controls(next) {
            controls.push((self.own, own));
        }
        self.before = poses(&self.arena);
        let outcomes = self.arena.step(&Inputs {
            controls,
            ..Inputs::default()
        });
        for outcome in &outcomes {
            match outcome {
                Outcome::Fired(shot) => self.foresee_shot(*shot),
                Outcome::ShotEnded { shot, .. } if self.is_doubtful(*shot) => self.end_shot(*shot, next),
                _ => {}
            }
        }
        outcomes.into_iter().map(|outcome| (next, outcome)).collect()
    }

    fn is_doubtful(&self, id: ShotId) -> bool {
        self.shots.get(&id).is_some_and(|known| !known.confirmed)
    }

    /// One's own controls at a tick: those given for it, or the last given before it.
    fn own_controls(&self, tick: Tick) -> Option<Controls> {
        self.controls
            .iter()
            .rev()
            .find(|(given, _)| *given <= tick)
            .map(|(_, controls)| *controls)
    }
}

/// The pose of one of them, where they are in the order of their seats.
#[must_use]
pub fn pose_of(poses: &[PoseOf], id: HogId) -> Option<(Vec3, Quat)> {
    let place = poses.binary_search_by_key(&id, |(id, ..)| *id).ok()?;
    let (_, position, rotation) = *poses.get(place)?;
    Some((position, rotation))
}

/// Where every hog in play is, by seat.
fn poses(arena: &Arena) -> Vec<PoseOf> {
    arena
        .hogs()
        .filter(|hog| hog.alive())
        .map(|hog| (hog.id, hog.position, hog.rotation))
        .collect()
}

/// Whether an outcome of a prediction is one that a client can know for sure or may show at once.
#[must_use]
pub fn is_foreseeable(outcome: &Outcome, own: HogId) -> bool {
    match outcome {
        Outcome::Fired(shot) => shot.id.shooter == own,
        Outcome::ShotEnded { struck, shot, .. } => !matches!(struck, Struck::Hog(_)) || shot.shooter == own,
        Outcome::Jumped { .. }
        | Outcome::Landed { .. }
        | Outcome::PadUsed { .. }
        | Outcome::Teleported { .. } => true,
        Outcome::AbilityUsed { hog } => *hog == own,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::netplay::distant::BUDGET_HOG_TICKS;
    use crate::netplay::testing::{crowd, told};

    #[test]
    fn a_replay_costs_no_more_than_its_budget_and_the_rest_is_shown_all_the_same() {
        let mut arena = crowd(200);
        // So many do not start without pushing each other.
        for _ in 0..300 {
            arena.step(&Inputs::default());
        }
        let rules = arena.rules().clone();
        let mut prediction = Prediction::new(rules, HogId(0), true);
        let mut shown: BTreeMap<HogId, Vec3> = BTreeMap::new();
        for round in 0..20 {
            prediction.reconcile(&told(&arena));
            let (predicted, ticks) = (
                prediction.arena().hogs().count(),
                usize::from(prediction.replayed()),
            );
            assert!(
                predicted * ticks <= BUDGET_HOG_TICKS,
                "{predicted} hogs, {ticks} ticks"
            );
            assert!(prediction.arena().hog(HogId(0)).is_some());
            if round > 2 {
                assert!((8..200).contains(&predicted), "{predicted} hogs");
            }
            assert!(round == 0 || ticks == 20, "{ticks} ticks");
            let poses = prediction.poses();
            assert_eq!(poses.len(), arena.hogs().filter(|hog| hog.alive()).count());
            // They push each other about, and one that comes near enough to be predicted is shown a third of a second on.
            let far = poses.into_iter().filter(|&(id, position, _)| {
                shown
                    .insert(id, position)
                    .is_some_and(|before| (before - position).length() > 1.0)
            });
            // The first replay brings everyone to where they will be.
            assert!(far.count() < 10 || round < 2, "round {round}");
            for _ in 0..2 {
                arena.step(&Inputs::default());
            }
            // Twenty ticks ahead.
            prediction.advance(arena.tick().after(20), Controls::default());
        }
    }

    #[test]
    fn in_silence_the_match_stands_still_and_the_controls_go_on() {
        let mut arena = crowd(1);
        let rules = arena.rules().clone();
        let mut prediction = Prediction::new(rules, HogId(0), true);
        let began = arena.tick();
        prediction.reconcile(&told(&arena));
        let ahead = MAX_REPLAY_TICKS as u32;
        let controls = |tick: Tick| Controls {
            throttle: (tick.0 % 100) as i8,
            ..Controls::default()
        };
        for later in 1..=ahead + 10 {
            let tick = began.after(later);
            prediction.advance(tick, controls(tick));
            assert_eq!(prediction.controls().back(), Some(&(tick, controls(tick))));
            assert_eq!(prediction.arena().tick(), tick.min(began.after(ahead)));
        }
        // The server had the controls all the while; once it is heard again, all is as it says.
        while arena.tick() < began.after(ahead + 8) {
            let tick = arena.tick().after(1);
            arena.step(&Inputs {
                controls: vec![(HogId(0), controls(tick))],
                ..Inputs::default()
            });
        }
        prediction.reconcile(&told(&arena));
        for later in [9, 10, 11] {
            let tick = began.after(ahead + later);
            prediction.advance(tick, controls(tick));
            arena.step(&Inputs {
                controls: vec![(HogId(0), controls(tick))],
                ..Inputs::default()
            });
        }
        assert_eq!(prediction.arena().hog(HogId(0)), arena.hog(HogId(0)));
    }
}
