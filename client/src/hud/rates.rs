//! Frames a second, round trip and loss in a line, for those who want to keep an eye on them.

use bevy::prelude::*;

use super::style::{HudStyle, MUTED, Weight, show, write};
use super::{HudPhase, HudWishes, Kit};
use crate::feed::MatchFeed;
use crate::words::{Argument, Words};

/// How often the line is written anew, seconds: figures that flicker cannot be read.
const EVERY_S: f32 = 0.5;

#[derive(Component)]
struct Line;

/// Frames since the line was written.
#[derive(Resource, Default)]
struct Count {
    frames: u32,
    seconds: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Count>()
        .add_systems(Update, display.in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style: &HudStyle = kit.style;
    let node = Node {
        position_type: PositionType::Absolute,
        bottom: style.px(4.0),
        width: percent(100),
        justify_content: JustifyContent::Center,
        ..default()
    };
    root.spawn((node, Pickable::IGNORE)).with_children(|row| {
        row.spawn((
            Line,
            style.text("", 13.0, Weight::Regular, MUTED),
            Visibility::Hidden,
        ));
    });
}

fn display(
    feed: Res<MatchFeed>,
    wishes: Res<HudWishes>,
    words: Res<Words>,
    time: Res<Time<Real>>,
    mut count: ResMut<Count>,
    mut lines: Query<(&mut Text, &mut Visibility), With<Line>>,
) {
    count.frames += 1;
    count.seconds += time.delta_secs();
    let due = count.seconds >= EVERY_S;
    for (mut text, mut visibility) in &mut lines {
        show(&mut visibility, wishes.rates);
        if wishes.rates && (due || text.0.is_empty()) {
            let frames = count.frames as f32 / count.seconds.max(1e-3);
            let shown = words.tell(
                "hud-rates",
                [
                    ("frames", Argument::Count(frames.round() as i64)),
                    ("ms", Argument::Count(feed.net.rtt_ms.round() as i64)),
                    ("lost", words.decimal(feed.net.loss * 100.0, 1).into()),
                ],
            );
            write(&mut text, &shown);
        }
    }
    if due {
        *count = Count::default();
    }
}
