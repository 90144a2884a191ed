//! Lower left, over the vitals, or beside the net graph: what people write, who came and who left.

use bevy::prelude::*;

use hogs_shared::netplay::scene::SceneEvent;
use hogs_shared::protocol::ballot::{Decision, Refusal};

use super::kills::{SLIDE_S, slide};
use super::style::{ENERGY, GOLD, HudStyle, MUTED, SELF, SHADE, Weight, cut, team_colour};
use super::{HudInput, HudPhase, Kit};
use crate::feed::MatchFeed;
use crate::phrases;
use crate::standing::{self, side_name};
use crate::words::Words;

/// How long a line stands, seconds.
const LIFE_S: f32 = 9.0;
/// Letters in a row of a line.
const ROW: usize = 44;
/// Most lines.
const LINES: usize = 7;

/// Where lines begin, units from the left.
const LEFT: f32 = 20.0;

#[derive(Component)]
struct Column;

/// A line and its age, seconds.
#[derive(Component)]
struct Line(f32);

pub(super) fn plugin(app: &mut App) {
    let systems = (make_way, note, age).chain();
    app.add_systems(Update, systems.in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let column = Node {
        position_type: PositionType::Absolute,
        left: kit.style.px(LEFT),
        bottom: kit.style.px(228.0),
        max_width: kit.style.px(430.0),
        // Below what is voted on.
        max_height: kit.style.px(236.0),
        overflow: Overflow::clip_y(),
        flex_direction: FlexDirection::Column,
        justify_content: JustifyContent::End,
        align_items: AlignItems::Start,
        row_gap: kit.style.px(3.0),
        ..default()
    };
    root.spawn((Column, column));
}

/// The net graph stands where the lines do.
fn make_way(input: Res<HudInput>, style: Res<HudStyle>, mut columns: Query<&mut Node, With<Column>>) {
    let graph = f32::from(u8::from(input.net_graph)) * (super::net::WIDTH + 12.0);
    let left = style.px(LEFT + graph);
    for mut node in &mut columns {
        if node.left != left {
            node.left = left;
        }
    }
}

/// What a line says: who, in which colour, and what.
fn said(event: &SceneEvent, feed: &MatchFeed, words: &Words) -> Option<(String, Color, String)> {
    let name = |seat| feed.players.get(&seat).map(|player| cut(&player.name, 20));
    let mine = |seat| {
        let side = feed.side(seat).map_or(ENERGY, team_colour);
        if seat == feed.scene.own { GOLD } else { side }
    };
    let server = |text: String| Some((words.say("hud-server"), MUTED, text));
    match event {
        SceneEvent::Chat {
            from: Some(seat),
            text,
        } => Some((
            name(*seat).unwrap_or_else(|| words.say("hud-someone")),
            mine(*seat),
            text.clone(),
        )),
        SceneEvent::Chat { from: None, text } => server(text.clone()),
        SceneEvent::Joined(seat) if *seat != feed.scene.own => {
            Some((name(*seat)?, SELF, words.say("line-joined")))
        }
        SceneEvent::Left(who) => Some((cut(who, 20), SELF, words.say("line-left"))),
        SceneEvent::TeamChat { from, text } => {
            // Only one's own side's are told.
            let side = feed.side(*from).or_else(|| feed.side(feed.scene.own));
            let to = side.map_or_else(|| words.say("hud-your-side"), |side| side_name(side, words));
            let colour = side.map_or(ENERGY, team_colour);
            Some((format!("[{to}] {}", name(*from)?), colour, text.clone()))
        }
        SceneEvent::Phrase { from, phrase } => {
            Some((name(*from)?, mine(*from), words.say(phrases::key(*phrase)?)))
        }
        SceneEvent::Refused(refusal) => server(refused(*refusal, words)),
        SceneEvent::Decided(decision) => server(decided(decision, words)),
        SceneEvent::Joined(_) | SceneEvent::Outcome(_) | SceneEvent::Ping { .. } | SceneEvent::VoteCalled => {
            None
        }
    }
}

/// Why what one asked for is not to be.
fn refused(refusal: Refusal, words: &Words) -> String {
    words.say(match refusal {
        Refusal::TooSoon(seconds) => {
            return words.tell("refused-too-soon", [("seconds", i64::from(seconds).into())]);
        }
        Refusal::Uneven => "refused-uneven",
        Refusal::NoSides => "refused-no-sides",
        Refusal::Crowded => "refused-crowded",
        Refusal::NoVotes => "ballot-none",
        Refusal::VoteHeld => "refused-vote-held",
        Refusal::NotNow => "refused-not-now",
        Refusal::NotPlayed => "refused-not-played",
        Refusal::NoChoice => "refused-no-choice",
        Refusal::NotYours => "refused-not-yours",
        Refusal::Even => "refused-even",
    })
}

/// What came of a vote.
fn decided(decision: &Decision, words: &Words) -> String {
    let (key, what) = match decision {
        Decision::Next(plan) => ("vote-decided", standing::title(plan, words)),
        Decision::Carried(motion) => ("vote-carried", standing::motion(motion, words)),
        Decision::Rejected(motion) => ("vote-rejected", standing::motion(motion, words)),
        Decision::Withdrawn => return words.say("vote-withdrawn"),
    };
    words.tell(key, [("what", what.into())])
}

/// Breaks a text into rows of at most so many letters, at spaces where there are some.
fn wrap(text: &str, letters: usize) -> String {
    let mut rows: Vec<String> = vec![String::new()];
    let mut room = letters;
    for word in text.split_whitespace() {
        let mut word: Vec<char> = word.chars().collect();
        while !word.is_empty() {
            let gap = usize::from(room < letters);
            if word.len() + gap > room && room < letters {
                rows.push(String::new());
                room = letters;
                continue;
            }
            let rest = word.split_off(word.len().min(room - gap));
            if let Some(row) = rows.last_mut() {
                row.extend((gap == 1).then_some(' ').into_iter().chain(word.iter().copied()));
            }
            room -= word.len() + gap;
            word = rest;
        }
    }
    rows.join("\n")
}

fn note(
    mut commands: Commands,
    feed: Res<MatchFeed>,
    (style, words): (Res<HudStyle>, Res<Words>),
    columns: Query<Entity, With<Column>>,
    mut lines: Query<&mut Line>,
) {
    let Ok(column) = columns.single() else { return };
    let mut said: Vec<_> = feed
        .news()
        .iter()
        .filter_map(|event| said(event, &feed, &words))
        .collect();
    if said.is_empty() {
        return;
    }
    // Of a burst the last ones are shown; those that were there before make room for them at once.
    said.drain(..said.len().saturating_sub(LINES));
    let mut ages: Vec<Mut<'_, Line>> = lines.iter_mut().collect();
    ages.sort_by(|a, b| a.0.total_cmp(&b.0));
    for mut line in ages.into_iter().skip(LINES - said.len()) {
        line.0 = line.0.max(LIFE_S - SLIDE_S);
    }
    for (who, colour, what) in said {
        let node = Node {
            column_gap: style.px(7.0),
            padding: UiRect::axes(style.px(7.0), style.px(2.0)),
            border_radius: BorderRadius::all(style.px(4.0)),
            ..default()
        };
        let line = commands.spawn((Line(0.0), node, BackgroundColor(SHADE))).id();
        commands.entity(line).with_children(|line| {
            line.spawn(style.text(who, 16.0, Weight::Bold, colour));
            line.spawn(style.text(wrap(&what, ROW), 16.0, Weight::Regular, SELF));
        });
        commands.entity(column).add_child(line);
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
        if input.chat.is_none() || line.0 < SLIDE_S || line.0 > LIFE_S - SLIDE_S {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_break_at_spaces_and_long_words_anywhere() {
        assert_eq!(wrap("all of you come out", 10), "all of you\ncome out");
        assert_eq!(wrap("aaaaaaaaaaaa b", 5), "aaaaa\naaaaa\naa b");
        assert_eq!(wrap("", 5), "");
        assert!(
            wrap(&"ä ".repeat(300), 44)
                .lines()
                .all(|row| row.chars().count() <= 44)
        );
    }
}
