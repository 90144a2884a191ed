//! Two on one screen. While a match is played, the second player's game runs beside the first one's, in half of the window:
//! a whole game of its own, with its own settings, session and menus, that has a pad for its hands and a picture for its
//! window. Nothing else of the game knows of it, and the server takes it for anybody.

use bevy::prelude::*;
use bevy::render::renderer::{RenderAdapter, RenderAdapterInfo, RenderDevice, RenderQueue};
use bevy::render::settings::RenderResources;
use hogs_shared::assets::AssetFolder;

use crate::autopilot::Autopilot;
use crate::data::Data;
use crate::graphics;
use crate::home::Home;
use crate::known_hosts::KnownHosts;
use crate::link::{Invitation, Link};
use crate::menu::Notice;
use crate::offscreen::Canvas;
use crate::options::Options;
use crate::phase::Screen;
use crate::settings::Settings;
use crate::settings::gameplay::Split;
use crate::sound::Volumes;
use crate::toast::Toast;
use crate::window::Hidden;
use crate::words::{Telling, Words};

mod pads;
mod picture;
mod trouble;

use pads::Lent;
use picture::Easel;
pub use picture::PICTURE;
use trouble::Troubles;

/// The second player's folder, in the first one's.
const FOLDER: &str = "second-player";

/// What the second player's game is made of.
pub struct Seat {
    /// As if from a command line.
    pub options: Options,
    /// Where the game's data is.
    pub assets: AssetFolder,
    /// Where the second player's own files live.
    pub home: Home,
    /// The servers that the first player trusts.
    pub known: KnownHosts,
    /// The device it draws with, which is the first one's.
    pub device: RenderResources,
    /// Pixels there are to draw into.
    pub size: UVec2,
}

/// Makes the second player's game. The app that puts games together brings it along.
#[derive(Resource, Clone, Copy)]
pub struct Maker(pub fn(Seat) -> Result<App, String>);

/// The second player's game, while there is one.
struct Second {
    app: App,
    /// Whether it has set out for the match.
    under_way: bool,
}

/// What is there of the second player.
#[derive(Default)]
struct Guest {
    second: Option<Second>,
    /// How the device is, since two have drawn with it.
    troubles: Option<Troubles>,
    /// Whether it was told that there is no pad.
    waits_for_pad: bool,
    /// Whether this match was left, or could not be joined: then the next one is waited for.
    gone: bool,
}

/// Wires it up, where there is a window and somebody to make the second game.
pub fn plugin(app: &mut App) {
    app.add_plugins(picture::plugin)
        .init_resource::<Lent>()
        .insert_non_send(Guest::default())
        .add_systems(PreUpdate, pads::keep_away.after(bevy::input::InputSystems))
        .add_systems(Last, run.run_if(resource_exists::<Maker>));
}

/// A frame of the second player's game, and what begins and ends it.
fn run(world: &mut World) {
    let Some(mut guest) = world.remove_non_send::<Guest>() else {
        return;
    };
    let wanted = wanted(world, guest.second.is_some());
    guest.gone &= wanted.is_some();
    if let Some(split) = wanted.filter(|_| !guest.gone) {
        play(world, &mut guest, split);
    } else {
        end(world, &mut guest);
    }
    if let Some(troubles) = &guest.troubles {
        match troubles.take() {
            trouble::State::Well => {}
            trouble::State::Refused(why) => {
                warn!("the graphics refused to draw what two see: {why}");
                part(world, &mut guest, Telling::say("split-refused"));
            }
            trouble::State::Lost(why) => {
                graphics::end(
                    world,
                    &format!("was lost ({why}), and two had played on one screen."),
                );
            }
        }
    }
    world.insert_non_send(guest);
}

/// A frame for two.
fn play(world: &mut World, guest: &mut Guest, split: Split) {
    // A bot needs no pad.
    let driven = world.contains_resource::<Autopilot>();
    if guest.second.is_none() && !pads::lend(world) && !driven {
        if !std::mem::replace(&mut guest.waits_for_pad, true) {
            world.write_message(Toast(Telling::say("split-no-pad")));
        }
        return;
    }
    guest.waits_for_pad = false;
    picture::lay_out(world, split);
    if guest.second.is_none() {
        begin(world, guest);
    }
    let Some(second) = &mut guest.second else { return };
    match pass_frame(world, second) {
        Parted::Not => {}
        Parted::Left => {
            world.resource_mut::<Settings>().gameplay.split_screen = Split::Off;
        }
        Parted::Failed(why) => part(
            world,
            guest,
            Telling::tell("split-not-joined", [("problem", why.into())]),
        ),
    }
}

/// Ends the second game for this match, and says why.
fn part(world: &mut World, guest: &mut Guest, why: Telling) {
    if guest.second.is_some() {
        world.write_message(Toast(why));
        guest.gone = true;
        end(world, guest);
    }
}

/// How the screen is to be split, where a match is played in which a second player can be.
fn wanted(world: &World, plays: bool) -> Option<Split> {
    let settings = world.get_resource::<Settings>()?;
    let split = Some(settings.gameplay.split_screen).filter(|split| *split != Split::Off)?;
    let possible = match world.get_resource::<State<Screen>>()?.get() {
        // A driving lesson, which is a match without a link, is for one.
        Screen::Match => world.get_resource::<Link>()?.plays(),
        // The second player is on the way to the next match, too.
        Screen::Connecting => plays,
        Screen::Menu | Screen::Replay => false,
    };
    possible.then_some(split)
}

/// Makes the second game as soon as there is something for it to draw into.
fn begin(world: &mut World, guest: &mut Guest) {
    let Some((seat, maker)) = seat(world) else { return };
    let device = seat.device.0.clone();
    match (maker.0)(seat) {
        Ok(mut app) => {
            guest.troubles = Some(Troubles::watch(&device));
            pads::hand_over(world, app.world_mut());
            guest.second = Some(Second {
                app,
                under_way: false,
            });
        }
        Err(problem) => {
            let problem = [("problem", problem.into())];
            world.write_message(Toast(Telling::tell("split-not-joined", problem)));
            guest.gone = true;
        }
    }
}

/// What it is made of; none as long as something of it is not there.
fn seat(world: &World) -> Option<(Seat, Maker)> {
    let easel = world.get_resource::<Easel>()?;
    let (view, instance) = easel.lent()?;
    let known = world.get_resource::<KnownHosts>()?;
    let Invitation {
        address,
        password,
        trusted,
    } = world.get_resource::<Link>()?.invitation(known)?;
    let own = world.get_resource::<Options>()?;
    let home = world.get_resource::<Home>()?.within(FOLDER);
    let device = RenderResources(
        world.get_resource::<RenderDevice>()?.clone(),
        world.get_resource::<RenderQueue>()?.clone(),
        world.get_resource::<RenderAdapterInfo>()?.clone(),
        world.get_resource::<RenderAdapter>()?.clone(),
        instance,
    );
    let seat = Seat {
        options: Options {
            connect: Some(address),
            password: Some(password),
            autopilot: own.autopilot,
            ram: own.ram,
            verbose: own.verbose,
            link_delay_ms: own.link_delay_ms,
            link_jitter_ms: own.link_jitter_ms,
            link_loss: own.link_loss,
            ..Options::default()
        },
        assets: world.get_resource::<Data>()?.0.clone(),
        known: KnownHosts::lent(&home, trusted),
        home,
        device,
        size: view.size,
    };
    Some((seat, *world.get_resource::<Maker>()?))
}

/// Whether the second player is still there.
enum Parted {
    Not,
    /// They left.
    Left,
    /// Something kept them out of the match, in words.
    Failed(String),
}

/// Lets a frame pass in the second game.
fn pass_frame(world: &mut World, second: &mut Second) -> Parted {
    share_settings(world, second.app.world_mut());
    share_picture(world, second.app.world_mut());
    pads::pass_on(world, second.app.world_mut());
    second.app.update();
    let theirs = second.app.world_mut();
    let in_menu = *theirs.resource::<State<Screen>>().get() == Screen::Menu;
    second.under_way |= !in_menu;
    if let Some(told) = theirs.resource_mut::<Notice>().0.take_if(|_| in_menu) {
        return Parted::Failed(theirs.resource::<Words>().telling(&told.title));
    }
    let left = in_menu && second.under_way || second.app.should_exit().is_some();
    if left { Parted::Left } else { Parted::Not }
}

/// What both see and hear alike is as the first player wants it; music and announcer are heard once.
fn share_settings(first: &World, second: &mut World) {
    let (Some(settings), Some(volumes)) = (first.get_resource::<Settings>(), first.get_resource::<Volumes>())
    else {
        return;
    };
    let theirs = second.resource::<Settings>();
    let mut shared = theirs.clone();
    shared.video = settings.video.clone();
    // Frames are held back once, and so is what fills up the time.
    shared.video.frame_cap = 0.0;
    shared.audio = settings.audio.clone();
    shared.audio.master = volumes.master;
    (shared.audio.music, shared.audio.voice) = (0.0, 0.0);
    shared.language = settings.language.clone();
    if shared != *theirs {
        *second.resource_mut::<Settings>() = shared;
    }
    if let Some(hidden) = first.get_resource::<Hidden>() {
        second.resource_mut::<Hidden>().set_if_neq(*hidden);
    }
}

/// Has it draw into what the first game shows.
fn share_picture(first: &World, second: &mut World) {
    let Some((view, _)) = first.get_resource::<Easel>().and_then(Easel::lent) else {
        return;
    };
    let mut canvas = second.resource_mut::<Canvas>();
    if canvas.size != view.size {
        canvas.size = view.size;
    }
    picture::set_up(second, view);
}

/// Ends the second game, if there is one, and gives back what was lent to it.
fn end(world: &mut World, guest: &mut Guest) {
    guest.waits_for_pad = false;
    if let Some(mut second) = guest.second.take() {
        // Says goodbye to the server.
        second.app.world_mut().remove_resource::<Link>();
    }
    pads::take_back(world);
    picture::clear(world);
}
