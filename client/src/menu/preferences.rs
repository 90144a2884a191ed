//! Settings: the pages of them, from the first page and from within a match.

use bevy::prelude::*;

use super::{Page, Sheet, front};
use crate::settings::{Borrowed, Section};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Preferences), open);
}

fn open(mut sheet: Sheet, borrowed: Option<Res<Borrowed>>) {
    let own = |section: &Section| borrowed.is_none() || !Borrowed::has(*section);
    sheet.lay(Page::Preferences, |column| {
        let words = column.words;
        column.heading(&words.say("settings-title"));
        column.list(|column| {
            for section in Section::ALL.into_iter().filter(own) {
                let key = format!("section-{}", section.name());
                column
                    .told(words.say(&format!("{key}-help")))
                    .button(words.say(&key))
                    .observe(front::turn_to(Page::Options(section)));
            }
        });
        column.back();
    });
}
