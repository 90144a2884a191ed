//! What to host on the local network, and where others find it.

use bevy::prelude::*;
use bevy::ui_widgets::{Activate, ValueChange};
use hogs_shared::mode::Mode;

use super::{Page, Sheet, capitalized};
use crate::host::{HostPlan, SKILLS, own_addresses};
use crate::link::{LinkCommand, Place};
use crate::options::Options;
use crate::settings::Settings;
use crate::standing;

/// To how many players bots can make up for people; 0 for no bots at all.
const FILLS: [u8; 9] = [0, 2, 3, 4, 6, 8, 10, 12, 16];

/// What is being put together, and kept until the game is quit.
#[derive(Resource, Default)]
struct Draft(Option<HostPlan>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Draft>()
        .add_systems(OnEnter(Page::Hosting), open);
}

fn open(mut sheet: Sheet, settings: Res<Settings>, options: Option<Res<Options>>, mut draft: ResMut<Draft>) {
    let maps = crate::host::maps();
    let begun = draft.0.take().unwrap_or_else(|| {
        let plan = HostPlan::for_lan();
        options.map_or(plan.clone(), |options| plan.with(&options))
    });
    let name = [("name", settings.name.as_str().into())];
    let plan = HostPlan {
        name: sheet.words.tell("hosting-name", name),
        ..begun
    };
    draft.0 = Some(plan.clone());
    sheet.lay(Page::Hosting, |column| {
        let words = column.words;
        column.heading(&words.say("hosting-title"));
        column.button(words.say("hosting-start")).observe(
            |_: On<Activate>, draft: Res<Draft>, mut link: MessageWriter<LinkCommand>| {
                if let Some(plan) = &draft.0 {
                    link.write(LinkCommand::Join(Place::Own(plan.clone())));
                }
            },
        );
        let shown = maps.iter().map(|map| capitalized(map)).collect();
        let index = maps.iter().position(|map| *map == plan.map).unwrap_or(0);
        column.choice(words.say("hosting-arena"), shown, index).observe(
            move |change: On<ValueChange<usize>>, mut draft: ResMut<Draft>| {
                if let (Some(map), Some(plan)) = (maps.get(change.value), &mut draft.0) {
                    plan.map.clone_from(map);
                }
            },
        );
        let modes = Mode::ALL.map(|mode| standing::mode(mode.name(), words)).to_vec();
        let index = Mode::ALL.iter().position(|mode| mode.name() == plan.mode);
        column
            .choice(words.say("hosting-mode"), modes, index.unwrap_or(0))
            .observe(|change: On<ValueChange<usize>>, mut draft: ResMut<Draft>| {
                if let (Some(mode), Some(plan)) = (Mode::ALL.get(change.value), &mut draft.0) {
                    mode.name().clone_into(&mut plan.mode);
                }
            });
        let counts = FILLS.iter().map(|&fill| {
            if fill == 0 {
                words.say("fill-none")
            } else {
                words.tell("fill-hogs", [("count", i64::from(fill).into())])
            }
        });
        let index = FILLS.iter().position(|&fill| fill >= plan.fill).unwrap_or(0);
        column
            .choice(words.say("hosting-fill"), counts.collect(), index)
            .observe(|change: On<ValueChange<usize>>, mut draft: ResMut<Draft>| {
                if let Some(plan) = &mut draft.0 {
                    plan.fill = FILLS.get(change.value).copied().unwrap_or_default();
                }
            });
        let skills = SKILLS.iter().map(|skill| words.say(skill)).collect();
        column
            .choice(words.say("hosting-skill"), skills, usize::from(plan.bot_skill))
            .observe(|change: On<ValueChange<usize>>, mut draft: ResMut<Draft>| {
                if let Some(plan) = &mut draft.0 {
                    plan.bot_skill = change.value.min(SKILLS.len() - 1) as u8;
                }
            });
        column.back();
        column.line(words.tell("hosting-told", [("addresses", own_addresses(plan.port).into())]));
    });
}
