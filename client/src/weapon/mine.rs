//! The mine's look: a lamp that is amber while it arms and blinks red once it is armed, and an explosion that throws
//! up more ground than a rocket's.

use bevy::prelude::*;
use hogs_shared::arena::shot::{Shot, Struck};

use super::{Blip, End, Flight, Heard, ShotLook, WeaponLook};
use crate::field::block;
use crate::palette::{self, linear};
use crate::sound::Sound;
use crate::view::burst;
use crate::view::convert::vec3;
use crate::view::effects::Effects;
use crate::view::sprite::{Shape, Sprites, light};

/// Height of the lamp over the mine's underside, metres.
const LAMP_M: f32 = 0.4;

/// See above.
pub(super) struct Mine;

impl WeaponLook for Mine {
    fn key(&self) -> &'static str {
        "weapon-mine"
    }

    fn colour(&self) -> u32 {
        palette::DANGER
    }

    fn glyph(&self, p: Vec2) -> f32 {
        let sector = std::f32::consts::TAU / 8.0;
        let angle = p.y.atan2(p.x);
        let folded = Vec2::from_angle((angle / sector).round() * -sector).rotate(p);
        let spikes = block(folded, Vec2::new(0.66, 0.0), Vec2::new(0.2, 0.1));
        let ball = (p.length() - 0.56).max(0.2 - p.length());
        ball.min(spikes)
    }

    fn model(&self) -> Option<ShotLook> {
        Some(ShotLook {
            model: "mine",
            shine: palette::DANGER,
            spin_rps: 0.0,
            rests: true,
        })
    }

    fn blip(&self) -> Option<Blip> {
        Some(Blip::Thing)
    }

    fn fly(&self, flight: &Flight<'_>, sprites: &mut Sprites, _effects: &mut Effects) {
        let armed = flight.shot.age_s >= flight.arm_s;
        let lamp = flight.at + Vec3::Y * LAMP_M;
        let (colour, on) = if armed {
            // A double blink, once a second: danger may blink.
            let beat = flight.shot.age_s.fract();
            (
                linear(palette::DANGER),
                if beat < 0.12 || (0.24..0.36).contains(&beat) {
                    1.0
                } else {
                    0.3
                },
            )
        } else {
            (linear(0x00FF_B020), 0.7)
        };
        sprites.dot(lamp, 0.75, light(colour, 2.2 * on));
        sprites.dot(lamp, 0.2, light(Vec3::ONE, 1.2 * on));
        let ground = flight.at + Vec3::Y * 0.06;
        sprites.flat(
            ground,
            Vec3::X * 2.0,
            Vec3::Z * 2.0,
            light(colour, 0.55 * on),
            Shape::Halo,
        );
        sprites.dot(lamp, 0.4, light(flight.colour, 0.4));
    }

    fn fired(&self, shot: &Shot, _own: bool, effects: &mut Effects) {
        burst::spatter(effects, vec3(shot.origin), Vec3::Y, 4, 0.8);
    }

    fn ended(&self, end: &End, effects: &mut Effects) {
        let End { at, blast_m, .. } = *end;
        burst::explosion(effects, at + Vec3::Y * 0.3, blast_m * 0.55);
        burst::spatter(effects, at, Vec3::Y, 12, 2.4);
        burst::ring(
            effects,
            at + Vec3::Y * 0.2,
            Vec3::Y,
            blast_m,
            light(linear(palette::DANGER), 1.4),
            0.35,
        );
    }

    fn fire_sound(&self, _chance: u32) -> Sound {
        Sound::MineLay
    }

    fn arm_sound(&self) -> Option<Sound> {
        Some(Sound::MineArm)
    }

    fn end_sound(&self, struck: Struck) -> Option<Heard> {
        matches!(struck, Struck::Terrain | Struck::Hog(_)).then_some(Sound::MineExplode.into())
    }
}
