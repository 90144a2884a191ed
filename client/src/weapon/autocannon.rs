//! The autocannon's look: short bright tracers, a star of two frames, sparks where it lands.

use bevy::prelude::*;
use hogs_shared::arena::shot::{Shot, Struck};

use super::{End, Flight, Heard, Leading, WeaponLook};
use crate::field::block;
use crate::palette::{self, linear};
use crate::sound::Sound;
use crate::view::burst;
use crate::view::convert::vec3;
use crate::view::effects::Effects;
use crate::view::sprite::{Form, Shape, Sprite, Sprites, light};

/// Length of a tracer, metres.
const TRACER_M: f32 = 5.5;

/// See above.
pub(super) struct Autocannon;

impl WeaponLook for Autocannon {
    fn key(&self) -> &'static str {
        "weapon-autocannon"
    }

    fn colour(&self) -> u32 {
        0x00FF_E2A0
    }

    fn glyph(&self, p: Vec2) -> f32 {
        let body = block(p, Vec2::new(-0.48, 0.05), Vec2::new(0.36, 0.42));
        let upper = block(p, Vec2::new(0.3, -0.12), Vec2::new(0.5, 0.1));
        let lower = block(p, Vec2::new(0.3, 0.22), Vec2::new(0.5, 0.1));
        let muzzles = block(p, Vec2::new(0.78, 0.05), Vec2::new(0.1, 0.36));
        body.min(upper).min(lower).min(muzzles)
    }

    fn fly(&self, flight: &Flight<'_>, sprites: &mut Sprites, _effects: &mut Effects) {
        let speed = flight.velocity.length().max(1.0);
        let length = TRACER_M.min(flight.shot.age_s * speed + 0.4);
        let tail = flight.at - flight.velocity / speed * length;
        let colour = linear(palette::FIRE_HEART).lerp(flight.colour, 0.35);
        sprites.beam(tail, flight.at, 0.16, light(colour, 2.6), Shape::Streak, 0.0);
        sprites.dot(flight.at, 0.55, light(colour, 0.55));
    }

    fn muzzle(&self, at: Vec3, along: Vec3, since_s: f32, sprites: &mut Sprites) {
        let left = 1.0 - since_s / 0.07;
        let colour = light(linear(palette::FIRE_HEART), 2.8);
        let form = Form::Facing(0.55 * left + 0.12, since_s * 60.0);
        sprites.push(Sprite {
            parts: false,
            at: at + along * 0.15,
            form,
            colour,
            shape: Shape::Star,
            seed: since_s * 9.0,
            phase: 0.0,
        });
        let tip = at + along * (0.4 + 1.1 * left);
        sprites.beam(at, tip, 0.17, colour, Shape::Flame, 0.4);
    }

    fn fired(&self, shot: &Shot, own: bool, effects: &mut Effects) {
        let strength = if own { 1.1 } else { 0.8 };
        effects.flash(vec3(shot.origin), 7.0, linear(palette::FIRE) * strength, 0.06);
        if own {
            effects.shake(0.035);
        }
    }

    fn ended(&self, end: &End, effects: &mut Effects) {
        match end.struck {
            Struck::Terrain => {
                burst::sparks(effects, end.at, end.normal, linear(palette::FIRE_HEART), 5, 8.0);
                burst::spatter(effects, end.at, end.normal, 3, 0.8);
            }
            // What it does to a hull is shown with the harm.
            Struck::Hog(_) => burst::sparks(effects, end.at, end.normal, linear(palette::OWN), 3, 6.0),
            Struck::Nothing | Struck::Withdrawn => {}
        }
    }

    fn fire_sound(&self, _chance: u32) -> Sound {
        Sound::Autocannon
    }

    /// What a slug does to a hog is told by the damage.
    fn end_sound(&self, struck: Struck) -> Option<Heard> {
        (struck == Struck::Terrain).then_some(Heard {
            sound: Sound::HitGround,
            gain: 0.35,
            speed: 0.72,
        })
    }

    fn lead(&self, leading: &Leading<'_>) -> Option<Vec3> {
        leading.carried()
    }
}
