//! A server's address typed by hand, with those of before at hand.

use bevy::prelude::*;
use bevy::text::EditableText;
use bevy::ui_widgets::Activate;

use super::style::{self, UiFont};
use super::{Page, UiCue, build};
use crate::link::{LinkCommand, Place, USUAL_PORT};
use crate::options::Address;
use crate::settings::Settings;

#[derive(Component)]
struct AddressField;
#[derive(Component)]
struct PasswordField;
#[derive(Component)]
struct Problem;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Address), open);
}

fn open(mut commands: Commands, font: Res<UiFont>, settings: Res<Settings>) {
    let recent = settings.recent_servers.clone();
    let mut fields = Vec::new();
    build(&mut commands, &font, Page::Address, |column| {
        column.heading("Join by address");
        let last = recent.first().map_or("", String::as_str);
        fields.push(column.field("Address", last, 120, AddressField));
        fields.push(column.field("Password", "", 60, PasswordField));
        column.button("Join").observe(join);
        for address in recent.iter().skip(1) {
            let address = address.clone();
            column.button(address.clone()).observe(
                move |_: On<Activate>, mut link: MessageWriter<LinkCommand>| {
                    let place = Place::Address {
                        address: address.clone(),
                        password: String::new(),
                    };
                    link.write(LinkCommand::Join(place));
                },
            );
        }
        column.button("Back").observe(super::front::turn_to(Page::Front));
        column
            .line("A name or an IP address, with :port if it is not the usual one.")
            .insert(Problem);
    });
    for field in fields {
        commands.entity(field).observe(join);
    }
}

fn join(
    _: On<Activate>,
    address: Single<&EditableText, With<AddressField>>,
    password: Single<&EditableText, With<PasswordField>>,
    mut problem: Single<(&mut Text, &mut TextColor), With<Problem>>,
    mut settings: ResMut<Settings>,
    mut link: MessageWriter<LinkCommand>,
    mut cues: MessageWriter<UiCue>,
) {
    match Address::parse(&address.value().to_string(), USUAL_PORT) {
        Ok(address) => {
            settings.remember_server(&address.to_string());
            let password = password.value().to_string();
            link.write(LinkCommand::Join(Place::Address {
                address: address.to_string(),
                password,
            }));
        }
        Err(sentence) => {
            problem.0.0 = sentence;
            problem.1.0 = style::DANGER;
            cues.write(UiCue::Error);
        }
    }
}
