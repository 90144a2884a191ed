//! Behind a hog, hanging on a boom that is drawn in where something solid is in the way.

use std::f32::consts::PI;

use bevy::prelude::*;
use hogs_shared::arena::controls::Buttons;
use hogs_shared::level::Terrain;
use hogs_shared::netplay::scene::SceneHog;

use super::room::{above_ground, free, toward_free};
use super::{AimView, Rig, toward};
use crate::feed::MatchFeed;
use crate::view::convert::vec3;

/// What a boost adds, radians.
const BOOST_FOV: f32 = 0.18;
/// Distance behind the hog at rest, metres; half again at full speed.
pub(super) const DISTANCE_M: f32 = 10.0;
/// Height of the eye over the hog, metres.
pub(super) const HEIGHT_M: f32 = 2.4;

/// How far over the lower edge of the picture the middle of the hog stays, and how far under the upper one what one aims
/// with, radians.
const FOOTING: f32 = 0.13;
/// How fast the eye lets the aim rise over it: the way that is left falls to a third in this many seconds.
const OVER_S: f32 = 0.09;

/// The field of view that goes with a hog's speed, radians.
pub(super) fn field(rig: &Rig, hog: &SceneHog, speed_share: f32) -> f32 {
    let boosts = hog.buttons.holds(Buttons::BOOST) && hog.energy.share > 0.02 && hog.throttle > 0.1;
    let zoom = if boosts { BOOST_FOV } else { 0.0 } + 0.04 * speed_share;
    rig.rest + if rig.lens.calm { 0.0 } else { zoom }
}

/// Behind and above the hog, looking along the aim, `reach` times as far off as usual.
pub(super) fn chase(
    rig: &mut Rig,
    hog: &SceneHog,
    aim: &AimView,
    reach: f32,
    feed: &MatchFeed,
    dt: f32,
) -> Transform {
    let terrain = &feed.rules.terrain;
    let at = vec3(hog.position);
    let velocity = vec3(hog.velocity);
    let fresh = rig.follows != Some(hog.id) || rig.pivot.distance_squared(at) > 900.0;
    let top_speed = feed.rules.tuning.chassis(hog.chassis).top_speed_mps;
    let bulk = feed.rules.tuning.chassis(hog.chassis).half_extents_m[2] / 2.0;
    let speed_share = (velocity.length() / top_speed).min(1.3);
    let fov = field(rig, hog, speed_share);
    let distance = reach * DISTANCE_M * (0.75 + 0.25 * bulk) * (1.0 + 0.5 * speed_share.min(1.0));
    if fresh {
        (rig.pivot, rig.fov, rig.distance, rig.boom) = (at, fov, distance, distance);
        rig.follows = Some(hog.id);
    }
    // Height lags more than the rest, so that bumps are the hog's and not the eye's.
    let lag = (at - rig.pivot) * Vec3::new(toward(dt, 0.045), toward(dt, 0.11), toward(dt, 0.045));
    rig.pivot += lag;
    rig.fov += (fov - rig.fov) * toward(dt, if fov > rig.fov { 0.08 } else { 0.2 });
    rig.distance += (distance - rig.distance) * toward(dt, 0.35);

    let yaw = aim.yaw + if aim.look_back { PI } else { 0.0 };
    let pitch = if aim.look_back { -0.08 } else { aim.pitch };
    // The boom swings less than the eye looks, so that looking up does not put the eye into the ground.
    let swing = Quat::from_euler(EulerRot::YXZ, yaw, swing_of(pitch), 0.0);
    let height = HEIGHT_M * (0.8 + 0.2 * bulk);
    let eye = boom(rig, terrain, at, swing * Vec3::Z, height, dt);
    rig.circle = yaw;
    rig.focus = at;
    // By the boom as long as it should be: what stands in its way must not make the eye nod.
    let boom = swing * Vec3::Z * rig.distance + Vec3::Y * (0.4 + height);
    let wanted = over(pitch, -boom, rig.fov);
    rig.over += (wanted - rig.over) * if fresh { 1.0 } else { toward(dt, OVER_S) };
    let shown = pitch - rig.over;
    Transform {
        translation: eye,
        rotation: Quat::from_euler(EulerRot::YXZ, yaw, shown, 0.0),
        scale: Vec3::ONE,
    }
}

/// How far the boom swings for an aim, radians.
fn swing_of(pitch: f32) -> f32 {
    (pitch * 0.55 - 0.03).clamp(-0.7, 0.25)
}

/// How far the eye stays below an aim to see the hog, that lies in this direction from it, and where one aims, too. Who
/// aims level or down looks there.
fn over(pitch: f32, to_hog: Vec3, fov: f32) -> f32 {
    let hog = to_hog.y.atan2(to_hog.with_y(0.0).length());
    let room = (fov * 0.5 - FOOTING).max(0.0);
    (pitch - (hog + room)).clamp(0.0, pitch.clamp(0.0, room))
}

/// The eye at the end of the boom from above the pivot, drawn in where something solid is in the way of the hog `at` its
/// root.
pub(super) fn boom(rig: &mut Rig, terrain: &Terrain, at: Vec3, backward: Vec3, height: f32, dt: f32) -> Vec3 {
    // The pivot lags and may still be under the ramp that the hog has come up.
    let base = toward_free(terrain, at, rig.pivot + Vec3::Y * 0.4);
    let rise = free(terrain, base, Vec3::Y, height);
    let root = base + Vec3::Y * rise;
    let reach = free(terrain, root, backward, rig.distance);
    rig.boom = if reach < rig.boom {
        reach
    } else {
        rig.boom + (reach - rig.boom) * toward(dt, 0.3)
    };
    above_ground(terrain, root + backward * rig.boom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hog_and_the_aim_stay_in_the_picture() {
        let fov = 1.02;
        for pitch in [-0.5, 0.0, 0.1, 0.3, 0.66] {
            // From the end of the boom, which swings with the aim.
            let swing = swing_of(pitch);
            let to_hog = Vec3::new(0.0, 10.0 * swing.sin() - 2.8, -10.0 * swing.cos());
            let hog = to_hog.y.atan2(10.0 * swing.cos());
            let over = over(pitch, to_hog, fov);
            assert!((0.0..fov * 0.5 - 0.1).contains(&over), "{pitch}: {over}");
            assert!(
                pitch > 0.0 || over == 0.0,
                "who does not aim up looks along the aim"
            );
            assert!(pitch - over - hog < fov * 0.5 - 0.1, "{pitch}: {over}");
        }
        // With the back to a wall one sees what one aims at, if nothing else.
        assert!(over(0.66, Vec3::new(0.0, -2.8, -1.5), fov) < fov * 0.5 - 0.1);
        assert!(over(0.66, Vec3::new(0.0, 0.0, -10.0), fov) > 0.2);
    }
}
