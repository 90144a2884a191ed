//! The arc's look: lightning from the barrel to whom it strikes, and from them to those beside them.

use bevy::prelude::*;
use hogs_shared::arena::shot::Struck;

use super::{End, Grip, WeaponLook};
use crate::field::{disc, polygon, stroke};
use crate::palette::linear;
use crate::sound::Sound;
use crate::view::effects::Effects;
use crate::view::sprite::{Form, Shape, Sprite, Sprites, light};
use crate::view::{bolt, burst};

/// Of its lightning.
const VIOLET: u32 = 0x008C_6BFF;

/// See above.
pub(super) struct Arc;

impl WeaponLook for Arc {
    fn key(&self) -> &'static str {
        "weapon-arc"
    }

    fn colour(&self) -> u32 {
        VIOLET
    }

    /// A bolt that forks.
    fn glyph(&self, p: Vec2) -> f32 {
        let bolt = stroke(
            p,
            &[(-0.78, 0.3), (-0.3, -0.12), (-0.12, 0.2), (0.34, -0.2)],
            0.12,
        );
        let up = stroke(p, &[(0.34, -0.2), (0.44, -0.54), (0.68, -0.68)], 0.1);
        let down = stroke(p, &[(0.34, -0.2), (0.5, 0.22), (0.72, 0.4)], 0.1);
        let ends = disc(p, Vec2::new(0.7, -0.68), 0.17).min(disc(p, Vec2::new(0.72, 0.42), 0.17));
        let root = polygon(p, &[(-0.9, 0.0), (-0.6, 0.3), (-0.9, 0.6)]);
        bolt.min(up).min(down).min(ends).min(root)
    }

    fn head(&self) -> Option<&'static str> {
        Some("head_arc")
    }

    /// Sparks between its prongs.
    fn held(&self, grip: &Grip<'_>, sprites: &mut Sprites, effects: &mut Effects) {
        let colour = linear(VIOLET);
        sprites.dot(
            grip.muzzle,
            0.45,
            light(colour, 0.6 + 0.3 * (grip.now_s * 23.0).sin()),
        );
        for _ in 0..effects.trickle(7.0, grip.dt) {
            let (one, other) = (effects.any_direction() * 0.22, effects.any_direction() * 0.22);
            let spark = light(colour.lerp(Vec3::ONE, 0.4), 2.2);
            bolt::beam(effects, grip.muzzle + one, grip.muzzle + other, 0.03, spark, 0.08);
        }
    }

    fn muzzle(&self, at: Vec3, _along: Vec3, since_s: f32, sprites: &mut Sprites) {
        let left = 1.0 - since_s / 0.07;
        sprites.push(Sprite {
            parts: false,
            at,
            form: Form::Facing(0.8 * left + 0.2, since_s * 90.0),
            colour: light(linear(VIOLET), 2.6),
            shape: Shape::Star,
            seed: since_s * 7.0,
            phase: 0.0,
        });
    }

    fn ended(&self, end: &End, effects: &mut Effects) {
        let Some(from) = end.from else { return };
        let colour = linear(VIOLET);
        bolt::lightning(effects, from, end.at, colour);
        effects.flash(from, 7.0, colour * 1.2, 0.12);
        if end.struck != Struck::Nothing {
            burst::sparks(effects, end.at, end.normal, colour, 9, 8.0);
        }
        if end.own {
            effects.shake(0.06);
        }
    }

    fn leaps(&self, from: Vec3, at: Vec3, effects: &mut Effects) {
        bolt::lightning(effects, from, at, linear(VIOLET));
        burst::sparks(effects, at, Vec3::Y, linear(VIOLET), 7, 7.0);
    }

    fn fire_sound(&self, chance: u32) -> Sound {
        [Sound::ArcZap, Sound::ArcZap2, Sound::ArcZap3][chance as usize % 3]
    }
}
