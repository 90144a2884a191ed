//! What is heard, written: the newest few sounds, each with an arrow to where it comes from.

use bevy::prelude::*;

use super::frame::HudFrame;
use super::style::{SELF, SHADE, Weight, show, write};
use super::{HudPhase, HudWishes, Kit};
use crate::sound::{Heard, Rank};
use crate::words::Words;

/// How long a caption stands, seconds.
const LIFE_S: f32 = 2.4;
/// Most captions at once.
const LINES: usize = 4;

/// A sound that was heard lately.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Line {
    key: &'static str,
    at: Option<Vec3>,
    rank: Rank,
    age_s: f32,
}

/// What was heard lately, newest last.
#[derive(Resource, Default)]
struct Lines(Vec<Line>);

impl Lines {
    /// Notes a sound; the same kind of sound again is the same line.
    fn add(&mut self, heard: &Heard) {
        let line = Line {
            key: heard.key,
            at: heard.at,
            rank: heard.rank,
            age_s: 0.0,
        };
        if let Some(known) = self.0.iter_mut().find(|known| known.key == heard.key) {
            *known = line;
            return;
        }
        self.0.push(line);
        if self.0.len() > LINES {
            // The oldest of those that matter least.
            let least = (0..self.0.len()).min_by_key(|place| self.0[*place].rank);
            self.0.remove(least.unwrap_or_default());
        }
    }
}

/// A row, from the top.
#[derive(Component)]
struct Row(usize);

#[derive(Component)]
struct RowWords(usize);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Lines>()
        .add_message::<Heard>()
        .add_systems(Update, (note, display).chain().in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style = kit.style;
    let column = Node {
        position_type: PositionType::Absolute,
        bottom: style.px(96.0),
        width: percent(100),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        row_gap: style.px(3.0),
        ..default()
    };
    root.spawn((column, Pickable::IGNORE)).with_children(|column| {
        for row in 0..LINES {
            let node = Node {
                padding: UiRect::axes(style.px(9.0), style.px(2.0)),
                border_radius: BorderRadius::all(style.px(4.0)),
                ..default()
            };
            let ground = BackgroundColor(if style.solid { Color::BLACK } else { SHADE });
            column
                .spawn((Row(row), node, ground, Visibility::Hidden))
                .with_children(|line| {
                    line.spawn((RowWords(row), style.text("", 17.0, Weight::Regular, SELF)));
                });
        }
    });
}

fn note(mut heard: MessageReader<Heard>, time: Res<Time>, wishes: Res<HudWishes>, mut lines: ResMut<Lines>) {
    for line in &mut lines.0 {
        line.age_s += time.delta_secs();
    }
    lines.0.retain(|line| line.age_s < LIFE_S);
    for heard in heard.read().filter(|_| wishes.captions) {
        lines.add(heard);
    }
    if !wishes.captions {
        lines.0.clear();
    }
}

/// The arrow nearest to a bearing, clockwise from ahead.
fn arrow(bearing: f32) -> &'static str {
    // The font has no slanting ones.
    const ARROWS: [&str; 4] = ["↑", "→", "↓", "←"];
    let quarter = (bearing / std::f32::consts::FRAC_PI_2).round().rem_euclid(4.0);
    ARROWS[quarter as usize % 4]
}

fn display(
    lines: Res<Lines>,
    frame: Res<HudFrame>,
    words: Res<Words>,
    mut rows: Query<(&Row, &mut Visibility)>,
    mut texts: Query<(&RowWords, &mut Text)>,
) {
    for (row, mut visibility) in &mut rows {
        show(&mut visibility, row.0 < lines.0.len());
    }
    for (row, mut text) in &mut texts {
        let Some(line) = lines.0.get(row.0) else { continue };
        let said = words.say(line.key);
        let shown = match line.at {
            Some(at) => format!("{}  [{said}]", arrow(frame.bearing(frame.eye, at))),
            None => format!("[{said}]"),
        };
        write(&mut text, &shown);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_point_to_where_it_is() {
        let quarter = std::f32::consts::FRAC_PI_2;
        for (bearing, shown) in [
            (0.0, "↑"),
            (quarter, "→"),
            (2.0 * quarter, "↓"),
            (-quarter, "←"),
            (-0.3, "↑"),
        ] {
            assert_eq!(arrow(bearing), shown);
        }
    }

    #[test]
    fn lines_are_few_each_of_its_own_kind_and_what_matters_stays() {
        let mut lines = Lines::default();
        let heard = |key, rank| Heard { key, at: None, rank };
        for key in ["a", "b", "a", "c", "d", "e"] {
            lines.add(&heard(key, Rank::Usual));
        }
        let keys = |lines: &Lines| lines.0.iter().map(|line| line.key).collect::<Vec<_>>();
        assert_eq!(keys(&lines), ["b", "c", "d", "e"]);
        lines.add(&heard("alarm", Rank::Vital));
        lines.add(&heard("bump", Rank::Slight));
        lines.add(&heard("f", Rank::Usual));
        assert_eq!(keys(&lines), ["d", "e", "alarm", "f"]);
    }
}
