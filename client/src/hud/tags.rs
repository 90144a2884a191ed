//! Over every other hog in sight: its name and a thin bar of its health. Where there are sides, the name of an enemy stands
//! dark on a plate of its side's colour and that of a friend is written in it: one need not know whose colour is whose.
//! Friends are marked from farther away than enemies are.

use bevy::prelude::*;

use hogs_shared::ids::HogId;
use hogs_shared::netplay::scene::SceneHog;

use super::frame::HudFrame;
use super::stamps::{Figure, Stamp, Stamps};
use super::style::{BLACK, DANGER, ENERGY, HudStyle, INK, SELF, Weight, cut, show, write};
use super::{HudPhase, Kit};
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

/// The name of one.
#[derive(Component)]
struct TagName(usize);

/// What lies under the names: plates and bars.
#[derive(Component)]
struct Bars;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, display.in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style = kit.style;
    let line = Node {
        position_type: PositionType::Absolute,
        left: px(0),
        top: px(0),
        ..default()
    };
    root.spawn((Bars, line.clone(), Stamps::default()));
    for index in 0..TAGS {
        let words = style.text("", 15.0, Weight::Bold, SELF);
        let name = (TagName(index), words, line.clone());
        root.spawn((name, UiTransform::IDENTITY, Visibility::Hidden));
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
    let mut near: Vec<(f32, &SceneHog, Vec2, bool)> = others
        .filter_map(|hog| {
            let at = vec3(hog.position) + Vec3::Y * ABOVE_M;
            let place = frame.locate(at).filter(|place| frame.on_screen(*place, 4.0))?;
            let distance = at.distance(frame.eye);
            let foe = feed.is_foe(hog.id);
            let range_m = if foe { RANGE_M } else { FRIEND_RANGE_M };
            (distance < range_m).then_some((distance, hog, place, foe))
        })
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    // A nearer hog's tag goes before a farther one's.
    let mut tagged: Vec<(&SceneHog, Vec2)> = Vec::new();
    let movers = feed.movers();
    let solid = feed.rules.surroundings(&movers);
    for (_, hog, place, foe) in near {
        if tagged.len() == TAGS {
            break;
        }
        let free = tagged.iter().all(|(_, other)| apart(place - *other, unit));
        // Where friends are, one knows behind walls, too.
        if free && (!foe || frame.sees(&solid, vec3(hog.position))) {
            tagged.push((hog, place));
        }
    }
    tagged
}

/// The bar of a hog over that place: health, and over it the shield.
fn bar(hog: &SceneHog, top: Vec2, unit: f32) -> [Stamp; 3] {
    let plate = |at: Vec2, size: Vec2, radius: f32, colour: Color| Stamp {
        figure: Figure::Plate(radius * unit),
        at: top + at * unit,
        size: size * unit,
        turn: 0.0,
        colour,
    };
    // Of which that share is left, at the left end.
    let left = |share: f32, (middle, height): (f32, f32), colour: Color| {
        let width = BAR * share.clamp(0.0, 1.0);
        let at = Vec2::new((width - BAR) * 0.5, middle);
        plate(at, Vec2::new(width, height), 0.0, colour)
    };
    [
        plate(Vec2::new(0.0, 3.5), Vec2::new(BAR + 2.0, 7.0), 2.0, INK),
        left(hog.shield.share, (1.75, 1.5), ENERGY),
        left(hog.health.share, (4.25, 3.5), DANGER),
    ]
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
    if others.is_empty() {
        return tags;
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

/// The colour of a name, and of what is around its letters.
fn colours(hog: &SceneHog, plated: bool) -> (Color, Color) {
    let words = match hog.team {
        _ if plated => BLACK,
        _ if hog.protected => ENERGY,
        Some(team) => color(side(team)),
        None => SELF,
    };
    (words, if plated { Color::NONE } else { INK })
}

fn display(
    feed: Res<MatchFeed>,
    frame: Res<HudFrame>,
    style: Res<HudStyle>,
    mut had: Local<[Option<HogId>; TAGS]>,
    mut names: Query<(
        (&TagName, &ComputedNode),
        (&mut Text, &mut TextColor, &mut TextShadow),
        (&mut UiTransform, &mut Visibility),
    )>,
    mut bars: Query<&mut Stamps, With<Bars>>,
) {
    let unit = style.unit;
    let tagged = dealt(tagged(&feed, &frame, unit), &mut had);
    let Ok(mut stamps) = bars.single_mut() else { return };
    stamps.0.clear();
    for ((tag, node), (mut text, mut colour, mut shadow), (mut transform, mut visibility)) in &mut names {
        let Some((hog, place)) = tagged[tag.0] else {
            show(&mut visibility, false);
            continue;
        };
        let name = feed.players.get(&hog.id).map(|player| cut(&player.name, 16));
        let name = name.unwrap_or_default();
        // How large another name is, is known once it was laid out.
        let known = text.0 == name;
        write(&mut text, &name);
        show(&mut visibility, known);
        if !known {
            continue;
        }
        let size = node.size() * node.inverse_scale_factor();
        let top = (place - Vec2::Y * 26.0 * unit).round();
        let place = (top - Vec2::X * size.x * 0.5).round();
        transform.set_if_neq(UiTransform::from_xy(Val::Px(place.x), Val::Px(place.y)));
        let plate = plate(&feed, hog);
        let (words, around) = colours(hog, plate.is_some());
        colour.set_if_neq(TextColor(words));
        if shadow.color != around {
            shadow.color = around;
        }
        stamps.0.extend(plate.map(|plate| Stamp {
            figure: Figure::Plate(4.0 * unit),
            at: top + Vec2::Y * size.y * 0.5,
            size: size + Vec2::X * 12.0 * unit,
            turn: 0.0,
            colour: plate,
        }));
        stamps.0.extend(bar(hog, top + Vec2::Y * (size.y + unit), unit));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use hogs_shared::arena::{Arena, Inputs, Join, Rules};
    use hogs_shared::ids::{Chassis, Team};
    use hogs_shared::mode::Mode;
    use hogs_shared::netplay::scene::Scene;

    use super::*;
    use crate::view::convert::match_vec3;

    #[test]
    fn enemies_behind_walls_get_no_tag_and_friends_do() {
        let mut feed = crate::attract::some_feed();
        (feed.backdrop, feed.watch) = (false, None);
        feed.scene.own = HogId(0);
        feed.scene.hogs.truncate(2);
        // High over the arena, and looking straight down at one's own hog there.
        let high = Vec3::new(0.0, 90.0, 0.0);
        let frame = HudFrame::between(high + Vec3::new(0.0, 9.0, 1.0), high);
        let mut is_tagged = |at: Vec3, sides: [Option<Team>; 2]| {
            for (hog, (at, team)) in feed.scene.hogs.iter_mut().zip([high, at].into_iter().zip(sides)) {
                (hog.alive, hog.cloaked, hog.team) = (true, false, team);
                hog.position = match_vec3(at);
            }
            !tagged(&feed, &frame, 1.0).is_empty()
        };
        let (foes, friends) = ([None; 2], [Some(Team::Amber); 2]);
        let under = Vec3::new(0.0, -8.0, -10.0);
        assert!(is_tagged(high - Vec3::Y * 5.0, foes));
        assert!(!is_tagged(under, foes), "under the ground");
        assert!(is_tagged(under, friends));
    }

    #[test]
    fn what_is_left_of_a_bar_is_at_its_left_end() {
        let mut hog = crate::attract::some_feed().scene.hogs.remove(0);
        (hog.health.share, hog.shield.share) = (0.25, 2.0);
        let [ground, shield, health] = bar(&hog, Vec2::new(100.0, 50.0), 2.0);
        let ends = |stamp: &Stamp| {
            let half = stamp.size.x * 0.5;
            (stamp.at.x - half, stamp.at.x + half)
        };
        assert_eq!(ends(&ground), (40.0, 160.0));
        assert_eq!(ends(&shield), (42.0, 158.0), "no more than full");
        assert_eq!(ends(&health), (42.0, 71.0));
    }

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
