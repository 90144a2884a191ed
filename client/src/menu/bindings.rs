//! Which key, button and stick does what, and how to change it: for each action two places of the device that is shown,
//! and a way back to what is usual.

use bevy::prelude::*;
use bevy::ui_widgets::{Activate, ValueChange};

use super::rebind::{Capture, Taken};
use super::widgets::{Cell, CellText, Column};
use super::{Page, Sheet, spot};
use crate::bindings::{Action, Bindings, Device, Place, SLOTS, Scheme};
use crate::input::fixed::Fixed;
use crate::input::labels::Labels;
use crate::input::names;
use crate::settings::{Section, Settings};
use crate::words::Words;

/// Width of a place, logical pixels.
const PLACE_PX: f32 = 150.0;

/// The page of settings that the bindings were opened from.
#[derive(Resource, Debug)]
pub(super) struct OpenedFrom(pub(super) Section);

/// What the page shows.
#[derive(Resource, Debug)]
struct View {
    device: Device,
    scheme: Scheme,
}

impl Default for View {
    fn default() -> Self {
        Self {
            device: Device::Keys,
            scheme: Scheme::Usual,
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<View>()
        .insert_resource(OpenedFrom(Section::Controls))
        .add_systems(OnEnter(Page::Bindings), open)
        .add_systems(
            Update,
            (rebuild, show_capture).chain().run_if(in_state(Page::Bindings)),
        )
        .add_systems(Update, forget.run_if(not(in_state(Page::Bindings))));
}

/// What was told on the page is not told when it is opened the next time. Not on leaving it, which laying it out anew is, too.
fn forget(mut capture: ResMut<Capture>) {
    if capture.taken.is_some() {
        capture.taken = None;
    }
}

/// What an action is called in the list.
fn title(action: Action, words: &Words) -> String {
    words.say(&format!("action-{}", action.name()))
}

fn open(
    mut sheet: Sheet,
    settings: Res<Settings>,
    labels: Res<Labels>,
    view: Res<View>,
    capture: Res<Capture>,
) {
    let device = view.device;
    let scheme = view.scheme;
    let taken = capture.taken;
    sheet.lay_wide(Page::Bindings, |column| {
        let words = column.words;
        column.heading(&words.say("bindings-title"));
        choices(column, device, scheme);
        column.list(|list| {
            for (row, action) in Action::ALL.into_iter().enumerate() {
                action_row(list, (row, action), device, &settings.bindings, &labels);
            }
        });
        column.back();
        if let Some(taken) = taken {
            column.line(told(taken, &labels, words));
        }
    });
}

/// That a trigger was taken from something.
fn told(taken: Taken, labels: &Labels, words: &Words) -> String {
    words.tell(
        "bindings-taken",
        [
            ("trigger", names::trigger(taken.trigger, labels, words).into()),
            ("to", title(taken.to, words).into()),
            ("from", title(taken.from, words).into()),
        ],
    )
}

/// The device that is shown, and ready-made bindings.
fn choices(column: &mut Column, device: Device, scheme: Scheme) {
    let words = column.words;
    let devices = vec![
        words.say("bindings-device-keys"),
        words.say("bindings-device-pad"),
    ];
    let shown = Device::ALL.iter().position(|known| *known == device).unwrap_or(0);
    column
        .told(words.say("bindings-device-help"))
        .choice(words.say("bindings-device"), devices, shown)
        .observe(
            |change: On<ValueChange<usize>>,
             mut view: ResMut<View>,
             mut spots: ResMut<spot::Spots>,
             mut next: ResMut<NextState<Page>>| {
                view.device = Device::ALL.get(change.value).copied().unwrap_or(Device::Keys);
                spots.return_to(Page::Bindings);
                next.set(Page::Bindings);
            },
        );
    let schemes = vec![
        words.say("bindings-scheme-usual"),
        words.say("bindings-scheme-left-hand"),
        words.say("bindings-scheme-right-hand"),
    ];
    let shown = Scheme::ALL.iter().position(|known| *known == scheme).unwrap_or(0);
    column
        .told(words.say("bindings-scheme-help"))
        .choice(words.say("bindings-scheme"), schemes, shown)
        .observe(|change: On<ValueChange<usize>>, mut view: ResMut<View>| {
            view.scheme = Scheme::ALL.get(change.value).copied().unwrap_or(Scheme::Usual);
        });
    column
        .told(words.say("bindings-load-help"))
        .button(words.say("bindings-load"))
        .observe(
            |_: On<Activate>,
             view: Res<View>,
             mut capture: ResMut<Capture>,
             mut settings: ResMut<Settings>| {
                let chosen = view.scheme.bindings();
                settings.bindings.take_device(view.device, &chosen);
                capture.taken = None;
            },
        );
}

/// An action with its two places, a way to have none, and the way back to what is usual.
fn action_row(
    list: &mut Column,
    (row, action): (usize, Action),
    device: Device,
    bindings: &Bindings,
    labels: &Labels,
) {
    let words = list.words;
    let slots = bindings.slots(action, device);
    let [first, second] =
        slots.map(|slot| slot.map_or_else(|| "–".to_owned(), |slot| names::trigger(slot, labels, words)));
    let cells = [
        (first, PLACE_PX),
        (second, PLACE_PX),
        ("×".to_owned(), 34.0),
        (words.say("bindings-reset"), 126.0),
    ];
    let help = match action {
        Action::Menu => {
            let always = ("menu", Fixed::LEAVE.name(device, labels, words).into());
            words.tell("bindings-menu-help", [always])
        }
        _ => words.say("bindings-row-help"),
    };
    list.told(help);
    list.cells(row, title(action, words), cells, |column, cell| {
        if column < SLOTS {
            let place = Place {
                action,
                device,
                slot: column,
            };
            cell.observe(move |_: On<Activate>, mut capture: ResMut<Capture>| capture.begin(place));
            return;
        }
        cell.observe(
            move |_: On<Activate>, mut capture: ResMut<Capture>, mut settings: ResMut<Settings>| {
                capture.taken = None;
                if column == SLOTS {
                    for slot in 0..SLOTS {
                        settings.bindings.bind(Place { action, device, slot }, None);
                    }
                    return;
                }
                let lost = settings.bindings.reset(action, device);
                let usual = settings
                    .bindings
                    .slots(action, device)
                    .into_iter()
                    .flatten()
                    .next();
                capture.taken = lost.first().zip(usual).map(|(&from, trigger)| Taken {
                    trigger,
                    to: action,
                    from,
                });
            },
        );
    });
}

/// The page anew once something is bound otherwise.
fn rebuild(
    settings: Res<Settings>,
    mut known: Local<Option<Bindings>>,
    mut spots: ResMut<spot::Spots>,
    mut next: ResMut<NextState<Page>>,
) {
    if !settings.is_changed() || known.as_ref() == Some(&settings.bindings) {
        return;
    }
    if known.replace(settings.bindings.clone()).is_some() && matches!(*next, NextState::Unchanged) {
        spots.return_to(Page::Bindings);
        next.set(Page::Bindings);
    }
}

/// Shows in its place that something is listened for, and that no more; and what stands on keys that were just seen.
fn show_capture(
    capture: Res<Capture>,
    view: Res<View>,
    (words, labels): (Res<Words>, Res<Labels>),
    settings: Res<Settings>,
    cells: Query<(&Cell, &Children)>,
    mut texts: Query<&mut Text, With<CellText>>,
) {
    if !capture.is_changed() && !labels.is_changed() {
        return;
    }
    for (cell, children) in &cells {
        let Some(&action) = Action::ALL.get(cell.row).filter(|_| cell.column < SLOTS) else {
            continue;
        };
        let wanted = capture
            .wanted()
            .is_some_and(|place| place.action == action && place.slot == cell.column);
        let bound = settings.bindings.slots(action, view.device)[cell.column];
        let shown = if wanted {
            words.say("bindings-listening")
        } else {
            bound.map_or_else(|| "–".to_owned(), |bound| names::trigger(bound, &labels, &words))
        };
        for child in children.iter() {
            if let Ok(mut text) = texts.get_mut(child)
                && text.0 != shown
            {
                text.0.clone_from(&shown);
            }
        }
    }
}
