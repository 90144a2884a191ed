//! The driving lesson in the menus: the offer of it at the first start, what the match menu has in it, and what comes
//! after it.

use bevy::prelude::*;
use bevy::ui_widgets::Activate;

use super::front::turn_to;
use super::widgets::Column;
use super::{Page, Sheet};
use crate::host::HostPlan;
use crate::lesson::LessonCommand;
use crate::link::{LinkCommand, Place};
use crate::settings::Settings;

/// How well those bots play that one meets first, an index of [`SKILLS`](crate::host::SKILLS).
const EASY: u8 = 1;
/// How many are in the first match in all.
const FIRST_FILL: u8 = 4;

pub(super) fn plugin(app: &mut App) {
    app.add_message::<LessonCommand>()
        .add_systems(OnEnter(Page::LessonOffer), offer)
        .add_systems(OnExit(Page::LessonOffer), remember)
        .add_systems(OnEnter(Page::Lesson), open);
}

/// An observer that asks something of the lesson.
pub(super) fn ask(
    command: LessonCommand,
) -> impl Fn(On<Activate>, MessageWriter<LessonCommand>, ResMut<NextState<Page>>) {
    move |_, mut lesson, mut next| {
        lesson.write(command);
        if command == LessonCommand::Skip {
            next.set(Page::Closed);
        }
    }
}

/// What the match menu has in a lesson; there is a next step only while it goes on.
pub(super) fn rows(column: &mut Column, goes_on: bool) {
    if goes_on {
        let skip = column.words.say("lesson-skip");
        column.button(skip).observe(ask(LessonCommand::Skip));
    }
    let again = column.words.say("lesson-again");
    column.button(again).observe(ask(LessonCommand::Begin));
}

fn offer(mut sheet: Sheet) {
    sheet.lay(Page::LessonOffer, |column| {
        let words = column.words;
        column.heading(&words.say("lesson-offer-title"));
        column.line(words.say("lesson-offer-told"));
        column
            .button(words.say("lesson-title"))
            .observe(ask(LessonCommand::Begin));
        column
            .button(words.say("lesson-offer-no"))
            .observe(turn_to(Page::Front));
    });
}

/// Whichever way one went on from the offer, it is not made again.
fn remember(mut settings: ResMut<Settings>) {
    settings.lesson_offered = true;
}

/// What one can do with what one has learnt.
fn open(mut sheet: Sheet) {
    sheet.lay(Page::Lesson, |column| {
        let words = column.words;
        column.heading(&words.say("lesson-over-title"));
        column.line(words.say("lesson-over-told"));
        column.button(words.say("lesson-over-match")).observe(
            |_: On<Activate>, mut link: MessageWriter<LinkCommand>| {
                link.write(LinkCommand::Join(Place::Own(first_match())));
            },
        );
        column
            .button(words.say("lesson-over-stay"))
            .observe(turn_to(Page::Closed));
        column
            .button(words.say("lesson-again"))
            .observe(ask(LessonCommand::Begin));
        column.button(words.say("lesson-leave")).observe(
            |_: On<Activate>, mut link: MessageWriter<LinkCommand>| {
                link.write(LinkCommand::Leave);
            },
        );
    });
}

/// A match against few who do not play well.
fn first_match() -> HostPlan {
    HostPlan {
        fill: FIRST_FILL,
        bot_skill: EASY,
        ..HostPlan::quick_match()
    }
}
