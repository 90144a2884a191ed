//! At the bottom, between the vitals and one's own hog: what is around, own heading up. Hogs are arrowheads that show where they go, mines and pickups their
//! glyphs; the arena's edge is drawn on the disc.

use bevy::prelude::*;

use hogs_shared::level::vector;
use hogs_shared::math::yaw_of;

use super::glyph::Glyph;
use super::paint::{Paint, repaint};
use super::pings::Pings;
use super::stamps::{Figure, Stamp, Stamps};
use super::style::{DANGER, ENERGY, GOLD, HudStyle, MUTED, SELF, team_colour};
use super::{HudPhase, Kit};
use crate::feed::MatchFeed;
use crate::view::convert::vec3;
use crate::weapon::{Blip as ShotBlip, look};

/// What the rim of the disc stands for, metres.
const RANGE_M: f32 = 80.0;
/// Size of the disc, units.
const SIZE: f32 = 146.0;
/// Where it begins, units from the left.
const LEFT: f32 = 420.0;
/// Where a hog looks, in its own axes.
const AHEAD: hogs_shared::math::Vec3 = hogs_shared::math::Vec3::new(0.0, 0.0, -1.0);

#[derive(Component)]
struct Disc;

/// What comes to lie on the disc.
struct Chart<'a> {
    /// Where the player is, and their heading (yaw, radians).
    own: (Vec3, f32),
    /// Logical pixels in a unit.
    unit: f32,
    stamps: &'a mut Vec<Stamp>,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, display.in_set(HudPhase::Show));
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
            ..default()
        };
        line.spawn((Disc, paint, disc, Stamps::default()));
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
        (place.normalize(), false)
    }
}

impl Chart<'_> {
    fn project(&self, at: Vec3) -> (Vec2, bool) {
        project(self.own.0, self.own.1, at)
    }

    /// How far one that goes that way is turned on the disc, clockwise, radians.
    fn turn(&self, way: hogs_shared::math::Vec3) -> f32 {
        self.own.1 - yaw_of(way)
    }

    /// Marks a place (right and down, as shares of the radius); `size` in units.
    fn mark(&mut self, place: Vec2, turn: f32, (glyph, size): (Glyph, f32), colour: Color) {
        self.stamps.push(Stamp {
            figure: Figure::Glyph(glyph),
            at: place * (SIZE * 0.5 - 8.0) * self.unit,
            size: Vec2::splat(size * self.unit),
            turn,
            colour,
        });
    }

    /// What lies about, and what comes.
    fn mark_shots(&mut self, feed: &MatchFeed) {
        for shot in &feed.scene.shots {
            let (place, near) = self.project(vec3(shot.position));
            let theirs = feed.is_foe(shot.id.shooter);
            let colour = if theirs { DANGER } else { MUTED };
            match look(shot.weapon).blip().filter(|_| near) {
                Some(ShotBlip::Thing) => {
                    self.mark(place, 0.0, (Glyph::Weapon(shot.weapon), 13.0), colour);
                }
                Some(ShotBlip::Threat) if theirs => {
                    self.mark(place, self.turn(shot.velocity), (Glyph::Lead, 9.0), GOLD);
                }
                _ => {}
            }
        }
    }

    /// Marks everything, what matters most last, so that it lies on top.
    fn mark_all(&mut self, feed: &MatchFeed, pings: &Pings) {
        let scene = &feed.scene;
        for (spot, pickup) in feed.rules.level.pickups.iter().enumerate() {
            let (place, near) = self.project(vec3(vector(pickup.at)));
            if near && scene.pickups >> spot & 1 == 1 {
                self.mark(place, 0.0, (Glyph::of_pickup(pickup.kind), 13.0), ENERGY);
            }
        }
        self.mark_shots(feed);
        for hog in scene
            .hogs
            .iter()
            .filter(|hog| hog.id != scene.own && feed.sees(hog))
        {
            let (place, near) = self.project(vec3(hog.position));
            let turn = self.turn(hog.rotation * AHEAD);
            let look = if near {
                (Glyph::Hog, 19.0)
            } else {
                (Glyph::Dot, 10.0)
            };
            self.mark(place, turn, look, hog.team.map_or(DANGER, team_colour));
        }
        for ping in &pings.0 {
            self.mark(self.project(ping.at).0, 0.0, (Glyph::Lead, 17.0), ping.colour());
        }
        self.mark(Vec2::ZERO, 0.0, (Glyph::Hog, 18.0), SELF);
    }
}

fn display(
    feed: Res<MatchFeed>,
    pings: Res<Pings>,
    style: Res<HudStyle>,
    mut discs: Query<(&MaterialNode<Paint>, &mut Stamps), With<Disc>>,
    mut paints: ResMut<Assets<Paint>>,
) {
    let Some(hog) = feed.scene.hog(feed.scene.own) else {
        return;
    };
    let own = vec3(hog.position);
    let heading = yaw_of(hog.rotation * AHEAD);
    for (paint, mut stamps) in &mut discs {
        repaint(&mut paints, &paint.0, |paint| {
            paint.shape = Vec4::new(own.x, own.z, heading, RANGE_M);
            let (half_x, half_z) = feed.rules.level.half_size;
            paint.set(half_x, half_z, 0.0);
        });
        stamps.0.clear();
        let mut chart = Chart {
            own: (own, heading),
            unit: style.unit,
            stamps: &mut stamps.0,
        };
        chart.mark_all(&feed, &pings);
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
    fn what_is_marked_keeps_within_the_disc_at_every_size_of_it() {
        for unit in [0.5, 2.0] {
            let mut chart = Chart {
                own: (Vec3::ZERO, 0.0),
                unit,
                stamps: &mut Vec::new(),
            };
            let (place, _) = chart.project(Vec3::X * 500.0);
            chart.mark(place, 0.0, (Glyph::Dot, 10.0), SELF);
            let stamp = chart.stamps[0];
            assert_eq!(stamp.size, Vec2::splat(10.0 * unit));
            assert!(stamp.at.x > SIZE * 0.4 * unit && stamp.at.x + 5.0 * unit < SIZE * 0.5 * unit);
        }
    }

    #[test]
    fn what_is_too_far_lies_on_the_rim() {
        let (at, near) = project(Vec3::ZERO, 0.0, Vec3::new(500.0, 0.0, 0.0));
        assert!(!near && (at - Vec2::X).length() < 1e-5);
    }
}
