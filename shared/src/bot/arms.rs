//! Which of its weapons a bot takes in hand. What one is good for follows from its figures, so that a new weapon of a known
//! kind needs nothing here.

use super::View;
use super::danger;
use super::look::Eyes;
use crate::math::Vec3;
use crate::rng::Rng;
use crate::tick::ticks_from_seconds;
use crate::tuning::WeaponTuning;
use crate::weapon::Weapon;

/// What a bot has in hand stays there while it is worth this.
const WORTH_KEEPING: f32 = 0.15;
/// Whoever is so near another is hit together with them by what bursts, metres.
const CROWD_M: f32 = 9.0;

/// What a weapon is like to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Flies straight and hurts what it touches.
    Shells,
    /// Flies straight and bursts.
    Bursts,
    /// Falls, and bursts where it comes down.
    Lobs,
    /// Flies after whom it was kept on.
    Locks,
    /// Is held, let go of, and there at once.
    Charges,
    /// Is there at once, within a few metres.
    Sparks,
    /// Draws somebody near and throws them.
    Grips,
    /// Lies in wait.
    Lies,
}

impl Kind {
    /// Of a weapon, by its figures.
    pub(super) fn of(tuning: &WeaponTuning) -> Self {
        if tuning.pull_mps2 > 0.0 {
            Self::Grips
        } else if tuning.trigger_radius_m > 0.0 {
            Self::Lies
        } else if tuning.turn_rps > 0.0 {
            Self::Locks
        } else if tuning.link_m > 0.0 {
            Self::Sparks
        } else if tuning.charge_s > 0.0 {
            Self::Charges
        } else if tuning.fall_mps2 > 0.0 {
            Self::Lobs
        } else if tuning.splash_radius_m > 0.0 {
            Self::Bursts
        } else {
            Self::Shells
        }
    }

    /// Whether it can be pointed at somebody and hurts them.
    pub(super) fn fights(self) -> bool {
        !matches!(self, Self::Grips | Self::Lies)
    }

    /// Nearer than this it would hurt its owner, or cannot be pointed at anybody, metres.
    pub(super) fn least_m(self, tuning: &WeaponTuning) -> f32 {
        match self {
            Self::Bursts | Self::Locks => tuning.splash_radius_m + 2.5,
            Self::Lobs => tuning.splash_radius_m + 4.0,
            _ => 0.0,
        }
    }
}

/// The target, as far as it matters for the choice.
#[derive(Clone, Copy, Debug)]
struct Situation {
    distance_m: f32,
    speed_mps: f32,
    visible: bool,
    /// Others beside it.
    crowd: usize,
}

/// The weapon in hand.
#[derive(Clone, Debug, Default)]
pub(super) struct Arms {
    pub weapon: Weapon,
    /// Until when it stays there, by the bot's clock.
    until: u32,
}

impl Arms {
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// What the weapon in hand is like.
    pub(super) fn kind(&self, view: &View<'_>) -> Kind {
        Kind::of(view.arena.rules().tuning.weapon(self.weapon))
    }

    /// The distance to keep with it, metres, where others would keep `usual_m`.
    pub(super) fn distance_m(&self, view: &View<'_>, usual_m: f32) -> f32 {
        let tuning = view.arena.rules().tuning.weapon(self.weapon);
        match Kind::of(tuning) {
            Kind::Sparks => tuning.reach_m * 0.6,
            Kind::Grips => tuning.reach_m * 0.6,
            Kind::Lobs => usual_m.max(38.0),
            Kind::Locks | Kind::Charges => usual_m + 8.0,
            _ => usual_m,
        }
    }

    /// Whether it is being charged or has somebody in its grip: nobody puts that away.
    pub(super) fn is_busy(&self, view: &View<'_>) -> bool {
        let me = view.me;
        match self.kind(view) {
            Kind::Charges => me.charge_ticks > 0,
            Kind::Grips => me.mark.is_some(),
            _ => false,
        }
    }

    /// Takes the best for the target in hand, now and then; who is less skilled is less sure which that is.
    pub(super) fn choose(&mut self, view: &View<'_>, eyes: &Eyes, rng: &mut Rng) {
        let has = |weapon: Weapon| view.me.ammo[weapon.index()] > 0;
        let Some(situation) = situation(view, eyes) else {
            return;
        };
        let lost = !has(self.weapon) || self.kind(view) == Kind::Lies;
        if self.is_busy(view) && !lost {
            return;
        }
        let worth = |weapon: Weapon| worth(view, weapon, situation);
        let keeps = view.clock < self.until && (!view.turn(6) || worth(self.weapon) > WORTH_KEEPING);
        if keeps && !lost {
            return;
        }
        let mut best = (f32::MIN, Weapon::default());
        for weapon in Weapon::ALL.into_iter().filter(|&weapon| has(weapon)) {
            let seems = worth(weapon) + rng.unit() * view.traits.unsure;
            if seems > best.0 {
                best = (seems, weapon);
            }
        }
        self.weapon = best.1;
        let tuning = view.arena.rules().tuning.weapon(self.weapon);
        self.until = view.clock + ticks_from_seconds(rng.range(0.8, 2.2) + 1.5 * tuning.charge_s);
    }
}

fn situation(view: &View<'_>, eyes: &Eyes) -> Option<Situation> {
    let target = eyes.sighting(eyes.target()?)?;
    let track = eyes.track(view.traits.delay_ticks);
    let near = |at: Vec3| (target.at - at).length_squared() < CROWD_M * CROWD_M;
    let beside = eyes.sightings().iter();
    let beside = beside.filter(|other| other.hog != target.hog && near(other.at));
    Some(Situation {
        distance_m: (target.at - view.me.position).length(),
        speed_mps: track.map_or(15.0, |track| track.velocity.length()),
        visible: eyes.target_visible(),
        crowd: beside.count(),
    })
}

/// How good a weapon is for a situation, 0 to about 1.
fn worth(view: &View<'_>, weapon: Weapon, target: Situation) -> f32 {
    let tuning = view.arena.rules().tuning.weapon(weapon);
    let kind = Kind::of(tuning);
    let Situation {
        distance_m,
        speed_mps,
        visible,
        crowd,
    } = target;
    if distance_m < kind.least_m(tuning) {
        return 0.0;
    }
    let slow = (1.0 - speed_mps / 40.0).max(0.0);
    let crowd = 0.12 * crowd.min(3) as f32;
    let reaches = tuning.reach_m == 0.0 || distance_m < tuning.reach_m;
    match kind {
        Kind::Lies => 0.0,
        Kind::Shells => 0.5 - 0.002 * distance_m,
        Kind::Bursts if distance_m > 60.0 => 0.0,
        Kind::Bursts => 0.3 + 0.5 * slow * (1.0 - distance_m / 75.0) + crowd,
        Kind::Lobs if distance_m > 85.0 => 0.0,
        Kind::Lobs => 0.15 + 0.45 * slow + crowd + if visible { 0.0 } else { 0.25 },
        Kind::Locks if !visible || !reaches => 0.1,
        Kind::Locks => 0.35 + 0.3 * ((distance_m - 15.0) / 30.0).clamp(0.0, 1.0),
        Kind::Charges if !visible || !reaches => 0.1,
        Kind::Charges => 0.25 + 0.25 * ((distance_m - 8.0) / 20.0).clamp(0.0, 1.0) + 0.15 * slow,
        Kind::Sparks if reaches => 0.75 + crowd,
        Kind::Sparks if distance_m < tuning.reach_m * 1.4 => 0.45,
        Kind::Sparks => 0.0,
        Kind::Grips => grips(view, tuning, distance_m, visible),
    }
}

/// To draw somebody near is worth it where there is something to throw them into.
fn grips(view: &View<'_>, tuning: &WeaponTuning, distance_m: f32, visible: bool) -> f32 {
    let lasts_s = view.me.energy.points() / tuning.energy_per_s.max(1.0);
    if !visible || distance_m > tuning.reach_m * 0.95 || lasts_s < 1.5 {
        0.0
    } else if danger::near(view).is_some() {
        0.6
    } else {
        0.2
    }
}
