//! The arc's rule: a spark that strikes the nearest to where it is pointed, within a few metres, and leaps on to others
//! beside them. Whoever keeps away from it, and apart from each other, has nothing to fear.

use super::{Hand, Strike, WeaponRule};
use crate::arena::shot::{Shot, Struck};
use crate::ids::HogId;
use crate::math::Vec3;

/// How often it leaps on at most.
const LEAPS: usize = 2;
/// What is left of it after each leap, as a share.
const LEAPT: f32 = 0.6;

/// See above.
pub(super) struct Arc;

impl WeaponRule for Arc {
    fn work(&self, hand: &mut Hand<'_>) {
        if hand.ready() {
            self.spark(hand);
        }
    }

    /// A flash toward whom it strikes, or along the barrel.
    fn shot(&self, hand: &Hand<'_>) -> Shot {
        let muzzle = hand.muzzle();
        let aimed = hand.aimed_at().and_then(|id| hand.other(id));
        let along = aimed.map_or(muzzle.direction, |aimed| {
            (aimed.position - muzzle.position).normalize_or_zero()
        });
        Shot::of(hand, muzzle.position, along * hand.tuning().speed_mps)
    }
}

impl Arc {
    fn spark(&self, hand: &mut Hand<'_>) {
        let (muzzle, shot, aimed) = (hand.muzzle(), self.shot(hand), hand.aimed_at());
        hand.spend();
        let Some(first) = aimed.and_then(|id| hand.other(id)) else {
            let reach_m = hand.tuning().reach_m;
            let clear_m = hand.clear_m(muzzle.position, muzzle.direction, reach_m);
            let struck = if clear_m < reach_m {
                Struck::Terrain
            } else {
                Struck::Nothing
            };
            hand.flash(shot, muzzle.position + muzzle.direction * clear_m, struck);
            return;
        };
        let (end, struck) = (first.position, Struck::Hog(first.id));
        let (mut from, mut points) = (muzzle.position, hand.tuning().damage);
        let mut chain = Vec::with_capacity(1 + LEAPS);
        let mut next = Some((first.id, first.position));
        while let Some((victim, at)) = next {
            let push_mps = (at - from).normalize_or_zero() * hand.tuning().knockback_mps;
            hand.strike(Strike {
                victim,
                points,
                from,
                push_mps,
            });
            chain.push(victim);
            (from, points) = (at, points * LEAPT);
            next = if chain.len() <= LEAPS {
                beside(hand, at, &chain)
            } else {
                None
            };
        }
        hand.flash(shot, end, struck);
    }
}

/// The enemy nearest to a place that it can leap to and has not struck yet, and where.
fn beside(hand: &Hand<'_>, at: Vec3, struck: &[HogId]) -> Option<(HogId, Vec3)> {
    let link_m = hand.tuning().link_m;
    let mut best: Option<(f32, HogId, Vec3)> = None;
    for enemy in hand.enemies().filter(|enemy| !struck.contains(&enemy.id)) {
        let distance_m = (enemy.position - at).length();
        let nearer = best.is_none_or(|(least_m, ..)| distance_m < least_m);
        if distance_m <= link_m && nearer && hand.surroundings.sees(at, enemy.position) {
            best = Some((distance_m, enemy.id, enemy.position));
        }
    }
    best.map(|(_, id, at)| (id, at))
}
