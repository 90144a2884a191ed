//! Recorded matches: the list of them, what can be done with one, and the menu while one is watched.

use std::path::PathBuf;
use std::time::SystemTime;

use bevy::input_focus::AutoFocus;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;
use hogs_shared::replay::clock;

use super::widgets::Column;
use super::{Notice, NoticeText, Page, Remedy, Sheet, UiCue, capitalized};
use crate::home::Home;
use crate::replay::ReplayCommand;
use crate::replay::library::{Entry, Library, ago, folder};
use crate::settings::Settings;
use crate::standing;
use crate::words::{Telling, Words};

/// The replay that something is to be done with.
#[derive(Resource, Default)]
pub(crate) struct Chosen {
    /// Its file.
    pub path: PathBuf,
    /// Whether it is asked if it shall be deleted.
    pub deletes: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Library>()
        .init_resource::<Chosen>()
        .add_message::<ReplayCommand>()
        .add_systems(OnEnter(Page::Replays), open)
        .add_systems(OnEnter(Page::ReplayFile), open_one)
        .add_systems(OnEnter(Page::ReplayMenu), open_menu)
        .add_systems(Update, rebuild.run_if(in_state(Page::Replays)));
}

fn open(
    mut sheet: Sheet,
    home: Res<Home>,
    settings: Res<Settings>,
    chosen: Res<Chosen>,
    mut library: ResMut<Library>,
) {
    library.look(folder(&home));
    let entries = library.entries();
    sheet.lay_wide(Page::Replays, |column| {
        let words = column.words;
        column.heading(&words.say("replays-title"));
        column.list(|list| {
            for entry in entries.into_iter().flatten() {
                let path = entry.path.clone();
                let mut row = list.entry(title(entry, words), details(entry, words));
                row.observe(
                    move |_: On<Activate>, mut chosen: ResMut<Chosen>, mut next: ResMut<NextState<Page>>| {
                        *chosen = Chosen {
                            path: path.clone(),
                            deletes: false,
                        };
                        next.set(Page::ReplayFile);
                    },
                );
                if entry.path == chosen.path {
                    row.insert(AutoFocus);
                }
            }
        });
        column.back();
        match entries {
            None => {
                column.line(words.say("replays-looking"));
            }
            Some([]) => {
                let key = if settings.gameplay.record_replays {
                    "replays-none"
                } else {
                    "replays-off"
                };
                column.line(words.say(key));
            }
            Some(_) => {}
        }
    });
}

/// Arena, mode and length.
fn title(entry: &Entry, words: &Words) -> String {
    match &entry.told {
        Ok(told) => format!(
            "{}, {}   {}",
            capitalized(&told.map),
            standing::mode(&told.mode, words),
            clock(told.ticks)
        ),
        Err(_) => entry
            .path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
    }
}

/// When, how large, and what is wrong.
fn details(entry: &Entry, words: &Words) -> String {
    let trouble = match &entry.told {
        Ok(told) if told.damage.is_none() => String::new(),
        Ok(_) => format!("   {}", words.say("replays-in-part")),
        Err(_) => format!("   {}", words.say("replays-broken")),
    };
    let kilobytes = entry.bytes.div_ceil(1000);
    let when = ago(entry.when_s, SystemTime::now(), words);
    format!("{when}   {kilobytes} kB{trouble}")
}

/// Builds the list anew when it is another.
fn rebuild(mut library: ResMut<Library>, mut next: ResMut<NextState<Page>>) {
    // What turns the page otherwise comes first.
    if matches!(*next, NextState::Unchanged) && library.take_change() {
        next.set(Page::Replays);
    }
}

fn open_one(mut sheet: Sheet, library: Res<Library>, chosen: Res<Chosen>, mut next: ResMut<NextState<Page>>) {
    let entries = library.entries().unwrap_or_default();
    let Some(entry) = entries.iter().find(|entry| entry.path == chosen.path) else {
        next.set(Page::Replays);
        return;
    };
    sheet.lay_wide(Page::ReplayFile, |column| {
        let words = column.words;
        let key = if chosen.deletes {
            "replay-delete-question"
        } else {
            "replay-title"
        };
        column.heading(&words.say(key));
        column.line(title(entry, words));
        column.line(details(entry, words));
        match &entry.told {
            Ok(told) => {
                if let Some(damage) = &told.damage {
                    column.line(damage.clone());
                }
            }
            Err(problem) => {
                column.line(problem.clone());
            }
        }
        if chosen.deletes {
            ask(column, &entry.path);
        } else {
            offer(column, entry);
        }
    });
}

/// What can be done with it.
fn offer(column: &mut Column<'_, '_>, entry: &Entry) {
    if entry.told.is_ok() {
        let path = entry.path.clone();
        column.button(column.words.say("replay-watch")).observe(
            move |_: On<Activate>, mut replay: MessageWriter<ReplayCommand>| {
                replay.write(ReplayCommand::Open(path.clone()));
            },
        );
    }
    column.button(column.words.say("replay-delete")).observe(
        |_: On<Activate>, mut chosen: ResMut<Chosen>, mut next: ResMut<NextState<Page>>| {
            chosen.deletes = true;
            next.set(Page::ReplayFile);
        },
    );
    column.back();
}

/// Asks before it is deleted; to keep it is what a hasty key does.
fn ask(column: &mut Column<'_, '_>, path: &std::path::Path) {
    column.button(column.words.say("replay-keep")).observe(
        |_: On<Activate>, mut chosen: ResMut<Chosen>, mut next: ResMut<NextState<Page>>| {
            chosen.deletes = false;
            next.set(Page::ReplayFile);
        },
    );
    let path = path.to_owned();
    column.button(column.words.say("replay-delete-it")).observe(
        move |_: On<Activate>,
              mut library: ResMut<Library>,
              mut notice: ResMut<Notice>,
              mut cues: MessageWriter<UiCue>,
              mut next: ResMut<NextState<Page>>| {
            match library.delete(&path) {
                Ok(()) => next.set(Page::Replays),
                Err(problem) => {
                    notice.0 = Some(NoticeText {
                        title: Telling::say("replay-not-deleted"),
                        text: vec![problem],
                        remedy: Remedy::None,
                    });
                    cues.write(UiCue::Error);
                    next.set(Page::Message);
                }
            }
        },
    );
}

fn open_menu(mut sheet: Sheet) {
    sheet.lay(Page::ReplayMenu, |column| {
        let words = column.words;
        column.heading(&words.say("replay-title"));
        column
            .button(words.say("replay-go-on"))
            .observe(super::front::turn_to(Page::Closed));
        column
            .button(words.say("settings-title"))
            .observe(super::front::turn_to(Page::Preferences));
        column.button(words.say("replay-leave")).observe(
            |_: On<Activate>, mut replay: MessageWriter<ReplayCommand>| {
                replay.write(ReplayCommand::Close);
            },
        );
        column
            .button(words.say("quit"))
            .observe(|_: On<Activate>, mut exit: MessageWriter<AppExit>| {
                exit.write(AppExit::Success);
            });
    });
}
