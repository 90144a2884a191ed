//! The net graph: what the link is like, how well prediction does and what traffic goes to, over the last twelve
//! seconds; and the mark that says so while the player has made the link worse.

use bevy::prelude::*;

use hogs_shared::protocol::spent::Cause;

use super::paint::{Paint, SAMPLES, repaint};
use super::style::{DANGER, GOLD, HudStyle, MUTED, SELF, SHADE, Weight, show, write};
use super::{HudInput, HudPhase, Kit, LinkMark};
use crate::feed::MatchFeed;
use crate::words::{Argument, Words};

mod graph;
mod history;

use graph::{Graph, cause_colour, cause_key, down_causes, up_causes};
use history::History;

/// Width of the panel, units.
pub(super) const WIDTH: f32 = 296.0;
/// How far down it stands where one looks on: below who is followed, units or, if that is more, logical pixels.
const WATCHED: f32 = 96.0;
/// Most figures beside a title.
const FIGURES: usize = 2;
/// Times a second that the words change: faster ones cannot be read.
const WORDS_PER_S: f32 = 4.0;
#[derive(Component)]
struct Corner;

#[derive(Component)]
struct Panel;

#[derive(Component)]
struct Mark;

#[derive(Component)]
struct MarkWords;

/// The words over a graph: its title, a figure beside that, and the value at its top; those of the table below.
#[derive(Component, Clone, Copy)]
enum Said {
    Title(Graph),
    Figure(Graph, usize),
    Top(Graph),
    Rate(Cause, usize),
    Rest,
}

/// A layer of a graph: the sum of its parts up to this one.
#[derive(Component)]
struct Layer(Graph, usize);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<History>().add_systems(
        Update,
        (sample, place, mark, open, display, tell)
            .chain()
            .in_set(HudPhase::Show),
    );
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style = kit.style;
    let corner = Node {
        position_type: PositionType::Absolute,
        top: style.px(12.0),
        left: style.px(20.0),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Start,
        row_gap: style.px(6.0),
        ..default()
    };
    root.spawn((Corner, corner)).with_children(|corner| {
        corner
            .spawn((Mark, style.pill(4.0), Visibility::Hidden))
            .with_children(|mark| {
                let title = kit.words.say("bad-link-title");
                mark.spawn(style.text(title, 15.0, Weight::Bold, GOLD));
                mark.spawn((MarkWords, style.text("", 15.0, Weight::Bold, SELF)));
            });
    });
}

/// Puts the graphs up while they are wanted: laid out and not shown, they would cost a part of every frame.
fn open(
    mut commands: Commands,
    input: Res<HudInput>,
    (style, words): (Res<HudStyle>, Res<Words>),
    mut paints: ResMut<Assets<Paint>>,
    corners: Query<Entity, With<Corner>>,
    panels: Query<Entity, With<Panel>>,
) {
    if input.net_graph != panels.is_empty() {
        return;
    }
    for panel in &panels {
        commands.entity(panel).despawn();
    }
    for corner in corners.iter().filter(|_| input.net_graph) {
        let mut kit = Kit {
            style: &style,
            words: &words,
            paints: &mut paints,
        };
        commands
            .entity(corner)
            .with_children(|corner| spawn_panel(corner, &mut kit));
    }
}

fn spawn_panel(corner: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style = kit.style;
    let panel = Node {
        width: style.px(WIDTH),
        padding: UiRect::axes(style.px(9.0), style.px(6.0)),
        flex_direction: FlexDirection::Column,
        border_radius: BorderRadius::all(style.px(8.0)),
        ..default()
    };
    let ground = BackgroundColor(SHADE.with_alpha(0.95));
    corner.spawn((Panel, panel, ground)).with_children(|panel| {
        for graph in Graph::ALL {
            spawn_graph(panel, kit, graph);
        }
        spawn_head(panel, kit);
        for cause in Cause::ALL {
            spawn_cause(panel, kit, cause);
        }
        let rest = kit.style.text("", 12.0, Weight::Regular, MUTED);
        panel.spawn((Said::Rest, rest));
    });
}

/// A line of words that stand apart.
fn line() -> Node {
    Node {
        justify_content: JustifyContent::SpaceBetween,
        align_items: AlignItems::Center,
        ..default()
    }
}

fn spawn_graph(panel: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>, graph: Graph) {
    let style = kit.style;
    let told = Node {
        align_items: AlignItems::Baseline,
        column_gap: style.px(6.0),
        ..default()
    };
    panel.spawn(line()).with_children(|line| {
        line.spawn(told).with_children(|told| {
            let title = kit.words.say(graph.key());
            let title = style.text(title, 13.0, Weight::Bold, SELF);
            told.spawn((Said::Title(graph), title));
            for index in 0..FIGURES {
                let figure = style.text("", 13.0, Weight::Regular, SELF);
                told.spawn((Said::Figure(graph, index), figure));
            }
        });
        line.spawn((Said::Top(graph), style.text("", 11.0, Weight::Regular, MUTED)));
    });
    let frame = Node {
        height: style.px(graph.height()),
        margin: UiRect::bottom(style.px(3.0)),
        ..default()
    };
    let whole = Node {
        position_type: PositionType::Absolute,
        width: percent(100),
        height: percent(100),
        ..default()
    };
    panel.spawn(frame).with_children(|frame| {
        // The sum of all parts first, what is lower over it.
        let colours = graph.colours();
        for (index, colour) in colours.iter().enumerate().rev() {
            let paint = kit.painted(Paint::graph(*colour, index + 1 == colours.len()));
            frame.spawn((Layer(graph, index), paint, whole.clone()));
        }
    });
}

/// A cell of the table under the graphs: the first of a row is the wider one.
fn cell(style: &HudStyle, first: bool) -> Node {
    let (width, justify_content) = if first {
        (130.0, JustifyContent::Start)
    } else {
        (62.0, JustifyContent::End)
    };
    Node {
        width: style.px(width),
        justify_content,
        align_items: AlignItems::Center,
        column_gap: style.px(6.0),
        ..default()
    }
}

/// What the columns of the table are.
fn spawn_head(panel: &mut ChildSpawnerCommands<'_>, kit: &Kit<'_>) {
    let style = kit.style;
    panel.spawn(line()).with_children(|row| {
        let keys = ["net-bytes", "net-bytes-down", "net-bytes-up"];
        for (index, key) in keys.into_iter().enumerate() {
            row.spawn(cell(style, index == 0)).with_children(|cell| {
                cell.spawn(style.text(kit.words.say(key), 12.0, Weight::Bold, MUTED));
            });
        }
    });
}

/// A row of the table: what a colour stands for, and bytes a second.
fn spawn_cause(panel: &mut ChildSpawnerCommands<'_>, kit: &Kit<'_>, cause: Cause) {
    let style = kit.style;
    panel.spawn(line()).with_children(|row| {
        row.spawn(cell(style, true)).with_children(|name| {
            let swatch = Node {
                width: style.px(8.0),
                height: style.px(8.0),
                border_radius: BorderRadius::all(style.px(2.0)),
                ..default()
            };
            name.spawn((swatch, BackgroundColor(cause_colour(cause))));
            name.spawn(style.text(kit.words.say(cause_key(cause)), 12.0, Weight::Regular, SELF));
        });
        for way in 0..2 {
            row.spawn(cell(style, false)).with_children(|cell| {
                let figure = style.text("", 12.0, Weight::Regular, SELF);
                cell.spawn((Said::Rate(cause, way), figure));
            });
        }
    });
}

fn sample(feed: Res<MatchFeed>, time: Res<Time<Real>>, mut history: ResMut<History>) {
    if feed.is_added() {
        // What passed on the way in would dwarf everything after it.
        *history = History::default();
        return;
    }
    history.take(&feed.net, &feed.pulse, time.delta_secs());
}

/// Menus stand on the left: while one is open, the corner is the other one.
fn place(
    feed: Res<MatchFeed>,
    input: Res<HudInput>,
    style: Res<HudStyle>,
    mut corners: Query<&mut Node, With<Corner>>,
) {
    let aside = style.px(20.0);
    let (left, right, align) = if input.menu_open {
        (Val::Auto, aside, AlignItems::End)
    } else {
        (aside, Val::Auto, AlignItems::Start)
    };
    // On the right it stands under the ping; on the left, where one looks on, under whom one follows.
    let top = match (input.menu_open, feed.watch) {
        (true, _) => style.px(32.0),
        (false, None) => style.px(12.0),
        (false, Some(_)) => Val::Px(WATCHED * style.unit.max(1.0) * style.text.max(1.0)),
    };
    for mut node in &mut corners {
        if node.left != left || node.top != top {
            (node.left, node.right, node.top, node.align_items) = (left, right, top, align);
        }
    }
}

fn mark(
    added: Res<LinkMark>,
    mut marks: Query<&mut Visibility, With<Mark>>,
    mut texts: Query<&mut Text, With<MarkWords>>,
) {
    for mut visibility in &mut marks {
        show(&mut visibility, !added.0.is_empty());
    }
    for mut text in &mut texts {
        write(&mut text, &added.0);
    }
}

fn display(
    input: Res<HudInput>,
    history: Res<History>,
    layers: Query<(&Layer, &MaterialNode<Paint>)>,
    mut paints: ResMut<Assets<Paint>>,
) {
    if !input.net_graph {
        return;
    }
    let tops = Graph::ALL.map(|graph| graph.top(history.samples()));
    for (&Layer(graph, index), node) in &layers {
        let mut heights = [0.0; SAMPLES];
        for (height, sample) in heights.iter_mut().zip(history.samples()) {
            *height = graph.parts(sample)[..=index].iter().sum();
        }
        repaint(&mut paints, &node.0, |paint| {
            paint.shape.x = tops[graph as usize];
            for (four, chunk) in paint.samples.iter_mut().zip(heights.chunks_exact(4)) {
                *four = Vec4::new(chunk[0], chunk[1], chunk[2], chunk[3]);
            }
        });
    }
}

fn tell(
    feed: Res<MatchFeed>,
    input: Res<HudInput>,
    (history, words): (Res<History>, Res<Words>),
    time: Res<Time>,
    mut texts: Query<(&Said, &mut Text, &mut TextColor)>,
    new: Query<(), Added<Panel>>,
    mut due_s: Local<f32>,
) {
    *due_s -= time.delta_secs();
    if !input.net_graph || *due_s > 0.0 && new.is_empty() {
        return;
    }
    *due_s = 1.0 / WORDS_PER_S;
    let (net, rates) = (&feed.net, history.rates());
    for (said, mut text, mut colour) in &mut texts {
        match *said {
            Said::Title(graph) => {
                let bad = graph.is_bad(net, &history);
                colour.set_if_neq(TextColor(if bad { DANGER } else { SELF }));
            }
            Said::Figure(graph, index) => {
                let figures = graph.figures(net, &history, &words);
                let (figure, shade) = figures
                    .get(index)
                    .map_or(("", SELF), |(figure, shade)| (figure, *shade));
                write(&mut text, figure);
                colour.set_if_neq(TextColor(shade));
            }
            Said::Top(graph) => {
                let top = graph.top(history.samples());
                write(&mut text, &graph.top_reads(top, &words));
            }
            Said::Rate(cause, way) => {
                let goes = if way == 0 {
                    down_causes().contains(&cause)
                } else {
                    up_causes().contains(&cause)
                };
                let figure = format!("{:.0}", rates[way][cause as usize]);
                write(&mut text, if goes { &figure } else { "" });
            }
            Said::Rest => {
                let figures = [
                    ("lead", Argument::Count(net.lead_ticks.round() as i64)),
                    ("replayed", Argument::Count(i64::from(net.replayed_ticks))),
                    ("bytes", Argument::Count(net.snapshot_bytes as i64)),
                ];
                write(&mut text, &words.tell("net-rest", figures));
            }
        }
    }
}
