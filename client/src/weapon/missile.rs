//! The missile's look: a hot tail, a long thin trail that shows how it turned, and a mark and a beep for whom it is after.

use bevy::prelude::*;
use hogs_shared::arena::shot::{Shot, Struck};

use super::{Blip, End, Flight, Heard, Leading, ShotLook, Trigger, WeaponLook};
use crate::field::{block, disc, polygon, stroke, turned};
use crate::palette::{self, linear};
use crate::sound::Sound;
use crate::view::burst;
use crate::view::convert::vec3;
use crate::view::effects::{Effects, Particle};
use crate::view::sprite::{Form, Shape, Sprite, Sprites, light, veil};

/// Puffs of its trail a second.
const TRAIL_PER_S: f32 = 60.0;

/// See above.
pub(super) struct Missile;

impl WeaponLook for Missile {
    fn key(&self) -> &'static str {
        "weapon-missile"
    }

    fn colour(&self) -> u32 {
        0x00F7_EC4A
    }

    /// A dart that comes around a bend.
    fn glyph(&self, p: Vec2) -> f32 {
        let q = turned(p) - Vec2::new(0.0, -0.16);
        let hull = block(q, Vec2::new(0.0, 0.0), Vec2::new(0.14, 0.42));
        let nose = polygon(q, &[(-0.14, -0.42), (0.0, -0.74), (0.14, -0.42)]);
        let fins = polygon(q, &[(-0.14, 0.1), (-0.44, 0.46), (0.44, 0.46), (0.14, 0.1)]);
        let trail = stroke(p, &[(-0.36, 0.4), (-0.52, 0.62), (-0.78, 0.72)], 0.1);
        let eye = disc(p, Vec2::new(0.66, 0.62), 0.17).abs() - 0.07;
        hull.min(nose).min(fins).min(trail).min(eye)
    }

    fn head(&self) -> Option<&'static str> {
        Some("head_missile")
    }

    fn model(&self) -> Option<ShotLook> {
        Some(ShotLook {
            model: "missile",
            shine: palette::DANGER,
            spin_rps: 3.0,
            rests: false,
        })
    }

    fn blip(&self) -> Option<Blip> {
        Some(Blip::Threat)
    }

    fn threatens(&self) -> bool {
        true
    }

    fn fly(&self, flight: &Flight<'_>, sprites: &mut Sprites, effects: &mut Effects) {
        let back = -flight.velocity.normalize_or(Vec3::Z);
        let root = flight.at + back * 0.45;
        let hunts = flight.shot.target.is_some();
        // One that hunts burns red, so that whoever is hunted knows.
        let fire = linear(if hunts { palette::DANGER } else { palette::FIRE });
        let phase = flight.shot.age_s.fract();
        sprites.beam(
            root,
            root + back * 2.6,
            0.26,
            light(fire, 2.6),
            Shape::Flame,
            phase,
        );
        let heart = light(linear(palette::FIRE_HEART), 3.0);
        sprites.beam(root, root + back * 1.2, 0.15, heart, Shape::Flame, 0.3);
        sprites.dot(root, 1.7, light(fire, 0.9));
        sprites.dot(flight.at, 0.45, light(flight.colour, 0.9));
        let count = effects.trickle(TRAIL_PER_S, flight.dt);
        for k in 0..count {
            let share = (k as f32 + effects.rng.unit()) / count as f32;
            let aside = effects.any_direction() * 0.2;
            effects.emit(Particle {
                at: root + back * (0.6 + flight.velocity.length() * flight.dt * share),
                velocity: aside,
                life_s: 1.5,
                size: [0.12, 0.42],
                colour: [veil(linear(0x00F6_E4D8), 0.75), veil(linear(0x00A0_8498), 0.0)],
                shape: Shape::Puff,
                drag: 1.0,
                lift: 0.25,
                spin: 0.7,
                ..default()
            });
        }
    }

    fn muzzle(&self, at: Vec3, along: Vec3, since_s: f32, sprites: &mut Sprites) {
        let left = 1.0 - since_s / 0.07;
        sprites.push(Sprite {
            parts: false,
            at: at + along * 0.2,
            form: Form::Facing(0.9 * left + 0.2, since_s * 25.0),
            colour: light(linear(palette::FIRE), 2.6),
            shape: Shape::Star,
            seed: 0.4,
            phase: 0.0,
        });
    }

    fn fired(&self, shot: &Shot, own: bool, effects: &mut Effects) {
        let (at, along) = (vec3(shot.origin), vec3(shot.velocity).normalize_or(Vec3::NEG_Z));
        effects.flash(at, 10.0, linear(palette::FIRE) * 1.6, 0.14);
        burst::spatter(effects, at - along, -along, 7, 1.0);
        if own {
            effects.shake(0.12);
        }
    }

    fn ended(&self, end: &End, effects: &mut Effects) {
        burst::explosion(effects, end.at, end.blast_m * 0.55);
        let colour = light(linear(palette::DANGER), 1.2);
        burst::ring(effects, end.at, end.normal, end.blast_m * 0.9, colour, 0.3);
    }

    fn fire_sound(&self, _chance: u32) -> Sound {
        Sound::MissileFire
    }

    fn end_sound(&self, _struck: Struck) -> Option<Heard> {
        Some(Sound::MissileExplode.into())
    }

    /// It searches for its holder's ears only; so does the tone of its lock.
    fn turn_sound(&self, before: Trigger, now: Trigger) -> Option<Sound> {
        let beats = |trigger: Trigger| (trigger.charge * 5.0) as u32;
        let searches = now.marked && now.charge < 1.0 && beats(now) > beats(before);
        (searches || (now.marked && !before.marked)).then_some(Sound::LockSearch)
    }

    fn hold_sound(&self, now: Trigger) -> Option<(Sound, bool)> {
        (now.marked && now.charge >= 1.0).then_some((Sound::LockOn, false))
    }

    /// For who has no lock.
    fn lead(&self, leading: &Leading<'_>) -> Option<Vec3> {
        leading.alone()
    }
}
