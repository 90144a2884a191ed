//! Over every other hog in sight: its name and a thin bar of its health. Where there are sides, the name of an enemy stands
//! dark on a plate of its side's colour and that of a friend is written in it: one need not know whose colour is whose.
//! Friends are marked from farther away than enemies are.

use bevy::prelude::*;

use hogs_shared::netplay::scene::SceneHog;

use super::frame::HudFrame;
use super::style::{BLACK, DANGER, ENERGY, HudStyle, INK, SELF, Weight, cut, show, write};
use super::{HudPhase, Kit, playing};
use crate::feed::MatchFeed;
use crate::palette::{color, side};
use crate::view::convert::{match_vec3, vec3};

/// Farthest hog that gets a tag, metres.
const RANGE_M: f32 = 120.0;
/// The same of a friend.
const FRIEND_RANGE_M: f32 = 300.0;
/// Most tags at once: the nearest get them.
const TAGS: usize = 20;
/// Where a tag stands over the middle of a hull, metres.
const ABOVE_M: f32 = 2.3;
/// Width of the bar, units.
const BAR: f32 = 58.0;

#[derive(Component)]
struct Tag(usize);

#[derive(Component)]
struct TagPlate(usize);

#[derive(Component)]
struct TagName(usize);

#[derive(Component)]
struct TagHealth(usize);

#[derive(Component)]
struct TagShield(usize);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, display.in_set(HudPhase::Show).run_if(playing));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style = kit.style;
    for index in 0..TAGS {
        let node = Node {
            position_type: PositionType::Absolute,
            left: style.px(-100.0),
            top: style.px(-26.0),
            width: style.px(200.0),
            flex_direction: FlexDirection::Column,
            align_items: AlignItems::Center,
            row_gap: style.px(1.0),
            ..default()
        };
        root.spawn((Tag(index), node, UiTransform::IDENTITY, Visibility::Hidden))
            .with_children(|tag| {
                let plate = Node {
                    padding: UiRect::axes(style.px(6.0), style.px(0.0)),
                    border_radius: BorderRadius::all(style.px(4.0)),
                    ..default()
                };
                tag.spawn((TagPlate(index), plate, BackgroundColor(Color::NONE)))
                    .with_child((TagName(index), style.text("", 15.0, Weight::Bold, SELF)));
                let bar = Node {
                    width: style.px(BAR + 2.0),
                    height: style.px(7.0),
                    padding: UiRect::all(style.px(1.0)),
                    flex_direction: FlexDirection::Column,
                    border_radius: BorderRadius::all(style.px(2.0)),
                    ..default()
                };
                tag.spawn((bar, BackgroundColor(INK))).with_children(|bar| {
                    let fill = |height: f32| Node {
                        width: style.px(BAR),
                        height: style.px(height),
                        ..default()
                    };
                    bar.spawn((TagShield(index), fill(1.5), BackgroundColor(ENERGY)));
                    bar.spawn((TagHealth(index), fill(3.5), BackgroundColor(DANGER)));
                });
            });
    }
}

/// Whether two tags so far from each other do not cover each other.
fn apart(span: Vec2, unit: f32) -> bool {
    span.x.abs() > 74.0 * unit || span.y.abs() > 24.0 * unit
}

/// The hogs to tag with their places on the screen, nearest first.
fn tagged<'a>(feed: &'a MatchFeed, frame: &HudFrame, unit: f32) -> Vec<(&'a SceneHog, Vec2)> {
    let eye = match_vec3(frame.eye);
    let others = feed
        .scene
        .hogs
        .iter()
        .filter(|hog| feed.sees(hog) && !feed.is_own(hog.id));
    let roof = hogs_shared::math::Vec3::new(0.0, 0.6, 0.0);
    let mut near: Vec<(f32, &SceneHog, Vec2)> = others
        .filter_map(|hog| {
            let at = vec3(hog.position) + Vec3::Y * ABOVE_M;
            let place = frame.locate(at).filter(|place| frame.on_screen(*place, 4.0))?;
            let distance = at.distance(frame.eye);
            let range_m = if feed.is_foe(hog.id) {
                RANGE_M
            } else {
                FRIEND_RANGE_M
            };
            (distance < range_m).then_some((distance, hog, place))
        })
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    // A nearer hog's tag goes before a farther one's.
    let mut tagged: Vec<(&SceneHog, Vec2)> = Vec::new();
    for (_, hog, place) in near {
        let free = tagged.iter().all(|(_, other)| apart(place - *other, unit));
        // Where friends are, one knows behind walls, too.
        let seen = !feed.is_foe(hog.id) || feed.rules.terrain.sees(eye, hog.position + roof);
        if tagged.len() < TAGS && free && seen {
            tagged.push((hog, place));
        }
    }
    tagged
}

/// What the name of an enemy stands on, where there are sides.
fn plate(feed: &MatchFeed, hog: &SceneHog) -> Option<Color> {
    // Nobody's side has no enemies.
    feed.side(feed.scene.own)?;
    let team = hog.team.filter(|_| feed.is_foe(hog.id))?;
    Some(if hog.protected { ENERGY } else { color(side(team)) })
}

fn display(
    feed: Res<MatchFeed>,
    frame: Res<HudFrame>,
    style: Res<HudStyle>,
    mut tags: Query<(&Tag, &mut UiTransform, &mut Visibility)>,
    mut plates: Query<(&TagPlate, &mut BackgroundColor)>,
    mut names: Query<(&TagName, &mut Text, &mut TextColor, &mut TextShadow)>,
    mut bars: Query<(AnyOf<(&TagHealth, &TagShield)>, &mut Node)>,
) {
    let tagged = tagged(&feed, &frame, style.unit);
    for (tag, mut transform, mut visibility) in &mut tags {
        show(&mut visibility, tag.0 < tagged.len());
        if let Some((_, place)) = tagged.get(tag.0) {
            let place = place.round();
            transform.set_if_neq(UiTransform::from_xy(Val::Px(place.x), Val::Px(place.y)));
        }
    }
    for (tag, mut colour) in &mut plates {
        let plate = tagged.get(tag.0).and_then(|(hog, _)| plate(&feed, hog));
        colour.set_if_neq(BackgroundColor(plate.unwrap_or(Color::NONE)));
    }
    for (tag, mut text, mut colour, mut shadow) in &mut names {
        let Some((hog, _)) = tagged.get(tag.0) else {
            continue;
        };
        let name = feed
            .players
            .get(&hog.id)
            .map(|player| cut(&player.name, 16))
            .unwrap_or_default();
        write(&mut text, &name);
        let plated = plate(&feed, hog).is_some();
        let words = match hog.team {
            _ if plated => BLACK,
            _ if hog.protected => ENERGY,
            Some(team) => color(side(team)),
            None => SELF,
        };
        colour.set_if_neq(TextColor(words));
        let dark = if plated { Color::NONE } else { INK };
        if shadow.color != dark {
            shadow.color = dark;
        }
    }
    for ((health, shield), mut node) in &mut bars {
        let index = health
            .map(|tag| tag.0)
            .or(shield.map(|tag| tag.0))
            .unwrap_or_default();
        let Some((hog, _)) = tagged.get(index) else {
            continue;
        };
        let share = if health.is_some() {
            hog.health.share
        } else {
            hog.shield.share
        };
        // In whole units, so that a bar is laid out anew only when it looks different.
        let width = style.px((share.clamp(0.0, 1.0) * BAR).ceil());
        if node.width != width {
            node.width = width;
        }
    }
}
