//! The tractor's look: rings of light that run along a beam from the barrel to whom it holds, and a shove at the throw.

use bevy::prelude::*;
use hogs_shared::arena::shot::Struck;

use super::{End, Grip, Trigger, WeaponLook};
use crate::field::{disc, stroke};
use crate::palette::linear;
use crate::sound::Sound;
use crate::view::effects::Effects;
use crate::view::sprite::{Shape, Sprites, light};
use crate::view::{bolt, burst};

/// Of its beam.
const JADE: u32 = 0x0032_F0A8;
/// Distance between two rings on the beam, metres.
const RINGS_M: f32 = 2.2;

/// See above.
pub(super) struct Tractor;

impl WeaponLook for Tractor {
    fn key(&self) -> &'static str {
        "weapon-tractor"
    }

    fn colour(&self) -> u32 {
        JADE
    }

    /// A claw that holds something.
    fn glyph(&self, p: Vec2) -> f32 {
        let mirrored = Vec2::new(p.x, p.y.abs());
        let arm = stroke(p, &[(-0.84, 0.0), (-0.4, 0.0)], 0.15);
        let claw = [(-0.4, 0.1), (-0.2, 0.58), (0.34, 0.72), (0.72, 0.44)];
        let held = disc(p, Vec2::new(0.3, 0.0), 0.27);
        arm.min(stroke(mirrored, &claw, 0.12)).min(held)
    }

    fn head(&self) -> Option<&'static str> {
        Some("head_tractor")
    }

    fn held(&self, grip: &Grip<'_>, sprites: &mut Sprites, effects: &mut Effects) {
        let trigger = Trigger::of(grip.hog);
        let colour = linear(JADE);
        match grip.mark {
            Some(mark) => beam(grip, mark, sprites, effects),
            // It fetches something.
            None if trigger.charge > 0.0 => {
                let far = grip.muzzle + grip.along * grip.reach_m * (0.4 + 0.6 * trigger.charge);
                sprites.beam(
                    grip.muzzle,
                    far,
                    0.5,
                    light(colour, 0.5),
                    Shape::Flame,
                    grip.now_s.fract(),
                );
                sprites.dot(grip.muzzle, 0.8, light(colour, 0.8));
            }
            None => sprites.dot(grip.muzzle, 0.35, light(colour, 0.5)),
        }
    }

    fn ended(&self, end: &End, effects: &mut Effects) {
        let (Some(from), Struck::Hog(_)) = (end.from, end.struck) else {
            return;
        };
        let (along, colour) = ((end.at - from).normalize_or(Vec3::NEG_Z), linear(JADE));
        bolt::beam(effects, from, end.at, 0.7, light(colour, 1.2), 0.2);
        for (k, size) in [1.6, 2.6, 3.8].into_iter().enumerate() {
            let at = end.at - along * (2.0 - k as f32);
            burst::ring(
                effects,
                at,
                along,
                size,
                light(colour, 1.3),
                0.3 + 0.08 * k as f32,
            );
        }
        burst::sparks(effects, end.at, along, colour, 16, 14.0);
        effects.flash(end.at, 10.0, colour * 1.8, 0.2);
        if end.own {
            effects.shake(0.18);
        }
    }

    fn fire_sound(&self, _chance: u32) -> Sound {
        Sound::TractorThrow
    }

    fn hold_sound(&self, now: Trigger) -> Option<(Sound, bool)> {
        (now.held && (now.marked || now.charge > 0.0)).then_some((Sound::TractorHold, true))
    }
}

/// The beam, its rings on their way to the barrel, and a cage around whom it holds.
fn beam(grip: &Grip<'_>, mark: Vec3, sprites: &mut Sprites, effects: &mut Effects) {
    let colour = linear(JADE);
    let span = mark - grip.muzzle;
    let (length_m, along) = (span.length(), span.normalize_or(grip.along));
    let flicker = 0.85 + 0.15 * (grip.now_s * 37.0).sin();
    sprites.beam(
        grip.muzzle,
        mark,
        0.14,
        light(Vec3::ONE.lerp(colour, 0.5), 1.8),
        Shape::Ray,
        0.0,
    );
    sprites.beam(
        grip.muzzle,
        mark,
        0.75,
        light(colour, 0.55 * flicker),
        Shape::Ray,
        0.0,
    );
    let right = along.any_orthonormal_vector();
    let up = along.cross(right);
    let count = (length_m / RINGS_M).ceil().min(20.0) as usize;
    for ring in 0..count {
        let share = (ring as f32 + 1.0 - (grip.now_s * 2.4).fract()) / count as f32;
        let size = 0.35 + 1.1 * share;
        let glow = light(colour, 0.9 * (1.0 - (share * 2.0 - 1.0).powi(4)).max(0.0));
        sprites.flat(
            grip.muzzle + span * share,
            right * size,
            up * size,
            glow,
            Shape::Halo,
        );
    }
    sprites.dot(grip.muzzle, 0.9, light(colour, 1.0 * flicker));
    sprites.dot(mark, 3.0, light(colour, 0.4 * flicker));
    for (axis, speed) in [(Vec3::Y, 3.0), (right, -2.3), (up, 2.7)] {
        let turn = Quat::from_axis_angle(axis, grip.now_s * speed);
        let (one, other) = (
            turn * along * 2.5,
            turn * along.cross(axis).normalize_or(up) * 2.5,
        );
        sprites.flat(mark, one, other, light(colour, 0.5), Shape::Halo);
    }
    for _ in 0..effects.trickle(14.0, grip.dt) {
        let from = mark + effects.any_direction() * 2.0;
        bolt::beam(effects, from, from - along * 1.6, 0.05, light(colour, 1.6), 0.25);
    }
}
