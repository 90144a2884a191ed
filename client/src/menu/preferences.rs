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

/// A row of the page, and the setting it stands for.
enum Kind {
    /// A value within a range.
    Range {
        scale: Scale,
        of: fn(&mut Settings) -> &mut f32,
    },
    /// One of several.
    Choice {
        options: fn() -> Vec<String>,
        get: fn(&Settings) -> usize,
        set: fn(&mut Settings, usize),
    },
}

const SHARE: Scale = Scale {
    range: (0.0, 1.0),
    step: 0.05,
    reads: |value| format!("{:.0} %", value * 100.0),
};

/// The rows below the name.
const ROWS: [(&str, Kind); 7] = [
    (
        "Picture quality",
        Kind::Choice {
            options: || PRESETS.iter().map(|preset| capitalized(preset)).collect(),
            get: |settings| {
                let shown = |preset: &&str| *preset == settings.preset;
                PRESETS.iter().position(shown).unwrap_or(0)
            },
            set: |settings, index| {
                if let Some(preset) = PRESETS.get(index) {
                    settings.preset = (*preset).to_owned();
                }
            },
        },
    ),
    (
        "Volume",
        Kind::Range {
            scale: SHARE,
            of: |settings| &mut settings.volume_master,
        },
    ),
    (
        "Effects",
        Kind::Range {
            scale: SHARE,
            of: |settings| &mut settings.volume_effects,
        },
    ),
    (
        "Music",
        Kind::Range {
            scale: SHARE,
            of: |settings| &mut settings.volume_music,
        },
    ),
    (
        "Mouse speed",
        Kind::Range {
            scale: Scale {
                range: (0.1, 5.0),
                step: 0.1,
                reads: |value| format!("{value:.1}"),
            },
            of: |settings| &mut settings.mouse_sensitivity,
        },
    ),
    (
        "Invert up/down",
        Kind::Choice {
            options: || vec!["No".to_owned(), "Yes".to_owned()],
            get: |settings| usize::from(settings.invert_y),
            set: |settings, index| settings.invert_y = index == 1,
        },
    ),
    (
        "Field of view",
        Kind::Range {
            scale: Scale {
                range: (60.0, 110.0),
                step: 1.0,
                reads: |value| format!("{value:.0}°"),
            },
            of: |settings| &mut settings.fov_deg,
        },
    ),
];

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Preferences), open)
        .add_systems(Update, take_name.run_if(in_state(Page::Preferences)));
}

fn open(mut commands: Commands, font: Res<UiFont>, settings: Res<Settings>) {
    let mut now = settings.clone();
    build(&mut commands, &font, Page::Preferences, |column| {
        column.heading("Settings");
        column.field("Your name", &now.name, MAX_NAME, NameField);
        for (label, kind) in ROWS {
            match kind {
                Kind::Range { scale, of } => column.slider(
                    label,
                    &scale,
                    *of(&mut now),
                    move |change: On<ValueChange<f32>>, mut settings: ResMut<Settings>| {
                        *of(&mut settings) = change.value;
                    },
                ),
                Kind::Choice { options, get, set } => {
                    column.choice(label, options(), get(&now)).observe(
                        move |change: On<ValueChange<usize>>, mut settings: ResMut<Settings>| {
                            set(&mut settings, change.value);
                        },
                    );
                }
            }
        }
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
