//! What the teacher wants, in the clock's place: a sentence, the keys for it as they are bound, how far one is, and a tick
//! when it is done; and a mark over the place to go to.

use bevy::prelude::*;

use super::frame::HudFrame;
use super::glyph::Glyph;
use super::mark::{self, Measures};
use super::style::{ENERGY, GOLD, HudStyle, INK, MUTED, SELF, SHADE, Weight, show, write};
use super::{HudInput, HudPhase, KeyNames, Kit};
use crate::bindings::Action;
use crate::feed::MatchFeed;
use crate::lesson::{Board, Means, STEPS};
use crate::view::convert::vec3;
use crate::words::Words;

/// How wide the sentence may become, units.
const WIDTH: f32 = 640.0;
/// How high over its place the mark stands, metres.
const ABOVE_M: f32 = 2.6;
/// How far from the edge of the screen it stays, units.
const EDGE: f32 = 58.0;
/// Of the mark.
const MEASURES: Measures = Measures {
    width: 170.0,
    rise: 17.0,
    name: 15.0,
};

#[derive(Component)]
struct Panel;

/// A text of the panel.
#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum Line {
    Count,
    Says,
    Unbound,
    Hint,
}

/// The row of keys; what it shows, so that it is built anew when that is another.
#[derive(Component, Default)]
struct Keys(Vec<(String, String)>);

/// How much of the bar is full.
#[derive(Component)]
struct Full;

/// Stands beside what is done.
#[derive(Component)]
struct Tick;

#[derive(Component)]
struct Mark;

#[derive(Component)]
struct MarkName;

#[derive(Component)]
struct MarkDistance;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (appear, tell, lay_keys, fill, point).in_set(HudPhase::Show),
    );
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style: &HudStyle = kit.style;
    let line = Node {
        position_type: PositionType::Absolute,
        top: style.px(12.0),
        width: percent(100),
        justify_content: JustifyContent::Center,
        ..default()
    };
    let panel = Node {
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        row_gap: style.px(7.0),
        padding: UiRect::axes(style.px(26.0), style.px(9.0)),
        border_radius: BorderRadius::all(style.px(12.0)),
        ..default()
    };
    let ground = BackgroundColor(SHADE.with_alpha(0.86));
    root.spawn((line, Pickable::IGNORE)).with_children(|line| {
        line.spawn((Panel, panel, ground, Visibility::Hidden))
            .with_children(|panel| {
                panel.spawn((Line::Count, style.text("", 14.0, Weight::Regular, MUTED)));
                spawn_sentence(panel, style);
                let keys = Node {
                    column_gap: style.px(18.0),
                    align_items: AlignItems::Center,
                    ..default()
                };
                panel.spawn((Keys::default(), keys));
                panel.spawn((Line::Unbound, style.text("", 15.0, Weight::Regular, GOLD)));
                spawn_bar(panel, style);
                panel.spawn((Line::Hint, style.text("", 14.0, Weight::Regular, MUTED)));
            });
    });
}

fn spawn_sentence(panel: &mut ChildSpawnerCommands<'_>, style: &HudStyle) {
    let row = Node {
        align_items: AlignItems::Center,
        column_gap: style.px(9.0),
        ..default()
    };
    panel.spawn(row).with_children(|row| {
        row.spawn((Tick, style.glyph(Glyph::Done, 30.0, GOLD), Visibility::Inherited));
        let room = Node {
            max_width: style.px(WIDTH),
            ..default()
        };
        row.spawn((Line::Says, style.text("", 24.0, Weight::Bold, SELF), room))
            .insert(TextLayout::justify(Justify::Center));
    });
}

fn spawn_bar(panel: &mut ChildSpawnerCommands<'_>, style: &HudStyle) {
    let track = Node {
        width: style.px(260.0),
        height: style.px(6.0),
        border_radius: BorderRadius::all(style.px(3.0)),
        ..default()
    };
    let full = Node {
        width: Val::ZERO,
        height: percent(100),
        border_radius: BorderRadius::all(style.px(3.0)),
        ..default()
    };
    panel
        .spawn((track, BackgroundColor(INK)))
        .with_child((Full, full, BackgroundColor(ENERGY)));
}

/// The mark over the place to go to; it lies on the whole screen.
pub(super) fn spawn_mark(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style = kit.style;
    mark::spawn(root, style, MEASURES, (Mark, MarkName, MarkDistance), |mark| {
        let size = Node {
            width: style.px(34.0),
            height: style.px(34.0),
            ..default()
        };
        mark.spawn((style.glyph_image(Glyph::Lead, ENERGY), size));
    });
}

fn appear(
    board: Option<Res<Board>>,
    input: Res<HudInput>,
    mut panels: Query<&mut Visibility, (With<Panel>, Without<Tick>)>,
    mut ticks: Query<(&mut Node, &mut Visibility), With<Tick>>,
) {
    for mut visibility in &mut panels {
        show(
            &mut visibility,
            board.is_some() && !input.menu_open && !input.show_scores,
        );
    }
    let done = board.is_some_and(|board| board.done);
    for (mut node, mut visibility) in &mut ticks {
        let display = if done { Display::Flex } else { Display::None };
        if node.display != display {
            node.display = display;
        }
        show(&mut visibility, done);
    }
}

fn tell(
    feed: Res<MatchFeed>,
    board: Option<Res<Board>>,
    words: Res<Words>,
    keys: Res<KeyNames>,
    mut lines: Query<(&Line, &mut Text, &mut TextColor, &mut Node)>,
) {
    let Some(board) = board else { return };
    let own = feed.scene.hog(feed.scene.own);
    let chassis = own.map(|own| own.chassis).unwrap_or_default();
    let ability = feed.rules.tuning.chassis(chassis).ability.kind;
    for (line, mut text, mut colour, mut node) in &mut lines {
        let (said, tint) = match line {
            Line::Count => {
                let count = [("step", (board.step + 1).into()), ("steps", STEPS.len().into())];
                (words.tell("lesson-count", count), MUTED)
            }
            Line::Says => {
                let tint = if board.done { GOLD } else { SELF };
                (words.say((board.step().says)(ability)), tint)
            }
            Line::Unbound => (unbound(&board, &keys, &words), GOLD),
            Line::Hint => {
                let menu = ("menu", keys.of(Action::Menu).into());
                let hint = match keys.of(Action::Choice1) {
                    "" => words.tell("lesson-hint-menu", [menu]),
                    skip => words.tell("lesson-hint", [("skip", skip.into()), menu]),
                };
                (hint, MUTED)
            }
        };
        let display = if said.is_empty() {
            Display::None
        } else {
            Display::Flex
        };
        if node.display != display {
            node.display = display;
        }
        write(&mut text, &said);
        colour.set_if_neq(TextColor(tint));
    }
}

/// What a step is done by that nothing is bound to, and where to bind it; nothing where all is.
fn unbound(board: &Board, keys: &KeyNames, words: &Words) -> String {
    let name = |means: &Means| match means {
        Means::Do(action) | Means::Use(action) if keys.of(*action).is_empty() => {
            Some(words.say(&format!("action-{}", action.name())))
        }
        Means::Aim if keys.aim.is_empty() => Some(words.say("lesson-aim")),
        _ => None,
    };
    let names: Vec<String> = board.step().by.iter().filter_map(name).collect();
    if names.is_empty() {
        return String::new();
    }
    let told = [
        ("actions", names.join(", ").into()),
        ("menu", keys.of(Action::Menu).into()),
    ];
    words.tell("lesson-unbound", told)
}

/// The keys of a step: what each is called, and what it does.
fn keys_of(board: &Board, keys: &KeyNames, words: &Words) -> Vec<(String, String)> {
    let of = |means: &Means| match means {
        Means::Do(action) => {
            let does = words.say(&format!("action-{}", action.name()));
            (keys.of(*action).to_owned(), does)
        }
        Means::Use(action) => (keys.of(*action).to_owned(), String::new()),
        Means::Aim => (keys.aim.clone(), words.say("lesson-aim")),
    };
    let all = board.step().by.iter().map(of);
    all.filter(|(key, _)| !key.is_empty()).collect()
}

fn lay_keys(
    mut commands: Commands,
    board: Option<Res<Board>>,
    (words, style, keys): (Res<Words>, Res<HudStyle>, Res<KeyNames>),
    mut rows: Query<(Entity, &mut Keys, &mut Node)>,
) {
    let Some(board) = board else { return };
    for (entity, mut shown, mut node) in &mut rows {
        let wanted = keys_of(&board, &keys, &words);
        let display = if wanted.is_empty() {
            Display::None
        } else {
            Display::Flex
        };
        if node.display != display {
            node.display = display;
        }
        if shown.0 == wanted {
            continue;
        }
        commands.entity(entity).despawn_children();
        commands.entity(entity).with_children(|row| {
            for (key, does) in &wanted {
                spawn_key(row, &style, key, does);
            }
        });
        shown.0 = wanted;
    }
}

/// A key cap, and beside it what it does.
fn spawn_key(row: &mut ChildSpawnerCommands<'_>, style: &HudStyle, key: &str, does: &str) {
    let pair = Node {
        align_items: AlignItems::Center,
        column_gap: style.px(7.0),
        ..default()
    };
    let cap = Node {
        min_width: style.px(30.0),
        justify_content: JustifyContent::Center,
        padding: UiRect::axes(style.px(9.0), style.px(1.0)),
        border: UiRect {
            bottom: style.px(3.5),
            ..UiRect::all(style.px(1.5))
        },
        border_radius: BorderRadius::all(style.px(6.0)),
        ..default()
    };
    row.spawn(pair).with_children(|pair| {
        pair.spawn((cap, BackgroundColor(INK), BorderColor::all(SELF)))
            .with_child(style.text(key, 18.0, Weight::Bold, SELF));
        if !does.is_empty() {
            pair.spawn(style.text(does, 16.0, Weight::Regular, MUTED));
        }
    });
}

fn fill(board: Option<Res<Board>>, mut bars: Query<(&mut Node, &mut BackgroundColor), With<Full>>) {
    let Some(board) = board else { return };
    for (mut node, mut colour) in &mut bars {
        let width = percent((board.share * 100.0).round());
        if node.width != width {
            node.width = width;
        }
        colour.set_if_neq(BackgroundColor(if board.done { GOLD } else { ENERGY }));
    }
}

fn point(
    board: Option<Res<Board>>,
    (frame, style, words): (Res<HudFrame>, Res<HudStyle>, Res<Words>),
    mut marks: Query<(&mut UiTransform, &mut Visibility), With<Mark>>,
    mut names: Query<(&mut Text, &mut TextColor), (With<MarkName>, Without<MarkDistance>)>,
    mut distances: Query<&mut Text, With<MarkDistance>>,
) {
    let place = board.and_then(|board| board.place).map(vec3);
    let guided = place.map(|at| frame.guide(at + Vec3::Y * ABOVE_M, EDGE * style.unit));
    for (mut transform, mut visibility) in &mut marks {
        show(&mut visibility, place.is_some());
        if let Some((at, _)) = guided {
            let at = at.round();
            transform.set_if_neq(UiTransform::from_xy(Val::Px(at.x), Val::Px(at.y)));
        }
    }
    if let Some((at, (_, arrow))) = place.zip(guided) {
        for (mut text, mut colour) in &mut names {
            write(&mut text, &mark::called(words.say("lesson-here"), arrow));
            colour.set_if_neq(TextColor(ENERGY));
        }
        for mut text in &mut distances {
            write(&mut text, &format!("{:.0} m", at.distance(frame.eye)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bindings::{Bindings, Device, Scheme};
    use crate::input::labels::Labels;
    use crate::input::names;

    fn names_of(bindings: &Bindings, device: Device, words: &Words) -> KeyNames {
        let labels = Labels::default();
        KeyNames {
            names: Action::ALL.map(|action| names::bound(bindings, action, device, &labels, words)),
            aim: names::aim(bindings, device, &labels, words),
            device,
        }
    }

    #[test]
    fn what_is_bound_has_its_key_and_what_is_not_is_said_to_be() {
        let words = Words::default();
        let slide = Board {
            step: 3,
            ..Board::default()
        };
        let usual = names_of(&Bindings::default(), Device::Pad, &words);
        assert_eq!(keys_of(&slide, &usual, &words).len(), 3);
        assert_eq!(unbound(&slide, &usual, &words), "");
        let half = names_of(&Scheme::LeftHand.bindings(), Device::Pad, &words);
        let keys = keys_of(&slide, &half, &words);
        assert_eq!(keys, [("D-pad ↓".to_owned(), "Brake".to_owned())]);
        let said = unbound(&slide, &half, &words);
        assert!(
            said.contains("Slide left, Slide right") && said.contains("Start"),
            "{said}"
        );
        // Nothing bound at all: then every step says so.
        let none = names_of(&Bindings::none(), Device::Pad, &words);
        for step in 0..STEPS.len() {
            let board = Board {
                step,
                ..Board::default()
            };
            let by = board.step().by;
            assert_eq!(unbound(&board, &none, &words).is_empty(), by.is_empty(), "{step}");
        }
    }
}
