//! Recipes of what bursts: sparks, dust rings, explosions. An explosion is a flash, then a shock ring, then chunks,
//! then dust that lingers low.

use bevy::prelude::*;

use super::effects::{Chunk, Effects, Particle};
use super::sprite::{Shape, light, veil};
use crate::palette::{self, linear};

/// Sparks off something hard, away from it.
pub fn sparks(effects: &mut Effects, at: Vec3, normal: Vec3, colour: Vec3, count: usize, speed: f32) {
    for _ in 0..effects.portion(count) {
        let way = (effects.any_direction() + normal * 1.1).normalize_or(normal);
        let (quick, life) = (effects.rng.range(0.35, 1.0), effects.rng.range(0.18, 0.5));
        effects.emit(Particle {
            at,
            velocity: way * speed * quick,
            life_s: life,
            size: [0.055, 0.02],
            colour: [light(colour, 3.2), light(linear(palette::FIRE), 0.6)],
            shape: Shape::Streak,
            stretch_s: 0.045,
            drag: 2.0,
            lift: -14.0,
            ..default()
        });
    }
}

/// A few puffs of the ground thrown up.
pub fn spatter(effects: &mut Effects, at: Vec3, normal: Vec3, count: usize, size: f32) {
    let colour = effects.dust;
    for _ in 0..effects.portion(count) {
        let way = (effects.any_direction() * 0.7 + normal).normalize_or(normal);
        let (quick, life) = (effects.rng.range(1.5, 4.5), effects.rng.range(0.4, 0.9));
        effects.emit(Particle {
            at: at + normal * 0.1,
            velocity: way * quick * size.sqrt(),
            life_s: life,
            size: [0.16 * size, 0.75 * size],
            colour: [veil(colour * 0.85, 0.6), veil(colour * 0.8, 0.0)],
            shape: Shape::Puff,
            drag: 2.6,
            spin: 1.0,
            ..default()
        });
    }
}

/// A ring of dust along the ground, as from a landing.
pub fn dust_ring(effects: &mut Effects, at: Vec3, strength: f32) {
    let colour = effects.dust;
    let count = effects.portion((10.0 + 12.0 * strength) as usize);
    for k in 0..count {
        let around = std::f32::consts::TAU * (k as f32 + effects.rng.unit() * 0.6) / count as f32;
        let way = Vec3::new(around.sin(), 0.12, around.cos());
        let quick = effects.rng.range(4.0, 8.0) * strength.max(0.4);
        effects.emit(Particle {
            at: at + way * 1.0,
            velocity: way * quick,
            life_s: 0.9,
            size: [0.4, 1.2 + 0.6 * strength],
            colour: [veil(colour * 0.9, 0.5), veil(colour * 0.8, 0.0)],
            shape: Shape::Puff,
            drag: 3.0,
            spin: 0.6,
            ..default()
        });
    }
}

/// A circle of light that spreads, flat to a direction.
pub fn ring(effects: &mut Effects, at: Vec3, facing: Vec3, radius_m: f32, colour: Vec4, life_s: f32) {
    effects.emit(Particle {
        at,
        life_s,
        size: [radius_m * 0.15, radius_m],
        colour: [colour, colour * 0.25],
        shape: Shape::Ring,
        facing: Some(facing),
        ..default()
    });
}

/// An explosion of about this radius, metres.
pub fn explosion(effects: &mut Effects, at: Vec3, radius_m: f32) {
    let (heart, fire) = (linear(palette::FIRE_HEART), linear(palette::FIRE));
    effects.flash(at + Vec3::Y, radius_m * 4.0, heart * 3.2, 0.38);
    effects.emit(Particle {
        at,
        life_s: 0.13,
        size: [radius_m * 0.75, radius_m * 1.15],
        colour: [light(heart, 5.0), light(fire, 0.5)],
        shape: Shape::Star,
        ..default()
    });
    effects.emit(Particle {
        at,
        life_s: 0.28,
        size: [radius_m * 1.5, radius_m * 2.2],
        colour: [light(heart, 1.6), Vec4::ZERO],
        ..default()
    });
    ring(
        effects,
        at + Vec3::Y * 0.25,
        Vec3::Y,
        radius_m * 1.9,
        light(linear(0x00FF_C890), 1.5),
        0.42,
    );
    fireball(effects, at, radius_m);
    sparks(effects, at, Vec3::Y, heart, 16, radius_m * 5.5);
    let count = effects.portion(12);
    for k in 0..count {
        let around = std::f32::consts::TAU * (k as f32 + effects.rng.unit() * 0.7) / count as f32;
        let way = Vec3::new(around.sin(), effects.rng.range(0.02, 0.16), around.cos());
        let quick = effects.rng.range(1.2, 2.6) * radius_m;
        let life = effects.rng.range(1.3, 2.4);
        effects.emit(Particle {
            at: at + way * radius_m * 0.2,
            velocity: way * quick,
            life_s: life,
            size: [radius_m * 0.2, radius_m * 0.52],
            colour: [veil(linear(0x00C0_8468), 0.62), veil(linear(0x0094_5C5C), 0.0)],
            shape: Shape::Puff,
            drag: 2.3,
            lift: 0.15,
            spin: 0.35,
            ..default()
        });
    }
}

/// Balls of fire that turn to smoke.
fn fireball(effects: &mut Effects, at: Vec3, radius_m: f32) {
    let (heart, deep) = (linear(palette::FIRE_HEART), linear(palette::FIRE_DEEP));
    for k in 0..effects.portion(11) {
        let way = (effects.any_direction() + Vec3::Y * 0.6).normalize_or(Vec3::Y);
        let quick = effects.rng.range(0.6, 2.2) * radius_m;
        let life = effects.rng.range(0.32, 0.62);
        let size = radius_m * effects.rng.range(0.24, 0.4);
        effects.emit(Particle {
            at: at + way * radius_m * 0.12,
            velocity: way * quick,
            life_s: life,
            size: [size * 0.5, size],
            colour: [(heart * 2.6).extend(0.95), veil(deep, 0.9)],
            shape: Shape::Puff,
            drag: 3.2,
            spin: 0.9,
            ..default()
        });
        if k % 2 == 0 {
            let longer = effects.rng.range(0.6, 1.2);
            effects.emit(Particle {
                at: at + way * radius_m * 0.2 + Vec3::Y * 0.4,
                velocity: way * quick * 0.7 + Vec3::Y * 1.6,
                life_s: life + longer,
                size: [size * 0.5, size * 1.5],
                colour: [veil(linear(palette::SMOKE), 0.85), veil(linear(0x0060_4452), 0.0)],
                shape: Shape::Puff,
                drag: 2.0,
                lift: 1.0,
                spin: 0.5,
                ..default()
            });
        }
    }
}

/// A hog goes to pieces: its explosion, its pieces in its colours, and a place that smokes on.
pub fn wreck(effects: &mut Effects, at: Vec3, velocity: Vec3, paint: Vec3, team: Vec3) {
    explosion(effects, at, 5.2);
    let second = at + Vec3::new(0.6, 1.2, -0.4);
    fireball(effects, second, 4.0);
    ring(
        effects,
        at + Vec3::NEG_Y * 0.4,
        Vec3::Y,
        14.0,
        light(linear(palette::FIRE_HEART), 1.0),
        0.6,
    );
    let dark = Vec3::new(0.02, 0.016, 0.022);
    for k in 0..effects.portion(20) {
        let way = (effects.any_direction() + Vec3::Y * 0.9).normalize_or(Vec3::Y);
        let colour = match k % 5 {
            0 | 1 => paint,
            2 => team,
            3 => Vec3::new(0.25, 0.22, 0.2),
            _ => dark,
        };
        let half = Vec3::new(
            effects.rng.range(0.12, 0.5),
            effects.rng.range(0.06, 0.18),
            effects.rng.range(0.15, 0.6),
        );
        let quick = effects.rng.range(5.0, 16.0);
        let spin = effects.any_direction() * effects.rng.range(4.0, 16.0);
        effects.throw(Chunk {
            at: at + way * 0.8,
            velocity: velocity * 0.5 + way * quick,
            rotation: Quat::from_rotation_arc(Vec3::Y, way),
            spin,
            half,
            colour,
            left_s: 7.0 + way.x * 1.5,
            heat: 1.0,
        });
    }
    effects.smoulder(at + Vec3::NEG_Y * 0.6, 7.5, 1.0);
}
