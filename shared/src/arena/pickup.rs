//! Pickups and pads: what an arena does to those who drive over its places.

use super::Arena;
use super::hog::{Hog, Points};
use super::outcome::{Outcome, Outcomes};
use crate::ids::HogId;
use crate::level::{Level, PadKind, vector};
use crate::math::{Vec3, yaw_pitch};
use crate::tick::ticks_from_seconds;
use crate::tuning::{MAX_POINTS, OVERCHARGE, PickupKind, Tuning};
use crate::weapon::Weapon;

/// Height over a pad within which it throws, metres.
const PAD_REACH_M: f32 = 2.2;
/// Ticks before the same hog is thrown again.
const PAD_WAIT_TICKS: u16 = 20;
/// Share of a pad's speed along its heading that a hog keeps while it is over the pad: drag takes up to a sixth on nine
/// metres. Less than this share is what engines alone give (38 m/s of the Sty's 46).
const THROWN_ALONG: f32 = 0.83;
/// Share of a pad's upward speed that a hog keeps until gravity has it out of the pad's reach. Less is what a leap gives.
const THROWN_UP: f32 = 0.5;

impl Arena {
    /// Gives what lies about to whoever is near and can use it; the lower seat wins a tie.
    pub(super) fn pick_up(&mut self, outcomes: &mut Outcomes) {
        let rules = self.rules.clone();
        let radius_m = rules.tuning.rules.pickup_radius_m;
        for (spot, place) in rules.level.pickups.iter().enumerate() {
            if self.tick < self.pickup_back[spot] {
                continue;
            }
            let middle = vector(place.at) + Vec3::new(0.0, 1.0, 0.0);
            let near = |hog: &&mut Hog| {
                hog.alive() && (hog.position - middle).length_squared() < radius_m * radius_m
            };
            let taker = self
                .hogs
                .iter_mut()
                .flatten()
                .filter(near)
                .find(|hog| useful(hog, place.kind, &rules.tuning));
            if let Some(taker) = taker.map(|hog| hog.id) {
                self.take(spot, taker, outcomes);
            }
        }
    }

    /// Gives a hog what lies at a spot, from wherever it is.
    pub(super) fn take(&mut self, spot: usize, taker: HogId, outcomes: &mut Outcomes) {
        let rules = self.rules.clone();
        let there = self.pickup_there(spot);
        let (Some(place), Some(hog)) = (rules.level.pickups.get(spot), &mut self.hogs[taker.index()]) else {
            return;
        };
        if !there || !useful(hog, place.kind, &rules.tuning) {
            return;
        }
        give(hog, place.kind, &rules.tuning);
        self.pickup_back[spot] = self.tick.after(ticks_from_seconds(rules.tuning.rules.pickup_s));
        outcomes.push(Outcome::PickedUp {
            hog: taker,
            spot: spot as u8,
            kind: place.kind,
        });
    }
}

/// Whether a hog carries a weapon: it came with it, or found it.
#[must_use]
pub fn carries(hog: &Hog, weapon: Weapon, tuning: &Tuning) -> bool {
    hog.ammo[weapon.index()] > 0 || tuning.chassis(hog.chassis).loadout.contains(&weapon)
}

/// Whether there is room for more of a weapon's ammunition.
fn wants(hog: &Hog, weapon: Weapon, tuning: &Tuning) -> bool {
    hog.ammo[weapon.index()] < tuning.weapon(weapon).ammo_max
}

fn load(hog: &mut Hog, weapon: Weapon, tuning: &Tuning) {
    let figures = tuning.weapon(weapon);
    let ammo = &mut hog.ammo[weapon.index()];
    *ammo = ammo.saturating_add(figures.ammo_pickup).min(figures.ammo_max);
}

/// Whether a hog would gain anything from a pickup.
#[must_use]
pub fn useful(hog: &Hog, kind: PickupKind, tuning: &Tuning) -> bool {
    let chassis = tuning.chassis(hog.chassis);
    match kind {
        PickupKind::Repair => hog.health < Points::from_points(chassis.health),
        PickupKind::Boost => hog.energy < Points::from_points(chassis.energy),
        PickupKind::Ammo => Weapon::ALL
            .iter()
            .any(|&weapon| carries(hog, weapon, tuning) && wants(hog, weapon, tuning)),
        PickupKind::Shield => hog.shield < Points::from_points(chassis.shield),
        PickupKind::Overdrive => hog.overdrive_ticks == 0,
        PickupKind::Cloak => hog.cloak_ticks == 0,
        PickupKind::Weapon(weapon) => wants(hog, weapon, tuning),
    }
}

fn give(hog: &mut Hog, kind: PickupKind, tuning: &Tuning) {
    let chassis = tuning.chassis(hog.chassis);
    match kind {
        PickupKind::Repair => {
            let full = Points::from_points(chassis.health);
            hog.health = hog.health.plus(Points::from_points(tuning.rules.repair), full);
        }
        PickupKind::Boost => hog.energy = Points::from_points(chassis.energy * (1.0 + OVERCHARGE)),
        PickupKind::Ammo => {
            for weapon in Weapon::ALL {
                if carries(hog, weapon, tuning) {
                    load(hog, weapon, tuning);
                }
            }
        }
        PickupKind::Shield => {
            let most = chassis.shield * (1.0 + tuning.rules.overshield);
            hog.shield = Points::from_points(most.min(MAX_POINTS - chassis.health));
        }
        PickupKind::Overdrive => hog.overdrive_ticks = ticks_from_seconds(tuning.rules.overdrive_s) as u16,
        PickupKind::Cloak => hog.cloak_ticks = ticks_from_seconds(tuning.rules.cloak_s) as u16,
        PickupKind::Weapon(weapon) => load(hog, weapon, tuning),
    }
}

/// Throws a hog that is over a pad. How long until a pad throws another's hog again, a client is not told (`guessed`):
/// one that goes as if it had been thrown has been, and to throw it again would be wrong at every snapshot.
pub(super) fn throw(hog: &mut Hog, level: &Level, guessed: bool, outcomes: &mut Outcomes) {
    if hog.pad_wait_ticks > 0 {
        return;
    }
    for (index, pad) in level.pads.iter().enumerate() {
        let turn = yaw_pitch(pad.yaw_deg.to_radians(), 0.0);
        let local = turn.inverse() * (hog.position - vector(pad.at));
        let over = local.x.abs() <= pad.size.0 * 0.5
            && local.z.abs() <= pad.size.1 * 0.5
            && (-0.5..=PAD_REACH_M).contains(&local.y);
        if !over {
            continue;
        }
        let heading = turn * Vec3::new(0.0, 0.0, -1.0);
        let (up, along) = match pad.kind {
            PadKind::Boost(along) => (hog.velocity.y, along),
            PadKind::Jump(up, along) => (up.max(hog.velocity.y), along),
        };
        let already = hog.velocity.dot(heading);
        let thrown = match pad.kind {
            PadKind::Boost(along) => already >= along * THROWN_ALONG,
            PadKind::Jump(up, _) => hog.velocity.y >= up * THROWN_UP,
        };
        if guessed && thrown {
            return;
        }
        hog.velocity += heading * (along - already).max(0.0);
        hog.velocity.y = up;
        // A leap on top of the throw would end anywhere.
        hog.crouch_ticks = 0;
        hog.pad_wait_ticks = PAD_WAIT_TICKS;
        outcomes.push(Outcome::PadUsed {
            hog: hog.id,
            pad: index as u8,
        });
        return;
    }
}
