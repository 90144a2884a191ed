//! A row with a value within a range.

use bevy::input_focus::AutoFocus;
use bevy::input_focus::tab_navigation::TabIndex;
use bevy::prelude::*;
use bevy::ui_widgets::{
    Slider, SliderPrecision, SliderRange, SliderStep, SliderThumb, SliderValue, TrackClick, ValueChange,
    slider_self_update,
};

use super::{Column, LABEL_PX, RowText, ValueText};
use crate::menu::style;
use crate::settings::Unit;

/// How a slider's value reads.
#[derive(Component, Clone, Copy)]
pub struct Reads(pub Unit);

/// Width of a slider's track, logical pixels.
pub const TRACK_PX: f32 = 190.0;
/// Width of what is dragged along it.
pub const THUMB_PX: f32 = 14.0;

/// What a slider goes through.
pub struct Scale {
    /// Lowest and highest value.
    pub range: (f32, f32),
    /// What one press of a key changes.
    pub step: f32,
    /// How a value reads.
    pub unit: Unit,
}

impl Column<'_, '_> {
    /// A value within a range. `changed` observes [`ValueChange<f32>`] on the slider, which has `marker`.
    pub fn slider<M>(
        &mut self,
        label: impl Into<String>,
        scale: &Scale,
        value: f32,
        marker: impl Bundle,
        changed: impl bevy::ecs::system::IntoObserverSystem<ValueChange<f32>, (), M>,
    ) {
        let label = self.label(label);
        let font = self.font.clone();
        let shown = scale.unit.reads(value, self.words);
        let focus = self.take_focus();
        let row = self.row();
        self.spawner
            .spawn((row, children![label]))
            .with_children(|parts| {
                parts
                    .spawn(Node {
                        column_gap: px(14),
                        align_items: AlignItems::Center,
                        flex_shrink: 0.0,
                        ..default()
                    })
                    .with_children(|parts| {
                        let mut slider = parts.spawn((slider(scale, value), marker));
                        slider.with_children(slider_parts);
                        slider.observe(slider_self_update).observe(changed);
                        if focus {
                            slider.insert(AutoFocus);
                        }
                        let whose = slider.id();
                        parts.spawn((
                            Text::new(shown),
                            font.strong(LABEL_PX),
                            TextColor(style::TEXT),
                            RowText,
                            ValueText(whose),
                            TextLayout::no_wrap(),
                            Node {
                                min_width: px(88),
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
        Reads(scale.unit),
        TabIndex(0),
        Node {
            width: px(TRACK_PX),
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
            width: px(THUMB_PX),
            height: px(26),
            border_radius: BorderRadius::all(px(4)),
            ..default()
        },
        BackgroundColor(style::TEXT),
    ));
}
