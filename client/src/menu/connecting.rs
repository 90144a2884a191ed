//! On the way into a match: what is being done, and a way out.

use bevy::prelude::*;
use bevy::ui_widgets::Activate;

use super::style::UiFont;
use super::{Back, Page, build};
use crate::link::{Link, LinkCommand};

#[derive(Component)]
struct Progress;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Connecting), open)
        .add_systems(Update, (show, cancel).run_if(in_state(Page::Connecting)));
}

fn open(mut commands: Commands, font: Res<UiFont>, link: Res<Link>) {
    build(&mut commands, &font, Page::Connecting, |column| {
        column.heading("One moment");
        column.line(link.progress()).insert(Progress);
        // Fire and jump are held through a reconnect, and must not accept anything: keys give up with Escape alone.
        column
            .mouse_button("Cancel")
            .observe(|_: On<Activate>, mut link: MessageWriter<LinkCommand>| {
                link.write(LinkCommand::Leave);
            });
    });
}

fn show(link: Res<Link>, mut text: Single<&mut Text, With<Progress>>) {
    let progress = link.progress();
    if text.0 != progress {
        text.0 = progress;
    }
}

fn cancel(mut backs: MessageReader<Back>, mut link: MessageWriter<LinkCommand>) {
    if backs.read().count() > 0 {
        link.write(LinkCommand::Leave);
    }
}
