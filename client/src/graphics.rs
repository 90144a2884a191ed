//! What becomes of the game when what draws it fails: another device is taken where the first is lost, a call that was
//! refused is tried again now and then, and where that does not help the game ends with what its player can do.

use std::time::{Duration, Instant};

use bevy::log::warn;
use bevy::prelude::*;
use bevy::render::error_handler::{ErrorType, RenderError, RenderErrorHandler, RenderErrorPolicy};
use bevy::render::renderer::initialize_renderer;
use bevy::render::settings::{RenderCreation, RenderResources, WgpuSettings};
use bevy::tasks::block_on;
use bevy::window::{PrimaryWindow, RawHandleWrapperHolder};

use crate::crash::{self, Broken};

/// Another way to draw that the environment can ask for: there is but one on most systems, and it may have several cards.
const OTHERWISE: &str = if cfg!(windows) {
    "WGPU_BACKEND=dx12 or WGPU_BACKEND=vulkan in the environment"
} else if cfg!(target_os = "linux") {
    "WGPU_ADAPTER_NAME=llvmpipe in the environment, which draws without a graphics card, if slowly"
} else {
    "WGPU_ADAPTER_NAME=, and a part of the name of another card, in the environment"
};

/// What may help, whatever failed.
pub(crate) fn advice() -> String {
    format!(
        "The graphics failed: the newest driver of your graphics card may help, or less to draw (--preset low), or another \
         way to draw ({OTHERWISE}), or the files of the game anew."
    )
}

/// Where there is nothing to draw with.
const NOTHING: &str = if cfg!(target_os = "linux") {
    "There is no graphics card with a Vulkan driver that Hogs can draw with: install one (on Debian and Ubuntu: sudo apt \
     install mesa-vulkan-drivers, which draws without a graphics card, too)"
} else {
    "There is no graphics card with a driver that Hogs can draw with: install the newest driver of your graphics card"
};

/// How what is written about failing graphics begins.
const FAILED: &str = "The graphics device";
/// Devices that are taken after the first, at most this often within [`SPELL`].
const DEVICES_MOST: usize = 3;
/// Refused calls that are got over within [`SPELL`].
const REFUSED_MOST: usize = 8;
const SPELL: Duration = Duration::from_secs(120);
/// How long nothing is drawn after a refused call, so that what fails over and over does not flash.
const PAUSE: Duration = Duration::from_millis(700);

/// What has failed so far.
#[derive(Resource, Default)]
struct Troubles {
    lost: Vec<Instant>,
    refused: Vec<Instant>,
    /// Since when nothing is drawn.
    waits: Option<Instant>,
}

/// Whether there are too many of something within a spell, this one among them.
fn too_many(times: &mut Vec<Instant>, now: Instant, most: usize) -> bool {
    times.retain(|time| now.duration_since(*time) < SPELL);
    times.push(now);
    times.len() > most
}

/// What is done about a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// Another device is taken.
    Renew,
    /// Nothing is drawn for now.
    Wait,
    /// It is drawn again.
    Resume,
    /// The game ends.
    End,
}

impl Troubles {
    /// Asked in every frame until something else than to wait is said.
    fn answer(&mut self, kind: ErrorType, now: Instant) -> Answer {
        // What is gone does not come back by itself.
        if matches!(kind, ErrorType::DeviceLost | ErrorType::OutOfMemory) {
            self.waits = None;
        }
        if let Some(since) = self.waits {
            if now.duration_since(since) < PAUSE {
                return Answer::Wait;
            }
            self.waits = None;
            return Answer::Resume;
        }
        match kind {
            ErrorType::DeviceLost if too_many(&mut self.lost, now, DEVICES_MOST) => Answer::End,
            ErrorType::DeviceLost => Answer::Renew,
            ErrorType::OutOfMemory => Answer::End,
            ErrorType::Validation | ErrorType::Internal => {
                if too_many(&mut self.refused, now, REFUSED_MOST) {
                    return Answer::End;
                }
                self.waits = Some(now);
                Answer::Wait
            }
        }
    }
}

/// Wires it up.
pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Troubles>()
        .insert_resource(RenderErrorHandler(on_error));
}

fn on_error(error: &RenderError, main: &mut World, _: &mut World) -> RenderErrorPolicy {
    let mut troubles = main.get_resource_or_init::<Troubles>();
    let answer = troubles.answer(error.ty, Instant::now());
    let why = error.description.trim();
    match answer {
        Answer::Wait => RenderErrorPolicy::StopRendering,
        Answer::Resume => RenderErrorPolicy::Ignore,
        Answer::Renew => match renew(main) {
            Ok(device) => {
                warn!("the graphics device was lost ({why}), another one is used");
                RenderErrorPolicy::Recover(RenderCreation::Manual(device))
            }
            Err(broken) => end(
                main,
                &format!(
                    "was lost ({why}), and no other one is to be had ({})",
                    broken.message
                ),
            ),
        },
        Answer::End => end(
            main,
            &match error.ty {
                ErrorType::DeviceLost => format!("was lost again and again ({why})."),
                ErrorType::OutOfMemory => "has no memory left.".to_owned(),
                ErrorType::Validation | ErrorType::Internal => format!("refuses to draw ({why})."),
            },
        ),
    }
}

/// A failure that the engine does not hear of itself, so that there is no other device to be had: the game ends, unless it is a
/// call that was refused and there were few of them.
pub(crate) fn hear(main: &mut World, kind: ErrorType, why: &str) {
    let what = match kind {
        ErrorType::DeviceLost => format!("was lost ({why}), and two had played on one screen."),
        ErrorType::OutOfMemory => "has no memory left.".to_owned(),
        ErrorType::Validation | ErrorType::Internal => {
            let mut troubles = main.get_resource_or_init::<Troubles>();
            let now = Instant::now();
            let last = troubles.refused.last();
            // What is refused in one frame after the other counts as often as where nothing is drawn meanwhile.
            if last.is_some_and(|last| now.duration_since(*last) < PAUSE) {
                return;
            }
            warn!("the graphics device refused to draw ({why})");
            if !too_many(&mut troubles.refused, now, REFUSED_MOST) {
                return;
            }
            format!("refuses to draw ({why}).")
        }
    };
    end(main, &what);
}

/// Another device, for the window there is.
fn renew(main: &mut World) -> Result<RenderResources, Broken> {
    let mut windows = main.query_filtered::<&RawHandleWrapperHolder, With<PrimaryWindow>>();
    let window = windows.single(main).ok().cloned();
    let settings = WgpuSettings::default();
    let backends = settings.backends.unwrap_or_default();
    crash::attempt(|| block_on(initialize_renderer(backends, window, &settings)))
}

fn end(main: &mut World, what: &str) -> RenderErrorPolicy {
    crash::end(format!("{FAILED} {what}"));
    main.write_message(AppExit::error());
    RenderErrorPolicy::StopRendering
}

/// Whether it was the graphics that broke.
pub(crate) fn is_to_blame(broken: &Broken) -> bool {
    broken.message.starts_with(FAILED) || in_renderer(&broken.place)
}

fn in_renderer(place: &str) -> bool {
    ["wgpu", "bevy_render"].iter().any(|part| place.contains(part))
}

/// Why the game cannot start, if there is nothing to draw with.
pub(crate) fn refusal(broken: &Broken) -> Option<String> {
    let said = broken.message.trim();
    if said.contains("find a GPU") {
        Some(format!("{NOTHING}."))
    } else {
        let said: String = said.chars().take(200).collect();
        in_renderer(&broken.place).then(|| format!("{NOTHING} ({said})."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_device_is_replaced_a_few_times_and_then_the_game_ends() {
        let mut troubles = Troubles::default();
        let now = Instant::now();
        for _ in 0..DEVICES_MOST {
            assert_eq!(troubles.answer(ErrorType::DeviceLost, now), Answer::Renew);
        }
        assert_eq!(troubles.answer(ErrorType::DeviceLost, now), Answer::End);
        assert_eq!(troubles.answer(ErrorType::DeviceLost, now + SPELL), Answer::Renew);
        assert_eq!(troubles.answer(ErrorType::OutOfMemory, now), Answer::End);
    }

    #[test]
    fn what_is_refused_is_tried_again_but_never_flashes() {
        let mut troubles = Troubles::default();
        let mut now = Instant::now();
        for _ in 0..REFUSED_MOST {
            assert_eq!(troubles.answer(ErrorType::Validation, now), Answer::Wait);
            assert_eq!(
                troubles.answer(ErrorType::Validation, now + PAUSE / 2),
                Answer::Wait
            );
            now += PAUSE;
            assert_eq!(troubles.answer(ErrorType::Validation, now), Answer::Resume);
        }
        assert_eq!(troubles.answer(ErrorType::Validation, now), Answer::End);
    }
}
