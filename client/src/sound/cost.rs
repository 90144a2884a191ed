//! What sound costs at its worst, printed by a test: as a share of real time, in the thread's own time on a core.

use std::time::Duration;

use bevy::asset::AssetPlugin;
use bevy::ecs::schedule::{Schedules, SingleThreadedExecutor};
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use hogs_shared::arena::controls::Buttons;
use hogs_shared::arena::hog::Points;
use hogs_shared::arena::outcome::{Cause, Outcome};
use hogs_shared::ids::{HogId, Weapon};
use hogs_shared::netplay::scene::SceneEvent;
use hogs_shared::tick::TICK_SECONDS;

use super::capture::TICK_SAMPLES;
use super::outlet::Outlet;
use super::{Desk, SoundReady, Tally};
use crate::feed::MatchFeed;
use crate::view::camera::CameraView;

/// Events of each frame, and frames.
const EVENTS: u8 = 200;
const FRAMES: u32 = 300;

/// Nanoseconds that this thread has been on a core, where the system says; else none.
fn worked_ns() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split_whitespace()
        .next()
        .and_then(|ns| ns.parse().ok())
        .unwrap_or_default()
}

/// So many hits and wrecks, all over the place.
fn burst(frame: u32) -> Vec<SceneEvent> {
    let event = |index: u8| {
        let hog = HogId((u32::from(index) + frame) as u8 % 8);
        if index.is_multiple_of(4) {
            return SceneEvent::Outcome(Outcome::Wrecked {
                victim: hog,
                killer: Some(HogId(0)),
                cause: Cause::Weapon(Weapon::default()),
                at: hogs_shared::math::Vec3::new(f32::from(index), 0.0, f32::from(index % 7)),
            });
        }
        SceneEvent::Outcome(Outcome::Damaged {
            victim: hog,
            attacker: Some(HogId(0)),
            cause: Cause::Weapon(Weapon::default()),
            amount: Points::from_points(3.0),
            shielded: index.is_multiple_of(2),
            from: hogs_shared::math::Vec3::ZERO,
        })
    };
    (0..EVENTS).map(event).collect()
}

fn app() -> App {
    let mut app = App::new();
    let assets = AssetPlugin {
        file_path: crate::data::find().unwrap().path().to_string_lossy().into_owned(),
        ..default()
    };
    app.add_plugins((MinimalPlugins, assets))
        .init_resource::<CameraView>()
        .insert_resource(Outlet::closed())
        .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_secs_f32(
            TICK_SECONDS,
        )))
        .add_plugins(super::plugin);
    let mut feed = crate::attract::some_feed();
    feed.backdrop = false;
    for (index, hog) in feed.scene.hogs.iter_mut().enumerate() {
        (hog.alive, hog.cloaked) = (true, false);
        hog.buttons = Buttons::default();
        hog.position = hogs_shared::math::Vec3::new(5.0 * index as f32, 0.0, 9.0);
    }
    app.insert_resource(feed);
    for (_, schedule) in app.world_mut().resource_mut::<Schedules>().iter_mut() {
        schedule.set_executor(SingleThreadedExecutor::new());
    }
    app.finish();
    app.cleanup();
    app
}

#[test]
fn two_hundred_events_in_every_frame_are_cued_and_mixed_and_what_that_costs_is_printed() {
    use bevy::ecs::system::RunSystemOnce;
    let mut app = app();
    loop {
        app.update();
        let ready = app
            .world_mut()
            .run_system_once(|sounds: SoundReady| sounds.is_ready());
        if ready.unwrap() {
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let mut frames = vec![0.0; 2 * TICK_SAMPLES as usize];
    let (mut cueing_ns, mut mixing_ns, mut channels) = (0, 0, 0);
    for frame in 0..FRAMES {
        app.world_mut().resource_mut::<MatchFeed>().events = burst(frame);
        let began = worked_ns();
        app.update();
        let cued = worked_ns();
        app.world().resource::<Desk>().render(&mut frames, |_, _| {});
        mixing_ns += worked_ns() - cued;
        cueing_ns += cued - began;
        channels = channels.max(app.world().resource::<Desk>().channels());
        assert!(frames.iter().all(|sample| sample.abs() < 1.0));
    }
    let share = |ns: u64| ns as f64 * 1e-7 / f64::from(FRAMES) / f64::from(TICK_SECONDS);
    println!(
        "{EVENTS} events in each of {FRAMES} frames at 60 a second, up to {channels} channels: \
         cueing {:.2} % of a core, mixing {:.2} %",
        share(cueing_ns),
        share(mixing_ns)
    );
    let tally = *app.world().resource::<Tally>();
    assert!(channels > 30 && tally.most > 25, "{channels} {tally:?}");
}
