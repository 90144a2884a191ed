//! How the HUD looks: what it uses the colours of the palette for, the fonts, and the few ways in which it writes text. Sizes everywhere in the HUD
//! are in units of a 1280 x 720 screen; [`HudStyle::px`] turns them into the pixels of this one.

use bevy::prelude::*;
use bevy::text::{FontFeatureTag, FontFeatures, FontSize};

use hogs_shared::ids::Team;

use super::glyph::{Glyph, GlyphAtlas};
use crate::palette::{self, NIGHT, OWN, SKY, color, veil};

/// One's own, and text.
pub(super) const SELF: Color = color(OWN);
/// Energy, boost, shield.
pub(super) const ENERGY: Color = color(palette::ENERGY);
/// Danger, damage, lock, enemies.
pub(super) const DANGER: Color = color(palette::DANGER);
/// What is worth having: pickups, the leader, the winner.
pub(super) const GOLD: Color = color(SKY[2]);
/// Text of second rank.
pub(super) const MUTED: Color = color(palette::MUTED);
/// Behind things.
pub(super) const SHADE: Color = veil(NIGHT, 0.70);
/// Letters on a light ground.
pub(super) const BLACK: Color = color(palette::BLACK);
/// Outlines and shadows.
pub(super) const INK: Color = veil(palette::BLACK, 0.92);

/// A side's.
#[must_use]
pub(super) fn team_colour(team: Team) -> Color {
    color(palette::side(team))
}

/// Fonts, glyphs and scale of the HUD.
#[derive(Resource)]
pub(super) struct HudStyle {
    bold: Handle<Font>,
    regular: Handle<Font>,
    /// The picture with all glyphs.
    pub glyphs: Handle<Image>,
    /// Logical pixels in a unit.
    pub unit: f32,
    /// Factor on the size of letters.
    pub text: f32,
    /// Whether text stands on solid ground.
    pub solid: bool,
}

/// Everything a text needs but a place.
type TextBundle = (Text, TextFont, TextColor, TextShadow, TextLayout);

/// How text sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// For figures and names.
    Bold,
    /// For what may be read later.
    Regular,
}

impl HudStyle {
    /// Fonts ship inside bevy_feathers; `FeathersCorePlugin` makes them known.
    #[must_use]
    pub(super) fn load(assets: &AssetServer, images: &mut Assets<Image>) -> Self {
        Self {
            bold: assets.load(bevy::feathers::constants::fonts::BOLD),
            regular: assets.load(bevy::feathers::constants::fonts::REGULAR),
            glyphs: images.add(GlyphAtlas::paint()),
            unit: 1.0,
            text: 1.0,
            solid: false,
        }
    }

    /// Units as a length of this screen.
    #[must_use]
    pub(super) fn px(&self, units: f32) -> Val {
        Val::Px(units * self.unit)
    }

    /// Text of a size (units) with tabular figures and a dark shadow that keeps it legible over anything.
    pub(super) fn text(
        &self,
        words: impl Into<String>,
        size: f32,
        weight: Weight,
        colour: Color,
    ) -> TextBundle {
        let font = if weight == Weight::Bold {
            &self.bold
        } else {
            &self.regular
        };
        (
            Text::new(words),
            TextFont {
                font: font.into(),
                font_size: FontSize::Px((size * self.unit * self.text).max(1.0)),
                font_features: FontFeatures::from([
                    FontFeatureTag::TABULAR_FIGURES,
                    FontFeatureTag::LINING_FIGURES,
                ]),
                ..default()
            },
            TextColor(colour),
            TextShadow {
                offset: Vec2::splat((size * 0.055).clamp(1.0, 2.4) * self.unit),
                color: INK,
            },
            TextLayout::no_wrap(),
        )
    }

    /// A glyph of a size (units).
    pub(super) fn glyph(&self, glyph: Glyph, size: f32, colour: Color) -> impl Bundle + use<> {
        (
            self.glyph_image(glyph, colour),
            Node {
                width: self.px(size),
                height: self.px(size),
                ..default()
            },
        )
    }

    /// A glyph without a place.
    #[must_use]
    pub(super) fn glyph_image(&self, glyph: Glyph, colour: Color) -> ImageNode {
        ImageNode {
            color: colour,
            image: self.glyphs.clone(),
            rect: Some(glyph.rect()),
            ..default()
        }
    }

    /// A dark pill to put text on; `pad` in units.
    pub(super) fn pill(&self, pad: f32) -> impl Bundle + use<> {
        (
            Node {
                align_items: AlignItems::Center,
                column_gap: self.px(7.0),
                padding: UiRect::axes(self.px(pad * 2.0), self.px(pad)),
                border: UiRect::all(self.px(1.5)),
                border_radius: BorderRadius::all(self.px(5.0)),
                ..default()
            },
            BackgroundColor(if self.solid { INK } else { SHADE }),
            BorderColor::all(if self.solid { SELF } else { Color::NONE }),
        )
    }
}

/// The ground and the letters of a line in a colour: danger is said in light letters on its own colour, because red on
/// dark is what is read worst.
#[must_use]
pub(super) fn banner(colour: Color) -> (Color, Color) {
    if colour == DANGER {
        (veil(palette::DANGER, 0.86), SELF)
    } else {
        (SHADE, colour)
    }
}

/// Writes words into a text, touching it only if they differ: a touched text is laid out anew.
pub(super) fn write(text: &mut Mut<'_, Text>, words: &str) {
    if text.0 != words {
        text.0.clear();
        text.0.push_str(words);
    }
}

/// Shows or hides a node without touching it needlessly.
pub(super) fn show(visibility: &mut Mut<'_, Visibility>, shown: bool) {
    let wanted = if shown {
        Visibility::Inherited
    } else {
        Visibility::Hidden
    };
    visibility.set_if_neq(wanted);
}

/// Health's colour: one's own while sound, danger when low.
#[must_use]
pub(super) fn health_colour(share: f32) -> Color {
    if share < LOW_HEALTH {
        palette::seen(palette::DANGER)
    } else if share < 0.6 {
        GOLD
    } else {
        SELF
    }
}

/// Share of health below which it is danger.
pub(super) const LOW_HEALTH: f32 = 0.3;

/// A name cut to so many letters, so that it never breaks a row.
#[must_use]
pub(super) fn cut(name: &str, letters: usize) -> String {
    if name.chars().count() <= letters {
        return name.to_owned();
    }
    let mut short: String = name.chars().take(letters.saturating_sub(1)).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_by_letters_not_bytes() {
        assert_eq!(cut("Äöüß", 4), "Äöüß");
        assert_eq!(cut("Äöüßx", 4), "Äöü…");
    }

    #[test]
    fn low_health_is_danger() {
        assert_eq!(health_colour(0.1), DANGER);
        assert_eq!(health_colour(1.0), SELF);
    }
}
