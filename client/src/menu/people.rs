//! Who is in the match, and whom the player does not want to hear.

use bevy::prelude::*;
use bevy::ui_widgets::{Activate, ValueChange};

use super::{Back, Page, Sheet};
use crate::feed::MatchFeed;
use crate::muted::Muted;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Muted>()
        .add_systems(OnEnter(Page::People), open);
}

fn open(mut sheet: Sheet, feed: Option<Res<MatchFeed>>, muted: Res<Muted>) {
    sheet.lay(Page::People, |column| {
        let words = column.words;
        column.heading(&words.say("people-title"));
        let players = feed.iter().flat_map(|feed| {
            let own = feed.scene.own;
            let others = feed.players.iter();
            others.filter(move |(seat, player)| **seat != own && !player.bot)
        });
        let players: Vec<_> = players.map(|(_, player)| player).collect();
        if players.is_empty() {
            column.line(words.say("people-none"));
        } else {
            column.line(words.say("people-told"));
        }
        column.list(|list| {
            for player in players {
                let who = player.who;
                let values = vec![words.say("people-heard"), words.say("people-muted")];
                list.choice(player.name.clone(), values, usize::from(muted.is(player)))
                    .observe(move |change: On<ValueChange<usize>>, mut muted: ResMut<Muted>| {
                        muted.set(who, change.value == 1);
                    });
            }
        });
        column
            .button(words.say("back"))
            .observe(|_: On<Activate>, mut back: MessageWriter<Back>| {
                back.write(Back);
            });
    });
}
