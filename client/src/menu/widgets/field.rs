//! A row with a line of text to type.

use bevy::input_focus::AutoFocus;
use bevy::input_focus::tab_navigation::TabIndex;
use bevy::prelude::*;
use bevy::text::{EditableText, TextCursorStyle};

use super::Column;
use crate::menu::style;

impl Column<'_, '_> {
    /// A line of text to type, with a marker to find it by. Enter in it raises [`Activate`].
    pub fn field(
        &mut self,
        label: impl Into<String>,
        text: &str,
        most_letters: usize,
        marker: impl Bundle,
    ) -> Entity {
        let label = self.label(label);
        let font = self.font.clone();
        let focus = self.take_focus();
        let mut field = Entity::PLACEHOLDER;
        let row = self.row();
        self.spawner
            .spawn((row, children![label]))
            .with_children(|parts| {
                let mut editable = EditableText::new(text);
                editable.max_characters = Some(most_letters);
                let mut spawned = parts.spawn((
                    editable,
                    marker,
                    TextLayout::no_wrap(),
                    font.text(22.0),
                    TextColor(style::TEXT),
                    TextCursorStyle {
                        color: style::AMBER,
                        selection_color: style::DUSK,
                        unfocused_selection_color: Color::NONE,
                        selected_text_color: None,
                    },
                    TabIndex(0),
                    Node {
                        width: px(290),
                        padding: UiRect::axes(px(10), px(5)),
                        border: UiRect::all(px(1)),
                        border_radius: BorderRadius::all(px(4)),
                        ..default()
                    },
                    BorderColor::all(style::TEXT_DIM),
                    BackgroundColor(style::INK),
                ));
                if focus {
                    spawned.insert(AutoFocus);
                }
                field = spawned.id();
            });
        field
    }
}
