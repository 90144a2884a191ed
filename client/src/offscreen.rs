//! Plays without a window: the match is drawn into an image, and pictures of it are written at intervals and when
//! something is worth seeing.

use std::path::{Path, PathBuf};

use bevy::image::Image;
use bevy::prelude::*;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured, save_to_disk};
use hogs_shared::arena::outcome::Outcome;
use hogs_shared::netplay::scene::SceneEvent;
use hogs_shared::weapon::Weapon;
use leafwing_input_manager::plugin::InputManagerSystem;
use leafwing_input_manager::prelude::ActionState;

use crate::feed::MatchFeed;
use crate::input::Action;
use crate::options::Options;
use crate::phase::FramePhase;
use crate::report::Run;
use crate::view::{ViewTarget, flat};

/// Seconds between pictures unless asked otherwise.
const USUAL_INTERVAL_S: f32 = 3.0;
/// Seconds of the match before the first picture: the arena has been loaded and everyone has come into play.
const FIRST_S: f32 = 1.5;
/// Seconds at the end for which the scoreboard is open.
const SCOREBOARD_S: f32 = 2.5;
/// Most pictures of moments.
const MOMENTS_MAX: usize = 4;
/// Seconds to wait for the last picture to be written.
const PATIENCE_S: f32 = 10.0;

/// The image's size.
#[derive(Resource, Clone, Copy, Debug)]
pub struct Canvas {
    /// In pixels.
    pub size: UVec2,
}

/// Where pictures are taken from and go to.
#[derive(Resource)]
struct Photographer {
    image: Handle<Image>,
    folder: PathBuf,
    interval_s: f32,
    next_s: f32,
    taken: usize,
    moments: usize,
    last_moment_s: f32,
    /// Frames until the moment that was seen is at its best.
    lurking: Option<u8>,
    pending: usize,
    scoreboard: bool,
    waited_s: f32,
}

/// Wires pictures up.
pub fn plugin(app: &mut App) {
    app.add_systems(Startup, set_up)
        .add_systems(PreUpdate, open_scoreboard.after(InputManagerSystem::Update))
        .add_systems(
            Update,
            (photograph, hold_until_written)
                .chain()
                .after(FramePhase::Present)
                .run_if(resource_exists::<Run>),
        );
}

fn set_up(
    mut commands: Commands,
    canvas: Res<Canvas>,
    options: Res<Options>,
    mut images: ResMut<Assets<Image>>,
) {
    let image = images.add(flat::picture(canvas.size));
    let folder = options.offscreen.clone().unwrap_or_default();
    remove_old(&folder);
    commands.insert_resource(ViewTarget::Image(image.clone()));
    commands.insert_resource(Photographer {
        image,
        folder,
        interval_s: options.pictures_every.unwrap_or(USUAL_INTERVAL_S),
        next_s: FIRST_S,
        taken: 0,
        moments: 0,
        last_moment_s: 0.0,
        lurking: None,
        pending: 0,
        scoreboard: false,
        waited_s: 0.0,
    });
}

/// Removes the pictures of a run before, so that a folder shows one match.
fn remove_old(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let number = name
            .strip_prefix("match-")
            .and_then(|rest| rest.strip_suffix(".png"));
        if number.is_some_and(|number| number.chars().all(|digit| digit.is_ascii_digit())) {
            drop(std::fs::remove_file(entry.path()));
        }
    }
}

/// Whether the match stands in its last seconds.
fn closing(run: &Run) -> bool {
    run.shown_s > run.length_s - SCOREBOARD_S.min(run.length_s * 0.3)
}

/// Holds the scoreboard's key down toward the end.
fn open_scoreboard(run: Option<Res<Run>>, mut players: Query<&mut ActionState<Action>>) {
    if run.is_some_and(|run| closing(&run)) {
        for mut actions in &mut players {
            actions.press(&Action::Scoreboard);
        }
    }
}

/// Whether something happened that a picture should have.
fn is_moment(event: &SceneEvent) -> bool {
    match event {
        SceneEvent::Outcome(Outcome::Wrecked { .. }) => true,
        SceneEvent::Outcome(Outcome::ShotEnded { weapon, .. }) => *weapon != Weapon::Autocannon,
        SceneEvent::Outcome(Outcome::Fired(shot)) => shot.weapon == Weapon::Rocket,
        _ => false,
    }
}

fn photograph(
    mut commands: Commands,
    mut photographer: ResMut<Photographer>,
    run: Res<Run>,
    feed: Option<Res<MatchFeed>>,
) {
    let Some(feed) = feed.filter(|feed| !feed.backdrop && run.settled()) else {
        return;
    };
    let own_alive = feed.scene.hog(feed.scene.own).is_some_and(|hog| hog.alive);
    let room = photographer.moments < MOMENTS_MAX && run.shown_s > photographer.last_moment_s + 2.0;
    if photographer.lurking.is_none()
        && room
        && own_alive
        && run.shown_s > FIRST_S
        && feed.events.iter().any(is_moment)
    {
        photographer.lurking = Some(1);
        photographer.moments += 1;
        photographer.last_moment_s = run.shown_s;
    }
    let moment = match &mut photographer.lurking {
        Some(0) => true,
        Some(frames) => {
            *frames -= 1;
            false
        }
        None => false,
    };
    let last = run.is_up() && !photographer.scoreboard;
    if !(moment || last || run.shown_s >= photographer.next_s && !run.is_up()) {
        return;
    }
    photographer.scoreboard |= last;
    photographer.lurking = None;
    photographer.next_s = photographer.next_s.max(run.shown_s) + photographer.interval_s;
    photographer.pending += 1;
    let path = photographer
        .folder
        .join(format!("match-{:03}.png", photographer.taken));
    photographer.taken += 1;
    commands
        .spawn(Screenshot::image(photographer.image.clone()))
        .observe(save_to_disk(path))
        .observe(
            |_: On<ScreenshotCaptured>, mut photographer: ResMut<Photographer>| {
                photographer.pending = photographer.pending.saturating_sub(1);
            },
        );
}

/// The run is not over before its last picture is written.
fn hold_until_written(mut photographer: ResMut<Photographer>, mut run: ResMut<Run>, time: Res<Time<Real>>) {
    if run.is_up() {
        photographer.waited_s += time.delta_secs();
    }
    let hold = (photographer.pending > 0 || !photographer.scoreboard) && photographer.waited_s < PATIENCE_S;
    if run.hold != hold {
        run.hold = hold;
    }
}
