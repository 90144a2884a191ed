//! Top right: who wrecked whom, and with what. Rows slide in, stand a while, and slide out; one's own are framed.

use bevy::prelude::*;

use hogs_shared::arena::outcome::{Cause, Outcome};
use hogs_shared::ids::HogId;
use hogs_shared::netplay::scene::SceneEvent;

use super::glyph::Glyph;
use super::style::{DANGER, GOLD, HudStyle, SELF, Weight, cut};
use super::{HudPhase, Kit};
use crate::feed::MatchFeed;
use crate::words::Words;

/// How long a row stands, seconds.
const LIFE_S: f32 = 7.0;
/// How long it takes to slide in or out, seconds.
pub(super) const SLIDE_S: f32 = 0.25;
/// Most rows.
const ROWS: usize = 6;

#[derive(Component)]
struct Column;

/// A row and its age, seconds.
#[derive(Component)]
struct Row(f32);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (note, age).chain().in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let column = Node {
        position_type: PositionType::Absolute,
        top: kit.style.px(32.0),
        right: kit.style.px(20.0),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::End,
        row_gap: kit.style.px(4.0),
        ..default()
    };
    root.spawn((Column, column));
}

/// How far out of its place something is that slides in, stays for `life_s`, and slides out: 0 in place, 1 gone.
pub(super) fn slide(age_s: f32, life_s: f32) -> f32 {
    let entering = 1.0 - age_s / SLIDE_S;
    let leaving = (age_s - (life_s - SLIDE_S)) / SLIDE_S;
    let out = entering.max(leaving).clamp(0.0, 1.0);
    out * out
}

fn name(feed: &MatchFeed, seat: HogId, words: &Words) -> String {
    feed.players
        .get(&seat)
        .map_or_else(|| words.say("hud-someone"), |player| cut(&player.name, 18))
}

fn note(
    mut commands: Commands,
    feed: Res<MatchFeed>,
    (style, words): (Res<HudStyle>, Res<Words>),
    columns: Query<Entity, With<Column>>,
    mut rows: Query<&mut Row>,
) {
    let Ok(column) = columns.single() else { return };
    let mut wrecks: Vec<_> = feed
        .news()
        .iter()
        .filter_map(|event| match *event {
            SceneEvent::Outcome(Outcome::Wrecked {
                victim,
                killer,
                cause,
                ..
            }) => Some((victim, killer, cause)),
            _ => None,
        })
        .collect();
    if wrecks.is_empty() {
        return;
    }
    // Of a burst the last ones are shown; those that were there before make room for them at once.
    wrecks.drain(..wrecks.len().saturating_sub(ROWS));
    let mut ages: Vec<Mut<'_, Row>> = rows.iter_mut().collect();
    ages.sort_by(|a, b| a.0.total_cmp(&b.0));
    for mut row in ages.into_iter().skip(ROWS - wrecks.len()) {
        row.0 = row.0.max(LIFE_S - SLIDE_S);
    }
    for wreck in wrecks {
        let row = spawn_row(&mut commands, &feed, (&style, &words), wreck);
        commands.entity(column).insert_child(0, row);
    }
}

fn spawn_row(
    commands: &mut Commands,
    feed: &MatchFeed,
    (style, words): (&HudStyle, &Words),
    (victim, killer, cause): (HogId, Option<HogId>, Cause),
) -> Entity {
    let own = feed.scene.own;
    let colour = |seat: HogId| if seat == own { GOLD } else { SELF };
    let mut row = commands.spawn((Row(0.0), style.pill(3.0)));
    if victim == own {
        row.insert(BorderColor::all(DANGER));
    } else if killer == Some(own) {
        row.insert(BorderColor::all(GOLD));
    }
    row.with_children(|row| {
        if let Some(killer) = killer {
            row.spawn(style.text(name(feed, killer, words), 17.0, Weight::Bold, colour(killer)));
        }
        row.spawn(style.glyph(Glyph::of_cause(cause), 25.0, DANGER));
        row.spawn(style.text(name(feed, victim, words), 17.0, Weight::Bold, colour(victim)));
    });
    row.id()
}

fn age(
    mut commands: Commands,
    time: Res<Time>,
    style: Res<HudStyle>,
    mut rows: Query<(Entity, &mut Row, &mut UiTransform)>,
) {
    for (entity, mut row, mut transform) in &mut rows {
        row.0 += time.delta_secs();
        if row.0 >= LIFE_S {
            commands.entity(entity).despawn();
            continue;
        }
        let away = slide(row.0, LIFE_S) * 460.0 * style.unit;
        transform.set_if_neq(UiTransform::from_xy(Val::Px(away), Val::ZERO));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_slide_in_stand_and_slide_out() {
        assert!((slide(0.0, LIFE_S) - 1.0).abs() < 1e-6);
        assert!(slide(SLIDE_S, LIFE_S).abs() < 1e-6);
        assert!(slide(LIFE_S * 0.5, LIFE_S).abs() < 1e-6);
        assert!(slide(LIFE_S - SLIDE_S * 0.5, LIFE_S) > 0.0);
        assert!((slide(LIFE_S, LIFE_S) - 1.0).abs() < 1e-6);
    }
}
