//! At the bottom, between the vitals and one's own hog: what is around, own heading up. Hogs are arrowheads that show where they go, mines and pickups their
//! glyphs; the arena's edge is drawn on the disc.

use bevy::prelude::*;

use hogs_shared::level::vector;
use hogs_shared::math::yaw_of;

use super::glyph::Glyph;
use super::paint::{Paint, repaint};
use super::pings::Pings;
use super::style::{DANGER, ENERGY, GOLD, HudStyle, MUTED, SELF, show, team_colour};
use super::{HudPhase, Kit, playing};
use crate::feed::MatchFeed;
use crate::view::convert::vec3;
use crate::weapon::{Blip as ShotBlip, look};

/// What the rim of the disc stands for, metres.
const RANGE_M: f32 = 80.0;
/// Size of the disc, units.
const SIZE: f32 = 146.0;
/// Where it begins, units from the left.
const LEFT: f32 = 420.0;
/// Most things shown.
const BLIPS: usize = 120;

#[derive(Component)]
struct Disc;

/// One of the disc's marks.
#[derive(Component)]
struct Blip;

/// A thing to mark.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Mark {
    /// Right and down of the middle, as shares of the radius.
    at: Vec2,
    /// Clockwise, radians.
    turn: f32,
    glyph: Glyph,
    size: f32,
    colour: Color,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, display.in_set(HudPhase::Show).run_if(playing));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let style = kit.style;
    let line = Node {
        position_type: PositionType::Absolute,
        bottom: style.px(10.0),
        // Right of the vitals at their widest; in the middle it would lie over one's own hog.
        left: style.px(LEFT),
        ..default()
    };
    let paint = kit.painted(Paint::radar(MUTED, MUTED));
    root.spawn(line).with_children(|line| {
        let disc = Node {
            width: style.px(SIZE),
            height: style.px(SIZE),
            align_items: AlignItems::Center,
            justify_content: JustifyContent::Center,
            ..default()
        };
        line.spawn((Disc, paint, disc)).with_children(|disc| {
            for _ in 0..BLIPS {
                let node = Node {
                    position_type: PositionType::Absolute,
                    width: style.px(16.0),
                    height: style.px(16.0),
                    ..default()
                };
                let image = style.glyph_image(Glyph::Dot, SELF);
                disc.spawn((Blip, image, node, UiTransform::IDENTITY, Visibility::Hidden));
            }
        });
    });
}

/// Where a place lies on the disc (right and down, as shares of the radius) for one at `own` with a heading (yaw), and
/// whether it is within range. What is farther lies on the rim.
fn project(own: Vec3, heading: f32, at: Vec3) -> (Vec2, bool) {
    let span = at - own;
    let right = span.x * heading.cos() - span.z * heading.sin();
    let ahead = -span.x * heading.sin() - span.z * heading.cos();
    let place = Vec2::new(right, -ahead) / RANGE_M;
    if place.length() <= 1.0 {
        (place, true)
    } else {
        (place.normalize() * 1.0, false)
    }
}

/// What lies about, and what comes.
fn mark_shots(feed: &MatchFeed, own: Vec3, heading: f32, marks: &mut Vec<Mark>) {
    for shot in &feed.scene.shots {
        let (at, near) = project(own, heading, vec3(shot.position));
        let theirs = feed.is_foe(shot.id.shooter);
        let colour = if theirs { DANGER } else { MUTED };
        match look(shot.weapon).blip().filter(|_| near) {
            Some(ShotBlip::Thing) => marks.push(Mark {
                at,
                turn: 0.0,
                glyph: Glyph::Weapon(shot.weapon),
                size: 13.0,
                colour,
            }),
            Some(ShotBlip::Threat) if theirs => {
                let turn = heading - yaw_of(shot.velocity);
                marks.push(Mark {
                    at,
                    turn,
                    glyph: Glyph::Lead,
                    size: 9.0,
                    colour: GOLD,
                });
            }
            _ => {}
        }
    }
}

/// Everything to mark, what matters most last, so that it lies on top.
fn marks(feed: &MatchFeed, pings: &Pings, own: Vec3, heading: f32) -> Vec<Mark> {
    let scene = &feed.scene;
    let mut marks = Vec::new();
    for (spot, place) in feed.rules.level.pickups.iter().enumerate() {
        let (at, near) = project(own, heading, vec3(vector(place.at)));
        if near && scene.pickups >> spot & 1 == 1 {
            marks.push(Mark {
                at,
                turn: 0.0,
                glyph: Glyph::of_pickup(place.kind),
                size: 13.0,
                colour: ENERGY,
            });
        }
    }
    mark_shots(feed, own, heading, &mut marks);
    for hog in scene.hogs.iter().filter(|hog| hog.alive && hog.id != scene.own) {
        if !feed.sees(hog) {
            continue;
        }
        let (at, near) = project(own, heading, vec3(hog.position));
        let turn = heading - yaw_of(hog.rotation * hogs_shared::math::Vec3::new(0.0, 0.0, -1.0));
        let glyph = if near { Glyph::Hog } else { Glyph::Dot };
        marks.push(Mark {
            at,
            turn,
            glyph,
            size: if near { 19.0 } else { 10.0 },
            colour: hog.team.map_or(DANGER, team_colour),
        });
    }
    for ping in &pings.0 {
        marks.push(Mark {
            at: project(own, heading, ping.at).0,
            turn: 0.0,
            glyph: Glyph::Lead,
            size: 17.0,
            colour: ping.colour(),
        });
    }
    marks.push(Mark {
        at: Vec2::ZERO,
        turn: 0.0,
        glyph: Glyph::Hog,
        size: 18.0,
        colour: SELF,
    });
    let spare = marks.len().saturating_sub(BLIPS);
    marks.split_off(spare)
}

fn display(
    feed: Res<MatchFeed>,
    pings: Res<Pings>,
    style: Res<HudStyle>,
    discs: Query<&MaterialNode<Paint>, With<Disc>>,
    mut blips: Query<(&mut ImageNode, &mut UiTransform, &mut Visibility), With<Blip>>,
    mut paints: ResMut<Assets<Paint>>,
) {
    let Some(hog) = feed.scene.hog(feed.scene.own) else {
        return;
    };
    let own = vec3(hog.position);
    let heading = yaw_of(hog.rotation * hogs_shared::math::Vec3::new(0.0, 0.0, -1.0));
    for node in &discs {
        repaint(&mut paints, &node.0, |paint| {
            paint.shape = Vec4::new(own.x, own.z, heading, RANGE_M);
            let (half_x, half_z) = feed.rules.level.half_size;
            paint.set(half_x, half_z, 0.0);
        });
    }
    let marks = marks(&feed, &pings, own, heading);
    let radius = (SIZE * 0.5 - 8.0) * style.unit;
    let mut marks = marks.iter();
    for (mut image, mut transform, mut visibility) in &mut blips {
        let Some(mark) = marks.next() else {
            show(&mut visibility, false);
            continue;
        };
        show(&mut visibility, true);
        let rect = Some(mark.glyph.rect());
        if image.rect != rect || image.color != mark.colour {
            image.rect = rect;
            image.color = mark.colour;
        }
        let place = mark.at * radius;
        *transform = UiTransform {
            translation: Val2::px(place.x, place.y),
            scale: Vec2::splat(mark.size / 16.0),
            rotation: Rot2::radians(mark.turn),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ahead_is_up_and_right_is_right_whatever_the_heading() {
        for heading in [0.0_f32, 1.0, -2.5] {
            let turn = Quat::from_rotation_y(heading);
            let own = Vec3::new(5.0, 1.0, -3.0);
            let (ahead, near) = project(own, heading, own + turn * Vec3::NEG_Z * 40.0);
            assert!(near && (ahead - Vec2::new(0.0, -0.5)).length() < 1e-4, "{ahead}");
            let (right, _) = project(own, heading, own + turn * Vec3::X * 40.0);
            assert!((right - Vec2::new(0.5, 0.0)).length() < 1e-4, "{right}");
        }
    }

    #[test]
    fn what_is_too_far_lies_on_the_rim() {
        let (at, near) = project(Vec3::ZERO, 0.0, Vec3::new(500.0, 0.0, 0.0));
        assert!(!near && (at - Vec2::X).length() < 1e-5);
    }
}
