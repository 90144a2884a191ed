//! Turns what happened into what one sees of it, each event once.

use bevy::prelude::*;
use hogs_shared::arena::outcome::{Cause, Outcome};
use hogs_shared::arena::shot::Struck;
use hogs_shared::ids::{HogId, Weapon};
use hogs_shared::level::vector;
use hogs_shared::netplay::scene::SceneEvent;
use hogs_shared::tuning::Ability;

use super::camera::CameraView;
use super::convert::{match_vec3, vec3};
use super::craft::Craft;
use super::effects::{Effects, Particle};
use super::pads::Pads;
use super::sprite::{Shape, light};
use super::{bolt, burst};
use crate::feed::MatchFeed;
use crate::palette::{self, linear};
use crate::weapon::{End, look};

/// What comes from so far off the barrel has leapt on from somebody else, metres.
const LEAP_M: f32 = 4.0;

/// Everything an event may touch.
struct Stage<'a> {
    feed: &'a MatchFeed,
    effects: &'a mut Effects,
    eye: Vec3,
}

impl Stage<'_> {
    /// Shakes the camera by a blow at a place.
    fn rumble(&mut self, at: Vec3, strength: f32, reach_m: f32) {
        let near = (1.0 - at.distance(self.eye) / reach_m).max(0.0);
        self.effects.shake(strength * near);
    }

    fn is_own(&self, hog: HogId) -> bool {
        self.feed.is_own(hog)
    }

    fn place(&self, hog: HogId) -> Option<Vec3> {
        self.feed.scene.hog(hog).map(|hog| vec3(hog.position))
    }
}

/// Reacts to the events of the frame.
pub(super) fn react(
    feed: Res<MatchFeed>,
    view: Res<CameraView>,
    mut effects: ResMut<Effects>,
    mut pads: ResMut<Pads>,
    mut craft: Query<&mut Craft>,
) {
    let eye = view.transform.translation;
    let mut stage = Stage {
        feed: &feed,
        effects: &mut effects,
        eye,
    };
    for event in &feed.events {
        let SceneEvent::Outcome(outcome) = event else {
            continue;
        };
        mark_craft(outcome, &feed, &mut craft);
        show_fight(outcome, &craft, &mut stage);
        show_motion(outcome, &mut stage);
        match outcome {
            Outcome::PadUsed { pad, .. } => pads.use_pad(usize::from(*pad)),
            Outcome::AbilityUsed { hog } => {
                if let Some(craft) = craft.iter().find(|craft| craft.id == *hog) {
                    power_up(craft, &mut stage);
                }
            }
            _ => {}
        }
    }
}

/// What happens to the craft itself.
fn mark_craft(outcome: &Outcome, feed: &MatchFeed, craft: &mut Query<&mut Craft>) {
    match outcome {
        Outcome::Fired(shot) => {
            if let Some(mut craft) = craft.iter_mut().find(|craft| craft.id == shot.id.shooter) {
                craft.since_shot_s = 0.0;
            }
        }
        // What takes nothing, such as a pull, leaves no mark.
        Outcome::Damaged {
            victim,
            shielded,
            from,
            amount,
            ..
        } if amount.points() > 0.0 => {
            let within = feed.scene.hog(*victim).is_some_and(|hog| hog.ability > 0.0);
            if let Some(mut craft) = craft.iter_mut().find(|craft| craft.id == *victim) {
                if within {
                    let way = vec3(*from) - craft.pose.translation;
                    craft.powers.hit = way.normalize_or(Vec3::Y).extend(1.0);
                } else if *shielded {
                    craft.flash.y = 1.0;
                } else {
                    craft.flash.x = 1.0;
                }
            }
        }
        _ => {}
    }
}

/// Shots, harm and wrecks.
fn show_fight(outcome: &Outcome, craft: &Query<&mut Craft>, stage: &mut Stage<'_>) {
    let muzzle = |hog: HogId| {
        craft
            .iter()
            .find(|craft| craft.id == hog)
            .map(|craft| craft.muzzle)
    };
    match outcome {
        Outcome::Fired(shot) => look(shot.weapon).fired(shot, stage.is_own(shot.id.shooter), stage.effects),
        // It did not go off.
        Outcome::ShotEnded {
            struck: Struck::Withdrawn,
            ..
        } => {}
        Outcome::ShotEnded {
            shot,
            weapon,
            at,
            struck,
            ..
        } => {
            let own = stage.is_own(shot.shooter);
            let from = muzzle(shot.shooter);
            shot_ended(stage, *weapon, (from, vec3(*at)), *struck, own);
        }
        Outcome::Damaged {
            victim,
            shielded,
            from,
            amount,
            cause,
            attacker,
        } => {
            let from = vec3(*from);
            let leapt = attacker
                .and_then(muzzle)
                .is_some_and(|muzzle| muzzle.distance(from) > LEAP_M);
            if let (Cause::Weapon(weapon), Some(at), true) = (cause, stage.place(*victim), leapt) {
                look(*weapon).leaps(from, at, stage.effects);
            }
            struck(stage, *victim, *shielded, from, amount.points());
        }
        Outcome::Rammed { speed_mps, at, .. } => rammed(stage, vec3(*at), *speed_mps),
        Outcome::Wrecked { victim, at, .. } => wrecked(stage, *victim, vec3(*at)),
        _ => {}
    }
}

/// A shot goes off at a place, on its way from a barrel that may be known.
fn shot_ended(
    stage: &mut Stage<'_>,
    weapon: Weapon,
    (from, at): (Option<Vec3>, Vec3),
    struck: Struck,
    own: bool,
) {
    let blast_m = stage.feed.rules.tuning.weapon(weapon).splash_radius_m;
    let end = End {
        from,
        at,
        beyond: from.map_or(at, |from| beyond(stage.feed, weapon, from, at)),
        struck,
        normal: surface_normal(stage.feed, at),
        blast_m,
        own,
    };
    look(weapon).ended(&end, stage.effects);
    if blast_m > 0.0 {
        stage.rumble(at, 0.75, 42.0);
    }
}

/// A hog flies to pieces.
fn wrecked(stage: &mut Stage<'_>, victim: HogId, at: Vec3) {
    let hog = stage.feed.scene.hog(victim);
    let velocity = hog.map_or(Vec3::ZERO, |hog| vec3(hog.velocity));
    let paint = hog.map_or(Vec3::splat(0.3), |hog| {
        palette::lacquer(hog.chassis, stage.feed.coat(victim))
    });
    let team = stage.feed.livery(victim);
    burst::wreck(stage.effects, at, velocity.clamp_length_max(30.0), paint, team);
    stage.rumble(at, 1.0, 70.0);
}

/// A chassis does what it can.
fn power_up(craft: &Craft, stage: &mut Stage<'_>) {
    let (at, colour) = (craft.pose.translation, stage.feed.glow(craft.id));
    let kind = stage.feed.rules.tuning.chassis(craft.chassis).ability.kind;
    match kind {
        Ability::Dash { distance_m, .. } => {
            let hog = stage.feed.scene.hog(craft.id);
            let along = hog.map_or(Vec3::ZERO, |hog| vec3(hog.velocity).normalize_or_zero());
            // Where it was is known, unless a frame showed it between.
            let leapt = craft.before.distance(at) > distance_m * 0.5;
            let from = if leapt {
                craft.before
            } else {
                at - along * distance_m
            };
            bolt::dash(stage.effects, from, at, colour);
        }
        Ability::Bubble { .. } => {
            let energy = linear(palette::ENERGY);
            burst::ring(stage.effects, at, Vec3::Y, 5.0, light(energy, 1.4), 0.35);
            stage.effects.flash(at, 10.0, energy * 1.6, 0.3);
        }
        Ability::Plate { .. } => {
            let ahead = craft.pose.rotation * Vec3::NEG_Z;
            let snout = at + ahead * 3.0;
            burst::ring(
                stage.effects,
                snout,
                ahead,
                3.4,
                light(linear(palette::FIRE_HEART), 1.4),
                0.3,
            );
            burst::sparks(stage.effects, snout, ahead, linear(palette::FIRE_HEART), 16, 9.0);
            burst::dust_ring(stage.effects, at + Vec3::NEG_Y * 0.8, 0.7);
        }
    }
}

/// Comings and goings, and what hogs do to the ground.
fn show_motion(outcome: &Outcome, stage: &mut Stage<'_>) {
    match outcome {
        Outcome::Spawned { hog, at } => {
            let colour = stage.feed.glow(*hog);
            arrival(stage.effects, vec3(*at), colour);
        }
        Outcome::PickedUp { spot, kind, .. } => {
            if let Some(spot) = stage.feed.rules.level.pickups.get(usize::from(*spot)) {
                taken(stage.effects, vec3(vector(spot.at)), palette::pickup(*kind));
            }
        }
        Outcome::Jumped { hog } => {
            if let Some(at) = stage.place(*hog) {
                burst::dust_ring(stage.effects, at + Vec3::NEG_Y * 0.7, 0.6);
                let glow = stage.feed.glow(*hog);
                burst::ring(
                    stage.effects,
                    at + Vec3::NEG_Y * 0.5,
                    Vec3::Y,
                    3.2,
                    light(glow, 1.0),
                    0.3,
                );
            }
        }
        Outcome::Landed { hog, speed_mps } => {
            if let Some(at) = stage.place(*hog).filter(|_| *speed_mps > 3.0) {
                let strength = (speed_mps / 16.0).clamp(0.2, 1.2);
                burst::dust_ring(stage.effects, at + Vec3::NEG_Y * 0.7, strength);
                if stage.is_own(*hog) {
                    stage.effects.shake(0.35 * strength);
                }
            }
        }
        Outcome::PadUsed { hog, .. } => {
            if let Some(at) = stage.place(*hog) {
                burst::sparks(
                    stage.effects,
                    at + Vec3::NEG_Y * 0.5,
                    Vec3::Y,
                    linear(palette::ENERGY),
                    14,
                    10.0,
                );
                burst::ring(
                    stage.effects,
                    at + Vec3::NEG_Y * 0.5,
                    Vec3::Y,
                    4.5,
                    light(linear(palette::ENERGY), 1.2),
                    0.35,
                );
            }
        }
        _ => {}
    }
}

/// Where a line from a barrel through a place ends on something solid, or out of the weapon's reach.
fn beyond(feed: &MatchFeed, weapon: Weapon, from: Vec3, at: Vec3) -> Vec3 {
    let reach_m = feed.rules.tuning.weapon(weapon).reach_m.max(from.distance(at));
    let along = (at - from).normalize_or_zero();
    if along == Vec3::ZERO {
        return at;
    }
    let hit = feed
        .rules
        .terrain
        .cast(match_vec3(from), match_vec3(along), reach_m);
    from + along * hit.map_or(reach_m, |hit| hit.distance_m)
}

/// Normal of what is solid nearest to a point, for sparks to fly off.
fn surface_normal(feed: &MatchFeed, at: Vec3) -> Vec3 {
    let tries = [Vec3::NEG_Y, Vec3::X, Vec3::NEG_X, Vec3::Z, Vec3::NEG_Z];
    let nearest = tries.iter().filter_map(|&way| {
        let from = at - way * 0.35;
        feed.rules
            .terrain
            .cast(match_vec3(from), match_vec3(way), 0.9)
            .filter(|hit| hit.distance_m > 1e-3)
    });
    nearest
        .min_by(|a, b| a.distance_m.total_cmp(&b.distance_m))
        .map_or(Vec3::Y, |hit| vec3(hit.normal))
}

fn rammed(stage: &mut Stage<'_>, at: Vec3, speed_mps: f32) {
    let strength = (speed_mps / 25.0).clamp(0.25, 1.0);
    let heart = linear(palette::FIRE_HEART);
    burst::sparks(stage.effects, at, Vec3::Y, heart, 22, 9.0 + 9.0 * strength);
    let colour = light(linear(palette::OWN), 0.9);
    burst::ring(stage.effects, at, Vec3::Y, 2.6 * strength, colour, 0.25);
    stage.effects.flash(at, 9.0, heart * 1.4, 0.15);
    stage.rumble(at, 0.8 * strength, 30.0);
}

fn struck(stage: &mut Stage<'_>, victim: HogId, shielded: bool, from: Vec3, points: f32) {
    if points <= 0.0 {
        // A mere push.
        return;
    }
    let Some(at) = stage.place(victim) else { return };
    let way = (from - at).normalize_or(Vec3::Y);
    let hull = at + way * 1.6;
    if shielded {
        stage.effects.emit(Particle {
            at: hull + way * 0.5,
            life_s: 0.32,
            size: [1.1, 1.7],
            colour: [
                light(linear(palette::ENERGY), 1.5),
                light(linear(palette::ENERGY), 0.1),
            ],
            shape: Shape::Hexes,
            facing: Some(way),
            ..default()
        });
        burst::sparks(stage.effects, hull, way, linear(palette::ENERGY), 4, 7.0);
    } else {
        burst::sparks(stage.effects, hull, way, linear(palette::FIRE_HEART), 7, 9.0);
    }
    if stage.is_own(victim) {
        stage.effects.shake((points / 45.0).clamp(0.12, 0.7));
    }
}

/// A column of light where a hog comes into play.
fn arrival(effects: &mut Effects, at: Vec3, colour: Vec3) {
    burst::ring(effects, at + Vec3::Y * 0.1, Vec3::Y, 4.2, light(colour, 1.4), 0.6);
    effects.flash(at + Vec3::Y, 12.0, colour * 1.6, 0.5);
    for _ in 0..effects.portion(18) {
        let aside = effects.any_direction() * Vec3::new(2.0, 0.0, 2.6);
        let (rise, life) = (effects.rng.range(5.0, 14.0), effects.rng.range(0.4, 0.9));
        effects.emit(Particle {
            at: at + aside,
            velocity: Vec3::Y * rise,
            life_s: life,
            size: [0.09, 0.04],
            colour: [light(colour, 2.2), light(colour, 0.2)],
            shape: Shape::Streak,
            stretch_s: 0.1,
            drag: 1.5,
            ..default()
        });
    }
}

fn taken(effects: &mut Effects, at: Vec3, colour: Vec3) {
    let middle = at + Vec3::Y * 1.4;
    burst::ring(effects, middle, Vec3::Y, 3.4, light(colour, 1.5), 0.4);
    effects.flash(middle, 9.0, colour * 1.2, 0.3);
    for _ in 0..effects.portion(14) {
        let way = effects.any_direction();
        effects.emit(Particle {
            at: middle,
            velocity: way * 5.0 + Vec3::Y * 2.0,
            life_s: 0.6,
            size: [0.16, 0.02],
            colour: [light(colour, 2.4), light(colour, 0.3)],
            drag: 2.5,
            ..default()
        });
    }
}
