//! Which way to drive right now. Of sixteen directions and the wanted one, the best by what it is for, how open it is
//! and what lies in it (Fray, 'Context Steering', Game AI Pro 2, 2015): so walls, voids, mines and rockets weigh on
//! every movement alike, on a way and in a fight.

use super::View;
use super::arms::Kind;
use super::look::Eyes;
use super::route::Waypoint;
use crate::arena::hog::Hog;
use crate::arena::shot::Shot;
use crate::ids::ShotId;
use crate::math::{PI, Vec3, cos, sin};
use crate::rng::Rng;
use crate::tick::{TICK_SECONDS, Tick, ticks_from_seconds};
use crate::tuning::WeaponTuning;

/// How far ahead directions are compared, metres.
const LOOK_M: f32 = 16.0;
/// Mines nearer than this weigh, metres.
const MINE_M: f32 = 20.0;
/// Most mines kept in mind.
const MINES_MAX: usize = 8;
/// A rocket that would pass nearer than this is dodged, metres.
const MISS_M: f32 = 5.0;
/// How hard bots plan to brake, m/s².
pub(super) const BRAKING_MPS2: f32 = 11.0;

/// Where and how fast to go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heading {
    /// Level, unit length.
    pub along: Vec3,
    pub speed_mps: f32,
    /// Free straight distance that way, metres.
    pub clear_m: f32,
    /// Nearest void that way, metres.
    pub void_m: f32,
    /// Change of velocity that keeps the craft from sliding into a wall, m/s.
    pub shy: Vec3,
    /// Whether more speed than the engine gives would be welcome.
    pub hurry: bool,
}

impl Heading {
    /// Stays where it is.
    pub(super) fn still(along: Vec3) -> Self {
        Self {
            along,
            speed_mps: 0.0,
            clear_m: 0.0,
            void_m: 0.0,
            shy: Vec3::ZERO,
            hurry: false,
        }
    }
}

/// What flies and lies about that a bot minds.
#[derive(Clone, Debug, Default)]
pub(super) struct Hazards {
    mines: Vec<Vec3>,
    /// Sideways out of a rocket's way, level and unit length, and until when by the bot's clock.
    dodge: Option<(Vec3, u32)>,
    /// When what is dodged strikes, by the bot's clock.
    strikes: u32,
}

impl Hazards {
    pub(super) fn clear(&mut self) {
        self.mines.clear();
        self.dodge = None;
    }

    /// The direction to leap aside to, while a rocket comes.
    pub(super) fn dodge(&self) -> Option<Vec3> {
        self.dodge.map(|(along, _)| along)
    }

    /// Whether what is dodged strikes within some seconds.
    pub(super) fn strikes_within(&self, view: &View<'_>, seconds: f32) -> bool {
        let left = self.strikes.wrapping_sub(view.clock);
        self.dodge.is_some() && left <= ticks_from_seconds(seconds)
    }

    /// Looks for mines, for what comes flying and for who is about to fire; what a bot overlooks, it overlooks for good.
    pub(super) fn watch(&mut self, view: &View<'_>, eyes: &Eyes) {
        self.dodge = self.dodge.filter(|&(_, until)| view.clock < until);
        if !view.turn(5) {
            return;
        }
        self.mines.clear();
        let tick = view.arena.tick();
        for shot in view
            .arena
            .shots()
            .iter()
            .filter(|shot| shot.id.shooter != view.me.id)
        {
            let figures = view.arena.rules().tuning.weapon(shot.weapon);
            match Kind::of(figures) {
                Kind::Lies => self.watch_mine(view, shot),
                Kind::Lobs => self.watch_lob(view, shot, tick, figures),
                Kind::Bursts | Kind::Locks => self.watch_rocket(view, shot, tick),
                Kind::Shells | Kind::Charges | Kind::Sparks | Kind::Grips => {}
            }
        }
        for sighting in eyes.sightings() {
            if let Some(other) = view.arena.hog(sighting.hog) {
                self.watch_glow(view, other);
            }
        }
    }

    /// Out of the way of what strikes after some seconds.
    fn leave(&mut self, view: &View<'_>, aside: Vec3, after_s: f32, for_s: f32) {
        self.strikes = view.clock + ticks_from_seconds(after_s);
        self.dodge = Some((aside, view.clock + ticks_from_seconds(for_s)));
    }

    /// Where something comes down, one drives on or away.
    fn watch_lob(&mut self, view: &View<'_>, shell: &Shot, tick: Tick, figures: &WeaponTuning) {
        let (at, velocity) = (shell.position(tick), shell.velocity_at(tick));
        let down_m = at.y - view.me.position.y;
        let fall = figures.fall_mps2;
        let left_s = (velocity.y + (velocity.y * velocity.y + 2.0 * fall * down_m).max(0.0).sqrt()) / fall;
        if self.dodge.is_some() || !(0.1..1.2).contains(&left_s) {
            return;
        }
        let apart = level(view.me.position - at + (view.me.velocity - velocity) * left_s);
        if apart.length() > figures.splash_radius_m || !notices(view, shell.id, view.traits.dodges) {
            return;
        }
        let away = (apart + level(view.me.velocity) * 0.2).normalize_or_zero();
        let away = if away == Vec3::ZERO {
            level(view.me.forward()).normalize_or_zero()
        } else {
            away
        };
        self.leave(view, away, left_s, left_s);
    }

    /// Who is about to let go of a charge is to be seen, and so is whom it points at.
    fn watch_glow(&mut self, view: &View<'_>, other: &Hog) {
        let tuning = &view.arena.rules().tuning;
        let figures = tuning.weapon(other.controls.weapon);
        let charged = f32::from(other.charge_ticks) * TICK_SECONDS > figures.charge_s * 0.6;
        if self.dodge.is_some() || !charged || Kind::of(figures) != Kind::Charges {
            return;
        }
        let along = other.muzzle_direction();
        let apart = view.me.position - other.position;
        let aside = level(apart - along * apart.dot(along));
        // The same answer for as long as it charges.
        let began = view.arena.tick().before(u32::from(other.charge_ticks));
        let glow = ShotId {
            fired: began,
            shooter: other.id,
        };
        if apart.dot(along) > 0.0 && aside.length() < MISS_M && notices(view, glow, view.traits.dodges) {
            self.leave(view, beside(view, along, aside), 0.4, 0.5);
        }
    }

    fn watch_mine(&mut self, view: &View<'_>, mine: &Shot) {
        let near = (mine.origin - view.me.position).length_squared() < MINE_M * MINE_M;
        if near && self.mines.len() < MINES_MAX && notices(view, mine.id, view.traits.sees_mines) {
            self.mines.push(mine.origin);
        }
    }

    fn watch_rocket(&mut self, view: &View<'_>, rocket: &Shot, tick: Tick) {
        let apart = view.me.position - rocket.position(tick);
        let velocity = rocket.velocity_at(tick);
        let closing = velocity - view.me.velocity;
        let pace = closing.length_squared().max(1.0);
        let meets_s = apart.dot(closing) / pace;
        if self.dodge.is_some() || !(0.08..0.9).contains(&meets_s) {
            return;
        }
        let miss = level(apart - closing * meets_s);
        if miss.length() > MISS_M || !notices(view, rocket.id, view.traits.dodges) {
            return;
        }
        self.leave(view, beside(view, velocity, miss), meets_s, 0.7);
    }
}

/// Sideways out of a path, level and unit length: on along the way that it misses by already, or else as one moves.
fn beside(view: &View<'_>, path: Vec3, miss: Vec3) -> Vec3 {
    let path = level(path).normalize_or_zero();
    let aside = Vec3::new(-path.z, 0.0, path.x);
    let lean = miss.dot(aside) + 0.3 * view.me.velocity.dot(aside);
    if lean < 0.0 { -aside } else { aside }
}

/// Whether this bot is one of the share that notices this shot: the same answer at every tick.
fn notices(view: &View<'_>, shot: ShotId, share: f32) -> bool {
    let name = u64::from(shot.fired.0) << 16 | u64::from(shot.shooter.0) << 8 | u64::from(view.me.id.0);
    Rng::new(name).chance(share)
}

/// A vector without its height.
pub(super) fn level(vector: Vec3) -> Vec3 {
    Vec3::new(vector.x, 0.0, vector.z)
}

/// Drives to a waypoint, as fast as the turn behind it allows.
pub(super) fn toward(view: &View<'_>, hazards: &Hazards, waypoint: &Waypoint) -> Heading {
    let span = level(waypoint.at - view.me.position);
    let distance_m = span.length();
    let want = span.normalize_or_zero();
    let mut heading = best(view, hazards, (want, distance_m, waypoint.pad), |along| {
        2.6 * along.dot(want)
    });
    let then = level(waypoint.then - waypoint.at).normalize_or_zero();
    let top = view.chassis.top_speed_mps * view.traits.pace;
    let bend = if then == Vec3::ZERO {
        0.6
    } else {
        (1.0 + want.dot(then)) * 0.5
    };
    let turn_mps = 9.0 + (top - 9.0) * bend * bend;
    let bound = (turn_mps * turn_mps + 2.0 * BRAKING_MPS2 * (distance_m - 3.0).max(0.0)).sqrt();
    heading.speed_mps = heading.speed_mps.min(bound);
    heading.hurry = bend > 0.97 && distance_m > 20.0 && heading.along.dot(want) > 0.97;
    heading
}

/// Drives around somebody at a distance, `orbit` +1 to the left and -1 to the right of them.
pub(super) fn around(view: &View<'_>, hazards: &Hazards, enemy: Vec3, keep_m: f32, orbit: f32) -> Heading {
    let span = level(enemy - view.me.position);
    let distance_m = span.length();
    let toward = span.normalize_or_zero();
    let aside = Vec3::new(-toward.z, 0.0, toward.x) * orbit;
    // +1 too far, -1 too near.
    let off = ((distance_m - keep_m) / 10.0).clamp(-1.0, 1.0);
    let circling = 1.0 - 0.6 * off.abs();
    let moving = level(view.me.velocity) / view.chassis.top_speed_mps;
    let want = (toward * off + aside * circling).normalize_or_zero();
    best(view, hazards, (want, LOOK_M, false), |along| {
        1.3 * off * along.dot(toward) + circling * along.dot(aside) + 0.8 * along.dot(moving)
    })
}

/// Drives away from somebody.
pub(super) fn away(view: &View<'_>, hazards: &Hazards, enemy: Vec3) -> Heading {
    let want = level(view.me.position - enemy).normalize_or_zero();
    let moving = level(view.me.velocity) / view.chassis.top_speed_mps;
    let mut heading = best(view, hazards, (want, LOOK_M, false), |along| {
        1.2 * along.dot(want) + 0.8 * along.dot(moving)
    });
    heading.hurry = heading.clear_m > 12.0;
    heading
}

/// The best direction by `gain`, openness and danger. `wish` is the wanted one, how far it must be free, and whether
/// pads may be crossed.
fn best(view: &View<'_>, hazards: &Hazards, wish: (Vec3, f32, bool), gain: impl Fn(Vec3) -> f32) -> Heading {
    let (want, wanted_m, pads) = wish;
    let mut chosen: Option<(f32, Heading)> = None;
    let shy = shy(view);
    for candidate in 0..17 {
        let along = if candidate == 0 {
            want
        } else {
            turned(want, candidate as f32 * PI / 8.0)
        };
        let look_m = if candidate == 0 {
            wanted_m.clamp(4.0, 40.0)
        } else {
            LOOK_M
        };
        let walk = view.nav.walk(view.here, view.me.position, along, look_m);
        let open = (walk.clear_m / look_m.min(LOOK_M)).min(1.0);
        let mut score = gain(along) + open * 1.4;
        if walk.clear_m + 2.0 < look_m.min(7.0) {
            score -= 3.0;
        }
        if walk.void_m < 3.0 {
            score -= (3.0 - walk.void_m) * 0.7;
        }
        score -= mines(view, hazards, along);
        // Pads throw whoever crosses them: nobody drives over one without meaning to.
        if walk.pad && !pads {
            score -= 1.2;
        }
        if let Some(aside) = hazards.dodge() {
            score += 2.0 * along.dot(aside);
        }
        if chosen.as_ref().is_none_or(|(top, _)| score > *top) {
            // Free to the waypoint means free: what is behind it is the waypoint's business.
            let room_m = if candidate == 0 && walk.clear_m + 2.0 >= look_m {
                60.0
            } else {
                walk.clear_m
            };
            chosen = Some((
                score,
                Heading {
                    along,
                    speed_mps: pace(view, room_m, walk.void_m),
                    clear_m: walk.clear_m,
                    void_m: walk.void_m,
                    shy,
                    hurry: false,
                },
            ));
        }
        // The wanted way is free and nothing threatens it: no need to look further.
        if candidate == 0
            && walk.clear_m + 2.0 >= look_m
            && walk.void_m > 4.0
            && (pads || !walk.pad)
            && hazards.mines.is_empty()
            && hazards.dodge.is_none()
        {
            break;
        }
    }
    chosen.map_or(Heading::still(want), |(_, heading)| heading)
}

/// As fast as one can still stop within the room there is, and slowly beside a void.
fn pace(view: &View<'_>, room_m: f32, void_m: f32) -> f32 {
    let stop_mps = (2.0 * BRAKING_MPS2 * (room_m - 2.0).max(0.0)).sqrt() + 5.0;
    let speed_mps = (view.chassis.top_speed_mps * view.traits.pace).min(stop_mps);
    if void_m < 4.0 {
        speed_mps.min(8.0 + 3.0 * void_m)
    } else {
        speed_mps
    }
}

/// Looks where the craft slides, which is not where it points.
pub(super) fn shy(view: &View<'_>) -> Vec3 {
    let velocity = level(view.me.velocity);
    let speed_mps = velocity.length();
    if speed_mps < 4.0 || view.me.airborne {
        return Vec3::ZERO;
    }
    let along = velocity / speed_mps;
    let need_m = speed_mps * speed_mps / (2.0 * BRAKING_MPS2);
    let walk = view.nav.walk(view.here, view.me.position, along, need_m);
    let safe_mps = (2.0 * BRAKING_MPS2 * walk.clear_m).sqrt();
    along * (safe_mps - speed_mps).min(0.0)
}

fn turned(direction: Vec3, radians: f32) -> Vec3 {
    let (sine, cosine) = (sin(radians), cos(radians));
    Vec3::new(
        direction.x * cosine + direction.z * sine,
        0.0,
        direction.z * cosine - direction.x * sine,
    )
}

/// How much the mines in mind speak against a direction.
fn mines(view: &View<'_>, hazards: &Hazards, along: Vec3) -> f32 {
    let danger = |mine: &Vec3| {
        let span = level(*mine - view.me.position);
        let ahead_m = span.dot(along);
        let aside_m = (span - along * ahead_m).length();
        let inside = ahead_m > -2.0 && aside_m < 6.0;
        if inside {
            (1.0 - ahead_m.max(0.0) / MINE_M).max(0.0) * (6.0 - aside_m) * 0.8
        } else {
            0.0
        }
    };
    hazards.mines.iter().map(danger).sum()
}
