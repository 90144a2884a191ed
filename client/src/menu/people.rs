//! Who is in the match, and whom the player does not want to hear.

use bevy::prelude::*;
use bevy::ui_widgets::ValueChange;
use hogs_shared::netplay::scene::Player;

use super::spot::Spots;
use super::{Page, Sheet};
use crate::feed::MatchFeed;
use crate::muted::Muted;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Muted>()
        .add_systems(OnEnter(Page::People), open)
        .add_systems(
            Update,
            renew
                .run_if(in_state(Page::People))
                .run_if(resource_exists::<MatchFeed>),
        );
}

/// Who there is to hear.
fn people(feed: &MatchFeed) -> impl Iterator<Item = &Player> {
    let own = feed.scene.own;
    let others = feed.players.iter();
    others
        .filter(move |(seat, player)| **seat != own && !player.bot)
        .map(|(_, player)| player)
}

/// The page anew when somebody came or went.
fn renew(
    feed: Res<MatchFeed>,
    mut known: Local<Option<Vec<(u32, String)>>>,
    mut spots: ResMut<Spots>,
    mut next: ResMut<NextState<Page>>,
) {
    let now: Vec<_> = people(&feed)
        .map(|player| (player.who, player.name.clone()))
        .collect();
    // What turns the page otherwise comes first.
    if !matches!(*next, NextState::Unchanged) {
        return;
    }
    if known.as_ref().is_some_and(|known| *known != now) {
        spots.return_to(Page::People);
        next.set(Page::People);
    }
    *known = Some(now);
}

fn open(mut sheet: Sheet, feed: Option<Res<MatchFeed>>, muted: Res<Muted>) {
    sheet.lay(Page::People, |column| {
        let words = column.words;
        column.heading(&words.say("people-title"));
        let players: Vec<_> = feed.iter().flat_map(|feed| people(feed)).collect();
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
        column.back();
    });
}
