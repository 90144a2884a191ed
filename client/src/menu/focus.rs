//! Moving through a page with keys or pad, and showing where one is. There is always one row with the focus; the mouse
//! takes it along.

use std::collections::VecDeque;

use bevy::ecs::system::SystemParam;
use bevy::input::ButtonState;
use bevy::input::keyboard::KeyboardInput;
use bevy::input_focus::tab_navigation::{NavAction, TabIndex, TabNavigation};
use bevy::input_focus::{FocusCause, InputFocus, InputFocusVisible};
use bevy::prelude::*;
use bevy::text::EditableText;
use bevy::ui_widgets::{
    Activate, ScrollIntoView, SetSliderValue, Slider, SliderRange, SliderThumb, SliderValue,
    SliderValueChange,
};

use super::letters::Letters;
use super::rebind::Capture;
use super::stride::{Move, Stride, begun};
use super::style::UiFont;
use super::widgets::{
    Cell, Choice, Chosen, Pressable, Reads, Row, RowText, Stepped, THUMB_PX, TRACK_PX, ValueText,
};
use super::{Back, Page, UiCue, style};
use crate::input::in_use::Pads;
use crate::words::Words;

/// How many rows a page is.
const PAGE_ROWS: usize = 10;

/// What has the focus and what it is.
#[derive(SystemParam)]
pub(super) struct Cursor<'w, 's> {
    focus: ResMut<'w, InputFocus>,
    visible: ResMut<'w, InputFocusVisible>,
    order: TabNavigation<'w, 's>,
    choices: Query<'w, 's, (), With<Choice>>,
    sliders: Query<'w, 's, (), With<Slider>>,
    fields: Query<'w, 's, (), With<EditableText>>,
    pressables: Query<'w, 's, (), With<Pressable>>,
    cells: Query<'w, 's, (Entity, &'static Cell)>,
    chosen: Query<'w, 's, (Entity, &'static Cell), With<Chosen>>,
    stops: Query<'w, 's, Entity, With<TabIndex>>,
    commands: Commands<'w, 's>,
    letters: ResMut<'w, Letters>,
    texts: Query<'w, 's, &'static mut EditableText>,
    cues: MessageWriter<'w, UiCue>,
    backs: MessageWriter<'w, Back>,
}

impl Cursor<'_, '_> {
    /// Whether keys are text just now.
    fn types(&self) -> bool {
        self.focus
            .get()
            .is_some_and(|entity| self.fields.contains(entity))
    }

    /// Whether the ends of a slider are what keys go to the ends of.
    fn slides(&self) -> bool {
        self.focus
            .get()
            .is_some_and(|entity| self.sliders.contains(entity))
    }

    /// Goes a page of rows up or down, and no further than to the end.
    fn leap(&mut self, down: bool) {
        let end = if down { NavAction::Last } else { NavAction::First };
        let Ok(end) = self.order.navigate(&InputFocus::default(), end) else {
            return;
        };
        let last = self.row_of(end);
        for _ in 0..PAGE_ROWS {
            let here = self.focus.get();
            if here.is_some_and(|here| self.row_of(here) == last) {
                break;
            }
            self.act(if down { Move::Down } else { Move::Up }, true);
        }
    }

    fn go(&mut self, to: NavAction) {
        if let Ok(next) = self.order.navigate(&self.focus, to) {
            let next = self.of_its_row(next);
            self.focus.set(next, FocusCause::Navigated);
            self.visible.0 = true;
            self.cues.write(UiCue::Move);
        }
    }

    /// Who comes into a row of cells comes to the one that holds, if one does.
    fn of_its_row(&self, stop: Entity) -> Entity {
        let Ok((_, cell)) = self.cells.get(stop) else {
            return stop;
        };
        let row = self.chosen.iter().filter(|(_, other)| other.row == cell.row);
        row.min_by_key(|(_, other)| other.column)
            .map_or(stop, |(chosen, _)| chosen)
    }

    /// Goes to another cell of the rows with cells, if there is one that way.
    fn go_beside(&mut self, from: Entity, action: Move) -> bool {
        let Ok((_, &at)) = self.cells.get(from) else {
            return false;
        };
        if matches!(action, Move::Accept | Move::Back { .. }) {
            return false;
        }
        let wanted = match action {
            Move::Up => at.row.checked_sub(1).map(|row| Cell { row, ..at }),
            Move::Down => Some(Cell {
                row: at.row + 1,
                ..at
            }),
            Move::Left => at.column.checked_sub(1).map(|column| Cell { column, ..at }),
            Move::Right => Some(Cell {
                column: at.column + 1,
                ..at
            }),
            _ => None,
        };
        let next = wanted.and_then(|wanted| self.cells.iter().find(|(_, cell)| **cell == wanted));
        if let Some((next, _)) = next {
            self.focus.set(next, FocusCause::Navigated);
            self.visible.0 = true;
            self.cues.write(UiCue::Move);
            return true;
        }
        // Out of the last row over whatever cells are left in it; at the sides there is nowhere to go.
        let row: Vec<Entity> = self
            .cells
            .iter()
            .filter(|(_, cell)| cell.row == at.row)
            .map(|(cell, _)| cell)
            .collect();
        let end = match action {
            Move::Up => row.iter().min_by_key(|cell| self.column_of(**cell)),
            Move::Down => row.iter().max_by_key(|cell| self.column_of(**cell)),
            _ => return true,
        };
        if let Some(&end) = end {
            self.focus.set(end, FocusCause::Navigated);
        }
        false
    }

    /// What stands in one row: by the row of its cells, else by itself.
    fn row_of(&self, stop: Entity) -> Result<usize, Entity> {
        self.cells.get(stop).map(|(_, cell)| cell.row).map_err(|_| stop)
    }

    fn column_of(&self, cell: Entity) -> usize {
        self.cells.get(cell).map_or(0, |(_, cell)| cell.column)
    }

    /// Does what a key (`from_key`) or a pad asks. Sliders hear keys themselves; only pads must be passed on to them.
    fn act(&mut self, action: Move, from_key: bool) {
        let focused = self.focus.get().filter(|&entity| self.stops.contains(entity));
        match action {
            Move::PageUp | Move::PageDown => return self.leap(action == Move::PageDown),
            Move::First => return self.go(NavAction::First),
            Move::Last => return self.go(NavAction::Last),
            _ => {}
        }
        if let Some(from) = focused
            && self.go_beside(from, action)
        {
            return;
        }
        match (action, focused) {
            (Move::Up, Some(_)) => self.go(NavAction::Previous),
            (Move::Down, Some(_)) => self.go(NavAction::Next),
            (Move::Back { .. }, _) => {
                self.backs.write(Back);
            }
            (Move::Left | Move::Right, Some(entity)) => {
                let step = if action == Move::Left { -1 } else { 1 };
                if self.choices.contains(entity) {
                    self.commands.trigger(Stepped { entity, step });
                    self.cues.write(UiCue::Move);
                } else if self.sliders.contains(entity) && !from_key {
                    let change = SliderValueChange::RelativeStep(step as f32);
                    self.commands.trigger(SetSliderValue { entity, change });
                }
            }
            (Move::Accept, Some(entity)) if !from_key && self.fields.contains(entity) => {
                self.letters.open(entity);
            }
            (Move::Accept, Some(entity))
                if self.fields.contains(entity) || self.pressables.contains(entity) =>
            {
                self.commands.trigger(Activate { entity });
            }
            (_, None) => self.go(NavAction::First),
            _ => {}
        }
    }

    /// Does what a pad asks: where letters are picked, it is for them.
    fn act_by_pad(&mut self, action: Move) {
        let Some(field) = self.letters.field() else {
            return self.act(action, false);
        };
        if let Some(edit) = self.letters.press(action)
            && let Ok(mut text) = self.texts.get_mut(field)
        {
            text.queue_edit(edit);
        }
        self.cues.write(UiCue::Move);
    }
}

/// Keys, repeats included, move the focus, in the order they came. What turns a page is the last thing a frame does:
/// the keys after it are meant for the next page.
pub(super) fn follow_keys(
    mut keys: MessageReader<KeyboardInput>,
    mut waiting: Local<VecDeque<Move>>,
    page: Res<State<Page>>,
    capture: Res<Capture>,
    mut cursor: Cursor,
) {
    // Read even while there is no page: the Escape that opens one must not wait here to close it again.
    if *page == Page::Closed || capture.is_on() {
        keys.clear();
        waiting.clear();
        return;
    }
    for key in keys.read().filter(|key| key.state == ButtonState::Pressed) {
        // Whoever types needs no letters to pick; the key that says so does nothing else but type.
        if cursor.letters.field().is_some() {
            cursor.letters.close();
            continue;
        }
        let has_its_own = cursor.types() || cursor.slides();
        waiting.push_back(match key.key_code {
            KeyCode::ArrowUp => Move::Up,
            KeyCode::ArrowDown => Move::Down,
            KeyCode::ArrowLeft => Move::Left,
            KeyCode::ArrowRight => Move::Right,
            KeyCode::Enter | KeyCode::NumpadEnter if !key.repeat => Move::Accept,
            KeyCode::Space if !key.repeat && !cursor.types() => Move::Accept,
            KeyCode::Escape if !key.repeat => Move::Back { start: false },
            KeyCode::PageUp => Move::PageUp,
            KeyCode::PageDown => Move::PageDown,
            KeyCode::Home if !has_its_own => Move::First,
            KeyCode::End if !has_its_own => Move::Last,
            _ => continue,
        });
    }
    while let Some(action) = waiting.pop_front() {
        cursor.act(action, true);
        if matches!(action, Move::Accept | Move::Back { .. }) {
            break;
        }
    }
}

/// Pads move the focus; a direction held goes on.
pub(super) fn follow_pads(
    pads: Pads,
    time: Res<Time<Real>>,
    page: Res<State<Page>>,
    capture: Res<Capture>,
    mut stride: Local<Stride>,
    mut cursor: Cursor,
) {
    if capture.is_on() || page.is_changed() {
        // A stick that is being bound is still pushed when it is, and one that drove when a page comes up.
        stride.hold_back(&pads);
    }
    if capture.is_on() {
        return;
    }
    for action in pads.iter().flat_map(begun) {
        // On the way back into a match, what brakes there must not give it up.
        let held_over = matches!(action, Move::Back { start: false }) && *page == Page::Connecting;
        if !held_over {
            cursor.act_by_pad(action);
        }
    }
    if let Some(action) = stride.go_on(&pads, time.delta_secs()) {
        cursor.act_by_pad(action);
    }
}

/// The mouse takes the focus along when it moves, and not when a list moves below it.
pub(super) fn on_move(
    over: On<Pointer<bevy::picking::events::Move>>,
    rows: Query<(), With<Row>>,
    stops: Query<(), With<TabIndex>>,
    children: Query<&Children>,
    mut focus: ResMut<InputFocus>,
) {
    if stops.contains(over.entity) && focus.get() != Some(over.entity) {
        // A cell takes it from the row it is in.
        focus.set(over.entity, FocusCause::Navigated);
    }
    if !rows.contains(over.entity)
        || over.original_event_target() != over.entity && holds(over.entity, &focus, &children)
    {
        return;
    }
    let parts = std::iter::once(over.entity).chain(children.iter_descendants(over.entity));
    let stop = parts.into_iter().find(|&part| stops.contains(part));
    if let Some(stop) = stop.filter(|&stop| focus.get() != Some(stop)) {
        focus.set(stop, FocusCause::Navigated);
    }
}

/// Whether the focus is somewhere in a row.
fn holds(row: Entity, focus: &InputFocus, children: &Query<&Children>) -> bool {
    focus
        .get()
        .is_some_and(|stop| children.iter_descendants(row).any(|part| part == stop))
}

/// Should nothing have the focus (a row was removed, one clicked beside), the first row gets it.
pub(super) fn keep_focus(
    mut focus: ResMut<InputFocus>,
    stops: Query<(), With<TabIndex>>,
    order: TabNavigation,
    page: Res<State<Page>>,
) {
    let lost = focus.get().is_none_or(|entity| !stops.contains(entity));
    if lost
        && *page.get() != Page::Closed
        && let Ok(first) = order.navigate(&InputFocus::default(), NavAction::First)
    {
        focus.set(first, FocusCause::Navigated);
    }
}

/// Scrolls a list to the row with the focus. A row that was just built has a place only some frames later.
pub(super) fn reveal(
    focus: Res<InputFocus>,
    rows: Query<(), With<Row>>,
    parents: Query<&ChildOf>,
    mut frames_left: Local<u8>,
    mut commands: Commands,
) {
    if focus.is_changed() {
        *frames_left = 3;
    }
    if *frames_left == 0 {
        return;
    }
    *frames_left -= 1;
    let Some(stop) = focus.get() else { return };
    let row = std::iter::once(stop)
        .chain(parents.iter_ancestors(stop))
        .find(|&part| rows.contains(part));
    if let Some(entity) = row {
        commands.trigger(ScrollIntoView { entity });
    }
}

/// Paints rows: amber under the focus.
pub(super) fn paint_rows(
    focus: Res<InputFocus>,
    font: Res<UiFont>,
    rows: Query<(Entity, &mut BackgroundColor, &mut BorderColor, &mut UiTransform), With<Row>>,
    added: Query<(), Added<Row>>,
    parents: Query<&ChildOf>,
    children: Query<&Children>,
    mut texts: Query<&mut TextColor, With<RowText>>,
) {
    if !focus.is_changed() && added.is_empty() {
        return;
    }
    let on = |row: Entity| {
        focus
            .get()
            .is_some_and(|entity| entity == row || parents.iter_ancestors(entity).any(|above| above == row))
    };
    for (row, mut background, mut border, mut transform) in rows {
        let focused = on(row);
        background.0 = if focused { style::AMBER } else { font.panel() };
        *border = BorderColor::all(if focused {
            style::TEXT
        } else {
            style::DUSK.with_alpha(0.55)
        });
        transform.translation = if focused { Val2::px(10.0, 0.0) } else { Val2::ZERO };
        for part in children.iter_descendants(row) {
            if let Ok(mut color) = texts.get_mut(part) {
                color.0 = if focused { style::INK } else { style::TEXT };
            }
        }
    }
}

/// Paints the cells of rows: the one with the focus stands out of its row, the one that holds has an edge.
pub(super) fn paint_cells(
    focus: Res<InputFocus>,
    added: Query<(), Added<Cell>>,
    mut cells: Query<(Entity, &mut BackgroundColor, &mut BorderColor, Has<Chosen>), With<Cell>>,
) {
    if !focus.is_changed() && added.is_empty() {
        return;
    }
    for (cell, mut background, mut border, chosen) in &mut cells {
        let focused = focus.get() == Some(cell);
        background.0 = if focused { style::DUSK } else { style::INK };
        *border = BorderColor::all(match (focused, chosen) {
            (true, _) => style::TEXT,
            (false, true) => style::HORIZON,
            (false, false) => Color::NONE,
        });
    }
}

/// Shows the values of choices and sliders that changed.
pub(super) fn show_values(
    choices: Query<Ref<Choice>>,
    sliders: Query<(Entity, Ref<SliderValue>, &SliderRange, &Reads)>,
    words: Res<Words>,
    mut texts: Query<(&ValueText, &mut Text)>,
    children: Query<&Children>,
    mut thumbs: Query<&mut Node, With<SliderThumb>>,
) {
    for (whose, mut text) in &mut texts {
        if let Ok(choice) = choices.get(whose.0)
            && choice.is_changed()
        {
            text.0 = choice.options.get(choice.index).cloned().unwrap_or_default();
        }
        if let Ok((_, value, _, reads)) = sliders.get(whose.0)
            && value.is_changed()
        {
            text.0 = reads.0.reads(value.0, &words);
        }
    }
    for (slider, value, range, _) in &sliders {
        if !value.is_changed() {
            continue;
        }
        for part in children.iter_descendants(slider) {
            if let Ok(mut node) = thumbs.get_mut(part) {
                node.left = px(range.thumb_position(value.0) * (TRACK_PX - THUMB_PX));
            }
        }
    }
}
