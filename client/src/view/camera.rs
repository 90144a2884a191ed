//! Where the world is seen from. In a match the camera hangs behind one's own hog and looks along the aim; over a
//! wreck and behind the menu it circles; whoever looks on has it where they want it. It lags a little, shakes, and never
//! rolls or enters anything solid.

use bevy::camera::CameraProjection;
use bevy::prelude::*;
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::ids::HogId;
use hogs_shared::netplay::scene::SceneEvent;

use super::convert::vec3;
use super::effects::Effects;
use super::stage::{FAR_M, TargetSize, WorldCamera};
use crate::feed::MatchFeed;

mod chase;
mod circle;
mod room;
mod vantage;

pub use vantage::Vantage;
use vantage::look_on;

/// Where the player looks; written by the input.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub struct AimView {
    /// Heading in the world, radians left of -z.
    pub yaw: f32,
    /// Elevation, radians.
    pub pitch: f32,
    /// Whether the player looks over the shoulder.
    pub look_back: bool,
}

/// How the world was seen in this frame, for the HUD.
#[derive(Resource, Clone, Copy, Debug)]
pub struct CameraView {
    /// Where the eye is and along what it looks.
    pub transform: Transform,
    /// Vertical field of view, radians.
    pub fov: f32,
    /// Size of the screen in logical pixels of the UI.
    pub size: Vec2,
    /// From the world to clip space.
    pub clip_from_world: Mat4,
    /// How far over the middle of the screen one aims, radians: the eye does not follow so far up that it loses the hog.
    pub aim_over: f32,
}

impl Default for CameraView {
    fn default() -> Self {
        let mut view = Self {
            transform: Transform::from_xyz(0.0, 14.0, 0.0),
            fov: FOV,
            size: Vec2::new(1280.0, 720.0),
            clip_from_world: Mat4::IDENTITY,
            aim_over: 0.0,
        };
        view.refresh();
        view
    }
}

impl CameraView {
    /// Where a point of the world is on the screen, in logical pixels of the UI from the top left; none if it lies
    /// behind the eye. May lie off the screen.
    #[must_use]
    pub fn to_screen(&self, point: Vec3) -> Option<Vec2> {
        let clip = self.clip_from_world * point.extend(1.0);
        if clip.w <= 0.01 {
            return None;
        }
        let ndc = clip.truncate() / clip.w;
        Some(Vec2::new(ndc.x * 0.5 + 0.5, 0.5 - ndc.y * 0.5) * self.size)
    }

    /// Along what one aims.
    #[must_use]
    pub fn aim(&self) -> Vec3 {
        self.transform.rotation * Quat::from_rotation_x(self.aim_over) * Vec3::NEG_Z
    }

    /// The world is seen from elsewhere.
    pub(super) fn look_from(&mut self, eye: Transform, fov: f32) {
        (self.transform, self.fov, self.aim_over) = (eye, fov, 0.0);
        self.refresh();
    }

    fn refresh(&mut self) {
        let projection = PerspectiveProjection {
            fov: self.fov,
            aspect_ratio: self.size.x / self.size.y.max(1.0),
            far: FAR_M,
            ..default()
        };
        self.clip_from_world = projection.get_clip_from_view() * self.transform.to_matrix().inverse();
    }
}

/// Vertical field of view at rest before anybody chose one, radians.
const FOV: f32 = 1.05;

/// How the player wants to look on.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct Lens {
    /// Field of view at rest: horizontal, degrees, on a screen of 16:9.
    pub fov_deg: f32,
    /// Factor on the distance to the hog.
    pub distance: f32,
    /// Whether the eye neither zooms nor circles.
    pub calm: bool,
}

impl Default for Lens {
    fn default() -> Self {
        Self {
            fov_deg: 90.0,
            distance: 1.0,
            calm: false,
        }
    }
}

impl Lens {
    /// The vertical angle, radians; wider screens show more at the sides, not less above.
    #[must_use]
    pub fn vertical(self) -> f32 {
        2.0 * ((self.fov_deg.to_radians() * 0.5).tan() * 9.0 / 16.0).atan()
    }
}

/// What the camera remembers from frame to frame.
#[derive(Resource, Debug)]
pub(super) struct Rig {
    pivot: Vec3,
    boom: f32,
    distance: f32,
    fov: f32,
    /// How far the aim is over what the eye looks at, radians.
    over: f32,
    /// Field of view without boost or speed, radians.
    rest: f32,
    lens: Lens,
    /// Angle of the circling camera, radians.
    circle: f32,
    focus: Vec3,
    /// Whose back it hangs on; none after a break, so that it starts over without a sweep.
    follows: Option<HogId>,
    /// Whom one who looks on follows, and where that hog looks: yaw and pitch, radians.
    watched: Option<HogId>,
    gaze: Vec2,
    killer: Option<HogId>,
    wreck_s: f32,
    star: Option<HogId>,
    star_s: f32,
}

impl Default for Rig {
    fn default() -> Self {
        Self {
            pivot: Vec3::ZERO,
            boom: chase::DISTANCE_M,
            distance: chase::DISTANCE_M,
            fov: FOV,
            over: 0.0,
            rest: FOV,
            lens: Lens::default(),
            circle: 0.6,
            focus: Vec3::ZERO,
            follows: None,
            watched: None,
            gaze: Vec2::ZERO,
            killer: None,
            wreck_s: 0.0,
            star: None,
            star_s: 0.0,
        }
    }
}

/// Share of the way to go in `dt` for a time constant.
fn toward(dt: f32, seconds: f32) -> f32 {
    1.0 - (-dt / seconds.max(1e-4)).exp()
}

/// Places the camera for this frame.
pub(super) fn drive(
    feed: Option<Res<MatchFeed>>,
    aim: Res<AimView>,
    vantage: Res<Vantage>,
    (time, real): (Res<Time>, Res<Time<Real>>),
    size: Res<TargetSize>,
    lens: Res<Lens>,
    mut effects: ResMut<Effects>,
    mut rig: ResMut<Rig>,
    mut view: ResMut<CameraView>,
    mut camera: Query<(&mut Transform, &mut Projection), With<WorldCamera>>,
) {
    let dt = time.delta_secs().min(0.1);
    let mut placed = match feed.as_deref() {
        None => {
            *rig = Rig::default();
            Transform::from_xyz(0.0, 14.0, 0.0).looking_to(Vec3::new(-0.8, 0.16, -0.6), Vec3::Y)
        }
        Some(feed) => {
            (rig.rest, rig.lens) = (lens.vertical(), *lens);
            if feed.cut {
                (rig.follows, rig.killer, rig.star) = (None, None, None);
                if let Some(own) = feed.scene.hog(feed.scene.own) {
                    rig.focus = vec3(own.position);
                }
            }
            note_events(&mut rig, feed);
            // Who looks on turns the eye while the match stands still, too.
            let own_s = dt.max(real.delta_secs().min(0.1));
            look_on(&mut rig, *vantage, feed, own_s).unwrap_or_else(|| ride(&mut rig, feed, &aim, dt))
        }
    };
    shake(&mut placed, effects.take_shake(dt), time.elapsed_secs());
    view.transform = placed;
    // Only who hangs behind a hog aims elsewhere than to the middle.
    let hangs = rig.follows.is_some() && rig.killer.is_none();
    (view.fov, view.aim_over) = (rig.fov, if hangs { rig.over } else { 0.0 });
    view.size = size.physical.as_vec2() / size.scale.max(0.01);
    view.refresh();
    if let Ok((mut transform, mut projection)) = camera.single_mut() {
        *transform = placed;
        if let Projection::Perspective(perspective) = &mut *projection {
            perspective.fov = rig.fov;
        }
    }
}

/// From one's own seat.
fn ride(rig: &mut Rig, feed: &MatchFeed, aim: &AimView, dt: f32) -> Transform {
    let own = feed.scene.hog(feed.scene.own).filter(|_| !feed.backdrop);
    match own {
        Some(hog) if hog.alive => chase::chase(rig, hog, aim, rig.lens.distance, feed, dt),
        Some(_) => circle::mourn(rig, &feed.scene, &feed.rules.terrain, dt),
        None => circle::follow_action(rig, &feed.scene, &feed.rules.terrain, dt),
    }
}

fn note_events(rig: &mut Rig, feed: &MatchFeed) {
    for event in &feed.events {
        if let SceneEvent::Outcome(Outcome::Wrecked { victim, killer, .. }) = event
            && *victim == feed.scene.own
        {
            rig.killer = killer.filter(|killer| killer != victim);
            rig.wreck_s = 0.0;
        }
    }
}

/// Shakes about the eye's own axes across and up, never along: no roll.
fn shake(placed: &mut Transform, amount: f32, seconds: f32) {
    if amount <= 0.0 {
        return;
    }
    let wave =
        |speed: f32, offset: f32| (seconds * speed + offset).sin() * (seconds * speed * 0.63 + offset).cos();
    let strength = amount * amount;
    let right = placed.right();
    placed.translation += (right * wave(61.0, 0.3) + Vec3::Y * wave(57.0, 1.9)) * 0.22 * strength;
    let (yaw, pitch, _) = placed.rotation.to_euler(EulerRot::YXZ);
    let turned = (
        yaw + 0.022 * strength * wave(53.0, 4.0),
        pitch + 0.022 * strength * wave(47.0, 2.2),
    );
    placed.rotation = Quat::from_euler(EulerRot::YXZ, turned.0, turned.1, 0.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ahead_is_in_the_middle() {
        let mut view = CameraView {
            transform: Transform::from_xyz(3.0, 4.0, 5.0),
            ..default()
        };
        view.refresh();
        let middle = view.to_screen(Vec3::new(3.0, 4.0, -20.0)).unwrap_or_default();
        assert!(middle.distance(Vec2::new(640.0, 360.0)) < 0.1, "{middle}");
        let right = view.to_screen(Vec3::new(8.0, 6.0, -20.0)).unwrap_or_default();
        assert!(right.x > 640.0 && right.y < 360.0, "{right}");
        assert!(view.to_screen(Vec3::new(3.0, 4.0, 30.0)).is_none());
    }
}
