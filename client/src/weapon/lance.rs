//! The lance's look: light that gathers before the barrel for everyone to see, and a beam that stays for a moment.

use bevy::prelude::*;
use hogs_shared::arena::shot::Struck;

use super::{End, Grip, Trigger, WeaponLook};
use crate::field::{block, disc, polygon};
use crate::palette::{self, linear};
use crate::sound::Sound;
use crate::view::effects::{Effects, Particle};
use crate::view::sprite::{Form, Shape, Sprite, Sprites, light};
use crate::view::{bolt, burst};

/// How long the beam stays, seconds.
const BEAM_S: f32 = 0.28;

/// See above.
pub(super) struct Lance;

impl WeaponLook for Lance {
    fn key(&self) -> &'static str {
        "weapon-lance"
    }

    fn colour(&self) -> u32 {
        palette::ENERGY
    }

    /// A beam from an eye through a ring.
    fn glyph(&self, p: Vec2) -> f32 {
        let beam = block(p, Vec2::new(0.1, 0.0), Vec2::new(0.76, 0.075));
        let eye = disc(p, Vec2::new(-0.56, 0.0), 0.28);
        let ring = disc(p, Vec2::new(0.16, 0.0), 0.4).abs() - 0.08;
        let tip = polygon(p, &[(0.62, -0.24), (0.9, 0.0), (0.62, 0.24)]);
        beam.min(eye).min(ring).min(tip)
    }

    fn head(&self) -> Option<&'static str> {
        Some("head_lance")
    }

    fn held(&self, grip: &Grip<'_>, sprites: &mut Sprites, effects: &mut Effects) {
        let charge = grip.hog.charge;
        if charge <= 0.0 {
            return;
        }
        let (at, colour) = (grip.muzzle + grip.along * 0.25, linear(palette::ENERGY));
        let full = charge >= 1.0;
        let beat = if full {
            1.0 + 0.25 * (grip.now_s * 40.0).sin()
        } else {
            1.0
        };
        sprites.dot(at, (0.5 + 1.9 * charge) * beat, light(colour, 0.4 + 1.1 * charge));
        sprites.dot(at, 0.15 + 0.35 * charge, light(Vec3::ONE, 0.8 + 2.2 * charge));
        sprites.push(Sprite {
            parts: false,
            at,
            form: Form::Facing((0.3 + 0.9 * charge) * beat, grip.now_s * 5.0),
            colour: light(colour, 0.6 + charge),
            shape: Shape::Star,
            seed: 0.2,
            phase: 0.0,
        });
        // A thin thread along the line it will go: whoever sees it can leave that.
        let thread = light(colour, 0.12 + 0.5 * charge * charge);
        sprites.beam(
            at,
            at + grip.along * (4.0 + 26.0 * charge),
            0.05,
            thread,
            Shape::Flame,
            0.0,
        );
        for _ in 0..effects.trickle(20.0 + 50.0 * charge, grip.dt) {
            let aside = effects.any_direction() * (0.8 + 1.2 * charge);
            let life_s = effects.rng.range(0.15, 0.3);
            effects.emit(Particle {
                at: at + aside,
                velocity: -aside / life_s,
                life_s,
                size: [0.04, 0.07],
                colour: [light(colour, 0.4), light(colour, 2.6)],
                shape: Shape::Streak,
                stretch_s: 0.05,
                ..default()
            });
        }
    }

    fn ended(&self, end: &End, effects: &mut Effects) {
        let Some(from) = end.from else { return };
        let colour = linear(palette::ENERGY);
        // Hogs do not stop it.
        let to = end.beyond;
        bolt::beam(effects, from, to, 0.16, light(Vec3::ONE, 3.2), BEAM_S);
        bolt::beam(effects, from, to, 0.42, light(colour, 2.2), BEAM_S);
        bolt::beam(effects, from, to, 1.5, light(colour, 0.5), BEAM_S * 0.7);
        let along = (to - from).normalize_or(Vec3::NEG_Z);
        let length_m = from.distance(to);
        for step in 0..effects.portion((length_m / 4.0) as usize + 1) {
            let at = from + along * (step as f32 * 4.0).min(length_m);
            burst::ring(effects, at, along, 0.9, light(colour, 0.7), BEAM_S * 1.4);
        }
        effects.flash(from, 14.0, colour * 2.4, 0.2);
        effects.flash(to, 12.0, colour * 2.0, 0.25);
        if end.struck != Struck::Nothing {
            burst::sparks(effects, to, -along, colour, 18, 13.0);
            burst::ring(effects, to, -along, 2.4, light(colour, 1.6), 0.3);
        }
        if matches!(end.struck, Struck::Hog(_)) {
            burst::sparks(effects, end.at, -along, linear(palette::FIRE_HEART), 18, 14.0);
            burst::ring(effects, end.at, along, 2.8, light(colour, 1.8), 0.3);
        }
        if end.own {
            effects.shake(0.3);
        }
    }

    fn fire_sound(&self, _chance: u32) -> Sound {
        Sound::LanceFire
    }

    fn turn_sound(&self, before: Trigger, now: Trigger) -> Option<Sound> {
        (before.charge <= 0.0 && now.charge > 0.0).then_some(Sound::LanceCharge)
    }
}
