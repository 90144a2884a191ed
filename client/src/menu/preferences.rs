//! Settings, from the first page and from within a match.

use bevy::prelude::*;
use bevy::text::EditableText;
use bevy::ui_widgets::{Activate, ValueChange};
use hogs_shared::protocol::text::{MAX_NAME, clean};

use super::style::UiFont;
use super::widgets::Scale;
use super::{Back, Page, build, capitalized};
use crate::settings::{PRESETS, Settings};

#[derive(Component)]
struct NameField;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Preferences), open)
        .add_systems(Update, take_name.run_if(in_state(Page::Preferences)));
}

fn hundredths(value: f32) -> String {
    format!("{:.0} %", value * 100.0)
}

fn degrees(value: f32) -> String {
    format!("{value:.0}°")
}

fn factor(value: f32) -> String {
    format!("{value:.1}")
}

fn open(mut commands: Commands, font: Res<UiFont>, settings: Res<Settings>) {
    let now = settings.clone();
    build(&mut commands, &font, Page::Preferences, |column| {
        column.heading("Settings");
        column.field("Your name", &now.name, MAX_NAME, NameField);
        let shown = PRESETS.iter().map(|preset| capitalized(preset)).collect();
        let index = PRESETS
            .iter()
            .position(|preset| *preset == now.preset)
            .unwrap_or(0);
        column.choice("Picture quality", shown, index).observe(
            |change: On<ValueChange<usize>>, mut settings: ResMut<Settings>| {
                if let Some(preset) = PRESETS.get(change.value) {
                    settings.preset = (*preset).to_owned();
                }
            },
        );
        let share = Scale {
            range: (0.0, 1.0),
            step: 0.05,
            reads: hundredths,
        };
        column.slider(
            "Volume",
            &share,
            now.volume_master,
            |change: On<ValueChange<f32>>, mut s: ResMut<Settings>| {
                s.volume_master = change.value;
            },
        );
        column.slider(
            "Effects",
            &share,
            now.volume_effects,
            |change: On<ValueChange<f32>>, mut s: ResMut<Settings>| {
                s.volume_effects = change.value;
            },
        );
        let mouse = Scale {
            range: (0.1, 5.0),
            step: 0.1,
            reads: factor,
        };
        column.slider(
            "Mouse speed",
            &mouse,
            now.mouse_sensitivity,
            |change: On<ValueChange<f32>>, mut s: ResMut<Settings>| s.mouse_sensitivity = change.value,
        );
        let answers = vec!["No".to_owned(), "Yes".to_owned()];
        column
            .choice("Invert up/down", answers, usize::from(now.invert_y))
            .observe(|change: On<ValueChange<usize>>, mut settings: ResMut<Settings>| {
                settings.invert_y = change.value == 1
            });
        let view = Scale {
            range: (60.0, 110.0),
            step: 1.0,
            reads: degrees,
        };
        column.slider(
            "Field of view",
            &view,
            now.fov_deg,
            |change: On<ValueChange<f32>>, mut s: ResMut<Settings>| {
                s.fov_deg = change.value;
            },
        );
        column
            .button("Back")
            .observe(|_: On<Activate>, mut back: MessageWriter<Back>| {
                back.write(Back);
            });
    });
}

/// Takes the name over while it is typed; an empty one is not taken.
fn take_name(
    field: Query<&EditableText, (With<NameField>, Changed<EditableText>)>,
    mut settings: ResMut<Settings>,
) {
    for field in &field {
        let name = clean(&field.value().to_string(), MAX_NAME);
        if !name.is_empty() && name != settings.name {
            settings.name = name;
        }
    }
}
