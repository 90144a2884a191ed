//! Pads: a frame of light on the ground with chevrons that run the way it throws.

use bevy::prelude::*;
use hogs_shared::level::{Pad, PadKind, vector};

use super::camera::CameraView;
use super::convert::vec3;
use super::sprite::{Shape, Sprites, light};
use crate::feed::MatchFeed;
use crate::palette::{self, linear};

/// Chevrons on a boost pad, rings on a jump pad.
const MARKS: usize = 3;
/// Farther away a pad is only its frame, metres.
const DETAIL_M: f32 = 150.0;

/// How recently each pad was used: 1 falling to 0.
#[derive(Resource, Default)]
pub(super) struct Pads {
    used: Vec<f32>,
}

impl Pads {
    /// A pad threw somebody.
    pub(super) fn use_pad(&mut self, pad: usize) {
        if let Some(used) = self.used.get_mut(pad) {
            *used = 1.0;
        }
    }
}

/// Shows the pads.
pub(super) fn show(
    feed: Res<MatchFeed>,
    view: Res<CameraView>,
    time: Res<Time>,
    mut pads: ResMut<Pads>,
    mut sprites: ResMut<Sprites>,
) {
    pads.used.resize(feed.rules.level.pads.len(), 0.0);
    let dt = time.delta_secs();
    for (pad, used) in feed.rules.level.pads.iter().zip(&mut pads.used) {
        *used = (*used - dt * 1.6).max(0.0);
        let far = vec3(vector(pad.at)).distance(view.transform.translation) > DETAIL_M;
        draw(pad, *used, far, time.elapsed_secs(), &mut sprites);
    }
}

fn draw(pad: &Pad, used: f32, far: bool, now_s: f32, sprites: &mut Sprites) {
    let at = vec3(vector(pad.at)) + Vec3::Y * 0.07;
    let turn = Quat::from_rotation_y(pad.yaw_deg.to_radians());
    let (ahead, aside) = (turn * Vec3::NEG_Z, turn * Vec3::X);
    let (wide, long) = (pad.size.0 * 0.5, pad.size.1 * 0.5);
    let (colour, rises) = match pad.kind {
        PadKind::Boost(_) => (linear(palette::ENERGY), false),
        PadKind::Jump(..) => (linear(0x00FF_C24A), true),
    };
    let bright = 0.75 + 1.6 * used;
    sprites.flat(
        at,
        aside * wide,
        ahead * long,
        light(colour, 0.6 * bright),
        Shape::Plate,
    );
    if far {
        return;
    }
    for mark in 0..MARKS {
        let along = (mark as f32 / MARKS as f32 + now_s * if rises { 0.55 } else { 0.9 }).fract();
        let fade = (along * std::f32::consts::PI).sin();
        let glow = light(colour, bright * 1.1 * fade);
        if rises {
            let size = wide.min(long) * (0.95 - 0.35 * along);
            let up = at + Vec3::Y * (0.1 + 1.8 * along);
            sprites.flat(up, aside * size, ahead * size, glow * 0.45, Shape::Halo);
        }
        let middle = at + Vec3::Y * 0.03 + ahead * long * (along * 1.5 - 0.75);
        sprites.flat(
            middle,
            aside * wide * 0.72,
            ahead * long * 0.24,
            glow,
            Shape::Chevron,
        );
    }
}
