//! Which key, button and stick does what, read from the bindings themselves.

use bevy::prelude::*;
use bevy::ui_widgets::Activate;
use leafwing_input_manager::prelude::InputMap;

use super::style::UiFont;
use super::{Back, Page, build};
use crate::input::{Action, names};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Page::Controls), open);
}

fn open(mut commands: Commands, font: Res<UiFont>, bound: Query<&InputMap<Action>>) {
    let usual = crate::input::bindings();
    let lines: Vec<[String; 4]> = Action::ALL
        .into_iter()
        .map(|action| {
            let names::Inputs { keys, mouse, pad } = names::inputs(bound.single().unwrap_or(&usual), action);
            let shown = |names: Vec<String>| names.join(", ");
            [action.title().to_owned(), shown(keys), shown(mouse), shown(pad)]
        })
        .collect();
    build(&mut commands, &font, Page::Controls, |column| {
        column.heading("Controls");
        let head = ["", "Keyboard", "Mouse", "Pad"];
        column.table([230.0, 190.0, 170.0, 190.0], head, &lines);
        column
            .button("Back")
            .observe(|_: On<Activate>, mut back: MessageWriter<Back>| {
                back.write(Back);
            });
    });
}
