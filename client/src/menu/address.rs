//! A server's address typed by hand.

use bevy::input_focus::AutoFocus;
use bevy::prelude::*;
use bevy::text::EditableText;
use bevy::ui_widgets::Activate;

use super::message::said;
use super::style;
use super::widgets::COLUMN_PX;
use super::{Notice, NoticeText, Page, Remedy, Sheet, UiCue};
use crate::link::{Link, LinkCommand, Place, USUAL_PORT};
use crate::options::Address;
use crate::server_book::ServerBook;
use crate::words::Words;

#[derive(Component)]
struct AddressField;
#[derive(Component)]
struct PasswordField;
#[derive(Component)]
struct Problem;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Address), open);
}

fn open(mut sheet: Sheet, (book, link): (Res<ServerBook>, Res<Link>), mut notice: ResMut<Notice>) {
    let asked = take_asked(&mut notice, &sheet.words);
    let mut fields = Vec::new();
    sheet.lay(Page::Address, |column| {
        let words = column.words;
        column.heading(&words.say("address-title"));
        let visited = || book.recent().first().map(|known| known.address.as_str());
        let last = link.last_address().or_else(visited).unwrap_or_default();
        let address = asked.as_ref().map_or(last, |asked| &asked.address);
        fields.push(column.field(words.say("address-field"), address, 120, AddressField));
        fields.push(column.field(words.say("address-password"), "", 60, PasswordField));
        column.button(words.say("address-join")).observe(join);
        column.back();
        let told = asked
            .as_ref()
            .map_or_else(|| words.say("address-told"), |asked| asked.sentence.clone());
        let mut line = column.line(told);
        line.insert(Problem);
        if asked.is_some() {
            line.insert(alarm());
        }
    });
    // The password, as the last field, is all that is missing.
    if let Some(password) = fields.last().filter(|_| asked.is_some()) {
        sheet.commands.entity(*password).insert(AutoFocus);
    }
    for field in fields {
        sheet.commands.entity(field).observe(join);
    }
}

/// How it is told that something is wrong: in light letters on red, which can be read before anything.
fn alarm() -> impl Bundle {
    let node = Node {
        max_width: px(COLUMN_PX),
        margin: UiRect::vertical(px(5)),
        padding: UiRect::axes(px(10), px(3)),
        flex_shrink: 0.0,
        ..default()
    };
    let ground = BackgroundColor(style::DANGER.with_alpha(0.86));
    (node, ground, TextColor(style::TEXT))
}

/// A server that wants a password.
struct Asked {
    address: String,
    sentence: String,
}

fn take_asked(notice: &mut Notice, words: &Words) -> Option<Asked> {
    match notice.0.take() {
        Some(NoticeText {
            text,
            remedy: Remedy::Password { address },
            ..
        }) => Some(Asked {
            address,
            sentence: said(&text, words),
        }),
        other => {
            notice.0 = other;
            None
        }
    }
}

fn join(
    _: On<Activate>,
    address: Single<&EditableText, With<AddressField>>,
    password: Single<&EditableText, With<PasswordField>>,
    problem: Single<(Entity, &mut Text), With<Problem>>,
    mut commands: Commands,
    mut link: MessageWriter<LinkCommand>,
    mut cues: MessageWriter<UiCue>,
    words: Res<Words>,
) {
    match Address::parse(&address.value().to_string(), USUAL_PORT) {
        Ok(address) => {
            let password = password.value().to_string();
            link.write(LinkCommand::Join(Place::Address {
                address: address.to_string(),
                password,
            }));
        }
        Err(problem_with) => {
            let (line, mut text) = problem.into_inner();
            text.0 = words.telling(&problem_with);
            commands.entity(line).insert(alarm());
            cues.write(UiCue::Error);
        }
    }
}
