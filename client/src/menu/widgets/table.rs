//! Lines that compare several things side by side, under the cells of a row: nothing in them can have the focus.

use bevy::prelude::*;

use super::Column;
use crate::menu::style;

/// Width of what is compared, logical pixels: that of the cells above.
pub const COMPARED_PX: f32 = 146.0;
/// Size of the letters, and of signs.
const TEXT_PX: f32 = 17.0;
const SIGN_PX: f32 = 26.0;

/// What there is to see of one of the things compared.
#[derive(Clone, Debug)]
pub enum Compared {
    /// A figure, and its share of the largest.
    Figure(String, f32),
    /// Signs, and what they say.
    Signs(Vec<ImageNode>, String),
}

impl Column<'_, '_> {
    /// A line of a comparison; the thing at `chosen` stands out.
    pub fn compared(&mut self, label: impl Into<String>, things: Vec<Compared>, chosen: usize) {
        let (font, width_px) = (self.font.clone(), self.width_px);
        let line = Node {
            width: px(width_px),
            flex_shrink: 0.0,
            padding: UiRect::axes(px(18), px(3)),
            border: UiRect::left(px(6)),
            align_items: AlignItems::Center,
            justify_content: JustifyContent::SpaceBetween,
            column_gap: px(16),
            ..default()
        };
        let told = (
            Text::new(label),
            font.text(TEXT_PX),
            TextColor(font.dim()),
            style::edge(),
        );
        self.spawner.spawn((line, children![told])).with_children(|line| {
            let side_by_side = Node {
                column_gap: px(6),
                flex_shrink: 0.0,
                ..default()
            };
            line.spawn(side_by_side).with_children(|parts| {
                for (place, thing) in things.into_iter().enumerate() {
                    let colour = if place == chosen { style::TEXT } else { font.dim() };
                    let node = Node {
                        width: px(COMPARED_PX),
                        flex_direction: FlexDirection::Column,
                        align_items: AlignItems::Center,
                        row_gap: px(3),
                        ..default()
                    };
                    parts.spawn(node).with_children(|parts| {
                        let text = |text| {
                            (
                                Text::new(text),
                                font.strong(TEXT_PX),
                                TextLayout::justify(Justify::Center),
                                TextColor(colour),
                                style::edge(),
                            )
                        };
                        match thing {
                            Compared::Figure(figure, share) => {
                                parts.spawn(text(figure));
                                parts.spawn(bar(share, place == chosen));
                            }
                            Compared::Signs(signs, told) => {
                                parts.spawn(signs_node()).with_children(|row| {
                                    for sign in signs {
                                        row.spawn(shown(sign, colour));
                                    }
                                });
                                if !told.is_empty() {
                                    parts.spawn(text(told));
                                }
                            }
                        }
                    });
                }
            });
        });
    }
}

fn signs_node() -> Node {
    Node {
        column_gap: px(8),
        justify_content: JustifyContent::Center,
        ..default()
    }
}

fn shown(mut sign: ImageNode, colour: Color) -> impl Bundle {
    sign.color = colour;
    let node = Node {
        width: px(SIGN_PX),
        height: px(SIGN_PX),
        ..default()
    };
    (sign, node)
}

/// A bar that is filled so far.
fn bar(share: f32, chosen: bool) -> impl Bundle {
    let track = Node {
        width: px(COMPARED_PX - 24.0),
        height: px(5),
        border_radius: BorderRadius::all(px(2.5)),
        ..default()
    };
    let fill = Node {
        width: percent(share.clamp(0.0, 1.0) * 100.0),
        height: percent(100),
        border_radius: BorderRadius::all(px(2.5)),
        ..default()
    };
    let colour = if chosen { style::AMBER } else { style::TEXT_DIM };
    (
        track,
        BackgroundColor(style::SHADE),
        children![(fill, BackgroundColor(colour))],
    )
}
