//! Something went otherwise than the player wanted: what, and what to do now.

use bevy::prelude::*;
use bevy::ui_widgets::Activate;

use super::style;
use super::{Notice, Page, Remedy, Sheet};
use crate::link::LinkCommand;
use crate::words::{Telling, Words};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Message), open)
        .add_systems(OnExit(Page::Message), forget);
}

/// Several texts as one.
pub(super) fn said(tellings: &[Telling], words: &Words) -> String {
    let all: Vec<String> = tellings.iter().map(|telling| words.telling(telling)).collect();
    all.join(" ")
}

fn open(mut sheet: Sheet, notice: Res<Notice>) {
    let Some(notice) = notice.0.clone() else { return };
    let face = sheet.font.text(22.0);
    sheet.lay_wide(Page::Message, |column| {
        let words = column.words;
        column.heading(&words.telling(&notice.title));
        for telling in &notice.text {
            column
                .line(words.telling(telling))
                .insert((face.clone(), TextColor(style::TEXT)));
        }
        if notice.remedy == Remedy::Retry {
            column.button(words.say("message-again")).observe(
                |_: On<Activate>, mut link: MessageWriter<LinkCommand>| {
                    link.write(LinkCommand::Retry);
                },
            );
        }
        if notice.remedy == Remedy::None {
            column.back_by(words.say("message-well"));
        } else {
            column.back();
        }
        if notice.remedy == Remedy::Trust {
            column.button(words.say("message-trust")).observe(
                |_: On<Activate>, mut link: MessageWriter<LinkCommand>| {
                    link.write(LinkCommand::TrustAnew);
                },
            );
        }
    });
}

fn forget(mut notice: ResMut<Notice>) {
    notice.0 = None;
}
