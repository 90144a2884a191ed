//! Makes one's own link worse while the match goes on, to see what distance does to it. What is chosen holds at once.

use bevy::prelude::*;
use bevy::ui_widgets::{Activate, ValueChange};

use super::style::UiFont;
use super::{Back, Page, build};
use crate::link::Handicap;

/// A row of the page: its label, what there is to choose from, how a choice reads, and what it sets.
struct Kind {
    label: &'static str,
    steps: &'static [f32],
    reads: fn(f32) -> String,
    of: fn(&mut Handicap) -> &mut f32,
}

const ROWS: [Kind; 3] = [
    Kind {
        label: "Round trip",
        steps: &[0.0, 25.0, 50.0, 100.0, 150.0, 200.0, 300.0, 500.0],
        reads: |ms| format!("+{ms:.0} ms"),
        of: |handicap| &mut handicap.latency_ms,
    },
    Kind {
        label: "Jitter",
        steps: &[0.0, 5.0, 10.0, 20.0, 40.0, 80.0],
        reads: |ms| format!("±{ms:.0} ms"),
        of: |handicap| &mut handicap.jitter_ms,
    },
    Kind {
        label: "Loss each way",
        steps: &[0.0, 1.0, 2.0, 5.0, 10.0, 20.0],
        reads: |percent| format!("{percent:.0} %"),
        of: |handicap| &mut handicap.loss_percent,
    },
];

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::BadLink), open);
}

/// What there is to choose from, and which of it holds: what the command line asked for may lie in between.
fn options(kind: &Kind, now: f32) -> (Vec<f32>, usize) {
    let mut steps = kind.steps.to_vec();
    if !steps.contains(&now) {
        steps.push(now);
        steps.sort_by(f32::total_cmp);
    }
    let index = steps.iter().position(|step| *step == now).unwrap_or(0);
    (steps, index)
}

fn open(mut commands: Commands, font: Res<UiFont>, handicap: Res<Handicap>) {
    let mut now = *handicap;
    build(&mut commands, &font, Page::BadLink, |column| {
        column.heading("Bad link");
        column.line("Added to your own link until you take it off or quit. The round trip is split evenly, half each way.");
        for kind in ROWS {
            let (steps, index) = options(&kind, *(kind.of)(&mut now));
            let shown = steps
                .iter()
                .map(|step| {
                    if *step > 0.0 {
                        (kind.reads)(*step)
                    } else {
                        "None".to_owned()
                    }
                })
                .collect();
            column.choice(kind.label, shown, index).observe(
                move |change: On<ValueChange<usize>>, mut handicap: ResMut<Handicap>| {
                    if let Some(step) = steps.get(change.value) {
                        *(kind.of)(&mut handicap) = *step;
                    }
                },
            );
        }
        column.button("Take it all off").observe(
            |_: On<Activate>, mut handicap: ResMut<Handicap>, mut next: ResMut<NextState<Page>>| {
                *handicap = Handicap::default();
                // The page anew, with what holds now.
                next.set(Page::BadLink);
            },
        );
        column
            .button("Back")
            .observe(|_: On<Activate>, mut back: MessageWriter<Back>| {
                back.write(Back);
            });
    });
}
