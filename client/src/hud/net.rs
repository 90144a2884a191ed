//! The net graph: the link's figures, and rolling graphs of the round trip and of how far predictions were off.

use bevy::prelude::*;

use hogs_shared::netplay::stats::NetStats;

use super::paint::{Paint, SAMPLES, repaint};
use super::style::{DANGER, ENERGY, GOLD, HudStyle, MUTED, SELF, SHADE, Weight, show, write};
use super::{HudInput, HudPhase, Kit, playing};
use crate::feed::MatchFeed;

/// Seconds between samples: the graphs reach back 6 s.
const SAMPLE_S: f32 = 0.05;
/// Figures shown.
const FIGURES: usize = 8;

#[derive(Component)]
struct Panel;

#[derive(Component)]
struct Figure(usize);

#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum Graph {
    RoundTrip,
    Correction,
}

/// The last samples, oldest first.
#[derive(Resource)]
struct History {
    round_trip: [f32; SAMPLES],
    correction: [f32; SAMPLES],
    since_s: f32,
    worst_correction: f32,
}

impl Default for History {
    fn default() -> Self {
        Self {
            round_trip: [0.0; SAMPLES],
            correction: [0.0; SAMPLES],
            since_s: 0.0,
            worst_correction: 0.0,
        }
    }
}

impl History {
    /// Takes a frame's figures; a sample keeps the worst correction of its frames.
    fn take(&mut self, net: &NetStats, seconds: f32) {
        self.since_s += seconds;
        self.worst_correction = self.worst_correction.max(net.correction_m);
        while self.since_s >= SAMPLE_S {
            self.since_s -= SAMPLE_S;
            self.round_trip.rotate_left(1);
            self.correction.rotate_left(1);
            self.round_trip[SAMPLES - 1] = net.rtt_ms;
            self.correction[SAMPLES - 1] = self.worst_correction;
            self.worst_correction = 0.0;
        }
        // After a long halt there is nothing to catch up with.
        self.since_s = self.since_s.min(SAMPLE_S);
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<History>().add_systems(
        Update,
        (sample, display).chain().in_set(HudPhase::Show).run_if(playing),
    );
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style = kit.style;
    let panel = Node {
        position_type: PositionType::Absolute,
        top: style.px(12.0),
        left: style.px(20.0),
        width: style.px(268.0),
        padding: UiRect::all(style.px(9.0)),
        flex_direction: FlexDirection::Column,
        row_gap: style.px(1.0),
        border_radius: BorderRadius::all(style.px(8.0)),
        ..default()
    };
    let round_trip = kit.painted(Paint::graph(ENERGY, GOLD, 200.0, 120.0));
    let correction = kit.painted(Paint::graph(SELF, DANGER, 1.0, 0.5));
    root.spawn((
        Panel,
        panel,
        BackgroundColor(SHADE.with_alpha(0.78)),
        Visibility::Hidden,
    ))
    .with_children(|panel| {
        for index in 0..FIGURES {
            spawn_figure(panel, style, index);
        }
        let bars = Node {
            height: style.px(40.0),
            margin: UiRect::bottom(style.px(2.0)),
            ..default()
        };
        panel.spawn(style.text("Round trip, to 200 ms", 13.0, Weight::Regular, MUTED));
        panel.spawn((Graph::RoundTrip, round_trip, bars.clone()));
        panel.spawn(style.text("Correction, to 1 m", 13.0, Weight::Regular, MUTED));
        panel.spawn((Graph::Correction, correction, bars));
    });
}

fn spawn_figure(panel: &mut ChildSpawnerCommands<'_>, style: &HudStyle, index: usize) {
    let line = Node {
        justify_content: JustifyContent::SpaceBetween,
        ..default()
    };
    panel.spawn(line).with_children(|line| {
        line.spawn(style.text(LABELS[index], 14.0, Weight::Regular, MUTED));
        line.spawn((Figure(index), style.text("", 14.0, Weight::Bold, SELF)));
    });
}

/// What the figures are called.
const LABELS: [&str; FIGURES] = [
    "Round trip",
    "Jitter",
    "Loss",
    "Lead",
    "Margin",
    "Correction",
    "Down / up",
    "Snapshot, replay",
];

/// The figures in words, and whether each is trouble.
fn figures(net: &NetStats) -> [(String, bool); FIGURES] {
    let kilobytes = |bytes: f32| bytes / 1000.0;
    [
        (format!("{:.0} ms", net.rtt_ms), net.rtt_ms > 150.0),
        (format!("{:.1} ms", net.jitter_ms), net.jitter_ms > 20.0),
        (format!("{:.1} %", net.loss * 100.0), net.loss > 0.05),
        (format!("{:.1} ticks", net.lead_ticks), net.lead_ticks > 30.0),
        (format!("{:.1} ticks", net.margin_ticks), net.margin_ticks < 0.0),
        (format!("{:.2} m", net.correction_m), net.correction_m > 0.5),
        (
            format!(
                "{:.1} / {:.1} kB/s",
                kilobytes(net.down_bytes_per_s),
                kilobytes(net.up_bytes_per_s)
            ),
            false,
        ),
        (
            format!("{} B, {} ticks", net.snapshot_bytes, net.replayed_ticks),
            net.snapshot_bytes > 1150,
        ),
    ]
}

fn sample(feed: Res<MatchFeed>, time: Res<Time>, mut history: ResMut<History>) {
    history.take(&feed.net, time.delta_secs());
}

fn display(
    feed: Res<MatchFeed>,
    input: Res<HudInput>,
    history: Res<History>,
    mut panels: Query<&mut Visibility, With<Panel>>,
    mut texts: Query<(&Figure, &mut Text, &mut TextColor)>,
    graphs: Query<(&Graph, &MaterialNode<Paint>)>,
    mut paints: ResMut<Assets<Paint>>,
) {
    for mut visibility in &mut panels {
        show(&mut visibility, input.net_graph);
    }
    if !input.net_graph {
        return;
    }
    let figures = figures(&feed.net);
    for (figure, mut text, mut colour) in &mut texts {
        let (words, bad) = &figures[figure.0];
        write(&mut text, words);
        colour.set_if_neq(TextColor(if *bad { DANGER } else { SELF }));
    }
    for (graph, node) in &graphs {
        let samples = if *graph == Graph::RoundTrip {
            &history.round_trip
        } else {
            &history.correction
        };
        repaint(&mut paints, &node.0, |paint| {
            for (four, chunk) in paint.samples.iter_mut().zip(samples.chunks_exact(4)) {
                *four = Vec4::new(chunk[0], chunk[1], chunk[2], chunk[3]);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_roll_and_keep_the_worst_correction() {
        let mut history = History::default();
        let net = |correction_m| NetStats {
            rtt_ms: 40.0,
            correction_m,
            ..NetStats::default()
        };
        history.take(&net(0.7), 0.03);
        history.take(&net(0.1), 0.03);
        assert!((history.correction[SAMPLES - 1] - 0.7).abs() < 1e-6);
        assert!((history.round_trip[SAMPLES - 1] - 40.0).abs() < 1e-6);
        history.take(&net(0.2), 0.05);
        assert!((history.correction[SAMPLES - 2] - 0.7).abs() < 1e-6);
    }
}
