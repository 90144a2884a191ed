//! The first page: the name of the game and the ways into a match.

use bevy::prelude::*;
use bevy::ui_widgets::{Activate, ValueChange};
use hogs_shared::ids::Chassis;
use hogs_shared::protocol::messages::ClientRequest;

use super::style::{self, UiFont};
use super::{Page, build};
use crate::host::HostPlan;
use crate::link::{LinkCommand, Place};
use crate::options::Options;
use crate::settings::Settings;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Front), open);
}

fn open(mut commands: Commands, font: Res<UiFont>, settings: Res<Settings>) {
    build(&mut commands, &font, Page::Front, |column| {
        title(column);
        column.button("Quick match").observe(
            |_: On<Activate>, options: Option<Res<Options>>, mut link: MessageWriter<LinkCommand>| {
                let mut plan = HostPlan::quick_match();
                if let Some(options) = options {
                    plan = plan.with(&options);
                }
                link.write(LinkCommand::Join(Place::Own(plan)));
            },
        );
        column.button("Host on LAN").observe(turn_to(Page::Hosting));
        column.button("Games on LAN").observe(turn_to(Page::Browse));
        column.button("Join by address").observe(turn_to(Page::Address));
        chassis_choice(column, settings.chassis);
        column.button("Replays").observe(turn_to(Page::Replays));
        column.button("Settings").observe(turn_to(Page::Preferences));
        column.button("Controls").observe(turn_to(Page::Controls));
        column
            .button("Quit")
            .observe(|_: On<Activate>, mut exit: MessageWriter<AppExit>| {
                exit.write(AppExit::Success);
            });
    });
}

/// The row that chooses the hog; Pause has it too.
pub(super) fn chassis_choice(column: &mut super::widgets::Column, chassis: Chassis) {
    let names = Chassis::ALL
        .iter()
        .map(|chassis| super::capitalized(chassis.name()))
        .collect();
    column.choice("Your hog", names, chassis.index()).observe(
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
    column.banner("HOGS", "hovercraft combat", style::AMBER);
}
