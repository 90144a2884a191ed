//! The rows menus are made of: buttons, choices, sliders, text fields and plain lines. A row shows by itself whether it
//! has the focus; what it does is up to whoever observes [`Activate`] or
//! [`ValueChange`](bevy::ui_widgets::ValueChange) on it.

use bevy::input_focus::AutoFocus;
use bevy::input_focus::tab_navigation::{TabGroup, TabIndex};
use bevy::picking::hover::Hovered;
use bevy::prelude::*;
use bevy::ui_widgets::{Activate, ScrollArea};

use super::style::{self, UiFont};

mod choice;
mod field;
mod slider;
mod table;

pub use choice::{Choice, Stepped, on_stepped};
pub use slider::{Reads, Scale};

/// Width of a page's column, logical pixels.
pub const COLUMN_PX: f32 = 520.0;
const ROW_PX: f32 = 50.0;
/// Most height of a list, logical pixels: what a page has beside its heading and a button or two.
const LIST_PX: f32 = 400.0;
const LABEL_PX: f32 = 24.0;

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

/// Builds the rows of one page, top to bottom. The first row that can have the focus gets it.
pub struct Column<'a, 'w> {
    spawner: &'a mut ChildSpawnerCommands<'w>,
    font: &'a UiFont,
    focused: bool,
}

impl<'a, 'w> Column<'a, 'w> {
    /// Begins a column under a parent.
    pub fn new(spawner: &'a mut ChildSpawnerCommands<'w>, font: &'a UiFont) -> Self {
        Self {
            spawner,
            font,
            focused: false,
        }
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
                ..default()
            },
        ));
    }

    /// The name of the game, in the widest letters there are, over a line of small ones.
    pub fn banner(&mut self, name: &str, below: &str, color: Color) {
        self.spawner.spawn((
            Text::new(name),
            self.font.strong(150.0),
            style::wide(60.0),
            TextColor(color),
            TextShadow {
                offset: Vec2::new(5.0, 6.0),
                color: style::DUSK.with_alpha(0.9),
            },
            // Stretched: the face itself is narrower than the art direction wants.
            UiTransform {
                scale: Vec2::new(1.18, 0.86),
                translation: Val2::px(32.0, 0.0),
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
        self.spawner.spawn((
            Text::new(below.to_uppercase()),
            self.font.strong(19.0),
            bevy::text::LetterSpacing::Px(9.0),
            TextColor(style::HORIZON),
            style::edge(),
            Node {
                margin: UiRect {
                    bottom: px(22),
                    left: px(4),
                    ..default()
                },
                ..default()
            },
        ));
    }

    /// A line to read. Returns it, so that it can be marked.
    pub fn line(&mut self, text: impl Into<String>) -> EntityCommands<'_> {
        self.spawner.spawn((
            Text::new(text),
            self.font.text(20.0),
            TextColor(style::TEXT_DIM),
            style::edge(),
            Node {
                max_width: px(COLUMN_PX),
                margin: UiRect::vertical(px(5)),
                ..default()
            },
        ))
    }

    /// Rows that scroll where the page has no room for all of them.
    pub fn list(&mut self, rows: impl FnOnce(&mut Column<'_, '_>)) {
        let (font, mut focused) = (self.font, self.focused);
        let node = Node {
            flex_direction: FlexDirection::Column,
            row_gap: px(5),
            max_height: px(LIST_PX),
            overflow: Overflow::scroll_y(),
            ..default()
        };
        self.spawner.spawn((node, ScrollArea)).with_children(|spawner| {
            let mut list = Column {
                spawner,
                font,
                focused,
            };
            rows(&mut list);
            focused = list.focused;
        });
        self.focused = focused;
    }

    /// A button that only the mouse can press: for what a key that is still held from the match must not do.
    pub fn mouse_button(&mut self, label: impl Into<String>) -> EntityCommands<'_> {
        let label = self.label(label);
        self.spawner.spawn((row(), Pressable, children![label]))
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
        let mut row = self.spawner.spawn((
            row(),
            Pressable,
            TabIndex(0),
            children![(node, Pickable::IGNORE, children![label, below])],
        ));
        if focus {
            row.insert(AutoFocus);
        }
        row
    }

    /// A button. Observe [`Activate`].
    pub fn button(&mut self, label: impl Into<String>) -> EntityCommands<'_> {
        let label = self.label(label);
        let focus = self.take_focus();
        let mut row = self
            .spawner
            .spawn((row(), Pressable, TabIndex(0), children![label]));
        if focus {
            row.insert(AutoFocus);
        }
        row
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
}

/// The column all rows of a page stand in; arrow keys and Tab go round in it.
pub fn column() -> impl Bundle {
    (
        Node {
            flex_direction: FlexDirection::Column,
            width: px(COLUMN_PX),
            row_gap: px(5),
            ..default()
        },
        // Not a modal one, in which a focus that was lost (by a click beside the rows) could not be found again.
        TabGroup::new(0),
    )
}

fn row() -> impl Bundle {
    (
        Row,
        Hovered::default(),
        Node {
            width: px(COLUMN_PX),
            min_height: px(ROW_PX),
            flex_shrink: 0.0,
            padding: UiRect::axes(px(18), px(4)),
            border: UiRect::left(px(6)),
            border_radius: BorderRadius::right(px(6)),
            align_items: AlignItems::Center,
            justify_content: JustifyContent::SpaceBetween,
            ..default()
        },
        BackgroundColor(style::PANEL),
        BorderColor::all(Color::NONE),
    )
}

/// A click chooses a row.
pub fn on_click(mut click: On<Pointer<Click>>, rows: Query<(), With<Pressable>>, mut commands: Commands) {
    if rows.contains(click.entity) && click.button == PointerButton::Primary {
        click.propagate(false);
        commands.trigger(Activate { entity: click.entity });
    }
}
