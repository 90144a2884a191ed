//! What harm does to the shape of a hog: tusks bend and break off, fins are shot away. How much a hog can still bear is
//! seen from afar by what it lacks. Whoever is repaired has it all back.

use bevy::prelude::*;
use hogs_shared::netplay::scene::SceneHog;

use super::Craft;
use crate::feed::MatchFeed;
use crate::palette::{self, linear};
use crate::view::burst;
use crate::view::convert::vec3;
use crate::view::effects::{Chunk, Effects};

/// Below which shares of health a hog has one more wound.
const WOUNDS: [f32; 4] = [0.72, 0.52, 0.34, 0.17];
/// How far above such a share it must be to be without the wound again: harm and repair at once must not flicker.
const HEALED: f32 = 0.04;

/// What is left of a part.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Left {
    /// All of it.
    Whole,
    /// It hangs askew.
    Bent,
    /// Nothing.
    Gone,
}

/// How many wounds a hog with a share of its health has, that had some before.
fn wounds(share: f32, before: usize) -> usize {
    WOUNDS
        .iter()
        .enumerate()
        .take_while(|&(wound, &limit)| share < limit + if wound < before { HEALED } else { 0.0 })
        .count()
}

/// What so many wounds leave of a part; none for what no wound touches. The tusk that goes first is the right one of
/// every other hog, so that not all look alike.
fn left(part: &str, wounds: usize, right_first: bool) -> Option<Left> {
    let (bends_at, goes_at) = match (part, right_first) {
        ("tusk_r", true) | ("tusk_l", false) => (1, 2),
        ("tusk_r", false) | ("tusk_l", true) => (3, 4),
        ("fins", _) => (2, 3),
        _ => return None,
    };
    Some(match wounds {
        _ if wounds >= goes_at => Left::Gone,
        _ if wounds >= bends_at => Left::Bent,
        _ => Left::Whole,
    })
}

/// How a part hangs that is bent.
fn bend(part: &str) -> Quat {
    match part {
        "tusk_r" => Quat::from_euler(EulerRot::YXZ, -0.5, -0.35, 0.75),
        "tusk_l" => Quat::from_euler(EulerRot::YXZ, 0.5, -0.35, -0.75),
        _ => Quat::from_euler(EulerRot::YXZ, 0.06, 0.0, 0.42),
    }
}

/// Shows the wounds of every hog; touches parts only when there is one more or one less.
pub(in crate::view) fn show(
    feed: Res<MatchFeed>,
    mut craft: Query<&mut Craft>,
    mut parts: Query<(&mut Transform, &mut Visibility), Without<Craft>>,
    places: Query<&GlobalTransform>,
    mut effects: ResMut<Effects>,
) {
    for mut craft in &mut craft {
        let Some(hog) = feed.scene.hog(craft.id).filter(|hog| hog.alive) else {
            continue;
        };
        let before = craft.wounds;
        let now = wounds(hog.health.share, before.unwrap_or(0));
        if before == Some(now) {
            continue;
        }
        craft.wounds = Some(now);
        let right_first = craft.id.0.is_multiple_of(2);
        // Only what one has seen break flies off.
        let breaks = craft.shown && !feed.cut && !hog.cloaked;
        for (name, entity) in &craft.parts {
            let Some(state) = left(name, now, right_first) else {
                continue;
            };
            let Ok((mut transform, mut visibility)) = parts.get_mut(*entity) else {
                continue;
            };
            transform.rotation = if state == Left::Bent {
                bend(name)
            } else {
                Quat::IDENTITY
            };
            visibility.set_if_neq(if state == Left::Gone {
                Visibility::Hidden
            } else {
                Visibility::Inherited
            });
            let was = before.and_then(|before| left(name, before, right_first));
            let at = places.get(*entity).map(GlobalTransform::translation);
            if let (true, Some(was), Ok(at)) = (breaks, was, at) {
                match (was, state) {
                    (Left::Whole, Left::Bent) => spark(&craft, at, &mut effects),
                    (Left::Whole | Left::Bent, Left::Gone) => {
                        spark(&craft, at, &mut effects);
                        let colour = if name == "fins" {
                            palette::lacquer(hog.chassis, craft.coat)
                        } else {
                            feed.livery(craft.id)
                        };
                        break_off(hog, at, colour, &mut effects);
                    }
                    _ => {}
                }
            }
        }
    }
}

fn spark(craft: &Craft, at: Vec3, effects: &mut Effects) {
    let away = (at - craft.pose.translation).normalize_or(Vec3::Y);
    burst::sparks(effects, at, away, linear(palette::FIRE_HEART), 12, 8.0);
}

/// A few pieces of a part fly off.
fn break_off(hog: &SceneHog, at: Vec3, colour: Vec3, effects: &mut Effects) {
    for _ in 0..effects.portion(3).max(1) {
        let way = (effects.any_direction() + Vec3::Y * 1.2).normalize_or(Vec3::Y);
        let (quick, size) = (effects.rng.range(3.0, 7.0), effects.rng.range(0.7, 1.2));
        let spin = effects.any_direction() * effects.rng.range(6.0, 16.0);
        effects.throw(Chunk {
            at,
            velocity: vec3(hog.velocity) * 0.7 + way * quick,
            rotation: Quat::from_rotation_arc(Vec3::Y, way),
            spin,
            half: Vec3::new(0.12, 0.1, 0.36) * size,
            colour,
            left_s: 4.0,
            heat: 0.35,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harm_takes_part_by_part_and_repair_gives_them_back() {
        let shares = [1.0, 0.7, 0.5, 0.3, 0.1, 0.0];
        let mut now = 0;
        let seen = shares.map(|share| {
            now = wounds(share, now);
            now
        });
        assert_eq!(seen, [0, 1, 2, 3, 4, 4]);
        assert_eq!(wounds(1.0, 4), 0);
        // At the limit itself nothing flickers.
        assert_eq!(wounds(WOUNDS[0] + 0.02, 0), 0);
        assert_eq!(wounds(WOUNDS[0] + 0.02, 1), 1);
        let of = |part, right_first| [0, 1, 2, 3, 4].map(|wounds| left(part, wounds, right_first));
        use Left::{Bent, Gone, Whole};
        assert_eq!(of("tusk_r", true), [Whole, Bent, Gone, Gone, Gone].map(Some));
        assert_eq!(of("tusk_l", true), [Whole, Whole, Whole, Bent, Gone].map(Some));
        assert_eq!(of("tusk_l", false), of("tusk_r", true));
        assert_eq!(of("hull", true), [None; 5]);
    }
}
