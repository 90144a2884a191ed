//! Who is in the match, and whom the player does not want to hear.

use bevy::prelude::*;
use bevy::ui_widgets::{Activate, ValueChange};

use super::style::UiFont;
use super::{Back, Page, build};
use crate::feed::MatchFeed;
use crate::muted::Muted;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Muted>()
        .add_systems(OnEnter(Page::People), open);
}

fn open(mut commands: Commands, font: Res<UiFont>, feed: Option<Res<MatchFeed>>, muted: Res<Muted>) {
    build(&mut commands, &font, Page::People, |column| {
        column.heading("Players");
        let players = feed.iter().flat_map(|feed| {
            let own = feed.scene.own;
            let others = feed.players.iter();
            others.filter(move |(seat, player)| **seat != own && !player.bot)
        });
        let players: Vec<_> = players.map(|(_, player)| player).collect();
        if players.is_empty() {
            column.line("Nobody else is here but bots, and they are quiet.");
        } else {
            column.line(
                "Who is muted, you do not hear until you quit the game: no chat, no phrases, no marks.",
            );
        }
        column.list(|list| {
            for player in players {
                let who = player.who;
                let values = ["Heard", "Muted"].map(str::to_owned).to_vec();
                list.choice(player.name.clone(), values, usize::from(muted.is(player)))
                    .observe(move |change: On<ValueChange<usize>>, mut muted: ResMut<Muted>| {
                        muted.set(who, change.value == 1);
                    });
            }
        });
        column
            .button("Back")
            .observe(|_: On<Activate>, mut back: MessageWriter<Back>| {
                back.write(Back);
            });
    });
}
