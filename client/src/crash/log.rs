//! The last lines of the log, kept for a file about what broke.

use std::collections::VecDeque;
use std::fmt::{self, Write as _};
use std::sync::Mutex;

use bevy::app::App;
use bevy::log::tracing::field::{Field, Visit};
use bevy::log::tracing::{Event, Subscriber};
use bevy::log::tracing_subscriber::Layer;
use bevy::log::tracing_subscriber::layer::Context;
use bevy::log::{BoxedLayer, tracing_subscriber};

use super::peek;

/// Lines that are kept.
const LINES: usize = 40;
/// Most of a line that is kept, letters.
const LINE_MOST: usize = 400;

static LAST: Mutex<VecDeque<String>> = Mutex::new(VecDeque::new());

/// What was said last, oldest first.
pub(super) fn last() -> VecDeque<String> {
    peek(&LAST).unwrap_or_default()
}

/// What listens to the log.
struct Listener;

impl<S: Subscriber> Layer<S> for Listener {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let about = event.metadata();
        let mut line = Line(format!("{} {}:", about.level(), about.target()));
        event.record(&mut line);
        let line: String = line
            .0
            .chars()
            .take(LINE_MOST)
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .collect();
        // Should somebody be at it, the line is not worth the wait.
        if let Ok(mut last) = LAST.try_lock() {
            if last.len() >= LINES {
                last.pop_front();
            }
            last.push_back(line);
        }
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = if field.name() == "message" {
            write!(self.0, " {value:?}")
        } else {
            write!(self.0, " {}={value:?}", field.name())
        };
    }
}

/// For Bevy's log.
#[must_use]
pub fn layer(_: &mut App) -> Option<BoxedLayer> {
    let listener: Box<dyn Layer<tracing_subscriber::Registry> + Send + Sync> = Box::new(Listener);
    Some(listener)
}
