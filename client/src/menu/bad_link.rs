//! Makes one's own link worse while the match goes on, to see what distance does to it. What is chosen holds at once.

use bevy::prelude::*;
use bevy::ui_widgets::{Activate, ValueChange};

use super::{Page, Sheet};
use crate::link::Handicap;
use crate::words::{Argument, Words};

/// A row of the page: its label, what there is to choose from, how a choice reads, and what it sets. Label and unit are
/// keys of texts.
struct Kind {
    label: &'static str,
    steps: &'static [f32],
    unit: &'static str,
    of: fn(&mut Handicap) -> &mut f32,
}

const ROWS: [Kind; 3] = [
    Kind {
        label: "bad-link-round-trip",
        steps: &[0.0, 25.0, 50.0, 100.0, 150.0, 200.0, 300.0, 500.0],
        unit: "bad-link-ms",
        of: |handicap| &mut handicap.latency_ms,
    },
    Kind {
        label: "bad-link-jitter",
        steps: &[0.0, 5.0, 10.0, 20.0, 40.0, 80.0],
        unit: "bad-link-spread-ms",
        of: |handicap| &mut handicap.jitter_ms,
    },
    Kind {
        label: "bad-link-loss",
        steps: &[0.0, 1.0, 2.0, 5.0, 10.0, 20.0],
        unit: "unit-percent",
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

/// How a step reads.
fn reads(kind: &Kind, step: f32, words: &Words) -> String {
    if step > 0.0 {
        words.tell(kind.unit, [("count", Argument::Count(step.round() as i64))])
    } else {
        words.say("bad-link-none")
    }
}

fn open(mut sheet: Sheet, handicap: Res<Handicap>) {
    let mut now = *handicap;
    sheet.lay(Page::BadLink, |column| {
        let words = column.words;
        column.heading(&words.say("bad-link-title"));
        column.line(words.say("bad-link-told"));
        for kind in ROWS {
            let (steps, index) = options(&kind, *(kind.of)(&mut now));
            let shown = steps.iter().map(|step| reads(&kind, *step, words)).collect();
            column.choice(words.say(kind.label), shown, index).observe(
                move |change: On<ValueChange<usize>>, mut handicap: ResMut<Handicap>| {
                    if let Some(step) = steps.get(change.value) {
                        *(kind.of)(&mut handicap) = *step;
                    }
                },
            );
        }
        column.button(words.say("bad-link-off")).observe(
            |_: On<Activate>, mut handicap: ResMut<Handicap>, mut next: ResMut<NextState<Page>>| {
                *handicap = Handicap::default();
                // The page anew, with what holds now.
                next.set(Page::BadLink);
            },
        );
        column.back();
    });
}
