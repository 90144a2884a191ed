//! The last stage of the way in: the match is there, but its picture is not yet.

use bevy::prelude::*;

use super::{Link, Stage, Step};
use crate::feed::MatchFeed;
use crate::phase::Screen;
use crate::view::WorldReady;
use crate::words::Telling;

/// Frames in which what is to be drawn comes to be known.
const FRAMES: u32 = 4;
/// The longest a match is made ready, seconds: it goes on meanwhile.
const MOST_S: f32 = 6.0;

/// Once there is a match to show, waits until it can be shown without a stutter, but not for long.
pub(super) fn warm_up(
    mut link: ResMut<Link>,
    ready: WorldReady,
    feed: Option<Res<MatchFeed>>,
    time: Res<Time<Real>>,
    mut frames: Local<u32>,
    mut screen: ResMut<NextState<Screen>>,
) {
    let Some(warmed_s) = link.warming_s else {
        *frames = 0;
        return;
    };
    if feed.is_none_or(|feed| feed.backdrop) {
        return;
    }
    *frames += 1;
    let compiling = ready.compiling();
    let warm = ready.is_ready() && compiling == 0 && *frames > FRAMES;
    if warm || warmed_s > MOST_S {
        link.warming_s = None;
        screen.set(Screen::Match);
        return;
    }
    link.warming_s = Some(warmed_s + time.delta_secs());
    let told = Telling::tell("step-shaders", [("count", compiling.into())]);
    let told = if compiling > 0 {
        told
    } else {
        Telling::say("step-models")
    };
    link.doing = Step {
        share: (warmed_s / MOST_S).max(0.2),
        ..Step::new(Stage::World, told)
    };
}
