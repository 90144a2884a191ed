//! Where the world is seen from. In a match the camera hangs behind one's own hog and looks along the aim; over a
//! wreck and behind the menu it circles. It lags a little, shakes, and never rolls or enters anything solid.

use std::f32::consts::{PI, TAU};

use bevy::camera::CameraProjection;
use bevy::prelude::*;
use hogs_shared::arena::controls::Buttons;
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::ids::HogId;
use hogs_shared::level::Terrain;
use hogs_shared::netplay::scene::{Scene, SceneEvent, SceneHog};

use super::convert::{match_vec3, vec3};
use super::effects::Effects;
use super::stage::{FAR_M, TargetSize, WorldCamera};
use crate::feed::MatchFeed;

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
}

impl Default for CameraView {
    fn default() -> Self {
        let mut view = Self {
            transform: Transform::from_xyz(0.0, 14.0, 0.0),
            fov: FOV,
            size: Vec2::new(1280.0, 720.0),
            clip_from_world: Mat4::IDENTITY,
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

/// The field of view at rest that the player chose: horizontal, degrees, on a screen of 16:9.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct Lens(pub f32);

impl Default for Lens {
    fn default() -> Self {
        Self(90.0)
    }
}

impl Lens {
    /// The vertical angle, radians; wider screens show more at the sides, not less above.
    #[must_use]
    pub fn vertical(self) -> f32 {
        2.0 * ((self.0.to_radians() * 0.5).tan() * 9.0 / 16.0).atan()
    }
}

/// What a boost adds, radians.
const BOOST_FOV: f32 = 0.18;
/// Distance behind the hog at rest, metres; half again at full speed.
const DISTANCE_M: f32 = 10.0;
/// Height of the eye over the hog, metres.
const HEIGHT_M: f32 = 2.4;
/// How far over the middle of a hull the circling eye looks, metres.
const EYE_LINE_M: f32 = 1.6;
/// Room the eye keeps to anything solid, metres.
const ROOM_M: f32 = 0.45;

/// What the camera remembers from frame to frame.
#[derive(Resource, Debug)]
pub(super) struct Rig {
    pivot: Vec3,
    boom: f32,
    distance: f32,
    fov: f32,
    /// Field of view without boost or speed, radians.
    rest: f32,
    /// Angle of the circling camera, radians.
    circle: f32,
    focus: Vec3,
    /// Whose back it hangs on; none after a break, so that it starts over without a sweep.
    follows: Option<HogId>,
    killer: Option<HogId>,
    wreck_s: f32,
    star: Option<HogId>,
    star_s: f32,
}

impl Default for Rig {
    fn default() -> Self {
        Self {
            pivot: Vec3::ZERO,
            boom: DISTANCE_M,
            distance: DISTANCE_M,
            fov: FOV,
            rest: FOV,
            circle: 0.6,
            focus: Vec3::ZERO,
            follows: None,
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
    time: Res<Time>,
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
            rig.rest = lens.vertical();
            note_events(&mut rig, feed);
            let own = feed.scene.hog(feed.scene.own).filter(|_| !feed.backdrop);
            match own {
                Some(hog) if hog.alive => chase(&mut rig, hog, &aim, &feed.rules.terrain, feed, dt),
                Some(_) => mourn(&mut rig, &feed.scene, &feed.rules.terrain, dt),
                None => follow_action(&mut rig, &feed.scene, &feed.rules.terrain, dt),
            }
        }
    };
    shake(&mut placed, effects.take_shake(dt), time.elapsed_secs());
    view.transform = placed;
    view.fov = rig.fov;
    view.size = size.physical.as_vec2() / size.scale.max(0.01);
    view.refresh();
    if let Ok((mut transform, mut projection)) = camera.single_mut() {
        *transform = placed;
        if let Projection::Perspective(perspective) = &mut *projection {
            perspective.fov = rig.fov;
        }
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

/// Behind and above the hog, looking along the aim.
fn chase(
    rig: &mut Rig,
    hog: &SceneHog,
    aim: &AimView,
    terrain: &Terrain,
    feed: &MatchFeed,
    dt: f32,
) -> Transform {
    let at = vec3(hog.position);
    let velocity = vec3(hog.velocity);
    let fresh = rig.follows != Some(hog.id) || rig.pivot.distance_squared(at) > 900.0;
    let top_speed = feed.rules.tuning.chassis(hog.chassis).top_speed_mps;
    let bulk = feed.rules.tuning.chassis(hog.chassis).half_extents_m[2] / 2.0;
    let speed_share = (velocity.length() / top_speed).min(1.3);
    let boosts = hog.buttons.holds(Buttons::BOOST) && hog.energy.share > 0.02 && hog.throttle > 0.1;
    let fov = rig.rest + if boosts { BOOST_FOV } else { 0.0 } + 0.04 * speed_share;
    let distance = DISTANCE_M * (0.75 + 0.25 * bulk) * (1.0 + 0.5 * speed_share.min(1.0));
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
    let rotation = Quat::from_euler(EulerRot::YXZ, yaw, pitch, 0.0);
    // The boom swings less than the eye looks, so that looking up does not put the eye into the ground.
    let swing = Quat::from_euler(EulerRot::YXZ, yaw, (pitch * 0.55 - 0.03).clamp(-0.7, 0.25), 0.0);
    let height = HEIGHT_M * (0.8 + 0.2 * bulk);
    let eye = boom(rig, terrain, at, swing * Vec3::Z, height, dt);
    rig.circle = yaw;
    rig.focus = at;
    Transform {
        translation: eye,
        rotation,
        scale: Vec3::ONE,
    }
}

/// The eye at the end of the boom from above the pivot, drawn in where something solid is in the way of the hog `at` its
/// root.
fn boom(rig: &mut Rig, terrain: &Terrain, at: Vec3, backward: Vec3, height: f32, dt: f32) -> Vec3 {
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

/// How far one can go along a direction and keep room, metres.
fn free(terrain: &Terrain, from: Vec3, direction: Vec3, reach: f32) -> f32 {
    let hit = terrain.cast(match_vec3(from), match_vec3(direction), reach + ROOM_M);
    hit.map_or(reach, |hit| (hit.distance_m - ROOM_M).clamp(0.0, reach))
}

/// As far as one gets from a free place toward another and keeps room.
fn toward_free(terrain: &Terrain, from: Vec3, to: Vec3) -> Vec3 {
    let (direction, length) = (to - from).normalize_and_length();
    if length < 1e-3 {
        return from;
    }
    from + direction * free(terrain, from, direction, length)
}

/// The eye raised where the ground is close below it, as far as there is room above: what lies over it is a ceiling, and
/// beyond that one sees nothing but its top.
fn above_ground(terrain: &Terrain, eye: Vec3) -> Vec3 {
    let hit = terrain.cast(match_vec3(eye), match_vec3(Vec3::NEG_Y), ROOM_M);
    let lack = hit.map_or(0.0, |hit| ROOM_M - hit.distance_m);
    eye + Vec3::Y * free(terrain, eye, Vec3::Y, lack)
}

/// Slowly around the wreck, later around whoever did it.
fn mourn(rig: &mut Rig, scene: &Scene, terrain: &Terrain, dt: f32) -> Transform {
    rig.wreck_s += dt;
    rig.follows = None;
    let killer = rig
        .killer
        .and_then(|id| scene.hog(id))
        .filter(|hog| hog.alive && rig.wreck_s > 1.6);
    // The way there must be free, or the eye would go through what is between.
    if let Some(killer) = killer
        && terrain.sees(match_vec3(rig.focus), killer.position)
    {
        rig.focus = rig.focus.lerp(vec3(killer.position), toward(dt, 0.7));
    }
    let middle = toward_free(terrain, rig.focus, rig.focus + Vec3::Y * EYE_LINE_M);
    let round = Round {
        radius: 12.0,
        height: 5.5,
        turn_rps: 0.3,
    };
    circle(rig, terrain, middle, &round, dt)
}

/// Around whoever is closest to a fight.
fn follow_action(rig: &mut Rig, scene: &Scene, terrain: &Terrain, dt: f32) -> Transform {
    rig.star_s -= dt;
    let lost = rig.star.and_then(|id| scene.hog(id)).is_none_or(|hog| !hog.alive);
    if lost || rig.star_s <= 0.0 {
        let before = rig.star;
        rig.star = closest_pair(scene).or_else(|| scene.hogs.iter().find(|hog| hog.alive).map(|hog| hog.id));
        rig.star_s = 9.0;
        if before.is_none()
            && let Some(hog) = rig.star.and_then(|id| scene.hog(id))
        {
            rig.focus = vec3(hog.position);
        }
    }
    let mut middle = rig.focus + Vec3::Y * EYE_LINE_M;
    if let Some(hog) = rig.star.and_then(|id| scene.hog(id)) {
        let ahead = vec3(hog.position) + vec3(hog.velocity) * 0.35;
        rig.focus = rig.focus.lerp(ahead, toward(dt, 0.5));
        middle = toward_free(terrain, vec3(hog.position), rig.focus + Vec3::Y * EYE_LINE_M);
    }
    let round = Round {
        radius: 15.0,
        height: 4.6,
        turn_rps: 0.11,
    };
    circle(rig, terrain, middle, &round, dt)
}

/// One of the two hogs in play that are nearest to each other.
fn closest_pair(scene: &Scene) -> Option<HogId> {
    let alive: Vec<_> = scene.hogs.iter().filter(|hog| hog.alive).collect();
    let mut best: Option<(f32, HogId)> = None;
    for (index, one) in alive.iter().enumerate() {
        for other in &alive[index + 1..] {
            let apart = (one.position - other.position).length_squared();
            if best.is_none_or(|(least, _)| apart < least) {
                best = Some((apart, one.id));
            }
        }
    }
    best.map(|(_, id)| id)
}

/// A way around something.
struct Round {
    /// Metres to its side.
    radius: f32,
    /// Metres over it.
    height: f32,
    /// Radians a second.
    turn_rps: f32,
}

/// Around a free place, drawn in where something solid is in the way.
fn circle(rig: &mut Rig, terrain: &Terrain, middle: Vec3, round: &Round, dt: f32) -> Transform {
    rig.circle = (rig.circle + round.turn_rps * dt) % TAU;
    rig.fov += (rig.rest - rig.fov) * toward(dt, 0.4);
    let level = Vec3::new(rig.circle.sin(), 0.0, rig.circle.cos());
    let away = level * round.radius + Vec3::Y * round.height;
    let (direction, length) = away.normalize_and_length();
    let reach = free(terrain, middle, direction, length);
    rig.boom = if reach < rig.boom {
        reach
    } else {
        rig.boom + (reach - rig.boom) * toward(dt, 0.8)
    };
    let eye = above_ground(terrain, middle + direction * rig.boom);
    // With no room at all the eye is where it would look at: then along where it would look.
    Transform::from_translation(eye).looking_to(middle - direction - eye, Vec3::Y)
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
    use hogs_shared::arena::Rules;
    use hogs_shared::mode::Mode;
    use hogs_shared::rng::Rng;

    /// Places where a hog can be: over some floor, ceilings or none above.
    fn places(terrain: &Terrain, count: usize) -> Vec<Vec3> {
        let mut rng = Rng::new(7);
        let mut places = Vec::new();
        while places.len() < count {
            let from = Vec3::new(
                rng.range(-75.0, 75.0),
                rng.range(-12.0, 14.0),
                rng.range(-75.0, 75.0),
            );
            let floor = terrain.cast(match_vec3(from), match_vec3(Vec3::NEG_Y), 40.0);
            let place = floor.map(|floor| from + Vec3::Y * (1.0 - floor.distance_m));
            let outside = |place: &Vec3| !inside(terrain, *place) && !inside(terrain, from);
            places.extend(place.filter(outside));
        }
        places
    }

    fn inside(terrain: &Terrain, place: Vec3) -> bool {
        let hit = terrain.cast(match_vec3(place), match_vec3(Vec3::Y), 0.01);
        hit.is_some_and(|hit| hit.distance_m <= 0.0)
    }

    #[test]
    fn nothing_solid_comes_between_the_eye_and_the_hog_or_its_wreck() {
        let data = crate::data::find()
            .unwrap()
            .load("sty", Mode::Deathmatch.name())
            .unwrap();
        let rules = Rules::new(Mode::Deathmatch, data).unwrap();
        let terrain = &rules.terrain;
        let mut rng = Rng::new(8);
        let mut roofed = 0;
        for place in places(terrain, 1500) {
            roofed += u32::from(free(terrain, place, Vec3::Y, 9.0) < 9.0);
            let mut rig = Rig {
                focus: place,
                circle: rng.range(0.0, TAU),
                ..default()
            };
            let hogs = Scene {
                own: HogId(0),
                hogs: Vec::new(),
                ghosts: Vec::new(),
                shots: Vec::new(),
                pickups: 0,
                phase: hogs_shared::mode::Phase::Playing,
                time_left_s: 0.0,
                teams: [0; 2],
                objectives: Vec::new(),
            };
            let middle = toward_free(terrain, place, place + Vec3::Y * EYE_LINE_M);
            for _ in 0..30 {
                let seen = mourn(&mut rig, &hogs, terrain, 0.1);
                assert!(seen.is_finite(), "{place}: {seen:?}");
                let eye = seen.translation;
                assert!(
                    terrain.sees(match_vec3(middle), match_vec3(eye)),
                    "the wreck at {place} is hidden from {eye}"
                );
            }
            // The pivot of one that moves lags, mostly below or above.
            rig.pivot = place + Vec3::new(rng.range(-1.0, 1.0), rng.range(-2.0, 2.0), rng.range(-1.0, 1.0));
            for _ in 0..10 {
                let yaw = rng.range(0.0, TAU);
                let swing = Quat::from_euler(EulerRot::YXZ, yaw, rng.range(-0.7, 0.25), 0.0);
                let eye = boom(&mut rig, terrain, place, swing * Vec3::Z, HEIGHT_M, 0.1);
                assert!(
                    !inside(terrain, eye),
                    "the eye at {eye}, behind {place}, is in something"
                );
            }
        }
        assert!(roofed > 20, "only {roofed} places under something");
    }

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
