//! The HUD's glyphs: weapons, blips, marks. They are distance fields written as a few lines of geometry each and painted
//! once at start into one picture, level by level, so that they are sharp at every size and share one draw call.

use bevy::asset::RenderAssetUsages;
use bevy::image::{ImageFilterMode, ImageSampler, ImageSamplerDescriptor};
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};

use hogs_shared::arena::outcome::Cause;
use hogs_shared::ids::Weapon;
use hogs_shared::tuning::{Ability, PickupKind};

use crate::field::{block, disc, polygon, stroke, turned};
use crate::weapon::look;

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
    /// A dash.
    Dash,
    /// A bubble.
    Bubble,
    /// An overdrive.
    Overdrive,
    /// A cloak.
    Cloak,
    /// Over one's own hog.
    Own,
    /// Around whom a weapon has marked.
    Lock,
    /// A side's chevron.
    Chevron,
    /// A side's bars.
    Bars,
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
    /// It is done.
    Done,
    /// A weapon's.
    Weapon(Weapon),
}

/// All glyphs but the weapons', which follow them, in the order of their cells.
const PLAIN: [Glyph; 23] = [
    Glyph::Hog,
    Glyph::Dot,
    Glyph::Diamond,
    Glyph::Cross,
    Glyph::Rounds,
    Glyph::Bolt,
    Glyph::Shield,
    Glyph::Dash,
    Glyph::Bubble,
    Glyph::Overdrive,
    Glyph::Cloak,
    Glyph::Lock,
    Glyph::Chevron,
    Glyph::Bars,
    Glyph::Ram,
    Glyph::Fall,
    Glyph::Crosshair,
    Glyph::Lead,
    Glyph::Ticks,
    Glyph::Bot,
    Glyph::Crown,
    Glyph::Done,
    Glyph::Own,
];
/// Cells beside each other.
const COLUMNS: u32 = 8;
/// Side of a cell at the finest level, texels.
const CELL: u32 = 128;
/// Levels of detail: the coarsest cell has 8 texels a side.
const LEVELS: u32 = 5;
/// Width of the dark outline, in halves of a cell.
const OUTLINE: f32 = 0.11;

impl Glyph {
    /// All of them, in the order of their cells.
    fn all() -> impl Iterator<Item = Self> + Clone {
        PLAIN.into_iter().chain(Weapon::ALL.map(Self::Weapon))
    }

    /// Its part of the picture.
    #[must_use]
    pub(super) fn rect(self) -> Rect {
        let cell = Self::all().position(|glyph| glyph == self).unwrap_or_default();
        let (column, row) = (cell as u32 % COLUMNS, cell as u32 / COLUMNS);
        let corner = UVec2::new(column, row).as_vec2() * CELL as f32;
        Rect::from_corners(corner, corner + CELL as f32)
    }

    /// That of a cause of harm.
    #[must_use]
    pub(super) const fn of_cause(cause: Cause) -> Self {
        match cause {
            Cause::Weapon(weapon) => Self::Weapon(weapon),
            Cause::Ram | Cause::Crush => Self::Ram,
            Cause::Fall | Cause::Lava => Self::Fall,
        }
    }

    /// That of what a chassis can do.
    #[must_use]
    pub(super) const fn of_ability(kind: Ability) -> Self {
        match kind {
            Ability::Dash { .. } => Self::Dash,
            Ability::Bubble { .. } => Self::Bubble,
            Ability::Plate { .. } => Self::Ram,
        }
    }

    /// A pickup's.
    #[must_use]
    pub(super) const fn of_pickup(kind: PickupKind) -> Self {
        match kind {
            PickupKind::Repair => Self::Cross,
            PickupKind::Ammo => Self::Rounds,
            PickupKind::Boost => Self::Bolt,
            PickupKind::Overdrive => Self::Overdrive,
            PickupKind::Shield => Self::Shield,
            PickupKind::Cloak => Self::Cloak,
            PickupKind::Weapon(weapon) => Self::Weapon(weapon),
        }
    }

    /// What a texel of its cell shows, at so many a side.
    fn texel(self, place: UVec2, cell: u32) -> [u8; 4] {
        let step = 2.0 / cell as f32;
        let p = (place.as_vec2() + 0.5) * step - 1.0;
        // The geometry fills ±1; shrinking it a little leaves room for the outline.
        let distance = self.distance(p * 1.16) / 1.16;
        let inside = (0.5 - distance / step).clamp(0.0, 1.0);
        let outlined = (0.5 - (distance - OUTLINE) / step).clamp(0.0, 1.0);
        let white = (inside * 255.0) as u8;
        let cover = (outlined * (0.72 + 0.28 * inside) * 255.0) as u8;
        [white, white, white, cover]
    }

    /// Distance of a point from its edge, negative inside; the cell is ±1, y down.
    fn distance(self, p: Vec2) -> f32 {
        let turned = turned(p);
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
            Self::Dash => dash(p),
            Self::Bubble => (polygon(p, &HEXAGON).abs() - 0.1).min(polygon(p * 2.2, &HEXAGON) / 2.2),
            Self::Overdrive => polygon(p, &FLAME).max(-polygon(p * 2.2 - Vec2::new(0.0, 0.95), &FLAME) / 2.2),
            Self::Cloak => eye(p),
            Self::Own => polygon(p, &[(-0.78, -0.6), (0.78, -0.6), (0.0, 0.72)]),
            Self::Lock => lock(p),
            Self::Chevron => stroke(p, &[(-0.68, 0.42), (0.0, -0.38), (0.68, 0.42)], 0.19),
            Self::Bars => block(p, Vec2::new(0.0, 0.32), Vec2::new(0.66, 0.18)).min(block(
                p,
                Vec2::new(0.0, -0.32),
                Vec2::new(0.66, 0.18),
            )),
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
            Self::Done => polygon(p, &TICK),
            Self::Weapon(weapon) => look(weapon).glyph(p),
        }
    }
}

/// Corners of a tick.
const TICK: [(f32, f32); 6] = [
    (-0.80, 0.06),
    (-0.54, -0.20),
    (-0.22, 0.14),
    (0.54, -0.66),
    (0.82, -0.42),
    (-0.20, 0.64),
];
/// Corners of a flash of lightning.
const BOLT: [(f32, f32); 6] = [
    (0.18, -0.88),
    (-0.55, 0.12),
    (-0.06, 0.12),
    (-0.2, 0.88),
    (0.55, -0.18),
    (0.06, -0.18),
];
/// Corners of a cell of the bubble.
const HEXAGON: [(f32, f32); 6] = [
    (0.0, -0.8),
    (0.69, -0.4),
    (0.69, 0.4),
    (0.0, 0.8),
    (-0.69, 0.4),
    (-0.69, -0.4),
];
/// Corners of a flame.
const FLAME: [(f32, f32); 8] = [
    (0.05, -0.88),
    (0.3, -0.3),
    (0.48, -0.48),
    (0.66, 0.2),
    (0.36, 0.82),
    (-0.36, 0.82),
    (-0.66, 0.2),
    (-0.2, -0.25),
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

/// Three strokes that point to the right, each longer than the one behind it.
fn dash(p: Vec2) -> f32 {
    let strokes = [(-0.62, 0.3), (-0.12, 0.48), (0.42, 0.66)];
    let distances = strokes.map(|(x, high)| stroke(p, &[(x, -high), (x + 0.36, 0.0), (x, high)], 0.11));
    distances.into_iter().fold(f32::MAX, f32::min)
}

/// An eye that is crossed out.
fn eye(p: Vec2) -> f32 {
    let lids = disc(p, Vec2::new(0.0, 0.62), 1.0).max(disc(p, Vec2::new(0.0, -0.62), 1.0));
    let pupil = disc(p, Vec2::ZERO, 0.2);
    let open = (lids.abs() - 0.09).min(pupil);
    let cross = stroke(p, &[(-0.6, 0.6), (0.6, -0.6)], 0.09);
    open.max(-(cross - 0.1)).min(cross)
}

/// Four corners.
fn lock(p: Vec2) -> f32 {
    stroke(p.abs(), &[(0.36, 0.74), (0.74, 0.74), (0.74, 0.36)], 0.085)
}

fn bot(p: Vec2) -> f32 {
    let head = block(p, Vec2::new(0.0, 0.18), Vec2::new(0.68, 0.52));
    let eyes = (Vec2::new(p.x.abs(), p.y) - Vec2::new(0.3, 0.12)).length() - 0.16;
    let mast = block(p, Vec2::new(0.0, -0.55), Vec2::new(0.07, 0.25))
        .min((p - Vec2::new(0.0, -0.78)).length() - 0.14);
    head.max(-eyes).min(mast)
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
            width: CELL * COLUMNS,
            height: CELL * Self::rows(),
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

    /// Rows of cells.
    fn rows() -> u32 {
        (Glyph::all().count() as u32).div_ceil(COLUMNS)
    }

    fn paint_level(cell: u32, texels: &mut Vec<u8>) {
        let glyphs: Vec<Glyph> = Glyph::all().collect();
        for y in 0..cell * Self::rows() {
            for x in 0..cell * COLUMNS {
                let glyph = glyphs.get((y / cell * COLUMNS + x / cell) as usize);
                let place = UVec2::new(x % cell, y % cell);
                texels.extend(glyph.map_or([0; 4], |glyph| glyph.texel(place, cell)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_glyph_has_an_inside_and_stays_in_its_cell() {
        for glyph in Glyph::all() {
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
            .map(|level| (CELL >> level) * (CELL >> level) * COLUMNS * GlyphAtlas::rows())
            .sum();
        assert_eq!(image.data.map(|data| data.len()), Some(texels as usize * 4));
    }
}
