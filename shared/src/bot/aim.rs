//! Where a bot points its turret and when it pulls the trigger: the intercept of a moving target, a hand that is
//! never quite still, and no shot into a wall.

use super::View;
use super::look::{Eyes, Track};
use crate::math::{Vec3, pitch_of, wrap_angle, yaw_of};
use crate::rng::Rng;
use crate::weapon::Weapon;

/// Longest flight a bot reckons with, seconds.
const FLIGHT_MAX_S: f32 = 2.5;
/// How fast the error of aim moves toward its next value, share a tick.
const DRIFT: f32 = 0.06;
/// Nearer than this a rocket would hurt its owner, metres.
const ROCKET_MIN_M: f32 = 9.0;
/// Share of the error that is left upward: the ground is a good guide.
const UPWARD: f32 = 0.33;

/// The hand on the turret.
#[derive(Clone, Debug, Default)]
pub(super) struct Aim {
    /// Error of yaw and pitch now, radians.
    error: (f32, f32),
    /// What it moves toward.
    next_error: (f32, f32),
    redraw_ticks: u32,
    /// Ticks since this burst, or the rest after it, began.
    burst: u32,
    /// Whether the line of fire was free when looked at last.
    free: bool,
    yaw: f32,
    pitch: f32,
}

/// What comes of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pointing {
    /// Radians, in the world.
    pub yaw: f32,
    /// Radians, in the world.
    pub pitch: f32,
    pub fire: bool,
}

impl Aim {
    /// Where the turret was last asked to point.
    pub(super) fn idle(&self) -> Pointing {
        Pointing {
            yaw: self.yaw,
            pitch: self.pitch,
            fire: false,
        }
    }

    /// Without a target: looks where it drives, or at a place of interest.
    pub(super) fn rest(&mut self, view: &View<'_>, toward: Option<Vec3>) -> Pointing {
        self.free = false;
        let place = toward
            .map(|at| at - view.me.position)
            .filter(|span| span.length_squared() > 9.0);
        let along = place.unwrap_or_else(|| view.me.forward());
        self.yaw = wrap_angle(self.yaw + wrap_angle(yaw_of(along) - self.yaw) * 0.08);
        self.pitch -= self.pitch * 0.1;
        self.idle()
    }

    /// Points `weapon` at the target that `eyes` follow.
    pub(super) fn point(&mut self, view: &View<'_>, eyes: &Eyes, weapon: Weapon, rng: &mut Rng) -> Pointing {
        self.waver(view, rng);
        let Some(track) = eyes.track(view.traits.delay_ticks) else {
            let place = eyes
                .target()
                .and_then(|target| eyes.sighting(target))
                .map(|sighting| sighting.at);
            return self.rest(view, place);
        };
        let muzzle = view.me.muzzle(view.chassis);
        let Some(mark) = intercept(view, &track, weapon, muzzle.position) else {
            return self.rest(view, Some(track.at));
        };
        let along = mark.along;
        // The hand steadies on who is near, else the error would never matter there.
        let (yaw, pitch) = (yaw_of(along) + self.error.0, pitch_of(along) + self.error.1);
        (self.yaw, self.pitch) = (yaw, pitch.clamp(-1.2, 1.2));
        let range_m = (track.at - view.me.position).length();
        let off_yaw = wrap_angle(yaw_of(muzzle.direction) - yaw);
        let off_pitch = pitch_of(muzzle.direction) - self.pitch;
        let slack = 2.0 / range_m.max(4.0) + 0.015;
        let on_target = off_yaw.abs() < slack && off_pitch.abs() < slack;
        if view.turn(3) {
            self.free = line_is_free(view, muzzle.position, &mark, weapon);
        }
        let in_range =
            mark.flight_s < view.arena.rules().tuning.weapon(weapon).life_s && range_m < view.traits.range_m;
        let safe = weapon != Weapon::Rocket || range_m > ROCKET_MIN_M;
        let fire = on_target && self.free && in_range && safe && self.burst(view) && vulnerable(view, eyes);
        Pointing { fire, ..self.idle() }
    }

    /// Moves the error of aim smoothly toward a value drawn anew every now and then.
    fn waver(&mut self, view: &View<'_>, rng: &mut Rng) {
        self.redraw_ticks = self.redraw_ticks.saturating_sub(1);
        if self.redraw_ticks == 0 {
            self.redraw_ticks = 18 + rng.below(30);
            let typical = view.traits.error_rad;
            self.next_error = (rng.bell() * typical, rng.bell() * typical * UPWARD);
        }
        self.error.0 += (self.next_error.0 - self.error.0) * DRIFT;
        self.error.1 += (self.next_error.1 - self.error.1) * DRIFT;
    }

    /// Whether the trigger finger is down: bursts with rests between.
    fn burst(&mut self, view: &View<'_>) -> bool {
        let (fire, rest) = view.traits.burst_ticks;
        self.burst = (self.burst + 1) % (fire + rest);
        self.burst < fire
    }
}

/// Nobody shoots at who cannot be hurt yet.
fn vulnerable(view: &View<'_>, eyes: &Eyes) -> bool {
    eyes.target()
        .and_then(|target| view.arena.hog(target))
        .is_some_and(|hog| hog.protected_ticks < 10)
}

/// Where to point.
#[derive(Clone, Copy, Debug)]
struct Mark {
    /// From the muzzle along the barrel, any length.
    along: Vec3,
    /// Where shot and target meet, metres.
    at: Vec3,
    flight_s: f32,
}

/// Solves where a shot meets the target. Shells inherit the shooter's whole motion, so they are reckoned in its frame;
/// rockets keep only the part along the barrel.
fn intercept(view: &View<'_>, track: &Track, weapon: Weapon, muzzle: Vec3) -> Option<Mark> {
    let tuning = view.arena.rules().tuning.weapon(weapon);
    let own = view.me.velocity;
    let lead = track.velocity * view.traits.lead;
    let turn = if view.traits.foresees_turns {
        track.acceleration * 0.5
    } else {
        Vec3::ZERO
    };
    let mut flight_s = (track.at - muzzle).length() / tuning.speed_mps.max(1.0);
    let mut along = track.at - muzzle;
    let mut at = track.at;
    // Three rounds bring it within centimetres; the equation has no closed form once the target accelerates.
    for _ in 0..3 {
        let bend_s = flight_s.min(0.6);
        at = track.at + lead * flight_s + turn * (0.5 * bend_s * bend_s);
        at.y = track.at.y + lead.y.clamp(-6.0, 6.0) * flight_s.min(0.5);
        if weapon == Weapon::Rocket {
            at = feet(view, at);
            along = at - muzzle;
            let speed_mps = tuning.speed_mps + own.dot(along.normalize_or_zero()).max(0.0);
            flight_s = along.length() / speed_mps.max(1.0);
        } else {
            along = at - muzzle - own * flight_s;
            flight_s = along.length() / tuning.speed_mps.max(1.0);
        }
        if flight_s > FLIGHT_MAX_S {
            return None;
        }
    }
    Some(Mark { along, at, flight_s })
}

/// The ground just under a point near it, so that a rocket that misses still bursts beside its target.
fn feet(view: &View<'_>, at: Vec3) -> Vec3 {
    let ground = view
        .arena
        .rules()
        .terrain
        .cast(at, Vec3::new(0.0, -1.0, 0.0), 2.5);
    ground.map_or(at, |hit| {
        at - Vec3::new(0.0, (hit.distance_m - 0.25).max(0.0), 0.0)
    })
}

/// Whether a shot gets near its mark before it meets something solid.
fn line_is_free(view: &View<'_>, muzzle: Vec3, mark: &Mark, weapon: Weapon) -> bool {
    let span = mark.at - muzzle;
    let distance_m = span.length();
    let spare_m = if weapon == Weapon::Rocket { 2.5 } else { 1.0 };
    let reach_m = distance_m - spare_m;
    let terrain = &view.arena.rules().terrain;
    reach_m <= 0.0 || terrain.cast(muzzle, span / distance_m, reach_m).is_none()
}
