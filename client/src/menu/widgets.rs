//! The rows menus are made of: buttons, choices, sliders, text fields and plain lines. A row shows by itself whether it
//! has the focus; what it does is up to whoever observes [`Activate`] or
//! [`ValueChange`](bevy::ui_widgets::ValueChange) on it.

use bevy::input_focus::AutoFocus;
use bevy::input_focus::tab_navigation::{TabGroup, TabIndex};
use bevy::picking::hover::Hovered;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

use super::Back;
use super::rebind::Capture;
use super::style::{self, UiFont};
use crate::words::Words;

mod cells;
mod choice;
mod field;
mod line;
mod list;
mod progress;
mod slider;
mod table;

pub use cells::{Cell, CellText, Chosen};
pub use choice::{Choice, Stepped, on_stepped};
pub use line::{Line, Marked, Texts};
pub(in crate::menu) use list::show_bars;
pub use progress::Progress;
pub(in crate::menu) use progress::fill;
pub use slider::{Reads, Scale, THUMB_PX, TRACK_PX};
pub use table::{COMPARED_PX, Compared};

/// Width of a page's column, logical pixels.
pub const COLUMN_PX: f32 = 520.0;
/// Width of the column of a page whose rows have more to say.
pub const WIDE_PX: f32 = 740.0;
const ROW_PX: f32 = 46.0;
const LABEL_PX: f32 = 22.0;

/// A row that can have the focus, itself or by a part of it.
#[derive(Component)]
pub struct Row;

/// A row that can be chosen: by Enter, by a click, by a pad. Not Bevy's button, which hears its keys before the focus
/// has moved by the keys that came first: at a low frame rate the wrong row would be chosen.
#[derive(Component)]
pub struct Pressable;

/// Text of a row: dark on amber while the row has the focus.
#[derive(Component)]
pub struct RowText;

/// The text that shows a choice or a slider's value; its row or slider.
#[derive(Component)]
pub struct ValueText(pub Entity);

/// What is told about a row while it has the focus.
#[derive(Component)]
pub struct Help(pub String);

/// Builds the rows of one page, top to bottom. The first row that can have the focus gets it.
pub struct Column<'a, 'w> {
    spawner: &'a mut ChildSpawnerCommands<'w>,
    font: &'a UiFont,
    /// The texts of the player's language.
    pub words: &'a Words,
    width_px: f32,
    focused: bool,
    help: Option<String>,
}

impl<'a, 'w> Column<'a, 'w> {
    /// Begins a column under a parent.
    pub fn new(
        spawner: &'a mut ChildSpawnerCommands<'w>,
        font: &'a UiFont,
        words: &'a Words,
        width_px: f32,
    ) -> Self {
        Self {
            spawner,
            font,
            words,
            width_px,
            focused: false,
            help: None,
        }
    }

    /// What is told about the next row while it has the focus.
    pub fn told(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// A heading.
    pub fn heading(&mut self, text: &str) {
        self.spawner.spawn((
            Text::new(text.to_uppercase()),
            self.font.strong(40.0),
            style::wide(40.0),
            TextColor(style::TEXT),
            style::edge(),
            Node {
                margin: UiRect::bottom(px(14)),
                flex_shrink: 0.0,
                ..default()
            },
        ));
    }

    /// The name of the game, in the widest letters there are, over a line of small ones.
    pub fn banner(&mut self, name: &str, below: &str, color: Color) {
        let font = self.font;
        // One node, so that nothing of it gives way to what stands below.
        let both = Node {
            flex_direction: FlexDirection::Column,
            flex_shrink: 0.0,
            ..default()
        };
        self.spawner.spawn(both).with_children(|parts| {
            parts.spawn((
                Text::new(name),
                // As wide as the page bears, however large the player's letters are.
                font.strong(122.0 / font.scale),
                style::wide(60.0),
                TextColor(color),
                TextShadow {
                    offset: Vec2::new(5.0, 6.0),
                    color: style::DUSK.with_alpha(0.9),
                },
                // Stretched: the face itself is narrower than the art direction wants.
                UiTransform {
                    scale: Vec2::new(1.18, 0.86),
                    translation: Val2::px(37.0, 0.0),
                    ..default()
                },
                Node {
                    margin: UiRect {
                        top: px(-34),
                        bottom: px(-26),
                        ..default()
                    },
                    ..default()
                },
            ));
            parts.spawn((
                Text::new(below.to_uppercase()),
                font.strong(19.0),
                bevy::text::LetterSpacing::Px(9.0),
                TextColor(style::HORIZON),
                style::edge(),
                Node {
                    margin: UiRect {
                        bottom: px(16),
                        left: px(4),
                        ..default()
                    },
                    ..default()
                },
            ));
        });
    }

    /// A line to read. Returns it, so that it can be marked.
    pub fn line(&mut self, text: impl Into<String>) -> EntityCommands<'_> {
        self.spawner.spawn((
            Text::new(text),
            self.font.text(19.0),
            TextColor(self.font.dim()),
            style::edge(),
            Node {
                max_width: px(self.width_px),
                margin: UiRect::vertical(px(5)),
                flex_shrink: 0.0,
                ..default()
            },
        ))
    }

    /// A button that only the mouse can press: for what a key that is still held from the match must not do.
    pub fn mouse_button(&mut self, label: impl Into<String>) -> EntityCommands<'_> {
        let label = self.label(label);
        let row = self.row();
        self.spawner.spawn((row, Pressable, children![label]))
    }

    /// A button with a line of small letters below its label. Observe [`Activate`].
    pub fn entry(&mut self, label: impl Into<String>, below: impl Into<String>) -> EntityCommands<'_> {
        let label = self.label(label);
        let below = (
            Text::new(below),
            self.font.text(17.0),
            TextColor(style::TEXT),
            RowText,
            Pickable::IGNORE,
        );
        let node = Node {
            flex_direction: FlexDirection::Column,
            ..default()
        };
        let focus = self.take_focus();
        let row = self.row();
        let mut row = self.spawner.spawn((
            row,
            Pressable,
            TabIndex(0),
            children![(node, Pickable::IGNORE, children![label, below])],
        ));
        if focus {
            row.insert(AutoFocus);
        }
        row
    }

    /// Something to read that can have the focus, so that whoever reads on scrolls on.
    pub fn passage(&mut self, label: impl Into<String>, text: impl Into<String>) -> EntityCommands<'_> {
        let mut row = self.entry(label, text);
        row.remove::<Pressable>();
        row
    }

    /// A button. Observe [`Activate`].
    pub fn button(&mut self, label: impl Into<String>) -> EntityCommands<'_> {
        let label = self.label(label);
        let focus = self.take_focus();
        let row = self.row();
        let mut row = self
            .spawner
            .spawn((row, Pressable, TabIndex(0), children![label]));
        if focus {
            row.insert(AutoFocus);
        }
        row
    }

    /// A button that leads back to where the player came from.
    pub fn back(&mut self) -> EntityCommands<'_> {
        self.back_by(self.words.say("back"))
    }

    /// The same, called something else.
    pub fn back_by(&mut self, label: impl Into<String>) -> EntityCommands<'_> {
        let mut button = self.button(label);
        button.observe(|_: On<Activate>, mut back: MessageWriter<Back>| {
            back.write(Back);
        });
        button
    }

    fn label(&self, text: impl Into<String>) -> impl Bundle {
        (
            Text::new(text),
            self.font.strong(LABEL_PX),
            style::wide(LABEL_PX * 0.5),
            TextColor(style::TEXT),
            RowText,
            Pickable::IGNORE,
        )
    }

    fn take_focus(&mut self) -> bool {
        !std::mem::replace(&mut self.focused, true)
    }

    /// What every row has.
    fn row(&mut self) -> impl Bundle + use<> {
        let node = Node {
            width: px(self.width_px),
            min_height: px(ROW_PX * self.font.scale),
            flex_shrink: 0.0,
            padding: UiRect::axes(px(18), px(4)),
            border: UiRect::left(px(6)),
            border_radius: BorderRadius::right(px(6)),
            align_items: AlignItems::Center,
            justify_content: JustifyContent::SpaceBetween,
            column_gap: px(16),
            ..default()
        };
        (
            Row,
            Help(self.help.take().unwrap_or_default()),
            Hovered::default(),
            node,
            BackgroundColor(self.font.panel()),
            BorderColor::all(Color::NONE),
        )
    }
}

/// The column all rows of a page stand in; arrow keys and Tab go round in it.
pub fn column(width_px: f32) -> impl Bundle {
    (
        Node {
            flex_direction: FlexDirection::Column,
            width: px(width_px),
            max_height: percent(100),
            flex_shrink: 1.0,
            row_gap: px(4),
            ..default()
        },
        // Not a modal one, in which a focus that was lost (by a click beside the rows) could not be found again.
        TabGroup::new(0),
    )
}

/// A click chooses a row.
pub fn on_click(
    mut click: On<Pointer<Click>>,
    rows: Query<(), With<Pressable>>,
    capture: Res<Capture>,
    mut commands: Commands,
) {
    // A click that is to be bound is no choice.
    if !capture.is_on() && rows.contains(click.entity) && click.button == PointerButton::Primary {
        click.propagate(false);
        commands.trigger(Activate { entity: click.entity });
    }
}
