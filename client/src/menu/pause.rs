//! The menu within a match. The match goes on behind it.

use bevy::prelude::*;
use bevy::ui_widgets::Activate;
use hogs_shared::protocol::messages::ClientRequest;

use super::{Page, Sheet};
use crate::feed::MatchFeed;
use crate::link::{Link, LinkCommand};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Pause), open);
}

fn open(mut sheet: Sheet, link: Res<Link>, feed: Option<Res<MatchFeed>>) {
    sheet.lay(Page::Pause, |column| {
        let words = column.words;
        column.heading(&words.say("pause-title"));
        column
            .button(words.say("pause-resume"))
            .observe(super::front::turn_to(Page::Closed));
        column
            .button(words.say("council-title"))
            .observe(super::front::turn_to(Page::Council));
        column
            .button(words.say("garage-title"))
            .observe(super::front::turn_to(Page::Garage));
        column
            .button(words.say("settings-title"))
            .observe(super::front::turn_to(Page::Preferences));
        let looks_on = feed.is_some_and(|feed| feed.watch.is_some());
        let other = if looks_on {
            "council-play"
        } else {
            "council-look-on"
        };
        column.button(words.say(other)).observe(
            move |_: On<Activate>,
                  mut link: MessageWriter<LinkCommand>,
                  mut next: ResMut<NextState<Page>>| {
                link.write(LinkCommand::Ask(ClientRequest::LookOn(!looks_on)));
                next.set(Page::Closed);
            },
        );
        column
            .button(words.say("bad-link-title"))
            .observe(super::front::turn_to(Page::BadLink));
        column.button(words.say("pause-leave")).observe(
            |_: On<Activate>, mut link: MessageWriter<LinkCommand>| {
                link.write(LinkCommand::Leave);
            },
        );
        column
            .button(words.say("quit"))
            .observe(|_: On<Activate>, mut exit: MessageWriter<AppExit>| {
                exit.write(AppExit::Success);
            });
        if let Some(where_) = link.described() {
            column.line(words.telling(&where_));
        }
    });
}
