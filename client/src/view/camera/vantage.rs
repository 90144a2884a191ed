//! From where one looks on who does not drive: behind a hog, through its eyes, or from a place of one's own.

use bevy::prelude::*;
use hogs_shared::ids::HogId;
use hogs_shared::math::{Vec3 as MatchVec3, pitch_of, wrap_angle, yaw_of, yaw_pitch};
use hogs_shared::netplay::scene::SceneHog;

use super::chase::{chase, field};
use super::circle::mourn;
use super::{AimView, Rig, toward};
use crate::feed::MatchFeed;
use crate::view::convert::{quat, vec3};

/// How soon the eye follows a turret that turns, seconds: it is another's hand, and jerks.
const GAZE_S: f32 = 0.09;
/// Farther than this the eye does not follow but is there at once, radians.
const GAZE_LEAP: f32 = 1.2;
/// How far over the foot of the turret, and how far ahead of it, the eye sits, metres.
const EYE_M: (f32, f32) = (0.55, 0.35);

/// Where one who looks on has the camera; written by whoever knows what they want.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub enum Vantage {
    /// In one's own seat; behind the menu, wherever there is something to see.
    #[default]
    Seat,
    /// Behind a hog.
    Chase {
        /// Which.
        hog: HogId,
        /// How far the eye is turned aside (left, up) from where the hog aims, radians.
        turned: Vec2,
        /// How many times as far off as usual.
        reach: f32,
    },
    /// In a hog, which is not drawn then.
    Eyes {
        /// Which.
        hog: HogId,
    },
    /// Anywhere.
    Free {
        /// Metres.
        at: Vec3,
        /// Left of -z, radians.
        yaw: f32,
        /// Upward, radians.
        pitch: f32,
    },
}

impl Vantage {
    /// Whether one looks out of a hog.
    #[must_use]
    pub fn is_in(self, hog: HogId) -> bool {
        self == Self::Eyes { hog }
    }

    /// The hog that is followed.
    const fn followed(self) -> Option<HogId> {
        match self {
            Self::Chase { hog, .. } | Self::Eyes { hog } => Some(hog),
            Self::Seat | Self::Free { .. } => None,
        }
    }
}

/// Where a hog's turret points in the world: yaw and pitch, radians.
fn gaze_of(hog: &SceneHog) -> Vec2 {
    let ahead = hog.rotation * yaw_pitch(hog.turret_yaw, hog.turret_pitch) * MatchVec3::new(0.0, 0.0, -1.0);
    Vec2::new(yaw_of(ahead), pitch_of(ahead))
}

/// The camera for one who looks on; none where there is nobody to follow.
pub(super) fn look_on(rig: &mut Rig, vantage: Vantage, feed: &MatchFeed, dt: f32) -> Option<Transform> {
    if let Vantage::Free { at, yaw, pitch } = vantage {
        rig.follows = None;
        rig.watched = None;
        rig.fov += (rig.rest - rig.fov) * toward(dt, 0.2);
        let rotation = Quat::from_euler(EulerRot::YXZ, yaw, pitch, 0.0);
        return Some(Transform::from_translation(at).with_rotation(rotation));
    }
    let hog = feed.scene.hog(vantage.followed()?)?;
    let wanted = gaze_of(hog);
    let apart = Vec2::new(wrap_angle(wanted.x - rig.gaze.x), wanted.y - rig.gaze.y);
    if rig.watched != Some(hog.id) || feed.cut || apart.length() > GAZE_LEAP {
        if rig.watched != Some(hog.id) {
            (rig.follows, rig.focus, rig.killer) = (None, vec3(hog.position), None);
        }
        (rig.watched, rig.gaze) = (Some(hog.id), wanted);
    } else {
        rig.gaze += apart * toward(dt, GAZE_S);
    }
    if !hog.alive {
        return Some(mourn(rig, &feed.scene, &feed.rules.terrain, dt));
    }
    Some(match vantage {
        Vantage::Chase { turned, reach, .. } => {
            let aim = AimView {
                yaw: rig.gaze.x + turned.x,
                pitch: (rig.gaze.y + turned.y).clamp(-1.4, 1.4),
                look_back: false,
            };
            chase(rig, hog, &aim, reach, feed, dt)
        }
        _ => eyes(rig, hog, feed, dt),
    })
}

/// Out of a hog, along its turret.
fn eyes(rig: &mut Rig, hog: &SceneHog, feed: &MatchFeed, dt: f32) -> Transform {
    let chassis = feed.rules.tuning.chassis(hog.chassis);
    let speed_share = (vec3(hog.velocity).length() / chassis.top_speed_mps).min(1.3);
    let fov = field(rig, hog, speed_share);
    rig.fov += (fov - rig.fov) * toward(dt, 0.12);
    let hull = quat(hog.rotation);
    let rotation = Quat::from_euler(EulerRot::YXZ, rig.gaze.x, rig.gaze.y, 0.0);
    let foot = vec3(hog.position) + hull * Vec3::from_array(chassis.turret_m);
    // The chase begins anew from here, and a wreck is looked at from where it was.
    rig.follows = None;
    (rig.focus, rig.circle) = (vec3(hog.position), rig.gaze.x);
    let (above, ahead) = EYE_M;
    Transform {
        translation: foot + hull * Vec3::Y * above + rotation * Vec3::NEG_Z * ahead,
        rotation,
        scale: Vec3::ONE,
    }
}
