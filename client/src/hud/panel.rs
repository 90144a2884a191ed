//! What the two lower corners are built of: a round dial with gauges around it, and dark panels beside it.

use bevy::prelude::*;

use super::style::{HudStyle, SHADE};

/// Which corner at the bottom of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Corner {
    Left,
    Right,
}

impl Corner {
    /// A row of parts in it, standing on one line, `gap` units apart.
    pub(super) fn row(self, style: &HudStyle, gap: f32) -> Node {
        let aside = style.px(20.0);
        let (left, right) = match self {
            Self::Left => (aside, Val::Auto),
            Self::Right => (Val::Auto, aside),
        };
        Node {
            position_type: PositionType::Absolute,
            left,
            right,
            bottom: style.px(16.0),
            column_gap: style.px(gap),
            align_items: AlignItems::End,
            ..default()
        }
    }
}

/// A round dial of a width in units, with what it shows in its middle. Gauges are put around it with [`around`].
pub(super) fn dial(style: &HudStyle, width: f32) -> impl Bundle + use<> {
    let node = Node {
        width: style.px(width),
        height: style.px(width),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        border_radius: BorderRadius::MAX,
        ..default()
    };
    (node, BackgroundColor(SHADE))
}

/// The place of a gauge around a dial.
pub(super) fn around() -> Node {
    Node {
        position_type: PositionType::Absolute,
        width: percent(100),
        height: percent(100),
        ..default()
    }
}

/// A dark panel of lines below each other; what is kept free at its left and right, in units.
pub(super) fn panel(style: &HudStyle, left: f32, right: f32) -> Node {
    Node {
        flex_direction: FlexDirection::Column,
        padding: UiRect {
            left: style.px(left),
            right: style.px(right),
            top: Val::ZERO,
            bottom: style.px(6.0),
        },
        border_radius: BorderRadius::all(style.px(8.0)),
        ..default()
    }
}
