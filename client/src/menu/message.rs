//! Something went otherwise than the player wanted: what, and what to do now.

use bevy::prelude::*;
use bevy::ui_widgets::Activate;

use super::style::{self, UiFont};
use super::{Notice, Page, Remedy, build};
use crate::link::LinkCommand;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Message), open)
        .add_systems(OnExit(Page::Message), forget);
}

fn open(mut commands: Commands, font: Res<UiFont>, notice: Res<Notice>) {
    let Some(notice) = notice.0.clone() else { return };
    build(&mut commands, &font, Page::Message, |column| {
        column.heading(&notice.title);
        column
            .line(notice.text.clone())
            .insert((font.text(24.0), TextColor(style::TEXT)));
        if notice.remedy == Remedy::Retry {
            column
                .button("Try again")
                .observe(|_: On<Activate>, mut link: MessageWriter<LinkCommand>| {
                    link.write(LinkCommand::Retry);
                });
        }
        let back = if notice.remedy == Remedy::None {
            "All right"
        } else {
            "Back"
        };
        column.button(back).observe(super::front::turn_to(Page::Front));
        if notice.remedy == Remedy::Trust {
            column.button("Trust it from now on").observe(
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
