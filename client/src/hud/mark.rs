//! A mark over a place in the world: what it is called, and under that how far away it is.

use bevy::prelude::*;

use super::HudStyle;
use super::style::{SELF, SHADE, Weight};

/// Measures of a mark, units.
#[derive(Clone, Copy)]
pub(super) struct Measures {
    /// Room it has.
    pub width: f32,
    /// How far its upper edge is over its place.
    pub rise: f32,
    /// Height of its name.
    pub name: f32,
}

/// Puts up a mark that is not shown yet: the mark itself, its name and its distance, as they are to be known by. What
/// stands over the name, `crown` makes.
pub(super) fn spawn(
    root: &mut ChildSpawnerCommands<'_>,
    style: &HudStyle,
    measures: Measures,
    (mark, name, distance): (impl Bundle, impl Bundle, impl Bundle),
    crown: impl FnOnce(&mut ChildSpawnerCommands<'_>),
) {
    let node = Node {
        position_type: PositionType::Absolute,
        left: style.px(-measures.width / 2.0),
        top: style.px(-measures.rise),
        width: style.px(measures.width),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        ..default()
    };
    root.spawn((mark, node, UiTransform::IDENTITY, Visibility::Hidden))
        .with_children(|parts| {
            crown(parts);
            let pill = Node {
                padding: UiRect::axes(style.px(7.0), style.px(0.0)),
                border_radius: BorderRadius::all(style.px(5.0)),
                ..default()
            };
            parts
                .spawn((pill, BackgroundColor(SHADE)))
                .with_child((name, style.text("", measures.name, Weight::Bold, SELF)));
            parts.spawn((distance, style.text("", 14.0, Weight::Regular, SELF)));
        });
}

/// What a mark is called; where its place is out of sight, with the arrow that leads there.
pub(super) fn called(name: String, arrow: Option<char>) -> String {
    match arrow {
        Some(arrow) => format!("{arrow} {name}"),
        None => name,
    }
}
