//! The game of a second player at the same machine: put together like any other, but without a window, devices and a log of
//! its own. It draws with the first one's device, into a picture that the first one shows.

use bevy::app::{PluginsState, TerminalCtrlCHandlerPlugin};
use bevy::gilrs::GilrsPlugin;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::pipelined_rendering::PipelinedRenderingPlugin;
use bevy::render::settings::RenderCreation;
use bevy::tasks::tick_global_task_pools_on_main_thread;
use bevy::window::ExitCondition;
use bevy::winit::WinitPlugin;

use crate::discovery::Discovery;
use crate::offscreen::Canvas;
use crate::split::Seat;
use crate::{cores, crash};

/// Makes it, ready for its first frame.
///
/// # Errors
/// A sentence that says why there can be none.
pub(super) fn make(seat: Seat) -> Result<App, String> {
    let mut app = App::new();
    let assets = seat.assets.path().to_string_lossy().into_owned();
    let plugins = super::plugins(assets)
        .set(WindowPlugin {
            primary_window: None,
            exit_condition: ExitCondition::DontExit,
            ..default()
        })
        .set(RenderPlugin {
            render_creation: RenderCreation::Manual(seat.device),
            ..default()
        })
        .disable::<LogPlugin>()
        .disable::<WinitPlugin>()
        .disable::<GilrsPlugin>()
        .disable::<TerminalCtrlCHandlerPlugin>()
        // Its picture is drawn by the end of its frame, which lies within one of the first game.
        .disable::<PipelinedRenderingPlugin>();
    crash::attempt(|| _ = app.add_plugins(plugins)).map_err(|broken| super::refusal(&broken))?;
    app.insert_resource(Canvas { size: seat.size });
    super::assemble(&mut app, seat.options, seat.assets, seat.home)?;
    app.insert_resource(seat.known).insert_resource(Discovery::deaf());
    while app.plugins_state() == PluginsState::Adding {
        tick_global_task_pools_on_main_thread();
    }
    app.finish();
    app.cleanup();
    cores::suit(&mut app);
    Ok(app)
}
