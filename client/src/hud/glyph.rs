//! The HUD's glyphs: weapons, blips, marks. They are distance fields written as a few lines of geometry each and painted
//! once at start into one picture, level by level, so that they are sharp at every size and share one draw call.

use bevy::asset::RenderAssetUsages;
use bevy::image::{ImageFilterMode, ImageSampler, ImageSamplerDescriptor};
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};

use hogs_shared::arena::outcome::Cause;
use hogs_shared::ids::Weapon;
use hogs_shared::tuning::PickupKind;

/// One glyph; white with a dark outline, so that a tint colours its inside alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glyph {
    /// A hog seen from above, nose up.
    Hog,
    /// A spot.
    Dot,
    /// Something that lies about.
    Diamond,
    /// Repair, health.
    Cross,
    /// Ammunition.
    Rounds,
    /// Boost, energy.
    Bolt,
    /// Shield.
    Shield,
    /// The autocannon.
    Autocannon,
    /// The rocket.
    Rocket,
    /// The mine.
    Mine,
    /// A ram: two hulls that meet.
    Ram,
    /// A fall.
    Fall,
    /// Where the barrel points.
    Crosshair,
    /// Where to aim.
    Lead,
    /// A hit.
    Ticks,
    /// Nobody behind it.
    Bot,
    /// First of all.
    Crown,
}

/// All glyphs, in the order of their cells.
const ALL: [Glyph; 17] = [
    Glyph::Hog,
    Glyph::Dot,
    Glyph::Diamond,
    Glyph::Cross,
    Glyph::Rounds,
    Glyph::Bolt,
    Glyph::Shield,
    Glyph::Autocannon,
    Glyph::Rocket,
    Glyph::Mine,
    Glyph::Ram,
    Glyph::Fall,
    Glyph::Crosshair,
    Glyph::Lead,
    Glyph::Ticks,
    Glyph::Bot,
    Glyph::Crown,
];
/// Side of a cell at the finest level, texels.
const CELL: u32 = 128;
/// Levels of detail: the coarsest cell has 8 texels a side.
const LEVELS: u32 = 5;
/// Width of the dark outline, in halves of a cell.
const OUTLINE: f32 = 0.11;

impl Glyph {
    /// Its part of the picture.
    #[must_use]
    pub(super) fn rect(self) -> Rect {
        let left = (self as u32 * CELL) as f32;
        Rect::new(left, 0.0, left + CELL as f32, CELL as f32)
    }

    /// A weapon's.
    #[must_use]
    pub(super) const fn of_weapon(weapon: Weapon) -> Self {
        match weapon {
            Weapon::Autocannon => Self::Autocannon,
            Weapon::Rocket => Self::Rocket,
            Weapon::Mine => Self::Mine,
        }
    }

    /// That of a cause of harm.
    #[must_use]
    pub(super) const fn of_cause(cause: Cause) -> Self {
        match cause {
            Cause::Weapon(weapon) => Self::of_weapon(weapon),
            Cause::Ram | Cause::Crush => Self::Ram,
            Cause::Fall | Cause::Lava => Self::Fall,
        }
    }

    /// A pickup's.
    #[must_use]
    pub(super) const fn of_pickup(kind: PickupKind) -> Self {
        match kind {
            PickupKind::Repair => Self::Cross,
            PickupKind::Ammo => Self::Rounds,
            PickupKind::Boost | PickupKind::Overdrive => Self::Bolt,
            PickupKind::Shield | PickupKind::Cloak => Self::Cross,
            PickupKind::Weapon(weapon) => Self::of_weapon(weapon),
        }
    }

    /// Distance of a point from its edge, negative inside; the cell is ±1, y down.
    fn distance(self, p: Vec2) -> f32 {
        let turned = Vec2::from_angle(std::f32::consts::FRAC_PI_4).rotate(p);
        match self {
            Self::Hog => polygon(p, &[(0.0, -0.85), (0.68, 0.72), (0.0, 0.36), (-0.68, 0.72)]),
            Self::Dot => p.length() - 0.5,
            Self::Diamond => block(turned, Vec2::ZERO, Vec2::splat(0.5)),
            Self::Cross => {
                block(p, Vec2::ZERO, Vec2::new(0.75, 0.25)).min(block(p, Vec2::ZERO, Vec2::new(0.25, 0.75)))
            }
            Self::Rounds => [-0.52, 0.0, 0.52]
                .into_iter()
                .map(|x| round(p, x))
                .fold(9.0, f32::min),
            Self::Bolt => polygon(p, &BOLT),
            Self::Shield => polygon(p, &SHIELD),
            Self::Autocannon => autocannon(p),
            Self::Rocket => rocket(turned),
            Self::Mine => mine(p),
            Self::Ram => ram(p),
            Self::Fall => polygon(p, &ARROW).min(block(p, Vec2::new(0.0, 0.74), Vec2::new(0.62, 0.09))),
            Self::Crosshair => crosshair(p),
            Self::Lead => ((turned.abs().max_element() - 0.5).abs() - 0.06).min(p.length() - 0.11),
            Self::Ticks => {
                let arm = Vec2::new(
                    turned.x.abs().max(turned.y.abs()),
                    turned.x.abs().min(turned.y.abs()),
                );
                block(arm, Vec2::new(0.66, 0.0), Vec2::new(0.26, 0.055))
            }
            Self::Bot => bot(p),
            Self::Crown => polygon(p, &CROWN),
        }
    }
}

/// Corners of a flash of lightning.
const BOLT: [(f32, f32); 6] = [
    (0.18, -0.88),
    (-0.55, 0.12),
    (-0.06, 0.12),
    (-0.2, 0.88),
    (0.55, -0.18),
    (0.06, -0.18),
];
/// Corners of a shield.
const SHIELD: [(f32, f32); 6] = [
    (0.0, -0.85),
    (0.68, -0.55),
    (0.62, 0.15),
    (0.0, 0.88),
    (-0.62, 0.15),
    (-0.68, -0.55),
];
/// Corners of an arrow down.
const ARROW: [(f32, f32); 7] = [
    (0.0, 0.5),
    (0.5, -0.05),
    (0.18, -0.05),
    (0.18, -0.8),
    (-0.18, -0.8),
    (-0.18, -0.05),
    (-0.5, -0.05),
];
/// Corners of a crown.
const CROWN: [(f32, f32); 7] = [
    (-0.8, 0.6),
    (-0.8, -0.45),
    (-0.38, 0.02),
    (0.0, -0.65),
    (0.38, 0.02),
    (0.8, -0.45),
    (0.8, 0.6),
];

fn round(p: Vec2, x: f32) -> f32 {
    let case = block(p, Vec2::new(x, 0.3), Vec2::new(0.17, 0.42));
    let nose = polygon(
        p - Vec2::new(x, 0.0),
        &[(-0.17, -0.1), (0.0, -0.72), (0.17, -0.1)],
    );
    case.min(nose)
}

fn autocannon(p: Vec2) -> f32 {
    let body = block(p, Vec2::new(-0.48, 0.05), Vec2::new(0.36, 0.42));
    let upper = block(p, Vec2::new(0.3, -0.12), Vec2::new(0.5, 0.1));
    let lower = block(p, Vec2::new(0.3, 0.22), Vec2::new(0.5, 0.1));
    let muzzles = block(p, Vec2::new(0.78, 0.05), Vec2::new(0.1, 0.36));
    body.min(upper).min(lower).min(muzzles)
}

/// Points along -y before it is turned, so its nose ends up top right.
fn rocket(p: Vec2) -> f32 {
    let p = Vec2::new(p.x, p.y);
    let hull = block(p, Vec2::new(0.0, 0.1), Vec2::new(0.2, 0.5));
    let nose = polygon(p, &[(-0.2, -0.38), (0.0, -0.95), (0.2, -0.38)]);
    let fins = polygon(p, &[(-0.2, 0.1), (-0.52, 0.72), (-0.2, 0.6)])
        .min(polygon(p, &[(0.2, 0.1), (0.52, 0.72), (0.2, 0.6)]));
    let flame = polygon(p, &[(-0.14, 0.7), (0.14, 0.7), (0.0, 1.0)]);
    hull.min(nose).min(fins).min(flame)
}

fn mine(p: Vec2) -> f32 {
    let sector = std::f32::consts::TAU / 8.0;
    let angle = p.y.atan2(p.x);
    let folded = Vec2::from_angle((angle / sector).round() * -sector).rotate(p);
    let spikes = block(folded, Vec2::new(0.66, 0.0), Vec2::new(0.2, 0.1));
    let ball = (p.length() - 0.56).max(0.2 - p.length());
    ball.min(spikes)
}

fn ram(p: Vec2) -> f32 {
    let side = Vec2::new(p.x.abs(), p.y);
    let wedge = polygon(side, &[(0.16, 0.0), (0.85, -0.62), (0.62, 0.0), (0.85, 0.62)]);
    let sparks = block(p, Vec2::new(0.0, 0.6), Vec2::new(0.08, 0.2)).min(block(
        p,
        Vec2::new(0.0, -0.6),
        Vec2::new(0.08, 0.2),
    ));
    wedge.min(sparks)
}

fn crosshair(p: Vec2) -> f32 {
    let ring = (p.length() - 0.5).abs() - 0.065;
    let arm = Vec2::new(p.x.abs().max(p.y.abs()), p.x.abs().min(p.y.abs()));
    ring.max(0.22 - arm.y)
        .min(block(arm, Vec2::new(0.68, 0.0), Vec2::new(0.17, 0.065)))
}

fn bot(p: Vec2) -> f32 {
    let head = block(p, Vec2::new(0.0, 0.18), Vec2::new(0.68, 0.52));
    let eyes = (Vec2::new(p.x.abs(), p.y) - Vec2::new(0.3, 0.12)).length() - 0.16;
    let mast = block(p, Vec2::new(0.0, -0.55), Vec2::new(0.07, 0.25))
        .min((p - Vec2::new(0.0, -0.78)).length() - 0.14);
    head.max(-eyes).min(mast)
}

/// Distance from a box of these half sides.
fn block(p: Vec2, middle: Vec2, half: Vec2) -> f32 {
    let q = (p - middle).abs() - half;
    q.max(Vec2::ZERO).length() + q.max_element().min(0.0)
}

/// Distance from a polygon: nearest edge, sign by crossings.
/// Source: Inigo Quilez, "2D distance functions", <https://iquilezles.org/articles/distfunctions2d/>.
fn polygon(p: Vec2, corners: &[(f32, f32)]) -> f32 {
    let corner = |index: usize| Vec2::from(corners[index % corners.len()]);
    let mut nearest = f32::MAX;
    let mut inside = false;
    for index in 0..corners.len() {
        let (a, b) = (corner(index), corner(index + 1));
        let edge = b - a;
        let along = ((p - a).dot(edge) / edge.length_squared()).clamp(0.0, 1.0);
        nearest = nearest.min((p - a - edge * along).length_squared());
        if (a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x) {
            inside = !inside;
        }
    }
    nearest.sqrt() * if inside { -1.0 } else { 1.0 }
}

/// The picture of all glyphs.
pub(super) struct GlyphAtlas;

impl GlyphAtlas {
    /// Paints every level of it.
    #[must_use]
    pub(super) fn paint() -> Image {
        let mut texels = Vec::new();
        for level in 0..LEVELS {
            Self::paint_level(CELL >> level, &mut texels);
        }
        let size = Extent3d {
            width: CELL * ALL.len() as u32,
            height: CELL,
            depth_or_array_layers: 1,
        };
        let mut image = Image::new_uninit(
            size,
            TextureDimension::D2,
            TextureFormat::Rgba8UnormSrgb,
            RenderAssetUsages::default(),
        );
        image.data = Some(texels);
        image.texture_descriptor.mip_level_count = LEVELS;
        image.sampler = ImageSampler::Descriptor(ImageSamplerDescriptor {
            mipmap_filter: ImageFilterMode::Linear,
            ..ImageSamplerDescriptor::linear()
        });
        image
    }

    fn paint_level(cell: u32, texels: &mut Vec<u8>) {
        let step = 2.0 / cell as f32;
        for row in 0..cell {
            for glyph in ALL {
                for column in 0..cell {
                    let p = Vec2::new(column as f32 + 0.5, row as f32 + 0.5) * step - 1.0;
                    // The geometry fills ±1; shrinking it a little leaves room for the outline.
                    let distance = glyph.distance(p * 1.16) / 1.16;
                    let inside = (0.5 - distance / step).clamp(0.0, 1.0);
                    let outlined = (0.5 - (distance - OUTLINE) / step).clamp(0.0, 1.0);
                    let white = (inside * 255.0) as u8;
                    texels.extend([
                        white,
                        white,
                        white,
                        (outlined * (0.72 + 0.28 * inside) * 255.0) as u8,
                    ]);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_glyph_has_an_inside_and_stays_in_its_cell() {
        for (index, glyph) in ALL.into_iter().enumerate() {
            assert_eq!(glyph as usize, index, "cells follow the order of the enum");
            let points = (0..64 * 64).map(|i| Vec2::new((i % 64) as f32, (i / 64) as f32) / 31.5 - 1.0);
            let inside = points.filter(|&p| glyph.distance(p * 1.16) < 0.0).count();
            assert!(inside > 100, "{glyph:?} is too thin to see: {inside}");
            for i in 0..64 {
                let along = i as f32 / 31.5 - 1.0;
                for edge in [
                    Vec2::new(along, 1.0),
                    Vec2::new(along, -1.0),
                    Vec2::new(1.0, along),
                    Vec2::new(-1.0, along),
                ] {
                    assert!(
                        glyph.distance(edge * 1.16) > 0.0,
                        "{glyph:?} runs out of its cell at {edge}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_picture_holds_all_its_levels() {
        let image = GlyphAtlas::paint();
        let texels: u32 = (0..LEVELS)
            .map(|level| (CELL >> level) * (CELL >> level) * ALL.len() as u32)
            .sum();
        assert_eq!(image.data.map(|data| data.len()), Some(texels as usize * 4));
    }
}
