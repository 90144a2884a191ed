//! Whom one follows who looks on: name, side, health and weapon, and from where; top left.

use bevy::prelude::*;
use hogs_shared::netplay::scene::SceneHog;

use super::Watch;
use crate::feed::MatchFeed;
use crate::menu::Page;
use crate::menu::style::{self, UiFont};
use crate::palette::{self, color, side};
use crate::phase::FramePhase;
use crate::standing::side_name;
use crate::view::camera::CameraView;
use crate::weapon::look;
use crate::words::{Argument, Words};

/// Width of the bars of health and shield, logical pixels.
const GAUGE_PX: f32 = 150.0;
/// Share of health below which it is danger.
const LOW_HEALTH: f32 = 0.3;

/// Everything of the panel.
#[derive(Component)]
struct Panel;

/// A text of the panel.
#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum Line {
    Name,
    Below,
    Camera,
}

/// How much is left of something.
#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum Gauge {
    Health,
    Shield,
}

/// What a press of a button is for.
#[derive(Clone, Copy)]
enum Press {
    Hog(isize),
    Camera,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (keep, tell, fill).chain().in_set(FramePhase::Present));
}

/// Puts the panel up while somebody looks on, and takes it away.
fn keep(
    mut commands: Commands,
    feed: Option<Res<MatchFeed>>,
    (watch, page): (Res<Watch>, Res<State<Page>>),
    font: Res<UiFont>,
    panels: Query<Entity, With<Panel>>,
) {
    let watched = feed.is_some_and(|feed| feed.watch.is_some());
    let wanted = watched && watch.panel && watch.hud && *page.get() == Page::Closed;
    if !wanted {
        for panel in &panels {
            commands.entity(panel).despawn();
        }
    } else if panels.is_empty() {
        build(&mut commands, &font);
    }
}

fn build(commands: &mut Commands, font: &UiFont) {
    let line = Node {
        position_type: PositionType::Absolute,
        top: px(10),
        left: px(20),
        ..default()
    };
    let panel = Node {
        align_items: AlignItems::Center,
        column_gap: px(14),
        padding: UiRect::axes(px(8), px(5)),
        border_radius: BorderRadius::all(px(10)),
        ..default()
    };
    let middle = Node {
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        min_width: px(210),
        ..default()
    };
    commands
        .spawn((Panel, line, GlobalZIndex(crate::hud::HUD_Z + 1), Pickable::IGNORE))
        .with_children(|line| {
            line.spawn((panel, BackgroundColor(style::PANEL), Pickable::IGNORE))
                .with_children(|panel| {
                    button(panel, font, "\u{2039}", None, Press::Hog(-1));
                    panel.spawn((middle, Pickable::IGNORE)).with_children(|middle| {
                        middle.spawn((Line::Name, text("", font.strong(22.0), style::TEXT)));
                        gauge(middle, Gauge::Shield, 4.0, color(palette::ENERGY));
                        gauge(middle, Gauge::Health, 7.0, style::TEXT);
                        middle.spawn((Line::Below, text("", font.text(15.0), style::TEXT_DIM)));
                    });
                    button(panel, font, "\u{203a}", None, Press::Hog(1));
                    button(panel, font, "", Some(Line::Camera), Press::Camera);
                });
        });
}

fn text(words: &str, font: TextFont, colour: Color) -> impl Bundle {
    (
        Text::new(words),
        font,
        TextColor(colour),
        style::edge(),
        TextLayout::no_wrap(),
        Pickable::IGNORE,
    )
}

fn gauge(middle: &mut ChildSpawnerCommands<'_>, gauge: Gauge, height_px: f32, colour: Color) {
    let track = Node {
        width: px(GAUGE_PX),
        height: px(height_px),
        margin: UiRect::top(px(2)),
        border_radius: BorderRadius::all(px(2)),
        ..default()
    };
    let filled = Node {
        width: percent(100),
        height: percent(100),
        border_radius: BorderRadius::all(px(2)),
        ..default()
    };
    middle.spawn((
        track,
        BackgroundColor(style::INK),
        Pickable::IGNORE,
        children![(gauge, filled, BackgroundColor(colour), Pickable::IGNORE)],
    ));
}

fn button(
    panel: &mut ChildSpawnerCommands<'_>,
    font: &UiFont,
    label: &str,
    words: Option<Line>,
    press: Press,
) {
    let node = Node {
        min_width: px(34),
        justify_content: JustifyContent::Center,
        padding: UiRect::axes(px(8), px(3)),
        border_radius: BorderRadius::all(px(5)),
        ..default()
    };
    panel
        .spawn((node, BackgroundColor(style::SHADE)))
        .observe(
            move |mut click: On<Pointer<Click>>,
                  feed: Option<Res<MatchFeed>>,
                  view: Res<CameraView>,
                  mut watch: ResMut<Watch>| {
                click.propagate(false);
                match (press, feed) {
                    (Press::Hog(by), Some(feed)) => watch.step(&feed, by),
                    (Press::Camera, _) => watch.take_next(&view),
                    (Press::Hog(_), None) => {}
                }
            },
        )
        .with_children(|button| {
            let mut written = button.spawn(text(label, font.strong(18.0), style::TEXT));
            if let Some(words) = words {
                written.insert(words);
            }
        });
}

fn tell(
    feed: Option<Res<MatchFeed>>,
    (watch, words): (Res<Watch>, Res<Words>),
    mut texts: Query<(&Line, &mut Text, &mut TextColor)>,
) {
    let Some(feed) = feed else { return };
    let hog = watch.followed.and_then(|hog| feed.scene.hog(hog));
    let name = watch.followed.and_then(|hog| feed.players.get(&hog));
    let team = watch.followed.and_then(|hog| feed.side(hog));
    for (line, mut text, mut colour) in &mut texts {
        let (said, tint) = match line {
            Line::Name => (
                name.map_or_else(|| words.say("watch-nobody"), |player| player.name.clone()),
                team.map_or(style::TEXT, |team| color(side(team))),
            ),
            Line::Below => {
                let state = match hog {
                    Some(hog) if hog.alive => words.say(look(hog.weapon).key()),
                    Some(hog) if !feed.is_out(hog) => {
                        let seconds = Argument::Count(hog.respawn_s.ceil() as i64);
                        words.tell("watch-back", [("seconds", seconds)])
                    }
                    _ => String::new(),
                };
                let whose = team.map(|team| side_name(team, &words)).unwrap_or_default();
                let gap = if whose.is_empty() || state.is_empty() {
                    ""
                } else {
                    "  \u{b7}  "
                };
                (format!("{whose}{gap}{state}"), style::TEXT_DIM)
            }
            Line::Camera => (words.say(watch.camera.key()), style::TEXT),
        };
        if text.0 != said {
            text.0 = said;
        }
        colour.set_if_neq(TextColor(tint));
    }
}

fn fill(
    feed: Option<Res<MatchFeed>>,
    watch: Res<Watch>,
    mut gauges: Query<(&Gauge, &mut Node, &mut BackgroundColor)>,
) {
    let hog = watch.followed.and_then(|hog| feed.as_ref()?.scene.hog(hog));
    for (gauge, mut node, mut colour) in &mut gauges {
        let of = |hog: &SceneHog| match gauge {
            Gauge::Health => hog.health.share,
            Gauge::Shield => hog.shield.share,
        };
        let share = hog.filter(|hog| hog.alive).map_or(0.0, of).clamp(0.0, 1.0);
        // In whole pixels, so that a bar is laid out anew only when it looks different.
        let width = px((share * GAUGE_PX).ceil());
        if node.width != width {
            node.width = width;
        }
        if *gauge == Gauge::Health {
            let low = share < LOW_HEALTH;
            colour.set_if_neq(BackgroundColor(if low { style::DANGER } else { style::TEXT }));
        }
    }
}
