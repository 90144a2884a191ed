//! Games found on the local network, as they come and go.

use bevy::input_focus::{AutoFocus, InputFocus};
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

use super::{Page, Sheet, capitalized};
use crate::discovery::{Discovery, Found};
use crate::link::{LinkCommand, Place};
use crate::standing;
use crate::words::Words;

/// The row of a game.
#[derive(Component, Clone, Debug, PartialEq, Eq)]
struct Game {
    id: String,
    /// How far down it stands.
    index: usize,
}

/// What had the focus when the list was built anew, and has it again.
#[derive(Resource, Default, Debug, PartialEq, Eq)]
enum Spot {
    #[default]
    First,
    Game(Game),
    Back,
}

impl Spot {
    /// Which row that is among these games; the way back comes after the last of them.
    fn among(self, games: &[Found]) -> Option<usize> {
        match self {
            Self::First => None,
            Self::Back => Some(games.len()),
            Self::Game(Game { id, index }) => {
                let same = games.iter().position(|game| game.id == id);
                // A game that is gone leaves the focus to the one that took its place.
                same.or_else(|| Some(index.min(games.len().saturating_sub(1))))
            }
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Spot>()
        .add_systems(OnEnter(Page::Browse), open)
        .add_systems(
            Update,
            (
                rebuild.run_if(in_state(Page::Browse)),
                stop.run_if(not(in_state(Page::Browse))),
            ),
        );
}

fn open(mut sheet: Sheet, mut discovery: ResMut<Discovery>, mut spot: ResMut<Spot>) {
    discovery.start();
    let games = discovery.games();
    let problem = discovery.problem();
    let focused = std::mem::take(&mut *spot).among(&games);
    sheet.lay_wide(Page::Browse, |column| {
        let words = column.words;
        column.heading(&words.say("browse-title"));
        column.list(|list| {
            for (index, game) in games.iter().enumerate() {
                let place = Place::Found(game.clone());
                let mut row = list.entry(title(game), details(game, words));
                row.insert(Game {
                    id: game.id.clone(),
                    index,
                });
                row.observe(move |_: On<Activate>, mut link: MessageWriter<LinkCommand>| {
                    link.write(LinkCommand::Join(place.clone()));
                });
                if focused == Some(index) {
                    row.insert(AutoFocus);
                }
            }
        });
        let mut back = column.button(words.say("back"));
        back.observe(super::front::turn_to(Page::Front));
        if focused == Some(games.len()) {
            back.insert(AutoFocus);
        }
        if let Some(problem) = problem {
            column.line(words.telling(&problem));
        } else if games.is_empty() {
            column.line(words.say("browse-looking"));
        }
    });
}

fn title(game: &Found) -> String {
    format!("{}   {}/{}", game.name, game.players, game.seats)
}

fn details(game: &Found, words: &Words) -> String {
    let key = if game.same_version {
        "browse-game"
    } else {
        "browse-game-other-version"
    };
    let address = game
        .addresses
        .first()
        .map(ToString::to_string)
        .unwrap_or_default();
    words.tell(
        key,
        [
            ("map", capitalized(&game.map).into()),
            ("mode", standing::mode(&game.mode, words).into()),
            ("address", address.into()),
        ],
    )
}

/// Builds the page anew when the list changed.
fn rebuild(
    mut discovery: ResMut<Discovery>,
    mut next: ResMut<NextState<Page>>,
    focus: Res<InputFocus>,
    games: Query<&Game>,
    mut spot: ResMut<Spot>,
) {
    // What turns the page otherwise comes first.
    if matches!(*next, NextState::Unchanged) && discovery.take_change() {
        *spot = match focus.get().and_then(|row| games.get(row).ok()) {
            Some(game) => Spot::Game(game.clone()),
            // Where there was no game yet, the way back had the focus for want of another row.
            None if games.is_empty() => Spot::First,
            None => Spot::Back,
        };
        next.set(Page::Browse);
    }
}

fn stop(mut discovery: ResMut<Discovery>) {
    if discovery.searches() {
        discovery.stop();
    }
}
