//! The first page: the name of the game and the ways into a match.

use bevy::prelude::*;
use bevy::ui_widgets::{Activate, ValueChange};
use hogs_shared::ids::Chassis;
use hogs_shared::protocol::messages::ClientRequest;

use super::style;
use super::{Page, Sheet};
use crate::host::HostPlan;
use crate::lesson::LessonCommand;
use crate::link::{LinkCommand, Place};
use crate::options::Options;
use crate::settings::Settings;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Front), open);
}

fn open(mut sheet: Sheet, settings: Res<Settings>) {
    sheet.lay(Page::Front, |column| {
        let words = column.words;
        title(column);
        column.list(|column| {
            column.button(words.say("front-quick")).observe(
                |_: On<Activate>, options: Option<Res<Options>>, mut link: MessageWriter<LinkCommand>| {
                    let mut plan = HostPlan::quick_match();
                    if let Some(options) = options {
                        plan = plan.with(&options);
                    }
                    link.write(LinkCommand::Join(Place::Own(plan)));
                },
            );
            column
                .button(words.say("hosting-title"))
                .observe(turn_to(Page::Hosting));
            column
                .button(words.say("browse-title"))
                .observe(turn_to(Page::Browse));
            column
                .button(words.say("address-title"))
                .observe(turn_to(Page::Address));
            chassis_choice(column, settings.chassis);
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
                .button(words.say("quit"))
                .observe(|_: On<Activate>, mut exit: MessageWriter<AppExit>| {
                    exit.write(AppExit::Success);
                });
        });
    });
}

/// The row that chooses the hog; Pause has it too.
pub(super) fn chassis_choice(column: &mut super::widgets::Column, chassis: Chassis) {
    let names = Chassis::ALL
        .iter()
        .map(|chassis| super::capitalized(chassis.name()))
        .collect();
    column
        .choice(column.words.say("front-hog"), names, chassis.index())
        .observe(
            |change: On<ValueChange<usize>>,
             mut settings: ResMut<Settings>,
             mut link: MessageWriter<LinkCommand>| {
                if let Some(chassis) = Chassis::from_index(change.value) {
                    settings.chassis = chassis;
                    link.write(LinkCommand::Ask(ClientRequest::Chassis(chassis)));
                }
            },
        );
}

/// An observer that turns to a page.
pub(super) fn turn_to(page: Page) -> impl Fn(On<Activate>, ResMut<NextState<Page>>) {
    move |_, mut next| next.set(page)
}

fn title(column: &mut super::widgets::Column) {
    column.banner("HOGS", &column.words.say("front-subtitle"), style::AMBER);
}
