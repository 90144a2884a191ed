//! The autocannon's look: short bright tracers, a star of two frames, sparks where it lands.

use bevy::prelude::*;
use hogs_shared::arena::shot::{Shot, Struck};

use super::Flight;
use crate::palette::{self, linear};
use crate::view::burst;
use crate::view::convert::vec3;
use crate::view::effects::Effects;
use crate::view::sprite::{Form, Shape, Sprite, Sprites, light};

/// Length of a tracer, metres.
const TRACER_M: f32 = 5.5;

pub(super) fn fly(flight: &Flight<'_>, sprites: &mut Sprites) {
    let speed = flight.velocity.length().max(1.0);
    let length = TRACER_M.min(flight.shot.age_s * speed + 0.4);
    let tail = flight.at - flight.velocity / speed * length;
    let colour = linear(palette::FIRE_HEART).lerp(flight.colour, 0.35);
    sprites.beam(tail, flight.at, 0.16, light(colour, 2.6), Shape::Streak, 0.0);
    sprites.dot(flight.at, 0.55, light(colour, 0.55));
}

pub(super) fn muzzle(at: Vec3, along: Vec3, since_s: f32, sprites: &mut Sprites) {
    let left = 1.0 - since_s / 0.07;
    let colour = light(linear(palette::FIRE_HEART), 2.8);
    let form = Form::Facing(0.55 * left + 0.12, since_s * 60.0);
    sprites.push(Sprite {
        at: at + along * 0.15,
        form,
        colour,
        shape: Shape::Star,
        seed: since_s * 9.0,
        phase: 0.0,
    });
    sprites.beam(
        at,
        at + along * (0.4 + 1.1 * left),
        0.17,
        colour,
        Shape::Flame,
        0.4,
    );
}

pub(super) fn fired(shot: &Shot, own: bool, effects: &mut Effects) {
    let strength = if own { 1.1 } else { 0.8 };
    effects.flash(vec3(shot.origin), 7.0, linear(palette::FIRE) * strength, 0.06);
    if own {
        effects.shake(0.035);
    }
}

pub(super) fn ended(at: Vec3, struck: Struck, normal: Vec3, effects: &mut Effects) {
    match struck {
        Struck::Terrain => {
            burst::sparks(effects, at, normal, linear(palette::FIRE_HEART), 5, 8.0);
            burst::spatter(effects, at, normal, 3, 0.8);
        }
        // What it does to a hull is shown with the harm.
        Struck::Hog(_) => burst::sparks(effects, at, normal, linear(palette::OWN), 3, 6.0),
        Struck::Nothing | Struck::Withdrawn => {}
    }
}
