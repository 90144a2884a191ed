//! The announcer, where no event calls for it: the last seconds of a count-down, the last minute, one's own awards, and
//! that one is ready. They come from comparing a frame with the one before.

use bevy::prelude::*;

use hogs_shared::mode::Phase;

use super::audible;
use super::bank::Sound;
use super::voices::{CUE, Cue, Voices};
use crate::feed::MatchFeed;

/// Seconds of a count-down that are called.
const CALLED_S: f32 = 3.0;
/// What is left when the last minute is called, seconds.
const LAST_S: f32 = 60.0;
/// How long after the end of a match one's own award is heard, seconds.
const AWARD_S: f32 = 1.6;

/// What a frame was like.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Moment {
    phase: Phase,
    left_s: f32,
    ready: bool,
    awarded: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, call.in_set(CUE).run_if(audible));
}

/// What is to be heard from one frame to the next.
fn calls(before: Moment, now: Moment) -> Option<Cue> {
    let passed = |mark_s: f32| before.left_s > mark_s && now.left_s <= mark_s;
    let same = before.phase == now.phase;
    if now.awarded && !before.awarded {
        return Some(Cue {
            delay_s: AWARD_S,
            ..Cue::here(Sound::Award)
        });
    }
    if now.ready && !before.ready {
        return Some(Cue::here(Sound::Ready));
    }
    match now.phase {
        // Each second that begins, the last of them the one before it goes off.
        Phase::Countdown if now.left_s < CALLED_S && (!same || before.left_s.ceil() > now.left_s.ceil()) => {
            (now.left_s > 0.0).then_some(Cue::here(Sound::CountdownTick))
        }
        Phase::Playing if same && passed(LAST_S) => Some(Cue::here(Sound::LastLap)),
        _ => None,
    }
}

fn call(feed: Res<MatchFeed>, mut before: Local<Option<Moment>>, mut voices: ResMut<Voices>) {
    if feed.backdrop {
        *before = None;
        return;
    }
    let now = Moment {
        phase: feed.scene.phase,
        left_s: feed.scene.time_left_s,
        ready: feed.council.ready,
        awarded: feed
            .council
            .awards
            .iter()
            .any(|(award, _)| feed.is_own(award.hog)),
    };
    if let Some(cue) = before.and_then(|before| calls(before, now)) {
        voices.cue(cue);
    }
    *before = Some(now);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_down_is_called_once_a_second_and_the_last_minute_once() {
        let moment = |phase, left_s| Moment {
            phase,
            left_s,
            ready: false,
            awarded: false,
        };
        let heard = |phase: Phase, from_s: f32| {
            let frames = (0..(from_s * 30.0) as u32).map(|frame| from_s - frame as f32 / 30.0 - 0.01);
            let frames: Vec<f32> = frames.collect();
            let calls = frames
                .windows(2)
                .filter_map(|pair| calls(moment(phase, pair[0]), moment(phase, pair[1])));
            calls.map(|cue| cue.sound).collect::<Vec<_>>()
        };
        assert_eq!(heard(Phase::Countdown, 5.0), [Sound::CountdownTick; 3]);
        assert_eq!(heard(Phase::Playing, 62.0), [Sound::LastLap]);
        assert_eq!(heard(Phase::WarmUp, 62.0), []);
    }
}
