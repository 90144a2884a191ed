//! The window as the player wants it: its mode and size, whether frames wait for the screen, and how many there are at
//! most.

use std::time::{Duration, Instant};

use bevy::prelude::*;
use bevy::window::{MonitorSelection, PresentMode, PrimaryWindow, WindowMode};

use crate::options::Options;
use crate::settings::Settings;
use crate::settings::video::{Mode, Video};

/// Wires the window up.
pub fn plugin(app: &mut App) {
    app.init_resource::<Pace>()
        .add_systems(Update, dress.run_if(resource_changed::<Settings>))
        .add_systems(Last, hold);
}

/// Makes the window what was chosen, where that is something else than before: what the player did to it by hand stays
/// otherwise. A size from the command line is for the whole run.
fn dress(
    settings: Res<Settings>,
    options: Option<Res<Options>>,
    mut known: Local<Option<Video>>,
    window: Option<Single<&mut Window, With<PrimaryWindow>>>,
) {
    let Some(mut window) = window else { return };
    let wanted = &settings.video;
    let before = known.replace(wanted.clone());
    let present = if wanted.vsync {
        PresentMode::AutoVsync
    } else {
        PresentMode::AutoNoVsync
    };
    if window.present_mode != present {
        window.present_mode = present;
    }
    if before.as_ref().is_none_or(|before| before.mode != wanted.mode) {
        let mode = match wanted.mode {
            Mode::Windowed => WindowMode::Windowed,
            Mode::Borderless => WindowMode::BorderlessFullscreen(MonitorSelection::Current),
        };
        if window.mode != mode {
            window.mode = mode;
        }
    }
    let sized = options.is_some_and(|options| options.size.is_some());
    let resized =
        before.is_none_or(|before| before.resolution != wanted.resolution || before.mode != wanted.mode);
    if resized && !sized && wanted.mode == Mode::Windowed {
        let (width, height) = wanted.resolution.size();
        window.resolution.set_physical_resolution(width, height);
    }
}

/// When the last frame was let go.
#[derive(Resource, Default)]
struct Pace(Option<Instant>);

/// Most of the wait is slept; the system wakes late, so the rest is not.
const WAKE: Duration = Duration::from_micros(1500);

/// How long a frame that began so long ago is to be held back, seconds; 0 for no limit.
fn wait(since: Duration, frame_cap: f32) -> Duration {
    if frame_cap < 1.0 {
        return Duration::ZERO;
    }
    Duration::from_secs_f32(1.0 / frame_cap).saturating_sub(since)
}

/// Holds a frame back that came too early.
fn hold(settings: Res<Settings>, mut pace: ResMut<Pace>) {
    if let Some(before) = pace.0 {
        let end = Instant::now() + wait(before.elapsed(), settings.video.frame_cap);
        while let Some(left) = end
            .checked_duration_since(Instant::now())
            .filter(|left| !left.is_zero())
        {
            if left > WAKE {
                std::thread::sleep(left - WAKE);
            } else {
                std::thread::yield_now();
            }
        }
    }
    pace.0 = Some(Instant::now());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_held_back_for_what_its_share_has_left() {
        let ms = Duration::from_millis;
        assert_eq!(wait(ms(4), 100.0), ms(6));
        assert_eq!(wait(ms(40), 100.0), Duration::ZERO);
        assert_eq!(wait(ms(1), 0.0), Duration::ZERO);
    }
}
