//! A mark over one's own hog for as long as one could lose it: with others around it on the screen, or behind something of the
//! arena. Else there is none, for what is in the middle of the screen and alone needs no mark.

use bevy::prelude::*;

use hogs_shared::level::Surroundings;

use super::frame::HudFrame;
use super::glyph::Glyph;
use super::style::{SELF, show};
use super::{HudPhase, Kit};
use crate::feed::MatchFeed;
use crate::view::convert::vec3;

/// Size of the mark, units.
const SIZE: f32 = 44.0;
/// How high over the middle of the hull its tip stands, metres: on the turret.
const ABOVE_M: f32 = 1.2;
/// Others who are nearer to it on the screen could be taken for it, shares of its height.
const CROWD: f32 = 0.22;
/// Farther away than this they are too small for that, metres.
const LARGE_M: f32 = 70.0;
/// The mark stands for so long after it was needed, so that it does not flicker, seconds.
const STAYS_S: f32 = 0.6;

#[derive(Component)]
struct Mark;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, display.in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style = kit.style;
    let node = Node {
        position_type: PositionType::Absolute,
        left: style.px(-SIZE * 0.5),
        top: style.px(-SIZE),
        width: style.px(SIZE),
        height: style.px(SIZE),
        ..default()
    };
    let glyph = style.glyph_image(Glyph::Own, SELF);
    root.spawn((Mark, glyph, node, UiTransform::IDENTITY, Visibility::Hidden));
}

/// Whether one could lose a hog that is at that place, with others at theirs.
fn is_easily_lost(
    own: Vec3,
    mut others: impl Iterator<Item = Vec3>,
    solid: &Surroundings<'_>,
    frame: &HudFrame,
) -> bool {
    let Some(place) = frame.locate(own) else {
        return false;
    };
    let crowds = |other: Vec3| {
        let near = |other: Vec2| other.distance(place) < frame.size.y * CROWD;
        other.distance(frame.eye) < LARGE_M && frame.locate(other).is_some_and(near)
    };
    // Who is behind a wall is not to be given away.
    !frame.sees(solid, own) || others.any(|other| crowds(other) && frame.sees(solid, other))
}

fn display(
    feed: Res<MatchFeed>,
    frame: Res<HudFrame>,
    time: Res<Time>,
    mut left_s: Local<f32>,
    mut marks: Query<(&mut UiTransform, &mut Visibility), With<Mark>>,
) {
    let own = feed.scene.hog(feed.scene.own).filter(|hog| hog.alive);
    let movers = feed.movers();
    let solid = feed.rules.surroundings(&movers);
    let lost = own.is_some_and(|own| {
        let others = feed.scene.hogs.iter();
        let others = others.filter(|hog| hog.id != own.id && feed.sees(hog));
        let others = others.map(|hog| vec3(hog.position));
        is_easily_lost(vec3(own.position), others, &solid, &frame)
    });
    *left_s = if lost {
        STAYS_S
    } else {
        *left_s - time.delta_secs()
    };
    let at = own
        .filter(|_| *left_s > 0.0)
        .and_then(|own| frame.locate(vec3(own.position) + Vec3::Y * ABOVE_M));
    for (mut transform, mut visibility) in &mut marks {
        show(&mut visibility, at.is_some());
        if let Some(place) = at {
            let place = place.round();
            transform.set_if_neq(UiTransform::from_xy(Val::Px(place.x), Val::Px(place.y)));
        }
    }
}

#[cfg(test)]
mod tests {
    use hogs_shared::arena::Rules;
    use hogs_shared::level::Placed;
    use hogs_shared::mode::Mode;
    use hogs_shared::tick::Tick;

    use super::*;

    #[test]
    fn a_hog_is_easily_lost_among_others_and_behind_walls() {
        let folder = crate::data::find().unwrap();
        let data = folder.load("sty", Mode::Deathmatch.name()).unwrap();
        let rules = Rules::new(Mode::Deathmatch, data).unwrap();
        // High over the arena there is nothing but air, and the other way the ground.
        let (own, eye) = (Vec3::new(0.0, 60.0, 0.0), Vec3::new(0.0, 64.0, 12.0));
        let frame = HudFrame::between(eye, own);
        let lost = |own: Vec3, others: &[Vec3], frame: &HudFrame| {
            is_easily_lost(own, others.iter().copied(), &rules.surroundings(&[]), frame)
        };
        assert!(!lost(own, &[], &frame));
        assert!(lost(own, &[own + Vec3::X * 3.0], &frame));
        assert!(!lost(own, &[own + Vec3::X * 30.0], &frame), "far aside");
        let far = own + (own - eye) * 10.0;
        assert!(!lost(own, &[far], &frame), "right behind it, but small");
        let (low, deep) = (Vec3::new(0.0, 10.0, 0.0), Vec3::new(0.0, -12.0, 0.0));
        let above = HudFrame::between(Vec3::new(0.0, 30.0, 1.0), low);
        assert!(!lost(low, &[deep], &above), "behind the ground");
        let under = Vec3::new(0.0, -30.0, 0.0);
        assert!(lost(under, &[], &HudFrame::between(eye, under)));
    }

    #[test]
    fn a_hog_is_easily_lost_behind_what_moves() {
        let data = crate::data::find()
            .unwrap()
            .load("foundry", Mode::Deathmatch.name());
        let rules = Rules::new(Mode::Deathmatch, data.unwrap()).unwrap();
        let placed = |tick| rules.level.movers_at(Tick(tick));
        let low = |movers: &Vec<Placed>| movers[0].pose.translation.y < 2.7;
        let press = (0..600).map(placed).find(low).expect("it comes down");
        let (own, eye) = (Vec3::new(0.0, 1.5, -28.0), Vec3::new(0.0, 3.0, -12.0));
        let frame = HudFrame::between(eye, own);
        let lost =
            |movers: &[Placed]| is_easily_lost(own, std::iter::empty(), &rules.surroundings(movers), &frame);
        assert!(lost(&press) && !lost(&[]));
    }
}
