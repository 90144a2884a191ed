//! The first page: the name of the game and the ways into a match.

use std::time::{SystemTime, UNIX_EPOCH};

use bevy::prelude::*;
use bevy::ui_widgets::Activate;

use super::style;
use super::{Page, Sheet};
use crate::host::HostPlan;
use crate::lesson::LessonCommand;
use crate::link::{LinkCommand, Place};
use crate::options::Options;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Front), open);
}

fn open(mut sheet: Sheet) {
    sheet.lay(Page::Front, |column| {
        let words = column.words;
        title(column);
        column.list(|column| {
            column.button(words.say("front-quick")).observe(
                |_: On<Activate>, options: Option<Res<Options>>, mut link: MessageWriter<LinkCommand>| {
                    let mut plan = HostPlan::quick_match().on_arena(some_number());
                    if let Some(options) = options {
                        plan = plan.with(&options);
                    }
                    link.write(LinkCommand::Join(Place::Own(plan)));
                },
            );
            column
                .button(words.say("browse-title"))
                .observe(turn_to(Page::Browse));
            column
                .button(words.say("hosting-title"))
                .observe(turn_to(Page::Hosting));
            column
                .button(words.say("garage-title"))
                .observe(turn_to(Page::Garage));
            column
                .button(words.say("lesson-title"))
                .observe(super::lesson::ask(LessonCommand::Begin));
            column
                .button(words.say("replays-title"))
                .observe(turn_to(Page::Replays));
            column
                .button(words.say("settings-title"))
                .observe(turn_to(Page::Preferences));
            column
                .button(words.say("credits-title"))
                .observe(turn_to(Page::Credits));
            column
                .button(words.say("quit"))
                .observe(|_: On<Activate>, mut exit: MessageWriter<AppExit>| {
                    exit.write(AppExit::Success);
                });
        });
    });
}

/// Some number or other, so that one does not always see the same arena.
fn some_number() -> usize {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.subsec_micros() as usize)
}

/// An observer that turns to a page.
pub(super) fn turn_to(page: Page) -> impl Fn(On<Activate>, ResMut<NextState<Page>>) {
    move |_, mut next| next.set(page)
}

fn title(column: &mut super::widgets::Column) {
    column.banner("HOGS", &column.words.say("front-subtitle"), style::AMBER);
}
