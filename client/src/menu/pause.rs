//! The menu within a match. The match goes on behind it.

use bevy::prelude::*;
use bevy::ui_widgets::Activate;

use super::widgets::Column;
use super::{Page, Sheet};
use crate::input::in_use::PadInHand;
use crate::lesson::{Board, Lesson};
use crate::link::{Link, LinkCommand};
use crate::phase::{FramePhase, Screen};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Pause), open).add_systems(
        Update,
        stop_without_pad
            .in_set(FramePhase::Input)
            .run_if(in_state(Screen::Match)),
    );
}

/// Whoever plays alone and whose pad has gone is not left driving into the next wall; among others the match goes on.
fn stop_without_pad(
    pad: Option<Res<PadInHand>>,
    mut known: Local<Option<Entity>>,
    page: Res<State<Page>>,
    link: Res<Link>,
    mut next: ResMut<NextState<Page>>,
) {
    let lost = pad.and_then(|pad| pad.lost);
    let news = lost.is_some() && lost != *known;
    *known = lost;
    if news && *page.get() == Page::Closed && !link.is_shared() {
        next.set(Page::Pause);
    }
}

fn open(
    mut sheet: Sheet,
    link: Res<Link>,
    (lesson, board): (Option<Res<Lesson>>, Option<Res<Board>>),
    pad: Option<Res<PadInHand>>,
) {
    let lesson = lesson.is_some();
    let pad_gone = pad.is_some_and(|pad| pad.lost.is_some());
    sheet.lay(Page::Pause, |column| {
        let words = column.words;
        column.heading(&words.say("pause-title"));
        if pad_gone {
            let gone = [words.say("notice-pad-gone"), words.say("notice-pad-gone-what")];
            column.line(gone.join(". "));
        }
        column
            .button(words.say("pause-resume"))
            .observe(super::front::turn_to(Page::Closed));
        if lesson {
            super::lesson::rows(column, board.is_some());
        } else {
            column
                .button(words.say("council-title"))
                .observe(super::front::turn_to(Page::Council));
        }
        column
            .button(words.say("garage-title"))
            .observe(super::front::turn_to(Page::Garage));
        column
            .button(words.say("settings-title"))
            .observe(super::front::turn_to(Page::Preferences));
        if lesson {
            return leave(column, "lesson-leave");
        }
        column
            .button(words.say("bad-link-title"))
            .observe(super::front::turn_to(Page::BadLink));
        leave(column, "pause-leave");
        if let Some(where_) = link.described() {
            column.line(words.telling(&where_));
        }
    });
}

/// The ways out: of the match by the name of a key, and of the game.
fn leave(column: &mut Column, key: &str) {
    column
        .button(column.words.say(key))
        .observe(|_: On<Activate>, mut link: MessageWriter<LinkCommand>| {
            link.write(LinkCommand::Leave);
        });
    column
        .button(column.words.say("quit"))
        .observe(|_: On<Activate>, mut exit: MessageWriter<AppExit>| {
            exit.write(AppExit::Success);
        });
}
