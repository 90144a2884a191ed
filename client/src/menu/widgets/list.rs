//! Rows that scroll where a page has no room for all of them, with a bar that shows where one is.

use bevy::picking::hover::Hovered;
use bevy::prelude::*;
use bevy::ui::ComputedNode;
use bevy::ui_widgets::{ControlOrientation, ScrollArea, Scrollbar, ScrollbarThumb};

use super::Column;
use crate::menu::style;

/// How far a row with the focus stands out to the right.
const OUT_PX: f32 = 12.0;
/// Width of the bar.
const BAR_PX: f32 = 6.0;

impl Column<'_, '_> {
    /// Rows that scroll where the page has no room for all of them.
    pub fn list(&mut self, rows: impl FnOnce(&mut Column<'_, '_>)) {
        let (font, words, width_px, mut focused) = (self.font, self.words, self.width_px, self.focused);
        let node = Node {
            flex_direction: FlexDirection::Column,
            row_gap: px(4),
            padding: UiRect::right(px(OUT_PX)),
            overflow: Overflow::scroll_y(),
            ..default()
        };
        let frame = Node {
            flex_direction: FlexDirection::Row,
            column_gap: px(4),
            flex_shrink: 1.0,
            // It has what the rest of its page leaves it.
            min_height: Val::ZERO,
            margin: UiRect {
                right: px(-OUT_PX - BAR_PX - 4.0),
                bottom: px(6),
                ..default()
            },
            ..default()
        };
        self.spawner.spawn(frame).with_children(|frame| {
            let mut list = frame.spawn((node, ScrollArea));
            list.with_children(|spawner| {
                let mut list = Column {
                    spawner,
                    font,
                    words,
                    width_px,
                    focused,
                    help: None,
                };
                rows(&mut list);
                focused = list.focused;
            });
            let target = list.id();
            let thumb = (
                Hovered::default(),
                BackgroundColor(style::DUSK),
                ScrollbarThumb {
                    border_radius: BorderRadius::all(px(BAR_PX / 2.0)),
                    border: UiRect::ZERO,
                },
            );
            let track = Node {
                min_width: px(BAR_PX),
                flex_shrink: 0.0,
                border_radius: BorderRadius::all(px(BAR_PX / 2.0)),
                ..default()
            };
            frame.spawn((
                track,
                Scrollbar::new(target, ControlOrientation::Vertical, 24.0),
                BackgroundColor(style::PANEL),
                Visibility::Hidden,
                children![thumb],
            ));
        });
        self.focused = focused;
    }
}

/// Shows bars only where there is something to scroll to.
pub(in crate::menu) fn show_bars(
    lists: Query<&ComputedNode, With<ScrollArea>>,
    mut bars: Query<(&Scrollbar, &mut Visibility)>,
) {
    for (bar, mut visibility) in &mut bars {
        let scrolls = lists
            .get(bar.target)
            .is_ok_and(|list| list.content_size().y > list.size().y + 1.0);
        visibility.set_if_neq(if scrolls {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
    }
}
