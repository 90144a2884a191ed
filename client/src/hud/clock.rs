//! Top centre: the clock, one's own points and place, and the rival to beat. Top right in the corner: the ping.

use bevy::prelude::*;

use hogs_shared::ids::{HogId, Team};
use hogs_shared::mode::Phase;

use super::style::{
    BLACK, DANGER, ENERGY, GOLD, HudStyle, INK, MUTED, SELF, SHADE, Weight, cut, show, write,
};
use super::{HudPhase, Kit};
use crate::feed::{MatchFeed, Source};
use crate::lesson::Lesson;
use crate::palette::{color, side};
use crate::standing::{clock, ranking, side_name};
use crate::words::Words;

#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Clock,
    Limit,
    OwnPoints,
    OwnPlace,
    RivalPoints,
    RivalName,
    Ping,
}

/// The three cells.
#[derive(Component)]
struct Line;

/// What a cell stands on: the first, or the last.
#[derive(Component)]
struct Ground(usize);

/// Round trip from which the ping is shown as trouble, milliseconds.
const BAD_PING_MS: u16 = 150;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (clear, tell).in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style = kit.style;
    let line = Node {
        position_type: PositionType::Absolute,
        top: style.px(10.0),
        width: percent(100),
        justify_content: JustifyContent::Center,
        align_items: AlignItems::Stretch,
        column_gap: style.px(4.0),
        ..default()
    };
    root.spawn((Line, line, Visibility::Inherited))
        .with_children(|line| {
            let left = BorderRadius {
                top_left: style.px(12.0),
                bottom_left: style.px(12.0),
                ..BorderRadius::ZERO
            };
            let right = BorderRadius {
                top_right: style.px(12.0),
                bottom_right: style.px(12.0),
                ..BorderRadius::ZERO
            };
            spawn_cell(
                line,
                style,
                120.0,
                left,
                (Cell::OwnPoints, 32.0),
                (Cell::OwnPlace, 15.0),
            );
            spawn_cell(
                line,
                style,
                112.0,
                BorderRadius::ZERO,
                (Cell::Clock, 32.0),
                (Cell::Limit, 15.0),
            );
            spawn_cell(
                line,
                style,
                120.0,
                right,
                (Cell::RivalPoints, 32.0),
                (Cell::RivalName, 15.0),
            );
        });
    let corner = Node {
        position_type: PositionType::Absolute,
        top: style.px(8.0),
        right: style.px(20.0),
        ..default()
    };
    root.spawn((Cell::Ping, style.text("", 15.0, Weight::Regular, MUTED), corner));
}

fn spawn_cell(
    line: &mut ChildSpawnerCommands<'_>,
    style: &HudStyle,
    width: f32,
    border_radius: BorderRadius,
    (large, large_size): (Cell, f32),
    (small, small_size): (Cell, f32),
) {
    let cell = Node {
        width: style.px(width),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        padding: UiRect::axes(style.px(6.0), style.px(0.0)),
        border: UiRect::all(style.px(2.0)),
        border_radius,
        ..default()
    };
    let ground = Ground(match large {
        Cell::OwnPoints => 0,
        Cell::RivalPoints => 1,
        _ => usize::MAX,
    });
    line.spawn((
        ground,
        cell,
        BackgroundColor(SHADE),
        BorderColor::all(Color::NONE),
    ))
    .with_children(|cell| {
        cell.spawn((large, style.text("", large_size, Weight::Bold, SELF)));
        cell.spawn((
            small,
            style.text("", small_size, Weight::Bold, MUTED),
            Node {
                margin: UiRect {
                    top: style.px(-5.0),
                    bottom: style.px(2.0),
                    ..default()
                },
                ..default()
            },
        ));
    });
}

/// The clock makes room for the verdict, and for what is to be learnt.
fn clear(feed: Res<MatchFeed>, lesson: Option<Res<Lesson>>, mut lines: Query<&mut Visibility, With<Line>>) {
    let over = matches!(feed.scene.phase, Phase::Over { .. });
    for mut visibility in &mut lines {
        show(&mut visibility, !over && lesson.is_none());
    }
}

/// The one to catch, or, for the first, the one to stay ahead of.
fn rival(ranking: &[HogId], own: HogId) -> Option<HogId> {
    ranking.iter().copied().find(|&seat| seat != own)
}

/// What stands in the two outer cells: points and whose they are, with their colour.
struct Count {
    points: String,
    whose: String,
    colour: Color,
    /// Whether it is one's own side's.
    mine: bool,
}

/// In matches of sides, one's own side and the other; who looks on sees both all the same.
fn sides(feed: &MatchFeed, words: &Words) -> Option<[Count; 2]> {
    if !feed.rules.mode.mode.has_teams() {
        return None;
    }
    let mine = feed.scene.hog(feed.scene.own).and_then(|own| own.team);
    let first = mine.unwrap_or(Team::Amber);
    Some([first, first.other()].map(|team| Count {
        points: feed.scene.teams[team.index()].to_string(),
        whose: if mine == Some(team) && feed.watch.is_none() {
            words.tell("clock-own-side", [("side", side_name(team, words).into())])
        } else {
            side_name(team, words)
        },
        colour: color(side(team)),
        mine: mine == Some(team),
    }))
}

/// What is to be known of the clock: the phase, the limit, or what the figures beside it are where they are not points.
fn limit(feed: &MatchFeed, words: &Words) -> (String, Color) {
    let tuning = &feed.rules.mode.tuning;
    match feed.scene.phase {
        Phase::WarmUp => (words.say("clock-warm-up"), ENERGY),
        Phase::Countdown => (words.say("clock-ready"), GOLD),
        Phase::Overtime => (words.say("clock-overtime"), DANGER),
        Phase::Playing | Phase::Over { .. } if tuning.lives > 0 => (words.say("clock-lives"), MUTED),
        Phase::Playing | Phase::Over { .. } => {
            let points = [("points", i64::from(tuning.score_limit).into())];
            (words.tell("clock-limit", points), MUTED)
        }
    }
}

fn tell(
    feed: Res<MatchFeed>,
    (words, lesson): (Res<Words>, Option<Res<Lesson>>),
    mut texts: Query<(&Cell, &mut Text, &mut TextColor, &mut TextShadow)>,
    mut grounds: Query<(&Ground, &mut BackgroundColor, &mut BorderColor)>,
) {
    let sides = sides(&feed, &words);
    for (ground, mut colour, mut border) in &mut grounds {
        let side = sides.as_ref().and_then(|sides| sides.get(ground.0));
        colour.set_if_neq(BackgroundColor(side.map_or(SHADE, |side| side.colour)));
        // One's own side, or that of whom one watches, is framed.
        let mine = side.is_some_and(|side| side.mine);
        border.set_if_neq(BorderColor::all(if mine { SELF } else { Color::NONE }));
    }
    let own = feed.scene.own;
    let ranking = ranking(&feed.players);
    let place = ranking
        .iter()
        .position(|&seat| seat == own)
        .map_or(0, |index| index + 1);
    let me = feed.players.get(&own);
    let rival = rival(&ranking, own).and_then(|seat| feed.players.get(&seat));
    let hurry = feed.scene.phase.is_on() && feed.scene.time_left_s < 60.5;
    for (cell, mut text, mut colour, mut shadow) in &mut texts {
        let side = |which: usize| sides.as_ref().and_then(|sides| sides.get(which));
        let of_side = match cell {
            Cell::OwnPoints => side(0).map(|side| (side.points.clone(), BLACK)),
            Cell::OwnPlace => side(0).map(|side| (side.whose.clone(), BLACK)),
            Cell::RivalPoints => side(1).map(|side| (side.points.clone(), BLACK)),
            Cell::RivalName => side(1).map(|side| (side.whose.clone(), BLACK)),
            Cell::Clock | Cell::Limit | Cell::Ping => None,
        };
        // Dark letters on the side's colour need nothing dark around them.
        let around = if of_side.is_some() { Color::NONE } else { INK };
        if shadow.color != around {
            shadow.color = around;
        }
        let (line, tint) = of_side.unwrap_or_else(|| match cell {
            Cell::Clock => (clock(feed.scene.time_left_s), if hurry { DANGER } else { SELF }),
            Cell::Limit => limit(&feed, &words),
            Cell::OwnPoints => (
                me.map_or_else(String::new, |me| me.score.points.to_string()),
                if place == 1 { GOLD } else { SELF },
            ),
            Cell::OwnPlace if place == 0 => (words.say("clock-watching"), MUTED),
            Cell::OwnPlace => {
                let play = feed.players.values().filter(|player| !player.looks_on).count();
                let place = [("place", place.into()), ("all", play.into())];
                (words.tell("clock-place", place), MUTED)
            }
            Cell::RivalPoints => (
                rival.map_or_else(String::new, |rival| rival.score.points.to_string()),
                if place == 1 { SELF } else { GOLD },
            ),
            Cell::RivalName => (
                rival.map_or_else(String::new, |rival| cut(&rival.name, 13)),
                MUTED,
            ),
            // No link, no ping.
            Cell::Ping if feed.watch == Some(Source::Replay) || lesson.is_some() => (String::new(), MUTED),
            Cell::Ping => {
                let ping = me.map_or(0, |me| me.ping_ms);
                (
                    words.tell("net-ms", [("count", i64::from(ping).into())]),
                    if ping >= BAD_PING_MS { DANGER } else { MUTED },
                )
            }
        });
        write(&mut text, &line);
        colour.set_if_neq(TextColor(tint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rival_is_never_oneself() {
        assert_eq!(rival(&[HogId(3), HogId(1)], HogId(3)), Some(HogId(1)));
        assert_eq!(rival(&[HogId(3), HogId(1)], HogId(1)), Some(HogId(3)));
        assert_eq!(rival(&[HogId(3)], HogId(3)), None);
    }
}
