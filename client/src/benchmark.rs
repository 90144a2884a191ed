//! `hogs --benchmark`: how long frames take, as one line of JSON. What is flown is always the same: a match of bots that the
//! rules play by themselves before the first frame, then a tick of it a frame, however long frames take. With
//! `--quick-match` it is a real match instead, with the server in the same process, as one plays it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bevy::image::Image;
use bevy::prelude::*;
use bevy::render::renderer::RenderAdapterInfo;
use bevy::time::TimeUpdateStrategy;
use hogs_shared::arena::{Arena, Inputs, Join, Opening, Rules};
use hogs_shared::bot::{Bot, NavMap, Skill};
use hogs_shared::ids::{Chassis, HogId};
use hogs_shared::mode::Mode;
use hogs_shared::replay::{Player, Recorder, Replay};
use hogs_shared::tick::{TICK_SECONDS, TICKS_PER_SECOND};
use serde::Serialize;

use crate::data;
use crate::feed::MatchFeed;
use crate::link::Link;
use crate::options::Options;
use crate::phase::{FramePhase, Screen};
use crate::replay::Showing;
use crate::report::{self, Run};
use crate::settings::Settings;
use crate::view::{ViewTarget, WorldReady, flat};
use crate::watch::Watch;

/// What is flown unless the command line says otherwise.
const USUAL_MAP: &str = "sty";
const USUAL_HOGS: u8 = 16;
const USUAL_SECONDS: u32 = 30;
/// The match is flown from here on: everyone has come into play and met somebody.
const LEAD_IN_S: u32 = 8;
/// Frames that are drawn before the first that counts: pipelines and meshes are made in them.
const WARM_UP_FRAMES: usize = 60;
/// What decides how the match goes.
const SEED: u64 = 2026;

/// Times of which half, 95 and 99 of 100 were no longer, milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
struct Times {
    p50: f64,
    p95: f64,
    p99: f64,
}

impl Times {
    fn of(mut milliseconds: Vec<f64>) -> Self {
        milliseconds.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let index = (milliseconds.len() as f64 * share) as usize;
            let last = milliseconds.len().saturating_sub(1);
            let time = milliseconds.get(index.min(last)).copied().unwrap_or_default();
            (time * 1000.0).round() / 1000.0
        };
        Self {
            p50: at(0.5),
            p95: at(0.95),
            p99: at(0.99),
        }
    }
}

/// What comes of it.
#[derive(Clone, Debug, Serialize)]
struct Outcome {
    preset: String,
    /// Of the picture, `WxH`, pixels.
    resolution: String,
    map: String,
    hogs: usize,
    /// Whether it was a real match, with its server in this process.
    live: bool,
    /// What drew it.
    adapter: String,
    frames: usize,
    frames_per_s: f64,
    /// From one frame to the next.
    frame_ms: Times,
    /// What the game itself does for a frame before it hands it on to be drawn.
    cpu_frame_ms: Times,
    /// Ticks a second of the server in this process, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    server_ticks_per_s: Option<f64>,
}

/// The measuring.
#[derive(Resource)]
pub struct Benchmark {
    /// Ticks after the beginning at which a replay is done; none for a real match.
    until: Option<u32>,
    frame_ms: Vec<f64>,
    cpu_ms: Vec<f64>,
    /// When the frame before began, and this one.
    last: Option<Instant>,
    began: Instant,
    /// When the first frame that counts began, and the server's tick then.
    first: Option<(Instant, Option<u32>)>,
    warm: usize,
}

/// Plays the match that is flown.
///
/// # Errors
/// A sentence if the game's data is not in order.
pub fn film(options: &Options) -> Result<Player, String> {
    let trouble = |problem: String| format!("There is nothing to fly: {problem}.");
    let folder = data::find().map_err(|error| trouble(error.to_string()))?;
    let map = options.map.as_deref().unwrap_or(USUAL_MAP);
    let mode = options
        .mode
        .as_deref()
        .and_then(Mode::from_name)
        .unwrap_or_default();
    let data = folder
        .load(map, mode.name())
        .map_err(|error| trouble(error.to_string()))?;
    let rules = Rules::new(mode, data).map_err(|error| trouble(error.to_string()))?;
    let rules = Arc::new(rules);
    let nav = NavMap::build(&rules);
    let opening = Opening::of_seed(SEED);
    let mut arena = Arena::open(rules.clone(), &opening);
    let begun = Recorder::begin(&rules, opening).map_err(|error| trouble(error.to_string()))?;
    let (mut recorder, mut file) = begun;
    let hogs = options.bots.unwrap_or(USUAL_HOGS).max(2);
    let mut bots: Vec<Bot> = (0..hogs)
        .map(|seat| Bot::new(HogId(seat), Skill::Hard, SEED ^ u64::from(seat)))
        .collect();
    let ticks =
        (options.seconds.unwrap_or(USUAL_SECONDS) + LEAD_IN_S) * TICKS_PER_SECOND + WARM_UP_FRAMES as u32;
    for tick in 0..ticks {
        let mut inputs = Inputs::default();
        for bot in &mut bots {
            let seat = bot.hog();
            if tick == 0 {
                recorder.introduce(seat, &format!("Hog {}", u16::from(seat.0) + 1), true);
                inputs.joins.push(Join::new(seat, Chassis::in_turn(seat.index())));
            } else {
                inputs.controls.push((seat, bot.think(&arena, &nav)));
            }
        }
        arena.step(&inputs);
        file.extend(recorder.tick(&inputs, arena.checksum()).into_iter().flatten());
    }
    file.extend(recorder.finish());
    let replay = Replay::open(file).map_err(|error| error.to_string())?;
    let tuning = folder.tuning().map_err(|error| trouble(error.to_string()))?;
    Player::new(replay, tuning).map_err(|error| error.to_string())
}

/// Has an app measure its frames: of the match that was filmed, or of the real one it plays.
pub fn begin(app: &mut App, film: Option<Player>, without_window: Option<UVec2>) {
    let until = film.as_ref().map(|player| {
        let end = player.sound_until().since(player.begins());
        end.max(0).unsigned_abs()
    });
    app.insert_resource(Benchmark {
        until,
        frame_ms: Vec::new(),
        cpu_ms: Vec::new(),
        last: None,
        began: Instant::now(),
        first: None,
        warm: 0,
    })
    .add_systems(First, begin_frame)
    .add_systems(Last, end_frame);
    if let Some(size) = without_window {
        let mut images = app.world_mut().resource_mut::<Assets<Image>>();
        let image = images.add(flat::picture(size));
        app.insert_resource(ViewTarget::Image(image));
    }
    if let Some(player) = film {
        let mut showing = Showing::new(player);
        showing.seek_at_once(LEAD_IN_S * TICKS_PER_SECOND);
        let tick = Duration::from_secs_f64(f64::from(TICK_SECONDS));
        app.insert_resource(showing)
            .insert_resource(TimeUpdateStrategy::ManualDuration(tick))
            .insert_resource(Watch {
                panel: false,
                ..default()
            })
            .add_systems(Startup, |mut screen: ResMut<NextState<Screen>>| {
                screen.set(Screen::Replay);
            })
            .add_systems(Update, fly.in_set(FramePhase::Link));
    }
}

/// A tick of the film.
fn fly(
    mut showing: ResMut<Showing>,
    ready: WorldReady,
    feed: Option<ResMut<MatchFeed>>,
    mut commands: Commands,
) {
    if feed.is_some() && !ready.is_ready() {
        // It waits for whatever is still being loaded.
        return;
    }
    showing.step_on();
    showing.feed().take_place_of(feed, &mut commands);
}

fn begin_frame(mut benchmark: ResMut<Benchmark>) {
    benchmark.last = Some(benchmark.began);
    benchmark.began = Instant::now();
}

/// What the game says of itself at the end.
#[derive(bevy::ecs::system::SystemParam)]
struct Facts<'w> {
    settings: Res<'w, Settings>,
    size: Res<'w, crate::view::TargetSize>,
    adapter: Option<Res<'w, RenderAdapterInfo>>,
    link: Res<'w, Link>,
    showing: Option<Res<'w, Showing>>,
    run: Option<Res<'w, Run>>,
}

fn end_frame(
    mut benchmark: ResMut<Benchmark>,
    facts: Facts,
    ready: WorldReady,
    feed: Option<Res<MatchFeed>>,
    mut exit: MessageWriter<AppExit>,
) {
    let Some(feed) = feed.filter(|feed| !feed.backdrop && ready.is_ready()) else {
        return;
    };
    if benchmark.warm < WARM_UP_FRAMES {
        benchmark.warm += 1;
        return;
    }
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    let (began, last) = (benchmark.began, benchmark.last);
    if benchmark.first.is_some()
        && let Some(last) = last
    {
        benchmark.frame_ms.push(milliseconds(began - last));
        benchmark.cpu_ms.push(milliseconds(began.elapsed()));
    }
    let (first, first_tick) = *benchmark
        .first
        .get_or_insert_with(|| (began, facts.link.own_tick()));
    let over = match (benchmark.until, &facts.showing) {
        (Some(until), Some(showing)) => showing.stands() >= until || showing.is_over(),
        _ => facts.run.as_ref().is_some_and(|run| run.is_up()),
    };
    if !over || benchmark.frame_ms.is_empty() {
        return;
    }
    let seconds = first.elapsed().as_secs_f64();
    let ticks = first_tick.zip(facts.link.own_tick());
    let size = facts.size.physical;
    let outcome = Outcome {
        preset: facts.settings.video.preset.name().to_owned(),
        resolution: format!("{}x{}", size.x, size.y),
        map: feed.rules.map.clone(),
        hogs: feed.scene.hogs.len(),
        live: benchmark.until.is_none(),
        adapter: facts
            .adapter
            .as_ref()
            .map_or_else(String::new, |adapter| adapter.name.clone()),
        frames: benchmark.frame_ms.len(),
        frames_per_s: (benchmark.frame_ms.len() as f64 / seconds * 10.0).round() / 10.0,
        frame_ms: Times::of(std::mem::take(&mut benchmark.frame_ms)),
        cpu_frame_ms: Times::of(std::mem::take(&mut benchmark.cpu_ms)),
        server_ticks_per_s: ticks.map(|(from, to)| {
            let ticks = f64::from(to.saturating_sub(from));
            (ticks / seconds * 100.0).round() / 100.0
        }),
    };
    let line = serde_json::to_string(&outcome)
        .map_err(|error| format!("What was measured cannot be written down: {error}."));
    report::end_with(line, &mut exit);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_match_is_flown_each_time() {
        let options = Options {
            bots: Some(4),
            seconds: Some(2),
            ..Options::default()
        };
        let flown = || {
            let mut player = film(&options).unwrap();
            while let Ok(Some(_)) = player.step() {}
            assert!(player.damage().is_none());
            (player.arena().tick(), player.arena().checksum())
        };
        assert_eq!(flown(), flown());
    }

    #[test]
    fn times_are_told_by_how_many_were_no_longer() {
        let times = Times::of((1..=100).rev().map(f64::from).collect());
        assert_eq!((times.p50, times.p95, times.p99), (51.0, 96.0, 100.0));
        assert_eq!(Times::of(Vec::new()).p99, 0.0);
    }
}
