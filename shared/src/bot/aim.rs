//! Where a bot points its turret and when it pulls the trigger: the intercept of a moving target, a hand that is
//! never quite still, and no shot into a wall.

use super::View;
use super::arms::Kind;
use super::danger;
use super::heading::level;
use super::look::{Eyes, Track};
use crate::math::{Vec3, atan2, cos, pitch_of, wrap_angle, yaw_of, yaw_pitch};
use crate::rng::Rng;
use crate::tick::{TICK_SECONDS, ticks_from_seconds};
use crate::tuning::WeaponTuning;
use crate::weapon::Weapon;
use crate::weapon::mortar::lob;

/// Longest flight a bot reckons with, seconds.
const FLIGHT_MAX_S: f32 = 4.0;
/// Pieces that the way of what is lobbed is looked at in, and the share of it that each is.
const LOB_PIECES: usize = 8;
const LOB_PIECE: f32 = 0.115;
/// Where somebody was seen longer ago than this nothing is lobbed, ticks.
const LOB_AT_TICKS: u32 = 120;
/// Longest that it holds what is charged, ticks.
const HOLD_TICKS: u16 = 300;
/// How long it draws somebody near before it throws them, seconds.
const DRAW_S: f32 = 0.9;
/// How fast the error of aim moves toward its next value, share a tick.
const DRIFT: f32 = 0.06;
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
    /// Whether to lob steeply.
    steep: bool,
    /// For how long the barrel has pointed where it should, ticks.
    settled: u32,
    /// Where to throw whom it has in its grip.
    brink: Option<Vec3>,
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

    /// Points the weapon in hand at the target that `eyes` follow.
    pub(super) fn point(&mut self, view: &View<'_>, eyes: &Eyes, weapon: Weapon, rng: &mut Rng) -> Pointing {
        self.waver(view, rng);
        let tuning = view.arena.rules().tuning.weapon(weapon);
        let kind = Kind::of(tuning);
        // What is being charged is not let go of because the target is behind a wall for a moment.
        let keeps = kind == Kind::Charges && (1..HOLD_TICKS).contains(&view.me.charge_ticks);
        let sighting = eyes.target().and_then(|target| eyes.sighting(target));
        // What is lobbed comes down on who has just gone behind a wall, too.
        let there =
            sighting.filter(|seen| kind == Kind::Lobs && view.clock.wrapping_sub(seen.seen) < LOB_AT_TICKS);
        let there = there.map(|seen| Track {
            at: seen.at,
            velocity: Vec3::ZERO,
            acceleration: Vec3::ZERO,
        });
        let Some(track) = eyes.track(view.traits.delay_ticks).or(there) else {
            let pointing = self.rest(view, sighting.map(|seen| seen.at));
            return Pointing {
                fire: keeps,
                ..pointing
            };
        };
        let muzzle = view.me.muzzle(view.chassis);
        let Some(mark) = self.intercept(view, &track, tuning, muzzle.position) else {
            let pointing = self.rest(view, Some(track.at));
            return Pointing {
                fire: keeps,
                ..pointing
            };
        };
        if kind == Kind::Grips && view.me.mark.is_some() {
            return self.throw(view, tuning);
        }
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
            self.free = line_is_free(view, muzzle.position, &mark, tuning);
            // Where the flat way is blocked the steep one may not be.
            self.steep = kind == Kind::Lobs && self.steep == self.free;
        }
        let in_range = match kind {
            Kind::Shells | Kind::Bursts | Kind::Lobs => mark.flight_s < tuning.life_s,
            _ => range_m < tuning.reach_m,
        };
        let sound = self.free && in_range && range_m < view.traits.range_m && vulnerable(view, eyes);
        let on_target = on_target && sound;
        self.settled = if on_target { self.settled + 1 } else { 0 };
        let off = off_yaw.abs().max(off_pitch.abs());
        let fire = match kind {
            Kind::Lies => false,
            Kind::Locks => on_target && self.locked(view, tuning),
            Kind::Charges => self.charges(view, tuning, sound && off < 0.5, keeps),
            Kind::Sparks => sound && off < tuning.cone_deg.to_radians() * 0.8 && self.burst(view),
            Kind::Grips => sound && off < tuning.cone_deg.to_radians() * 0.8,
            _ => on_target && range_m > kind.least_m(tuning) && self.burst(view),
        };
        Pointing { fire, ..self.idle() }
    }

    /// Whether it has had somebody in its sights for long enough, and has noticed.
    fn locked(&self, view: &View<'_>, tuning: &WeaponTuning) -> bool {
        let whole_ticks = ticks_from_seconds(tuning.charge_s) as usize + view.traits.delay_ticks / 2;
        view.me.mark.is_some() && usize::from(view.me.charge_ticks) > whole_ticks
    }

    /// Holds the trigger from when there is somebody to fire at, and lets go when it is charged and points at them.
    fn charges(&self, view: &View<'_>, tuning: &WeaponTuning, begins: bool, keeps: bool) -> bool {
        if view.me.charge_ticks == 0 {
            return begins;
        }
        let charged = f32::from(view.me.charge_ticks) * TICK_SECONDS >= tuning.charge_s * 0.9;
        let settled = self.settled as usize > view.traits.delay_ticks / 2;
        keeps && !(charged && settled)
    }

    /// Whom it has in its grip it swings to where nobody wants to be thrown, and lets go there.
    fn throw(&mut self, view: &View<'_>, tuning: &WeaponTuning) -> Pointing {
        let held_s = f32::from(view.me.charge_ticks) * TICK_SECONDS;
        let lasts_s = view.me.energy.points() / tuning.energy_per_s.max(1.0);
        if view.turn(6) {
            self.brink = danger::near(view);
        }
        let barrel = view.me.muzzle_direction();
        let toward = self.brink.unwrap_or(barrel);
        let drawn = held_s > DRAW_S;
        if drawn {
            (self.yaw, self.pitch) = (yaw_of(toward) + self.error.0, 0.15);
        }
        let there = wrap_angle(yaw_of(barrel) - yaw_of(toward)).abs() < 0.15;
        let lets_go = (drawn && there) || lasts_s < 0.15;
        Pointing {
            fire: !lets_go,
            ..self.idle()
        }
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

impl Aim {
    /// Solves where a shot meets the target. Shells inherit the shooter's whole motion, so they are reckoned in its frame;
    /// what bursts keeps only the part along the barrel; what is lobbed falls; the rest is there at once, or finds its way.
    fn intercept(&self, view: &View<'_>, track: &Track, tuning: &WeaponTuning, muzzle: Vec3) -> Option<Mark> {
        let kind = Kind::of(tuning);
        let own = view.me.velocity;
        let lead = track.velocity * view.traits.lead;
        let turn = if view.traits.foresees_turns {
            track.acceleration * 0.5
        } else {
            Vec3::ZERO
        };
        let mut mark = Mark {
            along: track.at - muzzle,
            at: track.at,
            flight_s: 0.0,
        };
        if !matches!(kind, Kind::Shells | Kind::Bursts | Kind::Lobs) {
            return Some(mark);
        }
        mark.flight_s = mark.along.length() / tuning.speed_mps.max(1.0);
        // Three rounds bring it within centimetres; the equation has no closed form once the target accelerates.
        for _ in 0..3 {
            let bend_s = mark.flight_s.min(0.6);
            let mut at = track.at + lead * mark.flight_s + turn * (0.5 * bend_s * bend_s);
            at.y = track.at.y + lead.y.clamp(-6.0, 6.0) * mark.flight_s.min(0.5);
            mark = match kind {
                Kind::Lobs => lobbed(tuning, muzzle, feet(view, at), self.steep)?,
                Kind::Bursts => {
                    let at = feet(view, at);
                    let along = at - muzzle;
                    let speed_mps = tuning.speed_mps + own.dot(along.normalize_or_zero()).max(0.0);
                    let flight_s = along.length() / speed_mps.max(1.0);
                    Mark { along, at, flight_s }
                }
                _ => {
                    let along = at - muzzle - own * mark.flight_s;
                    let flight_s = along.length() / tuning.speed_mps.max(1.0);
                    Mark { along, at, flight_s }
                }
            };
            if mark.flight_s > FLIGHT_MAX_S {
                return None;
            }
        }
        Some(mark)
    }
}

/// How to point what is lobbed so that it comes down at a place: the flatter or the steeper of the two ways there are, if it
/// goes as far. From v²·tan θ = (v² ± √(v⁴ − g(g·d² + 2·h·v²))) / (g·d).
fn lobbed(tuning: &WeaponTuning, muzzle: Vec3, at: Vec3, steep: bool) -> Option<Mark> {
    let span = at - muzzle;
    let away_m = level(span).length().max(0.1);
    let (speed2, fall) = (tuning.speed_mps * tuning.speed_mps, tuning.fall_mps2);
    let root = speed2 * speed2 - fall * (fall * away_m * away_m + 2.0 * span.y * speed2);
    if root < 0.0 {
        return None;
    }
    let root = if steep { root.sqrt() } else { -root.sqrt() };
    let pitch = atan2(speed2 + root, fall * away_m);
    let barrel = yaw_pitch(yaw_of(span), pitch - tuning.lift_deg.to_radians());
    Some(Mark {
        along: barrel * Vec3::new(0.0, 0.0, -1.0),
        at,
        flight_s: away_m / (tuning.speed_mps * cos(pitch)).max(0.1),
    })
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
fn line_is_free(view: &View<'_>, muzzle: Vec3, mark: &Mark, tuning: &WeaponTuning) -> bool {
    let span = mark.at - muzzle;
    let distance_m = span.length();
    let terrain = &view.arena.rules().terrain;
    if tuning.fall_mps2 > 0.0 {
        return lob_is_free(view, muzzle, mark, tuning);
    }
    let spare_m = if tuning.splash_radius_m > 0.0 { 2.5 } else { 1.0 };
    let reach_m = distance_m - spare_m;
    reach_m <= 0.0 || terrain.cast(muzzle, span / distance_m, reach_m).is_none()
}

/// The same of what is lobbed, piece by piece.
fn lob_is_free(view: &View<'_>, muzzle: Vec3, mark: &Mark, tuning: &WeaponTuning) -> bool {
    let velocity = lob(mark.along.normalize_or_zero(), tuning) * tuning.speed_mps;
    let at = |share: f32| {
        let seconds = mark.flight_s * share;
        let fallen = Vec3::new(0.0, 0.5 * tuning.fall_mps2 * seconds * seconds, 0.0);
        muzzle + velocity * seconds - fallen
    };
    let terrain = &view.arena.rules().terrain;
    // Not the last bit, where the ground is that it comes down on.
    let piece = |piece: usize| (at(LOB_PIECE * piece as f32), at(LOB_PIECE * (piece + 1) as f32));
    (0..LOB_PIECES)
        .map(piece)
        .all(|(from, to)| terrain.sees(from, to))
}
