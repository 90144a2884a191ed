//! What the mode is about: the pig and the flags, carried, lying about or at home, under a thin column of light that is
//! seen from afar.

use bevy::prelude::*;
use hogs_shared::ids::{HogId, Team};
use hogs_shared::mode::{Objective, Thing};

use super::MatchPart;
use super::convert::{quat, vec3};
use super::craft::{MatchAir, assemble};
use super::material::{CraftMaterial, Paint};
use super::models::Models;
use super::sprite::{Shape, Sprites, light};
use crate::feed::MatchFeed;
use crate::palette::{self, linear};

/// Height of the middle of a thing over its foot, metres: where its model stands.
const MIDDLE_M: f32 = 0.7;
/// How fast a loose pig's legs go, radians a metre.
const TROT: f32 = 2.2;

/// The model of an objective.
#[derive(Component)]
pub(super) struct ObjectiveModel {
    index: usize,
    thing: Thing,
    body: Entity,
    parts: Vec<(String, Entity)>,
    /// Metres it has run, for its legs.
    run_m: f32,
}

/// The ring on the ground where a flag belongs.
#[derive(Component)]
pub(super) struct Base(Team);

const fn model_name(thing: Thing) -> &'static str {
    match thing {
        Thing::Flag(_) => "flag",
        Thing::Pig => "pig",
    }
}

fn paint(thing: Thing) -> Paint {
    match thing {
        Thing::Flag(team) => {
            let colour = linear(palette::side(team));
            Paint::new(linear(palette::OWN), colour, colour, 1.6)
        }
        Thing::Pig => Paint::new(
            linear(0x00F2_9AA6),
            linear(0x00D4_486A),
            linear(palette::OWN),
            0.9,
        ),
    }
}

/// Shows what the mode is about, and puts its models up once these are loaded.
pub(super) fn show(
    mut commands: Commands,
    feed: Res<MatchFeed>,
    air: Res<MatchAir>,
    models: Res<Models>,
    time: Res<Time>,
    mut there: Query<(Entity, &mut ObjectiveModel)>,
    mut poses: Query<&mut Transform>,
    mut materials: ResMut<Assets<CraftMaterial>>,
    mut sprites: ResMut<Sprites>,
) {
    let mut have = [false; hogs_shared::mode::objective::MOST];
    for (entity, mut model) in &mut there {
        let objective = feed.scene.objectives.get(model.index);
        let Some(objective) = objective.filter(|objective| objective.thing == model.thing) else {
            commands.entity(entity).despawn();
            continue;
        };
        have[model.index] = true;
        pose(&feed, objective, &mut model, time.delta_secs(), &mut poses);
    }
    for (index, objective) in feed.scene.objectives.iter().enumerate().take(have.len()) {
        glow(&feed, objective, time.elapsed_secs(), &mut sprites);
        let Some(model) = models.get(model_name(objective.thing)).filter(|_| !have[index]) else {
            continue;
        };
        let material = materials.add(CraftMaterial::new(air.air, air.depth, paint(objective.thing)));
        let body = commands.spawn((Transform::IDENTITY, Visibility::Inherited)).id();
        let parts = assemble(&mut commands, model, body, &material);
        if let Thing::Flag(team) = objective.thing {
            let other = if team == Team::Amber { "chevrons" } else { "bars" };
            for (_, part) in parts.iter().filter(|(name, _)| name == other) {
                commands.entity(*part).insert(Visibility::Hidden);
            }
        }
        let model = ObjectiveModel {
            index,
            thing: objective.thing,
            body,
            parts,
            run_m: 0.0,
        };
        commands
            .spawn((MatchPart, model, Transform::IDENTITY, Visibility::Inherited))
            .add_child(body);
    }
}

/// Puts the rings up where flags belong, once their model is loaded, and takes those away that no flag belongs to.
pub(super) fn show_bases(
    mut commands: Commands,
    feed: Res<MatchFeed>,
    air: Res<MatchAir>,
    models: Res<Models>,
    there: Query<(Entity, &Base)>,
    mut materials: ResMut<Assets<CraftMaterial>>,
) {
    let things = feed.scene.objectives.iter().map(|objective| objective.thing);
    let flags: Vec<Team> = things
        .filter_map(|thing| match thing {
            Thing::Flag(team) => Some(team),
            Thing::Pig => None,
        })
        .collect();
    for (entity, base) in &there {
        if !flags.contains(&base.0) {
            commands.entity(entity).despawn();
        }
    }
    let Some(model) = models.get("flag_base") else {
        return;
    };
    for team in flags {
        if there.iter().any(|(_, base)| base.0 == team) {
            continue;
        }
        let thing = Thing::Flag(team);
        let material = materials.add(CraftMaterial::new(air.air, air.depth, paint(thing)));
        let place = Transform::from_translation(vec3(thing.home(&feed.rules)));
        let body = commands
            .spawn((MatchPart, Base(team), place, Visibility::Inherited))
            .id();
        assemble(&mut commands, model, body, &material);
    }
}

/// Where it stands: on its holder's back as that is drawn, or where it lies.
fn stands(feed: &MatchFeed, objective: &Objective) -> (Vec3, Quat) {
    let foot = Vec3::Y * MIDDLE_M;
    let holder = |holder: HogId| feed.scene.hog(holder);
    if let Some(hog) = objective.holder.and_then(holder) {
        let rotation = quat(hog.rotation);
        return (
            vec3(hog.position) + rotation * Vec3::new(0.0, 0.75, 1.0),
            rotation,
        );
    }
    let along = vec3(objective.velocity).with_y(0.0);
    let facing = if along.length() > 0.5 {
        Quat::from_rotation_arc(Vec3::NEG_Z, along.normalize())
    } else {
        Quat::IDENTITY
    };
    (vec3(objective.position) - foot, facing)
}

fn pose(
    feed: &MatchFeed,
    objective: &Objective,
    model: &mut ObjectiveModel,
    dt: f32,
    poses: &mut Query<&mut Transform>,
) {
    let (at, facing) = stands(feed, objective);
    let Ok(mut body) = poses.get_mut(model.body) else {
        return;
    };
    // Turns take a moment.
    let turn = 1.0 - (-10.0 * dt).exp();
    body.rotation = body.rotation.slerp(facing, turn);
    body.translation = at;
    let speed = if objective.holder.is_some() {
        // Carried, it kicks.
        6.0
    } else {
        vec3(objective.velocity).length()
    };
    model.run_m += speed * dt;
    let swing = (model.run_m * TROT).sin() * 0.7 * (speed / 3.0).min(1.0);
    for (name, part) in &model.parts {
        let angle = match name.as_str() {
            "leg_fl" | "leg_br" => Quat::from_rotation_x(swing),
            "leg_fr" | "leg_bl" => Quat::from_rotation_x(-swing),
            "ear_l" | "ear_r" => Quat::from_rotation_x(swing.abs() * 0.4),
            "cloth" => Quat::from_rotation_y((model.run_m * 0.8).sin() * 0.25),
            _ => continue,
        };
        if let Ok(mut part) = poses.get_mut(*part) {
            part.rotation = angle;
        }
    }
}

fn glow(feed: &MatchFeed, objective: &Objective, now_s: f32, sprites: &mut Sprites) {
    let (at, _) = stands(feed, objective);
    let colour = match objective.thing {
        Thing::Flag(team) => linear(palette::side(team)),
        Thing::Pig => linear(palette::SKY[2]),
    };
    let pulse = 0.8 + 0.2 * (now_s * 4.0).sin();
    let ground = at + Vec3::Y * 0.1;
    sprites.flat(
        ground,
        Vec3::X * 2.6,
        Vec3::Z * 2.6,
        light(colour, 0.9 * pulse),
        Shape::Halo,
    );
    sprites.beam(
        at + Vec3::Y * 1.5,
        at + Vec3::Y * 26.0,
        0.7,
        light(colour, 0.5 * pulse),
        Shape::Flame,
        0.0,
    );
}
