//! Recipes of what goes from one place to another at once: beams, lightning, and the streak of a dash.

use bevy::prelude::*;

use super::burst;
use super::effects::{Effects, Particle};
use super::sprite::{Shape, light};

/// A beam that stays and thins out.
pub fn beam(effects: &mut Effects, from: Vec3, to: Vec3, half_width_m: f32, colour: Vec4, life_s: f32) {
    effects.emit(Particle {
        at: from,
        tip: Some(to),
        life_s,
        size: [half_width_m, half_width_m * 0.25],
        colour: [colour, colour * 0.15],
        shape: Shape::Ray,
        ..default()
    });
}

/// A flash of lightning: two jagged strands, and twigs that lead nowhere.
pub fn lightning(effects: &mut Effects, from: Vec3, to: Vec3, colour: Vec3) {
    let span = to - from;
    let length_m = span.length();
    let steps = (length_m / 1.3).clamp(4.0, 16.0) as usize;
    let wild_m = (length_m * 0.07).clamp(0.15, 0.9);
    for (strand, life_s) in [(0, 0.26), (1, 0.14)] {
        let mut last = from;
        for step in 1..=steps {
            let share = step as f32 / steps as f32;
            let loose = if step == steps { 0.0 } else { wild_m };
            let next = from + span * share + effects.any_direction() * loose;
            let (core, glow) = if strand == 0 { (0.11, 0.5) } else { (0.06, 0.0) };
            beam(
                effects,
                last,
                next,
                core,
                light(colour.lerp(Vec3::ONE, 0.45), 2.6),
                life_s,
            );
            if glow > 0.0 {
                beam(effects, last, next, glow, light(colour, 0.5), life_s);
            }
            if effects.rng.chance(0.4) {
                let twig = next + (effects.any_direction() + span / length_m.max(0.1) * 0.6) * 1.1;
                beam(effects, next, twig, 0.045, light(colour, 1.8), life_s * 0.6);
            }
            last = next;
        }
    }
    effects.flash(to, 9.0, colour * 1.6, 0.16);
}

/// What a dash leaves: streaks from where it began to where it ended, and a flash at both.
pub fn dash(effects: &mut Effects, from: Vec3, to: Vec3, colour: Vec3) {
    let along = (to - from).normalize_or(Vec3::NEG_Z);
    for _ in 0..effects.portion(16) {
        let aside = effects.any_direction();
        let aside = (aside - along * aside.dot(along)) * Vec3::new(1.1, 0.5, 1.1);
        let (width, life) = (effects.rng.range(0.05, 0.16), effects.rng.range(0.18, 0.42));
        beam(
            effects,
            from + aside,
            to + aside * 0.7,
            width,
            light(colour, 1.6),
            life,
        );
    }
    beam(effects, from, to, 0.9, light(colour, 0.7), 0.32);
    for (at, size) in [(from, 2.6), (to, 3.4)] {
        burst::ring(effects, at, along, size, light(colour, 1.5), 0.35);
        effects.flash(at, 11.0, colour * 1.8, 0.25);
        effects.emit(Particle {
            at,
            life_s: 0.14,
            size: [size * 0.7, size * 0.3],
            colour: [light(colour.lerp(Vec3::ONE, 0.4), 3.0), light(colour, 0.4)],
            shape: Shape::Star,
            ..default()
        });
    }
    burst::sparks(effects, to, along, colour, 14, 12.0);
}
