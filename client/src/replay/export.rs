//! Pictures of a replay and its sound, without a window: plays up to each moment that is wanted, lets the picture be drawn, and
//! goes on. Time passes a tick a frame and stands still while a picture is taken, so the same command gives the same
//! pictures, and the sound of a row of them is as long as they are.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bevy::image::Image;
use bevy::prelude::*;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy::time::TimeUpdateStrategy;
use hogs_shared::replay::clock;
use hogs_shared::tick::{TICK_SECONDS, TICKS_PER_SECOND};

use super::options::Reel;
use super::showing::Showing;
use crate::feed::MatchFeed;
use crate::phase::{FramePhase, Screen};
use crate::report;
use crate::sound::capture::{Capture, TICK_SAMPLES};
use crate::sound::outlet::Outlet;
use crate::sound::{Desk, RATE_HZ, SoundReady};
use crate::view::{ViewTarget, WorldReady, flat};
use crate::watch::{Camera as WatchCamera, Watch};

/// Seconds from one picture to the next unless another time is asked for.
const USUAL_EVERY_S: f64 = 1.0;
/// Most pictures of one command.
pub const MOST_PICTURES: usize = 100_000;
/// How long before a picture the match is played, ticks: what flies, smokes and is told has come about by then.
const RUN_UP_TICKS: u32 = 4 * TICKS_PER_SECOND;
/// The last of them a frame has one tick, before that it has several: nobody sees those frames.
const FINE_TICKS: u32 = 40;
const COARSE_TICKS: u32 = 4;
/// Frames that are drawn of a moment before its picture: what is first drawn may still be prepared in the first.
const STILL_FRAMES: u32 = 2;
const FIRST_FRAMES: u32 = 6;
/// Frames without a match at the beginning, and how long to wait for models: what is loaded is there by then.
const LOADING_FRAMES: u32 = 20;
const PATIENCE: Duration = Duration::from_secs(60);
/// Time between two frames while something is waited for.
const WAIT: Duration = Duration::from_millis(5);

/// The moments of a replay that pictures are wanted of, as ticks after its beginning, in order.
///
/// # Errors
/// A sentence if there are none, or too many.
pub fn moments(reel: &Reel, length: u32) -> Result<Vec<u32>, String> {
    let late = |seconds: f64| {
        Err(format!(
            "The replay has nothing at {seconds} s: what can be played of it lasts {}.",
            clock(length)
        ))
    };
    let mut moments: Vec<u32> = Vec::new();
    if reel.at.is_empty() {
        let (from, to) = (reel.from.unwrap_or(0.0), reel.to);
        if ticks(from) > length {
            return late(from);
        }
        if to.is_some_and(|to| to < from) {
            return Err("The last picture is wanted before the first.".to_owned());
        }
        let until = to.map_or(length, ticks).min(length);
        let every = reel
            .fps
            .map_or_else(|| reel.every.unwrap_or(USUAL_EVERY_S), |fps| 1.0 / f64::from(fps));
        if ticks(every) == 0 {
            return Err("Pictures are at least a tick apart: a 60th of a second.".to_owned());
        }
        let first = ticks(from);
        for index in 0..=MOST_PICTURES {
            let tick = first + ticks(index as f64 * every);
            if tick > until {
                break;
            }
            moments.push(tick);
        }
    } else {
        for &seconds in &reel.at {
            if ticks(seconds) > length {
                return late(seconds);
            }
            moments.push(ticks(seconds));
        }
        moments.sort_unstable();
        moments.dedup();
    }
    if moments.len() > MOST_PICTURES {
        return Err(format!(
            "These would be more than {MOST_PICTURES} pictures: take a part of the replay, or fewer of it."
        ));
    }
    Ok(moments)
}

/// The sound of a row of so many pictures: its length in samples of each side.
fn samples(reel: &Reel, pictures: usize) -> u64 {
    let pictures = pictures as u64;
    match reel.fps {
        Some(fps) => pictures * u64::from(RATE_HZ) / u64::from(fps.max(1)),
        None => pictures * u64::from(ticks(reel.every.unwrap_or(USUAL_EVERY_S))) * TICK_SAMPLES,
    }
}

fn ticks(seconds: f64) -> u32 {
    (seconds * f64::from(TICKS_PER_SECOND)).round() as u32
}

/// How far the picture that is next has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Models and fonts are being loaded, for so many frames.
    Loading(u32),
    /// The match is played up to the moment.
    Playing,
    /// It stands there, and is drawn, for so many frames.
    Standing(u32),
    /// The picture is on its way.
    Taking,
    /// All are there.
    Done,
}

/// Takes the pictures.
#[derive(Resource)]
pub(super) struct Export {
    image: Handle<Image>,
    folder: PathBuf,
    /// The moments that pictures are still to be taken of.
    moments: VecDeque<u32>,
    /// The first of all.
    first: u32,
    /// What is to be heard from there on.
    sound: Option<Capture>,
    taken: usize,
    /// The picture that was on its way is there.
    arrived: bool,
    stage: Stage,
    waited: Duration,
    problem: Option<String>,
}

impl Export {
    /// Whether sound is written of what is played from a tick on.
    fn is_heard(&self, tick: u32) -> bool {
        tick >= self.first && self.sound.as_ref().is_some_and(|sound| !sound.is_full())
    }

    /// Up to where it is to be played from a tick on: to the next picture, then as long as there is sound to be written.
    fn goal(&self, tick: u32) -> u32 {
        let after = if self.is_heard(tick) { u32::MAX } else { self.first };
        self.moments.front().copied().unwrap_or(after)
    }

    /// What comes after a frame that was played.
    fn played(&self, showing: &Showing) -> Stage {
        match self.moments.front() {
            _ if self.problem.is_some() => Stage::Done,
            Some(&moment) if showing.stands() < moment && !showing.is_over() => Stage::Playing,
            Some(_) => Stage::Standing(0),
            // After the last picture there is as much to be heard as after each.
            None if self.sound.as_ref().is_some_and(|sound| !sound.is_full()) => Stage::Playing,
            None => Stage::Done,
        }
    }

    /// How many ticks pass at a time, from a tick on: one as soon as anybody sees or hears them.
    fn stride(&self, tick: u32) -> u32 {
        let far = self.goal(tick).saturating_sub(tick) >= FINE_TICKS + COARSE_TICKS;
        if far && !self.is_heard(tick) {
            COARSE_TICKS
        } else {
            1
        }
    }
}

/// Removes the pictures of an export before, so that a folder shows one.
fn remove_old(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = name
            .strip_prefix("replay-")
            .and_then(|rest| rest.strip_suffix("s.png"));
        let figures = |rest: &str| {
            let plain = |letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '.');
            rest.chars().all(plain)
        };
        if ours.is_some_and(figures) {
            drop(std::fs::remove_file(entry.path()));
        }
    }
}

/// Has an app without a window take pictures of a replay.
///
/// # Errors
/// A sentence if there is nothing to take pictures of.
pub fn begin(app: &mut App, showing: Showing, reel: &Reel, folder: &Path, size: UVec2) -> Result<(), String> {
    let mut moments = VecDeque::from(moments(reel, showing.length())?);
    let first = moments.front().copied().unwrap_or_default();
    let heard = reel.at.is_empty() && !reel.no_sound;
    let sound = heard.then(|| Capture::begin(&folder.join("sound.wav"), samples(reel, moments.len())));
    let sound = sound.transpose()?;
    if reel.sound_only {
        moments.clear();
    }
    let seats: Vec<_> = [reel.eyes, reel.follow].into_iter().flatten().collect();
    remove_old(folder);
    let image = app
        .world_mut()
        .resource_mut::<Assets<Image>>()
        .add(flat::picture(size));
    app.insert_resource(ViewTarget::Image(image.clone()))
        .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::ZERO))
        .insert_resource(Outlet::closed())
        .insert_resource(Watch {
            camera: match (reel.eyes, reel.free) {
                (Some(_), _) => WatchCamera::Eyes,
                (_, Some(_)) => WatchCamera::Free,
                _ => WatchCamera::Chase,
            },
            followed: seats.first().copied(),
            pinned: !seats.is_empty(),
            stand: reel.free.unwrap_or_default(),
            hud: !(reel.no_hud || reel.sound_only),
            panel: false,
            ..default()
        })
        .insert_resource(showing)
        .insert_resource(Export {
            image,
            folder: folder.to_owned(),
            moments,
            first,
            sound,
            taken: 0,
            arrived: false,
            stage: Stage::Loading(0),
            waited: Duration::ZERO,
            problem: None,
        });
    use FramePhase::{Camera, Input, Link, Present, View, Watch as Look};
    app.configure_sets(Update, (Input, Link, Look, View, Camera, Present).run_if(moves))
        .add_systems(Startup, enter)
        .add_systems(Update, play.in_set(FramePhase::Link))
        .add_systems(Last, (record, draw, direct).chain());
    Ok(())
}

fn enter(mut screen: ResMut<NextState<Screen>>) {
    screen.set(Screen::Replay);
}

/// Whether anything moves in this frame: while a picture is taken all stands as it was left.
fn moves(export: Res<Export>) -> bool {
    matches!(export.stage, Stage::Loading(_) | Stage::Playing)
}

/// Plays a tick toward the moment that is next. Over what lies far before it, it leaps.
fn play(
    export: Res<Export>,
    mut showing: ResMut<Showing>,
    feed: Option<ResMut<MatchFeed>>,
    mut world: Commands,
) {
    if export.stage != Stage::Playing {
        return;
    }
    let stands = showing.stands();
    let (goal, stride) = (export.goal(stands), export.stride(stands));
    // What follows closely on the last picture, or is heard, is played on from there.
    let far = goal.saturating_sub(stands) > RUN_UP_TICKS && !export.is_heard(stands);
    if export.taken == 0 && feed.is_none() {
        let begin = export.moments.front().copied().unwrap_or(export.first);
        showing.seek_at_once(begin.saturating_sub(RUN_UP_TICKS));
    } else if far {
        showing.seek_at_once(goal.saturating_sub(RUN_UP_TICKS));
    } else if stride > 1 {
        showing.pass(f64::from(stride));
    } else if stands < goal {
        showing.step_on();
    }
    showing.feed().take_place_of(feed, &mut world);
}

/// Writes the sound of the ticks that passed in this frame. What leads up to it is mixed, too: engines run by then.
fn record(mut export: ResMut<Export>, showing: Res<Showing>, desk: Res<Desk>, time: Res<Time<Real>>) {
    let export = &mut *export;
    let Some(sound) = export.sound.as_mut().filter(|_| export.stage == Stage::Playing) else {
        return;
    };
    let passed = (time.delta_secs() / TICK_SECONDS).round() as u32;
    if showing.stands() < export.first {
        sound.skip(&desk, passed);
    } else if let Err(problem) = sound.write(&desk, passed) {
        export.problem = Some(problem);
    }
}

/// Draws only what is looked at: cameras rest while the match is played up to a moment.
fn draw(export: Res<Export>, mut cameras: Query<&mut Camera>) {
    // What is decided here holds from the next frame on, like the stage itself.
    let drawn = !matches!(export.stage, Stage::Playing);
    for mut camera in &mut cameras {
        if camera.is_active != drawn {
            camera.is_active = drawn;
        }
    }
}

/// From stage to stage.
fn direct(
    mut export: ResMut<Export>,
    mut commands: Commands,
    mut time: ResMut<TimeUpdateStrategy>,
    (world, sounds): (WorldReady, SoundReady),
    showing: Res<Showing>,
    (watch, feed): (Res<Watch>, Option<Res<MatchFeed>>),
    mut exit: MessageWriter<AppExit>,
) {
    let export = &mut *export;
    let still = if export.taken == 0 {
        FIRST_FRAMES
    } else {
        STILL_FRAMES
    };
    export.stage = match export.stage {
        Stage::Loading(frames) => {
            std::thread::sleep(WAIT);
            export.waited += WAIT;
            // What is only heard need not be there to be seen.
            let seen = export.moments.is_empty() || world.is_ready();
            if frames >= LOADING_FRAMES && (seen && sounds.is_ready() || export.waited > PATIENCE) {
                export.waited = Duration::ZERO;
                Stage::Playing
            } else {
                Stage::Loading(frames + 1)
            }
        }
        Stage::Playing => {
            let begins = showing.stands() >= export.first && export.taken == 0;
            if begins && is_empty(&watch, feed.as_deref()) {
                let seat = watch.followed.unwrap_or_default().0;
                export.problem = Some(format!(
                    "Nobody is on seat {seat} then; --moments names who plays."
                ));
            }
            let next = export.played(&showing);
            if next == Stage::Done {
                report::end_with(finish(export, &showing), &mut exit);
            }
            next
        }
        Stage::Standing(frames) if frames < still => Stage::Standing(frames + 1),
        Stage::Standing(_) => {
            take(export, &mut commands);
            Stage::Taking
        }
        Stage::Taking if std::mem::take(&mut export.arrived) => Stage::Playing,
        Stage::Taking => {
            std::thread::sleep(WAIT);
            export.waited += WAIT;
            if export.waited > PATIENCE {
                export.problem = Some("The picture does not come: nothing is drawn.".to_owned());
            }
            if export.problem.is_some() {
                report::end_with(finish(export, &showing), &mut exit);
                Stage::Done
            } else {
                Stage::Taking
            }
        }
        Stage::Done => Stage::Done,
    };
    *time = TimeUpdateStrategy::ManualDuration(match export.stage {
        Stage::Playing => Duration::from_secs_f32(TICK_SECONDS) * export.stride(showing.stands()),
        _ => Duration::ZERO,
    });
}

/// Whether nobody is on the one seat that was asked for.
fn is_empty(watch: &Watch, feed: Option<&MatchFeed>) -> bool {
    let there = |hog| feed.is_some_and(|feed| feed.scene.hog(hog).is_some());
    watch.pinned && watch.followed.is_some_and(|hog| !there(hog))
}

/// Takes the picture of the moment that it stands at.
fn take(export: &mut Export, commands: &mut Commands) {
    let Some(moment) = export.moments.pop_front() else {
        return;
    };
    let seconds = f64::from(moment) / f64::from(TICKS_PER_SECOND);
    let path = export
        .folder
        .join(format!("replay-{:05}-{seconds:08.3}s.png", export.taken));
    export.waited = Duration::ZERO;
    commands.spawn(Screenshot::image(export.image.clone())).observe(
        move |captured: On<ScreenshotCaptured>, mut export: ResMut<Export>| {
            let written = captured
                .image
                .clone()
                .try_into_dynamic()
                .map_err(|error| error.to_string())
                // What is in the fourth channel is nothing to see.
                .and_then(|picture| picture.to_rgb8().save(&path).map_err(|error| error.to_string()));
            if let Err(problem) = written {
                export.problem = Some(format!("{} cannot be written: {problem}.", path.display()));
                return;
            }
            export.taken += 1;
            export.arrived = true;
        },
    );
}

/// What came of it: a sentence either way.
fn finish(export: &Export, showing: &Showing) -> Result<String, String> {
    let folder = export.folder.display();
    let told = match (&export.sound, export.taken) {
        (Some(_), 0) => format!("The sound is {folder}/sound.wav."),
        (Some(_), pictures) => format!("{pictures} pictures and their sound in {folder}."),
        (None, pictures) => format!("{pictures} pictures in {folder}."),
    };
    match (&export.problem, showing.trouble()) {
        (Some(problem), _) => Err(problem.clone()),
        (None, Some(trouble)) => Err(format!("{trouble} {told}")),
        (None, None) => Ok(told),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reel(change: impl FnOnce(&mut Reel)) -> Reel {
        let mut reel = Reel::default();
        change(&mut reel);
        reel
    }

    #[test]
    fn pictures_are_where_they_are_wanted() {
        let all = moments(&Reel::default(), 150).unwrap();
        assert_eq!(all, [0, 60, 120]);
        let part = reel(|reel| (reel.from, reel.to, reel.every) = (Some(1.0), Some(2.0), Some(0.5)));
        assert_eq!(moments(&part, 600).unwrap(), [60, 90, 120]);
        let film = reel(|reel| (reel.from, reel.to, reel.fps) = (Some(0.0), Some(0.1), Some(24)));
        assert_eq!(moments(&film, 600).unwrap(), [0, 3, 5]);
        let single = reel(|reel| reel.at = vec![2.0, 1.0, 2.0]);
        assert_eq!(moments(&single, 120).unwrap(), [60, 120]);
    }

    #[test]
    fn sound_is_as_long_as_the_row_of_pictures() {
        assert_eq!(samples(&Reel::default(), 3), 3 * 48_000);
        assert_eq!(samples(&reel(|reel| reel.every = Some(0.5)), 4), 2 * 48_000);
        assert_eq!(samples(&reel(|reel| reel.fps = Some(24)), 25), 50_000);
    }

    #[test]
    fn what_is_not_there_and_what_is_too_much_is_said() {
        let late = reel(|reel| reel.at = vec![1.0, 9.0]);
        let sentence = moments(&late, 300).unwrap_err();
        assert_eq!(
            sentence,
            "The replay has nothing at 9 s: what can be played of it lasts 5 s."
        );
        let backward = reel(|reel| (reel.from, reel.to) = (Some(2.0), Some(1.0)));
        assert!(moments(&backward, 300).is_err());
        let dense = reel(|reel| reel.every = Some(0.001));
        assert!(moments(&dense, 300).is_err());
        let endless = reel(|reel| reel.fps = Some(60));
        assert!(moments(&endless, 60 * 3600).is_err());
    }
}
