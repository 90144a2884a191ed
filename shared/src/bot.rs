//! Bots: players made of code. A bot only produces inputs, from what a player could see of a match; it has no clock
//! and no chance of its own beyond its seed, so a match with bots is as repeatable as one without.

use crate::arena::Arena;
use crate::arena::controls::{Angle, Buttons, Controls};
use crate::arena::hog::Hog;
use crate::ids::HogId;
use crate::math::{Vec3, yaw_pitch};
use crate::rng::Rng;
use crate::tick::ticks_from_seconds;
use crate::tuning::ChassisTuning;
use crate::weapon::Weapon;

mod ability;
mod aim;
mod arms;
mod choose;
mod danger;
mod drive;
mod fly;
mod heading;
mod look;
mod mines;
mod navigate;
mod objective;
mod route;
mod skill;
mod survey;
mod survey_file;
mod throws;

use ability::Knack;
use aim::{Aim, Pointing};
use arms::Arms;
use choose::{Goal, Mind, strength};
use drive::{Axes, Unstick};
use heading::{Hazards, Heading, level};
use look::Eyes;
use mines::MineLayer;
use navigate::NONE;
pub use navigate::NavMap;
use objective::{Errand, friend_in_line};
use route::Route;
pub use skill::Skill;
use skill::Traits;
pub use survey_file::MAX_SURVEY_BYTES;

/// Ticks between two decisions.
const DECIDE_TICKS: u32 = 12;
/// Ticks between two looks for the best heading.
const HEADING_TICKS: u32 = 3;
/// Ticks after which a way to something that moves is found anew.
const REPLAN_TICKS: u32 = 60;

/// Nearer than this one drives right into what one is after, metres.
const CHARGE_M: f32 = 26.0;
/// Who is as near as the first to whom they chase, and does not close in, drives off as far as the second for a run-up,
/// metres: from beside somebody nobody rams.
const RUN_UP_M: (f32, f32) = (6.5, 13.0);
/// Longest run-up, seconds.
const RUN_UP_S: f32 = 0.9;
/// Nearer than this to where one stays one drives about there, metres.
const STAY_M: f32 = 15.0;

/// What a bot thinks with in one tick.
struct View<'a> {
    arena: &'a Arena,
    nav: &'a NavMap,
    me: &'a Hog,
    chassis: &'a ChassisTuning,
    traits: &'static Traits,
    /// The floor it is over.
    here: u32,
    /// Ticks it has thought for. The arena's ticks may jump, this does not.
    clock: u32,
    /// Sets bots apart, so that not all of them think hard in the same tick.
    phase: u32,
}

impl View<'_> {
    /// True in one of so many ticks.
    fn turn(&self, ticks: u32) -> bool {
        self.clock.wrapping_add(self.phase).is_multiple_of(ticks)
    }
}

/// A player made of code.
#[derive(Clone, Debug)]
pub struct Bot {
    hog: HogId,
    skill: Skill,
    rng: Rng,
    clock: u32,
    phase: u32,
    in_play: bool,
    eyes: Eyes,
    mind: Mind,
    aim: Aim,
    route: Route,
    replan_at: u32,
    hazards: Hazards,
    heading: Option<Heading>,
    unstick: Unstick,
    mines: MineLayer,
    arms: Arms,
    knack: Knack,
    /// When to leap next, just so.
    hop_at: u32,
    /// Until when it takes a run-up.
    runs_up_until: u32,
    weapon: Weapon,
}

impl Bot {
    /// A bot for the hog on a seat. Same seed and same states of the arena give the same controls.
    #[must_use]
    pub fn new(hog: HogId, skill: Skill, seed: u64) -> Self {
        let mut rng = Rng::for_purpose(seed, 0xB07 + u64::from(hog.0));
        Self {
            hog,
            skill,
            clock: 0,
            phase: rng.below(60),
            in_play: false,
            eyes: Eyes::default(),
            mind: Mind::new(&mut rng),
            aim: Aim::default(),
            route: Route::default(),
            replan_at: 0,
            hazards: Hazards::default(),
            heading: None,
            unstick: Unstick::default(),
            mines: MineLayer::default(),
            arms: Arms::default(),
            knack: Knack::default(),
            hop_at: 0,
            runs_up_until: 0,
            weapon: Weapon::Autocannon,
            rng,
        }
    }

    /// The seat it plays.
    #[must_use]
    pub const fn hog(&self) -> HogId {
        self.hog
    }

    /// How well it plays.
    #[must_use]
    pub const fn skill(&self) -> Skill {
        self.skill
    }

    /// Controls for the next step, from what a player could see of the arena now. To be called once a tick; a hog that
    /// is not there or a wreck gets its hands off everything.
    pub fn think(&mut self, arena: &Arena, nav: &NavMap) -> Controls {
        self.clock = self.clock.wrapping_add(1);
        let me = arena
            .hog(self.hog)
            .filter(|hog| hog.alive() && arena.game().phase.is_free());
        let floor = me.and_then(|me| nav.nearest(me.position));
        let (Some(me), Some(here)) = (me, floor) else {
            self.rest();
            return self.controls(Axes::default(), self.aim.idle());
        };
        self.in_play = true;
        let view = View {
            arena,
            nav,
            me,
            chassis: arena.rules().tuning.chassis(me.chassis),
            traits: self.skill.traits(),
            here,
            clock: self.clock,
            phase: self.phase,
        };
        self.eyes.look(&view);
        self.hazards.watch(&view, &self.eyes);
        if view.turn(DECIDE_TICKS) || self.mind.place == NONE {
            self.mind
                .decide(&view, &mut self.eyes, &mut self.rng, DECIDE_TICKS);
        }
        let axes = self.drive(&view);
        let pointing = self.shoot(&view);
        self.controls(axes, pointing)
    }

    /// Out of play: forgets all that will be stale.
    fn rest(&mut self) {
        if core::mem::take(&mut self.in_play) {
            self.eyes.clear();
            self.mind.clear();
            self.route.clear();
            self.hazards.clear();
            self.heading = None;
            self.unstick.clear();
            self.mines.clear();
            self.arms.clear();
            self.knack.clear();
        }
    }

    fn controls(&self, axes: Axes, pointing: Pointing) -> Controls {
        Controls {
            throttle: Controls::axis(axes.throttle),
            steer: Controls::axis(axes.steer),
            strafe: Controls::axis(axes.strafe),
            aim_yaw: Angle::from_radians(pointing.yaw),
            aim_pitch: Angle::from_radians(pointing.pitch),
            weapon: self.weapon,
            buttons: axes.buttons.with(Buttons::FIRE, pointing.fire),
        }
    }

    fn drive(&mut self, view: &View<'_>) -> Axes {
        if view.turn(HEADING_TICKS) || self.heading.is_none() {
            self.heading = Some(self.head(view));
        }
        if let Some(axes) = drive::save(view) {
            return axes;
        }
        let Some(heading) = self.heading else {
            return Axes::default();
        };
        let mut axes = drive::along(view, &heading);
        axes.buttons = axes.buttons.with(Buttons::BOOST, self.boosts(view, &heading));
        let hop = self.hops(view, &heading);
        axes.buttons = axes.buttons.with(Buttons::JUMP, hop);
        let ability = self.uses_ability(view);
        axes.buttons = axes.buttons.with(Buttons::ABILITY, ability);
        let axes = self.unstick.watch(view, axes, &mut self.rng);
        if self.unstick.done() {
            self.mind.give_up(view);
            self.route.clear();
        }
        axes
    }

    /// Which way to go for the goal.
    fn head(&mut self, view: &View<'_>) -> Heading {
        let seen = |hog: HogId| self.eyes.sighting(hog).map(|sighting| sighting.at);
        match self.mind.goal {
            Goal::Flee(hog) => {
                if let Some(enemy) = seen(hog) {
                    return heading::away(view, &self.hazards, enemy);
                }
            }
            Goal::Fight(hog) => {
                if let Some(enemy) = seen(hog)
                    && self.can_fight_there(view, enemy)
                {
                    return self.fight(view, hog, enemy);
                }
            }
            Goal::Errand(errand) => {
                if let Some(heading) = self.perform(view, errand) {
                    return heading;
                }
            }
            Goal::Wander | Goal::Fetch(_) | Goal::Hunt(_) => {}
        }
        self.travel(view)
    }

    /// Whether one can drive about freely between here and the enemy; else there is a wall or a void to go round.
    fn can_fight_there(&self, view: &View<'_>, enemy: Vec3) -> bool {
        let span = level(enemy - view.me.position);
        let distance_m = span.length();
        let keep_m = self.mind.distance_m(view, &self.arms);
        distance_m < keep_m * 1.3
            || view
                .nav
                .walk(
                    view.here,
                    view.me.position,
                    span / distance_m,
                    distance_m - keep_m,
                )
                .clear_m
                > distance_m - keep_m * 1.3
    }

    fn fight(&mut self, view: &View<'_>, hog: HogId, enemy: Vec3) -> Heading {
        if let Some(target) = self
            .eyes
            .track(view.traits.delay_ticks)
            .map(|track| track.at + track.velocity * 0.3)
            && self.rams(view, hog, target)
            && let Some(heading) = heading::charge(view, target)
        {
            return heading;
        }
        let keep_m = self.mind.distance_m(view, &self.arms);
        let heading = heading::around(view, &self.hazards, enemy, keep_m, self.mind.orbit);
        let toward = level(enemy - view.me.position).normalize_or_zero();
        let aside = Vec3::new(-toward.z, 0.0, toward.x) * self.mind.orbit;
        if heading.along.dot(aside) < -0.4 && self.hazards.dodge().is_none() {
            self.mind.turn_round(view);
        }
        heading
    }

    /// Whether to drive right into the enemy: for the heavy, the reckless, and against the nearly wrecked.
    fn rams(&self, view: &View<'_>, hog: HogId, enemy: Vec3) -> bool {
        let Some(other) = view.arena.hog(hog) else {
            return false;
        };
        let span = enemy - view.me.position;
        let near = span.length_squared() < 22.0 * 22.0 && span.y.abs() < 2.5;
        let mass = view.chassis.mass_kg / view.arena.rules().tuning.chassis(other.chassis).mass_kg;
        let gain = mass + 0.6 * self.mind.daring + strength(view, view.me) - strength(view, other);
        near && view.me.forward().dot(span.normalize_or_zero()) > 0.5 && gain > 1.75
    }

    /// What an errand does where the way to it ends: runs into what it is after, or keeps moving about where it stays.
    fn perform(&mut self, view: &View<'_>, errand: Errand) -> Option<Heading> {
        let (at, velocity) = errand.spot(view)?;
        let span = at - view.me.position;
        if matches!(errand, Errand::Chase(_)) && self.runs_up(view, span, velocity) {
            let (_, far_m) = RUN_UP_M;
            return Some(heading::around(view, &self.hazards, at, far_m, self.mind.orbit));
        }
        let near = |within_m: f32| level(span).length() < within_m && span.y.abs() < 3.0;
        match errand {
            Errand::Touch(_) | Errand::Chase(_) | Errand::Deliver if near(CHARGE_M) => {
                let meets_s = span.length() / view.chassis.top_speed_mps;
                heading::charge(view, at + velocity * meets_s.min(0.5))
            }
            Errand::Guard | Errand::Escort(_) if near(STAY_M) => Some(heading::around(
                view,
                &self.hazards,
                at,
                STAY_M * 0.6,
                self.mind.orbit,
            )),
            _ => None,
        }
    }

    /// Whether it is too near to whom it chases, and too slow, to do them anything: then it makes room for a run-up.
    fn runs_up(&mut self, view: &View<'_>, span: Vec3, velocity: Vec3) -> bool {
        let rules = view.arena.rules();
        let least_mps = rules.mode.tuning.knock_mps.max(rules.tuning.rules.ram_free_mps);
        let (near_m, far_m) = RUN_UP_M;
        let away_m = level(span).length();
        let closing_mps = (view.me.velocity - velocity).dot(span.normalize_or_zero());
        if away_m < near_m && span.y.abs() < 3.0 && closing_mps < least_mps {
            self.runs_up_until = view.clock + ticks_from_seconds(RUN_UP_S);
        }
        view.clock < self.runs_up_until && away_m < far_m
    }

    /// Drives the way to the goal's place, finding it when needed.
    fn travel(&mut self, view: &View<'_>) -> Heading {
        let place = self.mind.place;
        let stop = Heading::still(level(view.me.forward()));
        if place == NONE {
            return stop;
        }
        let place_at = view.nav.node(place).at;
        let goal = self.route.goal().map(|goal| view.nav.node(goal).at);
        let moved_m = goal.map_or(0.0, |goal| (goal - place_at).length());
        let moved = match self.mind.goal {
            Goal::Hunt(_) | Goal::Fight(_) => false,
            // What is far and moves a little is still on the way.
            Goal::Errand(_) => moved_m > 10.0_f32.max(0.25 * (place_at - view.me.position).length()),
            _ => moved_m > 0.0,
        };
        let stale = view.clock >= self.replan_at;
        // A target that moves a little need not have a new way at once.
        if goal.is_none() || stale || moved {
            self.replan_at = view.clock + REPLAN_TICKS + self.rng.below(30);
            let reached = self.route.plan(view.nav, view.here, place);
            if !reached {
                self.mind.give_up(view);
            }
        }
        let speed_mps = level(view.me.velocity).length();
        let Some(waypoint) = self.route.ahead(view.nav, view.here, view.me.position, speed_mps) else {
            return stop;
        };
        if !waypoint.clear {
            self.replan_at = self.replan_at.min(view.clock + 20);
        }
        let mut heading = heading::toward(view, &self.hazards, &waypoint);
        heading.hurry &= waypoint.left_m > 25.0;
        heading
    }

    fn boosts(&self, view: &View<'_>, heading: &Heading) -> bool {
        let energy = view.me.energy.points() / view.chassis.energy;
        let spare = match self.mind.goal {
            Goal::Flee(_) => 0.05,
            Goal::Fight(_) | Goal::Errand(_) => 0.3,
            _ => 0.7,
        };
        // Once begun it goes on for a while, else it would flutter about the threshold.
        let going = view.me.controls.buttons.holds(Buttons::BOOST);
        let enough = energy > if going { spare * 0.5 } else { spare };
        heading.hurry
            && enough
            && !view.me.airborne
            && self.mind.daring < 0.3 + view.traits.boosts
            && heading.void_m > 5.0
            && view.me.forward().dot(heading.along) > 0.95
    }

    /// Leaps: out of a rocket's way, and now and then in a fight.
    fn hops(&mut self, view: &View<'_>, heading: &Heading) -> bool {
        if view.me.airborne || heading.void_m < 7.0 || view.nav.void_m(view.me.position) < 7.0 {
            return false;
        }
        let dodging = self.hazards.dodge().is_some() && view.turn(7);
        let fighting = matches!(self.mind.goal, Goal::Fight(_)) && view.clock >= self.hop_at;
        if fighting {
            self.hop_at = view.clock + ticks_from_seconds(self.rng.range(5.0, 14.0));
        }
        (fighting || dodging) && view.me.energy.points() > 0.4 * view.chassis.energy
    }

    /// Whether to use what the chassis can do.
    fn uses_ability(&mut self, view: &View<'_>) -> bool {
        let target = self.eyes.target().and_then(|target| self.eyes.sighting(target));
        let rams = target.is_some_and(|target| self.rams(view, target.hog, target.at));
        let knows = (&self.eyes, &self.hazards, &self.arms);
        self.knack
            .uses(view, knows, (self.mind.goal, rams), &mut self.rng)
    }

    /// Points the turret, and decides on weapon and trigger.
    fn shoot(&mut self, view: &View<'_>) -> Pointing {
        let target = self.eyes.target().and_then(|target| self.eyes.sighting(target));
        let target = target.copied();
        self.arms.choose(view, &self.eyes, &mut self.rng);
        self.weapon = self.arms.weapon;
        let mut pointing = match target {
            Some(_) => self.aim.point(view, &self.eyes, self.weapon, &mut self.rng),
            None => self.aim.rest(view, None),
        };
        let busy = self.arms.is_busy(view);
        // What charges or grips goes off when it is let go.
        if let Some(target) = target.filter(|_| pointing.fire && !busy) {
            let along = yaw_pitch(pointing.yaw, pointing.pitch) * Vec3::new(0.0, 0.0, -1.0);
            let reach_m = (target.at - view.me.position).length();
            pointing.fire = !friend_in_line(view, view.me.pivot(view.chassis), along, reach_m);
        }
        if !busy && self.mines.lays(view, &self.eyes, self.mind.goal, &mut self.rng) {
            self.weapon = Weapon::Mine;
            pointing.fire = true;
        }
        pointing
    }
}
