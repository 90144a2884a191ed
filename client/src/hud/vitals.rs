//! Bottom left: health and shield as two arcs around the figures, energy as a bar, and how fast one is.

use bevy::prelude::*;

use hogs_shared::netplay::scene::SceneHog;

use super::glyph::Glyph;
use super::paint::{Paint, repaint};
use super::panel::{Corner, around, dial, panel};
use super::style::{DANGER, ENERGY, HudStyle, LOW_HEALTH, MUTED, SELF, SHADE, Weight, health_colour, write};
use super::{HudPhase, Kit};
use crate::feed::MatchFeed;
use crate::view::convert::vec3;

/// Where the arcs begin and how far they go, radians clockwise from the top.
const FROM: f32 = -2.35;
const SWEEP: f32 = 4.7;
/// How fast the mark of what was lost follows, shares a second.
const TRAIL_PER_S: f32 = 0.7;

#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum Gauge {
    Health,
    Shield,
    Energy,
}

#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum Figure {
    Health,
    Shield,
    Energy,
    Speed,
}

/// Shares as they were a moment ago, to show what was lost.
#[derive(Default)]
struct Trail([f32; 3]);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (gauges, figures).in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style = kit.style;
    let shield = kit.painted(Paint::arc(ENERGY, FROM, SWEEP, 0.97, 0.10));
    let health = kit.painted(Paint::arc(SELF, FROM, SWEEP, 0.82, 0.19));
    let energy = kit.painted(Paint::bar(ENERGY, MUTED, 4.0));
    root.spawn(Corner::Left.row(style, 4.0)).with_children(|corner| {
        corner.spawn(dial(style, 156.0)).with_children(|dial| {
            dial.spawn((Gauge::Shield, shield, around()));
            dial.spawn((Gauge::Health, health, around()));
            dial.spawn((Figure::Health, style.text("100", 50.0, Weight::Bold, SELF)));
            dial.spawn(row(style, -4.0)).with_children(|row| {
                row.spawn(style.glyph(Glyph::Shield, 19.0, ENERGY));
                row.spawn((Figure::Shield, style.text("0", 22.0, Weight::Bold, ENERGY)));
            });
        });
        spawn_side(corner, style, energy);
    });
}

fn row(style: &HudStyle, top: f32) -> Node {
    Node {
        align_items: AlignItems::Center,
        column_gap: style.px(4.0),
        margin: UiRect::top(style.px(top)),
        ..default()
    }
}

fn spawn_side(corner: &mut ChildSpawnerCommands<'_>, style: &HudStyle, energy: MaterialNode<Paint>) {
    corner
        .spawn((panel(style, 8.0, 12.0), BackgroundColor(SHADE)))
        .with_children(|side| {
            let speed = Node {
                align_items: AlignItems::Baseline,
                column_gap: style.px(5.0),
                ..default()
            };
            side.spawn(speed).with_children(|row| {
                row.spawn((Figure::Speed, style.text("0", 30.0, Weight::Bold, SELF)));
                row.spawn(style.text("km/h", 15.0, Weight::Regular, SELF));
            });
            side.spawn(row(style, 0.0)).with_children(|row| {
                row.spawn(style.glyph(Glyph::Bolt, 22.0, ENERGY));
                let bar = Node {
                    width: style.px(150.0),
                    height: style.px(17.0),
                    ..default()
                };
                row.spawn((Gauge::Energy, energy, bar));
                row.spawn((Figure::Energy, style.text("100", 17.0, Weight::Bold, ENERGY)));
            });
        });
}

fn own(feed: &MatchFeed) -> Option<&SceneHog> {
    feed.scene.hog(feed.scene.own)
}

fn gauges(
    feed: Res<MatchFeed>,
    time: Res<Time>,
    nodes: Query<(&Gauge, &MaterialNode<Paint>)>,
    mut paints: ResMut<Assets<Paint>>,
    mut trail: Local<Trail>,
) {
    let Some(hog) = own(&feed) else { return };
    for (gauge, node) in &nodes {
        let share = match gauge {
            Gauge::Health => hog.health.share,
            Gauge::Shield => hog.shield.share,
            Gauge::Energy => hog.energy.share,
        };
        let share = if hog.alive { share } else { 0.0 };
        let past = &mut trail.0[*gauge as usize];
        *past = (*past - TRAIL_PER_S * time.delta_secs()).clamp(share, 1.0_f32.max(share));
        let past = *past;
        let low = *gauge == Gauge::Health && share < LOW_HEALTH;
        let pulse = if low {
            0.75 + 0.25 * (time.elapsed_secs() * 7.0).sin()
        } else {
            1.0
        };
        let segments = if *gauge == Gauge::Health { 4.0 } else { 0.0 };
        repaint(&mut paints, &node.0, |paint| {
            // Rounded, so that nothing is sent while nothing visible changes.
            let third = if *gauge == Gauge::Energy {
                share - 1.0
            } else {
                segments
            };
            paint.set(
                (share * 500.0).round() / 500.0,
                (past * 200.0).round() / 200.0,
                third,
            );
            if *gauge == Gauge::Health {
                paint.colour = health_colour(share).to_linear() * pulse;
            }
        });
    }
}

fn figures(feed: Res<MatchFeed>, mut texts: Query<(&Figure, &mut Text, &mut TextColor)>) {
    let Some(hog) = own(&feed) else { return };
    for (figure, mut text, mut colour) in &mut texts {
        let (points, wanted) = match figure {
            Figure::Health => (
                hog.health.points,
                if hog.alive {
                    health_colour(hog.health.share)
                } else {
                    DANGER
                },
            ),
            Figure::Shield => (
                hog.shield.points,
                if hog.shield.points < 1.0 { MUTED } else { ENERGY },
            ),
            Figure::Energy => (hog.energy.points, ENERGY),
            Figure::Speed => (vec3(hog.velocity).length() * 3.6, SELF),
        };
        let points = if hog.alive { points.ceil() } else { 0.0 };
        write(&mut text, &format!("{points:.0}"));
        colour.set_if_neq(TextColor(wanted));
    }
}
