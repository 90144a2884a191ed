//! What menus ask of the link, and how it obeys.

use bevy::prelude::*;
use hogs_shared::protocol::messages::ClientRequest;

use super::luggage::Luggage;
use super::{Attempt, FailureKind, Link, State};
use crate::discovery::Found;
use crate::feed::MatchFeed;
use crate::host::HostPlan;
use crate::menu::{Landing, Page};
use crate::phase::Screen;

/// Where to play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a match of one's own.
    Own(HostPlan),
    /// On the server at an address that was typed.
    Address {
        /// As [`crate::options::Address`] reads it.
        address: String,
        /// For servers that want one; else empty.
        password: String,
    },
    /// In a game found on the network.
    Found(Found),
}

impl Place {
    /// The page on which one chooses such a place, to which one comes back from it.
    const fn chosen_on(&self) -> Page {
        match self {
            Self::Own(plan) if plan.lan => Page::Hosting,
            Self::Own(_) => Page::Front,
            Self::Address { .. } | Self::Found(_) => Page::Browse,
        }
    }
}

/// What menus ask of the link.
#[derive(Message, Clone, Debug)]
pub enum LinkCommand {
    /// Go there, leaving any match.
    Join(Place),
    /// Go where it went wrong last.
    Retry,
    /// Take the certificate that the server showed last for good, that one alone, and go there.
    TrustAnew,
    /// Leave the match, or stop trying to get in.
    Leave,
    /// Ask the server for this, in the match.
    Ask(ClientRequest),
    /// Be for a choice of the vote that is held, from 0 on; where none is held, the first says whether one is ready.
    Choose(u8),
}

/// Does what was asked for since the last frame.
pub(super) fn obey(
    mut commands: MessageReader<LinkCommand>,
    mut link: ResMut<Link>,
    mut luggage: Luggage,
    mut world: Commands,
    mut screen: ResMut<NextState<Screen>>,
    mut landing: Option<ResMut<Landing>>,
) {
    for command in commands.read() {
        match command {
            LinkCommand::Join(place) => {
                link.leave();
                link.place = Some(place.clone());
            }
            LinkCommand::TrustAnew => {
                let Some(FailureKind::Certificate { shown }) =
                    link.last_failure.as_ref().map(|last| last.kind)
                else {
                    continue;
                };
                if let Err(problem) = luggage.known.pin(&link.host, shown) {
                    warn!("{problem}");
                }
            }
            LinkCommand::Retry => {}
            LinkCommand::Leave => {
                link.leave();
                world.remove_resource::<MatchFeed>();
                screen.set(Screen::Menu);
                continue;
            }
            LinkCommand::Choose(choice) => {
                if let State::Playing(wire) = &link.state {
                    wire.choose(*choice);
                }
                continue;
            }
            LinkCommand::Ask(request) => {
                if let State::Playing(wire) = &link.state {
                    wire.request(request);
                }
                continue;
            }
        }
        let plan = link
            .place
            .as_ref()
            .and_then(|place| luggage.plan(place, link.own.as_ref()));
        if let Some(plan) = plan {
            link.last_failure = None;
            if let (Some(landing), Some(place)) = (&mut landing, &link.place) {
                landing.0 = place.chosen_on();
            }
            link.set_out(plan, Attempt::default());
            world.remove_resource::<MatchFeed>();
            screen.set(Screen::Connecting);
        }
    }
}
