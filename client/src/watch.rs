//! Looking on: whom one follows who does not drive, in a replay or in a match that is played, and from where. The feed is
//! then shown as if one sat on the followed seat, so that view, HUD and sound need not know.

use bevy::input::mouse::{AccumulatedMouseMotion, AccumulatedMouseScroll};
use bevy::prelude::*;
use hogs_shared::ids::{HogId, MAX_HOGS};
use hogs_shared::netplay::scene::Scene;

use crate::feed::{MatchFeed, Source};
use crate::hud::HudRoom;
use crate::input::{Action, Hands};
use crate::menu::Page;
use crate::phase::{FramePhase, Screen};
use crate::replay::BAR_PX;
use crate::settings::Settings;
use crate::view::camera::{CameraView, Vantage};

mod panel;

/// Radians a count of the mouse turns the eye at sensitivity 1.
const RADIANS_A_COUNT: f32 = 0.0022;
/// Radians a second a stick at its end turns the eye at sensitivity 1.
const STICK_RPS: f32 = 2.2;
/// Steepest look, radians.
const PITCH_MAX: f32 = 1.5;
/// How fast one flies, metres a second, and how many times as fast in a hurry.
const FLIGHT_MPS: f32 = 24.0;
const HURRY: f32 = 3.0;
/// Nearest and farthest that one may be behind a hog, as multiples of the usual distance.
const REACH: (f32, f32) = (0.5, 4.0);
/// How far from the middle of the arena one may fly, metres.
const FAR_M: f32 = 600.0;

/// Where one looks on from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Camera {
    /// Behind a hog.
    #[default]
    Chase,
    /// Through its eyes.
    Eyes,
    /// From anywhere.
    Free,
}

impl Camera {
    /// The key of what people call it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Chase => "watch-chase",
            Self::Eyes => "watch-eyes",
            Self::Free => "watch-free",
        }
    }

    const fn next(self) -> Self {
        match self {
            Self::Chase => Self::Eyes,
            Self::Eyes => Self::Free,
            Self::Free => Self::Chase,
        }
    }
}

/// A place to look on from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stand {
    /// Metres.
    pub at: Vec3,
    /// Left of -z, radians.
    pub yaw: f32,
    /// Upward, radians.
    pub pitch: f32,
}

impl Stand {
    /// Where a camera is.
    fn of(camera: &Transform) -> Self {
        let (yaw, pitch, _) = camera.rotation.to_euler(EulerRot::YXZ);
        Self {
            at: camera.translation,
            yaw,
            pitch,
        }
    }

    fn rotation(self) -> Quat {
        Quat::from_euler(EulerRot::YXZ, self.yaw, self.pitch, 0.0)
    }
}

/// What one who looks on wants to see.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct Watch {
    /// From where.
    pub camera: Camera,
    /// Whom, once somebody is there.
    pub followed: Option<HogId>,
    /// Whether it is that one whether they are there or not.
    pub pinned: bool,
    /// Whether one has said whom to follow; else it is a person, as soon as there is one.
    pub chosen: bool,
    /// How far the eye is turned aside from where the followed hog aims (left, up), radians.
    pub turned: Vec2,
    /// How far behind it, as a multiple of the usual distance.
    pub reach: f32,
    /// Where one flies.
    pub stand: Stand,
    /// Whether there is a HUD.
    pub hud: bool,
    /// Whether whom one follows is named; not in pictures of play.
    pub panel: bool,
}

impl Default for Watch {
    fn default() -> Self {
        Self {
            camera: Camera::default(),
            followed: None,
            pinned: false,
            chosen: false,
            turned: Vec2::ZERO,
            reach: 1.0,
            stand: Stand::default(),
            hud: true,
            panel: true,
        }
    }
}

impl Watch {
    /// Goes on to the hog so many seats further that can be followed.
    pub fn step(&mut self, feed: &MatchFeed, by: isize) {
        let seats = followable(feed);
        if seats.is_empty() {
            return;
        }
        let here = self
            .followed
            .and_then(|hog| seats.iter().position(|seat| *seat == hog));
        let next = here.map_or(0, |here| {
            (here as isize + by).rem_euclid(seats.len() as isize) as usize
        });
        self.followed = seats.get(next).copied();
        self.chosen = true;
        self.turned = Vec2::ZERO;
        if self.camera == Camera::Free {
            self.camera = Camera::Chase;
        }
    }

    /// Looks on from elsewhere; one begins to fly from where the camera is.
    pub fn take(&mut self, camera: Camera, view: &CameraView) {
        if camera == Camera::Free && self.camera != Camera::Free {
            self.stand = Stand::of(&view.transform);
        }
        (self.camera, self.turned) = (camera, Vec2::ZERO);
    }

    /// Takes the next camera.
    pub fn take_next(&mut self, view: &CameraView) {
        self.take(self.camera.next(), view);
    }

    /// Whom it follows in this frame: as before, or, where that one has gone, the next who is there.
    fn settle(&mut self, feed: &MatchFeed) {
        let seats = followable(feed);
        let person = |seat: &&HogId| feed.players.get(seat).is_some_and(|player| !player.bot);
        let followed = self.followed.as_ref();
        let better = !self.chosen && !followed.iter().any(person) && seats.iter().any(|seat| person(&seat));
        if self.pinned || !better && followed.is_some_and(|hog| seats.contains(hog)) {
            return;
        }
        let after = |gone: HogId| seats.iter().find(|seat| **seat > gone);
        let next = match self.followed {
            Some(gone) if !better => after(gone),
            _ => seats.iter().find(person),
        };
        self.followed = next.or_else(|| seats.first()).copied();
    }

    const fn vantage(&self) -> Vantage {
        let Stand { at, yaw, pitch } = self.stand;
        match (self.camera, self.followed) {
            (Camera::Chase, Some(hog)) => Vantage::Chase {
                hog,
                turned: self.turned,
                reach: self.reach,
            },
            (Camera::Eyes, Some(hog)) => Vantage::Eyes { hog },
            (Camera::Free, _) => Vantage::Free { at, yaw, pitch },
            (Camera::Chase | Camera::Eyes, None) => Vantage::Seat,
        }
    }
}

/// The seats whose hogs can be followed.
fn followable(feed: &MatchFeed) -> Vec<HogId> {
    let plays = |seat: &HogId| feed.players.get(seat).is_some_and(|player| !player.looks_on);
    feed.scene.hogs.iter().map(|hog| hog.id).filter(plays).collect()
}

/// A seat that nobody sits on.
fn nobody(scene: &Scene) -> HogId {
    let seats = (0..MAX_HOGS).rev().map(|seat| HogId(seat as u8));
    let mut free = seats.filter(|seat| scene.hog(*seat).is_none());
    free.next().unwrap_or(HogId(u8::MAX))
}

/// Wires looking on up.
pub fn plugin(app: &mut App) {
    app.init_resource::<Watch>()
        .add_plugins(panel::plugin)
        .add_systems(OnEnter(Screen::Match), begin)
        .add_systems(
            Update,
            (choose, fly).chain().run_if(watches).in_set(FramePhase::Input),
        )
        .add_systems(Update, direct.in_set(FramePhase::Watch));
}

fn begin(mut watch: ResMut<Watch>) {
    *watch = Watch::default();
}

/// Whether somebody looks on.
pub fn watches(feed: Option<Res<MatchFeed>>) -> bool {
    feed.is_some_and(|feed| feed.watch.is_some())
}

/// Whom to follow, and from where.
fn choose(
    hands: Hands,
    mouse: Res<ButtonInput<MouseButton>>,
    page: Res<State<Page>>,
    feed: Res<MatchFeed>,
    view: Res<CameraView>,
    mut watch: ResMut<Watch>,
) {
    // In a replay the mouse is for what is on the screen.
    let clicks = feed.watch == Some(Source::Live) && *page.get() == Page::Closed;
    let pressed =
        |action, button| hands.begun(action) || clicks && mouse.just_pressed(button) && hands.are_free();
    if pressed(Action::NextHog, MouseButton::Left) {
        watch.step(&feed, 1);
    }
    if pressed(Action::PreviousHog, MouseButton::Right) {
        watch.step(&feed, -1);
    }
    if hands.begun(Action::NextCamera) {
        watch.take_next(&view);
    }
    for (action, camera) in [
        (Action::ChaseCamera, Camera::Chase),
        (Action::EyesCamera, Camera::Eyes),
        (Action::FreeCamera, Camera::Free),
    ] {
        if hands.begun(action) {
            watch.take(camera, &view);
        }
    }
    if hands.begun(Action::HideHud) {
        watch.hud = !watch.hud;
    }
}

/// Turns the eye, and flies.
fn fly(
    hands: Hands,
    motion: Res<AccumulatedMouseMotion>,
    wheel: Res<AccumulatedMouseScroll>,
    mouse: Res<ButtonInput<MouseButton>>,
    settings: Res<Settings>,
    time: Res<Time<Real>>,
    feed: Res<MatchFeed>,
    mut watch: ResMut<Watch>,
) {
    if !hands.are_free() {
        return;
    }
    let seconds = time.delta_secs().min(0.1);
    let chosen = &settings.controls;
    let up = |inverted: bool| if inverted { -1.0 } else { 1.0 };
    let held = feed.watch == Some(Source::Live) || mouse.pressed(MouseButton::Right);
    let by_mouse = if held { motion.delta } else { Vec2::ZERO };
    let stick = hands.look();
    let by_mouse = Vec2::new(-by_mouse.x, -by_mouse.y * up(chosen.invert_mouse));
    let by_stick = Vec2::new(-stick.x, stick.y * up(chosen.invert_stick));
    let turn = by_mouse * RADIANS_A_COUNT * chosen.mouse_sensitivity
        + by_stick * STICK_RPS * chosen.stick_sensitivity * seconds;
    if wheel.delta.y.abs() > 1e-3 {
        let step = if wheel.delta.y > 0.0 { 1.0 / 1.15 } else { 1.15 };
        watch.reach = (watch.reach * step).clamp(REACH.0, REACH.1);
    }
    if watch.camera != Camera::Free {
        if turn != Vec2::ZERO {
            let turned = watch.turned + turn;
            watch.turned = Vec2::new(turned.x, turned.y.clamp(-PITCH_MAX, PITCH_MAX));
        }
        return;
    }
    let aside = hands.axis(Action::WatchLeft, Action::WatchRight);
    let ahead = hands.axis(Action::WatchBack, Action::WatchForward);
    let up = hands.axis(Action::WatchDown, Action::WatchUp);
    let level = Vec3::new(aside, 0.0, -ahead);
    let hurry = if hands.down(Action::WatchHurry) {
        HURRY
    } else {
        1.0
    };
    let mut stand = watch.stand;
    stand.yaw = (stand.yaw + turn.x).rem_euclid(std::f32::consts::TAU);
    stand.pitch = (stand.pitch + turn.y).clamp(-PITCH_MAX, PITCH_MAX);
    let way = stand.rotation() * level + Vec3::Y * up;
    stand.at += way.clamp_length_max(1.0) * FLIGHT_MPS * hurry * seconds;
    stand.at = stand.at.clamp(Vec3::splat(-FAR_M), Vec3::splat(FAR_M));
    watch.stand = stand;
}

/// Has the feed shown as the followed hog's, and the camera where it is wanted.
pub(crate) fn direct(
    feed: Option<ResMut<MatchFeed>>,
    mut watch: ResMut<Watch>,
    mut vantage: ResMut<Vantage>,
    mut room: ResMut<HudRoom>,
) {
    let Some(mut feed) = feed.filter(|feed| feed.watch.is_some()) else {
        vantage.set_if_neq(Vantage::Seat);
        room.set_if_neq(HudRoom::default());
        return;
    };
    watch.settle(&feed);
    let followed = watch.followed.filter(|_| watch.camera != Camera::Free);
    feed.scene.own = followed.unwrap_or_else(|| nobody(&feed.scene));
    vantage.set_if_neq(watch.vantage());
    let bar = feed.watch == Some(Source::Replay) && watch.panel;
    room.set_if_neq(HudRoom {
        shown: watch.hud,
        below_px: if bar { BAR_PX } else { 0.0 },
    });
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// A feed with four who play, seat 2 a person.
    fn feed() -> MatchFeed {
        let mut feed = crate::attract::some_feed();
        (feed.backdrop, feed.watch) = (false, Some(Source::Replay));
        if let Some(player) = Arc::make_mut(&mut feed.players).get_mut(&HogId(2)) {
            player.bot = false;
        }
        feed
    }

    #[test]
    fn a_person_is_followed_first_and_next_goes_round_those_who_play() {
        let mut feed = feed();
        let mut watch = Watch::default();
        watch.settle(&feed);
        assert_eq!(watch.followed, Some(HogId(2)));
        if let Some(player) = Arc::make_mut(&mut feed.players).get_mut(&HogId(3)) {
            player.looks_on = true;
        }
        let mut seen = Vec::new();
        for by in [1, 1, 1, -1] {
            watch.step(&feed, by);
            seen.extend(watch.followed);
        }
        assert_eq!(seen, [0, 1, 2, 1].map(HogId));
        // Who leaves makes way for the next.
        feed.scene.hogs.retain(|hog| hog.id != HogId(1));
        watch.settle(&feed);
        assert_eq!(watch.followed, Some(HogId(2)));
        feed.scene.hogs.clear();
        watch.settle(&feed);
        assert_eq!((watch.followed, watch.vantage()), (None, Vantage::Seat));
    }

    #[test]
    fn one_flies_from_where_the_camera_was_and_comes_back_to_the_same_hog() {
        let feed = feed();
        let mut watch = Watch::default();
        watch.settle(&feed);
        let view = CameraView {
            transform: Transform::from_xyz(3.0, 4.0, 5.0).looking_to(Vec3::X, Vec3::Y),
            ..default()
        };
        watch.take(Camera::Free, &view);
        assert!(watch.stand.at.distance(Vec3::new(3.0, 4.0, 5.0)) < 1e-5);
        assert!((watch.stand.rotation() * Vec3::NEG_Z).distance(Vec3::X) < 1e-4);
        watch.take(Camera::Eyes, &view);
        assert_eq!(watch.vantage(), Vantage::Eyes { hog: HogId(2) });
        assert!(nobody(&feed.scene).0 > 200);
    }
}
