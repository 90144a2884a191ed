//! Whom the player does not want to hear: what they write, say and mark does not appear. It holds until the game is quit,
//! and goes by who somebody is, whatever they are called and wherever they sit.

use std::collections::{BTreeMap, BTreeSet};

use bevy::prelude::*;
use hogs_shared::ids::HogId;
use hogs_shared::netplay::scene::{Player, SceneEvent};

/// Most who are remembered; nobody mutes so many by hand.
const MOST: usize = 1024;

/// Those who are not heard.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub struct Muted(BTreeSet<u32>);

impl Muted {
    /// Whether somebody is not heard.
    #[must_use]
    pub fn is(&self, player: &Player) -> bool {
        player.who != 0 && self.0.contains(&player.who)
    }

    /// Hears somebody again, or no more.
    pub fn set(&mut self, who: u32, muted: bool) {
        if !muted {
            self.0.remove(&who);
        } else if who != 0 && self.0.len() < MOST {
            self.0.insert(who);
        }
    }

    /// Whether an event is something that somebody says who is not heard.
    #[must_use]
    pub fn hides(&self, event: &SceneEvent, players: &BTreeMap<HogId, Player>) -> bool {
        let from = match event {
            SceneEvent::Chat { from: Some(from), .. }
            | SceneEvent::TeamChat { from, .. }
            | SceneEvent::Ping { from, .. }
            | SceneEvent::Phrase { from, .. } => from,
            _ => return false,
        };
        players.get(from).is_some_and(|player| self.is(player))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use hogs_shared::protocol::messages::PingKind;

    /// What somebody on a seat can say, and what they cannot help doing.
    fn said(from: HogId) -> [SceneEvent; 5] {
        let text = "oink".to_owned();
        let (at, kind) = (hogs_shared::math::Vec3::ZERO, PingKind::Go);
        [
            SceneEvent::Chat {
                from: Some(from),
                text: text.clone(),
            },
            SceneEvent::TeamChat { from, text },
            SceneEvent::Ping { from, at, kind },
            SceneEvent::Phrase { from, phrase: 3 },
            SceneEvent::Joined(from),
        ]
    }

    #[test]
    fn whoever_is_muted_says_nothing_under_any_name_on_any_seat_and_others_do() {
        let mut feed = crate::attract::some_feed();
        for (seat, player) in Arc::make_mut(&mut feed.players) {
            player.who = 100 + u32::from(seat.0);
        }
        let mut muted = Muted::default();
        let heard = |muted: &Muted, feed: &crate::feed::MatchFeed, seat: u8| {
            let events = said(HogId(seat));
            events.map(|event| !muted.hides(&event, &feed.players))
        };
        assert_eq!(heard(&muted, &feed, 1), [true; 5]);
        muted.set(101, true);
        assert_eq!(heard(&muted, &feed, 1), [false, false, false, false, true]);
        assert_eq!(heard(&muted, &feed, 2), [true; 5]);
        // They come again under another name, on another seat.
        let mut player = Arc::make_mut(&mut feed.players).remove(&HogId(1)).unwrap();
        "Somebody else".clone_into(&mut player.name);
        Arc::make_mut(&mut feed.players).insert(HogId(3), player);
        assert_eq!(heard(&muted, &feed, 3)[..4], [false; 4]);
        muted.set(101, false);
        assert_eq!(heard(&muted, &feed, 3), [true; 5]);
        // The server itself is always heard, and no bot is anybody.
        muted.set(0, true);
        assert_eq!(muted, Muted::default());
    }
}
