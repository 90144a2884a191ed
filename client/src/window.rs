//! The window as the player wants it: its mode and size, whether frames wait for the screen, and how many there are at
//! most; and what becomes of it when nobody sees it, or the monitor it was on has gone.

use std::time::{Duration, Instant};

use bevy::ecs::system::NonSendMarker;
use bevy::prelude::*;
use bevy::window::{
    MonitorSelection, OnMonitor, PresentMode, PrimaryWindow, WindowMode, WindowOccluded,
    WindowResizeConstraints,
};
use bevy::winit::WINIT_WINDOWS;

use crate::benchmark::Benchmark;
use crate::options::Options;
use crate::settings::Settings;
use crate::settings::video::{Mode, Video};

/// The smallest a window is made by hand; some systems make it smaller all the same.
pub const SMALLEST: WindowResizeConstraints = WindowResizeConstraints {
    min_width: 320.0,
    min_height: 180.0,
    max_width: f32::INFINITY,
    max_height: f32::INFINITY,
};
/// Frames a second while nobody sees them: what is heard and what goes over the network wants no more.
const HIDDEN_FPS: f32 = 20.0;

/// How often the system is asked whether the window is minimised, seconds.
const ASK_EVERY_S: f32 = 0.5;

/// Wires the window up.
pub fn plugin(app: &mut App) {
    app.init_resource::<Pace>()
        .init_resource::<Hidden>()
        .add_message::<WindowOccluded>()
        .add_observer(let_go_of_monitor)
        .add_systems(
            Update,
            (dress.run_if(resource_changed::<Settings>), leave_gone_monitor).chain(),
        )
        .add_systems(
            PostUpdate,
            (look_whether_seen, rest)
                .chain()
                .run_if(not(resource_exists::<Benchmark>)),
        )
        .add_systems(Last, hold);
}

/// Whether nobody sees the window: it is minimised, or behind others.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden(pub bool);

/// A camera that draws nothing because nobody would see it.
#[derive(Component)]
struct Resting;

fn look_whether_seen(
    mut told: MessageReader<WindowOccluded>,
    window: Option<Single<(Entity, &Window), With<PrimaryWindow>>>,
    time: Res<Time<Real>>,
    (mut covered, mut minimised, mut asked_s): (Local<bool>, Local<bool>, Local<f32>),
    mut hidden: ResMut<Hidden>,
    _main_thread: NonSendMarker,
) {
    let Some((entity, window)) = window.map(Single::into_inner) else {
        return;
    };
    if let Some(last) = told.read().filter(|told| told.window == entity).last() {
        *covered = last.occluded;
    }
    // Not every system tells of itself that a window is minimised.
    *asked_s -= time.delta_secs();
    if *asked_s <= 0.0 {
        *asked_s = ASK_EVERY_S;
        *minimised = WINIT_WINDOWS.with_borrow(|windows| {
            let window = windows.get_window(entity);
            window.and_then(|window| window.is_minimized()).unwrap_or(false)
        });
    }
    // And some say that it has no size.
    let nothing = window.physical_width() == 0 || window.physical_height() == 0;
    hidden.set_if_neq(Hidden(*covered || *minimised || nothing));
}

/// Draws nothing for nobody.
fn rest(
    hidden: Res<Hidden>,
    mut cameras: Query<(Entity, &mut Camera, Has<Resting>)>,
    mut commands: Commands,
) {
    if !hidden.0 && !hidden.is_changed() {
        return;
    }
    for (entity, mut camera, rests) in &mut cameras {
        if hidden.0 && camera.is_active {
            camera.is_active = false;
            commands.entity(entity).insert(Resting);
        } else if !hidden.0 && rests {
            camera.is_active = true;
            commands.entity(entity).remove::<Resting>();
        }
    }
}

/// The monitor that the window was on last.
#[derive(Component)]
struct LastMonitor(Entity);

/// Takes a window off its monitor as far as the engine is concerned, which would close it should the monitor go.
fn let_go_of_monitor(placed: On<Insert, OnMonitor>, places: Query<&OnMonitor>, mut commands: Commands) {
    if let Ok(OnMonitor(monitor)) = places.get(placed.entity) {
        let mut window = commands.entity(placed.entity);
        window.insert(LastMonitor(*monitor)).remove::<OnMonitor>();
    }
}

/// A window that had all of a monitor which has gone gets all of another one.
fn leave_gone_monitor(
    mut gone: RemovedComponents<bevy::window::Monitor>,
    window: Option<Single<(&mut Window, &LastMonitor), With<PrimaryWindow>>>,
) {
    let Some((mut window, last)) = window.map(Single::into_inner) else {
        return;
    };
    let WindowMode::BorderlessFullscreen(now) = window.mode else {
        return;
    };
    if gone.read().any(|monitor| monitor == last.0) {
        // It must be said otherwise than before to be heard.
        let next = match now {
            MonitorSelection::Primary => MonitorSelection::Index(0),
            _ => MonitorSelection::Primary,
        };
        window.mode = WindowMode::BorderlessFullscreen(next);
    }
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
fn hold(settings: Res<Settings>, hidden: Res<Hidden>, mut pace: ResMut<Pace>) {
    if let Some(before) = pace.0 {
        let cap = settings.video.frame_cap;
        let cap = if hidden.0 && !(1.0..HIDDEN_FPS).contains(&cap) {
            HIDDEN_FPS
        } else {
            cap
        };
        let end = Instant::now() + wait(before.elapsed(), cap);
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
