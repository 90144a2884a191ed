//! A picture of each page of the menu, and of what is told over a match, without a window: to look at them all, in
//! whatever language and size. Time passes by frames and stands still while something is waited for, so the same command
//! gives the same pictures; what is seen in a match needs no server.

use std::path::PathBuf;
use std::time::Duration;

use bevy::image::Image;
use bevy::input_focus::InputFocus;
use bevy::prelude::*;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured, save_to_disk};
use bevy::time::TimeUpdateStrategy;
use hogs_shared::tick::TICK_SECONDS;
use leafwing_input_manager::plugin::InputManagerSystem;
use leafwing_input_manager::prelude::ActionState;

use crate::bindings::{Action, Device};
use crate::feed::MatchFeed;
use crate::input::in_use::InUse;
use crate::lesson::{Board, Lesson, LessonCommand};
use crate::menu::{Letters, Page};
use crate::offscreen::Canvas;
use crate::options::Options;
use crate::phase::{FramePhase, Screen};
use crate::replay::library::Library;
use crate::settings::SettingsFile;
use crate::view::{ViewTarget, WorldReady, flat};

mod album;
mod film;
mod sample;

use album::{LETTERS, Picture, Tableau};

/// After how many frames letters come up.
const LETTERS_FRAME: u32 = 3;
/// Frames of the match behind the menu before the first picture: by then it is worth looking at.
const LEAD_IN_FRAMES: u32 = 120;
/// How long to wait for the match behind the menu, and between two looks whether it is there.
const PATIENCE: Duration = Duration::from_secs(20);
const WAIT: Duration = Duration::from_millis(5);

/// What is to be taken, and how far that is.
#[derive(Resource)]
struct Gallery {
    image: Handle<Image>,
    folder: PathBuf,
    left: Vec<Picture>,
    /// Frames since the match behind the menu is there.
    lead_in: u32,
    /// Whether what the next one shows is put up.
    set: bool,
    /// Frames since the page was turned to.
    frames: u32,
    pending: bool,
}

/// Wires the pictures up.
pub fn plugin(app: &mut App) {
    app.add_systems(Startup, set_up)
        .add_systems(
            PreUpdate,
            hold_scores
                .after(InputManagerSystem::Update)
                .run_if(resource_exists::<Tableau>),
        )
        .add_systems(
            Update,
            (
                happen.run_if(not(resource_exists::<Lesson>)),
                go_on.run_if(resource_exists::<Lesson>),
            )
                .in_set(FramePhase::Link)
                .run_if(resource_exists::<Tableau>),
        )
        .add_systems(Last, take.run_if(resource_exists::<Gallery>));
}

/// Holds the scoreboard open where it is to be seen.
fn hold_scores(tableau: Res<Tableau>, mut players: Query<&mut ActionState<Action>>) {
    for mut actions in players.iter_mut().filter(|_| tableau.scores) {
        actions.press(&Action::Scoreboard);
    }
}

/// The match stands still; what happens in it happens once.
fn happen(mut tableau: ResMut<Tableau>, feed: Option<ResMut<MatchFeed>>) {
    if let Some(mut feed) = feed {
        feed.events = std::mem::take(&mut tableau.events);
    }
}

/// Passes over what comes before the step of the lesson that is to be seen.
fn go_on(tableau: Res<Tableau>, board: Option<Res<Board>>, mut lesson: MessageWriter<LessonCommand>) {
    if board.is_some_and(|board| board.step < tableau.step) {
        lesson.write(LessonCommand::Skip);
    }
}

fn set_up(
    mut commands: Commands,
    canvas: Res<Canvas>,
    options: Res<Options>,
    mut images: ResMut<Assets<Image>>,
    mut file: ResMut<SettingsFile>,
) {
    // What is done here, somebody had pictures made of, and did not do.
    file.keep_nothing();
    let image = images.add(flat::picture(canvas.size));
    commands.insert_resource(ViewTarget::Image(image.clone()));
    commands.insert_resource(Gallery {
        image,
        folder: options.offscreen.clone().unwrap_or_default(),
        left: album::pictures(),
        lead_in: 0,
        set: false,
        frames: 0,
        pending: false,
    });
    commands.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::ZERO));
}

fn take(
    mut commands: Commands,
    mut gallery: ResMut<Gallery>,
    mut passes: ResMut<TimeUpdateStrategy>,
    (feed, ready, library): (Option<Res<MatchFeed>>, WorldReady, Res<Library>),
    (screen, mut next_screen): (Res<State<Screen>>, ResMut<NextState<Screen>>),
    (page, mut next): (Res<State<Page>>, ResMut<NextState<Page>>),
    (focus, mut letters, mut in_use): (Res<InputFocus>, ResMut<Letters>, ResMut<InUse>),
    mut exit: MessageWriter<AppExit>,
    mut waited: Local<Duration>,
) {
    let there = feed.is_some() && ready.is_ready();
    // On the way into a match there is nothing behind the page.
    let begins = gallery.lead_in < LEAD_IN_FRAMES;
    let looks = *page.get() == Page::Replays && library.is_looking();
    let waits = gallery.pending || looks || begins && !there && *waited < PATIENCE;
    *passes = TimeUpdateStrategy::ManualDuration(if waits {
        Duration::ZERO
    } else {
        Duration::from_secs_f32(TICK_SECONDS)
    });
    if waits {
        std::thread::sleep(WAIT);
        *waited += WAIT;
        return;
    }
    gallery.lead_in += 1;
    if gallery.lead_in < LEAD_IN_FRAMES {
        return;
    }
    let Some(&picture) = gallery.left.last() else {
        exit.write(AppExit::Success);
        return;
    };
    if let Some(set) = picture.set.filter(|_| !gallery.set) {
        if *page.get() == Page::Message {
            // With this page goes what there was to be told, and what will be must not.
            next.set(Page::Front);
            return;
        }
        gallery.set = true;
        commands.queue(set);
        return;
    }
    if *screen.get() != picture.screen {
        next_screen.set(picture.screen);
        gallery.frames = 0;
        return;
    }
    if *page.get() != picture.page {
        next.set(picture.page);
        gallery.frames = 0;
        return;
    }
    gallery.frames += 1;
    let picks = picture.name == LETTERS;
    in_use.set_if_neq(InUse(if picks { Device::Pad } else { Device::Keys }));
    if let Some(field) = focus.get().filter(|_| picks && gallery.frames == LETTERS_FRAME) {
        letters.open(field);
    }
    if gallery.frames < picture.frames {
        return;
    }
    gallery.left.pop();
    (gallery.set, gallery.frames, gallery.pending) = (false, 0, true);
    let path = gallery.folder.join(format!("page-{}.png", picture.name));
    commands
        .spawn(Screenshot::image(gallery.image.clone()))
        .observe(save_to_disk(path))
        .observe(|_: On<ScreenshotCaptured>, mut gallery: ResMut<Gallery>| gallery.pending = false);
}
