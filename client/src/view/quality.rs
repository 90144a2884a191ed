//! Presets of picture quality. What each costs was measured on software Vulkan (docs/decisions): the lowest must be
//! bearable there, the highest is for machines that have power to spare.

use bevy::prelude::*;

/// How much the picture may cost.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Quality {
    /// For machines without a graphics card: the world at half resolution, baked shadows only.
    Low,
    /// Shadows and glow.
    Medium,
    /// And smooth edges.
    #[default]
    High,
    /// And everything sharper and farther.
    Ultra,
}

/// What a preset comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Whether the world is drawn at half the resolution of the screen.
    pub half_resolution: bool,
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
    /// All of them, cheapest first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::Ultra];

    /// What people read and write.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Ultra => "ultra",
        }
    }

    /// The preset of a name, in any case of letters.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|quality| quality.name().eq_ignore_ascii_case(name.trim()))
    }

    /// What it comes to.
    #[must_use]
    pub const fn figures(self) -> Figures {
        match self {
            Self::Low => Figures {
                half_resolution: true,
                bloom: false,
                shadow_map: 0,
                cascades: 1,
                shadow_reach_m: 0.0,
                samples: 1,
                particles: 260,
                chunks: 16,
                lavishness: 0.4,
                backdrop_hogs: 4,
            },
            Self::Medium => Figures {
                half_resolution: false,
                bloom: true,
                shadow_map: 2048,
                cascades: 1,
                shadow_reach_m: 90.0,
                samples: 1,
                particles: 700,
                chunks: 40,
                lavishness: 0.7,
                backdrop_hogs: 6,
            },
            Self::High => Figures {
                half_resolution: false,
                bloom: true,
                shadow_map: 2048,
                cascades: 3,
                shadow_reach_m: 180.0,
                samples: 4,
                particles: 1400,
                chunks: 80,
                lavishness: 1.0,
                backdrop_hogs: 8,
            },
            Self::Ultra => Figures {
                half_resolution: false,
                bloom: true,
                shadow_map: 4096,
                cascades: 4,
                shadow_reach_m: 300.0,
                samples: 4,
                particles: 2600,
                chunks: 140,
                lavishness: 1.5,
                backdrop_hogs: 10,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for quality in Quality::ALL {
            assert_eq!(Quality::from_name(quality.name()), Some(quality));
        }
        assert_eq!(Quality::from_name(" HIGH "), Some(Quality::High));
        assert_eq!(Quality::from_name("best"), None);
    }

    #[test]
    fn dearer_presets_allow_more() {
        let budgets = Quality::ALL.map(|quality| quality.figures().particles);
        assert!(budgets.is_sorted());
    }
}
