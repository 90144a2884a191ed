//! The scoreboard, while it is held open and when the match is over: one column for a few, two for many, so that 64
//! rows fit.

use bevy::prelude::*;

use hogs_shared::ids::{Chassis, HogId, Team};
use hogs_shared::mode::Phase;

use super::glyph::Glyph;
use super::style::{DANGER, ENERGY, GOLD, HudStyle, MUTED, SELF, SHADE, Weight, cut, show};
use super::{HudInput, HudPhase, Kit};
use crate::feed::MatchFeed;
use crate::menu::capitalized;
use crate::muted::Muted;
use crate::palette::{color, side};
use crate::standing::ranking;
use crate::words::Words;

/// Most rows in one column before there are two.
const ONE_COLUMN: usize = 16;
/// Most rows in all, and their room, units.
const ALL: (usize, f32) = (64, 528.0);
/// The same under the verdict on a match, over its awards.
const FINAL: (usize, f32) = (32, 396.0);
/// Where the board begins, and where it does under a verdict.
const TOP: Val = Val::Percent(12.5);
const FINAL_TOP: Val = Val::Percent(15.5);

/// Widths, units: place, name, chassis, points, kills, deaths, ping.
const WIDTHS: [f32; 7] = [36.0, 216.0, 92.0, 56.0, 50.0, 56.0, 62.0];

#[derive(Component)]
struct Board;

/// What the board hangs in.
#[derive(Component)]
struct Hook;

#[derive(Component)]
struct Heading;

/// What a row says; the board is built anew when one differs.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    seat: HogId,
    place: usize,
    name: String,
    chassis: Chassis,
    bot: bool,
    figures: [i32; 3],
    ping_ms: Option<u16>,
    own: bool,
    alive: bool,
    team: Option<Team>,
    looks_on: bool,
    muted: bool,
}

/// The rows on the board, and on which board: a HUD built anew has an empty one.
#[derive(Resource, Default)]
struct Shown(Vec<Row>, Option<Entity>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Shown>()
        .add_systems(Update, display.in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style = kit.style;
    let line = Node {
        position_type: PositionType::Absolute,
        top: TOP,
        width: percent(100),
        justify_content: JustifyContent::Center,
        ..default()
    };
    root.spawn((Hook, line)).with_children(|line| {
        let board = Node {
            column_gap: style.px(18.0),
            align_items: AlignItems::Start,
            padding: UiRect::all(style.px(12.0)),
            border_radius: BorderRadius::all(style.px(12.0)),
            ..default()
        };
        line.spawn((
            Board,
            board,
            BackgroundColor(SHADE.with_alpha(0.93)),
            Visibility::Hidden,
        ));
    });
}

fn rows(feed: &MatchFeed, muted: &Muted) -> Vec<Row> {
    let ranking = ranking(&feed.players);
    let rows = ranking.iter().enumerate().filter_map(|(index, seat)| {
        let player = feed.players.get(seat)?;
        Some(Row {
            seat: *seat,
            place: index + 1,
            name: player.name.clone(),
            chassis: player.chassis,
            bot: player.bot,
            figures: [
                player.score.points.into(),
                player.score.kills.into(),
                player.score.deaths.into(),
            ],
            ping_ms: (!player.bot).then_some(player.ping_ms),
            own: *seat == feed.scene.own,
            alive: feed.scene.hog(*seat).is_some_and(|hog| hog.alive),
            team: player.team,
            looks_on: player.looks_on,
            muted: muted.is(player),
        })
    });
    let mut rows: Vec<Row> = rows.collect();
    if feed.rules.mode.mode.has_teams() {
        // Side by side, the one that is ahead first; within each by rank.
        let points = |row: &Row| row.team.map_or(i16::MIN, |team| feed.scene.teams[team.index()]);
        rows.sort_by_key(|row| (row.looks_on, std::cmp::Reverse(points(row)), row.team, row.place));
    }
    rows
}

/// Leaves so many rows, one's own among them.
fn shorten(rows: &mut Vec<Row>, most: usize) {
    let own = rows.iter().position(|row| row.own);
    if let Some(own) = own.filter(|own| *own >= most && most > 0) {
        rows.swap(own, most - 1);
    }
    rows.truncate(most);
}

/// Whether the scoreboard is to be seen.
pub(super) fn open(feed: &MatchFeed, input: &HudInput) -> bool {
    input.show_scores || matches!(feed.scene.phase, Phase::Over { .. })
}

/// Height of a row in units, for so many in a column that has so much room.
fn row_height(rows: usize, room: f32) -> f32 {
    (room / (rows as f32 + 1.0)).clamp(15.5, 29.0)
}

fn display(
    mut commands: Commands,
    feed: Res<MatchFeed>,
    input: Res<HudInput>,
    muted: Res<Muted>,
    (style, words): (Res<HudStyle>, Res<Words>),
    mut shown: ResMut<Shown>,
    mut boards: Query<(Entity, &mut Visibility), With<Board>>,
    mut hooks: Query<&mut Node, With<Hook>>,
) {
    let open = open(&feed, &input);
    let over = matches!(feed.scene.phase, Phase::Over { .. });
    for mut node in &mut hooks {
        let top = if over { FINAL_TOP } else { TOP };
        if node.top != top {
            node.top = top;
        }
    }
    for (board, mut visibility) in &mut boards {
        show(&mut visibility, open);
        if !open {
            // What is laid out costs every frame, seen or not.
            if !shown.0.is_empty() {
                commands.entity(board).despawn_children();
                *shown = Shown::default();
            }
            continue;
        }
        let lives = feed.rules.mode.tuning.lives > 0;
        let mut rows = rows(&feed, &muted);
        // After the match there are awards below; with the key held, all rows.
        let (most, room) = if over && !input.show_scores { FINAL } else { ALL };
        shorten(&mut rows, most);
        if shown.0 == rows && shown.1 == Some(board) {
            continue;
        }
        commands.entity(board).despawn_children();
        let columns = if rows.len() > ONE_COLUMN { 2 } else { 1 };
        let in_column = rows.len().div_ceil(columns).max(1);
        for part in rows.chunks(in_column) {
            let column = commands
                .spawn(Node {
                    flex_direction: FlexDirection::Column,
                    ..default()
                })
                .with_children(|column| {
                    let height = row_height(in_column, room);
                    spawn_column(column, (&style, &words), (part, lives), height);
                })
                .id();
            commands.entity(board).add_child(column);
        }
        *shown = Shown(rows, Some(board));
    }
}

/// A column of rows; whether what counts are lives, its heading says.
fn spawn_column(
    column: &mut ChildSpawnerCommands<'_>,
    (style, words): (&HudStyle, &Words),
    (rows, lives): (&[Row], bool),
    height: f32,
) {
    let size = (height * 0.76).min(18.0);
    column
        .spawn((Heading, line(style, height)))
        .with_children(|line| {
            let points = if lives { "score-lives" } else { "score-points" };
            let keys = [
                "score-name",
                "score-hog",
                points,
                "score-kills",
                "score-losses",
                "score-ping",
            ];
            spawn_cell(line, style, 0, "", size, Weight::Regular, MUTED);
            for (index, key) in keys.into_iter().enumerate() {
                let said = words.say(key);
                spawn_cell(
                    line,
                    style,
                    index + 1,
                    &said,
                    size.min(15.0),
                    Weight::Regular,
                    MUTED,
                );
            }
        });
    for (index, row) in rows.iter().enumerate() {
        let back = if row.own {
            GOLD.with_alpha(0.42)
        } else if index % 2 == 0 {
            Color::srgba(1.0, 0.95, 0.9, 0.06)
        } else {
            Color::NONE
        };
        column
            .spawn((line(style, height), BackgroundColor(back)))
            .with_children(|line| {
                spawn_row(line, (style, words), row, size);
            });
    }
}

fn line(style: &HudStyle, height: f32) -> Node {
    Node {
        height: style.px(height),
        align_items: AlignItems::Center,
        padding: UiRect::horizontal(style.px(6.0)),
        border_radius: BorderRadius::all(style.px(4.0)),
        ..default()
    }
}

fn spawn_row(line: &mut ChildSpawnerCommands<'_>, (style, words): (&HudStyle, &Words), row: &Row, size: f32) {
    // A wreck's hog is struck from the field until it is back.
    let quiet = if row.alive { SELF } else { DANGER };
    spawn_cell(
        line,
        style,
        0,
        &if row.looks_on {
            String::new()
        } else {
            row.place.to_string()
        },
        size,
        Weight::Bold,
        if row.own { SELF } else { MUTED },
    );
    let name = Node {
        width: style.px(WIDTHS[1]),
        align_items: AlignItems::Center,
        column_gap: style.px(5.0),
        ..default()
    };
    line.spawn(name).with_children(|cell| {
        if row.place == 1 && !row.looks_on {
            cell.spawn(style.glyph(Glyph::Crown, size, GOLD));
        }
        // One's own row has a colour already, on which that of a side is hard to read.
        let colour = row
            .team
            .filter(|_| !row.own)
            .map_or(SELF, |team| color(side(team)));
        cell.spawn(style.text(cut(&row.name, 20), size, Weight::Bold, colour));
        if row.bot {
            cell.spawn(style.glyph(Glyph::Bot, size, ENERGY));
        }
        if row.muted {
            cell.spawn(style.text(words.say("score-muted"), size * 0.8, Weight::Regular, MUTED));
        }
    });
    spawn_cell(
        line,
        style,
        2,
        &if row.looks_on {
            words.say("score-looks-on")
        } else {
            capitalized(row.chassis.name())
        },
        size,
        Weight::Regular,
        quiet,
    );
    let weights = [Weight::Bold, Weight::Regular, Weight::Regular];
    for (index, (figure, weight)) in row.figures.iter().zip(weights).enumerate() {
        spawn_cell(line, style, 3 + index, &figure.to_string(), size, weight, SELF);
    }
    let ping = row
        .ping_ms
        .map_or_else(|| words.say("score-bot"), |ping| ping.to_string());
    spawn_cell(
        line,
        style,
        6,
        &ping,
        size,
        Weight::Regular,
        if row.own { SELF } else { MUTED },
    );
}

fn spawn_cell(
    line: &mut ChildSpawnerCommands<'_>,
    style: &HudStyle,
    index: usize,
    words: &str,
    size: f32,
    weight: Weight,
    colour: Color,
) {
    // Names and chassis stand left, figures right.
    let justify_content = if matches!(index, 1 | 2) {
        JustifyContent::Start
    } else {
        JustifyContent::End
    };
    let gap = if index == 0 { style.px(8.0) } else { Val::ZERO };
    let cell = Node {
        width: style.px(WIDTHS[index]),
        justify_content,
        padding: UiRect::right(gap),
        ..default()
    };
    line.spawn(cell).with_children(|cell| {
        cell.spawn(style.text(words, size, weight, colour));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_four_rows_fit_the_screen() {
        for rows in [1, 4, 16, 32] {
            let height = row_height(rows, ALL.1) * (rows as f32 + 1.0) + 24.0;
            assert!(height < 720.0 * 0.845, "{rows} rows are {height} units high");
        }
        let height = row_height(FINAL.0 / 2, FINAL.1) * (FINAL.0 as f32 / 2.0 + 1.0) + 24.0;
        assert!(
            height < 720.0 * 0.845 - 149.0,
            "no room for awards below {height} units"
        );
        let width: f32 = WIDTHS.iter().sum::<f32>() + 12.0;
        assert!(
            width * 2.0 + 18.0 + 24.0 < 1280.0,
            "two columns are {width} units wide each"
        );
    }
}
