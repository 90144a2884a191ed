//! A row with several places to go to, side by side.

use bevy::input_focus::tab_navigation::TabIndex;
use bevy::prelude::*;

use super::{Column, Pressable};
use crate::menu::style;

/// Size of the letters in a cell, logical pixels.
const CELL_PX: f32 = 18.0;

/// A place in a row of several: up and down go to the one above or below it.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// From the top.
    pub row: usize,
    /// From the left.
    pub column: usize,
}

/// The cell that holds, of those that are one of several.
#[derive(Component)]
pub struct Chosen;

/// What shows a cell's text.
#[derive(Component)]
pub struct CellText;

impl Column<'_, '_> {
    /// A label and cells with these texts and widths; `dress` adds to each what it does, by its place from the left.
    pub fn cells<const N: usize>(
        &mut self,
        row: usize,
        label: impl Into<String>,
        cells: [(String, f32); N],
        mut dress: impl FnMut(usize, &mut EntityCommands<'_>),
    ) {
        let label = self.label(label);
        let face = self.font.strong(CELL_PX);
        let parts = self.row();
        self.spawner
            .spawn((parts, children![label]))
            .with_children(|parts| {
                parts
                    .spawn(Node {
                        column_gap: px(6),
                        flex_shrink: 0.0,
                        ..default()
                    })
                    .with_children(|parts| {
                        for (column, (text, width_px)) in cells.into_iter().enumerate() {
                            let node = Node {
                                width: px(width_px),
                                min_height: px(32),
                                padding: UiRect::axes(px(6), px(2)),
                                border: UiRect::all(px(2)),
                                border_radius: BorderRadius::all(px(5)),
                                align_items: AlignItems::Center,
                                justify_content: JustifyContent::Center,
                                ..default()
                            };
                            let shown = (
                                Text::new(text),
                                face.clone(),
                                TextLayout::justify(Justify::Center),
                                TextColor(style::TEXT),
                                CellText,
                                Pickable::IGNORE,
                            );
                            let mut cell = parts.spawn((
                                Cell { row, column },
                                Pressable,
                                TabIndex(0),
                                node,
                                BackgroundColor(style::INK),
                                BorderColor::all(Color::NONE),
                                children![shown],
                            ));
                            dress(column, &mut cell);
                        }
                    });
            });
        self.focused = true;
    }
}
