//! The menus: one page at a time in a column on the left, over the backdrop or the match. A page is a state; entering
//! it builds its rows, leaving it takes them away. Every page works by keys, mouse and pad alike.

use bevy::input_focus::InputFocus;
use bevy::input_focus::tab_navigation::TabNavigationPlugin;
use bevy::prelude::*;

use crate::input::in_use::InUse;
use crate::input::labels::Labels;
use crate::phase::{FramePhase, Screen};
use crate::settings::Section;
use crate::words::{Telling, Words};

mod address;
mod bad_link;
mod bindings;
mod browse;
mod connecting;
mod council;
mod credits;
mod focus;
mod front;
mod garage;
mod hosting;
mod lesson;
mod letters;
mod message;
mod options;
mod pause;
mod people;
mod preferences;
pub mod rebind;
mod replays;
mod sheet;
mod spot;
mod stride;
pub mod style;
pub mod widgets;

pub(crate) use connecting::NextHint;
pub use letters::Letters;
pub(crate) use replays::Chosen as ChosenReplay;
pub use sheet::{PageRoot, Sheet};
use style::UiFont;

/// Which page is open.
#[derive(States, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Page {
    /// None: the match has the screen.
    #[default]
    Closed,
    /// The first one.
    Front,
    /// Which hog one drives, and what one is called.
    Garage,
    /// What to host.
    Hosting,
    /// Games to join.
    Browse,
    /// An address to join.
    Address,
    /// Who and what the game is made by.
    Credits,
    /// The pages of settings.
    Preferences,
    /// One of them.
    Options(Section),
    /// Which key does what.
    Bindings,
    /// In a match.
    Pause,
    /// What one has one's say in during a match.
    Council,
    /// What there is to vote for.
    Ballot,
    /// Who is in the match, and whom to hear.
    People,
    /// How much worse the link is to be.
    BadLink,
    /// Recorded matches.
    Replays,
    /// What to do with one of them.
    ReplayFile,
    /// Before a recorded match.
    ReplayMenu,
    /// On the way into a match.
    Connecting,
    /// Whether one wants to be taught to drive.
    LessonOffer,
    /// What comes after the lesson.
    Lesson,
    /// Something the player should read.
    Message,
}

/// The player wants to go back to where they came from.
#[derive(Message, Clone, Copy, Debug)]
pub struct Back;

/// Something in a menu to be heard.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UiCue {
    /// The focus or a value moved.
    Move,
    /// Something was chosen.
    Accept,
    /// A page was left.
    Back,
    /// Something went wrong.
    Error,
}

/// What the message page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeText {
    /// A word or two.
    pub title: Telling,
    /// What happened and what to do.
    pub text: Vec<Telling>,
    /// What the player can do about it.
    pub remedy: Remedy,
}

/// What helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Nothing: it is only to be known.
    None,
    /// Trying the same again.
    Retry,
    /// Accepting the server's new certificate.
    Trust,
    /// The password of the server at an address.
    Password {
        /// As [`crate::options::Address`] reads it.
        address: String,
    },
}

/// The page that the menu opens with when there is nothing to be told: where the player came from.
#[derive(Resource, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Landing(pub Page);

impl Default for Landing {
    fn default() -> Self {
        Self(Page::Front)
    }
}

/// What there is to be told as soon as the menu is back.
#[derive(Resource, Default, Debug)]
pub struct Notice(pub Option<NoticeText>);

/// Wires the menus up. Needs `StatesPlugin`, the input plugins, `InputFocusPlugin`, the UI widgets
/// and, for the fonts, `FeathersCorePlugin`.
pub fn plugin(app: &mut App) {
    app.init_state::<Page>()
        .init_resource::<Notice>()
        .init_resource::<Landing>()
        .init_resource::<UiFont>()
        .init_resource::<Words>()
        .init_resource::<spot::Spots>()
        .init_resource::<rebind::Capture>()
        .init_resource::<letters::Letters>()
        .init_resource::<InUse>()
        .init_resource::<Labels>()
        .add_message::<Back>()
        .add_message::<UiCue>()
        .add_plugins(TabNavigationPlugin)
        .add_plugins((
            front::plugin,
            garage::plugin,
            hosting::plugin,
            lesson::plugin,
            browse::plugin,
            address::plugin,
            preferences::plugin,
            options::plugin,
            bindings::plugin,
            pause::plugin,
            connecting::plugin,
            message::plugin,
            bad_link::plugin,
            replays::plugin,
            council::plugin,
        ))
        .add_plugins((people::plugin, credits::plugin))
        .add_observer(focus::on_move)
        .add_observer(widgets::on_click)
        .add_observer(widgets::on_stepped)
        .add_observer(on_activate)
        .add_systems(OnEnter(Screen::Menu), open_menu)
        .add_systems(OnEnter(Screen::Connecting), open_connecting)
        .add_systems(OnEnter(Screen::Match), close)
        .add_systems(OnEnter(Screen::Replay), close)
        .add_systems(OnEnter(Page::Closed), drop_focus)
        .add_systems(
            Update,
            (
                rebind::listen,
                focus::follow_keys,
                (focus::follow_pads, go_back)
                    .chain()
                    .run_if(not(in_state(Page::Closed))),
                (
                    keep_to_screen,
                    sheet::renew,
                    spot::keep,
                    focus::keep_focus,
                    focus::reveal,
                    focus::paint_rows,
                    focus::paint_cells,
                    focus::show_values,
                    widgets::show_bars,
                    widgets::fill,
                    sheet::show_help,
                    sheet::show_hint,
                    letters::keep,
                    letters::show,
                )
                    .chain(),
            )
                .chain()
                .in_set(FramePhase::Input),
        );
}

/// A name of a file as a name for people: `razorback` as `Razorback`, `dust_bowl` as `Dust bowl`.
#[must_use]
pub fn capitalized(name: &str) -> String {
    let spaced = name.replace(['_', '-'], " ");
    let mut letters = spaced.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A page that does not belong to the screen (a key or a change of the list came in between) makes way.
fn keep_to_screen(
    page: Res<State<Page>>,
    screen: Res<State<Screen>>,
    notice: Res<Notice>,
    mut next: ResMut<NextState<Page>>,
    next_screen: Res<NextState<Screen>>,
) {
    if !matches!(
        (&*next, &*next_screen),
        (NextState::Unchanged, NextState::Unchanged)
    ) {
        return;
    }
    let belongs = match (*screen.get(), *page.get()) {
        (Screen::Connecting, page) => page == Page::Connecting,
        (Screen::Match, page) => matches!(
            page,
            Page::Closed
                | Page::Pause
                | Page::Garage
                | Page::Council
                | Page::Ballot
                | Page::People
                | Page::Lesson
                | Page::Preferences
                | Page::Options(_)
                | Page::Bindings
                | Page::BadLink
        ),
        (Screen::Replay, page) => matches!(
            page,
            Page::Closed | Page::ReplayMenu | Page::Preferences | Page::Options(_) | Page::Bindings
        ),
        (Screen::Menu, page) => !matches!(
            page,
            Page::Closed
                | Page::Pause
                | Page::Council
                | Page::Ballot
                | Page::People
                | Page::BadLink
                | Page::Lesson
                | Page::Connecting
                | Page::ReplayMenu
        ),
    };
    if !belongs {
        next.set(match *screen.get() {
            Screen::Connecting => Page::Connecting,
            Screen::Match | Screen::Replay => Page::Closed,
            Screen::Menu => first(&notice, Page::Front),
        });
    }
}

/// Where a page leads back to; the bindings to the section they were opened from.
fn behind(page: Page, screen: Screen, section: Section) -> Page {
    match (page, screen) {
        (Page::Pause | Page::ReplayMenu | Page::Lesson, _) => Page::Closed,
        (Page::Ballot | Page::People, _) => Page::Council,
        (Page::Preferences, Screen::Replay) => Page::ReplayMenu,
        (Page::ReplayFile, _) => Page::Replays,
        (Page::Council | Page::Garage | Page::Preferences | Page::BadLink, Screen::Match) => Page::Pause,
        (Page::Address, _) => Page::Browse,
        (Page::Options(_), _) => Page::Preferences,
        (Page::Bindings, _) => Page::Options(section),
        // Leaving these is more than turning a page; they see to it themselves.
        (Page::Connecting | Page::Closed, _) => page,
        _ => Page::Front,
    }
}

fn go_back(
    mut backs: MessageReader<Back>,
    page: Res<State<Page>>,
    (screen, opened): (Res<State<Screen>>, Res<bindings::OpenedFrom>),
    mut landing: ResMut<Landing>,
    mut next: ResMut<NextState<Page>>,
    mut spots: ResMut<spot::Spots>,
    mut cues: MessageWriter<UiCue>,
) {
    if backs.read().count() == 0 {
        return;
    }
    let to = match page.get() {
        Page::Message => std::mem::take(&mut *landing).0,
        page => behind(*page, *screen.get(), opened.0),
    };
    if to != *page.get() {
        cues.write(UiCue::Back);
        spots.return_to(to);
        next.set(to);
    }
}

fn on_activate(_: On<bevy::ui_widgets::Activate>, mut cues: MessageWriter<UiCue>) {
    cues.write(UiCue::Accept);
}

/// The page the menu opens with: what there is to be told comes first, where the player can do something about it.
const fn first(notice: &Notice, landing: Page) -> Page {
    match &notice.0 {
        None => landing,
        Some(NoticeText {
            remedy: Remedy::Password { .. },
            ..
        }) => Page::Address,
        Some(_) => Page::Message,
    }
}

fn open_menu(
    notice: Res<Notice>,
    mut landing: ResMut<Landing>,
    mut next: ResMut<NextState<Page>>,
    mut cues: MessageWriter<UiCue>,
) {
    if notice.0.is_some() {
        cues.write(UiCue::Error);
    }
    // Who reads what went wrong comes back after it.
    let page = match &notice.0 {
        Some(_) => Page::Front,
        None => std::mem::take(&mut *landing).0,
    };
    next.set(first(&notice, page));
}

fn open_connecting(mut next: ResMut<NextState<Page>>) {
    next.set(Page::Connecting);
}

fn close(mut next: ResMut<NextState<Page>>) {
    next.set(Page::Closed);
}

fn drop_focus(mut focus: ResMut<InputFocus>) {
    focus.clear();
}
