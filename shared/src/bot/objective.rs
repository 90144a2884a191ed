//! What a bot does for what its match is about: flags, the pig, the last life. Where these are everyone knows, from the
//! marks on the screen; where others are it knows only as far as it has seen them.

use super::View;
use super::choose::Goal;
use super::heading::level;
use super::look::Eyes;
use super::navigate::NONE;
use crate::arena::hog::Hog;
use crate::ids::HogId;
use crate::math::Vec3;
use crate::mode::{Objective, Thing};
use crate::rng::Rng;
use crate::tick::ticks_from_seconds;

/// Of so many on a side one stays at home.
const GUARDS: usize = 3;
/// A guard goes home from farther away than the second, and then goes on to within the first, metres.
const GUARD_M: (f32, f32) = (14.0, 36.0);
/// Nearer than this anyone goes after their own flag, metres.
const RESCUE_M: f32 = 75.0;
/// A friend who holds a flag is kept company from as far as the second, up to the first, metres.
const ESCORT_M: (f32, f32) = (14.0, 90.0);
/// Who holds something is worth as much as being so much nearer, metres.
const HOLDER_M: f32 = 35.0;
/// How much earlier than else one withdraws on one's last life, as a share of full strength.
const CAUTION: f32 = 0.25;
/// Places that one who runs thinks of at a time.
const REFUGES: u32 = 8;
/// A refuge so near has been reached, metres.
const REACHED_M: f32 = 12.0;
/// After so long one who runs thinks of another refuge, ticks: a whole number of decisions.
const RETHINK_TICKS: u32 = 240;
/// So far beside the line of fire a friend is in nobody's way, metres.
const FRIEND_M: f32 = 2.4;
/// For so long one who failed at something does as others do.
const SHUN_S: f32 = 4.0;

/// What lies so far from the nearest floor, level and in height, can be touched from there, metres.
const TOUCH_M: (f32, f32) = (4.2, 3.0);
/// What rises or falls so fast does not lie, m/s.
const FLIES_MPS: f32 = 1.5;

/// What is being done for what the match is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Errand {
    /// Touch something: its place among the objectives.
    Touch(usize),
    /// Bring what one holds to one's own base.
    Deliver,
    /// Keep near one's own base.
    Guard,
    /// Keep near a friend.
    Escort(HogId),
    /// Run into somebody.
    Chase(HogId),
    /// Keep away from everybody.
    Run,
}

impl Errand {
    /// How far off the way something useful may lie, metres.
    pub(super) const fn detour_m(self) -> f32 {
        match self {
            Self::Deliver | Self::Run | Self::Chase(_) => 9.0,
            Self::Touch(_) | Self::Guard | Self::Escort(_) => 15.0,
        }
    }

    /// Whether one has nothing to lose but one's life.
    pub(super) const fn is_free(self) -> bool {
        !matches!(self, Self::Deliver | Self::Run)
    }

    /// Where it is done and how that moves, metres and m/s; none for what has no place.
    pub(super) fn spot(self, view: &View<'_>) -> Option<(Vec3, Vec3)> {
        let rules = view.arena.rules();
        match self {
            Self::Touch(objective) => {
                let thing = view.arena.game().objectives.get(objective)?;
                Some((thing.position, thing.velocity))
            }
            Self::Deliver | Self::Guard => Some((rules.homes.base(view.me.team?).at, Vec3::ZERO)),
            Self::Escort(hog) | Self::Chase(hog) => {
                let hog = view.arena.hog(hog)?;
                Some((hog.position, hog.velocity))
            }
            Self::Run => None,
        }
    }

    /// Whether one can get there: what has come to lie on a ledge or beyond a wall is left to go home by itself, or all
    /// would stand below it. What flies comes down somewhere.
    pub(super) fn within_reach(self, view: &View<'_>) -> bool {
        let Self::Touch(objective) = self else { return true };
        let Some(thing) = view.arena.game().objectives.get(objective) else {
            return false;
        };
        let floor = view
            .nav
            .nearest(thing.position)
            .map(|floor| view.nav.node(floor).at);
        thing.velocity.y.abs() > FLIES_MPS
            || floor.is_some_and(|floor| {
                let off = thing.position - floor;
                level(off).length() < TOUCH_M.0 && off.y.abs() < TOUCH_M.1
            })
    }

    /// The floor to drive to; `place` is the one so far.
    pub(super) fn place(self, view: &View<'_>, eyes: &Eyes, place: u32, rng: &mut Rng) -> u32 {
        if let Some((at, velocity)) = self.spot(view) {
            let soon = at + velocity * 0.5 + Vec3::new(0.0, 0.4, 0.0);
            return view.nav.nearest(soon).unwrap_or(NONE);
        }
        let there = place == NONE || (view.nav.node(place).at - view.me.position).length() < REACHED_M;
        if there || view.turn(RETHINK_TICKS) {
            refuge(view, eyes, rng)
        } else {
            place
        }
    }
}

/// What the match asks of a bot just now; none if it may do as it likes.
pub(super) fn wish(view: &View<'_>, goal: Goal) -> Option<Errand> {
    let objectives = &view.arena.game().objectives;
    let index = |wanted: Thing| objectives.iter().position(|objective| objective.thing == wanted);
    if let Some(pig) = index(Thing::Pig) {
        return Some(match objectives[pig].holder {
            Some(holder) if holder == view.me.id => Errand::Run,
            Some(holder) => Errand::Chase(holder),
            None => Errand::Touch(pig),
        });
    }
    let team = view.me.team?;
    let (own, other) = (index(Thing::Flag(team))?, index(Thing::Flag(team.other()))?);
    flags(view, goal, (own, &objectives[own]), (other, &objectives[other]))
}

/// With two flags: one's own and the other's, each with its place among the objectives.
fn flags(
    view: &View<'_>,
    goal: Goal,
    (own, own_flag): (usize, &Objective),
    (other, other_flag): (usize, &Objective),
) -> Option<Errand> {
    let away_m = |at: Vec3| (at - view.me.position).length();
    if other_flag.holder == Some(view.me.id) {
        return Some(Errand::Deliver);
    }
    let guards = is_guard(view);
    if !own_flag.home && (guards || away_m(own_flag.position) < RESCUE_M) {
        return Some(own_flag.holder.map_or(Errand::Touch(own), Errand::Chase));
    }
    if guards {
        let (near_m, far_m) = GUARD_M;
        let bound = goal == Goal::Errand(Errand::Guard);
        let (base, _) = Errand::Guard.spot(view)?;
        return (away_m(base) > if bound { near_m } else { far_m }).then_some(Errand::Guard);
    }
    match other_flag.holder {
        None => Some(Errand::Touch(other)),
        Some(friend) => {
            let (near_m, far_m) = ESCORT_M;
            (near_m..far_m)
                .contains(&away_m(other_flag.position))
                .then_some(Errand::Escort(friend))
        }
    }
}

/// Whether a bot is one of those of its side that stay at home: the second of every few seats.
fn is_guard(view: &View<'_>) -> bool {
    let side = view.arena.hogs().filter(|hog| hog.team == view.me.team);
    let order = side.take_while(|hog| hog.id != view.me.id).count();
    order % GUARDS == 1
}

/// The best of a few places of interest to take what one holds to: far from those one knows of, not past them, and
/// neither here nor at the other end of the arena.
fn refuge(view: &View<'_>, eyes: &Eyes, rng: &mut Rng) -> u32 {
    let interests = view.nav.interests();
    let mut best = (f32::MIN, NONE);
    for _ in 0..REFUGES {
        let choice = rng.below(interests.len() as u32) as usize;
        let Some(&place) = interests.get(choice) else {
            return NONE;
        };
        let span = view.nav.node(place).at - view.me.position;
        let fear = |danger: Vec3| {
            let danger = danger - view.me.position;
            let past = danger.normalize_or_zero().dot(span.normalize_or_zero()).max(0.0);
            (span - danger).length().min(80.0) - 40.0 * past * (1.0 - danger.length() / 80.0).max(0.0)
        };
        let sightings = eyes.sightings().iter();
        let safety = sightings.map(|sighting| fear(sighting.at)).fold(80.0, f32::min);
        let worth = safety - (span.length() - 60.0).abs() * 0.4;
        if worth > best.0 {
            best = (worth, place);
        }
    }
    best.1
}

/// How much rather a bot fights somebody because of what they hold, metres' worth.
pub(super) fn worth_m(view: &View<'_>, hog: HogId) -> f32 {
    let objectives = view.arena.game().objectives.iter();
    let holds = objectives
        .filter(|objective| objective.holder == Some(hog))
        .count();
    if holds > 0 { HOLDER_M } else { 0.0 }
}

/// How much earlier than else a bot withdraws, as a share of full strength: on its last life it has more to lose.
pub(super) fn caution(view: &View<'_>) -> f32 {
    let lives = view.arena.rules().mode.tuning.lives;
    let left = view.arena.game().score(view.me.id).points;
    if lives > 1 && left == 1 { CAUTION } else { 0.0 }
}

/// Until when one who failed at something leaves it to others.
pub(super) fn shun(view: &View<'_>) -> u32 {
    view.clock + ticks_from_seconds(SHUN_S)
}

/// Whether a shot along a direction (unit length) would meet a friend within a distance, metres.
pub(super) fn friend_in_line(view: &View<'_>, from: Vec3, along: Vec3, reach_m: f32) -> bool {
    let in_line = |hog: &Hog| {
        let span = hog.position - from;
        let ahead_m = span.dot(along);
        (0.0..reach_m).contains(&ahead_m) && (span - along * ahead_m).length_squared() < FRIEND_M * FRIEND_M
    };
    let me = view.me;
    me.team.is_some()
        && view
            .arena
            .hogs()
            .any(|hog| hog.id != me.id && hog.alive() && hog.friend_of(me) && in_line(hog))
}
