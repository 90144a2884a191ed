//! Breaks the game on purpose, so that people and tests can see what comes of it: `--break-on-purpose`, which no help
//! names.

use std::sync::atomic::{AtomicBool, Ordering};

use bevy::input::gamepad::{GamepadConnection, GamepadConnectionEvent};
use bevy::prelude::*;
use bevy::render::render_resource::PollType;
use bevy::render::renderer::RenderDevice;
use bevy::render::{Render, RenderApp, RenderSystems};
use bevy::tasks::IoTaskPool;
use clap::ValueEnum;

use crate::bindings::Device;
use crate::feed::MatchFeed;
use crate::input::in_use::{InUse, PadInHand};
use crate::link::Link;
use crate::options::Options;

/// Frames of a match, or of the menu where there is none, before it.
const FRAMES: u32 = 40;

/// What is to break.
#[derive(ValueEnum, Resource, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breakage {
    /// A frame.
    Frame,
    /// The drawing of one.
    Drawing,
    /// A task beside the frames.
    Task,
    /// The server of one's own match.
    Server,
    /// The graphics device, which is lost.
    Device,
    /// A pad, which is plugged in, used and pulled out.
    Pad,
}

/// Whether the drawing is to break now, or what draws.
static DRAWING: AtomicBool = AtomicBool::new(false);
static DEVICE: AtomicBool = AtomicBool::new(false);

/// Has something break when the game, or the match it was started for, has gone on for a moment.
pub(crate) fn rehearse(app: &mut App, breakage: Breakage) {
    app.insert_resource(breakage).add_systems(Update, strike);
    if let Some(render) = app.get_sub_app_mut(RenderApp) {
        render.add_systems(Render, (draw, lose.after(RenderSystems::PostCleanup)));
    }
}

fn draw() {
    if DRAWING.load(Ordering::Relaxed) {
        fall();
    }
}

/// A device is lost by what was drawn with it, which is known when that is over.
fn lose(device: Res<RenderDevice>) {
    if DEVICE.swap(false, Ordering::Relaxed) {
        // What was asked of it has been answered before; one that is lost by itself says so at once, one that is given up
        // when it is asked.
        let _ = device.poll(PollType::wait_indefinitely());
        device.wgpu_device().destroy();
        let _ = device.poll(PollType::wait_indefinitely());
    }
}

#[allow(clippy::panic, reason = "this is what was asked for")]
fn fall() {
    panic!("The game was broken on purpose.");
}

fn strike(
    breakage: Res<Breakage>,
    feed: Option<Res<MatchFeed>>,
    link: Res<Link>,
    options: Res<Options>,
    mut frames: Local<u32>,
    mut world: Commands,
) {
    let plays = feed.is_some_and(|feed| !feed.backdrop);
    if plays || !options.starts_a_match() {
        *frames += 1;
    }
    if *frames != FRAMES {
        return;
    }
    match *breakage {
        Breakage::Frame => fall(),
        Breakage::Drawing => DRAWING.store(true, Ordering::Relaxed),
        Breakage::Task => IoTaskPool::get().spawn(async { fall() }).detach(),
        Breakage::Server => link.break_own(),
        Breakage::Device => DEVICE.store(true, Ordering::Relaxed),
        Breakage::Pad => world.queue(pull_out),
    }
}

/// Tells of a pad what the system tells of one, all of it in one frame.
fn pull_out(world: &mut World) {
    let gamepad = world.spawn(Gamepad::default()).id();
    world.insert_resource(InUse(Device::Pad));
    world.insert_resource(PadInHand {
        pad: Some(gamepad),
        ..PadInHand::default()
    });
    let connection = GamepadConnection::Disconnected;
    world.write_message(GamepadConnectionEvent { gamepad, connection });
}
