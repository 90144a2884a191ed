//! The sheet every page is laid out on: dark on the left so that it can be read, a column of rows, and below it what is
//! told about the row with the focus and which keys there are. Another language, or letters of another size, lay the open
//! page out anew.

use bevy::ecs::system::SystemParam;
use bevy::input_focus::InputFocus;
use bevy::prelude::*;

use super::style::{self, UiFont};
use super::widgets::{self, COLUMN_PX, Column, Help, WIDE_PX};
use super::{Page, spot};
use crate::bindings::Device;
use crate::input::fixed::Fixed;
use crate::input::in_use::InUse;
use crate::input::labels::Labels;
use crate::words::Words;

/// Left edge of everything, logical pixels.
const LEFT_PX: f32 = 72.0;
/// Height that pages are laid out for, logical pixels.
const HEIGHT_PX: f32 = 720.0;
/// Width of a column that leaves the right of the screen to what is shown there.
const BESIDE_PX: f32 = 640.0;
/// How far such a page covers the screen from the left, as a share of its height.
pub(super) const COVERED: f32 = (LEFT_PX + BESIDE_PX + 10.0) / HEIGHT_PX;
/// Width of a column that has the screen for itself.
pub(super) const WHOLE_PX: f32 = 1110.0;
/// How dark a page is at the right end of its column, and how soon that fades beside it, as a share of the screen, percent.
const DARK: (f32, f32) = (0.80, 42.0);

/// What the foot of a page takes: two lines of help and one of keys, logical pixels.
const FOOT_PX: f32 = 98.0;
/// Width of the help.
const HELP_PX: f32 = 860.0;

/// The root of the open page.
#[derive(Component)]
pub struct PageRoot;

/// Where the help for the row with the focus is shown.
#[derive(Component)]
pub(super) struct HelpText;

/// Where it is shown which keys or buttons the page knows.
#[derive(Component)]
pub(super) struct HintText(Page);

/// What a page is built with.
#[derive(SystemParam)]
pub struct Sheet<'w, 's> {
    /// For what else a page wants.
    pub commands: Commands<'w, 's>,
    /// How letters look.
    pub font: Res<'w, UiFont>,
    /// What they say.
    pub words: Res<'w, Words>,
}

impl Sheet<'_, '_> {
    /// Lays out a page. Call it on entering the page's state.
    pub fn lay(&mut self, page: Page, rows: impl FnOnce(&mut Column)) {
        self.spread(page, COLUMN_PX, DARK, rows);
    }

    /// Lays out a page whose rows need more room.
    pub fn lay_wide(&mut self, page: Page, rows: impl FnOnce(&mut Column)) {
        self.spread(page, WIDE_PX, DARK, rows);
    }

    /// Lays out a page beside which something is to be seen.
    pub fn lay_beside(&mut self, page: Page, rows: impl FnOnce(&mut Column)) {
        self.spread(page, BESIDE_PX, (0.86, 9.0), rows);
    }

    /// Lays out a page that takes all of the screen.
    pub fn lay_whole(&mut self, page: Page, rows: impl FnOnce(&mut Column)) {
        self.spread(page, WHOLE_PX, (0.92, 42.0), rows);
    }

    fn spread(
        &mut self,
        page: Page,
        width_px: f32,
        (dark, fade): (f32, f32),
        rows: impl FnOnce(&mut Column),
    ) {
        let (font, words) = (&*self.font, &*self.words);
        // Dark as far as the rows go.
        let reach = (LEFT_PX + width_px) / 1280.0 * 100.0;
        let stops = vec![
            ColorStop::percent(font.ground(0.94), 0.0),
            ColorStop::percent(font.ground(dark), reach),
            ColorStop::percent(font.ground(0.0).with_alpha(0.0), (reach + fade).min(100.0)),
        ];
        let root = Node {
            width: percent(100),
            height: percent(100),
            padding: UiRect {
                left: px(LEFT_PX),
                right: px(40),
                top: px(30),
                bottom: px(FOOT_PX * font.scale),
            },
            flex_direction: FlexDirection::Column,
            justify_content: JustifyContent::Center,
            ..default()
        };
        self.commands
            .spawn((
                PageRoot,
                DespawnOnExit(page),
                root,
                BackgroundGradient::from(LinearGradient::to_right(stops)),
                GlobalZIndex(50),
            ))
            .with_children(|parts| {
                parts
                    .spawn(widgets::column(width_px))
                    .with_children(|column| rows(&mut Column::new(column, font, words, width_px)));
                parts.spawn(foot(
                    HelpText,
                    font.text(18.0),
                    style::TEXT,
                    String::new(),
                    46.0 * font.scale,
                    HELP_PX,
                ));
                parts.spawn(foot(
                    HintText(page),
                    font.text(15.0),
                    font.dim(),
                    String::new(),
                    18.0,
                    1100.0,
                ));
            });
    }
}

/// A line at the bottom of the page, so high over its edge.
fn foot(
    marker: impl Bundle,
    face: TextFont,
    colour: Color,
    text: String,
    bottom_px: f32,
    width_px: f32,
) -> impl Bundle {
    (
        marker,
        Text::new(text),
        face,
        TextColor(colour),
        style::edge(),
        Node {
            position_type: PositionType::Absolute,
            bottom: px(bottom_px),
            left: px(LEFT_PX),
            max_width: px(width_px),
            ..default()
        },
    )
}

/// Which keys a page knows.
const fn hint(page: Page) -> &'static str {
    match page {
        // Every other key may still be held from the match that is sought again.
        Page::Connecting => "hint-connecting",
        Page::Bindings => "hint-bindings",
        Page::Garage => "hint-garage",
        Page::Browse => "hint-browse",
        _ => "hint-page",
    }
}

/// Shows the keys of the page, or the buttons, as soon as those are what the player has in their hands.
pub(super) fn show_hint(
    (in_use, labels, words): (Res<InUse>, Res<Labels>, Res<Words>),
    fresh: Query<(), Added<HintText>>,
    mut shown: Query<(&HintText, &mut Text)>,
) {
    if !in_use.is_changed() && !labels.is_changed() && fresh.is_empty() {
        return;
    }
    let name = |fixed: Fixed| fixed.name(in_use.0, &labels, &words);
    let (ways, turn) = match in_use.0 {
        Device::Keys => {
            let turn = [
                ("left", name(Fixed::TURN_LEFT).into()),
                ("right", name(Fixed::TURN_RIGHT).into()),
            ];
            (words.say("hint-arrows"), words.tell("hint-turn", turn))
        }
        Device::Pad => (words.say("hint-cross"), words.say("pad-right-stick")),
    };
    for (hint_of, mut text) in &mut shown {
        let told = [
            ("ways", ways.clone().into()),
            ("turn", turn.clone().into()),
            ("accept", name(Fixed::ACCEPT).into()),
            ("back", name(Fixed::BACK).into()),
            ("leave", name(Fixed::LEAVE).into()),
            ("keep", name(Fixed::KEEP).into()),
            ("again", name(Fixed::LOOK_AGAIN).into()),
        ];
        let said = words.tell(hint(hint_of.0), told);
        if text.0 != said {
            text.0 = said;
        }
    }
}

/// Lays the open page out anew once texts or letters are others.
pub(super) fn renew(
    words: Res<Words>,
    font: Res<UiFont>,
    page: Res<State<Page>>,
    mut spots: ResMut<spot::Spots>,
    mut next: ResMut<NextState<Page>>,
) {
    let changed = (words.is_changed() && !words.is_added()) || (font.is_changed() && !font.is_added());
    if changed && *page != Page::Closed && matches!(*next, NextState::Unchanged) {
        spots.return_to(*page.get());
        next.set(*page.get());
    }
}

/// Shows what is told about the row with the focus.
pub(super) fn show_help(
    focus: Res<InputFocus>,
    fresh: Query<(), Added<HelpText>>,
    helps: Query<&Help>,
    changed: Query<(), Changed<Help>>,
    parents: Query<&ChildOf>,
    mut shown: Query<&mut Text, With<HelpText>>,
) {
    if !focus.is_changed() && fresh.is_empty() && changed.is_empty() {
        return;
    }
    let help = focus.get().and_then(|stop| {
        std::iter::once(stop)
            .chain(parents.iter_ancestors(stop))
            .find_map(|part| helps.get(part).ok())
    });
    let text = help.map_or("", |help| help.0.as_str());
    for mut shown in &mut shown {
        if shown.0 != text {
            text.clone_into(&mut shown.0);
        }
    }
}
