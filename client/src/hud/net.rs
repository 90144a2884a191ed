//! The net graph: what the link is like, how well prediction does and what traffic goes to, over the last twelve
//! seconds; and the mark that says so while the player has made the link worse.

use bevy::prelude::*;

use hogs_shared::netplay::stats::NetStats;
use hogs_shared::protocol::spent::Cause;

use super::paint::{Paint, SAMPLES, repaint};
use super::style::{DANGER, ENERGY, GOLD, HudStyle, MUTED, SELF, SHADE, Weight, show, write};
use super::{HudInput, HudPhase, Kit, LinkMark, playing};
use crate::feed::MatchFeed;
use crate::palette::color;

mod history;

use history::{History, Sample};

/// Times a second that the words change: faster ones cannot be read.
const WORDS_PER_S: f32 = 4.0;
/// Most layers of a graph.
const LAYERS: usize = 6;
/// What is green on the graphs and nowhere else.
const GREEN: Color = color(0x0014_C98C);
/// What is violet.
const VIOLET: Color = color(0x009C_7DFF);

#[derive(Component)]
struct Corner;

#[derive(Component)]
struct Panel;

#[derive(Component)]
struct Mark;

#[derive(Component)]
struct MarkWords;

/// The words over a graph, and the value at its top.
#[derive(Component, Clone, Copy)]
enum Words {
    Over(Graph),
    Top(Graph),
    Rate(Cause, usize),
    Rest,
}

/// A layer of a graph: the sum of its parts up to this one.
#[derive(Component)]
struct Layer(Graph, usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Graph {
    RoundTrip,
    Lost,
    Margin,
    Corrections,
    Down,
    Up,
}

impl Graph {
    const ALL: [Self; 6] = [
        Self::RoundTrip,
        Self::Lost,
        Self::Margin,
        Self::Corrections,
        Self::Down,
        Self::Up,
    ];

    /// Height, units.
    const fn height(self) -> f32 {
        match self {
            Self::RoundTrip | Self::Corrections => 30.0,
            Self::Lost => 14.0,
            Self::Margin => 22.0,
            Self::Down => 40.0,
            Self::Up => 32.0,
        }
    }

    /// Colours of its parts, lowest first.
    fn colours(self) -> Vec<Color> {
        match self {
            Self::RoundTrip => vec![ENERGY, VIOLET],
            Self::Lost => vec![DANGER, GOLD],
            Self::Margin => vec![GREEN, DANGER],
            Self::Corrections => vec![SELF, GOLD, VIOLET],
            Self::Down => down_causes().map(cause_colour).to_vec(),
            Self::Up => up_causes().map(cause_colour).to_vec(),
        }
    }

    /// The parts of a sample, lowest first.
    fn parts(self, sample: &Sample) -> [f32; LAYERS] {
        let mut parts = [0.0; LAYERS];
        match self {
            Self::RoundTrip => parts[..2].copy_from_slice(&[sample.rtt_ms, sample.jitter_ms]),
            Self::Lost => parts[..2].copy_from_slice(&sample.lost),
            // A starved sample is a mark as high as the graph.
            Self::Margin => {
                parts[0] = sample.margin_ticks.max(0.0);
                parts[1] = if sample.starved > 0.0 { f32::MAX } else { 0.0 };
            }
            Self::Corrections => parts[..3].copy_from_slice(&sample.corrections_m),
            Self::Down => {
                for (part, cause) in parts.iter_mut().zip(down_causes()) {
                    *part = sample.rates[0][cause as usize];
                }
            }
            Self::Up => {
                for (part, cause) in parts.iter_mut().zip(up_causes()) {
                    *part = sample.rates[1][cause as usize];
                }
            }
        }
        parts
    }

    /// What its top can stand for, lowest first.
    const fn tops(self) -> &'static [f32] {
        match self {
            Self::RoundTrip => &[50.0, 100.0, 200.0, 400.0, 800.0, 1600.0],
            Self::Lost => &[3.0, 6.0, 12.0],
            Self::Margin => &[3.0, 6.0, 12.0],
            Self::Corrections => &[0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0],
            Self::Down | Self::Up => &[2e3, 5e3, 10e3, 20e3, 50e3, 100e3],
        }
    }

    /// The least top that everything fits under.
    fn top(self, samples: &[Sample]) -> f32 {
        let height = |sample: &Sample| {
            let parts = self.parts(sample).into_iter();
            parts.filter(|part| *part < f32::MAX).sum::<f32>()
        };
        let most = samples.iter().map(height).fold(0.0, f32::max);
        let tops = self.tops();
        let fits = tops.iter().copied().find(|top| *top >= most);
        fits.or(tops.last().copied()).unwrap_or(1.0)
    }

    /// How the value at its top reads.
    fn top_reads(self, top: f32) -> String {
        match self {
            Self::RoundTrip => format!("{top:.0} ms"),
            Self::Lost => format!("{top:.0} lost"),
            Self::Margin => format!("{top:.0} ticks"),
            Self::Corrections => format!("{top} m"),
            Self::Down | Self::Up => format!("{:.0} kB/s", top / 1000.0),
        }
    }

    /// What it says, and whether that is trouble.
    fn reads(self, net: &NetStats, history: &History) -> (String, bool) {
        let worst = |index: usize| {
            let all = history.last_second().iter();
            all.map(|sample| sample.corrections_m[index]).fold(0.0, f32::max)
        };
        let rate = |way: usize| history.rates()[way].iter().sum::<f32>() / 1000.0;
        match self {
            Self::RoundTrip => (
                format!("Round trip {:.0}  ± {:.1} ms", net.rtt_ms, net.jitter_ms),
                net.rtt_ms > 150.0 || net.jitter_ms > 20.0,
            ),
            Self::Lost => (
                format!(
                    "Lost down {:.1}, up {:.1} %",
                    net.loss * 100.0,
                    net.loss_up * 100.0
                ),
                net.loss.max(net.loss_up) > 0.05,
            ),
            Self::Margin => (
                format!(
                    "Early {:.1} ticks, starved {:.0}",
                    net.margin_ticks,
                    history.starved()
                ),
                net.margin_ticks < 0.0,
            ),
            Self::Corrections => {
                let (free, shaken, others) = (worst(0), worst(1), worst(2));
                let words = format!("Off: own {free:.2}, hit {shaken:.2}, others {others:.2}");
                (words, free > 0.25)
            }
            Self::Down => (format!("Down {:.2} kB/s", rate(0)), false),
            Self::Up => (format!("Up {:.2} kB/s", rate(1)), false),
        }
    }
}

const fn down_causes() -> [Cause; 6] {
    use Cause::{Happened, Headers, Link, Others, Own, Streams};
    [Headers, Link, Own, Others, Happened, Streams]
}

const fn up_causes() -> [Cause; 5] {
    use Cause::{Controls, Headers, Link, Own, Streams};
    [Headers, Link, Own, Controls, Streams]
}

const fn cause_colour(cause: Cause) -> Color {
    match cause {
        Cause::Headers => MUTED,
        Cause::Link => VIOLET,
        Cause::Own => SELF,
        Cause::Others => DANGER,
        Cause::Happened => GOLD,
        Cause::Streams => GREEN,
        Cause::Controls => ENERGY,
    }
}

const fn cause_name(cause: Cause) -> &'static str {
    match cause {
        Cause::Headers => "Headers, seal",
        Cause::Link => "Acks, clock",
        Cause::Own => "Own hog",
        Cause::Others => "Other hogs",
        Cause::Happened => "Shots, events",
        Cause::Streams => "Players, chat",
        Cause::Controls => "Controls",
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<History>().add_systems(
        Update,
        (sample, place, mark, display, tell)
            .chain()
            .in_set(HudPhase::Show)
            .run_if(playing),
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
    let panel = Node {
        width: style.px(270.0),
        padding: UiRect::axes(style.px(9.0), style.px(6.0)),
        flex_direction: FlexDirection::Column,
        border_radius: BorderRadius::all(style.px(8.0)),
        ..default()
    };
    root.spawn((Corner, corner)).with_children(|corner| {
        corner
            .spawn((Mark, style.pill(4.0), Visibility::Hidden))
            .with_children(|mark| {
                mark.spawn(style.text("Bad link", 15.0, Weight::Bold, GOLD));
                mark.spawn((MarkWords, style.text("", 15.0, Weight::Bold, SELF)));
            });
        let look = (BackgroundColor(SHADE.with_alpha(0.82)), Visibility::Hidden);
        corner.spawn((Panel, panel, look)).with_children(|panel| {
            for graph in Graph::ALL {
                spawn_graph(panel, kit, graph);
            }
            for cause in Cause::ALL {
                spawn_cause(panel, kit.style, cause);
            }
            let rest = kit.style.text("", 12.0, Weight::Regular, MUTED);
            panel.spawn((Words::Rest, rest));
        });
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
    panel.spawn(line()).with_children(|line| {
        line.spawn((Words::Over(graph), style.text("", 13.0, Weight::Bold, SELF)));
        line.spawn((Words::Top(graph), style.text("", 11.0, Weight::Regular, MUTED)));
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

/// A row of the table under the graphs: what a colour stands for, and bytes a second.
fn spawn_cause(panel: &mut ChildSpawnerCommands<'_>, style: &HudStyle, cause: Cause) {
    let column = |width: f32, justify: JustifyContent| Node {
        width: style.px(width),
        justify_content: justify,
        align_items: AlignItems::Center,
        column_gap: style.px(6.0),
        ..default()
    };
    panel.spawn(line()).with_children(|row| {
        row.spawn(column(120.0, JustifyContent::Start))
            .with_children(|name| {
                let swatch = Node {
                    width: style.px(8.0),
                    height: style.px(8.0),
                    border_radius: BorderRadius::all(style.px(2.0)),
                    ..default()
                };
                name.spawn((swatch, BackgroundColor(cause_colour(cause))));
                name.spawn(style.text(cause_name(cause), 12.0, Weight::Regular, MUTED));
            });
        for way in 0..2 {
            row.spawn(column(62.0, JustifyContent::End))
                .with_children(|cell| {
                    let figure = style.text("", 12.0, Weight::Regular, SELF);
                    cell.spawn((Words::Rate(cause, way), figure));
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
fn place(input: Res<HudInput>, style: Res<HudStyle>, mut corners: Query<&mut Node, With<Corner>>) {
    let aside = style.px(20.0);
    let (left, right, align) = if input.menu_open {
        (Val::Auto, aside, AlignItems::End)
    } else {
        (aside, Val::Auto, AlignItems::Start)
    };
    // On the right it stands under the ping.
    let top = style.px(if input.menu_open { 32.0 } else { 12.0 });
    for mut node in &mut corners {
        if node.left != left {
            (node.left, node.right, node.top, node.align_items) = (left, right, top, align);
        }
    }
}

fn mark(
    words: Res<LinkMark>,
    mut marks: Query<&mut Visibility, With<Mark>>,
    mut texts: Query<&mut Text, With<MarkWords>>,
) {
    for mut visibility in &mut marks {
        show(&mut visibility, !words.0.is_empty());
    }
    for mut text in &mut texts {
        write(&mut text, &words.0);
    }
}

fn display(
    input: Res<HudInput>,
    history: Res<History>,
    mut panels: Query<&mut Visibility, With<Panel>>,
    layers: Query<(&Layer, &MaterialNode<Paint>)>,
    mut paints: ResMut<Assets<Paint>>,
) {
    for mut visibility in &mut panels {
        show(&mut visibility, input.net_graph);
    }
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
    history: Res<History>,
    time: Res<Time>,
    mut texts: Query<(&Words, &mut Text, &mut TextColor)>,
    mut due_s: Local<f32>,
) {
    *due_s -= time.delta_secs();
    if !input.net_graph || *due_s > 0.0 {
        return;
    }
    *due_s = 1.0 / WORDS_PER_S;
    let (net, rates) = (&feed.net, history.rates());
    for (words, mut text, mut colour) in &mut texts {
        match *words {
            Words::Over(graph) => {
                let (words, bad) = graph.reads(net, &history);
                write(&mut text, &words);
                colour.set_if_neq(TextColor(if bad { DANGER } else { SELF }));
            }
            Words::Top(graph) => {
                let top = graph.top(history.samples());
                write(&mut text, &graph.top_reads(top));
            }
            Words::Rate(cause, way) => {
                let goes = if way == 0 {
                    down_causes().contains(&cause)
                } else {
                    up_causes().contains(&cause)
                };
                let figure = format!("{:.0} B/s", rates[way][cause as usize]);
                write(&mut text, if goes { &figure } else { "" });
            }
            Words::Rest => {
                let (lead, replayed, bytes) = (net.lead_ticks, net.replayed_ticks, net.snapshot_bytes);
                write(
                    &mut text,
                    &format!("Lead {lead:.0} ticks, replayed {replayed}, datagram {bytes} B"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_is_on_a_graph_in_a_colour_of_its_own() {
        for causes in [&down_causes()[..], &up_causes()[..]] {
            for (index, cause) in causes.iter().enumerate() {
                assert!(
                    causes[..index]
                        .iter()
                        .all(|other| cause_colour(*other) != cause_colour(*cause))
                );
            }
        }
        let shown = |cause: &Cause| down_causes().contains(cause) || up_causes().contains(cause);
        assert!(Cause::ALL.iter().all(shown));
        assert!(Graph::ALL.iter().all(|graph| graph.colours().len() <= LAYERS));
    }

    #[test]
    fn the_top_fits_what_is_shown_and_a_starved_sample_fills_the_graph() {
        let mut sample = Sample {
            rtt_ms: 90.0,
            jitter_ms: 15.0,
            margin_ticks: 2.0,
            starved: 1.0,
            ..Sample::default()
        };
        assert!((Graph::RoundTrip.top(&[sample]) - 200.0).abs() < 1e-6);
        assert!((Graph::Margin.top(&[sample]) - 3.0).abs() < 1e-6);
        assert!(Graph::Margin.parts(&sample).iter().sum::<f32>() > 1e6);
        sample.rtt_ms = 1e9;
        assert!((Graph::RoundTrip.top(&[sample]) - 1600.0).abs() < 1e-6);
    }
}
