//! Where on a page the focus was, so that one finds it there again: on the way back, and when the page is laid out anew.

use bevy::input_focus::tab_navigation::TabIndex;
use bevy::input_focus::{FocusCause, InputFocus};
use bevy::platform::collections::HashMap;
use bevy::prelude::*;

use super::Page;
use super::sheet::PageRoot;

/// Where the focus was on each page, by its place among what can have it.
#[derive(Resource, Default, Debug)]
pub(super) struct Spots {
    known: HashMap<Page, usize>,
    wanted: Option<Page>,
}

impl Spots {
    /// The next page is this one, and the focus is to be where it was on it.
    pub(super) const fn return_to(&mut self, page: Page) {
        self.wanted = Some(page);
    }
}

/// What can have the focus, in the order of the page.
fn stops(root: Entity, children: &Query<&Children>, stops: &Query<(), With<TabIndex>>) -> Vec<Entity> {
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(part) = open.pop() {
        if stops.contains(part) {
            found.push(part);
        }
        if let Ok(children) = children.get(part) {
            open.extend(children.iter().rev());
        }
    }
    found
}

/// Remembers where the focus is, or puts it where it was.
pub(super) fn keep(
    page: Res<State<Page>>,
    roots: Query<Entity, With<PageRoot>>,
    fresh: Query<(), Added<PageRoot>>,
    children: Query<&Children>,
    tabs: Query<(), With<TabIndex>>,
    mut spots: ResMut<Spots>,
    mut focus: ResMut<InputFocus>,
) {
    let Ok(root) = roots.single() else { return };
    if spots.wanted.is_some_and(|wanted| wanted != *page.get()) {
        // Not there yet, or the way led elsewhere.
        if !page.is_changed() {
            return;
        }
        spots.wanted = None;
    }
    let stops = stops(root, &children, &tabs);
    if !fresh.is_empty() && spots.wanted.take().is_some() {
        let place = spots.known.get(page.get()).copied().unwrap_or_default();
        if let Some(stop) = stops.get(place.min(stops.len().saturating_sub(1))) {
            focus.set(*stop, FocusCause::Navigated);
        }
    } else if let Some(place) = focus
        .get()
        .and_then(|stop| stops.iter().position(|known| *known == stop))
    {
        spots.known.insert(*page.get(), place);
    }
}
