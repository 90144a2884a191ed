//! Over every other hog in sight: its name and a thin bar of its health. Where there are sides, the name of an enemy stands
//! dark on a plate of its side's colour and that of a friend is written in it: one need not know whose colour is whose.
//! Friends are marked from farther away than enemies are.

use bevy::prelude::*;

use hogs_shared::ids::HogId;
use hogs_shared::netplay::scene::SceneHog;

use super::frame::HudFrame;
use super::style::{BLACK, DANGER, ENERGY, HudStyle, INK, SELF, Weight, cut, show, write};
use super::{HudPhase, Kit, playing};
use crate::feed::MatchFeed;
use crate::palette::{color, side};
use crate::view::convert::vec3;

/// Farthest hog that gets a tag, metres.
const RANGE_M: f32 = 120.0;
/// The same of a friend.
const FRIEND_RANGE_M: f32 = 300.0;
/// Most tags at once: the nearest get them.
const TAGS: usize = 20;
/// Most tags that get another name in a frame: each has to be laid out anew.
const NEW_A_FRAME: usize = 2;
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

/// How much there is left.
#[derive(Component)]
struct Share {
    tag: usize,
    /// Of the shield, and not of health.
    shield: bool,
}

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
                    for (shield, height, colour) in [(true, 1.5, ENERGY), (false, 3.5, DANGER)] {
                        let share = Share { tag: index, shield };
                        bar.spawn((
                            share,
                            fill(height),
                            UiTransform::IDENTITY,
                            BackgroundColor(colour),
                        ));
                    }
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
    let others = feed
        .scene
        .hogs
        .iter()
        .filter(|hog| feed.sees(hog) && !feed.is_own(hog.id));
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
        let seen = !feed.is_foe(hog.id) || frame.sees(&feed.rules.terrain, vec3(hog.position));
        if tagged.len() < TAGS && free && seen {
            tagged.push((hog, place));
        }
    }
    tagged
}

/// A bar of which that share is left, at its left end. It is not made narrower: then all of the screen is laid out anew.
fn shrunk(share: f32, unit: f32) -> UiTransform {
    let share = share.clamp(0.0, 1.0);
    UiTransform {
        translation: Val2::px((share - 1.0) * 0.5 * BAR * unit, 0.0),
        scale: Vec2::new(share, 1.0),
        ..UiTransform::IDENTITY
    }
}

/// What the name of an enemy stands on, where there are sides.
fn plate(feed: &MatchFeed, hog: &SceneHog) -> Option<Color> {
    // Nobody's side has no enemies.
    feed.side(feed.scene.own)?;
    let team = hog.team.filter(|_| feed.is_foe(hog.id))?;
    Some(if hog.protected { ENERGY } else { color(side(team)) })
}

/// Gives each hog a tag, the one that it had last if it is free; others wait for their turn.
fn dealt<'a>(
    tagged: Vec<(&'a SceneHog, Vec2)>,
    had: &mut [Option<HogId>; TAGS],
) -> [Option<(&'a SceneHog, Vec2)>; TAGS] {
    let mut tags = [None; TAGS];
    let mut others = Vec::new();
    for (hog, place) in tagged {
        match had.iter().position(|had| *had == Some(hog.id)) {
            Some(tag) => tags[tag] = Some((hog, place)),
            None => others.push((hog, place)),
        }
    }
    // Those that nobody had first: whoever is out of sight for a moment comes back to theirs.
    let mut free: Vec<usize> = (0..TAGS).filter(|tag| tags[*tag].is_none()).collect();
    free.sort_by_key(|tag| had[*tag].is_some());
    for (tag, (hog, place)) in free.into_iter().zip(others).take(NEW_A_FRAME) {
        tags[tag] = Some((hog, place));
        had[tag] = Some(hog.id);
    }
    tags
}

fn display(
    feed: Res<MatchFeed>,
    frame: Res<HudFrame>,
    style: Res<HudStyle>,
    mut had: Local<[Option<HogId>; TAGS]>,
    mut tags: Query<(&Tag, &mut UiTransform, &mut Visibility), Without<Share>>,
    mut plates: Query<(&TagPlate, &mut BackgroundColor)>,
    mut names: Query<(&TagName, &mut Text, &mut TextColor, &mut TextShadow)>,
    mut bars: Query<(&Share, &mut UiTransform)>,
) {
    let tagged = dealt(tagged(&feed, &frame, style.unit), &mut had);
    for (tag, mut transform, mut visibility) in &mut tags {
        show(&mut visibility, tagged[tag.0].is_some());
        if let Some((_, place)) = tagged[tag.0] {
            let place = place.round();
            transform.set_if_neq(UiTransform::from_xy(Val::Px(place.x), Val::Px(place.y)));
        }
    }
    for (tag, mut colour) in &mut plates {
        let plate = tagged[tag.0].and_then(|(hog, _)| plate(&feed, hog));
        colour.set_if_neq(BackgroundColor(plate.unwrap_or(Color::NONE)));
    }
    for (tag, mut text, mut colour, mut shadow) in &mut names {
        let Some((hog, _)) = tagged[tag.0] else { continue };
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
    for (bar, mut transform) in &mut bars {
        let Some((hog, _)) = tagged[bar.tag] else { continue };
        let share = if bar.shield {
            hog.shield.share
        } else {
            hog.health.share
        };
        transform.set_if_neq(shrunk(share, style.unit));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use hogs_shared::arena::{Arena, Inputs, Join, Rules};
    use hogs_shared::ids::Chassis;
    use hogs_shared::mode::Mode;
    use hogs_shared::netplay::scene::Scene;

    use super::*;

    #[test]
    fn a_hog_keeps_its_tag_for_as_long_as_nobody_else_needs_it() {
        let data = crate::data::find().unwrap().load("sty", "deathmatch").unwrap();
        let mut arena = Arena::new(Arc::new(Rules::new(Mode::Deathmatch, data).unwrap()), 1);
        arena.step(&Inputs {
            joins: (0..4).map(|seat| Join::new(HogId(seat), Chassis::Boar)).collect(),
            ..Inputs::default()
        });
        let scene = Scene::of(&arena, HogId(0));
        let mut had = [None; TAGS];
        let mut deal = |seats: &[u8]| -> Vec<Option<u8>> {
            let tagged = seats
                .iter()
                .map(|seat| (scene.hog(HogId(*seat)).unwrap(), Vec2::ZERO));
            let tags = dealt(tagged.collect(), &mut had);
            let seat = |tag: &Option<(&SceneHog, Vec2)>| tag.map(|(hog, _)| hog.id.0);
            tags[..3].iter().map(seat).collect()
        };
        assert_eq!(deal(&[1, 2, 3]), [Some(1), Some(2), None], "two a frame");
        assert_eq!(deal(&[1, 2, 3]), [Some(1), Some(2), Some(3)]);
        assert_eq!(deal(&[3, 1]), [Some(1), None, Some(3)], "whoever is nearer");
        assert_eq!(deal(&[2, 3, 1]), [Some(1), Some(2), Some(3)], "it comes back");
        assert_eq!(deal(&[1]), [Some(1), None, None]);
        assert_eq!(deal(&[0, 1]), [Some(1), None, None], "there are others free");
        assert_eq!(deal(&[2, 3, 1]), [Some(1), Some(2), Some(3)]);
    }
}
