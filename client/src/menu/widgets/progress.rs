//! A bar that fills.

use bevy::prelude::*;

use super::Column;
use crate::menu::style;

/// How far a bar is filled, 0 to 1.
#[derive(Component, Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress(pub f32);

impl Column<'_, '_> {
    /// A bar that is filled as far as its [`Progress`] says.
    pub fn progress(&mut self) {
        let track = Node {
            width: px(self.width_px),
            height: px(8),
            flex_shrink: 0.0,
            margin: UiRect::vertical(px(10)),
            border_radius: BorderRadius::all(px(4)),
            ..default()
        };
        let fill = Node {
            width: percent(0),
            height: percent(100),
            border_radius: BorderRadius::all(px(4)),
            ..default()
        };
        self.spawner.spawn((
            track,
            BackgroundColor(style::PANEL),
            children![(fill, Progress::default(), BackgroundColor(style::AMBER))],
        ));
    }
}

/// Fills the bars that changed.
pub(in crate::menu) fn fill(mut bars: Query<(&Progress, &mut Node), Changed<Progress>>) {
    for (progress, mut node) in &mut bars {
        node.width = percent(progress.0.clamp(0.0, 1.0) * 100.0);
    }
}
