//! A replay on the screen: opens it without holding up a frame, lets its time pass as fast as is wanted, and fills the
//! feed in place of the link.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use bevy::prelude::*;
use bevy::tasks::{AsyncComputeTaskPool, Task, block_on, poll_once};
use hogs_shared::replay::Player;
use hogs_shared::tick::TICKS_PER_SECOND;

use super::export::Export;
use super::{Showing, bar, called, open};
use crate::benchmark::Benchmark;
use crate::feed::MatchFeed;
use crate::input::{Action, Hands};
use crate::menu::{Landing, Notice, NoticeText, Page, Remedy, UiCue};
use crate::phase::{FramePhase, Screen};
use crate::watch::Watch;
use crate::words::Telling;

/// How fast time can pass, slowest first.
pub const SPEEDS: [f32; 5] = [0.25, 0.5, 1.0, 2.0, 4.0];
/// The usual one of them.
const USUAL_SPEED: usize = 2;
/// How far one leaps, ticks.
const LEAP_TICKS: u32 = 5 * TICKS_PER_SECOND;
/// Time a frame may take to find out what comes later; and while one waits for it.
const SCOUTING: Duration = Duration::from_millis(2);
const SEEKING: Duration = Duration::from_millis(40);
/// Ticks of scouting between two looks at the clock.
const SCOUT_TICKS: u32 = 4;

/// What is asked of replays.
#[derive(Message, Clone, Debug)]
pub enum ReplayCommand {
    /// Show this one.
    Open(PathBuf),
    /// Show none.
    Close,
    /// Play, or stand still.
    Pause,
    /// So many steps faster, or slower.
    Faster(isize),
    /// So many leaps on, or back.
    Leap(i32),
    /// So many ticks on, or back; stands still then.
    Tick(i32),
    /// To so many ticks after the beginning.
    Seek(u32),
}

/// How its time passes.
#[derive(Resource, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Which of [`SPEEDS`].
    pub speed: usize,
    /// Whether it stands still.
    pub paused: bool,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            speed: USUAL_SPEED,
            paused: false,
        }
    }
}

impl Pace {
    /// As a multiple of real time.
    #[must_use]
    pub fn factor(self) -> f32 {
        SPEEDS.get(self.speed).copied().unwrap_or(1.0)
    }
}

/// A replay on its way to the screen.
#[derive(Resource)]
struct Opening(Task<Result<Player, String>>);

/// Wires replays up.
pub fn plugin(app: &mut App) {
    app.init_resource::<Pace>()
        .add_message::<ReplayCommand>()
        .add_plugins(bar::plugin)
        .add_systems(OnExit(Screen::Replay), end)
        .add_systems(OnExit(Screen::Menu), think_better)
        .add_systems(
            Update,
            ask.run_if(in_state(Screen::Replay)).in_set(FramePhase::Input),
        )
        .add_systems(Update, (obey, arrive).chain().in_set(FramePhase::Link))
        .add_systems(
            Update,
            run.after(obey)
                .run_if(
                    resource_exists::<Showing>
                        .and_then(not(resource_exists::<Export>))
                        .and_then(not(resource_exists::<Benchmark>)),
                )
                .in_set(FramePhase::Link),
        );
}

/// Keys and pads.
fn ask(
    hands: Hands,
    page: Res<State<Page>>,
    mut next: ResMut<NextState<Page>>,
    mut replay: MessageWriter<ReplayCommand>,
) {
    // Nothing but this opens the menu, and it is never closed by the same press: hands are not free on a page.
    if *page.get() == Page::Closed && hands.begun(Action::Menu) {
        next.set(Page::ReplayMenu);
        return;
    }
    let asked = [
        (Action::ReplayPause, ReplayCommand::Pause),
        (Action::ReplaySlower, ReplayCommand::Faster(-1)),
        (Action::ReplayFaster, ReplayCommand::Faster(1)),
        (Action::ReplayBack, ReplayCommand::Leap(-1)),
        (Action::ReplayOnward, ReplayCommand::Leap(1)),
        (Action::ReplayTickBack, ReplayCommand::Tick(-1)),
        (Action::ReplayTick, ReplayCommand::Tick(1)),
        (Action::ReplayStart, ReplayCommand::Seek(0)),
        (Action::ReplayEnd, ReplayCommand::Seek(u32::MAX)),
    ];
    for (action, command) in asked {
        if hands.begun(action) {
            replay.write(command);
        }
    }
}

/// Does what was asked for.
fn obey(
    mut commands: MessageReader<ReplayCommand>,
    mut world: Commands,
    mut showing: Option<ResMut<Showing>>,
    mut pace: ResMut<Pace>,
    mut screen: ResMut<NextState<Screen>>,
) {
    for command in commands.read() {
        match command {
            ReplayCommand::Open(path) => {
                let path = path.clone();
                let name = called(&path);
                let task = async move { open(&path).map_err(|problem| format!("{name}: {problem}")) };
                world.insert_resource(Opening(AsyncComputeTaskPool::get().spawn(task)));
                continue;
            }
            ReplayCommand::Close => {
                world.remove_resource::<Opening>();
                world.remove_resource::<Showing>();
                screen.set(Screen::Menu);
                continue;
            }
            _ => {}
        }
        let Some(showing) = &mut showing else { continue };
        match *command {
            ReplayCommand::Pause => {
                // Whoever plays on at the end wants to see it again.
                if showing.is_over() && !showing.seeks() {
                    showing.seek(0);
                    pace.paused = false;
                } else {
                    pace.paused = !pace.paused;
                }
            }
            ReplayCommand::Faster(by) => {
                pace.speed = pace.speed.saturating_add_signed(by).min(SPEEDS.len() - 1);
            }
            ReplayCommand::Leap(by) => {
                let by = i64::from(by) * i64::from(LEAP_TICKS);
                let to = i64::from(showing.heads_for()) + by;
                showing.seek(to.clamp(0, u32::MAX.into()) as u32);
            }
            ReplayCommand::Tick(by) if by > 0 => {
                pace.paused = true;
                showing.step_on();
            }
            ReplayCommand::Tick(by) => {
                pace.paused = true;
                let to = showing.stands().saturating_sub(by.unsigned_abs());
                showing.seek(to);
            }
            ReplayCommand::Seek(to) => showing.seek(to),
            ReplayCommand::Open(_) | ReplayCommand::Close => {}
        }
    }
}

/// Whoever goes elsewhere meanwhile does not want to see it any more.
fn think_better(mut world: Commands) {
    world.remove_resource::<Opening>();
}

/// Puts what was opened on the screen, or says why that cannot be.
fn arrive(
    opening: Option<ResMut<Opening>>,
    mut world: Commands,
    mut notice: ResMut<Notice>,
    mut page: ResMut<NextState<Page>>,
    mut screen: ResMut<NextState<Screen>>,
    mut cues: MessageWriter<UiCue>,
    (mut watch, mut pace): (ResMut<Watch>, ResMut<Pace>),
) {
    let Some(mut opening) = opening else { return };
    let Some(opened) = block_on(poll_once(&mut opening.0)) else {
        return;
    };
    world.remove_resource::<Opening>();
    match opened {
        Ok(player) => {
            world.insert_resource(Showing::new(player));
            (*watch, *pace) = (Watch::default(), Pace::default());
            screen.set(Screen::Replay);
        }
        Err(problem) => {
            notice.0 = Some(NoticeText {
                title: Telling::say("replay-not-shown"),
                text: vec![Telling::plain(problem)],
                remedy: Remedy::None,
            });
            cues.write(UiCue::Error);
            page.set(Page::Message);
        }
    }
}

fn end(
    mut world: Commands,
    mut clock: ResMut<Time<Virtual>>,
    feed: Option<Res<MatchFeed>>,
    mut landing: ResMut<Landing>,
) {
    clock.unpause();
    clock.set_relative_speed(1.0);
    world.remove_resource::<Showing>();
    if feed.is_some() {
        world.remove_resource::<MatchFeed>();
    }
    landing.0 = Page::Replays;
}

/// A frame of the replay. All that moves on the screen goes by the game's time, so that it is made to pass as fast.
fn run(
    mut showing: ResMut<Showing>,
    pace: Res<Pace>,
    page: Res<State<Page>>,
    time: Res<Time>,
    mut clock: ResMut<Time<Virtual>>,
    feed: Option<ResMut<MatchFeed>>,
    mut world: Commands,
) {
    let still = pace.paused || showing.seeks() || *page.get() != Page::Closed;
    if !still {
        showing.pass(f64::from(time.delta_secs()) * f64::from(TICKS_PER_SECOND));
    }
    let began = Instant::now();
    let most = if showing.seeks() { SEEKING } else { SCOUTING };
    while !showing.scout(SCOUT_TICKS) && began.elapsed() < most {}
    let stands = still || showing.seeks() || showing.is_over();
    if clock.is_paused() != stands {
        if stands {
            clock.pause();
        } else {
            clock.unpause();
        }
    }
    if (clock.relative_speed() - pace.factor()).abs() > 1e-4 {
        clock.set_relative_speed(pace.factor());
    }
    showing.feed().take_place_of(feed, &mut world);
}
