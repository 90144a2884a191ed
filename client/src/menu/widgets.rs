//! The rows menus are made of: buttons, choices, sliders, text fields and plain lines. A row shows by itself whether it
//! has the focus; what it does is up to whoever observes [`Activate`] or [`ValueChange`] on it.

use bevy::input_focus::AutoFocus;
use bevy::input_focus::tab_navigation::{TabGroup, TabIndex};
use bevy::picking::hover::Hovered;
use bevy::prelude::*;
use bevy::text::{EditableText, TextCursorStyle};
use bevy::ui_widgets::{
    Activate, ScrollArea, Slider, SliderPrecision, SliderRange, SliderStep, SliderThumb, SliderValue,
    TrackClick, ValueChange, slider_self_update,
};

use super::style::{self, UiFont};

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

/// One of several values, chosen with left and right.
#[derive(Component, Clone, Debug)]
pub struct Choice {
    /// What is shown for each.
    pub options: Vec<String>,
    /// The one chosen.
    pub index: usize,
}

impl Choice {
    /// The index `step` further, around the ends.
    #[must_use]
    pub fn stepped(&self, step: isize) -> usize {
        let count = self.options.len().max(1) as isize;
        (self.index as isize + step).rem_euclid(count) as usize
    }
}

/// The text that shows a choice or a slider's value; its row or slider.
#[derive(Component)]
pub struct ValueText(pub Entity);

/// How a slider's value reads.
#[derive(Component, Clone, Copy)]
pub struct Reads(pub fn(f32) -> String);

/// What a slider goes through.
pub struct Scale {
    /// Lowest and highest value.
    pub range: (f32, f32),
    /// What one press of a key changes.
    pub step: f32,
    /// How a value reads.
    pub reads: fn(f32) -> String,
}

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

    /// A table to read: a head, and lines of cells of these widths.
    pub fn table<const N: usize>(&mut self, widths: [f32; N], head: [&str; N], lines: &[[String; N]]) {
        let node = Node {
            flex_direction: FlexDirection::Column,
            padding: UiRect::axes(px(18), px(8)),
            margin: UiRect::bottom(px(8)),
            border_radius: BorderRadius::all(px(6)),
            align_self: AlignSelf::Start,
            ..default()
        };
        let font = self.font;
        let line = |table: &mut ChildSpawnerCommands<'_>, cells: [&str; N], color: Color| {
            table.spawn(Node::default()).with_children(|line| {
                for ((index, cell), width) in cells.into_iter().enumerate().zip(widths) {
                    let face = if index == 0 {
                        font.strong(17.0)
                    } else {
                        font.text(17.0)
                    };
                    let node = Node {
                        width: px(width),
                        ..default()
                    };
                    line.spawn((
                        Text::new(cell),
                        face,
                        TextColor(color),
                        TextLayout::no_wrap(),
                        node,
                    ));
                }
            });
        };
        self.spawner
            .spawn((node, BackgroundColor(style::PANEL)))
            .with_children(|table| {
                line(table, head, style::AMBER);
                for cells in lines {
                    line(table, cells.each_ref().map(String::as_str), style::TEXT);
                }
            });
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

    /// One of several values. Observe [`ValueChange<usize>`].
    pub fn choice(
        &mut self,
        label: impl Into<String>,
        options: Vec<String>,
        index: usize,
    ) -> EntityCommands<'_> {
        let label = self.label(label);
        let font = self.font.clone();
        let focus = self.take_focus();
        let shown = options.get(index).cloned().unwrap_or_default();
        let mut row = self.spawner.spawn((
            row(),
            Choice { options, index },
            Pressable,
            TabIndex(0),
            children![label],
        ));
        let whose = row.id();
        row.with_children(|parts| {
            parts
                .spawn(Node {
                    column_gap: px(12),
                    align_items: AlignItems::Center,
                    ..default()
                })
                .with_children(|parts| {
                    parts.spawn(arrow(&font, "‹")).observe(step(whose, -1));
                    parts.spawn((
                        Text::new(shown),
                        font.strong(LABEL_PX),
                        TextLayout::justify(Justify::Center),
                        TextColor(style::TEXT),
                        RowText,
                        ValueText(whose),
                        Node {
                            min_width: px(150),
                            justify_content: JustifyContent::Center,
                            ..default()
                        },
                    ));
                    parts.spawn(arrow(&font, "›")).observe(step(whose, 1));
                });
        });
        row.observe(move |_: On<Activate>, mut commands: Commands| {
            commands.trigger(Stepped {
                entity: whose,
                step: 1,
            });
        });
        if focus {
            row.insert(AutoFocus);
        }
        row
    }

    /// A value within a range. `changed` observes [`ValueChange<f32>`] on the slider.
    pub fn slider<M>(
        &mut self,
        label: impl Into<String>,
        scale: &Scale,
        value: f32,
        changed: impl bevy::ecs::system::IntoObserverSystem<ValueChange<f32>, (), M>,
    ) {
        let label = self.label(label);
        let font = self.font.clone();
        self.spawner
            .spawn((row(), children![label]))
            .with_children(|parts| {
                parts
                    .spawn(Node {
                        column_gap: px(14),
                        align_items: AlignItems::Center,
                        ..default()
                    })
                    .with_children(|parts| {
                        let mut slider = parts.spawn(slider(scale, value));
                        slider.with_children(slider_parts);
                        slider.observe(slider_self_update).observe(changed);
                        let whose = slider.id();
                        parts.spawn((
                            Text::new((scale.reads)(value)),
                            font.strong(LABEL_PX),
                            TextColor(style::TEXT),
                            RowText,
                            ValueText(whose),
                            TextLayout::no_wrap(),
                            Node {
                                min_width: px(78),
                                ..default()
                            },
                        ));
                    });
            });
    }

    /// A line of text to type, with a marker to find it by. Enter in it raises [`Activate`].
    pub fn field(
        &mut self,
        label: impl Into<String>,
        text: &str,
        most_letters: usize,
        marker: impl Bundle,
    ) -> Entity {
        let label = self.label(label);
        let font = self.font.clone();
        let focus = self.take_focus();
        let mut field = Entity::PLACEHOLDER;
        self.spawner
            .spawn((row(), children![label]))
            .with_children(|parts| {
                let mut editable = EditableText::new(text);
                editable.max_characters = Some(most_letters);
                let mut spawned = parts.spawn((
                    editable,
                    marker,
                    TextLayout::no_wrap(),
                    font.text(22.0),
                    TextColor(style::TEXT),
                    TextCursorStyle {
                        color: style::AMBER,
                        selection_color: style::DUSK,
                        unfocused_selection_color: Color::NONE,
                        selected_text_color: None,
                    },
                    TabIndex(0),
                    Node {
                        width: px(290),
                        padding: UiRect::axes(px(10), px(5)),
                        border: UiRect::all(px(1)),
                        border_radius: BorderRadius::all(px(4)),
                        ..default()
                    },
                    BorderColor::all(style::TEXT_DIM),
                    BackgroundColor(style::INK),
                ));
                if focus {
                    spawned.insert(AutoFocus);
                }
                field = spawned.id();
            });
        field
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

fn arrow(font: &UiFont, sign: &str) -> impl Bundle {
    (
        Text::new(sign),
        font.strong(30.0),
        TextColor(style::TEXT),
        RowText,
        Node {
            padding: UiRect::horizontal(px(8)),
            ..default()
        },
    )
}

fn slider(scale: &Scale, value: f32) -> impl Bundle + use<> {
    (
        Slider {
            track_click: TrackClick::Snap,
            ..default()
        },
        SliderValue(value),
        SliderRange::new(scale.range.0, scale.range.1),
        SliderStep(scale.step),
        SliderPrecision(2),
        Reads(scale.reads),
        TabIndex(0),
        Node {
            width: px(170),
            height: px(26),
            align_items: AlignItems::Center,
            ..default()
        },
    )
}

fn slider_parts(parts: &mut ChildSpawnerCommands<'_>) {
    parts.spawn((
        Node {
            width: percent(100),
            height: px(6),
            border_radius: BorderRadius::all(px(3)),
            ..default()
        },
        BackgroundColor(style::SHADE),
        Pickable::IGNORE,
    ));
    parts.spawn((
        SliderThumb,
        Node {
            position_type: PositionType::Absolute,
            width: px(14),
            height: px(26),
            border_radius: BorderRadius::all(px(4)),
            ..default()
        },
        BackgroundColor(style::TEXT),
    ));
}

/// A choice is to go on by a step.
#[derive(EntityEvent)]
pub struct Stepped {
    /// The choice.
    pub entity: Entity,
    /// How far.
    pub step: isize,
}

fn step(choice: Entity, step: isize) -> impl Fn(On<Pointer<Click>>, Commands) {
    move |mut click, mut commands| {
        click.propagate(false);
        commands.trigger(Stepped { entity: choice, step });
    }
}

/// A click chooses a row.
pub fn on_click(mut click: On<Pointer<Click>>, rows: Query<(), With<Pressable>>, mut commands: Commands) {
    if rows.contains(click.entity) && click.button == PointerButton::Primary {
        click.propagate(false);
        commands.trigger(Activate { entity: click.entity });
    }
}

/// Takes a step and tells of the new value.
pub fn on_stepped(stepped: On<Stepped>, mut choices: Query<&mut Choice>, mut commands: Commands) {
    if let Ok(mut choice) = choices.get_mut(stepped.entity) {
        choice.index = choice.stepped(stepped.step);
        commands.trigger(ValueChange {
            source: stepped.entity,
            value: choice.index,
            is_final: true,
        });
    }
}
