//! How the screen looks: the palette of the art direction, the fonts, and the few text styles menus and HUD share.

use bevy::feathers::constants::fonts;
use bevy::prelude::*;
use bevy::text::{FontFeatureTag, FontFeatures, LetterSpacing};

/// Sky at the zenith; the darkest plum, behind text.
pub const ZENITH: Color = Color::srgb(0.169, 0.106, 0.302);
/// Sky at half height.
pub const DUSK: Color = Color::srgb_u8(0xC2, 0x51, 0x7A);
/// Sky at the horizon.
pub const HORIZON: Color = Color::srgb(1.0, 0.706, 0.412);
/// Ground in shade.
pub const SHADE: Color = Color::srgb(0.243, 0.165, 0.310);
/// Energy, boost and shield.
pub const ENERGY: Color = Color::srgb(0.235, 0.902, 1.0);
/// Danger, damage and lock.
pub const DANGER: Color = Color::srgb(1.0, 0.239, 0.431);
/// Team amber, and what has the focus.
pub const AMBER: Color = Color::srgb(1.0, 0.690, 0.125);
/// Team azure.
pub const AZURE: Color = Color::srgb(0.180, 0.608, 1.0);
/// Oneself, and text.
pub const TEXT: Color = Color::srgb(1.0, 0.957, 0.902);
/// Text of second rank.
pub const TEXT_DIM: Color = Color::srgba(1.0, 0.957, 0.902, 0.66);
/// Behind panels.
pub const PANEL: Color = Color::srgba(0.075, 0.043, 0.145, 0.72);
/// Text on amber.
pub const INK: Color = Color::srgb(0.110, 0.059, 0.192);

/// The two cuts of the game's face, Fira Sans, which `FeathersCorePlugin` brings.
#[derive(Resource, Clone, Debug)]
pub struct UiFont {
    /// For reading.
    pub regular: Handle<Font>,
    /// For headings, labels and figures.
    pub bold: Handle<Font>,
}

impl FromWorld for UiFont {
    fn from_world(world: &mut World) -> Self {
        let assets = world.resource::<AssetServer>();
        Self {
            regular: assets.load(fonts::REGULAR),
            bold: assets.load(fonts::BOLD),
        }
    }
}

impl UiFont {
    /// The reading cut at a size in logical pixels, figures of one width.
    #[must_use]
    pub fn text(&self, size_px: f32) -> TextFont {
        font(&self.regular, size_px)
    }

    /// The bold cut at a size in logical pixels, figures of one width.
    #[must_use]
    pub fn strong(&self, size_px: f32) -> TextFont {
        font(&self.bold, size_px)
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
        color: Color::srgba(0.05, 0.02, 0.10, 0.85),
    }
}
