//! The mesh of the sky: a shell, and on the horizon three rows of what stands there, each with one landmark in the north that
//! tells the way. Angles are radians: around from the south over the east, heights over the horizon.

use std::f32::consts::{PI, TAU};

use bevy::asset::RenderAssetUsages;
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;
use hogs_shared::rng::Rng;

use crate::view::mood::{Climate, Skyline};

/// Radius of the dome, metres.
const RADIUS_M: f32 = 2400.0;
/// Shares of the radius at which the rows stand, far to near.
const ROWS: [f32; 3] = [0.92, 0.84, 0.76];
/// Where the landmark stands.
const NORTH: f32 = PI;
/// What a vertex is, in the alpha of its colour: sky, a ridge, a lamp.
const RIDGE: f32 = 1.0;
const LAMP: f32 = 2.0;

/// The dome while it is made.
struct Dome {
    positions: Vec<[f32; 3]>,
    /// Colour; a is what it is.
    colours: Vec<[f32; 4]>,
    indices: Vec<u32>,
}

/// A row on the horizon: how far off, and of which colour.
#[derive(Clone, Copy)]
struct Row {
    distance_m: f32,
    colour: Vec3,
}

impl Row {
    fn at(self, around: f32, height: f32) -> Vec3 {
        Vec3::new(around.sin(), height.tan(), around.cos()) * self.distance_m
    }

    /// The same, nearer by a little: for what stands before it.
    fn before(self) -> Self {
        Self {
            distance_m: self.distance_m * 0.995,
            ..self
        }
    }

    fn coloured(self, colour: Vec3) -> Self {
        Self { colour, ..self }
    }
}

impl Dome {
    fn quad(&mut self, corners: [Vec3; 4], colour: Vec3, kind: f32) {
        let first = self.positions.len() as u32;
        for at in corners {
            self.positions.push(at.to_array());
            self.colours.push(colour.extend(kind).to_array());
        }
        self.indices
            .extend([0, 1, 2, 0, 2, 3].map(|offset| first + offset));
    }

    fn shell(&mut self) {
        let (rings, sides) = (8, 24);
        let at = |ring: usize, side: usize| {
            let height = (-0.5 + 1.5 * ring as f32 / rings as f32) * TAU * 0.25;
            let around = TAU * side as f32 / sides as f32;
            Vec3::new(
                height.cos() * around.sin(),
                height.sin(),
                height.cos() * around.cos(),
            ) * RADIUS_M
        };
        for ring in 0..rings {
            for side in 0..sides {
                let corners = [(0, 0), (0, 1), (1, 1), (1, 0)];
                let corners = corners.map(|(up, on)| at(ring + up, side + on));
                self.quad(corners, Vec3::ZERO, 0.0);
            }
        }
    }

    /// What lies under a line of heights, down below the horizon.
    fn under(&mut self, row: Row, line: &[(f32, f32)]) {
        for pair in line.windows(2) {
            let ((a, a_height), (b, b_height)) = (pair[0], pair[1]);
            let corners = [
                row.at(a, -0.2),
                row.at(b, -0.2),
                row.at(b, b_height),
                row.at(a, a_height),
            ];
            self.quad(corners, row.colour, RIDGE);
        }
    }

    /// A block from one angle to another, as high as this over the horizon, from so high on.
    fn block(&mut self, row: Row, around: [f32; 2], height: [f32; 2], kind: f32) {
        let corners = [
            row.at(around[0], height[0]),
            row.at(around[1], height[0]),
            row.at(around[1], height[1]),
            row.at(around[0], height[1]),
        ];
        self.quad(corners, row.colour, kind);
    }

    /// Flat-topped hills.
    fn mesas(&mut self, row: Row, seed: u64, heights: [f32; 2]) {
        let mut rng = Rng::new(seed);
        let mut around = 0.0;
        let mut low = heights[0] * 0.45;
        while around < TAU {
            // Foot slope up, flat top, slope down, then a gap of low ground.
            let (top, slope) = (rng.range(heights[0], heights[1]), rng.range(0.012, 0.05));
            let (wide, gap) = (rng.range(0.07, 0.24), rng.range(0.03, 0.16));
            let next_low = heights[0] * rng.range(0.25, 0.6);
            let step = top * rng.range(0.55, 0.8);
            let profile = [
                (0.0, low),
                (slope * 1.6, step * 0.55),
                (slope * 1.9, step),
                (slope * 2.4, step * 1.02),
                (slope * 2.6, top),
                (slope * 2.6 + wide, top * rng.range(0.96, 1.02)),
                (slope * 2.9 + wide, step * 0.8),
                (slope * 4.6 + wide, next_low),
                (slope * 4.6 + wide + gap, next_low),
            ];
            self.under(row, &profile.map(|(on, height)| (around + on, height)));
            around += slope * 4.6 + wide + gap;
            low = next_low;
        }
    }

    /// A butte that stands over all others, with a needle beside it.
    fn butte(&mut self, row: Row) {
        let profile = [
            (-0.30, 0.05),
            (-0.20, 0.13),
            (-0.17, 0.36),
            (-0.15, 0.40),
            (0.03, 0.41),
            (0.05, 0.34),
            (0.08, 0.16),
            (0.115, 0.14),
            (0.125, 0.33),
            (0.15, 0.35),
            (0.165, 0.15),
            (0.30, 0.05),
        ];
        self.under(row, &profile.map(|(on, height)| (NORTH + on, height)));
    }

    /// Round hills: a few waves on each other.
    fn hills(&mut self, row: Row, seed: u64, heights: [f32; 2]) {
        let mut rng = Rng::new(seed);
        // Whole waves around the circle, so that it closes.
        let waves = [3.0, 7.0, 13.0].map(|count| (count, rng.unit() * TAU));
        let line: Vec<(f32, f32)> = (0..=96)
            .map(|step| {
                let around = TAU * step as f32 / 96.0;
                let sum: f32 = waves
                    .iter()
                    .zip([0.55, 0.3, 0.15])
                    .map(|((count, phase), weight)| weight * (around * count + phase).sin())
                    .sum();
                (around, heights[0].lerp(heights[1], sum * 0.5 + 0.5))
            })
            .collect();
        self.under(row, &line);
    }

    /// A windmill.
    fn windmill(&mut self, row: Row) {
        let white = row.coloured(row.colour.lerp(Vec3::ONE, 0.75));
        let tower = [
            (-0.034, 0.08),
            (-0.020, 0.29),
            (0.0, 0.31),
            (0.020, 0.29),
            (0.034, 0.08),
        ];
        self.under(white, &tower.map(|(on, height)| (NORTH + on, height)));
        let sail = row.before().coloured(row.colour * 0.45);
        let hub = Vec2::new(NORTH, 0.285);
        for blade in 0..4 {
            let along = Vec2::from_angle(0.5 + blade as f32 * TAU * 0.25);
            let aside = along.perp() * 0.016;
            let corners = [
                along * 0.012,
                along * 0.17,
                along * 0.17 + aside,
                along * 0.012 + aside,
            ];
            let corners = corners.map(|off| sail.at(hub.x + off.x, hub.y + off.y));
            self.quad(corners, sail.colour, RIDGE);
        }
    }

    /// Sharp peaks with white caps.
    fn peaks(&mut self, row: Row, seed: u64, heights: [f32; 2]) {
        let mut rng = Rng::new(seed);
        let mut around = 0.0;
        while around < TAU {
            let (half, top) = (rng.range(0.12, 0.24), rng.range(heights[0], heights[1]));
            self.peak(row, around, half, top, rng.range(-0.25, 0.25));
            around += half * rng.range(1.0, 1.5);
        }
    }

    fn peak(&mut self, row: Row, middle: f32, half: f32, top: f32, lean: f32) {
        let tip = middle + lean * half;
        self.under(
            row,
            &[
                (middle - half, -0.02),
                (tip - half * 0.3, top * 0.62),
                (tip, top),
                (tip + half * 0.36, top * 0.6),
                (middle + half, -0.02),
            ],
        );
        // The cap: what of it is near the tip, with a ragged hem.
        let white = row.before().coloured(row.colour.lerp(Vec3::ONE, 0.72));
        let cap = |on: f32, height: f32| white.at(tip + on * half, height * top);
        for corners in [
            [cap(-0.142, 0.82), cap(-0.06, 0.76), cap(0.0, 0.84), cap(0.0, 1.0)],
            [cap(0.0, 1.0), cap(0.0, 0.84), cap(0.07, 0.74), cap(0.144, 0.84)],
        ] {
            self.quad(corners, white.colour, RIDGE);
        }
    }

    /// Blocks beside each other: halls or houses. Lit windows where there is a lamp.
    fn blocks(&mut self, row: Row, seed: u64, heights: [f32; 2], widths: [f32; 2], lamp: Option<Vec3>) {
        let mut rng = Rng::new(seed);
        let mut around = 0.0;
        while around < TAU {
            let (wide, top) = (
                rng.range(widths[0], widths[1]),
                heights[0].lerp(heights[1], rng.unit().powi(2)),
            );
            self.block(row, [around, around + wide], [-0.2, top], RIDGE);
            if let Some(lamp) = lamp {
                self.windows(row, &mut rng, [around, around + wide], top, lamp);
            }
            around += wide * rng.range(0.85, 1.25);
        }
    }

    fn windows(&mut self, row: Row, rng: &mut Rng, around: [f32; 2], top: f32, lamp: Vec3) {
        let (step, size) = (0.0135, 0.0058);
        let columns = ((around[1] - around[0]) / step) as usize;
        let floors = ((top - 0.01).max(0.0) / step) as usize;
        for floor in 0..floors {
            for column in 0..columns {
                if rng.unit() > 0.3 {
                    continue;
                }
                let at = around[0] + step * (column as f32 + 0.35);
                let up = 0.008 + step * floor as f32;
                let lit = row.before().coloured(lamp * rng.range(0.35, 1.0));
                self.block(lit, [at, at + size], [up, up + size * 1.2], LAMP);
            }
        }
    }

    /// A tower over all others, with a beacon.
    fn tower(&mut self, row: Row, lamp: Vec3) {
        for (half, low, high) in [
            (0.075, -0.2, 0.24),
            (0.052, 0.24, 0.40),
            (0.026, 0.40, 0.52),
            (0.004, 0.52, 0.6),
        ] {
            self.block(row, [NORTH - half, NORTH + half], [low, high], RIDGE);
        }
        let mut rng = Rng::new(71);
        self.windows(row, &mut rng, [NORTH - 0.05, NORTH + 0.05], 0.39, lamp);
        let red = row.before().coloured(Vec3::new(1.6, 0.12, 0.2));
        self.block(red, [NORTH - 0.009, NORTH + 0.009], [0.595, 0.613], LAMP);
    }

    /// Chimneys with glowing rims; the last and highest in the north.
    fn chimneys(&mut self, row: Row, seed: u64, lamp: Vec3) {
        let mut rng = Rng::new(seed);
        let mut chimneys: Vec<(f32, f32, f32)> = (0..14)
            .map(|index| {
                let around = TAU * (index as f32 + rng.range(-0.3, 0.3)) / 14.0;
                (around, rng.range(0.012, 0.024), rng.range(0.16, 0.3))
            })
            .collect();
        chimneys.push((NORTH, 0.06, 0.5));
        for (around, half, top) in chimneys {
            let line = [
                (around - half * 1.5, -0.2),
                (around - half, top * 0.5),
                (around - half * 0.9, top),
                (around + half * 0.9, top),
                (around + half, top * 0.5),
                (around + half * 1.5, -0.2),
            ];
            self.under(row, &line);
            let rim = row.before().coloured(lamp);
            let span = [around - half * 0.86, around + half * 0.86];
            self.block(rim, span, [top - 0.012, top], LAMP);
        }
    }

    fn into_mesh(self) -> Mesh {
        // Kept here, too, for a graphics device that takes the place of a lost one.
        Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default())
            .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, self.positions)
            .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, self.colours)
            .with_inserted_indices(Indices::U32(self.indices))
    }
}

/// The dome of a climate.
pub(super) fn build(climate: &Climate) -> Mesh {
    let mut dome = Dome {
        positions: Vec::new(),
        colours: Vec::new(),
        indices: Vec::new(),
    };
    dome.shell();
    let row = |index: usize| Row {
        distance_m: RADIUS_M * ROWS[index],
        colour: climate.ridges[index],
    };
    let (far, middle, near) = (row(0), row(1), row(2));
    let lamp = climate.lamps;
    match climate.skyline {
        Skyline::Mesas => {
            dome.mesas(far, 11, [0.17, 0.30]);
            dome.butte(far.before());
            dome.mesas(middle, 23, [0.12, 0.235]);
            dome.mesas(near, 5, [0.07, 0.17]);
        }
        Skyline::Hills => {
            dome.hills(far, 3, [0.10, 0.2]);
            dome.hills(middle, 8, [0.05, 0.15]);
            dome.windmill(middle.before());
            dome.hills(near, 21, [0.01, 0.09]);
        }
        Skyline::Peaks => {
            dome.peaks(far, 4, [0.28, 0.46]);
            dome.peak(far.before(), NORTH, 0.42, 0.72, 0.12);
            dome.peaks(middle, 9, [0.2, 0.33]);
            dome.peaks(near, 31, [0.1, 0.2]);
        }
        Skyline::Works => {
            dome.blocks(far, 6, [0.06, 0.14], [0.05, 0.16], None);
            dome.chimneys(middle, 13, lamp);
            dome.blocks(near, 17, [0.03, 0.10], [0.06, 0.2], Some(lamp));
        }
        Skyline::Towers => {
            dome.blocks(far, 2, [0.12, 0.36], [0.04, 0.10], None);
            dome.tower(far.before(), lamp);
            dome.blocks(middle, 19, [0.08, 0.3], [0.04, 0.11], Some(lamp));
            dome.blocks(near, 29, [0.04, 0.18], [0.05, 0.14], Some(lamp));
        }
    }
    dome.into_mesh()
}
