//! What there is to learn, one thing after the other: what is said of it, by which keys it is done, where to go, and how
//! the teacher sees that it was done. Each looks at what happened to the hog; that a key was pressed proves nothing.

use hogs_shared::arena::controls::Buttons;
use hogs_shared::arena::outcome::{Cause, Outcome};
use hogs_shared::level::vector;
use hogs_shared::math::Vec3;
use hogs_shared::netplay::scene::{SceneEvent, SceneHog};
use hogs_shared::tuning::{Ability, PickupKind};
use hogs_shared::weapon::Weapon;

use super::yard::TARGET;
use crate::bindings::Action;
use crate::feed::MatchFeed;

/// Within this one has reached a place, metres.
const NEAR_M: f32 = 7.0;
/// How long one is to boost, and how fast at least, seconds and metres a second.
const BOOST_S: f32 = 0.8;
const BOOST_MPS: f32 = 14.0;
/// How long one is to slide, and how fast aside at least.
const SLIDE_S: f32 = 0.6;
const SLIDE_MPS: f32 = 6.0;
/// How long the air-brake is to be open in one flight, seconds.
const BRAKE_S: f32 = 0.25;
/// A roof that points less upward than this has not landed well.
const LEVEL_UP_Y: f32 = 0.6;
/// How often the target is to be hit.
const HITS: u32 = 4;

/// By what something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// A key or button that is bound.
    Do(Action),
    /// The same, where the sentence already says what it does.
    Use(Action),
    /// Whatever turns the aim.
    Aim,
}

/// Something to learn.
pub struct Step {
    /// The key of its sentence, for a hog that can do this.
    pub says: fn(Ability) -> &'static str,
    /// By what it is done.
    pub by: &'static [Means],
    /// Where to go for it.
    pub place: fn(&MatchFeed) -> Option<Vec3>,
    /// How far it is done after what is seen now, 0 to 1.
    pub watch: fn(&Seen<'_>, &mut Notes) -> f32,
}

/// What the teacher sees in a frame.
pub struct Seen<'a> {
    /// The pupil.
    pub own: &'a SceneHog,
    /// All there is.
    pub feed: &'a MatchFeed,
    /// How long the frame is.
    pub seconds: f32,
}

impl Seen<'_> {
    /// Whether something happened.
    fn happened(&self, is: impl Fn(&Outcome) -> bool) -> bool {
        self.times(is) > 0
    }

    /// How often it happened.
    fn times(&self, is: impl Fn(&Outcome) -> bool) -> u32 {
        let outcomes = self.feed.events.iter().filter_map(|event| match event {
            SceneEvent::Outcome(outcome) => Some(outcome),
            _ => None,
        });
        outcomes.filter(|outcome| is(outcome)).count() as u32
    }

    fn is_near(&self, at: Vec3) -> bool {
        let way = self.own.position - at;
        Vec3::new(way.x, 0.0, way.z).length() < NEAR_M
    }

    fn speed_mps(&self) -> f32 {
        self.own.velocity.length()
    }
}

/// What the teacher remembers of the pupil within a step.
#[derive(Clone, Copy, Debug, Default)]
pub struct Notes {
    count: u32,
    seconds: f32,
    /// What was in hand before.
    weapon: Weapon,
}

impl Notes {
    /// None yet, of one who has this in hand.
    #[must_use]
    pub fn of(weapon: Weapon) -> Self {
        Self {
            weapon,
            ..Self::default()
        }
    }

    /// Something goes on, or does not. Returns how much there was of `whole_s`.
    fn goes_on(&mut self, on: bool, seconds: f32, whole_s: f32) -> f32 {
        if on {
            self.seconds += seconds;
        }
        (self.seconds / whole_s).min(1.0)
    }
}

/// Everything there is to learn.
pub const STEPS: [Step; 11] = [
    Step {
        says: |_| "lesson-drive",
        by: &[Means::Do(Action::Forward), Means::Do(Action::Reverse)],
        place: |_| Some(AHEAD),
        watch: |seen, _| reached(seen, AHEAD),
    },
    Step {
        says: |_| "lesson-turn",
        by: &[Means::Do(Action::TurnLeft), Means::Do(Action::TurnRight)],
        place: |_| Some(ASIDE),
        watch: |seen, _| reached(seen, ASIDE),
    },
    Step {
        says: |_| "lesson-boost",
        by: &[Means::Do(Action::Boost)],
        place: |_| Some(LANE),
        watch: boost,
    },
    Step {
        says: |_| "lesson-slide",
        by: &[
            Means::Do(Action::SlideLeft),
            Means::Do(Action::SlideRight),
            Means::Do(Action::Brake),
        ],
        place: |_| Some(BEND),
        watch: slide,
    },
    Step {
        says: |_| "lesson-leap",
        by: &[Means::Do(Action::Jump)],
        place: |_| Some(BAR),
        watch: leap,
    },
    Step {
        says: |_| "lesson-fly",
        by: &[Means::Do(Action::Brake)],
        place: |_| Some(PAD),
        watch: fly,
    },
    Step {
        says: |_| "lesson-fire",
        by: &[Means::Aim, Means::Do(Action::Fire)],
        place: target,
        watch: fire,
    },
    Step {
        says: |_| "lesson-pick-up",
        by: &[],
        place: weapon_crate,
        watch: pick_up,
    },
    Step {
        says: |_| "lesson-weapon",
        by: &[
            Means::Do(Action::NextWeapon),
            Means::Do(Action::PreviousWeapon),
            Means::Do(Action::Fire),
        ],
        place: |_| None,
        watch: other_weapon,
    },
    Step {
        says: |ability| match ability {
            Ability::Dash { .. } => "lesson-dash",
            Ability::Bubble { .. } => "lesson-bubble",
            Ability::Plate { .. } => "lesson-plate",
        },
        by: &[Means::Use(Action::Ability)],
        place: |_| None,
        watch: ability,
    },
    Step {
        says: |_| "lesson-ram",
        by: &[Means::Do(Action::Forward), Means::Do(Action::Boost)],
        place: target,
        watch: ram,
    },
];

/// Ahead of where one begins.
const AHEAD: Vec3 = Vec3::new(0.0, 0.0, 22.0);
/// To the left of that, before the lane.
const ASIDE: Vec3 = Vec3::new(-34.5, 0.0, 8.0);
/// At the end of the lane.
const LANE: Vec3 = Vec3::new(-34.5, 0.0, -32.0);
/// Beyond the bend.
const BEND: Vec3 = Vec3::new(-8.0, 0.0, -52.0);
/// Beyond the bar.
const BAR: Vec3 = Vec3::new(20.0, 0.0, -52.0);
/// On the pad that throws.
const PAD: Vec3 = Vec3::new(44.0, 0.0, -42.0);

/// Where the target is.
fn target(feed: &MatchFeed) -> Option<Vec3> {
    let target = feed.scene.hog(TARGET).filter(|hog| hog.alive)?;
    Some(target.position)
}

/// Whether a hog can take a crate with this: one that is full of it cannot.
fn has_room(own: &SceneHog, kind: PickupKind, feed: &MatchFeed) -> bool {
    let PickupKind::Weapon(weapon) = kind else {
        return false;
    };
    own.ammo[weapon.index()] < feed.rules.tuning.weapon(weapon).ammo_max
}

/// The nearest crate with a weapon that lies there and can be taken.
fn weapon_crate(feed: &MatchFeed) -> Option<Vec3> {
    let own = feed.scene.hog(feed.scene.own)?;
    let spots = feed.rules.level.pickups.iter().enumerate();
    let there = spots
        .filter(|(index, spot)| has_room(own, spot.kind, feed) && feed.scene.pickups & (1 << index) != 0);
    let places = there.map(|(_, spot)| vector(spot.at));
    places.min_by(|one, other| {
        let far = |at: &Vec3| (*at - own.position).length_squared();
        far(one).total_cmp(&far(other))
    })
}

fn reached(seen: &Seen<'_>, at: Vec3) -> f32 {
    f32::from(u8::from(seen.is_near(at)))
}

fn boost(seen: &Seen<'_>, notes: &mut Notes) -> f32 {
    let own = seen.own;
    let burns = own.buttons.holds(Buttons::BOOST) && own.energy.points > 1.0;
    notes.goes_on(burns && seen.speed_mps() > BOOST_MPS, seen.seconds, BOOST_S)
}

fn slide(seen: &Seen<'_>, notes: &mut Notes) -> f32 {
    let aside = seen.own.rotation * Vec3::new(1.0, 0.0, 0.0);
    let aside_mps = seen.own.velocity.dot(aside).abs();
    notes.goes_on(!seen.own.airborne && aside_mps > SLIDE_MPS, seen.seconds, SLIDE_S)
}

fn leap(seen: &Seen<'_>, _: &mut Notes) -> f32 {
    let own = seen.own.id;
    f32::from(u8::from(seen.happened(
        |outcome| matches!(outcome, Outcome::Jumped { hog } if *hog == own),
    )))
}

/// Braking counts as long as one is off the ground, and all of it only once one has come down on one's belly.
fn fly(seen: &Seen<'_>, notes: &mut Notes) -> f32 {
    let own = seen.own;
    let brakes = own.airborne && own.buttons.holds(Buttons::BRAKE);
    let flown = notes.goes_on(brakes, seen.seconds, BRAKE_S);
    let landed = seen.happened(|outcome| matches!(outcome, Outcome::Landed { hog, .. } if *hog == own.id));
    let upright = (own.rotation * Vec3::new(0.0, 1.0, 0.0)).y > LEVEL_UP_Y;
    if landed && upright && flown >= 1.0 {
        return 1.0;
    }
    if !own.airborne {
        notes.seconds = 0.0;
        return 0.0;
    }
    flown * 0.8
}

fn fire(seen: &Seen<'_>, notes: &mut Notes) -> f32 {
    let own = seen.own.id;
    notes.count += seen.times(|outcome| {
        matches!(outcome, Outcome::Damaged { victim, attacker: Some(attacker), cause: Cause::Weapon(_), .. }
            if *attacker == own && *victim != own)
    });
    notes.count as f32 / HITS as f32
}

/// A crate with a weapon; whoever has all that the yard has knows how to get more.
fn pick_up(seen: &Seen<'_>, _: &mut Notes) -> f32 {
    let own = seen.own;
    let got = seen.happened(
        |outcome| matches!(outcome, Outcome::PickedUp { hog, kind: PickupKind::Weapon(_), .. } if *hog == own.id),
    );
    let mut crates = seen.feed.rules.level.pickups.iter();
    let full = !crates.any(|spot| has_room(own, spot.kind, seen.feed));
    f32::from(u8::from(got || full))
}

fn other_weapon(seen: &Seen<'_>, notes: &mut Notes) -> f32 {
    let own = seen.own;
    let first = notes.weapon;
    let fired = seen.happened(|outcome| {
        matches!(outcome, Outcome::Fired(shot) if shot.id.shooter == own.id && shot.weapon != first)
    });
    match (fired, own.weapon != first) {
        (true, _) => 1.0,
        (false, true) => 0.5,
        (false, false) => 0.0,
    }
}

fn ability(seen: &Seen<'_>, _: &mut Notes) -> f32 {
    let own = seen.own.id;
    f32::from(u8::from(seen.happened(
        |outcome| matches!(outcome, Outcome::AbilityUsed { hog } if *hog == own),
    )))
}

fn ram(seen: &Seen<'_>, _: &mut Notes) -> f32 {
    let own = seen.own.id;
    f32::from(u8::from(seen.happened(
        |outcome| matches!(outcome, Outcome::Rammed { first, second, .. } if *first == own || *second == own),
    )))
}
