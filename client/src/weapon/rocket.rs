//! The rocket's look: a flame, a rope of smoke behind it, and an explosion.

use bevy::prelude::*;
use hogs_shared::arena::shot::{Shot, Struck};

use super::{Blip, End, Flight, Heard, Leading, ShotLook, WeaponLook};
use crate::field::{block, polygon, turned};
use crate::palette::{self, linear};
use crate::sound::Sound;
use crate::view::burst;
use crate::view::convert::vec3;
use crate::view::effects::{Effects, Particle};
use crate::view::sprite::{Form, Shape, Sprite, Sprites, light, veil};

/// Puffs of smoke a second.
const SMOKE_PER_S: f32 = 70.0;

/// See above.
pub(super) struct Rocket;

impl WeaponLook for Rocket {
    fn key(&self) -> &'static str {
        "weapon-rocket"
    }

    fn colour(&self) -> u32 {
        palette::FIRE
    }

    fn glyph(&self, p: Vec2) -> f32 {
        let p = turned(p);
        let hull = block(p, Vec2::new(0.0, 0.1), Vec2::new(0.2, 0.5));
        let nose = polygon(p, &[(-0.2, -0.38), (0.0, -0.95), (0.2, -0.38)]);
        let fins = polygon(p, &[(-0.2, 0.1), (-0.52, 0.72), (-0.2, 0.6)])
            .min(polygon(p, &[(0.2, 0.1), (0.52, 0.72), (0.2, 0.6)]));
        let flame = polygon(p, &[(-0.14, 0.7), (0.14, 0.7), (0.0, 1.0)]);
        hull.min(nose).min(fins).min(flame)
    }

    fn head(&self) -> Option<&'static str> {
        Some("head_rocket")
    }

    fn model(&self) -> Option<ShotLook> {
        Some(ShotLook {
            model: "rocket",
            shine: palette::FIRE,
            spin_rps: 7.0,
            rests: false,
        })
    }

    fn blip(&self) -> Option<Blip> {
        Some(Blip::Threat)
    }

    fn fly(&self, flight: &Flight<'_>, sprites: &mut Sprites, effects: &mut Effects) {
        let back = -flight.velocity.normalize_or(Vec3::Z);
        let root = flight.at + back * 0.5;
        let fire = linear(palette::FIRE);
        sprites.beam(
            root,
            root + back * 2.1,
            0.34,
            light(fire, 2.4),
            Shape::Flame,
            flight.shot.age_s.fract(),
        );
        sprites.beam(
            root,
            root + back * 1.0,
            0.2,
            light(linear(palette::FIRE_HEART), 3.0),
            Shape::Flame,
            0.3,
        );
        sprites.dot(root, 1.5, light(fire, 0.75));
        sprites.dot(flight.at, 0.5, light(flight.colour, 0.8));
        let count = effects.trickle(SMOKE_PER_S, flight.dt);
        for k in 0..count {
            // Spread over the way of the frame, so that the rope has no beads.
            let share = (k as f32 + effects.rng.unit()) / count as f32;
            let at = root + back * (0.8 + flight.velocity.length() * flight.dt * share);
            let aside = effects.any_direction() * 0.5;
            effects.emit(Particle {
                at,
                velocity: aside + back * 3.0,
                life_s: 0.95,
                size: [0.16, 0.62],
                colour: [veil(linear(0x00E8_C6AE), 0.8), veil(linear(0x0078_5A6C), 0.0)],
                shape: Shape::Puff,
                drag: 2.0,
                lift: 0.6,
                spin: 1.0,
                ..default()
            });
        }
    }

    fn muzzle(&self, at: Vec3, along: Vec3, since_s: f32, sprites: &mut Sprites) {
        let left = 1.0 - since_s / 0.07;
        let form = Form::Facing(0.9 * left + 0.2, since_s * 30.0);
        let colour = light(linear(palette::FIRE), 2.6);
        sprites.push(Sprite {
            parts: false,
            at: at + along * 0.2,
            form,
            colour,
            shape: Shape::Star,
            seed: 0.6,
            phase: 0.0,
        });
    }

    fn fired(&self, shot: &Shot, own: bool, effects: &mut Effects) {
        let (at, along) = (vec3(shot.origin), vec3(shot.velocity).normalize_or(Vec3::NEG_Z));
        effects.flash(at, 10.0, linear(palette::FIRE) * 1.6, 0.12);
        burst::spatter(effects, at - along, -along, 6, 0.9);
        if own {
            effects.shake(0.16);
        }
    }

    fn ended(&self, end: &End, effects: &mut Effects) {
        burst::explosion(effects, end.at, end.blast_m * 0.55);
    }

    fn fire_sound(&self, _chance: u32) -> Sound {
        Sound::RocketFire
    }

    fn end_sound(&self, _struck: Struck) -> Option<Heard> {
        Some(Sound::RocketExplode.into())
    }

    fn lead(&self, leading: &Leading<'_>) -> Option<Vec3> {
        leading.along()
    }
}
