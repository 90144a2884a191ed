//! A fight as it sounds: a minute of sixteen bots, played to the real game without a screen or a device, and measured as
//! broadcasters do (EBU R128): how loud it is, whether it clips, how far its parts are apart, and what found no voice.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that panics fails, as it should.

use std::sync::Arc;
use std::time::Duration;

use bevy::asset::AssetMetaCheck;
use bevy::ecs::schedule::{Schedules, SingleThreadedExecutor};
use bevy::ecs::system::RunSystemOnce;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::settings::{RenderCreation, WgpuSettings};
use bevy::render::sync_world::SyncWorldPlugin;
use bevy::time::TimeUpdateStrategy;
use bevy::window::ExitCondition;
use bevy::winit::WinitPlugin;
use ebur128::{EbuR128, Mode as Measures};
use hogs_client::home::Home;
use hogs_client::options::Options;
use hogs_client::phase::Screen;
use hogs_client::replay::Showing;
use hogs_client::sound::capture::TICK_SAMPLES;
use hogs_client::sound::outlet::Outlet;
use hogs_client::sound::{Bus, Desk, RATE_HZ, Rank, SoundReady, Tally};
use hogs_client::{app, data};
use hogs_shared::arena::{Arena, Inputs, Join, Opening, Rules};
use hogs_shared::assets::MatchData;
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::{Chassis, HogId};
use hogs_shared::mode::Mode;
use hogs_shared::replay::{Player, Recorder, Replay};
use hogs_shared::tick::{TICK_SECONDS, TICKS_PER_SECOND};

/// Who fights, for how long before they are measured, and then: the last minute of a match, and its end. Ticks.
const BOTS: u8 = 16;
const LEAD_TICKS: u32 = 5 * TICKS_PER_SECOND;
const TICKS: u32 = 62 * TICKS_PER_SECOND;
/// How loud a fight is to be at the usual volumes.
const WANTED_LUFS: f64 = -16.0;
const LEEWAY_LU: f64 = 2.0;

/// The replay of a fight, in bytes.
fn fight() -> Vec<u8> {
    let mut data = data::find().unwrap().load("sty", "deathmatch").unwrap();
    // The last minute is called as it begins, and its end a moment before that of what is measured.
    data.mode.time_limit_s = (LEAD_TICKS / TICKS_PER_SECOND) as f32 + 60.5;
    data.mode.score_limit = 1000;
    let data = MatchData::new(data.map, data.tuning, data.level, data.mode);
    let rules = Arc::new(Rules::new(Mode::Deathmatch, data).unwrap());
    let nav = NavMap::build(&rules);
    let opening = Opening::of_seed(5);
    let mut arena = Arena::open(rules.clone(), &opening);
    let (mut recorder, mut file) = Recorder::begin(&rules, opening).unwrap();
    let mut bots: Vec<Bot> = (0..BOTS)
        .map(|seat| Bot::new(HogId(seat), Skill::from_level(2 + seat % 3), u64::from(seat)))
        .collect();
    for tick in 0..LEAD_TICKS + TICKS + 60 {
        let mut inputs = Inputs::default();
        for seat in (0..BOTS).filter(|_| tick == 0) {
            recorder.introduce(HogId(seat), &format!("Bot {seat}"), true);
            inputs
                .joins
                .push(Join::new(HogId(seat), Chassis::in_turn(usize::from(seat))));
        }
        for bot in &mut bots {
            inputs.controls.push((bot.hog(), bot.think(&arena, &nav)));
        }
        arena.step(&inputs);
        file.extend(recorder.tick(&inputs, arena.checksum()).into_iter().flatten());
    }
    file.extend(recorder.finish());
    file
}

/// The whole game before a replay, with neither screen nor device.
fn game(replay: Vec<u8>) -> App {
    let data = data::find().unwrap();
    let home = std::env::temp_dir().join(format!("hogs-loudness-{}", std::process::id()));
    drop(std::fs::remove_dir_all(&home));
    let player = Player::new(Replay::open(replay).unwrap(), data.tuning().unwrap()).unwrap();
    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(RenderPlugin {
                render_creation: RenderCreation::Automatic(Box::new(WgpuSettings {
                    backends: None,
                    ..default()
                })),
                ..default()
            })
            .set(WindowPlugin {
                primary_window: None,
                exit_condition: ExitCondition::DontExit,
                ..default()
            })
            .set(AssetPlugin {
                file_path: data.path().to_string_lossy().into_owned(),
                meta_check: AssetMetaCheck::Never,
                ..default()
            })
            .disable::<LogPlugin>()
            .disable::<WinitPlugin>(),
    );
    app.add_plugins(SyncWorldPlugin);
    app.insert_resource(Outlet::closed());
    app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::ZERO));
    app::assemble(&mut app, Options::default(), data, Home::at(&home)).unwrap();
    app.insert_resource(Showing::new(player))
        .add_systems(Startup, |mut screen: ResMut<NextState<Screen>>| {
            screen.set(Screen::Replay)
        });
    for (_, schedule) in app.world_mut().resource_mut::<Schedules>().iter_mut() {
        schedule.set_executor(SingleThreadedExecutor::new());
    }
    app.finish();
    app.cleanup();
    loop {
        app.update();
        std::thread::sleep(Duration::from_millis(2));
        let ready = app
            .world_mut()
            .run_system_once(|sounds: SoundReady| sounds.is_ready());
        if ready.unwrap() {
            break;
        }
    }
    app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_secs_f32(
        TICK_SECONDS,
    )));
    app
}

/// What is measured of a stream.
struct Meter(EbuR128);

impl Meter {
    fn new() -> Self {
        let all = Measures::I | Measures::LRA | Measures::TRUE_PEAK;
        Self(EbuR128::new(2, RATE_HZ, all).unwrap())
    }

    fn take(&mut self, frames: &[f32]) {
        self.0.add_frames_f32(frames).unwrap();
    }

    fn lufs(&self) -> f64 {
        self.0.loudness_global().unwrap()
    }

    /// The highest point between the samples too, dB of full scale.
    fn true_peak_db(&self) -> f64 {
        let peak = |side| self.0.true_peak(side).unwrap();
        20.0 * peak(0).max(peak(1)).log10()
    }
}

struct Measured {
    all: Meter,
    buses: [Meter; Bus::ALL.len()],
    clipped: usize,
    tally: Tally,
    /// Every second: loudness of the last three.
    short_lufs: Vec<f64>,
    most_channels: usize,
}

fn measure(app: &mut App) -> Measured {
    let mut measured = Measured {
        all: Meter::new(),
        buses: Bus::ALL.map(|_| Meter::new()),
        clipped: 0,
        tally: Tally::default(),
        short_lufs: Vec::new(),
        most_channels: 0,
    };
    let mut frames = vec![0.0; 2 * TICK_SAMPLES as usize];
    for tick in 0..LEAD_TICKS + TICKS {
        app.update();
        let desk = app.world().resource::<Desk>();
        if tick < LEAD_TICKS {
            desk.render(&mut frames, |_, _| {});
            continue;
        }
        desk.render(&mut frames, |bus, block| measured.buses[bus as usize].take(block));
        measured.most_channels = measured.most_channels.max(desk.channels());
        measured.all.take(&frames);
        measured.clipped += frames.iter().filter(|sample| sample.abs() >= 0.999).count();
        if tick % TICKS_PER_SECOND == 0 && tick > LEAD_TICKS + 3 * TICKS_PER_SECOND {
            measured
                .short_lufs
                .push(measured.all.0.loudness_shortterm().unwrap());
        }
    }
    measured.tally = *app.world().resource::<Tally>();
    measured
}

#[test]
fn a_fight_is_as_loud_as_it_should_be_never_clips_and_lets_everything_be_heard_that_matters() {
    let mut app = game(fight());
    let measured = measure(&mut app);
    let lufs = measured.all.lufs();
    let (quietest, loudest) = measured
        .short_lufs
        .iter()
        .fold((0.0_f64, -99.0_f64), |(low, high), now| {
            (low.min(*now), high.max(*now))
        });
    println!("integrated {lufs:.1} LUFS, short-term {quietest:.1} to {loudest:.1}");
    println!(
        "range {:.1} LU, true peak {:.2} dBTP, clipped samples {}",
        measured.all.0.loudness_range().unwrap(),
        measured.all.true_peak_db(),
        measured.clipped
    );
    for bus in Bus::ALL {
        let meter = &measured.buses[bus as usize];
        println!(
            "{bus:?}: {:.1} LUFS, peak {:.1} dBTP",
            meter.lufs(),
            meter.true_peak_db()
        );
    }
    let Tally {
        wanted,
        starved,
        displaced,
        most,
    } = measured.tally;
    for rank in Rank::ALL {
        let at = rank as usize;
        println!(
            "{rank:?}: {} wanted, {} starved, {} displaced",
            wanted[at], starved[at], displaced[at]
        );
    }
    println!("at most {most} voices, {} channels", measured.most_channels);

    assert!((lufs - WANTED_LUFS).abs() <= LEEWAY_LU, "{lufs} LUFS");
    assert_eq!(measured.clipped, 0);
    assert!(measured.all.true_peak_db() < 0.0);
    assert!(
        wanted[Rank::Vital as usize] > 20,
        "so little happened: {wanted:?}"
    );
    let vital = Rank::Vital as usize;
    assert_eq!(
        (starved[vital], displaced[vital]),
        (0, 0),
        "of {} vital sounds",
        wanted[vital]
    );
    let usual = Rank::Usual as usize;
    assert!(
        starved[usual] * 50 <= wanted[usual],
        "{} of {}",
        starved[usual],
        wanted[usual]
    );
    // None drowns the others: weapons above engines, engines above music, and all of it to be heard.
    let of = |bus: Bus| measured.buses[bus as usize].lufs();
    let above = |one: Bus, other: Bus| of(one) - of(other);
    assert!((2.0..10.0).contains(&above(Bus::Effects, Bus::Engines)));
    assert!((0.0..10.0).contains(&above(Bus::Engines, Bus::Music)));
    assert!((-6.0..6.0).contains(&above(Bus::Voice, Bus::Effects)));
}
