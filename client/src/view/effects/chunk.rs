//! Pieces of wrecks: they fall, bounce off what is solid, and come to rest.

use bevy::prelude::*;
use hogs_shared::level::Terrain;

use crate::view::convert::{match_vec3, vec3};

/// A tumbling piece of a wreck.
#[derive(Clone, Copy, Debug)]
pub struct Chunk {
    /// Metres.
    pub at: Vec3,
    /// Metres a second.
    pub velocity: Vec3,
    /// How it is turned.
    pub rotation: Quat,
    /// Axis and rate of its tumbling, rad/s.
    pub spin: Vec3,
    /// Half extents, metres.
    pub half: Vec3,
    /// Linear colour.
    pub colour: Vec3,
    /// Seconds it still lives.
    pub left_s: f32,
    /// How hot it still is, 0 to 1: it glows and smokes.
    pub heat: f32,
}

impl Chunk {
    /// Lets time pass, seconds.
    pub(super) fn step(&mut self, dt: f32, terrain: Option<&Terrain>) {
        let speed = self.velocity.length();
        if speed < 0.05 {
            return;
        }
        self.velocity.y -= 14.0 * dt;
        let step = self.velocity * dt;
        let radius = self.half.min_element();
        let hit = terrain.and_then(|terrain| {
            let length = step.length();
            terrain.cast(
                match_vec3(self.at),
                match_vec3(step / length.max(1e-5)),
                length + radius,
            )
        });
        if let Some(hit) = hit {
            let normal = vec3(hit.normal);
            let into = self.velocity.dot(normal);
            self.velocity = (self.velocity - normal * into * 1.35) * 0.62;
            self.spin *= 0.55;
            if normal.y > 0.6 && self.velocity.length_squared() < 1.5 {
                self.velocity = Vec3::ZERO;
                self.spin = Vec3::ZERO;
            }
        } else {
            self.at += step;
        }
        self.rotation = (Quat::from_scaled_axis(self.spin * dt) * self.rotation).normalize();
    }
}
