//! What a bot wants: whom to fight, what to fetch, where to go, with what to shoot. Decided a few times a second, and
//! with some stubbornness, as people do.

use super::View;
use super::arms::{Arms, Kind};
use super::look::Eyes;
use super::navigate::NONE;
use super::objective::{self, Errand};
use crate::arena::hog::Hog;
use crate::arena::pickup::{carries, useful};
use crate::ids::HogId;
use crate::level::vector;
use crate::math::Vec3;
use crate::rng::Rng;
use crate::tick::ticks_from_seconds;
use crate::tuning::{Chassis, PickupKind};
use crate::weapon::Weapon;

/// Whoever was seen longer ago is not fought but looked for, ticks.
const FRESH_TICKS: u32 = 100;
/// How much nearer somebody else must be to be fought instead, metres.
const STUBBORN_M: f32 = 18.0;
/// A fight is fought in sight and within this, metres; farther away one drives there first.
const FIGHT_M: f32 = 60.0;
/// Farther than this no pickup is fetched in need, metres.
const FETCH_M: f32 = 160.0;
/// Farther than this no repair is fetched by who is wanted elsewhere, metres.
const MEND_M: f32 = 45.0;
/// Longest pursuit of one place, seconds: then it is given up for a while.
const PATIENCE_S: f32 = 14.0;

/// What is being done.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Goal {
    /// Look around, at a place of interest.
    #[default]
    Wander,
    /// Get what lies on this spot.
    Fetch(usize),
    /// Find somebody where they were seen.
    Hunt(HogId),
    /// Fight who is in sight.
    Fight(HogId),
    /// Get away from somebody.
    Flee(HogId),
    /// What the match is about.
    Errand(Errand),
}

/// Wishes and their history.
#[derive(Clone, Debug)]
pub(super) struct Mind {
    pub goal: Goal,
    /// The floor to drive to; [`NONE`] when movement follows somebody instead.
    pub place: u32,
    /// Ticks since this goal was taken up.
    held_ticks: u32,
    /// A spot that was given up, and until when.
    shunned: (usize, u32),
    /// Until when what the match is about is left to others.
    errand_after: u32,
    /// +1 or -1: which way round to circle; until when.
    pub orbit: f32,
    orbit_until: u32,
    /// A character trait: 0 careful to 1 reckless.
    pub daring: f32,
}

impl Mind {
    pub(super) fn new(rng: &mut Rng) -> Self {
        Self {
            goal: Goal::Wander,
            place: NONE,
            held_ticks: 0,
            shunned: (usize::MAX, 0),
            errand_after: 0,
            orbit: 1.0,
            orbit_until: 0,
            daring: rng.unit(),
        }
    }

    /// Takes up nothing in particular, as after a wreck.
    pub(super) fn clear(&mut self) {
        (self.goal, self.place, self.held_ticks) = (Goal::Wander, NONE, 0);
    }

    /// Drops the present goal, because it leads nowhere.
    pub(super) fn give_up(&mut self, view: &View<'_>) {
        if let Goal::Fetch(spot) = self.goal {
            self.shunned = (spot, view.clock + ticks_from_seconds(20.0));
        }
        if let Goal::Errand(_) = self.goal {
            self.errand_after = objective::shun(view);
        }
        (self.goal, self.place, self.held_ticks) = (Goal::Wander, NONE, 0);
    }

    /// Thinks it over.
    pub(super) fn decide(&mut self, view: &View<'_>, eyes: &mut Eyes, rng: &mut Rng, since_ticks: u32) {
        self.held_ticks += since_ticks;
        eyes.set_target(pick_target(view, eyes));
        if self.held_ticks > ticks_from_seconds(PATIENCE_S)
            && matches!(self.goal, Goal::Fetch(_) | Goal::Hunt(_))
        {
            self.give_up(view);
        }
        let goal = self.wish(view, eyes);
        if core::mem::discriminant(&goal) != core::mem::discriminant(&self.goal)
            || goal_moves(goal, self.goal)
        {
            self.held_ticks = 0;
        }
        let idle = goal == Goal::Wander && self.wandered(view);
        if goal != self.goal || idle {
            self.goal = goal;
            self.place = NONE;
        }
        self.locate(view, eyes, rng);
        if view.clock >= self.orbit_until {
            self.orbit_until = view.clock + ticks_from_seconds(rng.range(1.5, 4.5));
            self.orbit = if rng.chance(0.5) { 1.0 } else { -1.0 };
        }
    }

    /// Circles the other way, because something is in this one.
    pub(super) fn turn_round(&mut self, view: &View<'_>) {
        self.orbit = -self.orbit;
        self.orbit_until = view.clock + ticks_from_seconds(1.2);
    }

    fn wish(&self, view: &View<'_>, eyes: &Eyes) -> Goal {
        let me = view.me;
        let health = me.health.points() / view.chassis.health;
        let strength = strength(view, me);
        let caution = objective::caution(view);
        if let Some(goal) = self.errand(view, health) {
            return goal;
        }
        let tuning = &view.arena.rules().tuning;
        let armed = Weapon::ALL
            .into_iter()
            .any(|weapon| me.ammo[weapon.index()] > 0 && Kind::of(tuning.weapon(weapon)).fights());
        if health < view.traits.retreat_health + caution
            && let Some(spot) = self.find(view, FETCH_M, |kind| kind == PickupKind::Repair)
        {
            return Goal::Fetch(spot);
        }
        let target = eyes
            .target()
            .and_then(|target| Some((target, eyes.sighting(target)?)));
        if let Some((target, sighting)) = target {
            let distance_m = (sighting.at - me.position).length();
            let seen = eyes.target_visible();
            if !armed && let Some(spot) = self.find(view, FETCH_M, |kind| kind == PickupKind::Ammo) {
                return Goal::Fetch(spot);
            }
            let timid = 0.3 - 0.2 * self.daring + caution;
            if seen && strength < timid && sighting.strength > strength && distance_m < 70.0 {
                return Goal::Flee(target);
            }
            // What lies beside the way is taken along.
            if let Some(spot) = self.find(view, if seen { 16.0 } else { 30.0 }, |_| true) {
                return Goal::Fetch(spot);
            }
            let fights = seen
                && distance_m
                    < if self.goal == Goal::Fight(target) {
                        FIGHT_M * 1.2
                    } else {
                        FIGHT_M
                    };
            return if fights {
                Goal::Fight(target)
            } else {
                Goal::Hunt(target)
            };
        }
        let short = Weapon::ALL.into_iter().any(|weapon| {
            carries(me, weapon, tuning) && me.ammo[weapon.index()] * 4 < tuning.weapon(weapon).ammo_start * 3
        });
        let wanted = |kind| match kind {
            PickupKind::Repair => health < 0.9,
            PickupKind::Ammo => short,
            PickupKind::Boost => me.energy.points() < 0.5 * view.chassis.energy,
            PickupKind::Shield => me.shield.points() < 0.7 * view.chassis.shield,
            PickupKind::Overdrive | PickupKind::Cloak => true,
            PickupKind::Weapon(weapon) => me.ammo[weapon.index()] < tuning.weapon(weapon).ammo_start,
        };
        self.find(view, FETCH_M, wanted).map_or(Goal::Wander, Goal::Fetch)
    }

    /// What the match asks for, or what is useful on the way.
    fn errand(&self, view: &View<'_>, health: f32) -> Option<Goal> {
        if view.clock < self.errand_after {
            return None;
        }
        let errand = objective::wish(view, self.goal).filter(|errand| errand.within_reach(view))?;
        let hurt = errand.is_free() && health < view.traits.retreat_health;
        let repair = |kind| kind == PickupKind::Repair;
        let mend = hurt.then(|| self.find(view, MEND_M, repair)).flatten();
        let spot = mend.or_else(|| self.find(view, errand.detour_m(), |_| true));
        Some(spot.map_or(Goal::Errand(errand), Goal::Fetch))
    }

    /// The nearest pickup of use that is there and can be reached.
    fn find(&self, view: &View<'_>, within_m: f32, wanted: impl Fn(PickupKind) -> bool) -> Option<usize> {
        let rules = view.arena.rules();
        let mut best: Option<(f32, usize)> = None;
        for (spot, place) in rules.level.pickups.iter().enumerate() {
            let shunned = self.shunned.0 == spot && view.clock < self.shunned.1;
            if shunned
                || !wanted(place.kind)
                || !view.arena.pickup_there(spot)
                || view.nav.pickup(spot).is_none()
            {
                continue;
            }
            let held = self.goal == Goal::Fetch(spot);
            let distance_m = (vector(place.at) - view.me.position).length()
                - if held { 10.0 } else { 0.0 }
                - worth_m(view.me, place.kind);
            let near = distance_m < within_m && best.is_none_or(|(least, _)| distance_m < least);
            if near && useful(view.me, place.kind, &rules.tuning) {
                best = Some((distance_m, spot));
            }
        }
        best.map(|(_, spot)| spot)
    }

    /// Whether the present place of interest has been looked at, or for too long.
    fn wandered(&self, view: &View<'_>) -> bool {
        let there = self.place == NONE || (view.nav.node(self.place).at - view.me.position).length() < 9.0;
        there || self.held_ticks > ticks_from_seconds(25.0)
    }

    /// Finds the floor that belongs to the goal.
    fn locate(&mut self, view: &View<'_>, eyes: &Eyes, rng: &mut Rng) {
        match self.goal {
            Goal::Wander if self.place == NONE => {
                self.held_ticks = 0;
                let interests = view.nav.interests();
                let choice = rng.below(interests.len() as u32) as usize;
                self.place = interests.get(choice).copied().unwrap_or(NONE);
            }
            Goal::Wander => {}
            Goal::Fetch(spot) => self.place = view.nav.pickup(spot).unwrap_or(NONE),
            Goal::Hunt(hog) | Goal::Fight(hog) => {
                let place = eyes
                    .sighting(hog)
                    .and_then(|sighting| view.nav.nearest(sighting.at));
                self.place = place.unwrap_or(NONE);
            }
            Goal::Flee(_) => self.place = NONE,
            Goal::Errand(errand) => self.place = errand.place(view, eyes, self.place, rng),
        }
    }

    /// The distance to keep from an enemy with what is in hand, metres.
    pub(super) fn distance_m(&self, view: &View<'_>, arms: &Arms) -> f32 {
        let chassis = match view.me.chassis {
            Chassis::Shoat => 30.0,
            Chassis::Boar => 24.0,
            Chassis::Razorback => 17.0,
        };
        let careful = if strength(view, view.me) < 0.4 { 14.0 } else { 0.0 };
        arms.distance_m(view, chassis) + careful - 7.0 * self.daring
    }
}

fn goal_moves(new: Goal, old: Goal) -> bool {
    matches!((new, old), (Goal::Fetch(a), Goal::Fetch(b)) if a != b)
}

/// How much farther one goes for something that makes one stronger than others, metres.
fn worth_m(me: &Hog, kind: PickupKind) -> f32 {
    match kind {
        PickupKind::Overdrive => 22.0,
        PickupKind::Shield => 12.0,
        PickupKind::Cloak => 8.0,
        PickupKind::Weapon(weapon) if me.ammo[weapon.index()] == 0 => 16.0,
        _ => 0.0,
    }
}

/// Health and shield as a share of full.
pub(super) fn strength(view: &View<'_>, hog: &Hog) -> f32 {
    let chassis = view.arena.rules().tuning.chassis(hog.chassis);
    (hog.health.points() + hog.shield.points()) / (chassis.health + chassis.shield)
}

/// Nearest and weakest of those in mind, the present target before others.
fn pick_target(view: &View<'_>, eyes: &Eyes) -> Option<HogId> {
    let mut best: Option<(f32, HogId)> = None;
    for sighting in eyes.sightings() {
        let age_ticks = view.clock.wrapping_sub(sighting.seen);
        let own = eyes.target() == Some(sighting.hog);
        if age_ticks > FRESH_TICKS && !own {
            continue;
        }
        let protected = view
            .arena
            .hog(sighting.hog)
            .is_some_and(|hog| hog.protected_ticks > 30);
        let distance_m = (sighting.at - view.me.position).length();
        let cost = distance_m + 25.0 * sighting.strength + 0.2 * age_ticks as f32 + behind(view, sighting.at)
            - if own { STUBBORN_M } else { 0.0 }
            - objective::worth_m(view, sighting.hog)
            + if protected { 40.0 } else { 0.0 };
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, sighting.hog));
        }
    }
    best.map(|(_, hog)| hog)
}

/// Whom one has at the back one would have to turn for, metres' worth.
fn behind(view: &View<'_>, at: Vec3) -> f32 {
    let toward = (at - view.me.position).normalize_or_zero();
    if view.me.forward().dot(toward) < -0.5 {
        10.0
    } else {
        0.0
    }
}
