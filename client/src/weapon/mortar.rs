//! The mortar's look: a fat shell with a fuse, which comes down in a burst larger than anything else's.

use bevy::prelude::*;
use hogs_shared::arena::shot::{Shot, Struck};
use hogs_shared::tuning::WeaponTuning;
use hogs_shared::weapon::mortar::lob;

use super::{Blip, End, Flight, Heard, Leading, ShotLook, WeaponLook};
use crate::field::{block, disc, polygon, stroke};
use crate::palette::{self, linear};
use crate::sound::Sound;
use crate::view::burst;
use crate::view::convert::{match_vec3, vec3};
use crate::view::effects::{Effects, Particle};
use crate::view::sprite::{Form, Shape, Sprite, Sprites, light, veil};

/// See above.
pub(super) struct Mortar;

impl WeaponLook for Mortar {
    fn key(&self) -> &'static str {
        "weapon-mortar"
    }

    fn colour(&self) -> u32 {
        0x008C_DB4A
    }

    /// A shell on its way down from the top of its path.
    fn glyph(&self, p: Vec2) -> f32 {
        let path = [(-0.82, 0.72), (-0.6, 0.0), (-0.2, -0.5), (0.16, -0.52)];
        let shell = disc(p, Vec2::new(0.4, 0.06), 0.36);
        let fins = block(p, Vec2::new(0.4, -0.42), Vec2::new(0.2, 0.1));
        let ground = block(p, Vec2::new(0.38, 0.76), Vec2::new(0.46, 0.08));
        let nose = polygon(p, &[(0.2, 0.36), (0.6, 0.36), (0.4, 0.58)]);
        stroke(p, &path, 0.1).min(shell).min(fins).min(ground).min(nose)
    }

    fn head(&self) -> Option<&'static str> {
        Some("head_mortar")
    }

    fn model(&self) -> Option<ShotLook> {
        Some(ShotLook {
            model: "mortar",
            shine: palette::FIRE,
            spin_rps: 2.0,
            rests: false,
        })
    }

    fn blip(&self) -> Option<Blip> {
        Some(Blip::Threat)
    }

    fn fly(&self, flight: &Flight<'_>, sprites: &mut Sprites, effects: &mut Effects) {
        let back = -flight.velocity.normalize_or(Vec3::Z);
        let fuse = flight.at + back * 0.6;
        let flicker = 0.8 + 0.2 * (flight.shot.age_s * 60.0).sin();
        sprites.dot(fuse, 0.9 * flicker, light(linear(palette::FIRE), 1.4));
        sprites.dot(fuse, 0.3, light(linear(palette::FIRE_HEART), 2.6));
        sprites.dot(flight.at, 1.1, light(flight.colour, 0.35));
        for _ in 0..effects.trickle(34.0, flight.dt) {
            let aside = effects.any_direction() * 0.3;
            effects.emit(Particle {
                at: fuse + aside * 0.4,
                velocity: aside,
                life_s: 1.1,
                size: [0.2, 0.5],
                colour: [veil(linear(0x0070_5A68), 0.6), veil(linear(palette::SMOKE), 0.0)],
                shape: Shape::Puff,
                drag: 1.0,
                lift: 0.5,
                spin: 0.6,
                ..default()
            });
        }
    }

    fn muzzle(&self, at: Vec3, along: Vec3, since_s: f32, sprites: &mut Sprites) {
        let left = 1.0 - since_s / 0.07;
        sprites.push(Sprite {
            parts: false,
            at: at + along * 0.2,
            form: Form::Facing(1.2 * left + 0.3, since_s * 20.0),
            colour: light(linear(palette::FIRE), 2.4),
            shape: Shape::Star,
            seed: 0.8,
            phase: 0.0,
        });
    }

    /// A thump and a cloud of smoke.
    fn fired(&self, shot: &Shot, own: bool, effects: &mut Effects) {
        let (at, along) = (vec3(shot.origin), vec3(shot.velocity).normalize_or(Vec3::Y));
        effects.flash(at, 11.0, linear(palette::FIRE) * 1.8, 0.14);
        for _ in 0..effects.portion(11) {
            let aside = effects.any_direction();
            let (quick, life_s) = (effects.rng.range(1.5, 6.0), effects.rng.range(0.7, 1.3));
            effects.emit(Particle {
                at: at + aside * 0.2,
                velocity: along * quick + aside * 1.3,
                life_s,
                size: [0.25, 0.95],
                colour: [veil(linear(0x00D8_C4B8), 0.75), veil(linear(0x0078_6470), 0.0)],
                shape: Shape::Puff,
                drag: 2.4,
                lift: 0.8,
                spin: 0.8,
                ..default()
            });
        }
        if own {
            effects.shake(0.22);
        }
    }

    fn ended(&self, end: &End, effects: &mut Effects) {
        burst::explosion(effects, end.at + Vec3::Y * 0.4, end.blast_m * 0.6);
        burst::spatter(effects, end.at, Vec3::Y, 20, 3.4);
        let fire = linear(palette::FIRE_HEART);
        burst::ring(
            effects,
            end.at + Vec3::Y * 0.3,
            Vec3::Y,
            end.blast_m,
            light(fire, 1.5),
            0.45,
        );
        burst::dust_ring(effects, end.at, 1.6);
        effects.smoulder(end.at, 3.5, 0.8);
    }

    fn fire_sound(&self, _chance: u32) -> Sound {
        Sound::MortarFire
    }

    fn end_sound(&self, _struck: Struck) -> Option<Heard> {
        Some(Sound::MortarExplode.into())
    }

    fn launch(&self, along: Vec3, tuning: &WeaponTuning) -> Option<Vec3> {
        Some(vec3(lob(match_vec3(along), tuning)) * tuning.speed_mps)
    }

    fn lead(&self, leading: &Leading<'_>) -> Option<Vec3> {
        leading.lobbed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weapon::lead::tests::tuning;
    use hogs_shared::ids::Weapon;

    #[test]
    fn a_shell_lobbed_at_its_lead_comes_down_on_the_target() {
        let figures = tuning(Weapon::Mortar);
        let (target, velocity) = (Vec3::new(14.0, 3.0, -48.0), Vec3::new(6.0, 0.0, -4.0));
        let leading = Leading {
            tuning: &figures,
            from: Vec3::ZERO,
            own: Vec3::X * 20.0,
            target,
            velocity,
        };
        let aim = Mortar.lead(&leading).unwrap().normalize();
        let launch = Mortar.launch(aim, &figures).unwrap();
        let shell = |t: f32| launch * t - Vec3::Y * 0.5 * figures.fall_mps2 * t * t;
        let nearest = (0..6000)
            .map(|i| i as f32 * 0.001)
            .map(|t| shell(t).distance(target + velocity * t));
        assert!(nearest.fold(f32::MAX, f32::min) < 0.5);
    }
}
