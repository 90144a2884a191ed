//! Letters to be picked by whoever has no keyboard at hand: a board over the page, for the field that has the focus. Keys
//! go on writing into the field themselves, and the first of them puts the board away.

use bevy::input_focus::InputFocus;
use bevy::prelude::*;
use bevy::text::{EditableText, TextEdit};

use super::stride::Move;
use super::style::{self, UiFont};
use super::widgets::{Row, RowText};
use crate::bindings::Device;
use crate::input::fixed::Fixed;
use crate::input::labels::Labels;
use crate::words::Words;

/// What there is to pick, a row each; letters are small or large.
const ROWS: [&str; 5] = [
    "1234567890",
    "abcdefghij",
    "klmnopqrst",
    "uvwxyz,'+#",
    ".:-_/@[]!?",
];
/// How many stand in a row.
const COLUMNS: usize = 10;
/// What stands below them, and at which of their columns each begins.
const DEEDS: [(Deed, usize); 4] = [
    (Deed::Case, 0),
    (Deed::Space, 2),
    (Deed::Delete, 5),
    (Deed::Done, 8),
];
/// Size of a letter's place, and what lies between two, logical pixels.
const PLACE_PX: Vec2 = Vec2::new(50.0, 42.0);
const GAP_PX: f32 = 5.0;

/// What can be done beside picking a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Case,
    Space,
    Delete,
    Done,
}

/// What is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Letter(char),
    Deed(Deed),
}

/// The board of letters, while it is open.
#[derive(Resource, Debug, Default)]
pub struct Letters {
    field: Option<Entity>,
    row: usize,
    column: usize,
    large: bool,
}

impl Letters {
    /// The field that letters are picked for, while some are.
    pub(super) const fn field(&self) -> Option<Entity> {
        self.field
    }

    /// Letters are picked for this field from now on.
    pub fn open(&mut self, field: Entity) {
        *self = Self {
            field: Some(field),
            row: 1,
            ..Self::default()
        };
    }

    /// No letters are picked any more.
    pub(super) fn close(&mut self) {
        self.field = None;
    }

    /// Which of the deeds a column belongs to.
    fn deed_at(column: usize) -> usize {
        let begun = DEEDS.iter().rposition(|(_, begins)| *begins <= column);
        begun.unwrap_or_default()
    }

    fn letter(&self, row: usize, column: usize) -> Option<char> {
        let letter = ROWS.get(row)?.chars().nth(column)?;
        Some(if self.large {
            letter.to_ascii_uppercase()
        } else {
            letter
        })
    }

    fn mark(&self) -> Mark {
        let deed = DEEDS[Self::deed_at(self.column)].0;
        self.letter(self.row, self.column)
            .map_or(Mark::Deed(deed), Mark::Letter)
    }

    /// Does what a pad asks. Returns what becomes of the text by it.
    pub(super) fn press(&mut self, action: Move) -> Option<TextEdit> {
        let rows = ROWS.len() + 1;
        let sideways = |by: usize| {
            if self.row < ROWS.len() {
                return (self.column + by) % COLUMNS;
            }
            let step = if by == 1 { 1 } else { DEEDS.len() - 1 };
            DEEDS[(Self::deed_at(self.column) + step) % DEEDS.len()].1
        };
        match action {
            Move::Up => self.row = (self.row + rows - 1) % rows,
            Move::Down => self.row = (self.row + 1) % rows,
            Move::Left => self.column = sideways(COLUMNS - 1),
            Move::Right => self.column = sideways(1),
            Move::Back { .. } => self.close(),
            Move::Delete => return Some(TextEdit::Backspace),
            Move::Accept => match self.mark() {
                Mark::Letter(letter) => return Some(TextEdit::Insert(letter.to_string().into())),
                Mark::Deed(Deed::Case) => self.large = !self.large,
                Mark::Deed(Deed::Space) => return Some(TextEdit::Insert(" ".into())),
                Mark::Deed(Deed::Delete) => return Some(TextEdit::Backspace),
                Mark::Deed(Deed::Done) => self.close(),
            },
            Move::PageUp | Move::PageDown => self.large = !self.large,
            Move::First | Move::Last => {}
        }
        None
    }
}

/// Puts the board away once its field has the focus no more.
pub(super) fn keep(focus: Res<InputFocus>, mut letters: ResMut<Letters>) {
    if letters.field.is_some_and(|field| focus.get() != Some(field)) {
        letters.close();
    }
}

/// Everything of the board.
#[derive(Component)]
pub(super) struct Board;

/// What the board is made with.
struct Kit<'a> {
    letters: &'a Letters,
    font: &'a UiFont,
    words: &'a Words,
}

/// Shows the board as it is now.
pub(super) fn show(
    letters: Res<Letters>,
    (font, words, labels): (Res<UiFont>, Res<Words>, Res<Labels>),
    fields: Query<&EditableText>,
    boards: Query<Entity, With<Board>>,
    parents: Query<&ChildOf>,
    rows: Query<&Children, With<Row>>,
    titles: Query<&Text, With<RowText>>,
    mut drawn: Local<String>,
    mut commands: Commands,
) {
    let field = letters.field.and_then(|field| fields.get(field).ok());
    // The field itself counts as changed in every frame.
    let text = field.map(|field| field.value().to_string()).unwrap_or_default();
    if !letters.is_changed() && *drawn == text {
        return;
    }
    *drawn = text;
    for board in &boards {
        commands.entity(board).despawn();
    }
    let (Some(entity), Some(field)) = (letters.field, field) else {
        return;
    };
    let row = parents
        .iter_ancestors(entity)
        .find_map(|above| rows.get(above).ok());
    let title = row.and_then(|parts| parts.iter().find_map(|part| titles.get(part).ok()));
    let title = title.map_or(String::new(), |title| title.0.clone());
    let name = |fixed: Fixed| fixed.name(Device::Pad, &labels, &words).into();
    let hint = words.tell(
        "letters-hint",
        [
            ("accept", name(Fixed::ACCEPT)),
            ("delete", name(Fixed::DELETE)),
            ("back", name(Fixed::BACK)),
        ],
    );
    let kit = Kit {
        letters: &letters,
        font: &font,
        words: &words,
    };
    let root = Node {
        position_type: PositionType::Absolute,
        width: percent(100),
        bottom: px(24),
        justify_content: JustifyContent::Center,
        ..default()
    };
    let panel = Node {
        flex_direction: FlexDirection::Column,
        row_gap: px(GAP_PX),
        padding: UiRect::all(px(16)),
        border: UiRect::all(px(2)),
        border_radius: BorderRadius::all(px(8)),
        ..default()
    };
    let look = (BackgroundColor(style::INK), BorderColor::all(style::AMBER));
    commands
        .spawn((Board, root, GlobalZIndex(60), Pickable::IGNORE))
        .with_children(|root| {
            root.spawn((panel, look)).with_children(|panel| {
                panel.spawn((Text::new(title), font.text(17.0), TextColor(style::TEXT_DIM)));
                spawn_written(panel, &kit, &field.value().to_string());
                for row in 0..ROWS.len() {
                    spawn_letters(panel, &kit, row);
                }
                spawn_deeds(panel, &kit);
                panel.spawn((Text::new(hint), font.text(15.0), TextColor(style::TEXT_DIM)));
            });
        });
}

/// What is written so far. Its end is what one looks at.
fn spawn_written(panel: &mut ChildSpawnerCommands<'_>, kit: &Kit<'_>, text: &str) {
    let letters: Vec<char> = text.chars().collect();
    let shown: String = letters.iter().skip(letters.len().saturating_sub(34)).collect();
    panel.spawn((
        Text::new(format!("{shown}|")),
        kit.font.strong(24.0),
        TextColor(style::TEXT),
        TextLayout::no_wrap(),
    ));
}

fn spawn_row<'a>(panel: &'a mut ChildSpawnerCommands<'_>) -> EntityCommands<'a> {
    panel.spawn(Node {
        column_gap: px(GAP_PX),
        ..default()
    })
}

fn spawn_letters(panel: &mut ChildSpawnerCommands<'_>, kit: &Kit<'_>, row: usize) {
    spawn_row(panel).with_children(|places| {
        for column in 0..COLUMNS {
            let marked = (kit.letters.row, kit.letters.column) == (row, column);
            let letter = kit.letters.letter(row, column).map(String::from);
            spawn_place(places, kit, letter.unwrap_or_default(), 1, marked);
        }
    });
}

fn spawn_deeds(panel: &mut ChildSpawnerCommands<'_>, kit: &Kit<'_>) {
    spawn_row(panel).with_children(|places| {
        for (index, (deed, begins)) in DEEDS.into_iter().enumerate() {
            let ends = DEEDS.get(index + 1).map_or(COLUMNS, |(_, next)| *next);
            let text = match deed {
                Deed::Case if kit.letters.large => "abc".to_owned(),
                Deed::Case => "ABC".to_owned(),
                Deed::Space => kit.words.say("key-space"),
                Deed::Delete => kit.words.say("letters-delete"),
                Deed::Done => kit.words.say("letters-done"),
            };
            let marked = kit.letters.mark() == Mark::Deed(deed);
            spawn_place(places, kit, text, ends - begins, marked);
        }
    });
}

/// The place of a letter, or of a deed as wide as several.
fn spawn_place(
    places: &mut ChildSpawnerCommands<'_>,
    kit: &Kit<'_>,
    text: String,
    columns: usize,
    marked: bool,
) {
    let columns = columns as f32;
    let node = Node {
        width: px(PLACE_PX.x * columns + GAP_PX * (columns - 1.0)),
        height: px(PLACE_PX.y),
        justify_content: JustifyContent::Center,
        align_items: AlignItems::Center,
        border_radius: BorderRadius::all(px(5)),
        ..default()
    };
    let (ground, ink) = if marked {
        (style::AMBER, style::INK)
    } else {
        (style::SHADE, style::TEXT)
    };
    // The places are as large as they are, however large the player's letters.
    let face = kit.font.strong(21.0 / kit.font.scale);
    places.spawn((node, BackgroundColor(ground))).with_child((
        Text::new(text),
        face,
        TextColor(ink),
        TextLayout::no_wrap(),
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a board writes by these moves.
    fn written(letters: &mut Letters, moves: &[Move]) -> String {
        let mut text = String::new();
        for action in moves {
            match letters.press(*action) {
                Some(TextEdit::Insert(letters)) => text.push_str(&letters),
                Some(TextEdit::Backspace) => drop(text.pop()),
                _ => {}
            }
        }
        text
    }

    #[test]
    fn letters_are_picked_taken_away_and_done() {
        use Move::{Accept, Delete, Down, Left, Right, Up};
        let mut letters = Letters::default();
        letters.open(Entity::PLACEHOLDER);
        assert_eq!(written(&mut letters, &[Accept, Right, Accept]), "ab");
        assert_eq!(written(&mut letters, &[Accept, Accept, Delete, Up, Accept]), "b2");
        // Round the ends of rows and columns: to the other end, and to what stands below.
        assert_eq!(written(&mut letters, &[Left, Left, Accept]), "0");
        assert_eq!(letters.mark(), Mark::Letter('0'));
        written(&mut letters, &[Up]);
        assert_eq!(letters.mark(), Mark::Deed(Deed::Done));
        let deeds = [Deed::Delete, Deed::Space, Deed::Case, Deed::Done, Deed::Delete];
        for deed in deeds {
            written(&mut letters, &[Left]);
            assert_eq!(letters.mark(), Mark::Deed(deed));
        }
        written(&mut letters, &[Left]);
        assert_eq!(written(&mut letters, &[Accept]), " ");
        written(&mut letters, &[Left, Accept, Down, Down]);
        assert_eq!(written(&mut letters, &[Accept]), "A", "large now");
        written(&mut letters, &[Up, Up, Left, Accept]);
        assert_eq!(letters.field(), None);
    }

    #[test]
    fn whatever_an_address_or_a_name_is_made_of_is_there() {
        let letters = Letters::default();
        let all: String = (0..ROWS.len())
            .flat_map(|row| (0..COLUMNS).filter_map(move |column| Letters::default().letter(row, column)))
            .collect();
        for wanted in ('a'..='z').chain('0'..='9').chain(".:-[]".chars()) {
            assert!(all.contains(wanted), "{wanted}");
        }
        for row in ROWS {
            assert_eq!(row.chars().count(), COLUMNS);
        }
        assert_eq!(letters.field(), None);
    }
}
