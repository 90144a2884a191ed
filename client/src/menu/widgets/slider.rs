//! A row with a value within a range.

use bevy::input_focus::tab_navigation::TabIndex;
use bevy::prelude::*;
use bevy::ui_widgets::{
    Slider, SliderPrecision, SliderRange, SliderStep, SliderThumb, SliderValue, TrackClick, ValueChange,
    slider_self_update,
};

use super::{Column, LABEL_PX, RowText, ValueText, row};
use crate::menu::style;

/// How a slider's value reads.
#[derive(Component, Clone, Copy)]
pub struct Reads(pub fn(f32) -> String);

/// What a slider goes through.
pub struct Scale {
    /// Lowest and highest value.
    pub range: (f32, f32),
    /// What one press of a key changes.
    pub step: f32,
    /// How a value reads.
    pub reads: fn(f32) -> String,
}

impl Column<'_, '_> {
    /// A value within a range. `changed` observes [`ValueChange<f32>`] on the slider.
    pub fn slider<M>(
        &mut self,
        label: impl Into<String>,
        scale: &Scale,
        value: f32,
        changed: impl bevy::ecs::system::IntoObserverSystem<ValueChange<f32>, (), M>,
    ) {
        let label = self.label(label);
        let font = self.font.clone();
        self.spawner
            .spawn((row(), children![label]))
            .with_children(|parts| {
                parts
                    .spawn(Node {
                        column_gap: px(14),
                        align_items: AlignItems::Center,
                        ..default()
                    })
                    .with_children(|parts| {
                        let mut slider = parts.spawn(slider(scale, value));
                        slider.with_children(slider_parts);
                        slider.observe(slider_self_update).observe(changed);
                        let whose = slider.id();
                        parts.spawn((
                            Text::new((scale.reads)(value)),
                            font.strong(LABEL_PX),
                            TextColor(style::TEXT),
                            RowText,
                            ValueText(whose),
                            TextLayout::no_wrap(),
                            Node {
                                min_width: px(78),
                                ..default()
                            },
                        ));
                    });
            });
    }
}

fn slider(scale: &Scale, value: f32) -> impl Bundle + use<> {
    (
        Slider {
            track_click: TrackClick::Snap,
            ..default()
        },
        SliderValue(value),
        SliderRange::new(scale.range.0, scale.range.1),
        SliderStep(scale.step),
        SliderPrecision(2),
        Reads(scale.reads),
        TabIndex(0),
        Node {
            width: px(170),
            height: px(26),
            align_items: AlignItems::Center,
            ..default()
        },
    )
}

fn slider_parts(parts: &mut ChildSpawnerCommands<'_>) {
    parts.spawn((
        Node {
            width: percent(100),
            height: px(6),
            border_radius: BorderRadius::all(px(3)),
            ..default()
        },
        BackgroundColor(style::SHADE),
        Pickable::IGNORE,
    ));
    parts.spawn((
        SliderThumb,
        Node {
            position_type: PositionType::Absolute,
            width: px(14),
            height: px(26),
            border_radius: BorderRadius::all(px(4)),
            ..default()
        },
        BackgroundColor(style::TEXT),
    ));
}
