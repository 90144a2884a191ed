//! The tractor's rule: held it grips whom it is pointed at and draws them before its barrel, for as long as it has them in
//! sight and energy lasts; let go of it throws them where it points. Without anybody there it fetches what lies about.
//! Mass, a wall and a leap aside help against it, and it does no harm by itself.

use super::{Hand, Strike, WeaponRule};
use crate::arena::hog::{Hog, Points};
use crate::arena::pickup::useful;
use crate::arena::shot::{Shot, Struck};
use crate::ids::HogId;
use crate::level::vector;
use crate::math::{Vec3, cos};
use crate::tick::{TICK_SECONDS, ticks_from_seconds};

/// How much farther off, in angle and distance, somebody may be who is gripped than who is to be.
const GRIP_SLACK: f32 = 1.6;
/// Where it holds somebody, metres before the barrel's end.
const HOLD_M: f32 = 6.0;
/// How fast somebody comes who is so far from there, 1/s.
const EASE_PER_S: f32 = 3.0;
/// Energy it takes to begin, as seconds of it.
const BEGIN_S: f32 = 0.25;
/// How far over the ground what lies about is, metres.
const LIES_M: f32 = 1.0;

/// See above.
pub(super) struct Tractor;

impl WeaponRule for Tractor {
    fn work(&self, hand: &mut Hand<'_>) {
        let gripped = hand
            .hog
            .mark
            .filter(|&mark| hand.still_aimed_at(mark, GRIP_SLACK));
        if hand.guessed {
            // Whom another has gripped is told, and moves as they do on the server.
            pull(hand, gripped);
            return;
        }
        let works = hand.held() && !hand.silent && hand.hog.energy > Points::NONE;
        if hand.hog.mark.is_some() {
            if works && gripped.is_some() {
                // Nobody is pulled about by what they cannot see: a cloak that is picked up meanwhile is lost at once.
                hand.hog.cloak_ticks = 0;
                hand.charge();
                burn(hand);
                pull(hand, gripped);
            } else {
                let thrown = gripped.filter(|_| !hand.held() && !hand.silent);
                self.release(hand, thrown);
            }
        } else if works && hand.loaded() {
            begin(hand);
        } else {
            hand.let_go();
        }
    }

    /// A flash along the barrel: the throw.
    fn shot(&self, hand: &Hand<'_>) -> Shot {
        let muzzle = hand.muzzle();
        Shot::of(hand, muzzle.position, muzzle.direction * hand.tuning().speed_mps)
    }
}

impl Tractor {
    /// Lets go of whom it held, and throws them if it was meant to.
    fn release(&self, hand: &mut Hand<'_>, thrown: Option<HogId>) {
        let at = thrown.and_then(|id| hand.other(id)).map(|hog| hog.position);
        if let (Some(victim), Some(at)) = (thrown, at) {
            let (muzzle, shot, throw_mps) = (hand.muzzle(), self.shot(hand), hand.tuning().throw_mps);
            hand.strike(Strike {
                victim,
                points: 0.0,
                from: muzzle.position,
                push_mps: muzzle.direction * throw_mps,
            });
            hand.flash(shot, at, Struck::Hog(victim));
        }
        hand.spend();
        hand.let_go();
    }
}

/// Grips whom the barrel points at; else fetches what lies there, which takes a while.
fn begin(hand: &mut Hand<'_>) {
    let least = Points::from_points(hand.tuning().energy_per_s * BEGIN_S);
    let enemy = hand.aimed_at().and_then(|id| hand.other(id));
    let enemy = enemy.filter(|enemy| enemy.protected_ticks == 0 && hand.hog.energy >= least);
    if let Some(enemy) = enemy.map(|enemy| enemy.id) {
        (hand.hog.mark, hand.hog.charge_ticks) = (Some(enemy), 0);
        (hand.hog.protected_ticks, hand.hog.cloak_ticks) = (0, 0);
        return;
    }
    let Some(spot) = lies_there(hand) else {
        hand.let_go();
        return;
    };
    hand.charge();
    if hand.charged() {
        hand.fetch(spot);
        hand.spend();
        hand.let_go();
    }
}

/// What it takes to go on.
fn burn(hand: &mut Hand<'_>) {
    let cost = Points::per_tick(hand.tuning().energy_per_s);
    let wait = ticks_from_seconds(hand.chassis().energy_delay_s) as u16;
    hand.hog.energy = hand.hog.energy.minus(cost);
    hand.hog.energy_wait_ticks = wait;
}

/// Draws somebody toward the place before the barrel, harder the lighter they are. An attack, although it does not hurt.
fn pull(hand: &mut Hand<'_>, gripped: Option<HogId>) {
    let Some(victim) = gripped.and_then(|id| hand.other(id)) else {
        return;
    };
    let push_mps = drawn(hand, victim);
    let (victim, from) = (victim.id, hand.muzzle().position);
    hand.strike(Strike {
        victim,
        points: 0.0,
        from,
        push_mps,
    });
}

/// The push of one tick, metres a second for a craft of 1000 kg.
fn drawn(hand: &Hand<'_>, victim: &Hog) -> Vec3 {
    let (muzzle, tuning) = (hand.muzzle(), hand.tuning());
    let tonnes = hand.rules.tuning.chassis(victim.chassis).mass_kg / 1000.0;
    let away = muzzle.position + muzzle.direction * HOLD_M - victim.position;
    let pace_mps = (away.length() * EASE_PER_S).min(tuning.speed_mps);
    let wanted = hand.hog.velocity + away.normalize_or_zero() * pace_mps;
    ((wanted - victim.velocity) * tonnes).clamp_length_max(tuning.pull_mps2 * TICK_SECONDS)
}

/// What is of use, lies within reach and cone and in sight; the nearest to where the barrel points.
fn lies_there(hand: &Hand<'_>) -> Option<usize> {
    let (muzzle, tuning) = (hand.muzzle(), hand.tuning());
    let least = cos(tuning.cone_deg.to_radians());
    let mut best: Option<(f32, usize)> = None;
    for (spot, place) in hand.rules.level.pickups.iter().enumerate() {
        if hand.pickups >> spot & 1 == 0 || !useful(hand.hog, place.kind, &hand.rules.tuning) {
            continue;
        }
        let at = vector(place.at) + Vec3::new(0.0, LIES_M, 0.0);
        let away = at - muzzle.position;
        let along = away.normalize_or_zero().dot(muzzle.direction);
        let there = away.length() <= tuning.reach_m && along >= least;
        if there && best.is_none_or(|(most, _)| along > most) && hand.surroundings.sees(muzzle.position, at) {
            best = Some((along, spot));
        }
    }
    best.map(|(_, spot)| spot)
}
