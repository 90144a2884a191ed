//! Harm: from shots, blasts, hulls and the pit, through protection, shield and armour, to wrecks.

use super::hog::{Hog, Points};
use super::outcome::{Cause, Outcome, Outcomes};
use super::shot::{Shot, Struck};
use super::{Arena, ability};
use crate::ids::HogId;
use crate::level::Placed;
use crate::math::Vec3;
use crate::tick::ticks_from_seconds;
use crate::tuning::{ChassisTuning, Impact};

/// One dose of harm on its way to a hog.
#[derive(Clone, Copy, Debug)]
pub(super) struct Harm {
    pub victim: HogId,
    pub attacker: Option<HogId>,
    pub cause: Cause,
    pub points: f32,
    pub from: Vec3,
}

impl Arena {
    /// Applies what a shot does where it ended.
    pub(super) fn burst(
        &mut self,
        shot: &Shot,
        (at, struck): (Vec3, Struck),
        movers: &[Placed],
        outcomes: &mut Outcomes,
    ) {
        let impact = shot
            .weapon
            .rule()
            .impact(struck, self.rules.tuning.weapon(shot.weapon));
        let cause = Cause::Weapon(shot.weapon);
        let attacker = Some(shot.id.shooter);
        if let Struck::Hog(victim) = struck
            && impact.direct_damage > 0.0
        {
            self.hurt(
                Harm {
                    victim,
                    attacker,
                    cause,
                    points: impact.direct_damage,
                    from: at,
                },
                outcomes,
            );
        }
        if impact.splash_radius_m > 0.0 {
            self.blast(shot, at, &impact, movers, outcomes);
        }
    }

    /// A blast: falls off linearly to its edge, pushes away from its centre and a little up, and does not reach
    /// through walls.
    fn blast(&mut self, shot: &Shot, at: Vec3, impact: &Impact, movers: &[Placed], outcomes: &mut Outcomes) {
        let rules = self.rules.clone();
        // A little up, where there is room, so that a doorstep shelters nobody.
        let above = at + Vec3::new(0.0, 0.3, 0.0);
        let surroundings = rules.surroundings(movers);
        let eye = if surroundings.sees(at, above) { above } else { at };
        for index in 0..self.hogs.len() {
            let Some(hog) = &self.hogs[index] else { continue };
            if !hog.alive() {
                continue;
            }
            let tuning = self.rules.tuning.chassis(hog.chassis);
            let away = hog.position - at;
            let hull_m = (away.length() - tuning.half_extents_m[2] * 0.7).max(0.0);
            let strength = 1.0 - hull_m / impact.splash_radius_m;
            if strength <= 0.0 || !surroundings.sees(eye, hog.position) {
                continue;
            }
            let own = hog.id == shot.id.shooter;
            let share = if own {
                strength * impact.self_damage
            } else {
                strength
            };
            let push = (away.normalize_or_zero() + Vec3::new(0.0, 0.5, 0.0)).normalize_or_zero();
            let push = push * (impact.knockback_mps * strength * 1000.0 / tuning.mass_kg);
            let victim = hog.id;
            if let Some(hog) = self.hogs[index].as_mut().filter(|hog| hog.protected_ticks == 0) {
                hog.velocity += push;
            }
            let points = impact.splash_damage * share;
            let harm = Harm {
                victim,
                attacker: Some(shot.id.shooter),
                cause: Cause::Weapon(shot.weapon),
                points,
                from: at,
            };
            self.hurt(harm, outcomes);
        }
    }

    /// Hulls that met in this step: `before` are the velocities they came with. Each side suffers by the closing speed
    /// and by how heavy the other is; a snout that leads takes half.
    pub(super) fn ram(&mut self, before: &[Vec3], outcomes: &mut Outcomes) {
        let rules = &self.rules.tuning.rules;
        let (free_mps, per_mps) = (rules.ram_free_mps, rules.ram_damage_per_mps);
        let seats: Vec<usize> = (0..self.hogs.len()).filter(|&seat| self.alive(seat)).collect();
        for (order, &first) in seats.iter().enumerate() {
            for &second in &seats[order + 1..] {
                let (Some(a), Some(b)) = (&self.hogs[first], &self.hogs[second]) else {
                    continue;
                };
                let apart = b.position - a.position;
                if apart.length_squared() > 64.0 {
                    continue;
                }
                let normal = apart.normalize_or_zero();
                let closing_mps = (before[first] - before[second]).dot(normal);
                if closing_mps <= free_mps || !self.physics.touch(first, second) {
                    continue;
                }
                let at = (a.position + b.position) * 0.5;
                let (to_a, to_b) = self.ram_points(a, b, normal, (closing_mps - free_mps) * per_mps);
                let (a, b) = (a.id, b.id);
                outcomes.push(Outcome::Rammed {
                    first: a,
                    second: b,
                    speed_mps: closing_mps,
                    at,
                });
                let harm = |victim, attacker, points| Harm {
                    victim,
                    attacker: Some(attacker),
                    cause: Cause::Ram,
                    points,
                    from: at,
                };
                self.hurt(harm(a, b, to_a), outcomes);
                self.hurt(harm(b, a, to_b), outcomes);
            }
        }
    }

    fn ram_points(&self, a: &Hog, b: &Hog, normal: Vec3, points: f32) -> (f32, f32) {
        let (tuning_a, tuning_b) = (
            self.rules.tuning.chassis(a.chassis),
            self.rules.tuning.chassis(b.chassis),
        );
        let total = tuning_a.mass_kg + tuning_b.mass_kg;
        let snout = |hog: &Hog, toward: Vec3| if hog.forward().dot(toward) > 0.7 { 0.5 } else { 1.0 };
        let ram = |hog: &Hog, tuning: &ChassisTuning| tuning.ram * ability::ram_multiple(hog, tuning);
        let to_a = points * 2.0 * tuning_b.mass_kg / total * ram(b, tuning_b) * snout(a, normal);
        let to_b = points * 2.0 * tuning_a.mass_kg / total * ram(a, tuning_a) * snout(b, -normal);
        (to_a, to_b)
    }

    /// Harm arrives: protection takes all of it, armour its share, then shield, then health.
    pub(super) fn hurt(&mut self, harm: Harm, outcomes: &mut Outcomes) {
        let rules = self.rules.clone();
        let Some(hog) = self.hogs.get(harm.victim.index()).and_then(Option::as_ref) else {
            return;
        };
        let deadly_fall = harm.cause == Cause::Fall;
        if !hog.alive() || (hog.protected_ticks > 0 && !deadly_fall) {
            return;
        }
        let tuning = rules.tuning.chassis(hog.chassis);
        let share = if deadly_fall {
            1.0
        } else {
            tuning.armour * ability::harm_share(hog, tuning, harm.cause) * self.rage(&harm) * self.burden(hog)
        };
        let Some(hog) = self.hogs.get_mut(harm.victim.index()).and_then(Option::as_mut) else {
            return;
        };
        let amount = Points::from_points(harm.points * share);
        if amount == Points::NONE {
            return;
        }
        let shield = Points(amount.0.min(hog.shield.0));
        let hull = amount.minus(shield);
        hog.shield = hog.shield.minus(shield);
        hog.health = hog.health.minus(hull);
        hog.shield_wait_ticks = ticks_from_seconds(tuning.shield_delay_s) as u16;
        if let Some(attacker) = harm.attacker.filter(|&attacker| attacker != harm.victim) {
            self.attackers[harm.victim.index()] = Some((attacker, self.tick));
        }
        outcomes.push(Outcome::Damaged {
            victim: harm.victim,
            attacker: harm.attacker,
            cause: harm.cause,
            amount,
            shielded: hull == Points::NONE,
            from: harm.from,
        });
        if hog.health > Points::NONE {
            return;
        }
        if self.foresight.is_some() {
            // Only the server wrecks: a client that guessed wrong would show a death that never was.
            hog.health = Points(1);
            return;
        }
        let at = hog.position;
        hog.respawn_ticks = rules.tuning.rules.respawn_ticks();
        hog.velocity = Vec3::ZERO;
        hog.spin = Vec3::ZERO;
        // Whoever falls in soon after a push was pushed.
        let killer = harm
            .attacker
            .or(self.last_attacker(harm.victim))
            .filter(|&killer| killer != harm.victim);
        outcomes.push(Outcome::Wrecked {
            victim: harm.victim,
            killer,
            cause: harm.cause,
            at,
        });
        self.wrecked(harm.victim, killer, outcomes);
    }

    /// The share of harm that reaches a hog for what it carries.
    fn burden(&self, hog: &Hog) -> f32 {
        let mut carried = self.game.objectives.iter().filter_map(|thing| thing.holder);
        if carried.any(|holder| holder == hog.id) {
            self.rules.mode.tuning.carrier_harm
        } else {
            1.0
        }
    }

    /// The share of its harm that an attacker's state leaves or adds: one's own side is spared, an overdrive does more.
    fn rage(&self, harm: &Harm) -> f32 {
        let rules = &self.rules.tuning.rules;
        let hog = |id: HogId| self.hogs.get(id.index()).and_then(Option::as_ref);
        let (Some(attacker), Some(victim)) = (harm.attacker.and_then(hog), hog(harm.victim)) else {
            return 1.0;
        };
        let friend = attacker.id != victim.id && attacker.friend_of(victim);
        let spared = if friend { rules.friendly_fire } else { 1.0 };
        let driven = attacker.overdrive_ticks > 0 && matches!(harm.cause, Cause::Weapon(_));
        spared * if driven { rules.overdrive_damage } else { 1.0 }
    }

    /// Shields and energy come back while nothing disturbs them.
    pub(super) fn regain(&mut self) {
        let rules = self.rules.clone();
        for hog in self.hogs.iter_mut().flatten().filter(|hog| hog.alive()) {
            let tuning = rules.tuning.chassis(hog.chassis);
            if hog.shield_wait_ticks == 0 {
                let more = Points::per_tick(tuning.shield_per_s);
                hog.shield = hog.shield.plus(more, Points::from_points(tuning.shield));
            }
            if hog.energy_wait_ticks == 0 {
                let more = Points::per_tick(tuning.energy_per_s);
                hog.energy = hog.energy.plus(more, Points::from_points(tuning.energy));
            }
        }
    }
}
