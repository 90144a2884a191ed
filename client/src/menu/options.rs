//! The pages of settings: each row is made from the line that declares its setting.

use bevy::prelude::*;
use bevy::ui_widgets::{Activate, SliderValue, ValueChange};

use super::bindings::OpenedFrom;
use super::widgets::{Choice, Column, Scale};
use super::{Page, Sheet};
use crate::settings::{Borrowed, Entry, Kind, Section, Settings};
use crate::words::Words;

/// The setting that a row, or the slider in it, stands for.
#[derive(Component, Clone, Copy)]
pub(super) struct Shows(&'static Entry);

pub(super) fn plugin(app: &mut App) {
    for section in Section::ALL {
        app.add_systems(
            OnEnter(Page::Options(section)),
            move |sheet: Sheet, settings: Res<Settings>, borrowed: Option<Res<Borrowed>>| {
                open(sheet, &settings, section, borrowed.is_some());
            },
        );
    }
    app.add_systems(Update, follow.run_if(resource_changed::<Settings>));
}

fn open(mut sheet: Sheet, settings: &Settings, section: Section, borrowed: bool) {
    sheet.lay_wide(Page::Options(section), |column| {
        let words = column.words;
        column.heading(&words.say(&format!("section-{}", section.name())));
        column.list(|list| {
            for entry in section
                .entries()
                .iter()
                .filter(|entry| !borrowed || !Borrowed::has_row(entry))
            {
                row(list, entry, settings);
            }
        });
        if matches!(section, Section::Controls | Section::Accessibility) {
            column
                .told(words.say("bindings-help"))
                .button(words.say("bindings-title"))
                .observe(
                    move |_: On<Activate>,
                          mut opened: ResMut<OpenedFrom>,
                          mut next: ResMut<NextState<Page>>| {
                        opened.0 = section;
                        next.set(Page::Bindings);
                    },
                );
        }
        column
            .told(words.say("section-reset-help"))
            .button(words.say("section-reset"))
            .observe(move |_: On<Activate>, mut settings: ResMut<Settings>| settings.reset(section));
        column.back();
    });
}

/// The row of a setting.
fn row(list: &mut Column, entry: &'static Entry, settings: &Settings) {
    let words = list.words;
    let label = words.say(&entry.key());
    list.told(words.say(&format!("{}-help", entry.key())));
    if let Kind::Range {
        low,
        high,
        step,
        unit,
    } = entry.kind
    {
        let scale = Scale {
            range: (low, high),
            step,
            unit,
        };
        let change = move |change: On<ValueChange<f32>>, mut settings: ResMut<Settings>| {
            // A slider gives what a sum of steps comes to; the file and people want the step itself.
            let steps = ((change.value - low) / step).round();
            let figure = ((low + steps * step) * 1000.0).round() / 1000.0;
            settings.set(entry, figure.clamp(low, high));
        };
        list.slider(label, &scale, (entry.get)(settings), Shows(entry), change);
    } else {
        let mut row = list.choice(label, entry.options(words), entry.chosen(settings));
        row.insert(Shows(entry));
        row.observe(
            move |change: On<ValueChange<usize>>, mut settings: ResMut<Settings>| {
                settings.set(entry, entry.figure_of(change.value));
            },
        );
    }
}

/// Rows follow what changed by another way: a preset changes its parts.
fn follow(
    settings: Res<Settings>,
    words: Res<Words>,
    mut choices: Query<(&Shows, &mut Choice)>,
    sliders: Query<(Entity, &Shows, &SliderValue)>,
    mut commands: Commands,
) {
    for (shows, mut choice) in &mut choices {
        if matches!(shows.0.kind, Kind::Device) {
            let options = shows.0.options(&words);
            if choice.options != options {
                choice.options = options;
            }
        }
        let chosen = shows.0.chosen(&settings);
        if choice.index != chosen {
            choice.index = chosen;
        }
    }
    for (slider, shows, value) in &sliders {
        let figure = (shows.0.get)(&settings);
        if (value.0 - figure).abs() > 1e-4 {
            commands.entity(slider).insert(SliderValue(figure));
        }
    }
}
