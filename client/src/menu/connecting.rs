//! On the way into a match: what is being done, and a way out.

use bevy::prelude::*;
use bevy::ui_widgets::Activate;

use super::{Back, Page, Sheet};
use crate::link::{Link, LinkCommand};
use crate::words::Words;

#[derive(Component)]
struct Progress;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Connecting), open)
        .add_systems(Update, (show, cancel).run_if(in_state(Page::Connecting)));
}

fn open(mut sheet: Sheet, link: Res<Link>) {
    sheet.lay(Page::Connecting, |column| {
        let words = column.words;
        column.heading(&words.say("connecting-title"));
        column.line(words.telling(&link.progress())).insert(Progress);
        // Fire and jump are held through a reconnect, and must not accept anything: keys give up with Escape alone.
        column.mouse_button(words.say("connecting-cancel")).observe(
            |_: On<Activate>, mut link: MessageWriter<LinkCommand>| {
                link.write(LinkCommand::Leave);
            },
        );
    });
}

fn show(link: Res<Link>, words: Res<Words>, mut text: Single<&mut Text, With<Progress>>) {
    let progress = words.telling(&link.progress());
    if text.0 != progress {
        text.0 = progress;
    }
}

fn cancel(mut backs: MessageReader<Back>, mut link: MessageWriter<LinkCommand>) {
    if backs.read().count() > 0 {
        link.write(LinkCommand::Leave);
    }
}
