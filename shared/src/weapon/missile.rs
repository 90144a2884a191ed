//! The missile's rule: kept on somebody for a while it locks on, and flies after whom it has locked on to, as far as it can
//! turn. Without a lock it flies straight. A wall, a bubble, a late leap aside or a cloak is what helps against it.

use super::{Hand, WeaponRule};
use crate::arena::hog::Hog;
use crate::arena::shot::{LEG_TICKS, Shot};
use crate::math::{Vec3, cos, sin};
use crate::tick::{TICK_SECONDS, Tick};
use crate::tuning::WeaponTuning;

/// How much farther off, in angle and distance, a mark may be that is kept than one that is found.
const KEEP_SLACK: f32 = 1.4;
/// How many times as fast a lock goes when its mark is out of sight as it came.
const FADE: u16 = 3;
/// Cosine of the angle within which its eye sees its mark: 60 degrees. Whoever is beside or behind it is lost to it.
const EYE_COS: f32 = 0.5;

/// See above.
pub(super) struct Missile;

impl WeaponRule for Missile {
    fn work(&self, hand: &mut Hand<'_>) {
        seek(hand);
        if hand.ready() {
            let shot = self.shot(hand);
            hand.let_go();
            hand.spend();
            hand.launch(shot);
        }
    }

    /// A missile from the barrel, at one speed whatever the craft does, so that it turns as tightly for everyone.
    fn shot(&self, hand: &Hand<'_>) -> Shot {
        let muzzle = hand.muzzle();
        let shot = Shot::of(hand, muzzle.position, muzzle.direction * hand.tuning().speed_mps);
        let target = shot.target.filter(|_| hand.charged());
        Shot { target, ..shot }
    }

    /// Toward where it would meet its mark if that went on as it does; nowhere if that is out of its eye.
    fn steer(&self, shot: &Shot, target: &Hog, tuning: &WeaponTuning, tick: Tick) -> Option<Vec3> {
        let velocity = shot.velocity_at(tick);
        let speed_mps = velocity.length();
        let (along, away) = (
            velocity.normalize_or_zero(),
            target.position - shot.position(tick),
        );
        if speed_mps < 1.0 || away.normalize_or_zero().dot(along) < EYE_COS {
            return None;
        }
        let meets_s = away.length() / speed_mps;
        let wanted = (away + target.velocity * meets_s).normalize_or_zero();
        let most = tuning.turn_rps * LEG_TICKS as f32 * TICK_SECONDS;
        Some(turned(along, wanted, most) * speed_mps)
    }
}

/// Looks for a mark, keeps to it while it is in sight, and lets it go bit by bit while it is not.
fn seek(hand: &mut Hand<'_>) {
    if hand.guessed {
        // Whom others have in their sights, they know better.
        if hand.hog.charge_ticks > 0 {
            hand.charge();
        }
        return;
    }
    match hand.hog.mark {
        Some(mark) if hand.still_aimed_at(mark, KEEP_SLACK) => hand.charge(),
        Some(_) => {
            let locked = hand.hog.charge_ticks.min(hand.charge_whole_ticks());
            hand.hog.charge_ticks = locked.saturating_sub(FADE);
            if hand.hog.charge_ticks == 0 {
                hand.let_go();
            }
        }
        None if hand.hog.ammo[hand.weapon().index()] > 0 => hand.hog.mark = hand.aimed_at(),
        None => {}
    }
}

/// A direction turned toward another by an angle, or all the way if that is less; both of unit length.
fn turned(from: Vec3, to: Vec3, most: f32) -> Vec3 {
    let aside = to - from * from.dot(to);
    if from.dot(to) >= cos(most) || aside.length_squared() < 1e-9 {
        return to;
    }
    from * cos(most) + aside.normalize() * sin(most)
}
