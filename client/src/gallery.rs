//! A picture of each page of the menu, without a window: to look at them all, in whatever language and size. Time passes by
//! frames and stands still while something is waited for, so the same command gives the same pictures.

use std::path::PathBuf;
use std::time::Duration;

use bevy::image::Image;
use bevy::input_focus::InputFocus;
use bevy::prelude::*;
use bevy::render::render_resource::TextureFormat;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured, save_to_disk};
use bevy::time::TimeUpdateStrategy;
use hogs_shared::tick::TICK_SECONDS;

use crate::bindings::Device;
use crate::feed::MatchFeed;
use crate::input::in_use::InUse;
use crate::menu::{Letters, Page};
use crate::offscreen::Canvas;
use crate::options::Options;
use crate::settings::Section;
use crate::view::{ViewTarget, WorldReady};

/// Frames until a page that was turned to stands as it will.
const SETTLE_FRAMES: u32 = 8;
/// The picture of letters to be picked, as whoever has a pad sees it; and after how many frames they come up.
const LETTERS: &str = "letters";
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
    left: Vec<(&'static str, Page)>,
    /// Frames since the match behind the menu is there.
    lead_in: u32,
    /// Frames since the page was turned to.
    frames: u32,
    pending: bool,
}

/// Wires the pictures up.
pub fn plugin(app: &mut App) {
    app.add_systems(Startup, set_up)
        .add_systems(Last, take.run_if(resource_exists::<Gallery>));
}

/// Every page that can stand without a match, the last one first.
fn pages() -> Vec<(&'static str, Page)> {
    let mut pages = vec![
        ("front", Page::Front),
        ("lesson_offer", Page::LessonOffer),
        ("hosting", Page::Hosting),
        ("browse", Page::Browse),
        ("address", Page::Address),
        (LETTERS, Page::Address),
        ("garage", Page::Garage),
        ("credits", Page::Credits),
        ("replays", Page::Replays),
        ("settings", Page::Preferences),
    ];
    pages.extend(Section::ALL.map(|section| (section.name(), Page::Options(section))));
    pages.push(("bindings", Page::Bindings));
    pages.reverse();
    pages
}

fn set_up(
    mut commands: Commands,
    canvas: Res<Canvas>,
    options: Res<Options>,
    mut images: ResMut<Assets<Image>>,
) {
    let (width, height) = (canvas.size.x, canvas.size.y);
    let format = TextureFormat::Rgba8UnormSrgb;
    let image = images.add(Image::new_target_texture(width, height, format, None));
    commands.insert_resource(ViewTarget::Image(image.clone()));
    commands.insert_resource(Gallery {
        image,
        folder: options.offscreen.clone().unwrap_or_default(),
        left: pages(),
        lead_in: 0,
        frames: 0,
        pending: false,
    });
    commands.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::ZERO));
}

fn take(
    mut commands: Commands,
    mut gallery: ResMut<Gallery>,
    mut passes: ResMut<TimeUpdateStrategy>,
    (feed, ready): (Option<Res<MatchFeed>>, WorldReady),
    (page, mut next): (Res<State<Page>>, ResMut<NextState<Page>>),
    (focus, mut letters, mut in_use): (Res<InputFocus>, ResMut<Letters>, ResMut<InUse>),
    mut exit: MessageWriter<AppExit>,
    mut waited: Local<Duration>,
) {
    let there = feed.is_some() && ready.is_ready();
    let waits = gallery.pending || !there && *waited < PATIENCE;
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
    let Some(&(name, wanted)) = gallery.left.last() else {
        exit.write(AppExit::Success);
        return;
    };
    if *page.get() != wanted {
        next.set(wanted);
        gallery.frames = 0;
        return;
    }
    gallery.frames += 1;
    let picks = name == LETTERS;
    in_use.set_if_neq(InUse(if picks { Device::Pad } else { Device::Keys }));
    if let Some(field) = focus.get().filter(|_| picks && gallery.frames == LETTERS_FRAME) {
        letters.open(field);
    }
    if gallery.frames < SETTLE_FRAMES {
        return;
    }
    gallery.left.pop();
    gallery.frames = 0;
    gallery.pending = true;
    let path = gallery.folder.join(format!("page-{name}.png"));
    commands
        .spawn(Screenshot::image(gallery.image.clone()))
        .observe(save_to_disk(path))
        .observe(|_: On<ScreenshotCaptured>, mut gallery: ResMut<Gallery>| gallery.pending = false);
}
