//! How much the picture may cost. What each part costs was measured on software Vulkan (docs/decisions): the lowest must be
//! bearable there, the highest is for machines that have power to spare.

use bevy::prelude::*;

/// How much the picture may cost, by its parts.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct Quality {
    /// Resolution of the world, as a share of the screen's.
    pub scale: f32,
    /// What throws shadows, from nothing but what is baked (0) to everything far and sharp (3).
    pub shadows: u8,
    /// Whether energy glows.
    pub glow: bool,
    /// Whether edges are smoothed.
    pub smooth: bool,
    /// How lavish sparks, smoke and wreckage are, from few (0) to most (3).
    pub effects: u8,
}

impl Default for Quality {
    fn default() -> Self {
        Self::HIGH
    }
}

/// What that comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Resolution of the world, as a share of the screen's; at 1 it is drawn onto the screen itself.
    pub scale: f32,
    /// Whether energy glows (and the world is drawn in high dynamic range for it).
    pub bloom: bool,
    /// Width of a shadow map in texels; 0 for none.
    pub shadow_map: usize,
    /// Shadow maps, near to far.
    pub cascades: usize,
    /// How far shadows reach, metres.
    pub shadow_reach_m: f32,
    /// Samples a pixel: 1 or 4, which every driver has.
    pub samples: u32,
    /// Most particles alive at once.
    pub particles: usize,
    /// Most chunks of wreckage at once.
    pub chunks: usize,
    /// How many particles an effect makes, as a share of what it would like to.
    pub lavishness: f32,
    /// Hogs in the match behind the menu.
    pub backdrop_hogs: u8,
}

impl Quality {
    /// For machines without a graphics card: the world at half resolution, baked shadows only.
    pub const LOW: Self = Self {
        scale: 0.5,
        shadows: 0,
        glow: false,
        smooth: false,
        effects: 0,
    };
    /// Shadows and glow and smooth edges.
    pub const HIGH: Self = Self {
        scale: 1.0,
        shadows: 2,
        glow: true,
        smooth: true,
        effects: 2,
    };

    /// What it comes to.
    #[must_use]
    pub fn figures(self) -> Figures {
        let (shadow_map, cascades, shadow_reach_m) = match self.shadows {
            0 => (0, 1, 0.0),
            1 => (2048, 1, 90.0),
            2 => (2048, 3, 180.0),
            _ => (4096, 4, 300.0),
        };
        let (particles, chunks, lavishness, backdrop_hogs) = match self.effects {
            0 => (260, 16, 0.4, 4),
            1 => (700, 40, 0.7, 6),
            2 => (1400, 80, 1.0, 8),
            _ => (2600, 140, 1.5, 10),
        };
        Figures {
            scale: self.scale.clamp(0.25, 1.0),
            bloom: self.glow,
            shadow_map,
            cascades,
            shadow_reach_m,
            samples: if self.smooth { 4 } else { 1 },
            particles,
            chunks,
            lavishness,
            backdrop_hogs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dearer_pictures_allow_more() {
        let budgets = [0, 1, 2, 3].map(|effects| {
            let quality = Quality {
                effects,
                ..Quality::HIGH
            };
            quality.figures().particles
        });
        assert!(budgets.is_sorted());
    }
}
