//! The lance's rule: held it charges, for everyone to see, and let go of it pierces everybody on a line at once. Whoever
//! sees it glow can leave that line, or come so near that it is hard to point.

use super::{Hand, Strike, WeaponRule};
use crate::arena::shot::{Shot, Struck};

/// Least share of the charge that does anything.
const LEAST: f32 = 0.25;
/// What is left of it behind each hog that it goes through, as a share.
const THROUGH: f32 = 0.7;

/// See above.
pub(super) struct Lance;

impl WeaponRule for Lance {
    fn work(&self, hand: &mut Hand<'_>) {
        if hand.guessed {
            if hand.hog.charge_ticks > 0 && hand.held() {
                hand.charge();
            }
            return;
        }
        if hand.ready() {
            hand.charge();
            return;
        }
        let charged = f32::from(hand.hog.charge_ticks) / f32::from(hand.charge_whole_ticks());
        let lets_go = !hand.held() && !hand.silent && hand.loaded();
        if lets_go && charged >= LEAST {
            self.pierce(hand, charged.min(1.0));
        }
        hand.let_go();
    }

    /// A flash along the beam.
    fn shot(&self, hand: &Hand<'_>) -> Shot {
        let muzzle = hand.muzzle();
        Shot::of(hand, muzzle.position, muzzle.direction * hand.tuning().speed_mps)
    }
}

impl Lance {
    fn pierce(&self, hand: &mut Hand<'_>, charged: f32) {
        let (muzzle, shot) = (hand.muzzle(), self.shot(hand));
        let (reach_m, radius_m) = (hand.tuning().reach_m, hand.tuning().radius_m);
        let (damage, push_mps) = (hand.tuning().damage, hand.tuning().knockback_mps);
        let from = muzzle.position;
        let clear_m = hand.clear_m(from, muzzle.direction, reach_m);
        let pierced = hand.pierced(from, muzzle.direction * clear_m, radius_m);
        let mut share = charged;
        for &(_, victim) in &pierced {
            hand.strike(Strike {
                victim,
                points: damage * share,
                from,
                push_mps: muzzle.direction * (push_mps * share),
            });
            share *= THROUGH;
        }
        let (end_m, struck) = match pierced.first() {
            Some(&(first_m, victim)) => (first_m, Struck::Hog(victim)),
            None if clear_m < reach_m => (clear_m, Struck::Terrain),
            None => (reach_m, Struck::Nothing),
        };
        hand.spend();
        hand.flash(shot, from + muzzle.direction * end_m, struck);
    }
}
