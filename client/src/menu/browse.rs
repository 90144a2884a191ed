//! Games to join: those on the local network as they come and go, those the player keeps or was in, and those of a list
//! that was handed round. Each is looked in at, and can be kept.

use bevy::ecs::system::SystemParam;
use bevy::input_focus::{AutoFocus, InputFocus};
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

use super::spot::Spots;
use super::widgets::{Chosen, Column, Line, Marked, Texts};
use super::{Page, Sheet, UiCue};
use crate::discovery::Discovery;
use crate::input::fixed::{Fingers, Fixed};
use crate::link::LinkCommand;
use crate::lookout::Lookout;
use crate::server_book::{SHARED_FILE, ServerBook};
use crate::standing;
use crate::words::Words;

mod shelf;

use shelf::{Field, Listed, Shelf, State, View};

/// Widths of the columns, logical pixels: name, players, mode, arena, ping, what else there is to say.
const WIDTHS_PX: [f32; 6] = [300.0, 86.0, 204.0, 136.0, 86.0, 166.0];
/// Widths of the cells that choose what is listed, and by what it is sorted.
const SHELF_PX: f32 = 150.0;
const FIELD_PX: f32 = 170.0;
/// Most letters of a name; beyond it the line would not fit.
const NAME_LETTERS: usize = 24;

/// The row of a game.
#[derive(Component, Clone, Debug, PartialEq)]
struct Game {
    server: Listed,
    /// How far down it stands.
    index: usize,
}

/// A row below the list, by its place there.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
struct Below(usize);

/// What had the focus when the list was built anew, and has it again.
#[derive(Resource, Default, Debug, PartialEq)]
enum Spot {
    /// The first of what there is.
    #[default]
    First,
    /// What chooses what is listed.
    Above,
    Game(String, usize),
    Below(usize),
}

impl Spot {
    /// Which of these games that is.
    fn among(&self, games: &[Listed]) -> Option<usize> {
        match self {
            Self::First => (!games.is_empty()).then_some(0),
            Self::Above | Self::Below(_) => None,
            Self::Game(key, index) => {
                let same = games.iter().position(|game| game.key == *key);
                // A game that is gone leaves the focus to the one that took its place.
                same.or_else(|| Some((*index).min(games.len().checked_sub(1)?)))
            }
        }
    }
}

/// What is shown of which games, from one visit to the next.
#[derive(Resource, Default)]
struct Browsing(View);

/// Whether the player has pressed anything since the page was opened: from then on the focus is theirs.
#[derive(Resource, Default)]
struct Touched(bool);

/// Most times in a row that the page is laid out anew, and how often a second after that: strangers decide how often their
/// games come and go.
const LAYOUTS: f32 = 12.0;
const LAYOUTS_PER_S: f32 = 2.0;
/// How often servers are looked up again, whether or not anything is known to have changed, seconds.
const LOOK_EACH_S: f32 = 1.0;

/// How many layouts are left.
#[derive(Debug)]
struct Patience(f32);

impl Default for Patience {
    fn default() -> Self {
        Self(LAYOUTS)
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Spot>()
        .init_resource::<Browsing>()
        .init_resource::<Lookout>()
        .init_resource::<Touched>()
        .add_systems(OnEnter(Page::Browse), open)
        .add_systems(
            Update,
            (
                (touch, renew, take_keys).chain().run_if(in_state(Page::Browse)),
                stop.run_if(not(in_state(Page::Browse))),
            ),
        );
}

fn open(
    mut sheet: Sheet,
    browsing: Res<Browsing>,
    book: Res<ServerBook>,
    mut discovery: ResMut<Discovery>,
    mut lookout: ResMut<Lookout>,
    mut spot: ResMut<Spot>,
) {
    discovery.start();
    let view = browsing.0;
    let games = view.list(&book, &discovery, &mut lookout);
    let spot = std::mem::take(&mut *spot);
    let focused = spot.among(&games);
    let problem = discovery.problem().filter(|_| view.shelf == Shelf::Network);
    sheet.lay_whole(Page::Browse, |column| {
        let words = column.words;
        column.heading(&words.say("browse-title"));
        shelves(column, &view);
        fields(column, &view);
        column.list(|list| {
            for (index, server) in games.iter().enumerate() {
                let kept = book.is_favourite(&server.address);
                game(list, server, index, kept, focused == Some(index));
            }
            if let Some(problem) = problem {
                list.line(words.telling(&problem));
            } else if games.is_empty() {
                list.line(nothing(&view, words));
            }
        });
        for place in 0..2 {
            let mut button = if place == 0 {
                let mut button = column.button(words.say("address-title"));
                button.observe(super::front::turn_to(Page::Address));
                button
            } else {
                column.back()
            };
            button.insert(Below(place));
            if spot == Spot::Below(place) {
                button.insert(AutoFocus);
            }
        }
    });
}

/// Why nothing is listed.
fn nothing(view: &View, words: &Words) -> String {
    if view.not_full || view.not_empty {
        return words.say("browse-all-left-out");
    }
    match view.shelf {
        Shelf::Network => words.say("browse-looking"),
        Shelf::Favourites => words.say("browse-no-favourites"),
        Shelf::Recent => words.say("browse-no-recent"),
        Shelf::Shared => words.tell("browse-no-list", [("file", SHARED_FILE.into())]),
    }
}

/// The row that chooses what is listed and what is left out.
fn shelves(column: &mut Column, view: &View) {
    let words = column.words;
    let cells = [
        "browse-network",
        "browse-favourites",
        "browse-recent",
        "browse-list",
        "browse-not-full",
        "browse-not-empty",
    ]
    .map(|key| (words.say(key), SHELF_PX));
    let label = words.say("browse-show");
    column.cells(0, label, cells, |place, cell| {
        let on = match place {
            4 => view.not_full,
            5 => view.not_empty,
            _ => Shelf::ALL.get(place) == Some(&view.shelf),
        };
        if on {
            cell.insert(Chosen);
        }
        cell.observe(
            move |_: On<Activate>,
                  mut browsing: ResMut<Browsing>,
                  mut lookout: ResMut<Lookout>,
                  mut again: Again| {
                match place {
                    4 => browsing.0.not_full = !browsing.0.not_full,
                    5 => browsing.0.not_empty = !browsing.0.not_empty,
                    _ => {
                        let shelf = Shelf::ALL.get(place).copied().unwrap_or_default();
                        if browsing.0.shelf == shelf {
                            // Once more is to look once more.
                            lookout.forget();
                        }
                        browsing.0.shelf = shelf;
                    }
                }
                again.lay_out();
            },
        );
    });
}

/// The row that chooses what the list is sorted by.
fn fields(column: &mut Column, view: &View) {
    let words = column.words;
    let cells = Field::ALL.map(|field| {
        let name = words.say(match field {
            Field::Name => "browse-name",
            Field::Players => "browse-players",
            Field::Mode => "browse-mode",
            Field::Arena => "browse-arena",
            Field::Ping => "browse-ping",
        });
        let arrow = match view.sorted {
            Some((sorted, reversed)) if sorted == field => [" ↓", " ↑"][usize::from(reversed)],
            _ => "",
        };
        (format!("{name}{arrow}"), FIELD_PX)
    });
    let label = words.say("browse-sort");
    column.cells(1, label, cells, |place, cell| {
        let Some(field) = Field::ALL.get(place).copied() else {
            return;
        };
        if view.sorted.is_some_and(|(sorted, _)| sorted == field) {
            cell.insert(Chosen);
        }
        cell.observe(
            move |_: On<Activate>, mut browsing: ResMut<Browsing>, mut again: Again| {
                browsing.0.sort_by(field);
                again.lay_out();
            },
        );
    });
}

/// What is written of a game.
fn texts(server: &Listed, words: &Words) -> [String; WIDTHS_PX.len()] {
    let players = server
        .players
        .map_or_else(String::new, |(players, seats)| format!("{players}/{seats}"));
    let ping = server.ping_ms.map_or_else(String::new, |ping| {
        words.tell("browse-ms", [("count", i64::from(ping).into())])
    });
    let state = match server.state {
        State::Open => String::new(),
        State::Asking => words.say("browse-asking"),
        State::Locked => words.say("browse-locked"),
        State::OtherVersion => words.say("browse-other-version"),
        State::Closed => words.say("browse-closed"),
        State::Silent => words.say("browse-silent"),
    };
    let mut name: String = server.name.chars().take(NAME_LETTERS).collect();
    if name.len() < server.name.len() {
        name.push('…');
    }
    let mode = standing::mode(&server.mode, words);
    [name, players, mode, server.map.clone(), ping, state]
}

/// The row of a game.
fn game(list: &mut Column, server: &Listed, index: usize, kept: bool, focused: bool) {
    let words = list.words;
    let told = words.tell("browse-at", [("address", server.address.as_str().into())]);
    let mut row = list.told(told).line_of(Line {
        texts: texts(server, words).into_iter().zip(WIDTHS_PX).collect(),
        marked: kept,
    });
    row.insert(Game {
        server: server.clone(),
        index,
    });
    row.observe(
        |row: On<Activate>, games: Query<&Game>, mut link: MessageWriter<LinkCommand>| {
            if let Ok(game) = games.get(row.entity) {
                link.write(LinkCommand::Join(game.server.place.clone()));
            }
        },
    );
    row.observe(|marked: On<Marked>, games: Query<&Game>, mut keeper: Keeper| {
        if let Ok(game) = games.get(marked.entity) {
            keeper.toggle(game);
        }
    });
    if focused {
        row.insert(AutoFocus);
    }
}

/// Lays the page out anew, with the focus where it is.
#[derive(SystemParam)]
struct Again<'w> {
    spots: ResMut<'w, Spots>,
    spot: ResMut<'w, Spot>,
    next: ResMut<'w, NextState<Page>>,
}

impl Again<'_> {
    fn lay_out(&mut self) {
        *self.spot = Spot::Above;
        self.spots.return_to(Page::Browse);
        self.next.set(Page::Browse);
    }
}

/// Keeps games as favourites.
#[derive(SystemParam)]
struct Keeper<'w> {
    book: ResMut<'w, ServerBook>,
    spot: ResMut<'w, Spot>,
    next: ResMut<'w, NextState<Page>>,
    cues: MessageWriter<'w, UiCue>,
}

impl Keeper<'_> {
    /// Keeps a game, or keeps it no longer.
    fn toggle(&mut self, game: &Game) {
        let server = &game.server;
        let name = if server.name == server.address {
            ""
        } else {
            &server.name
        };
        let cue = match self.book.toggle(&server.address, name) {
            Ok(()) => UiCue::Accept,
            Err(problem) => {
                warn!("{problem}");
                UiCue::Error
            }
        };
        self.cues.write(cue);
        *self.spot = Spot::Game(server.key.clone(), game.index);
        self.next.set(Page::Browse);
    }
}

/// Keys and buttons of this page alone: one keeps the game with the focus, one has all of them looked at again.
fn take_keys(
    fingers: Fingers,
    focus: Res<InputFocus>,
    games: Query<&Game>,
    mut keeper: Keeper,
    mut lookout: ResMut<Lookout>,
) {
    // What turns the page otherwise comes first.
    if !matches!(*keeper.next, NextState::Unchanged) {
        return;
    }
    if fingers.began(Fixed::KEEP) {
        if let Some(game) = focus.get().and_then(|row| games.get(row).ok()) {
            keeper.toggle(game);
        }
    } else if fingers.began(Fixed::LOOK_AGAIN) {
        lookout.forget();
        keeper.cues.write(UiCue::Accept);
    }
}

/// What there is to list.
#[derive(SystemParam)]
struct Known<'w> {
    browsing: Res<'w, Browsing>,
    book: Res<'w, ServerBook>,
    discovery: ResMut<'w, Discovery>,
    lookout: ResMut<'w, Lookout>,
    words: Res<'w, Words>,
    time: Res<'w, Time<Real>>,
}

impl Known<'_> {
    fn list(&mut self) -> Vec<Listed> {
        let view = self.browsing.0;
        view.list(&self.book, &self.discovery, &mut self.lookout)
    }
}

/// Notes when the player takes the focus in hand.
fn touch(keys: Res<ButtonInput<KeyCode>>, pads: Query<&Gamepad>, mut touched: ResMut<Touched>) {
    let pressed = keys.get_just_pressed().next().is_some();
    if pressed || pads.iter().any(|pad| pad.get_just_pressed().next().is_some()) {
        touched.0 = true;
    }
}

/// Keeps the rows to what is known: what changed of a game is written anew where it stands; where games came, went or
/// changed places, the page is laid out anew.
fn renew(
    mut known: Known,
    mut rows: Query<(&mut Game, &Texts)>,
    mut written: Query<&mut Text>,
    mouse: Option<Res<ButtonInput<MouseButton>>>,
    mut layout: Layout,
    mut pending: Local<bool>,
    mut since_s: Local<f32>,
) {
    let seconds = known.time.delta_secs();
    *since_s += seconds;
    layout.patience.0 = (layout.patience.0 + seconds * LAYOUTS_PER_S).min(LAYOUTS);
    let came = known.discovery.take_change();
    *pending |= came | known.lookout.take_change() | (*since_s > LOOK_EACH_S);
    // What turns the page otherwise comes first.
    if !*pending || !matches!(*layout.again.next, NextState::Unchanged) {
        return;
    }
    (*pending, *since_s) = (false, 0.0);
    let listed = known.list();
    let mut shown: Vec<_> = rows.iter_mut().collect();
    shown.sort_by_key(|(game, _)| game.index);
    let keys = shown.iter().map(|(game, _)| &game.server.key);
    if keys.eq(listed.iter().map(|server| &server.key)) && !(came && listed.is_empty()) {
        for ((mut game, places), server) in shown.into_iter().zip(listed) {
            if game.server == server {
                continue;
            }
            for (place, now) in places.0.iter().zip(texts(&server, &known.words)) {
                if let Ok(mut text) = written.get_mut(*place) {
                    text.set_if_neq(Text(now));
                }
            }
            game.server = server;
        }
        return;
    }
    let pressed = mouse.is_some_and(|mouse| mouse.get_pressed().next().is_some());
    if pressed || layout.patience.0 < 1.0 {
        // A click is not to be torn from the row it began on.
        *pending = true;
        return;
    }
    layout.patience.0 -= 1.0;
    let focused = layout.focus.get().and_then(|row| rows.get(row).ok());
    layout.lay_out(focused.map(|(game, _)| game), rows.is_empty());
}

/// Lays the page out anew when games came or went.
#[derive(SystemParam)]
struct Layout<'w, 's> {
    focus: Res<'w, InputFocus>,
    below: Query<'w, 's, &'static Below>,
    touched: Res<'w, Touched>,
    again: Again<'w>,
    patience: Local<'s, Patience>,
}

impl Layout<'_, '_> {
    /// With the focus where it is; `focused` is the game that has it, `was_empty` says that none was listed.
    fn lay_out(&mut self, focused: Option<&Game>, was_empty: bool) {
        let below = self.focus.get().and_then(|row| self.below.get(row).ok());
        *self.again.spot = match (focused, below) {
            (Some(game), _) => Spot::Game(game.server.key.clone(), game.index),
            (None, Some(below)) => Spot::Below(below.0),
            // Where there was no game yet, the first one has the focus, as long as it is nobody's.
            (None, None) if was_empty && !self.touched.0 => Spot::First,
            (None, None) => return self.again.lay_out(),
        };
        self.again.next.set(Page::Browse);
    }
}

fn stop(mut discovery: ResMut<Discovery>, mut touched: ResMut<Touched>) {
    touched.0 = false;
    if discovery.searches() {
        discovery.stop();
    }
}
