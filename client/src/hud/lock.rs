//! What the weapon in hand is about: a ring around the crosshair that fills as it charges, and four corners around whom
//! it has in its sights, which close in on them.

use bevy::prelude::*;

use hogs_shared::netplay::scene::SceneHog;

use super::aim::Aimed;
use super::frame::HudFrame;
use super::glyph::Glyph;
use super::paint::{Paint, repaint};
use super::style::{DANGER, ENERGY, GOLD, HudStyle, show};
use super::{HudPhase, Kit};
use crate::feed::MatchFeed;
use crate::view::convert::vec3;
use crate::weapon::look;

/// Sizes of the ring and of the closed corners, units.
const RING: f32 = 74.0;
const CORNERS: f32 = 58.0;

#[derive(Component)]
struct Ring;

#[derive(Component)]
struct Corners;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (ring, corners).in_set(HudPhase::Show));
}

/// A node whose middle a transform puts where it belongs.
fn middle(style: &HudStyle, size: f32) -> impl Bundle + use<> {
    let node = Node {
        position_type: PositionType::Absolute,
        left: style.px(-size * 0.5),
        top: style.px(-size * 0.5),
        width: style.px(size),
        height: style.px(size),
        ..default()
    };
    (node, UiTransform::IDENTITY, Visibility::Hidden)
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let ring = kit.painted(Paint::arc(ENERGY, 0.0, std::f32::consts::TAU, 0.96, 0.1));
    root.spawn((Ring, ring, middle(kit.style, RING)));
    let corners = kit.style.glyph_image(Glyph::Lock, GOLD);
    root.spawn((Corners, corners, middle(kit.style, CORNERS)));
}

fn own(feed: &MatchFeed) -> Option<&SceneHog> {
    feed.scene.hog(feed.scene.own).filter(|hog| hog.alive)
}

fn ring(
    feed: Res<MatchFeed>,
    frame: Res<HudFrame>,
    aimed: Res<Aimed>,
    mut rings: Query<(&MaterialNode<Paint>, &mut UiTransform, &mut Visibility), With<Ring>>,
    mut paints: ResMut<Assets<Paint>>,
) {
    let charging = own(&feed).filter(|own| own.charge > 0.0);
    for (node, mut transform, mut visibility) in &mut rings {
        show(&mut visibility, charging.is_some());
        let Some(own) = charging else { continue };
        let place = aimed.0.unwrap_or_else(|| frame.aim()).round();
        transform.set_if_neq(UiTransform::from_xy(Val::Px(place.x), Val::Px(place.y)));
        let colour = match (own.charge < 1.0, look(own.weapon).threatens()) {
            (true, _) => ENERGY,
            (false, true) => DANGER,
            (false, false) => GOLD,
        };
        repaint(&mut paints, &node.0, |paint| {
            paint.set((own.charge * 200.0).round() / 200.0, 0.0, 0.0);
            paint.colour = colour.to_linear();
        });
    }
}

fn corners(
    feed: Res<MatchFeed>,
    frame: Res<HudFrame>,
    mut marks: Query<(&mut ImageNode, &mut UiTransform, &mut Visibility), With<Corners>>,
) {
    let marked = own(&feed).filter(|own| look(own.weapon).threatens());
    let marked = marked.and_then(|own| Some((own, feed.scene.hog(own.mark?)?)));
    let place = marked.and_then(|(_, hog)| frame.locate(vec3(hog.position)));
    for (mut image, mut transform, mut visibility) in &mut marks {
        show(&mut visibility, place.is_some());
        let (Some((own, _)), Some(place)) = (marked, place) else {
            continue;
        };
        let locked = own.charge >= 1.0;
        let colour = if locked { DANGER } else { GOLD };
        if image.color != colour {
            image.color = colour;
        }
        let place = place.round();
        *transform = UiTransform {
            translation: Val2::px(place.x, place.y),
            scale: Vec2::splat(1.0 + 1.3 * (1.0 - own.charge.clamp(0.0, 1.0))),
            rotation: Rot2::radians(if locked { 0.0 } else { 0.8 * (1.0 - own.charge) }),
        };
    }
}
