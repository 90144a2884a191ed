//! Where the player aims, in the world. A mouse or a right stick turns the aim freely; with keys alone it follows the
//! hog's nose, and the arrow keys turn it aside.

use bevy::input::mouse::AccumulatedMouseMotion;
use bevy::prelude::*;
use hogs_shared::math::{Vec3 as MatchVec3, pitch_of, wrap_angle, yaw_of, yaw_pitch};
use hogs_shared::netplay::scene::SceneHog;

use super::help::{Help, help};
use super::{Action, Hands};
use crate::feed::MatchFeed;
use crate::menu::Page;
use crate::settings::Settings;

/// Radians a count of the mouse turns the aim at sensitivity 1.
const RADIANS_A_COUNT: f32 = 0.0022;
/// Radians a second a stick at its end turns the aim at sensitivity 1.
const STICK_RPS: f32 = 2.8;
/// Radians a second an arrow key turns the aim.
const ARROW_RPS: f32 = 1.7;
/// Steepest aim, radians.
const PITCH_MAX: f32 = 1.2;
/// How fast the aim follows the nose: its distance falls to a third in 1 / this many seconds.
const FOLLOW_PER_S: f32 = 9.0;
/// Seconds without an arrow key until the aim goes back to the nose.
const CENTER_AFTER_S: f32 = 1.2;
/// How fast it goes back, as [`FOLLOW_PER_S`].
const CENTER_PER_S: f32 = 2.5;

/// The aim and what leads it.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct Aim {
    /// Heading in the world, radians left of -z.
    pub yaw: f32,
    /// Elevation in the world, radians.
    pub pitch: f32,
    /// Whether the player looks over the shoulder.
    pub look_back: bool,
    lead: Lead,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Lead {
    /// The nose, this far beside it, in radians, and for how long no arrow key was held.
    Nose { yaw: f32, pitch: f32, quiet_s: f32 },
    /// Mouse or stick: stays where it was put.
    Hand,
}

impl Default for Lead {
    fn default() -> Self {
        Self::Nose {
            yaw: 0.0,
            pitch: 0.0,
            quiet_s: 0.0,
        }
    }
}

/// What was done to turn the aim in a frame, radians: to the left and up are positive.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Turn {
    /// By mouse or stick.
    pub hand: Vec2,
    /// By arrow keys.
    pub arrows: Vec2,
    /// By what helps.
    pub pull: Vec2,
    /// Heading and elevation of the hog's nose in the world, where there is one.
    pub nose: Option<Vec2>,
}

impl Aim {
    /// Turns for a frame of `seconds`.
    pub fn turn(&mut self, turn: &Turn, seconds: f32) {
        if turn.arrows != Vec2::ZERO {
            if self.lead == Lead::Hand {
                let nose = turn.nose.unwrap_or(Vec2::new(self.yaw, self.pitch));
                self.lead = Lead::Nose {
                    yaw: wrap_angle(self.yaw - nose.x),
                    pitch: self.pitch - nose.y,
                    quiet_s: 0.0,
                };
            }
        } else if turn.hand != Vec2::ZERO {
            self.lead = Lead::Hand;
        }
        match (&mut self.lead, turn.nose) {
            (Lead::Hand, _) => {
                self.yaw = wrap_angle(self.yaw + turn.hand.x + turn.pull.x);
                self.pitch += turn.hand.y + turn.pull.y;
            }
            (Lead::Nose { yaw, pitch, quiet_s }, Some(nose)) => {
                *quiet_s = if turn.arrows == Vec2::ZERO {
                    *quiet_s + seconds
                } else {
                    0.0
                };
                *yaw = wrap_angle(*yaw + turn.arrows.x + turn.pull.x);
                *pitch = (*pitch + turn.arrows.y + turn.pull.y).clamp(-PITCH_MAX, PITCH_MAX);
                if *quiet_s > CENTER_AFTER_S {
                    let keep = (-CENTER_PER_S * seconds).exp();
                    *yaw *= keep;
                    *pitch *= keep;
                }
                let follow = 1.0 - (-FOLLOW_PER_S * seconds).exp();
                self.yaw = wrap_angle(self.yaw + wrap_angle(nose.x + *yaw - self.yaw) * follow);
                self.pitch += (nose.y + *pitch - self.pitch) * follow;
            }
            (Lead::Nose { .. }, None) => {}
        }
        self.pitch = self.pitch.clamp(-PITCH_MAX, PITCH_MAX);
    }
}

impl Aim {
    /// Looks along a hog's turret, for a bot at the controls.
    pub fn follow_turret(&mut self, hog: &SceneHog) {
        let ahead =
            hog.rotation * yaw_pitch(hog.turret_yaw, hog.turret_pitch) * MatchVec3::new(0.0, 0.0, -1.0);
        self.yaw = yaw_of(ahead);
        self.pitch = pitch_of(ahead);
    }
}

/// At the start of a match the aim follows the nose, from wherever that is.
pub(super) fn start(mut aim: ResMut<Aim>) {
    *aim = Aim::default();
}

/// Heading and elevation of one's own nose.
fn nose(feed: &MatchFeed) -> Option<Vec2> {
    let hog = feed.scene.hog(feed.scene.own).filter(|hog| hog.alive)?;
    let ahead = hog.rotation * MatchVec3::new(0.0, 0.0, -1.0);
    Some(Vec2::new(yaw_of(ahead), pitch_of(ahead)))
}

pub(super) fn turn(
    hands: Hands,
    mouse: Res<AccumulatedMouseMotion>,
    settings: Res<Settings>,
    time: Res<Time<Real>>,
    feed: Option<Res<MatchFeed>>,
    page: Res<State<Page>>,
    mut aim: ResMut<Aim>,
) {
    let seconds = time.delta_secs().min(0.1);
    let chosen = &settings.controls;
    let up = |inverted: bool| if inverted { -1.0 } else { 1.0 };
    let stick = hands.stick();
    let arrows = hands.arrows();
    let closed = *page.get() == Page::Closed;
    let mouse = if closed { mouse.delta } else { Vec2::ZERO };
    let by_mouse = Vec2::new(-mouse.x, -mouse.y * up(chosen.invert_mouse));
    let by_stick = Vec2::new(-stick.x, stick.y * up(chosen.invert_stick));
    let hand = by_mouse * RADIANS_A_COUNT * chosen.mouse_sensitivity
        + by_stick * STICK_RPS * chosen.stick_sensitivity * seconds;
    let arrows = Vec2::new(-arrows.x, arrows.y) * ARROW_RPS * seconds;
    let at = Vec2::new(aim.yaw, aim.pitch);
    let helped = feed.as_deref().map_or(Help::NONE, |feed| {
        help(feed, at, settings.accessibility.aim_help, seconds)
    });
    let turn = Turn {
        hand: hand * helped.factor,
        arrows: arrows * helped.factor,
        pull: helped.pull,
        nose: feed.as_deref().and_then(nose),
    };
    aim.turn(&turn, seconds);
    aim.look_back = hands.down(Action::LookBack);
}
