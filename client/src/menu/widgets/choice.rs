//! A row with one of several values, chosen with left and right or by its arrows.

use bevy::input_focus::AutoFocus;
use bevy::input_focus::tab_navigation::TabIndex;
use bevy::prelude::*;
use bevy::ui_widgets::{Activate, ValueChange};

use super::{Column, LABEL_PX, Pressable, RowText, ValueText};
use crate::menu::style::{self, UiFont};

/// Width of what is chosen, as a share of its row's.
const VALUE: f32 = 0.31;

/// One of several values, chosen with left and right.
#[derive(Component, Clone, Debug)]
pub struct Choice {
    /// What is shown for each.
    pub options: Vec<String>,
    /// The one chosen.
    pub index: usize,
}

impl Choice {
    /// The index `step` further, around the ends.
    #[must_use]
    pub fn stepped(&self, step: isize) -> usize {
        let count = self.options.len().max(1) as isize;
        (self.index as isize + step).rem_euclid(count) as usize
    }
}

impl Column<'_, '_> {
    /// One of several values. Observe [`ValueChange<usize>`].
    pub fn choice(
        &mut self,
        label: impl Into<String>,
        options: Vec<String>,
        index: usize,
    ) -> EntityCommands<'_> {
        let label = self.label(label);
        let width_px = self.width_px * VALUE;
        let font = self.font.clone();
        let focus = self.take_focus();
        let shown = options.get(index).cloned().unwrap_or_default();
        let row = self.row();
        let mut row = self.spawner.spawn((
            row,
            Choice { options, index },
            Pressable,
            TabIndex(0),
            children![label],
        ));
        let whose = row.id();
        row.with_children(|parts| {
            parts
                .spawn(Node {
                    column_gap: px(12),
                    align_items: AlignItems::Center,
                    flex_shrink: 0.0,
                    ..default()
                })
                .with_children(|parts| {
                    parts.spawn(arrow(&font, "‹")).observe(step(whose, -1));
                    parts.spawn((
                        Text::new(shown),
                        font.strong(LABEL_PX),
                        TextLayout::justify(Justify::Center),
                        TextColor(style::TEXT),
                        RowText,
                        ValueText(whose),
                        Node {
                            width: px(width_px),
                            justify_content: JustifyContent::Center,
                            ..default()
                        },
                    ));
                    parts.spawn(arrow(&font, "›")).observe(step(whose, 1));
                });
        });
        row.observe(move |_: On<Activate>, mut commands: Commands| {
            commands.trigger(Stepped {
                entity: whose,
                step: 1,
            });
        });
        if focus {
            row.insert(AutoFocus);
        }
        row
    }
}

fn arrow(font: &UiFont, sign: &str) -> impl Bundle {
    (
        Text::new(sign),
        font.strong(30.0),
        TextColor(style::TEXT),
        RowText,
        Node {
            padding: UiRect::horizontal(px(8)),
            ..default()
        },
    )
}

/// A choice is to go on by a step.
#[derive(EntityEvent)]
pub struct Stepped {
    /// The choice.
    pub entity: Entity,
    /// How far.
    pub step: isize,
}

fn step(choice: Entity, step: isize) -> impl Fn(On<Pointer<Click>>, Commands) {
    move |mut click, mut commands| {
        click.propagate(false);
        commands.trigger(Stepped { entity: choice, step });
    }
}

/// Takes a step and tells of the new value.
pub fn on_stepped(stepped: On<Stepped>, mut choices: Query<&mut Choice>, mut commands: Commands) {
    if let Ok(mut choice) = choices.get_mut(stepped.entity) {
        choice.index = choice.stepped(stepped.step);
        commands.trigger(ValueChange {
            source: stepped.entity,
            value: choice.index,
            is_final: true,
        });
    }
}
