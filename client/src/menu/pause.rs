//! The menu within a match. The match goes on behind it.

use bevy::prelude::*;
use bevy::ui_widgets::Activate;
use hogs_shared::protocol::messages::ClientRequest;

use super::style::UiFont;
use super::{Page, build};
use crate::feed::MatchFeed;
use crate::link::{Link, LinkCommand};
use crate::settings::Settings;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Pause), open);
}

fn open(
    mut commands: Commands,
    font: Res<UiFont>,
    settings: Res<Settings>,
    link: Res<Link>,
    feed: Option<Res<MatchFeed>>,
) {
    build(&mut commands, &font, Page::Pause, |column| {
        column.heading("Match");
        column
            .button("Resume")
            .observe(super::front::turn_to(Page::Closed));
        column
            .button("This match")
            .observe(super::front::turn_to(Page::Council));
        super::front::chassis_choice(column, settings.chassis);
        column
            .button("Settings")
            .observe(super::front::turn_to(Page::Preferences));
        column
            .button("Controls")
            .observe(super::front::turn_to(Page::Controls));
        let looks_on = feed.is_some_and(|feed| feed.watch.is_some());
        column.button(if looks_on { "Play" } else { "Look on" }).observe(
            move |_: On<Activate>,
                  mut link: MessageWriter<LinkCommand>,
                  mut next: ResMut<NextState<Page>>| {
                link.write(LinkCommand::Ask(ClientRequest::LookOn(!looks_on)));
                next.set(Page::Closed);
            },
        );
        column
            .button("Bad link")
            .observe(super::front::turn_to(Page::BadLink));
        column
            .button("Leave match")
            .observe(|_: On<Activate>, mut link: MessageWriter<LinkCommand>| {
                link.write(LinkCommand::Leave);
            });
        column
            .button("Quit")
            .observe(|_: On<Activate>, mut exit: MessageWriter<AppExit>| {
                exit.write(AppExit::Success);
            });
        if let Some(where_) = link.described() {
            column.line(where_);
        }
    });
}
