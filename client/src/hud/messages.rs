//! Lower left, over the vitals: what people write, who came and who left.

use bevy::prelude::*;

use hogs_shared::netplay::scene::SceneEvent;

use super::kills::{SLIDE_S, slide};
use super::style::{ENERGY, GOLD, HudStyle, MUTED, SELF, SHADE, Weight, cut};
use super::{HudInput, HudPhase, Kit, playing};
use crate::feed::MatchFeed;

/// How long a line stands, seconds.
const LIFE_S: f32 = 9.0;
/// Most lines.
const LINES: usize = 7;

#[derive(Component)]
struct Column;

/// A line and its age, seconds.
#[derive(Component)]
struct Line(f32);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (note, age).chain().in_set(HudPhase::Show).run_if(playing));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let column = Node {
        position_type: PositionType::Absolute,
        left: kit.style.px(20.0),
        bottom: kit.style.px(228.0),
        max_width: kit.style.px(430.0),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Start,
        row_gap: kit.style.px(3.0),
        ..default()
    };
    root.spawn((Column, column));
}

/// What a line says: who, in which colour, and what.
fn words(event: &SceneEvent, feed: &MatchFeed) -> Option<(String, Color, String)> {
    let name = |seat| feed.players.get(&seat).map(|player| cut(&player.name, 20));
    match event {
        SceneEvent::Chat { from: Some(seat), text } => {
            let colour = if *seat == feed.scene.own { GOLD } else { ENERGY };
            Some((name(*seat).unwrap_or_else(|| "someone".to_owned()), colour, text.clone()))
        }
        SceneEvent::Chat { from: None, text } => Some(("Server".to_owned(), MUTED, text.clone())),
        SceneEvent::Joined(seat) if *seat != feed.scene.own => Some((name(*seat)?, SELF, "joined".to_owned())),
        SceneEvent::Left(who) => Some((cut(who, 20), SELF, "left".to_owned())),
        SceneEvent::Joined(_) | SceneEvent::Outcome(_) => None,
    }
}

fn note(
    mut commands: Commands,
    feed: Res<MatchFeed>,
    style: Res<HudStyle>,
    columns: Query<Entity, With<Column>>,
    mut lines: Query<&mut Line>,
) {
    let Ok(column) = columns.single() else { return };
    for (who, colour, what) in feed.events.iter().filter_map(|event| words(event, &feed)) {
        let node = Node {
            column_gap: style.px(7.0),
            padding: UiRect::axes(style.px(7.0), style.px(2.0)),
            border_radius: BorderRadius::all(style.px(4.0)),
            ..default()
        };
        let line = commands.spawn((Line(0.0), node, BackgroundColor(SHADE))).id();
        commands.entity(line).with_children(|line| {
            line.spawn(style.text(who, 16.0, Weight::Bold, colour));
            // A width of its own makes the line as high as its text; without one it stays one row high.
            let width = if what.chars().count() > 38 { style.px(300.0) } else { Val::Auto };
            let text = style.text(what, 16.0, Weight::Regular, SELF);
            line.spawn((text, Node { width, ..default() })).insert(TextLayout::default());
        });
        commands.entity(column).add_child(line);
        let mut ages: Vec<Mut<'_, Line>> = lines.iter_mut().collect();
        ages.sort_by(|a, b| a.0.total_cmp(&b.0));
        for mut line in ages.into_iter().skip(LINES - 1) {
            line.0 = line.0.max(LIFE_S - SLIDE_S);
        }
    }
}

/// Lines stand still while one writes.
fn age(
    mut commands: Commands,
    time: Res<Time>,
    style: Res<HudStyle>,
    input: Res<HudInput>,
    mut lines: Query<(Entity, &mut Line, &mut UiTransform)>,
) {
    for (entity, mut line, mut transform) in &mut lines {
        if !input.chat_open || line.0 < SLIDE_S || line.0 > LIFE_S - SLIDE_S {
            line.0 += time.delta_secs();
        }
        if line.0 >= LIFE_S {
            commands.entity(entity).despawn();
            continue;
        }
        let away = slide(line.0, LIFE_S) * -480.0 * style.unit;
        transform.set_if_neq(UiTransform::from_xy(Val::Px(away), Val::ZERO));
    }
}
