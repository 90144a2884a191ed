//! A table to read.

use bevy::prelude::*;

use super::Column;
use crate::menu::style;

impl Column<'_, '_> {
    /// A table to read: a head, and lines of cells of these widths.
    pub fn table<const N: usize>(&mut self, widths: [f32; N], head: [&str; N], lines: &[[String; N]]) {
        let node = Node {
            flex_direction: FlexDirection::Column,
            padding: UiRect::axes(px(18), px(8)),
            margin: UiRect::bottom(px(8)),
            border_radius: BorderRadius::all(px(6)),
            align_self: AlignSelf::Start,
            ..default()
        };
        let font = self.font;
        let line = |table: &mut ChildSpawnerCommands<'_>, cells: [&str; N], color: Color| {
            table.spawn(Node::default()).with_children(|line| {
                for ((index, cell), width) in cells.into_iter().enumerate().zip(widths) {
                    let face = if index == 0 {
                        font.strong(17.0)
                    } else {
                        font.text(17.0)
                    };
                    let node = Node {
                        width: px(width),
                        ..default()
                    };
                    line.spawn((
                        Text::new(cell),
                        face,
                        TextColor(color),
                        TextLayout::no_wrap(),
                        node,
                    ));
                }
            });
        };
        self.spawner
            .spawn((node, BackgroundColor(style::PANEL)))
            .with_children(|table| {
                line(table, head, style::AMBER);
                for cells in lines {
                    line(table, cells.each_ref().map(String::as_str), style::TEXT);
                }
            });
    }
}
