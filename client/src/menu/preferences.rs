//! Settings: the player's name and the pages of the rest, from the first page and from within a match.

use bevy::prelude::*;
use bevy::text::EditableText;
use bevy::ui_widgets::Activate;
use hogs_shared::protocol::text::{MAX_NAME, clean};

use super::{Back, Page, Sheet, front};
use crate::settings::{Section, Settings};

#[derive(Component)]
struct NameField;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Preferences), open)
        .add_systems(Update, take_name.run_if(in_state(Page::Preferences)));
}

fn open(mut sheet: Sheet, settings: Res<Settings>) {
    sheet.lay(Page::Preferences, |column| {
        let words = column.words;
        column.heading(&words.say("settings-title"));
        column.list(|column| {
            for section in Section::ALL {
                let key = format!("section-{}", section.name());
                column
                    .told(words.say(&format!("{key}-help")))
                    .button(words.say(&key))
                    .observe(front::turn_to(Page::Options(section)));
            }
            column.told(words.say("settings-name-help")).field(
                words.say("settings-name"),
                &settings.name,
                MAX_NAME,
                NameField,
            );
        });
        column
            .button(words.say("back"))
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
