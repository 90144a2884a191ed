//! The list of phrases while it is open: a digit beside each, and what a pad does.

use bevy::prelude::*;

use super::style::{ENERGY, GOLD, HudStyle, MUTED, SELF, SHADE, Weight, show, write};
use super::{HudInput, HudPhase, KeyNames, Kit};
use crate::bindings::{Action, Device};
use crate::phrases::{ON_A_PAGE, key};
use crate::words::Words;

/// Pages there are.
const PAGES: u8 = hogs_shared::protocol::messages::PHRASES / ON_A_PAGE;

#[derive(Component)]
struct Panel;

#[derive(Component)]
struct Heading;

/// How one goes on, on the device in use.
#[derive(Component)]
struct Hint;

/// A line, by its place on the page.
#[derive(Component)]
struct Line(u8);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, display.in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style: &HudStyle = kit.style;
    let panel = Node {
        position_type: PositionType::Absolute,
        left: style.px(20.0),
        top: percent(25.0),
        min_width: style.px(230.0),
        flex_direction: FlexDirection::Column,
        row_gap: style.px(2.0),
        padding: UiRect::all(style.px(11.0)),
        border_radius: BorderRadius::all(style.px(10.0)),
        ..default()
    };
    root.spawn((
        Panel,
        panel,
        BackgroundColor(SHADE.with_alpha(0.9)),
        ZIndex(1),
        Visibility::Hidden,
    ))
    .with_children(|panel| {
        panel.spawn((Heading, style.text("", 18.0, Weight::Bold, ENERGY)));
        for index in 0..ON_A_PAGE {
            let node = Node {
                padding: UiRect::axes(style.px(6.0), style.px(1.0)),
                border_radius: BorderRadius::all(style.px(4.0)),
                ..default()
            };
            panel
                .spawn((node, BackgroundColor(Color::NONE)))
                .with_child((Line(index), style.text("", 18.0, Weight::Bold, SELF)));
        }
        panel.spawn((Hint, style.text("", 14.0, Weight::Regular, MUTED)));
    });
}

fn display(
    input: Res<HudInput>,
    (words, keys): (Res<Words>, Res<KeyNames>),
    mut panels: Query<&mut Visibility, With<Panel>>,
    mut headings: Query<&mut Text, (With<Heading>, Without<Line>, Without<Hint>)>,
    mut hints: Query<&mut Text, (With<Hint>, Without<Line>)>,
    mut lines: Query<(&Line, &mut Text, &mut TextColor)>,
) {
    for mut visibility in &mut panels {
        show(&mut visibility, input.phrases.is_some() && !input.menu_open);
    }
    let Some(marked) = input.phrases else { return };
    let page = marked / ON_A_PAGE;
    for mut text in &mut headings {
        let pages = [
            ("page", i64::from(page + 1).into()),
            ("pages", i64::from(PAGES).into()),
        ];
        write(&mut text, &words.tell("phrases-title", pages));
    }
    for mut text in &mut hints {
        let hint = match keys.device {
            Device::Keys => words.tell("phrases-next", [("key", keys.of(Action::Phrases).into())]),
            Device::Pad => words.say("phrases-pad"),
        };
        write(&mut text, &hint);
    }
    for (line, mut text, mut colour) in &mut lines {
        let phrase = page * ON_A_PAGE + line.0;
        let said = key(phrase).map(|key| words.say(key)).unwrap_or_default();
        write(&mut text, &format!("{}  {said}", line.0 + 1));
        let tint = if phrase == marked { GOLD } else { SELF };
        colour.set_if_neq(TextColor(tint));
    }
}
