//! Who is after one with what follows: a line under the crosshair that says how bad it is, and crescents farther out than
//! those of harm that point at where it comes from.

use bevy::prelude::*;

use super::frame::HudFrame;
use super::paint::{Paint, repaint};
use super::style::{DANGER, GOLD, SHADE, Weight, banner, show, write};
use super::{HudPhase, Kit};
use crate::feed::MatchFeed;
use crate::threat::{Danger, Threat, threats};
use crate::view::convert::vec3;
use crate::words::Words;

/// Most crescents at once.
const CRESCENTS: usize = 4;
/// Size of their circle, units.
const SIZE: f32 = 430.0;

#[derive(Component)]
struct Ring;

#[derive(Component)]
struct Line;

#[derive(Component)]
struct Said;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, display.in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let ring = kit.painted(Paint::harm(DANGER));
    let style = kit.style;
    let full = Node {
        position_type: PositionType::Absolute,
        width: percent(100),
        height: percent(100),
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        ..default()
    };
    root.spawn(full).with_children(|middle| {
        let node = Node {
            width: style.px(SIZE),
            height: style.px(SIZE),
            ..default()
        };
        middle.spawn((Ring, ring, node, Visibility::Hidden));
    });
    let line = Node {
        position_type: PositionType::Absolute,
        width: percent(100),
        top: percent(23),
        justify_content: JustifyContent::Center,
        ..default()
    };
    root.spawn(line).with_children(|line| {
        let panel = Node {
            padding: UiRect::axes(style.px(16.0), style.px(2.0)),
            border_radius: BorderRadius::all(style.px(8.0)),
            ..default()
        };
        line.spawn((Line, panel, BackgroundColor(SHADE), Visibility::Hidden))
            .with_children(|panel| {
                panel.spawn((Said, style.text("", 22.0, Weight::Bold, DANGER)));
            });
    });
}

/// The key of what is said of a danger.
const fn key(danger: Danger) -> &'static str {
    match danger {
        Danger::Searched => "danger-searched",
        Danger::Locked => "danger-locked",
        Danger::Missile => "danger-missile",
    }
}

/// How strongly danger shows now: what is worst blinks.
fn strength(danger: Danger, now_s: f32) -> f32 {
    match danger {
        Danger::Searched => 0.45,
        Danger::Locked => 0.7,
        Danger::Missile => {
            if (now_s * 3.0).fract() < 0.6 {
                1.0
            } else {
                0.55
            }
        }
    }
}

fn display(
    feed: Res<MatchFeed>,
    (frame, words): (Res<HudFrame>, Res<Words>),
    time: Res<Time>,
    mut rings: Query<(&MaterialNode<Paint>, &mut Visibility), (With<Ring>, Without<Line>)>,
    mut lines: Query<(&mut Visibility, &mut BackgroundColor), With<Line>>,
    mut texts: Query<(&mut Text, &mut TextColor), With<Said>>,
    mut paints: ResMut<Assets<Paint>>,
) {
    let own = feed.scene.hog(feed.scene.own).filter(|own| own.alive);
    let threats: Vec<Threat> = own.map(|_| threats(&feed)).unwrap_or_default();
    let worst = threats.first().map(|threat| threat.danger);
    for (mut visibility, _) in &mut lines {
        show(&mut visibility, worst.is_some());
    }
    for (node, mut visibility) in &mut rings {
        show(&mut visibility, worst.is_some());
        let (Some(own), Some(worst)) = (own, worst) else {
            continue;
        };
        repaint(&mut paints, &node.0, |paint| {
            let mut strengths = Vec4::ZERO;
            for (index, threat) in threats.iter().take(CRESCENTS).enumerate() {
                paint.shape[index] = frame.bearing(vec3(own.position), threat.at);
                strengths[index] = strength(threat.danger, time.elapsed_secs());
            }
            paint.samples[0] = strengths;
            let colour = if worst == Danger::Searched { GOLD } else { DANGER };
            paint.colour = colour.to_linear();
        });
    }
    let Some(worst) = worst else { return };
    for (mut text, mut colour) in &mut texts {
        write(&mut text, &words.say(key(worst)));
        let (ground, tint) = banner(if worst == Danger::Searched { GOLD } else { DANGER });
        let shown = strength(worst, time.elapsed_secs()).max(0.75);
        colour.set_if_neq(TextColor(tint.with_alpha(shown)));
        for (_, mut colour) in &mut lines {
            colour.set_if_neq(BackgroundColor(ground));
        }
    }
}
