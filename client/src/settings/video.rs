//! What the picture is shown in, how often it is drawn and what it may cost. A preset sets the parts below it; whoever
//! changes a part has a picture of their own.

use super::entry::{Kind, Unit, choice, section};

choice! {
    /// What the game is shown in.
    Mode {
        /// A window.
        Windowed = "windowed",
        /// The whole screen, as a window without borders.
        Borderless = "borderless",
    }
}

choice! {
    /// Size of the window, pixels.
    Resolution {
        /// 720p.
        W1280 = "1280x720",
        /// Small laptops.
        W1366 = "1366x768",
        /// Between.
        W1600 = "1600x900",
        /// 1080p.
        W1920 = "1920x1080",
        /// 1440p.
        W2560 = "2560x1440",
        /// 1440p, wide.
        W3440 = "3440x1440",
        /// 2160p.
        W3840 = "3840x2160",
    }
}

impl Resolution {
    /// Width and height, pixels.
    #[must_use]
    pub fn size(self) -> (u32, u32) {
        let parts = self.name().split_once('x');
        let number = |text: &str| text.parse().unwrap_or(720);
        parts.map_or((1280, 720), |(width, height)| (number(width), number(height)))
    }
}

choice! {
    /// What the picture may cost as a whole.
    Preset {
        /// Bearable without a graphics card.
        Low = "low",
        /// Shadows and glow.
        Medium = "medium",
        /// And smooth edges.
        High = "high",
        /// And everything sharper and farther.
        Ultra = "ultra",
        /// None of these: parts put together by hand.
        Custom = "custom",
    }
}

choice! {
    /// What throws shadows, how sharp and how far.
    Shadows {
        /// Those baked into the ground alone.
        Off = "off",
        /// Near ones.
        Low = "low",
        /// Soft ones.
        High = "high",
        /// Sharp ones, far away too.
        Ultra = "ultra",
    }
}

choice! {
    /// How lavish sparks, smoke and wreckage are.
    Effects {
        /// Few.
        Few = "few",
        /// Some.
        Some = "some",
        /// Many.
        Many = "many",
        /// As many as look good.
        Most = "most",
    }
}

/// What a preset sets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    /// Resolution of the world, as a share of the screen's.
    pub render_scale: f32,
    /// Shadows.
    pub shadows: Shadows,
    /// Whether energy glows.
    pub glow: bool,
    /// Whether edges are smoothed.
    pub smooth_edges: bool,
    /// Particles and wreckage.
    pub effects: Effects,
}

impl Preset {
    /// The preset of a name, in any case of letters. [`Preset::Custom`] is none that can be asked for.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let named = |preset: &&Self| preset.name().eq_ignore_ascii_case(name.trim());
        Self::ALL
            .iter()
            .find(named)
            .copied()
            .filter(|preset| *preset != Self::Custom)
    }

    /// What it sets.
    #[must_use]
    pub const fn parts(self) -> Option<Parts> {
        let (render_scale, shadows, glow, smooth_edges, effects) = match self {
            Self::Low => (0.5, Shadows::Off, false, false, Effects::Few),
            Self::Medium => (1.0, Shadows::Low, true, false, Effects::Some),
            Self::High => (1.0, Shadows::High, true, true, Effects::Many),
            Self::Ultra => (1.0, Shadows::Ultra, true, true, Effects::Most),
            Self::Custom => return None,
        };
        Some(Parts {
            render_scale,
            shadows,
            glow,
            smooth_edges,
            effects,
        })
    }
}

section! {
    /// The picture.
    Video at video {
        /// What it is shown in.
        mode: Mode = Mode::Windowed, Mode::KIND;
        /// Size of the window.
        resolution: Resolution = Resolution::W1280, Resolution::KIND;
        /// Whether a frame waits for the screen.
        vsync: bool = true, Kind::Switch;
        /// Most frames a second; 0 for as many as there are.
        frame_cap: f32 = 0.0, Kind::Steps(&[0.0, 30.0, 60.0, 75.0, 90.0, 120.0, 144.0, 165.0, 240.0], Unit::Frames);
        /// Horizontal field of view on a screen of 16:9, degrees.
        fov_deg: f32 = 90.0, Kind::range(60.0, 110.0, 1.0, Unit::Degrees);
        /// What the picture may cost.
        preset: Preset = Preset::High, Preset::KIND;
        /// Resolution of the world, as a share of the screen's.
        render_scale: f32 = 1.0, Kind::Steps(&[0.5, 0.6, 0.7, 0.8, 0.9, 1.0], Unit::Percent);
        /// Shadows.
        shadows: Shadows = Shadows::High, Shadows::KIND;
        /// Whether energy glows.
        glow: bool = true, Kind::Switch;
        /// Whether edges are smoothed.
        smooth_edges: bool = true, Kind::Switch;
        /// Particles and wreckage.
        effects: Effects = Effects::Many, Effects::KIND;
    }
}

impl Video {
    /// Chooses a preset, with what it sets.
    pub fn take_preset(&mut self, preset: Preset) {
        self.preset = preset;
        if let Some(parts) = preset.parts() {
            self.render_scale = parts.render_scale;
            self.shadows = parts.shadows;
            self.glow = parts.glow;
            self.smooth_edges = parts.smooth_edges;
            self.effects = parts.effects;
        }
    }

    /// Takes preset and parts over from others.
    pub(super) fn take_picture(&mut self, other: &Self) {
        let (mode, resolution, vsync) = (self.mode, self.resolution, self.vsync);
        let (frame_cap, fov_deg) = (self.frame_cap, self.fov_deg);
        *self = Self {
            mode,
            resolution,
            vsync,
            frame_cap,
            fov_deg,
            ..other.clone()
        };
    }

    /// The parts as they are.
    #[must_use]
    pub const fn parts(&self) -> Parts {
        Parts {
            render_scale: self.render_scale,
            shadows: self.shadows,
            glow: self.glow,
            smooth_edges: self.smooth_edges,
            effects: self.effects,
        }
    }

    /// Brings preset and parts in line after one of them was changed.
    pub(super) fn heed(&mut self, changed: &str) {
        if changed == "preset" {
            self.take_preset(self.preset);
        } else {
            let same = |preset: &&Preset| preset.parts() == Some(self.parts());
            self.preset = Preset::ALL.iter().find(same).copied().unwrap_or(Preset::Custom);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_is_changed_makes_a_picture_of_ones_own_and_back() {
        let mut video = Video::default();
        assert_eq!(Some(video.parts()), video.preset.parts(), "the defaults agree");
        video.glow = false;
        video.heed("glow");
        assert_eq!(video.preset, Preset::Custom);
        video.glow = true;
        video.heed("glow");
        assert_eq!(video.preset, Preset::High);
        video.preset = Preset::Low;
        video.heed("preset");
        assert_eq!(Some(video.parts()), Preset::Low.parts());
    }

    #[test]
    fn names_lead_back() {
        assert_eq!(Preset::from_name(" ULTRA "), Some(Preset::Ultra));
        assert_eq!(Preset::from_name("custom"), None);
        assert_eq!(Resolution::W3440.size(), (3440, 1440));
    }
}
