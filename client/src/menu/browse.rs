//! Games found on the local network, as they come and go.

use bevy::prelude::*;
use bevy::ui_widgets::Activate;

use super::style::UiFont;
use super::{Page, build, capitalized};
use crate::discovery::{Discovery, Found};
use crate::link::{LinkCommand, Place};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Browse), open).add_systems(
        Update,
        (
            rebuild.run_if(in_state(Page::Browse)),
            stop.run_if(not(in_state(Page::Browse))),
        ),
    );
}

fn open(mut commands: Commands, font: Res<UiFont>, mut discovery: ResMut<Discovery>) {
    discovery.start();
    let games = discovery.games();
    let problem = discovery.problem();
    build(&mut commands, &font, Page::Browse, |column| {
        column.heading("Games on LAN");
        for game in &games {
            let place = Place::Found(game.clone());
            column.button(title(game)).observe(
                move |_: On<Activate>, mut link: MessageWriter<LinkCommand>| {
                    link.write(LinkCommand::Join(place.clone()));
                },
            );
            column.line(details(game));
        }
        column.button("Back").observe(super::front::turn_to(Page::Front));
        if let Some(problem) = problem {
            column.line(problem);
        } else if games.is_empty() {
            column.line(
                "Looking for games on your network. If a friend's game does not turn up, join it by the address \
                 that its host page shows.",
            );
        }
    });
}

fn title(game: &Found) -> String {
    format!("{}   {}/{}", game.name, game.players, game.seats)
}

fn details(game: &Found) -> String {
    let version = if game.same_version {
        ""
    } else {
        ", of another version"
    };
    let address = game
        .addresses
        .first()
        .map(ToString::to_string)
        .unwrap_or_default();
    format!("{}, {}, at {address}{version}", capitalized(&game.map), game.mode)
}

/// Builds the page anew when the list changed.
fn rebuild(mut discovery: ResMut<Discovery>, mut next: ResMut<NextState<Page>>) {
    // What turns the page otherwise comes first.
    if matches!(*next, NextState::Unchanged) && discovery.take_change() {
        next.set(Page::Browse);
    }
}

fn stop(mut discovery: ResMut<Discovery>) {
    if discovery.searches() {
        discovery.stop();
    }
}
