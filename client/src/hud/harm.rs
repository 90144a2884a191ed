//! Where harm comes from: crescents around the middle that point at it, and a rim around the screen when one is hit or
//! nearly gone.

use bevy::prelude::*;

use hogs_shared::arena::outcome::Outcome;
use hogs_shared::netplay::scene::SceneEvent;

use super::frame::HudFrame;
use super::paint::{Paint, repaint};
use super::style::{DANGER, LOW_HEALTH, show};
use super::{HudPhase, HudWishes, Kit};
use crate::feed::MatchFeed;
use crate::view::convert::vec3;

/// How long a crescent stands, seconds.
const LIFE_S: f32 = 1.3;
/// Most crescents at once.
const CRESCENTS: usize = 4;

/// One blow.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Blow {
    from: Vec3,
    strength: f32,
    age_s: f32,
}

/// Blows that still show.
#[derive(Resource, Default)]
pub(super) struct Blows {
    blows: Vec<Blow>,
    /// How red the rim is from hits.
    flash: f32,
}

#[derive(Component)]
struct Ring;

#[derive(Component)]
struct Rim;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Blows>()
        .add_systems(Update, (note, display).chain().in_set(HudPhase::Show));
}

pub(super) fn spawn(root: &mut ChildSpawnerCommands<'_>, kit: &mut Kit<'_>) {
    let full = Node {
        position_type: PositionType::Absolute,
        width: percent(100),
        height: percent(100),
        ..default()
    };
    let rim = kit.painted(Paint::vignette(DANGER));
    let ring = kit.painted(Paint::harm(DANGER));
    root.spawn((Rim, rim, full.clone(), Visibility::Hidden));
    let centred = Node {
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        ..full
    };
    root.spawn(centred).with_children(|middle| {
        let node = Node {
            width: kit.style.px(330.0),
            height: kit.style.px(330.0),
            ..default()
        };
        middle.spawn((Ring, ring, node, Visibility::Hidden));
    });
}

impl Blows {
    /// A blow arrives; blows from much the same place become one.
    fn add(&mut self, from: Vec3, points: f32) {
        let strength = (0.35 + points / 40.0).min(1.0);
        self.flash = (self.flash + points / 70.0).min(0.45);
        if let Some(blow) = self.blows.iter_mut().find(|blow| blow.from.distance(from) < 6.0) {
            *blow = Blow {
                from,
                strength: blow.strength.max(strength),
                age_s: 0.0,
            };
            return;
        }
        self.blows.push(Blow {
            from,
            strength,
            age_s: 0.0,
        });
        let spare = self.blows.len().saturating_sub(CRESCENTS);
        self.blows.drain(..spare);
    }

    fn age(&mut self, seconds: f32) {
        for blow in &mut self.blows {
            blow.age_s += seconds;
        }
        self.blows.retain(|blow| blow.age_s < LIFE_S);
        self.flash = (self.flash - seconds * 0.9).max(0.0);
    }
}

fn note(feed: Res<MatchFeed>, time: Res<Time>, mut blows: ResMut<Blows>) {
    blows.age(time.delta_secs());
    let Some(own) = feed.scene.hog(feed.scene.own) else {
        return;
    };
    for event in &feed.events {
        match *event {
            SceneEvent::Outcome(Outcome::Damaged {
                victim, amount, from, ..
            }) if victim == own.id && amount.points() > 0.0 => {
                blows.add(vec3(from), amount.points());
            }
            SceneEvent::Outcome(Outcome::Spawned { hog, .. }) if hog == own.id => *blows = Blows::default(),
            _ => {}
        }
    }
}

fn display(
    feed: Res<MatchFeed>,
    frame: Res<HudFrame>,
    time: Res<Time>,
    blows: Res<Blows>,
    wishes: Res<HudWishes>,
    mut rings: Query<(&MaterialNode<Paint>, &mut Visibility), (With<Ring>, Without<Rim>)>,
    mut rims: Query<(&MaterialNode<Paint>, &mut Visibility), With<Rim>>,
    mut paints: ResMut<Assets<Paint>>,
) {
    let Some(own) = feed.scene.hog(feed.scene.own) else {
        return;
    };
    let position = vec3(own.position);
    for (node, mut visibility) in &mut rings {
        show(&mut visibility, !blows.blows.is_empty());
        repaint(&mut paints, &node.0, |paint| {
            let mut strengths = Vec4::ZERO;
            for (index, blow) in blows.blows.iter().take(CRESCENTS).enumerate() {
                paint.shape[index] = frame.bearing(position, blow.from);
                strengths[index] = blow.strength * (1.0 - blow.age_s / LIFE_S);
            }
            paint.samples[0] = strengths;
        });
    }
    let low = if own.alive && own.health.share < LOW_HEALTH {
        let deep = 1.0 - own.health.share / LOW_HEALTH;
        0.35 + 0.3 * deep + 0.1 * (time.elapsed_secs() * 5.0).sin()
    } else {
        0.0
    };
    let strength = ((low + blows.flash).min(0.9) * wishes.flashes * 50.0).round() / 50.0;
    for (node, mut visibility) in &mut rims {
        show(&mut visibility, strength > 0.01);
        repaint(&mut paints, &node.0, |paint| paint.set(strength, 0.0, 0.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blows_merge_age_and_are_bounded() {
        let mut blows = Blows::default();
        blows.add(Vec3::ZERO, 6.0);
        blows.add(Vec3::X, 30.0);
        assert_eq!(blows.blows.len(), 1, "one direction, one crescent");
        for i in 0..10 {
            blows.add(Vec3::Z * 20.0 * i as f32, 5.0);
        }
        assert_eq!(blows.blows.len(), CRESCENTS);
        assert!(blows.flash <= 0.45);
        blows.age(LIFE_S);
        assert!(blows.blows.is_empty());
    }
}
