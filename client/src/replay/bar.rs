//! The bar below a replay: where it stands and how fast it goes. All of it works by keys and pads as well; the mouse
//! presses its buttons and draws along its line.

use bevy::prelude::*;
use bevy::ui::RelativeCursorPosition;
use hogs_shared::replay::clock;
use hogs_shared::tick::TICKS_PER_SECOND;

use super::screening::{Pace, ReplayCommand};
use super::showing::Showing;
use crate::bindings::Action;
use crate::hud::KeyNames;
use crate::menu::Page;
use crate::menu::style::{self, UiFont};
use crate::phase::{FramePhase, Screen};
use crate::watch::Watch;
use crate::words::Words;

/// Height of the bar, logical pixels: as much of the screen is not the HUD's.
pub const HEIGHT_PX: f32 = 64.0;
/// Height of the line that is drawn along, logical pixels: what can be hit, and what is seen of it.
const LINE_PX: (f32, f32) = (24.0, 8.0);
/// What the keys below are for: the actions, and the key of what they do.
const HINTS: [(&[Action], &str); 8] = [
    (&[Action::ReplayPause], "bar-hint-pause"),
    (&[Action::ReplayBack, Action::ReplayOnward], "bar-hint-leap"),
    (&[Action::ReplaySlower, Action::ReplayFaster], "bar-hint-speed"),
    (&[Action::ReplayTickBack, Action::ReplayTick], "bar-hint-tick"),
    (&[Action::PreviousHog, Action::NextHog], "bar-hint-hog"),
    (&[Action::NextCamera], "bar-hint-camera"),
    (&[Action::HideHud], "bar-hint-hud"),
    (&[Action::Menu], "bar-hint-menu"),
];

/// Everything of the bar.
#[derive(Component)]
struct Bar;

/// A text of the bar.
#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum Cell {
    State,
    Speed,
    Time,
    Hint,
    Trouble,
}

/// The line that is drawn along.
#[derive(Component)]
struct Line;

/// How much of it is filled.
#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum Fill {
    /// What one can go to at once.
    Known,
    /// What lies behind.
    Played,
}

/// Wires the bar up.
pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Replay), build).add_systems(
        Update,
        (
            draw_along.in_set(FramePhase::Input),
            (appear, tell, fill)
                .run_if(resource_exists::<Showing>)
                .in_set(FramePhase::Present),
        )
            .run_if(in_state(Screen::Replay)),
    );
}

fn build(mut commands: Commands, font: Res<UiFont>) {
    let root = Node {
        position_type: PositionType::Absolute,
        bottom: px(0),
        width: percent(100),
        height: px(HEIGHT_PX),
        padding: UiRect::axes(px(20), px(6)),
        flex_direction: FlexDirection::Column,
        justify_content: JustifyContent::SpaceBetween,
        ..default()
    };
    let row = Node {
        align_items: AlignItems::Center,
        column_gap: px(16),
        ..default()
    };
    commands
        .spawn((
            Bar,
            DespawnOnExit(Screen::Replay),
            root,
            BackgroundColor(style::PANEL),
            Visibility::Hidden,
            Name::new("Bar of the replay"),
        ))
        .with_children(|bar| {
            bar.spawn(row).with_children(|row| {
                button(row, &font, Cell::State, 104.0, |_| ReplayCommand::Pause);
                button(row, &font, Cell::Speed, 52.0, |click| {
                    ReplayCommand::Faster(if click == PointerButton::Primary { 1 } else { -1 })
                });
                row.spawn((Cell::Time, text(&font, 19.0, style::TEXT), width(150.0)));
                line(row);
            });
            let below = Node {
                justify_content: JustifyContent::SpaceBetween,
                ..default()
            };
            bar.spawn(below).with_children(|below| {
                below.spawn((
                    Cell::Hint,
                    Text::default(),
                    font.text(14.0),
                    TextColor(style::TEXT_DIM),
                    TextLayout::no_wrap(),
                ));
                below.spawn((Cell::Trouble, text(&font, 14.0, style::DANGER)));
            });
        });
}

fn text(font: &UiFont, size_px: f32, colour: Color) -> impl Bundle {
    (
        Text::new(""),
        font.strong(size_px),
        TextColor(colour),
        TextLayout::no_wrap(),
        Pickable::IGNORE,
    )
}

fn width(px_wide: f32) -> Node {
    Node {
        width: px(px_wide),
        flex_shrink: 0.0,
        ..default()
    }
}

/// Something to press, as wide as what stands on it may become.
fn button(
    row: &mut ChildSpawnerCommands<'_>,
    font: &UiFont,
    cell: Cell,
    px_wide: f32,
    command: impl Fn(PointerButton) -> ReplayCommand + Send + Sync + 'static,
) {
    let node = Node {
        justify_content: JustifyContent::Center,
        border_radius: BorderRadius::all(px(5)),
        padding: UiRect::vertical(px(2)),
        ..width(px_wide)
    };
    row.spawn((node, BackgroundColor(style::SHADE)))
        .observe(
            move |mut click: On<Pointer<Click>>, mut replay: MessageWriter<ReplayCommand>| {
                click.propagate(false);
                replay.write(command(click.button));
            },
        )
        .with_children(|button| {
            button.spawn((cell, text(font, 17.0, style::TEXT)));
        });
}

fn line(row: &mut ChildSpawnerCommands<'_>) {
    let (reach_px, shown_px) = LINE_PX;
    let node = Node {
        flex_grow: 1.0,
        height: px(reach_px),
        ..default()
    };
    let layer = Node {
        position_type: PositionType::Absolute,
        left: px(0),
        top: px((reach_px - shown_px) * 0.5),
        width: percent(100),
        height: px(shown_px),
        border_radius: BorderRadius::all(px(shown_px * 0.5)),
        ..default()
    };
    row.spawn((Line, node, RelativeCursorPosition::default()))
        .with_children(|line| {
            let known = style::TEXT_DIM.with_alpha(0.3);
            line.spawn((layer.clone(), BackgroundColor(style::INK), Pickable::IGNORE));
            line.spawn((
                Fill::Known,
                layer.clone(),
                BackgroundColor(known),
                Pickable::IGNORE,
            ));
            line.spawn((
                Fill::Played,
                layer,
                BackgroundColor(style::AMBER),
                Pickable::IGNORE,
            ));
        });
}

/// The mouse goes where it is pressed on the line, and takes the replay along until it is let go.
fn draw_along(
    lines: Query<&RelativeCursorPosition, With<Line>>,
    mouse: Res<ButtonInput<MouseButton>>,
    page: Res<State<Page>>,
    showing: Option<Res<Showing>>,
    mut held: Local<Option<u32>>,
    mut replay: MessageWriter<ReplayCommand>,
) {
    let (Ok(cursor), Some(showing)) = (lines.single(), showing) else {
        return;
    };
    let pressed = mouse.just_pressed(MouseButton::Left) && cursor.cursor_over;
    if *page.get() != Page::Closed || !(pressed || held.is_some() && mouse.pressed(MouseButton::Left)) {
        *held = None;
        return;
    }
    let Some(place) = cursor.normalized else { return };
    let share = (place.x + 0.5).clamp(0.0, 1.0);
    let to = (f64::from(share) * f64::from(showing.length())).round() as u32;
    if *held != Some(to) {
        *held = Some(to);
        replay.write(ReplayCommand::Seek(to));
    }
}

/// The bar goes with the HUD, and makes room for menus.
fn appear(watch: Res<Watch>, page: Res<State<Page>>, mut bars: Query<&mut Visibility, With<Bar>>) {
    let shown = watch.hud && watch.panel && *page.get() == Page::Closed;
    for mut visibility in &mut bars {
        visibility.set_if_neq(if shown {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
    }
}

/// Ticks as minutes, seconds and tenths.
fn stand(ticks: u32) -> String {
    let tenths = ticks * 10 / TICKS_PER_SECOND;
    format!("{}:{:02}.{}", tenths / 600, tenths / 10 % 60, tenths % 10)
}

/// A length as minutes and seconds.
fn length(ticks: u32) -> String {
    let seconds = ticks / TICKS_PER_SECOND;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The keys as they are bound, and what they do.
fn hint(keys: &KeyNames, words: &Words) -> String {
    let hint = |(actions, key): &(&[Action], &str)| {
        let names: Vec<&str> = actions.iter().map(|action| keys.of(*action)).collect();
        let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
        (!names.is_empty()).then(|| format!("{}  {}", names.join(" "), words.say(key)))
    };
    let hints: Vec<String> = HINTS.iter().filter_map(hint).collect();
    hints.join("      ")
}

fn tell(
    showing: Res<Showing>,
    pace: Res<Pace>,
    (words, keys): (Res<Words>, Res<KeyNames>),
    mut texts: Query<(&Cell, &mut Text)>,
) {
    for (cell, mut text) in &mut texts {
        let said = match cell {
            Cell::State if showing.seeks() => words.say("bar-seeks"),
            Cell::State if showing.is_over() => words.say("bar-again"),
            Cell::State if pace.paused => words.say("bar-play"),
            Cell::State => words.say("bar-pause"),
            Cell::Speed => match pace.factor() {
                speed if speed < 0.3 => "\u{bc}\u{d7}".to_owned(),
                speed if speed < 0.6 => "\u{bd}\u{d7}".to_owned(),
                speed => format!("{speed:.0}\u{d7}"),
            },
            Cell::Time => format!("{} / {}", stand(showing.heads_for()), length(showing.length())),
            // What is wrong further on is told where it matters: at the end of what plays.
            Cell::Trouble if showing.is_over() => showing.trouble().unwrap_or_default(),
            Cell::Trouble if showing.trouble().is_some() => {
                words.tell("bar-sound-for", [("time", clock(showing.length()).into())])
            }
            Cell::Trouble => String::new(),
            Cell::Hint => hint(&keys, &words),
        };
        if text.0 != said {
            text.0 = said;
        }
    }
}

fn fill(showing: Res<Showing>, mut fills: Query<(&Fill, &mut Node)>) {
    let share = |ticks: u32| 100.0 * ticks as f32 / showing.length().max(1) as f32;
    for (fill, mut node) in &mut fills {
        let width = percent(share(match fill {
            Fill::Known => showing.known(),
            Fill::Played => showing.heads_for(),
        }));
        if node.width != width {
            node.width = width;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_well() {
        assert_eq!(
            (stand(0), stand(3659)),
            ("0:00.0".to_owned(), "1:00.9".to_owned())
        );
        assert_eq!(length(8 * 3600 + 59), "8:00");
    }
}
