//! How menus look: what they use the colours of the palette for, the fonts, and the few styles of their text.

use bevy::feathers::constants::fonts;
use bevy::prelude::*;
use bevy::text::{FontFeatureTag, FontFeatures, LetterSpacing};

use crate::palette::{self, NIGHT, OWN, SKY, color, veil};

/// Behind everything.
pub const ZENITH: Color = color(SKY[0]);
/// Edges of rows, selected letters, the shadow of the game's name.
pub const DUSK: Color = color(SKY[1]);
/// Below the game's name.
pub const HORIZON: Color = color(SKY[2]);
/// Tracks of sliders.
pub const SHADE: Color = color(palette::SHADE);
/// What went wrong.
pub const DANGER: Color = color(palette::DANGER);
/// What has the focus.
pub const AMBER: Color = color(palette::AMBER);
/// Text.
pub const TEXT: Color = color(OWN);
/// Text of second rank.
pub const TEXT_DIM: Color = veil(OWN, 0.66);
/// Behind panels.
pub const PANEL: Color = veil(NIGHT, 0.72);
/// Behind panels, for those who need contrast.
pub const SOLID: Color = color(palette::BLACK);
/// Text on amber.
pub const INK: Color = color(palette::INK);

/// The two cuts of the game's face, Fira Sans, which `FeathersCorePlugin` brings, and how the player wants to read.
#[derive(Resource, Clone, Debug)]
pub struct UiFont {
    /// Factor on the size of letters.
    pub scale: f32,
    /// Whether text stands on solid ground.
    pub solid: bool,
    /// For reading.
    pub regular: Handle<Font>,
    /// For headings, labels and figures.
    pub bold: Handle<Font>,
}

impl FromWorld for UiFont {
    fn from_world(world: &mut World) -> Self {
        let assets = world.resource::<AssetServer>();
        Self {
            scale: 1.0,
            solid: false,
            regular: assets.load(fonts::REGULAR),
            bold: assets.load(fonts::BOLD),
        }
    }
}

impl UiFont {
    /// The reading cut at a size in logical pixels, figures of one width.
    #[must_use]
    pub fn text(&self, size_px: f32) -> TextFont {
        font(&self.regular, size_px * self.scale)
    }

    /// The bold cut at a size in logical pixels, figures of one width.
    #[must_use]
    pub fn strong(&self, size_px: f32) -> TextFont {
        font(&self.bold, size_px * self.scale)
    }
}

impl UiFont {
    /// What rows stand on.
    #[must_use]
    pub fn panel(&self) -> Color {
        if self.solid { SOLID } else { PANEL }
    }

    /// What the page stands on, where its text is: so much of the night.
    #[must_use]
    pub fn ground(&self, alpha: f32) -> Color {
        veil(NIGHT, if self.solid { alpha.max(0.985) } else { alpha })
    }

    /// Text of second rank.
    #[must_use]
    pub fn dim(&self) -> Color {
        if self.solid { TEXT } else { TEXT_DIM }
    }
}

fn font(face: &Handle<Font>, size_px: f32) -> TextFont {
    TextFont {
        font: face.clone().into(),
        font_size: FontSize::Px(size_px),
        font_features: FontFeatures::from([FontFeatureTag::TABULAR_FIGURES]),
        ..default()
    }
}

/// Space between the wide letters of a heading or label of a size in logical pixels.
#[must_use]
pub fn wide(size_px: f32) -> LetterSpacing {
    LetterSpacing::Px((size_px * 0.08).round())
}

/// The dark edge all text over the scene has.
#[must_use]
pub fn edge() -> TextShadow {
    TextShadow {
        offset: Vec2::splat(1.5),
        color: veil(palette::BLACK, 0.85),
    }
}
