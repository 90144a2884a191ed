//! A row of several texts under each other's in columns, that can be chosen and marked.

use bevy::input_focus::AutoFocus;
use bevy::input_focus::tab_navigation::TabIndex;
use bevy::prelude::*;

use super::{Column, Pressable, RowText};
use crate::menu::style;

/// Size of the letters, logical pixels.
const TEXT_PX: f32 = 19.0;
/// Side of the mark.
const MARK_PX: f32 = 13.0;

/// What a row shows.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Texts and the widths of their columns, logical pixels.
    pub texts: Vec<(String, f32)>,
    /// Whether its mark is set.
    pub marked: bool,
}

/// The texts of a row, in the order of its columns.
#[derive(Component, Clone, Debug)]
pub struct Texts(pub Vec<Entity>);

/// The mark of a row was clicked at.
#[derive(EntityEvent)]
pub struct Marked {
    /// The row.
    pub entity: Entity,
}

impl Column<'_, '_> {
    /// A row of texts in columns. Observe [`bevy::ui_widgets::Activate`] and [`Marked`].
    pub fn line_of(&mut self, line: Line) -> EntityCommands<'_> {
        let font = self.font.clone();
        let focus = self.take_focus();
        let parts = self.row();
        let mut row = self.spawner.spawn((parts, Pressable, TabIndex(0)));
        let whose = row.id();
        let mut written = Vec::with_capacity(line.texts.len());
        row.with_children(|parts| {
            let texts = Node {
                column_gap: px(8),
                align_items: AlignItems::Center,
                ..default()
            };
            parts.spawn((texts, Pickable::IGNORE)).with_children(|parts| {
                for (place, (text, width_px)) in line.texts.into_iter().enumerate() {
                    let face = if place == 0 {
                        font.strong(TEXT_PX)
                    } else {
                        font.text(TEXT_PX)
                    };
                    let node = Node {
                        width: px(width_px),
                        flex_shrink: 0.0,
                        ..default()
                    };
                    parts.spawn((node, Pickable::IGNORE)).with_children(|part| {
                        let text = (Text::new(text), face, TextColor(style::TEXT));
                        written.push(part.spawn((text, RowText, Pickable::IGNORE)).id());
                    });
                }
            });
            parts.spawn(mark(line.marked)).observe(
                move |mut click: On<Pointer<Click>>, mut commands: Commands| {
                    click.propagate(false);
                    commands.trigger(Marked { entity: whose });
                },
            );
        });
        row.insert(Texts(written));
        if focus {
            row.insert(AutoFocus);
        }
        row
    }
}

/// A diamond, filled where it is set, with room around it for a finger.
fn mark(set: bool) -> impl Bundle {
    let room = Node {
        width: px(MARK_PX * 2.4),
        height: px(MARK_PX * 2.4),
        flex_shrink: 0.0,
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        ..default()
    };
    let diamond = (
        Node {
            width: px(MARK_PX),
            height: px(MARK_PX),
            border: UiRect::all(px(2)),
            ..default()
        },
        UiTransform::from_rotation(Rot2::degrees(45.0)),
        BackgroundColor(if set { style::HORIZON } else { Color::NONE }),
        BorderColor::all(if set { style::DUSK } else { style::TEXT_DIM }),
        Pickable::IGNORE,
    );
    (room, children![diamond])
}
